"""The cells of a csv-table, each with its lines and their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from doclint.parse.rst.places import Placed, joined

_NAMED = {"tab": "\t", "space": " "}
_EMPTY = Placed("", ((0, 0),))

Cells = list[list[Placed]]
"""The cells of a row, each as its lines."""


def cells_of(options: Mapping[str, Placed], lines: Sequence[Placed]) -> list[Cells]:
    """The rows: the one of the option `header`, if there is one, and those of the content."""
    delimiter = _NAMED.get(options.get("delim", _EMPTY), options.get("delim") or ",")[0]
    quote = str(options.get("quote") or '"')[0]
    escape = str(options.get("escape") or "")[:1]
    head = options.get("header")
    texts = [*([head] if head else []), joined(lines)]
    return [row for text in texts for row in _rows(text, delimiter, quote, escape)]


def _rows(text: Placed, delimiter: str, quote: str, escape: str) -> Iterator[Cells]:
    row: Cells = []
    at, size = 0, len(text)
    while at < size:
        cell, at = _cell(text, at, delimiter, quote, escape)
        row.append(cell.splitlines() or [cell])
        ends = at >= size or text[at] == "\n"
        if ends:
            if any(line for cell_ in row for line in cell_) or len(row) > 1:
                yield row
            row = []
        elif at == size - 1:  # a delimiter at the very end
            row.append([text[size:]])
            yield row
        at += 1


def _cell(text: Placed, at: int, delimiter: str, quote: str, escape: str) -> tuple[Placed, int]:
    """A cell, and the offset of what ends it."""
    while text[at : at + 1] == " " and delimiter != " ":
        at += 1
    if text[at : at + 1] == quote:
        return _quoted(text, at + 1, delimiter, quote, escape)
    ends = (text.find(mark, at) for mark in (delimiter, "\n"))
    end = min((place for place in ends if place >= 0), default=len(text))
    return text[at:end].strip(), end


def _quoted(text: Placed, at: int, delimiter: str, quote: str, escape: str) -> tuple[Placed, int]:
    kept: list[Placed] = []
    start = at
    while at < len(text):
        char = text[at]
        if escape and char == escape:
            kept.append(text[start:at])
            start, at = at + 1, at + 2
        elif char == quote and text[at + 1 : at + 2] == quote:
            kept.append(text[start : at + 1])
            start = at = at + 2
        elif char == quote:
            break
        else:
            at += 1
    cell = joined([*kept, text[start:at]], "")
    ends = (text.find(mark, at) for mark in (delimiter, "\n"))
    return cell, min((place for place in ends if place >= 0), default=len(text))
