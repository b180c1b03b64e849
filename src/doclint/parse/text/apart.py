"""Tables in a saved text whose rows have blank lines between them, in columns between blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import islice, pairwise

from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.parse.text.cells import FEWEST_ROWS, Stretch, Taken, around, is_near, made
from doclint.parse.text.lines import Line, Words

_CHUNK = regex(r"\S+(?: \S+)*")
_NAME = regex(r"\S{1,80}\Z")
_STATUS = regex(r"[1-5]\d\d\Z")
_MOST_LINES = 12  # of a row
_TITLE_LENGTH = 40
_MOST_ROWS = 100

Places = list[int]
Row = list[list[Stretch]]


def apart(words: Words, lines: Sequence[Line], at: int) -> Taken | None:
    """A line of titles, and rows of some lines each, with blank lines around all of them."""
    titles = _titles(lines, at)
    if len(titles) < 2:
        return None
    rows, starts = _longest(words, lines, at, titles)
    if len(rows) < FEWEST_ROWS:
        return None
    head = _cells(words, lines[at : at + 1], starts)
    cells = [head, *(_cells(words, row, starts) for row in rows)]
    end = at + 1 + sum(map(len, rows))
    return Taken(made(words, cells, around(words, lines, at, end)), end - at)


def _titles(lines: Sequence[Line], at: int) -> list[tuple[int, int]]:
    """Where the titles of columns stand in a line of its own, none if it has none."""
    head = lines[at]
    if at + 1 == len(lines) or is_near(lines, at + 1) or not head.text[:1].isupper():
        return []
    if at and is_near(lines, at) and not lines[at - 1].is_title:
        return []
    lead = head.start - head.first
    chunks = [(lead + one.start(), lead + one.end()) for one in _CHUNK.finditer(head.text)]
    return chunks if all(last - first <= _TITLE_LENGTH for first, last in chunks) else []


def _blocks(lines: Sequence[Line], at: int) -> Iterator[Sequence[Line]]:
    """Lines without a blank one between them, up to a heading."""
    while at < len(lines) and not lines[at].level:
        end = at + 1
        while end < len(lines) and is_near(lines, end) and end - at <= _MOST_LINES:
            end += 1
        yield lines[at:end]
        at = end


def _longest(
    words: Words, lines: Sequence[Line], at: int, titles: Sequence[tuple[int, int]]
) -> tuple[list[Sequence[Line]], Places]:
    """As many rows as there are columns that all of them keep to, and where those start."""
    columns = _Columns(titles)
    columns.keep(_written(words, lines[at]))
    rows: list[Sequence[Line]] = []
    best: tuple[int, Places] = (0, [])
    for row in islice(_blocks(lines, at + 1), _MOST_ROWS):
        rows.append(row)
        for line in row:
            columns.keep(_written(words, line))
        if columns.are_lost:
            break
        starts = columns.starts()
        unseen = rows if starts != best[1] else rows[best[0] :]
        if starts and all(_is_row(words, one, starts) for one in unseen):
            if not _are_alike(words, [rows[0], *unseen], starts):
                break
            best = len(rows), starts
    count, starts = best
    return rows[:count], starts


@dataclass(slots=True)
class _Columns:
    """Which places between the titles are blank in each of some lines."""

    titles: Sequence[tuple[int, int]]
    first: int = field(init=False)
    blank: list[set[int]] = field(init=False)
    inner: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.titles[0][0]
        self.blank = [set(range(end, start)) for (_, end), (start, _) in pairwise(self.titles)]
        self.inner = {place for start, end in self.titles for place in range(start, end)}

    def keep(self, line: str) -> None:
        """Keep what is blank in a line too."""
        self.first = min(self.first, len(line) - len(line.lstrip()))
        for places in (*self.blank, self.inner):
            places -= {n for n in places if n < len(line) and not line[n].isspace()}

    @property
    def are_lost(self) -> bool:
        """Whether no blank is left between two columns."""
        return not all(self.blank)

    def starts(self) -> Places | None:
        """Where each column starts: behind the one stretch of blanks in front of its title.

        None if that is not certain: blanks below a title may part two columns too.
        """
        ends = [[n + 1 for n in places if n + 1 not in places] for places in self.blank]
        ends[0] = [min(ends[0])] if ends[0] else []  # a name has no blanks in it
        certain = not self.inner and all(len(one) == 1 for one in ends)
        return [self.first, *(end for (end,) in ends)] if certain else None


def _is_row(words: Words, row: Sequence[Line], starts: Places) -> bool:
    """Whether it has a name, on one line, and something beside it, each where its column starts."""
    cells = _cells(words, row, starts)
    named = [words.source.text[slice(*one)] for one in cells[0]]
    beside = any(first < last for cell in cells[1:] for first, last in cell)
    if len(named) != 1 or not _NAME.match(named[0]) or not beside:
        return False
    places = {line.first + start for line in row for start in starts}
    return all(first in places for cell in cells for first, last in cell if first < last)


def _are_alike(words: Words, rows: Sequence[Sequence[Line]], starts: Places) -> bool:
    """Whether all rows begin with a status, or none does."""
    firsts = [_cells(words, row, starts)[0][0] for row in rows]
    return len({bool(_STATUS.match(words.source.text[slice(*one)])) for one in firsts}) == 1


def _cells(words: Words, row: Sequence[Line], starts: Places) -> Row:
    cells: Row = [[] for _ in starts]
    for line in row:
        written = _written(words, line)
        for cell, (first, last) in zip(cells, pairwise([*starts, len(written)]), strict=True):
            text = written[first : max(first, last)]
            start = min(line.first + first + len(text) - len(text.lstrip()), line.last)
            cell.append((start, start + len(text.strip())))
    return [[one for one in cell if one[0] < one[1]] or cell[:1] for cell in cells]


def _written(words: Words, line: Line) -> str:
    return words.source.text[line.first : line.last].rstrip()
