"""Status codes that a page claims, against HTTP and against what else the page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from doclint.checks._claims import (
    LISTED,
    claimed,
    covers,
    is_registered,
    known_codes,
    listed_codes,
)
from doclint.checks._shown import proses
from doclint.checks._table_fixes import in_columns
from doclint.model.contract import Listing, Member, Sample, Status
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.page import Definitions, Example, Page, Paragraph, Prose, Table
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.source import Span
from doclint.read.statuses import PHRASES, STANDARD

_PROSE = ("prose", "label")
_BODILESS = ("204", "304")
_WORDS = "|".join(sorted(map(re.escape, STANDARD), key=len, reverse=True))
_CLAIM = regex(
    r"(?P<code>[1-5](?<![\w.\-/#][1-5])\d\d)(?P<between>[`*:\s|\[\]()\-–—]{1,8})"
    rf"(?=[A-Z])(?P<phrase>(?i:{_WORDS}))(?=[`*\])]*\s*(?:$|[|.,;:)\]`*<(\n\-]))"
)  # what stands before a code is looked at behind its first digit: that is searched for faster
_DIGITS = 3  # of a status code
_CODE_FIELD = regex(r"\A:?(?:statuscode|status|code)\s+")  # of a Sphinx domain
_HTTP = regex(r"\bHTTP\b|\bstatus(?:\s+code|\b)|\u72b6\u6001\u7801", re.I)
_PLAIN = ("ok", "created", "accepted", "found", "processing")
_SUCCESS = regex(
    r"\b(\d{1,3})\b[^\d\n]{0,40}\bsucce|\bsucce\w*\W{1,4}(?:is\W{1,3})?(\d{1,3})\b", re.I
)
_CODE_NAMES = ("code", "status", "errcode", "errorCode", "error_code", "ret", "retcode")


def unregistered(endpoint: Endpoint) -> Iterator[Hit]:
    """Status codes that neither HTTP, common use nor the spec knows. Facts: code."""
    known = known_codes(endpoint)
    for status in claimed(endpoint):
        code = status.code
        if not is_registered(code) and code not in known and _is_http(endpoint, status):
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
    return status.kind == "heading" or len(listed_codes(endpoint)) > 1


def text_differs(page: Page) -> Iterator[Hit]:
    """Status codes with the standard phrase of another code. Facts: code, page, right, other."""
    for match, span in _claims(page):
        if page.format == "text" and not _is_beside(match):
            continue
        code, phrase = match["code"], match["phrase"]
        other = STANDARD[phrase.lower()]
        wrong = other != code and code in PHRASES and _belongs(match) and not _is_fine(match)
        if wrong and not _on_a_shown_page(page, span):
            facts = {"code": code, "page": phrase, "right": PHRASES[code], "other": other}
            yield Hit(span, f"status:{code}", facts, fix=_rephrased(span, phrase, PHRASES[code]))


def _rephrased(span: Span, phrase: str, right: str) -> Fix | None:
    """The phrase of the code, in the letters of the other: it may be the code that is wrong."""
    if span.text != phrase:
        return None
    text = right
    if " " in phrase:
        shapes = (str.upper, str.lower, str.capitalize)
        text = next((shape(right) for shape in shapes if shape(phrase) == phrase), right)
    kept = in_columns(Edit(span, text))
    return Fix((kept,), safe=False) if kept else None


def _claims(page: Page) -> Iterator[tuple[re.Match[str], Span]]:
    """Codes with phrases behind them, each with the place of the phrase."""
    parted = [*_in_parts(page)]
    yield from parted
    known = {(span.source.path, span.start) for _, span in parted}
    for claim, span in _in_sources(page) if page.format != "html" else _in_texts(page):
        if (span.source.path, span.start) not in known:
            yield claim, span


def _in_parts(page: Page) -> Iterator[tuple[re.Match[str], Span]]:
    """Those that more than signs part: tags, or that a list or a definition goes on."""
    for block in page.blocks():
        if isinstance(block, Table) and (page.format in ("html", "rst") or block.kind == "html"):
            yield from _in_cells(block)
        elif isinstance(block, Definitions):
            for entry in block.entries:
                code = _CODE_FIELD.sub("", entry.terms[0].text).strip(": ")
                if entry.blocks and isinstance(entry.blocks[0], Paragraph):
                    yield from _next_to(code, entry.blocks[0].prose)


def _in_sources(page: Page) -> Iterator[tuple[re.Match[str], Span]]:
    for source in page.sources:
        for match in _CLAIM.finditer(source.text):
            yield match, source.span(*match.span("phrase"))


def _in_texts(page: Page) -> Iterator[tuple[re.Match[str], Span]]:
    for prose, _ in proses(page):
        for match in _CLAIM.finditer(prose.text):
            yield match, prose.at(*match.span("phrase"))
    for block in page.blocks():
        if isinstance(block, Example):
            for match in _CLAIM.finditer(block.body):
                yield match, block.body.at(*match.span("phrase"))


def _is_beside(claim: re.Match[str]) -> bool:
    """Whether a phrase is no text of another column, as "OK" may be for any success."""
    between = claim.string[claim.end("code") : claim.start("phrase")]
    return "  " not in between and claim["phrase"].lower() != "ok"


def _in_cells(table: Table) -> Iterator[tuple[re.Match[str], Span]]:
    """Codes in cells, with phrases at the start of the next ones."""
    for row in table.rows:
        for code, phrase in pairwise(row.cells):
            yield from _next_to(code.text, phrase.prose)


def _next_to(code: str, prose: Prose) -> Iterator[tuple[re.Match[str], Span]]:
    """A phrase at the start of a text that stands next to a code."""
    lead = f"{code} | "
    match = _CLAIM.match(lead + prose.text) if len(code) == _DIGITS else None
    if match:
        start, end = (place - len(lead) for place in match.span("phrase"))
        yield match, prose.at(start, end)


def _on_a_shown_page(page: Page, at: Span) -> bool:
    """Whether a place is in a code block that shows how a page is written."""
    spans = (each.span for each in page.blocks() if isinstance(each, Example) and each.shows_page)
    return any(
        span.source.path == at.source.path and span.start <= at.start < span.end for span in spans
    )


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
    if not told or not shown or any(covers([t.code for t in told], s.code) for s in shown):
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
    claims = claimed(endpoint) if len(methods) == 1 or len(endpoint.specified) == 1 else ()
    return [s for s in claims if s.kind in (*_PROSE, *LISTED) and s.code[:1] == "2"]


def _status_lines(endpoint: Endpoint) -> list[Status]:
    return [s for s in endpoint.documented.statuses if s.kind == "http" and s.code[:1] == "2"]


def _all_known(statuses: list[Status], endpoint: Endpoint) -> bool:
    known = known_codes(endpoint)
    return bool(known) and all(covers(known, status.code) for status in statuses)


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
