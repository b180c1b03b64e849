"""What a template made of some data, with the spot of the template behind every character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from doclint.model.record import dataclass
from doclint.model.source import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Output that one spot of the template made.

    `reads` are the paths of the data that it shows, `loops` the lists that run around it, each with
    the number of its round: `params[0]`. A `sure` piece came through nothing that is only stood in
    for.
    """

    text: str
    spot: Span
    literal: bool
    reads: tuple[str, ...] = ()
    loops: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """A condition: where it stands, what it read and how it came out."""

    spot: Span
    reads: tuple[str, ...]
    outcome: bool


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that is not in the data, where it was to be shown or looped over."""

    name: str
    spot: Span


@dataclass(frozen=True, slots=True)
class Failure:
    """What would have stopped Jinja: the kind of the exception and what it says.

    The rendering went on with a stand-in.
    """

    kind: str
    reason: str
    spot: Span


@dataclass(frozen=True)
class Rendering:
    """A page with its origins. `stopped` says why a rendering did not come to its end."""

    pieces: tuple[Piece, ...] = ()
    decisions: tuple[Decision, ...] = ()
    missing: tuple[Miss, ...] = ()
    failures: tuple[Failure, ...] = ()
    reads: frozenset[str] = frozenset()
    stopped: Failure | None = None
    loops: tuple[tuple[Span, str, int], ...] = field(default=())

    @cached_property
    def text(self) -> str:
        """The page."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for piece in self.pieces:
            starts.append(at)
            at += len(piece.text)
        return starts

    def placed(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Piece]]:
        """The pieces of a stretch of the page, each with the offset that it begins at."""
        end = len(self.text) if end is None else end
        number = max(bisect_right(self._starts, start) - 1, 0)
        while number < len(self.pieces) and self._starts[number] < end:
            begin, piece = self._starts[number], self.pieces[number]
            if begin + len(piece.text) > start:
                yield begin, piece
            number += 1

    def fixed_before(self, start: int, end: int) -> str:
        """The template's own text right before `end`, as far as it reaches back to `start`."""
        texts: list[str] = []
        number = bisect_left(self._starts, end) - 1
        while number >= 0 and end > start:
            begin, piece = self._starts[number], self.pieces[number]
            if not piece.literal:
                break
            texts.append(piece.text[max(start - begin, 0) : end - begin])
            end, number = min(begin, end), number - 1
        return "".join(reversed(texts))

    def fixed_behind(self, start: int, end: int) -> str:
        """The template's own text right behind `start`, as far as it reaches up to `end`."""
        texts: list[str] = []
        for begin, piece in self.placed(max(start, 0), end) if start < end else ():
            if not piece.literal:
                break
            texts.append(piece.text[max(start - begin, 0) : end - begin])
        return "".join(texts)

    def span(self, start: int, end: int) -> Span | None:
        """The stretch of the template that made a stretch of the page.

        Exact for fixed text; the tag for values. Where it is made in several places that do not
        follow each other, the first of them.
        """
        parts = [_part(begin, piece, start, end) for begin, piece in self.placed(start, end)]
        if not parts:
            return None
        span = parts[0]
        for part in parts[1:]:
            if part.source is span.source and part.start >= span.end:
                span = span.until(part)
        return span

    def is_literal(self, start: int, end: int) -> bool:
        """Whether a stretch of the page is the template's own text."""
        return all(piece.literal for _, piece in self.placed(start, end))


def _part(begin: int, piece: Piece, start: int, end: int) -> Span:
    if not piece.literal:
        return piece.spot
    first = max(start - begin, 0)
    last = min(end - begin, len(piece.text))
    return piece.spot.within(first, max(first, last))
