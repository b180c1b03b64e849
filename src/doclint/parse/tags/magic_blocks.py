"""Blocks of JSON between `[block:name]` and `[/block]`: tables, code, headings and callouts.

Each string knows where it stands; one with escapes knows it for every stretch between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter

from doclint.model.page import (
    Block,
    Cell,
    Example,
    Heading,
    Markup,
    Paragraph,
    Prose,
    Quote,
    Row,
    Table,
)
from doclint.model.pattern import regex
from doclint.model.source import Source, Span, Stretch, Text
from doclint.model.value import Value
from doclint.parse.data.tolerant_json import parse_json
from doclint.parse.markdown.inline import read_text
from doclint.parse.markdown.link_target import Target

START = r"^ {0,3}\[block:(?P<magic>[A-Za-z-]+)\]"
"""How such a block begins."""

END = "[/block]"
"""How it ends."""

_ESCAPE = regex(
    r"\\(?:u[0-9a-fA-F]{4}|.)",
)
_CELL = regex(r"(?P<row>h|\d{1,4})-(?P<column>\d{1,3})")
_LEVEL = 2
_MOST_CELLS = 20_000


def read_magic_block(
    source: Source, name: str, span: Span, body: Span, references: Mapping[str, Target]
) -> Iterator[Heading | Block]:
    """What a block shows; its tag alone where that is not understood."""
    values = parse_json(body.text).values
    data = values[0] if len(values) == 1 and values[0].kind == "object" else None
    reader = _Reader(source, span, body, references)
    readers: Mapping[str, Callable[[Value], Iterator[Heading | Block]]] = {
        "parameters": reader.table,
        "code": reader.code,
        "api-header": reader.heading,
        "callout": reader.callout,
    }
    read = readers.get(name)
    pieces = tuple(read(data)) if read and data is not None else ()
    yield from pieces or (Markup(span),)


class _Reader:
    """Reads the data of one block."""

    def __init__(
        self, source: Source, span: Span, body: Span, references: Mapping[str, Target]
    ) -> None:
        self.source, self.span, self.body, self.references = source, span, body, references

    def table(self, data: Value) -> Iterator[Table]:
        """`{"data": {"h-0": "Name", "0-0": "limit"}, "cols": 2, "rows": 1}`."""
        cells = _member(data, "data")
        grid: dict[tuple[int, int], Value] = {}
        for key, value in cells.members if cells else ():
            place = _CELL.fullmatch(str(key.value)) if value.kind == "string" else None
            if place and len(grid) < _MOST_CELLS:
                row = -1 if place["row"] == "h" else int(place["row"])
                grid[row, int(place["column"])] = value
        if not grid:
            return
        width = 1 + max(column for _, column in grid)
        numbers = sorted({row for row, _ in grid} - {-1})
        rows = [self.row(grid, number, width) for number in numbers]
        yield Table("block", self.row(grid, -1, width), tuple(rows), self.span)

    def row(self, grid: Mapping[tuple[int, int], Value], number: int, width: int) -> Row:
        """A row; cells that the data leaves out are empty."""
        values = [grid.get((number, column)) for column in range(width)]
        there = [self.within(value) for value in values if value]
        place = (
            Span(self.source, min(s.start for s in there), max(s.end for s in there))
            if (there)
            else Span(self.source, self.body.start, self.body.start)
        )
        empty = Prose(Span(self.source, place.end, place.end), "")
        proses = (self.prose(value, cell=True) if value else empty for value in values)
        return Row(tuple(Cell(prose, head=number < 0) for prose in proses), place)

    def code(self, data: Value) -> Iterator[Example]:
        """`{"codes": [{"code": "{}", "language": "json", "name": "200"}]}`."""
        codes = _member(data, "codes")
        for each in codes.items if codes else ():
            code, language = _member(each, "code"), _text(each, "language")
            if code is None or code.kind != "string":
                continue
            label = _text(each, "name") or _text(each, "status")
            text = Text(str(code.value), self.within(code), self.stretches(code))
            span = self.body.within(each.start, each.end)
            info = f"{language} {label}".strip()
            yield Example(language.lower(), text, span, "block", info)

    def heading(self, data: Value) -> Iterator[Heading]:
        title, level = _member(data, "title"), _member(data, "level")
        if title is not None and title.kind == "string" and title.value:
            depth = level.value if level and level.value in range(1, 7) else _LEVEL
            yield Heading(self.prose(title), depth, self.span)

    def callout(self, data: Value) -> Iterator[Quote]:
        said = [_member(data, key) for key in ("title", "body")]
        texts = [each for each in said if each and each.kind == "string" and each.value]
        if texts:
            yield Quote(tuple(Paragraph(self.prose(each)) for each in texts), self.span)

    def within(self, value: Value) -> Span:
        """Where a string stands, without its quotes."""
        return self.body.within(value.start + 1, max(value.start + 1, value.end - 1))

    def prose(self, value: Value, *, cell: bool = False) -> Prose:
        text, span = str(value.value), self.within(value)
        stretches = self.stretches(value)
        if not stretches:
            return read_text(span, text, self.references, cell=cell)

        def place(offset: int) -> int:
            number = bisect_right(stretches, offset, key=itemgetter(0)) - 1
            stretch = stretches[max(number, 0)]
            return min(stretch.start + offset - stretch.offset, span.end)

        return read_text(span, text, self.references, place, cell=cell)

    def stretches(self, value: Value) -> tuple[Stretch, ...]:
        """Where the parts of a string stand; nothing for one that is written as it reads."""
        span = self.within(value)
        return () if span.text == value.value else tuple(_stretches(span))


def _stretches(span: Span) -> Iterator[Stretch]:
    """A stretch for each escape, and for what is between them."""
    raw, at, offset = span.text, 0, 0
    for escape in _ESCAPE.finditer(raw):
        if escape.start() > at:
            yield Stretch(offset, span.start + at, span.start + escape.start())
            offset += escape.start() - at
        yield Stretch(offset, span.start + escape.start(), span.start + escape.end())
        at, offset = escape.end(), offset + 1
    if at < len(raw):
        yield Stretch(offset, span.start + at, span.end)


def _member(value: Value, name: str) -> Value | None:
    return next((member for key, member in value.members if key.value == name), None)


def _text(value: Value, name: str) -> str:
    found = _member(value, name)
    return str(found.value).strip() if found and found.kind in ("string", "number") else ""
