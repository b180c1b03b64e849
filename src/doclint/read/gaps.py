"""What a page takes in and nobody could read: which contracts it may be a part of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter

from doclint.model.contract import Contract
from doclint.model.page import Definitions, Element, Include, Items, Page, Table, inside
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.parse.includes.files import is_harmless
from doclint.read.vocabulary import Vocabulary

_LISTS = (Table, Items, Definitions, Element)
_WORD = regex(r"[^\W\d_]+")


def with_gaps(
    page: Page, contracts: Sequence[Contract], vocabulary: Vocabulary
) -> Iterator[Contract]:
    """The contracts of a page, each with what may belong to it and was not read.

    What stands in the sections of an operation is its own; all else may be about each of them.
    """
    remarks = _opening(page)
    gaps = [gap for gap in page.gaps if not is_harmless(gap.path)]
    gaps = [gap for gap in gaps if not (gap in remarks and _is_remark(gap, vocabulary))]
    if not gaps:
        yield from contracts
        return
    own = {id(one): _inside(one, gaps) for one in contracts}
    taken = {id(gap) for one in contracts if one.namings for gap in own[id(one)]}
    for one in contracts:
        mine = {id(gap) for gap in own[id(one)]}
        theirs = taken - mine
        yield replace(one, gaps=(*one.gaps, *(gap for gap in gaps if id(gap) not in theirs)))


def _opening(page: Page) -> list[Include]:
    """What is taken in below the title, where nothing is listed: a remark about the whole page."""
    parts = (section for section in page.walk() if section.heading)
    first, second = next(parts, None), next(parts, None)
    if first is None or second is None or any(isinstance(each, _LISTS) for each in first.blocks):
        return []
    start, end = first.span.start, second.span.start
    own = (gap for gap in page.gaps if gap.span.source is page.source)
    return [gap for gap in own if start <= gap.span.start < end]


def _is_remark(gap: Include, vocabulary: Vocabulary) -> bool:
    """Whether a file's name speaks of no part of an operation, as `beta-note.md` does not."""
    words = _WORD.findall(gap.path.rpartition("/")[2].partition(".")[0])
    return bool(words) and not vocabulary.roles(" ".join(words))


def _inside(contract: Contract, gaps: Sequence[Include]) -> list[Include]:
    spans = [
        each.span
        for section in contract.sections
        for block in section.blocks
        for each in inside(block)
    ]
    held = {path: _reaches(those) for path, those in _by_source(spans).items()}
    return [gap for gap in gaps if _holds(held.get(gap.span.source.path, ()), gap.span.start)]


def _by_source(spans: Sequence[Span]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span in spans:
        found.setdefault(span.source.path, []).append(span)
    return found


def _reaches(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Where each span starts, in order, and how far it or one in front of it goes."""
    found = sorted((span.start, max(span.end, span.start + 1)) for span in spans)
    ends = accumulate((end for _, end in found), max)
    return [(start, end) for (start, _), end in zip(found, ends, strict=True)]


def _holds(reaches: Sequence[tuple[int, int]], offset: int) -> bool:
    last = bisect_right(reaches, offset, key=itemgetter(0)) - 1
    return last >= 0 and offset < reaches[last][1]
