"""Schemas of a spec as plain data, as templates are fed with it, and examples of them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from doclint.model.spec import Node
from doclint.read import schema

_DEPTH = 5
_MOST = 200  # schemas in one; what is deeper or later is left out
_STUB = ("title", "format", "description")
_HOLDS_ONE = ("items", "additionalProperties", "not")
_HOLDS_SOME = ("oneOf", "anyOf")
_DATA = Path(__file__).with_name("contexts.toml")


@cache
def words() -> Mapping[str, Any]:
    """What contexts are called and filled with."""
    return tomllib.loads(_DATA.read_text("utf-8"))


def plain(node: Node | None) -> dict[str, Any]:
    """A schema without references: `allOf` merged, circles cut; {} where there is none."""
    return _plain(node, frozenset(), iter(range(_MOST))) if node is not None else {}


def _plain(node: Node, above: frozenset[Node], left: Iterator[int]) -> dict[str, Any]:
    target = node.resolved()
    if not isinstance(target.value, dict):
        return {}
    if target in above or len(above) > _DEPTH or next(left, None) is None:
        return _stub(target)
    merged: dict[str, Any] = {}
    for part, alternative in schema.parts(node):
        if not alternative:
            _merge(merged, part, above | {target}, left)
    return merged


def _stub(node: Node) -> dict[str, Any]:
    """What stands for a schema that is cut off."""
    kinds = sorted(schema.kinds(node) - {"null"})
    told = {word: node.value[word] for word in _STUB if word in node.value}
    return {"type": kinds[0], **told} if len(kinds) == 1 else told


def _merge(merged: dict[str, Any], part: Node, above: frozenset[Node], left: Iterator[int]) -> None:
    """Add what a part says and no part before it did."""
    for member in part.items():
        word, value = member.name, member.value
        if word in ("$ref", "allOf") or (word in _HOLDS_SOME and not _several(value)):
            continue  # its branches are parts
        if word == "properties" and isinstance(value, dict):
            _add_properties(merged, member, above, left)
        elif word == "required" and isinstance(value, list):
            known = merged.get(word, [])
            if isinstance(known, list):
                merged[word] = [*known, *(name for name in value if name not in known)]
        elif word in _HOLDS_SOME:
            merged.setdefault(word, [_plain(option, above, left) for option in member.items()])
        elif word in _HOLDS_ONE and isinstance(value, dict):
            merged.setdefault(word, _plain(member, above, left))
        else:
            merged.setdefault(word, value)


def _add_properties(
    merged: dict[str, Any], listed: Node, above: frozenset[Node], left: Iterator[int]
) -> None:
    known = merged.setdefault("properties", {})
    for inner in listed.items() if isinstance(known, dict) else ():
        if inner.name not in known:
            known[inner.name] = _plain(inner, above, left)


def _several(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 1


# Examples -----------------------------------------------------------------------------------------


def example(shape: Mapping[str, Any], name: str = "", *, without: str = "") -> Any:
    """A value of a plain schema: what it says itself, else something short of its type.

    Properties that are marked as `without` are left out: readOnly, writeOnly. `name` is that of the
    value, and the text of a string of which nothing is known.
    """
    told = [shape[word] for word in ("example", "default", "const") if word in shape]
    for word in ("examples", "enum"):
        told += shape[word][:1] if isinstance(shape.get(word), list) else ()
    if told:
        return told[0]
    for word in _HOLDS_SOME:
        if isinstance(shape.get(word), list) and "properties" not in shape:
            return example(shape[word][0], name, without=without)
    kind = _kind(shape)
    if kind == "object":
        return _object(shape, without)
    if kind == "array":
        item = shape.get("items")
        return [example(item, name, without=without)] if isinstance(item, dict) else []
    return _scalar(shape, kind, name)


def _kind(shape: Mapping[str, Any]) -> str:
    stated = shape.get("type")
    kinds = [stated] if isinstance(stated, str) else stated if isinstance(stated, list) else []
    implied = "object" if "properties" in shape else "array" if "items" in shape else "string"
    return next((kind for kind in kinds if isinstance(kind, str) and kind != "null"), implied)


def _object(shape: Mapping[str, Any], without: str) -> dict[str, Any]:
    found = {
        name: example(inner, name, without=without)
        for name, inner in properties(shape).items()
        if not (without and inner.get(without) is True)
    }
    extra = shape.get("additionalProperties")
    if not found and isinstance(extra, dict):
        return {"key": example(extra, "value", without=without)}
    return found


def _scalar(shape: Mapping[str, Any], kind: str, name: str) -> Any:
    if kind in ("integer", "number"):
        least = shape.get("minimum")
        return least if isinstance(least, int | float) else words()["values"][kind]
    formats: Mapping[str, str] = words()["formats"]
    return words()["values"].get(kind) or formats.get(str(shape.get("format"))) or name or "text"


def as_json(value: Any) -> str:
    """A value as the text of an example; text that is one already stays as it is."""
    if isinstance(value, str):
        return value
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


def properties(shape: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of an object, or of the objects that a list holds."""
    for _ in range(_DEPTH):
        found = shape.get("properties")
        if isinstance(found, dict):
            return found
        inner = shape.get("items")
        if not isinstance(inner, dict):
            break
        shape = inner
    return {}
