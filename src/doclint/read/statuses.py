"""Status codes as pages claim them: in headings, list items, sentences and HTTP status lines."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from http import HTTPStatus

from doclint.model.contract import Said, Status
from doclint.model.page import Definitions, Example, Heading, Items, Paragraph, Prose
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.scripts import narrow

PHRASES = {
    **{str(status.value): status.phrase for status in HTTPStatus},
    # as RFC 9110 has them; the names in `http` are older or newer, by the version of Python
    "413": "Content Too Large",
    "414": "URI Too Long",
    "416": "Range Not Satisfiable",
    "418": "I'm a Teapot",
    "422": "Unprocessable Content",
}
"""The standard reason phrases (RFC 9110 and the IANA registry)."""

_FORMER = {
    "Request Entity Too Large": "413",
    "Payload Too Large": "413",
    "Request-URI Too Long": "414",
    "Request-URI Too Large": "414",
    "Unprocessable Entity": "422",
    "Requested Range Not Satisfiable": "416",
    "Moved Temporarily": "302",
    "Object Moved": "302",
}
STANDARD = {
    **{phrase.lower(): code for code, phrase in PHRASES.items()},
    **{phrase.lower(): code for phrase, code in _FORMER.items()},
}
"""Codes by their phrases in lower case, those of earlier RFCs too."""

_CODE = r"(?P<code>[1-5]\d\d)(?!\w|[.,]\d)"
_WORDS = (
    r"(?:https?|status|codes?|statuscodes?|responses?|errors?|examples?|samples?|"
    r"success(?:ful)?|returns?|状态码|响应码|返回码|ステータスコード)"
)
_HEAD = regex(
    rf"^\W*(?:{_WORDS}\b\W*){{0,5}}(?P<code>[1-5](?:\d\d|XX)|default)\b(?![.,]\d)(?P<rest>.*)",
    re.I | re.S,
)
_PHRASE = regex(r"^[`*\s:：\-–—(]*(?P<phrase>[A-Za-z][A-Za-z' -]*[A-Za-z])")
_STANDARD = "|".join(sorted(map(re.escape, STANDARD), key=len, reverse=True))
_NAMED = rf"(?:[\s`*\"'\-–:(]{{1,3}}(?P<phrase>{_STANDARD})(?!\w))?"
_SENTENCE = regex(
    r"\b(?:returns?|returned|respon(?:ds?|se)|status(?:\s+code)?|replies|answers?)\b"
    rf"(?:\s+\w+){{0,6}}?[\s`*\"':(]+(?:HTTP[\s`*]+)?{_CODE}{_NAMED}",
    re.I,
)
_EXPLICIT = regex(r"status|code|http|respon|error", re.I)
_COUNTED = regex(
    r"[ \t]+(?!(?:for|if|when|whenever|on|upon|in|and|or|with|without|as|to|unless|once|otherwise|"
    r"instead|but|while|after|because|along|by|from|at|is|are|will|indicat\w+|means?|meaning|rather|"
    r"even|until|since|where|which|that|not|no|response|status|http|codes?|errors?)\b)(?-i:[a-z])"
)
"""A word behind a number that may be what is counted: "returns 206 pets"."""
_MORE = regex(rf"[`*\"')]*\s*(?:,|or|and|/)\s*(?:an?\s+)?[`*\"']*{_CODE}{_NAMED}", re.I)
_ALSO = regex(
    r"(?:(?P<start>[.;\n]\s{1,3}|\belse\s)|(?:,|\bor|\band|\bbut)\s)(?:an?\s+|HTTP\s+)?"
    rf"{_CODE}{_NAMED}"
    r"(?=\s+(?:if|when|unless|on|with|for|[-–—])\s|:\s|\.?$|\.\s)",
    re.I,
)
_STOP = regex(r"[.;\n]\s")
_HTTP = regex(
    r"(?:^[ \t<]*HTTP/\d(?:\.\d)?|\A[ \t]*HTTP)[ \t]+(?P<code>\d{3})"
    r"(?:[ \t]+(?P<phrase>[^\n]*?))?[ \t]*$",
    re.M,
)
_LISTED = regex(rf"(?:\A|[,;/|、，；]|\b(?:or|and)\b)\s{{0,3}}(?:HTTP\s+)?{_CODE}{_NAMED}", re.I)
_CLOSED = regex(r"\s*(?:[,;/|、，；.]|$|(?:or|and|if|when|on|for|with|[-–—→])\s)", re.I)
_IN_BRACKETS = regex(rf"\((?:HTTP\s+|status\s+)?{_CODE}\s(?P<phrase>{_STANDARD})\)", re.I)
_HEAD_LINE = regex(r"\s*(?P<code>[1-5]\d\d)[ \t]+(?P<phrase>[A-Za-z][A-Za-z' -]{1,40}?)[ \t]*\n")
_SOLO = regex(
    r"^(?:http\s+)?(?:status|response|return)?\s*(?:status\s+)?code\W{0,4}"
    r"(?P<code>[1-5](?:\d\d|XX))\b",
    re.I,
)
_SOLO_RESPONSE = regex(r"(?P<code>[1-5]\d\d)\s+responses?$", re.I)
_SOLO_STATUS = regex(
    r"(?:(?:http\s+)?status\W{0,4}|http/\d(?:\.\d)?\s+)(?P<code>[1-5]\d\d)\b\W{0,3}"
    r"(?P<phrase>[a-z' -]{0,40})\W{0,3}\Z",
    re.I,
)
_BEHIND_CODE = ("", " ", "`", ":", "：", "*", "\n", "-", "–", "—", ".", ",", "(")
_FIELD = regex(r":?(?:statuscode|status|code)\s+\d{3}:?")  # of a Sphinx domain
_TERM = 80  # characters; what is longer is no term
_MAX_SOLO = 30  # characters behind a code; a longer line is a sentence


def heading_status(heading: Heading, *, in_responses: bool) -> Status | None:
    """A heading such as `#### 200: OK`; elsewhere a bare number could be anything."""
    match = _HEAD.match(heading.text)
    if not match or not (in_responses or _is_certain(match)):
        return None
    anchor = heading.prose.at(*_shifted(heading, match.span("code")))
    phrase = said_phrase(heading.prose, _shifted(heading, match.span("rest"))[0])
    return Status(normal(match["code"]), anchor, "heading", heading.span, phrase)


def _shifted(heading: Heading, span: tuple[int, int]) -> tuple[int, int]:
    """Offsets in a heading's text as offsets in its prose, which may begin with white space."""
    lead = len(heading.prose.text) - len(heading.prose.text.lstrip())
    return span[0] + lead, span[1] + lead


def _is_certain(match: re.Match[str]) -> bool:
    """Whether a number can only be a status: its phrase stands with it, or nothing does."""
    code, phrase = match["code"], _PHRASE.match(match["rest"])
    known = phrase and STANDARD.get(phrase["phrase"].lower()) == code
    return bool(known) or (not match["rest"].strip(" `*:") and code.isdigit())


def item_statuses(items: Items) -> tuple[Status, ...]:
    """A list of statuses: each of its items starts with a code, or most do."""
    found = []
    for item in items.items:
        block = item.blocks[0] if item.blocks else None
        status = _item_status(block.prose, item.span) if isinstance(block, Paragraph) else None
        found += [status] if status else []
    digits = any(status.code != "default" for status in found)  # "Default: 20" alone is none
    return tuple(found) if digits and len(found) * 2 >= len(items.items) else ()


def definition_statuses(block: Definitions) -> tuple[Status, ...]:
    """A definition list of statuses: most of its terms are codes; or its fields for statuses."""
    found = []
    fields = []
    for entry in block.entries:
        for term in entry.terms:
            if len(term.text) < _TERM and (status := _item_status(term, entry.span)):
                found.append(status)
                fields += [status] if _FIELD.fullmatch(term.text.strip()) else []
    digits = any(status.code != "default" for status in found)
    return tuple(found) if digits and len(found) * 2 >= len(block.entries) else tuple(fields)


def _item_status(prose: Prose, item: Span) -> Status | None:
    match = _HEAD.match(narrow(prose.text))
    if not match or match["rest"][:1] not in _BEHIND_CODE:
        return None
    anchor = prose.at(*match.span("code"))
    phrase = said_phrase(prose, match.start("rest"))
    return Status(normal(match["code"]), anchor, "item", item, phrase)


def said_phrase(prose: Prose, start: int) -> Said[str] | None:
    """The words behind a code in its line."""
    match = _PHRASE.match(prose.text[start:].partition("\n")[0])
    if not match:
        return None
    first, last = match.span("phrase")
    if prose.text[start + last : start + last + 1] == "/":
        return None  # of a media type: "200 (application/json)"
    return Said(match["phrase"], prose.at(start + first, start + last))


def solo_status(prose: Prose) -> Status | None:
    """A line that only says which status follows: `Status Code **200**`, `> 200 Response`."""
    text = narrow(prose.text.rstrip())
    match = _SOLO.match(text) or _SOLO_RESPONSE.match(text) or _named_status(text)
    if not match or len(text) > match.end() + _MAX_SOLO:
        return None
    return Status(normal(match["code"]), prose.at(*match.span("code")), "label", prose.span)


def _named_status(text: str) -> re.Match[str] | None:
    """`Status: 201 Created`; of what is none of a status there may be 200."""
    match = _SOLO_STATUS.match(text)
    phrase = match["phrase"].strip().lower() if match else ""
    return match if match and phrase in ("", PHRASES.get(match["code"], "").lower()) else None


def sentence_statuses(prose: Prose) -> Iterator[Status]:
    """Codes that a sentence says are returned: "returns a `204 No Content` response code"."""
    ends = []
    for match in _SENTENCE.finditer(prose.text):
        current: re.Match[str] | None = match
        while current:
            ends.append(current.end("code"))
            if current["code"] in PHRASES:
                yield _sentence(prose, current)
            current = _MORE.match(prose.text, current.end())
    yield from _also_told(prose, ends)


def _also_told(prose: Prose, ends: Sequence[int]) -> Iterator[Status]:
    """Codes of errors that are marked, each with its condition: "or **404** if there is none"."""
    told, reach = frozenset(ends), 0
    for match in _ALSO.finditer(prose.text):
        if match["code"][0] not in "45" or match["code"] not in PHRASES:
            continue
        if match.end("code") in told or not _is_marked(prose, match):
            continue
        before = bisect_left(ends, match.start())
        reach = max(reach, ends[before - 1] if before else 0)
        goes_on = reach > 0 and not _STOP.search(prose.text, reach, match.start())
        if match["start"] is not None or goes_on:
            reach = match.end("code")
            yield _sentence(prose, match)


def listed_statuses(prose: Prose, told: Sequence[Status] = ()) -> Iterator[Status]:
    """Codes behind a title for responses: "`200` the pet; `404` if none is", "Pet (200 OK)".

    Those that were `told` already are none, the last of which may stand in the same text.
    """
    known = frozenset(_places(told, prose.span.start))
    leads = _LISTED.match(prose.text) is not None
    for match in (_LISTED if leads else _IN_BRACKETS).finditer(prose.text):
        phrase = match["phrase"]
        standard = phrase is not None and STANDARD.get(phrase.lower()) == match["code"]
        if match["code"] not in PHRASES or prose.at(*match.span("code")).start in known:
            continue
        if standard or (leads and _stands_out(prose, match)):
            yield replace(_sentence(prose, match), kind="label")


def _places(told: Sequence[Status], start: int) -> Iterator[int]:
    """Where the codes stand that were told last, back to an offset of the page."""
    for each in reversed(told):
        if not isinstance(each.anchor, Span) or each.anchor.start < start:
            return
        yield each.anchor.start


def _stands_out(prose: Prose, match: re.Match[str]) -> bool:
    """Whether a code is marked as one, or nothing but a condition stands behind it."""
    if match["phrase"] is not None:
        return False
    return _is_marked(prose, match) or _CLOSED.match(prose.text, match.end("code")) is not None


def _is_marked(prose: Prose, match: re.Match[str]) -> bool:
    place = prose.at(*match.span("code")).start
    at = bisect_right(prose.inlines, place, key=lambda each: each.start) - 1
    inline = prose.inlines[at] if at >= 0 else None
    return inline is not None and inline.kind in ("code", "strong") and place < inline.end


def _sentence(prose: Prose, match: re.Match[str]) -> Status:
    phrase = match["phrase"]
    said = Said(phrase, prose.at(*match.span("phrase"))) if phrase else None
    return Status(match["code"], prose.at(*match.span("code")), "prose", prose.span, said)


def http_statuses(example: Example) -> Iterator[Status]:
    """The status lines of HTTP messages in a code block (RFC 9112, section 4)."""
    yield from _headed(example)
    for match in _HTTP.finditer(example.body) if "HTTP" in example.body else ():
        body, phrase = example.body, match["phrase"]
        said = Said(phrase, body.at(*match.span("phrase"))) if phrase else None
        anchor = body.at(*match.span("code"))
        yield Status(match["code"], anchor, "http", _message(example, match), said)


def _headed(example: Example) -> Iterator[Status]:
    """A first line that is but a code with its phrase: "200 OK"."""
    body, match = example.body, _HEAD_LINE.match(example.body)
    if match is None or STANDARD.get(match["phrase"].lower()) != match["code"]:
        return
    phrase = Said(match["phrase"], body.at(*match.span("phrase")))
    anchor = body.at(*match.span("code"))
    yield Status(match["code"], anchor, "http", body.at(0, len(body)), phrase)


def _message(example: Example, match: re.Match[str]) -> Span:
    """From a status line to the next one, or to the end of the code."""
    following = _HTTP.search(example.body, match.end())
    end = following.start() if following else len(example.body)
    return example.body.at(match.start(), end)


def normal(code: str) -> str:
    """`4xx` as `4XX`, `Default` as `default`."""
    return "default" if code.lower() == "default" else code.upper()
