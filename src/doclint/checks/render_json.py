"""JSON examples that are JSON for some data and not for other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from doclint.checks._render_json import Fence, JsonFault, Printed, fences, judged, printed
from doclint.model.finding import Hit
from doclint.model.source import Span
from doclint.model.template import Node
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import Probe, Trial

_ITEMS = (1, 2, 3, 0)
_FLIPS = 6  # flags that are turned over one by one
_LONGEST = 60
_SIGNS = ("```", "~~~")
_MADE = re.compile(r"\.zq\w+|\['zq[^']*'\]")
_NUMBER = re.compile(r"\[\d+\]")

Verdicts = Mapping[tuple[int, int], JsonFault | bool]


def broken_json(trial: Trial) -> Iterator[Hit]:
    """JSON that commas or brackets break for some data. Facts: data, passes, problem, shown."""
    if not trial.markdown or not any(sign in trial.template.source.text for sign in _SIGNS):
        return
    known = printed(trial.template)
    told: set[tuple[int, int]] = set()
    sound: dict[tuple[int, int], str] = {}
    for plan, words in _plans(trial):
        probe = trial.probe(plan)
        for fence in fences(probe):
            key = (id(fence.spot.source), fence.spot.start)
            verdict = judged(probe.rendering, fence, known)
            if verdict is True:
                sound.setdefault(key, words)
            elif isinstance(verdict, JsonFault) and key not in told:
                passes = _sound(trial, key, known, sound)
                found = _hit(trial, probe, fence, verdict, (words, passes))
                if found is not None and (passes or fence.labelled):
                    told.add(key)
                    yield found


def _plans(trial: Trial) -> Iterator[tuple[Plan, str]]:
    for items in _ITEMS:
        yield Plan(items=items), _items(items)
    inside = _decided(trial)
    if not inside:
        return
    yield Plan(flags=False), "no flag set"
    looped = frozenset(path for path in inside if "[]" in path or "{}" in path)
    if looped:
        names = _named(looped)
        yield Plan(items=2, mixed=True), f"{names} set in the first of 2 items"
        yield Plan(items=2, mixed=True, flipped=looped), f"{names} set in the last of 2 items"
    for path in sorted(inside - looped)[:_FLIPS]:
        yield Plan(flipped=frozenset((path,))), f"no {_named([path])}"


def _items(number: int) -> str:
    return {0: "no items", 1: "1 item"}.get(number, f"{number} items")


def _named(paths: Iterator[str] | frozenset[str] | list[str]) -> str:
    last = sorted({path.rpartition(".")[2] for path in paths})
    return ", ".join(f"`{name}`" for name in last[:3])


def _decided(trial: Trial) -> frozenset[str]:
    """What the conditions within JSON fences ask for, as paths of needs."""
    probe = trial.probe(Plan())
    found: set[str] = set()
    for fence in fences(probe):
        end = probe.rendering.span(fence.end, fence.end + 1)
        for one in probe.rendering.decisions:
            same = end is not None and one.spot.source is fence.spot.source is end.source
            if same and end is not None and fence.spot.start < one.spot.start < end.end:
                found.update(_NUMBER.sub("[]", _MADE.sub("{}", read)) for read in one.reads)
    return frozenset(found)


def _sound(
    trial: Trial, key: tuple[int, int], known: Printed, sound: Mapping[tuple[int, int], str]
) -> str:
    """Data for which a fence is JSON; "" where there is none among few items."""
    if key in sound:
        return sound[key]
    for items in _ITEMS:
        probe = trial.probe(Plan(items=items))
        for fence in fences(probe):
            if (id(fence.spot.source), fence.spot.start) == key:
                if judged(probe.rendering, fence, known) is True:
                    return _items(items)
    return ""


def _hit(
    trial: Trial, probe: Probe, fence: Fence, fault: JsonFault, told: tuple[str, str]
) -> Hit | None:
    words, passes = told
    rendering = probe.rendering
    span = rendering.span(fault.at, fault.at + 1)
    if span is None or (not passes and not _is_made(probe, fault)):
        return None
    loop = _loop(trial, span) or _loop(trial, rendering.span(*fault.shown) or span)
    if loop is not None and words.endswith(("item", "items")) and "set" not in words:
        words = f"{words} of `{loop.values[0].span.text}`"
    text = shown(rendering.text[fault.shown[0] : fault.shown[1]])
    facts = {
        "data": words,
        "passes": f", though not for {passes}" if passes else "",
        "problem": fault.problem,
        "shown": text if len(text) <= _LONGEST else f"…{text[-_LONGEST:]}",
    }
    place = (_separator(loop) if loop is not None else None) or span
    return Hit(place, "", facts, (("the example", fence.spot),))


def _separator(loop: Node) -> Span | None:
    """What prints the commas of a loop, if one condition does."""
    found = []
    for node in loop.walk():
        if node.kind == "if":
            texts = [inner for arm in node.body for inner in arm.body if inner.kind == "text"]
            if any(text.span.text.strip() == "," for text in texts):
                found.append(node.span)
        elif node.kind == "print" and node.values[0].kind == "condition":
            parts = (part.value for part in node.values[0].parts[1:] if part.kind == "constant")
            if any(isinstance(part, str) and part.strip() == "," for part in parts):
                found.append(node.span)
    return found[0] if len(found) == 1 else None


def _is_made(probe: Probe, fault: JsonFault) -> bool:
    """Whether tags have part in it; what is wrong in fixed text alone is another matter."""
    if fault.kind == "open":
        return False
    return sum(1 for _ in probe.rendering.placed(*fault.shown)) > 1


def _loop(trial: Trial, span: Span) -> Node | None:
    """The innermost loop around a place."""
    found = None
    for one in trial.template.files():
        if one.source is span.source:
            for node in one.walk():
                if node.kind == "for" and node.span.start <= span.start < node.span.end:
                    found = node
    return found
