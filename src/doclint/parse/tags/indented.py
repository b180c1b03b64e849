"""Text that is indented because it stands in a tag, as the tool reads it: without the indentation.

Components are written like code, each level further in; what is in them is Markdown all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.model.tag import Tag, walk
from doclint.parse.markdown.excerpt import Excerpt

_FENCE = regex(r"^[ \t]*(`{3,}|~{3,})[^`\n]*$")
_FEW = 3  # blanks that make no code
_MOST = 3000  # tags of a page


INDENTED = regex(r"^(?: {4}|\t)", re.M)
"""What every text has of which this could change anything."""


def fences(source: Source) -> Iterator[tuple[int, int]]:
    """The lines between fences, however far they are indented."""
    at, fence, start, text = 0, "", 0, source.text
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence, start = mark[1], at
        elif mark and mark[1].startswith(fence) and line.strip().strip(fence[0]) == "":
            yield start, at + len(line)
            fence = ""
        at += len(line) + 1
    if fence:
        yield start, len(text)


def unindented(excerpt: Excerpt, tags: Iterable[Tag]) -> Excerpt:
    """The excerpt, where what stands in tags is moved to the column of the tags."""
    holders = [tag for tag in walk(tags) if tag.inner and "\n" in tag.inner.text]
    if not holders or len(holders) > _MOST:
        return excerpt
    lines = list(excerpt.lines)
    moved = False
    for tag in holders:
        first = excerpt.line_at(max(tag.opened.end - excerpt.offset, 0))
        last = excerpt.line_at(max(tag.inner.end - excerpt.offset, 0)) if tag.inner else first
        own = excerpt.line_at(max(tag.opened.start - excerpt.offset, 0))
        moved |= _move(lines, own, range(first + 1, last))
    return Excerpt("\n".join(lines) + "\n", excerpt) if moved else excerpt


def _move(lines: list[str], own: int, inside: range) -> bool:
    """Move lines to the left, up to the column where their tag begins."""
    if not lines[own].lstrip(" \t").startswith(("<", "{", "=", "!", "?")):
        return False
    widths = [_width(lines[number]) for number in inside if lines[number].strip()]
    surplus = min(widths, default=0) - _width(lines[own])
    if surplus <= 0 or max(widths) <= _FEW:
        return False
    for number in inside:
        lines[number] = lines[number][min(surplus, _width(lines[number])) :]
    return True


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
