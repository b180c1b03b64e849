"""The files that a page of reStructuredText is made of, in one row of places.

docutils puts what is included where the directive stands. So that each character still knows where
it comes from, the places of every file begin where those of the one before end.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from doclint.model.page import Include
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.parse.includes.texts import Texts
from doclint.parse.rst.places import Placed, joined, lines_of

if TYPE_CHECKING:
    from doclint.parse.rst.explicit import Construct

_MOST = 2_000_000  # characters of all that is included


@dataclass(slots=True)
class Files:
    """The page and what it includes. `bases` are the first places of its `sources`."""

    source: Source
    texts: Texts
    sources: list[tuple[Source, Texts]] = field(init=False)
    bases: list[int] = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.sources, self.bases = [(self.source, self.texts)], [0]
        self.end = len(self.source.text) + 1

    def base(self, place: int) -> int:
        """The first place of the file that a place is in."""
        return self.bases[bisect_right(self.bases, place) - 1]

    def span(self, start: int, end: int) -> Span:
        """A stretch of a file."""
        number = bisect_right(self.bases, start) - 1
        source, base = self.sources[number][0], self.bases[number]
        size = len(source.text)
        first = min(start - base, size)
        return Span(source, first, min(max(first, end - base), size))

    def named(self, path: Placed, *, kind: str = "") -> Include:
        """A file by the path that the page has for it: with a kind, it is no text of the page's."""
        texts = self.sources[bisect_right(self.bases, path.start) - 1][1]
        include = texts.include(self.span(path.start, path.end), str(path), kind=kind)
        return replace(include, whole=not kind)

    def include(self, construct: Construct) -> tuple[Include, list[Placed]]:
        """A file that is to stand in place of its directive, and those of its lines that do."""
        include, lines = self.opened(construct.argument)
        return include, chosen(lines, construct.options)

    def opened(self, path: Placed) -> tuple[Include, list[Placed]]:
        """A file by the path that the page has for it, and its lines with places of their own."""
        include = self.named(path)
        if include.source is None or self.end > _MOST + len(self.source.text):
            return include, []
        texts = self.sources[bisect_right(self.bases, path.start) - 1][1]
        base, self.end = self.end, self.end + len(include.source.text) + 1
        self.bases.append(base)
        self.sources.append((include.source, texts.within(include.span.source)))
        return include, lines_of(include.source, base)


def chosen(lines: list[Placed], options: dict[str, Any]) -> list[Placed]:
    """Those lines of a file that the options of a directive ask for."""
    first, last = _number(options.get("start-line")), _number(options.get("end-line"))
    lines = lines[first:last]
    text = joined(lines)
    start = options.get("start-after")
    if start and (at := text.find(str(start))) >= 0:
        text = text[at + len(start) :]
    end = options.get("end-before")
    if end and (at := text.find(str(end))) >= 0:
        text = text[:at]
    return text.splitlines() if start or end else lines


def _number(option: str | None) -> int | None:
    try:
        return int(option) if option else None
    except ValueError:
        return None
