"""Headings and blocks in the order of the page, as a tree of sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from doclint.model.page import Block, Heading, Section
from doclint.model.record import dataclass
from doclint.model.source import Source, Span


@dataclass(slots=True)
class _Open:
    """A section that goes on."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    def closed(self, end: Span) -> Section:
        """The section, up to where the next one starts; where that is another file's, its own."""
        first = self.heading.span if self.heading else self.blocks[0].span
        same = end.source is first.source and first.start <= end.start
        stop = end.start if same else max(self._ends(first))
        span = Span(first.source, first.start, stop).stripped()
        return Section(self.heading, tuple(self.blocks), tuple(self.sections), span)

    def _ends(self, first: Span) -> Iterator[int]:
        """Where that of it ends which stands in the file that it begins in."""
        yield first.end
        for part in (*self.blocks, *self.sections):
            if part.span.source is first.source:
                yield part.span.end


def sections(
    pieces: Iterable[Heading | Block], end: int, source: Source | None = None
) -> tuple[Section, ...]:
    """The sections of a page that ends at an offset; each one ends where the next one starts.

    `source` is the page's, where some of its pieces may stand in files that it takes in.
    """
    done: list[Section] = []
    stack = [_Open(None)]
    last = Span(source, end, end) if source else None

    def close(level: int, at: Span) -> None:
        while stack and stack[-1].level >= level:
            top = stack.pop()
            if top.heading or top.blocks:
                (stack[-1].sections if stack else done).append(top.closed(at))

    for each in pieces:
        piece = _without_sign(each) if isinstance(each, Heading) else each
        last = last or Span(piece.span.source, end, end)
        if isinstance(piece, Heading):
            if stack[0].heading is None:
                close(0, piece.span)
            close(piece.level, piece.span)
            stack.append(_Open(piece))
        else:
            stack[-1].blocks.append(piece)
    if last is not None:
        close(0, last)
    return tuple(done)


def _without_sign(heading: Heading) -> Heading:
    """A heading without the sign of a link to it, which is left where a tool made text of HTML."""
    text = heading.prose.text
    if not text.rstrip().endswith(_SIGNS) or text.strip() in _SIGNS:
        return heading
    shown = text.rstrip().rstrip("".join(_SIGNS)).rstrip()
    return replace(heading, prose=replace(heading.prose, text=shown)) if shown else heading


_SIGNS = ("¶", "🔗")
