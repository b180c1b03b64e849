"""What folds away in a page of Markdown: its summary speaks for it as a title does."""

from __future__ import annotations

from doclint.model.contract import Status
from doclint.model.page import Block, Heading, Markup, Paragraph
from doclint.model.pattern import regex
from doclint.parse.markdown.inline import read_inline
from doclint.read.statuses import heading_status
from doclint.read.vocabulary import Vocabulary

_SUMMARY = regex(r"<summary\b[^<>]*>(?P<text>[^<>\n]{1,80})</summary>\s*(?:<\w+>\s*)*\Z")
_COUNTED = regex(r"\D*\d[\d,.]*\s+\w+(?:s|rows|results)\b")  # "Response (200 lines)"
_LEVEL = 7


def summary_of(block: Block) -> Paragraph | None:
    """The summary that a block of HTML ends with, before what it folds away."""
    found = _SUMMARY.search(block.span.text) if isinstance(block, Markup) else None
    inner = found and block.span.within(*found.span("text")).stripped()
    return Paragraph(read_inline(inner)) if inner and inner.text else None


def summed_up(summary: Paragraph, vocabulary: Vocabulary) -> Status | None:
    """The status whose response it is about: "Response (200)", "404 Not Found"."""
    text = summary.prose.text
    if _COUNTED.match(text) or not (text[:1].isdigit() or "response" in vocabulary.roles(text)):
        return None
    return heading_status(Heading(summary.prose, _LEVEL, summary.span), in_responses=True)
