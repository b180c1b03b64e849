"""Strings that know where each of their characters stands, however they are cut and joined."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, SupportsIndex

from doclint.model.source import Source, Span, Stretch, Text

PAD = "\0"
"""What stands behind a character that is two columns wide."""

_FIRST = itemgetter(0)
_CUT = str.__getitem__
_TAB = 8
# docutils splits lines at more than line breaks, and has a meaning of its own for NUL.
_ODD = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029\r", " ") | {PAD: "\ufffd"})

Pieces = tuple[tuple[int, int], ...]
"""Where stretches of a text stand: (offset in the text, offset in the source), ascending."""


class Placed(str):
    """A stretch of a source, or several joined, that is cut with its places."""

    __slots__ = ("pieces",)
    pieces: Pieces

    def __new__(cls, text: str, pieces: Pieces) -> Placed:  # noqa: D102 - a constructor
        self = super().__new__(cls, text)
        self.pieces = pieces
        return self

    def at(self, offset: int) -> int:
        """Where the character at an offset stands."""
        if len(self.pieces) == 1:
            return self.pieces[0][1] + offset - self.pieces[0][0]
        last = self.pieces[max(bisect_right(self.pieces, offset, key=_FIRST) - 1, 0)]
        return last[1] + offset - last[0]

    @property
    def start(self) -> int:
        """Where it starts."""
        return self.at(0)

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.at(len(self) - 1) + 1 if self else self.at(0)

    def __getitem__(self, key: SupportsIndex | slice) -> Any:
        text = _CUT(self, key)
        if type(key) is not slice:  # docutils looks at each character of a table's borders
            return text
        first = key.start or 0
        if first < 0 or first > len(self):
            first, _, _ = key.indices(len(self))
        pieces = self.pieces
        if len(pieces) == 1:
            return Placed(text, ((0, pieces[0][1] + first - pieces[0][0]),))
        return Placed(text, self._from(first, len(text)))

    def _from(self, first: int, length: int) -> Pieces:
        start = bisect_right(self.pieces, first, key=_FIRST)
        end = bisect_right(self.pieces, first + length, key=_FIRST)
        later = ((offset - first, place) for offset, place in self.pieces[start:end])
        return ((0, self.at(first)), *later)

    def lstrip(self, chars: str | None = None, /) -> Placed:
        """Without what is blank in front."""
        placed: Placed = self[len(self) - len(super().lstrip(chars)) :]
        return placed

    def rstrip(self, chars: str | None = None, /) -> Placed:
        """Without what is blank behind."""
        placed: Placed = self[: len(super().rstrip(chars))]
        return placed

    def strip(self, chars: str | None = None, /) -> Placed:
        """Without what is blank around it."""
        return self.rstrip(chars).lstrip(chars)

    def splitlines(self, keepends: bool = False) -> list[Any]:
        """Its lines; there are no breaks but plain ones."""
        lines, start = [], 0
        while (end := self.find("\n", start)) >= 0:
            lines.append(self[start : end + keepends])
            start = end + 1
        return [*lines, self[start:]] if start < len(self) else lines


def joined(lines: Iterable[str], between: str = "\n") -> Placed:
    """Lines with something between them; those without places are left where they were met."""
    pieces: list[tuple[int, int]] = []
    length = 0
    every = list(lines)
    for line in every:
        if isinstance(line, Placed):
            for offset, place in line.pieces:
                if not pieces or pieces[-1][1] - pieces[-1][0] != place - offset - length:
                    pieces.append((length + offset, place))
        length += len(line) + len(between)
    return Placed(between.join(every), tuple(pieces) or ((0, 0),))


def lines_of(source: Source, base: int = 0) -> list[Placed]:
    """The lines of a source whose first place is `base`, without tabs and blanks behind."""
    text = source.text.translate(_ODD)
    return [
        _line(line.rstrip(), base + start)
        for line, start in zip(text.split("\n"), source.line_starts, strict=True)
    ]


def _line(line: str, start: int) -> Placed:
    if "\t" not in line:
        return Placed(line, ((0, start),))
    shown, pieces = "", []
    for number, part in enumerate(line.split("\t")):
        if number:
            shown += " " * (_TAB - len(shown) % _TAB)
            start += 1
        pieces.append((len(shown), start))
        shown += part
        start += len(part)
    return Placed(shown, tuple(pieces))


def padded(line: str, pad: str = PAD) -> str:
    """A line with something behind each wide character, so that columns can be counted."""
    if line.isascii():
        return line
    text, pieces = "", []
    for number, char in enumerate(line):
        pieces.append((len(text), line.at(number) if isinstance(line, Placed) else 0))
        text += char
        if unicodedata.east_asian_width(char) in "WF":
            text += pad
    return Placed(text, tuple(pieces))


def unpadded(line: str, pad: str = PAD) -> str:
    """A line without what was put behind wide characters."""
    if pad not in line:
        return line  # `replace` would give back a bare string
    if not isinstance(line, Placed):
        return line.replace(pad, "")
    kept = [number for number, char in enumerate(line) if char != pad]
    pieces = tuple((to, line.at(number)) for to, number in enumerate(kept))
    return Placed("".join(str.__getitem__(line, number) for number in kept), pieces)


def code(lines: Sequence[Placed], *, base: int, source: Source) -> Text:
    """Lines of code as they are copied, each character in its place."""
    whole = joined(lines)
    first = whole.start - base
    span = Span(source, first, max(first, whole.end - base))
    if whole == span.text:
        return Text(whole, span)
    pieces = whole.pieces
    following = (*pieces[1:], (len(whole), whole.end))
    ends = ((size, end - base) for size, end in following)
    stretches = (
        stretch
        for (at, place), (size, end) in zip(pieces, ends, strict=True)
        for stretch in _stretches(at, place - base, size, end)
    )
    return Text(str(whole), span, tuple(stretches))


def _stretches(at: int, place: int, size: int, end: int) -> Iterator[Stretch]:
    """A piece of a text, from `at` to `size`, and apart from it the blanks of a tab behind it."""
    if size - at <= end - place:
        yield Stretch(at, place, place + size - at)
        return
    tab = end - 1
    if place < tab:
        yield Stretch(at, place, tab)
    yield Stretch(at + max(tab - place, 0), max(tab, place), end)
