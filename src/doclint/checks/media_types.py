"""Media types of examples against those that an operation takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.source import Pointer
from doclint.model.spec import Node, Operation

_SENT = regex(r"\bcontent-type\s*:\s*(?P<type>[\w.+-]+/[\w.+-]+)", re.I)


def differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Requests that send a media type which the operation does not take.

    Facts: page, known, operation.
    """
    operation = endpoint.specified[0].operation if len(endpoint.specified) == 1 else None
    known = dict(_taken(operation)) if operation and not operation.spec.loose else {}
    for sample in endpoint.documented.samples if known else ():
        sent = _SENT.search(sample.example.body) if sample.role == "request" else None
        if sent and not any(fnmatchcase(sent["type"].lower(), each) for each in known):
            facts = {
                "page": sent["type"],
                "known": ", ".join(known),
                "operation": endpoint.operation,
            }
            where = sample.example.body.at(*sent.span("type"))
            also = (("the spec", next(iter(known.values()))),)
            yield Hit(where, f"media-type:{sent['type'].lower()}", facts, also)


def _taken(operation: Operation) -> Iterator[tuple[str, Pointer]]:
    """The media types of the request body; in Swagger 2.0 what the operation consumes."""
    body = operation.node.get("requestBody")
    content = body.get("content") if body else None
    for media in content.items() if content and isinstance(content.value, dict) else ():
        yield media.name.partition(";")[0].lower(), media.key
    root = operation.spec.document.at("")
    consumes = operation.node.get("consumes") or (root.get("consumes") if root else None)
    yield from _listed(consumes)


def _listed(consumes: Node | None) -> Iterator[tuple[str, Pointer]]:
    for each in consumes.items() if consumes and isinstance(consumes.value, list) else ():
        if isinstance(each.value, str):
            yield each.value.partition(";")[0].lower(), each.anchor
