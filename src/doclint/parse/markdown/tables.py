"""Pipe tables by the rules of GitHub's Markdown, with every cell that is written.

Mistune's own table plugin gives the whole table up when one row has a cell too many or too few.
Those rows are what a linter looks for, so here they stay, as long or as short as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mistune.helpers import BLOCK_TAGS, PRE_TAGS

from doclint.model.pattern import regex
from doclint.parse.markdown.excerpt import Excerpt, Slice

START = r"^ {0,3}(?=[^\n]*\|)\S[^\n]*\n(?= {0,3}[|:-][-| :\t]*(?:\n|$))"
_DELIMITER = regex(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CODE_INDENT = regex(r" {4}|\t")
_PIPE = regex(r"(?<!\\)\|")  # any backslash before a pipe escapes it, even an escaped one
_HTML_BLOCK = regex(
    rf" {{0,3}}(?:</?(?:{'|'.join((*BLOCK_TAGS, *PRE_TAGS))})(?=[\s/>]|$)|<!|<\?)", re.I
)
# Tags of templates and docs tools are gone before a renderer sees the table.
_LONE_TAG = regex(r"\s*(?:\{%.*%\}|\{\{[<%].*[>%]\}\}|:::.*|</?[A-Za-z][^>]*>)\s*$")


def split_row(line: str, offset: int = 0) -> list[tuple[int, int]]:
    """The cells of a row, without the blanks around them."""
    row = line.strip(" \t")
    parts = _PIPE.split(row) if "\\" in row else row.split("|")
    at = offset + line.find(row)
    if not parts[0] and len(parts) > 1:
        del parts[0]
        at += 1
    if not parts[-1] and len(parts) > 1:
        del parts[-1]
    cells = []
    for part in parts:
        text = part.strip(" \t")
        start = at + (part.find(text) if text else len(part))
        cells.append((start, start + len(text)))
        at += len(part) + 1
    return cells


def read_table(excerpt: Excerpt, start: int, breaker: re.Pattern[str]) -> dict[str, Any] | None:
    """The table that starts here, its rows as slices; None if it is none after all."""
    lines = _lines(excerpt, start)
    head, delimiter = next(lines), next(lines)
    if not _DELIMITER.match(delimiter.text) or len(split_row(head.text)) != len(
        split_row(delimiter.text)
    ):
        return None
    rows = list(_until(breaker, lines))
    end = (rows[-1] if rows else delimiter).end
    return {
        "type": "table",
        "header": head,
        "delimiter": delimiter,
        "rows": rows,
        "at": Slice(excerpt, start, min(end + 1, len(excerpt.text))),
    }


def _lines(excerpt: Excerpt, start: int) -> Iterator[Slice]:
    while start < len(excerpt.text):
        end = excerpt.text.find("\n", start)
        end = len(excerpt.text) if end < 0 else end
        yield Slice(excerpt, start, end)
        start = end + 1


def _until(breaker: re.Pattern[str], lines: Iterable[Slice]) -> Iterator[Slice]:
    for line in lines:
        text = line.text
        if text.strip() in ("", "|"):  # a lone pipe makes no cell
            return
        if not text.startswith("|") and _breaks(breaker, line):
            return
        yield line


def _breaks(breaker: re.Pattern[str], line: Slice) -> bool:
    text = line.text
    return bool(
        _CODE_INDENT.match(text)
        or _HTML_BLOCK.match(text)
        or _LONE_TAG.match(text)
        or breaker.match(line.excerpt.text, line.start)
    )
