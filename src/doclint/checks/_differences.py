"""Where a value of an example differs from a schema of the spec: both ends, at their characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from doclint.checks._stand_ins import is_any_key, is_choice, is_left_out, stands_in
from doclint.link.compare import near_names
from doclint.model.contract import Type
from doclint.model.record import dataclass
from doclint.model.source import Anchor, Pointer
from doclint.model.spec import Document, Node
from doclint.model.value import JsonText, Value
from doclint.read import schema
from doclint.read.alternatives import (
    Way,
    assertions,
    has_subtypes,
    lists_null,
    told_apart,
    values_of,
    ways,
)
from doclint.schema import Check, compiled

_LOST = 0.25  # of what a response requires: where more is missing, it is left out on purpose
_LITTLE = 2  # names that are required, of which one is much
_FEW = 50  # unknown keys that may be slips of what is missing
_KINDS = {"true": "boolean", "false": "boolean"}
_UNSAID = frozenset(("ellipsis", "missing", "placeholder"))


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which an example is not what a schema says.

    Kinds: unknown missing type null enum limit read-only write-only. `path` is the way there by
    names, with `[]` behind that of a list for its items. `start` and `end` are offsets of the
    example; `spec` is what it differs from. `found` and `wanted` are values, types or names.
    """

    kind: str
    path: tuple[str, ...]
    start: int
    end: int
    spec: Anchor
    found: Any = None
    wanted: Any = None
    keyword: str = ""


class Comparison:
    """The values of one example against schemas. `where` is "body", "response" or None.

    What is left out is not missing; what stands in for a value is not compared. Of alternatives,
    what each of them denies is a difference; and of what a schema gives as an example itself,
    nothing is, unless it is the spec's `own` examples that are compared.
    """

    def __init__(
        self,
        body: str,
        read: JsonText,
        where: str | None,
        formats: Sequence[str] = (),
        *,
        own: bool = False,
    ) -> None:
        self.where, self.formats, self.own = where, frozenset(formats), own
        self.known: dict[tuple[int, Document, str], tuple[Difference, ...]] = {}
        self.gaps = [one.start for one in read.deviations if is_left_out(body, one)]
        self.odd = [one.start for one in read.deviations]

    def differences(
        self, value: Value, node: Node, path: tuple[str, ...] = (), key: Value | None = None
    ) -> tuple[Difference, ...]:
        """All of a value and what it holds."""
        if value.kind in _UNSAID:
            return ()
        mark = (value.start, node.document, node.pointer)
        if mark not in self.known:
            self.known[mark] = ()  # a schema that is an alternative of itself
            found = tuple(self._compared(_Place(value, path, key), node))
            excused = found and not self.own and _is_its_own(value, node)
            self.known[mark] = () if excused else found
        return self.known[mark]

    def _compared(self, place: _Place, node: Node) -> Iterator[Difference]:
        value = place.value
        found: Sequence[Way] = ways(node)
        if not found:
            return
        if value.kind == "object":
            yield from _unknown(place, node)
            found = told_apart(found, {k.value: v.value for k, v in value.members})
        fitting = [way for way in found if _accepts(way, value)]
        if len(fitting) == 1:
            yield from self._against(place, node, fitting[0])
        elif fitting:
            results = [[*self._against(place, node, way)] for way in fitting]
            yield from agreed(results, len(place.path) + 1)
        elif not _is_silent(value, node):
            yield _type_difference(place, node)

    def _against(self, place: _Place, node: Node, way: Way) -> Iterator[Difference]:
        value = place.value
        if value.kind == "object":
            yield from self._members(place, node, way)
            yield from self._missing(place, node, way)
        elif value.kind == "array":
            yield from self._items(place, way)
        elif value.kind != "null":
            yield from _enum(place, way)
        yield from self._limits(place, way)

    def _members(self, place: _Place, node: Node, way: Way) -> Iterator[Difference]:
        known = schema.properties(node)
        for key, member in place.value.members:
            if key.kind != "string" or member.kind == "ellipsis":
                continue
            path = (*place.path, key.value)
            if key.value in known:
                options = [each for each in known[key.value] if each.source in way]
                yield from self._of_all(member, options, path, key)
                yield from self._direction(options, path, key)
            elif (values := values_of(way)) is not None:
                yield from self.differences(member, values, path, key)

    def _of_all(
        self, value: Value, options: Sequence[schema.Property], path: tuple[str, ...], key: Value
    ) -> Iterator[Difference]:
        """What differs from any of several schemas that all hold; what one lists, all know."""
        if len(options) == 1:
            yield from self.differences(value, options[0].node, path, key)
            return
        found = [self.differences(value, option.node, path, key) for option in options]
        listing = [one for one, o in zip(found, options, strict=True) if schema.properties(o.node)]
        strange = [{each.path for each in one if each.kind == "unknown"} for one in listing]
        for each in chain.from_iterable(found):
            if each.kind != "unknown" or all(_leads(paths, each.path) for paths in strange):
                yield each

    def _direction(
        self, options: Sequence[schema.Property], path: tuple[str, ...], key: Value
    ) -> Iterator[Difference]:
        """What is sent and is read-only, or is received and write-only."""
        word = {"body": "readOnly", "response": "writeOnly"}.get(self.where or "")
        for option in options if word else ():
            said = schema.first(option.node, word or "")
            if said is not None and said.value is True:
                kind = "read-only" if word == "readOnly" else "write-only"
                yield Difference(kind, path, key.start, key.end, said.anchor)
                return

    def _missing(self, place: _Place, node: Node, way: Way) -> Iterator[Difference]:
        """What is required and not shown, in a response of an object that shows most of it.

        A name that one of its keys is a slip of is not missing.
        """
        value, known = place.value, schema.properties(node)
        shown = {key.value for key, _ in value.members}
        needed = self._needed(way, known)
        lost = [name for name in needed if name not in shown] if shown else []
        if not lost or not self._is_whole(value):
            return
        if self.where != "body" and not _shows_most(lost, needed, shown & set(known), known):
            return
        unknown = sorted(shown - set(known))[:_FEW]
        for part in dict.fromkeys(needed.values()):
            names = [n for n in lost if needed[n] == part and not near_names(n, unknown)]
            if names:
                spec = Pointer(part.document.source, f"{part.pointer}/required")
                path = (*place.path, names[0])
                yield Difference("missing", path, *place.top, spec, tuple(names))

    def _needed(self, way: Way, known: Mapping[str, Sequence[schema.Property]]) -> dict[str, Node]:
        """The names that are required in this direction, each with the schema that says so."""
        found: dict[str, Node] = {}
        for part in way:
            listed = part.value.get("required")
            for name in listed if isinstance(listed, list) else ():
                if isinstance(name, str) and name in known and not self._is_lifted(known[name]):
                    found.setdefault(name, part)
        return found

    def _is_lifted(self, options: Sequence[schema.Property]) -> bool:
        """Whether it is required in the other direction only (OpenAPI 3.2, Schema Object)."""
        words = {"body": ("readOnly",), "response": ("writeOnly",)}
        for word in words.get(self.where or "", ("readOnly", "writeOnly")):
            for option in options:
                said = schema.first(option.node, word)
                if said is not None and said.value is True:
                    return True
        return False

    def _items(self, place: _Place, way: Way) -> Iterator[Difference]:
        if any("prefixItems" in part.value for part in way):
            return
        path = (*place.path[:-1], f"{place.path[-1] if place.path else ''}[]")
        for node in filter(None, (part.step("items") for part in way)):
            for item in place.value.items if isinstance(node.value, dict) else ():
                yield from self.differences(item, node, path)

    def _limits(self, place: _Place, way: Way) -> Iterator[Difference]:
        value = place.value
        limited = [(part, said) for part in way if (said := assertions(part))]
        if not limited or (value.kind in ("object", "array") and not self._is_plain(value)):
            return
        stands = value.kind == "string" and stands_in(value.value)
        if stands or any(is_any_key(key.value) for key, _ in value.members):
            return
        plain = value.plain()
        for part, said in limited:
            if said.get("format") not in self.formats and "format" in said:
                said = {name: each for name, each in said.items() if name != "format"}
            for word in _check(part, "format" in said)(plain) if said else ():
                spec = Pointer(part.document.source, f"{part.pointer}/{word}")
                yield Difference(
                    "limit", place.path, *place.whole, spec, plain, said.get(word), word
                )

    def _is_whole(self, value: Value) -> bool:
        """Whether all of an object is shown."""
        if not value.closed or any(
            key.kind != "string" or is_any_key(key.value) for key, _ in value.members
        ):
            return False
        return not _holds(self.gaps, value)

    def _is_plain(self, value: Value) -> bool:
        return value.closed and not _holds(self.odd, value)


@dataclass(frozen=True, slots=True)
class _Place:
    """A value with the way to it, and the key that it stands behind."""

    value: Value
    path: tuple[str, ...]
    key: Value | None

    @property
    def whole(self) -> tuple[int, int]:
        """Where it stands."""
        return self.value.start, self.value.end

    @property
    def top(self) -> tuple[int, int]:
        """Where an object begins: its key, or its brace."""
        if self.key is not None:
            return self.key.start, self.key.end
        return self.value.start, self.value.start + 1


def _leads(paths: Collection[tuple[str, ...]], path: tuple[str, ...]) -> bool:
    """Whether a path, or one that it begins with, is among others."""
    return any(path[:n] in paths for n in range(1, len(path) + 1))


def _shows_most(
    lost: Sequence[str],
    needed: Collection[str],
    shown: Collection[str],
    known: Mapping[str, Sequence[schema.Property]],
) -> bool:
    """Whether what is shown of an object is no extract, so that what is not shown is missing.

    Where little is required it takes half of all that it may have; and what is one of several
    things is left out by writers and programs that cannot say which.
    """
    if len(needed) > _LITTLE:
        return len(lost) <= max(_LOST * len(needed), 1)
    several = any(len(ways(option.node)) > 1 for name in lost for option in known[name])
    return len(lost) == 1 and not several and 2 * len(shown) >= len(known)


def _is_its_own(value: Value, node: Node) -> bool:
    """Whether a schema gives the value as an example or default: then the spec denies itself."""
    given = list(schema.own_examples(node))
    return bool(given) and value.plain() in given


def _holds(starts: Sequence[int], value: Value) -> bool:
    at = bisect_left(starts, value.start)
    return at < len(starts) and starts[at] < value.end


def agreed(results: Sequence[Sequence[Difference]], depth: int) -> Iterator[Difference]:
    """What differs in each of several ways, as the one that fits best has it.

    A way whose fixed values are others is not meant where there is one whose are not: those are
    members of the value itself, whose ways have `depth` names.
    """
    if len(results) > 1:
        tagged = [
            one
            for one in results
            if not any(each.kind == "enum" and len(each.path) == depth for each in one)
        ]
        results = tagged or results
    best = min(results, key=len)
    everywhere = [{(each.kind, each.path) for each in one} for one in results]
    yield from (one for one in best if all((one.kind, one.path) in each for each in everywhere))


# Types --------------------------------------------------------------------------------------------


def _accepts(way: Way, value: Value) -> bool:
    """Whether a value has the types of all parts."""
    if value.kind == "null":
        kinds = [kinds for part in way if (kinds := schema.own_kinds(part))]
        return not kinds or any("null" in each for each in kinds) or lists_null(way)
    kind = _KINDS.get(value.kind, value.kind)
    return all(_has(schema.own_kinds(part), kind, value.value) for part in way)


def _has(kinds: frozenset[str], kind: str, value: Any) -> bool:
    if not kinds or kind in kinds or "file" in kinds:
        return True
    whole = kind == "number" and (isinstance(value, int) or float(value).is_integer())
    return whole and "integer" in kinds


def _is_silent(value: Value, node: Node) -> bool:
    """Whether a value says nothing of its type: a stand-in, an empty container, some nulls."""
    if value.kind == "null":
        return not schema.says_null(node.document)
    if value.kind == "string":
        return stands_in(value.value)
    return value.kind in ("object", "array") and not (value.members or value.items)


def _type_difference(place: _Place, node: Node) -> Difference:
    value = place.value
    kinds = schema.kinds(node) or schema.own_kinds(node.resolved())
    spec = schema.anchor(node, "type")
    if value.kind == "null":
        return Difference("null", place.path, *place.whole, spec, None, Type(kinds))
    kind = _KINDS.get(value.kind, value.kind)
    start, end = place.top if kind in ("object", "array") else place.whole
    return Difference("type", place.path, start, end, spec, kind, Type(kinds))


# Names and values ---------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def _is_open(node: Node) -> bool:
    return schema.is_open(node) or has_subtypes(node)


def _unknown(place: _Place, node: Node) -> Iterator[Difference]:
    """Keys that no alternative of a schema has."""
    known = schema.properties(node)
    if not known or _is_open(node):
        return
    for key, _ in place.value.members:
        if key.kind == "string" and key.value not in known and not is_any_key(key.value):
            path = (*place.path, key.value)
            spec = schema.anchor(node, "properties")
            yield Difference("unknown", path, key.start, key.end, spec, key.value, tuple(known))


def _enum(place: _Place, way: Way) -> Iterator[Difference]:
    if not any("enum" in part.value or "const" in part.value for part in way):
        return  # as most
    value = place.value.plain()
    if place.value.kind == "string" and (not value or stands_in(value)):
        return
    for part in way:
        word = "const" if "const" in part.value else "enum"
        listed = [part.value["const"]] if word == "const" else part.value.get("enum")
        if not isinstance(listed, list) or not listed:
            continue
        names = [_written(each) for each in listed]
        if _written(value) not in names and not is_choice(value, names):
            spec = Pointer(part.document.source, f"{part.pointer}/{word}")
            yield Difference("enum", place.path, *place.whole, spec, value, tuple(names))


def _written(value: Any) -> str:
    """A value as it is written, so that `1` and "1" are alike."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "null" if value is None else str(value)


@lru_cache(maxsize=1 << 12)
def _check(part: Node, formats: bool) -> Check:
    said = assertions(part)
    return compiled(said if formats else {k: v for k, v in said.items() if k != "format"})
