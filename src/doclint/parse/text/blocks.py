"""The blocks of a saved text and its headings, which have lost their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import pairwise

from doclint.model.page import Block, Example, Heading, Item, Items, Markup, Paragraph
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.parse.text.code import is_button, is_language, read_code
from doclint.parse.text.lines import (
    Line,
    Words,
    goes_on,
    is_request,
    is_value,
    read_lines,
    width,
)
from doclint.parse.text.tables import read_table

_BULLET = regex(r"(?:[-*•▪▸►◦□■○●‣⁃▶➢✓]|[–·](?=\s))(?:\s+|\Z)")
_INDENTED_BULLET = regex(r"[+o](?:\s+|\Z)")
_NUMBER = regex(r"([0-9]{1,3})[.)]\s+(?=\S)")
_SECTION_NUMBER = regex(r"(\d+(?:\.\d+)*)\.?\s+[^\W\d_]")
_COMMENT = regex(r"<!--.*?-->", re.S)
_QUOTE = regex(r"(?<!\\)\"")
_TITLES = 3  # headings with nothing between them; more lines are the cells of something
_DEEPEST, _LABEL = 6, 7
_WIDE, _MARGIN = 132, 8
_TERMINAL = (79, 80)

Part = Block | Line
Piece = Heading | Block


@dataclass(slots=True)
class Reading:
    """Reads the lines of a text, one after the other."""

    source: Source
    words: Words = field(init=False)
    lines: list[Line] = field(init=False)
    columns: int = field(init=False)
    widest: int = field(init=False)
    is_marked: bool = field(init=False)

    def __post_init__(self) -> None:
        self.words = Words(self.source)
        self.lines = read_lines(_without_comments(self.source.text))
        self.columns = width(self.lines)
        self.is_marked = any(line.level for line in self.lines)
        self.widest = max((line.last - line.first for line in self.lines), default=0)

    def pieces(self) -> list[Piece]:
        """The headings and blocks of the text, in its order."""
        return list(_headed(self, list(self.parts())))

    # Blocks that are known by their looks

    def parts(self) -> Iterator[Part]:
        """Code, tables and lists, and the lines between them."""
        waiting: list[Line] = []  # lines that may belong to the code below them
        at = 0
        while at < len(self.lines):
            if self.lines[at].level:
                yield from (*waiting, self.lines[at])
                at, waiting = at + 1, []
                continue
            code = read_code(self.source, self.lines, at)
            if code is not None:
                end = at + code.taken
                if self.is_cut(at, end):
                    end = self.end_of_run(end)
                    yield Markup(Span(self.source, self.lines[at].start, self.lines[end - 1].end))
                else:
                    end += self.buttons(end)
                    yield self.labelled(code.example, waiting, end)
                at, waiting = end, []
                continue
            block, taken = self.block(at)
            if block is None and taken == 1 and _is_label(self.lines[at]):
                waiting.append(self.lines[at])
                at += 1
                continue
            yield from waiting
            waiting = []
            yield from (block,) if block is not None else self.lines[at : at + taken]
            at += taken
        yield from waiting

    def is_cut(self, at: int, end: int) -> bool:
        """Whether lines of code were broken in the middle, to the width of all the text."""
        broken = self.columns and self.widest - _MARGIN <= self.columns and self.widest <= _WIDE
        if not broken and self.widest not in _TERMINAL:
            return False
        run = self.lines[at : end + 1]
        return any(line.last - line.first >= self.widest for line in run[: end - at]) or any(
            _is_open(line) and line.last - line.first + _first_word(below) >= self.widest
            for line, below in pairwise(run)
        )

    def end_of_run(self, at: int) -> int:
        """Behind the lines that no blank line parts from the one in front of them."""
        while at < len(self.lines) and self.lines[at].number == self.lines[at - 1].number + 1:
            at += 1
        return at

    def block(self, at: int) -> tuple[Block | None, int]:
        """The table or list that begins at a line, and how many lines it takes; or lines."""
        if table := read_table(self.words, self.lines, at):
            return table.block, table.taken
        return self.items(at) or (None, 1)

    def buttons(self, at: int) -> int:
        """How many lines below code are buttons to copy it."""
        return int(at < len(self.lines) and is_button(self.lines[at]))

    def labelled(self, example: Example, labels: Sequence[Line], end: int) -> Example:
        """Code with the names of its language and the buttons that stand around it."""
        last = self.lines[end - 1].end
        start = labels[0].start if labels else example.span.start
        names = [line.text.lower() for line in labels if is_language(line)]
        language = names[0] if names == ["json"] and example.body[:1] in ("{", "[") else ""
        span = Span(self.source, start, max(last, example.span.end))
        return Example(language, example.body, span, example.kind, gutter=example.gutter)

    # Lists

    def items(self, at: int) -> tuple[Items, int] | None:
        """A list; a bullet alone on its line has its text below it, and begins a list inside."""
        if not self.marker(at):
            return None
        end = at
        items: list[Item] = []
        groups: list[tuple[Item, list[Item]]] = []
        while end < len(self.lines) and (mark := self.marker(end)):
            first, last = self.item(end, mark)
            item = self.made(end, first, last, mark)
            alone = first > end
            if alone:
                groups.append((item, []))
            (groups[-1][1] if groups and not alone else items).append(item)
            if alone:
                items.pop()
            end = last
        items += [_grouped(head, rest) for head, rest in groups]
        ordered = bool(_NUMBER.match(self.lines[at].text))
        span = Span(self.source, self.lines[at].start, self.lines[end - 1].end)
        return Items(tuple(items), span, ordered), end - at

    def marker(self, at: int) -> int:
        """How many characters of a line are the mark of a list item; 0 if it is none."""
        line = self.lines[at]
        mark = _BULLET.match(line.text) or (line.indent and _INDENTED_BULLET.match(line.text))
        if mark:
            alone = mark.end() == len(line.text)
            return mark.end() if not alone or self.has_text_below(at) else 0
        number = _NUMBER.match(line.text)
        return number.end() if number and self.is_numbered(at) else 0

    def has_text_below(self, at: int) -> bool:
        """Whether the line below a lone bullet is its text."""
        if at + 1 == len(self.lines) or self.lines[at + 1].number != self.lines[at].number + 1:
            return False
        return not _BULLET.match(self.lines[at + 1].text)

    def is_numbered(self, at: int) -> bool:
        """Whether a number counts on from the line above or to the line below, nearby."""
        own = _count(self.lines[at])
        near = [self.lines[n] for n in (at - 1, at + 1) if 0 <= n < len(self.lines)]
        steps = {-1: own - 1, 1: own + 1}
        return any(
            _count(line) == steps[-1 if line.start < self.lines[at].start else 1] for line in near
        )

    def item(self, at: int, mark: int) -> tuple[int, int]:
        """The first line with text of an item, and the one behind its last."""
        first = at + (mark >= len(self.lines[at].text))
        last = first + 1
        while last < len(self.lines) and not self.marker(last):
            before, line = self.lines[last - 1], self.lines[last]
            level = before._replace(indent=line.indent, text=before.text)
            deep = line.indent >= self.lines[at].indent
            if not deep or not goes_on(level, line, self.columns - before.indent + line.indent):
                break
            last += 1
        return first, last

    def made(self, at: int, first: int, last: int, mark: int) -> Item:
        """An item with one text: what follows its mark in some lines."""
        lines = self.lines
        start = lines[first].start + (mark if first == at else 0)
        stretches = [(start, lines[first].end)]
        stretches += [(line.start, line.end) for line in lines[first + 1 : last]]
        prose = self.words.prose(stretches)
        return Item((Paragraph(prose),), Span(self.source, lines[at].start, lines[last - 1].end))


def _grouped(head: Item, rest: Sequence[Item]) -> Item:
    if not rest:
        return head
    below = Items(tuple(rest), rest[0].span.until(rest[-1].span))
    return Item((*head.blocks, below), head.span.until(below.span))


def _is_open(line: Line) -> bool:
    """Whether a quote of a line has no end on it."""
    return len(_QUOTE.findall(line.text)) % 2 == 1


def _first_word(line: Line) -> int:
    return len(line.text.split(None, 1)[0])


def _count(line: Line) -> int:
    match = _NUMBER.match(line.text)
    return int(match[1]) if match else -1


def _is_label(line: Line) -> bool:
    return is_button(line) or is_language(line)


def _without_comments(text: str) -> str:
    """The text with blanks for comments of whole lines."""
    end = text.rfind("-->")  # what begins behind it has no end
    if end < 0 or "<!--" not in text:
        return text
    blank = _COMMENT.sub(_blanked, text[: end + 3])
    return blank + text[end + 3 :]


def _blanked(match: re.Match[str]) -> str:
    return "".join("\n" if c == "\n" else " " for c in match[0])


# Headings -----------------------------------------------------------------------------------------


def _headed(reading: Reading, parts: Sequence[Part]) -> Iterator[Piece]:
    """The parts with their lines as paragraphs or headings."""
    at, begins = 0, True
    while at < len(parts):
        part = parts[at]
        if not isinstance(part, Line):
            yield part
            at += 1
            continue
        run = _joined(reading, parts, at)
        at += sum(len(lines) for lines in run)
        following = parts[at] if at < len(parts) else None
        for level, lines in _levels(run, following, begins=begins, marked=reading.is_marked):
            begins = begins and (level == _LABEL or not (level or _is_text(lines)))
            prose = reading.words.of(*lines)
            yield Heading(prose, level, prose.span) if level else Paragraph(prose)


def _joined(reading: Reading, parts: Sequence[Part], at: int) -> list[list[Line]]:
    """The lines from one part to the next block, those of a broken paragraph together."""
    run: list[list[Line]] = []
    for number in range(at, len(parts)):
        part = parts[number]
        if not isinstance(part, Line):
            break
        if run and _is_one(run[-1][-1], part, reading.columns):
            run[-1].append(part)
        else:
            run.append([part])
    return run


def _is_one(line: Line, following: Line, columns: int) -> bool:
    return is_request(line, following) or goes_on(line, following, columns)


def _levels(
    run: Sequence[list[Line]], following: Block | Line | None, *, begins: bool, marked: bool
) -> Iterator[tuple[int, list[Line]]]:
    """Paragraphs with the level of the heading that each is, 0 for none.

    Where headings have marks, a short line without one is a label at most.
    """
    at = 0
    while at < len(run):
        if mark := run[at][-1].level:
            yield 1 if begins else mark, run[at]
            at, begins = at + 1, False
            continue
        end = at
        while end < len(run) and len(run[end]) == 1 and run[end][0].is_title:
            if run[end][0].level:
                break
            end += 1
        if end == at:
            begins = begins and not _is_text(run[at])
            yield 0, run[at]
            at += 1
            continue
        first = _first_title(run, at, end, following, begins=begins)
        for number in range(at, end):
            own = _level(run[number][0], 1 if begins and number == first else 2)
            level = own if number >= first and not marked else _LABEL
            yield level, run[number]
        begins = begins and first == end
        at = end


def _first_title(
    run: Sequence[list[Line]], at: int, end: int, following: Block | Line | None, *, begins: bool
) -> int:
    """The first of some lines that is a heading; the end if none is for certain.

    The others are labels: what stands below them may be about something else than what is above.
    """
    behind = _is_text(run[end]) if end < len(run) else following is not None
    if not behind or not (at == 0 or _ends(run[at - 1][-1])):
        return end
    if end - at <= _TITLES:
        return at
    return end - 1 if begins else end


def _is_text(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 or lines[0].is_content


def _ends(line: Line) -> bool:
    """Whether a heading may follow a line: a sentence, not a cell."""
    return line.is_content and not is_value(line.text)


def _level(line: Line, level: int) -> int:
    """The level of a heading by its number, where it has one of several parts."""
    number = _SECTION_NUMBER.match(line.text)
    if number and "." in number[1]:
        return min(number[1].count(".") + 2, _DEEPEST)
    return level
