"""Sentences that leave some of the parameters to another page."""

from __future__ import annotations

import re

from doclint.model.pattern import regex
from doclint.read.vocabulary import load_vocabulary

_OTHERS = regex(
    r"\b(?:common|standard|shared|global|general|additional|other|usual|pagination|paging|filtering|"
    r"sorting|inherited)\b[^.\n]{0,60}\bparam(?:eter)?s?\b|"
    r"\bparam(?:eter)?s\b[^.\n]{0,60}\b(?:common|shared|elsewhere|pagination|above|as\s+for|same\s+as)\b",
    re.I,
)


def names_others(text: str) -> bool:
    """Whether a text leaves some of the parameters to another page."""
    if text.isascii():
        return _OTHERS.search(text) is not None
    elsewhere = load_vocabulary().words["elsewhere"]
    return bool(_OTHERS.search(text)) or any(words in text for words in elsewhere)
