"""Shapes of tables are mended where nothing is made up, and what stands before a line stays."""

import pytest

from doclint.checks.table_text import not_a_table, row_outside_table
from doclint.checks.tables import glued_rows, unescaped_pipe
from doclint.fix.splice import spliced
from doclint.model.finding import Change
from doclint.model.page import Table
from tests.build import page_of


def mended(text):
    """The text with all fixes of its tables; None without any."""
    page = page_of(text)
    tables = [block for block in page.blocks() if isinstance(block, Table)]
    hits = [*not_a_table(page), *row_outside_table(page)]
    hits += [
        hit for table in tables for rule in (glued_rows, unescaped_pipe) for hit in rule(table)
    ]
    edits = [edit for hit in hits if hit.fix for edit in hit.fix.edits]
    changes = [Change("page.md", one.span.start, one.span.end, one.text) for one in edits]
    return spliced(text.encode(), changes).decode() if edits else None


HEAD = "| Name | Type | About |\n|------|------|-------|\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| a | `x|y|z` | c |\n", "| a | `x\\|y\\|z` | c |\n"),
        ("| a | x|y|z | c |\n", "| a | x\\|y\\|z | c |\n"),
        ("| a | `x|y` | one of `b|c` |\n", "| a | `x\\|y` | one of `b\\|c` |\n"),
        ("|a|x| b ||c|x| d |\n", "|a|x| b |\n|c|x| d |\n"),
        ("| a | x | b | | c | y | d\n", "| a | x | b |\n| c | y | d\n"),
        ("| a | x | b | | c | y |\n", None),  # the second has lost a cell
        ("| a | x | b | c |\n", None),
        ("| a | `x|y|z | c |\n", "| a | `x\\|y\\|z | c |\n"),
        ("\n| c | y | d |\n", "| c | y | d |\n"),
        ("\n| c | y |\n", None),
        ("\n<!-- new -->\n\n| c | y | d |\n", None),
    ],
)
def test_rows_are_mended_where_all_of_them_are_whole(row, expected):
    after = mended(HEAD + "| k | l | m |\n" + row)
    assert after == (expected and HEAD + "| k | l | m |\n" + expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| A | B |\n|---|---|---|\n| a | b |\n", "| A | B |\n|---|---|\n| a | b |\n"),
        ("| Name | B |\n| ---- |\n| a | b |\n", "| Name | B |\n| ---- | --- |\n| a | b |\n"),
        ("| A | B |\n| :——: | –– |\n| a | b |\n", "| A | B |\n| :--: | -- |\n| a | b |\n"),
        ("Name | Type\na | b\nc | d\n", "Name | Type\n---- | ----\na | b\nc | d\n"),
        ("| apple | pear |\n| a | b |\n| c | d |\n", None),  # perhaps no titles
        ("| A | B |\n|---|---|---|\n| a | b | c |\n", None),  # perhaps a title is lost
        ("|---|---|\n| a | b |\n", None),
    ],
)  # fmt: skip
def test_a_line_of_dashes_gets_as_many_cells_as_all_other_lines_have(text, expected):
    assert mended(text) == expected


def test_what_stands_in_front_of_lines_stands_in_front_of_new_ones():
    rows = "| a | x | b | | c | y | d |\n"
    quoted = "".join(f"> - {line}\n" if not n else f">   {line}\n" for n, line in enumerate(
        (HEAD + rows).splitlines()
    ))  # fmt: skip
    after = mended(quoted)
    assert after is not None
    assert after.endswith(">   | a | x | b |\n>   | c | y | d |\n")
