"""Comments of a page: those of HTML, of MDX and of Jinja, outside of code."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from doclint.model.pattern import regex
from doclint.model.source import Source, Span

# `{#name}` behind a heading is an anchor.
OPENER = regex(r"<!--|\{/\*|\{#(?![\w:.-]+\})")
_CLOSERS = {"<!--": "-->", "{/*": "*/}", "{#": "#}"}


def comments(source: Source, code: Iterable[tuple[int, int]], start: int) -> Iterator[Span]:
    """The comments from an offset on; `code` are the stretches where none can be."""
    taken = sorted(code)
    starts = [first for first, _ in taken]
    absent: set[str] = set()
    at = start
    while opener := OPENER.search(source.text, at):
        at = opener.end()
        nth = bisect_right(starts, opener.start()) - 1
        if nth >= 0 and opener.start() < taken[nth][1]:
            at = taken[nth][1]
        elif opener[0] not in absent:
            close = source.text.find(_CLOSERS[opener[0]], at)
            if close < 0:
                absent.add(opener[0])
            else:
                at = close + len(_CLOSERS[opener[0]])
                yield source.span(opener.start(), at)
