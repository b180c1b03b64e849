"""Angle brackets that MDX takes for tags."""

from __future__ import annotations

from doclint.checks.render_mdx import tag_in_mdx
from tests.checks.trials import hits


def seen(text: str, name: str = "page.mdx.j2") -> list[object]:
    return [facts["text"] for _, facts in hits(tag_in_mdx, text, name)]


def test_types_with_parameters_open_tags() -> None:
    assert seen("A Map<string, {{ kind }}> b.\n") == ["Map<string, kind>"]
    assert seen("| a |\n|---|\n| List<{{ kind }}> |\n") == ["List<kind>"]
    assert seen("{% if x %}a{% else %}Set<text>{% endif %}\n") == ["Set<text>"]


def test_other_pages_are_other_matters() -> None:
    assert not seen("A Map<string, {{ kind }}> b.\n", "page.md.j2")


def test_code_and_escapes_open_none() -> None:
    assert not seen("`Map<string, {{ kind }}>` and Map\\<string, x> and Map&lt;string, x>\n")
    assert not seen("```\nMap<string, {{ kind }}>\n```\n")


def test_what_is_closed_in_any_branch_is_a_tag() -> None:
    assert not seen("{% if x %}<Tip>{% endif %}a{% if x %}</Tip>{% endif %}\n")
    assert not seen("a <{{ kind }}>b</{{ kind }}> c <Badge /> d <br> e <Tip text={x} />\n")


def test_links_attributes_and_expressions_are_none() -> None:
    assert not seen("See <https://pets.example> and <me@pets.example>.\n")
    assert not seen('A <Badge text="List<text>" /> and {a<b>c}\n')


def test_values_are_not_taken_for_the_text_of_the_template() -> None:
    assert not seen("A {{ kind }} b {{ x|shout }}\n")


def test_many_openings_are_read_quickly() -> None:
    assert len(seen("{{ a }} " + "<a " * 20_000)) <= 1
