"""Status codes, responses and their headers: a page against its spec."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from doclint.checks._claims import (
    LISTED,
    claimed,
    covers,
    is_sure,
    known_codes,
    listed_codes,
)
from doclint.checks._new_codes import missing_status
from doclint.checks._surplus_rows import without_status
from doclint.model.contract import Contract, Member, Specified, Status
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.source import Anchor
from doclint.model.spec import Operation, Spec

_METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS")
_SHARED = 0.5  # a code that more than this share of a spec's operations have is left out on purpose
_FEW = 4
_CHECKED = frozenset(("422",))  # what frameworks add by themselves for input of another shape
_MANY = 20  # operations whose errors are the same by no accident
_NEARLY_ALL = 0.95
_ELSEWHERE = regex(rf"\b(?:{'|'.join(_METHODS)})\s+(?:https?:/)?/\S")
_EVERY_RESPONSE = ("content-type", "content-length", "date", "server", "connection")


def missing(endpoint: Endpoint, *, shared: bool = False) -> Iterator[Hit]:
    """Responses of the operation that a list of its codes leaves out. Facts: code, operation.

    With `shared` only those that most operations have, without it only the others.
    """
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    listed = listed_codes(endpoint)
    if len(endpoint.specified) == 1 and listed and is_sure(endpoint) and not endpoint.part:
        due = _due(endpoint, listed)
        usual = _usual(endpoint, due)
        for code in due:
            if (code in usual) == shared and not _is_slip(endpoint, listed, code, due):
                facts = {"code": code, "operation": endpoint.operation}
                also = (("the spec", known_codes(endpoint)[code]),)
                place, fix = _list_anchor(endpoint, listed), missing_status(endpoint, code)
                yield Hit(place, f"status:{code}", facts, also, fix=fix)


def _due(endpoint: Endpoint, listed: list[Status]) -> list[str]:
    """The codes that a list of this kind would show, if its author knew of them."""
    known = known_codes(endpoint)
    page = {status.code for status in claimed(endpoint)}
    if not any(covers(known, code) for code in page):
        return []  # the list is about something else
    codes = {status.code for status in listed}
    whole = any(status.kind == "table" for status in listed) or len(codes) > 1
    kinds = {True, False} if _of_responses(endpoint) else {_failed(code) for code in codes}
    return [c for c in known if whole and _failed(c) in kinds and not _shown(c, page)]


def _of_responses(endpoint: Endpoint) -> bool:
    """Whether there is a table of all responses by its title, not one of errors."""
    return any(
        listing.kind == "statuses" and listing.table and listing.where == "response"
        for listing in endpoint.documented.listings
        if listing.status is None
    )


def _failed(code: str) -> bool:
    return code[:1] in "45"


def _shown(code: str, page: set[str]) -> bool:
    return code == "default" or covers(page, code)


def _is_slip(endpoint: Endpoint, listed: list[Status], code: str, due: list[str]) -> bool:
    """Whether one code of the list is a slip of this one, which is then all there is to say."""
    known = known_codes(endpoint)
    strange = {s.code for s in listed if s.code[0] == code[0] and not covers(known, s.code)}
    return len(strange) == 1 and sum(each[0] == code[0] for each in due) == 1


def _usual(endpoint: Endpoint, due: list[str]) -> frozenset[str]:
    """The codes that the list leaves out because most operations have them.

    A list that shows nearly all of the usual ones does not leave out the last on purpose.
    """
    common = _common(endpoint.spec)
    usual = [code for code in known_codes(endpoint) if code in common]
    absent = [code for code in due if code in common]
    forgotten = len(absent) == 1 and len(usual) > _FEW - 2
    return frozenset() if forgotten else common


@lru_cache(maxsize=64)
def _common(spec: Spec | None) -> frozenset[str]:
    """The error codes that most operations of a spec have."""
    operations = spec.operations if spec else ()
    if len(operations) < _FEW:
        return frozenset()
    counts: Counter[str] = Counter()
    for operation in operations:
        counts.update(_codes(operation))
    return frozenset(c for c, n in counts.items() if n > _SHARED * len(operations) and _failed(c))


def _codes(operation: Operation) -> set[str]:
    node = operation.node.get("responses")
    return set(map(str, node.value)) if node and isinstance(node.value, dict) else set()


def _list_anchor(endpoint: Endpoint, listed: list[Status]) -> Anchor:
    """The list of statuses: the heading or line above it, or its first code."""
    for listing in endpoint.documented.listings:
        if listing.kind == "statuses" and listed[0] in listing.statuses:
            caption = listing.caption
            names = any(caption == naming.span for naming in endpoint.documented.namings)
            return caption if caption and not names else listed[0].anchor
    return listed[0].anchor


def unknown(endpoint: Endpoint) -> Iterator[Hit]:
    """Status codes that the operation does not have. Facts: code, operation, known."""
    known = known_codes(endpoint)
    failures = any(_failed(code) or code == "default" for code in known)
    failures &= not _is_boilerplate(endpoint.spec)
    seen: set[str] = set()
    claims = claimed(endpoint) if known and is_sure(endpoint) else ()
    for status in claims:
        code = status.code
        if code in seen or covers(known, code) or not _is_claim(status, failures=failures):
            continue
        seen.add(code)
        words = ", ".join(sorted(known))
        facts = {"code": code, "operation": endpoint.operation, "known": words}
        also, fix = _responses(endpoint.specified), without_status(endpoint, status)
        yield Hit(status.anchor, f"status:{code}", facts, also, fix=fix)


@lru_cache(maxsize=64)
def _is_boilerplate(spec: Spec | None) -> bool:
    """Whether operations of a spec have the same errors: they tell nothing of one of them.

    Nearly all have the same ones; or none has any but the one that frameworks add by themselves.
    """
    operations = spec.operations if spec else ()
    sets = Counter(frozenset(filter(_failed, _codes(operation))) for operation in operations)
    if frozenset().union(*sets) == _CHECKED:
        return True
    return len(operations) > _MANY and max(sets.values()) >= _NEARLY_ALL * len(operations)


def _is_claim(status: Status, *, failures: bool) -> bool:
    """Whether a spec that lacks a code contradicts its page.

    A spec without any error leaves open how the operation fails. A sentence or an example about an
    error may be about the server as a whole.
    """
    if status.code == "default" or (_failed(status.code) and not failures):
        return False
    if status.kind == "prose" and _ELSEWHERE.search(status.span.text):
        return False  # it may be the other operation's
    return status.kind in (*LISTED, "label") or status.code[:1] == "2"


def _responses(specified: Iterable[Specified]) -> tuple[tuple[str, Anchor], ...]:
    for each in specified:
        node = each.operation.node.step("responses") if each.operation else None
        if node is not None:
            return (("the spec", node.key),)
    return ()


def header_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Response headers of a table that the operation does not have. Facts: name, operation."""
    known = {name.lower() for each in endpoint.specified for name in _headers(each)}
    known.update(_EVERY_RESPONSE if known else ())
    for member in _header_rows(endpoint.documented) if known else ():
        if member.name.lower() not in known:
            facts = {"name": member.name, "operation": endpoint.operation}
            also = _responses(endpoint.specified)
            yield Hit(member.anchor, f"response-header:{member.name}", facts, also)


def _header_rows(contract: Contract) -> Iterator[Member]:
    for listing in contract.listings:
        if listing.where == "response_header":
            yield from listing.members


def _headers(specified: Specified) -> Iterator[str]:
    node = specified.operation.node.get("responses") if specified.operation else None
    for response in node.items() if node and isinstance(node.value, dict) else ():
        headers = response.resolved().get("headers")
        for header in headers.items() if headers and isinstance(headers.value, dict) else ():
            yield header.name
