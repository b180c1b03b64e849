"""Status codes and error codes that an operation does not have, and such as are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from random import Random

from doclint.model.contract import ErrorCode, Listing, Status
from doclint.model.finding import Edit
from doclint.model.project import Endpoint
from doclint.model.source import Span
from doclint.selftest.sites import (
    Site,
    alone_on_lines,
    misspelt,
    own,
    removed,
    turned,
    whole_lines,
)

_OTHERS = {
    "200": "206",
    "201": "202",
    "202": "201",
    "204": "205",
    "400": "409",
    "401": "407",
    "403": "405",
    "404": "410",
    "409": "412",
    "422": "424",
    "429": "431",
    "500": "502",
}
_LISTED = ("table", "item")


def _claims(endpoint: Endpoint) -> Iterator[tuple[Status, Span]]:
    """The codes that stand on the page itself, where these and those of the spec are the same."""
    known = [set(one.statuses or {}) for one in endpoint.specified]
    told = {one.code for one in endpoint.documented.statuses}
    if not endpoint.certain or len(known) != 1 or not told <= known[0]:
        return  # the list is that of several operations, or wrong already
    if any(not re.fullmatch(r"\d{3}", code) for code in known[0]):
        return  # a range, or a default, may be anything
    for status in endpoint.documented.statuses:
        if (span := own(status.anchor, endpoint)) is not None:
            yield status, span


def wrong_status(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A status code that the operation does not have."""
    for status, span in _claims(endpoint):
        other = _free(endpoint, status.code)
        if other and status.kind in (*_LISTED, "heading"):
            what = f"status {status.code} becomes {other}"
            yield from turned(span, status.code, other, what, status.span)


def _free(endpoint: Endpoint, code: str) -> str:
    """A code like this that neither the spec nor the section has."""
    other = _OTHERS.get(code, "418")
    known = {one.code for one in endpoint.documented.statuses}
    known |= {each for one in endpoint.specified for each in one.statuses or {}}
    return "" if other in known else other


def _rows(endpoint: Endpoint) -> Iterator[tuple[Status, Span, Listing]]:
    """The rows and items of lists of status codes."""
    listings = [one for one in endpoint.documented.listings if one.kind == "statuses"]
    for status, span in _claims(endpoint):
        row = own(status.span, endpoint)
        for listing in listings if row and status.kind in _LISTED else ():
            if listing.span.start <= span.start < listing.span.end and len(listing.statuses) > 1:
                yield status, status.span, listing


def lost_status(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A status code that is gone from a list."""
    codes = [one.code for one in endpoint.documented.statuses]
    if {*codes} != {code for one in endpoint.specified for code in one.statuses or {}}:
        return  # it leaves some out already
    for status, row, listing in _rows(endpoint):
        same = [one for one in listing.statuses if one.code[0] == status.code[0]]
        # without its last success, a list of responses would be a list of errors, and complete
        if codes.count(status.code) == 1 and len(same) > 1 and alone_on_lines(row):
            yield removed(row, f"the row of status {status.code} goes", listing.span)


def invented_status(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A row for a status code that the operation does not have."""
    for status, row, listing in _rows(endpoint):
        lines, other = whole_lines(row), _free(endpoint, status.code)
        if other and alone_on_lines(row) and lines.text.endswith("\n"):
            copy = _rephrased(lines.text, status.code, other)
            edit = Edit(Span(lines.source, lines.end, lines.end), copy)
            if lines.text.count(status.code) == 1:
                yield Site((edit,), f"a row for status {other} comes in", (row, listing.span))


def _rephrased(row: str, code: str, other: str) -> str:
    """A row about another code, with its standard phrase where it has that of the first."""
    row = row.replace(code, other)
    try:
        return row.replace(HTTPStatus(int(code)).phrase, HTTPStatus(int(other)).phrase)
    except ValueError:
        return row


def wrong_phrase(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A status code with the standard phrase of another one."""
    for status in endpoint.documented.statuses:
        span = own(status.span, endpoint)
        phrase, other = _phrase(status.code), _phrase(_OTHERS.get(status.code, ""))
        if span is not None and len(phrase) > 2 and other:
            what = f"the phrase of status {status.code}: {phrase} becomes {other}"
            yield from turned(span, phrase, other, what)


def _phrase(code: str) -> str:
    try:
        return HTTPStatus(int(code)).phrase
    except ValueError:
        return ""


def wrong_error(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """An error code with two letters in the wrong order, or another number."""
    every = [*_errors(endpoint)]
    codes = {error.code for error in every}
    for error in every:
        span = own(error.anchor, endpoint)
        wrong = misspelt(error.code, pick, codes) or _next(error.code, codes)
        if span is not None and wrong:
            what = f"error code {error.code} becomes {wrong}"
            row = own(error.row, endpoint)
            yield from turned(span, error.code, wrong, what, *([row] if row else []))


def _errors(endpoint: Endpoint) -> Iterator[ErrorCode]:
    """The codes of tables and examples that some list is there for."""
    if endpoint.catalogues:
        for listing in endpoint.documented.listings:
            yield from listing.errors if listing.kind == "errors" else ()
    listed = any(one.errors for one in endpoint.documented.listings)
    if endpoint.catalogues or listed:
        yield from endpoint.documented.errors


def _next(code: str, taken: set[str]) -> str:
    if not re.search(r"\d{2}\Z", code):
        return ""
    other = f"{code[:-2]}{(int(code[-2:]) + 37) % 100:02}"
    return "" if other in taken else other


def doubled_error(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A row for an error code that stands twice in its list."""
    for listing in endpoint.documented.listings:
        for error in listing.errors if listing.kind == "errors" and listing.table else ():
            row = own(error.row, endpoint)
            if row and alone_on_lines(row) and (lines := whole_lines(row)).text.endswith("\n"):
                edit = Edit(Span(lines.source, lines.end, lines.end), lines.text)
                what = f"the row of error code {error.code} comes twice"
                yield Site((edit,), what, (listing.span,))
