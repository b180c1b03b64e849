"""Schemas of a spec that contradict themselves: no page can be right about them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from doclint.checks._data import same, shown
from doclint.checks._shown import short
from doclint.model.finding import Hit
from doclint.model.source import Pointer
from doclint.model.spec import Node, Spec
from doclint.model.words import did_you_mean
from doclint.read import schema
from doclint.read.spec_parts import parts_of

_TYPES = ("string", "integer", "number", "boolean", "array", "object", "null", "file")
_USUAL = (None, *_TYPES)
_MEANT = {
    **dict.fromkeys(("str", "text", "char", "varchar", "guid", "uuid", "enum"), "string"),
    **dict.fromkeys(("date", "datetime", "date-time", "timestamp", "time"), "string"),
    **dict.fromkeys(("int", "int32", "int64", "long", "short", "bigint"), "integer"),
    **dict.fromkeys(("float", "double", "decimal", "numeric"), "number"),
    **dict.fromkeys(("bool",), "boolean"),
    **dict.fromkeys(("list", "set", "tuple"), "array"),
    **dict.fromkeys(("dict", "map", "hash", "json", "struct"), "object"),
}
"""Types of other languages, by the name that JSON Schema has for them."""

_KINDS = {type(None): "null", bool: "boolean", int: "integer", str: "string", list: "array"}
_ARTICLES = {"integer": "an integer", "array": "a list", "object": "an object", "null": "null"}
_NOTHING = (None, "")
_REQUIRING = frozenset(("required", "$ref", "allOf", "oneOf", "anyOf"))


def unknown_type(spec: Spec) -> Iterator[Hit]:
    """Types that JSON Schema does not have, each once for all its places. Facts: type, hint, more.

    What stands for no type at all, as null does, is left to other tools.
    """
    places: dict[tuple[str, str], list[Pointer]] = {}
    for node in parts_of(spec).schemas:
        if node.value.get("type") in _USUAL:
            continue
        for word, anchor in _unknown_types(node):
            places.setdefault((anchor.source.path, word), []).append(anchor)
    for (_, word), anchors in places.items():
        facts = {"type": short(word), "hint": _hint(word), "more": _more(anchors)}
        yield Hit(anchors[0], f"type:{word}", facts, _again(anchors))


def _unknown_types(node: Node) -> Iterator[tuple[str, Pointer]]:
    stated = node.value.get("type")
    listed = stated if isinstance(stated, list) else [stated]
    for number, word in enumerate(listed):
        if isinstance(word, str) and word not in _TYPES:
            below = f"/{number}" if isinstance(stated, list) else ""
            yield word, Pointer(node.document.source, f"{node.pointer}/type{below}")


def _hint(word: str) -> str:
    meant = _MEANT.get(word.lower())
    if meant:
        return f"; did you mean `{meant}`?"
    return did_you_mean(word.lower(), _TYPES)


def required_property_undefined(spec: Spec) -> Iterator[Hit]:
    """Names under `required` that no part of a schema defines, each once. Facts: name, hint.

    A schema that is part of others may leave its names to these; an open one has any.
    """
    fine: set[Pointer] = set()
    lacking: dict[Pointer, tuple[str, frozenset[str]]] = {}
    for root in parts_of(spec).roots:
        if _REQUIRING.isdisjoint(root.value):
            continue  # as most
        whole = [part for part, _ in schema.parts(root)]
        required = [*_required(whole)]
        if not required:
            continue
        names = frozenset(name for part in whole for name in _properties(part))
        asked = {name for name, _ in required}
        loose = not names or schema.is_open(root) or any(map(_leads_nowhere, whole))
        for name, anchor in required:
            if loose or name in names:
                fine.add(anchor)
            else:
                lacking.setdefault(anchor, (name, names - asked))
    for anchor, (name, names) in lacking.items():
        if anchor not in fine:
            written = short(name) if name == name.strip() else json.dumps(name)
            facts = {"name": written, "hint": did_you_mean(name, names)}
            yield Hit(anchor, f"required:{name}", facts)


def _properties(part: Node) -> Iterable[str]:
    listed = part.get("properties")
    return listed.value if listed is not None and isinstance(listed.value, dict) else ()


def _leads_nowhere(part: Node) -> bool:
    return "$ref" in part.value and part.resolved() is part


def _required(whole: Iterable[Node]) -> Iterator[tuple[str, Pointer]]:
    for part in whole:
        listed = part.value.get("required")
        for number, name in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(name, str):
                pointer = f"{part.pointer}/required/{number}"
                yield name, Pointer(part.document.source, pointer)


def enum_type_differs(spec: Spec) -> Iterator[Hit]:
    """Values of an enum that its own type forbids, once a schema. Facts: value, is, type, more."""
    for node in parts_of(spec).schemas:
        listed = node.value.get("enum")
        kinds = _stated(node.value) if isinstance(listed, list) else ()
        if not kinds:
            continue
        wrong = [n for n, value in enumerate(listed) if value is not None and _is_no(value, kinds)]
        for first in wrong[:1]:
            value = listed[first]
            facts = {
                "value": shown(value),
                "is": _kind_of(value),
                "type": " or ".join(sorted(kinds)),
                "more": f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else "",
            }
            anchor = Pointer(node.document.source, f"{node.pointer}/enum/{first}")
            yield Hit(anchor, f"enum:{node.pointer}", facts)


def default_not_allowed(spec: Spec) -> Iterator[Hit]:
    """Defaults that their own schema forbids. Facts: value, problem."""
    for node in parts_of(spec).schemas:
        value = node.value.get("default")
        if value in _NOTHING:
            continue
        rules = node.resolved().value
        problem = _forbidden(value, rules)
        if problem and not _reads_thesame(value, rules):
            anchor = Pointer(node.document.source, f"{node.pointer}/default")
            yield Hit(
                anchor, f"default:{node.pointer}", {"value": shown(value), "problem": problem}
            )


def _forbidden(value: Any, rules: Mapping[str, Any]) -> str:
    """Why a schema does not allow a value, as far as type, enum and limits tell; else ""."""
    kinds, listed = _stated(rules), rules.get("enum")
    if kinds and _is_no(value, kinds):
        return f"is {_kind_of(value)}, the type is {' or '.join(sorted(kinds))}"
    if isinstance(listed, list) and listed and not any(same(value, each) for each in listed):
        known = ", ".join(shown(each) for each in listed[:5])
        return f"is none of the values of the enum ({known}{', ...' if len(listed) > 5 else ''})"
    return _out_of_range(value, rules)


def _reads_thesame(value: Any, rules: Mapping[str, Any]) -> bool:
    """Whether a default differs in its quotes alone, or an enum has it in spite of its type."""
    listed = rules.get("enum")
    if isinstance(listed, list) and any(same(value, each) for each in listed):
        return True
    if isinstance(value, str):
        with suppress(ValueError):
            return not _forbidden(json.loads(value), rules)
    return not isinstance(value, list | dict) and not _forbidden(_plain(value), rules)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _out_of_range(value: Any, rules: Mapping[str, Any]) -> str:
    low, high = rules.get("minimum"), rules.get("maximum")
    if _is_number(value) and _is_number(low) and value < low:
        return f"is below the minimum {low}"
    if _is_number(value) and _is_number(high) and value > high:
        return f"is above the maximum {high}"
    return ""


def _stated(value: Mapping[str, Any]) -> frozenset[str]:
    """The types that a schema names itself, if all of them are known."""
    stated = value.get("type")
    words = stated if isinstance(stated, list) else [stated]
    known = frozenset(word for word in words if isinstance(word, str) and word in _TYPES)
    nullable = value.get("nullable") is True or value.get("x-nullable") is True
    return (known | {"null"} if nullable else known) if len(known) == len(words) else frozenset()


def _is_no(value: Any, kinds: frozenset[str]) -> bool:
    """Whether a value is of none of these JSON types."""
    kind = _kind(value)
    return (
        kind not in kinds and "file" not in kinds and not (kind == "integer" and "number" in kinds)
    )


def _kind(value: Any) -> str:
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return _KINDS.get(type(value), "object")


def _kind_of(value: Any) -> str:
    kind = _kind(value)
    return _ARTICLES.get(kind, f"a {kind}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _more(anchors: list[Pointer]) -> str:
    return f" (in {len(anchors)} places)" if len(anchors) > 1 else ""


def _again(anchors: list[Pointer]) -> tuple[tuple[str, Pointer], ...]:
    return tuple(("again", anchor) for anchor in anchors[1:4])
