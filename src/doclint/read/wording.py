"""Patterns of words in many languages, which few texts have to be searched for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from doclint.model.pattern import regex

_NEUTRAL = dict.fromkeys(
    map(ord, "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u2190\u2192\xa0")
)
"""Signs that stand in texts of plain letters, and have no case."""


class Wording:
    """A pattern that finds some phrases in any case.

    To search for them takes long, since a search without case tries each at every character. What
    is found in a text of plain letters holds one of their words: without any, nothing is found.
    """

    def __init__(self, source: str, phrases: Iterable[str]) -> None:
        self._pattern = regex(source, re.I)
        plain = filter(str.isascii, (phrase.lower().translate(_NEUTRAL) for phrase in phrases))
        words = {max(re.split(r"[\s_-]+", phrase), key=len) for phrase in plain}
        self._hint = regex("|".join(map(re.escape, sorted(words))) if words else r"(?!)")

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of them in a stretch of a text."""
        return self._pattern.search(text, start, end) if self._may_be(text[start:end]) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The one that a text is."""
        return self._pattern.fullmatch(text) if self._may_be(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Each of them in a text."""
        return self._pattern.finditer(text) if self._may_be(text) else iter(())

    def without(self, text: str) -> str:
        """A text without any of them."""
        return self._pattern.sub("", text) if self._may_be(text) else text

    def _may_be(self, text: str) -> bool:
        """Whether one may be in a text; what plain letters are not may be in any way."""
        plain = text if text.isascii() else text.translate(_NEUTRAL)
        return not plain.isascii() or self._hint.search(plain.lower()) is not None
