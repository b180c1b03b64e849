"""What a page shows to its reader: runs of blocks, and texts with the code in them left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.page import (
    Block,
    Cell,
    Heading,
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
from doclint.model.source import Span

_HIDDEN = frozenset(("code", "html", "autolink", "image"))
_TAG = regex(r"</?[A-Za-z][^<>]*>")
_COMMENT_OR_TAG = regex(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S)
_LONGEST = 60
_WHOLE = (".html", ".htm")  # pages that are HTML, where every tag is one
EAST_ASIAN = regex(r"[぀-ヿ㐀-鿿가-힯]")
"""A sign of a script that is written without spaces."""


def runs(page: Page) -> Iterator[tuple[Block, ...]]:
    """Blocks that stand one below the other: in a section, in a list item, in a quote."""
    for section in page.walk():
        yield section.blocks
        for block in section.blocks:
            yield from _inner_runs(block)


def _inner_runs(block: Block) -> Iterator[tuple[Block, ...]]:
    inner = [item.blocks for item in block.items] if isinstance(block, Items) else []
    inner += [block.blocks] if isinstance(block, Quote) else []
    for blocks in inner:
        yield blocks
        for child in blocks:
            yield from _inner_runs(child)


def proses(page: Page) -> Iterator[tuple[Prose, Heading | Paragraph | Cell]]:
    """Every text of a page that is read as running text, with what it is the text of."""
    for section in page.walk():
        if section.heading:
            yield section.heading.prose, section.heading
    for block in page.blocks():
        if isinstance(block, Paragraph):
            yield block.prose, block
        elif isinstance(block, Table):
            for cell in cells(block):
                yield cell.prose, cell


def cells(table: Table) -> Iterator[Cell]:
    """The cells of a table, the header's first."""
    for row in (table.header, *table.rows):
        yield from row.cells


def outside_code(prose: Prose) -> str:
    """The text as it is written, with blanks for code, tags and the targets of links."""
    if not prose.inlines:
        return _untagged(prose, prose.span.text)
    first, shown = prose.span.start, list(prose.span.text)
    for inline in prose.walk():
        start = inline.start
        if inline.kind == "link" and inline.inner:
            start = inline.inner[1]
        elif inline.kind not in _HIDDEN:
            continue
        if 0 <= start - first <= inline.end - first <= len(shown):
            shown[start - first : inline.end - first] = " " * (inline.end - start)
    return _untagged(prose, "".join(shown))


def _untagged(prose: Prose, text: str) -> str:
    """A text with blanks for its tags; on a page of Markdown they are elements of it."""
    path = prose.span.source.path.lower()
    if "<" not in text or not path.endswith(_WHOLE):
        return text
    return _without_tags(text)


def _without_tags(text: str) -> str:
    before, end, behind = text.rpartition("-->")  # a comment that begins behind it has no end
    return _COMMENT_OR_TAG.sub(_blanks, before + end) + _TAG.sub(_blanks, behind)


def _blanks(tag: re.Match[str]) -> str:
    return " " * len(tag[0])


def texts_outside_code(page: Page) -> Iterator[tuple[Span, str]]:
    """The stretches of a page that are shown, as `outside_code` gives them."""
    for prose, _ in proses(page):
        yield prose.span, outside_code(prose)
    for block in page.blocks():
        if isinstance(block, Markup):
            yield block.span, _without_tags(block.span.text)


def row_subject(row: Row) -> str:
    """A row as findings name it: by its first cell."""
    first = next((cell.text for cell in row.cells if cell.text), "")
    return f"row:{short(first)}"


def short(text: str, length: int = _LONGEST) -> str:
    """A text on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 3].rstrip() + "..."
