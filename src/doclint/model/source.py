"""Text, and where it lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import NamedTuple

from doclint.model.record import dataclass


@dataclass(frozen=True, eq=False)
class Source:
    """One file as it was read: plain newlines, no byte order mark. `path` is shown to the user.

    `undecoded` are the offsets of characters that stand for bytes that were no UTF-8 text.
    `line_break` is what its first line ends with in the file. `written` is for a file that is read
    as if it was a spec: where in it stands what was made of it, by the pointer to that and whether
    its key is meant. `refused` is why it could not be opened, where it could not.
    """

    path: str
    text: str
    undecoded: tuple[int, ...] = ()
    written: Mapping[tuple[str, bool], Written] = field(default_factory=dict)
    line_break: str = "\n"
    refused: str = ""

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line."""
        starts, at = [0], -1
        while (at := self.text.find("\n", at + 1)) >= 0:
            starts.append(at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """A stretch of it; all of it without offsets."""
        return Span(self, start, len(self.text) if end is None else end)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source, in offsets of characters. The end is exclusive."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """What is written there."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The line that it starts on, counted from 1."""
        return self.source.position(self.start)[0]

    def within(self, start: int, end: int) -> Span:
        """A part of it, by offsets of its own text."""
        return Span(self.source, self.start + start, self.start + end)

    def stripped(self) -> Span:
        """Without the white space around it."""
        text = self.text
        lead = len(text) - len(text.lstrip())
        return self.within(lead, lead + len(text.strip()))

    def until(self, other: Span) -> Span:
        """From the start of this one to the end of another."""
        return Span(self.source, self.start, max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Pointer:
    """A value in a spec, by JSON Pointer (RFC 6901); its characters are looked up when shown.

    With `key`, what is meant is the key of the value: the name of a property, not its schema.
    """

    source: Source
    pointer: str
    key: bool = False

    @property
    def written(self) -> Written:
        """Where that is in the file as it is written, or the nearest that is there."""
        pointer, known = self.pointer, self.source.written
        if not known:
            return Written(pointer, self.key)
        found = known.get((pointer, self.key)) or known.get((pointer, not self.key))
        while found is None and pointer:
            pointer = pointer.rpartition("/")[0]
            found = known.get((pointer, False)) or known.get((pointer, True))
        return found or Written("")


class Written(NamedTuple):
    """A value in a file, its key, or a `stretch` of the characters of a value that is a string.

    Without a pointer it is a stretch of the file.
    """

    pointer: str
    key: bool = False
    stretch: tuple[int, int] | None = None


Anchor = Span | Pointer
"""Where something is said."""


_OFFSET = itemgetter(0)


class Stretch(NamedTuple):
    """A stretch of a text that stands somewhere else: its offset in the text, start and end there.

    Where it is as long there as in the text, each character has its place; else the whole has one.
    """

    offset: int
    start: int
    end: int


class Text(str):
    """A string that remembers where it stands."""

    __slots__ = ("_lines", "_stretches", "span")
    span: Span
    _lines: Sequence[_Line] | None
    _stretches: Sequence[Stretch]

    def __new__(cls, value: str, span: Span, stretches: Sequence[Stretch] = ()) -> Text:
        """A text; `stretches` say where its parts stand, where that can't be told from `span`."""
        self = super().__new__(cls, value)
        self.span, self._lines, self._stretches = span, None, stretches
        return self

    def at(self, start: int, end: int) -> Span:
        """Where a stretch of it stands, though its lines may have lost what is in front of them.

        Where the text is written in another way than it reads and nothing tells its places, it is a
        guess that stays on the line.
        """
        if self._stretches:
            return self._told(start, end)
        if self._lines is None:  # asked for many stretches of a long text, it is compared once
            written = self.span.text
            self._lines = () if self == written else tuple(_lines(self, written))
        if not self._lines:
            return self.span.within(start, end)
        first = self._written(start)
        last = self._written(end - 1) + 1 if end > start else first
        return self.span.within(first, max(first, last))

    def _told(self, start: int, end: int) -> Span:
        first, _ = self._place(start)
        last = self._place(end - 1)[1] if end > start else first
        return Span(self.span.source, first, max(first, last))

    def _place(self, offset: int) -> tuple[int, int]:
        """Where a character starts and ends."""
        number = max(bisect_right(self._stretches, offset, key=_OFFSET) - 1, 0)
        stretch = self._stretches[number]
        following = self._stretches[number + 1 : number + 2]
        length = (following[0].offset if following else len(self)) - stretch.offset
        if length != stretch.end - stretch.start:
            return stretch.start, stretch.end
        place = min(stretch.start + max(offset - stretch.offset, 0), stretch.end)
        return place, min(place + 1, stretch.end)

    def _written(self, offset: int) -> int:
        """An offset in what is written, for one in this text."""
        lines = self._lines or ()
        line = lines[max(bisect_right(lines, offset, key=attrgetter("start")) - 1, 0)]
        return line.place + min(offset - line.start + line.lost, line.length)


class _Line(NamedTuple):
    """A line of a text: its offset there and in what is written, and what it lost in front."""

    start: int
    place: int
    lost: int
    length: int


def _lines(text: str, written: str) -> Iterator[_Line]:
    """The lines of a text that are written too, and an empty one where it has more."""
    start = place = 0
    for own, line in zip(text.split("\n"), written.split("\n"), strict=False):
        cut = len(line) - len(own) if line.endswith(own) else max(line.find(own.strip()), 0)
        yield _Line(start, place, cut, len(line))
        start, place = start + len(own) + 1, place + len(line) + 1
    yield _Line(start, len(written), 0, 0)
