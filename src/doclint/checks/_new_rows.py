"""Fixes that give a table the row that it lacks, where the spec has it among the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from doclint.checks._cell_edits import bar_column
from doclint.checks._new_cells import Cells, Filled, Model
from doclint.checks._new_items import missing_item
from doclint.link.same import Same
from doclint.model.contract import Listing, Member, Specified
from doclint.model.finding import Edit, Fix
from doclint.model.page import Row, Table
from doclint.model.project import Endpoint
from doclint.model.source import Span

_MANY = 40  # rows, which are enough to learn from
_FEW = 2  # names, whose order tells nothing


def missing_row(endpoint: Endpoint, listing: Listing, member: Member) -> Fix | None:
    """A row for a parameter or property of the spec, in the columns and the style of a table."""
    table = listing.table
    if table is None:
        return missing_item(endpoint, listing, member)
    if not is_even(table, listing):
        return None
    models = _models(Same(endpoint), Same(listing), member.where, len(member.path))
    if not models:
        return None
    cells = Cells(endpoint, listing, models[:_MANY]).filled(member)
    place = _place(endpoint, listing, models, member)
    return inserted(table, place, cells) if cells and place else None


def is_even(table: Table, listing: Listing) -> bool:
    """Whether all rows have a cell in each column."""
    rows = (table.header, *table.rows)
    whole = all(
        len(row.cells) == len(listing.roles)
        and all(cell.columns == cell.rows == 1 for cell in row.cells)
        for row in rows
    )
    return whole and table.kind in ("pipe", "html")


@lru_cache(maxsize=8)
def _models(
    endpoint: Same[Endpoint], listing: Same[Listing], where: str | None, depth: int
) -> list[Model]:
    """The rows that are about one thing of the spec each, of the kind that lacks a row."""
    table = listing.value.table
    rows = {row.span: row for row in table.rows} if table else {}
    own = (pair for pair in endpoint.value.pairs if pair.listing is listing.value)
    pairs = [pair for pair in own if pair.member.row]
    counts = Counter(pair.member.row for pair in pairs)
    found = [
        Model(rows[pair.member.row], pair)
        for pair in pairs
        if pair.member.row in rows and counts[pair.member.row] == 1 and pair.candidates
    ]
    flat = [m for m in found if len(m.pair.member.path) == depth]
    near = [m for m in flat if m.known.where == where]
    return near if len(near) > 1 or len(near) == len(flat) else flat


# Where a row goes ---------------------------------------------------------------------------------


def _place(
    endpoint: Endpoint, listing: Listing, models: Sequence[Model], member: Member
) -> tuple[Row, bool] | None:
    """The row beside which a new one goes, and whether it goes behind it."""
    own = [m for m in models if m.known.where == member.where]
    known = own or models
    wheres = frozenset((member.where, *(m.known.where for m in known)))
    order = _order(Same(endpoint.specified[0]), wheres, len(member.path))
    known = [m for m in known if _key(m.known) in order]
    if _key(member) not in order or not known:
        return None
    names = [m.known.name.lower() for m in known]
    if len(names) > _FEW and names == sorted(names) and own:
        before = [m for m in known if m.known.name.lower() < member.name.lower()]
        after = known[len(before) :]
    else:
        ranked = sorted(known, key=lambda model: order[_key(model.known)])
        before = [m for m in ranked if order[_key(m.known)] < order[_key(member)]]
        after = ranked[len(before) :]
    if before:
        return _last_below(listing, before[-1]), True
    return (after[0].row, False) if after else None


def _key(member: Member) -> tuple[str | None, str]:
    return member.where, member.name


@lru_cache(maxsize=8)
def _order(
    specified: Same[Specified], wheres: frozenset[str | None], depth: int
) -> Mapping[tuple[str | None, str], int]:
    """The places of members among those of the spec; a path comes before all others."""
    members = specified.value.members
    alike = [m for m in members if m.where in wheres and len(m.path) == depth]
    alike.sort(key=lambda member: member.where != "path")
    return {key: rank for rank, key in enumerate(dict.fromkeys(map(_key, alike)))}


def _last_below(listing: Listing, model: Model) -> Row:
    """The last of the rows that are nested in one, or it itself."""
    path, last = model.pair.member.path, model.row
    for row, inner in _behind(Same(listing), model.row):
        if inner is None or inner[: len(path)] != path:
            break
        last = row
    return last


def _behind(listing: Same[Listing], row: Row) -> Iterator[tuple[Row, tuple[str, ...] | None]]:
    """The rows behind one, with the path that each is about."""
    rows, numbers, paths = _numbered(listing)
    for other in rows[numbers[row.span] + 1 :]:
        yield other, paths.get(other.span)


@lru_cache(maxsize=8)
def _numbered(
    listing: Same[Listing],
) -> tuple[Sequence[Row], Mapping[Span, int], Mapping[Span, tuple[str, ...]]]:
    rows = listing.value.table.rows if listing.value.table else ()
    numbers = {row.span: number for number, row in enumerate(rows)}
    members = listing.value.members
    return rows, numbers, {member.row: member.path for member in members if member.row}


# How it is written --------------------------------------------------------------------------------


def inserted(table: Table, place: tuple[Row, bool], cells: Sequence[Filled]) -> Fix | None:
    """The edit that adds a row before or behind another one."""
    row, behind = place
    texts = [cell.text for cell in cells]
    write = _pipe_row if table.kind == "pipe" else _html_row
    edit = write(table, row, texts, behind=behind)
    return Fix((edit,), safe=all(cell.sure for cell in cells)) if edit else None


def _pipe_row(table: Table, row: Row, texts: Sequence[str], *, behind: bool) -> Edit | None:
    source, number = row.span.source, row.span.line
    line, start = source.line(number), source.line_starts[number - 1]
    lead = source.text[start : row.span.start]
    text = row.span.text
    barred, closed = _bars_of(text)
    if (barred, closed) != _bars_of(table.header.span.text):
        return None  # a row that goes on in the next line
    gap = _gap(table)
    new = lead + "|" * barred
    for column, cell in enumerate(texts):
        first, last = column == 0, column == len(texts) - 1
        new += gap * (not first or barred) + cell
        bar = bar_column(table, column)
        if last and not closed:
            break
        if bar is not None:
            new += " " * max(bar - len(new), len(gap) if cell else 0)
        else:
            new += gap if cell or not gap else _empty(table)[len(gap) :]
        new += "|"
    new = new.rstrip() if not closed else new
    if behind:
        end = start + len(line)
        return Edit(source.span(end, end), f"\n{new}")
    return Edit(source.span(start, start), f"{new}\n")


def _bars_of(row: str) -> tuple[bool, bool]:
    """Whether bars stand in front of a row and behind it."""
    return row.startswith("|"), row.rstrip().endswith("|")


def _gap(table: Table) -> str:
    """The blank between a bar and a word, if there is one."""
    found = Counter(
        cell.span.source.text[cell.span.start - 1 : cell.span.start] == " "
        for row in (table.header, *table.rows)
        for cell in row.cells[1:]
        if cell.text
    )
    return " " if found.most_common(1)[:1] == [(True, found[True])] else ""


def _empty(table: Table) -> str:
    """What stands between the bars of an empty cell."""
    found: Counter[str] = Counter()
    for row in table.rows:
        for cell in row.cells:
            if not cell.text:
                text = cell.span.source.text[row.span.start : cell.span.start]
                found[text[len(text.rstrip(" ")) :]] += 1
    return found.most_common(1)[0][0] if found else " "


def _html_row(table: Table, row: Row, texts: Sequence[str], *, behind: bool) -> Edit | None:
    """A copy of a row with other cells, and what stands between two rows."""
    source, span = row.span.source, row.span
    new, at = "", span.start
    for cell, text in zip(row.cells, texts, strict=True):
        if cell.span.source is not source or cell.span.start < at:
            return None
        new += source.text[at : cell.span.start] + text
        at = cell.span.end
    new += source.text[at : span.end]
    if not new.startswith("<tr") or not new.rstrip().endswith(">"):
        return None
    gap = _between(table, row)
    place = span.end if behind else span.start
    return Edit(source.span(place, place), gap + new if behind else new + gap)


def _between(table: Table, row: Row) -> str:
    """The blanks between a row and its neighbour."""
    rows = table.rows
    for one, other in pairwise(rows):
        text = one.span.source.text[one.span.end : other.span.start]
        if (row is one or row is other) and not text.strip():
            return text
    start = Span(row.span.source, row.span.source.line_starts[row.span.line - 1], row.span.start)
    return f"\n{start.text}" if not start.text.strip() else ""
