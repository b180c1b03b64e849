"""What names of a template lead to."""

from __future__ import annotations

import pytest

from doclint.checks._template_scope import Path, conjuncts, named, places, shown
from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template


def _printed(text: str) -> list[Path | None]:
    template = parse_template(Source("page.md.j2", text))
    return [
        place.path(place.node.values[0]) for place in places(template) if place.node.kind == "print"
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{{ a.b['c'] }}", ("a", "b", "c")),
        ("{% for p in pets %}{{ p.name }}{% endfor %}", ("pets", "[]", "name")),
        ("{% for p in pets|sort|list %}{{ p }}{% endfor %}", ("pets", "[]")),
        ("{% for k in pets %}{{ pets[k].name }}{% endfor %}", ("pets", "{pets.[]}", "name")),
        ("{% for k, v in pets.items() %}{{ v.name }}{% endfor %}", ("pets", "{pets.[]}", "name")),
        ("{% for k, v in pets|dictsort %}{{ k }}{% endfor %}", ("pets", "[]")),
        ("{% set p = a.pet %}{{ p.name }}", ("a", "pet", "name")),
        ("{% with p = a.pet %}{{ p.name }}{% endwith %}", ("a", "pet", "name")),
        ("{{ a.get('b').c }}", ("a", "b", "c")),
        ("{{ made(a) }}", None),
    ],
)
def test_a_name_leads_to_where_its_value_lies_in_the_data(text: str, path: Path | None) -> None:
    assert _printed(text) == [path]


def test_what_a_loop_sets_is_not_known_behind_it() -> None:
    text = "{% for p in pets %}{% set name = p.name %}{{ name }}{% endfor %}{{ name }}"
    assert _printed(text) == [("pets", "[]", "name"), ("name",)]


def test_what_a_test_sets_may_be_either_so_that_it_is_nothing_known() -> None:
    (path,) = _printed("{% set n = a.x %}{% if b %}{% set n = b %}{% endif %}{{ n }}")
    assert path is not None
    assert path[0].startswith("?")


def test_parameters_of_a_macro_lead_nowhere() -> None:
    (path,) = _printed("{% macro row(pet) %}{{ pet.name }}{% endmacro %}")
    assert path is not None
    assert path[0].startswith("?")


def test_a_path_that_grows_in_a_chain_ends_somewhere() -> None:
    text = "{% set a = a.b %}" * 100 + "{{ a.c }}"
    (path,) = _printed(text)
    assert path is not None
    assert len(path) <= 42


def test_paths_are_shown_without_what_has_no_name() -> None:
    assert shown(("pets", "[]", "name")) == "pets.name"
    assert named(("pets", "[]")) == "pets"
    assert named(("pets", "{pets.[]}", "name")) == "name"


def test_a_test_has_the_parts_that_must_all_hold() -> None:
    template = parse_template(Source("page.md.j2", "{% if a and (b and c) %}{% endif %}"))
    (arm,) = (node for node in template.walk() if node.kind == "arm")
    assert [part.span.text for part in conjuncts(arm.values[0])] == ["a", "b", "c"]
