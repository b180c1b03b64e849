"""Where the values that a template prints stand on the page that it makes.

Told from renderings, so that white space, branches and macros are what they come out as. What no
rendering reaches is looked for in the template's own text, with its tags left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field, replace
from typing import TYPE_CHECKING

from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.template import Print, Template
from doclint.parse.markdown.pages import parse_markdown
from doclint.probe.places import Reader, Sink
from doclint.probe.rendering import Piece, Rendering
from doclint.probe.samples import Plan

if TYPE_CHECKING:
    from doclint.probe.trial import Trial

_PLANS = (Plan(), Plan(flags=False), Plan(items=0), Plan(choice=1))
_FLIPS = 6  # renderings that are made for the sake of prints which no other one reaches


@dataclass(eq=False)
class Sinks:
    """The sinks of a template, looked for in one rendering after the other until found."""

    trial: Trial
    seen: list[_Shown] = field(default_factory=list)
    known: dict[tuple[int, int, int], Sink] = field(default_factory=dict)
    waiting: list[Plan] = field(default_factory=lambda: [*_PLANS])
    flips: int = 0
    prints: list[Print] = field(default_factory=list)
    written: dict[int, _Shown] = field(default_factory=dict)

    def of(self, span: Span) -> Sink:
        """Where the value stands that is printed by the tag, or the expression, of a span."""
        key = (id(span.source), span.start, span.end)
        if key not in self.known:
            self.known[key] = self._found(span)
        return self.known[key]

    def all(self, span: Span) -> Iterator[Sink]:
        """Every place where it stands on the pages made so far: a macro's text has several."""
        self.of(span)
        for shown in self.seen:
            yield from shown.sinks(span)

    def _found(self, span: Span) -> Sink:
        for shown in self._shown(span) if self.trial.page_kind else ():
            for sink in shown.sinks(span):
                return sink if shown in self.seen else replace(sink, sure=False)
        return Sink("unknown", sure=False)

    def _shown(self, span: Span) -> Iterator[_Shown]:
        yield from self.seen
        while self.waiting:
            yield self._made(self.waiting.pop(0))
        printed = self._printed(span)
        if printed and self.flips < _FLIPS and (flipped := self._against(printed)):
            self.flips += 1
            yield self._made(Plan(flipped=flipped))
        files = self.trial.template.files()
        for one in files:
            if one.source is span.source:
                if id(one) not in self.written:
                    self.written[id(one)] = _written(one)
                yield self.written[id(one)]

    def _printed(self, span: Span) -> Print | None:
        """The print that a span is of."""
        if not self.prints:
            self.prints.extend(self.trial.template.prints())
        at = bisect_right(self.prints, span.start, key=lambda one: one.span.start) - 1
        one = self.prints[at] if at >= 0 and span.source is self.trial.template.source else None
        return one if one is not None and span.start < one.span.end else None

    def _made(self, plan: Plan) -> _Shown:
        probe = self.trial.probe(plan)
        html = self.trial.page_kind == "html"
        self.seen.append(_Shown(probe.rendering, Reader(probe.rendering, probe.page, html)))
        return self.seen[-1]

    def _against(self, printed: Print) -> frozenset[str]:
        """The flags that keep a print from being reached where all are set."""
        wanted = {test.span: outcome for test, outcome in printed.guards}
        decided = {one.spot: one.outcome for one in self.seen[0].rendering.decisions}
        against = [
            span for span, outcome in wanted.items() if decided.get(span, outcome) != outcome
        ]
        return frozenset(
            need.path
            for need in (self.trial.needs.walk() if against else ())
            if any(_lies_in(place, span) for place in need.places for span in against)
        )


@dataclass(eq=False)
class _Shown:
    """A rendering with the places of its values by the spots that print them."""

    rendering: Rendering
    reader: Reader
    places: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        at = 0
        for piece in self.rendering.pieces:
            end = at + len(piece.text)
            if not piece.literal:
                spots = self.places.setdefault(id(piece.spot.source), [])
                spots.append((piece.spot.start, at, end))
            at = end
        for spots in self.places.values():
            spots.sort()

    def sinks(self, span: Span) -> Iterator[Sink]:
        spots = self.places.get(id(span.source), [])
        number = bisect_left(spots, (span.start, -1, -1))
        while number < len(spots) and (spots[number][0] < span.end):
            yield self.reader.sink(*spots[number][1:])
            number += 1


def _lies_in(place: Span, span: Span) -> bool:
    return place.source is span.source and span.start <= place.start and place.end <= span.end


def _written(template: Template) -> _Shown:
    """A template's text without its statements, every branch and loop once: no page, but alike."""
    pieces: list[Piece] = []
    for node in template.walk():
        if node.kind == "print":
            pieces.append(Piece("zqvalue", node.values[0].span, literal=False))
        elif node.kind == "text":
            pieces.append(Piece(node.span.text, node.span, literal=True))
            _drop_line(pieces)
    rendering = Rendering(tuple(pieces))
    return _Shown(rendering, Reader(rendering, parse_markdown(Source("", rendering.text))))


def _drop_line(pieces: list[Piece]) -> None:
    """Takes away the line break behind a statement that has a line of its own."""
    if len(pieces) > 1 and not pieces[-2].text:
        del pieces[-2]
    last = pieces[-1]
    above = pieces[-2] if len(pieces) > 1 else None
    bare = last.text.lstrip(" \t")
    stripped = above.text.rstrip(" \t") if above is not None else ""
    if bare.startswith("\n") and (above is None or (above.literal and stripped.endswith("\n"))):
        lost = len(last.text) - len(bare) + 1
        spot = last.spot.within(lost, len(last.text))
        pieces[-1] = replace(last, text=last.text[lost:], spot=spot)
        if above is not None:
            spot = above.spot.within(0, len(stripped))
            pieces[-2] = replace(above, text=stripped, spot=spot)
