"""An operation of a spec to a contract: parameters, bodies and responses as flat members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from doclint.model.contract import SENT, Body, Member, Said, Specified
from doclint.model.source import Anchor
from doclint.model.spec import Node, Operation
from doclint.read import schema

DEEPEST = 8  # names in the path of a property; what is below is not read
_MAX_MEMBERS = 4000  # a body that unrolls to more is cut here; its root is then taken as open
_FORM = ("formData", "body")
_EVERYWHERE = (*SENT, "response")


def read_operation(operation: Operation) -> Specified:
    """Everything that a spec says of an operation that a page could repeat."""
    trees = {tree: tuple(_unrolled(tree)) for tree in _trees(operation)}
    members = (*_parameters(operation), *(m for found in trees.values() for m in found))
    responses = operation.node.get("responses")
    statuses: dict[str, Anchor] = {}
    for response in responses.items() if responses and isinstance(responses.value, dict) else ():
        if not response.name.startswith("x-"):
            statuses[_code(response.name)] = response.key
    loose = operation.spec.loose
    opened = (tree.where for tree, found in trees.items() if _is_open(tree, found))
    return Specified(
        str(operation),
        operation,
        operation.node.key,
        members,
        None if loose else statuses,
        _by_name(members),
        frozenset(_EVERYWHERE if loose else opened),
        frozenset(_EVERYWHERE if loose else _opaque(operation, tuple(trees))),
        tuple(trees),
    )


def read_component(name: str, node: Node) -> Specified:
    """A schema of the spec that a page documents under its own name."""
    tree = Body(node, "body")
    members = tuple(_unrolled(tree))
    opened = frozenset(("body",)) if _is_open(tree, members) else frozenset()
    return Specified(name, None, node.key, members, None, _by_name(members), opened, bodies=(tree,))


def _code(name: str) -> str:
    return name if name == "default" else name.upper()


def _by_name(members: tuple[Member, ...]) -> dict[str, tuple[Member, ...]]:
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(member.name, []).append(member)
    return {name: tuple(each) for name, each in found.items()}


def _is_open(tree: Body, found: tuple[Member, ...]) -> bool:
    """Whether a body, or the items of the list that it is, may hold more than was found."""
    if len(found) >= _MAX_MEMBERS:
        return True
    node: Node | None = tree.node
    for _ in range(3):
        inner = schema.items(node) if node is not None else None
        node = inner or node
    return node is None or schema.is_open(node)


def _opaque(operation: Operation, trees: tuple[Body, ...]) -> Iterator[str]:
    """Bodies of which a spec only says that they are there."""
    for tree in trees:
        if not schema.properties(tree.node) and schema.items(tree.node) is None:
            yield tree.where
    if not any(tree.where == "response" for tree in trees):
        yield "response"
    body = operation.node.get("requestBody")
    if body is not None and not any(tree.where == "body" for tree in trees):
        yield "body"


# Parameters ---------------------------------------------------------------------------------------


def parameter_nodes(operation: Operation) -> tuple[Node, ...]:
    """The parameters of an operation and those of its path that it does not replace.

    Those of the operation come first (OpenAPI 3.2, Path Item Object).
    """
    found: dict[tuple[object, object], Node] = {}
    for owner in (operation.node, operation.item):
        listed = owner.get("parameters")
        for each in listed.items() if listed and isinstance(listed.value, list) else ():
            node = each.resolved()
            if isinstance(node.value, dict) and isinstance(node.value.get("name"), str):
                found.setdefault((node.value["name"], node.value.get("in")), node)
    return tuple(found.values())


def _parameters(operation: Operation) -> Iterator[Member]:
    for node in parameter_nodes(operation):
        where = node.value.get("in")
        if where in ("path", "query", "header", "cookie", "querystring"):
            yield _parameter(node, "query" if where == "querystring" else where)
        elif where == "formData":
            yield replace(_parameter(node, "body"), media_type="form")
        elif where == "body":
            # Pages of Swagger 2.0 documents give the body a row of its own, under its name.
            yield replace(_parameter(node, "body"), type=None, path=("", node.value["name"]))


def _parameter(node: Node, where: str) -> Member:
    name = node.value["name"]
    shape = parameter_schema(node)
    member = node.step("name")
    owner = shape if shape.truth("deprecated") else node
    facts = {
        **_facts(shape),
        "deprecated": _told(owner.truth("deprecated"), owner, "deprecated"),
        "description": _text(node, "description") or _text(shape, "description"),
    }
    return Member(
        name=name,
        path=(name,),
        where=where,
        anchor=member.anchor if member else node.anchor,
        required=_told(node.value.get("required") is True, node, "required"),
        **facts,
    )


def _told(value: bool, node: Node, word: str) -> Said[bool] | None:
    """What is said under a word, or by leaving it out, which says nothing in a loose document."""
    if value or not node.document.loose or word in node.value:
        return Said(value, schema.anchor(node, word))
    return None


def parameter_schema(node: Node) -> Node:
    """The schema of a parameter; in Swagger 2.0 the parameter is its own."""
    inner = node.get("schema")
    if inner is not None:
        return inner
    content = node.get("content")
    for media in content.items() if content and isinstance(content.value, dict) else ():
        inner = media.resolved().get("schema")
        if inner is not None:
            return inner
    return node


def _text(node: Node, name: str) -> Said[str] | None:
    text = node.text(name)
    return Said(text, schema.anchor(node, name)) if text else None


# Bodies -------------------------------------------------------------------------------------------


def _trees(operation: Operation) -> Iterator[Body]:
    yield from _request_trees(operation)
    responses = operation.node.get("responses")
    for each in responses.items() if responses and isinstance(responses.value, dict) else ():
        response = each.resolved()
        inner = response.step("schema")
        if inner is not None:
            yield Body(inner, "response", _code(each.name))
        yield from _media(response, "response", _code(each.name))


def _request_trees(operation: Operation) -> Iterator[Body]:
    body = operation.node.get("requestBody")
    if body is not None:
        yield from _media(body, "body", None)
    for node in parameter_nodes(operation):
        inner = node.get("schema")
        if node.value.get("in") == "body" and inner is not None:
            yield Body(inner, "body")


def _media(owner: Node, where: str, status: str | None) -> Iterator[Body]:
    content = owner.get("content")
    for media in content.items() if content and isinstance(content.value, dict) else ():
        inner = media.resolved().step("schema")
        if inner is not None:
            yield Body(inner, where, status, media.name)


def _unrolled(tree: Body) -> Iterator[Member]:
    """The properties of a body, nested ones with their path, each place of the spec once a path."""
    queue: list[tuple[Node, tuple[str, ...], frozenset[Node]]] = [(tree.node, (), frozenset())]
    count = 0
    while queue and count < _MAX_MEMBERS:
        node, path, above = queue.pop(0)
        node = node.resolved()
        if schema.is_leaf(node) or node in above or len(path) >= DEEPEST:
            continue
        around = above | {node}
        for name, options in schema.properties(node).items():
            for option in options:
                count += 1
                yield _property(option, (*path, name), tree)
                queue.append((option.node, (*path, name), around))
        inner = schema.items(node) or _values(node)
        if inner is not None:
            queue.append((inner, path, around))


def _values(node: Node) -> Node | None:
    """The schema of the values of a map."""
    for part, _ in schema.parts(node):
        if isinstance(part.value.get("additionalProperties"), dict):
            return part.get("additionalProperties")
    return None


def _property(option: schema.Property, path: tuple[str, ...], tree: Body) -> Member:
    required = option.required
    stated = None if required is None else Said(required, schema.anchor(option.source, "required"))
    return Member(
        name=option.name,
        path=path,
        where=tree.where,
        anchor=option.node.key,
        required=stated,
        status=tree.status,
        media_type=tree.media_type,
        alternative=option.alternative,
        **_facts(option.node),
    )


@lru_cache(maxsize=1 << 16)
def _facts(node: Node) -> Mapping[str, Any]:
    """What a schema says of its values, wherever it is used: many operations share schemas."""
    kind = schema.read_type(node)
    nullable = bool(kind and "null" in kind.value.kinds)
    deprecated = schema.first(node, "deprecated")
    return {
        "type": kind,
        "nullable": _told(nullable, node, "nullable") if kind else None,
        "default": schema.first(node, "default"),
        "enum": schema.read_enum(node),
        "limits": schema.read_limits(node) or None,
        "deprecated": _told(bool(deprecated and deprecated.value is True), node, "deprecated"),
        "read_only": schema.first(node, "readOnly"),
        "description": _text(node, "description") or _text(node.resolved(), "description"),
    }
