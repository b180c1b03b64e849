"""Lines that a template begins anew, and where they begin on the page.

A line of a template that begins with a row, a heading, a fence or a list item is meant to begin a
line of the page. Where marks that trim have eaten the line break before it, it does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from doclint.model.page import Page, Table
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.template import Node, Template
from doclint.probe.rendering import Rendering

_SIGN = re.compile(
    r"(?P<row>\|)|(?P<heading>#{1,6}\s)|(?P<fence>```|~~~)|(?P<item>(?:[-*+]|\d{1,3}[.)])\s)"
)
_NEAR = 400  # characters before a text, in which the tag before it ends
_JOINS = ("-}}", "-}@", "-]]", "-)))")
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_BLOCKS = re.compile(r"\{%[^\n]*?%\}\s*$")
_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a template that begins with a sign of Markdown: row, heading, fence or item.

    `span` is what stands from the sign to the end of the line. `loops` are those around it.
    """

    sign: str
    span: Span
    loops: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class LineFault:
    """A line that does not stand on the page as it is meant to.

    `glued`: something stands before it on its line, which is `before`. `outside`: a row below its
    table, parted from it. `offset` is where it begins on the page.
    """

    kind: str
    line: Line
    offset: int
    before: str = ""


def lines(template: Template) -> tuple[Line, ...]:
    """The lines of a template that begin with a sign, in their order."""
    return tuple(_lines(template.nodes, (), first=False))


def _lines(nodes: Sequence[Node], loops: tuple[Node, ...], *, first: bool) -> Iterator[Line]:
    for node in nodes:
        if node.kind == "text":
            yield from _of_text(node.span, loops, first=first)
        elif node.kind not in ("raw",):
            inside = node.kind in ("macro", "call", "filter") or (node.kind == "set" and node.body)
            inner = (*loops, node) if node.kind == "for" else loops
            yield from _lines(node.body, inner, first=bool(inside))
            yield from _lines(node.otherwise, loops, first=False)
        first = first and node.kind == "text" and not node.span.text.strip()


def _of_text(span: Span, loops: tuple[Node, ...], *, first: bool) -> Iterator[Line]:
    """The lines that begin in a text. The first line of a macro is what its caller makes of it."""
    text, source = span.text, span.source
    opened = bool(loops) and _opens_round(span, loops[-1])
    begin = 0
    while begin <= len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        stripped = begin + len(text[begin:end]) - len(text[begin:end].lstrip(" \t>"))
        line = source.span(span.start + stripped, span.start + end)
        sign = _sign(source, span.start + stripped)
        fresh = begin > 0 or _begins_line(span) or opened
        if sign and fresh and not (first and not text[:begin].strip()):
            if sign.lastgroup != "row" or _is_row(line):
                yield Line(str(sign.lastgroup), line, loops)
        begin = end + 1


def _sign(source: Source, offset: int) -> re.Match[str] | None:
    """The sign at an offset. Ticks that end on their line are code in a sentence, no fence."""
    end = source.text.find("\n", offset)
    rest = source.text[offset : end if end >= 0 else len(source.text)]
    sign = _SIGN.match(rest[:8])
    inline = sign is not None and sign.lastgroup == "fence" and rest[:3] in rest[3:]
    return None if inline else sign


def _is_row(line: Span) -> bool:
    """Whether the line of a template is a whole row, and no part that others follow."""
    text = line.source.text
    end = text.find("\n", line.start)
    whole = _BLOCKS.sub("", text[line.start : end if end >= 0 else len(text)]).rstrip()
    return whole.count("|") > 1 and not whole.endswith(("-}}", "-%}"))


def _begins_line(span: Span) -> bool:
    """Whether nothing stands before a text on its line of the template.

    What follows a value whose tag trims behind it is meant to follow it on its line.
    """
    text = span.source.text
    if text[max(span.start - _NEAR, 0) : span.start].rstrip().endswith(_JOINS):
        return False
    return not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip(" \t>")


def _opens_round(span: Span, loop: Node) -> bool:
    """Whether a text stands right behind a loop's tag that begins its line and ends on a later one.

    Each round begins a line then, if the rounds end with one.
    """
    tag, end, text = loop.tag, loop.end, span.source.text
    if tag is None or end is None or tag.span.end != span.start or end.span.line == tag.span.line:
        return False
    return not text[text.rfind("\n", 0, tag.span.start) + 1 : tag.span.start].strip(" \t>")


def line_faults(
    found: Sequence[Line], rendering: Rendering, page: Page | None = None
) -> Iterator[LineFault]:
    """The lines that do not stand on the page as they are meant to, each time that they do not."""
    if not found:
        return
    text = rendering.text
    shown = Shown(rendering, found[0].span.source)
    tables, below = _tables(page), _below_tables(text) if page is not None else set()
    for line in found:
        for offset in shown.offsets(line.span):
            begin = text.rfind("\n", 0, offset) + 1
            before = text[begin:offset]
            if before.strip(" \t>"):
                if not _goes_on(line, rendering, begin, offset):
                    yield LineFault("glued", line, offset, before)
            elif line.sign == "row" and page is not None and not _within(tables, offset):
                if begin in below:
                    yield LineFault("outside", line, offset)


def _goes_on(line: Line, rendering: Rendering, begin: int, offset: int) -> bool:
    """Whether a line is meant to go on with what stands before it.

    That is an item in an item, `- - a`, and a row that one round of a loop makes of several lines.
    """
    if line.sign == "item":
        return _is_marks(rendering.text[begin:offset])
    rounds = [_round(rendering, at) for at in (begin, offset)]
    return line.sign == "row" and bool(rounds[0]) and rounds[0] == rounds[1]


def _round(rendering: Rendering, offset: int) -> tuple[str, ...]:
    """The rounds of loops that a character is made in."""
    return next((piece.loops for _, piece in rendering.placed(offset, offset + 1)), ())


def unshown(found: Sequence[Line], rendering: Rendering) -> tuple[Line, ...]:
    """The lines that are not on a page at all."""
    if not found:
        return ()
    shown = Shown(rendering, found[0].span.source)
    return tuple(line for line in found if next(shown.offsets(line.span), None) is None)


class Shown:
    """Where the pieces of a template's text stand on a page, not those of others that it uses."""

    def __init__(self, rendering: Rendering, source: Source) -> None:
        self.places: dict[tuple[int, int], list[int]] = defaultdict(list)
        at = 0
        for piece in rendering.pieces:
            if piece.literal and piece.spot.source is source:
                self.places[piece.spot.start, piece.spot.end].append(at)
            at += len(piece.text)
        self.keys = sorted(self.places)
        self.starts = [start for start, _ in self.keys]

    def offsets(self, span: Span) -> Iterator[int]:
        """Where the beginning of a stretch of the template stands."""
        at = bisect_right(self.starts, span.start) - 1
        if at < 0:
            return
        start, end = self.keys[at]
        if start <= span.start < end:
            for place in self.places[start, end]:
                yield place + span.start - start


def _is_marks(before: str) -> bool:
    """Whether it is the sign of an item around: `- - a`."""
    return not re.sub(r"[-*+]\s|\d+[.)]\s", "", before).strip(" \t>")


def _tables(page: Page | None) -> list[tuple[int, int]]:
    if page is None:
        return []
    spans = (block.span for block in page.blocks() if isinstance(block, Table))
    return sorted((span.start, span.end) for span in spans)


def _within(tables: Sequence[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(tables, (offset, 1 << 60)) - 1
    return at >= 0 and offset < tables[at][1]


def _below_tables(text: str) -> set[int]:
    """Where lines begin that have the head of a table above, blank lines and rows aside."""
    found, begin, below = set(), 0, False
    for line in _LINE.findall(text):
        if below:
            found.add(begin)
        begin += len(line)
        stripped = line.strip(" \t>\n")
        if stripped:
            below = stripped.startswith("|") and (below or bool(_DELIMITER.match(stripped)))
    return found
