"""The ways in which a value may fit a schema that has alternatives, and the limits of each part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from doclint.model.pattern import regex
from doclint.model.spec import Node
from doclint.read import schema

Way = tuple[Node, ...]
"""Schemas that hold together: of each alternative among them, one branch was taken."""

_MOST = 64  # ways; of a schema with more, nothing is said
_STEPS = 2_000  # schemas that are looked into to find them; one may stand in many places
_NUMBERS = ("maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum")
_COUNTS = ("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties")
_COMPOSING = frozenset(("$ref", "allOf", "oneOf", "anyOf"))
_CONDITIONS = ("not", "contains", "propertyNames", "dependentRequired")
_ASSERTING = frozenset(
    (*_NUMBERS, *_COUNTS, *_CONDITIONS, "pattern", "multipleOf", "uniqueItems", "format")
)
_NESTED = regex(r"[+*?|}].*\)[+*{]", re.S)
"""A repetition of what may repeat: it may take for ever on a text that it does not match."""
_LONGEST = 400  # characters of a pattern
_GROUP = regex(r"\\.|\(\?[:=!<]")


@lru_cache(maxsize=1 << 16)
def ways(node: Node) -> tuple[Way, ...]:
    """Each way to choose among the alternatives of a schema; none if there are too many."""
    if isinstance(node.value, dict) and _COMPOSING.isdisjoint(node.value):
        return ((node,),)  # as most have it
    return tuple(dict.fromkeys(_ways(node, frozenset(), iter(range(_STEPS)))))


def _ways(node: Node, above: frozenset[Node], steps: Iterator[int]) -> list[Way]:
    if next(steps, None) is None:
        return []
    target = node.resolved()
    if target in above or not isinstance(target.value, dict):
        return [()]  # allows anything, or what is being looked at already
    around = above | {target}
    found: list[Way] = [()]
    beside = target is not node and len(node.value) > 1
    for holder in (node, target) if beside else (target,):
        found = [(*way, holder) for way in found]
        for branches in _branches(holder, "allOf"):
            for branch in branches:
                found = _joined(found, _ways(branch, around, steps))
        for word in ("oneOf", "anyOf"):
            for branches in _branches(holder, word):
                each = [_ways(branch, around, steps) for branch in branches]
                found = _joined(found, [way for one in each for way in one] if all(each) else [])
    return found


def _branches(holder: Node, word: str) -> Iterator[list[Node]]:
    listed = holder.step(word)
    if listed is not None and isinstance(listed.value, list) and listed.value:
        yield list(listed.items())


def _joined(one: Sequence[Way], other: Sequence[Way]) -> list[Way]:
    """Each of the one with each of the other; none, as for too many, if one has none."""
    if len(one) * len(other) > _MOST:
        return []
    return [tuple(dict.fromkeys((*a, *b))) for a, b in product(one, other)]


def told_apart(found: Sequence[Way], value: Any) -> Sequence[Way]:
    """The ways that a discriminator allows for an object (OpenAPI 3.2, Discriminator Object).

    All of them where there is none, or where it names what the schema does not have.
    """
    for holder in dict.fromkeys(part for way in found for part in way):
        told = holder.value.get("discriminator")
        name = told.get("propertyName") if isinstance(told, dict) else None
        stated = value.get(name) if isinstance(name, str) else None
        if isinstance(stated, str) and isinstance(told, dict):
            target = _named(holder, told, stated)
            fitting = [way for way in found if target in way]
            found = fitting or found
    return found


def _named(holder: Node, told: dict[str, Any], stated: str) -> Node | None:
    """The schema that a value of a discriminator names."""
    mapping = told.get("mapping")
    address = mapping.get(stated) if isinstance(mapping, dict) else None
    references = [address] if isinstance(address, str) else []
    if not references or "#" not in references[0]:
        references.append(f"#/components/schemas/{references[0] if references else stated}")
    targets = (holder.target(reference) for reference in references)
    return next((target.resolved() for target in targets if target is not None), None)


def has_subtypes(node: Node) -> bool:
    """Whether schemas that are not named here may add properties to one of an object."""
    target = node.resolved()
    return any(
        "discriminator" in part.value and not {"oneOf", "anyOf"} & set(part.value)
        for part, alternative in schema.parts(node)
        if alternative or part == target
    )


def lists_null(way: Way) -> bool:
    """Whether null is one of the values that a way lists, or its default."""
    for part in way:
        values = part.value.get("enum")
        listed = isinstance(values, list) and None in values
        if listed or ("default" in part.value and part.value["default"] is None):
            return True
    return False


def values_of(way: Way) -> Node | None:
    """The schema of the values of a map."""
    for part in way:
        if isinstance(part.value.get("additionalProperties"), dict):
            return part.step("additionalProperties")
    return None


@lru_cache(maxsize=1 << 16)
def assertions(node: Node) -> dict[str, Any]:
    """What a schema says of a value as a whole, in the words of JSON Schema 2020-12.

    Types, values and properties are left out, and what holds references.
    """
    value = node.value
    if _ASSERTING.isdisjoint(value):
        return {}  # as most
    found = {name: value[name] for name in _NUMBERS if _is_number(value.get(name))}
    found |= {name: value[name] for name in _COUNTS if _is_count(value.get(name))}
    if isinstance(value.get("pattern"), str) and _is_usable(value["pattern"]):
        found["pattern"] = value["pattern"]
    if _is_count(value.get("multipleOf")) and value["multipleOf"]:
        found["multipleOf"] = value["multipleOf"]  # fractions are not what floats can tell
    if value.get("uniqueItems") is True:
        found["uniqueItems"] = True
    if isinstance(value.get("format"), str):
        found["format"] = value["format"]
    for name in _CONDITIONS:
        if isinstance(value.get(name), dict) and "$ref" not in repr(value[name]):
            found[name] = value[name]
    for name, limit in (("exclusiveMaximum", "maximum"), ("exclusiveMinimum", "minimum")):
        if value.get(name) is True and limit in found:  # OpenAPI 3.0 and Swagger 2.0
            found[name] = found.pop(limit)
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_usable(pattern: str) -> bool:
    """Whether it is a pattern, without slashes around it, that takes no time."""
    if pattern.startswith("/") or len(pattern) > _LONGEST:
        return False
    return not _NESTED.search(_GROUP.sub("_", pattern))
