"""Lines that begin paragraphs and rules of a template."""

from __future__ import annotations

from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template
from doclint.probe.beginnings import beginnings


def _found(text: str) -> list[tuple[str, int]]:
    lines = beginnings(parse_template(Source("a.md.j2", text)))
    return [(line.sign, line.span.line) for line in lines]


def test_a_paragraph_begins_behind_a_blank_line_tags_aside() -> None:
    text = "One\ntwo\n\n{% if a %}\n{# b #}\nThree\n{% endif %}\nfour\n"
    assert _found(text) == [("text", 1), ("text", 6)]


def test_a_line_with_a_tag_before_its_text_begins_nothing() -> None:
    assert _found("\n{% if a %}One{% endif %}\n\n{{ b }} two\n") == []


def test_rules_and_the_ends_of_front_matter_are_lines_of_dashes() -> None:
    assert _found("---\na: {{ b }}\n---\n\n***\n- - -\n") == [("rule", 1), ("rule", 3), ("rule", 5)]


def test_what_a_macro_begins_with_is_its_callers_matter() -> None:
    assert _found("{% macro a() %}\n\nOne\n{% endmacro %}\n") == []
