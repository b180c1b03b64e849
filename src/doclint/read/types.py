"""Types as pages write them: `int64`, `Array of strings`, `?string`, `string or null`, `[Pet]`."""

from __future__ import annotations

import re
from functools import lru_cache

from doclint.model.contract import Type
from doclint.model.pattern import regex
from doclint.read.scripts import narrow
from doclint.read.vocabulary import Vocabulary

_ARRAY_OF = regex(
    r"(?:an?\s+)?(?:array|list|collection|set|sequence|arrays|lists)\s*"
    r"(?:of\s+|[<(\[]\s*|[-_:])\s*(?P<of>.+?)\s*[>)\]]?$",
    re.I,
)
_SUFFIXED = regex(r"^(?P<of>.+?)\s*(?:\[\s*\]|\barray|\blist|\bcollection)$", re.I)
_HEADED = regex(r"^(?P<of>[A-Za-z][\w.-]*)\s?\[\s?\](?=\s*[,，、(（:：–—]|\s+-?\s*[^\W\d_|])")
"""An array in front of more: "string[], optional", "string[] - the names"."""
_BRACKETED = regex(r"^\[\s*(?P<of>[^\[\]]+|\[.*\])\s*\]$")
_MAP_OF = regex(r"(?:map|dict(?:ionary)?|hash(?:map)?|object|record)\s*(?:of\b|[<\[(])", re.I)
_OR = regex(r"\s*(?:\||,|/|\bor\b|或|、)\s*", re.I)
_DETAIL = regex(r"\s*[(<{\[].*$|\s+[-–—:]\s.*$|[;.].*$")
_QUALIFIERS = regex(
    r"^(?:an?|optional|required|nullable|unsigned|signed|positive|json|jsonb|single|raw|unique|"
    r"comma[- ]separated|\d+[- ]?bit|utc|iso\s?\S*|unix)\s+(?=\S)",
    re.I,
)
_REFERENCE = regex(r"\[[^\[\]]+\]\[[^\[\]]*\]")
"""A link by reference whose target stands on another page, so that its brackets are shown."""
_WORDS = regex(r"[^\W\d_][\w.-]*", re.U)
_MAX = 160  # a longer text under "type" is no type
_DEPTH = 4

NULL = frozenset(("null",))
_ARRAY = frozenset(("array",))


@lru_cache(maxsize=4096)
def read_type(text: str, vocabulary: Vocabulary) -> Type | None:
    """The JSON types that a text names; None where it is not understood.

    A text that names a model of the API (`Pet`) is not understood: it may be any type.
    """
    words = " ".join(narrow(text).replace("\\", "").strip().strip("`*_").split())
    if not words or len(words) > _MAX:
        return None
    if _REFERENCE.search(words):
        words = _REFERENCE.sub("", words).strip(" -–—:,(")
    return _read(words, vocabulary, _DEPTH)


def _read(words: str, vocabulary: Vocabulary, depth: int) -> Type | None:
    text = words.strip(" `*_.:\"'")
    nullable = text.startswith("?") or text.endswith("?")
    text = text.strip("?` ")
    if not text or not depth:
        return None
    found = _array(text, words, vocabulary, depth) or _single(text, words, vocabulary)
    if found is None:
        found = _array_in_front(text, words, vocabulary, depth)
    if found is None and not text.isascii():
        found = _array_behind(text, words, vocabulary, depth)
    if found is None:
        found = _union(text, words, vocabulary, depth)
    if found and nullable and found.kinds:
        return Type(found.kinds | NULL, found.items, words)
    return found


def _array(text: str, words: str, vocabulary: Vocabulary, depth: int) -> Type | None:
    if text.endswith("[]") and text.lower() in vocabulary.types:
        return None  # `byte[]`
    match = _ARRAY_OF.match(text) or _BRACKETED.match(text) or _SUFFIXED.match(text)
    match = match or _HEADED.match(text)
    if not match or _OR.search(match["of"]):
        return None
    items = _read(match["of"], vocabulary, depth - 1)
    if items is None and (
        match.re.pattern == _BRACKETED.pattern or not _WORDS.match(match["of"].strip("`*[<("))
    ):
        return None  # `[Pet]` may be a link that shows its brackets
    return Type(frozenset(("array",)), items, words)


def _array_in_front(text: str, words: str, vocabulary: Vocabulary, depth: int) -> Type | None:
    """An array in front of what it is made of: "tableau de chaînes", "массив строк"."""
    first, _, rest = text.partition(" ")
    if not rest or vocabulary.types.get(first.lower()) != _ARRAY:
        return None
    made, _, of = rest.partition(" ")
    if made.lower() not in vocabulary.words["made_of"]:
        of = rest
    items = _read(of, vocabulary, depth - 1)
    return items and Type(_ARRAY, items, words)


def _array_behind(text: str, words: str, vocabulary: Vocabulary, depth: int) -> Type | None:
    """An array in a language that names it last: "字符串数组", "文字列の配列"."""
    for word, kinds in vocabulary.types.items():
        if not word.isascii() and kinds == _ARRAY and text.endswith(word):
            items = _read(text.removesuffix(word).rstrip("的の "), vocabulary, depth - 1)
            return items and Type(_ARRAY, items, words)
    return None


def _single(text: str, words: str, vocabulary: Vocabulary) -> Type | None:
    lowered = text.lower()
    kinds = vocabulary.types.get(lowered)
    if kinds is None and _MAP_OF.match(text):
        kinds = frozenset(("object",))
    if kinds is None:
        bare = _DETAIL.sub("", lowered).strip()
        kinds = vocabulary.types.get(bare)
        while kinds is None and (shorter := _QUALIFIERS.sub("", bare)) != bare:
            bare = shorter
            kinds = vocabulary.types.get(bare)
        if kinds is not None and "enum" in lowered and "string" not in kinds:
            kinds = kinds | {"string"}
    return None if kinds is None else Type(kinds, None, words)


def _union(text: str, words: str, vocabulary: Vocabulary, depth: int) -> Type | None:
    parts = [part for part in _OR.split(text) if part]
    if len(parts) < 2:
        return None
    types = [_read(part, vocabulary, depth - 1) for part in parts]
    if any(each is None or not each.kinds for each in types):
        return None
    kinds = frozenset().union(*(each.kinds for each in types if each))
    items = next((each.items for each in types if each and each.items), None)
    return Type(kinds, items, words)
