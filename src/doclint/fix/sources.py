"""Files that are made from others: what is wrong in them is mended there, and not in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from doclint.model.finding import Change, Finding
from doclint.model.page import Page
from doclint.read.generated import Made, made
from doclint.read.vocabulary import Vocabulary

if TYPE_CHECKING:
    from doclint.probe.origins import Rendered  # its library takes longer than most runs

Origins = Callable[[], "Mapping[str, Rendered]"]
"""Gives the pages that were rendered from a template, by path."""


def without_lost_fixes(
    findings: Iterable[Finding], checked: Sequence[Page], rendered: Origins, words: Vocabulary
) -> tuple[Finding, ...]:
    """The findings, with no fix of what would be as before when it is made again.

    That is a page that a known template renders, and what a tool wrote and says so.
    """
    stretches = cache(lambda: _by_path(checked, words))
    found = []
    for finding in findings:
        changes = finding.fix.changes if finding.fix else ()
        reason = next((why for one in changes if (why := _lost(one, rendered(), stretches()))), "")
        found.append(replace(finding, fix=None, unfixed=reason) if reason else finding)
    return tuple(found)


def _lost(
    change: Change, rendered: Mapping[str, Rendered], stretches: Mapping[str, Sequence[Made]]
) -> str:
    """Why a change would not last."""
    page = rendered.get(change.path)
    if page is not None:
        spot = page.spot(change.start, max(change.end, change.start + 1))
        path = spot.source.path if spot else page.template.source.path
        return f"rendered from {path}{f':{spot.line}' if spot else ''}: fix it there"
    for one in stretches.get(change.path, ()):
        if one.start <= change.start < one.end:
            return f"generated, as line {one.said.line} says: fix what it is made from"
    return ""


def _by_path(pages: Iterable[Page], words: Vocabulary) -> Mapping[str, Sequence[Made]]:
    found: dict[str, list[Made]] = {}
    for one in _all(pages, words):
        found.setdefault(one.said.source.path, []).append(one)
    return found


def _all(pages: Iterable[Page], words: Vocabulary) -> Iterator[Made]:
    for page in pages:
        yield from made(page, words)
