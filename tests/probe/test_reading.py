"""What a template does with data tells what that data is."""

import pytest

from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template
from doclint.probe.reading import needs


def read(text, **others):
    from dataclasses import replace

    template = parse_template(Source("a.md.j2", text))
    parsed = {
        name.replace("__", "."): parse_template(Source(name, other))
        for name, other in others.items()
    }
    return needs(replace(template, others=parsed))


def kinds(text, **others):
    return {
        need.path: need.kind for need in read(text, **others).walk() if need.path and not need.made
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ a }}", {"a": "text"}),
        ("{% if a %}x{% endif %}", {"a": "flag"}),
        ("{% if a == true %}x{% endif %}", {"a": "flag"}),
        (
            "{{ a|round }}{% if b > 3 %}{% endif %}{{ c * 2 }}",
            {"a": "number", "b": "number", "c": "number"},
        ),
        ("{{ a.b.c }}", {"a": "object", "a.b": "object", "a.b.c": "text"}),
        ("{{ a['b']['c'] }}", {"a": "object", "a.b": "object", "a.b.c": "text"}),
        (
            "{% for p in ps %}{{ p.x }}{% endfor %}",
            {"ps": "list", "ps[]": "object", "ps[].x": "text"},
        ),
        (
            "{% for k, v in ps.items() %}{{ k }}{{ v.x }}{% endfor %}",
            {"ps": "mapping", "ps{}": "object", "ps{}.x": "text"},
        ),
        (
            "{% for k in ps %}{{ k }}{{ ps[k].x }}{% endfor %}",
            {"ps": "mapping", "ps[]": "text", "ps{}": "object", "ps{}.x": "text"},
        ),
        ("{{ ps|map(attribute='x')|join }}", {"ps": "list", "ps[]": "object", "ps[].x": "text"}),
        ("{{ ps|length }}{{ (ps|first).x }}", {"ps": "list", "ps[]": "object", "ps[].x": "text"}),
        ("{% set q = a.b %}{{ q.c }}", {"a": "object", "a.b": "object", "a.b.c": "text"}),
        (
            "{% macro m(p) %}{{ p.x }}{% endmacro %}{{ m(a.b) }}",
            {"a": "object", "a.b": "object", "a.b.x": "text"},
        ),
        (
            "{% macro m(p) %}{{ p.x }}{% endmacro %}{{ m(p=a) }}{{ later }}",
            {"a": "object", "a.x": "text", "later": "text"},
        ),
        (
            "{% for p in ps if p.on %}{{ p.x }}{% endfor %}",
            {"ps": "list", "ps[]": "object", "ps[].on": "flag", "ps[].x": "text"},
        ),
        ("{% with z = a.b %}{{ z }}{% endwith %}", {"a": "object", "a.b": "text"}),
        ("{{ x if a.b else y }}", {"x": "text", "a": "object", "a.b": "flag", "y": "text"}),
        ("{{ range(3) }}{{ loop }}{{ namespace() }}", {}),
    ],
)
def test_uses_tell_kinds(text, found):
    assert kinds(text) == found


def test_constants_are_what_values_are_compared_with():
    root = read("{% if a.kind == 'x' or a.kind in ['y', 'z'] %}{% endif %}")
    assert root.keys["a"].keys["kind"].constants == ["x", "y", "z"]


def test_what_is_asked_for_or_has_a_default_is_optional():
    root = read(
        "{% if a is defined %}{% endif %}{{ b|default('x') }}{{ c.get('d') }}{{ e or 'x' }}"
    )
    optional = {need.path for need in root.walk() if "optional" in need.uses}
    assert optional == {"a", "b", "c.d", "e"}


def test_included_and_imported_templates_need_data_too():
    found = kinds(
        "{% include 'one' %}{% from 'two' import m %}{{ m(a) }}{% import 'two' as t %}{{ t.m(b) }}",
        one="{{ title }}",
        two="{% macro m(p) %}{{ p.x }}{% endmacro %}",
    )
    assert found == {
        "title": "text",
        "a": "object",
        "a.x": "text",
        "b": "object",
        "b.x": "text",
    }


def test_macros_that_call_themselves_end():
    own = "{{ s.name }}{% for c in s.parts %}{{ m(c) }}{% endfor %}"
    root = read(f"{{% macro m(s) %}}{own}{{% endmacro %}}{{{{ m(root) }}}}")
    assert root.keys["root"].keys["parts"].each().keys["name"].kind == "text"


def test_places_are_where_data_is_used():
    root = read("{{ a.b }} {{ a.b }}")
    assert {span.text for span in root.keys["a"].keys["b"].places} == {"a.b"}
