"""Which error codes a page shows, and which there are for its operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from doclint.model.contract import ErrorCode, Listing, Member
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.source import Anchor
from doclint.read.errors import is_status
from doclint.read.vocabulary import load_vocabulary

_HUMP = regex(r"(?<=[a-z])(?=[A-Z])")
_PREFIX = regex(r"(?P<prefix>[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z][A-Za-z0-9]*)*)[._-]\d+\Z")
_EXTENSION = "x-error-codes"


def listings(endpoint: Endpoint) -> Iterator[Listing]:
    """The tables and lists of error codes in a section."""
    return (one for one in endpoint.documented.listings if one.kind == "errors" and one.errors)


def listed(endpoint: Endpoint) -> tuple[ErrorCode, ...]:
    """The codes of all tables and lists of a section, but for those that are statuses."""
    found = (error for listing in listings(endpoint) for error in listing.errors)
    return tuple(error for error in found if not is_status(error.code))


def shown(endpoint: Endpoint) -> tuple[ErrorCode, ...]:
    """All codes of a section: listed ones and those of examples."""
    return (*listed(endpoint), *endpoint.documented.errors)


def of_spec(endpoint: Endpoint) -> Mapping[str, Anchor]:
    """The codes that the spec gives to an operation's errors: by an enum, or by an extension."""
    found: dict[str, Anchor] = {}
    for each in endpoint.specified:
        for member in each.members:
            if _is_code(member) and member.enum:
                found.update((str(code), member.enum.anchor) for code in member.enum.value)
        node = each.operation.node.get(_EXTENSION) if each.operation else None
        for inner in node.items() if node is not None else ():
            is_map = isinstance(node.value, dict) if node is not None else False
            code = inner.name if is_map else inner.value
            if isinstance(code, str | int):
                found[str(code)] = inner.key if is_map else inner.anchor
    return {code: at for code, at in found.items() if not is_status(code)}


def _is_code(member: Member) -> bool:
    """Whether it is a property of an error's body that holds a code."""
    if member.where != "response" or (member.status or "")[:1] not in ("4", "5", "d"):
        return False
    role = load_vocabulary().column(_HUMP.sub(" ", member.name.replace("_", " ")))
    return role in ("code", "error_code")


def of_catalogues(endpoint: Endpoint) -> Mapping[str, ErrorCode]:
    """All codes that the project lists for the API of a page."""
    return {error.code: error for one in endpoint.catalogues for error in one.errors}


def of_operation(endpoint: Endpoint) -> Mapping[str, Anchor]:
    """The codes that catalogues give for the operations of a section by name."""
    names = {endpoint.operation, *(str(each.operation) for each in endpoint.specified)} - {None}
    errors = (error for one in endpoint.catalogues for error in one.errors)
    return {error.code: error.anchor for error in errors if error.operation in names}


def prefix(code: str) -> str:
    """What stands in front of the number of a code: `APP` of `APP.0101`; "" without."""
    found = _PREFIX.match(code)
    return found["prefix"] if found else ""


def style(code: str) -> str:
    """How a code is written: a number, `snake_case`, `CamelCase`, `PREFIX.9`."""
    if code.lstrip("-").isdigit():
        return "number"
    if own := prefix(code):
        return own
    marks = "".join(sorted(set(re.sub(r"[A-Za-z0-9]", "", code))))
    case = "lower" if code.islower() else "upper" if code.isupper() else "mixed"
    return f"{case}{marks}"


def styles(codes: Iterable[str]) -> frozenset[str]:
    """All ways in which codes are written."""
    return frozenset(map(style, codes))
