"""Rows that lack a cell in the middle, so that what follows stands under the wrong titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from doclint.checks._shown import EAST_ASIAN, row_subject, short
from doclint.model.contract import Listing
from doclint.model.finding import Hit
from doclint.model.page import Cell, Row, Table
from doclint.model.pattern import regex
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary, load_vocabulary

_LEAST_COLUMNS = 3
_PROSE = regex(r"[^\W\d_]+")
_WORDY = 5
_SENTENCE = regex(r"\S\s+\S.*[.。]\s*\Z|[^\W\d_].*[.。]\s+[A-Z(`*\[]", re.S)
_EAST_ASIAN_SENTENCE = 8
_CONDITIONS = regex(
    r"\W*(?:yes|no|y|n|true|false|required|optional|conditional|mandatory|only|if|when|unless"
    r"|是|否|必|可选|条件)",
    re.I,
)
_TOLD = 3  # so many words under "type" are no type where all others are known ones
_TELLS = regex(r"(?:the|this|whether|if)\s", re.I)
_SAME = regex(r"\W*(?:see|same|as above|any|one of|either|depends|varies)\b", re.I)

_LABEL = r"\W{0,3}[^\W\d_]{1,20}:\W{0,3}?\s*+"
_LISTED = regex(rf"(?:{_LABEL})?[\w.$-]+(?:,\s*+[\w.$-]+)+\W{{0,3}}|{_LABEL}[\[{{].*", re.S)
"""Names with commas between them, and data behind a label: neither a type nor a sentence."""
_ONE_NAME = regex(r"(?a:[\w.\\-]+)")

_ARRAY = frozenset(("array",))

FITS, OPEN, ODD = 1, 0, -1


def shifted_row(listing: Listing) -> Iterator[Hit]:
    """Short rows whose cells fit one column further on, and not where they stand.

    Facts: value, column, missing, expected.
    """
    table, roles = listing.table, listing.roles
    if table is None or len(roles) < _LEAST_COLUMNS or not _is_plain(table):
        return
    titles = [cell.text for cell in table.header.cells]
    if not any(len(_filled(row)) < len(roles) for row in table.rows):
        return
    habits = [_has_habit(table, column, role) for column, role in enumerate(roles)]
    for row in table.rows:
        cells = _filled(row)
        lost = _lost_column(cells, roles, habits)
        if lost is not None:
            odd = _first_odd(cells, roles, habits)
            facts = {
                "value": short(cells[odd].text, 40),
                "column": titles[odd],
                "missing": titles[lost],
                "expected": titles[odd + 1],
            }
            also = (("the header", table.header.span),)
            yield Hit(cells[odd].span, row_subject(row), facts, also)


def _is_plain(table: Table) -> bool:
    """Whether each cell stands in one column and one row."""
    rows = (table.header, *table.rows)
    return all(cell.columns == cell.rows == 1 for row in rows for cell in row.cells)


def _filled(row: Row) -> tuple[Cell, ...]:
    """The cells up to the last that is not empty."""
    count = len(row.cells)
    while count and not row.cells[count - 1].span.text.strip():
        count -= 1
    return row.cells[:count]


def _lost_column(
    cells: Sequence[Cell], roles: Sequence[str | None], habits: Sequence[bool]
) -> int | None:
    """The column that a row lacks; None where it lacks none, or that cannot be told."""
    if not 2 <= len(cells) < len(roles):
        return None
    odd = _first_odd(cells, roles, habits)
    if odd < 0:
        return None
    best: tuple[int, int] | None = None
    for column in range(1, len(cells)):
        placed = [*enumerate(cells[:column]), *enumerate(cells[column:], column + 1)]
        fits = [_fit(roles[at], cell, habits[at]) for at, cell in placed if at]
        moved = [_fit(roles[at], cell, habits[at]) for at, cell in placed if at > column]
        if min(fits) > ODD and FITS in moved and (best is None or sum(fits) > best[0]):
            best = sum(fits), column
    return best[1] if best else None


def _first_odd(cells: Sequence[Cell], roles: Sequence[str | None], habits: Sequence[bool]) -> int:
    for at, cell in enumerate(cells[1:], 1):
        if _fit(roles[at], cell, habits[at]) == ODD:
            return at
    return -1


def _has_habit(table: Table, column: int, role: str | None) -> bool:
    """Whether all rows that are full have in this column what its role asks for."""
    full = [row.cells[column] for row in table.rows if len(_filled(row)) == len(table.header.cells)]
    return bool(full) and all(_fit(role, cell, False) == FITS for cell in full)


def _fit(role: str | None, cell: Cell, habit: bool) -> int:
    """Whether a cell holds what a role asks for; `habit` says that all others do."""
    text = cell.text
    if not text or role is None:
        return OPEN
    return _cached_fit(role, text, habit)


@cache
def _cached_fit(role: str, text: str, habit: bool) -> int:
    match role:
        case "type":
            return _fit_type(text, habit)
        case "required" | "optional" | "nullable" | "deprecated" | "read_only":
            return _fit_flag(text, habit)
        case "place":
            return _fit_place(text, habit)
        case "description":
            return _fit_description(text)
    return OPEN


def _fit_description(text: str) -> int:
    if _truth(text) is not None:
        return ODD
    words = len(_PROSE.findall(text)) + len(EAST_ASIAN.findall(text))
    return FITS if _is_prose(text) or (words > 1 and not _is_type(text)) else OPEN


def _fit_type(text: str, habit: bool) -> int:
    if _truth(text) is not None:
        return ODD
    if _is_type(text):
        return FITS
    if _SAME.match(text) or _LISTED.fullmatch(text) or _ONE_NAME.fullmatch(text):
        return OPEN
    eastern = len(EAST_ASIAN.findall(text)) > 1
    told = habit and (len(_PROSE.findall(text)) >= _TOLD or _TELLS.match(text) or eastern)
    return ODD if told or _is_prose(text) else OPEN


def _fit_flag(text: str, habit: bool) -> int:
    if _truth(text) is not None:
        return FITS
    if _CONDITIONS.match(text):
        return OPEN
    return ODD if habit or _is_type(text) else OPEN


def _fit_place(text: str, habit: bool) -> int:
    if _vocabulary().place(text):
        return FITS
    return ODD if habit or _is_type(text) or _truth(text) is not None else OPEN


def _is_prose(text: str) -> bool:
    """Whether a cell holds a sentence and no type."""
    if _is_type(text) and not _SENTENCE.search(text):
        return False
    words = len(_PROSE.findall(text))
    wordy = words >= _WORDY or (words > 1 and _SENTENCE.search(text) is not None)
    return wordy or len(EAST_ASIAN.findall(text)) >= _EAST_ASIAN_SENTENCE


def _is_type(text: str) -> bool:
    """Whether a text names a type, or begins with one: "object that describes the owner"."""
    found = read_type(text.split("\n")[0], _vocabulary())
    if found is not None:
        return bool(found.kinds)
    first, _, rest = text.partition(" ")
    kinds = _vocabulary().types.get(first.strip("`*_,;:(").lower())
    return bool(kinds) and (kinds == _ARRAY or not rest.startswith("of "))


def _truth(text: str) -> bool | None:
    return _vocabulary().truth(text)


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary()
