"""Branches that no data reaches, and tests that change nothing."""

from __future__ import annotations

import pytest

from doclint.checks.render_branches import dead_branch, flag_without_effect
from tests.checks.trials import hits


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}{% if not a %}X{% endif %}{% endif %}",
        "{% if a and b %}{% if b %}X{% else %}Y{% endif %}{% endif %}",
        "{% if a %}X{% else %}{% if a and b %}Y{% endif %}{% endif %}",
        "{% if not a %}X{% elif a %}Y{% else %}Z{% endif %}",
        "{% if x == 'b' %}{% for y in z %}{% if not x == 'b' %}Z{% endif %}{% endfor %}{% endif %}",
    ],
)
def test_what_another_test_decides_is_told(text: str) -> None:
    assert hits(dead_branch, text)


@pytest.mark.parametrize(
    "text",
    [
        "{% if a or b %}{% if b %}X{% else %}Y{% endif %}{% endif %}",
        "{% if a.b %}{% for a in a.c %}{% if a.b %}X{% else %}Y{% endif %}{% endfor %}{% endif %}",
        "{% if a %}{% set a = c %}{% if a %}X{% else %}Y{% endif %}{% endif %}",
        "{% if a() %}{% if a() %}X{% else %}Y{% endif %}{% endif %}",
        "{% if a %}{% macro m(a) %}{% if a %}X{% else %}Y{% endif %}{% endmacro %}{% endif %}",
        "{% if not a %}X{% elif b %}Y{% else %}Z{% endif %}",
        "{% if a %}{% if a %}X{% else %}{# nothing #}{% endif %}{% endif %}",
    ],
)
def test_what_may_come_out_both_ways_is_left_alone(text: str) -> None:
    assert not hits(dead_branch, text)


def test_both_ways_have_to_give_something_and_the_same() -> None:
    assert hits(flag_without_effect, "{% if a %}{{ x }}\n{% else %}\n{{ x }}{% endif %}")
    assert not hits(flag_without_effect, "{% if a %}{{ x }}{% endif %}{{ x }}")
    assert not hits(flag_without_effect, "{% if a %}{% else %}{% endif %}")
    assert not hits(flag_without_effect, "{% if a %}{{ x }}{% elif b %}{{ x }}{% endif %}")
