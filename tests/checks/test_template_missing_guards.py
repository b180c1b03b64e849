"""Parts that are read without the guard that they or their like have elsewhere, and bare labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doclint.checks.template_bare_labels import bare_label
from doclint.checks.template_bare_sections import bare_section
from doclint.checks.template_missing_guards import half_guarded
from doclint.model.finding import Hit
from doclint.model.source import Source
from doclint.model.template import Template
from doclint.parse.jinja.templates import parse_template


def told(check: Callable[[Template], Iterator[Hit]], text: str, fact: str = "read") -> list[object]:
    template = parse_template(Source("page.md.j2", text))
    return [hit.facts[fact] for hit in check(template)]


GUARDED = "{% if a.b %}{{ a.b.c }}{% endif %}\n"


def test_what_is_guarded_in_one_place_needs_it_in_the_other() -> None:
    assert told(half_guarded, GUARDED + "Of {{ a.b.d }}.") == ["a.b.d"]
    assert told(half_guarded, "{% if b %}{{ b.c }}{% endif %} Of {{ b.d }}.") == ["b.d"]
    assert not told(half_guarded, "Of {{ a.b.d }}.")
    assert not told(half_guarded, GUARDED + "Of {{ (a.b or {}).d }}{{ a.b.d if a.b }}.")


def test_a_test_that_is_not_around_the_guard_may_imply_it() -> None:
    assert not told(half_guarded, GUARDED + "{% if a.kind == 1 %}{{ a.b.d }}{% endif %}")
    assert not told(half_guarded, GUARDED + "{% macro m() %}{{ a.b.d }}{% endmacro %}")
    inside = "{% if x %}" + GUARDED + "{{ a.b.d }}{% endif %}"
    assert told(half_guarded, inside) == ["a.b.d"]


def test_an_empty_mapping_can_be_asked_for_its_items() -> None:
    loop = "{% for k, v in a.b.items() %}{{ k }}{% endfor %}"
    assert not told(half_guarded, GUARDED + loop)


LIKE = "{% if a.note %}{{ a.note }}{% endif %}{% if a.tags %}{{ a.tags|join }}{% endif %}\n"


def test_one_part_of_several_is_read_deeply_without_a_guard() -> None:
    assert told(half_guarded, LIKE + "{{ a.place.city.name }}") == ["a.place.city"]
    assert not told(half_guarded, LIKE + "{{ a.place.name }}")
    assert not told(half_guarded, LIKE + "{{ a.info.city.name }}")
    assert not told(half_guarded, LIKE + "{{ a.name.upper() }}")
    assert told(half_guarded, LIKE + "{% for k in a.headers.items() %}{% endfor %}") == [
        "a.headers.items"
    ]


SCOPES = "{% if a.scopes %}\nScopes: {{ a.scopes|join }}\n{% endif %}\n"


def test_a_label_stands_bare_where_its_like_are_under_a_test() -> None:
    assert told(bare_label, SCOPES + "Tags: {{ a.tags|join }}\n", "label") == ["Tags"]
    assert told(bare_label, SCOPES + "- **Default**: `{{ a.default }}`\n", "label") == ["Default"]


def test_a_label_is_not_bare_where_something_always_follows() -> None:
    assert not told(bare_label, "Tags: {{ a.tags|join }}\n")
    assert not told(bare_label, SCOPES + "Kind: {{ a.kind }}\n")
    assert not told(bare_label, SCOPES + "Tags: {{ a.tags|join }} and more\n")
    assert not told(bare_label, SCOPES + "Default: {{ a.default|default('none') }}\n")
    assert not told(bare_label, SCOPES + "{% if a.x %}\nTags: {{ a.tags|join }}\n{% endif %}")
    loop = "Tags: {% for t in a.tags %}{{ t }}{% else %}none{% endfor %}\n"
    assert not told(bare_label, SCOPES + loop)


def section(name: str, title: str, *, guarded: bool = True, other: str = "") -> str:
    loop = f"## {title}\n\n{{% for x in a.{name} %}}\n- {{{{ x }}}}\n{other}{{% endfor %}}\n"
    return f"{{% if a.{name} %}}\n{loop}{{% endif %}}\n\n" if guarded else loop + "\n"


TWO = section("parameters", "Parameters") + section("examples", "Examples")


def test_a_section_stands_bare_where_two_beside_it_are_under_a_test() -> None:
    assert told(bare_section, TWO + section("headers", "Headers", guarded=False), "title") == [
        "Headers"
    ]
    assert not told(bare_section, TWO + section("headers", "Headers"))


def test_a_section_needs_no_test_where_it_always_has_something() -> None:
    assert not told(bare_section, TWO + section("responses", "Responses", guarded=False))
    said = section("headers", "Headers", guarded=False, other="{% else %}\nNone.\n")
    assert not told(bare_section, TWO + said)
    one = section("parameters", "Parameters")
    assert not told(bare_section, one + section("headers", "Headers", guarded=False))
    words = section("headers", "Headers\n\nAlways sent", guarded=False)
    assert not told(bare_section, TWO + words)


LOOP = "{{% for k, v in {0}.content.items() %}}{{{{ k }}}}{{% endfor %}}\n"


def test_a_loop_needs_the_guard_of_its_twin() -> None:
    guarded = "{% if a.content %}" + LOOP.format("a") + "{% endif %}"
    assert told(half_guarded, guarded + LOOP.format("b")) == ["b.content.items()"]
    assert not told(half_guarded, LOOP.format("a") + LOOP.format("b"))
    assert not told(half_guarded, guarded + "{% if b.content %}" + LOOP.format("b") + "{% endif %}")
    assert not told(half_guarded, guarded + LOOP.format("b").replace("k, v", "one, two"))
