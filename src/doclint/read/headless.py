"""HTML tables without a header: names, with their marks, beside types with what follows them."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.page import Cell, Prose, Row, Table
from doclint.model.source import Span
from doclint.read.names import read_names
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary

_PAIR = 2
_LONGEST = 160
_TITLES = ("Name", "Type", "Description")


def headed(table: Table, vocabulary: Vocabulary) -> Table:
    """The same with titles, where all rows give a name and a type; else as it is."""
    rows = (table.header, *table.rows)
    cells = [cell for row in rows for cell in row.cells]
    if table.kind != "html" or any(cell.head for cell in cells):
        return table
    parted = [_parted(row, vocabulary) for row in rows]
    if not all(parted):
        return table
    start = rows[0].span.start
    nowhere = Span(rows[0].span.source, start, start)
    titles = tuple(Cell(Prose(nowhere, title), head=True) for title in _TITLES)
    return Table("html", Row(titles, nowhere), tuple(filter(None, parted)), table.span)


def _parted(row: Row, vocabulary: Vocabulary) -> Row | None:
    """A row with its type in a cell of its own; None where it is no such row."""
    if len(row.cells) != _PAIR:
        return None
    name, about = row.cells
    if len(read_names(name.prose, vocabulary)) != 1 or len(name.text) > _LONGEST:
        return None
    for start, end in _leads(about.prose.text):
        if read_type(about.prose.text[start:end], vocabulary):
            kind = Cell(_cut(about.prose, start, end))
            return Row((name, kind, Cell(_cut(about.prose, end, len(about.prose.text)))), row.span)
    return None


def _leads(text: str) -> Iterator[tuple[int, int]]:
    """What may be a type: the first line, or its first word."""
    start = len(text) - len(text.lstrip())
    line = text[start:].partition("\n")[0][:_LONGEST]
    yield start, start + len(line)
    yield start, start + len(line.partition(" ")[0])


def _cut(prose: Prose, start: int, end: int) -> Prose:
    return Prose(prose.at(start, end) if start < end else prose.at(end, end), prose.text[start:end])
