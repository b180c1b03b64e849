"""What a stretch of a page is in: a cell, a fence, a heading, front matter, a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from doclint.model.page import Cell, Example, Heading, Inline, Page, Paragraph, Prose, Table
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.probe.rendering import Rendering

_KEY = re.compile(r"[ \t]*(?:- +)?([\"']?)([\w.$@-]+)\1[ \t]*:(?:[ \t]|$)", re.M)
_BLOCK = re.compile(r"[ \t]*([|>])[-+\d]*[ \t]*\Z")
_WORD = re.compile(r"[^\W\d_]{2}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>?")
_ATTRIBUTE = re.compile(r"([\w:@-]+)\s*=\s*(?:\"[^\"<>]*|'[^'<>]*|[^\s\"'<>]*)\Z")
_FAR = 300  # characters before a place that are looked through for the tag that it stands in


@dataclass(frozen=True, slots=True)
class Sink:
    """Where a printed value stands.

    Kinds: front-matter cell fence heading code link attribute sentence text unknown. `name` is the
    key in front matter, the header of the column, the language of the fence or the name of the
    attribute. `inside` is the inline element around it, whatever the kind: code link attribute tag.
    `quoted` is the quote that it stands in, or `|` and `>` for a block of YAML. `before` and
    `after` are the fixed text beside it, in its cell, its paragraph or on its line. `table` is the
    kind of a cell's table, pipe or html.
    It is `sure` if a page shows it there, from `start` to `end`.
    """

    kind: str
    name: str = ""
    quoted: str = ""
    before: str = ""
    after: str = ""
    inside: str = ""
    table: str = ""
    sure: bool = True
    start: int = -1
    end: int = -1


@dataclass(eq=False)
class Reader:
    """Tells sinks on one rendering."""

    rendering: Rendering
    page: Page
    html: bool = False

    def sink(self, start: int, end: int) -> Sink:
        """The sink of a stretch of the page."""
        found = self._block(start, end)
        return replace(found, start=start, end=end)

    def _block(self, start: int, end: int) -> Sink:
        front = self.page.front_matter
        if front is not None and front.span.start <= start < front.span.end:
            return self._front_matter(start, end)
        line = self._line(start)
        match self._around(start, end):
            case Table() as table:
                return self._cell(table, start, end)
            case Example(kind=kind, language=language) if not (self.html and kind == "indented"):
                return self._beside("fence", start, end, line, name=language)
            case Heading(prose=prose, span=span):
                return self._inline("heading", prose, start, end, span)
            case Paragraph(prose=prose, span=span) if not self._is_row(line):
                return self._inline("", prose, start, end, span)
        return self._markup(start, end, line)

    def _is_row(self, line: Span) -> bool:
        """Whether a line looks like a row, though it may stand in no table."""
        row = line.text.lstrip(" \t>").startswith("|") and line.text.count("|") > 1
        return row and not self.html

    @cached_property
    def _blocks(self) -> list[tuple[int, int, int, object]]:
        """Tables, examples, headings and paragraphs by where they begin, outer before inner."""
        found: list[tuple[int, int, object]] = []
        for section in self.page.walk():
            if section.heading:
                found.append(
                    (section.heading.span.start, section.heading.span.end, section.heading)
                )
        for block in self.page.blocks():
            if isinstance(block, (Table, Example, Paragraph)):
                found.append((block.span.start, block.span.end, block))
        found.sort(key=lambda one: (one[0], -one[1]))
        return [(start, end, number, one) for number, (start, end, one) in enumerate(found)]

    def _around(self, start: int, end: int) -> object:
        """The innermost block around a stretch. Blocks of these kinds do not overlap, or nest."""
        number = bisect_right(self._starts, start) - 1
        for at in range(number, max(number - 4, -1), -1):
            begin, until, _, block = self._blocks[at]
            if begin <= start and end <= until:
                return block
        return None

    @cached_property
    def _starts(self) -> list[int]:
        return [block[0] for block in self._blocks]

    def _line(self, start: int) -> Span:
        text = self.rendering.text
        end = text.find("\n", start)
        return self.page.source.span(text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end)

    def _front_matter(self, start: int, end: int) -> Sink:
        line, text = self._line(start), self.rendering.text
        front = self.page.front_matter
        assert front is not None
        found = _KEY.finditer(text, front.span.start, line.end)
        keys = [key for key in found if key.end() <= start]
        begin = keys[-1].end() if keys else line.start
        head = text[begin : text.find("\n", begin)] if keys and begin < line.start else ""
        value = replace(line, start=max(begin, line.start))
        quoted = _quote(text[value.start : start], text[end : line.end])
        if not text[value.start : start].lstrip(" -[").startswith(quoted or " "):
            quoted = ""
        if block := _BLOCK.match(head):
            quoted = block[1]
        name = keys[-1][2] if keys else ""
        return self._beside("front-matter", start, end, value, name=name, quoted=quoted)

    def _cell(self, table: Table, start: int, end: int) -> Sink:
        number = bisect_right(table.rows, start, key=lambda row: row.span.start)
        for row in (table.header, *table.rows[max(number - 1, 0) : number]):
            if row.span.start <= start and end <= row.span.end:
                return self._of_row(table, row.cells, start, end)
        return self._beside("cell", start, end, self._line(start), table=table.kind)

    def _of_row(self, table: Table, cells: tuple[Cell, ...], start: int, end: int) -> Sink:
        number = max(sum(cell.span.start <= start for cell in cells) - 1, 0)
        if not cells:
            return Sink("cell", table=table.kind)
        column = sum(cell.columns for cell in cells[:number])
        heads = table.header.cells
        name = heads[column].text if column < len(heads) and cells is not heads else ""
        cell = cells[number]
        found = self._inline("cell", cell.prose, start, end, cell.span)
        return replace(found, name=name, table=table.kind)

    def _inline(self, kind: str, prose: Prose, start: int, end: int, around: Span) -> Sink:
        """A place in a text with inline elements."""
        inside = _element(prose.inlines, start, end)
        name = ""
        if inside == "tag" and (attribute := self._attribute(start)):
            inside, name = "attribute", attribute
        if not kind:
            words = self._words(around, start, end)
            kind = inside if inside not in ("", "tag") else "sentence" if words else "text"
        return self._beside(kind, start, end, around, name=name, inside=inside)

    def _markup(self, start: int, end: int, line: Span) -> Sink:
        if self._is_row(line):
            return self._beside("cell", start, end, _between_pipes(line, start, end), table="pipe")
        if attribute := self._attribute(start):
            return self._beside("attribute", start, end, line, name=attribute, inside="attribute")
        kind = "sentence" if self._words(line, start, end) else "text"
        return self._beside(kind, start, end, line)

    def _attribute(self, start: int) -> str:
        """The name of the attribute that a place is the value of."""
        text = self.rendering.text[max(start - _FAR, 0) : start]
        tag = text.rfind("<")
        if tag < 0 or ">" in text[tag:]:
            return ""
        found = _ATTRIBUTE.search(text[tag:])
        return found[1] if found else ""

    def _words(self, around: Span, start: int, end: int) -> bool:
        """Whether a stretch has words of the template beside a value."""
        first, last = max(around.start, start - 1000), min(around.end, end + 1000)
        return any(
            piece.literal and _has_words(piece.text[max(first - at, 0) : last - at])
            for at, piece in self.rendering.placed(first, last)
        )

    def _beside(
        self,
        kind: str,
        start: int,
        end: int,
        around: Span,
        *,
        name: str = "",
        quoted: str | None = None,
        inside: str = "",
        table: str = "",
    ) -> Sink:
        """A sink with the fixed text of either side, as far as it reaches within a stretch."""
        before = self.rendering.fixed_before(around.start, start)
        after = self.rendering.fixed_behind(end, around.end)
        if quoted is None:
            line = self._line(start)
            text = self.rendering.text
            exact = kind not in ("fence", "attribute") and inside != "attribute"
            near = (text[start - 1 : start], text[end : end + 1]) if exact and start else None
            quoted = _quote(*(near or (text[line.start : start], text[end : line.end])))
        return Sink(kind, name, quoted, before, after, inside, table)


def _has_words(text: str) -> bool:
    """Whether a text has words, tags aside."""
    return bool(_WORD.search(_TAG.sub("", text)))


def _element(inlines: Sequence[Inline], start: int, end: int) -> str:
    """The innermost inline element that is more than emphasis: code link tag."""
    found = ""
    while inlines:
        number = bisect_right(inlines, start, key=lambda one: one.start) - 1
        if number < 0 or inlines[number].end < end:
            break
        inline = inlines[number]
        inlines = inline.children
        if inline.kind == "code":
            found = "code"
        elif inline.kind in ("link", "image", "autolink"):
            text = inline.inner
            found = "" if text and text[0] <= start and end <= text[1] else "link"
        elif inline.kind == "html":
            found = "tag"
    return found


def _quote(before: str, after: str) -> str:
    """The quote that a place on a line stands in: one that is open before it, and ends after."""
    for quote in "\"'":
        opened = before.replace("\\" + quote, "").count(quote) % 2
        if opened and quote in after:
            return quote
    return ""


def _between_pipes(line: Span, start: int, end: int) -> Span:
    """The stretch of a line between two pipes."""
    text = line.text
    first = text.rfind("|", 0, start - line.start) + 1
    last = text.find("|", end - line.start)
    return line.within(first, len(text) if last < 0 else last)
