"""What a JSON Schema of a spec says: its types, properties and limits, through all references.

OpenAPI 3.1 and 3.2 use JSON Schema 2020-12, 3.0 and Swagger 2.0 subsets with words of their own.
`allOf` is merged, `oneOf` and `anyOf` are alternatives: what one of them allows is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from doclint.model.contract import Said, Type
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Pointer
from doclint.model.spec import Document, Node

_DEPTH = 8
_REQUIRED_LIST = regex(r"""["']?required["']?\s*:\s*(?:\[|\n\s*-\s)""")
_NULL = regex(
    r"""nullable["']?\s*:\s*true|["']null["']|^\s*-\s*null\s*$|[\[,]\s*null\s*[\],]""", re.M
)
_KINDS = frozenset(("string", "integer", "number", "boolean", "array", "object", "null", "file"))
_ALONE = {kind: frozenset((kind,)) for kind in _KINDS}
_NESTING = frozenset(("properties", "items", "additionalProperties", "allOf", "oneOf", "anyOf"))
_LIMITS = ("maximum", "minimum", "maxLength", "minLength", "maxItems", "minItems")


@dataclass(frozen=True, slots=True)
class Property:
    """A property of an object schema; `required` is None where the spec does not say.

    `alternative` is True for one that only some of the schema's alternatives have.
    """

    name: str
    node: Node
    required: bool | None
    source: Node
    alternative: bool = False


def parts(node: Node) -> Iterable[tuple[Node, bool]]:
    """A schema and all that it is made of; True for those that stand in an alternative.

    What stands beside a reference is a part too (JSON Schema 2020-12, section 8.2.3.1).
    """
    target = node.resolved()
    value = target.value
    if not isinstance(value, dict):
        return ()
    if _beside(node, target) or "allOf" in value or "oneOf" in value or "anyOf" in value:
        return _composed(node, False, _DEPTH, set())
    return ((target, False),)


def _beside(node: Node, target: Node) -> bool:
    return target is not node and len(node.value) > 1


def _composed(
    node: Node, alternative: bool, depth: int, seen: set[tuple[Node, bool]]
) -> Iterator[tuple[Node, bool]]:
    """Each part once, so that schemas that hold each other in circles have an end."""
    target = node.resolved()
    if not isinstance(target.value, dict) or not depth or (target, alternative) in seen:
        return
    seen.add((target, alternative))
    for holder in (node, target) if _beside(node, target) else (target,):
        yield holder, alternative
        for word, splits in (("allOf", False), ("oneOf", True), ("anyOf", True)):
            branch = holder.step(word)
            if branch is None or not isinstance(branch.value, list):
                continue
            apart = alternative or (splits and len(branch.value) > 1)
            for option in branch.items():
                yield from _composed(option, apart, depth - 1, seen)


def kinds(node: Node) -> frozenset[str]:
    """The JSON types that a schema allows; none at all where it does not say."""
    return _kinds(node, _DEPTH, {})


def _kinds(node: Node, depth: int, known: dict[Node, frozenset[str]]) -> frozenset[str]:
    target = node.resolved()
    if not isinstance(target.value, dict) or not depth:
        return frozenset()
    if target not in known:
        known[target] = frozenset()  # a circle says nothing
        known[target] = _kinds_of(target, depth, known)
    found = known[target]
    if not _beside(node, target):
        return found
    found = found or _stated(node.value)
    return found | _ALONE["null"] if found and node.value.get("nullable") is True else found


def _kinds_of(node: Node, depth: int, known: dict[Node, frozenset[str]]) -> frozenset[str]:
    value = node.value
    found = _stated(value)
    if found:
        return found | (
            {"null"} if value.get("nullable") is True or value.get("x-nullable") is True else set()
        )
    for word in ("allOf", "oneOf", "anyOf"):
        branch = node.step(word)
        if branch is None or not isinstance(branch.value, list):
            continue
        each = [_kinds(option, depth - 1, known) for option in branch.items()]
        if word == "allOf":
            found = next((k for k in each if k), frozenset())
        else:
            found = frozenset().union(*each) if each and all(each) else frozenset()
        if found:
            return found | ({"null"} if value.get("nullable") is True else frozenset())
    return _implied(value)


def own_kinds(node: Node) -> frozenset[str]:
    """The JSON types that a schema names itself, be it by what it says of their parts."""
    found = _stated(node.value) or _implied(node.value)
    nullable = node.value.get("nullable") is True or node.value.get("x-nullable") is True
    return found | _ALONE["null"] if found and nullable else found


def _stated(value: dict[str, Any]) -> frozenset[str]:
    stated = value.get("type")
    if isinstance(stated, str):
        found = _ALONE.get(stated, frozenset())
    else:
        words = stated if isinstance(stated, list) else ()
        found = frozenset(word for word in words if isinstance(word, str) and word in _KINDS)
    uploaded = value.get("format") == "binary" or "contentMediaType" in value
    return found | {"file"} if found and uploaded else found


def _implied(value: dict[str, Any]) -> frozenset[str]:
    """A schema with properties and no type is one of an object, by its author's intent."""
    if isinstance(value.get("properties"), dict):
        return frozenset(("object",))
    if "items" in value:
        return frozenset(("array",))
    return frozenset()


@lru_cache(maxsize=1 << 16)
def items(node: Node) -> Node | None:
    """The schema of an array's items."""
    for part, _ in parts(node):
        if isinstance(part.value.get("items"), dict):
            return part.get("items")
    return None


def read_type(node: Node, depth: int = _DEPTH) -> Said[Type] | None:
    """The type of a schema, with that of its items; None where the schema does not say."""
    found = kinds(node)
    if not found:
        return None
    item = items(node) if "array" in found and depth else None
    inner = read_type(item, depth - 1) if item is not None else None
    return Said(
        Type(found, inner.value if inner else None, _words(found, inner)), anchor(node, "type")
    )


def _words(found: frozenset[str], inner: Said[Type] | None) -> str:
    words = sorted(found - {"null"}) + (["null"] if "null" in found else [])
    text = " or ".join(words)
    return f"array of {inner.value.words}" if found == {"array"} and inner else text


def anchor(node: Node, word: str) -> Pointer:
    """Where a schema says something: the member itself, or the schema that leaves it out."""
    for part, _ in parts(node):
        if word in part.value:
            return _member(part, word)
    return node.resolved().anchor


def _member(node: Node, word: str) -> Pointer:
    return Pointer(node.document.source, f"{node.pointer}/{word}")  # no word needs escapes


def first(node: Node, word: str) -> Said[Any] | None:
    """What a schema, or a part of it that always holds, says under a word."""
    for part, alternative in parts(node):
        if not alternative and word in part.value:
            return Said(part.value[word], _member(part, word))
    return None


def own_examples(node: Node) -> Iterator[Any]:
    """The values that a schema gives itself, as its examples and its default."""
    for part, _ in parts(node):
        yield from (part.value[word] for word in ("example", "default") if word in part.value)
        listed = part.value.get("examples")
        yield from listed if isinstance(listed, list) else ()


def read_enum(node: Node, depth: int = _DEPTH) -> Said[tuple[Any, ...]] | None:
    """The values that a schema allows, or its items do; all of those of its alternatives."""
    found: list[Any] = []
    where: Pointer | None = None
    for part, _ in parts(node):
        listed = part.value.get("enum")
        if listed is None and "const" in part.value:
            listed = [part.value["const"]]
        if isinstance(listed, list):
            found += listed
            where = where or anchor(part, "enum")
    if where is not None:
        return Said(tuple(found), where) if _exhaustive(node) else None
    item = items(node) if depth else None
    return read_enum(item, depth - 1) if item is not None else None


def _exhaustive(node: Node) -> bool:
    """Whether every alternative of a schema lists its values."""
    node = node.resolved()
    for word in ("oneOf", "anyOf"):
        branch = node.step(word)
        if branch is not None and isinstance(branch.value, list):
            for option in branch.items():
                value = option.resolved().value
                plain = isinstance(value, dict) and not {
                    "enum",
                    "const",
                    "allOf",
                    "oneOf",
                    "anyOf",
                } & set(value)
                if plain and value.get("type") not in ("null", None):
                    return False
    return True


def read_limits(node: Node) -> dict[str, Said[Any]]:
    """The limits that a schema sets, by their OpenAPI names."""
    stated = {name for part, _ in parts(node) for name in _LIMITS if name in part.value}
    found = {name: first(node, name) for name in _LIMITS if name in stated}
    return {name: said for name, said in found.items() if said is not None}


@lru_cache(maxsize=1 << 16)
def properties(node: Node) -> dict[str, list[Property]]:
    """The properties of an object schema by name; alternatives may have a name several times."""
    found: dict[str, list[Property]] = {}
    needed = _needed(node)
    for part, alternative in parts(node):
        listed = part.get("properties")
        own = part.value.get("required")
        own = own if isinstance(own, list) else []
        silent = not says_required(part.document)
        for each in listed.items() if listed and isinstance(listed.value, dict) else ():
            name = each.name
            sure = name in needed
            unsaid = silent or (alternative and name in own)
            required = True if sure else None if unsaid else False
            found.setdefault(name, []).append(Property(name, each, required, part, alternative))
    return found


@lru_cache(maxsize=256)
def says_required(document: Document) -> bool:
    """Whether the schemas of a document list required names at all.

    Generators that know nothing of it leave the word out everywhere: then it says nothing.
    """
    return not document.loose and _REQUIRED_LIST.search(document.source.text) is not None


@lru_cache(maxsize=256)
def says_null(document: Document) -> bool:
    """Whether the schemas of a document tell of null at all, as some generators never do."""
    return not document.loose and _NULL.search(document.source.text) is not None


def is_leaf(node: Node) -> bool:
    """Whether a schema holds no others."""
    value = node.value
    return not isinstance(value, dict) or _NESTING.isdisjoint(value)


def _needed(node: Node) -> frozenset[str]:
    """The names that a schema requires in every case."""
    names: set[str] = set()
    for part, alternative in parts(node):
        listed = part.value.get("required")
        if not alternative and isinstance(listed, list):
            names.update(name for name in listed if isinstance(name, str))
    return frozenset(names)


def is_open(node: Node) -> bool:
    """Whether an object may have more properties than its schema lists, on purpose.

    By JSON Schema every object may; what counts as purpose is `additionalProperties` that says so,
    a schema that lists nothing, and alternatives, conditions or patterns that can add names.
    """
    listed = False
    if node.document.loose:
        return True
    for part, _ in parts(node):
        value = part.value
        extra = value.get("additionalProperties")
        if extra is True or (isinstance(extra, dict) and extra != {"not": {}}):
            return True
        if any(
            word in value
            for word in ("patternProperties", "if", "not", "dependentSchemas", "$dynamicRef")
        ):
            return True
        listed = listed or bool(value.get("properties")) or extra is False
    return not listed
