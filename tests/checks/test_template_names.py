"""Names of templates: what Jinja sees where, and slips that are told apart from other words."""

from __future__ import annotations

import jinja2
import pytest

from doclint.checks._engines import engines
from doclint.checks._slips import is_one_of, is_restyled, is_short_for, is_slip, is_turned
from doclint.checks._template_names import names
from doclint.checks.template_attributes import undefined_attribute
from doclint.checks.template_names import undefined_name
from doclint.model.source import Source
from doclint.model.template import Template
from doclint.parse.jinja.templates import parse_template
from doclint.probe.trial import trial


def _read(text: str) -> Template:
    return parse_template(Source("page.md.j2", text))


def _free(text: str) -> list[str]:
    return [use.name for use in names(_read(text)).free()]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("{% for a in as_ %}{{ a }}{% endfor %}{{ a }}", ["as_", "a"]),
        ("{% for a in as_ %}{% else %}{{ a }}{{ loop }}{% endfor %}", ["as_", "a", "loop"]),
        ("{% for a in as_ if a.x %}{% endfor %}", ["as_"]),
        ("{% if x %}{% set a = 1 %}{% endif %}{{ a }}", ["x"]),
        ("{% for b in bs %}{% set a = 1 %}{% endfor %}{{ a }}", ["bs", "a"]),
        ("{{ a }}{% set a = 1 %}{{ a }}", ["a"]),
        ("{% set a = a %}", ["a"]),
        ("{% macro m(p, q=p) %}{{ p }}{{ late }}{% endmacro %}{% set late = 1 %}{{ m(p) }}", ["p"]),
        ("{% macro m() %}{{ a }}{% endmacro %}{% for a in x %}{{ m() }}{% endfor %}", ["a", "x"]),
        ("{% with a = b, b = 1 %}{{ a }}{{ b }}{% endwith %}{{ a }}", ["b", "a"]),
        ("{% set ns = namespace(a=1) %}{% set ns.a = 2 %}{{ ns.a }}", []),
        ("{% set a %}{% set b = 1 %}{% endset %}{{ a }}{{ b }}", ["b"]),
        ("{% call(a) m() %}{{ a }}{% endcall %}{{ a }}", ["m", "a"]),
        ("{% macro m() %}{{ caller() }}{{ varargs }}{% endmacro %}{{ caller }}", ["caller"]),
        ("{% set t = 1 %}{% for a in x %}{% block b %}{{ a ~ t }}{% endblock %}{% endfor %}", ["x", "a"]),  # noqa: E501
        ("{% for a in x %}{% block b scoped %}{{ a }}{% endblock %}{% endfor %}", ["x"]),
        ("{% from 'a' import b as c %}{% import 'd' as e %}{{ c }}{{ e }}{{ b }}", ["b"]),
        ("{% assign a = 1 %}{{ a }}", []),
    ],
)  # fmt: skip
def test_names_are_seen_where_jinja_sees_them(text: str, free: list[str]) -> None:
    assert _free(text) == free


def test_a_block_in_a_scoped_one_sees_what_that_is_given() -> None:
    inner = "{% block b scoped %}{% block c %}{{ a }}{% endblock %}{% endblock %}"
    assert _free(f"{{% for a in x %}}{inner}{{% endfor %}}") == ["x"]


def test_lines_that_do_not_parse_may_bind_their_names() -> None:
    assert "a" not in _free("{% for a in x === 1 %}\n{{ a.b }}\n{% endfor %}")


def test_filters_and_tests_are_those_of_jinja() -> None:
    environment = jinja2.Environment(autoescape=True)
    assert set(engines()["filters"]) == set(environment.filters)
    assert set(engines()["tests"]) == set(environment.tests)
    assert not set(engines()["filters-elsewhere"]) & set(environment.filters)
    assert set(engines()["filters-elsewhere"].values()) <= set(environment.filters)


@pytest.mark.parametrize(
    ("one", "other"),
    [("descripton", "description"), ("parmeters", "parameters"), ("retunrs", "returns")],
)
def test_a_letter_is_a_slip(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tag", "tags"), ("parameter", "parameters"), ("async_call", "sync_call"),
        ("reserved_msb", "reserved_lsb"), ("getter", "setter"), ("item1", "item2"), ("min", "max"),
    ],
)  # fmt: skip
def test_words_of_their_own_are_none(one: str, other: str) -> None:
    assert not is_slip(one, other)


def test_forms_of_a_name_are_told() -> None:
    assert is_restyled("operationId", "operation_id")
    assert is_turned("scopes_required", "required_scopes")
    assert is_short_for("srv", "service")
    assert not is_short_for("param", "params")
    assert is_one_of("param", "query_params")
    assert is_one_of("property", "properties")
    assert not is_one_of("params", "params")


def _whys(text: str) -> list[str]:
    return [f"{hit.facts['name']}{hit.facts['why']}" for hit in undefined_name(trial(_read(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "{{ pet.name }}{% for pet in pets %}{{ pet.name }}{% endfor %}{{ pet.kind }}",
        "{% for page in pages %}{{ page.name }}{% endfor %}{{ page.kind }}",
        "{% for pet in pets %}{{ pet.name }}{% endfor %}{{ pet.kind | default(1) }}{{ pet }}"
        "{% set pet = 1 %}",
        "{% macro row() %}{{ pet.kind }}{% endmacro %}{{ row() }}"
        "{% for pet in pets %}{{ pet.name }}{{ row() }}{% endfor %}",
        "{% macro badge(label) %}{{ text }}{% endmacro %}{{ text }}",
        "{% macro badge(label) %}{{ text }}{{ more }}{% endmacro %}",
        "{% macro badge(label) %}{{ shop.text }}{% endmacro %}",
        "{% extends 'base.md' %}{% set order_path = 1 %}{{ order_url }}",
        "{% set order_path = 1 %}{{ order_url }}{{ order_name }}",
        "{% set order_path = 1 %}{{ order_url }}{% include 'tail.md' %}",
        "{% set order_path = 1 %}{{ order_path }}{{ order_url }}",
        "{% for name, pet in shop.items() %}{{ name }}{{ shops.title }}{% endfor %}",
        "{% import 'm.md' as m %}{{ tools.row(1) }}{{ others.row(2) }}",
        "{% import 'm.md' as m %}{{ tools.row(1) }}{{ m.row(2) }}",
    ],
)
def test_data_is_not_taken_for_a_mistake(text: str) -> None:
    assert _whys(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "{% for pet in pets %}{{ pet.name }}{% endfor %}{{ pet.kind }}",
            "pet: the loop that binds it does not reach as far",
        ),
        (
            "{% for pet in pets %}{% set kind = pet.kind %}{% endfor %}{{ kind }}",
            "kind: the loop that binds it does not reach as far",
        ),
        (
            "{% macro row(a) %}{{ a }}{{ pet.kind }}{% endmacro %}"
            "{% for pet in pets %}{{ row(pet.name) }}{% endfor %}",
            "pet: macros do not see the loops that they are called in",
        ),
        (
            "{% macro row(html_name) %}{{ api.x }}{{ pet_html_name }}{{ old_html_name }}"
            "{{ other.y }}{% endmacro %}",
            "pet_html_name; did you mean `html_name`?",
        ),
        ("{% set url = api['base_url'] | trim %}{{ url }}{{ base_url }}",
         "base_url; did you mean `url`?"),
    ],
)  # fmt: skip
def test_a_name_that_was_left_behind_is_told(text: str, why: str) -> None:
    assert why in _whys(text)


def test_comments_tell_what_objects_have() -> None:
    listed = "{# pets: Pet (pet_name, kind, born) #}"
    loop = "{% for pet in pets %}{{ pet.name }}{{ pet.kind }}{{ pet.born }}{% endfor %}"
    assert [hit.facts["name"] for hit in undefined_attribute(trial(_read(listed + loop)))] == [
        "name"
    ]
    for other in (
        "{# pets (pet_name and kind) #}",
        "{# orders: (pet_name, kind, born) #}",
        "{# #}",
    ):
        assert not list(undefined_attribute(trial(_read(other + loop))))


def test_names_are_mended_where_they_stand() -> None:
    text = "{% for pet in pets %}{{ pets.name }}{{ p.name }}{{ p.kind }}{{ pet.name }}{% endfor %}"
    (hit,) = undefined_name(trial(_read(text)))
    assert hit.fix is not None
    assert not hit.fix.safe
    assert [(edit.span.text, edit.text) for edit in hit.fix.edits] == [("p", "pet")] * 2


def test_what_is_made_of_a_mapping_is_none() -> None:
    pairs = "{% for a, b in pet.names.items() %}{{ a }}{{ b }}{% endfor %}"
    loop = "{% for one in names %}{{ one.kind }}{% endfor %}"
    made = "{% set names = pet.names.VALUES() | list %}" + loop
    assert not list(undefined_attribute(trial(_read(pairs + made.replace("VALUES", "values")))))
    same = made.replace(".VALUES() | list", "")
    assert [hit.facts["name"] for hit in undefined_attribute(trial(_read(pairs + same)))] == [
        "kind"
    ]


def _undefined(text: str) -> list[tuple[str, str]]:
    return [(hit.facts["name"], hit.facts["why"]) for hit in undefined_name(trial(_read(text)))]


def test_a_macro_does_not_see_the_parameters_of_its_callers() -> None:
    row = "{% macro row(pet, is_sold) %}{{ is_sold }}{% if sold %}sold{% endif %}{% endmacro %}"
    rows = "{% macro rows(pets, sold) %}{{ row(pets[0], true) }}{% endmacro %}"
    why = ": macros do not see the parameters of those that they are called in"
    assert _undefined(row + rows) == [("sold", why)]
    assert not _undefined(row + rows + "{{ row(pet, true) }}")  # it may be data there
    assert not _undefined(row + rows + "{{ rows(pets, sold) }}")


def test_a_parameter_may_be_read_as_text_under_its_old_name() -> None:
    macro = '{% macro quote(text) %}> {{ "> ".join(note.OLD) }}{% endmacro %}'
    assert _undefined(macro.replace("OLD", 'split("-")')) == [("note", "; did you mean `text`?")]
    assert not _undefined(macro.replace("OLD", "lines"))


def test_what_is_set_behind_an_include_is_not_seen_there() -> None:
    sets = "{% set all_fees = a | list %}{% set all_costs = b | list %}{{ all_fees }}"
    loop = "{% for one in all_charges %}{{ one.name }}{% endfor %}"
    include = '{% include "other.md" %}'
    mended = [("all_charges", "; did you mean `all_costs`?")]
    assert _undefined(include + sets + loop) == mended
    assert not _undefined(sets + loop + include)
    assert not _undefined(f"{{% macro m() %}}{include}{{% endmacro %}}" + sets + loop + "{{ m() }}")


def test_a_module_is_meant_by_a_name_that_is_like_it() -> None:
    start = '{% import "rows.md" as macros %}{{ macros.head() }}'
    assert _undefined(start + "{{ macro.row(pet) }}") == [("macro", "; did you mean `macros`?")]
    assert not _undefined(start + "{{ shop.row(pet) }}")


def test_of_two_styles_the_rarer_one_is_the_mistake() -> None:
    text = "{% if order.unit_price %}{{ order.unitPrice }}{% endif %}"
    camel, snake = "{{ order.paidOn }}", "{{ order.paid_on }}"

    def odd(more: str) -> list[str]:
        return [hit.facts["name"] for hit in undefined_attribute(trial(_read(text + more)))]

    assert odd(camel) == ["unit_price"]
    assert odd(snake) == ["unitPrice"]
    assert odd("") == ["unitPrice"]
