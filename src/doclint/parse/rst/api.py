"""The directives of os-api-ref: a method, parameters and status codes kept in files beside."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from doclint.model.page import Cell, Note, Paragraph, Prose, Row, Table
from doclint.model.pattern import regex
from doclint.model.source import Pointer, Source, Span
from doclint.model.spec import escaped
from doclint.parse.data.documents import load
from doclint.parse.html.blocks import Piece
from doclint.parse.rst.places import Placed

if TYPE_CHECKING:
    from doclint.parse.rst.explicit import Construct
    from doclint.parse.rst.pages import Reading

_ROW = regex(r"[ ]*-[ ]+(?P<name>\S(?:[^\n]*?\S)??)[ ]*:[ ]+(?P<key>\S[^\n#]*?)[ ]*(?:#.*)?\Z")
_STATUS = regex(r"[ ]*-[ ]+(?P<code>[1-5]\d\d)[ ]*(?::[ ]*(?P<key>[^\n#]*?))?[ ]*(?:#.*)?\Z")
_METHOD = regex(r"(?P<verb>[A-Z]+)\s+(?P<path>\S+)")
_COLUMNS = ("Name", "Entry", "In", "Type", "Required", "Description")
_FACTS = ("in", "type", "required", "description")


def rest_method(reading: Reading, node: Construct, _level: int) -> Iterator[Piece]:
    """A method and a path, as a line of code."""
    if _METHOD.match(node.argument):
        yield reading.example([node.argument], "http")
    elif node.argument:
        yield Paragraph(reading.plain(node.argument))


class _Data(NamedTuple):
    """What a file says, by the names of its entries."""

    source: Source
    facts: Mapping[str, Any]


def rest_parameters(reading: Reading, node: Construct, _level: int) -> Iterator[Piece]:
    """A table of parameters: each row names an entry of a file, which has the facts."""
    data = _data(reading, node.argument)
    rows = tuple(
        _row(reading, line[slice(*found.span("name"))], line[slice(*found.span("key"))], data)
        for line in node.lines
        if (found := _ROW.match(line))
    )
    where = reading.files.span(*node.where)
    yield Table("list", _header(_COLUMNS, where), rows, where)


def _data(reading: Reading, path: Placed) -> _Data | None:
    """The entries of a file, which is read once for all the pages that name it."""
    include = reading.files.named(path, kind="data")
    reading.includes.append(include)
    if include.source is None:
        return None
    known = reading.files.texts.read
    key = ("data", include.source.path)
    if key not in known:
        known[key] = load(include.source).data
    data = known[key]
    return _Data(include.source, data) if isinstance(data, Mapping) else None


def _facts(reading: Reading, name: Placed, key: Placed, data: _Data | None) -> Mapping[str, Any]:
    """What the file says of a row; a note where it has nothing under the key."""
    if data is None:
        return {}
    entry, span = _unquoted(key), reading.files.span(key.start, key.end)
    if entry not in data.facts:
        file = posixpath.basename(data.source.path)
        said = {"name": _unquoted(name), "key": entry, "file": file}
        reading.notes.append(Note("unresolved-row", span, said))
        return {}
    reading.entries.append((span, Pointer(data.source, f"/{escaped(entry)}", key=True)))
    facts = data.facts[entry]
    return facts if isinstance(facts, Mapping) else {}


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return str(text[1:-1] if quoted else text)


def _row(reading: Reading, name: Placed, key: Placed, data: _Data | None) -> Row:
    facts = _facts(reading, name, key, data)
    first = reading.plain(_bare(name))
    place = reading.files.span(key.start, key.end)
    said = [_said(fact, facts.get(fact)) for fact in _FACTS]
    entry = Cell(reading.plain(_bare(key)))  # tells rows of one name apart
    cells = (
        Cell(first),
        entry,
        *(Cell(Prose(place, text, (), ((0, place.start),))) for text in said),
    )
    return Row(cells, first.span.until(place))


def _bare(name: Placed) -> Placed:
    bare: Placed = name[1:-1] if _unquoted(name) != str(name) else name
    return bare


def _said(fact: str, value: Any) -> str:
    if value is None:
        return ""
    if fact == "required":
        return "Yes" if value in (True, "true", "True") else "No"
    return " ".join(str(value).split())


def _header(columns: tuple[str, ...], where: Span) -> Row:
    span = Span(where.source, where.start, where.start)
    return Row(tuple(Cell(Prose(span, name), head=True) for name in columns), span)


def rest_status_code(reading: Reading, node: Construct, _level: int) -> Iterator[Piece]:
    """A table of status codes; why one is given stands in a file."""
    success, _, path = node.argument.partition(" ")
    argument: Placed = node.argument[len(success) :].strip()
    data = _data(reading, argument) if path else None
    reasons = data.facts if data else {}
    rows = []
    for line in node.lines:
        if found := _STATUS.match(line):
            code: Placed = line[slice(*found.span("code"))]
            rows.append(_status(reading, code, found["key"], reasons))
    where = reading.files.span(*node.where)
    yield Table("list", _header(("Code", "Description"), where), tuple(rows), where)


def _status(reading: Reading, code: Placed, key: str | None, reasons: Mapping[str, Any]) -> Row:
    first = reading.plain(code)
    said = reasons.get(str(code), {})
    reason = said.get((key or "").strip() or "default", "") if isinstance(said, Mapping) else ""
    text = " ".join(str(reason or "").split())
    return Row(
        (Cell(first), Cell(Prose(first.span, text, (), ((0, first.span.start),)))), first.span
    )
