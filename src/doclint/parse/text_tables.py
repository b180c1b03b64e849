"""Tables in a saved text, where it is certain which words are a cell.

That is so between pipes and in drawn frames, between tabs, below a line of dashes, and where each
cell has a line of its own and the types of the rows stand below the title of their column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from doclint.model.page import Cell, Example, Gutter, Row, Table
from doclint.model.pattern import regex
from doclint.model.source import Span, Text
from doclint.parse.gutters import counted
from doclint.parse.json_tokens import TYPE
from doclint.parse.markdown_tables import split_row
from doclint.parse.text_code import example, is_code_cell
from doclint.parse.text_lines import Line, Words

_DELIMITER = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")
_FRAME = regex(r"[+┌├└╔╠╚][-=+─┬┼┴═╦╬╩┐┤┘╗╣╝]*[+┐┤┘╗╣╝]\Z")
_BARS = regex(r"[|│║]")
_RULE = regex(r"(?:-{2,}|={2,})(?:[ \t]+(?:-{2,}|={2,}))+\Z")
_WHOLE_RULE = regex(r"(?:-{5,}|={5,})\Z")
_CHUNK = regex(r"\S+(?: \S+)*")
_RUN = regex(r"-+|=+")
_TYPE_TITLE = regex(
    r"(?:data |parameter |value |field )?type\Z|(?:参数|数据|字段)?类型\Z|型\Z", re.I
)
_NAME_TITLE = regex(
    r"(?:[\w-]+ )?(?:name|parameter|param|field|property|attribute|key|header|argument)s?"
    r"(?: name)?\Z|(?:参数|字段|属性)(?:名称?)?\Z|名称\Z",
    re.I,
)
_NAME = regex(r"[\w$@.\[\]{}<>/*-]{1,80}\Z")
_MOST_COLUMNS = 7
_FEWEST_ROWS = 2
_APART = 2  # lines from one row to the next, where a cell ends in an empty one
_TITLE_LENGTH = 30

Stretch = tuple[int, int]


class Taken(NamedTuple):
    """A table, or the code in a table of code, and how many lines it takes.

    No block is for a table of which it is not certain what its cells are.
    """

    block: Table | Example | None
    taken: int


def read_table(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """The table that begins at a line; None if none does."""
    for read in (_code_row, _pipes, _framed, _ruled, _tabs, _spaced, _cells_below):
        if found := read(words, lines, at):
            return found
    return None


def _table(words: Words, rows: Sequence[Sequence[Sequence[Stretch]]], span: Span) -> Table:
    """A table of rows of cells, each of them stretches of the text; the first row is its header."""
    made = [
        Row(tuple(_cell(words, cell, head=not nth) for cell in row), _row_span(words, row))
        for nth, row in enumerate(rows)
    ]
    return Table("text", made[0], tuple(made[1:]), span)


def _cell(words: Words, stretches: Sequence[Stretch], *, head: bool) -> Cell:
    return Cell(words.prose(stretches), head=head)


def _row_span(words: Words, row: Sequence[Sequence[Stretch]]) -> Span:
    places = [stretch for cell in row for stretch in cell]
    start, end = min(first for first, _ in places), max(last for _, last in places)
    return Span(words.source, start, end)


def _whole(words: Words, lines: Sequence[Line], at: int, end: int) -> Span:
    return Span(words.source, lines[at].start, lines[end - 1].end)


# Between pipes ------------------------------------------------------------------------------------


def _code_row(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """A row with the numbers of lines in one cell and their code in the other."""
    line = lines[at]
    if line.text[:1] != "|" and "|" not in line.text[1:-1]:
        return None
    cells = split_row(line.text, line.start)
    first = words.source.text[slice(*cells[0])]
    count = counted(first) if len(cells) > 1 else 0
    if not count or not is_code_cell(words.source.text[slice(*cells[1])]):
        return None
    gutter = Gutter(Span(words.source, *cells[0]), count)
    return Taken(example(words.source, cells[1][0], line.end, gutter), 1)


def _pipes(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    if at + 1 == len(lines) or "|" not in lines[at].text:
        return None
    if not _near(lines, at + 1) or "-" not in lines[at + 1].text[:4]:
        return None
    head = _split(lines[at])
    if not _DELIMITER.match(lines[at + 1].text) or len(_split(lines[at + 1])) != len(head):
        return None
    rows, end, last = [head], at + 2, at + 2
    while last < len(lines) and _near(lines, last) and last - end <= _MOST_COLUMNS:
        if _code_row(words, lines, last):
            break
        last += 1
        if "|" in lines[last - 1].text:
            rows.append(_split(lines[last - 1]))
            end = last
    # A row that goes on in the next line has lost its cells.
    certain = all(len(row) == len(head) for row in rows) and len(rows) == end - at - 1
    table = _table(words, rows, _whole(words, lines, at, end)) if certain else None
    return Taken(table, end - at)


def _split(line: Line) -> list[list[Stretch]]:
    return [[cell] for cell in split_row(line.text, line.start)]


def _near(lines: Sequence[Line], at: int) -> bool:
    """Whether there is no blank line in front of a line."""
    return lines[at].number == lines[at - 1].number + 1


# In frames ----------------------------------------------------------------------------------------


def _framed(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """A table in a drawn frame; None for one with cells that go over several rows or columns."""
    if not _FRAME.match(lines[at].text):
        return None
    end = at + 1
    while end < len(lines) and _near(lines, end) and _is_framed(lines[end]):
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
    return _framed_block(words, rows, _whole(words, lines, at, end), end - at)


def _framed_block(
    words: Words, rows: list[list[list[Stretch]]], span: Span, taken: int
) -> Taken | None:
    if len(rows) == 1 and len(rows[0]) == 2:
        return _framed_code(words, rows[0], span, taken)
    for row in rows:
        for cell in row:  # what is empty above a text is no part of it
            full = [stretch for stretch in cell if stretch[0] < stretch[1]]
            cell[:] = full or cell[:1]
    return Taken(_table(words, rows, span) if rows else None, taken)


def _framed_code(words: Words, row: list[list[Stretch]], span: Span, taken: int) -> Taken | None:
    numbers = " ".join(words.source.text[slice(*one)] for one in row[0])
    count = counted(numbers)
    return None if not count else Taken(_lines_of_code(words, row[1], Gutter(span, count)), taken)


def _lines_of_code(words: Words, stretches: Sequence[Stretch], gutter: Gutter) -> Example:
    body = "\n".join(words.source.text[slice(*one)] for one in stretches)
    return Example("", Text(body, gutter.span), gutter.span, "text", gutter=gutter)


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


def _ruled(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """A header, a line with a run of dashes for each column, and rows on a line each."""
    if at + 2 >= len(lines) or not _near(lines, at + 1) or not _RULE.match(lines[at + 1].text):
        return None
    rule = lines[at + 1]
    if _WHOLE_RULE.match(lines[at].text) or rule.text[0] not in "-=":
        return None
    starts = [rule.start - rule.first + run.start() for run in _RUN.finditer(rule.text)]
    rows, end = [], at
    while end < len(lines) and (end == at or _near(lines, end)):
        cells = _columns(words, lines[end], starts)
        if cells is None:
            return None
        if end != at + 1:
            rows.append(cells)
        end += 1
        if end < len(lines) and _RULE.match(lines[end].text) and end != at + 1:
            end += 1
            break
    if len(rows) < _FEWEST_ROWS or any(row[0][0][0] == row[0][0][1] for row in rows):
        return None  # a cell that goes on in the next line
    return Taken(_table(words, rows, _whole(words, lines, at, end)), end - at)


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


# Between tabs -------------------------------------------------------------------------------------


def _tabs(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """Rows with as many tabs as the first; a line without any goes on with the last cell."""
    head = _tabbed(words, lines[at])
    if len(head) < 2 or not all(first < last for first, last in head):
        return None
    rows, end, behind, certain = [[[cell] for cell in head]], at + 1, at + 1, True
    while behind < len(lines):
        cells = _tabbed(words, lines[behind])
        apart = lines[behind].number - lines[behind - 1].number
        if apart > _APART or (not cells and apart > 1) or _are_titles(words, cells):
            break
        if not cells and (lines[behind].is_title or behind - end == _MOST_COLUMNS):
            break
        behind += 1
        if cells:
            certain = certain and len(cells) == len(head)
            rows[-1][-1] += [(line.start, line.end) for line in lines[end : behind - 1]]
            rows.append([[cell] for cell in cells])
            end = behind
    if len(rows) < _FEWEST_ROWS:
        return None
    # With a cell over several rows or columns it is not certain which is which.
    table = _table(words, rows, _whole(words, lines, at, end)) if certain else None
    return Taken(table, end - at)


def _are_titles(words: Words, cells: Sequence[Stretch]) -> bool:
    """Whether a row is the header of another table."""
    texts = [words.source.text[slice(*cell)] for cell in cells]
    titles = all(text[:1].isupper() and len(text) <= _TITLE_LENGTH for text in texts)
    return bool(texts) and titles and _NAME_TITLE.match(texts[0]) is not None


def _tabbed(words: Words, line: Line) -> list[Stretch]:
    written = words.source.text[line.first : line.last]
    found, at = [], line.first
    for part in written.split("\t") if "\t" in line.text else ():
        start = at + len(part) - len(part.lstrip())
        found.append((start, start + len(part.strip())))
        at += len(part) + 1
    return found


# Between blanks -----------------------------------------------------------------------------------


def _spaced(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """Columns that begin at one place in each row, with one title above each of them."""
    head = lines[at]
    titles = [head.start - head.first + chunk.start() for chunk in _CHUNK.finditer(head.text)]
    if len(titles) < 2 or not head.text[:1].isupper():
        return None
    end = at + 1
    while end < len(lines) and _near(lines, end):
        end += 1
    written = [words.source.text[line.first : line.last] for line in lines[at + 1 : end]]
    starts = _column_starts(written, titles)
    if len(written) < _FEWEST_ROWS or starts is None:
        return Taken(None, end - at) if end > at + 1 else None
    rows = [_columns(words, line, starts) for line in lines[at + 1 : end]]
    chunks = [(head.start + c.start(), head.start + c.end()) for c in _CHUNK.finditer(head.text)]
    whole = [row for row in rows if row is not None]
    if len(whole) < len(rows):
        return Taken(None, end - at)
    table = [[[chunk] for chunk in chunks], *whole]
    return Taken(_table(words, table, _whole(words, lines, at, end)), end - at)


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


# A line for each cell -----------------------------------------------------------------------------


def _cells_below(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """Cells below one another: as many titles as cells in a row, and types below theirs."""
    if not _NAME_TITLE.match(lines[at].text):
        return None
    titles = lines[at : at + _MOST_COLUMNS]
    place = next((n for n, line in enumerate(titles) if n and _TYPE_TITLE.match(line.text)), 0)
    sizes = [size for size in range(place + 1, _MOST_COLUMNS + 1) if _fits(lines, at, size, place)]
    if not place or len(sizes) != 1:
        return None
    (size,) = sizes
    rows = list(_rows_below(lines, at, size, place))
    end = at + size * len(rows)
    if _has_type(lines[end : end + size + 2]):
        return None  # it goes on, but not as it began
    cells = [[[(line.start, line.end)] for line in row] for row in rows]
    return Taken(_table(words, cells, _whole(words, lines, at, end)), end - at)


def _fits(lines: Sequence[Line], at: int, size: int, place: int) -> bool:
    titles = lines[at : at + size]
    if any(len(line.text) > _TITLE_LENGTH or line.is_prose for line in titles):
        return False
    rows = list(_first_rows(lines, at, size, place))
    return len(rows) > _FEWEST_ROWS


def _first_rows(lines: Sequence[Line], at: int, size: int, place: int) -> Iterator[Sequence[Line]]:
    for _, row in zip(range(_FEWEST_ROWS + 1), _rows_below(lines, at, size, place), strict=False):
        yield row


def _rows_below(lines: Sequence[Line], at: int, size: int, place: int) -> Iterator[Sequence[Line]]:
    """The titles, and rows with a name first and a type in its place, as long as they come."""
    yield lines[at : at + size]
    start = at + size
    while len(row := lines[start : start + size]) == size:
        if not (_NAME.match(row[0].text) and TYPE.match(row[place].text)):
            return
        yield row
        start += size


def _has_type(lines: Sequence[Line]) -> bool:
    return any(TYPE.match(line.text) for line in lines)
