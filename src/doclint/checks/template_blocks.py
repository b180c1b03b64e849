"""Headings, fences, items and paragraphs that come to stand behind other text on the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.page import Example
from doclint.model.source import Span
from doclint.probe.beginnings import beginnings
from doclint.probe.lines import Line, LineFault, line_faults
from doclint.probe.rendering import Rendering
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
_NEAR = 3  # tags before a place that may have put it there
_FENCE = re.compile(r"^[ \t>]*(```+|~~~+)[^`\n]*$", re.M)
_LANGUAGE = re.compile(r"\s*[\w+#.-]*\s*")


def glued_blocks(trial: Trial) -> Iterator[Hit]:
    """Lines that are to begin a block and stand behind other text, once for each mark at fault.

    Facts: what, data, shown.
    """
    found: dict[int, list[tuple[LineFault, Probe, str]]] = {}
    told: set[int] = set()
    for plan, data in _PLANS if trial.markdown else ():
        probe = trial.probe(plan)
        for fault in _faults(trial, plan):
            start = fault.line.span.start
            if start in told or not _is_wrong(fault, probe, plan):
                continue
            if _is_certain(trial, fault.line.span):
                told.add(start)
                found.setdefault(_cause(trial, fault, probe), []).append((fault, probe, data))
    for (fault, probe, data), *others in found.values():
        what = _CALLED[fault.line.sign]
        facts = {"what": what, "data": data, "shown": shown(_line(probe, fault))}
        also = tuple(("the same", other.line.span) for other, _, _ in others)
        yield Hit(fault.line.span, f"line:{fault.line.span.start}", facts, also)


def _cause(trial: Trial, fault: LineFault, probe: Probe) -> int:
    """Where the mark is that ate the line break before a line; else where the line is."""
    start = fault.line.span.start
    placed = list(probe.rendering.placed(max(fault.offset - 1, 0), fault.offset))
    last = placed[-1][1].spot if placed else fault.line.span
    if last.source is not fault.line.span.source or last.end > start:
        return start
    tags = trial.template.tags
    first = bisect_left(tags, last.end, key=lambda tag: tag.span.end)
    for tag in tags[first:]:
        if tag.span.start >= start:
            break
        if "-" in (tag.before, tag.after):
            return tag.span.start
    return start


def behind_fence(trial: Trial) -> Iterator[Hit]:
    """What comes to stand on the line of a fence that it was to follow. Facts: data, shown."""
    told: set[int] = set()
    for plan, data in _PLANS if trial.markdown else ():
        probe = trial.probe(plan)
        for fence in _FENCE.finditer(probe.rendering.text):
            place = _behind(probe.rendering, fence.start(1), fence.end())
            if place is None or place.start in told or not _is_certain(trial, place):
                continue
            told.add(place.start)
            facts = {"data": data, "shown": shown(fence[0][: 2 * _LONGEST])}
            yield Hit(place, f"line:{place.start}", facts)


def _behind(rendering: Rendering, start: int, end: int) -> Span | None:
    """What stands on the line of a fence, and on another line of the template."""
    placed = rendering.placed(start, end)
    begin, first = next(placed)
    own = first.spot.within(start - begin, len(first.text)) if first.literal else first.spot
    for at, piece in placed:
        text = piece.text[: end - at]
        if piece.spot.source is not own.source or not text.strip():
            continue
        if piece.spot.line != own.line and not _LANGUAGE.fullmatch(text):
            return piece.spot.within(0, len(text)) if piece.literal else piece.spot
    return None


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


def _is_certain(trial: Trial, place: Span) -> bool:
    """Whether marks put a place where it is, if it is only a guess that options trim too."""
    if trial.trims == (False, False) or trial.template.setting.trims is not None:
        return True
    tags = trial.template.tags
    last = bisect_left(tags, place.start, key=lambda tag: tag.span.end)
    return any("-" in tag.before + tag.after for tag in tags[max(last - _NEAR, 0) : last + 1])


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
