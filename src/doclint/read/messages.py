"""Plain HTTP messages in code samples: a request line, headers, a blank line, a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from doclint.model.contract import Call, Field, Naming, Said
from doclint.model.page import Example, Section
from doclint.model.pattern import regex
from doclint.model.source import Text
from doclint.read.addresses import is_address, pairs, path_of, query_of
from doclint.read.namings import VERBS
from doclint.read.shell import Piece, Word

_HOLE = r"\{[^{}\n]*\}|<[^<>\n]*>|\([^()\n]*\)|\[[^\[\]\n]*\]"
_LINE = regex(
    rf"^[ \t>$]*(?P<method>{VERBS})[ \t]+(?P<address>(?>{_HOLE}|[^\s?\"'`,;])++(?:\?[^\n\"`]*?)?)"
    r"(?:[ \t]+HTTP/[\d.]+)?[ \t\r]*$",
    re.M,
)
_MORE = regex(r"\n[ \t]*(?=[?&][\w$\[\].%-]+=)(?P<query>\S+)(?:[ \t]+HTTP/[\d.]+)?[ \t]*")
_HEADER = regex(r"\n[ \t]*(?P<name>[A-Za-z][\w-]*)[ \t]*:(?!//)[ \t]*(?P<value>[^\n]*)")
_BLANK = regex(r"\n[ \t\r]*\n")
_AFTER = regex(r"^(?:HTTP/[\d.]+[ \t]+\d|#{3})", re.M)
_REMARK = regex(r"(?:[ \t]*(?:(?:#|//)[^\n]*)?\n)*+")
MOST = 50
"""Calls of a code block; what has more is no documentation of operations."""


def messages(example: Example, section: Section | None = None) -> Iterator[Call]:
    """The requests of a code block that opens with a request line."""
    text = str(example.body)
    remark = _REMARK.match(text)
    first = _LINE.match(text, remark.end() if remark else 0)
    if first is None:
        return
    lines = [*islice(_LINE.finditer(text, first.start()), MOST)]
    ends = [line.start() for line in lines[1:]] + [len(text)]
    for line, end in zip(lines, ends, strict=True):
        if is_address(line["address"]) or line["address"].startswith(("{", "<", "*", "[", "$")):
            yield _message(example, line, end, section)


def _message(example: Example, line: re.Match[str], end: int, section: Section | None) -> Call:
    text, body = str(example.body), example.body
    after = _AFTER.search(text, line.end(), end)
    end = after.start() if after else end
    address = _word(text, *line.span("address"))
    query = [*query_of(address)]
    at = line.end()
    while more := _MORE.match(text, at, end):
        query += pairs(_word(text, *more.span("query")).cut(1, None))
        at = more.end()
    headers, at = _headers(example, at, end)
    blank = _BLANK.match(text, at, end)
    start, stop = _trimmed(text, blank.end() if blank else end, end)
    method = Said(line["method"], body.at(*line.span("method")))
    path = path_of(address)
    return Call(
        "http",
        Naming(method, Said(path.value, body.at(*path.inner)), "fence", example.span),
        True,
        body.at(line.start("method"), max(stop, at)),
        tuple(field(example, *pair) for pair in query),
        headers,
        body=Text(text[start:stop], body.at(start, stop)) if start < stop else None,
        section=section,
    )


def _headers(example: Example, at: int, end: int) -> tuple[tuple[Field, ...], int]:
    """The header lines from here on, and where they end."""
    found, text = [], str(example.body)
    while header := _HEADER.match(text, at, end):
        name = Said(header["name"], example.body.at(*header.span("name")))
        value = header["value"].rstrip()
        start = header.start("value")
        said = Said(value, example.body.at(start, start + len(value)))
        found.append(Field(name, said))
        at = header.end()
    return tuple(found), at


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space around it."""
    inside = text[start:end]
    lead = len(inside) - len(inside.lstrip())
    return start + lead, start + lead + len(inside.strip())


def _word(text: str, start: int, end: int) -> Word:
    return Word((Piece(text[start:end], start),), start, end)


def field(example: Example, name: Word, value: Word | None) -> Field:
    """A name and its value at their places in a code block."""
    said = None if value is None else Said(value.value, example.body.at(*value.inner))
    return Field(Said(name.value, example.body.at(*name.inner)), said)
