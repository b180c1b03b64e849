"""Rows that fell out of their table: lines between bars that renderers show as text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from doclint.link.compare import squeezed
from doclint.model.contract import Contract
from doclint.model.pattern import regex
from doclint.model.source import Span

_ROW = regex(r"^[ \t]*\|[ \t`*]*(?P<name>[\w.$@-]+)", re.M)
"""The first cell of a line that looks like a row, be it in a table or fallen out of one."""


def row_names(contract: Contract) -> set[str]:
    """The names in the first cells of all lines that look like rows, as they are compared."""
    spans = (contract.span, *_elsewhere(contract))
    return {squeezed(match["name"]) for span in spans for match in _ROW.finditer(span.text)}


def lost_names(contract: Contract) -> set[str]:
    """Those of lines that stand in no table."""
    start = contract.span.start
    spans = (each.table.span for each in contract.listings if each.table)
    tables = sorted({(s.start, s.end) for s in spans if s.source is contract.span.source})
    return {
        squeezed(match["name"])
        for match in _ROW.finditer(contract.span.text)
        if not _is_in(tables, start + match.start("name"))
    }


def _elsewhere(contract: Contract) -> Iterator[Span]:
    """What belongs to a contract, and stands in a file that its page takes in."""
    for section in contract.sections:
        for block in section.blocks:
            if block.span.source is not contract.span.source:
                yield block.span


def _is_in(stretches: Sequence[tuple[int, int]], place: int) -> bool:
    last = bisect_right(stretches, place, key=itemgetter(0)) - 1
    return last >= 0 and place < stretches[last][1]
