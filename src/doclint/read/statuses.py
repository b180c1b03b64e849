"""Status codes as pages claim them: in headings, list items, sentences and HTTP status lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus

from doclint.model.contract import Said, Status
from doclint.model.page import Example, Heading, Items, Paragraph, Prose
from doclint.model.source import Span

PHRASES = {str(status.value): status.phrase for status in HTTPStatus}
"""The standard reason phrases (RFC 9110 and the IANA registry)."""

_LEAD = r"\W*(?:(?:http|status|response|error)?\s*(?:status)?\s*(?:code)?\s*:?\s*)"
_HEAD = re.compile(rf"^{_LEAD}[`*]*(?P<code>[1-5](?:\d\d|XX)|default)\b(?![.,]\d)(?P<rest>.*)", re.I | re.S)
_PHRASE = re.compile(r"^[`*\s:：\-–—(]*(?P<phrase>[A-Za-z][A-Za-z' -]*[A-Za-z])")
_SENTENCE = re.compile(
    r"\b(?:returns?|returned|respon(?:ds?|se)|status(?:\s+code)?|replies|answers?)\b(?:\s+\w+){0,6}?[\s`*\"']+"
    r"(?P<code>[1-5]\d\d)(?!\w|[.,]\d)(?:[\s`*\"'\-–:]{1,3}(?P<phrase>[A-Z][A-Za-z']+(?:[ -][A-Z][A-Za-z']+){0,4}))?",
    re.I,
)
_MORE = re.compile(
    r"[`*\"']*\s*(?:,|or|and|/)\s*(?:an?\s+)?[`*\"']*(?P<code>[1-5]\d\d)(?!\w|[.,]\d)(?:[\s`*\"'\-–:]{1,3}(?P<phrase>[A-Z][A-Za-z']+(?:[ -][A-Z][A-Za-z']+){0,4}))?"
)
_HTTP = re.compile(r"^[ \t<]*HTTP/\d(?:\.\d)?[ \t]+(?P<code>\d{3})(?:[ \t]+(?P<phrase>[^\n]*?))?[ \t]*$", re.M)
_SOLO = re.compile(r"^(?:http\s+)?(?:status|response|return)?\s*(?:status\s+)?code\W{0,4}(?P<code>[1-5](?:\d\d|XX))\b", re.I)


def heading_status(heading: Heading, *, in_responses: bool) -> Status | None:
    """A heading such as `#### 200: OK`; elsewhere a bare number could be anything."""
    match = _HEAD.match(heading.text)
    if not match:
        return None
    code, rest = match["code"], match["rest"]
    phrase = _PHRASE.match(rest)
    known = phrase and phrase["phrase"].lower() == PHRASES.get(code, "").lower()
    if not (in_responses or known or (not rest.strip(" `*:") and code.isdigit())):
        return None
    if code.lower() == "default" and not in_responses:
        return None
    anchor = heading.prose.at(*match.span("code"))
    base = match.start("rest")
    said = phrase and Said(phrase["phrase"], heading.prose.at(base + phrase.start("phrase"), base + phrase.end("phrase")))
    return Status(normal(code), anchor, "heading", heading.span, said or None)


def item_statuses(items: Items) -> tuple[Status, ...]:
    """A list of statuses: each of its items starts with a code, or most do."""
    found = []
    for item in items.items:
        block = item.blocks[0] if item.blocks else None
        match = _HEAD.match(block.prose.text) if isinstance(block, Paragraph) else None
        if match and isinstance(block, Paragraph) and match["rest"][:1] in ("", " ", "`", ":", "*", "\n", "-", ".", ",", "("):
            anchor = block.prose.at(*match.span("code"))
            phrase = _said_phrase(block.prose, match.start("rest"))
            found.append(Status(normal(match["code"]), anchor, "item", item.span, phrase))
    return tuple(found) if len(found) * 2 >= len(items.items) else ()


def _said_phrase(prose: Prose, start: int) -> Said[str] | None:
    match = _PHRASE.match(prose.text[start:].split("\n")[0])
    return match and Said(match["phrase"], prose.at(start + match.start("phrase"), start + match.end("phrase"))) or None


def solo_status(prose: Prose) -> Status | None:
    """A line that only says which status follows: `Status Code **200**`, `> 200 Response`."""
    text = prose.text.strip()
    match = _SOLO.match(text) or re.match(r"(?P<code>[1-5]\d\d)\s+responses?$", text, re.I)
    if not match or len(text) > match.end() + 30:
        return None
    return Status(normal(match["code"]), prose.at(*match.span("code")), "label", prose.span)


def sentence_statuses(prose: Prose) -> Iterator[Status]:
    """Codes that a sentence says are returned: "returns a `204 No Content` response code"."""
    text = prose.text
    for match in _SENTENCE.finditer(text):
        current: re.Match[str] | None = match
        while current:
            if current["code"] in PHRASES:
                yield _sentence(prose, current)
            current = _MORE.match(text, current.end())


def _sentence(prose: Prose, match: re.Match[str]) -> Status:
    phrase = match["phrase"]
    standard = {p.lower() for p in PHRASES.values()}
    said = Said(phrase, prose.at(*match.span("phrase"))) if phrase and phrase.lower() in standard else None
    return Status(match["code"], prose.at(*match.span("code")), "prose", prose.span, said)


def http_statuses(example: Example) -> Iterator[Status]:
    """The status lines of HTTP messages in a code block (RFC 9112, section 4)."""
    if "HTTP/" not in example.body:
        return
    for match in _HTTP.finditer(example.body):
        span = example.body.span
        phrase = match["phrase"]
        said = Said(phrase, span.within(*match.span("phrase"))) if phrase else None
        yield Status(match["code"], span.within(*match.span("code")), "http", _message(example, match), said)


def _message(example: Example, match: re.Match[str]) -> Span:
    """From a status line to the next one, or to the end of the code."""
    following = _HTTP.search(example.body, match.end())
    return example.body.span.within(match.start(), following.start() if following else len(example.body))


def normal(code: str) -> str:
    """`4xx` as `4XX`, `Default` as `default`."""
    return "default" if code.lower() == "default" else code.upper()
