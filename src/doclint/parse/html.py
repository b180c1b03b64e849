"""Blocks of HTML: tables, code, headings, paragraphs and lists, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from doclint.model.page import (
    Block,
    Cell,
    Example,
    Heading,
    Item,
    Items,
    Markup,
    Page,
    Paragraph,
    Prose,
    Quote,
    Row,
    Table,
)
from doclint.model.pattern import regex
from doclint.model.source import Source, Span, Text
from doclint.parse.html_prose import seen_in
from doclint.parse.html_tree import Edge, Element, Words, comment_ranges, parse_tree
from doclint.parse.page_notes import BALANCED
from doclint.parse.sections import sections

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SILENT = frozenset(("script", "style", "template", "head", "colgroup"))
_STANDS_OUT = ("table", "pre", *_LEVELS, "p", "ul", "ol", "blockquote", "dd", "dt")
_HOLDS_BLOCKS = regex(rf"<(?:{'|'.join(_STANDS_OUT)})(?![\w-])", re.I)
_BALANCED = regex(rf"</?(?:{'|'.join(sorted(BALANCED))})(?![\w-])", re.I)
_TAG = regex(r"<[^<>]*>")
_LANGUAGE = regex(r"(?:^|\s)(?:language|lang|highlight-source|brush)[-:]\s*([\w+#.-]+)")
_BLANK_LINE = regex(r"[ \t]*\n[ \t]*\n")

Piece = Heading | Block


class InlineReader(Protocol):
    """What reads a stretch of the text as inline Markdown."""

    def __call__(self, start: int, end: int, /) -> Prose: ...  # noqa: D102 - a function


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML in a page: its text, what turns its offsets into the page's, and how Markdown is read.

    `jsx` is for MDX, where text between tags is Markdown.
    """

    source: Source
    text: str
    place: Callable[[int], int]
    inline: InlineReader | None = None
    jsx: bool = False

    def span(self, start: int, end: int) -> Span:
        """Offsets of the text as a place in the page."""
        first = self.place(start)
        return Span(self.source, first, max(first, self.place(end)))

    def stripped(self, start: int, end: int) -> tuple[int, int]:
        """The same without white space around it."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        return start, start + len(text.strip())


def parse_html(source: Source) -> Page:
    """A whole page of HTML."""
    pieces, _ = read_html(Fragment(source, source.text, int))
    comments = tuple(source.span(*where) for where in comment_ranges(source.text))
    return Page(source, sections(pieces, len(source.text)), comments=comments, format="html")


def read_html(fragment: Fragment) -> tuple[list[Piece], list[Edge]]:
    """The blocks of a stretch of HTML, and its tags that do not fit."""
    text = fragment.text
    if not _HOLDS_BLOCKS.search(text) and "&" not in text:
        edges = parse_tree(text)[1] if _BALANCED.search(text) else []
        return list(_bare_markup(fragment)), edges
    root, edges = parse_tree(text)
    return list(_Blocks(fragment).inside(root)), edges


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
class _Blocks:
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
        prose = self.prose(element)
        if prose.text:
            yield Paragraph(prose)

    def heading(self, element: Element) -> Iterator[Heading]:
        anchor = _anchor(element) or next(filter(None, map(_anchor, element.walk("a"))), "")
        span = self.fragment.span(element.start, element.end)
        yield Heading(self.prose(element), _LEVELS[element.tag], span.stripped(), anchor)

    def items(self, element: Element) -> Iterator[Items]:
        entries = (child for child in element.children if isinstance(child, Element))
        items = tuple(self.item(entry) for entry in entries if entry.tag == "li")
        span = self.fragment.span(element.start, element.end)
        yield Items(items, span.stripped(), element.tag == "ol")

    def item(self, element: Element) -> Item:
        span = self.fragment.span(element.start, element.end).stripped()
        if next(element.walk(*_STANDS_OUT), None) is None:
            return Item(tuple(self.paragraph(element)), span)
        return Item(tuple(map(_as_paragraph, self.nested(element))), span)

    def example(self, element: Element) -> Iterator[Example]:
        """A `<pre>`: what its reader copies, exact where no tag or reference is in it."""
        parts = [p for p in element.children if isinstance(p, Element) or p.text.strip()]
        only = parts[0] if len(parts) == 1 else None
        code = only if isinstance(only, Element) and only.tag == "code" else element
        start, end, text = code.opened, code.ended, self.fragment.text
        start += text.startswith("\n", start, end)
        end -= text[start:end].endswith("\n")
        body = text[start:end]
        if "<" in body or "&" in body:
            body = "".join(_raw_text(code)).removeprefix("\n").removesuffix("\n")
        language = _language(code) or _language(element)
        span = self.fragment.span(element.start, element.end).stripped()
        yield Example(language, Text(body, self.fragment.span(start, end)), span, "pre")

    def table(self, element: Element) -> Iterator[Piece]:
        """A table, and behind it those and the code that stand in its cells."""
        rows = [row for row in map(self.row, _own(element, "tr")) if row.cells]
        if any(cell.text for row in rows for cell in row.cells):
            header = next((row for row in rows if any(c.head for c in row.cells)), rows[0])
            rows.remove(header)
            span = self.fragment.span(element.start, element.end).stripped()
            yield Table("html", header, tuple(rows), span)
        else:  # the start of one that Markdown cuts into pieces
            yield Markup(self.fragment.span(element.start, element.opened))
        for inner in _own(element, "table", "pre"):
            if inner.tag == "table":
                yield from self.table(inner)
            elif "\n" in self.fragment.text[inner.opened : inner.ended].strip():
                yield from self.example(inner)

    def row(self, element: Element) -> Row:
        cells = (c for c in element.children if isinstance(c, Element) and c.tag in ("td", "th"))
        span = self.fragment.span(element.start, element.end).stripped()
        return Row(tuple(map(self.cell, cells)), span)

    def cell(self, element: Element) -> Cell:
        rows, columns = element.count("rowspan"), element.count("colspan")
        return Cell(self.prose(element), columns, rows, element.tag == "th")


_READERS: dict[str, Callable[[_Blocks, Element], Iterable[Piece]]] = {
    **dict.fromkeys(_LEVELS, _Blocks.heading),
    "table": _Blocks.table,
    "pre": _Blocks.example,
    "ul": _Blocks.items,
    "ol": _Blocks.items,
}


def _as_paragraph(block: Block) -> Block:
    """Loose text in a list item is a paragraph to its reader."""
    if isinstance(block, Markup) and block.text:
        return Paragraph(Prose(block.span, block.text))
    return block


def _own(table: Element, *tags: str) -> Iterator[Element]:
    """The elements of a table that are in no other table of it."""
    stack: list[Element | Words] = [*reversed(table.children)]
    while stack:
        child = stack.pop()
        if isinstance(child, Element):
            if child.tag in tags:
                yield child
            if child.tag != "table":
                stack.extend(reversed(child.children))


def _raw_text(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Words):
            yield child.text
        elif child.tag == "br":
            yield "\n"
        else:
            yield from _raw_text(child)


def _anchor(element: Element) -> str:
    return element.attributes.get("id") or element.attributes.get("name", "")


def _language(element: Element) -> str:
    found = _LANGUAGE.search(element.attributes.get("class", ""))
    return (element.attributes.get("lang") or (found[1] if found else "")).lower()
