"""Numbers of lines beside code, where the text of a page has them in its own lines.

A code block of a site often shows them in a column of their own. Saved as text, the column becomes
a line (`1 2 3 4 |`), a number on each line, or a number in front of each line of the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from doclint.model.page import Gutter
from doclint.model.pattern import regex
from doclint.model.source import Span, Text
from doclint.parse.data.json_tokens import line_numbers

_ROW = regex(r"[ \t|]*1(?:[ \t]+\d{1,5})+[ \t]*\|?[ \t]*\Z")
_NUMBER = regex(r"\d{1,5}")
_FEWEST = 2


def counted(line: str) -> int:
    """How many lines a gutter in one row counts, `1 2 3 4 |`; 0 if it is none."""
    if not _ROW.match(line):
        return 0
    return _counts(_NUMBER.findall(line))


def counted_down(lines: Iterable[str]) -> int:
    """How many lines a gutter counts that has a number on each line, from the first on."""
    number = 0
    for number, line in enumerate(lines, 1):
        if line.strip(" \t|") != str(number):
            number -= 1
            break
    return number if number >= _FEWEST else 0


def numbered(lines: Sequence[Span]) -> tuple[Text, Gutter] | None:
    """The code of lines that begin with their numbers, without them; None if they do not."""
    if len(lines) < _FEWEST:
        return None
    whole = lines[0].until(lines[-1])
    found = line_numbers(whole.text)
    if len(found) < _FEWEST:
        return None
    starts = {whole.text.count("\n", 0, start): end for start, end in found}
    kept, at = [], 0
    for nth, line in enumerate(whole.text.split("\n")):
        cut = max(starts.get(nth, at) - at, 0)
        kept.append(line[cut:])
        at += len(line) + 1
    last = _NUMBER.search(whole.text, found[-1][0])
    return Text("\n".join(kept), whole), Gutter(whole, int(last[0]) if last else len(found))


def lost_lines(body: str, gutter: Gutter) -> int:
    """How many lines the numbers count that the code lacks.

    Code that lost its line breaks has one line, which proves nothing.
    """
    there = body.count("\n") + 1
    return gutter.lines - there if there > 1 else 0


def _counts(numbers: Sequence[str]) -> int:
    steps = [int(number) for number in numbers]
    return len(steps) if steps == list(range(1, len(steps) + 1)) else 0
