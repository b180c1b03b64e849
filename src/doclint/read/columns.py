"""What the columns of a table hold: by their titles, or by cells where those leave it open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from doclint.model.page import Cell, Row, Table
from doclint.model.pattern import regex
from doclint.read.names import read_names
from doclint.read.rows import plain_truth
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary, plain

ATTRIBUTES = frozenset(
    (
        "type",
        "required",
        "optional",
        "description",
        "place",
        "default",
        "enum",
        "nullable",
        "example",
        "limits",
    )
)
CODE = regex(r"(?<![\w.])(?P<code>[1-5](?:\d\d|[xX]{2})|default)(?![\w]|[.,]\d)", re.I)
MAX_CODE_CELL = 60
_TWO = 2  # columns of one title


def column_roles(table: Table, vocabulary: Vocabulary) -> tuple[str | None, ...]:
    """What each column holds, by its title and, where titles leave it open, by its cells."""
    titles = [cell.text for cell in expanded(table.header)]
    roles = [vocabulary.column(title.split("\n")[0]) for title in titles]
    roles = _placed(roles, table, vocabulary)
    if "name" not in roles and roles and roles[0] in (None, "other"):
        known = sum(role in ATTRIBUTES for role in roles[1:])
        if known and ({"type", "required"} & set(roles)) and mostly(is_name, table, 0, vocabulary):
            roles[0] = "name"
    if roles[:1] == ["name"] and "type" not in roles:
        _find_types(roles, table, vocabulary)
    return tuple(_once(roles))


def _placed(roles: list[str | None], table: Table, vocabulary: Vocabulary) -> list[str | None]:
    """Tell columns of types from those that say where a parameter goes: both are called "type"."""
    for column, role in enumerate(roles):
        if role == "code" and not _may_have_codes(table, column, vocabulary):
            roles[column] = role = None
        if role in (None, "code") and column and _marks_column(roles, table, column, vocabulary):
            roles[column] = "required"
        elif role is None and column and "name" in roles and "place" not in roles:
            roles[column] = "place" if mostly(_is_place, table, column, vocabulary) else None
        elif role in ("type", "place"):
            is_place = mostly(_is_place, table, column, vocabulary)
            if role == "type" and is_place:
                roles[column] = "place"
            elif role == "place" and not is_place and table.rows:
                roles[column] = "type" if "type" not in roles else "other"
    if roles.count("code") == _TWO:
        _place_codes(roles, table, vocabulary)
    return roles


def _find_types(roles: list[str | None], table: Table, vocabulary: Vocabulary) -> None:
    """Take the only column of which each cell is a type for that of types: "Format", "Art"."""
    found = [
        column
        for column, role in enumerate(roles)
        if role in (None, "other") and _are_types(table, column, vocabulary)
    ]
    if len(found) == 1:
        roles[found[0]] = "type"


def _are_types(table: Table, column: int, vocabulary: Vocabulary) -> bool:
    texts = [cell.text for row in table.rows if (cell := at_column(row, column)) and cell.text]
    kinds = [read_type(text, vocabulary) for text in texts]
    sure = sum(len(kind.kinds) == 1 for kind in kinds if kind)  # "date", "id" may be values
    return len(texts) > 1 and all(kind and kind.kinds for kind in kinds) and sure * 2 > len(texts)


def _may_have_codes(table: Table, column: int, vocabulary: Vocabulary) -> bool:
    """Whether a column may hold codes: one that is but called "HTTP" may as well hold requests."""
    title = at_column(table.header, column)
    vague = title is not None and plain(title.text) == "http"
    return not vague or mostly(is_code, table, column, vocabulary)


def _marks_column(
    roles: list[str | None], table: Table, column: int, vocabulary: Vocabulary
) -> bool:
    """Whether a column says "required" or "optional" below a title such as "Status"."""
    if "name" not in roles or {"required", "optional"} & set(roles):
        return False
    return mostly(_is_mark, table, column, vocabulary)


def _place_codes(roles: list[str | None], table: Table, vocabulary: Vocabulary) -> None:
    """Tell error codes from the status codes beside them: both are called "code"."""
    columns = [column for column, role in enumerate(roles) if role == "code"]
    others = [each for each in columns if not mostly(is_code, table, each, vocabulary)]
    if len(others) == 1:
        roles[others[0]] = "error_code"


def _once(roles: list[str | None]) -> Iterator[str | None]:
    """The first column of a role keeps it; a second one of remarks adds to the first."""
    seen: set[str] = set()
    for role in roles:
        second = "notes" if role == "description" and "notes" not in seen else None
        yield second if role in seen else role
        if role:
            seen.add(role)


def mostly(
    test: Callable[[Cell, Vocabulary], bool], table: Table, column: int, vocabulary: Vocabulary
) -> bool:
    """Whether most cells of a column that hold something pass a test."""
    cells = [cell for row in table.rows if (cell := at_column(row, column)) and cell.text]
    return bool(cells) and sum(test(cell, vocabulary) for cell in cells) * 2 > len(cells)


def _is_place(cell: Cell, vocabulary: Vocabulary) -> bool:
    return vocabulary.place(cell.text) is not None


def _is_mark(cell: Cell, vocabulary: Vocabulary) -> bool:
    return plain_truth(cell.text, vocabulary) is not None


def is_name(cell: Cell, vocabulary: Vocabulary) -> bool:
    """Whether a cell gives names of members."""
    return bool(read_names(cell.prose, vocabulary))


def is_code(cell: Cell, _: Vocabulary) -> bool:
    """Whether a cell gives a status code."""
    return len(cell.text) < MAX_CODE_CELL and CODE.search(cell.text) is not None


def expanded(row: Row) -> tuple[Cell, ...]:
    """The cells by column: one that spans several stands in each of them."""
    for cell in row.cells:
        if cell.columns != 1:
            break
    else:
        return row.cells
    return tuple(cell for cell in row.cells for _ in range(min(cell.columns, 50)))


def at_column(row: Row, column: int) -> Cell | None:
    """The cell of a row in a column; None where the row is short."""
    cells = expanded(row)
    return cells[column] if column < len(cells) else None
