"""Tags that no dialect knows, and what they stand for all the same: by their names and attributes.

A site makes components of its own for parameters, and calls them as any other site would. What such
a tag says has to be plain: the name of what it stands for, and a type, or more of what one says of
a parameter where the tag itself is called one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from doclint.model.contract import SENT
from doclint.model.page import Prose
from doclint.model.pattern import regex
from doclint.model.tag import Tag
from doclint.read.dialects import Dialects, Meaning
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary

_PART = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_NAME = regex(r"[A-Za-z_$@.][\w.$@:\[\]{}*-]*")
_STATUS = regex(r"[1-5]\d\d(?!\d)")
_PARTS = (["request"], ["response"], ["responses"], ["parameters"], ["params"])
_SYNTAXES = frozenset(("jsx", "liquid", "hugo"))
_LONGEST = 80


@lru_cache(maxsize=4096)
def words_in(name: str) -> frozenset[str]:
    """The words of a name in camel case or any other: `queryParams` has "query" and "params"."""
    return frozenset(part.lower() for part in _PART.findall(name[:_LONGEST]))


def place_in(name: str, dialects: Dialects) -> str | None:
    """Where something belongs that is called so: `queryParams`, `ResponseProperty`."""
    words = words_in(name)
    places = [place for place in SENT if not words.isdisjoint(dialects.words.get(place, ()))]
    if not words.isdisjoint(dialects.words.get("response", ())):
        return "response_header" if places == ["header"] else "response"
    return places[0] if len(places) == 1 else None


def speaks_of(kind: str, name: str, dialects: Dialects) -> bool:
    """Whether a name has a word of a kind: one for members, or for lists of any kind."""
    return not words_in(name).isdisjoint(dialects.words.get(kind, ()))


def is_name(text: str | None) -> bool:
    """Whether a text may be the name of a parameter."""
    return text is not None and _NAME.fullmatch(text.strip()) is not None


def is_type(text: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a text is a type that anybody understands."""
    return bool(text) and read_type(text or "", vocabulary) is not None


def guessed_member(tag: Tag, dialects: Dialects, vocabulary: Vocabulary) -> Meaning | None:
    """What a tag means that is plainly a member, whatever it is called; None for all others."""
    name = tag.get_first(dialects.names("name"))
    if tag.syntax not in _SYNTAXES or name is None or not is_name(name.value):
        return None
    kind = tag.get_first(dialects.names("type"))
    typed = kind is not None and is_type(kind.value, vocabulary)
    own = speaks_of("members", tag.name, dialects)
    if not ((typed and own) or (_is_told(tag, dialects) and (typed or own))):
        return None
    return Meaning("member", where=place_in(tag.name, dialects))


def _is_told(tag: Tag, dialects: Dialects) -> bool:
    """Whether it says what one says of a parameter: what it is, where it stands, if it must."""
    roles = ("required", "optional", "description", "place")
    said = tag.get_first(name for role in roles for name in dialects.names(role))
    return said is not None or (tag.inner is not None and bool(tag.inner.text.strip()))


def titles(tag: Tag, dialects: Dialects) -> Iterator[Prose]:
    """What a tag that nobody knows may have as its title, the likeliest first.

    The status of what is called a response; a title of its own; or its name: `<PathParameters>`.
    """
    status = tag.get_first(dialects.names("status"))
    if status and _STATUS.match(status.value or "") and speaks_of("response", tag.name, dialects):
        yield Prose(status.span, status.value or "")
    found = tag.get_first(("title", "label", "heading", "caption"))
    if found is not None and found.value is not None and found.value.strip():
        yield Prose(found.span, found.value.strip())
    words = [part.lower() for part in _PART.findall(tag.name[:_LONGEST])]
    at = tag.opened.text.find(tag.name)
    if at >= 0 and (len(words) > 1 or words[:1] in _PARTS):
        yield Prose(tag.opened.within(at, at + len(tag.name)), " ".join(words))
