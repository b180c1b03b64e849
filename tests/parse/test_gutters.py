"""Numbers of lines beside code are known, and prove how many lines there were."""

from __future__ import annotations

import pytest

from doclint.model.page import Example, Gutter
from doclint.model.source import Source
from doclint.parse.text.gutters import counted, counted_down, lost_lines
from doclint.parse.text.pages import parse_text


def examples(text: str) -> list[Example]:
    page = parse_text(Source("page.txt", text))
    return [block for block in page.blocks() if isinstance(block, Example)]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("1 2 3 4 |", 4),
        ("1 2 3", 3),
        ("| 1 2 |", 2),
        ("1\t2\t3", 3),
        ("1 2 4 |", 0),
        ("2 3 4", 0),
        ("1 |", 0),
        ("1.2 3", 0),
        ("", 0),
        ("1 2 three", 0),
    ],
)
def test_a_row_of_numbers_counts_from_one_without_a_gap(line, count):
    assert counted(line) == count


def test_numbers_below_one_another_count_until_one_does_not_fit():
    assert counted_down(["1", "2", "3", "{"]) == 3
    assert counted_down(["1", "3"]) == 0
    assert counted_down([]) == 0


@pytest.mark.parametrize(
    "text",
    [
        '1 2 3\n{\n  "a": 1\n}\n',
        '1\n2\n3\n{\n  "a": 1\n}\n',
        '1 {\n2   "a": 1\n3 }\n',
        '1 2 3 |\n{ "a": 1 } |\n',
        '| 1 2 3 | { "a": 1 } |\n',
        '+-----+------------+\n| 1   | {          |\n| 2   |   "a": 1   |\n| 3   | }          |\n'
        "+-----+------------+\n",
    ],
)
def test_code_is_read_without_its_gutter(text):
    (one,) = examples(text)
    assert "".join(one.body.split()) == '{"a":1}'
    assert one.gutter is not None
    assert one.gutter.lines == 3
    at = one.body.index('"a"')
    assert one.body.at(at, at + 3).text == '"a"'


def test_numbers_of_a_list_are_no_gutter():
    assert examples("1 Open the page.\n2 Close it.\n3 Go home.\n") == []
    assert examples("1 2 3\nAll of them are numbers of pages.\n") == []


@pytest.mark.parametrize(
    ("body", "lines", "lost"),
    [("a\nb\nc", 5, 2), ("a\nb", 2, 0), ("a b c", 9, 0)],
)
def test_lines_that_the_numbers_count_and_the_code_lacks_are_lost(body, lines, lost):
    assert lost_lines(body, Gutter(Source("page.txt", "").span(), lines)) == lost
