"""Tables in a saved text whose cells stand below one another, each a line or a paragraph.

How many cells a row has is only certain where each row has something that is known to be in one
place: a type below the title of the types, or a status code as its first cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from doclint.model.pattern import regex
from doclint.parse.data.json_tokens import TYPE
from doclint.parse.text.cells import FEWEST_ROWS, Taken, around, is_near, made
from doclint.parse.text.lines import Line, Words

_TYPE_TITLE = regex(
    r"(?:data |parameter |value |field )?type\Z|(?:参数|数据|字段)?类型\Z|型\Z", re.I
)
NAME_TITLE = regex(
    r"(?:[\w-]+ )?(?:name|parameter|param|field|property|attribute|key|header|argument)s?"
    r"(?: name)?\Z|(?:参数|字段|属性)(?:名称?)?\Z|名称\Z",
    re.I,
)
"""What the first column of a table of members is called."""
_STATUS_TITLE = regex(
    r"(?:(?:http |response |return )?(?:status )?codes?|(?:http )?status(?: codes?)?|状态码)\Z",
    re.I,
)
_STATUS = regex(r"[1-5]\d\d(?:\s+[A-Z][\w' -]{1,40})?\Z")
_OTHER_TYPE = regex(
    r"(?:dict(?:ionary)?|json|datetime)\Z|\[[a-z]+\]\Z|(?:array|list) of [\w ]{1,40}\Z", re.I
)
_ANSWER = regex(r"(?:yes|no|true|false|是|否)\Z", re.I)
_NAME = regex(r"[\w$@.\[\]{}<>/*-]{1,80}\Z")
_MOST_COLUMNS = 7
_MOST_LINES = 12  # of a cell
_TITLE_LENGTH = 30

Cells = Sequence[Sequence[Line]]
Fits = Callable[[Cells], bool]


def stacked(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """Cells below one another: as many titles as cells in a row, and what tells rows apart."""
    if NAME_TITLE.match(lines[at].text):
        return _typed(words, lines, at)
    if _STATUS_TITLE.match(lines[at].text):
        return _of_statuses(words, lines, at)
    return None


def _typed(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """Rows with a type below the title of the types."""
    titles = _next_cells(lines, at, _MOST_COLUMNS)
    place = next((n for n, cell in enumerate(titles) if n and _TYPE_TITLE.match(_text(cell))), 0)
    if not place:
        return None

    def fits(row: Cells) -> bool:
        return _NAME.match(_text(row[0])) is not None and _is_type(row[place])

    sizes = [
        size
        for size in range(place + 1, len(titles) + 1)
        if _are_titles(titles[:size]) and len(list(_rows(lines, at, size, fits, 2))) >= FEWEST_ROWS
    ]
    if len(sizes) != 1 or (rows := _whole(lines, at, sizes[0], fits, _is_known)) is None:
        return None
    return _table(words, lines, at, rows)


def _of_statuses(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """Rows that begin with a status code."""
    titles = _next_cells(lines, at, _MOST_COLUMNS)
    size = next((n for n, cell in enumerate(titles) if _is_status(cell)), 0)
    if size < FEWEST_ROWS or not _are_titles(titles[:size]):
        return None

    def fits(row: Cells) -> bool:
        return _is_status(row[0]) and not any(map(_is_status, row[1:]))

    rows = _whole(lines, at, size, fits, _is_status)
    return None if rows is None else _table(words, lines, at, rows)


def _table(words: Words, lines: Sequence[Line], at: int, rows: Sequence[Cells]) -> Taken:
    taken = sum(len(cell) for row in rows for cell in row)
    cells = [[[(line.start, line.end) for line in cell] for cell in row] for row in rows]
    return Taken(made(words, cells, around(words, lines, at, at + taken)), taken)


def _whole(
    lines: Sequence[Line], at: int, size: int, fits: Fits, tells: Callable[[Sequence[Line]], bool]
) -> list[Cells] | None:
    """The rows with their titles; None if they go on in another way than they began."""
    rows = [_next_cells(lines, at, size), *_rows(lines, at, size, fits)]
    end = at + sum(len(cell) for row in rows for cell in row)
    if len(rows) < FEWEST_ROWS or any(map(tells, _next_cells(lines, end, size + 2))):
        return None
    return rows


def _rows(lines: Sequence[Line], at: int, size: int, fits: Fits, most: int = 0) -> Iterator[Cells]:
    """The rows below the titles, as long as they come; no more than some, if that is said."""
    at += sum(map(len, _next_cells(lines, at, size)))
    apart = at < len(lines) and not is_near(lines, at)
    count = 0
    while len(row := _next_cells(lines, at, size, apart=apart)) == size and fits(row):
        yield row
        at += sum(map(len, row))
        count += 1
        if count == most:
            return


def _next_cells(
    lines: Sequence[Line], at: int, count: int, *, apart: bool | None = None
) -> list[Sequence[Line]]:
    """The next cells, up to a heading: paragraphs if blank lines part them, else a line each."""
    found: list[Sequence[Line]] = []
    if apart is None:
        apart = at + 1 < len(lines) and not is_near(lines, at + 1)
    while at < len(lines) and len(found) < count and not lines[at].level:
        end = at + 1
        while apart and end < len(lines) and is_near(lines, end) and end - at <= _MOST_LINES:
            end += 1
        found.append(lines[at:end])
        at = end
    return found


def _text(cell: Sequence[Line]) -> str:
    return " ".join(line.text for line in cell)


def _is_known(cell: Sequence[Line]) -> bool:
    return TYPE.match(_text(cell)) is not None


def _is_type(cell: Sequence[Line]) -> bool:
    return _is_known(cell) or _OTHER_TYPE.match(_text(cell)) is not None


def _is_status(cell: Sequence[Line]) -> bool:
    return _STATUS.match(_text(cell)) is not None


def _are_titles(cells: Cells) -> bool:
    return all(
        len(cell) == 1
        and 0 < len(cell[0].text) <= _TITLE_LENGTH
        and not cell[0].is_prose
        and not TYPE.match(cell[0].text)
        and not _ANSWER.match(cell[0].text)
        for cell in cells
    )
