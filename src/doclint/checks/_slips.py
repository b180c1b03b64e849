"""Names that were meant to be other names: by a letter, by their style, or cut short."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from doclint.model.pattern import regex

_PARTS = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LEAST = 5  # letters; shorter names are near each other by chance
_SURE = 8  # letters, from which on one may stand for another
_LONGEST = 80


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters: of `operationId` and `operation_id` the same."""
    return tuple(part.lower() for part in _PARTS.findall(name[:_LONGEST]))


def is_restyled(one: str, other: str) -> bool:
    """Whether two names differ by their style alone."""
    return one != other and "".join(words(one)) == "".join(words(other)) != ""


def is_turned(one: str, other: str) -> bool:
    """Whether two names have the same words, two or more, in another order or style."""
    both = words(one), words(other)
    return one != other and len(both[0]) > 1 and sorted(both[0]) == sorted(both[1])


def is_slip(one: str, other: str) -> bool:
    """Whether two names differ by a letter that was lost, doubled, swapped or mistaken.

    Not by their first or last: `async` and `sync`, `tag` and `tags` are names of their own.
    """
    if max(len(one), len(other)) > _LONGEST or abs(len(one) - len(other)) > 1 or one == other:
        return False
    if one[:1].lower() != other[:1].lower():
        return False
    if one.lower() == other.lower():
        return True
    pairs = list(zip(words(one), words(other), strict=False))
    if len(pairs) > 1 and len(words(one)) == len(words(other)):
        apart = [pair for pair in pairs if pair[0] != pair[1]]  # `msb` and `lsb` in long names
        return len(apart) == 1 and is_slip(*apart[0])
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return at > 0 and len(short) >= _LEAST - 1 and _differ(short, long, at)


def _differ(short: str, long: str, at: int) -> bool:
    """Whether two names differ by one letter from a place on."""
    if any(char.isdigit() for char in (long[at], short[min(at, len(short) - 1)])):
        return False
    if len(short) < len(long):
        return at < len(short) and len(long) > _LEAST and short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    if swapped and len(short) >= _LEAST:
        return True
    return len(short) >= _SURE and at < len(short) - 1 and short[at + 1 :] == long[at + 1 :]


def is_short_for(short: str, long: str) -> bool:
    """Whether a name is another cut short: `srv` for `service`, `p` for `param`."""
    if not 0 < len(short) < len(long) or len(long) > _LONGEST or short[0] != long[0]:
        return False
    if long in (f"{short}s", f"{short}es"):
        return False
    letters = iter(long)
    return all(char in letters for char in short)


def is_one_of(one: str, many: str) -> bool:
    """Whether a name is the singular of another, or of its last word: `param`, `query_params`."""
    first, last = words(one), words(many)
    if not first or not last:
        return False
    plurals = {f"{first[-1]}s", f"{first[-1]}es"}
    if first[-1].endswith("y"):
        plurals.add(f"{first[-1][:-1]}ies")
    return last[-1] in plurals and first[:-1] == last[len(last) - len(first) : -1]


def shares_end(one: str, other: str) -> bool:
    """Whether two names begin, or end, with the same word: `http_code` and `http_status`."""
    both = words(one), words(other)
    return all(both) and (both[0][0] == both[1][0] or both[0][-1] == both[1][-1])


def slip_of(name: str, known: Iterable[str]) -> str | None:
    """The one name that another is a slip of; None if there are several, or none."""
    near = [one for one in dict.fromkeys(known) if is_slip(name, one)]
    return near[0] if len(near) == 1 else None


def near_word(name: str, known: Iterable[str]) -> str | None:
    """The one word, of those that there can be, that a name is a slip of, short as it may be."""
    near = [
        one
        for one in sorted(known)
        if min(len(name), len(one)) >= _LEAST - 1 and not is_restyled(name, one)
        if is_slip(name, one) or _is_near(name, one)
    ]
    return near[0] if len(near) == 1 else None


def _is_near(name: str, other: str) -> bool:
    """Whether a name differs from a short one by two neighbours, or by one letter too many."""
    if len(name) == len(other):
        apart = [at for at, (a, b) in enumerate(zip(name, other, strict=True)) if a != b]
        pair = len(apart) == 2 and apart[1] == apart[0] + 1
        return pair and name[apart[0]] == other[apart[1]] and name[apart[1]] == other[apart[0]]
    doubled = any(name == other[:at] + other[at - 1] + other[at:] for at in range(1, len(other)))
    lost = any(name == other[:at] + other[at + 1 :] for at in range(1, len(other) - 1))
    return doubled or lost
