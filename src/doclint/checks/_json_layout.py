"""How an example is laid out: lines, indentation, and which bracket its writer forgot."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from doclint.model.value import JsonText, Value

_CONTAINERS = ("object", "array")


class Layout:
    """The lines of an example and the brackets on them. Lines count from 0."""

    def __init__(self, body: str, read: JsonText) -> None:
        self.body = body
        lines = body.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self.firsts = [
            start + len(line) - len(line.lstrip())
            for start, line in zip(self.starts, lines, strict=False)
        ]
        self.lasts = [
            start + len(line.rstrip()) for start, line in zip(self.starts, lines, strict=False)
        ]
        self.remarks = {one.start: one.end for one in read.deviations if one.code == "comment"}
        inside = [found for value in read.values for found in value.walk()]
        self.keys = {key.end: key for _, key, _ in inside if key is not None}
        self.fields = {value.start for _, key, value in inside if key is not None}
        self.brackets = [v for _, _, v in inside if v.kind in _CONTAINERS and v.end > v.start]

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return min(bisect_right(self.starts, offset), len(self.firsts)) - 1

    def is_first(self, offset: int) -> bool:
        """Whether there are but blanks before it on its line."""
        return self.firsts[self.line(offset)] >= offset

    def is_last(self, offset: int) -> bool:
        """Whether there are but blanks behind it on its line."""
        return self.lasts[self.line(offset)] <= offset + 1

    def indent(self, offset: int) -> int:
        """How far the line of an offset is indented."""
        line = self.line(offset)
        return self.firsts[line] - self.starts[line]

    def before(self, offset: int) -> str:
        """The line up to an offset."""
        return self.body[self.starts[self.line(offset)] : offset]

    def behind(self, offset: int) -> str:
        """The rest of the line."""
        return self.body[offset : self.starts[self.line(offset) + 1] - 1]

    def rest(self, offset: int) -> int:
        """The offset of the next character that is no white space and in no remark."""
        while offset < len(self.body):
            if offset in self.remarks:
                offset = max(self.remarks[offset], offset + 1)
            elif self.body[offset].isspace():
                offset += 1
            else:
                break
        return offset

    def unclosed(self, start: int) -> tuple[int, int]:
        """The bracket that was forgotten, and the offset that shows it, for one that has no end.

        A closer on a line of its own that stands further left than its opener's line closes the
        bracket around it; so the one that it seems to close is the one that has no closer.
        """
        ends = [one.end for one in self.brackets if one.start == start]
        seen = [(self.rest(end), start) for end in ends] or [(len(self.body), start)]
        for inner in self.brackets:
            own = inner.start >= start and self._is_block(inner)
            if own and self.is_first(inner.end - 1):
                if self.indent(inner.end - 1) < self.indent(inner.start):
                    seen.append((inner.end - 1, inner.start))
        return min(seen)[::-1]

    def early_closer(self, start: int, end: int) -> int | None:
        """A closer at the end of a line, with another for the same bracket on the next line.

        That is where an example with one bracket too many was edited.
        """
        for one in self.brackets:
            closer = one.end - 1
            if start <= one.start and closer < end and self._is_block(one):
                following = self.rest(one.end)
                if self.body[following : following + 1] == ",":
                    following = self.rest(following + 1)
                twice = self.body[following : following + 1] in ("}", "]")
                own = twice and self.is_first(following) and not self.is_first(closer)
                if own and self.indent(following) == self.indent(one.start):
                    return closer
        return None

    def _is_block(self, value: Value) -> bool:
        """Whether it has its closer, and ends the line that it begins on."""
        over = self.line(value.start) != self.line(value.end - 1)
        return value.closed and over and self.is_last(value.start)
