"""Text that is parsed in one go, and where it lies in the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

_BLANKS = " \t\n"


class Excerpt:
    """The page, or the lines of a list item or quote without their markers and indentation.

    A container is parsed from such a copy of its lines. Lines keep their order, and behind its
    leading blanks each one is an exact suffix of a line of the outer excerpt. So the ends of lines
    correspond, and one number a line turns any offset into the page's. That each line is a suffix
    is checked on the way, not trusted.
    """

    def __init__(
        self, text: str, outer: Excerpt | None = None, first_line: int = 0, offset: int = 0
    ) -> None:
        """`first_line` is the outer one's that our first is cut from; `offset` is the page's."""
        self.text = text
        self.outer = outer
        self.first_line = first_line
        self.offset = offset
        self._exact = True
        self._lines: list[str] | None = None  # a cached_property takes a lock on Python 3.11
        self._ends: list[int] | None = None
        self._shifts: list[int] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines without their line breaks."""
        if self._lines is None:
            self._lines = self.text.removesuffix("\n").split("\n")
        return self._lines

    @property
    def ends(self) -> list[int]:
        """Where each line ends, before its line break."""
        if self._ends is None:
            self._ends = list(accumulate(map(len, self.lines), lambda end, size: end + 1 + size))
        return self._ends

    def line_at(self, offset: int) -> int:
        """The line of an offset, counted from 0."""
        return bisect_left(self.ends, offset)

    def start_of(self, line: int) -> int:
        """Where a line starts."""
        return self.ends[line - 1] + 1 if line else 0

    @property
    def exact(self) -> bool:
        """Whether every line is a suffix, so that every place is right."""
        return self.outer is None or (bool(self.shifts) and self._exact)

    @property
    def shifts(self) -> list[int]:
        """For each line, what to add to an offset to get the page's."""
        if self._shifts is None:
            self._shifts = self._aligned()
        return self._shifts

    def _aligned(self) -> list[int]:
        if self.outer is None:
            return [self.offset] * len(self.ends)
        at, shifts = self.first_line, []
        lines, ends, outer_shifts = self.outer.lines, self.outer.ends, self.outer.shifts
        self._exact = self.outer.exact
        last = len(lines) - 1
        for line, end in zip(self.lines, self.ends, strict=True):
            tail = line.lstrip(" \t")
            while at <= last and not lines[at].endswith(tail):
                at += 1
                self._exact = False
            nearest = min(at, last)
            shifts.append(ends[nearest] + outer_shifts[nearest] - end)
            at += 1
        return shifts

    def in_page(self, offset: int) -> int:
        """The page's offset for one of ours; exact behind a line's leading blanks."""
        if self.outer is None:
            return offset + self.offset
        return offset + self.shifts[min(self.line_at(offset), len(self.shifts) - 1)]


class Slice(NamedTuple):
    """A stretch of an excerpt."""

    excerpt: Excerpt
    start: int
    end: int

    @property
    def text(self) -> str:
        """What is written there."""
        return self.excerpt.text[self.start : self.end]

    def stripped(self) -> Slice:
        """Without the blanks around it: those in front may differ from the page's."""
        excerpt, start, end = self
        text = excerpt.text
        while start < end and text[start] in _BLANKS:
            start += 1
        while end > start and text[end - 1] in _BLANKS:
            end -= 1
        return Slice(excerpt, start, end)

    def in_page(self, offset: int = 0) -> int:
        """The page's offset for an offset of our text."""
        return self.excerpt.in_page(self.start + offset)

    def placing(self) -> Callable[[int], int]:
        """`in_page`, as fast as can be: most text moves as a whole."""
        text = self.excerpt.text
        if self.excerpt.outer is None or text.find("\n", self.start, self.end) < 0:
            return self.in_page().__add__
        return self.in_page
