"""Rows of pipe tables that do not fit their header, and tags of tables that do not fit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from doclint.checks._shown import row_subject, short
from doclint.checks._table_fixes import escaped, parted
from doclint.model.finding import Fix, Hit
from doclint.model.page import Cell, Note, Row, Table
from doclint.model.pattern import regex

_TABLE_TAGS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_TICKS = regex(r"`+")
_BARE_PIPE = regex(r"(?<!\\)\|")
_TIGHT_PIPE = regex(r"(?<=[^\s|\\])\|(?=[^\s|])")
_WORD_AROUND = regex(r"[^\s|]+\Z")
_NAME = regex(r"`[^`]+`\Z|\*\*[\w.-]+\*\*\Z|[A-Za-z_$@][\w.$\[\]-]*\Z")
_TAG_LINE = regex(r"\{[%{<#:]|:::|<|\[//\]:|!!!")
_TITLE_WORDS = 4  # what is longer is no first cell
_WHOLE_TABLE = 3  # so many rows that are all too long have one cause: the header


def glued_rows(table: Table) -> Iterator[Hit]:
    """Lines that hold several rows, as white space control in a template leaves them.

    Facts: count, first, names.
    """
    for row in _long_rows(table):
        barred = row.span.text.startswith("|")
        parts = _parts(row.cells, len(table.header.cells), barred=barred)
        if len(parts) > 1:
            names = ", ".join(f"`{short(part[0].text)}`" for part in parts[1:4])
            anchor = parts[1][0].span.until(row.span.within(len(row.span.text), len(row.span.text)))
            first = short(parts[0][0].text)
            facts = {"count": len(parts), "first": first, "names": names}
            yield Hit(anchor, row_subject(row), facts, fix=parted(table, row, parts))


def cell_count(table: Table) -> Iterator[Hit]:
    """Rows with more cells than the header, whose last cells renderers leave out.

    Facts: dropped, cells, columns, rows.
    """
    columns = len(table.header.cells)
    rows = [row for row in _long_rows(table) if any(_written(c) for c in row.cells[columns:])]
    together = len(rows) == len(table.rows) >= _WHOLE_TABLE
    for row in rows[:1] if together else rows:
        extra = [cell for cell in row.cells[columns:] if _written(cell)]
        facts = {
            "dropped": short(" | ".join(_written(cell) for cell in extra)),
            "cells": len(row.cells),
            "columns": columns,
            "rows": f", as in all {len(rows)} rows" if together else "",
        }
        anchor = extra[0].span.until(extra[-1].span)
        yield Hit(anchor, row_subject(row), facts, (("the header", table.header.span),))


def unescaped_pipe(table: Table) -> Iterator[Hit]:
    """Bare pipes in a code span, or between two letters, that end a cell too early.

    Facts: text, cells, columns.
    """
    columns = len(table.header.cells)
    for row in _long_rows(table):
        spare = len(row.cells) - columns
        found = [*_split_code(row, spare)] or [*_tight(row, columns)]
        for start, end, pipe in found[:1]:
            facts = {
                "text": row.span.text[start:end].strip("`"),
                "cells": len(row.cells),
                "columns": columns,
            }
            fix = _escaped(row, found, spare)
            yield Hit(row.span.within(pipe, pipe + 1), row_subject(row), facts, fix=fix)


def _escaped(row: Row, found: list[tuple[int, int, int]], spare: int) -> Fix | None:
    """All the pipes of words and code spans escaped, if it is these that are too many."""
    text = row.span.text
    inner = (bar.start() for at, end, _ in found for bar in _BARE_PIPE.finditer(text, at, end))
    pipes = sorted(set(inner))
    return escaped(row, pipes) if len(pipes) == spare else None


def text_as_row(table: Table) -> Iterator[Hit]:
    """Lines of text right under a row, of which renderers make rows of their own. Facts: text."""
    if table.kind != "pipe" or len(table.header.cells) < 2:
        return
    before = False
    for row in table.rows:
        text = row.span.text
        barred = text.startswith("|") or not table.header.span.text.startswith("|")
        stray = not _BARE_PIPE.search(text) or (len(row.cells) == 1 and not barred)
        stray = stray and not _TAG_LINE.match(text)
        if stray and not before:
            yield Hit(row.span, row_subject(row), {"text": short(text.rstrip("| "))})
        before = stray


def uneven_row(table: Table) -> Iterator[Hit]:
    """Rows with more or fewer cells than the header. Facts: cells, columns."""
    columns = len(table.header.cells)
    for row in table.rows if table.kind == "pipe" else ():
        open_end = row.span.text.endswith("|") and not row.span.text.startswith("|")
        if len(row.cells) != columns and not (open_end and len(row.cells) == columns - 1):
            facts = {"cells": len(row.cells), "columns": columns}
            yield Hit(row.span, row_subject(row), facts, (("the header", table.header.span),))


def broken_html(note: Note) -> Iterator[Hit]:
    """Tags of a table whose other half is missing. Facts: tag, kind, missing."""
    tag = note.facts.get("tag")
    if note.code == "broken-html" and tag in _TABLE_TAGS:
        stray = note.facts.get("kind") == "stray"
        facts = {
            "tag": f"</{tag}>" if stray else f"<{tag}>",
            "kind": note.facts.get("kind"),
            "missing": f"<{tag}>" if stray else f"</{tag}>",
        }
        yield Hit(note.span, f"tag:{tag}", facts)


def _long_rows(table: Table) -> Iterator[Row]:
    if table.kind == "pipe":
        yield from (row for row in table.rows if len(row.cells) > len(table.header.cells))


def _written(cell: Cell) -> str:
    return cell.span.text.strip()


def _parts(cells: tuple[Cell, ...], width: int, *, barred: bool) -> list[tuple[Cell, ...]]:
    """The rows that lie in one line; a single one where that cannot be told."""
    if width > 1:
        for step in (width + 1, width) if barred else (width,):
            parts = [cells[at : at + width] for at in range(0, len(cells), step)]
            between = cells[width::step] if step > width else ()
            if not any(map(_written, between)) and _are_rows(parts, bool(between)):
                return parts
    return [cells]


def _are_rows(parts: list[tuple[Cell, ...]], parted: bool) -> bool:
    """Whether stretches of a line are rows: an empty cell lies between two, or they are alike."""
    firsts = [_written(part[0]) for part in parts]
    if len(parts) < 2 or not all(firsts) or len(parts[-1]) < 2:
        return False
    pairs = (pair for part in parts[1:] for pair in zip(parts[0], part[:-1], strict=False))
    if any(_written(one) and not _written(other) for one, other in pairs):
        return False  # `a || b || c` in a cell leaves holes like those between rows
    if not parted:
        return len(parts[-1]) == len(parts[0]) > 2 and all(map(_NAME.match, firsts))
    short_firsts = all(len(first.split()) <= _TITLE_WORDS for first in firsts)
    return short_firsts if len(parts[-1]) == len(parts[0]) else all(map(_NAME.match, firsts))


def _split_code(row: Row, spare: int) -> Iterator[tuple[int, int, int]]:
    """Code spans that bare pipes cut: where they stand in the row, and the first of the pipes."""
    text = row.span.text
    bars = [bar.start() for bar in _BARE_PIPE.finditer(text)]
    for start, end in _code_spans(text):
        first, last = bisect_left(bars, start), bisect_left(bars, end)
        cell = bars[first - 1] + 1 if first else 0
        if 0 < last - first <= spare and text.count("`", cell, bars[first]) % 2:
            yield start, end, bars[first]


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Code spans of a line, whatever cells it has: back-ticks up to as many of them again."""
    ticks = list(_TICKS.finditer(text))
    waiting: dict[int, list[int]] = {}
    for nth in reversed(range(len(ticks))):
        waiting.setdefault(len(ticks[nth][0]), []).append(nth)
    at = 0
    for nth, tick in enumerate(ticks):
        same = waiting[len(tick[0])]
        while same and same[-1] <= nth:
            same.pop()
        if nth >= at and same:
            at = same[-1] + 1
            yield tick.start(), ticks[same[-1]].end()


def _tight(row: Row, columns: int) -> Iterator[tuple[int, int, int]]:
    """Words with a pipe in them, where it is these that are too many."""
    text = row.span.text
    tight = [pipe.start() for pipe in _TIGHT_PIPE.finditer(text)]
    if tight and len(row.cells) - len(tight) == columns > 1:
        for pipe in tight:
            before = _WORD_AROUND.search(text, max(0, pipe - 40), pipe)
            after = re.compile(r"[^\s|]+(?:\|[^\s|]+)*").match(text, pipe + 1)
            yield (before.start() if before else pipe, after.end() if after else pipe + 1, pipe)


def broken_grid(note: Note) -> Iterator[Hit]:
    """Tables of reStructuredText that docutils rejects: an error stands in their place.

    Facts: reason.
    """
    if note.code == "broken-grid":
        yield Hit(note.span, "", note.facts)
