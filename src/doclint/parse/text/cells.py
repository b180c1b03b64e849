"""Cells of tables in a saved text, made of stretches of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from doclint.model.page import Cell, Example, Row, Table
from doclint.model.source import Span
from doclint.parse.text.lines import Line, Words

FEWEST_ROWS = 2
"""Rows that a table has at least, with its header."""

Stretch = tuple[int, int]


class Taken(NamedTuple):
    """A table, or the code in a table of code, and how many lines it takes.

    No block is for a table of which it is not certain what its cells are.
    """

    block: Table | Example | None
    taken: int


def made(words: Words, rows: Sequence[Sequence[Sequence[Stretch]]], span: Span) -> Table:
    """A table of rows of cells, each of them stretches of the text; the first row is its header."""
    made = [
        Row(tuple(_cell(words, cell, head=not nth) for cell in row), _row_span(words, row))
        for nth, row in enumerate(rows)
    ]
    return Table("text", made[0], tuple(made[1:]), span)


def _cell(words: Words, stretches: Sequence[Stretch], *, head: bool) -> Cell:
    return Cell(words.prose(stretches), head=head)


def _row_span(words: Words, row: Sequence[Sequence[Stretch]]) -> Span:
    places = [stretch for cell in row for stretch in cell]
    start, end = min(first for first, _ in places), max(last for _, last in places)
    return Span(words.source, start, end)


def around(words: Words, lines: Sequence[Line], at: int, end: int) -> Span:
    """From one line up to another."""
    return Span(words.source, lines[at].start, lines[end - 1].end)


def is_near(lines: Sequence[Line], at: int) -> bool:
    """Whether there is no blank line in front of a line."""
    return lines[at].number == lines[at - 1].number + 1
