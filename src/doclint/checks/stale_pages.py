"""Pages that are no longer what their template gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from doclint.model.finding import Hit
from doclint.model.source import Anchor, Span
from doclint.probe.stretches import Difference, alike

if TYPE_CHECKING:
    from doclint.probe.origins import Rendered  # its library takes longer than most runs

_ROOM = 50  # characters of a line that are shown
_LEAD = 12  # of those before what differs

STALE = "page:render"
"""The subject of all that it finds."""


def stale_page(rendered: Rendered) -> Iterator[Hit]:
    """Pages that differ from what their data gives today. Facts: template, lines, first."""
    if not rendered.stale:
        return
    first, path = rendered.stale[0], rendered.template.source.path
    count = sum(each.lines for each in rendered.stale)
    facts = {
        "template": path.rpartition("/")[2],
        "lines": "1 line differs" if count == 1 else f"{count} lines differ",
        "first": _told(first),
    }
    yield Hit(_place(rendered, first), STALE, facts, tuple(_also(rendered, first)))


def _told(difference: Difference) -> str:
    """The first line of it, as it is and as it should be."""
    here, there = (next(iter(lines), "") for lines in (difference.here, difference.there))
    if not (here and there):
        return f'"{_cut(here, 0)}" is more' if here else f'"{_cut(there, 0)}" is missing'
    at = alike(here, there)
    return f'"{_cut(here, at)}", expected "{_cut(there, at)}"'


def _cut(line: str, at: int) -> str:
    """The part of a line around an offset."""
    start = max(0, at - _LEAD) if len(line) > _ROOM else 0
    text = line[start : start + _ROOM].strip()
    return f"{'...' if start else ''}{text}{'...' if len(line) > start + _ROOM else ''}"


def _place(rendered: Rendered, first: Difference) -> Span:
    """What differs on the first line, or all of it."""
    source = rendered.page.source
    start, line = source.line_starts[first.line - 1], source.line(first.line).rstrip()
    if not (first.here and first.there):
        return source.span(start, start + len(line)).stripped()
    there = first.there[0]
    lead = alike(line, there)
    tail = min(alike(line[::-1], there[::-1]), len(line) - lead, len(there) - lead)
    if lead + tail >= len(line):
        return source.span(start, start + len(line))
    return source.span(start + lead, start + len(line) - tail)


def _also(rendered: Rendered, first: Difference) -> Iterator[tuple[str, Anchor]]:
    if first.spot is not None:
        line = first.there[0].strip()
        yield f'gives "{_cut(line, 0)}"', first.spot
    for read in first.reads[:1]:
        place = rendered.feed.place(read) if rendered.feed else None
        if place is not None:
            yield "the data", place
