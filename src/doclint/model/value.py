"""What a JSON-like text holds: a tree of values with places, and the ways in which it deviates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from doclint.model.record import dataclass

DEVIATIONS = {
    "alternative": "another value that could stand here",
    "bad-escape": "a backslash before a character that needs none",
    "bare-members": "members without braces around them",
    "bare-word": "a word without quotes",
    "comment": "a comment",
    "control-character": "a tab or another control character in a string",
    "duplicate-key": "a key that the object already has",
    "ellipsis": "dots for what is left out",
    "equals-for-colon": "`=` for `:`",
    "extra-closer": "a bracket that closes nothing",
    "extra-comma": "a comma with nothing before it",
    "fullwidth-punctuation": "fullwidth punctuation",
    "junk": "text that is no part of any value",
    "line-numbers": "line numbers from a code listing",
    "literal-case": "`True`, `None` and the like",
    "member-in-array": "a member without braces in an array",
    "missing-colon": "no colon behind a key",
    "missing-comma": "no comma between two values",
    "missing-value": "nothing where a value belongs",
    "newline-in-string": "a string that goes over a line break",
    "number-format": "a number as JSON does not write it",
    "odd-quotes": "typographic quotes or back-ticks for quotes",
    "odd-space": "a space that JSON does not know",
    "placeholder": "a placeholder to be filled in",
    "semicolon-for-comma": "`;` for `,`",
    "several-values": "more than one value",
    "single-quotes": "single quotes",
    "text-after": "text behind the value",
    "text-before": "text before the value",
    "too-deep": "more nesting than any example has",
    "trailing-comma": "a comma before a closing bracket or the end",
    "truncated": "the text ends before the value does",
    "type-name": "the name of a type for a value",
    "unclosed": "a bracket that another kind closes",
    "unclosed-string": "a string without its end",
    "unopened-string": "a string without its beginning",
    "unquoted-key": "a key without quotes",
}
"""The codes of deviations, in words."""

Path = tuple[str | int, ...]
"""The way to a value from the top: names of members and numbers of items."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way in which a stretch of the text is not JSON. Its code is one of DEVIATIONS."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands, in offsets of the text.

    Kinds: object array string number true false null, and `placeholder`, whose text is the value,
    `ellipsis` and `missing`. `closed` is False for a container whose end is not shown.
    """

    kind: str
    start: int
    end: int
    value: Any = None
    members: tuple[tuple[Value, Value], ...] = ()
    items: tuple[Value, ...] = ()
    closed: bool = True

    def plain(self) -> Any:
        """As Python data, without what an ellipsis leaves out."""
        if self.kind == "object":
            return {k.value: v.plain() for k, v in self.members if v.kind != "ellipsis"}
        if self.kind == "array":
            return [item.plain() for item in self.items if item.kind != "ellipsis"]
        return self.value

    def walk(
        self, path: Path = (), key: Value | None = None
    ) -> Iterator[tuple[Path, Value | None, Value]]:
        """The value and all in it, outer before inner: the way there, its key, the value itself.

        Items are counted as written, dots among them. Dots among members have no way of their own.
        """
        yield path, key, self
        for name, member in self.members:
            if member.kind != "ellipsis":
                yield from member.walk((*path, name.value), name)
        for number, item in enumerate(self.items):
            yield from item.walk((*path, number))


def value_of(data: Any) -> Value:
    """Plain data as a tree of up to 50 levels; its places only tell one value from another."""
    return _tree(data, count(), 50)


def _tree(data: Any, places: Iterator[int], depth: int) -> Value:
    at = next(places)
    if isinstance(data, (dict, list)) and not depth:
        return Value("missing", at, at)
    if isinstance(data, dict):
        members = tuple(
            (Value("string", at, at, str(key)), _tree(value, places, depth - 1))
            for key, value in data.items()
        )
        return Value("object", at, at, members=members)
    if isinstance(data, list):
        return Value("array", at, at, items=tuple(_tree(d, places, depth - 1) for d in data))
    if data is None or isinstance(data, bool):
        return Value({None: "null", True: "true", False: "false"}[data], at, at, data)
    number = isinstance(data, (int, float))
    return Value("number" if number else "string", at, at, data if number else str(data))


@dataclass(frozen=True, slots=True)
class JsonText:
    """What a text holds: for JSON one value and no deviation."""

    values: tuple[Value, ...]
    deviations: tuple[Deviation, ...]

    @property
    def strict(self) -> bool:
        """Whether the text is JSON."""
        return len(self.values) == 1 and not self.deviations
