"""Where the values of a spec stand: looked up when a finding is shown, and only for those.

A spec is loaded fast and without places. Findings name values by JSON Pointers; one pass over the
text then places all pointers of a run, and steps over whatever none of them asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]
from json.scanner import make_scanner
from typing import Any, NamedTuple

from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.parse.data.yaml_events import (
    MAX_DEPTH,
    Provider,
    TextError,
    events,
    kind,
    scalar_place,
)


class Place(NamedTuple):
    """Offsets of a value, and of the characters of its name if it has one."""

    key: tuple[int, int] | None
    start: int
    end: int


@dataclass(slots=True)
class Wanted:
    """Pointers as a tree of their parts; each gets its place when the pass comes by it."""

    place: Place | None = None
    below: dict[str, Wanted] = field(default_factory=dict)


def wanted(pointers: Iterable[str]) -> Wanted:
    """The tree of these JSON Pointers."""
    root = Wanted()
    for pointer in pointers:
        node = root
        for part in parts(pointer):
            node = node.below.setdefault(part, Wanted())
    return root


def parts(pointer: str) -> list[str]:
    """The names in a JSON Pointer (RFC 6901)."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


# JSON -----------------------------------------------------------------------------------------

_BLANKS = regex(r"[ \t\n\r]*")
_decoder = JSONDecoder(parse_int=float)  # numbers of any length
_scan: Any = make_scanner(_decoder)  # type: ignore[arg-type]  # in C: text, offset -> value, end


def place_json(text: str, root: Wanted) -> None:
    """Fill the tree from JSON. Text that is none raises ValueError, IndexError or StopIteration."""
    _json_value(text, _past_blanks(text, 0), root, None)


def _json_value(text: str, at: int, wanted: Wanted, key: tuple[int, int] | None) -> int:
    opener = text[at] if wanted.below else ""
    if opener == "{":
        end = _json_members(text, at + 1, wanted.below)
    elif opener == "[":
        end = _json_items(text, at + 1, wanted.below)
    else:
        end = _scan(text, at)[1]
    wanted.place = Place(key, at, end)
    return end


def _json_members(text: str, at: int, wanted: dict[str, Wanted]) -> int:
    at = _past_blanks(text, at)
    while text[at] != "}":
        key = at + 1
        name, at = scanstring(text, key)
        named = key, at - 1
        at = _past_blanks(text, _past_blanks(text, at) + 1)
        at = _json_value(text, at, wanted[name], named) if name in wanted else _scan(text, at)[1]
        at = _past_comma(text, at)
    return at + 1


def _json_items(text: str, at: int, wanted: dict[str, Wanted]) -> int:
    at, number = _past_blanks(text, at), 0
    while text[at] != "]":
        if str(number) in wanted:
            at = _json_value(text, at, wanted[str(number)], None)
        else:
            at = _scan(text, at)[1]
        at, number = _past_comma(text, at), number + 1
    return at + 1


def _past_blanks(text: str, at: int) -> int:
    return blanks.end() if (blanks := _BLANKS.match(text, at)) else at


def _past_comma(text: str, at: int) -> int:
    at = _past_blanks(text, at)
    return _past_blanks(text, at + 1) if text[at] == "," else at


# YAML -----------------------------------------------------------------------------------------


def place_yaml(text: str, root: Wanted, provider: Provider = events) -> None:
    """Fill the tree from the first document. Aliases are not followed; errors are the parser's."""
    stream = provider(text)
    for event in stream:
        if kind(event).startswith(("Scalar", "Mapping", "Sequence")):
            _Pass(text, stream).value(event, root, None)
            return


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over the events; each method takes what it reads and returns where that ends."""

    text: str
    events: Iterator[Any]

    def value(self, event: Any, wanted: Wanted, key: tuple[int, int] | None) -> int:
        start, opener = event.start_mark.index, kind(event) if wanted.below else ""
        if opener == "MappingStartEvent":
            end = self.members(wanted.below)
        elif opener == "SequenceStartEvent":
            end = self.items(wanted.below)
        else:
            end = self.skip(event)
        if kind(event) == "ScalarEvent" and not event.style and not event.value:
            start = end  # nothing there
        wanted.place = Place(key, start, end)
        return end

    def members(self, wanted: dict[str, Wanted]) -> int:
        end = 0
        while kind(key := next(self.events)) != "MappingEndEvent":
            name = key.value if kind(key) == "ScalarEvent" else None
            if name is None:
                self.skip(key)
            value = next(self.events)
            if name in wanted:
                end = self.value(value, wanted[name], scalar_place(self.text, key))
            else:
                end = self.skip(value)
        return _closed(key, end)

    def items(self, wanted: dict[str, Wanted]) -> int:
        end = number = 0
        while kind(item := next(self.events)) != "SequenceEndEvent":
            if str(number) in wanted:
                end = self.value(item, wanted[str(number)], None)
            else:
                end = self.skip(item)
            number += 1
        return _closed(item, end)

    def skip(self, event: Any) -> int:
        """Step over a whole node."""
        depth, end = 0, 0
        while True:
            name = type(event).__name__
            if name.endswith("StartEvent"):
                depth += 1
                if depth > MAX_DEPTH:
                    raise TextError("is nested too deeply", event.start_mark.index)
            elif name.endswith("EndEvent"):
                depth -= 1
                end = _closed(event, end)
            else:
                end = event.end_mark.index
            if not depth:
                return int(end)
            event = next(self.events)


def _closed(closing: Any, end: int) -> int:
    """Where a collection ends: behind its bracket, or else where its last part does."""
    bracket = int(closing.end_mark.index)
    return bracket if bracket > closing.start_mark.index else end
