"""Response headers that a text names, where no table lists them."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.contract import Listing, Member
from doclint.model.page import Paragraph, Section
from doclint.model.pattern import regex

_NAME = r"(?P<{}>[Xx](?:-[A-Za-z0-9]+)+|[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+)"
_HEADER = regex(
    rf"(?<![\w-]){_NAME.format('before')}[`*\"']?\s+(?:response\s+)?header(?:\s+field)?\b"
    rf"|\bheader(?:\s+field)?\s+(?:is\s+|called\s+|named\s+)?[`*\"']?{_NAME.format('behind')}(?![\w-])"
)
_DENIED = regex(r"\b(?:not?|never|without|longer|removed|deprecated|cannot)\b|n't\b")
_SENTENCE_END = regex(r"[.!?](?=\s)|[。！？]|\Z")


def read_header_mentions(paragraph: Paragraph, section: Section) -> Iterator[Listing]:
    """The headers that a text below a heading of response headers says are there."""
    members = tuple(_members(paragraph))
    if members:
        where, span = "response_header", paragraph.span
        yield Listing("mentions", span, section, where=where, members=members)


def _members(paragraph: Paragraph) -> Iterator[Member]:
    prose, at = paragraph.prose, 0
    for match in _HEADER.finditer(prose.text):
        group = match.lastgroup or "before"
        start = max(prose.text.rfind(mark, at, match.start()) for mark in (". ", "! ", "。"))
        end = _SENTENCE_END.search(prose.text, match.end())
        sentence = prose.text[max(start, at) : end.start() if end else len(prose.text)]
        if not _DENIED.search(sentence):
            name, anchor = match[group], prose.at(*match.span(group))
            yield Member(name, (name,), "response_header", anchor, row=paragraph.span)
        at = match.start()
