"""Fixes that take a row out of a table: what the spec lacks may be what it forgot, so ask first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from doclint.link.same import Same
from doclint.model.contract import Listing, Status
from doclint.model.finding import Edit, Fix
from doclint.model.page import Table
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Span


def without_member(pair: Pair) -> Fix | None:
    """A table without the row of a parameter or property, if that is about nothing else."""
    member, listing = pair.member, pair.listing
    if member.row is None or _alone(Same(listing))[member.row, member.path] != 1:
        return None
    return _without(listing, member.row)


@lru_cache(maxsize=16)
def _alone(listing: Same[Listing]) -> Counter[tuple[Span, tuple[str, ...]]]:
    """How many members are told of in the row of each, or below it."""
    members = listing.value.members
    rows = Counter(member.row for member in members)
    inside = Counter(m.path[:size] for m in members for size in range(1, len(m.path) + 1))
    return Counter(
        {(m.row, m.path): max(rows[m.row], inside[m.path]) for m in members if m.row is not None}
    )


def without_status(endpoint: Endpoint, status: Status) -> Fix | None:
    """A table without the row of a status code, if that is about no other one."""
    for listing in endpoint.documented.listings:
        same = [one for one in listing.statuses if one.span == status.span]
        if same == [status] and listing.kind == "statuses":
            return _without(listing, status.span)
    return None


def _without(listing: Listing, span: Span) -> Fix | None:
    table = listing.table
    if table is None or len(table.rows) < 2:
        return None
    number = _numbers(Same(table)).get(span)
    edit = _cut(table, number) if number is not None else None
    return Fix((edit,), safe=False) if edit else None


@lru_cache(maxsize=16)
def _numbers(table: Same[Table]) -> Mapping[Span, int]:
    """The numbers of rows, by where they stand; none where a cell stands in several."""
    rows = table.value.rows
    if any(cell.rows != 1 for row in rows for cell in row.cells):
        return {}
    return {row.span: number for number, row in enumerate(rows)}


def _cut(table: Table, number: int) -> Edit | None:
    """The edit that takes a row and its line, or the blanks behind the row above it."""
    row = table.rows[number]
    text, source = row.span.source.text, row.span.source
    if table.kind == "html":
        start = table.rows[number - 1].span.end if number else row.span.start
        if row.span.text[:3].lower() != "<tr" or text[start : row.span.start].strip():
            return None
        return Edit(source.span(start, row.span.end), "")
    if table.kind != "pipe" or "\n" in row.span.text:
        return None
    start = source.line_starts[row.span.line - 1]
    end = text.find("\n", row.span.end) + 1
    if end:
        return Edit(source.span(start, end), "")
    return Edit(source.span(max(start - 1, 0), len(text)), "")
