"""Files that a page of HTML takes in: comments that a server reads, tags of a site's generator."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from doclint.model.page import Include, Page
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.parse.includes.notations import Statement, statements
from doclint.parse.includes.reading import Piece, Taking, pieces_of
from doclint.parse.includes.texts import Texts
from doclint.parse.sections import sections

_COMMENT = regex(
    r"""<!--\s?#include\s{1,9}(?:file|virtual)\s?=\s?["'](?P<path>[^"'\n]{1,500})["']\s?--+>"""
)
_KINDS = frozenset(("tag", "comment", "braces", "own"))
_LONGEST = 1000  # characters of a line that may be a statement


def with_includes(page: Page, texts: Texts) -> Page:
    """The page with the files that it takes in, each between the blocks that it stands between."""
    taking = Taking.of(page.source, texts, html=True)
    found = sorted(_found(taking), key=lambda each: each.start) if taking.active else []
    if not found:
        return page
    pieces = list(_spliced([*pieces_of(page)], found, taking))
    return replace(
        page,
        sections=sections(pieces, page.sections[-1].span.end if page.sections else 0, page.source),
        comments=(*page.comments, *taking.comments),
        notes=(*page.notes, *(note for note in taking.notes if note.code != "broken-html")),
        includes=tuple(taking.includes),
        tags=(*page.tags, *taking.tags),
    )


def _found(taking: Taking) -> Iterator[Statement]:
    source = taking.source
    for match in _COMMENT.finditer(source.text):
        yield Statement(match.start(), match.end(), "server-side", (match["path"],))
    wanted = [notation for notation in taking.known if notation.name in _KINDS]
    for start in _lines_with_braces(source) if wanted else ():
        line = source.text[start : start + _LONGEST].partition("\n")[0]
        for each in statements(line, wanted, {}):
            if each.kind != "unknown":
                yield replace(each, start=start + each.start, end=start + each.end)


def _lines_with_braces(source: Source) -> Iterator[int]:
    """Where the lines begin that may hold a notation in braces."""
    for start in source.line_starts:
        if "{" in source.text[start : start + _LONGEST].partition("\n")[0]:
            yield start


def _spliced(pieces: list[Piece], found: list[Statement], taking: Taking) -> Iterator[Piece]:
    starts = [piece.span.start for piece in pieces]
    at = 0
    for each in found:
        span = taking.source.span(each.start, each.end)
        place = bisect_left(starts, each.start)
        yield from pieces[at:place]
        at = max(at, place)
        if place < len(pieces) and pieces[place].span.start == each.start:
            at += pieces[place].span.end <= each.end  # the tag itself, which was read as text
        if place and pieces[place - 1].span.end > each.start:
            taking.gap(Include(span, each.paths[0], None, "within HTML", each.kind))
        else:
            yield from taking.pieces(each, span)
    yield from pieces[at:]
