"""Examples of a spec against the schemas that they stand beside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from doclint.checks._differences import Comparison, Difference
from doclint.checks._shown import short
from doclint.checks._stand_ins import is_any_key
from doclint.link.compare import article, near_names, type_words
from doclint.model.finding import Hit
from doclint.model.source import Pointer
from doclint.model.spec import Node, Spec
from doclint.model.value import JsonText, Value
from doclint.read import schema
from doclint.read.spec_parts import parts_of

_DIRECTIONS = {"sent": "body", "received": "response"}
_OWN = ("example", "examples")
_KINDS = {bool: "true", int: "number", float: "number", str: "string", type(None): "null"}
_PLAIN = frozenset(("string", "number", "integer", "boolean"))
_MAX_VALUES = 20_000  # of one example; a larger one is data
_NAMES = 8


@dataclass(frozen=True, slots=True)
class _Given:
    """An example with the schema that it belongs to, and the direction that it goes."""

    node: Node
    shape: Node
    where: str | None = None


def differs(spec: Spec) -> Iterator[Hit]:
    """Examples that their own schema does not allow: the first difference of each.

    What is the same in several examples of a schema is told once. Facts: problem, more.
    """
    told: set[object] = set()
    for given in _examples(spec):
        found = [
            (mark, anchor, each)
            for anchor, each in _differences(given)
            if (mark := (each.spec, each.kind, each.path[-1:])) not in told
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
        for media in parts.of(kind):
            if "json" in media.name.lower() or media.name == "*/*":
                yield from _beside(media, where)
    for response in parts.of("response"):
        yield from _legacy(response)
    for kind in ("parameter", "header"):
        for node in parts.of(kind):
            yield from _beside(node, None)
    for node in parts.roots:  # the example of a branch may be one of the whole
        yield from _own(node)


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
    if not any(word in node.value for word in _OWN):
        return
    bare = replace(node, value={k: v for k, v in node.value.items() if k not in _OWN})
    single, listed = node.step("example"), node.step("examples")
    if single is not None:
        yield _Given(single, bare)
    for each in listed.items() if listed and isinstance(listed.value, list) else ():
        yield _Given(each, bare)


# Comparing ----------------------------------------------------------------------------------------


def _differences(given: _Given) -> Iterator[tuple[Pointer, Difference]]:
    """What differs, with its place."""
    if _is_text_of_more(given):
        return
    places: list[Pointer] = []
    value = _value(given.node, places)
    if len(places) <= _MAX_VALUES:
        comparison = Comparison("", JsonText((value,), ()), given.where)
        for each in comparison.differences(value, given.shape):
            if not _is_harmless(each):
                yield places[each.start], each


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


def _is_text_of_more(given: _Given) -> bool:
    """Whether a text stands for a structure: JSON in quotes, or a parameter as it is sent."""
    if not isinstance(given.node.value, str):
        return False
    kinds = schema.kinds(given.shape)
    return not kinds or bool(kinds & {"array", "object", "file"})


def _value(node: Node, places: list[Pointer]) -> Value:
    """The data of an example, whose values have numbers for places."""
    at = len(places)
    places.append(node.anchor)
    value = node.value
    if len(places) > _MAX_VALUES or not isinstance(value, dict | list):
        return Value(_KINDS.get(type(value), "ellipsis"), at, at + 1, value)
    if isinstance(value, list):
        items = tuple(_value(each, places) for each in node.items())
        return Value("array", at, len(places), items=items)
    members = tuple((_key(each, places), _value(each, places)) for each in node.items())
    return Value("object", at, len(places), members=members)


def _key(node: Node, places: list[Pointer]) -> Value:
    places.append(node.key)
    return Value("string", len(places) - 1, len(places), node.name)


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
    return f"is {_shown(one.found)}, which is none of the schema's values ({names})"


def _limit(one: Difference) -> str:
    return f"is {_shown(one.found)}, the schema has {one.keyword} {_shown(one.wanted)}"


def _shown(value: Any) -> str:
    return f"`{short(json.dumps(value, ensure_ascii=False, default=str), 40)}`"


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
