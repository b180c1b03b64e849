"""Files of JSON Schema: each a schema with a name, and those that it defines for itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from doclint.model.page import Note
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.model.spec import Node, Spec
from doclint.parse.data.documents import load
from doclint.parse.specs.openapi import Read, linked

_SAYS = regex(r"""\$schema["']?\s*:\s*["']?https?://json-schema\.org/""")
_TELLS = regex(r"""["']?(?:properties|allOf|oneOf|anyOf|\$ref|\$defs|definitions)["']?\s*:""")
_HEAD = 65_536  # characters in which a schema says that it is one
_VERSION = "3.1.0"  # of OpenAPI, whose schemas are JSON Schema
_SUFFIX = regex(r"(?:[._-]schema)?(?:\.(?:json|ya?ml))+$", re.I)


def sniff(text: str) -> bool:
    """Whether a text looks like a JSON Schema of objects: a guess, but a quick one."""
    return _SAYS.search(text, 0, _HEAD) is not None and _TELLS.search(text) is not None


def parse_schema(source: Source, read: Read) -> tuple[Spec | None, tuple[Note, ...]]:
    """The schemas of a file by their names, as those of a spec without operations."""
    data, notes = load(source)
    if not isinstance(data, dict):
        return None, notes
    document, more = linked(source, data, read)
    root = Node(document, "", data)
    schemas = {**dict(_defined(root)), **dict.fromkeys(_names(source, data), root)}
    return Spec(document, _VERSION, (), schemas, format="schema"), (*notes, *more)


def _names(source: Source, data: Mapping[str, object]) -> Iterator[str]:
    """What the schema of a file is called: by its title, its `$id`, its file."""
    title, address = data.get("title"), data.get("$id") or data.get("id")
    if isinstance(title, str) and title.strip():
        yield title.strip()
    for path in (address, source.path):
        name = posixpath.basename(path.rstrip("/#")) if isinstance(path, str) else ""
        if stem := _SUFFIX.sub("", name):
            yield stem


def _defined(root: Node) -> Iterator[tuple[str, Node]]:
    for word in ("definitions", "$defs"):
        listed = root.get(word)
        for node in listed.items() if listed and isinstance(listed.value, dict) else ():
            yield node.name, node
