"""What headings say of a section: where its members belong, and which status it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from doclint.model.contract import SENT, Status
from doclint.model.page import Heading, Paragraph, Section
from doclint.model.pattern import regex
from doclint.read.answers import titled_status
from doclint.read.statuses import heading_status
from doclint.read.tables import Context
from doclint.read.vocabulary import Vocabulary

_LONGEST = 80  # characters of a line that may be the title of a part
_PART = regex(
    r"(?P<title>[^\n:：\d(（]{3,60}?)[\s:：(（–—-]{0,4}(?P<code>[1-5]\d\d)?"
    r"(?: [A-Z][A-Za-z' -]{0,40})?(?:\s?\(?(?:[a-z]+/[\w.+*-]+|JSON|XML))?[)）]?\s*[:：]?\Z"
)
_REQUEST_LINE = regex(r"[A-Z]{3,7}\s+(?:https?:/)?/")
_SENT = frozenset((*SENT, "url", "request", "parameters"))
_COUNTED = regex(r"\d{3} (?!(?:errors?|responses?|success|status|codes?|ok|or|and)\b)[a-z]+")


def where_of(roles: Sequence[str]) -> str | None:
    """Where the members under a heading belong: one of Member's wheres."""
    if "response_header" in roles or ({"response", "error"} & set(roles) and "header" in roles):
        return "response_header"
    if "response" in roles or "error" in roles or "status" in roles:
        return "response" if "request" not in roles else None
    named = [role for role in roles if role in (*SENT, "url")]
    if len(named) == 1:
        return named[0]
    return "request" if named or "request" in roles else None


def context_of(section: Section, above: Sequence[Section], vocabulary: Vocabulary) -> Context:
    """What the headings say of a section; `above` are those around it, the nearest last."""
    where = status = None
    every: list[str] = []
    for each in (section, *reversed(above)):
        if each.heading is None:
            continue
        roles = vocabulary.roles(each.heading.text)
        every += roles
        claimed = claimed_status(each.heading, vocabulary) if status is None else None
        status = claimed.code if claimed else status
        where = narrowed(where, "response" if claimed else where_of(roles))
        if status is None and "error" in roles:
            status = "error"
    if where is None and "parameters" in every:
        where = "request"
    return Context(
        section,
        where,
        status,
        section.heading.span if section.heading else None,
        tuple(dict.fromkeys(every)),
    )


def claimed_status(heading: Heading, vocabulary: Vocabulary) -> Status | None:
    """The status that a heading names; "300 pets" names none."""
    if _COUNTED.match(heading.text):
        return None
    found = heading_status(heading, in_responses=True)
    return found or titled_status(heading.prose, vocabulary)


def narrowed(where: str | None, around: str | None) -> str | None:
    """Where members belong by a heading, and by the one around it, which is less exact."""
    if around == "response" and where in ("header", "body"):
        return "response_header" if where == "header" else "response"
    if where is None or (where in ("request", "url") and around in SENT):
        return around or where
    return where


def behind_line(
    line: Paragraph, home: Context, answer: Context | None, vocabulary: Vocabulary
) -> Context | None:
    """What speaks for the examples behind a line and its table: the title of a response, if any.

    `answer` is what did so before the line: that ends where the page turns to what is sent.
    """
    text = line.prose.text.strip()
    if len(text) > _LONGEST:
        return answer
    match = _PART.match(text)
    roles = vocabulary.roles(match["title"] if match else text)
    if match and vocabulary.is_part(match["title"]) and where_of(roles) == "response":
        status = match["code"] or ("error" if "error" in roles else home.status)
        return replace(home, where="response", status=status, roles=(*home.roles, *roles))
    turns = _REQUEST_LINE.match(text) or _SENT & set(vocabulary.roles(text))
    return None if turns else answer


def shown_by(near: Context, answer: Context | None) -> Context:
    """What speaks for an example: the line above it, if that tells of responses, or a title."""
    return near if answer is None or (near.where or "").startswith("response") else answer
