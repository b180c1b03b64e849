"""The words of names and texts, without the endings of their plurals."""

from __future__ import annotations

from doclint.probe.names import spelling

_EMPTY = frozenset(("are", "is", "for", "in", "on", "of", "to", "have", "has", "needed"))


def stems(text: str) -> set[str]:
    """The words of a text or a name, without the ending of a plural."""
    words = spelling(text.replace("-", " ")).replace(" ", "_").split("_")
    return {stem(word) for word in words if word.isalpha() and word not in _EMPTY}


def stem(word: str) -> str:
    if word in ("params", "param"):
        return "parameter"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
