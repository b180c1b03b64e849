"""Headings and blocks in the order of the page, as a tree of sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from doclint.model.page import Block, Heading, Section
from doclint.model.source import Span


@dataclass(slots=True)
class _Open:
    """A section that goes on."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    def closed(self, end: int) -> Section:
        first = self.heading.span if self.heading else self.blocks[0].span
        span = Span(first.source, first.start, max(first.start, end)).stripped()
        return Section(self.heading, tuple(self.blocks), tuple(self.sections), span)


def sections(pieces: Iterable[Heading | Block], end: int) -> tuple[Section, ...]:
    """The sections of a page that ends at an offset; each one ends where the next one starts."""
    done: list[Section] = []
    stack = [_Open(None)]

    def close(level: int, at: int) -> None:
        while stack and stack[-1].level >= level:
            last = stack.pop()
            if last.heading or last.blocks:
                (stack[-1].sections if stack else done).append(last.closed(at))

    for piece in pieces:
        if isinstance(piece, Heading):
            if stack[0].heading is None:
                close(0, piece.span.start)
            close(piece.level, piece.span.start)
            stack.append(_Open(piece))
        else:
            stack[-1].blocks.append(piece)
    close(0, end)
    return tuple(done)
