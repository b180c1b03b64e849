"""When a page and a spec contradict each other: types, values, and what is close enough."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from doclint.model.contract import Type
from doclint.model.pattern import regex
from doclint.read.vocabulary import load_vocabulary

_NUMERIC = frozenset(("integer", "number"))
_SCALARS = frozenset(("string", "integer", "number", "boolean"))
_SPLIT = regex(r"[\W_]+")
_DIGIT = regex(r"\d")
_LONGEST = 80  # letters; what is longer is no name, and takes long to compare


def types_differ(said: Type, known: Type, *, parameter: bool) -> bool:
    """Whether no value can have both types.

    `integer` and `number` agree: pages call both "number". A parameter that is an array is written
    as one string, so a page may give the type of its items; a file is sent as a string.
    """
    page, spec = said.kinds - {"null"}, known.kinds - {"null"}
    if not page or not spec:
        return False
    page, spec = _widened(page), _widened(spec)
    if page & spec:
        return page == spec == {"array"} and _items_differ(said, known, parameter=parameter)
    if parameter and "array" in spec and (page <= _SCALARS):
        inner = known.items
        plain = (
            "string" in page
            or inner is None
            or not inner.kinds
            or bool(page & _widened(inner.kinds))
        )
        return not plain
    return True


def _items_differ(said: Type, known: Type, *, parameter: bool) -> bool:
    if said.items is None or known.items is None:
        return False
    return types_differ(said.items, known.items, parameter=parameter)


def _widened(kinds: frozenset[str]) -> frozenset[str]:
    if kinds & _NUMERIC:
        kinds |= _NUMERIC
    return kinds | {"string", "object"} if "file" in kinds else kinds


def type_words(kind: Type) -> str:
    """A type for a sentence: "a string", "an array of integers", "a string or null"."""
    if not kind.kinds:
        return "of any type"
    names = sorted(kind.kinds - {"null"}) + (["null"] if "null" in kind.kinds else [])
    words = " or ".join(names)
    if names == ["array"] and kind.items and len(kind.items.kinds) == 1:
        words = f"array of {next(iter(kind.items.kinds))}s"
    return words if names == ["null"] else f"{article(words)} {words}"


def article(word: str) -> str:
    """The article that a word takes: `a` or `an`."""
    return "an" if word[:1].lower() in "aeio" else "a"


def same_value(said: Any, known: Any) -> bool:
    """Whether a value on a page is the one of a spec, whatever its quotes, case and digits."""
    one, other = plain_value(said), plain_value(known)
    if one == other:
        return True
    if isinstance(known, bool):
        return _may_mean(one, known)
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _may_mean(word: str, known: bool) -> bool:
    """Whether a word may stand for a truth value: `no`, `off`, `falsch`; not if it says the other.

    Languages have many words for both, so that a word nobody knows contradicts neither.
    """
    words = load_vocabulary().words["no" if known else "yes"]
    other = {*words, *(("false", "off") if known else ("true", "on"))}
    return word not in other and not _DIGIT.search(word)


def plain_value(value: Any) -> str:
    """A value as it is compared: `True` as "true", without quotes and spaces around."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, (list, tuple)):
        return ",".join(map(plain_value, value))
    return str(value).strip().strip("`\"'“”[]() ").lower()


@lru_cache(maxsize=4096)
def squeezed(name: str) -> str:
    """A name without case and separators: `user_id` and `userId` are spelled alike."""
    return _SPLIT.sub("", name).lower()


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """The names that one may be a slip of, the closest first."""
    names = [each for each in dict.fromkeys(known) if each != name]
    alike = [each for each in names if squeezed(each) == squeezed(name)]
    if alike:
        return alike
    return [
        each for each in names if _slips(name.lower(), each.lower()) and not _counted(name, each)
    ]


def _counted(one: str, other: str) -> bool:
    """Whether two names differ in a digit: `address1` and `address2` are two things."""
    return one != other and _DIGIT.sub("", one) == _DIGIT.sub("", other)


def _slips(one: str, other: str) -> bool:
    """Whether one edit, or two in a long name, or a swap of neighbours, parts two names."""
    if abs(len(one) - len(other)) > 2 or not 4 <= min(len(one), len(other)) <= _LONGEST:
        return False
    allowed = 1 if min(len(one), len(other)) < 8 else 2
    return _distance(one, other, allowed) <= allowed


def _distance(one: str, other: str, limit: int) -> int:
    """Edits from one text to another: insertions, deletions, changes, swaps of neighbours.

    Source: the optimal string alignment distance. Texts are names, so they are short.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before = before, row
        row = [i, *[limit + 1] * len(other)]
        for j in range(max(1, i - limit), min(len(other), i + limit) + 1):  # the others take more
            b = other[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > limit:
            return limit + 1
    return row[-1]
