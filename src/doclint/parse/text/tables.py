"""Tables in a saved text, where it is certain which words are a cell.

That is so between pipes and in drawn frames, between tabs, below a line of dashes, and where each
cell has a line or a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.model.page import Gutter
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.parse.markdown.tables import split_row
from doclint.parse.text.apart import apart
from doclint.parse.text.cells import FEWEST_ROWS, Stretch, Taken, around, is_near, made
from doclint.parse.text.code import example, is_code_cell
from doclint.parse.text.columns import framed, ruled, spaced
from doclint.parse.text.gutters import counted
from doclint.parse.text.lines import Line, Words
from doclint.parse.text.stacked import NAME_TITLE, stacked

_DELIMITER = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")
_MOST_COLUMNS = 7
_APART = 2  # lines from one row to the next, where a cell ends in an empty one
_FAR = 30  # lines below a row in which a list may stand that is a part of its last cell
_FEW_WORDS = 3
_TITLE_LENGTH = 30


def read_table(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """The table that begins at a line; None if none does."""
    for read in (_code_row, _pipes, framed, ruled, _tabs, spaced, apart, stacked):
        if found := read(words, lines, at):
            return found
    return None


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
    if not is_near(lines, at + 1) or "-" not in lines[at + 1].text[:4]:
        return None
    head = _split(lines[at])
    if not _DELIMITER.match(lines[at + 1].text) or len(_split(lines[at + 1])) != len(head):
        return None
    rows, end, last = [head], at + 2, at + 2
    while last < len(lines) and is_near(lines, last) and last - end <= _MOST_COLUMNS:
        if _is_short_title(lines[last]) or _begins_table(words, lines, last):
            break
        last += 1
        if "|" in lines[last - 1].text:
            rows.append(_split(lines[last - 1]))
            end = last
    # A row that goes on in the next line has lost its cells.
    certain = all(len(row) == len(head) for row in rows) and len(rows) == end - at - 1
    certain = certain and not _goes_on(lines, end)
    table = made(words, rows, around(words, lines, at, end)) if certain else None
    return Taken(table, end - at)


def _begins_table(words: Words, lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the header of another table, or a row of code."""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    header = "|" in lines[at].text and "|" in below and _DELIMITER.match(below) is not None
    return header or _code_row(words, lines, at) is not None


def _goes_on(lines: Sequence[Line], end: int) -> bool:
    """Whether another row stands below a blank line, and no other table."""
    if end >= len(lines) or "|" not in lines[end].text.strip("|"):
        return False
    return end + 1 == len(lines) or not _DELIMITER.match(lines[end + 1].text)


def _split(line: Line) -> list[list[Stretch]]:
    return [[cell] for cell in split_row(line.text, line.start)]


# Between tabs -------------------------------------------------------------------------------------


def _tabs(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """Rows with as many tabs as the first; a line without any goes on with the last cell."""
    head = _tabbed(words, lines[at])
    if len(head) < 2:
        return None
    rows, end, certain = [[[cell] for cell in head]], at + 1, _is_header(words, head)
    for number in _next_tabbed(lines, at):
        cells = _tabbed(words, lines[number])
        if _are_titles(words, cells):
            break
        near = lines[number].number - lines[end - 1].number <= number - end + _APART
        if len(cells) != len(head) or not near or any(map(_is_short_title, lines[end:number])):
            certain = False  # over several rows or columns, or with a list in it
        if not near and not certain:
            break
        rows[-1][-1] += [(line.start, line.end) for line in lines[end:number]]
        rows.append([[cell] for cell in cells])
        end = number + 1
    if len(rows) < FEWEST_ROWS and certain:
        return None
    table = made(words, rows, around(words, lines, at, end)) if certain else None
    return Taken(table, end - at)


def _next_tabbed(lines: Sequence[Line], at: int) -> Iterator[int]:
    """The next lines with tabs, each not far from the one before."""
    last = at
    for number in range(at + 1, len(lines)):
        if number - last > _FAR:
            return
        if "\t" in lines[number].text:
            last = number
            yield number


def _is_header(words: Words, cells: Sequence[Stretch]) -> bool:
    """Whether a row may be the titles of columns."""
    texts = [words.source.text[slice(*cell)] for cell in cells]
    return all(text and len(text) <= _TITLE_LENGTH and text[-1] != "." for text in texts)


def _is_short_title(line: Line) -> bool:
    return line.is_title and line.text.count(" ") < _FEW_WORDS


def _are_titles(words: Words, cells: Sequence[Stretch]) -> bool:
    """Whether a row is the header of another table."""
    texts = [words.source.text[slice(*cell)] for cell in cells]
    titles = all(text[:1].isupper() and len(text) <= _TITLE_LENGTH for text in texts)
    return bool(texts) and titles and NAME_TITLE.match(texts[0]) is not None


def _tabbed(words: Words, line: Line) -> list[Stretch]:
    written = words.source.text[line.first : line.last]
    found, at = [], line.first
    for part in written.split("\t") if "\t" in line.text else ():
        start = at + len(part) - len(part.lstrip())
        found.append((start, start + len(part.strip())))
        at += len(part) + 1
    return found
