"""What a page takes in and nobody could read: which contracts it may be a part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from doclint.model.contract import Contract
from doclint.model.page import Include, Page, inside
from doclint.model.source import Span
from doclint.parse.include_files import is_harmless


def with_gaps(page: Page, contracts: Sequence[Contract]) -> Iterator[Contract]:
    """The contracts of a page, each with what may belong to it and was not read.

    What stands in the sections of an operation is its own; all else may be about each of them.
    """
    gaps = [gap for gap in page.gaps if not is_harmless(gap.path)]
    if not gaps:
        yield from contracts
        return
    own = {id(one): _inside(one, gaps) for one in contracts}
    taken = {id(gap) for one in contracts if one.namings for gap in own[id(one)]}
    for one in contracts:
        mine = {id(gap) for gap in own[id(one)]}
        theirs = taken - mine
        yield replace(one, gaps=(*one.gaps, *(gap for gap in gaps if id(gap) not in theirs)))


def _inside(contract: Contract, gaps: Sequence[Include]) -> list[Include]:
    spans = [
        each.span
        for section in contract.sections
        for block in section.blocks
        for each in inside(block)
    ]
    return [gap for gap in gaps if any(_holds(span, gap.span) for span in spans)]


def _holds(outer: Span, inner: Span) -> bool:
    same = outer.source.path == inner.source.path
    return same and outer.start <= inner.start < max(outer.end, outer.start + 1)
