"""What signs in a column of required marks say, read from the column as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from doclint.model.contract import Member, Said
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.scripts import EAST, folded
from doclint.read.vocabulary import Vocabulary

_OTHERS = frozenset("mcr")
"""Beside these letters an O is short for "optional"; beside an X it is a circle."""
_DASHES = frozenset("-‐–—―ー一")
_EASTERN = regex(rf"[{EAST}\uac00-\ud7af]")


def with_signs(
    members: Iterable[Member], title: str, said: Mapping[Span, str], vocabulary: Vocabulary
) -> Iterator[Member]:
    """The members with what the cells of their rows say beside the others and the column's title.

    Where signs alone mark what is required, nothing says that it is optional; a dash says so
    beside words too. Below a title in an eastern script a lone O is a circle, an X a cross.
    """
    words = {folded(text).strip() for text in said.values()}
    eastern = _EASTERN.search(title) is not None
    round_ = words & ({"o", "x"} if eastern else {"o"})
    circles = round_ and not words & _OTHERS and (eastern or "/" not in title)  # not "M/O"
    left_out = _left_out(words, circled="o" if circles else None, vocabulary=vocabulary)
    for member in members:
        text = said.get(member.row) if member.row else None
        word = None if text is None else folded(text).strip()
        if circles and word in ("o", "x"):
            yield replace(member, required=_circled(member, word, known=eastern or "x" in words))
        elif word in left_out and member.required is None and member.where != "path":
            yield replace(member, required=Said(False, member.anchor))
        else:
            yield member


def _left_out(words: Set[str], *, circled: str | None, vocabulary: Vocabulary) -> frozenset[str]:
    """What cells hold that say no, by saying nothing, where all others say yes."""
    told = words - _DASHES - {""}
    if not told or not all(word == circled or vocabulary.truth(word) for word in told):
        return frozenset()
    signs = all(word == circled or _is_sign(word) for word in told)
    return _DASHES | {""} if signs and not words & _DASHES else _DASHES


def _circled(member: Member, word: str, *, known: bool) -> Said[bool] | None:
    """A circle or a cross; where there are circles only, they may as well be letters."""
    if not known or member.required is None:
        return None
    return Said(word == "o", member.required.anchor)


def _is_sign(word: str) -> bool:
    return not word.isalnum() or word == "x"
