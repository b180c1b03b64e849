"""Rows of a template that do not come to stand in a table, each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._template_fixes import loop_before, on_own_lines
from doclint.model.finding import Hit
from doclint.model.source import Anchor
from doclint.model.template import Node
from doclint.probe.lines import LineFault
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import Trial

_COUNTS = (0, 1, 2, 3)


def glued_rows(trial: Trial) -> Iterator[Hit]:
    """Loops whose rows stand on one line. Facts: over, items, good, shown."""
    for line, faults in _by_line(trial, "row", "glued").items():
        items, fault = min(faults.items())
        loop = fault.line.loops[-1] if fault.line.loops else None
        if loop is None or items < 2:  # glued to what stands above: a matter of its own
            continue
        page = trial.probe(Plan(items=items)).rendering.text[fault.offset - len(fault.before) :]
        facts = {
            "over": loop.values[0].span.text,
            "items": f"{items} items",
            "good": "1 item",
            "shown": shown(page.partition("\n")[0]),
        }
        fix = on_own_lines(loop, trial.trims)
        yield Hit(fault.line.span, f"rows:{line}", facts, tuple(_marks(loop)), fix=fix)


def _marks(loop: Node) -> Iterator[tuple[str, Anchor]]:
    if loop.tag is not None:
        yield "the loop", loop.tag.span
    if loop.end is not None:
        yield "its end", loop.end.span


def row_outside(trial: Trial) -> Iterator[Hit]:
    """Rows that are parted from their table for some number of items. Facts: items, passes."""
    for line, faults in _by_line(trial, "row", "outside").items():
        items, fault = min(faults.items())
        passes = [count for count in _COUNTS if count not in faults]
        facts = {
            "items": _items(items),
            "passes": f"for {_items(passes[0])}" if passes else "for none",
        }
        loop = loop_before(trial.template.nodes, fault.line.span)
        fix = on_own_lines(loop, trial.trims) if loop else None
        yield Hit(fault.line.span, f"row:{line}", facts, fix=fix)


def _items(number: int) -> str:
    return {0: "no items", 1: "1 item"}.get(number, f"{number} items")


def _by_line(trial: Trial, sign: str, kind: str) -> dict[int, dict[int, LineFault]]:
    """The faults of each line of the template, by the number of items that show them."""
    found: dict[int, dict[int, LineFault]] = {}
    for items in _COUNTS if trial.markdown else ():
        for fault in trial.line_faults(Plan(items=items)):
            if (fault.line.sign, fault.kind) == (sign, kind):
                found.setdefault(fault.line.span.start, {}).setdefault(items, fault)
    return found
