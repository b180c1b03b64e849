"""Words that were probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: "; did you mean `x`?", or "" if none is near."""
    from difflib import get_close_matches

    bare = {each.lstrip("-"): each for each in known}  # options have their dashes in common
    near = get_close_matches(word.lstrip("-"), list(bare), n=1)
    return f"; did you mean `{bare[near[0]]}`?" if near else ""
