"""Blocks of HTML: tables, code, headings, paragraphs and lists, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from doclint.model.page import (
    Block,
    Cell,
    Example,
    Heading,
    Item,
    Items,
    Markup,
    Paragraph,
    Prose,
    Quote,
    Row,
    Table,
)
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.parse.html.code import code_table, example
from doclint.parse.html.fragment import Fragment as Fragment
from doclint.parse.html.prose import seen_in
from doclint.parse.html.tree import (
    Edge,
    Element,
    Words,
    comment_ranges,
    own_elements,
    parse_tree,
)
from doclint.parse.markdown.page_notes import BALANCED

LEVELS = {f"h{level}": level for level in range(1, 7)}
"""The tags of headings."""
_SILENT = frozenset(("script", "style", "template", "head", "colgroup"))
_STANDS_OUT = ("table", "pre", *LEVELS, "p", "ul", "ol", "blockquote", "dd", "dt")
_HOLDS_BLOCKS = regex(rf"<(?:{'|'.join(_STANDS_OUT)})(?![\w-])", re.I)
_BALANCED = regex(rf"</?(?:{'|'.join(sorted(BALANCED))})(?![\w-])", re.I)
_TAG = regex(r"<[^<>]*>")
_BLANK_LINE = regex(r"[ \t]*\n[ \t]*\n")

Piece = Heading | Block


def read_html(fragment: Fragment) -> tuple[list[Piece], list[Edge]]:
    """The blocks of a stretch of HTML, and its tags that do not fit."""
    text = fragment.text
    if not _HOLDS_BLOCKS.search(text) and "&" not in text:
        edges = parse_tree(text)[1] if _BALANCED.search(text) else []
        return list(_bare_markup(fragment)), edges
    root, edges = parse_tree(text)
    return list(Blocks(fragment).inside(root)), edges


def _bare_markup(fragment: Fragment) -> Iterator[Markup]:
    """Tags with some text at most; nothing for comments."""
    text, at, seen = fragment.text, 0, ""
    for start, end in comment_ranges(text):
        seen += text[at:start]
        at = end
    seen = (seen + text[at:]).strip()
    if seen and not (seen.startswith("<!--") and not at):
        yield Markup(fragment.span(*fragment.stripped(0, len(text))), _TAG.sub("", seen).strip())


@dataclass(slots=True)
class Blocks:
    """Turns elements into blocks."""

    fragment: Fragment

    def inside(self, parent: Element) -> Iterator[Piece]:
        """The blocks in an element; text and tags between them as markup."""
        loose: list[Element | Words] = []
        for child in parent.children:
            blocks = self.block(child) if isinstance(child, Element) else None
            if blocks is None:
                loose.append(child)
            else:
                yield from self.markup(loose)
                loose = []
                yield from blocks
        yield from self.markup(loose)

    def block(self, element: Element) -> Iterable[Piece] | None:
        """What an element stands for; None if it is a part of the text around it."""
        tag = element.tag
        if tag in _SILENT:
            return ()
        if tag in _READERS:
            return _READERS[tag](self, element)
        if next(element.walk(*_STANDS_OUT), None) is not None:
            return self.container(element)
        return self.paragraph(element) if tag in ("p", "dd", "dt") else None

    def container(self, element: Element) -> Iterator[Piece]:
        """What is in an element, behind its tag; or a quote."""
        if element.tag == "blockquote":
            yield Quote(tuple(self.nested(element)), self.fragment.span(element.start, element.end))
            return
        if element.written:
            yield Markup(self.fragment.span(element.start, element.opened))
        yield from self.inside(element)

    def nested(self, element: Element) -> Iterator[Block]:
        """The blocks in a list item or quote, where headings are paragraphs."""
        for piece in self.inside(element):
            yield Paragraph(piece.prose) if isinstance(piece, Heading) else piece

    def markup(self, loose: list[Element | Words]) -> Iterator[Markup]:
        """Text and tags that belong to no block."""
        if any(isinstance(part, Element) or part.text.strip() for part in loose):
            start, end = self.fragment.stripped(loose[0].start, loose[-1].end)
            prose = seen_in(self.fragment.span(start, end), loose, self.fragment.place)
            yield Markup(prose.span, prose.text)

    def prose(self, element: Element) -> Prose:
        """The text of an element; Markdown, where that is what it holds."""
        fragment = self.fragment
        start, end = fragment.stripped(element.opened, element.ended)
        if fragment.inline and start < end:
            plain = fragment.jsx and "<" not in fragment.text[start:end]
            if plain or _BLANK_LINE.match(fragment.text, element.opened):
                return fragment.inline(start, end)
        return seen_in(fragment.span(start, end), element.children, fragment.place)

    def paragraph(self, element: Element) -> Iterator[Paragraph]:
        """The text of an element, if it has any."""
        prose = self.prose(element)
        if prose.text:
            yield Paragraph(prose)

    def heading(self, element: Element) -> Iterator[Heading]:
        """A heading with its name."""
        name = anchor(element) or next(filter(None, map(anchor, element.walk("a"))), "")
        span = self.fragment.span(element.start, element.end)
        yield Heading(self.prose(element), LEVELS[element.tag], span.stripped(), name)

    def items(self, element: Element) -> Iterator[Items]:
        """A list."""
        entries = (child for child in element.children if isinstance(child, Element))
        items = tuple(self.item(entry) for entry in entries if entry.tag == "li")
        span = self.fragment.span(element.start, element.end)
        yield Items(items, span.stripped(), element.tag == "ol")

    def item(self, element: Element) -> Item:
        """An entry of a list, with the blocks in it."""
        span = self.fragment.span(element.start, element.end).stripped()
        if next(element.walk(*_STANDS_OUT), None) is None:
            return Item(tuple(self.paragraph(element)), span)
        return Item(tuple(map(_as_paragraph, self.nested(element))), span)

    def example(self, element: Element) -> Iterator[Example]:
        """A `<pre>`."""
        yield example(self.fragment, element)

    def table(self, element: Element) -> Iterator[Piece]:
        """A table, and behind it those and the code that stand in its cells."""
        if code := code_table(self.fragment, element):
            yield code
            return
        rows = [row for row in map(self.row, own_elements(element, "tr")) if row.cells]
        if any(cell.text for row in rows for cell in row.cells):
            header = next((row for row in rows if any(c.head for c in row.cells)), rows[0])
            rows.remove(header)
            span = self.fragment.span(element.start, element.end).stripped()
            yield Table("html", header, tuple(rows), span)
        else:  # the start of one that Markdown cuts into pieces
            yield Markup(self.fragment.span(element.start, element.opened))
        for inner in own_elements(element, "table", "pre"):
            if inner.tag == "table":
                yield from self.table(inner)
            elif "\n" in self.fragment.text[inner.opened : inner.ended].strip():
                yield from self.example(inner)

    def row(self, element: Element) -> Row:
        """A row of a table."""
        cells = (c for c in element.children if isinstance(c, Element) and c.tag in ("td", "th"))
        span = self.fragment.span(element.start, element.end).stripped()
        return Row(tuple(map(self.cell, cells)), span)

    def cell(self, element: Element) -> Cell:
        """A cell of a table, with how far it reaches."""
        rows, columns = element.count("rowspan"), element.count("colspan")
        return Cell(self.prose(element), columns, rows, element.tag == "th")


_READERS: dict[str, Callable[[Blocks, Element], Iterable[Piece]]] = {
    **dict.fromkeys(LEVELS, Blocks.heading),
    "table": Blocks.table,
    "pre": Blocks.example,
    "ul": Blocks.items,
    "ol": Blocks.items,
}


def _as_paragraph(block: Block) -> Block:
    """Loose text in a list item is a paragraph to its reader."""
    if isinstance(block, Markup) and block.text:
        return Paragraph(Prose(block.span, block.text))
    return block


def anchor(element: Element) -> str:
    """The name by which links lead to an element."""
    return element.attributes.get("id") or element.attributes.get("name", "")
