"""JSON that a template makes, for few and many items."""

from __future__ import annotations

from doclint.checks.render_json import broken_json
from tests.checks.trials import hits


def problems(body: str, label: str = "json") -> list[str]:
    found = hits(broken_json, f"```{label}\n{body}\n```\n")
    return [f"{facts['data']}: {facts['problem']}" for _, facts in found]


def test_the_last_comma_is_told_with_the_smallest_data() -> None:
    body = '{\n{% for x in xs %}"{{ x.name }}": {{ x.value }},\n{% endfor %}}'
    assert problems(body) == ["1 item of `xs`: a comma stands before `}`"]


def test_a_comma_that_is_missing_between_items_needs_two() -> None:
    body = '[{% for x in xs %}{"a": {{ x.value }}}\n{% endfor %}]'
    assert problems(body) == ["2 items of `xs`: a comma is missing before `{`"]


def test_two_printed_values_in_a_row_lack_a_comma() -> None:
    assert problems("[{% for x in xs %} {{ x|tojson }} {% endfor %}]") == [
        "2 items of `xs`: a comma is missing before a value"
    ]


def test_commas_that_fit_are_right_however_they_are_made() -> None:
    each = '"{{ x.name }}": {{ x.value }}'
    assert not problems("{{% for x in xs %}" + each + "{{ ', ' if not loop.last }}{% endfor %}}")
    assert not problems(
        "{{% for x in xs %}{% if not loop.first %},{% endif %}" + each + "{% endfor %}}"
    )
    assert not problems("[{{ xs|join(', ') }}]")
    assert not problems("{ {{ members }} }")
    assert not problems("{{ body }}")


def test_values_of_any_type_are_welcome() -> None:
    assert not problems('{"a": {{ a }}, "b": "x{{ b }}y", {{ c }}: [{{ d }}, {{ e }}]}')


def test_what_is_no_json_anyway_is_left_alone() -> None:
    assert not problems('{\n  {% for x in xs %}"{{ x }}": ...,\n{% endfor %}}')
    assert not problems("{% for x in xs %}{{ x.name }}: {{ x.value }},\n{% endfor %}", "yaml")


def test_an_example_without_a_label_has_to_be_json_for_some_data() -> None:
    assert problems("[{% for x in xs %}{{ x }},{% endfor %}]", "")
    assert not problems("{ {{ a }}, }", "")


def test_fixed_text_alone_is_another_matter() -> None:
    assert not problems('{"a": 1,}')


def test_filters_that_nobody_knows_may_do_anything() -> None:
    assert not problems("[{% for x in xs %} {{ x|with_comma }} {% endfor %}]")
