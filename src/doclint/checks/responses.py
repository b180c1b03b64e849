"""Status codes: a page against its spec, and a page against itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from doclint.model.contract import Contract, Sample, Specified, Status
from doclint.model.finding import Hit
from doclint.model.page import Page
from doclint.model.project import Endpoint
from doclint.model.source import Anchor
from doclint.model.spec import Spec
from doclint.read.statuses import PHRASES

_VENDOR = frozenset(
    "218 419 420 430 440 444 449 450 460 463 464 494 495 496 497 498 499 509 520 521 522 523 524 525 526 527 529 530 540 561 598 599".split()
)
"""Codes that are in common use and not registered."""

_FORMER = {
    "Request Entity Too Large": "413",
    "Payload Too Large": "413",
    "Content Too Large": "413",
    "Request-URI Too Long": "414",
    "Request-URI Too Large": "414",
    "Unprocessable Entity": "422",
    "Unprocessable Content": "422",
    "Requested Range Not Satisfiable": "416",
    "Range Not Satisfiable": "416",
    "Moved Temporarily": "302",
    "Object Moved": "302",
    "Im A Teapot": "418",
    "I'm a teapot": "418",
    "Non-Authoritative Information": "203",
}
_STANDARD = {**{phrase.lower(): code for code, phrase in PHRASES.items()}, **{p.lower(): c for p, c in _FORMER.items()}}
_LISTED = ("table", "heading", "item")
_BODILESS = ("204", "304")
_SHARED = 0.5  # a code that more than this share of a spec's operations have is left out on purpose
_FEW = 4
_PHRASES = "|".join(sorted(map(re.escape, {*PHRASES.values(), *_FORMER}), key=len, reverse=True))
_CLAIM = re.compile(
    rf"(?<![\w.\-/#])(?P<code>[1-5]\d\d)(?P<between>[`*:\s|\[\]()\-–—]{{1,8}})(?P<phrase>{_PHRASES})(?=[`*\])]*\s*(?:$|[|.,;:)\]`*<(\n\-]))"
)


def _lists(contract: Contract) -> list[Status]:
    return [status for status in contract.statuses if status.kind in _LISTED]


def _covers(known: Iterable[str], code: str) -> bool:
    """Whether a spec's responses hold a code: itself, its range, or the default."""
    return code in known or f"{code[0]}XX" in known or "default" in known or (
        code.endswith("XX") and any(each[:1] == code[:1] for each in known)
    )


def missing(endpoint: Endpoint) -> Iterator[Hit]:
    """Responses of the operation that a list of its status codes leaves out. Facts: code, operation."""
    listed = _lists(endpoint.documented)
    if len(endpoint.specified) != 1 or not listed or not endpoint.specified[0].statuses:
        return
    specified = endpoint.specified[0]
    page = {status.code for status in endpoint.documented.statuses}
    if not any(_covers(specified.statuses or (), code) for code in page):
        return
    for code, anchor in (specified.statuses or {}).items():
        if not _shown(code, page) and _is_due(code, listed, endpoint):
            where = _list_anchor(endpoint, listed)
            yield Hit(where, f"status:{code}", {"code": code, "operation": endpoint.operation}, (("the spec", anchor),))


def _shown(code: str, page: set[str]) -> bool:
    if code == "default":
        return True
    return code in page or f"{code[0]}XX" in page or "default" in page or (
        code.endswith("XX") and any(each[:1] == code[:1] for each in page)
    )


def _is_due(code: str, listed: list[Status], endpoint: Endpoint) -> bool:
    """Whether a list of this kind would show a code, if its author knew of it."""
    codes = {status.code for status in listed}
    same_kind = any((each[:1] in "45") == (code[:1] in "45") for each in codes)
    whole = any(status.kind == "table" for status in listed) or len(codes) > 1
    return same_kind and whole and code not in _shared(endpoint.spec)


@lru_cache(maxsize=64)
def _shared(spec: Spec | None) -> frozenset[str]:
    """The error codes that most operations of a spec have."""
    if spec is None or len(spec.operations) < _FEW:
        return frozenset()
    counts: Counter[str] = Counter()
    for operation in spec.operations:
        responses = operation.node.value.get("responses") if isinstance(operation.node.value, dict) else None
        counts.update(set(map(str, responses)) if isinstance(responses, dict) else ())
    return frozenset(c for c, n in counts.items() if n > _SHARED * len(spec.operations) and c[:1] in "45d")


def _list_anchor(endpoint: Endpoint, listed: list[Status]) -> Anchor:
    """The list of statuses: the heading or line above it, or its first code."""
    for listing in endpoint.documented.listings:
        if listing.kind == "statuses" and listing.statuses:
            return listing.caption or listing.statuses[0].anchor
    return listed[0].anchor


def unknown(endpoint: Endpoint) -> Iterator[Hit]:
    """Status codes that the operation does not have. Facts: code, operation, known."""
    known = {code for each in endpoint.specified for code in each.statuses or ()}
    failures = any(code[:1] in "45" or code == "default" for code in known)
    if not known:
        return
    seen: set[str] = set()
    for status in endpoint.documented.statuses:
        code = status.code
        if code == "default" or code in seen or _covers(known, code):
            continue
        if code[:1] in "45" and not failures:
            continue  # the spec does not say how the operation can fail
        if status.kind in ("prose", "http", "label") and code[:1] != "2":
            continue
        seen.add(code)
        facts = {"code": code, "operation": endpoint.operation, "known": ", ".join(sorted(known))}
        yield Hit(status.anchor, f"status:{code}", facts, _responses(endpoint.specified))


def _responses(specified: Iterable[Specified]) -> tuple[tuple[str, Anchor], ...]:
    for each in specified:
        node = each.operation.node.step("responses") if each.operation else None
        if node is not None:
            return (("the spec", node.key),)
    return ()


def unregistered(endpoint: Endpoint) -> Iterator[Hit]:
    """Status codes that neither HTTP, common use nor the spec knows. Facts: code."""
    known = {code for each in endpoint.specified for code in each.statuses or ()}
    for status in endpoint.documented.statuses:
        code = status.code
        if code.isdigit() and code not in PHRASES and code not in _VENDOR and code not in known:
            if status.kind in ("heading", "http") or len(_lists(endpoint.documented)) > 1:
                yield Hit(status.anchor, f"status:{code}", {"code": code})


def text_differs(page: Page) -> Iterator[Hit]:
    """Status codes with the standard phrase of another code. Facts: code, page, right, other."""
    text = page.source.text
    for match in _CLAIM.finditer(text):
        code, phrase = match["code"], match["phrase"]
        other = _STANDARD[phrase.lower()]
        if other == code or match["between"].count("\n") or code not in PHRASES:
            continue
        if match["between"].count("|") > 1 or "](" in match["between"]:
            continue
        facts = {"code": code, "page": phrase, "right": PHRASES[code], "other": other}
        yield Hit(page.source.span(*match.span("phrase")), f"status:{code}", facts)


def body_with_204(endpoint: Endpoint) -> Iterator[Hit]:
    """Bodies shown for responses that have none (RFC 9110, 15.3.5 and 15.4.5). Facts: code."""
    for status in endpoint.documented.statuses:
        if status.kind == "http" and status.code in _BODILESS and _body_behind(status):
            yield Hit(status.anchor, f"status:{status.code}", {"code": status.code})
    for sample in endpoint.documented.samples:
        status_ = sample.status
        if status_ in _BODILESS and sample.role == "response" and _is_body(sample):
            yield Hit(sample.example.span, f"status:{status_}", {"code": status_})


def _body_behind(status: Status) -> bool:
    _, blank, body = status.span.text.partition("\n\n")
    return bool(blank) and body.strip()[:1] in ("{", "[") and len(body.strip()) > 2


def _is_body(sample: Sample) -> bool:
    body = sample.example.body.strip()
    return body[:1] in ("{", "[") and body not in ("{}", "[]")


def contradiction(endpoint: Endpoint) -> Iterator[Hit]:
    """Successes of one response that disagree on a page: its text and its `HTTP/1.1` line.

    Facts: code, said.
    """
    contract = endpoint.documented
    shown = [s for s in contract.statuses if s.kind == "http" and s.code[:1] == "2"]
    told = [s for s in contract.statuses if s.kind in ("prose", *_LISTED) and s.code[:1] == "2"]
    codes = {status.code for status in told}
    if not shown or not codes or codes & {status.code for status in shown}:
        return
    for status in shown[:1]:
        facts = {"code": status.code, "said": ", ".join(sorted(codes))}
        yield Hit(status.anchor, f"status:{status.code}", facts, (("the text", told[0].anchor),))


def body_code_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """A success code that a table gives for a field, and an example that shows another one.

    Facts: name, page, example.
    """
    for listing in endpoint.documented.listings:
        for member in listing.members:
            if member.name not in ("code", "status", "errcode", "errorCode") or member.description is None:
                continue
            stated = re.search(r"\b(\d{1,3})\b[^\d\n]{0,40}\bsuc", member.description.value)
            for sample in endpoint.documented.samples if stated else ():
                found = re.search(rf'"{member.name}"\s*:\s*(\d+)\b', sample.example.body)
                if stated and found and sample.role == "response" and found[1] != stated[1] and sample.status in (None, "200"):
                    span = sample.example.body.span.within(*found.span(1))
                    facts = {"name": member.name, "page": stated[1], "example": found[1]}
                    yield Hit(span, f"response:/{member.name}", facts, (("the table", member.anchor),))


def header_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Response headers of a table that the operation does not have. Facts: name, operation."""
    known = {name.lower() for each in endpoint.specified for name in _headers(each)}
    for listing in endpoint.documented.listings if known else ():
        if listing.where == "response_header":
            for member in listing.members:
                if member.name.lower() not in known and member.name.lower() not in ("content-type", "content-length", "date"):
                    facts = {"name": member.name, "operation": endpoint.operation}
                    yield Hit(member.anchor, f"response-header:{member.name}", facts, _responses(endpoint.specified))


def _headers(specified: Specified) -> Iterator[str]:
    node = specified.operation.node.get("responses") if specified.operation else None
    for response in node.items() if node and isinstance(node.value, dict) else ():
        headers = response.resolved().get("headers")
        for header in headers.items() if headers and isinstance(headers.value, dict) else ():
            yield header.name

