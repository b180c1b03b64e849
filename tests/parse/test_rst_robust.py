"""Whatever is written is read: without an exception, and each word in its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("docutils", reason="pages in reStructuredText take docutils (the extra `rst`)")

from doclint.model.page import Definitions, Example, Page, Paragraph, Prose, Table
from doclint.model.source import Source
from doclint.parse.rst.pages import parse_rst

PIECES = st.sampled_from(
    [
        *("word", "two words", "\n", "\n\n", "  ", "   ", "\t", "- ", "1. ", "* ", ":: ", "::\n\n"),
        *(
            "``code``",
            "*it",
            "**bold**",
            "`a`_",
            "`t <u>`__",
            "|s|",
            "_x",
            "x_",
            "[1]_",
            "\\",
            "\\ ",
        ),
        *("====\n", "----\n", "~~~~\n", "+---+---+\n", "+===+===+\n", "| a | b |\n", "| c     |\n"),
        *("=== ===\n", "a   b\n", ".. note::", ".. code-block:: json\n\n", ".. list-table::\n\n"),
        *(".. csv-table::\n\n", '"a, b', '","', ".. _t: ", ".. |s| replace:: x\n", ".. [1] n\n"),
        *(":f: v\n", ":query q: v\n", ".. http:get:: /a/(int:b)\n\n", ".. rest_method:: GET /a\n"),
        *(
            ".. rest_parameters:: p.yaml\n\n",
            "- a: b\n",
            ".. rest_status_code:: error\n\n",
            "- 404\n",
        ),
        *(
            ">>> x\n",
            "> q\n",
            "| line\n",
            "term\n   text\n",
            "-o F  opt\n",
            "名称",
            "é",
            "\u2028",
            "\x0c",
        ),
        *(
            "* - x\n  - y\n",
            ".. only:: a\n\n",
            "..",
            ".. ",
            ".. x\n",
            "__ u\n",
            "\0",
            "\x85",
            "\ufeff",
        ),
    ]
)
PAGES = st.lists(PIECES, max_size=25).map("".join)


def proses(page: Page) -> list[Prose]:
    found = [section.heading.prose for section in page.walk() if section.heading]
    for block in page.blocks():
        if isinstance(block, Paragraph):
            found.append(block.prose)
        elif isinstance(block, Definitions):
            found += [term for entry in block.entries for term in entry.terms]
        elif isinstance(block, Table) and block.header.span.text:
            found += [cell.prose for row in (block.header, *block.rows) for cell in row.cells]
    return found


@settings(max_examples=400, deadline=None)
@given(PAGES)
@example(">>> x\nword\tword")
def test_words_stand_where_they_are_said_to(text: str) -> None:
    source = Source("page.rst", text)
    page = parse_rst(source)
    size = len(text)
    for prose in proses(page):
        assert 0 <= prose.span.start <= prose.span.end <= size
        for word in re.finditer(r"[a-z]{2,}", prose.text):
            letters = re.sub(r"[^a-z]", "", prose.at(*word.span()).text)
            assert letters == word[0] or "replace::" in text
        for inline in prose.walk():
            assert 0 <= inline.start <= inline.end <= size
    for block in page.blocks():
        assert 0 <= block.span.start <= block.span.end <= size
        if isinstance(block, Example):
            for word in re.finditer(r"[a-z]{2,}", block.body):
                assert block.body.at(*word.span()).text == word[0]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_page(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    parse_rst(Source("page.rst", plain))


@pytest.mark.parametrize(
    "piece",
    [
        "`",
        "*",
        "**",
        "``",
        "|",
        "[1]_",
        "a_ ",
        "\\",
        "<",
        "::\n\n",
        "- ",
        "..\n",
        ":a: ",
        "x\n===\n",
    ],
)
def test_a_long_odd_page_is_read_to_its_end(piece: str) -> None:
    page = parse_rst(Source("page.rst", piece * 1000 + "\n\nThe last line.\n"))
    *_, last = page.blocks()
    assert isinstance(last, Paragraph)
    assert last.prose.text == "The last line."
    assert len(page.comments) == (1000 if piece == "..\n" else 0)
