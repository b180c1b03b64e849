"""Renderings are Jinja's own, know where they come from, and hostile ones are stopped."""

import jinja2
import pytest
from jinja2.sandbox import SandboxedEnvironment

from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template
from doclint.probe.budget import Budget
from doclint.probe.tracing import Tracer

DATA = {
    "pet": {"id": 7, "name": "Rex", "items": ["a"], "tags": {"k": "v"}, "path": "/p"},
    "pets": [{"name": "Rex", "old": True}, {"name": "Tom", "old": False}],
    "numbers": [3, 1, 2],
    "text": "a <b> | c",
    "empty": None,
    "share": 0.5,
    "yes": True,
}
TEMPLATES = [
    "plain",
    "{{ text }} {{ pet.name|upper }} {{ pet['id'] + 1 }} {{ share }} {{ 1 }}",
    "{{ empty }} {{ yes }} {{ pet.path }} {{ pet['items'] }} {{ text[0] }} {{ text.upper() }}",
    "{% for p in pets %}{{ loop.index }}: {{ p.name }}{% if not loop.last %}, {% endif %}"
    "{% else %}none{% endfor %}",
    "{% macro row(a, b=2) %}{{ a }}/{{ b }}{% endmacro %}{{ row(1) }}{{ row(text, b=pet) }}",
    "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}in {{ text }}{% endcall %}",
    "{% set x %}- {{ text }}{% endset %}{{ x }} {{ x|length }}",
    "{% set y = pet.tags.k %}{{ y }}{% with z = y %}{{ z }}{% endwith %}",
    "{% for k, v in pet.tags.items() %}{{ k }}={{ v }}{% endfor %}",
    "{% for k in pet %}{{ k }}{% endfor %}",
    "{{ numbers|sort|join('-') }} {{ numbers|sum }} {{ pets|map(attribute='name')|list }}",
    "{% filter upper %}loud {{ text }}{% endfilter %}{% raw %}{{ raw }}{% endraw %}",
    "{# note #}x{# note -#}   y",
    "{%- if numbers|length > 2 and yes -%}  a {%- elif text %} b {% else %} c {% endif -%} d",
    "{% for n in range(3) %}{{ n }}{% endfor %}{{ '%s of %s'|format(text, 2) }} {{ '%4d' % 2 }}",
    "{% for n in numbers recursive %}{{ n }}{% endfor %}",
    "{{ pets|tojson }} {{ text|e }} {{ pet.name if yes else 'no' }}",
    "{{ pets|selectattr('old')|map(attribute='name')|first }} {{ nothing|default('d') }}",
    "{% for g in pets|groupby('old') %}{{ g.grouper }}{{ g.list|length }}{% endfor %}",
    "{% set s = namespace(n=0) %}{% for n in numbers %}{% set s.n = s.n + n %}{% endfor %}"
    "{{ s.n }}",
    "{{ pet is mapping }} {{ nothing is defined }} {{ text is string }}",
    "{% if nothing %}x{% endif %}",
    "{% macro m(a=[1], b={'k': (1, 2)}) %}{{ a }}{{ b }}{% endmacro %}{{ m() }}{{ m([text, ()]) }}",
    "{% set a, b = (1, [2]) %}{{ a }}{{ b }}{% for k, v in [(1, 2), (3, {})] %}{{ k }}{{ v }}"
    "{% endfor %}{{ {'a': [text]}.a }}{{ 1 in (1, 2) }}{{ [1] + [2] }}{{ (1,) }}",
    "{% block head %}# {{ text }}{% endblock %}",
    "one\n  {% if yes -%}\n  two\n  {%- endif %}\n{{ text }}\n",
    "{% autoescape true %}{{ text }} {{ text|safe }} {{ text|e }}{% endautoescape %}{{ text }}",
    "{% autoescape true %}{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}"
    "{{ m(text) }}{% endautoescape %}",
]
OPTIONS = [(False, False), (True, False), (True, True)]


def trace(text, data=DATA, trims=(False, False), **more):
    return Tracer(parse_template(Source("a.j2", text)), trims, **more).render(data)


@pytest.mark.parametrize("trims", OPTIONS)
@pytest.mark.parametrize("text", TEMPLATES)
def test_the_text_is_jinjas(text, trims):
    stock = SandboxedEnvironment(
        undefined=jinja2.ChainableUndefined,
        trim_blocks=trims[0],
        lstrip_blocks=trims[1],
    )
    rendering = trace(text, trims=trims)
    assert rendering.text == stock.from_string(text).render(DATA)
    assert rendering.stopped is None
    assert not rendering.failures
    for piece in rendering.pieces:
        if piece.literal:
            assert piece.spot.text == piece.text


def test_pieces_know_their_data_and_loops():
    text = "{% for p in pets %}- {{ p.name|upper }}{{ p.old }}\n{% endfor %}{{ pet.path }}"
    pieces = [piece for piece in trace(text).pieces if piece.reads]
    assert [(piece.text, piece.reads, piece.loops) for piece in pieces] == [
        ("REX", ("pets[0].name",), ("pets[0]",)),
        ("True", ("pets[0].old",), ("pets[0]",)),
        ("TOM", ("pets[1].name",), ("pets[1]",)),
        ("False", ("pets[1].old",), ("pets[1]",)),
        ("/p", ("pet.path",), ()),
    ]


def test_a_stretch_of_the_page_knows_its_stretch_of_the_template():
    text = "# {{ pet.name }}\n\nA fixed line.\n"
    rendering = trace(text)
    at = rendering.text.index("fixed")
    assert rendering.span(at, at + 5).text == "fixed"
    assert rendering.is_literal(at, at + 5)
    at = rendering.text.index("Rex")
    assert rendering.span(at, at + 3).text == "pet.name"
    assert not rendering.is_literal(at - 2, at + 3)


def test_what_is_missing_is_shown_and_noted():
    text = "{% if gone %}{% endif %}{{ err }}{{ pet.nme }}{% for x in pet.none %}{% endfor %}"
    rendering = trace(text)
    assert rendering.text == "\u27e6err\u27e7\u27e6pet.nme\u27e7"
    assert [(miss.name, miss.spot.text) for miss in rendering.missing] == [
        ("err", "err"),
        ("pet.nme", "pet.nme"),
        ("pet.none", "pet.none"),
    ]
    assert not rendering.failures


@pytest.mark.parametrize(
    ("text", "kind", "spot"),
    [
        ("a{{ err.code }}b", "UndefinedError", "err.code"),
        ("a{{ text + 1 }}b", "TypeError", "text + 1"),
        ("a{% for k, v in pet %}{{ k }}{% endfor %}b", "ValueError", "pet"),
        ("a{% for x in 3 %}{% endfor %}b", "TypeError", "3"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}a{{ m(1, 2) }}b", "TypeError", "m(1, 2)"),
        ("a{{ nope() }}b", "UndefinedError", "nope()"),
    ],
)
def test_what_would_stop_jinja_is_noted_and_the_rest_is_rendered(text, kind, spot):
    rendering = trace(text)
    assert rendering.stopped is None
    assert {(one.kind, one.spot.text) for one in rendering.failures} == {(kind, spot)}
    assert rendering.text.startswith("a")
    assert rendering.text.endswith("b")


def test_filters_and_tags_of_the_project_let_values_pass_unsure():
    rendering = trace("{{ text|house }} {{ text }}{% hint %}{{ text|upper }}{% endhint %}")
    assert [(piece.text, piece.sure) for piece in rendering.pieces if not piece.literal] == [
        ("a <b> | c", False),
        ("a <b> | c", True),
        ("A <B> | C", True),
    ]


def test_what_takes_all_that_it_may_gets_less_in_the_end():
    tracer = Tracer(parse_template(Source("a.j2", "{% for i in range(n) %}x{% endfor %}")), (0, 0))
    assert tracer.render({"n": 20_000}).stopped is None
    for _ in range(3):
        assert tracer.render({"n": 90_000}).stopped.kind == "BudgetError"
    assert tracer.render({"n": 20_000}).stopped.kind == "HurryError"
    assert tracer.render({"n": 20_000}, patient=True).stopped is None
    assert tracer.render({"n": 2_000}).stopped is None


HOSTILE = {
    "loops in loops": "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}"
    "{% endfor %}",
    "text times": "{{ 'a' * 1000000000 }}",
    "list times": "{{ [1] * 999999999 }}",
    "power": "{{ 9 ** (9 ** 9) }}",
    "doubling": "{% set n = namespace(s='aaaaaaaaa') %}{% for i in range(60) %}"
    "{% set n.s = n.s ~ n.s %}{% endfor %}",
    "doubling by sums": "{% set n = namespace(s='aaaaaaaaa') %}{% for i in range(60) %}"
    "{% set n.s = n.s + n.s %}{% endfor %}",
    "macro without end": "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(1) }}",
    "macro that forks": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}"
    "{% endmacro %}{{ f(40) }}",
    "format filter": "{{ '%999999999d'|format(1) }}",
    "format operator": "{{ '%999999999d' % 1 }}",
    "format method": "{{ '{:>999999999}'.format(1) }}",
    "center": "{{ 'x'|center(999999999) }}",
    "replace": "{{ ('a' * 9999).replace('a', 'b' * 9999) }}",
    "justified": "{{ 'a'.ljust(999999999) }}",
    "power of a power": "{{ (2 ** 99999) ** 9999 }}",
    "doubling by blocks": "".join(
        f"{{% set a{n + 1} %}}{{{{ a{n} }}}}{{{{ a{n} }}}}{{% endset %}}" for n in range(60)
    )
    + "{{ a60 }}",
    "doubling by lists": "{% set n = namespace(s=[]) %}{% for i in range(60) %}"
    "{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s }}",
    "doubling by itself": "{% set s = [1] %}{% for i in range(60) %}{% set _ = s.extend(s) %}"
    "{% endfor %}{{ s|length }}",
    "doubling by tuples": "{% set n = namespace(s=()) %}{% for i in range(60) %}"
    "{% set n.s = (n.s, n.s) %}{% endfor %}{{ n.s|join(', ') }}",
    "doubling by mappings": "{% set n = namespace(s={}) %}{% for i in range(60) %}"
    "{% set n.s = dict(a=n.s, b=n.s) %}{% endfor %}{{ n.s|tojson }}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_templates_are_stopped_and_say_why(text):
    rendering = trace(text, {}, budget=Budget(steps=20_000))
    assert rendering.stopped is not None
    assert rendering.stopped.reason
    assert len(rendering.text) < 2_000_000


def test_what_the_sandbox_forbids_is_not_there():
    rendering = trace("{{ ''.__class__.__mro__[1].__subclasses__() }}", {})
    assert "class" not in rendering.text.replace("__class__", "").replace("__subclasses__", "")
