"""Two texts, line by line: which lines they have in common, in the order of both."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_SMALL = 4000  # pairs of lines that are compared one by one where no line stands out

Pair = tuple[int, int]
_Range = tuple[int, int, int, int]


def common(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """The lines that two texts share, as pairs of their numbers, from 0.

    Lines that each of them has once are looked for first (a patience diff): it takes about as long
    as sorting them, whatever they are. Large stretches without any are taken to differ.
    """
    found: list[Pair] = []
    waiting = [(0, len(left), 0, len(right))]
    while waiting:
        start, end, other, last = waiting.pop()
        while start < end and other < last and left[start] == right[other]:
            found.append((start, other))
            start, other = start + 1, other + 1
        while start < end and other < last and left[end - 1] == right[last - 1]:
            end, last = end - 1, last - 1
            found.append((end, last))
        if start < end and other < last:
            rest = (start, end, other, last)
            anchors = _anchors(left, right, rest)
            if anchors:
                waiting.extend(_between(anchors, rest))
                found.extend(anchors)
            else:
                found.extend(_compared(left, right, rest))
    return sorted(found)


def _anchors(left: Sequence[str], right: Sequence[str], within: _Range) -> list[Pair]:
    """Lines that both have exactly once there, as many as keep their order."""
    start, end, other, last = within
    counts = Counter(left[start:end])
    others = Counter(right[other:last])
    places = {right[at]: at for at in range(other, last) if others[right[at]] == 1}
    pairs = [
        (at, places[left[at]])
        for at in range(start, end)
        if counts[left[at]] == 1 and left[at] in places
    ]
    return _ascending(pairs)


def _ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of pairs that ascends on both sides; they are sorted by the first."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for at, (_, second) in enumerate(pairs):
        place = bisect_left(tails, second)
        before[at] = ends[place - 1] if place else -1
        tails[place : place + 1] = [second]
        ends[place : place + 1] = [at]
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _between(anchors: Sequence[Pair], within: _Range) -> Iterator[_Range]:
    start, end, other, last = within
    for left, right in (*anchors, (end, last)):
        if start < left and other < right:
            yield start, left, other, right
        start, other = left + 1, right + 1


def _compared(left: Sequence[str], right: Sequence[str], within: _Range) -> Iterator[Pair]:
    start, end, other, last = within
    if (end - start) * (last - other) > _SMALL:
        return
    matcher = SequenceMatcher(None, left[start:end], right[other:last], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield start + block.a + step, other + block.b + step
