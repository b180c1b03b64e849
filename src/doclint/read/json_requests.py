"""Requests that a code block writes down as an object, for a console on the page to send them.

The label of the block is `json http`: `{"method": "get", "url": "/pets", "query": {"limit": 5}}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.contract import Call, Field, Naming, Said
from doclint.model.page import Example, Section
from doclint.model.source import Text
from doclint.model.value import Value
from doclint.parse.data.tolerant_json import parse_json
from doclint.read.addresses import path_of, query_of
from doclint.read.shell import Piece, Word

LANGUAGE = "json-http"
"""What such a label is read as."""

_METHODS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"))
_SCALARS = ("string", "number", "true", "false")


def json_requests(example: Example, section: Section | None = None) -> Iterator[Call]:
    """The request that a code block describes; none where it does not say method and address."""
    if example.language != LANGUAGE:
        return
    values = parse_json(example.body).values
    given = {key.value: value for key, value in values[0].members} if len(values) == 1 else {}
    method, url = _text(given.get("method")), _text(given.get("url"))
    if method is None or url is None or str(method.value).upper() not in _METHODS:
        return
    base = _text(given.get("baseUrl"))
    path = path_of(_word(url))
    front = str(base.value).rstrip("/") if base else ""
    verb = Said(str(method.value).upper(), example.body.at(*_word(method).inner))
    where = Said(f"{front}{path.value}", example.body.at(*path.inner))
    written = tuple(_field(example, *pair) for pair in query_of(_word(url)))
    yield Call(
        "json",
        Naming(verb, where, "curl", example.span),
        stated=True,
        span=example.span,
        query=(*written, *_fields(example, given.get("query"))),
        headers=tuple(_fields(example, given.get("headers"))),
        body=_body(example, given.get("body")),
        section=section,
    )


def _text(value: Value | None) -> Value | None:
    return value if value is not None and value.kind == "string" else None


def _word(value: Value) -> Word:
    """A string without its quotes."""
    start = value.start + 1
    return Word((Piece(str(value.value), start),), value.start, value.end)


def _field(example: Example, name: Word, value: Word | None) -> Field:
    said = None if value is None else Said(value.value, example.body.at(*value.inner))
    return Field(Said(name.value, example.body.at(*name.inner)), said)


def _fields(example: Example, given: Value | None) -> Iterator[Field]:
    """The members of an object, with the values that are but one text."""
    for key, value in given.members if given else ():
        place = example.body.at(*_inside(value))
        said = Said(str(example.body[slice(*_inside(value))]), place)
        name = Said(str(key.value), example.body.at(*_inside(key)))
        yield Field(name, said if value.kind in _SCALARS else None)


def _inside(value: Value) -> tuple[int, int]:
    quoted = value.kind == "string"
    start = value.start + quoted
    return start, max(start, value.end - quoted)


def _body(example: Example, value: Value | None) -> Text | None:
    if value is None or value.kind not in ("object", "array"):
        return None
    text = example.body[value.start : value.end]
    return Text(text, example.body.at(value.start, value.end))
