"""Rows of tables against the items that they are made for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from doclint.model.finding import Hit
from doclint.model.page import Row, Table
from doclint.model.template import Node, Template
from doclint.probe.lines import Line, Shown
from doclint.probe.rendering import Piece, Rendering
from doclint.probe.samples import Plan
from doclint.probe.trial import BASE, Probe, Trial

_NAME = re.compile(r"[`*\s]*([A-Za-z_][\w.-]*)[`*\s]*\Z")
_ITEMS = (1, 2, 3)
_Shown = tuple[Rendering, Shown, Counter[tuple[int, int]]]
"""A rendering, where its lines stand, and how many rounds of each loop it has."""

_CHOOSES = ("select", "selectattr", "reject", "rejectattr")


def row_count(trial: Trial) -> Iterator[Hit]:
    """Loops that leave out the row of some item. Facts: over, items, rows."""
    if not trial.markdown:
        return
    prints = (node.span for node in trial.template.walk() if node.kind == "print")
    last = {span.line: span.start for span in prints}
    by_loop: dict[int, list[Line]] = {}
    for line in trial.lines:
        if line.sign == "row" and line.loops and _has_value(line, last):
            by_loop.setdefault(line.loops[-1].span.start, []).append(line)
    rendered = {items: _shown(trial, items) for items in _ITEMS} if by_loop else {}
    for lines in by_loop.values():
        loop = lines[0].loops[-1]
        if _is_plain(loop) and (found := _uneven(rendered, loop, lines)):
            items, rows = found
            shown = {0: "no row", 1: "1 row"}.get(rows, f"{rows} rows")
            over = loop.values[0].span.text
            yield Hit(lines[0].span, "", {"over": over, "items": items, "rows": shown})


def _has_value(line: Line, last: Mapping[int, int]) -> bool:
    """Whether a value is printed on a line; `last` is where the last one of each line stands."""
    return last.get(line.span.line, -1) >= line.span.start


def _is_plain(loop: Node) -> bool:
    """Whether its tests ask where in the loop it is, and nothing of the data."""
    if len(loop.values) > 1 or loop.tag is None or "recursive" in loop.tag.span.text:
        return False
    for node in loop.walk():
        if node.kind == "do" and node.name in ("break", "continue"):
            return False
        for test in node.values if node.kind == "arm" else ():
            if any(part.kind == "name" and part.value != "loop" for part in test.walk()):
                return False
    return True


def _shown(trial: Trial, items: int) -> _Shown:
    rendering, source = trial.probe(Plan(items=items)).rendering, trial.template.source
    counts: Counter[tuple[int, int]] = Counter()
    for span, _, count in rendering.loops:
        if span.source is source:
            counts[span.start, span.end] += count
    return rendering, Shown(rendering, source), counts


def _uneven(
    rendered: Mapping[int, _Shown], loop: Node, lines: Sequence[Line]
) -> tuple[int, int] | None:
    """A number of items with the number of rows, where that is not as many for each."""
    each: float | None = None
    over = loop.values[0].span
    for items, (rendering, shown, counts) in rendered.items():
        rounds = counts[over.start, over.end]
        rows = sum(1 for line in lines for _ in shown.offsets(line.span))
        if not rounds or rendering.stopped is not None:
            continue
        if each is None and rows:
            each = rows / rounds
        elif rows / rounds != (each or 0.0):
            return (items, rows) if rounds == items else None
        if not rows and items > 1:
            return None
    return None


def duplicate_row(trial: Trial) -> Iterator[Hit]:
    """Rows that are written into a table whose loop may have them too. Facts: name, over."""
    if not trial.markdown:
        return
    probe, named = trial.probe(BASE), _compared(trial.template)
    loops = [node for node in trial.template.walk() if node.kind == "for"]
    for block in probe.page.blocks():
        if isinstance(block, Table) and block.kind == "pipe":
            yield from _written_twice(probe, block, loops, named)


def _written_twice(
    probe: Probe, table: Table, among: Sequence[Node], named: Collection[object]
) -> Iterator[Hit]:
    loops = [loop for row in table.rows if (loop := _loop_of(among, probe, row))]
    if not loops:
        return
    over = loops[0].values[0].span.text
    for row in table.rows:
        pieces = _first(probe, row)
        name = _NAME.match(row.cells[0].span.text) if row.cells else None
        if name is None or not pieces or not all(one.literal for one in pieces):
            continue
        if name[1] in named:
            continue  # the loop may leave it out
        span = probe.rendering.span(row.span.start, row.span.end)
        if span is not None and _innermost(among, span.start) is None:
            also = (("the loop", loops[0].values[0].span),)
            yield Hit(span, f"row:{name[1]}", {"name": name[1], "over": over}, also)


def _compared(template: Template) -> frozenset[object]:
    """What a template compares with, or chooses by."""
    found: set[object] = set()
    for expr in (
        part for node in template.walk() for value in node.values for part in value.walk()
    ):
        if expr.kind in ("compare", "list", "tuple") or expr.value in _CHOOSES:
            found.update(part.value for part in expr.walk() if part.kind == "constant")
    return frozenset(one for one in found if isinstance(one, str))


def _first(probe: Probe, row: Row) -> list[Piece]:
    """The pieces of a row's first cell."""
    if not row.cells:
        return []
    span = row.cells[0].span
    return [piece for _, piece in probe.rendering.placed(span.start, span.end)]


def _loop_of(loops: Sequence[Node], probe: Probe, row: Row) -> Node | None:
    """The loop that makes a row with the name of its item."""
    for piece in _first(probe, row):
        if not piece.literal and piece.sure and piece.loops:
            return _innermost(loops, piece.spot.start)
    return None


def _innermost(loops: Sequence[Node], start: int) -> Node | None:
    """The innermost loop around a place; outer ones stand before inner ones."""
    at = bisect_right(loops, start, key=lambda node: node.span.start)
    around = (node for node in reversed(loops[:at]) if start < node.span.end)
    return next(around, None)
