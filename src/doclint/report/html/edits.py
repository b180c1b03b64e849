"""A fix as the few lines that it changes, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doclint.model.finding import Change, Repair
from doclint.model.source import Source
from doclint.report.html.frames import Frames
from doclint.report.html.visible import units, visible

_SHOWN = 12  # lines of either side
_WIDTH = 200  # characters of a line
_LEAD = 60  # of which those in front of what changes
_COPIED = 4000  # characters; what is longer is not put into the report a second time
_WORTH = 16  # characters in common, for which it is shorter to tell what changes
_MORE = "\N{HORIZONTAL ELLIPSIS}"


def hunks(repair: Repair, sources: Mapping[str, Source], names: Frames) -> Iterator[list[Any]]:
    """Each stretch of lines that changes: path, line, lines before, lines after, what to copy.

    Paths and lines before are numbers of names. A line after is a text, or what becomes of one
    before: its number in the stretch, how many characters stay at its start and its end, and what
    comes between. What to copy is 0 where that is what is shown, and None where it is too long.
    """
    by_path: dict[str, list[Change]] = {}
    for change in sorted(repair.changes):
        by_path.setdefault(change.path, []).append(change)
    for path, changes in by_path.items():
        if source := sources.get(path):
            for near in _near(source, changes):
                yield _hunk(source, near, names)


def _near(source: Source, changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes of one line, or of lines that follow each other."""
    group: list[Change] = []
    for change in changes:
        if group and source.position(change.start)[0] > source.position(group[-1].end)[0] + 1:
            yield group
            group = []
        group.append(change)
    yield group


def _hunk(source: Source, changes: Sequence[Change], names: Frames) -> list[Any]:
    text = source.text
    first = source.position(changes[0].start)[0]
    start = source.line_starts[first - 1]
    end = text.find("\n", max(changes[-1].end, start))
    end = len(text) if end < 0 else end
    parts, at = [], start
    for change in changes:
        parts += [text[at : change.start], change.text]
        at = max(at, change.end)
    old, new = text[start:end].split("\n"), "".join((*parts, text[at:end])).split("\n")
    first, old, new = _trimmed(first, old, new)
    begin = _begin(old, new)
    before, after = _shown(old, begin), _shown(new, begin)
    copied = "\n".join(new)
    same = copied == "\n".join(after)
    return [
        names.paths[visible(source.path)],
        first,
        [names.lines[line] for line in before],
        [_from(before, row, line) for row, line in enumerate(after)],
        0 if same else copied if len(copied) <= _COPIED else None,
    ]


def _from(before: Sequence[str], row: int, line: str) -> str | list[Any]:
    """A line after, told by the one before that stood in its place, if that is shorter."""
    old = before[row] if row < len(before) else ""
    start = _same(old, line)
    end = _same(old[start:][::-1], line[start:][::-1])
    if start + end < _WORTH:
        return line
    return [row, units(line[:start]), units(line[len(line) - end :]), line[start : len(line) - end]]


def _same(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _trimmed(first: int, old: list[str], new: list[str]) -> tuple[int, list[str], list[str]]:
    """Without the lines at either end that stay as they are."""
    while old and new and old[0] == new[0]:
        first, old, new = first + 1, old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return first, old, new


def _begin(old: Sequence[str], new: Sequence[str]) -> int:
    """Where to begin with lines that are too wide."""
    if max(map(len, (*old, *new)), default=0) <= _WIDTH:
        return 0
    return max(0, _same(old[0], new[0]) - _LEAD) if old and new else 0


def _shown(lines: Sequence[str], begin: int) -> list[str]:
    shown = [_cut(line, begin) for line in lines[:_SHOWN]]
    left = len(lines) - _SHOWN
    return (
        [*shown, f"{_MORE} {left} more {'line' if left == 1 else 'lines'}"] if left > 0 else shown
    )


def _cut(line: str, begin: int) -> str:
    before = _MORE if begin and len(line) > begin else ""
    after = _MORE if len(line) > begin + _WIDTH else ""
    return f"{before}{visible(line[begin : begin + _WIDTH])}{after}"
