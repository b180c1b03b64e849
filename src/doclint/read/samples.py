"""What an example is one of: what is sent or what comes back, and with which status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from doclint.model.contract import SENT, Naming, Sample, Status
from doclint.model.page import Example, Paragraph
from doclint.model.pattern import regex
from doclint.read.answers import told_statuses
from doclint.read.examples import read_json
from doclint.read.statuses import PHRASES, sentence_statuses
from doclint.read.tables import Context
from doclint.read.vocabulary import Vocabulary

_REQUEST = regex(
    r"\s*(?:\$\s*)?(?:curl|http|https|wget)\s|\s*(?:GET|POST|PUT|PATCH|DELETE)\s+\S", re.I
)
_STATUS_LINE = regex(r"\s*(?:<\s*)?HTTP(?:/\d(?:\.\d)?)?[ \t]+(?P<code>[1-5]\d\d)\b")
_BARE_STATUS = regex(r"\s*(?P<code>[1-5]\d\d)[ \t]+(?P<phrase>[A-Z][A-Za-z ]*?)[ \t]*\n")
_REMARK = regex(r"\s*(?://|#|/\*|<!--)\s*(?:\w+\s+)?(?P<role>request|response)\b", re.I)
_FROM_FILE = regex(r"@[\w./~-]|<\s*[\w./~-]+\.json")
_LABEL = regex(
    r"[`~]{3,}[ \t]*[\w+-]+[ \t]+(?:title=)?[\"']?(?P<code>[1-5]\d\d)(?=[\"']?(?:[ \t:-]|$))"
)
_NAMED = regex(r"\"(?:name|status)\"\s*:\s*\"?(?P<code>[1-5]\d\d)\b")  # beside code in JSON
_WORD = regex(r"[a-z]+")
_PARAMETERS = frozenset(("path", "query", "header", "cookie"))
_FETCHED = frozenset(("GET", "HEAD"))


def read_sample(example: Example, context: Context, before: Example | None = None) -> Sample:
    """An example with what it is one of, by its own text first, then by what is above it.

    `before` is the example in front of it: what follows a request is what comes back.
    """
    labelled = next(labelled_statuses(example, context), None)
    status = _status(example) or (labelled and labelled.code) or context.status
    behind = _by_neighbour(example, before)
    role = behind if context.where in _PARAMETERS else None  # none of which is JSON
    role = _own_role(example) or role or _role(context) or behind
    return Sample(example, role, status, context.section)


def labelled_statuses(example: Example, context: Context) -> Iterator[Status]:
    """The status in the label of a fence among responses: "json 200", `json title="404"`."""
    if not ((context.where or "").startswith("response") or "response" in context.roles):
        return
    label = None
    if example.kind == "fence":
        label = _LABEL.match(example.span.text.partition("\n")[0])
    elif example.kind == "block":
        label = _NAMED.search(example.span.text)
    if label:
        anchor = example.span.within(*label.span("code"))
        yield Status(label["code"], anchor, "heading", example.span)


def _own_role(example: Example) -> str | None:
    """What the text, or the label of its fence, says."""
    body = example.body
    if body.lstrip().startswith("HTTP/") or _status(example):
        return "response"
    if _REQUEST.match(body):
        return "request"
    labels = _WORD.findall(example.info.lower())
    said = [role for role in ("request", "response") if role in labels]
    remark = _REMARK.match(body)
    if len(said) == 1:
        return said[0]
    return remark["role"].lower() if remark else None


def _status(example: Example) -> str | None:
    """The status that stands on top: `HTTP/1.1 200 OK`, or `200 OK`."""
    if match := _STATUS_LINE.match(example.body):
        return match["code"]
    match = _BARE_STATUS.match(example.body)
    known = match and PHRASES.get(match["code"], "").lower() == match["phrase"].lower()
    return match["code"] if match and known else None


def _role(context: Context) -> str | None:
    where = context.where or ""
    if where in (*SENT, "request", "url"):
        return "request"
    if where.startswith("response"):
        return "response"
    said = {"request", "response"} & set(context.roles)
    return said.pop() if len(said) == 1 else None


def _by_neighbour(example: Example, before: Example | None) -> str | None:
    """JSON behind a request that takes nothing from a file is what comes back."""
    if before is None or not _REQUEST.match(before.body) or _FROM_FILE.search(before.body):
        return None
    return "response" if read_json(example) is not None else None


def announced(paragraph: Paragraph, vocabulary: Vocabulary) -> str | None:
    """The one status that a line in front of an example names: "returns 404 Not Found:"."""
    prose = paragraph.prose
    if not prose.text.rstrip().endswith((":", "：")):
        return None
    told = (*sentence_statuses(prose), *told_statuses(prose, vocabulary))
    codes = {status.code for status in told}
    return codes.pop() if len(codes) == 1 else None


def answered(samples: Iterable[Sample], namings: Sequence[Naming]) -> tuple[Sample, ...]:
    """The samples of operations, where JSON beside one that sends no body is what comes back.

    Source: RFC 9110, section 9.3.1: a body of a GET has no meaning.
    """
    methods = {naming.method.value if naming.method else None for naming in namings}
    if not methods or not methods <= _FETCHED:
        return tuple(samples)
    return tuple(
        replace(one, role="response") if one.role is None and read_json(one.example) else one
        for one in samples
    )
