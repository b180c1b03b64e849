"""A stretch of HTML on its way to blocks, and how it is placed on its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from doclint.model.page import Prose
from doclint.model.record import dataclass
from doclint.model.source import Source, Span


class InlineReader(Protocol):
    """What reads a stretch of the text as inline Markdown."""

    def __call__(self, start: int, end: int, /) -> Prose: ...  # noqa: D102 - a function


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML in a page: its text, what turns its offsets into the page's, and how Markdown is read.

    `jsx` is for MDX, where text between tags is Markdown.
    """

    source: Source
    text: str
    place: Callable[[int], int]
    inline: InlineReader | None = None
    jsx: bool = False

    def span(self, start: int, end: int) -> Span:
        """Offsets of the text as a place in the page."""
        first = self.place(start)
        return Span(self.source, first, max(first, self.place(end)))

    def stripped(self, start: int, end: int) -> tuple[int, int]:
        """The same without white space around it."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        return start, start + len(text.strip())
