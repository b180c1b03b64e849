"""Examples of a spec against the schemas that they stand beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from doclint.checks._data import is_small, shown
from doclint.checks._differences import Comparison, Difference
from doclint.checks._shown import short
from doclint.checks._stand_ins import is_any_key
from doclint.link.compare import article, near_names, type_words
from doclint.model.finding import Hit
from doclint.model.record import dataclass
from doclint.model.source import Pointer
from doclint.model.spec import Node, Spec
from doclint.model.value import JsonText, Value
from doclint.read import schema
from doclint.read.spec_parts import parts_of

_DIRECTIONS = {"sent": "body", "received": "response"}
_OWN = frozenset(("example", "examples"))
_KINDS = {bool: "true", int: "number", float: "number", str: "string", type(None): "null"}
_PLAIN = frozenset(("string", "number", "integer", "boolean"))
_TYPES = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_SIMPLE = frozenset(
    (
        *("type", "properties", "items", "required", "enum", "format", "title", "description"),
        *("example", "examples", "default", "deprecated", "nullable", "readOnly", "writeOnly"),
        *("externalDocs", "xml", "additionalProperties"),
    )
)
"""Words of a schema of which the first five say all that is asked of a value."""

_BARRED = {"body": "readOnly", "response": "writeOnly"}
_NAMES = 8


_Trail = tuple["_Trail | None", str, bool]
"""The way to a value: that to what holds it, its name, and whether its key is meant."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An example with the schema that it belongs to, and the direction that it goes."""

    node: Node
    shape: Node
    where: str | None = None


def differs(spec: Spec, *, unlisted: bool = False) -> Iterator[Hit]:
    """Examples that their own schema does not allow: the first difference of each.

    A key that the schema does not list is allowed; it is told of where it is a slip, or with
    `unlisted`. What is the same in several examples of a schema is told once. Facts: problem, more.
    """
    told: set[object] = set()
    for given in _examples(spec):
        found = [
            (mark, anchor, each)
            for anchor, each in _differences(given)
            if (mark := (each.spec, each.kind, each.path[-1:])) not in told
            and (unlisted or each.kind != "unknown" or near_names(each.path[-1], each.wanted))
        ]
        told.update(mark for mark, _, _ in found)
        for _, anchor, first in found[:1]:
            others = len(found) - 1
            more = f" (and {others} more {'difference' if others == 1 else 'differences'})"
            problem = f"{_name(first)} {_WORDS[first.kind](first)}"
            facts = {"problem": problem, "more": more if others else ""}
            yield Hit(anchor, f"example:{given.node.pointer}", facts, (("the schema", first.spec),))


# Where examples stand -----------------------------------------------------------------------------


def _examples(spec: Spec) -> Iterator[_Given]:
    parts = parts_of(spec)
    for kind, where in _DIRECTIONS.items():
        for media in _giving(parts.of(kind)):
            if "json" in media.name.lower() or media.name == "*/*":
                yield from _beside(media, where)
    for response in _giving(parts.of("response")):
        yield from _legacy(response)
    for kind in ("parameter", "header"):
        for node in _giving(parts.of(kind)):
            yield from _beside(node, None)
    for node in _giving(parts.roots):  # the example of a branch may be one of the whole
        yield from _own(node)


def _giving(nodes: Sequence[Node]) -> Sequence[Node]:
    """The objects that have examples: few do."""
    return [node for node in nodes if not _OWN.isdisjoint(node.value)]


def _beside(owner: Node, where: str | None) -> Iterator[_Given]:
    """The examples of a media type or a parameter."""
    shape = owner.step("schema")
    single, listed = owner.step("example"), owner.get("examples")
    if shape is None:
        return
    if single is not None:
        yield _Given(single, shape, where)
    for each in listed.items() if listed and isinstance(listed.value, dict) else ():
        value = each.resolved().step("value")
        if value is not None:
            yield _Given(value, shape, where)


def _legacy(response: Node) -> Iterator[_Given]:
    """The examples of a response of Swagger 2.0, by media type."""
    shape, listed = response.step("schema"), response.get("examples")
    for each in listed.items() if shape and listed and isinstance(listed.value, dict) else ():
        if shape is not None and "json" in each.name.lower():
            yield _Given(each, shape, "response")


def _own(node: Node) -> Iterator[_Given]:
    """The examples that a schema gives itself, which it does not excuse."""
    bare = replace(node, value={k: v for k, v in node.value.items() if k not in _OWN})
    single, listed = node.step("example"), node.step("examples")
    if single is not None:
        yield _Given(single, bare)
    for each in listed.items() if listed and isinstance(listed.value, list) else ():
        yield _Given(each, bare)


# Comparing ----------------------------------------------------------------------------------------


def _differences(given: _Given) -> Iterator[tuple[Pointer, Difference]]:
    """What differs, with its place."""
    if not is_small(given.node.value) or _is_text_of_more(given):
        return
    if _fits(given.node.value, given.shape, given.where):
        return
    places: list[_Trail] = []
    value = _value(given.node.value, (None, "", False), places)
    comparison = Comparison("", JsonText((value,), ()), given.where)
    for each in comparison.differences(value, given.shape):
        if not _is_harmless(each):
            yield _pointer(given.node, places[each.start]), each


def _is_harmless(one: Difference) -> bool:
    """Whether no reader sees it: quotes around a plain value, a null for none, any name."""
    match one.kind:
        case "unknown":
            return any(is_any_key(name) for name in one.wanted)
        case "null":
            return not one.path or "null" in one.wanted.kinds
        case "type":
            plain = one.found in _PLAIN and bool(one.wanted.kinds & _PLAIN)
            return plain and not one.path
    return False


def _fits(value: Any, node: Node, where: str | None) -> bool:
    """Whether a value is plainly what a plain schema says, as most are; else it is looked at."""
    rules = _plain_rules(node)
    if rules is None or _BARRED.get(where or "") in rules:
        return False
    kinds = rules["type"] if isinstance(rules["type"], list) else (rules["type"],)
    if isinstance(value, list):
        inner = node.resolved().step("items")
        return "array" in kinds and inner is not None and all(_fits(v, inner, where) for v in value)
    if isinstance(value, dict):
        return "object" in kinds and _members_fit(value, node.resolved(), where)
    plain = any(type(value) in _TYPES.get(str(kind), ()) for kind in kinds)
    return plain and value in rules.get("enum", (value,))


def _members_fit(value: Mapping[str, Any], node: Node, where: str | None) -> bool:
    listed = node.get("properties")
    if listed is None or any(name not in value for name in node.value.get("required", ())):
        return False
    inner = ((each, listed.step(name)) for name, each in value.items())
    return all(shape is not None and _fits(each, shape, where) for each, shape in inner)


@lru_cache(maxsize=1 << 14)
def _plain_rules(node: Node) -> Mapping[str, Any] | None:
    """What a schema says, if that is nothing but types, properties, items and an enum."""
    target = node.resolved()
    value = target.value
    if not isinstance(value, dict) or (target is not node and len(node.value) > 1):
        return None
    if not isinstance(value.get("type"), str | list):
        return None
    for word in value:
        if word not in _SIMPLE and not word.startswith("x-"):
            return None
    listed, enum = value.get("required", []), value.get("enum", [])
    closed = isinstance(value.get("additionalProperties", False), bool)
    return value if isinstance(listed, list) and isinstance(enum, list) and closed else None


def _is_text_of_more(given: _Given) -> bool:
    """Whether a text stands for a structure: JSON in quotes, or a parameter as it is sent."""
    if not isinstance(given.node.value, str):
        return False
    kinds = schema.kinds(given.shape)
    return not kinds or bool(kinds & {"array", "object", "file"})


def _value(value: Any, trail: _Trail, places: list[_Trail]) -> Value:
    """The data of an example, whose values have numbers for places."""
    at = len(places)
    places.append(trail)
    if not isinstance(value, dict | list):
        return Value(_KINDS.get(type(value), "ellipsis"), at, at + 1, value)
    if isinstance(value, list):
        items = tuple(_value(v, (trail, str(n), False), places) for n, v in enumerate(value))
        return Value("array", at, len(places), items=items)
    members = tuple(
        (_key(name, trail, places), _value(each, (trail, name, False), places))
        for name, each in value.items()
    )
    return Value("object", at, len(places), members=members)


def _key(name: str, trail: _Trail, places: list[_Trail]) -> Value:
    places.append((trail, name, True))
    return Value("string", len(places) - 1, len(places), name)


def _pointer(node: Node, trail: _Trail) -> Pointer:
    """Where a value of an example stands, by the way to it."""
    way, names, key = trail[0], [trail[1]], trail[2]
    while way is not None:
        names.append(way[1])
        way = way[0]
    escaped = [name.replace("~", "~0").replace("/", "~1") for name in reversed(names[:-1])]
    below = "".join(f"/{name}" for name in escaped)
    return Pointer(node.document.source, f"{node.pointer}{below}", key=key)


# In words -----------------------------------------------------------------------------------------


def _name(difference: Difference) -> str:
    return f"`{short('.'.join(difference.path))}`" if difference.path else "the example"


def _unknown(one: Difference) -> str:
    known: tuple[str, ...] = one.wanted
    near = near_names(one.path[-1], known)
    names = ", ".join(known[:_NAMES]) + (", ..." if len(known) > _NAMES else "")
    return f"is not in the schema ({f'did you mean `{near[0]}`?' if near else f'it has: {names}'})"


def _type(one: Difference) -> str:
    return f"is {article(one.found)} {one.found}, the schema has {type_words(one.wanted)}"


def _enum(one: Difference) -> str:
    names = short(", ".join(one.wanted), 80)
    return f"is {shown(one.found, 40)}, which is none of the schema's values ({names})"


def _limit(one: Difference) -> str:
    return f"is {shown(one.found, 40)}, the schema has {one.keyword} {shown(one.wanted, 40)}"


_WORDS: dict[str, Callable[[Difference], str]] = {
    "unknown": _unknown,
    "missing": lambda _: "is missing, and required by the schema",
    "type": _type,
    "null": lambda one: f"is null, the schema has {type_words(one.wanted)}",
    "enum": _enum,
    "limit": _limit,
    "read-only": lambda _: "is read-only by the schema, and sent",
    "write-only": lambda _: "is write-only by the schema, and returned",
}
