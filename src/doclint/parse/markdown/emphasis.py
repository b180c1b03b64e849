"""Runs of stars and underscores, paired as CommonMark pairs them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from doclint.model.record import dataclass

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Mark(NamedTuple):
    """A node before it is nested and placed."""

    start: int
    end: int
    kind: str
    inner: tuple[int, int] | None = None
    value: str = ""
    title: str | None = None


@dataclass(slots=True)
class Run:
    """A run of `*` or `_`; `left` and `length` shrink as its ends are used up."""

    char: str
    left: int
    length: int
    opens: bool
    closes: bool
    whole: int  # its first length, which the rule of three asks for


def flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run of stars may open, and may close."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    left = not after.isspace() and (
        not _punctuates(after) or before.isspace() or _punctuates(before)
    )
    right = not before.isspace() and (
        not _punctuates(before) or after.isspace() or _punctuates(after)
    )
    if text[start] == "*":
        return left, right
    return left and (not right or _punctuates(before)), right and (not left or _punctuates(after))


def _punctuates(char: str) -> bool:
    return char in PUNCTUATION or (char > "\x7f" and unicodedata.category(char)[0] in "PS")


def pair_runs(runs: list[Run]) -> Iterator[Mark]:
    """Pair the runs of stars, the closest ones first."""
    floor: dict[tuple[str, bool, int], int] = {}  # below it no opener is left for such a closer
    at = 0
    while at < len(runs):
        closer = runs[at]
        if not closer.closes or not closer.length:
            at += 1
            continue
        kind = closer.char, closer.opens, closer.whole % 3
        found = _opener(runs, at, floor.get(kind, 0))
        if found is None:
            floor[kind] = at
            if not closer.opens:
                closer.length = 0
            at += 1
            continue
        opener = runs[found]
        yield _pair(opener, closer)
        del runs[found + 1 : at]  # what lay between can pair with nothing now
        at = found + 1
        if not opener.length:
            del runs[found]
            at = found
        floor = {key: min(bound, at) for key, bound in floor.items()}


def _opener(runs: list[Run], at: int, floor: int) -> int | None:
    closer = runs[at]
    for nth in range(at - 1, floor - 1, -1):
        run = runs[nth]
        if run.char == closer.char and run.opens and run.length and not _of_three(run, closer):
            return nth
    return None


def _of_three(opener: Run, closer: Run) -> bool:
    """CommonMark's rule: if one can do both, the lengths must not add up to a multiple of three."""
    if not (opener.closes or closer.opens) or (opener.whole + closer.whole) % 3:
        return False
    return bool(opener.whole % 3 or closer.whole % 3)


def _pair(opener: Run, closer: Run) -> Mark:
    width = 2 if opener.length >= 2 and closer.length >= 2 else 1
    inner = opener.left + opener.length, closer.left
    opener.length -= width
    closer.length -= width
    closer.left += width
    kind = "strong" if width == 2 else "emphasis"
    return Mark(inner[0] - width, inner[1] + width, kind, inner)
