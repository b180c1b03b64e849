"""Edits that mend the shape of pipe tables; cells are neither made up nor thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from doclint.model.finding import Edit, Fix
from doclint.model.page import Cell, Row, Table
from doclint.model.pattern import regex
from doclint.model.source import Source, Span

_BETWEEN = regex(r"[ \t]*\|[ \t]*(?:\|[ \t]*)?")
_GAP = regex(r"[ \t]*\n(?:[ \t]*\n)+([ \t]*)")
_LEAD = regex(r"[ \t>]*")
_RULE = regex(
    r"(?P<start>\|?[ \t]*)(?P<first>:?-+:?)(?P<rest>[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*)(?P<end>\|?)"
)
_TO_BAR = regex(r"([^|\s]*)([ \t]+)\|")
_ODD = str.maketrans("–—=_", "----")
_BARE = regex(r"(?<!\\)\|")


def escaped(row: Row, pipes: Iterable[int]) -> Fix:
    """Pipes of a row that are text, escaped."""
    edits = (Edit(row.span.within(pipe, pipe), "\\") for pipe in pipes)
    return Fix(tuple(edits), safe=True)


def parted(table: Table, row: Row, parts: Sequence[tuple[Cell, ...]]) -> Fix | None:
    """Each of the rows that lie on one line on a line of its own, if all of them are whole."""
    width, text = len(table.header.cells), row.span.text
    if not text.startswith("|") or any(len(part) != width for part in parts):
        return None
    lead = _lead(row.span)
    opening = text[: parts[0][0].span.start - row.span.start]
    edits = []
    for one, other in pairwise(parts):
        gap = Span(row.span.source, one[-1].span.end, other[0].span.start)
        if not _BETWEEN.fullmatch(gap.text) or lead is None:
            return None
        edits.append(Edit(gap, f" |\n{lead}{opening}"))
    return Fix(tuple(edits), safe=True)


def rejoined(table: Table, lines: Sequence[tuple[Span, int]]) -> Fix | None:
    """Rows, each with its number of cells, without the blank lines that part them from a table."""
    source, at = table.span.source, table.span.end
    edits = []
    if source.text[:at].endswith("\n"):
        at -= 1
    for span, cells in lines:
        gap = source.span(at, span.start)
        match = _GAP.fullmatch(gap.text)
        if span.source is not source or cells != len(table.header.cells):
            return None
        if match:
            edits.append(Edit(gap, "\n" + match[1]))
        elif gap.text.strip(" \t") != "\n":
            return None
        at = span.end
    return Fix(tuple(edits), safe=True) if edits else None


def with_rule(
    header: Span, dashes: Span | None, rows: Sequence[Span], *, titled: bool
) -> Fix | None:
    """A line of dashes with as many cells as the header and all rows have.

    Where there is none, it is put in below what can only be titles.
    """
    width = _cells(header)
    if width < 2 or any(_cells(row) != width for row in rows) or not rows:
        return None
    if dashes is None:
        lead = _lead(header)
        if not titled or lead is None:
            return None
        line = _rule_below(header)
        return Fix(
            (Edit(Span(header.source, header.end, header.end), f"\n{lead}{line}"),), safe=True
        )
    text = dashes.text.translate(_ODD)
    match = _RULE.fullmatch(text)
    if match is None:
        return None
    if _cells(dashes) != width:
        text = _of_width(text, width, header)
    return Fix((Edit(dashes, text),), safe=True) if text and text != dashes.text else None


def without_rest(header: Span, dashes: Span, glued: int) -> Fix | None:
    """A row that stands behind the line of dashes, on a line of its own."""
    rest, lead = dashes.text[glued:], _lead(dashes)
    row = rest.lstrip()
    at = len(dashes.text) - len(row)
    if lead is None or not row.startswith("|"):
        return None
    if _cells(dashes.within(at, len(dashes.text))) != _cells(header):
        return None
    return Fix((Edit(dashes.within(glued, at), f"\n{lead}"),), safe=True)


def _rule_below(header: Span) -> str:
    """A line of dashes below the bars of a header."""
    bare = not header.text.startswith("|")
    titles = _BARE.split(header.text if bare else header.text[1:-1])
    cells = []
    for title in titles:
        room = title[:1] == " ", title[-1:] == " "
        dashes = "-" * max(len(title) - sum(room), 3)
        cells.append(f"{' ' * room[0]}{dashes}{' ' * room[1]}")
    return "|".join(cells) if bare else f"|{'|'.join(cells)}|"


def in_columns(edit: Edit) -> Edit | None:
    """An edit; in a table whose bars stand below each other, with other blanks behind it.

    None where that would break the frame around a row.
    """
    source, end = edit.span.source, edit.span.end
    line, column = source.position(end)
    rest = _TO_BAR.match(source.line(line), column - 1)
    if rest is None or source.line(line).lstrip(" >")[:1] != "|":
        return edit
    bar = rest.end() - 1
    around = [source.line(n) for n in (line - 1, line + 1) if 0 < n <= len(source.line_starts)]
    if not any(other[bar : bar + 1] in ("|", "+") for other in around if other):
        return edit
    blanks = len(rest[2]) - len(edit.text) + (end - edit.span.start)
    if blanks < 1 and any(other.lstrip()[:1] == "+" for other in around):
        return None
    span = source.span(edit.span.start, end + len(rest[1]) + len(rest[2]))
    return Edit(span, edit.text + rest[1] + " " * max(blanks, 1))


def _of_width(text: str, width: int, header: Span) -> str:
    """A line of dashes with another number of cells; new ones are as wide as their titles."""
    cells = text.strip().strip("|").split("|")
    titles = _BARE.split(header.text.strip("|"))
    padded = cells[0][:1] == " "
    for title in titles[len(cells) :]:
        dashes = "-" * max(len(title) - 2 * padded, 3)
        cells.append(f" {dashes} " if padded else dashes)
    bars = header.text.startswith("|"), header.text.endswith("|")
    return f"{'|' if bars[0] else ''}{'|'.join(cells[:width])}{'|' if bars[1] else ''}"


def _cells(line: Span) -> int:
    """How many cells a line would have in a table."""
    text = line.text.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return len(_BARE.findall(text)) + 1


def _lead(span: Span) -> str | None:
    """What stands in front of a line, if that may stand in front of the next one as well."""
    source: Source = span.source
    start = source.line_starts[span.line - 1]
    before = source.text[start : span.start]
    return before if _LEAD.fullmatch(before) else None
