"""Truth that is asked of what is compared with None elsewhere."""

from __future__ import annotations

from doclint.checks.template_conditions import falsy_guard
from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template


def told(text: str) -> list[object]:
    return [hit.facts["name"] for hit in falsy_guard(parse_template(Source("page.md.j2", text)))]


STRICT = "{% if p.fee_a != None %}{{ p.fee_a }}{% endif %}{{ p.fee_b if p.fee_b is not none }}\n"


def test_most_values_beside_one_tell_how_to_ask_for_it() -> None:
    assert told(STRICT + "{% if p.fee_c %}{{ p.fee_c }}{% endif %}") == ["p.fee_c"]
    assert not told(STRICT + "{% if p.note %}{{ p.note }}{% endif %}")
    assert not told(STRICT + "{% if p.fee_c %}{{ p.fee_c | join }}{% endif %}")
    assert not told("{{ p.fee_a if p.fee_a is not none }}{% if p.fee_c %}{{ p.fee_c }}{% endif %}")


def test_a_choice_of_limits_asks_as_the_test_inside_does() -> None:
    inner = "{% if p.minimum is not none %}{{ p.minimum }}{% endif %}"
    assert told("{% set any = p.minimum or p.pattern %}" + inner) == ["p.minimum"]
    assert not told("{% set any = p.title or p.pattern %}" + inner)


def test_what_may_be_a_number_is_no_test() -> None:
    inner = "{% if p.get_it('x') is integer %}{{ p.get_it('x') }}{% endif %}"
    assert told("{% if p.get_it('x') %}" + inner + "{% endif %}") == ["p.get_it('x')"]
    assert not told("{% if p.get_it('y') %}" + inner + "{% endif %}")
