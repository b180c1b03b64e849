"""Cells that reach over several rows stand in each of them, as they are seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from doclint.model.page import Cell, Row, Table

_WIDEST = 50  # columns that one cell may reach over, and of a table whose cells reach down


def spread(table: Table) -> Table:
    """The same table, with the cells of rows above in each row that they reach."""
    if all(cell.rows == 1 for row in (table.header, *table.rows) for cell in row.cells):
        return table
    header, *rows = _spread((table.header, *table.rows))
    return replace(table, header=header, rows=tuple(rows))


def is_from_above(cell: Cell, row: Row) -> bool:
    """Whether a cell is written in another row than the one that it stands in."""
    return cell.span.start < row.span.start


def _spread(rows: tuple[Row, ...]) -> Iterator[Row]:
    hanging: dict[int, tuple[Cell, int]] = {}  # by column, with the rows that are left
    for row in rows:
        own = iter(row.cells)
        cells: list[Cell] = []
        below: dict[int, tuple[Cell, int]] = {}
        column = 0
        while True:
            above, left = hanging.pop(column, (None, 0))
            cell = above if above is not None else next(own, None)
            if cell is None:
                break
            left = left if above is not None else cell.rows
            if left > 1 and column < _WIDEST:
                below[column] = cell, left - 1
            cells.append(cell)
            column += min(cell.columns, _WIDEST)
        hanging = {**hanging, **below}
        yield replace(row, cells=tuple(cells))
