"""An OpenAPI document as plain data that knows its places.

Values are loaded fast and without places. A `Node` is a value with its document and its JSON
Pointer; references are followed where they are met, also into other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from typing import Any

from doclint.model.record import dataclass
from doclint.model.source import Pointer, Source

_MAX_HOPS = 40  # references to references; a longer chain is a circle


@dataclass(frozen=True, eq=False)
class Document:
    """One file of a spec: its data, and the documents that its references name, by address.

    One that is `loose` tells of what there is, and nothing of what there is not, as examples do.
    """

    source: Source
    data: Any
    others: Mapping[str, Document] = field(default_factory=dict)
    loose: bool = False

    def walk(self) -> Iterator[Document]:
        """The document, and those that it and these refer to, each once."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            document = waiting.pop()
            if id(document) not in seen:
                seen.add(id(document))
                yield document
                waiting.extend(document.others.values())

    def at(self, pointer: str, *, through: bool = True) -> Node | None:
        """The node of a JSON Pointer such as `/components/schemas/Pet`; None if there is none.

        It may lead `through` a reference to another file, as bundlers allow: `schemas` may be one.
        """
        node = Node(self, "", self.data)
        for part in pointer.split("/")[1:] if pointer else ():
            name = part.replace("~1", "/").replace("~0", "~")
            found = node.step(name)
            if found is None and through and (elsewhere := node.elsewhere()):
                found = elsewhere.step(name)
            if found is None:
                return None
            node = found
        return node


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document. Two nodes are the same if they are the same place."""

    document: Document
    pointer: str
    value: Any = field(compare=False)

    @property
    def anchor(self) -> Pointer:
        """Where the value stands."""
        return Pointer(self.document.source, self.pointer)

    @property
    def key(self) -> Pointer:
        """Where the name of the value stands."""
        return Pointer(self.document.source, self.pointer, key=True)

    @property
    def name(self) -> str:
        """The last part of the pointer."""
        return self.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")

    def step(self, name: str) -> Node | None:
        """The member or item of that name, as it is written: references are not followed."""
        value = self.value
        if isinstance(value, dict):
            if name not in value:
                return None
            return Node(self.document, f"{self.pointer}/{escaped(name)}", value[name])
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            return Node(self.document, f"{self.pointer}/{name}", value[int(name)])
        return None

    def get(self, name: str) -> Node | None:
        """The member of that name, behind its reference if it is one."""
        node = self.step(name)
        return node and node.resolved()

    def resolved(self) -> Node:
        """What this refers to, or this; a reference that leads nowhere stays what it is."""
        if not isinstance(self.value, dict) or "$ref" not in self.value:
            return self  # as most are
        node, hops = self, 0
        while isinstance(node.value, dict) and isinstance(node.value.get("$ref"), str):
            target = node.target(node.value["$ref"])
            if target is None or hops > _MAX_HOPS:
                return node
            node, hops = target, hops + 1
        return node

    def target(self, reference: str) -> Node | None:
        """What a `$ref` of this document names; None where that does not exist."""
        return _target(self.document, reference)

    def elsewhere(self) -> Node | None:
        """What this refers to in another file, if it does."""
        reference = self.text("$ref")
        address, _, fragment = (reference or "").partition("#")
        other = self.document.others.get(address) if address else None
        return other.at(_unquoted(fragment), through=False) if other else None

    def items(self) -> Iterator[Node]:
        """The items of an array or members of an object, references not followed."""
        if isinstance(self.value, dict):
            for name, value in self.value.items():
                yield Node(self.document, f"{self.pointer}/{escaped(name)}", value)
        elif isinstance(self.value, list):
            for number, value in enumerate(self.value):
                yield Node(self.document, f"{self.pointer}/{number}", value)

    def text(self, name: str) -> str | None:
        """The member of that name if it is a string."""
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return value if isinstance(value, str) else None

    def truth(self, name: str) -> bool:
        """Whether the member of that name is `true`."""
        return isinstance(self.value, dict) and self.value.get(name) is True


def escaped(name: str) -> str:
    """A name as a JSON Pointer has it (RFC 6901, section 3)."""
    if "/" in name or "~" in name:
        return name.replace("~", "~0").replace("/", "~1")
    return name


@lru_cache(maxsize=1 << 14)  # the same few are met again and again
def _target(document: Document, reference: str) -> Node | None:
    address, _, fragment = reference.partition("#")
    holder = document if not address else document.others.get(address)
    if holder is None or (fragment and not fragment.startswith("/")):
        return None
    found = holder.at(_unquoted(fragment))
    if found is None and "%" in fragment:  # some write so for a slash in a name
        found = holder.at(_unquoted(re.sub("%2f", "~1", fragment, flags=re.I)))
    return found


def _unquoted(fragment: str) -> str:
    if "%" not in fragment:
        return fragment
    from urllib.parse import unquote

    return unquote(fragment)


@dataclass(frozen=True, eq=False)
class Operation:
    """One method of one path. `node` is the operation object, `item` the path item."""

    spec: Spec
    method: str
    path: str
    node: Node
    item: Node

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def id(self) -> str | None:
        """Its operationId."""
        return self.node.text("operationId")

    @property
    def label(self) -> str:
        """As shown to people: `GET /pets (listPets)`."""
        return f"{self} ({self.id})" if self.id else str(self)

    @property
    def internal(self) -> bool:
        """Marked as not for documentation."""
        return self.node.truth("x-internal") or self.item.truth("x-internal")


@dataclass(frozen=True, eq=False)
class Spec:
    """An OpenAPI 3.x or Swagger 2.0 document, or what another file says in the shape of one.

    `version` is its `openapi` or `swagger` value; `format` is openapi, postman or data.
    """

    document: Document
    version: str
    operations: tuple[Operation, ...] = ()
    schemas: Mapping[str, Node] = field(default_factory=dict)
    base_paths: tuple[str, ...] = ()
    format: str = "openapi"

    @property
    def loose(self) -> bool:
        """Whether it tells only of what there is: nothing is wrong for being no part of it."""
        return self.document.loose

    @property
    def source(self) -> Source:
        """Its main file."""
        return self.document.source

    @property
    def servers(self) -> tuple[str, ...]:
        """The addresses of its servers as they are written; in Swagger 2.0 that of its `host`."""
        root = self.document.data if isinstance(self.document.data, dict) else {}
        if isinstance(root.get("host"), str):
            return (f"https://{root['host']}",)
        listed = root.get("servers")
        every = listed if isinstance(listed, list) else []
        urls = (server.get("url") for server in every if isinstance(server, dict))
        return tuple(url for url in urls if isinstance(url, str))

    @property
    def legacy(self) -> bool:
        """Whether it is Swagger 2.0."""
        return self.version.startswith("2")

    @cached_property
    def paths(self) -> Mapping[str, tuple[Operation, ...]]:
        """Its operations by path."""
        found: dict[str, list[Operation]] = {}
        for operation in self.operations:
            found.setdefault(operation.path, []).append(operation)
        return {path: tuple(operations) for path, operations in found.items()}
