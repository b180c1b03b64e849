"""What directives stand for: docutils' own, Sphinx's, and those that document HTTP APIs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from doclint.model.page import Heading, Markup, Paragraph, Prose, Quote
from doclint.model.pattern import regex
from doclint.parse.html.blocks import Fragment, Piece, read_html
from doclint.parse.rst.api import rest_method, rest_parameters, rest_status_code
from doclint.parse.rst.explicit import CODE, OWN_TEXT, RAW, Construct
from doclint.parse.rst.files import chosen
from doclint.parse.rst.pages import Reading
from doclint.parse.rst.places import Placed, joined, lines_of
from doclint.parse.rst.tables import csv_table, list_table

_VERB = regex(r"http:(?P<verb>get|post|put|patch|delete|head|options|trace|any|connect|copy)\Z")
# A placeholder, which may have several names: `(int:id|string:slug)`.
_CONVERTED = regex(
    r"\((?:[\w.]+(?:\([^()]*\))?:[ ]?)?(?P<name>[\w-]+)(?P<more>(?:\|(?:[\w.]+:)?[\w-]+)*+)\)"
)
_TITLED = frozenset(
    [
        *("admonition", "topic", "sidebar", "tab", "group-tab", "tab-item", "dropdown", "card"),
        *("grid-item-card", "collapse", "toggle", "details"),
    ]
)
_NO_ARGUMENT = frozenset(
    [
        *(
            "only",
            "ifconfig",
            "container",
            "div",
            "table",
            "list-table",
            "class",
            "image",
            "figure",
        ),
        *("tab-set", "grid", "grid-item", "hlist", "rst-class", "cssclass", "role", "tabs"),
    ]
)
_DEPTH = 7


def read_directive(reading: Reading, node: Construct, level: int) -> Iterator[Piece]:
    """The blocks of a directive."""
    if reader := _READERS.get(node.name):
        return reader(reading, node, level)
    if node.name in CODE:
        return _code(reading, node, level)
    if verb := _VERB.match(node.name):
        return _operation(reading, node, verb["verb"].upper(), level)
    if node.name in RAW:  # shows something that is no text of the page
        return iter((Markup(reading.files.span(*node.where)),))
    return _container(reading, node, level)


def _container(reading: Reading, node: Construct, level: int) -> Iterator[Piece]:
    """A directive that holds text: a note is a quote, what nobody knows stays where it is."""
    if node.name in OWN_TEXT - {"tabs", "figure", "glossary"}:
        blocks = tuple(reading.nested(node.children))
        if blocks:
            yield Quote(blocks, reading.files.span(*node.where))
        return
    if node.argument and node.name not in _NO_ARGUMENT:
        prose = reading.written([node.title])
        yield Paragraph(prose) if node.name in _TITLED else Markup(prose.span, prose.text)
    yield from reading.pieces(node.children, level)


def _code(reading: Reading, node: Construct, _level: int) -> Iterator[Piece]:
    """Code; with a caption, if an option gives one."""
    lines = node.lines
    if caption := node.options.get("caption"):
        yield Paragraph(reading.plain(caption))
    if any(line.strip() for line in lines):
        language = node.argument.split(" ")[0] or reading.language
        language = "http" if node.name == "http:example" else str(language)
        yield reading.example(lines, language, reading.files.span(*node.where))
    elif node.argument and "\n" not in node.argument and " " in node.argument:
        yield reading.example(
            [node.argument], "", reading.files.span(*node.where)
        )  # code that begins on the first line


def _literal_include(reading: Reading, node: Construct, _level: int) -> Iterator[Piece]:
    include = reading.files.named(node.argument, kind="literalinclude")
    reading.includes.append(include)
    if caption := node.options.get("caption"):
        yield Paragraph(reading.plain(caption))
    where = reading.files.span(*node.where)
    if include.source is None:
        yield Markup(where)  # where there is something that nobody knows
    elif lines := chosen(lines_of(include.source), node.options):
        language = node.options.get("language", "")
        yield reading.included(include, _trimmed(lines), str(language), where)


def _trimmed(lines: list[Placed]) -> list[Placed]:
    while len(lines) > 1 and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _raw(reading: Reading, node: Construct, level: int) -> Iterator[Piece]:
    """HTML: its tables, titles and code; tags alone are what they were."""
    where, text = reading.files.span(*node.where), joined(node.lines)
    pieces: list[Piece] = []
    if node.argument.lower() == "html" and text.strip():
        base = reading.files.base(text.start)
        source = reading.files.span(text.start, text.start).source
        pieces, _ = read_html(Fragment(source, str(text), lambda offset: text.at(offset) - base))
    if all(isinstance(piece, Markup) for piece in pieces):
        yield Markup(where)  # shows something that is no text of the page
        return
    for piece in pieces:
        if isinstance(piece, Heading) and piece.level < level:
            yield Heading(piece.prose, min(level, 6), piece.span)
        else:
            yield piece


def _include(reading: Reading, node: Construct, _level: int) -> Iterator[Piece]:
    """An included file: its lines follow by themselves, unless they are shown as code."""
    if include := getattr(node, "include", None):
        reading.includes.append(include)
        if include.source is not None and {"literal", "code"} & node.options.keys():
            lines = chosen(lines_of(include.source), node.options)
            where = reading.files.span(*node.where)
            yield reading.included(include, lines, str(node.options.get("code", "")), where)


def _operation(reading: Reading, node: Construct, verb: str, level: int) -> Iterator[Piece]:
    """An operation of sphinxcontrib-httpdomain: a heading, and what is said of it."""
    argument = node.argument
    base = reading.files.base(argument.start)
    start = argument.start - base
    pieces: list[str] = [verb, " "]
    name = reading.files.span(*node.where).start + node_offset(reading, node)
    spans = [(0, name), (len(verb), start)]
    at = 0
    length = len(verb) + 1
    for found in chain(_CONVERTED.finditer(argument), (None,)):
        before = str(argument[at : found.start()] if found else argument[at:])
        spans.append((length, start + at))
        pieces.append(before)
        length += len(before)
        if found:
            names = [each.rpartition(":")[2] for each in found["more"].split("|")]
            shown = f"{{{'|'.join([found['name'], *names[1:]])}}}"
            spans.append((length, start + found.start()))
            pieces.append(shown)
            length += len(shown)
            at = found.end()
    span = reading.files.span(argument.start - (argument.start - base - name), argument.end)
    prose = Prose(span, "".join(pieces), (), tuple(spans))
    yield Heading(prose, min(level, 6), span)
    yield from reading.pieces(node.children, min(level + 1, 6))


def node_offset(reading: Reading, node: Construct) -> int:
    """Where the verb of a directive stands in it: behind `.. http:`."""
    text = reading.files.span(*node.where).text
    return max(text.find(":") + 1, 0)


def _rubric(reading: Reading, node: Construct, _level: int) -> Iterator[Piece]:
    if node.argument:
        prose = reading.written([node.title])
        yield Heading(prose, _DEPTH, prose.span)


def _table(reading: Reading, node: Construct, level: int) -> Iterator[Piece]:
    """A directive of a table: its title is a caption."""
    if node.argument:
        yield Paragraph(reading.written([node.title]))
    made = {"list-table": list_table, "csv-table": csv_table}.get(node.name)
    yield from made(reading, node) if made else reading.pieces(node.children, level)


def _highlight(reading: Reading, node: Construct, _level: int) -> Iterator[Piece]:
    reading.language = "" if node.argument in ("none", "default") else str(node.argument)
    return iter(())


_READERS: dict[str, Callable[[Reading, Construct, int], Iterator[Piece]]] = {
    "literalinclude": _literal_include,
    "include": _include,
    "raw": _raw,
    "table": _table,
    "list-table": _table,
    "csv-table": _table,
    "flat-table": _table,
    "rubric": _rubric,
    "highlight": _highlight,
    "rest_method": rest_method,
    "rest_parameters": rest_parameters,
    "rest_status_code": rest_status_code,
}
