"""Parts of a spec that are of another kind than their place asks for, so that no tool sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from doclint.checks._shown import short
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.source import Anchor
from doclint.model.spec import Node, Spec
from doclint.model.words import did_you_mean
from doclint.read.spec_parts import Parts, parts_of

_OBJECT, _LIST, _SHAPE = "an object", "a list", "a schema"
_TYPES = {_OBJECT: frozenset({dict}), _LIST: frozenset({list}), _SHAPE: frozenset({dict, bool})}
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_OF_ITEMS = ("$ref", "summary", "description", "servers", "parameters", "query")
_IN_ITEMS = frozenset((*_METHODS, *_OF_ITEMS, "additionalOperations"))
_STATUS = regex(r"[1-5](?:\d\d|XX)|default|x-.*", re.I)
_PLACES = {
    False: ("path", "query", "header", "cookie", "querystring"),
    True: ("path", "query", "header", "formData", "body"),
}
"""What `in` may be, in OpenAPI and in Swagger 2.0."""

_ROOT = {
    **dict.fromkeys(("paths", "components", "info", "webhooks", "definitions"), _OBJECT),
    **dict.fromkeys(("securityDefinitions",), _OBJECT),
    **dict.fromkeys(("servers", "tags", "security"), _LIST),
}
_MAPS = (
    *("schemas", "parameters", "responses", "headers", "requestBodies", "examples", "links"),
    *("securitySchemes", "callbacks", "pathItems"),
)
_MEMBERS = {
    "item": {"parameters": _LIST, "servers": _LIST, **dict.fromkeys(_METHODS, _OBJECT)},
    "operation": {
        **dict.fromkeys(("parameters", "tags", "security", "servers"), _LIST),
        **dict.fromkeys(("responses", "requestBody", "callbacks"), _OBJECT),
    },
    "parameter": {"schema": _SHAPE, "content": _OBJECT},
    "header": {"schema": _SHAPE, "content": _OBJECT},
    "body": {"content": _OBJECT},
    "response": {"content": _OBJECT, "headers": _OBJECT, "schema": _SHAPE},
    **{kind: {"schema": _SHAPE} for kind in ("media", "sent", "received")},
}
_SCHEMA = {
    **dict.fromkeys(("properties", "patternProperties"), _OBJECT),
    **dict.fromkeys(("required", "allOf", "oneOf", "anyOf", "enum"), _LIST),
    **dict.fromkeys(("additionalProperties", "not"), _SHAPE),
}
_NEEDED = ("paths", *_METHODS)  # what says something by being there, so that it may not be empty


def wrong_structure(spec: Spec) -> Iterator[Hit]:
    """Members of another kind than OpenAPI has there, the same once. Facts: problem, more."""
    found: dict[str, list[tuple[Anchor, str]]] = {}
    for anchor, problem, subject in _problems(spec):
        found.setdefault(problem, []).append((anchor, subject))
    for problem, places in found.items():
        anchor, subject = places[0]
        facts = {
            "problem": problem,
            "more": f" (in {len(places)} places)" if len(places) > 1 else "",
        }
        yield Hit(anchor, subject, facts, tuple(("again", other) for other, _ in places[1:4]))


_Problem = tuple[Anchor, str, str]


def _problems(spec: Spec) -> Iterator[_Problem]:
    root, parts = Node(spec.document, "", spec.document.data), parts_of(spec)
    yield from _wrong((root,), _ROOT)
    components = root.get("components")
    if components is not None and isinstance(components.value, dict):
        yield from _wrong((components,), dict.fromkeys(_MAPS, _OBJECT))
    yield from _paths(root.get("paths"))
    for kind, expected in _MEMBERS.items():
        yield from _wrong(parts.of(kind), expected)
    yield from _in_lists(parts, _PLACES[spec.legacy])
    for node in parts.of("item"):
        yield from _methods(node)
    for node in parts.of("operation"):
        yield from _responses(node)
    plain = {id(node.value) for kind in ("parameter", "header") for node in parts.of(kind)}
    shapes = [node for node in parts.schemas if id(node.value) not in plain]
    odd = _odd(shapes, _SCHEMA)
    for node in shapes:
        yield from _wrong((node,), odd) if odd else ()
        if "properties" in node.value:
            yield from _properties(node.get("properties"))


def _wrong(nodes: Sequence[Node], expected: Mapping[str, str]) -> Iterator[_Problem]:
    """The members of objects that are not what they should be."""
    odd = _odd(nodes, expected)
    for node in nodes if odd else ():
        for name, value in node.value.items():
            if name in odd and not _is(value, odd[name], needed=name in _NEEDED):
                problem = f"`{name}` is {_words(value)}, expected {odd[name]}"
                yield _key(node, name), problem, f"key:{name}"


def _odd(nodes: Sequence[Node], expected: Mapping[str, str]) -> Mapping[str, str]:
    """What is expected of the members that may be wrong in one of the objects: hardly ever any."""
    values = [node.value for node in nodes]
    words = frozenset().union(*values)
    return {
        name: kind
        for name, kind in expected.items()
        if name in words
        and not _TYPES[kind].issuperset({type(each[name]) for each in values if name in each})
    }


def _key(node: Node, name: str) -> Anchor:
    """Where a member is called so; its node is made only here, since a spec has thousands."""
    return (node.step(name) or node).key


def _members(node: Node | None) -> Iterable[tuple[str, Any]]:
    return node.value.items() if node and isinstance(node.value, dict) else ()


def _is(value: Any, kind: str, *, needed: bool = False) -> bool:
    if value is None:
        return not needed  # nothing is lost
    if kind == _SHAPE:
        return isinstance(value, dict | bool)
    return isinstance(value, dict if kind == _OBJECT else list)


def _words(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict | list):
        return _OBJECT if isinstance(value, dict) else _LIST
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"the text `{short(value)}`" if isinstance(value, str) else f"`{short(str(value))}`"


def _paths(paths: Node | None) -> Iterator[_Problem]:
    for name, value in _members(paths):
        if paths is None or name.startswith("x-") or name == "$ref":
            continue
        if not name.startswith("/"):
            problem = f"the path `{short(name)}` does not begin with `/`"
            yield _key(paths, name), problem, "path"
        if not isinstance(value, dict):
            problem = f"`{short(name)}` is {_words(value)}, expected an object"
            yield _key(paths, name), problem, "path"


def _methods(item: Node) -> Iterator[_Problem]:
    """Members of a path that have responses as an operation has, under the name of no method."""
    for name, value in _members(item):
        if name in _IN_ITEMS or name.startswith("x-"):
            continue
        if isinstance(value, dict) and "responses" in value:
            lower = name.lower()
            near = did_you_mean(lower, _METHODS)
            hint = f"; did you mean `{lower}`?" if lower in _METHODS else near
            yield _key(item, name), f"`{short(name)}` is no method{hint}", f"key:{name}"


def _in_lists(parts: Parts, places: Sequence[str]) -> Iterator[_Problem]:
    """What stands in a list of parameters and is none."""
    for owner in (*parts.of("item"), *parts.of("operation")):
        listed = owner.get("parameters")
        if listed and isinstance(listed.value, list):
            odd = any(not _is_parameter(value, places) for value in listed.value)
            for each in listed.items() if odd else ():
                yield from _parameter(each, places)


def _is_parameter(value: Any, places: Sequence[str]) -> bool:
    """Whether nothing is to be told of a parameter, as of most that are no references."""
    if not isinstance(value, dict) or "$ref" in value:
        return False
    return "name" in value and value.get("in") in places


def _parameter(listed: Node, places: Sequence[str]) -> Iterator[_Problem]:
    node = listed.resolved()
    if not isinstance(node.value, dict):
        words = _words(node.value)
        yield node.anchor, f"a parameter is {words}, expected an object", "parameter"
        return
    if "$ref" in node.value:
        return  # told as one that leads nowhere
    name, where = node.text("name"), node.value.get("in")
    for word in ("name", "in"):
        if word not in node.value:
            about = f" `{short(name)}`" if name else ""
            yield node.anchor, f"the parameter{about} has no `{word}`", f"parameter:{name}"
    if "in" in node.value and where not in places:
        member = node.step("in") or node
        words = ", ".join(f"`{place}`" for place in places)
        yield (
            member.anchor,
            f"`in` is {_words(where)}, expected one of {words}",
            f"parameter:{name}",
        )


@lru_cache(maxsize=1 << 8)
def _is_status(name: str) -> bool:
    return _STATUS.fullmatch(name) is not None


def _responses(operation: Node) -> Iterator[_Problem]:
    responses = operation.get("responses")
    for name, value in _members(responses):
        if responses is None or name.startswith("x-"):
            continue
        if not _is_status(name):
            problem = f"the response `{short(name)}` is no status code"
            yield _key(responses, name), problem, "response"
        elif not isinstance(value, dict):
            problem = f"the response `{name}` is {_words(value)}, expected an object"
            yield _key(responses, name), problem, "response"


def _properties(properties: Node | None) -> Iterator[_Problem]:
    for name, value in _members(properties):
        if properties is None or isinstance(value, dict | bool) or value is None:
            continue
        problem = f"the property `{short(name)}` is {_words(value)}, expected a schema"
        yield _key(properties, name), problem, f"property:{name}"
