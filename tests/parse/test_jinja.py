"""Templates are read with the place of everything, and mistakes do not hide one another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model.source import Source
from doclint.model.template import Delimiters, Setting
from doclint.parse.jinja.templates import parse_template


def parse(text, **setting):
    return parse_template(Source("a.md.j2", text), Setting(**setting))


def exprs(template):
    for node in template.walk():
        for value in node.values:
            yield from value.walk()


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("a.b", ["a.b", "a"]),
        ("a['b'].c", ["a['b'].c", "a['b']", "a", "'b'"]),
        ("a.b|upper|replace('x', 'y')", ["a.b|upper|replace('x', 'y')"]),
        ("f(a, b=2)", ["f(a, b=2)", "f", "a", "2"]),
        ("a.get('k', []).c", ["a.get('k', []).c", "a.get('k', [])"]),
        ("x is not none", ["x is not none"]),
        ("'n' in x and not y", ["'n' in x and not y", "'n' in x", "'n'", "x", "not y"]),
        ("[1, [2, 3]]", ["[1, [2, 3]]", "1", "[2, 3]", "2", "3"]),
        ("{'a': b}", ["{'a': b}"]),
        ("a if b else c", ["a if b else c", "b", "a", "c"]),
        ("a ~ ' (' ~ b", ["a ~ ' (' ~ b", "a", "' ('", "b"]),
        ("x[1:2]", ["x[1:2]"]),
    ],
)
def test_expressions_know_what_they_are_written_as(written, spans):
    found = [one.span.text for one in exprs(parse(f"- {{{{ {written} }}}}\n"))]
    assert found[: len(spans)] == spans or set(spans) <= set(found)
    assert found[0] == written


def test_paths_and_filters():
    (value,) = [
        value
        for node in parse("{{ p['schema'].type|default('x')|upper }}").walk()
        for value in node.values
    ]
    assert value.subject.path == ("p", "schema", "type")
    assert value.filters == ("default", "upper")


def test_statements_know_their_tags_and_ends():
    text = (
        "{% for a, b in xs if a -%}\nx\n{%- else %}none{% endfor %}\n"
        "{% if y %}1{% elif z %}2{% else %}3{% endif %}"
    )
    loop, _, branch = parse(text).nodes
    assert (loop.kind, loop.names) == ("for", ("a", "b"))
    assert [value.span.text for value in loop.values] == ["xs", "a"]
    assert (loop.tag.word, loop.tag.before, loop.tag.after) == ("for", "", "-")
    assert (loop.end.word, loop.otherwise_tag.before) == ("endfor", "-")
    assert [arm.tag.word for arm in branch.body] == ["if", "elif", "else"]
    assert branch.span.text == text[text.index("{% if") :]


def test_prints_know_what_is_around_them():
    text = "{% for p in ps %}{% if p.a %}{{ p.x }}{% else %}{{ p.y }}{% endif %}{% endfor %}"
    one, other = parse(text).prints()
    assert [loop.names for loop in one.loops] == [("p",)]
    assert [(test.span.text, must) for test, must in one.guards] == [("p.a", True)]
    assert [(test.span.text, must) for test, must in other.guards] == [("p.a", False)]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("{% if a %}\nx\n{% endif %}\n{% endif %}\n", 4, "`endif` ends nothing"),
        (
            "{% if a %}\n  {% if b %}\n  x\n  {% endif %}\n{% endif %}\n"
            "{% if c %}\n  x\n  {% endif %}\n{% endif %}\n",
            8,
            "`endif` ends nothing",
        ),
        ("{% for p in ps %}\n{% if a %}\nx\n{% endfor %}\n", 2, "nothing ends this `if`"),
        ("{% if a === 1 %}\nx\n{% endif %}\n", 1, "write `==`"),
        ("{% if a && b %}\nx\n{% endif %}\n", 1, "write `and`"),
        ("a\n{# note\n{% if a %}\nx\n{% endif %}\n", 2, "opens a comment that nothing ends"),
        ("a\n{{ p.name }\nb\n", 2, "unexpected `}`"),
        ("{% for p in %}\nx\n{% endfor %}\n", 1, ""),
        ("{% else %}\n", 1, ""),
    ],
)
def test_mistakes_are_told_where_they_are(text, line, reason):
    note = parse(text).notes[0]
    assert note.code == "template-syntax"
    assert note.span.line == line
    assert reason in note.facts["reason"]


def test_a_mistake_does_not_hide_what_follows():
    template = parse("{% if a === 1 %}\nx\n{% endif %}\n{{ b }}\n{% endfor %}\n{{ c }}\n")
    assert [note.span.line for note in template.notes] == [1, 5]
    assert [one.expr.span.text for one in template.prints()] == ["b", "c"]
    assert not template.sure


@pytest.mark.parametrize(
    ("begin", "reason"),
    [
        ("{#", "`{#` opens a comment that nothing ends"),
        ("{%", "tag name expected"),
        ("{%-", "tag name expected"),
        ("{{", "is nested too deeply"),
        ("{% raw %}", "missing end of raw directive"),
    ],
)
def test_many_tags_that_nothing_ends_are_told_like_a_few(begin, reason):
    assert parse(begin * 25_000).notes[0].facts["reason"] == reason


def test_what_is_far_too_long_is_not_read():
    template = parse("{{ a }} word\n" * 50_000)
    assert "too long to be checked" in template.notes[0].facts["reason"]
    assert not template.nodes
    assert not template.sure


def test_numbers_that_python_does_not_read_are_mistakes():
    template = parse(f"{{{{ 1{'0' * 5000} }}}}\n{{{{ a }}}}\n")
    assert template.notes[0].facts["reason"] == "has too many digits for a number"
    assert [one.value for one in exprs(template)] == ["a"]


def test_tags_of_extensions_are_passed_through():
    text = "{% swagger a=1 %}{{ x }}{% endswagger %}{% hint b:c %}{{ y }}{% do z.append(1) %}"
    template = parse(text)
    assert template.sure
    assert [one.expr.span.text for one in template.prints()] == ["x", "y"]
    assert [node.name for node in template.nodes if node.kind == "unknown"] == ["swagger", "hint"]


@pytest.mark.parametrize(
    ("text", "delimiters"),
    [
        (
            "<% for p in ps %>{{ p }}<% endfor %>",
            Delimiters(("<%", "%>"), ("{{", "}}"), ("<#", "#>")),
        ),
        (
            "[% for p in ps %][[ p.a ]][% endfor %]",
            Delimiters(("[%", "%]"), ("[[", "]]"), ("[#", "#]")),
        ),
        (
            "{% for p in ps %}@{ p.a }@{% endfor %}",
            Delimiters(("{%", "%}"), ("@{", "}@"), ("{#", "#}")),
        ),
        ("a [[link]] {{ b }}", Delimiters()),
        ("nothing", Delimiters()),
    ],
)
def test_delimiters_are_those_of_most_tags(text, delimiters):
    assert parse(text).delimiters == delimiters


def test_delimiters_that_the_project_says_count():
    template = parse("<% if a %>{{ x }}<% endif %>{% if b %}", delimiters=Delimiters())
    assert [tag.span.text for tag in template.foreign] == ["<% if a %>", "<% endif %>"]


def test_tags_of_another_style_are_foreign_but_not_in_tags_of_our_own():
    template = parse(
        '{% for p in ps %}{{ "<% if x %>" }}{% endfor %}\n{% if q %}{% endif %}<% if y %>'
    )
    assert [tag.span.text for tag in template.foreign] == ["<% if y %>"]


_PARTS = st.sampled_from(
    [
        *(
            "{% if a %}",
            "{% endif %}",
            "{% for p in ps %}",
            "{% endfor %}",
            "{{ p.x }}",
            "{{",
            "}}",
        ),
        *(
            "{%",
            "%}",
            "{#",
            "#}",
            "{% else %}",
            "{% elif b %}",
            "{% macro m(a) %}",
            "{% endmacro %}",
        ),
        *("{% raw %}", "{% endraw %}", "-%}", "{%-", "| a |", "\n", "'", '"', "text", "{% x %}"),
        *(
            "{% set a = 1 %}",
            "{% endset %}",
            "<% if a %>",
            "===",
            "{{ a|b(c) }}",
            "é",
            "{% trans %}",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=14).map("".join))
def test_nothing_that_is_written_raises(text):
    template = parse(text)
    for note in template.notes:
        assert 0 <= note.span.start <= note.span.end <= len(text)
    for node in template.walk():
        assert 0 <= node.span.start <= node.span.end <= len(text)
    assert len(template.mended) in (0, len(text))
