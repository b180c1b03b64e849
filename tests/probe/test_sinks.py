"""Where printed values stand on the page."""

from __future__ import annotations

import pytest

from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template
from doclint.probe.places import Sink
from doclint.probe.trial import Trial, trial


def _trial(text: str, path: str = "page.md.j2") -> Trial:
    return trial(parse_template(Source(path, text)))


def _sink(text: str, wanted: str = "x", path: str = "page.md.j2") -> Sink:
    """The sink of the print of an expression."""
    one = _trial(text, path)
    return next(one.sink(p.span) for p in one.template.prints() if p.expr.span.text == wanted)


@pytest.mark.parametrize(
    ("text", "kind", "name", "quoted"),
    [
        ("---\ntitle: {{ x }}\n---\n", "front-matter", "title", ""),
        ('---\ntitle: "a {{ x }}"\n---\n', "front-matter", "title", '"'),
        ("---\ntitle: it's {{ x }}'s\n---\n", "front-matter", "title", ""),
        ("---\ntags:\n  - {{ x }}\n---\n", "front-matter", "tags", ""),
        ("---\nabout: |\n  {{ x }}\n---\n", "front-matter", "about", "|"),
        ("| A | B b |\n|---|---|\n| 1 | {{ x }} |\n", "cell", "B b", ""),
        ('```json\n{"a": {{ x }}}\n```\n', "fence", "json", ""),
        ('```json\n{"a": "{{ x }}"}\n```\n', "fence", "json", '"'),
        ("## The {{ x }}\n", "heading", "", ""),
        ("Calls `{{ x }}` once.\n", "code", "", ""),
        ("See [there]({{ x }}).\n", "link", "", ""),
        ('<a id="p-{{ x }}"></a> here\n', "attribute", "id", '"'),
        ("An array of {{ x }}s.\n", "sentence", "", ""),
        ("Intro.\n\n{{ x }}\n", "text", "", ""),
        ("- {{ x }}\n", "text", "", ""),
        ("<table><tr><th>A</th></tr><tr><td>{{ x }}</td></tr></table>\n", "cell", "A", ""),
    ],
)
def test_a_value_stands_where_the_page_has_it(text: str, kind: str, name: str, quoted: str) -> None:
    sink = _sink(text)
    assert (sink.kind, sink.name, sink.quoted, sink.sure) == (kind, name, quoted, True)


def test_fixed_text_beside_a_value_ends_at_the_next_value_and_at_its_cell() -> None:
    sink = _sink("| A |\n|---|\n| {{ y }} of {{ x }} items |\n")
    assert (sink.before, sink.after) == (" of ", " items")
    assert _sink("| A |\n|---|\n| {{ x }} |\n").before == ""


def test_fixed_text_is_what_is_left_when_marks_have_trimmed_it() -> None:
    assert _sink("{{ x }} {%- if y %} more{% endif %}\n").after == " more\n".rstrip("\n")


def test_what_stands_around_within_a_cell_is_told() -> None:
    row = "| A |\n|---|\n| {} |\n"
    assert _sink(row.format("`{{ x }}`")).inside == "code"
    assert _sink(row.format("[a]({{ x }})")).inside == "link"
    assert _sink(row.format("[{{ x }}](a)")).inside == ""
    assert _sink(row.format("<{{ x }}>")).inside == "tag"


@pytest.mark.parametrize(
    "text",
    [
        "{% if not y %}## {{ x }}{% endif %}\n",
        "{% for z in zs %}a{% else %}## {{ x }}{% endfor %}\n",
        "{% if y %}{% if not z %}## {{ x }}{% endif %}{% endif %}\n",
        "{% if y == 'a' %}b{% else %}\n## {{ x }}\n{% endif %}\n",
        "{% macro m() %}{{ x }}{% endmacro %}## {{ m() }}\n",
    ],
)
def test_branches_and_macros_are_reached(text: str) -> None:
    sink = _sink(text)
    assert (sink.kind, sink.sure) == ("heading", True)


def test_what_no_rendering_reaches_is_read_off_the_template() -> None:
    text = (
        "| A |\n|---|\n{% for y in ys %}\n{% if false %}\n| {{ x }} |\n{% endif %}\n{% endfor %}\n"
    )
    sink = _sink(text)
    assert (sink.kind, sink.name, sink.sure) == ("cell", "A", False)


def test_of_pages_that_are_not_read_nothing_is_told() -> None:
    assert _sink("| A |\n|---|\n| {{ x }} |\n", path="page.rst.j2").kind == "unknown"


def test_pages_in_html_have_cells_and_attributes() -> None:
    path = "page.html.j2"
    table = "<table>\n<tr><th>A</th></tr>\n\n    <tr><td>{{ x }}</td></tr>\n</table>\n"
    assert (_sink(table, path=path).kind, _sink(table, path=path).table) == ("cell", "html")
    assert _sink("<ul>\n\n    <li>\n\n    {{ x }}</li></ul>\n", path=path).kind == "text"


def test_a_macro_stands_wherever_it_is_called() -> None:
    one = _trial("{% macro m() %}{{ x }}{% endmacro %}## {{ m() }}\n\n- `{{ m() }}`\n")
    printed = next(iter(one.template.prints()))
    assert [sink.kind for sink in one.sinks.all(printed.span)][:2] == ["heading", "code"]
