"""Lists of all error codes of an API: a table in a CSV file, or those of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from doclint.model.contract import Catalogue, ErrorCode
from doclint.model.page import Cell, Items, Page, Prose, Row, Table
from doclint.model.source import Source, Span
from doclint.parse.pages import parse_page
from doclint.read.columns import column_roles
from doclint.read.errors import is_status, read_error_items, read_error_rows
from doclint.read.vocabulary import Vocabulary


def read_catalogue(source: Source, vocabulary: Vocabulary) -> Catalogue:
    """The error codes of a file; none where no column or list of them was found."""
    if source.path.lower().endswith((".csv", ".tsv")):
        return Catalogue(source, tuple(_of_rows(source, vocabulary)))
    return Catalogue(source, tuple(_of_page(parse_page(source), vocabulary)))


def _of_page(page: Page, vocabulary: Vocabulary) -> Iterator[ErrorCode]:
    for block in page.blocks():
        if isinstance(block, Table):
            yield from _of_table(block, vocabulary)
        elif isinstance(block, Items):
            yield from read_error_items(block)


def _of_rows(source: Source, vocabulary: Vocabulary) -> Iterator[ErrorCode]:
    rows = [*_rows(source)]
    if len(rows) > 1:
        table = Table("csv", rows[0], tuple(rows[1:]), source.span())
        yield from _of_table(table, vocabulary)


def _of_table(table: Table, vocabulary: Vocabulary) -> Iterator[ErrorCode]:
    """The codes of a table, of which a title is enough, for somebody says that it lists codes."""
    roles = column_roles(table, vocabulary)
    if not {"code", "error_code"} & set(roles):
        return
    by_row = {id(row.span): _operation(row, roles) for row in table.rows}
    for error in read_error_rows(table, roles):
        if "error_code" not in roles and is_status(error.code):
            continue  # a table of the responses
        yield replace(error, operation=by_row[id(error.row)])


def _operation(row: Row, roles: tuple[str | None, ...]) -> str | None:
    """`GET /pets`, from a column for it or from two."""
    cells = {role: cell.text for role, cell in zip(roles, row.cells, strict=False) if role}
    words = (cells.get("method", "").upper(), cells.get("path", ""))
    return " ".join(filter(None, words)) or None


def _rows(source: Source) -> Iterator[Row]:
    """The records of a CSV file (RFC 4180) with the place of each field."""
    first = source.line(1)
    mark = max(",;\t", key=first.count)
    at, text = 0, source.text
    while at < len(text):
        start, cells = at, []
        while True:
            cell, at = _field(source, at, mark)
            cells.append(cell)
            if at >= len(text) or text[at] == "\n":
                break
            at += 1
        if any(cell.text for cell in cells):
            yield Row(tuple(cells), Span(source, start, at))
        at += 1


def _field(source: Source, at: int, mark: str) -> tuple[Cell, int]:
    """A field, and where the mark or line break behind it stands."""
    text = source.text
    if text.startswith('"', at):
        close = text.find('"', at + 1)
        while close >= 0 and text.startswith('"', close + 1):
            close = text.find('"', close + 2)
        close = len(text) if close < 0 else close
        inner = Span(source, at + 1, close)
        return _cell(inner, inner.text.replace('""', '"')), _end(text, close, mark)
    end = _end(text, at, mark)
    return _cell(Span(source, at, end).stripped()), end


def _cell(span: Span, text: str | None = None) -> Cell:
    return Cell(Prose(span, span.text if text is None else text))


def _end(text: str, at: int, mark: str) -> int:
    """Where a field ends: looked for on its own line only, so that each is read once."""
    line = text.find("\n", at)
    line = len(text) if line < 0 else line
    found = text.find(mark, at, line)
    return line if found < 0 else found
