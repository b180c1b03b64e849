"""Which values a template prints bare, and where."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from doclint.checks._template_bare import bare, is_one_of, spelled
from doclint.checks.template_prints import json_without_tojson, unescaped_cell
from doclint.model.finding import Hit
from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template
from doclint.probe.trial import Trial, trial


def _trial(text: str) -> Trial:
    return trial(parse_template(Source("a.md.j2", text)))


def _bare(text: str) -> list[str]:
    one = _trial(text)
    return [found.shown for found in bare(one.template, one.needs)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ a.b }}", "a.b"),
        ("{{ a['b'] | default('') | trim }}", "a['b']"),
        ("{{ a.b or '' }}", "a.b"),
        ("{{ a.b if a.b is defined else '-' }}", "a.b"),
        ("{% set c = a.b %}{{ c }}", "c"),
    ],
)
def test_what_leaves_a_text_as_it_is_leaves_it_bare(text: str, shown: str) -> None:
    assert _bare(text) == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "{{ a.b | replace('|', '/') }}",
        "{{ a.b | anything }}",
        "{{ a.b.strip() }}",
        "{{ f(a.b) }}",
        "{{ a.b if a.b is string else '' }}",
        "{% set c = a.b | flat %}{{ c }}",
        "{% filter flat %}{{ a.b }}{% endfilter %}",
        "{% macro m(b) %}{{ b }}{% endmacro %}{{ m(a.b | flat) }}",
        "{% for a in b %}{{ loop.index }}{% endfor %}",
        "{{ 'a' }}{{ 3 }}{{ a ~ b }}",
    ],
)
def test_what_may_have_done_something_to_a_text_is_believed(text: str) -> None:
    assert _bare(text) == []


def test_names_are_compared_as_lists_spell_them_and_by_their_last_word() -> None:
    assert spelled("shortDescription") == "short_description"
    assert is_one_of("short_description", ["description"])
    assert not is_one_of("description_url", ["description"])


def _cells(value: str) -> list[Hit]:
    text = f"| A |\n|---|\n{{%- for f in fields %}}\n| {value} |\n{{%- endfor %}}\n"
    return [*unescaped_cell(_trial(text), names=["about"], code_names=["pattern"])]


def test_code_spans_have_names_of_their_own() -> None:
    assert [len(_cells(value)) for value in ("{{ f.about }}", "`{{ f.about }}`")] == [1, 0]
    assert [len(_cells(value)) for value in ("{{ f.pattern }}", "`{{ f.pattern }}`")] == [0, 1]


def test_an_address_in_a_cell_is_no_text() -> None:
    assert _cells("[a]({{ f.about }})") == []


def _json(body: str) -> Iterator[Hit]:
    return json_without_tojson(_trial(f"```json\n{body}\n```\n"))


def test_values_in_strings_and_numbers_are_no_objects() -> None:
    assert [*_json('{"a": "{{ a }}", "b": {{ b | int }}, "c": {{ c | tojson }}}')] == []
    assert [hit.facts["value"] for hit in _json('{"a": {{ a }}}')] == ["a"]
