"""Methods, paths and placeholders that the spec does not have, in headings and in commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from doclint.model.contract import Call, Naming
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.parse.data.tolerant_json import parse_json
from doclint.selftest.sites import Site, misspelt, own, styled, swap

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_SEGMENT = regex(r"(?<=/)[A-Za-z][\w-]{3,}(?=/|\Z|\?)")
_PLACEHOLDER = regex(r"\{(\w{2,})\}|(?<=/):(\w{2,})")


def _namings(endpoint: Endpoint) -> Iterator[Naming]:
    """What names the operation for sure, where nothing else on the page does."""
    if endpoint.certain and len(endpoint.matches) == 1 and endpoint.matches[0].sure:
        yield endpoint.matches[0].naming


def _methods(endpoint: Endpoint) -> list[str]:
    """The methods that the spec does not have for the path."""
    here = [one.operation for one in endpoint.specified if one.operation is not None]
    spec, paths = endpoint.spec, {one.path for one in here}
    known = {o.method.upper() for o in (spec.operations if spec else ()) if o.path in paths}
    return [method for method in _METHODS if method not in known]


def wrong_method(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A method that the spec does not have for the path."""
    for naming in _namings(endpoint):
        yield from _other_method(endpoint, naming, pick)


def _other_method(endpoint: Endpoint, naming: Naming, pick: Random) -> Iterator[Site]:
    span = own(naming.method.anchor, endpoint) if naming.method else None
    others = _methods(endpoint)
    if span is not None and others and naming.method:
        word = naming.method.value
        found = re.search(rf"\b{re.escape(word)}\b", span.text, re.I)
        if found:
            new = styled(pick.choice(others).lower(), found[0])
            what = f"the method {found[0]} becomes {new}"
            yield swap(span.within(*found.span()), new, what, naming.span)


def wrong_path(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A part of the path with two letters in the wrong order."""
    for naming in _namings(endpoint):
        yield from _other_path(endpoint, naming, pick)


def _other_path(endpoint: Endpoint, naming: Naming, pick: Random) -> Iterator[Site]:
    span = own(naming.path.anchor, endpoint)
    operation = endpoint.specified[0].operation if endpoint.specified else None
    if span is None or operation is None:
        return
    paths = {part for one in operation.spec.operations for part in one.path.split("/")}
    for match in _SEGMENT.finditer(span.text):
        wrong = misspelt(match[0], pick, paths)
        if wrong and match[0] in operation.path.split("/"):
            what = f"`{match[0]}` in the path becomes `{wrong}`"
            yield swap(span.within(*match.span()), wrong, what, naming.span)


def wrong_placeholder(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A placeholder with another name than the spec and the row."""
    for naming in _namings(endpoint):
        span = own(naming.path.anchor, endpoint)
        rows = [one for one in endpoint.pairs if one.member.where == "path" and one.candidates]
        for match in _PLACEHOLDER.finditer(span.text) if span else ():
            group = 1 if match[1] else 2
            if span and any(row.member.name == match[group] for row in rows):
                what = f"`{match[group]}` in the path becomes `item_ref`"
                yield swap(span.within(*match.span(group)), "item_ref", what, naming.span)


# Commands -----------------------------------------------------------------------------------------


def _calls(endpoint: Endpoint) -> Iterator[Call]:
    """The only call of a section."""
    calls = endpoint.documented.calls
    if endpoint.certain and len(calls) == 1 and len(endpoint.specified) == 1:
        naming = endpoint.matches[0].naming if endpoint.matches else None
        if naming is not None and naming.path.anchor != calls[0].naming.path.anchor:
            yield calls[0]


def wrong_call_method(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A command with a method that the spec does not have for the path."""
    for call in _calls(endpoint):
        if call.stated:
            yield from _other_method(endpoint, call.naming, pick)


def wrong_call_path(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A command to a path with two letters in the wrong order."""
    for call in _calls(endpoint):
        yield from _other_path(endpoint, call.naming, pick)


def lost_call_comma(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """The data of a command without a comma between two members."""
    for call in endpoint.documented.calls:
        body = call.body
        if body is None or body.span.source is not endpoint.page.source:
            continue
        read = parse_json(body)
        if not (read.strict and read.values[0].kind == "object"):
            continue
        pairs = [p for _, _, value in read.values[0].walk() for p in pairwise(value.members)]
        commas = [body.index(",", one[1].end, two[0].start) for one, two in pairs]
        spans = [span for at in commas if (span := body.at(at, at + 1)).text == ","]
        if spans:
            what = "a comma in the data of a command goes"
            yield swap(pick.choice(spans), "", what, call.span)


def lost_call_quote(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A command without the quotation mark at its end."""
    for call in endpoint.documented.calls:
        span = own(call.span, endpoint)
        if span and call.tool == "curl" and span.text.rstrip().endswith("'"):
            end = len(span.text.rstrip())
            if span.text.count("'") % 2 == 0:
                what = "a quotation mark of a command goes"
                yield swap(span.within(end - 1, end), "", what, span)
