"""Where a regular expression finds something: in what is read, in code, in all that is written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from doclint.checks._kinds import Titles
from doclint.checks._shown import proses
from doclint.model.page import Example, Page, Prose
from doclint.model.project import Described
from doclint.model.source import Span
from doclint.read.vocabulary import load_vocabulary

_Match = tuple[re.Match[str], Span]


def texts(page: Page, pattern: re.Pattern[str], within: str) -> Iterator[_Match]:
    """What the pattern finds on a page, with its place; never nothing at all."""
    kinds = {"prose": _in_prose, "code": _in_code, "page": _as_written}
    yield from (found for found in kinds[within](page, pattern) if found[0][0])


def stretches(described: Described, titles: Titles) -> Iterator[Span]:
    """The sections of a page that have one of the titles, with all inside them."""
    words = load_vocabulary(described.words)
    for section in described.page.walk():
        if titles.fit(section.heading, words):
            yield section.span


def _as_written(page: Page, pattern: re.Pattern[str]) -> Iterator[_Match]:
    for source in page.sources:
        for match in pattern.finditer(source.text):
            yield match, source.span(*match.span())


def _in_prose(page: Page, pattern: re.Pattern[str]) -> Iterator[_Match]:
    """In texts as their reader sees them, but for what stands in code."""
    for prose, _ in proses(page):
        codes = _codes(prose)
        for match in pattern.finditer(prose.text):
            span = prose.at(*match.span())
            if not _overlaps(span, codes):
                yield match, span


def _in_code(page: Page, pattern: re.Pattern[str]) -> Iterator[_Match]:
    """In the bodies of code blocks, and in code spans."""
    for block in page.blocks():
        if isinstance(block, Example):
            for match in pattern.finditer(str(block.body)):
                yield match, block.body.at(*match.span())
    for prose, _ in proses(page):
        for start, end in _codes(prose):
            written = Span(prose.span.source, start, end)
            for match in pattern.finditer(written.text):
                yield match, written.within(*match.span())


def _codes(prose: Prose) -> list[tuple[int, int]]:
    """The stretches of code in a text, by offset in the source, without their back-ticks."""
    return [i.inner or (i.start, i.end) for i in prose.walk() if i.kind == "code"]


def _overlaps(span: Span, codes: list[tuple[int, int]]) -> bool:
    at = bisect_right(codes, (span.end - 1, span.end)) - 1
    return at >= 0 and codes[at][1] > span.start
