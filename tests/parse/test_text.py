"""Saved text is read by its shape: what is not certain stays a line of text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from doclint.model.page import Block, Example, Items, Markup, Page, Paragraph, Table
from doclint.model.source import Source, Span
from doclint.parse.text.pages import dialect, parse_text
from tests.saved_text.dumps import ALL


def page(text: str) -> Page:
    return parse_text(Source("page.txt", text))


def blocks(text: str) -> list[Block]:
    return list(page(text).blocks())


def headings(text: str) -> list[tuple[int, str]]:
    return [(one.heading.level, one.heading.text) for one in page(text).walk() if one.heading]


def grid(text: str) -> list[list[str]]:
    (table,) = [block for block in blocks(text) if isinstance(block, Table)]
    assert table.kind == "text"
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def codes(text: str) -> list[str]:
    return [str(block.body) for block in blocks(text) if isinstance(block, Example)]


# What it is written in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Pets\n\nA text.\n", "markdown"),
        ("Pets\n\n## List\n", "markdown"),
        ("Pets\n====\n\nA text.\n", "markdown"),
        ("```json\n{}\n```\n", "markdown"),
        ("---\ntitle: Pets\n---\nA text.\n", "markdown"),
        (".. rest_method:: GET /pets\n", "rst"),
        ("Pets\n====\n\n.. code-block:: json\n\n   {}\n", "rst"),
        ("<!DOCTYPE html>\n<title>Pets</title>\n", "html"),
        ("Pets\n# Fetch them\ncurl https://pets.example.com/pets\n", "text"),
        ("Pets\n- Dogs\n- Cats\n", "text"),
        ("A | B |\n", "text"),
        ("Long ago there were\n-----\n", "text"),
        ("", "text"),
    ],
)
def test_a_text_is_read_as_what_it_is_written_in(text, kind):
    assert dialect(text) == kind


def test_markdown_saved_as_text_is_markdown():
    one = page("# Pets\n\n| Name | Type |\n|------|------|\n| id | integer |\n")
    assert one.format == "markdown"
    assert [block.kind for block in one.blocks() if isinstance(block, Table)] == ["pipe"]


def test_markdown_that_a_tool_made_keeps_whole_tables_only():
    head = "# Pets\n\nName| Type  \n---|---  \n"
    one = page(f"{head}id| integer  \n")
    assert one.format == "text"
    assert [type(block) for block in one.blocks()] == [Table]
    assert [type(block) for block in blocks(f"{head}id| integer  \nof a pet  \n")] == [Markup]


# Headings


def test_a_short_line_above_a_text_is_a_heading():
    text = "Pets\nThey live here.\nErrors\nSome calls fail.\nThis is all.\n"
    assert headings(text) == [(1, "Pets"), (2, "Errors")]


@pytest.mark.parametrize(
    "line",
    [
        "GET /pets",
        "They live here.",
        "Method: GET",
        "pets",
        "Integer",
        "Yes",
        "https://pets.example.com",
        "The pets that are fed",
        "Is this all?",
        "a = b",
        "Name  Type",
        "1 2 3",
    ],
)
def test_what_has_the_looks_of_a_text_or_a_cell_is_no_heading(line):
    assert headings(f"They are here.\n{line}\nThey are there.\n") == []


def test_numbers_tell_the_level_of_a_heading():
    text = "Pets\nAll of them.\n1.2 Cats\nThey sleep.\n1.2.3 Kittens\nThey play.\n"
    assert headings(text) == [(1, "Pets"), (3, "1.2 Cats"), (4, "1.2.3 Kittens")]


def test_many_short_lines_are_labels_since_they_may_be_cells():
    text = "They are here.\nName\nColour\nSize\nWeight\nThey are there.\n"
    assert {level for level, _ in headings(text)} == {7}


def test_lines_that_were_broken_to_a_width_are_one_paragraph():
    text = (
        "Pets\n\nA pet is an animal that lives in a house with people, which feed it and\n"
        "take it out for a walk every day, whatever the weather is like on the day\n"
        "in question.\n"
    )
    (only,) = [block for block in blocks(text) if isinstance(block, Paragraph)]
    assert only.prose.text.endswith(
        "feed it and take it out for a walk every day, whatever "
        "the weather is like on the day in question."
    )
    at = only.prose.text.index("question")
    assert only.prose.at(at, at + 8).text == "question"


def test_numbers_of_links_are_left_out():
    text = "Pets\n\n   See [1]cats and [2]dogs.\n\nReferences\n\n   1. https://a.example/\n"
    (only,) = [block for block in blocks(text) if isinstance(block, Paragraph)]
    assert only.prose.text == "See cats and dogs."
    assert only.prose.at(13, 17).text == "dogs"
    assert page("Take [1]x of it.\n").source.text[5:8] == "[1]"
    (kept,) = blocks("Take [1]x of it.\n")
    assert isinstance(kept, Paragraph)
    assert kept.prose.text == "Take [1]x of it."


# Lists and menus


def test_a_bullet_alone_has_its_text_below_it():
    (menu,) = page("- One\n- Two\n-\nThree\n- Four\n- Five\nTitle\nA text is here.\n").chrome
    assert isinstance(menu, Items)
    assert [len(item.blocks) for item in menu.items] == [1, 1, 2]


def test_a_list_of_the_page_is_no_menu():
    assert page("Pets\nSome are:\n- Cats\n- Dogs\n- Birds\n- Fish\n- Mice\n").chrome == ()
    assert page("- 200: OK\n- 401: No\n- 402: No\n- 403: No\n- 404: No\n").chrome == ()
    assert page("- GET /a\n- GET /b\n- GET /c\n- GET /d\n- GET /e\n").chrome == ()


# Tables


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("List pets¶\nThey live here.\nColour\nIt is red.\n", [(1, "List pets"), (7, "Colour")]),
        ("A text of words.\n\nGET /pets[12]¶\n\nAll of them.\n", [(2, "GET /pets")]),
        ("Pets#\nAll.\nCats#\nThey sleep.\nBirds#\nThey sing.\n", [1, 2, 2]),
        ("A text of words.\n\n***** Pets¶ *****\n\nC# is none.\n", [(2, "Pets")]),
        ("A text.\nC#\nIt is a language.\n", [(2, "C#")]),
    ],
)
def test_headings_have_the_marks_that_a_tool_leaves(text, found):
    whole = headings(text)
    assert ([level for level, _ in whole] if found[0] == 1 else whole) == found
    assert not any("#" in title and title != "C#" for _, title in whole)


def test_a_sign_of_a_link_is_no_part_of_a_heading_in_markdown():
    text = "# Pets[¶](#pets)\n\nA text.\n\n## GET /pets¶\n\nA text.\n"
    assert headings(text) == [(1, "Pets"), (2, "GET /pets")]


ROWS = [["Name", "Type", "Description"], ["id", "integer", "The number."], ["tag", "string", "A."]]


@pytest.mark.parametrize(
    "text",
    [
        "Name\tType\tDescription\nid\tinteger\tThe number.\ntag\tstring\tA.\n",
        "| Name | Type | Description |\n|---|---|---|\n| id | integer | The number. |\n"
        "| tag | string | A. |\n",
        "  Name   Type      Description\n  ------ --------- -------------\n"
        "  id     integer   The number.\n  tag    string    A.\n",
        "Name  Type     Description\nid    integer  The number.\ntag   string   A.\n",
        "Name\nType\nDescription\nid\ninteger\nThe number.\ntag\nstring\nA.\n",
        "┌────┬───────┬───────────┐\n│Name│Type   │Description│\n├────┼───────┼───────────┤\n"
        "│id  │integer│The number.│\n├────┼───────┼───────────┤\n│tag │string │A.         │\n"
        "└────┴───────┴───────────┘\n",
        "Name\n\nType\n\nDescription\n\nid\n\ninteger\n\nThe\nnumber.\n\ntag\n\nstring\n\nA.\n",
        "Name   Type     Description\n\nid     integer  The number.\n\ntag    string   A.\n",
        "Name  Type       Description\n\nid   integer  The\n              number.\n\n"
        "tag  string   A.\n\nThese are what a pet has, all of it.\n",
        "---------------------------\n Name Type    Description\n ---- ------- -----------\n"
        " id   integer The\n              number.\n\n tag  string  A.\n"
        "---------------------------\n",
    ],
)
def test_tables_are_read_in_all_ways_of_writing_them(text):
    assert grid(text) == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "Name\tType\tDescription\nid\tinteger\nThe number.\ntag\tstring\tA.\n",
        "Name\tType\nid\tinteger\tof it\n",
        "Name | Type\n---|---\nid | integer\nof a pet | yes | no\n",
        "| Name | Type |\n|---|---|\n| id | integer\nof a pet |\n| tag | string |\n",
        "Name   Type     Description\n\nid     integer  The number.\n",
        "Name   Type     Description\n\nid     integer  The number.\n\n                Or not.\n",
        "Name Kind   Description\n\nid   uint   The number.\n\ntag  word   A text of it.\n",
        "Code\n\nDescription\n\n200\n\nIt is done.\n\nAll.\n\n404\n\nNone is there.\n",
        "Code\n\nIt says what came of it.\n\n200\n\nIt is done.\n",
        "Name  Type     Notes\nid    integer  The\n               number.\ntag   string   A.\n",
        "Name\nType\nDescription\nid\ninteger\nThe number.\nIt counts.\ntag\nstring\nA.\n",
        "+----+----+\n| a  | b  |\n+----+----+\n| c       |\n+----+----+\n",
    ],
)
def test_a_table_that_has_lost_its_shape_is_none(text):
    assert [block for block in blocks(text) if isinstance(block, Table)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Code\n\nDescription\n\n200\n\nIt is\ndone.\n\n404\n\nNone is there.\n\nErrors¶\n",
        "Code\nDescription\n200\nIt is done.\n404\nNone is there.\nThat is all.\n",
        "Code              Description\n\n200  It is done.\n\n404  None is there.\n\nPets¶\n",
        "Code      Description\n\n200  It is done.\n\n404  None is there.\n\nThis is all.\n",
    ],
)
def test_rows_that_begin_with_a_status_are_told_apart(text):
    rows = [["Code", "Description"], ["200", "It is done."], ["404", "None is there."]]
    assert grid(text) == rows


def test_cells_below_one_another_are_read_with_types_that_only_tables_have():
    text = "Name\n\nType\n\nid\n\ndict\n\ntags\n\n[string]\n\nnames\n\nlist of names\n"
    assert grid(f"{text}\n\nPets¶\n")[1:] == [
        ["id", "dict"],
        ["tags", "[string]"],
        ["names", "list of names"],
    ]


def test_a_second_table_begins_with_its_titles():
    text = "Name\tType\nid\tinteger\ntag\tstring\nName\tType\nage\tinteger\n"
    tables = [block for block in blocks(text) if isinstance(block, Table)]
    assert [len(one.rows) for one in tables] == [2, 1]


# Code


CALL = "curl https://a.example/b \\\n  -H 'C: d'\n"
POST = "curl https://a.example/b -d '{\n  \"a\": 1\n}'\n"
ANSWER = 'HTTP/1.1 200 OK\nX-A: b\n\n{"a": 1}\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{ "a": [ 1, 2 ] }\nThat is all.\n', ['{ "a": [ 1, 2 ] }']),
        ('{\n  "a": 1\n}\nThat is all.\n', ['{\n  "a": 1\n}']),
        ('{\n"a": {\n"b": 1\n}\n}\nThat is all.\n', ['{\n"a": {\n"b": 1\n}\n}']),
        ('{\n  "a": 1\nThat is all.\n', ['{\n  "a": 1']),
        ('{ "a": { "b": 1, ......\nThat is all.\n', ['{ "a": { "b": 1, ......']),
        ('{ "a": 1 } |\nThat is all.\n', ['{ "a": 1 }']),
        (f"{CALL}That is all.\n", [CALL.rstrip()]),
        (f"{POST}That is all.\n", [POST.rstrip()]),
        (f"{ANSWER}That is all.\n", [ANSWER.rstrip()]),
        ('"a": 1,\n"b": {\n  "c": 2\n}\nThat is all.\n', ['"a": 1,\n"b": {\n  "c": 2\n}']),
        ('Example:\n{\n  "a": 1\n}\n]\n', ['{\n  "a": 1\n}']),
        ('{\n  "a": 1\n}\n}\nThat is all.\n', ['{\n  "a": 1\n}\n}']),
        ('[{"a": {"b" ... (cut)\n\n  * A list:\n', ['[{"a": {"b" ... (cut)']),
        ('[{"a": {"b" ... (cut)\n  * A list:\n', ['[{"a": {"b" ... (cut)']),
        ('{"a": {\n    ...\n    b: 1\n}}\n', ['{"a": {\n    ...\n    b: 1\n}}']),
        ('The order of rows is given as\n[{"a": "asc"}, {"b": "desc"}].\n', []),
        ('"Pets": all of them.\n', []),
        ("[Optional] A text.\n", []),
        ("[1] A note.\n", []),
        ("curl is a program.\n", []),
        ("{id} stands for a number.\n", []),
    ],
)
def test_code_is_known_by_how_it_begins(text, code):
    assert codes(text) == code


def test_a_button_and_the_name_of_the_language_belong_to_the_code():
    (one,) = blocks('JSON\nCopy\n{"a": 1}\nCopied!\n')
    assert isinstance(one, Example)
    assert one.language == "json"
    assert one.span.text == 'JSON\nCopy\n{"a": 1}\nCopied!'


def test_code_that_was_broken_to_the_width_of_the_text_is_not_read():
    prose = "A pet is an animal that lives in a house with people, which feed it and then go"
    cut = '{"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 2'
    assert codes(f"{prose}\nout with it.\n\n{cut}\n1, 22]}}\n") == []


def test_code_that_was_broken_to_a_wide_text_is_not_read_either():
    prose = (
        "A pet is an animal that lives in a house with people, which feed it and take it out for"
    )
    cut = '{"a": [' + ", ".join(str(n) for n in range(10, 36))
    text = f"{prose} a walk {'x' * 11}\neach day.\n\n{cut}\n, 1]}}\n"
    assert codes(text) == []


def test_a_quote_that_was_cut_in_front_of_a_long_word_is_not_read():
    prose = "A pet is an animal that lives in a house with people, which feed it and then go"
    cut = '{\n  "url": "https://pets.example.com/pets/of/4d27b7a7-b82f-491d-88c0-'
    assert codes(f'{prose}\nout with it.\n\n{cut}\n746bd67dadc8",\n  "a": 1\n}}\n') == []


# Whatever it is


FRAGMENTS = [
    *("\n", "\n\n", "\t", "  ", "    ", "|", "---|---", "+--+--+", "- ", "-", "* ", "1", "2"),
    *("1 2 3 |", "{", "}", "[", "]", '"a": 1,', '"', "......", "curl -X GET '", "\\", "GET /pets"),
    *("HTTP/1.1 200 OK", "Name", "Type", "integer", "Description", "Response", "A text of words."),
    *("Status code: 200", "----- ----", "=====", "References", "[1]", "<!-- a -->", "```", "# A"),
    *("[1]¶", "[¶]", "** ¶ **", "1.\u00a0a", "²) b", "٣. c", "¶", "🔗", "## ", "*** a ***"),
    *(".. note::", "Copy", "JSON", "é状态"),
]


def spans_of(one: Page) -> Iterator[Span]:
    yield from (section.span for section in one.walk())
    yield from one.comments
    for block in (*one.blocks(), *one.chrome):
        yield block.span
        if isinstance(block, Example):
            yield block.body.at(0, len(block.body))
        elif isinstance(block, Paragraph):
            yield block.prose.at(0, len(block.prose.text))
        elif isinstance(block, Table):
            rows = (block.header, *block.rows)
            yield from (cell.prose.at(0, len(cell.text)) for row in rows for cell in row.cells)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=60).map("".join))
@example("1curl -X GET '")
@example("+---+---+\n|<pre><Tabs> ```\n\nGET /pets/{id}")
def test_any_text_is_read_with_all_places_on_it(text):
    for span in spans_of(page(text)):
        assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize("name", ALL)
def test_all_that_is_shown_stands_where_it_is_said_to(name):
    for block in page(ALL[name]).blocks():
        if isinstance(block, Paragraph):
            word = block.prose.text.split()[-1]
            at = block.prose.text.rindex(word)
            assert block.prose.at(at, at + len(word)).text == word


REPEATED = {
    2_000: ("{", "[", '"', "1\n", "1 ", "- ", "-\n", "|", "a\tb\n", "\t"),
    1_000: ("{\n", '{"a":\n', "Name\nType\n", "| a |\n", "|-|-|\n", "Title\n", "1 {\n"),
    500: ("a  b\n", "-- --\n", "-----\n", "+--+\n", "curl 'a\n", "Name  Type\n\n"),
    300: ("Name\tType\nid\tinteger\n\n", "References\n\n", "[1]a ", "<!-- ", "\\\n"),
}
HOSTILE = [
    *(one * times for times, texts in REPEATED.items() for one in texts),
    "curl https://a.example \\\n" * 500,
    "Name\nType\n" + "id\ninteger\n" * 500,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_is_kept_to_its_end(text):
    read = page(f"{text}\n\nThe last line of all of them.\n")
    *blocks, last = read.blocks()
    assert last.span.text == "The last line of all of them."
    headings = [section.heading for section in read.walk() if section.heading]
    shown = {line for one in (*headings, *blocks) for line in one.span.text.split()}
    assert shown >= set(text.split())


def test_a_comment_is_none_of_the_text_and_one_without_an_end_is():
    (block,) = blocks("<!-- a -->\n<!-- b\n-->\nText of the page. <!-- <!--\n")
    assert block.span.text == "Text of the page. <!-- <!--"
