"""Templates that Jinja does not render to their end, whatever the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._render_stops import stops
from doclint.model.finding import Hit
from doclint.model.source import Span
from doclint.model.template import Node
from doclint.probe.rendering import Failure
from doclint.probe.trial import BASE, Trial

_BUDGETS = {
    "BudgetError": "",
    "RecursionError": "calls itself without end",
    "MemoryError": "takes more memory than there is",
    "OverflowError": "makes a range of more than 100000 numbers",
}

_MOST_BLOCKS = 20  # loops in one another that Python compiles


def crash(trial: Trial) -> Iterator[Hit]:
    """What stops every rendering that reaches it. Facts: reason."""
    endless = False
    for stop in stops(trial.template):
        endless = endless or stop.reason.endswith("without end")
        also = (stop.about,) if stop.about else ()
        reason = f"Jinja stops here: {stop.reason}"
        yield Hit(stop.span, "", {"reason": reason}, also)
    for failure in _spent(trial) if not endless else ():
        reason = f"this never comes to its end: it {_BUDGETS.get(failure.kind) or failure.reason}"
        yield Hit(_cause(trial, failure.spot), "", {"reason": reason})


def _spent(trial: Trial) -> Iterator[Failure]:
    """What goes beyond a budget although each list has one item."""
    if (broken := trial.tracer.broken) is not None:
        if "too many" in broken.reason and _depth(trial.template.nodes) >= _MOST_BLOCKS:
            yield Failure("", "is nested too deeply for Python", trial.template.source.span(0, 0))
        return
    rendering = trial.probe(BASE).rendering
    if rendering.stopped is not None and rendering.stopped.kind in _BUDGETS:
        yield rendering.stopped
        return
    for failure in rendering.failures:
        if failure.kind == "OverflowError":
            yield failure
            return


def _depth(nodes: Sequence[Node]) -> int:
    """How many blocks stand in one another."""
    return max((1 + _depth((*node.body, *node.otherwise)) for node in nodes), default=0)


def _cause(trial: Trial, spot: Span) -> Span:
    """The outermost loop around a spot, as that is what takes the steps; else the spot."""
    source = trial.template.source
    if spot.source is not source:
        return source.span(0, 0)
    loops = [node for node in trial.template.walk() if _holds(node, spot) and node.tag]
    return loops[0].tag.span if loops and loops[0].tag else spot


def _holds(node: Node, spot: Span) -> bool:
    return node.kind == "for" and node.span.start <= spot.start < node.span.end
