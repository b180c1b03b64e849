"""Tables to listings: what the columns mean, and what the rows say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from doclint.model.contract import SENT, Listing, Member, Naming, Said, Status
from doclint.model.page import Cell, Prose, Row, Section, Table
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.columns import (
    ATTRIBUTES,
    CODE,
    MAX_CODE_CELL,
    at_column,
    column_roles,
    expanded,
    is_code,
    mostly,
)
from doclint.read.errors import read_error_rows
from doclint.read.headless import headed
from doclint.read.names import Name, read_names
from doclint.read.prose import cut
from doclint.read.qualifiers import qualifiers
from doclint.read.rows import Cells, read_member, with_notation
from doclint.read.scripts import unnumbered
from doclint.read.signs import with_signs
from doclint.read.spans import is_from_above, spread
from doclint.read.vocabulary import Vocabulary, plain

_VERB = regex(r"\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|QUERY)\b")
_OTHER_VERB = regex(r"(?<!\w)(?!(?:any|all)\b)[^\W\d_]{2,}", re.I)  # no HTTP: "WebSocket"
_PATH = regex(r"(?:https?://[^\s`<>|]+|(?<!\S)[\w.-]+(?:/[^\s`|]+)+|/[^\s`|]*)")
_BOTH = regex(rf"(?P<method>{_VERB.pattern[3:-3]})\s+(?P<path>(?:https?://|/)[^\s`<>|]*)")
_LINE_BELOW = regex(r"\n\s*\(?(?P<line>[^\n()]{1,60})\)?(?=\s*(?:\n|$))")
_NEVER = regex(r"(?!)")
_MAX_NAMED = 6  # a longer table of operations is an index, and names none for its page
_PAIR = 2
_MAX_PAIRS = 12


@dataclass(frozen=True, slots=True)
class Context:
    """Where a table or list stands: its section, the roles of what is above it, nearest first."""

    section: Section
    where: str | None = None
    status: str | None = None
    caption: Span | None = None
    roles: tuple[str, ...] = ()


def read_table(table: Table, context: Context, vocabulary: Vocabulary) -> Listing:
    """What a table lists."""
    table = headed(table, vocabulary) if context.where else table
    whole = spread(table)
    roles = column_roles(whole, vocabulary)
    kind = _kind(table, roles, context, vocabulary)
    if kind == "members":
        table = whole
        context = replace(context, where=_where(table, roles, context, vocabulary))
    listing = Listing(
        kind,
        table.span,
        context.section,
        roles,
        context.where,
        context.status,
        table=table,
        caption=context.caption,
    )
    if kind == "members":
        return _with_members(listing, table, vocabulary)
    if kind == "statuses":
        return replace(listing, statuses=tuple(_statuses(table, roles)))
    if kind == "errors":
        errors = tuple(read_error_rows(table, roles))
        return replace(listing, statuses=tuple(_statuses(table, roles)), errors=errors)
    if kind == "operations":
        return replace(listing, namings=tuple(_namings(table, roles)))
    if kind == "values":
        return replace(listing, members=tuple(_values(table, roles, vocabulary)))
    return listing


def _where(
    table: Table, roles: tuple[str | None, ...], context: Context, vocabulary: Vocabulary
) -> str | None:
    """Where the rows belong: by the headings, or by a title such as "Query parameter"."""
    if context.where not in (None, "request", "url"):
        return context.where
    title = expanded(table.header)[roles.index("name")].text
    found = [role for role in vocabulary.roles(title) if role in (*SENT, "request", "url")]
    return found[0] if len(found) == 1 else context.where


def _kind(
    table: Table, roles: tuple[str | None, ...], context: Context, vocabulary: Vocabulary
) -> str:
    present = {role for role in roles if role}
    if {"method", "path"} <= present or _names_one(table, vocabulary):
        return "operations"
    if "code" in present and mostly(is_code, table, roles.index("code"), vocabulary):
        return "statuses" if not {"error_code"} & present else "errors"
    if _has_errors(present, context):
        return "errors" if "name" not in present or "type" not in present else "members"
    if "name" in present and present & ATTRIBUTES:
        return "members"
    if {"name", "value"} <= present:
        single = context.where in ("header", "query", "path") and not _repeats(table, roles)
        return "members" if single else "values"
    return "values" if present & {"code", "value"} else "other"


def _names_one(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a table is turned, and names an operation in two of its rows."""
    short = len(table.header.cells) == _PAIR and len(table.rows) <= _MAX_PAIRS
    return short and any(_paired(table, vocabulary))


def _has_errors(present: set[str], context: Context) -> bool:
    """Whether there is a column of error codes, by its title, by others or by the heading."""
    if "error_code" in present:
        return True
    return "code" in present and bool(present & {"message", "cause"} or "error" in context.roles)


def _repeats(table: Table, roles: tuple[str | None, ...]) -> bool:
    """Whether names stand in several rows: a row each for the values that one may have."""
    cells = (at_column(row, roles.index("name")) for row in table.rows)
    names = [cell.text for cell in cells if cell is not None and cell.text]
    return len(set(names)) < len(names)


# Members ----------------------------------------------------------------------------------------


def _with_members(listing: Listing, table: Table, vocabulary: Vocabulary) -> Listing:
    members = tuple(_members(table, listing, vocabulary))
    named = [row for row in table.rows if any(cell.text for cell in row.cells)]
    if not members and named:
        return replace(listing, reason="no row starts with a name")
    title, cells = _required_cells(table, listing.roles)
    members = tuple(with_signs(members, title, cells, vocabulary))
    return replace(listing, members=with_notation(members))


def _required_cells(table: Table, roles: tuple[str | None, ...]) -> tuple[str, dict[Span, str]]:
    """The title "required" as it is written, and what whole rows have under it."""
    if "required" not in roles:
        return "", {}
    column = roles.index("required")
    cells = ((row, at_column(row, column)) for row in table.rows if len(row.cells) == len(roles))
    title = expanded(table.header)[column].text
    return title, {row.span: cell.text for row, cell in cells if cell is not None}


def _members(table: Table, listing: Listing, vocabulary: Vocabulary) -> Iterator[Member]:
    column = listing.roles.index("name")
    above: list[tuple[int, tuple[str, ...]]] = []
    for row, names in _named_rows(table, column, vocabulary):
        cells = _cells(row, listing.roles)
        cell = at_column(row, column)
        if len(names) == 1 and cell is not None and "\n" in cell.prose.text:
            cells = Cells({**_below_name(cell.prose, listing.roles, vocabulary), **cells.by_role})
        for name in names:
            while above and above[-1][0] >= name.depth:
                above.pop()
            path = _below(above[-1][1] if above else (), name.path)
            yield read_member(
                name, path, cells, row.span, where=listing.where, vocabulary=vocabulary
            )
        if len(names) == 1:
            above.append((names[0].depth, path))


def _below_name(
    prose: Prose, roles: tuple[str | None, ...], vocabulary: Vocabulary
) -> dict[str, Prose]:
    """The type and the place that stand in lines of their own below a name, with no columns."""
    said: dict[str, Prose] = {}
    for match in _LINE_BELOW.finditer(prose.text):
        found, whole = qualifiers(cut(prose, *match.span("line")), vocabulary)
        for role in ("type", "place") if whole and len(found) == 1 else ():
            if role in found and role not in roles:
                said.setdefault(role, found[role])
    return said


def _below(parent: tuple[str, ...], path: tuple[str, ...]) -> tuple[str, ...]:
    """The whole way to a nested row, whose name may give that of its parent again."""
    repeated = len(path) > len(parent) and path[: len(parent)] == parent
    return path if repeated else (*parent, *path)


def _named_rows(
    table: Table, column: int, vocabulary: Vocabulary
) -> Iterator[tuple[Row, tuple[Name, ...]]]:
    for row in table.rows:
        cell = at_column(row, column)
        if cell is None or is_from_above(cell, row):
            continue
        if len(row.cells) > 1 and cell.columns == 1:
            names = () if _is_nobody(cell, vocabulary) else read_names(cell.prose, vocabulary)
            if names:
                yield row, names


def _is_nobody(cell: Cell, vocabulary: Vocabulary) -> bool:
    """Whether a cell says that there is none, where others give a name."""
    return plain(cell.text) in vocabulary.words["none"] and "`" not in cell.span.text


def _cells(row: Row, roles: tuple[str | None, ...]) -> Cells:
    """The row's cells by role. Of a row that has too many or too few, only the name is sure."""
    cells = expanded(row)
    if len(cells) > len(roles):
        return Cells()
    if len(cells) < len(roles) - 1 and len(roles) > 2:
        return Cells()
    pairs = zip(roles, cells, strict=False)
    return Cells({role: cell.prose for role, cell in pairs if role})


def _values(
    table: Table, roles: tuple[str | None, ...], vocabulary: Vocabulary
) -> Iterator[Member]:
    """A table of allowed values: a row for each, with the name of the parameter in front.

    Where no column has names, the table does not say what the values are those of.
    """
    if not {"name", "value"} <= set(roles):
        return
    groups: dict[str, list[tuple[Name, Cell, Row]]] = {}
    for row, names in _named_rows(table, roles.index("name"), vocabulary):
        cell = at_column(row, roles.index("value"))
        if cell is not None and cell.text and len(names) == 1:
            groups.setdefault(".".join(names[0].path), []).append((names[0], cell, row))
    for group in groups.values():
        name, first, row = group[0]
        values = tuple(Said(cell.text, cell.span) for _, cell, _ in group)
        whole = Said(values, first.span.until(group[-1][1].span))
        yield Member(name.name, name.path, None, name.anchor, enum=whole, row=row.span)


# Statuses and operations ------------------------------------------------------------------------


def _statuses(table: Table, roles: tuple[str | None, ...]) -> Iterator[Status]:
    column = roles.index("code") if "code" in roles else roles.index("error_code")
    for row in table.rows:
        cell = at_column(row, column)
        if cell is None or len(cell.text) >= MAX_CODE_CELL:
            continue
        others = [other for other in row.cells if other is not cell]
        for match in CODE.finditer(cell.prose.text):
            anchor = cell.prose.at(*match.span("code"))
            phrase = _phrase(cell.prose, match.end(), others)
            yield Status(
                match["code"].upper().replace("DEFAULT", "default"),
                anchor,
                "table",
                row.span,
                phrase,
            )


def _phrase(prose: Prose, end: int, others: Iterable[Cell]) -> Said[str] | None:
    """The words behind a code in its cell, or else those of the next short cell."""
    rest = prose.text[end:]
    match = re.match(r"[\s:\-–—(]*(?!(?:or|and|to)\b)([A-Za-z][A-Za-z' -]{0,40}[A-Za-z])", rest)
    if match:
        return Said(match[1], prose.at(end + match.start(1), end + match.end(1)))
    for cell in others:
        words = cell.text.strip(". ")
        if 1 < len(words) <= 40 and "\n" not in words:
            return Said(words, cell.span)
        break
    return None


def _namings(table: Table, roles: tuple[str | None, ...]) -> Iterator[Naming]:
    for row in table.rows if {"method", "path"} <= set(roles) else ():
        method, path = (at_column(row, roles.index(role)) for role in ("method", "path"))
        if method is None or path is None:
            continue
        where = _PATH.search(path.prose.text)
        if where is None:
            continue
        place = Said(where[0], path.prose.at(*where.span()))
        verbs = list(_VERB.finditer(method.prose.text.upper()))
        for verb in verbs:
            said = Said(verb[1], method.prose.at(*verb.span(1)))
            yield Naming(said, place, "table", row.span)
        if not verbs and not _OTHER_VERB.search(method.text):
            yield Naming(None, place, "table", row.span)


def read_operations(table: Table, vocabulary: Vocabulary) -> Iterator[Naming]:
    """The operations of a table that has a column for the method and one for the path."""
    yield from _namings(
        table, tuple(vocabulary.column(cell.text) for cell in expanded(table.header))
    )


def read_table_namings(table: Table, vocabulary: Vocabulary) -> Iterator[Naming]:
    """The operations of a small table: a row each, or a row for the method and one for the path."""
    roles = tuple(vocabulary.column(cell.text) for cell in expanded(table.header))
    if {"method", "path"} <= set(roles):
        if len(table.rows) <= _MAX_NAMED:
            yield from _namings(table, roles)
    elif len(table.header.cells) == _PAIR and len(table.rows) <= _MAX_PAIRS:
        yield from _paired(table, vocabulary)


def _paired(table: Table, vocabulary: Vocabulary) -> Iterator[Naming]:
    """A table that is turned: names on the left, what they are on the right."""
    said: dict[str, Said[str]] = {}
    for row in (table.header, *table.rows):
        if len(row.cells) != _PAIR:
            continue
        role, value = vocabulary.column(unnumbered(row.cells[0].text)), row.cells[1].prose
        if role == "place" and _VERB.fullmatch(value.text.strip()):
            role = "method"  # "请求类型" may be either
        if role in ("path", "method") and (both := _BOTH.fullmatch(value.text.strip())):
            start = value.text.index(both[0])
            verb, path = ((start + at for at in both.span(each)) for each in ("method", "path"))
            said["method"] = Said(both["method"], value.at(*verb))
            said["path"] = Said(both["path"], value.at(*path))
            continue
        match = {"method": _VERB, "path": _PATH}.get(role or "", _NEVER).search(value.text)
        if role and match:
            said[role] = Said(match[0], value.at(*match.span()))
    if "method" in said and "path" in said:
        yield Naming(said["method"], said["path"], "table", table.span)


def titles(table: Table) -> tuple[str, ...]:
    """The titles of the columns as they are compared."""
    return tuple(plain(cell.text) for cell in expanded(table.header))
