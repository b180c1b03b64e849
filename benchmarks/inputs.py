"""Inputs that no author would write, of any size, and what is run on them.

The work on each is to grow as its size does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from json import dumps
from typing import Any

from doclint.checks import (
    back_ticks,
    error_sets,
    errors,
    example_rows,
    front_matter,
    navigation,
    references,
    shell,
    spec_examples,
    spec_schemas,
)
from doclint.checks._anchors import anchors
from doclint.checks._shown import texts_outside_code
from doclint.link.shown import levels
from doclint.model.contract import Contract
from doclint.model.page import Example, Page
from doclint.model.project import Endpoint, Project
from doclint.model.source import Source, Span, Text
from doclint.model.spec import Spec
from doclint.parse.html.pages import parse_html
from doclint.parse.jinja.templates import parse_template
from doclint.parse.markdown.pages import parse_markdown
from doclint.parse.specs.openapi import parse_spec
from doclint.parse.tags.tree import read_tags
from doclint.parse.text.pages import parse_text
from doclint.probe.alignment import common
from doclint.probe.skeleton import skeleton
from doclint.probe.trial import trial
from doclint.read.calls import calls
from doclint.read.catalogues import read_catalogue
from doclint.read.contracts import read_page
from doclint.read.examples import read_json
from doclint.read.vocabulary import load_vocabulary

WORDS = load_vocabulary()
PET = {"id": 1, "name": "Rex", "size": "L"}


@dataclass(frozen=True, slots=True)
class Hostile:
    """An input: what makes it of a size, which is not measured, and what is run on it."""

    name: str
    make: Callable[[int], Any]
    run: Callable[[Any], object]
    most: int = 1 << 14  # for what gives up early and never takes long


def inputs() -> Iterator[Hostile]:
    """All of them."""
    yield from _texts_of_pages()
    yield from _tags()
    yield from _saved_text()
    yield from _commands()
    yield from _codes_and_examples()
    yield from _links_and_anchors()
    yield from _checks_of_pages()
    yield from _checks_of_errors()
    yield from _comparisons()
    yield from _templates()


def _repeated(
    name: str,
    pieces: Iterable[str],
    run: Callable[[Any], object],
    *,
    head: str = "",
    end: str = "",
    made: Callable[[str], Any] = str,
) -> Iterator[Hostile]:
    """An input for each piece: a text that repeats it, and what is made of that text."""
    for piece in pieces:
        shown = repr(piece) + (f" .. {end[:8]!r}" if end else "")
        yield Hostile(f"{name} {shown}", _maker(piece, head, end, made), run)


def _maker(piece: str, head: str, end: str, made: Callable[[str], Any]) -> Callable[[int], Any]:
    return lambda size: made(head + piece * size + end)


def _all(*found: Iterable[object]) -> None:
    deque(chain.from_iterable(found), maxlen=0)


def _page(text: str) -> Page:
    return parse_markdown(Source("page.md", text))


def _contracts(text: str) -> tuple[Contract, ...]:
    return read_page(_page(text), WORDS)


def _table(header: str, *rows: str) -> str:
    lines = [f"| {header} |", "|" + "---|" * len(header.split(" | "))]
    return "\n".join([*lines, *(f"| {row} |" for row in rows), ""])


def _texts_of_pages() -> Iterator[Hostile]:
    """Pages in HTML and in reStructuredText, and stretches of a text that lost its marks."""
    pieces = (
        *("<div>", "<ul><li>", "<blockquote>", "<dl><dd>", "<table><tr><td>", "<span>", "<b>"),
        *("<p><b>", '<div class="nav">a', "<pre>", "</div>", "<div><h2>a", "<!--", "<a href='"),
        *('<div class="', "&quot;", "<div>GET /a", "<dt>GET /a<dd>", "<details><summary>", "<x y>"),
    )
    yield from _repeated(
        "html", pieces, lambda text: parse_html(Source("a.html", text)), head="<h1>T</h1>"
    )
    if find_spec("docutils"):
        from doclint.parse.rst.pages import parse_rst  # takes an extra

        pieces = (
            *("`", "*", "**", "``", "|", "[1]_", "a_ ", "\\", "<", "::\n\n", "- ", "..\n", ":a: "),
            "x\n===\n",
        )
        yield from _repeated("rst", pieces, lambda text: parse_rst(Source("a.rst", text)))

    def quoted(size: int) -> Text:
        source = Source("page.md", "> abc\n" * size)
        return Text("abc\n" * size, Span(source, 0, len(source.text)))

    def stretches(text: Text) -> None:
        _all(text.at(at, at + 3).text for at in range(0, len(text), 4))

    yield Hostile("places in quoted lines", quoted, stretches)


def _tags() -> Iterator[Hostile]:
    pieces = (
        *("<A x={", "{% a ", '<A b="', "<A ", ":::a\n", "{% a %}", "{{< a ", "{% a %}{% enda %}"),
        *('=== "a"\n', "!!! a\n    b\n", "!!! a\n\n", '    === "a"\n'),
        *("<A>", "<A b={}", "<A b={'", '{% a b="', "[block:code]\n", "</A>", "{{< a >}}\n"),
    )
    for end in ("", ">", "%}", ">}}", "</A>" * 100):
        yield from _repeated(
            "tags", pieces, lambda text: read_tags(Source("page.mdx", text)), end=end
        )


def _saved_text() -> Iterator[Hostile]:
    pieces = (
        *("{", "[", '"', "1\n", "1 ", "- ", "-\n", "|", "a\tb\n", "\t"),
        *("{\n", '{"a":\n', "Name\nType\n", "| a |\n", "|-|-|\n", "Title\n", "1 {\n"),
        *("a  b\n", "-- --\n", "-----\n", "+--+\n", "curl 'a\n", "Name  Type\n\n"),
        *("Name\tType\nid\tinteger\n\n", "References\n\n", "[1]a ", "<!-- ", "\\\n"),
        "curl https://a.example \\\n",
    )

    def read(text: str) -> Page:
        return parse_text(Source("page.txt", text))

    yield from _repeated("saved text", pieces, read)
    yield from _repeated("saved text, rows:", ["id\ninteger\n"], read, head="Name\nType\n")


def _commands() -> Iterator[Hostile]:
    """Texts that begin as commands do, read from a fence, and what is told of many."""
    pieces = (
        *("curl '", 'curl "', 'curl "\\\\', "curl $'\\", "curl {{", "curl <a ", "curl ${"),
        *("curl $(", "curl \\\n", "curl <<E\n", "curl -d 'a\ncurl ", "GET /{", "GET /x\n"),
        *("GET /(<[{", "http ", "curl https://a/?a=1&", "curl a&b=", "wget -", "-d @- <<E\n"),
        *("GET /x?a=1\n&b=2\n", "[a "),
    )

    def fence(text: str) -> Example:
        source = Source("page.md", f"~~~\n{text}\n~~~\n")
        return Example("", Text(text, source.span(4, 4 + len(text))), source.span())

    yield from _repeated("commands", pieces, lambda made: _all(calls(made)), made=fence)
    yield from _repeated(
        "commands' faults",
        ["curl https://api.acme.com/pets -d '{\"name\": 1}'\n"],
        lambda page: _all(shell.broken(page)),
        head="# Pets\n\n```bash\n",
        end="```\n",
        made=_page,
    )


def _codes_and_examples() -> Iterator[Hostile]:
    pieces = ("[a.", '[a."b".', "{{ ", "{{#", "a = ", '"a": b\n', '"a": [')

    def fence(text: str) -> Example:
        block = next(_page(f"```\n{text}\n```\n").blocks())
        assert isinstance(block, Example)
        return block

    yield from _repeated("JSON", pieces, read_json, head="{\n", made=fence)
    yield from _repeated(
        "catalogue",
        ('"', '"a","', "a,b,", "`x`,"),
        lambda text: read_catalogue(Source("codes.csv", text), WORDS).errors,
        head="code,message\n",
    )


def _links_and_anchors() -> Iterator[Hostile]:
    def linked(page: Page) -> None:
        _all(references.dead(Project(pages=(page,))))
        anchors(page)

    pieces = (
        *("[a](#b) ", "{#", "{: a ", "[[#", "id=", "<A ", "{% a ", "{{< a ", "## a\n\n", "é"),
        "(a)=\n",
    )
    yield from _repeated("anchors", pieces, linked, head="# A\n\n[a](#b)\n\n", made=_page)
    yield from _repeated(
        "mentions",
        ("see A", "See Aa Bb ", "Figure 1 ", "Table ", "see Aa Bb. "),
        lambda page: _all(references.dead_mention(page)),
        head="# A\n\n",
        made=_page,
    )

    def listed(text: str) -> Project:
        pages = tuple(parse_markdown(Source(path, "# Page\n")) for path in ("a.md", "b.md"))
        return Project(pages=pages, navigation=(Source("SUMMARY.md", text),))

    yield from _repeated(
        "navigation",
        ('"a', "'", "a", "(a", "[(", "a.md "),
        lambda project: _all(navigation.orphan_page(project)),
        made=listed,
    )


def _checks_of_pages() -> Iterator[Hostile]:
    pieces = ("<div>a <!-- ", "a <!-- ", "<div><a <b ")
    yield from _repeated("shown", pieces, lambda made: _all(texts_outside_code(made)), made=_page)
    keys = ("title", "slug", "version", "id")

    def read(page: Page) -> None:
        _all(
            front_matter.syntax_error(page),
            front_matter.coerced_value(page, keys=keys),
            front_matter.truncated_by_hash(page, keys=keys),
        )

    yield from _repeated(
        "front matter",
        ("{{", "a: ", "title: # ", "'", "a: 'b\n", " #", "- "),
        read,
        head="---\n",
        end="\n---\n",
        made=_page,
    )

    def ticks(size: int) -> Page:
        odd = size | 1
        return _page("`a " * odd + "\n\n" + _table("A | B", "`" * odd + " | b"))

    yield Hostile("back-ticks", ticks, lambda page: _all(back_ticks.lone(page)))

    def repeating(size: int) -> Spec:
        data = "x0: &x0 [1, 1]\n"
        data += "".join(f"x{n}: &x{n} [*x{n - 1}, *x{n - 1}]\n" for n in range(1, size))
        schemas = (
            "{A: {type: array, items: {$ref: '#/components/schemas/A'}, "
            f"example: *x{size - 1}, default: *x{size - 1}, enum: [*x{size - 2}, *x{size - 3}]}}, "
            f"B: {{type: string, default: *x{size - 1}}}}}"
        )
        text = f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{data}"
        spec, _ = parse_spec(
            Source("openapi.yaml", f"{text}components: {{schemas: {schemas}}}"), lambda _: None
        )
        assert spec is not None
        return spec

    def told(spec: Spec) -> None:
        _all(
            spec_examples.differs(spec),
            spec_schemas.enum_type_differs(spec),
            spec_schemas.default_not_allowed(spec),
        )

    yield Hostile("data that repeats itself by name", repeating, told)


def _checks_of_errors() -> Iterator[Hostile]:
    def one_code(size: int) -> str:
        return _table("Error code | Message", *["40013 | x"] * size)

    def codes(size: int) -> str:
        return _table("Error code | Message", *(f"{n} | x" for n in range(size)))

    def items(size: int) -> str:
        return "# Pets\n\n## Errors\n\n" + "* `E1` - x\n" * size

    def fields(size: int) -> str:
        shown = '\n\n```json\n{"error_code": 1' + ', "a": 1' * size + "}\n```"
        return "An error: " + "error_a " * size + shown

    def dots(size: int) -> str:
        return '```json\n{"error_code": "' + "A." * size + '1"}\n```'

    def dashes(size: int) -> str:
        return '```json\n{"error_code": "' + "A_" * size + '"}\n```'

    for text in (one_code, codes, items, fields, dots, dashes):
        name = f"errors: {text.__name__.replace('_', ' ')}"
        yield Hostile(name, _endpoints(text), _errors)


def _endpoints(text: Callable[[int], str]) -> Callable[[int], tuple[Endpoint, ...]]:
    return lambda size: tuple(map(Endpoint, _contracts(text(size))))


def _errors(endpoints: tuple[Endpoint, ...]) -> None:
    for endpoint in endpoints:
        for check in (
            errors.unknown,
            errors.missing,
            errors.type_differs,
            errors.field_not_in_example,
        ):
            _all(check(endpoint))
        _all(*map(errors.duplicate, endpoint.documented.listings))
    project = Project(endpoints=endpoints)
    for over in (error_sets.shape_differs, error_sets.foreign_prefix, error_sets.contradicting):
        _all(over(project))


def _comparisons() -> Iterator[Hostile]:
    """Tables and examples, of which each could be compared with each: up to some hundreds are."""

    def contract(rows: str, shown: object) -> Contract:
        page = f"# Pets\n\n`GET /pets`\n\n## Response\n\n{rows}\n```json\n{dumps(shown)}\n```\n"
        (one,) = _contracts(page)
        return one

    def named(size: int) -> Endpoint:
        rows = _table("Field | Type", *(f"`name_of_{n}x` | integer" for n in range(size)))
        shown = {f"{'name' if n % 2 else 'nam'}_of_{n}x": str(n) for n in range(size)}
        return Endpoint(contract(rows, shown))

    for check in (
        example_rows.near_miss_key,
        example_rows.key_without_row,
        example_rows.type_differs,
        example_rows.value_not_listed,
        example_rows.row_without_key,
    ):
        yield Hostile(f"rows and keys: {check.__name__}", named, _runner(check), most=96)
    fields = _table("Field | Type", *(f"`{name}` | string" for name in PET))

    def rows_and_objects(size: int) -> Contract:
        rows = _table("Field | Type", *(f"`a{n}` | string" for n in range(size)))
        return contract(rows, {f"a{n}": {"id": n, "name": n} for n in range(size)})

    def items(size: int) -> Contract:
        return contract(fields, [{**PET, f"b{n}": {"id": n}} for n in range(size)])

    def parts(size: int) -> Contract:
        part = f"{fields}\n```json\n{dumps(PET)}\n```\n\n"
        (one,) = _contracts("# Pets\n\n`GET /pets`\n\n" + part * size)
        return one

    for make in (rows_and_objects, items, parts):
        yield Hostile(f"levels: {make.__name__.replace('_', ' ')}", make, levels, most=48)


def _runner(check: Callable[[Any], Iterable[object]]) -> Callable[[Any], None]:
    return lambda made: _all(check(made))


TEMPLATE = """\
# {{ title }}

{% if note %}
> {{ note }}

{% endif %}
| Name | Type |
|------|------|
{% for p in params %}| {{ p.name }} | {{ p.type }} |
{% endfor %}
{% for e in errors %}- `{{ e.code }}`: {{ e.text }}
{% else %}No errors.
{% endfor %}
"""


def _templates() -> Iterator[Hostile]:
    """Pages beside the template that made them, and lines without any order."""
    own = skeleton(trial(parse_template(Source("t.md.j2", TEMPLATE))))

    def beside(source: Source) -> None:
        for one in own.stretches(source):
            source.position(one.start)
            one.spot(one.start, one.end)

    def source(text: str) -> Source:
        return Source("page.md", text)

    yield from _repeated("beside a template", ["| a | b |\n"], beside, made=source)
    yield from _repeated("beside a template", ["| "], beside, head="# ", made=source)
    yield Hostile(
        "beside a template, items",
        lambda size: source("- `" * size + "\n" + "- `a`: b\n" * size),
        beside,
    )
    for name, make in (
        ("lines of two kinds", lambda size: (["a", "b"] * size, ["b", "b", "a"] * size)),
        ("lines that differ", lambda size: (_numbers(size), _numbers(-size))),
        ("lines in reverse", lambda size: (_numbers(size), _numbers(size)[::-1])),
    ):
        yield Hostile(name, make, lambda made: common(*made))


def _numbers(size: int) -> list[str]:
    return [str(n if size > 0 else -n) for n in range(abs(size))]
