"""Examples against the schemas of the spec: keys, types and values that it does not have."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from doclint.checks._differences import Difference
from doclint.checks._meant import Meant, meant
from doclint.checks._shown import short
from doclint.link.compare import article, near_names, type_words
from doclint.model.finding import Hit
from doclint.model.project import Endpoint

_MANY = 5  # differences of an example; of more, the first speaks for all
_NAMES = 8
_LONGEST = 40


def differs(endpoint: Endpoint, *, formats: Sequence[str] = ()) -> Iterator[Hit]:
    """What examples show and the schema denies: keys, types, nulls, limits; but no fixed values.

    Formats such as `uuid` and `date` are only looked at where they are named. A value that the row
    of its name shows too is not told of: two agree, and it is the spec that wants a look.
    Facts: problem, more.
    """
    told: set[object] = set()
    for one in meant(endpoint, formats):
        found = [
            pair
            for pair in _new(one, told, lambda each: each.kind != "enum")
            if not _is_in_row(endpoint, one, pair[0])
        ]
        if len(found) > _MANY:
            yield _hit(one, found[0][0], f" (and {len(found) - 1} more differences)")
            continue
        for first, count in found:
            yield _hit(one, first, _times(count))


def unknown_value(endpoint: Endpoint) -> Iterator[Hit]:
    """Values of examples that are none of those that the schema lists.

    Facts: problem, more.
    """
    told: set[object] = set()
    for one in meant(endpoint):
        for first, count in _new(one, told, lambda each: each.kind == "enum"):
            yield _hit(one, first, _times(count))


def _new(
    one: Meant, told: set[object], wanted: Callable[[Difference], bool]
) -> Iterator[tuple[Difference, int]]:
    """The first of each kind and key that was not told of the same body, and how many there are."""
    found: dict[object, list[Difference]] = {}
    for each in sorted(filter(wanted, one.differences), key=lambda each: (each.start, each.path)):
        found.setdefault((one.body.node, each.kind, each.path, str(each.found)), []).append(each)
    yield from ((each[0], len(each)) for mark, each in found.items() if mark not in told)
    told.update(found)


def _is_in_row(endpoint: Endpoint, one: Meant, difference: Difference) -> bool:
    """Whether a row of a table shows a value, in code, that the schema has of another type."""
    literal = one.sample.example.body[difference.start : difference.end].strip('"')
    if difference.kind != "type" or not difference.path or not 0 < len(literal) <= _LONGEST:
        return False
    shown = re.compile(rf"[`>]\"?{re.escape(literal)}\"?[`<]")
    return any(
        member.name == difference.path[-1] and member.row and shown.search(member.row.text)
        for listing in endpoint.documented.listings
        for member in listing.members
    )


def _times(count: int) -> str:
    return f" ({count} times in this example)" if count > 1 else ""


def _hit(one: Meant, difference: Difference, more: str) -> Hit:
    body = one.sample.example.body
    place = body.at(difference.start, difference.end)
    names = (name.removesuffix("[]") for name in difference.path)
    subject = f"key:/{'/'.join(filter(None, names))}"
    facts = {"problem": _WORDS[difference.kind](one, difference), "more": more}
    return Hit(place, subject, facts, (("the spec", difference.spec),), one.label)


# In words -----------------------------------------------------------------------------------------


def _name(difference: Difference) -> str:
    return _code(".".join(difference.path)) if difference.path else "this"


def _code(name: str) -> str:
    return f"`{short(name)}`"


def _unknown(one: Meant, difference: Difference) -> str:
    known: tuple[str, ...] = difference.wanted
    near = near_names(difference.path[-1], known)
    names = ", ".join(known[:_NAMES]) + (", ..." if len(known) > _NAMES else "")
    told = f"did you mean `{near[0]}`?" if near else f"it has: {names}"
    return f"{_name(difference)} is not a property of {one.whole} ({told})"


def _missing(one: Meant, difference: Difference) -> str:
    names = [".".join((*difference.path[:-1], name)) for name in difference.found]
    listed = " and ".join(filter(None, (", ".join(map(_code, names[:-1])), _code(names[-1]))))
    verb = "is" if len(names) == 1 else "are"
    return f"{listed} {verb} missing here, and required in {one.whole}"


def _type(_: Meant, difference: Difference) -> str:
    found = f"{article(difference.found)} {difference.found}"
    return f"{_name(difference)} is {found} here, {type_words(difference.wanted)} in the spec"


def _null(_: Meant, difference: Difference) -> str:
    return f"{_name(difference)} is null here, {type_words(difference.wanted)} in the spec"


def _enum(_: Meant, difference: Difference) -> str:
    names: tuple[str, ...] = difference.wanted
    values = short(", ".join(names), 80)
    near = near_names(str(difference.found), names)
    told = f"did you mean `{near[0]}`?" if near else values
    return (
        f"{_name(difference)} is {_value(difference.found)} here, "
        f"which is none of its values in the spec ({told})"
    )


def _direction(_: Meant, difference: Difference) -> str:
    verb = "sent" if difference.kind == "read-only" else "returned"
    return f"{_name(difference)} is {difference.kind} in the spec, and {verb} here"


_LIMITS = {
    "maximum": "at most {}",
    "minimum": "at least {}",
    "exclusiveMaximum": "less than {}",
    "exclusiveMinimum": "more than {}",
    "multipleOf": "a multiple of {}",
    "maxLength": "at most {} characters long",
    "minLength": "at least {} characters long",
    "maxItems": "at most {} items long",
    "minItems": "at least {} items long",
    "maxProperties": "at most {} members large",
    "minProperties": "at least {} members large",
    "uniqueItems": "without a value twice",
    "pattern": "text like `{}`",
    "format": "a text of the format `{}`",
}


def _limit(_: Meant, difference: Difference) -> str:
    words = _LIMITS.get(difference.keyword, f"something that its `{difference.keyword}` allows")
    wanted = words.format(short(str(difference.wanted), 60))
    return f"{_name(difference)} is {_value(difference.found)} here, {wanted} in the spec"


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"`{short(text, _LONGEST)}`"


_WORDS: dict[str, Callable[[Meant, Difference], str]] = {
    "unknown": _unknown,
    "missing": _missing,
    "type": _type,
    "null": _null,
    "enum": _enum,
    "limit": _limit,
    "read-only": _direction,
    "write-only": _direction,
}
