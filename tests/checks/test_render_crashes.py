"""What stops Jinja, and what would run on without end."""

from __future__ import annotations

import pytest

from doclint.checks.render_crashes import crash
from tests.checks.trials import hits


def reasons(text: str) -> list[str]:
    return [str(facts["reason"]) for _, facts in hits(crash, text)]


def test_sums_of_text_and_numbers_stop_jinja() -> None:
    assert reasons("{% for x in xs %}{{ 'No. ' + loop.index }}{% endfor %}")
    assert reasons("{% set n = 3 %}{{ 'of ' + n }}")
    assert reasons("{{ 'of ' + xs|length }}")


def test_sums_that_the_data_decides_are_left_alone() -> None:
    assert not reasons("{{ 'of ' + total }}{{ total + 1 }}{{ 'of ' ~ 3 }}{{ 1 + loop }}")


def test_a_loop_over_a_mapping_needs_its_items() -> None:
    text = "{% for a, b in x.fields %}{{ a }}{% endfor %}{% for a in x.fields.keys() %}{% endfor %}"
    assert "`x.fields.items()`" in reasons(text)[0]


def test_lists_of_pairs_are_taken_apart() -> None:
    assert not reasons("{% for a, b in pairs %}{{ a }}{% endfor %}{{ x.items() }}")


def test_a_macro_does_not_see_the_loop_around_its_call() -> None:
    text = (
        "{% macro row(x) %}{{ loop.index }}{% endmacro %}{% for x in y %}{{ row(x) }}{% endfor %}"
    )
    assert "`loop`" in reasons(text)[0]


def test_a_macro_is_not_there_before_its_place() -> None:
    assert "before it is defined" in reasons("{{ a() }}{% macro a() %}{% endmacro %}")[0]
    assert not reasons(
        "{% macro b() %}{{ a() }}{% endmacro %}{% macro a() %}{% endmacro %}{{ b() }}"
    )


@pytest.mark.parametrize(
    "bomb",
    [
        "{% for x in range(10000000000) %}x{% endfor %}",
        "{% for x in range(90000) %}{% for y in range(90000) %}x{% endfor %}{% endfor %}",
        "{% set n = namespace(s=1) %}{% for i in range(90) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
        "{{ 'x' * 100000000000 }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% set s = [1] %}{% for i in range(99) %}{% set _ = s.extend(s) %}{% endfor %}{{ s[0] }}",
        "".join(f"{{% for a{n} in b %}}" for n in range(25)) + "{% endfor %}" * 25,
    ],
)
def test_what_has_no_end_is_told_and_ends(bomb: str) -> None:
    assert "never comes to its end" in reasons(bomb)[0]


def test_deep_expressions_are_told_as_what_does_not_parse() -> None:
    assert not reasons("{{ x" + "|upper" * 400 + " }}")
