"""Status codes and responses: a page against its spec, and a page against itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from doclint.model.contract import Contract, Listing, Member, Sample, Specified, Status
from doclint.model.finding import Hit
from doclint.model.page import Example, Page
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.source import Anchor, Span
from doclint.model.spec import Spec
from doclint.read.statuses import PHRASES, STANDARD

_VENDOR = frozenset(
    (
        *("218", "419", "420", "430", "440", "444", "449", "450", "460", "463", "464", "494"),
        *("495", "496", "497", "498", "499", "509", "520", "521", "522", "523", "524", "525"),
        *("526", "527", "529", "530", "540", "561", "598", "599"),
    )
)
"""Codes that are in common use and not registered."""

_METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS")
_LISTED = ("table", "heading", "item")
_PROSE = ("prose", "label")
_BODILESS = ("204", "304")
_SHARED = 0.5  # a code that more than this share of a spec's operations have is left out on purpose
_FEW = 4
_WORDS = "|".join(sorted(map(re.escape, STANDARD), key=len, reverse=True))
_CLAIM = regex(
    r"(?<![\w.\-/#])(?P<code>[1-5]\d\d)(?P<between>[`*:\s|\[\]()\-–—]{1,8})"
    rf"(?=[A-Z])(?P<phrase>(?i:{_WORDS}))(?=[`*\])]*\s*(?:$|[|.,;:)\]`*<(\n\-]))"
)
_HTTP = regex(r"\bHTTP\b|\bstatus(?:\s+code|\b)|\u72b6\u6001\u7801", re.I)
_PLAIN = ("ok", "created", "accepted", "found", "processing")
_ELSEWHERE = regex(rf"\b(?:{'|'.join(_METHODS)})\s+(?:https?:/)?/\S")
_SUCCESS = regex(
    r"\b(\d{1,3})\b[^\d\n]{0,40}\bsucce|\bsucce\w*\W{1,4}(?:is\W{1,3})?(\d{1,3})\b", re.I
)
_CODE_NAMES = ("code", "status", "errcode", "errorCode", "error_code", "ret", "retcode")
_EVERY_RESPONSE = ("content-type", "content-length", "date", "server", "connection")


def _claims(endpoint: Endpoint) -> tuple[Status, ...]:
    """The status codes of a page, without numbers that happen to look like some.

    A column called "code" may hold any numbers: half of a list have to be status codes for sure.
    """
    known, contract = _known(endpoint), endpoint.documented
    doubtful = {id(s) for each in _lists(contract) if not _are_codes(each, known) for s in each}
    return tuple(status for status in contract.statuses if id(status) not in doubtful)


def _lists(contract: Contract) -> Iterator[tuple[Status, ...]]:
    """The statuses that stand together: of each table, of each list, and those of headings."""
    yield from (listing.statuses for listing in contract.listings if listing.kind == "statuses")
    yield tuple(status for status in contract.statuses if status.kind == "heading")


def _are_codes(statuses: tuple[Status, ...], known: Iterable[str]) -> bool:
    sure = sum(s.code in known or _is_registered(s.code) or _is_named(s) for s in statuses)
    return sure * 2 >= len(statuses)


def _is_registered(code: str) -> bool:
    return not code.isdigit() or code in PHRASES or code in _VENDOR


def _is_named(status: Status) -> bool:
    return bool(status.phrase and status.phrase.value.lower() in STANDARD)


def _listed(endpoint: Endpoint) -> list[Status]:
    return [status for status in _claims(endpoint) if status.kind in _LISTED]


def _known(endpoint: Endpoint) -> Mapping[str, Anchor]:
    """The codes that the spec gives to the operations of a section."""
    return {c: at for each in endpoint.specified for c, at in (each.statuses or {}).items()}


def _covers(known: Iterable[str], code: str) -> bool:
    """Whether codes hold one: itself, its range, one of the range that it is, or the default.

    Beside a code of success, `default` is about what goes wrong.
    """
    known = tuple(known)
    alike = any(each[:1] == code[:1] for each in known)
    if code in known or (alike and (code.endswith("XX") or f"{code[0]}XX" in known)):
        return True
    return "default" in known and not (alike and code[0] == "2")


def _is_sure(endpoint: Endpoint) -> bool:
    """Whether all that a section names is in the spec, so that its codes are about that."""
    known = {match.sure for match in endpoint.matches}
    found = all(match.how != "none" for match in endpoint.matches)
    return endpoint.certain and len(known) < 2 and found


# Page against spec --------------------------------------------------------------------------------


def missing(endpoint: Endpoint, *, shared: bool = False) -> Iterator[Hit]:
    """Responses of the operation that a list of its codes leaves out. Facts: code, operation.

    With `shared` only those that most operations have, without it only the others.
    """
    listed = _listed(endpoint)
    if len(endpoint.specified) == 1 and listed and _is_sure(endpoint):
        due = _due(endpoint, listed)
        usual = _usual(endpoint, due)
        for code in due:
            if (code in usual) == shared and not _is_slip(endpoint, listed, code, due):
                facts = {"code": code, "operation": endpoint.operation}
                also = (("the spec", _known(endpoint)[code]),)
                yield Hit(_list_anchor(endpoint, listed), f"status:{code}", facts, also)


def _due(endpoint: Endpoint, listed: list[Status]) -> list[str]:
    """The codes that a list of this kind would show, if its author knew of them."""
    known = _known(endpoint)
    page = {status.code for status in _claims(endpoint)}
    if not any(_covers(known, code) for code in page):
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
    return code == "default" or _covers(page, code)


def _is_slip(endpoint: Endpoint, listed: list[Status], code: str, due: list[str]) -> bool:
    """Whether one code of the list is a slip of this one, which is then all there is to say."""
    known = _known(endpoint)
    strange = {s.code for s in listed if s.code[0] == code[0] and not _covers(known, s.code)}
    return len(strange) == 1 and sum(each[0] == code[0] for each in due) == 1


def _usual(endpoint: Endpoint, due: list[str]) -> frozenset[str]:
    """The codes that the list leaves out because most operations have them.

    A list that shows nearly all of the usual ones does not leave out the last on purpose.
    """
    common = _common(endpoint.spec)
    usual = [code for code in _known(endpoint) if code in common]
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
        node = operation.node.get("responses")
        counts.update(set(map(str, node.value)) if node and isinstance(node.value, dict) else ())
    return frozenset(c for c, n in counts.items() if n > _SHARED * len(operations) and _failed(c))


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
    known = _known(endpoint)
    failures = any(_failed(code) or code == "default" for code in known)
    seen: set[str] = set()
    claims = _claims(endpoint) if known and _is_sure(endpoint) else ()
    for status in claims:
        code = status.code
        if code in seen or _covers(known, code) or not _is_claim(status, failures=failures):
            continue
        seen.add(code)
        words = ", ".join(sorted(known))
        facts = {"code": code, "operation": endpoint.operation, "known": words}
        yield Hit(status.anchor, f"status:{code}", facts, _responses(endpoint.specified))


def _is_claim(status: Status, *, failures: bool) -> bool:
    """Whether a spec that lacks a code contradicts its page.

    A spec without any error leaves open how the operation fails. A sentence or an example about an
    error may be about the server as a whole.
    """
    if status.code == "default" or (_failed(status.code) and not failures):
        return False
    if status.kind == "prose" and _ELSEWHERE.search(status.span.text):
        return False  # it may be the other operation's
    return status.kind in _LISTED or status.code[:1] == "2"


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


# Page against itself ------------------------------------------------------------------------------


def unregistered(endpoint: Endpoint) -> Iterator[Hit]:
    """Status codes that neither HTTP, common use nor the spec knows. Facts: code."""
    known = _known(endpoint)
    for status in _claims(endpoint):
        code = status.code
        if not _is_registered(code) and code not in known and _is_http(endpoint, status):
            yield Hit(status.anchor, f"status:{code}", {"code": code})


def _is_http(endpoint: Endpoint, status: Status) -> bool:
    """Whether a number is one of HTTP: it stands in a message of it, or what is around says so.

    Other protocols have codes of three digits too.
    """
    contract = endpoint.documented
    if status.kind == "http":
        return True
    if not (contract.namings or endpoint.specified or _HTTP.search(contract.span.text)):
        return False
    return status.kind == "heading" or len(_listed(endpoint)) > 1


def text_differs(page: Page) -> Iterator[Hit]:
    """Status codes with the standard phrase of another code. Facts: code, page, right, other."""
    for match in _CLAIM.finditer(page.source.text):
        code, phrase = match["code"], match["phrase"]
        other = STANDARD[phrase.lower()]
        wrong = other != code and code in PHRASES and _belongs(match) and not _is_fine(match)
        if wrong and not _on_a_shown_page(page, match.start()):
            facts = {"code": code, "page": phrase, "right": PHRASES[code], "other": other}
            yield Hit(page.source.span(*match.span("phrase")), f"status:{code}", facts)


def _on_a_shown_page(page: Page, at: int) -> bool:
    """Whether a place is in a code block that shows how a page is written."""
    examples = (block for block in page.blocks() if isinstance(block, Example))
    return any(each.shows_page and each.span.start <= at < each.span.end for each in examples)


def _belongs(claim: re.Match[str]) -> bool:
    """Whether the words behind a code are about it: in its line, in its cell or the next one."""
    between = claim["between"]
    return "\n" not in between and between.count("|") < 2 and "](" not in between


def _is_fine(claim: re.Match[str]) -> bool:
    """Whether a plain word describes a success: `200: Found`. In `200 Found` it is the phrase."""
    described = claim["between"].strip(" `*") != ""
    return claim["phrase"].lower() in _PLAIN and claim["code"][0] == "2" and described


def body_with_204(endpoint: Endpoint) -> Iterator[Hit]:
    """Bodies shown for responses that have none (RFC 9110, 15.3.5 and 15.4.5). Facts: code."""
    for status in endpoint.documented.statuses:
        if status.kind == "http" and status.code in _BODILESS and _body_behind(status):
            yield Hit(status.anchor, f"status:{status.code}", {"code": status.code})
    for sample in endpoint.documented.samples:
        if (
            sample.status in _BODILESS
            and sample.role == "response"
            and _is_body(sample.example.body)
        ):
            yield Hit(_opening(sample), f"status:{sample.status}", {"code": sample.status})


def _body_behind(status: Status) -> bool:
    _, _, body = status.span.text.partition("\n\n")
    return _is_body(body)


def _is_body(text: str) -> bool:
    body = "".join(text.split())
    return body[:1] in ("{", "[") and body not in ("{}", "[]")


def _opening(sample: Sample) -> Span:
    """The first line of an example's code: all of it would be long to show."""
    body = sample.example.body.span.stripped()
    return body.within(0, len(body.text.partition("\n")[0]))


def contradiction(endpoint: Endpoint) -> Iterator[Hit]:
    """Success codes of one response that disagree: what text says, what an `HTTP/1.1` line shows.

    It is the one that the spec lacks that is reported, or else the line. Facts: code, said.
    """
    told, shown = _told(endpoint), _status_lines(endpoint)
    if not told or not shown or any(_covers([t.code for t in told], s.code) for s in shown):
        return
    wrong, right, label = shown, told, "the text"
    if _all_known(shown, endpoint) and not _all_known(told, endpoint):
        wrong, right, label = told, shown, "the example"
    said = ", ".join(sorted({status.code for status in right}))
    facts = {"code": wrong[0].code, "said": said}
    yield Hit(wrong[0].anchor, f"status:{wrong[0].code}", facts, ((label, right[0].anchor),))


def _told(endpoint: Endpoint) -> list[Status]:
    """Successes in the text of a section about one method."""
    methods = {naming.method and naming.method.value for naming in endpoint.documented.namings}
    claims = _claims(endpoint) if len(methods) == 1 or len(endpoint.specified) == 1 else ()
    return [s for s in claims if s.kind in (*_PROSE, *_LISTED) and s.code[:1] == "2"]


def _status_lines(endpoint: Endpoint) -> list[Status]:
    return [s for s in endpoint.documented.statuses if s.kind == "http" and s.code[:1] == "2"]


def _all_known(statuses: list[Status], endpoint: Endpoint) -> bool:
    known = _known(endpoint)
    return bool(known) and all(_covers(known, status.code) for status in statuses)


def body_code_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """A field's code of success in a table, and another one in an example of a success.

    Facts: name, page, example.
    """
    for member, stated in _success_codes(endpoint.documented.listings):
        for sample in endpoint.documented.samples:
            shown = _shown_code(sample, member.name)
            if shown and shown.text != stated:
                facts = {"name": member.name, "page": stated, "example": shown.text}
                also = (("the table", member.anchor),)
                yield Hit(shown, f"response:/{member.name}", facts, also)


def _success_codes(listings: Iterable[Listing]) -> Iterator[tuple[Member, str]]:
    """Rows for a code in the body, with the value that they say stands for success."""
    for listing in listings:
        for member in listing.members:
            said = member.name in _CODE_NAMES and member.description
            match = _SUCCESS.search(said.value) if said else None
            if match:
                yield member, match[1] or match[2]


def _shown_code(sample: Sample, name: str) -> Span | None:
    """The value of a field in an example of a successful response."""
    if sample.role != "response" or (sample.status or "2")[0] != "2":
        return None
    match = re.search(rf'"{re.escape(name)}"\s*:\s*(\d+)\b', sample.example.body)
    return sample.example.body.at(*match.span(1)) if match else None
