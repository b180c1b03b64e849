"""The parts of a spec by kind, each once: schemas, parameters, media types and what holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any

from doclint.model.record import dataclass
from doclint.model.spec import Document, Node, Spec, escaped

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_MAP, _LIST, _ONE = "map", "list", "one"
_HOLDERS = {_MAP: dict, _LIST: list}

_SCHEMA = {
    **dict.fromkeys(("properties", "patternProperties", "$defs", "definitions"), (_MAP, "schema")),
    **dict.fromkeys(("allOf", "oneOf", "anyOf"), (_LIST, "branch")),
    "prefixItems": (_LIST, "schema"),
    **dict.fromkeys(
        ("items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties"),
        (_ONE, "schema"),
    ),
    **dict.fromkeys(("not", "if", "then", "else", "contains", "propertyNames"), (_ONE, "clause")),
    "dependentSchemas": (_MAP, "clause"),
}
_MEDIA = {"schema": (_ONE, "schema"), "itemSchema": (_ONE, "schema")}
_BELOW: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "root": {
        "components": (_ONE, "components"),
        **dict.fromkeys(("paths", "webhooks"), (_MAP, "item")),
        "definitions": (_MAP, "schema"),
        "parameters": (_MAP, "parameter"),
        "responses": (_MAP, "response"),
    },
    "components": {
        "schemas": (_MAP, "schema"),
        "parameters": (_MAP, "parameter"),
        "headers": (_MAP, "header"),
        "requestBodies": (_MAP, "body"),
        "responses": (_MAP, "response"),
        "callbacks": (_MAP, "callback"),
        "pathItems": (_MAP, "item"),
        "mediaTypes": (_MAP, "media"),
    },
    "item": {
        "parameters": (_LIST, "parameter"),
        **dict.fromkeys(_METHODS, (_ONE, "operation")),
        "additionalOperations": (_MAP, "operation"),
    },
    "operation": {
        "parameters": (_LIST, "parameter"),
        "requestBody": (_ONE, "body"),
        "responses": (_MAP, "response"),
        "callbacks": (_MAP, "callback"),
    },
    "parameter": {"schema": (_ONE, "schema"), "content": (_MAP, "media")},
    "header": {"schema": (_ONE, "schema"), "content": (_MAP, "media")},
    "body": {"content": (_MAP, "sent")},
    "response": {
        "headers": (_MAP, "header"),
        "content": (_MAP, "received"),
        "schema": (_ONE, "schema"),
    },
    **dict.fromkeys(("media", "sent", "received"), _MEDIA),
    "schema": _SCHEMA,
    "branch": _SCHEMA,
    "callback": {},
    "clause": {word: (how, "clause") for word, (how, _) in _SCHEMA.items()},
}
"""What stands under the words of an object, by its kind (OpenAPI 3.2 and Swagger 2.0)."""

_WORDS = {kind: frozenset(table) for kind, table in _BELOW.items()}
_OWN_WAY = ("parameter", "header", "callback")  # whose words are not all that lead on

_SHAPES = ("schema", "branch", "clause")
_OPEN = (*_SHAPES, "item")  # what says more beside a reference


@dataclass(frozen=True, slots=True)
class Parts:
    """The objects of a spec, shared ones once, in its order.

    `schemas` are all, `roots` those that stand for themselves: neither a branch of `allOf` and the
    like, nor a condition.
    """

    schemas: tuple[Node, ...] = ()
    roots: tuple[Node, ...] = ()
    others: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Node, ...]:
        """Those of a kind: item, operation, parameter, header, body, response.

        Media types are `sent` with a request, `received` with a response, else `media`.
        """
        return self.others.get(kind, ())


@lru_cache(maxsize=2)  # the rules ask one after the other
def parts_of(spec: Spec) -> Parts:
    """All parts of a spec, behind their references too."""
    found, shapes = _walked(spec.document)
    parts = {kind: tuple(filter(None, nodes.values())) for kind, nodes in found.items()}
    others = {kind: nodes for kind, nodes in parts.items() if kind not in _SHAPES}
    return Parts(tuple(shapes.values()), parts["schema"], others)


_Step = tuple[str, Document, str, Any]
"""A kind, and the document, the pointer and the value of what may be one: nodes are made later."""


def _walked(document: Document) -> tuple[dict[str, dict[int, Node | None]], dict[int, Node]]:
    """Every object once a kind, by its id, and those that are schemas of any kind.

    A reference leads to what it names; one that says no more has None.
    """
    found: dict[str, dict[int, Node | None]] = {kind: {} for kind in _BELOW}
    shapes: dict[int, Node] = {}
    stack: list[_Step] = [("root", document, "", document.data)]
    while stack:
        kind, holder, pointer, value = stack.pop()
        known, number = found[kind], id(value)
        if number in known or type(value) is not dict:
            continue
        node = Node(holder, pointer, value)
        if "$ref" in value:
            target = node.resolved()
            if target is not node:
                stack.append((kind, target.document, target.pointer, target.value))
            if kind not in _OPEN or len(value) == 1:
                known[number] = None
                continue
        known[number] = node
        if kind in _SHAPES:
            shapes.setdefault(number, node)
        if kind in _OWN_WAY or not _WORDS[kind].isdisjoint(value):
            below = _below(kind, holder, pointer, value)
            below.reverse()
            stack += below
    return found, shapes


def _below(kind: str, document: Document, pointer: str, value: dict[str, Any]) -> list[_Step]:
    table = _BELOW[kind]
    found: list[_Step] = []
    if "type" in value and kind in ("parameter", "header"):
        found.append(("schema", document, pointer, value))  # as Swagger 2.0 has it
    for word in value:
        if word in table:
            how, inner = table[word]
            below = value[word]
            if how == _ONE:
                found.append((inner, document, f"{pointer}/{word}", below))
            elif type(below) is _HOLDERS[how]:
                found += _each(inner, document, f"{pointer}/{word}", below)
    if kind == "callback":
        found += _each("item", document, pointer, value)
    return found


def _each(
    kind: str, document: Document, pointer: str, below: dict[str, Any] | list[Any]
) -> list[_Step]:
    """The objects in a mapping or a list."""
    return [
        (kind, document, f"{pointer}/{escaped(str(name))}", value)
        for name, value in (below.items() if type(below) is dict else enumerate(below))
        if type(value) is dict
    ]
