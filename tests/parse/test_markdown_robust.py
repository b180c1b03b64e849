"""Whatever is on a page, it is read, and every place is on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model.page import (
    Cell,
    Example,
    Items,
    Page,
    Paragraph,
    Prose,
    Table,
)
from doclint.model.source import Source, Span
from doclint.parse.html.pages import parse_html
from doclint.parse.markdown.pages import parse_markdown
from tests.corpus import needs_corpus, real_files

WORDS = """
# ## *** --- === ``` ~~~ > - + 1. 2) | || |-| :-: [ ] ( ) ]( ![ ` `` * ** _ __ \\ & ; :
a b `c` **d** [e](f) &amp; <br> <b> </b> <!-- --> {# #} {/* */} {#g} +++ é 状态
<table> </table> <tr> </tr> <td> </td> <pre> </pre> <h2> </h2> <p> <ul> <li> <Tab
</Tab> <div> </div> <script> <a href=' " ' {% tab %} ::: {{< x >}} [r]: /u
"""
FRAGMENTS = [
    *WORDS.split(),
    "| a | b |\n|---|---|\n",
    "| 1 | `2` | 3 |\n",
    "- a\n  - b\n",
    "> ",
    "    ",
    "\t",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n> ",
    "\n  ",
    "\n- ",
    "\x0b",
    "\x0c",
    "\x00",
    "\u2028",
    "\xa0",
    "---\na: b\n---\n",
]
HOSTILE = {
    "open brackets": "[" * 20_000,
    "open images and links": "![" * 10_000 + "[a](u)" * 4_000,
    "links in links": "[a](" * 8_000,
    "stars": "*a" * 10_000 + "*" * 10_000,
    "ticks of all lengths": " ".join("`" * n for n in range(1, 300)),
    "open comments": "a " + "<!--" * 20_000,
    "comments in HTML": "<div>\n" + "<!--" * 20_000,
    "open declarations": "a " + "<!A" * 20_000,
    "open tags": "<a " * 20_000,
    "attributes that never end": "<p " + 'a="<' * 20_000,
    "open tables": "<table>\n\n" * 8_000,
    "tables in tables": "<table><tr><td>" * 5_000,
    "long row": "| a |\n|---|\n" + "|" * 60_000 + "\n",
    "nested quotes": ">" * 3_000 + " a\n",
    "nested lists": "".join("  " * n + "- a\n" for n in range(200)),
    "nested HTML": "<ul><li>" * 6_000 + "<b>" * 6_000,
    "open fence": "```\n" + "a\n" * 20_000,
    "open comments of Jinja": "{# a\n\n" * 10_000,
    "open components": "<Tab {\n\n" * 8_000,
}


def spans_of(page: Page) -> Iterator[Span]:
    yield from page.comments
    yield from (note.span for note in page.notes)
    if page.front_matter:
        yield page.front_matter.body
    for section in page.walk():
        yield section.span
        if section.heading:
            yield section.heading.span
    for block in page.blocks():
        yield block.span
        if isinstance(block, Example):
            yield block.body.span
        elif isinstance(block, Items):
            yield from (item.span for item in block.items)
        elif isinstance(block, Table):
            yield from (row.span for row in (block.header, *block.rows))
    yield from (prose.span for prose in proses_of(page))


def cells_of(page: Page) -> Iterator[Cell]:
    for block in page.blocks():
        if isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from row.cells


def proses_of(page: Page) -> Iterator[Prose]:
    yield from (section.heading.prose for section in page.walk() if section.heading)
    yield from (block.prose for block in page.blocks() if isinstance(block, Paragraph))
    yield from (cell.prose for cell in cells_of(page))


def assert_placed(page: Page) -> None:
    size = len(page.source.text)
    for span in spans_of(page):
        assert 0 <= span.start <= span.end <= size
    for prose in proses_of(page):
        assert list(prose.spans) == sorted(prose.spans)
        for node in prose.walk():
            assert 0 <= node.start <= node.end <= size
    for cell in cells_of(page):
        written = cell.span.text
        if not set(written) & set("\\`*_[]!<&\n") and "  " not in written:
            assert cell.prose.text == written.replace("\xa0", " ").replace("\t", " ") or (
                cell.prose.text == written
            )


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join), st.booleans())
def test_any_page_is_read(text: str, mdx: bool) -> None:
    assert_placed(parse_markdown(Source("page.md", text), mdx=mdx))
    assert_placed(parse_html(Source("page.html", text)))


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert_placed(parse_markdown(Source("page.md", text)))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("read", [parse_markdown, parse_html])
def test_hostile_pages_are_read(name: str, read) -> None:
    assert_placed(read(Source("page.md", HOSTILE[name])))


@needs_corpus
def test_every_cell_of_real_pages_stands_where_its_text_is() -> None:
    seen = 0
    for path in real_files(".md")[::20]:
        if path.is_file():
            text = path.read_text("utf-8", "replace").replace("\r\n", "\n")
            page = parse_markdown(Source(path.name, text))
            assert_placed(page)
            seen += sum(1 for _ in cells_of(page))
    assert seen > 1000
