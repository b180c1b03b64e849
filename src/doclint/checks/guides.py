"""Pages that are about no operation: overviews of codes and headers, against all that is known."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from doclint.checks._calls import address_of, is_slip, may_be_for, of_operation, sent
from doclint.checks._claims import covers, is_registered
from doclint.checks._error_codes import listed
from doclint.checks._subjects import top
from doclint.link.compare import near_names, squeezed
from doclint.model.contract import ErrorCode, Listing, Member
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Project
from doclint.model.spec import Node, Operation, Spec
from doclint.read.specified import parameter_nodes

_FEW = 4  # codes; a shorter list is no overview
_SEVERAL = 2  # operations that have what pages describe for all of them
_LONG = 8  # letters of a name, of which a slip is no other name
_SHOWN = 6
_NAME = regex(r"[A-Za-z][\w.-]*")
_HEADERS = ("header", "response_header")


def _guides(project: Project) -> Iterator[Endpoint]:
    """The parts of pages that name no operation, and on which no spec knows one."""
    others = {
        id(one.page)
        for one in project.endpoints
        if one.documented.namings or any(known.operation for known in one.specified)
    }
    return (one for one in project.endpoints if id(one.page) not in others)


def _spec(project: Project) -> Spec | None:
    """The one spec that the pages are about."""
    used = {id(one.spec): one.spec for one in project.endpoints if one.spec and one.specified}
    specs = [spec for spec in used.values() if spec.operations and not spec.loose]
    return specs[0] if len(specs) == 1 else None


# Calls --------------------------------------------------------------------------------------------


def near_miss_path(project: Project) -> Iterator[Hit]:
    """Calls on pages about no operation, to a path that is a slip of one. Facts: call, known."""
    spec = _spec(project)
    known = [of_operation(operation) for operation in spec.operations] if spec else []
    for endpoint in _guides(project) if known else ():
        for call in sent(endpoint):
            address = address_of(call)
            if any(may_be_for(address, each.segments) for each in known):
                continue
            near = {each.path: each for each in known if is_slip(address, each.segments)}
            meant = [*near.values()] if len(near) == 1 else []
            for each in meant:
                path = call.naming.path
                facts = {"call": path.value, "known": each.path}
                yield Hit(path.anchor, f"call:{each}", facts, ((each.label, each.anchor),))


# Status codes -------------------------------------------------------------------------------------


def status_not_listed(project: Project) -> Iterator[Hit]:
    """Overviews of status codes without some that operations have. Facts: codes."""
    spec = _spec(project)
    usual = _usual(spec) if spec else {}
    for endpoint in _guides(project) if usual else ():
        for listing in endpoint.documented.listings:
            codes = [status.code for status in listing.statuses]
            if listing.kind != "statuses" or not _is_overview(codes):
                continue
            lost = [code for code in usual if not covers(codes, code)]
            if lost:
                facts = {"codes": ", ".join(f"`{code}`" for code in lost[:_SHOWN])}
                also = (("the spec", usual[lost[0]].key),)
                yield Hit(top(listing), f"status:{lost[0]}", facts, also)


def _is_overview(codes: list[str]) -> bool:
    """Whether a list is one of what may come back: of successes and of both kinds of errors."""
    kinds = {code[:1] for code in codes}
    known = all(map(is_registered, codes))
    return known and len(set(codes)) >= _FEW and {"2", "4", "5"} <= kinds


def _usual(spec: Spec) -> dict[str, Node]:
    """The error codes of several operations, and where the first one has them."""
    found: dict[str, list[Node]] = {}
    for operation in spec.operations:
        for code, node in _responses(operation):
            if code.isdigit() and code[0] in "45" and is_registered(code):
                found.setdefault(code, []).append(node)
    return {code: nodes[0] for code, nodes in sorted(found.items()) if len(nodes) >= _SEVERAL}


def _responses(operation: Operation) -> Iterator[tuple[str, Node]]:
    responses = operation.node.get("responses")
    for node in responses.items() if responses and isinstance(responses.value, dict) else ():
        yield node.name.upper(), node


# Headers ------------------------------------------------------------------------------------------


def header_near_miss(project: Project) -> Iterator[Hit]:
    """Headers that are described nearly as they are called. Facts: name, near, count."""
    spec = _spec(project)
    known = _headers(spec) if spec else {}
    names = {squeezed(name) for name in known}
    for endpoint in _guides(project) if known else ():
        listings = [one for one in endpoint.documented.listings if _is_of_headers(one)]
        paired = {id(pair.member) for pair in endpoint.pairs if pair.near}
        shown = {squeezed(row.name) for listing in listings for row in listing.members}
        for row in (row for listing in listings for row in listing.members):
            near = _near(row, known, shown) if squeezed(row.name) not in names else None
            if near and id(row) not in paired:
                facts = {"name": row.name, "near": near, "count": len(known[near])}
                also = (("the spec", known[near][0].key),)
                yield Hit(row.anchor, f"header:{row.name.lower()}", facts, also)


def _is_of_headers(listing: Listing) -> bool:
    return listing.kind == "members" and listing.where in _HEADERS


def _near(row: Member, known: dict[str, list[Node]], shown: set[str]) -> str | None:
    """The one header that a name is a slip of, if several operations have it and no row does."""
    if not _NAME.fullmatch(row.name) or len(row.name) < _LONG:
        return None
    free = [name for name, nodes in known.items() if len(nodes) >= _SEVERAL]
    near = [name for name in near_names(row.name, free) if squeezed(name) not in shown]
    return near[0] if len(near) == 1 else None


def _headers(spec: Spec) -> dict[str, list[Node]]:
    """The headers that operations take or give back, by name."""
    found: dict[str, list[Node]] = {}
    for operation in spec.operations:
        for node in parameter_nodes(operation):
            if node.value.get("in") == "header":
                found.setdefault(node.value["name"], []).append(node)
        for _, response in _responses(operation):
            headers = response.resolved().get("headers")
            for node in headers.items() if headers and isinstance(headers.value, dict) else ():
                found.setdefault(node.name, []).append(node)
    return found


# Error codes --------------------------------------------------------------------------------------


def contradicting_names(project: Project) -> Iterator[Hit]:
    """Codes that are called otherwise on another page. Facts: code, here, there."""
    first: dict[tuple[str, str], tuple[ErrorCode, str]] = {}
    for endpoint in project.endpoints:
        path = endpoint.page.source.path
        errors = listed(endpoint)
        counts = Counter(error.code for error in errors)
        for error in errors:
            name = error.message.value.strip("`*\"' ") if error.message else ""
            if not _NAME.fullmatch(name) or counts[error.code] > 1 or name == error.code:
                continue
            if not any(map(str.isdigit, error.code)):
                continue
            known, page = first.setdefault((posixpath.dirname(path), error.code), (error, path))
            there = known.message.value.strip("`*\"' ") if known.message else ""
            if page != path and squeezed(there) != squeezed(name):
                facts = {"code": error.code, "here": name, "there": there}
                anchor = error.message.anchor if error.message else error.anchor
                yield Hit(anchor, f"error:{error.code}", facts, (("the other page", known.anchor),))
