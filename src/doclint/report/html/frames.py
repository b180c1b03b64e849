"""Lines of files around what findings are about, each kept once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from doclint.model.finding import Place
from doclint.model.source import Source
from doclint.report.html.visible import units, visible

_AROUND = 2  # lines in front of a mark, and behind it
_MARKED = 6  # lines of a mark that are shown
_WIDTH = 200  # characters of a line that are shown
_LEAD = 60  # of which those in front of the mark
_STEP = 40  # where windows of long lines begin, so that neighbours share them
_MORE = "\N{HORIZONTAL ELLIPSIS}"


class Names:
    """Values by number, each once, in the order in which they were met."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def __getitem__(self, value: Any) -> int:
        """The number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    def all(self) -> list[Any]:
        """The values by their numbers."""
        return list(self._numbers)


class Frames:
    """What is to be shown of files: a few lines around each place, with where the mark is."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self.paths, self.lines, self._frames = Names(), Names(), Names()

    def add(self, place: Place) -> int:
        """The number of the frame of a place."""
        return self._frames[self._frame(place)]

    def all(self) -> list[Any]:
        """The frames: path, line and column of the place, and if its file is there more.

        That is the first line that is shown, the lines by their numbers; row and column of the
        mark's start and of its end, as browsers count; how many of its lines are not shown.
        """
        return self._frames.all()

    def _frame(self, place: Place) -> tuple[Any, ...]:
        path = self.paths[visible(place.path)]
        source = self._sources.get(place.path)
        if source is None or place.line > len(source.line_starts):
            return path, place.line, place.column
        end_line = place.end_line - (place.end_column == 1 and place.end_line > place.line)
        last = min(end_line, place.line + _MARKED - 1)
        top = max(1, place.line - _AROUND)
        bottom = min(len(source.line_starts), last + _AROUND)
        begin = _begin(source.line(place.line), place.column - 1)
        shown = tuple(
            self.lines[_window(source.line(number), begin)] for number in range(top, bottom + 1)
        )
        start = _column(source.line(place.line), place.column - 1, begin)
        ends = place.end_column - 1 if last == place.end_line else len(source.line(last))
        end = _column(source.line(last), ends, begin)
        mark = place.line - top, start, last - top, end
        return path, place.line, place.column, top, shown, *mark, end_line - last


def _begin(line: str, column: int) -> int:
    """Where the window of a line begins, so that what is marked is in it."""
    if len(line) <= _WIDTH or column <= _LEAD:
        return 0
    return (column - _LEAD) // _STEP * _STEP


def _window(line: str, begin: int) -> str:
    text = visible(line[begin : begin + _WIDTH])
    before = _MORE if begin and line else ""
    after = _MORE if len(line) > begin + _WIDTH else ""
    return f"{before}{text}{after}".rstrip()


def _column(line: str, column: int, begin: int) -> int:
    """The column of a window, for one of its line."""
    inside = min(max(column - begin, 0), _WIDTH)
    return (1 if begin and line else 0) + units(visible(line[begin : begin + inside]))
