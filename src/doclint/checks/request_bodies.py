"""The data of calls in code samples: against the spec, and against the media type they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doclint.checks import schemas
from doclint.checks._calls import address_of, is_for, method_of, of_operation, sent
from doclint.checks._sent_json import data_of, sends_json
from doclint.model.contract import Call, Field, Sample
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.read.examples import read_json

_FIELDS = regex(
    r"[A-Za-z_][\w.\[\]-]{0,80}=(?:[^{\[\"\s]*|[^\n]*&[A-Za-z_][\w.\[\]-]{0,80}=[^\n]*)"
)
_JSON = regex(r"[\w.+-]+/(?:[\w.-]+\+)?json\b", re.I)
_FORM = "application/x-www-form-urlencoded"


def differs(endpoint: Endpoint, *, formats: Sequence[str] = ()) -> Iterator[Hit]:
    """Data of commands that is not what the schema has. Facts: problem, more."""
    calls = [
        call
        for call in sent(endpoint)
        if call.tool != "http" and sends_json(call) and _is_of_section(call, endpoint)
    ]
    if calls:
        samples = tuple(
            Sample(data_of(call.body), "request", section=call.section)
            for call in calls
            if call.body is not None
        )
        inner = replace(endpoint, documented=replace(endpoint.documented, samples=samples))
        yield from schemas.differs(inner, formats=formats)
        yield from schemas.unknown_value(inner)


def _is_of_section(call: Call, endpoint: Endpoint) -> bool:
    """Whether a call is for the operations that the section is linked to."""
    operations = [each.operation for each in endpoint.specified if each.operation]
    return any(
        known.method == method_of(call) and is_for(address_of(call), known.segments)
        for known in map(of_operation, operations)
    )


def content_type_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Calls whose `Content-Type` is not that of their data. Facts: label, data."""
    for call in sent(endpoint):
        header = _content_type(call)
        if header is None or header.value is None or call.body is None:
            continue
        label = header.value.value.lower()
        if _JSON.match(label) and _FIELDS.fullmatch(call.body.strip()):
            yield _unlike(header, "fields of a form")
        elif label.startswith(_FORM) and sends_json(call) and read_json(data_of(call.body)):
            yield _unlike(header, "JSON")


def _content_type(call: Call) -> Field | None:
    named = [field for field in call.headers if field.name.value.lower() == "content-type"]
    return named[-1] if named else None


def _unlike(header: Field, data: str) -> Hit:
    value = header.value or header.name
    facts = {"label": value.value, "data": data}
    return Hit(value.anchor, "call:content-type", facts)
