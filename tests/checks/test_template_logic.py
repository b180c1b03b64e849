"""Lists, tests, separators and `else` of templates, in the forms that rule files do not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from doclint.checks import (
    template_conditions,
    template_else,
    template_lists,
    template_loops,
    template_text,
    template_types,
)
from doclint.model.finding import Hit
from doclint.model.source import Source, Span
from doclint.model.template import Template
from doclint.parse.jinja.templates import parse_template

Check = Callable[[Template], Iterator[Hit]]
CHECKS: tuple[Check, ...] = (
    template_lists.loop_over_another_list,
    template_lists.section_loops_wrong_list,
    template_lists.cloned_block,
    template_lists.tested_never_printed,
    template_conditions.falsy_guard,
    template_conditions.constant_condition,
    template_else.else_on_wrong_block,
    template_loops.misused_loop_variable,
    template_text.duplicate_heading,
    template_text.hard_coded_identity,
    template_text.unlabelled_repeat,
    template_text.empty_section,
    template_text.header_only_table,
    template_types.contradicts_itself,
)


LIKE = "{{ p.a if p.a is not none else '-' }}{{ p.b if p.b is not none else '-' }}"
"""What shows zeros of two values; half of it, of one."""


def _texts(check: Check, text: str) -> list[str]:
    template = parse_template(Source("page.md.j2", text))
    return [hit.anchor.text for hit in check(template) if isinstance(hit.anchor, Span)]


@pytest.mark.parametrize(
    "text",
    [
        "{% if path_params|length > 0 %}{% for p in query_params %}{{ p }}{% endfor %}{% endif %}",
        "{% if o.path_params %}{% for p in o.query_params %}{{ p }}{% endfor %}{% endif %}",
        "{% if path_params %}{{ query_params | join }}{% endif %}",
        "{% macro t(a) %}{% endmacro %}{% if path_params %}{{ t(query_params) }}{% endif %}",
    ],
)
def test_another_list_than_asked_for_is_told_however_it_is_asked_and_shown(text: str) -> None:
    assert len(_texts(template_lists.loop_over_another_list, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{% if path_params %}{{ rows(query_params) }}{% endif %}",
        "{% if path_params %}{% include a %}{% for p in query_params %}{% endfor %}{% endif %}",
        "{% if pet.tags %}{% for p in pets %}{{ p }}{% endfor %}{% endif %}",
        "{% if show_pets %}{% for p in pets %}{{ p }}{% endfor %}{% endif %}",
        "{% if path_params or x %}{% for p in query_params %}{{ p }}{% endfor %}{% endif %}",
        "{% if path_params %}{% for p in query_params %}{{ path_params }}{% endfor %}{% endif %}",
    ],
)
def test_another_list_is_not_told_where_the_one_asked_for_may_be_meant(text: str) -> None:
    assert _texts(template_lists.loop_over_another_list, text) == []


@pytest.mark.parametrize(
    ("heading", "over", "wrong"),
    [
        ("## Path parameters", "query_params", True),
        ("**Query parameters**", "operation.path_params", True),
        ("- Header parameters", "params | selectattr('in', 'equalto', 'query')", True),
        ("<h2>Query</h2>", "headerParams", True),
        ("Path parameters\n---------------", "query_params", True),
        ("## Parameters", "query_params", False),
        ("## Query parameters", "url_params", False),
        ("## {{ name }} path parameters", "query_params", False),
        ("## Request body", "form_params", False),
        ("## Response body", "body.fields", False),
    ],
)
def test_a_list_is_measured_by_the_heading_above(heading: str, over: str, *, wrong: bool) -> None:
    text = f"{heading}\n\n{{% for p in {over} %}}\n- {{{{ p.name }}}}\n{{% endfor %}}\n"
    assert bool(_texts(template_lists.section_loops_wrong_list, text)) is wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LIKE + "{{ p.cost or '-' }}", ["p.cost"]),
        (LIKE + "{{ p.cost or '?' }}{{ q.cost or '-' }}", []),
        (LIKE[: len(LIKE) // 2] + "{{ p.cost or '-' }}", []),
        ("{{ p.default | default('-', true) }}", ["p.default"]),
        ("{{ p.default | default('-') }}", []),
        ("{% if not p.default %}-{% else %}{{ p.default }}{% endif %}", ["p.default"]),
        ("{% if p.min or p.max %}{{ p.min }}-{{ p.max }}{% endif %}", ["p.min", "p.max"]),
        ("{% if p.wait %}{{ p.wait }} seconds{% endif %}", ["p.wait"]),
        ("{% if p.kind %}{{ p.kind }}s{% endif %}", []),
        ("{% if p.default | string %}{{ p.default }}{% endif %}", []),
        ("{% if p.default %}has one{% endif %}", []),
        ("{% if p.default %}{{ p.default.name }}{% endif %}", []),
        ("{% if p.default %}{{ p.default | upper }}{% endif %}", []),
        ("{% if p.default != none %}{% if p.default %}{{ p.default }}{% endif %}{% endif %}", []),
        ("{% for v in values %}{% if v.value %}{{ v.value }}{% endif %}{% endfor %}", ["v.value"]),
    ],
)
def test_a_guard_loses_zero_only_where_the_value_itself_is_shown(
    text: str, found: list[str]
) -> None:
    assert _texts(template_conditions.falsy_guard, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "{% if a.b %}{% if not a.b %}x{% endif %}{% endif %}",
        "{% if a == 'x' and not a == 'x' %}{% endif %}",
        "{% for x in xs %}{% if loop.index0 < loop.length %},{% endif %}{% endfor %}",
        "{% if a|length < 0 %}{% endif %}",
        "{% if a %}{% elif a == 'x' %}{% endif %}",
        "{% for k in m %}{{ m[k] }}{% if 'required' in k %}x{% endif %}{% endfor %}",
    ],
)
def test_a_decided_test_is_told(text: str) -> None:
    assert len(_texts(template_conditions.constant_condition, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}{% set a = none %}{% if not a %}x{% endif %}{% endif %}",
        "{% if a.x == 1 and a.y == 2 %}{% endif %}",
        "{% if m[a] == 1 and m[b] == 2 %}{% endif %}",
        "{% if next() == 1 %}{% elif next() == 1 %}{% endif %}",
        "{% if a is iterable and a is string %}{% endif %}",
        "{% if a | default(1) == 1 and a | default(2) == 2 %}{% endif %}",
        "{% if a is sequence and a is mapping %}{% endif %}",
        "{% if '|' in p.name %}{{ p.name }}{% endif %}",
        "{% for x in xs %}{% if x.a == 1 %}{% for y in x.ys %}{% if y.a == 2 %}{% endif %}"
        "{% endfor %}{% endif %}{% endfor %}",
    ],
)
def test_a_test_that_may_come_out_either_way_is_not_told(text: str) -> None:
    assert _texts(template_conditions.constant_condition, text) == []


def test_an_else_belongs_to_the_block_before_if_that_is_what_it_denies() -> None:
    text = (
        "{% if o.headers %}{{ o.headers }}{% endif %}\n"
        "{% if o.cookies %}{{ o.cookies }}{% else %}There are no headers.{% endif %}"
    )
    assert _texts(template_else.else_on_wrong_block, text) == ["{% else %}"]


@pytest.mark.parametrize("test", ["pets", "pets|length", "pets|length > 0", "pets and shown"])
def test_an_else_has_no_chance_where_a_test_made_sure_of_items(test: str) -> None:
    loop = "{% for p in pets | sort %}{{ p }}{% else %}Nobody is here.{% endfor %}"
    text = f"{{% if {test} %}}{loop}{{% endif %}}"
    assert _texts(template_else.else_on_wrong_block, text) == ["{% else %}"]


def test_an_else_of_a_loop_may_belong_to_the_test_in_it() -> None:
    text = (
        "{% for p in params %}{% if p.required %}required{% endif %}{% else %}optional{% endfor %}"
    )
    assert _texts(template_else.else_on_wrong_block, text) == ["{% else %}"]


def test_an_else_may_deny_what_is_there_by_another_name() -> None:
    text = (
        "{% for s in o.security %}{{ s.name }}{% if s.scopes %}{{ s.scopes }}{% else %}"
        "No authentication is needed.{% endif %}{% endfor %}"
    )
    assert _texts(template_else.else_on_wrong_block, text) == ["{% else %}"]


@pytest.mark.parametrize(
    "text",
    [
        "{% if o.params %}{{ o.params }}{% else %}No arguments.{% endif %}",
        "{% if o.body %}{% for f in o.body %}{% if f.doc %}{{ f.doc }}{% else %}No doc."
        "{% endif %}{% endfor %}{% endif %}",
        "{% if pets %}{% for p in pets | selectattr('sold') %}{{ p }}{% else %}None sold."
        "{% endfor %}{% endif %}",
        "{% if no_body %}No body.{% else %}{{ no_body }}{% endif %}",
        "{% for p in params %}{{ p }}{% else %}No parameters.{% endfor %}",
        "{% if p.required %}required{% else %}optional{% endif %}",
        "{% if o.body %}{% if o.example %}{{ o.example }}{% else %}No example of the body."
        "{% endif %}{% endif %}",
    ],
)
def test_an_else_that_denies_its_own_block_is_right(text: str) -> None:
    assert _texts(template_else.else_on_wrong_block, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% for p in ps %}{{ p }}{{ ', ' if not loop.last }}{% endfor %}",
        "{% for p in ps %}{% if not loop.first %}, {% endif %}{{ p }}{% endfor %}",
        "{% for p in ps %}{% if loop.last %} and {% endif %}{{ p }}{% endfor %}",
        "{% for p in ps %}{% if p.name %}{{ p.name }}{% if not loop.last %}, {% endif %}{% endif %}"
        "{% endfor %}",
        "```json\n[{% for p in ps %}\n{{ p | tojson }},\n{% endfor %}\n1]\n```\n",
        "```jsonc\n[{% for p in ps %}\n1,\n{% endfor %}\n]\n```\n",
        "Names: {% for p in ps %}{{ p }}, {% endfor %}",
        "{{ loop.last }}",
    ],
)
def test_a_separator_that_may_be_right_is_not_told(text: str) -> None:
    assert _texts(template_loops.misused_loop_variable, text) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "{% if %}{% for x in %}{% else %}{% endif %}",
        "{% for a in b %}{% for a in a %}{% for a in a %}{{ a[a][a] }}",
        "{% if a %}" * 40 + "x" + "{% endif %}" * 40,
        "---\n{{ a }}",
        "| a |\n|---|\n{% for x in y %}",
        "```json\n{% for x in y %}\n,",
        "{% set a = a ~ a %}" * 200 + "{{ a }}",
        "{% for x in [] %}{{ loop }}{% endfor %}{% for x, y in {} %}{% endfor %}",
    ],
)
def test_broken_and_odd_templates_raise_nothing(check: Check, text: str) -> None:
    assert isinstance(_texts(check, text), list)


@pytest.mark.parametrize(
    "text",
    [
        "{% for p in ps %}{{ p }}{{ ',' if loop.last else '' }}{% endfor %}",
        "{% for p in ps %}{{ p }}{{ '' if not loop.last else ',' }}{% endfor %}",
        "{% for p in ps %}{% if loop.first %}, {% endif %}{{ p }}{% endfor %}",
        "{% for p in ps %}{% if not loop.last %}, {% endif %}{{ p }}{% endfor %}",
        "{% for p in ps %}{{ p }}{% if loop.index != loop.length - 1 %},{% endif %}{% endfor %}",
        "```\n[{% for p in ps %}\n1,\n{% endfor %}\n]\n```\n",
    ],
)
def test_a_separator_at_the_wrong_end_is_told(text: str) -> None:
    assert len(_texts(template_loops.misused_loop_variable, text)) == 1


@pytest.mark.parametrize(
    ("loop", "wrong"),
    [
        ("{% for one in o.pets %}{{ one.name }}{% endfor %}", True),
        ("{% for one in o.pets if one.owned %}{{ one.name }}{% endfor %}", False),
        ("{% for one in o.pets %}{% if one.owned %}{{ one.name }}{% endif %}{% endfor %}", False),
        ("{% for one in o.pets %}{{ one.owner }}{% endfor %}", False),
        ("{% for one in pets %}{{ one.name }}{% endfor %}", False),
    ],
)
def test_a_heading_that_names_another_list_beside_is_told(loop: str, *, wrong: bool) -> None:
    text = f"## Owners\n\n{loop}\n\n## All\n\n{{% for one in o.owners %}}x{{% endfor %}}\n"
    assert bool(_texts(template_lists.section_loops_wrong_list, text)) is wrong


def test_errors_may_be_picked_of_the_responses() -> None:
    errors = "{% for e in o.errors %}x{% endfor %}"
    responses = "{% for r in o.responses %}x{% endfor %}"
    text = f"{errors}\n## Errors\n\n{responses}\n"
    assert _texts(template_lists.section_loops_wrong_list, text) == []


def _problems(text: str) -> list[object]:
    template = parse_template(Source("page.md.j2", text))
    return [hit.facts["problem"] for hit in template_else.else_on_wrong_block(template)]


def test_a_sentence_does_not_stand_within_another_one() -> None:
    text = "Needs {% if v.role %}a role{% else %}This view is open.{% endif %}."
    assert _problems(text) == ["readers see `Needs This view is open..`"]
    assert not _problems(text.removesuffix("."))
    assert not _problems(text.removeprefix("Needs "))
    assert not _problems(text.replace("a role", "Ask for a role."))
    assert not _problems(text.replace("This view is open.", "nothing"))


def test_what_denies_the_whole_does_not_stand_on_a_part() -> None:
    text = "{% if v.login %}{% if v.login.role %}x{% else %}No login needed.{% endif %}{% endif %}"
    assert _problems(text) == ["it stands inside of `if v.login`"]
    assert not _problems(text.replace("No login", "No role"))
    assert not _problems(text.replace("No login", "No login role"))
