"""Titles that lead sections of their own rank: "**URL Params**", and "**Required:**" behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from doclint.model.page import Section
from doclint.read.rows import mark_of
from doclint.read.vocabulary import Vocabulary

_MARKS = 2  # titles: "Required", and "Optional" behind it


def led_by(
    section: Section, beside: Sequence[Section], vocabulary: Vocabulary
) -> Iterator[Section]:
    """The title in front of one that is but a mark: "**URL Params**", then "**Required:**"."""
    if section.heading is None or mark_of(section.heading.text, vocabulary) is None:
        return
    at = bisect_left(beside, section.span.start, key=lambda each: each.span.start)
    for each in reversed(beside[max(0, at - _MARKS) : at]):
        title = each.heading.text if each.heading else ""
        if mark_of(title, vocabulary) is None:
            yield from (each,) if vocabulary.is_part(title) and not each.blocks else ()
            return
