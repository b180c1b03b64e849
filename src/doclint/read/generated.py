"""What a page says of how it was made: that a tool wrote it, and nobody is to edit it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from doclint.model.page import Markup, Page
from doclint.model.pattern import regex
from doclint.model.source import Source, Span
from doclint.read.vocabulary import Vocabulary

_REMARK = regex(r"^[ \t]*#[^\n]*", re.M)
_BLANK = regex(r"[\s_-]+")
_NO = (None, False, "", 0, "false", "no")


class Made(NamedTuple):
    """A stretch of a file that a tool wrote, and where that is said."""

    said: Span
    start: int
    end: int


def made(page: Page, words: Vocabulary) -> tuple[Made, ...]:
    """The stretches of a page, and of the texts that it takes in, that tools wrote.

    What is said in front of all else is true of the whole file. Further below, it holds up to the
    comment that ends it, else to the next heading.
    """
    whole = [Made(said, 0, len(said.source.text) + 1) for said in _front(page, words)]
    return (*whole, *_told(page, words))


def _front(page: Page, words: Vocabulary) -> Iterator[Span]:
    """Where the front matter says it: in a remark, or with a key of its own."""
    matter = page.front_matter
    if matter is None:
        return
    for match in _REMARK.finditer(matter.body.text):
        if _says(match[0], words.words["generated"] | words.words["untouched"]):
            yield matter.body.within(*match.span())
    for key, value in matter.data.items():
        if _plain(str(key)) in words.words["generated_keys"] and value not in _NO:
            yield matter.span


def _told(page: Page, words: Vocabulary) -> Iterator[Made]:
    """What comments say. Those of a stretch with a beginning and an end speak of that alone."""
    tops, both = _tops(page), words.words["generated"] | words.words["untouched"]
    part = both | words.words["generated_keys"]
    left = [*page.comments]
    while left:
        span = left.pop(0)
        size = len(span.source.text) + 1
        if inner := _enclosed(span, left, words):
            del left[: len(inner)]
            if any(_says(one.text, part) for one in (span, *inner)):
                yield Made(span, span.start, inner[-1].end)
        elif span.start < tops.get(span.source, size):
            if _says(span.text, both):
                yield Made(span, 0, size)
        elif _says(span.text, words.words["untouched"]):
            yield Made(span, span.start, _next_heading(page, span))


def _enclosed(span: Span, others: Sequence[Span], words: Vocabulary) -> Sequence[Span]:
    """The comments behind one that begins a stretch, up to that which ends it."""
    if not _says(span.text, words.words["beginning"]):
        return ()
    for number, other in enumerate(others):
        if other.source is span.source and _says(other.text, words.words["ending"]):
            return others[: number + 1]
    return ()


def _tops(page: Page) -> dict[Source, int]:
    """Where the first thing of each file begins that shows, but for its title."""
    found: dict[Source, int] = {}
    title = True
    for section in (one for top in page.sections for one in top.walk()):
        spans = [block.span for block in section.blocks if not isinstance(block, Markup)]
        if section.heading is not None and not title:
            spans.append(section.heading.span)
        title = title and section.heading is None
        for span in spans:
            found[span.source] = min(found.get(span.source, span.start), span.start)
    return found


def _next_heading(page: Page, said: Span) -> int:
    """Where the next heading of a file begins, else its end."""
    sections = (one for top in page.sections for one in top.walk())
    headings = (one.heading.span for one in sections if one.heading)
    below = (one.start for one in headings if one.source is said.source and one.start > said.end)
    return min(below, default=len(said.source.text) + 1)


def _says(text: str, words: Iterable[str]) -> bool:
    """Whether a comment has one of the phrases, as words of their own."""
    said = f" {_plain(text)} "
    return any(_holds(said, word) for word in words)


def _holds(said: str, word: str) -> bool:
    at = said.find(word)
    while at >= 0:
        around = said[at - 1] + said[at + len(word)]
        if not (word.isascii() and any(letter.isalnum() for letter in around)):
            return True
        at = said.find(word, at + 1)
    return False


def _plain(text: str) -> str:
    """Letters without case, with one blank for all that parts words."""
    return _BLANK.sub(" ", text.lower().replace("\u2019", "'")).strip()
