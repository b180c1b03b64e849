"""Changes of texts, put into the bytes that the texts were read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from doclint.files import MARK, encode, raw
from doclint.model.finding import Change
from doclint.model.pattern import regex

_BREAK = regex(r"\r?\n")


def spliced(data: bytes, changes: Iterable[Change]) -> bytes:
    """The bytes of a file with changes that do not overlap: no byte outside of them is another.

    New lines end as the line does that they come to stand on, else as the first one of the file.
    """
    text = raw(data)
    places = _Places(text)
    parts, at = [], 0
    for change in sorted(changes):
        start = places.written(change.start)
        parts += [text[at:start], _broken(change.text, text, start)]
        at = places.written(change.end)
    return encode("".join((*parts, text[at:])))


def moved(offset: int, changes: Iterable[Change]) -> int:
    """Where an offset of a text is once changes in front of it are made."""
    before = (change for change in changes if change.end <= offset)
    return offset + sum(len(change.text) - (change.end - change.start) for change in before)


class _Places:
    """Offsets of what is written, for those of a text with plain line breaks and no mark."""

    def __init__(self, text: str) -> None:
        self.lead = len(MARK) if text.startswith(MARK) else 0
        pairs = re.finditer("\r\n", text[self.lead :])
        self.pairs = [match.start() - number for number, match in enumerate(pairs)]

    def written(self, offset: int) -> int:
        return self.lead + offset + bisect_left(self.pairs, offset)


def _broken(new: str, text: str, at: int) -> str:
    """A new text with the line breaks that are in use where it comes to stand.

    A lone CR only where a file has no others: before a LF it would become a part of that break.
    """
    if "\n" not in new:
        return new
    found = _BREAK.search(text, at) or _BREAK.search(text)
    return new.replace("\n", found[0] if found else "\r" if "\r" in text else "\n")
