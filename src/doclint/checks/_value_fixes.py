"""Fixes of lists of allowed values, in the marks and with the separators of the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from doclint.checks._cell_edits import replaced, written
from doclint.link.compare import near_names, plain_value
from doclint.model.contract import Said
from doclint.model.finding import Fix
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Source, Span

_MARKS = r"(?:</?code>|[`\"'“”‘’*_{}\[\]()])*"
_GAP = regex(
    rf"(?P<behind>{_MARKS})"
    r"(?P<sign>\s*(?:,|/|\\?\||;|、|，|<br\s*/?>|\n\s*[-*+])?\s*)(?P<word>(?:or|and)\s+)?"
    rf"(?P<before>{_MARKS})",
    re.I,
)
_GLOSS = regex(r"\s*[(（:=]")
_MANY = 60  # values; a longer list is no list of a row


def in_list(
    endpoint: Endpoint, pair: Pair, page: Said[Any], specs: Sequence[Said[Any]]
) -> Fix | None:
    """The values of the spec in a list that holds nothing else, where the page lists others."""
    spans = [said.anchor for said in page.value]
    known = {frozenset(map(plain_value, each.value)) for each in specs}
    if len(known) != 1 or not 1 < len(spans) < _MANY:
        return None
    places = [span for span in spans if isinstance(span, Span)]
    if len(places) < len(spans):
        return None
    gaps = _gaps(places)
    if gaps is None:
        return _slip(endpoint, pair, page.value, specs[0].value)
    values = _wanted(_values(page.value), specs[0].value, _row(pair))
    told = _told(endpoint, pair, places, values)
    if (
        told is None
        or len(told) < 1
        or (told[-1] != places[-1].text and _is_glossed(places[-1], gaps))
    ):
        return None
    text = _joined(told, gaps)
    whole = places[0].until(places[-1])
    edits = replaced(pair.listing, whole, text) if text else ()
    lost = {span.text for span in places} - {*told}
    return Fix(edits, safe=not _stands_again(lost, pair)) if edits else None


def _slip(
    endpoint: Endpoint, pair: Pair, page: Sequence[Said[str]], spec: Sequence[Any]
) -> Fix | None:
    """The value that is meant in place of a slip, where more than values stands in a list."""
    there, known = ({plain_value(value) for value in each} for each in (_values(page), spec))
    odd = [said for said in page if plain_value(said.value) not in known]
    lost = [str(value) for value in spec if plain_value(value) not in there]
    near = near_names(odd[0].value, lost) if len(odd) == 1 else []
    if len(near) != 1 or not isinstance(odd[0].anchor, Span):
        return None
    text = written(near[0], odd[0].anchor, pair.listing, endpoint.page)
    edits = replaced(pair.listing, odd[0].anchor, text) if text else ()
    return Fix(edits, safe=not _stands_again({odd[0].value}, pair)) if edits else None


def _values(page: Sequence[Said[str]]) -> list[str]:
    return [said.value for said in page]


def _stands_again(values: set[str], pair: Pair) -> bool:
    """Whether values that are no more in the list stand elsewhere in its row, too."""
    row = pair.member.row.text if pair.member.row else ""
    return any(len(re.findall(rf"(?<!\w){re.escape(value)}(?!\w)", row)) > 1 for value in values)


def _row(pair: Pair) -> str:
    return pair.member.row.text.lower() if pair.member.row else ""


def _is_glossed(span: Span, gaps: Sequence[re.Match[str]]) -> bool:
    """Whether words about the last value stand behind it, and not behind the list."""
    text = span.source.text
    behind = gaps[0]["behind"]
    end = span.end + len(behind) * text.startswith(behind, span.end)
    return _GLOSS.match(text, end) is not None


def _gaps(spans: Sequence[Span]) -> list[re.Match[str]] | None:
    """What stands between the values; None where that is more than marks and separators."""
    source: Source = spans[0].source
    found = []
    for one, other in pairwise(spans):
        if other.source is not source or other.start < one.end:
            return None
        gap = _GAP.fullmatch(source.text, one.end, other.start)
        if gap is None:
            return None
        found.append(gap)
    return found if len({gap[0] for gap in found[:-1]}) < 2 else None


def _wanted(page: Sequence[str], spec: Sequence[Any], row: str) -> list[Any]:
    """The values that the list is to have, in its own order; a slip gives way to what is meant."""
    known = [plain_value(value) for value in spec]
    there = {plain_value(value) for value in page}
    odd = [value for value in page if plain_value(value) not in known]
    lost = [
        value
        for value in spec
        if value not in (None, "")
        and plain_value(value) not in there
        and (plain_value(value) not in row or odd)
    ]
    wanted: list[Any] = list(page)
    for value in odd:
        near = near_names(value, map(str, lost))
        meant = near[0] if near else None
        if meant is None and len(odd) == len(lost) == 1:
            meant = lost[0]
        if meant is None:
            wanted.remove(value)
        else:
            wanted[wanted.index(value)] = meant
            lost = [each for each in lost if str(each) != str(meant)]
    if lost and len(lost) <= max(1, len(wanted) // 2):
        for value in lost:
            wanted.insert(_position(wanted, value, known), value)
    return wanted


def _position(page: Sequence[Any], value: Any, spec: Sequence[str]) -> int:
    """Where a value belongs in a list that is in the spec's order, or in that of the alphabet."""
    shown = [plain_value(each) for each in page]
    ranks = [spec.index(each) for each in shown if each in spec]
    if ranks == sorted(ranks):
        rank = spec.index(plain_value(value))
        return sum(each < rank for each in ranks)
    if shown == sorted(shown):
        return sum(each < plain_value(value) for each in shown)
    return len(shown)


def _told(
    endpoint: Endpoint, pair: Pair, places: Sequence[Span], values: Sequence[Any]
) -> list[str] | None:
    """The values as the page writes them."""
    own = {place.text: place.text for place in places}
    told = []
    for value in values:
        text = "true" if value is True else "false" if value is False else str(value)
        spelt = own.get(text) or written(text, places[0], pair.listing, endpoint.page)
        if spelt is None:
            return None
        told.append(spelt)
    return told


def _joined(told: Sequence[str], gaps: Sequence[re.Match[str]]) -> str | None:
    """Values with what stands between them; a word such as "or" stays in front of the last."""
    last = gaps[-1]
    usual = gaps[0]
    if usual["word"] and len(gaps) == 1:
        sign = usual["sign"] if usual["sign"].strip() else ", "
        common = usual["behind"] + sign + usual["before"]
    else:
        common = usual[0]
    if not (usual["sign"].strip() or usual["word"] or usual["behind"] or usual["before"]):
        return None  # blanks alone: it may be a sentence
    final = last[0]
    if len(told) == 2 and last["word"] and len(gaps) > 1:
        final = last["behind"] + " " + last["word"].lstrip() + last["before"]
    return common.join(told[:-1]) + (final if len(told) > 1 else "") + told[-1]
