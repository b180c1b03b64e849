"""Edits that close code blocks and label them, where what they hold leaves no doubt."""

from __future__ import annotations

import json

from doclint.model.finding import Edit, Fix
from doclint.model.page import Example
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.examples import JSON

_OPENER = regex(r"(`{3,}|~{3,})")
_LEAD = regex(r"[ \t>]*")
_DECLARED = ((regex(r"\s*<\?xml\s"), "xml"), (regex(r"\s*<(?:!DOCTYPE\s+html|html)\b", 2), "html"))
_LABELS = {"command": "bash", "request": "http", "json": "json"}


def closed(fence: Example) -> Fix | None:
    """An end for a code block: behind the JSON that it begins with, or at the end of the page.

    That is where all of it is one piece of code, with no empty line in it.
    """
    opener, body = _OPENER.match(fence.span.text), fence.body
    source, start = fence.span.source, fence.span.start
    lead = source.text[source.line_starts[fence.span.line - 1] : start]
    end = _end_of_json(fence) or _end_of_piece(fence)
    if not opener or not end or not _LEAD.fullmatch(lead):
        return None
    at = body.at(end - 1, end).end
    return Fix((Edit(source.span(at, at), f"\n{lead}{opener[1]}"),), safe=True)


def _end_of_json(fence: Example) -> int:
    """Where the JSON ends that a block is labelled as, if an empty line or nothing follows; 0."""
    body = fence.body
    start = len(body) - len(body.lstrip())
    if fence.language.lower() not in JSON or body[start : start + 1] not in ("{", "["):
        return 0
    try:
        _, end = json.JSONDecoder().raw_decode(body, start)
    except (ValueError, RecursionError):
        return 0
    rest, _, below = body[end:].partition("\n")
    return 0 if rest.strip() or below.partition("\n")[0].strip() else end


def _end_of_piece(fence: Example) -> int:
    """Where a block ends that is all that is left of its page, and has no empty line; else 0."""
    text = fence.body.rstrip()
    last = not fence.span.source.text[fence.span.end :].strip()
    whole = fence.language and "\n\n" not in text and not _OPENER.search(text)
    return len(text) if last and whole and not fence.closed else 0


def labelled(example: Example, label: Span, content: str) -> Fix | None:
    """The label of what a block holds in the place of another."""
    word = _LABELS.get(content)
    if content == "markup":
        word = next((word for start, word in _DECLARED if start.match(example.body)), None)
    if word is None or label.text.lower() != example.language.lower():
        return None
    return Fix((Edit(label, word),), safe=True)
