"""Rows that stand twice in a table, names that are marked in two ways, tables that stay unread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doclint.checks._shown import row_subject, short
from doclint.model.contract import Listing, Member
from doclint.model.finding import Hit
from doclint.model.page import Cell, Row, Table
from doclint.model.pattern import regex
from doclint.read.vocabulary import plain

_MARKED = 3  # so many names in one style make it that of the table
_GROUPED = 4  # rows; fewer with one name are no group
_WIDE = 3  # in a table of fewer columns, a name may be all there is
_DEEPEST = 20  # what is nested deeper is taken for as deep
_PARENTS = frozenset(("object", "array"))
_NAME = regex(r"[A-Za-z]\w*(?:[_.-]\w+)*+")
_LEAD = regex(r"\A\W+")
_MARKS = regex(r"[*?]|\(?\b(?:required|optional|deprecated)\b\)?", re.I)
_NESTED = regex(r"(?:[>»›└├↳→·•\-–+.\s]|&nbsp;|&gt;|&emsp;)")


def duplicate_row(listing: Listing) -> Iterator[Hit]:
    """Rows that say the same twice, or give one name twice. Facts: name, line."""
    if listing.table is None or listing.kind == "values":
        return
    pairs = [*_same_rows(listing.table), *_same_names(listing)]
    if not pairs or not _is_flat(listing.table):
        return
    for first, second in {second.span.start: (first, second) for first, second in pairs}.values():
        name = second.cells[0]
        facts = {"name": short(_shown(name)), "line": first.span.line}
        yield Hit(name.span, row_subject(second), facts, (("the other row", first.span),))


def unfinished_row(listing: Listing) -> Iterator[Hit]:
    """Rows with a name and nothing else, where each other row says all. Facts: name, titles."""
    table = listing.table
    if table is None or listing.kind != "members" or len(table.header.cells) < _WIDE:
        return
    rows = [row for row in table.rows if len(row.cells) == 1 and row.span.text.startswith("|")]
    others = [row for row in table.rows if row not in rows]
    width = len(table.header.cells)
    full = all(len(r.cells) == width and all(c.text for c in r.cells) for r in others)
    if rows and full and len(others) > len(rows):
        titles = ", ".join(f"`{short(cell.text, 30)}`" for cell in table.header.cells[1:])
        for row in rows:
            facts = {"name": short(_shown(row.cells[0])), "titles": titles}
            yield Hit(row.cells[0].span, row_subject(row), facts)


def inconsistent_name_mark(listing: Listing) -> Iterator[Hit]:
    """Names that are not in a code span where those of the other rows are. Facts: name, count."""
    if listing.table is None or listing.kind != "members" or "name" not in listing.roles:
        return
    column = listing.roles.index("name")
    rows = [row for row in listing.table.rows if len(row.cells) > max(1, column)]
    marked = [row for row in rows if _is_code(row.cells[column])]
    named = {member.row.start for member in listing.members if member.row}
    odd = [row for row in rows if row not in marked and row.span.start in named]
    if len(marked) >= _MARKED and odd and len(odd) < len(marked):
        cell = odd[0].cells[column]
        facts = {"name": short(cell.text), "count": len(odd)}
        yield Hit(cell.span, row_subject(odd[0]), facts)


def unknown_table(listing: Listing) -> Iterator[Hit]:
    """Tables that look like one of parameters and could not be read. Facts: reason, header."""
    if listing.reason and listing.table is not None:
        titles = [short(cell.text, 30) for cell in listing.table.header.cells]
        header = ", ".join(f"`{title}`" for title in titles)
        facts = {"reason": listing.reason, "header": header}
        yield Hit(listing.table.header.span, f"table:{'|'.join(titles)}", facts)


def _is_flat(table: Table) -> bool:
    """Whether each row stands for itself: nothing spans rows, no row is a title for those below."""
    for row in table.rows:
        if any(cell.rows > 1 or cell.columns > 1 for cell in row.cells):
            return False
        if not row.cells or not row.cells[0].span.text.strip():
            return False
        if len(table.header.cells) > 1 and not any(_shown(cell) for cell in row.cells[1:]):
            return False
    return True


def _same_rows(table: Table) -> Iterator[tuple[Row, Row]]:
    """Rows that are equal in all cells, the blanks aside, and that no mark puts under another."""
    seen: dict[tuple[str, ...], Row] = {}
    first = [row.cells[0].span.text.strip() for row in table.rows if row.cells]
    for row in table.rows if len(set(first)) < len(first) else ():
        key = tuple(" ".join(cell.span.text.split()) for cell in row.cells)
        if len(key) > 1 and not _NESTED.match(_shown(row.cells[0])):
            if key in seen:
                yield seen[key], row
            seen.setdefault(key, row)


def _same_names(listing: Listing) -> Iterator[tuple[Row, Row]]:
    """Rows of one name that nothing else tells apart: neither two kinds of it nor two parents."""
    if listing.table is None or listing.kind != "members" or "name" not in listing.roles:
        return
    if {"example", "value"} & set(listing.roles) or _are_apart(listing):
        return
    column = listing.roles.index("name")
    rows = {row.span.start: row for row in listing.table.rows if len(row.cells) > column}
    names = {_bare(row.cells[column]) for row in rows.values()}
    if len(rows) >= _GROUPED and len(names) * 2 <= len(rows):
        return  # a column that says which group a row is of
    order = {start: at for at, start in enumerate(rows)}
    members = [member for member in listing.members if member.row and member.row.start in rows]
    groups: dict[tuple[object, ...], int] = {}
    above = _last_above(members)
    for at, member in enumerate(members):
        row = rows[_start(member)]
        key = _path(member), member.where, _said(member), _bare(row.cells[column])
        first = groups.setdefault(key, at)
        one = rows[_start(members[first])]
        apart = order[_start(member)] - order[_start(members[first])]
        alone = apart == at - first and above[at] < first and not _stands_in(row.cells[column])
        alone = alone and not _named_elsewhere(one, row, listing)
        if one is not row and alone:
            yield one, row


def _named_elsewhere(one: Row, other: Row, listing: Listing) -> bool:
    """Whether a column that nobody knows has a name of its own for each row."""
    for at, role in enumerate(listing.roles):
        if role is None and at < min(len(one.cells), len(other.cells)):
            names = one.cells[at].text.strip(), other.cells[at].text.strip()
            if names[0] != names[1] and all(_NAME.fullmatch(name) for name in names):
                return True
    return False


def _are_apart(listing: Listing) -> bool:
    """Whether all rows have names of their own: so it is with most tables."""
    return len({_path(member) for member in listing.members}) == len(listing.members)


def _start(member: Member) -> int:
    return member.row.start if member.row else -1


def _path(member: Member) -> tuple[str, ...]:
    return tuple(part.lower() for part in member.path)


def _said(member: Member) -> tuple[str, bool | None]:
    kind = member.type.value.words.lower() if member.type else ""
    return kind, member.required.value if member.required else None


def _bare(cell: Cell) -> str:
    """What a name's cell says, but for marks such as `*` and "(required)"."""
    words = plain(_MARKS.sub(" ", cell.text))
    return _LEAD.sub("", words)


def _last_above(members: Sequence[Member]) -> list[int]:
    """For each member the last one before it that it may be a part of; -1 where there is none.

    Marks of nesting tell which that is. Without them it may be any object, or what has no type.
    """
    found: list[int] = []
    parent, shallow = -1, [-1] * (_DEEPEST + 1)  # the last object; the last member up to a depth
    for at, member in enumerate(members):
        depth = min(len(member.path), _DEEPEST)
        found.append(shallow[depth - 1] if depth > 1 else parent)
        if member.type is None or _PARENTS & member.type.value.kinds:
            parent = at
        shallow[depth:] = [at] * (_DEEPEST + 1 - depth)
    return found


def _stands_in(cell: Cell) -> bool:
    """Whether a name in italics stands for one that is not there: *anonymous*, *oneOf*."""
    return any(inline.kind == "emphasis" for inline in cell.prose.inlines)


def _is_code(cell: Cell) -> bool:
    return any(inline.kind == "code" for inline in cell.prose.walk())


def _shown(cell: Cell) -> str:
    return cell.text or cell.span.text.strip()
