"""What stands behind a link's text: `(address "title")`, `[label]`, or nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from doclint.model.pattern import regex
from doclint.parse.markdown.emphasis import PUNCTUATION

_BLANKS = regex(r"[ \t]*\n?[ \t]*")
_ANGLE_URL = regex(r"<((?:[^<>\\\n]|\\.)*)>")
_PLAIN_URL = regex(r"[^\s<>()\\\x00-\x20\x7f]+(?=[) \n])")  # as nearly all are
_TITLE = regex(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))""", re.S)
_DEPTH = 32  # of parentheses, as CommonMark allows


class Target(NamedTuple):
    """Where a link leads."""

    url: str
    title: str | None = None


def reference_key(label: str) -> str:
    """Labels match whatever their case and spacing."""
    return " ".join(label.split()).lower().upper()


def read_target(text: str, at: int) -> tuple[Target, int] | None:
    """`(url "title")`, and where it ends."""
    if not text.startswith("(", at):
        return None
    start = _past_blanks(text, at + 1)
    if angle := _ANGLE_URL.match(text, start):
        url, end = angle[1], angle.end()
    elif text.startswith("<", start) or (bare := _bare_url(text, start)) is None:
        return None
    else:
        url, end = text[start:bare], bare
    title = None
    close = _past_blanks(text, end)
    if close > end and (quoted := _TITLE.match(text, close)):
        title = quoted[quoted.lastindex or 0]
        close = _past_blanks(text, quoted.end())
    return (Target(url, title), close + 1) if text.startswith(")", close) else None


def _past_blanks(text: str, at: int) -> int:
    return blanks.end() if (blanks := _BLANKS.match(text, at)) else at


def _bare_url(text: str, at: int) -> int | None:
    """Where an address without angle brackets ends; None if its parentheses do not balance."""
    if plain := _PLAIN_URL.match(text, at):
        return plain.end()
    depth = 0
    while at < len(text):
        char = text[at]
        if char == "\\" and text[at + 1 : at + 2] in PUNCTUATION:
            at += 2
            continue
        if char <= " " or char == "\x7f" or (char == ")" and not depth):
            break
        depth += (char == "(") - (char == ")")
        if depth > _DEPTH:
            return None
        at += 1
    return None if depth else at
