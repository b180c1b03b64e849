"""Fixes that give a table of statuses or error codes the row that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from doclint.checks._new_cells import Filled, ended, in_a_line, is_odd
from doclint.checks._new_rows import inserted, is_even
from doclint.model.contract import ErrorCode, Listing
from doclint.model.finding import Fix
from doclint.model.page import Page, Row, Table
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.record import dataclass
from doclint.model.source import Anchor, Span
from doclint.read.statuses import PHRASES

_LETTER = regex(r"\w")
_TOLD = ("message", "description", "cause")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row about one code: what stands around the code in its cell, and where that is."""

    row: Row
    code: str
    column: int
    frame: tuple[str, str]


def missing_status(endpoint: Endpoint, code: str) -> Fix | None:
    """A row for a response of the spec."""
    for listing in endpoint.documented.listings:
        if listing.kind == "statuses" and listing.table is not None:
            told = {role: _description(endpoint, code) for role in _TOLD}
            codes = [(one.code, one.anchor) for one in listing.statuses]
            return _row(endpoint.page, listing, codes, code, told)
    return None


def missing_error(
    endpoint: Endpoint, listing: Listing, code: str, error: ErrorCode | None
) -> Fix | None:
    """A row for an error code, with what a catalogue says of it."""
    message = error.message.value if error and error.message else None
    told: dict[str, str | None] = dict.fromkeys(_TOLD, message)
    told["code"] = error.status.value if error and error.status else None
    codes = [(one.code, one.anchor) for one in listing.errors]
    return _row(endpoint.page, listing, codes, code, told)


def _description(endpoint: Endpoint, code: str) -> str | None:
    """What the spec says of a response."""
    for each in endpoint.specified:
        responses = each.operation.node.get("responses") if each.operation else None
        for node in responses.items() if responses is not None else ():
            if node.name.upper() == code.upper():
                return node.resolved().text("description")
    return None


def _row(
    page: Page,
    listing: Listing,
    codes: Iterable[tuple[str, Anchor]],
    code: str,
    told: Mapping[str, str | None],
) -> Fix | None:
    """A row with a code, and what is known of it, in the columns of a table."""
    table = listing.table
    if table is None or not is_even(table, listing) or is_odd(code):
        return None
    lines = [*_lines(table, codes)]
    if len(lines) != len(table.rows) or len({(one.column, one.frame) for one in lines}) != 1:
        return None
    cells = []
    for column, role in enumerate(listing.roles):
        if column == lines[0].column:
            text: str | None = f"{lines[0].frame[0]}{code}{lines[0].frame[1]}"
        else:
            text = _told(lines, column, code, _in_line(told.get(role or ""), table, page))
        if text is None:
            return None
        cells.append(Filled(text))
    others = [role for role in listing.roles if role in _TOLD]
    return inserted(table, _place(lines, code), cells) if len(others) < 2 else None


def _in_line(text: str | None, table: Table, page: Page) -> str | None:
    return in_a_line(text, table.kind, page) if text else None


def _lines(table: Table, codes: Iterable[tuple[str, Anchor]]) -> Iterator[_Line]:
    """The rows of codes that stand alone in a cell, each in its marks."""
    known = [(code, anchor) for code, anchor in codes if isinstance(anchor, Span)]
    for row in table.rows:
        inside = [
            (code, anchor, column)
            for code, anchor in known
            for column, cell in enumerate(row.cells)
            if cell.span.start <= anchor.start and anchor.end <= cell.span.end
        ]
        if len(inside) == 1:
            code, anchor, column = inside[0]
            cell, text = row.cells[column].span, row.span.source.text
            frame = text[cell.start : anchor.start], text[anchor.end : cell.end]
            if not _LETTER.search("".join(frame)):
                yield _Line(row, code, column, frame)


def _told(lines: Sequence[_Line], column: int, code: str, told: str | None) -> str | None:
    """What a column says of a code; None where that is not known.

    A column may hold the reasons of HTTP, or the same for all.
    """
    texts = [line.row.cells[column].span.text for line in lines]
    if all(text == PHRASES.get(line.code) for text, line in zip(texts, lines, strict=True)):
        return PHRASES.get(code)
    if told:
        return ended(told, texts)
    return texts[0] if len(texts) > 1 and len(set(texts)) == 1 else None


def _place(lines: Sequence[_Line], code: str) -> tuple[Row, bool]:
    """Behind the last code that is smaller where they are sorted, else at the end."""
    names = [line.code for line in lines]
    if names == sorted(names) and code != "default":
        smaller = [line.row for line in lines if line.code < code]
        return (smaller[-1], True) if smaller else (lines[0].row, False)
    return lines[-1].row, True
