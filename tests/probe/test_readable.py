"""Made-up data that people read is in words that they expect."""

from doclint.probe.readable import readable
from doclint.probe.reading import needs
from doclint.probe.samples import Plan
from tests.probe.feed import template_of


def data(text, **plan):
    return readable(needs(template_of(text)), Plan(**plan))


def test_items_differ_and_go_together():
    text = "{% for p in params %}{{ p.name }}{{ p.type }}{% endfor %}"
    assert data(text, items=2) == {
        "params": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]
    }


def test_names_stay_different_however_many_there_are():
    text = "{% for p in params %}{{ p.name }}{% endfor %}"
    names = [one["name"] for one in data(text, items=12)["params"]]
    assert len(set(names)) == 12


def test_keys_of_mappings_are_names():
    text = "{% for key, value in fields.items() %}{{ key }}{{ value.type }}{% endfor %}"
    assert data(text, items=2) == {
        "fields": {"id": {"type": "integer"}, "name": {"type": "string"}}
    }


def test_other_values_are_called_like_their_name():
    assert data("{{ pet_owner }}") == {"pet_owner": "pet owner"}
    found = data("{% for owner in owners %}{{ owner }}{% endfor %}", items=2)
    assert found == {"owners": ["owners", "owners 2"]}


def test_constants_stay():
    assert data("{% if kind == 'cat' %}{{ kind }}{% endif %}") == {"kind": "cat"}


def test_nothing_tells_that_it_is_made_up():
    text = "{{ a }}{% for b in c %}{{ b.d.e }}{% for f in b.g %}{{ f }}{% endfor %}{% endfor %}"
    assert "zq" not in str(data(text, items=3))
