"""Edits of words that stand in cells and list items: marks escaped, columns kept where they are."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from doclint.link.same import Same
from doclint.model.contract import Listing
from doclint.model.finding import Edit
from doclint.model.page import Cell, Page, Row, Table
from doclint.model.pattern import regex
from doclint.model.source import Span

_START = attrgetter("span.start")
_BAR = regex(r"\|")
_BLANKS = regex(r"[ \t]*")
_PLAIN = regex(r"(?:[\w .,:/+%#@=-]|(?<=\w)_(?=\w))*")
_OF_MARKDOWN = regex(r"[\\`*_{}\[\]<>~$&|]")
_ALIGNED = 2 / 3  # of the rows of a table whose bars stand below each other
_ENOUGH = 3  # rows, the header is one
_LEAST = {"grid": 1, "simple": 2}  # blanks behind a cell


def cell_at(listing: Listing, span: Span) -> tuple[Row, int] | None:
    """The row and the number of the cell that a stretch of a table stands in."""
    rows = _rows(Same(listing))
    at = bisect_right(rows, span.start, key=_START) - 1
    if at < 0 or rows[at].span.source is not span.source:
        return None
    for number, cell in enumerate(rows[at].cells):
        if cell.span.start <= span.start and span.end <= cell.span.end:
            return rows[at], number
    return None


@lru_cache(maxsize=16)
def _rows(listing: Same[Listing]) -> tuple[Row, ...]:
    table = listing.value.table
    return tuple(sorted(table.rows, key=_START)) if table else ()


def replaced(listing: Listing, span: Span, text: str) -> tuple[Edit, ...]:
    """The edit that puts words in place of others; none where that would break the table.

    The words are written as they are to stand there, escapes and all.
    """
    table = listing.table
    if table is None or table.kind == "html":
        return (Edit(span, text),)
    found = cell_at(listing, span)
    if found is None or "\n" in text + span.text:
        return ()
    row, number = found
    if table.kind == "pipe":
        return _aligned(table, row.cells[number], number, Edit(span, text))
    return _framed(table, row.cells[number], Edit(span, text))


def _aligned(table: Table, cell: Cell, number: int, edit: Edit) -> tuple[Edit, ...]:
    """An edit that leaves the bar behind a cell where those of other rows are, if they are."""
    source, end = edit.span.source, _blanks_end(cell)
    bar = bar_column(table, number)
    if bar is None or source.text[end : end + 1] != "|":
        return (edit,)
    room = end - cell.span.end
    missing = bar - (source.position(end)[1] - 1) - _growth(edit)
    return (_with_blanks(edit, cell, max(room + missing, min(room, 1))),)


def _framed(table: Table, cell: Cell, edit: Edit) -> tuple[Edit, ...]:
    """An edit in a table whose columns are fixed; none where the new words are too long."""
    source, end = edit.span.source, _blanks_end(cell)
    if "\n" in cell.span.text or table.kind not in ("grid", "simple"):
        return ()
    if _growth(edit) and source.text[end : end + 1] in ("\n", ""):
        return ()  # the frame above the last column may be shorter than the new words
    blanks = end - cell.span.end - _growth(edit)
    return (_with_blanks(edit, cell, blanks),) if blanks >= _LEAST[table.kind] else ()


def _growth(edit: Edit) -> int:
    return len(edit.text) - (edit.span.end - edit.span.start)


def _with_blanks(edit: Edit, cell: Cell, blanks: int) -> Edit:
    """The same, and another number of blanks behind the cell."""
    end = _blanks_end(cell)
    if blanks == end - cell.span.end:
        return edit
    source, span = edit.span.source, edit.span
    rest = source.text[span.end : cell.span.end]
    return Edit(source.span(span.start, end), edit.text + rest + " " * blanks)


def _blanks_end(cell: Cell) -> int:
    """Where the blanks behind a cell end."""
    found = _BLANKS.match(cell.span.source.text, cell.span.end)
    return found.end() if found else cell.span.end


def bar_column(table: Table, number: int) -> int | None:
    """The column of the bar behind the cells of a column, where blanks keep those in line."""
    return _bar_column(Same(table), number)


@lru_cache(maxsize=128)
def _bar_column(table: Same[Table], number: int) -> int | None:
    bars = [*_bars(table.value, number)]
    if len(bars) < _ENOUGH:
        return None
    column, count = Counter(column for column, _ in bars).most_common(1)[0]
    padded = any(blanks > 1 for at, blanks in bars if at == column)
    return column if padded and count >= _ALIGNED * len(bars) else None


def _bars(table: Table, number: int) -> Iterator[tuple[int, int]]:
    """The columns of the bars behind the cells of a column, and how many blanks are in front."""
    for row in (table.header, *table.rows):
        if number < len(row.cells):
            cell = row.cells[number]
            source, end = row.span.source, _blanks_end(cell)
            if source.text[end : end + 1] == "|":
                yield source.position(end)[1] - 1, end - cell.span.end if cell.text else 1
    dashes = table.delimiter
    bars = [bar.start() for bar in _BAR.finditer(dashes.text)] if dashes else []
    bars = bars[dashes.text.startswith("|") :] if dashes else []
    if dashes and number < len(bars):
        yield dashes.source.position(dashes.start + bars[number])[1] - 1, 1


def written(value: str, span: Span, listing: Listing, page: Page) -> str | None:
    """A value as it is to be written where a stretch stands; None where that cannot be done."""
    if not value or "\n" in value or value != value.strip():
        return None
    kind = listing.table.kind if listing.table else ""
    if _PLAIN.fullmatch(value):
        return value
    if kind == "html" or page.format == "html":
        text = html.escape(value, quote=False)
        return text.replace("{", "&#123;").replace("}", "&#125;") if page.format == "mdx" else text
    if page.format == "rst" or "`" in value:
        return None
    if in_code(span):
        return value.replace("|", "\\|") if kind == "pipe" else value
    return _OF_MARKDOWN.sub(lambda mark: f"\\{mark[0]}", value)


def in_code(span: Span) -> bool:
    """Whether a stretch stands in a code span of its line."""
    source = span.source
    line, column = source.position(span.start)
    return source.line(line)[: column - 1].count("`") % 2 == 1
