"""Texts of types and marks, as they stand in brackets behind a name: "integer, optional"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.page import Prose
from doclint.model.pattern import regex
from doclint.read.prose import cut, seen
from doclint.read.rows import plain_truth
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary

LONGEST = 120
"""Characters that give a type, marks and the like."""
_TYPED = regex(r"^(?P<type>[\w<>\[\]|, ]{2,40}?)(?:\s*[:：]\s*(?P<value>.*))?$")
_PART = regex(r"(?:[^,;，、；<\[(]|<[^<>]*>|\[[^\[\]]*\]|\([^()]*\)|[<\[(])+")
_APART = regex(r"[,;，、；]")
_IN = regex(r"(?P<type>\S+)\s+(?:in|from)\s+(?:the\s+)?(?P<place>\w+)", re.I)
_KEYED = regex(r"(?P<key>[^\W\d_][^:=`\"]{0,20}?)\s*(?:[:=：]|(?=[`\"\d]))\s*(?P<value>.+)", re.S)
_TO = regex(r"defaults?\s+(?:(?:is|to|value)\s+){0,2}(?P<value>\S+)", re.I)
_GLUED = regex(r"(?P<type>[a-z]\w{2,20}(?:<[\w-]{1,20}>|\[\])?)(?:required|optional)")  # as copied
_SHORT = regex(r"[\w.-]{1,30}(?:\[\w{0,30}\])?")


def qualifiers(prose: Prose, vocabulary: Vocabulary) -> tuple[dict[str, Prose], bool]:
    """What a text of types and marks says, by the role of a column; whether that is all of it."""
    found: dict[str, Prose] = dict(_typed(prose, vocabulary))
    if found or len(prose.text) > LONGEST:
        return found, bool(found)
    if not _APART.search(prose.text):
        found = dict(_part(prose, prose, vocabulary))
        return found, bool(found)
    whole = True
    for part in _parts(prose):
        said = dict(_part(part, prose, vocabulary))
        whole = whole and bool(said) and not said.keys() & found.keys()
        for role, text in said.items():
            found.setdefault(role, text)
    if not whole and "required" not in found and read_type(prose.text, vocabulary):
        return {"type": prose}, True  # "string, integer or null"
    return found, whole


def are_words(prose: Prose, vocabulary: Vocabulary) -> bool:
    """Whether what is not understood beside a type or a mark are but words: "(Pet, required)"."""
    said = [(part.text, any(_part(part, prose, vocabulary))) for part in _parts(prose)]
    return all(known or _SHORT.fullmatch(text) for text, known in said)


def _parts(prose: Prose) -> Iterator[Prose]:
    for match in _PART.finditer(prose.text):
        part = cut(prose, *match.span())
        if part.text:
            yield part


def _typed(prose: Prose, vocabulary: Vocabulary) -> Iterator[tuple[str, Prose]]:
    """`string: <required>`, `int: 0`."""
    match = _TYPED.match(prose.text)
    if not match or match["value"] is None or not read_type(match["type"], vocabulary):
        return
    yield "type", cut(prose, *match.span("type"))
    value = cut(prose, *match.span("value"))
    mark = value.text.strip("<>[]() ")
    if plain_truth(mark, vocabulary) is not None:
        at = value.text.index(mark)
        yield "required", cut(value, at, at + len(mark))
    elif value.text and "<" not in value.text:
        yield "default", value


def _part(part: Prose, whole: Prose, vocabulary: Vocabulary) -> Iterator[tuple[str, Prose]]:
    """What one part says: a type, a mark, a place, a default; nothing that is not understood."""
    text = part.text.strip("`*_ ")
    if plain_truth(text, vocabulary) is not None:
        at = seen(whole, part.span.start)
        if not vocabulary.is_conditional(whole.text, at, at + len(part.text)):
            yield "required", part
    elif _is_type(part.text, vocabulary):
        yield "type", part
    elif glued := _GLUED.fullmatch(text):
        if _is_type(glued["type"], vocabulary):
            at = part.text.index(glued["type"])
            yield "type", cut(part, at, at + len(glued["type"]))
            yield "required", cut(part, at + len(glued["type"]), at + len(text))
    elif vocabulary.place(text):
        yield "place", part
    elif vocabulary.deprecation.fullmatch(text):
        yield "deprecated_mark", part
    elif (placed := _IN.fullmatch(part.text)) and vocabulary.place(placed["place"]):
        if read_type(placed["type"], vocabulary):
            yield "type", cut(part, *placed.span("type"))
            yield "place", cut(part, *placed.span("place"))
    else:
        yield from _keyed(part, vocabulary)


def _is_type(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names a type and no other thing: "the whole collection" may be anything."""
    kind = read_type(text, vocabulary)
    if kind is None or not (kind.kinds or kind.items):
        return False
    lowered = text.lower().strip("`*_ ")
    plain = "array" not in kind.kinds or kind.items is not None or lowered in vocabulary.types
    return plain or any(sign in text for sign in "[<") or lowered.startswith(("array", "list"))


def _keyed(part: Prose, vocabulary: Vocabulary) -> Iterator[tuple[str, Prose]]:
    """`default: 10`, `default 10`, `defaults to 10`, `enum: a | b`, `max: 100`."""
    match = _TO.fullmatch(part.text)
    if match:
        yield "default", cut(part, *match.span("value"))
        return
    match = _KEYED.fullmatch(part.text)
    role = vocabulary.column(match["key"]) if match else None
    if match and role in ("default", "enum", "limits"):
        yield role, cut(part, *match.span("value"))
