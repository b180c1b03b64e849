"""Headings, fences, items and paragraphs that come to stand behind other text on the page."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.page import Example
from doclint.probe.beginnings import beginnings
from doclint.probe.lines import Line, LineFault, line_faults
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import Probe, Trial

_PLANS = (
    (Plan(), ""),
    (Plan(items=0), " without items"),
    (Plan(items=2), " with 2 items"),
    (Plan(flags=False), " where no flag is set"),
)
_CALLED = {
    "heading": "heading",
    "fence": "fence",
    "item": "list item",
    "row": "row",
    "text": "paragraph",
    "rule": "line",
}
_LONGEST = 60


def glued_blocks(trial: Trial) -> Iterator[Hit]:
    """Lines that are to begin a block and stand behind other text. Facts: what, data, shown."""
    told: set[int] = set()
    for plan, data in _PLANS if trial.markdown else ():
        probe = trial.probe(plan)
        for fault in _faults(trial, plan):
            if fault.line.span.start in told or not _is_wrong(fault, probe, plan):
                continue
            told.add(fault.line.span.start)
            what = _CALLED[fault.line.sign]
            facts = {"what": what, "data": data, "shown": shown(_line(probe, fault))}
            yield Hit(fault.line.span, f"line:{fault.line.span.start}", facts)


def _faults(trial: Trial, plan: Plan) -> Iterator[LineFault]:
    """The lines that something stands before, whichever way the template is rendered."""
    yield from (fault for fault in trial.line_faults(plan) if fault.kind == "glued")
    found = beginnings(trial.template)
    if not found:
        return
    trials = (trial, trial.other) if trial.other else (trial,)
    lines: tuple[Line, ...] = found
    for one in reversed(trials):
        rendering = one.probe(plan).rendering
        faults = [fault for fault in line_faults(lines, rendering) if fault.kind == "glued"]
        lines = tuple({fault.line.span: fault.line for fault in faults}.values())
    yield from faults


def _is_wrong(fault: LineFault, probe: Probe, plan: Plan) -> bool:
    """Whether the line was certainly meant to begin a block, and does not."""
    sign, before = fault.line.sign, fault.before
    if sign == "row" and plan.items > 1:
        return False  # rows of a loop on one line are another rule's
    if _in_example(probe, fault.offset) and sign != "fence":
        return False
    in_row = before.lstrip(" \t>").startswith("|")
    if sign == "item":
        return not in_row
    if sign == "text":
        return not in_row and not before[-1:].isspace() and before[-1:] not in "<>([{\"'/|"
    return True


def _in_example(probe: Probe, offset: int) -> bool:
    return any(
        block.span.start < offset < block.span.end
        for block in probe.page.blocks()
        if isinstance(block, Example)
    )


def _line(probe: Probe, fault: LineFault) -> str:
    text = probe.rendering.text
    begin = max(fault.offset - min(len(fault.before), _LONGEST), 0)
    return text[begin : begin + 2 * _LONGEST].partition("\n")[0]
