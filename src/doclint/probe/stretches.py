"""A page beside what its template gives: which spot of the template made which stretch of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.probe.alignment import common
from doclint.probe.rendering import Piece, Rendering


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a page and the piece of output that they are, `skip` characters into it.

    Where the page says something else than the template gives, they are not the `same`.
    """

    start: int
    end: int
    piece: Piece
    skip: int = 0
    same: bool = True

    def spot(self, start: int, end: int) -> Span:
        """What made a part of it: exact for fixed text, the tag for values."""
        if not (self.piece.literal and self.same):
            return self.piece.spot
        first = self.skip + max(start - self.start, 0)
        last = self.skip + min(end, self.end) - self.start
        return self.piece.spot.within(first, max(first, last))


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines of a page and those that the template gives in their place; one of them may be none.

    `line` is the first of the page's, from 1, and `last` the last one; `spot` is what gives the
    first of the others, `reads` are the data in that. It is `sure` if all of the data is known that
    they are made of.
    """

    line: int
    here: tuple[str, ...]
    there: tuple[str, ...]
    spot: Span | None = None
    sure: bool = True
    reads: tuple[str, ...] = ()
    last: int = 0

    def covers(self, line: int, last: int = 0) -> bool:
        """Whether a line of the page, or one of several, is among those that differ."""
        return self.line <= max(line, last) and line <= self.last

    @property
    def lines(self) -> int:
        """How many lines differ."""
        return max(len(self.here), len(self.there))


class Beside:
    """A page beside a rendering. Blank lines and blanks at the ends of lines do not count."""

    def __init__(self, page: Source, rendering: Rendering, *, whole: bool = True) -> None:
        self.page, self.rendering, self.whole = page, rendering, whole
        self.made = Source(page.path, rendering.text)
        own, other = _lines(page), _lines(self.made)
        self.size = len(own), len(other)
        self.pairs = common([text for _, text in own], [text for _, text in other])
        self._own, self._other = own, other
        self._doubtful = {one.spot for one in rendering.missing}
        self._doubtful.update(one.spot for one in rendering.failures)

    @property
    def fit(self) -> float:
        """The share of lines that are the same, from 0 to 1."""
        return 2 * len(self.pairs) / max(sum(self.size), 1)

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """The lines between those that are the same."""
        at = other = 0
        for left, right in (*self.pairs, self.size):
            if left > at or right > other:
                yield range(at, left), range(other, right)
            at, other = left + 1, right + 1

    def differences(self) -> Iterator[Difference]:
        """Where they differ, in the order of the page."""
        for own, other in self._gaps():
            lines = [number for number, _ in self._own]
            at = lines[own.start] if own.start < len(lines) else max(len(self.page.line_starts), 1)
            there = [self._other[n] for n in other]
            pieces = [*self._pieces(there[0][0])] if there else []
            first = self._offset(there[0][0]) if there else None
            yield Difference(
                at,
                tuple(self._own[n][1] for n in own),
                tuple(text for _, text in there),
                None if first is None else self.rendering.span(first, first + 1),
                self._is_sure(line for line, _ in there) and (self.whole or bool(there)),
                tuple(read for piece in pieces for read in piece.reads),
                lines[own.stop - 1] if own else 0,
            )

    def _pieces(self, line: int) -> Iterator[Piece]:
        """What a line of the rendering is made of."""
        start = self.made.line_starts[line - 1]
        for _, piece in self.rendering.placed(start, start + len(self.made.line(line))):
            yield piece

    def _offset(self, line: int) -> int:
        """Where the text of a line of the rendering begins."""
        text = self.made.line(line)
        return self.made.line_starts[line - 1] + len(text) - len(text.lstrip())

    def _is_sure(self, lines: Iterable[int]) -> bool:
        for line in lines:
            for piece in self._pieces(line):
                if not piece.sure or piece.spot in self._doubtful:
                    return False
        return True

    def stretches(self) -> Iterator[Stretch]:
        """What made each stretch of the page; nothing for lines that the template does not give."""
        found: list[Stretch] = []
        for left, right in self.pairs:
            found += self._same(self._own[left][0], self._other[right][0])
        for own, other in self._gaps():
            if len(own) == len(other):
                for left, right in zip(own, other, strict=True):
                    found += self._changed(self._own[left][0], self._other[right][0])
        yield from sorted(found, key=lambda one: one.start)

    def _same(self, line: int, other: int) -> Iterator[Stretch]:
        length = len(self.page.line(line).rstrip())
        yield from self._part(line, other, 0, length, 0)

    def _part(self, line: int, other: int, first: int, last: int, shift: int) -> Iterator[Stretch]:
        """Columns of a line of the page that stand `shift` further right in the rendering."""
        here = self.page.line_starts[line - 1]
        there = self.made.line_starts[other - 1] + shift
        for begin, piece in self.rendering.placed(there + first, there + last):
            start = max(begin, there + first)
            end = min(begin + len(piece.text), there + last)
            yield Stretch(start - there + here, end - there + here, piece, start - begin)

    def _changed(self, line: int, other: int) -> Iterator[Stretch]:
        """A line that is another: what both begin and end with is the same."""
        own, made = self.page.line(line).rstrip(), self.made.line(other).rstrip()
        lead = alike(own, made)
        tail = min(alike(own[::-1], made[::-1]), len(own) - lead, len(made) - lead)
        if 2 * (lead + tail) < max(len(own), len(made)):
            return  # another line altogether
        yield from self._part(line, other, 0, lead, 0)
        here = self.page.line_starts[line - 1]
        there = self.made.line_starts[other - 1] + min(lead, max(len(made) - 1, 0))
        piece = next((piece for _, piece in self.rendering.placed(there, there + 1)), None)
        if piece is not None:
            yield Stretch(here + lead, here + len(own) - tail, piece, same=False)
        yield from self._part(line, other, len(own) - tail, len(own), len(made) - len(own))


def _lines(source: Source) -> list[tuple[int, str]]:
    """The lines of a text that are not blank, each with its number."""
    lines = enumerate(source.text.split("\n"), 1)
    return [(number, line.rstrip()) for number, line in lines if line.strip()]


def alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def over(stretches: Sequence[Stretch], start: int, end: int) -> tuple[Stretch, ...]:
    """Those that lie in a part of the page, at least at its first character."""
    end = max(end, start + 1)
    return tuple(one for one in stretches if one.start < end and one.end > start)
