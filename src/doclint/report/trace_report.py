"""What made a line of a page, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from doclint.model.finding import Place
from doclint.model.trace import Part, Trace
from doclint.report.frame import clean

_WIDEST = 40  # columns of a value that are shown


def trace_text(trace: Trace) -> Iterator[str]:
    """The line, what made it, and each value on it with where that was read."""
    yield clean(f"{trace.page}:{trace.line}: {trace.text.strip()}")
    where = trace.spot or trace.template
    yield clean(f"  from {where}   ({trace.evidence})")
    if trace.written:
        yield clean(f"  {trace.written.strip()}")
    if trace.same is False:
        told = trace.expected[0].strip() if trace.expected else "no such line"
        yield clean(f"  not what the template gives for today's data, which is: {told}")
    for loop in trace.loops:
        yield clean(f"  in {loop.tag} at {loop.place}: item {loop.item} of {loop.over}")
    for part in trace.parts:
        if not part.fixed:
            yield from _value(part)
    if trace.spot and all(part.fixed for part in trace.parts):
        yield "  all of it is fixed text of the template"
    if not trace.spot and trace.same is None:
        yield "  no fixed text of the template is on this line"


def _value(part: Part) -> Iterator[str]:
    text = part.text if len(part.text) <= _WIDEST else f"{part.text[:_WIDEST]}..."
    edited = "" if part.same else " (edited)"
    yield clean(f"  {part.column}: {text}{edited} = {part.written} at {part.place}")
    for read in part.reads:
        yield clean(f"      read from {read.name}{f' at {read.place}' if read.place else ''}")


def trace_json(trace: Trace) -> Iterator[str]:
    """The same as JSON."""
    data: dict[str, Any] = {"version": 1, **asdict(trace)}
    data["spot"] = _place(trace.spot)
    for kind in ("parts", "loops"):
        for own, one in zip(data[kind], getattr(trace, kind), strict=True):
            own["place"] = _place(one.place)
            for read, known in zip(own.get("reads", ()), getattr(one, "reads", ()), strict=True):
                read["place"] = _place(known.place)
    yield json.dumps(data, indent=2, ensure_ascii=False)


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"path": place.path, "line": place.line, "column": place.column}
