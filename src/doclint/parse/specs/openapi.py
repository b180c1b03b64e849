"""OpenAPI 3.x and Swagger 2.0 documents: their operations, schemas and base paths."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from doclint.model.page import Note
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.model.spec import Document, Node, Operation, Spec
from doclint.parse.data.documents import load

Read = Callable[[str], Source | None]
"""Reads a file by its path; None if it is not there."""

_HEAD = 65_536  # characters in which nearly all documents say what they are
_OPENER = regex(r"\s*\{")
_SAYS = r"""["']?[ \t]*:\s*["']?(?:3\.\d|2\.0)"""
_IN_BRACES = tuple(
    regex(rf"""{name}(?<=[{{,\s"']{name}){_SAYS}""") for name in ("openapi", "swagger")
)
_IN_BLOCK = tuple(
    regex(rf"""{name}(?:(?<=^{name})|(?<=^["']{name})){_SAYS}""", re.M)
    for name in ("openapi", "swagger")
)  # what stands before a name is looked at behind it: a search for a plain word is the fastest


def sniff(text: str) -> bool:
    """Whether a text looks like OpenAPI 3.x or Swagger 2.0: a guess, but a quick one."""
    in_braces = _OPENER.match(text)
    patterns = _IN_BRACES if in_braces else _IN_BLOCK
    if not any(pattern.search(text, 0, end) for end in (_HEAD, len(text)) for pattern in patterns):
        return False
    return not in_braces or "info" in text or "paths" in text


def parse_spec(source: Source, read: Read) -> tuple[Spec | None, tuple[Note, ...]]:
    """The spec of a file, with the files that it refers to, and what could not be read in them.

    None for what is neither OpenAPI 3.x nor Swagger 2.0. Notes are those of `load`.
    """
    data, notes = load(source)
    version = _version(data)
    if version is None:
        return None, notes
    document, more = linked(source, data, read)
    return made(document, version), (*notes, *more)


def made(document: Document, version: str, kind: str = "openapi") -> Spec:
    """The spec of a document, with all its operations."""
    root = Node(document, "", document.data)
    spec = Spec(document, version, (), _schemas(root), format=kind)
    operations = tuple(_operations(spec, root))
    for name, value in (("operations", operations), ("base_paths", _base_paths(root, operations))):
        object.__setattr__(spec, name, value)  # operations know their spec, so it was there first
    return spec


def _version(data: Any) -> str | None:
    if not isinstance(data, dict):
        return None
    for key, major in (("openapi", "3"), ("swagger", "2")):
        value = data.get(key)
        if isinstance(value, str | float | int) and str(value).partition(".")[0] == major:
            return str(value)
    return None


def _is_since(version: str, minor: int) -> bool:
    """Whether it is OpenAPI 3 of this minor version or a later one."""
    found = re.match(r"3\.(\d{1,3})", version)
    return found is not None and int(found[1]) >= minor


# The files of a spec --------------------------------------------------------------------------

_ELSEWHERE = regex(r"""\$ref["']?\s*:\s*["']?[^#"'\s]""")
_REMOTE = regex(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DATA = (".yaml", ".yml", ".json", "")


def linked(source: Source, data: Any, read: Read) -> tuple[Document, list[Note]]:
    """The document with all that it refers to; documents may refer to each other in circles."""
    first = Document(source, data)
    known: dict[str, Document | None] = {posixpath.normpath(source.path): first}
    notes: list[Note] = []
    queue = [first]
    for document in queue:  # which grows on the way
        others = cast("dict[str, Document]", document.others)
        for address in _addresses(document):
            path = _path(document.source, address)
            if path not in known:
                known[path] = _opened(path, read, notes)
                queue += filter(None, [known[path]])
            if other := known[path]:
                others[address] = other
    return first, notes


def _opened(path: str, read: Read, notes: list[Note]) -> Document | None:
    """Another file of a spec; one that holds no data, such as a description, is its text."""
    source = read(path) if path.isprintable() else None
    if source is None:
        return None
    if posixpath.splitext(path)[1].lower() not in _DATA:
        return Document(source, source.text)
    data, more = load(source)
    notes += more
    return Document(source, data)


def _addresses(document: Document) -> Iterable[str]:
    """The files that it refers to, as written. Most documents refer to none: that is seen fast."""
    if not _ELSEWHERE.search(document.source.text):
        return ()
    addresses = (reference.partition("#")[0] for reference in _references(document.data))
    return dict.fromkeys(a for a in addresses if a and not _REMOTE.match(a))


def _path(source: Source, address: str) -> str:
    from urllib.parse import unquote  # few specs have other files

    folder = posixpath.dirname(source.path)
    return posixpath.normpath(posixpath.join(folder, unquote(address)))


def _references(data: Any) -> Iterator[str]:
    """Every `$ref`, in the order of the document; what aliases share is seen once."""
    stack, seen = [data], set()
    while stack:
        value = stack.pop()
        if isinstance(value, dict | list) and id(value) not in seen:
            seen.add(id(value))
            stack += reversed(value.values() if isinstance(value, dict) else value)
            if isinstance(value, dict) and isinstance(value.get("$ref"), str):
                yield value["$ref"]


# What is in it --------------------------------------------------------------------------------

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def _operations(spec: Spec, root: Node) -> Iterator[Operation]:
    """Every method of every path, in the order of the document."""
    for item in _members(root.get("paths")):
        if not item.name.startswith("x-"):
            yield from _methods(spec, item)


def _methods(spec: Spec, item: Node) -> Iterator[Operation]:
    """The operations of a path item: its own, and those behind its reference."""
    seen: set[str] = set()
    path, resolved = item.name, item.resolved()
    newest = _is_since(spec.version, 2)
    for holder in (item,) if resolved is item else dict.fromkeys((item, resolved)):
        for method, node in _named_methods(holder, newest=newest):
            operation = node.resolved()
            if method not in seen and isinstance(operation.value, dict):
                seen.add(method)
                yield Operation(spec, method, path, operation, resolved)


def _named_methods(item: Node, *, newest: bool) -> Iterator[tuple[str, Node]]:
    """Methods with what stands there; OpenAPI 3.2 has `query` and any others by name."""
    for node in _members(item):
        name = node.name
        if name in _METHODS or (newest and name == "query"):
            yield name.upper(), node
        elif newest and name == "additionalOperations":
            yield from ((other.name, other) for other in _members(node.resolved()))


def _members(node: Node | None) -> Iterator[Node]:
    return node.items() if node and isinstance(node.value, dict) else iter(())


def _schemas(root: Node) -> dict[str, Node]:
    components = root.get("components")
    schemas = (components and components.get("schemas")) or root.get("definitions")
    return {schema.name: schema for schema in _members(schemas)}


# Base paths -----------------------------------------------------------------------------------

_VARIABLE = regex(r"\{([^{}]+)\}")


def _base_paths(root: Node, operations: Iterable[Operation]) -> tuple[str, ...]:
    """What may stand before a path, without a slash at the end: from servers, or `basePath`."""
    own = root.text("basePath")
    found = ["/" + own.strip("/")] if own else []
    holders = [
        root,
        *(node for operation in operations for node in (operation.item, operation.node)),
    ]
    for node in dict.fromkeys(holder.step("servers") for holder in holders):
        for server in node.value if node and isinstance(node.value, list) else ():
            found += _server_paths(server)
    return tuple(dict.fromkeys(path for path in found if path.strip("/")))


def _server_paths(server: Any) -> Iterator[str]:
    """The path of a server, with its variables' defaults and with the variables as written."""
    url = server.get("url") if isinstance(server, dict) else None
    if isinstance(url, str):
        variables = server.get("variables")
        yield _path_of(_with_defaults(url, variables if isinstance(variables, dict) else {}))
        yield _path_of(url)


def _with_defaults(url: str, variables: dict[str, Any]) -> str:
    def default(variable: re.Match[str]) -> str:
        told = variables.get(variable[1])
        return str(told["default"]) if isinstance(told, dict) and "default" in told else variable[0]

    return _VARIABLE.sub(default, url)


def _path_of(url: str) -> str:
    """The path of an address, which may lack its scheme or its host."""
    _, scheme, rest = url.partition("//")
    host, slash, path = (rest if scheme else url).partition("/")
    if not scheme and not any(sign in host for sign in ".{"):
        slash, path = "/", url.lstrip("/")
    return re.split(r"[?#]", slash + path)[0].rstrip("/")
