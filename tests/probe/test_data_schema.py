"""The schema of a template's data says what it must be, what is required, and on which line."""

import jsonschema
import pytest

from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template
from doclint.probe.data_schema import data_schema
from doclint.probe.readable import readable
from doclint.probe.reading import needs
from doclint.probe.samples import Plan
from tests.probe.feed import template_of

PRINTED = {"type": ["string", "number", "boolean"]}


def schema(text):
    template = template_of(text)
    found = data_schema(template, needs(template))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def prop(text, name="a"):
    return {k: v for k, v in schema(text)["properties"][name].items() if k != "description"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ a }}", PRINTED),
        ("{{ a | upper }}", {"type": "string"}),
        ("{{ a * 2 }}", {"type": "number"}),
        ("{% if a == true %}x{% endif %}", {"type": "boolean", "examples": [True]}),
        ("{% if a %}x{% endif %}", {}),  # of whatever kind
        ("{{ a | tojson }}", {}),
        ("{% if a == 'x' or a == 'y' %}{% endif %}{{ a }}", {**PRINTED, "examples": ["x", "y"]}),
        (
            "{% for k, v in a.items() %}{% endfor %}",
            {"type": "object", "additionalProperties": True},
        ),
        ("{% if a is mapping %}{{ a.b }}{% else %}{{ a }}{% endif %}", {}),
        ("{% for b in a %}x{% endfor %}", {"type": "array", "items": {}}),
        (
            "{% for b, c in a %}{{ b | upper }}{{ c * 1 }}{% endfor %}",
            {
                "type": "array",
                "items": {
                    "type": "array",
                    "prefixItems": [
                        {"type": "string", "description": "line 1"},
                        {"type": "number", "description": "line 1"},
                    ],
                },
            },
        ),
    ],
)
def test_how_data_is_used_tells_what_it_is(text, expected):
    found = prop(text)
    if found.get("type") == "array" and "prefixItems" in found["items"]:
        for part in found["items"]["prefixItems"]:
            part["description"] = "line 1"
    assert found == expected


def test_values_of_a_mapping_are_described():
    text = "{% for name in a %}{{ name }}{{ a[name].type | upper }}{% endfor %}"
    inner = prop(text)["additionalProperties"]
    assert inner["properties"]["type"]["type"] == "string"
    assert inner["required"] == ["type"]


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("{{ a }}{{ b }}", ["a", "b"]),
        ("{% if a %}{{ a }}{% endif %}", []),
        ("{% if a %}{{ b }}{% endif %}", []),
        ("{% if a %}x{% elif b == 1 %}y{% endif %}", []),
        ("{{ a or 'x' }}{{ b }}", ["b"]),
        ("{{ b if a else c }}", []),
        ("{{ a | default('x') }}", []),
        ("{% if a %}{{ b }}{% endif %}{{ b }}", ["b"]),
        ("{% if a is defined %}{{ a }}{% endif %}", []),
    ],
)
def test_required_is_what_is_always_read(text, required):
    assert schema(text).get("required", []) == required


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("{% if a %}{{ a.b }}{% endif %}", ["b"]),  # there is an `a` then
        ("{% if c %}{{ a.b }}{% endif %}", []),
        ("{% if a.b %}{{ a.b }}{% endif %}{{ a.c }}", ["c"]),
    ],
)
def test_a_test_of_an_object_is_none_of_its_parts(text, required):
    assert prop(text).get("required", []) == required


def test_a_test_around_a_loop_is_none_of_what_an_item_has():
    text = (
        "{% if c %}{% for b in a %}{{ b.x }}{% if b.y %}{{ b.z }}{% endif %}{% endfor %}{% endif %}"
    )
    assert prop(text)["items"]["required"] == ["x"]
    assert "required" not in schema(text)


def test_lines_are_told():
    text = "{{ a }}\n{{ b }}\n{{ a }}"
    told = {name: one["description"] for name, one in schema(text)["properties"].items()}
    assert told == {"a": "lines 1, 3", "b": "line 2"}


def test_functions_are_named_and_are_no_data():
    found = schema("{{ url_for(a) }}")
    assert (found["$comment"], list(found["properties"])) == ("functions: url_for", ["a"])


@pytest.mark.parametrize(
    "text",
    [
        "{{ a }}{% for b in c %}{{ b.d | upper }}{% if b.e %}{{ b.e.f }}{% endif %}{% endfor %}",
        "{% for k, v in m.items() %}{{ k }}{{ v.t }}{% endfor %}{{ n + 1 }}",
    ],
)
@pytest.mark.parametrize("items", [0, 1, 3])
def test_made_up_data_fits_the_schema(text, items):
    template = parse_template(Source("page.md.j2", text))
    root = needs(template)
    jsonschema.validate(readable(root, Plan(items=items)), data_schema(template, root))
