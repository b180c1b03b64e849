"""Files that are read as if they were specs: what is made of them, and where that is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

from doclint.model.pattern import regex
from doclint.model.source import Written
from doclint.model.spec import escaped
from doclint.model.value import Value

_DEPTH = 12  # levels of an example that are looked at
_ITEMS = 20  # items of a list that are looked at
_CHARACTER = regex(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u.{4}|\\?.", re.S)
_KINDS = {"true": "boolean", "false": "boolean", "null": "null"}
_UNSURE = regex(r"\s*\Z|\s*[-+]?[\d.,:%]+\s*\Z|(?i:true|false|null|none)\Z|.*(?:\{\{|<|\$\{|%\w)")
"""Texts that say nothing of a type: a number or a word in quotes, what stands for a value."""


class Shown(NamedTuple):
    """A value of an example, and where the text is written that it stands in."""

    value: Value
    pointer: str


class Draft:
    """Data of a spec in the making, and where each of its values is `written`."""

    def __init__(self) -> None:
        self.written: dict[tuple[str, bool], Written] = {}

    def place(self, pointer: str, at: Written, key: Written | None = None) -> None:
        """Say where a value and its key are written; what is written twice stands first."""
        self.written.setdefault((pointer, False), at)
        self.written.setdefault((pointer, True), key or at)

    def shape(self, shown: Sequence[Shown], pointer: str, depth: int = _DEPTH) -> dict[str, Any]:
        """A schema of what all of some examples are, at its pointer."""
        first = shown[0]
        place = Written(first.pointer, stretch=(first.value.start, first.value.end))
        self.place(pointer, place)
        self.place(f"{pointer}/type", place)
        kinds = {_kind(one.value) for one in shown}
        schema: dict[str, Any] = {}
        if "" not in kinds and kinds != {"null"}:
            schema["type"] = sorted(kinds) if len(kinds) > 1 else next(iter(kinds))
        if depth and kinds == {"object"}:
            schema["properties"] = self._properties(shown, f"{pointer}/properties", depth - 1)
        elif depth and kinds == {"array"}:
            items = [*chain.from_iterable(_items(one) for one in shown)]
            if items:
                schema["items"] = self.shape(items, f"{pointer}/items", depth - 1)
        return schema

    def _properties(self, shown: Sequence[Shown], pointer: str, depth: int) -> dict[str, Any]:
        found: dict[str, list[Shown]] = {}
        for one in shown:
            for key, value in one.value.members:
                if key.kind == "string" and value.kind != "ellipsis":
                    found.setdefault(key.value, []).append(Shown(value, one.pointer))
                    at = Written(one.pointer, stretch=(key.start + 1, key.end - 1))
                    self.written.setdefault((f"{pointer}/{escaped(key.value)}", True), at)
        return {
            name: self.shape(values, f"{pointer}/{escaped(name)}", depth)
            for name, values in found.items()
        }


def _items(one: Shown) -> list[Shown]:
    items = [item for item in one.value.items if item.kind != "ellipsis"]
    return [Shown(item, one.pointer) for item in items[:_ITEMS]]


def _kind(value: Value) -> str:
    """The type of a value, as far as it is one for sure; "" for what may be any."""
    if value.kind == "string":
        return "" if _UNSURE.match(str(value.value)) else "string"
    if value.kind == "number":
        return "number" if isinstance(value.value, float) else "integer"
    if value.kind in ("object", "array"):
        return value.kind if value.closed else ""
    return _KINDS.get(value.kind, "")


def stretch(text: str, place: tuple[int, int], part: tuple[int, int] | None) -> tuple[int, int]:
    """Offsets of a part of a JSON string in its file; what is not on one line ends with its line.

    `place` is where the string stands with its quotes, `part` counts the characters that it has.
    """
    if part is None or not text.startswith('"', place[0]):
        return place
    start = end = place[0] + 1
    for count, character in enumerate(_CHARACTER.finditer(text, start, place[1] - 1)):
        if count == part[0]:
            start = character.start()
        if count >= part[1] or (count > part[0] and character[0] in ("\\n", "\\r")):
            return start, max(end, start)
        end = character.end()
    return start, max(end, start)
