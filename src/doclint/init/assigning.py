"""Which spec each page is about, where several say nearly the same: versions, copies, parts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence

_MOST = 60  # specs that are tried one by one
_VERSION = re.compile(
    r"(?<![A-Za-z0-9])(?:v\d+(?:[._]\d+)*|\d+\.\d+(?:\.\d+)*|\d{4}-\d\d-\d\d)(?:\.x)?(?![A-Za-z0-9])",
    re.I,
)

Found = Mapping[str, int]
"""How many operations of a spec each page describes."""
Score = tuple[int, int, int]


def assigned(specs: Sequence[str], found: Callable[[str], Found]) -> dict[str, set[str]]:
    """The pages of each spec: of those that fit a page best, the one that fits the most pages."""
    every = {spec: found(spec) for spec in specs[:_MOST]}
    best: dict[str, set[str]] = {}
    for page in {page for each in every.values() for page in each}:
        fitting = [spec for spec, each in every.items() if page in each]
        scores = {spec: _score(spec, page, every[spec][page]) for spec in fitting}
        top = max(scores.values())
        best[page] = {spec for spec, score in scores.items() if score == top}
    chosen: dict[str, set[str]] = {}
    while best:
        spec = min(every, key=lambda one: (-_count(one, best), len(one), one))
        chosen[spec] = {page for page, specs in best.items() if spec in specs}
        best = {page: specs for page, specs in best.items() if spec not in specs}
    return chosen


def _count(spec: str, best: Mapping[str, set[str]]) -> int:
    return sum(spec in fitting for fitting in best.values())


def _score(spec: str, page: str, operations: int) -> Score:
    """How well a spec fits a page: by what it has of it, by versions, by where it lies."""
    versions = _versions(spec) & _versions(page)
    return operations, len(versions), _shared(spec, page)


def _versions(path: str) -> set[str]:
    return {match[0].lower().removeprefix("v") for match in _VERSION.finditer(path)}


def _shared(one: str, other: str) -> int:
    """How many folders two files have in common, from the top."""
    both = zip(posixpath.dirname(one).split("/"), posixpath.dirname(other).split("/"), strict=False)
    count = 0
    for mine, theirs in both:
        if mine != theirs or not mine:
            break
        count += 1
    return count
