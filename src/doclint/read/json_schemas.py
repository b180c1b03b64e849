"""Code blocks that are JSON Schemas: they say what bodies hold, and are no example of one."""

from __future__ import annotations

from doclint.model.contract import Sample
from doclint.model.page import Example
from doclint.model.source import Source, Written
from doclint.model.spec import Document, Node, Spec, escaped
from doclint.model.value import Value
from doclint.read.examples import read_json

_VERSION = "3.1.0"  # of OpenAPI, whose schemas are JSON Schema
_DIALECT = "json-schema.org/"
_WORDS = frozenset(
    (
        *("type", "$ref", "enum", "const", "allOf", "oneOf", "anyOf", "properties", "items"),
        *("description", "format", "title", "default", "additionalProperties", "not"),
    )
)


def is_schema(example: Example) -> bool:
    """Whether a block is the schema of an object, by its dialect or by its words."""
    if '"properties"' not in example.body:
        return False
    read = read_json(example)
    if read is None or len(read.values) != 1 or read.values[0].kind != "object":
        return False
    members = {key.value: value for key, value in read.values[0].members}
    properties, dialect = members.get("properties"), members.get("$schema")
    if properties is None or properties.kind != "object":
        return False
    if dialect is not None and _DIALECT in str(dialect.value):
        return True
    kind = members.get("type")
    shapes = [value for _, value in properties.members]
    return (
        kind is not None and kind.value == "object" and bool(shapes) and all(map(_is_one, shapes))
    )


def _is_one(value: Value) -> bool:
    """Whether a value is a schema: an object with words of schemas."""
    return value.kind == "object" and any(key.value in _WORDS for key, _ in value.members)


def schema_of(sample: Sample, name: str) -> Spec | None:
    """The schema of a block that is one, with the places of its page; None for a broken one."""
    read, body = read_json(sample.example), sample.example.body
    if read is None or read.deviations:
        return None
    (value,) = read.values
    written: dict[tuple[str, bool], Written] = {}

    def place(pointer: str, inner: Value, *, key: bool = False) -> None:
        span = body.at(inner.start, inner.end)
        written[pointer, key] = Written("", stretch=(span.start, span.end))

    stack: list[tuple[str, Value]] = [("", value)]
    while stack:
        pointer, inner = stack.pop()
        place(pointer, inner)
        for key, member in inner.members:
            below = f"{pointer}/{escaped(str(key.value))}"
            place(below, key, key=True)
            stack.append((below, member))
        stack += [(f"{pointer}/{number}", item) for number, item in enumerate(inner.items)]
    page = body.span.source
    source = Source(page.path, page.text, page.undecoded, written)
    document = Document(source, value.plain())
    root = Node(document, "", document.data)
    return Spec(document, _VERSION, (), {name: root}, format="schema")
