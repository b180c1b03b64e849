"""Comments of a template that swallow what they were not meant to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.source import Span
from doclint.model.template import Template

_ANCHOR = re.compile(r"[\w.:-]+\}")
_PAGE = re.compile(r"\{[{%]|\n[ \t]*(?:\n|#|\||[-*+] )")  # what belongs to a page, not to a remark


def unclosed_comment(template: Template) -> Iterator[Hit]:
    """Comments that reach up to the end of another one. Facts: begin, why, line."""
    begin, end = template.delimiters.comment
    for tag in template.tags:
        if tag.kind != "comment" or len(tag.span.text) < len(begin + end):
            continue
        span = tag.span
        body = span.text[len(begin) : -len(end)]
        anchor, inner = _anchor(begin, body), _inner(begin, body)
        if anchor:
            why = f"`{begin}{anchor}` is no anchor here, but opens a comment"
        elif inner < 0 or not _PAGE.search(body[:inner]):
            continue
        elif _is_nested(span, begin, end):
            why = f"comments do not nest: `{end}` ends this one there, and readers see the rest"
        else:
            why = "nothing ends it before the next one"
        at = inner + len(begin)
        also = (("the next one", span.within(at, at + len(begin))),) if inner >= 0 else ()
        facts = {"begin": begin, "why": why, "line": span.source.position(span.end)[0]}
        yield Hit(span.within(0, len(begin)), f"comment:{span.start}", facts, also)


def _anchor(begin: str, body: str) -> str:
    """What Markdown takes for the anchor of a heading, and Jinja for a comment."""
    found = _ANCHOR.match(body) if begin == "{#" else None
    return found[0] if found and body[found.end() :].strip() else ""


def _inner(begin: str, body: str) -> int:
    """Where another comment begins in one."""
    at = body.find(begin)
    return -1 if at >= 0 and _anchor(begin, body[at + len(begin) :] + ".") else at


def _is_nested(span: Span, begin: str, end: str) -> bool:
    """Whether a comment was put around others: then its own end is left over behind it."""
    text = span.source.text
    left, following = text.find(end, span.end), text.find(begin, span.end)
    return left >= 0 and (following < 0 or left < following)
