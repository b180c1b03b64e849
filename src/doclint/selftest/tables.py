"""Tables that are drawn wrongly: rows that are lost, glued, shifted or parted."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from doclint.model.finding import Edit
from doclint.model.page import Page, Row, Table
from doclint.model.project import Endpoint
from doclint.model.source import Span
from doclint.selftest.sites import Site, swap, whole_lines

_TOLD = ("members", "statuses", "errors")
_MANY = 3  # cells of a row in which one in the middle can be lost


def _tables(page: Page) -> Iterator[Table]:
    """The pipe tables of the page itself whose rows are as long as their headers."""
    for block in page.blocks():
        if isinstance(block, Table) and block.kind == "pipe" and block.delimiter and block.rows:
            full = all(len(row.cells) == len(block.header.cells) for row in block.rows)
            if block.span.source is page.source and full and len(block.header.cells) > 1:
                yield block


def _rows(page: Page) -> Iterator[tuple[Table, Row]]:
    """The rows that begin and end with a pipe and say something in each cell."""
    for table in _tables(page):
        for row in table.rows:
            text = row.span.text.strip()
            framed = text.startswith("|") and text.endswith("|") and "\\|" not in text
            if framed and "\n" not in text and all(cell.text for cell in row.cells):
                yield table, row


def lost_delimiter(page: Page, _: Random) -> Iterator[Site]:
    """No line of dashes below the header."""
    for table in _tables(page):
        if table.delimiter is not None:
            lines = whole_lines(table.delimiter)
            yield swap(lines, "", "the line of dashes below a header goes", table.span)


def glued_rows(page: Page, _: Random) -> Iterator[Site]:
    """Two rows on one line."""
    for table, row in _rows(page):
        lines = whole_lines(row.span)
        if row is not table.rows[-1] and lines.text.endswith("\n"):
            what = "two rows come onto one line"
            end = lines.start + len(lines.text.rstrip())
            yield swap(Span(lines.source, end, lines.end), " ", what, row.span)


def lost_cell(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A row of parameters, properties or codes without one of its inner cells."""
    told = {id(one.table) for one in endpoint.documented.listings if one.kind in _TOLD}
    for table, row in _rows(endpoint.page):
        if id(table) in told and len(row.cells) >= _MANY:
            start, end = row.cells[1].span.start, row.cells[2].span.start
            if start < end:
                title = table.header.cells[1].text
                what = f"the cell below `{title}` goes, with its pipe"
                yield swap(Span(row.span.source, start, end), "", what, row.span)


def bare_pipe(page: Page, _: Random) -> Iterator[Site]:
    """A pipe in a text that ends its cell."""
    for _table, row in _rows(page):
        last = row.cells[-1]
        text = last.span.text
        at = text.find(" ", len(text) // 3)
        if at > 0 and "`" not in text and "<" not in text and "[" not in text:
            place = last.span.within(at, at)
            yield Site((Edit(place, " |"),), "a pipe comes into the last cell", (row.span,))


def parted_row(page: Page, _: Random) -> Iterator[Site]:
    """A blank line in front of the last row."""
    for table, row in _rows(page):
        if row is table.rows[-1] and len(table.rows) > 1:
            start = whole_lines(row.span).start
            edit = Edit(Span(row.span.source, start, start), "\n")
            yield Site((edit,), "a blank line comes in front of the last row", (row.span,))


def doubled_row(page: Page, _: Random) -> Iterator[Site]:
    """A row that stands twice."""
    for table, row in _rows(page):
        lines = whole_lines(row.span)
        if lines.text.endswith("\n"):
            edit = Edit(Span(lines.source, lines.end, lines.end), lines.text)
            yield Site((edit,), f"the row of {row.cells[0].text} comes twice", (table.span,))
