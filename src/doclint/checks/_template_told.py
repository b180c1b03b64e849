"""What comments of a template tell of its data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from doclint.link.same import Same
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Template

_LISTS = regex(r"\(([^(){}]{5,400})\)|\{([^(){}]{5,400})\}")
_WORD = regex(r"\w+")
_ITEM = regex(r"[`'\"]?([A-Za-z_]\w*)[`'\"]?\??")
_LEAST = 3  # names that make a list
_LONGEST = 2000  # characters of a comment that is read


@dataclass(frozen=True, slots=True)
class Told:
    """Names in brackets of a comment, the words before them in it, and where it stands."""

    names: frozenset[str]
    words: frozenset[str]
    span: Span


def told(template: Template) -> tuple[Told, ...]:
    """The lists of names in the comments of a template: `{# errors: a list of (code, text) #}`."""
    return _told(Same(template))


@lru_cache(maxsize=2)
def _told(same: Same[Template]) -> tuple[Told, ...]:
    comments = (tag.span for tag in same.value.tags if tag.kind == "comment")
    return tuple(one for span in comments for one in _of(span))


def _of(comment: Span) -> Iterator[Told]:
    text = comment.text[2:-2]
    if len(text) > _LONGEST:
        return
    for found in _LISTS.finditer(text):
        items = [_ITEM.fullmatch(" ".join(i.split())) for i in (found[1] or found[2]).split(",")]
        names = frozenset(item[1] for item in items if item)
        if all(items) and len(names) >= _LEAST:
            yield Told(names, frozenset(_WORD.findall(text[: found.start()])), comment)
