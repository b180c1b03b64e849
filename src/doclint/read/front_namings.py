"""The operation that the front matter of a page names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from doclint.model.contract import Naming, Said
from doclint.model.page import FrontMatter, Page
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.namings import VERBS

_OPEN_API = regex(rf"(?:^|\s)(?P<method>{VERBS})\s+(?P<path>/\S*|https?://\S+)\s*$", re.I)
_PATHS = ("path", "url", "route")


def front_matter_namings(page: Page) -> Iterator[Naming]:
    """`api: GET /pets`, `openapi: get /pets`, or `method:` and `path:`, on top of a page."""
    front = page.front_matter
    if front is None:
        return
    for said in _tables(front):
        method = said.get("method")
        path = next((said[key] for key in _PATHS if isinstance(said.get(key), str)), "")
        known = isinstance(method, str) and method.upper() in VERBS.split("|")
        if known and path.startswith(("/", "https://", "http://")):
            where = _value_span(front, path)
            verb = Said(str(method).upper(), _value_span(front, str(method)))
            yield Naming(verb, Said(path, where), "front-matter", where)
    for key in ("api", "openapi", "endpoint"):
        value = front.data.get(key)
        match = _OPEN_API.search(value) if isinstance(value, str) else None
        if match:
            span = _value_span(front, str(value))
            yield Naming(
                Said(match["method"].upper(), span.within(*match.span("method"))),
                Said(match["path"], span.within(*match.span("path"))),
                "front-matter",
                span,
            )


def _tables(front: FrontMatter) -> Iterator[Mapping[str, Any]]:
    """What speaks of the operation: all of it, or what stands under a key."""
    yield front.data
    for key in ("api", "openapi", "_openapi"):
        if isinstance(front.data.get(key), Mapping):
            yield front.data[key]


def front_matter_identifiers(page: Page) -> Iterator[Said[str]]:
    """`operationId: listPets` on top of a page, or under its `api:`."""
    front = page.front_matter
    for said in _tables(front) if front else ():
        for key in (
            "operationId",
            "operation_id",
            "operation-id",
            "operation",
            "openapi-operation",
        ):
            value = said.get(key)
            if front and isinstance(value, str):
                yield Said(value, _value_span(front, value))


def _value_span(front: FrontMatter, value: str) -> Span:
    """Where a value stands: behind a colon or an equals sign, if it is there more than once."""
    text = front.body.text
    at = text.find(value)
    if at >= 0 and text.find(value, at + 1) >= 0:
        found = re.search(rf"[:=][ \t]*[\"']?({re.escape(value)})[\"']?[ \t]*$", text, re.M)
        at = found.start(1) if found else at
    return front.body.within(at, at + len(value)) if at >= 0 else front.body
