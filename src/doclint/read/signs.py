"""What signs in a column of required marks say, read from the column as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from doclint.model.contract import Member, Said
from doclint.model.source import Span
from doclint.read.scripts import folded
from doclint.read.vocabulary import Vocabulary

_OTHERS = frozenset("mcr")
"""Beside these letters an O is short for "optional"; beside an X it is a circle."""


def with_signs(
    members: Iterable[Member], title: str, said: Mapping[Span, str], vocabulary: Vocabulary
) -> Iterator[Member]:
    """The members with what the cells of their rows say beside the others and the column's title.

    Where signs alone mark what is required, nothing says that it is optional.
    """
    words = {folded(text).strip() for text in said.values()}
    circles = "o" in words and not words & _OTHERS and "/" not in title  # "M/O" is of letters
    told = words - {""}
    signs = bool(told) and all(vocabulary.truth(word) and _is_sign(word) for word in told)
    for member in members:
        text = said.get(member.row) if member.row else None
        word = None if text is None else folded(text).strip()
        if circles and word in ("o", "x"):
            yield replace(member, required=_circled(member, word, known="x" in words))
        elif signs and word == "" and member.required is None and member.where != "path":
            yield replace(member, required=Said(False, member.anchor))
        else:
            yield member


def _circled(member: Member, word: str, *, known: bool) -> Said[bool] | None:
    """A circle or a cross; where there are circles only, they may as well be letters."""
    if not known or member.required is None:
        return None
    return Said(word == "o", member.required.anchor)


def _is_sign(word: str) -> bool:
    return not word.isalnum() or word == "x"
