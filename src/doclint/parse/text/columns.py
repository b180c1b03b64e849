"""Tables in a saved text that are drawn, or whose columns begin at one place in each line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from doclint.model.page import Example, Gutter
from doclint.model.pattern import regex
from doclint.model.source import Span, Text
from doclint.model.source import Stretch as Place
from doclint.parse.text.cells import FEWEST_ROWS, Stretch, Taken, around, is_near, made
from doclint.parse.text.gutters import counted
from doclint.parse.text.lines import Line, Words

_FRAME = regex(r"[+┌├└╔╠╚][-=+─┬┼┴═╦╬╩┐┤┘╗╣╝]*[+┐┤┘╗╣╝]\Z")
_BARS = regex(r"[|│║]")
_RULE = regex(r"(?:-{2,}|={2,})(?:[ \t]+(?:-{2,}|={2,}))+\Z")
_WHOLE_RULE = regex(r"(?:-{5,}|={5,})\Z")
_CHUNK = regex(r"\S+(?: \S+)*")
_RUN = regex(r"-+|=+")


# In frames ----------------------------------------------------------------------------------------


def framed(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """A table in a drawn frame; None for one with cells that go over several rows or columns."""
    if not _FRAME.match(lines[at].text):
        return None
    end = at + 1
    while end < len(lines) and is_near(lines, end) and _is_framed(lines[end]):
        end += 1
    rows: list[list[list[Stretch]]] = []
    fresh = True
    for line in lines[at + 1 : end]:
        if _FRAME.match(line.text):
            fresh = True
            continue
        cells = _between_bars(line)
        if fresh:
            rows.append([[] for _ in cells])
        if len(cells) != len(rows[0]):
            return Taken(None, end - at)
        for cell, (first, last) in zip(rows[-1], cells, strict=True):
            cell += [(first, last)] if last > first or not cell else []
        fresh = False
    return _framed_block(words, rows, around(words, lines, at, end), end - at)


def _framed_block(
    words: Words, rows: list[list[list[Stretch]]], span: Span, taken: int
) -> Taken | None:
    if len(rows) == 1 and len(rows[0]) == 2:
        return _framed_code(words, rows[0], span, taken)
    for row in rows:
        for cell in row:  # what is empty above a text is no part of it
            full = [stretch for stretch in cell if stretch[0] < stretch[1]]
            cell[:] = full or cell[:1]
    whole = bool(rows) and all(any(row) for row in rows)  # else a frame was begun, and no row
    return Taken(made(words, rows, span) if whole else None, taken)


def _framed_code(words: Words, row: list[list[Stretch]], span: Span, taken: int) -> Taken | None:
    numbers = " ".join(words.source.text[slice(*one)] for one in row[0])
    count = counted(numbers)
    return None if not count else Taken(_lines_of_code(words, row[1], Gutter(span, count)), taken)


def _lines_of_code(words: Words, lines: Sequence[Stretch], gutter: Gutter) -> Example:
    places: list[Place] = []
    body = ""
    for first, last in lines:
        places += Place(len(body), first, last), Place(len(body) + last - first, last, last + 1)
        body += words.source.text[first:last] + "\n"
    text = Text(body.removesuffix("\n"), gutter.span, places)
    return Example("", text, gutter.span, "text", gutter=gutter)


def _is_framed(line: Line) -> bool:
    return _FRAME.match(line.text) is not None or _BARS.match(line.text) is not None


def _between_bars(line: Line) -> list[Stretch]:
    places = [match.start() for match in _BARS.finditer(line.text)]
    found = []
    for first, last in pairwise(places):
        text = line.text[first + 1 : last]
        start = line.start + first + 1 + len(text) - len(text.lstrip())
        found.append((start, start + len(text.strip())))
    return found


# Below dashes -------------------------------------------------------------------------------------


def ruled(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """A header, a line with a run of dashes for each column, and rows on a line each."""
    if _WHOLE_RULE.match(lines[at].text):
        return _ruled_around(words, lines, at)
    if at + 2 >= len(lines) or not is_near(lines, at + 1) or not _RULE.match(lines[at + 1].text):
        return None
    starts = _starts(lines[at + 1])
    rows = [_columns(words, lines[at], starts)]
    end = at + 2
    while end < len(lines) and is_near(lines, end) and not _RULE.match(lines[end].text):
        rows.append(_columns(words, lines[end], starts))
        end += 1
    whole = [row for row in rows if row is not None and row[0][0][0] < row[0][0][1]]
    closed = end < len(lines) and is_near(lines, end)
    end += closed
    if len(whole) < max(len(rows), FEWEST_ROWS):
        return Taken(None, end - at)  # a cell that goes on in the next line
    return Taken(made(words, whole, around(words, lines, at, end)), end - at)


def _starts(rule: Line) -> list[int]:
    return [rule.start - rule.first + run.start() for run in _RUN.finditer(rule.text)]


def _ruled_around(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """A table between two lines of dashes, with blank lines between rows of several lines."""
    rule = next((n for n in range(at + 1, min(at + 8, len(lines))) if _is_rule(lines[n])), None)
    if rule is None or not _RULE.match(lines[rule].text):
        return None
    starts, rows, end = (
        _starts(lines[rule]),
        [_stacked(words, lines[at + 1 : rule], lines[rule])],
        rule + 1,
    )
    while end < len(lines) and not _is_rule(lines[end]):
        first = end
        while (
            end < len(lines) and (end == first or is_near(lines, end)) and not _is_rule(lines[end])
        ):
            end += 1
        rows.append(_stacked(words, lines[first:end], lines[rule]))
    closed = end < len(lines) and _WHOLE_RULE.match(lines[end].text)
    whole = [row for row in rows if row is not None and len(row) == len(starts)]
    if not closed or len(whole) < max(len(rows), FEWEST_ROWS):
        return None
    return Taken(made(words, whole, around(words, lines, at, end + 1)), end + 1 - at)


def _is_rule(line: Line) -> bool:
    return bool(_RULE.match(line.text) or _WHOLE_RULE.match(line.text))


def _stacked(words: Words, lines: Sequence[Line], rule: Line) -> list[list[Stretch]] | None:
    """The cells of a row that has some lines; None if a word lies across two columns."""
    starts = _starts(rule)
    cells: list[list[Stretch]] = [[] for _ in starts]
    for line in lines:
        columns = _columns(words, line, starts)
        if columns is None:
            return None
        for cell, (stretch,) in zip(cells, columns, strict=True):
            cell += [stretch] if stretch[0] < stretch[1] or not cell else []
    for cell in cells:
        cell[:] = [one for one in cell if one[0] < one[1]] or cell[:1]
    return cells if all(cells) else None


def _columns(words: Words, line: Line, starts: Sequence[int]) -> list[list[Stretch]] | None:
    """The cells of a line by where the columns start; None if a word lies across two."""
    written = words.source.text[line.first : line.last].rstrip()
    ends = [*starts[1:], max(len(written), starts[-1])]
    cells: list[list[Stretch]] = []
    for first, last in zip(starts, ends, strict=True):
        if first and written[first - 1 : first].strip() and written[first : first + 1].strip():
            return None
        text = written[first:last]
        start = line.first + first + len(text) - len(text.lstrip())
        cells.append([(min(start, line.last), min(start + len(text.strip()), line.last))])
    return cells if not written[: starts[0]].strip() else None


# Between blanks -----------------------------------------------------------------------------------


def spaced(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """Columns that begin at one place in each row, with one title above each of them."""
    head = lines[at]
    titles = [head.start - head.first + chunk.start() for chunk in _CHUNK.finditer(head.text)]
    if len(titles) < 2 or not head.text[:1].isupper():
        return None
    end = at + 1
    while end < len(lines) and is_near(lines, end):
        end += 1
    written = [words.source.text[line.first : line.last] for line in lines[at + 1 : end]]
    starts = _column_starts(written, titles)
    if len(written) < FEWEST_ROWS or starts is None:
        return Taken(None, end - at) if end > at + 1 else None
    rows = [_columns(words, line, starts) for line in lines[at + 1 : end]]
    chunks = [(head.start + c.start(), head.start + c.end()) for c in _CHUNK.finditer(head.text)]
    whole = [row for row in rows if row is not None and row[0][0][0] < row[0][0][1]]
    if len(whole) < len(rows):
        return Taken(None, end - at)
    if end < len(lines) and len(_CHUNK.findall(lines[end].text)) > 1:
        return Taken(None, end - at)  # it goes on below a blank line
    table = [[[chunk] for chunk in chunks], *whole]
    return Taken(made(words, table, around(words, lines, at, end)), end - at)


def _column_starts(rows: Sequence[str], titles: Sequence[int]) -> list[int] | None:
    """Where the columns below some titles start; None if that is not certain."""
    if not rows:
        return None
    starts = [
        column
        for column in range(min(map(len, rows)))
        if all(not row[column].isspace() for row in rows)
        and (not column or all(row[column - 1].isspace() for row in rows))
    ]
    found = [start for start in starts if start <= titles[0]][:1]
    for before, title in pairwise(titles):
        near = [start for start in starts if before < start <= title]
        if len(near) != 1:
            return None
        found += near
    return found if len(found) == len(titles) else None
