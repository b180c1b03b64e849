"""References of a spec that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from doclint.model.pattern import regex
from doclint.model.source import Pointer
from doclint.model.spec import Document, Node, Spec

_REMOTE = regex(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_WRITTEN = regex(
    r"""\$ref["']?[ \t]*:[ \t]*(?:"([^"\\\n]*)"|'([^'\n]*)'|([\w./~%-]+(?:\#[\w./~%-]*)?))"""
    r"""(?=[ \t]*(?:[\r\n,}\]]|\Z))"""
)
_ESCAPED_DOLLAR = regex(r"\\(?:u0024|x24|U00000024)")
_PLAIN = frozenset(("example", "examples", "default", "enum", "const"))  # hold data, not structure
_NAMES = frozenset(
    [
        *("callbacks", "content", "definitions", "dependentSchemas", "encoding", "headers"),
        *("links", "mediaTypes", "parameters", "pathItems", "paths", "patternProperties"),
        *("properties", "requestBodies", "responses", "schemas", "securityDefinitions"),
        *("securitySchemes", "webhooks", "$defs"),
    ]
)
"""Keys whose members have names that the author chose."""

_SCHEMAS_BY_NAME = ("properties", "patternProperties")  # where `$ref` is a name like any other

_Trail = tuple[Any, str] | None  # the way to a value: the way to what holds it, and its name


def unresolved(spec: Spec) -> Iterator[tuple[Pointer, str]]:
    """Every `$ref` of the spec's files that leads nowhere, in the files, and where it stands.

    Addresses on the net are not looked up. Examples, defaults and extensions may hold anything.
    """
    modern, seen, queue = _has_anchors(spec), {spec.document}, [spec.document]
    for document in queue:  # which grows on the way
        resolved: dict[str, bool] = {}
        named = modern and "$id" in document.source.text  # JSON Schema's other names for schemas
        written = _written(document.source.text)
        sure = written is not None and all(
            _is_resolved(document, reference, modern, named) for reference in written
        )
        for trail, reference in () if sure else _placed_references(document.data):
            if reference not in resolved:
                resolved[reference] = _is_resolved(document, reference, modern, named)
            if not resolved[reference]:
                yield Pointer(document.source, _pointer((trail, "$ref"))), reference
        more = [other for other in document.others.values() if other not in seen]
        queue += dict.fromkeys(more)
        seen.update(more)


def _written(text: str) -> set[str] | None:
    """What a text has behind each `$ref`, also where that is none; None if that takes a parser.

    Mostly all of it leads somewhere, and then nobody has to walk through the data.
    """
    if _ESCAPED_DOLLAR.search(text):
        return None
    found = _WRITTEN.findall(text)
    return set(map("".join, found)) if len(found) == text.count("$ref") else None


def _has_anchors(spec: Spec) -> bool:
    """Whether schemas may have other names than their pointers: since OpenAPI 3.1 they may."""
    return re.match(r"3\.(?!0\b)\d", spec.version) is not None


def _is_resolved(document: Document, reference: str, modern: bool, named: bool) -> bool:
    """Whether it leads somewhere, as far as can be told: a file that can't be read may hold it."""
    address, _, fragment = reference.partition("#")
    if _REMOTE.match(address):
        return True
    if named or (modern and fragment[:1] not in ("", "/")):
        return True
    other = document.others.get(address) if address else None
    if other is not None and other.data is None:
        return True
    return Node(document, "", document.data).target(reference) is not None


def _placed_references(data: Any) -> Iterator[tuple[_Trail, str]]:
    """Every `$ref` that is a reference, in the order of the document; shared values once."""
    stack: list[tuple[Any, _Trail, str]] = [(data, None, "")]
    seen: set[int] = set()
    while stack:
        value, trail, names = stack.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, list):
            stack += [(v, (trail, str(n)), "") for n, v in enumerate(value) if _holds(v)][::-1]
        elif isinstance(value, dict):
            if isinstance(value.get("$ref"), str) and names not in _SCHEMAS_BY_NAME:
                yield trail, value["$ref"]
            stack += list(_below(value, trail, names))[::-1]


def _below(value: dict[str, Any], trail: _Trail, names: str) -> Iterator[tuple[Any, _Trail, str]]:
    """The members that may hold references; `names` is the key of the value if it is of _NAMES."""
    for key, member in value.items():
        if not _holds(member):
            continue
        if names and not (key.startswith("x-") and names in ("paths", "responses", "callbacks")):
            yield member, (trail, key), ""
        elif not names and key not in _PLAIN and not key.startswith("x-"):
            yield member, (trail, key), key if key in _NAMES else ""


def _holds(value: Any) -> bool:
    return type(value) is dict or type(value) is list


def _pointer(trail: _Trail) -> str:
    parts: list[str] = []
    while trail:
        trail, name = trail
        parts.append(name.replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{part}" for part in reversed(parts))
