"""reStructuredText as pages: every block with its place, and nothing lost."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("docutils", reason="pages in reStructuredText take docutils (the extra `rst`)")

from doclint.model.page import (
    Definitions,
    Example,
    Heading,
    Items,
    Markup,
    Page,
    Paragraph,
    Prose,
    Quote,
    Table,
)
from doclint.model.source import Source
from doclint.parse.includes.texts import Texts
from doclint.parse.rst.pages import parse_rst


def read(text: str, files: dict[str, str] | None = None) -> Page:
    known = files or {}

    def find(_outer: Source, path: str) -> Source | None:
        return Source(path, known[path]) if path in known else None

    return parse_rst(Source("page.rst", text), Texts(find))


def blocks(text: str, kind: type, files: dict[str, str] | None = None) -> list:
    return [block for block in read(text, files).blocks() if isinstance(block, kind)]


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def prose(text: str) -> Prose:
    return blocks(text, Paragraph)[0].prose


# Text ---------------------------------------------------------------------------------------------


def test_titles_make_a_tree() -> None:
    page = read("=====\n Top\n=====\n\n.. _here:\n\nOne\n---\n\nText\n\nDeep\n~~~~\n\nTwo\n---\n")
    seen = [(s.heading.text, s.level, s.heading.anchor) for s in page.walk() if s.heading]
    assert seen == [("Top", 1, ""), ("One", 2, "here"), ("Deep", 3, ""), ("Two", 2, "")]
    one = next(s for s in page.walk() if s.heading and s.heading.text == "One")
    assert (one.span.text[:7], one.span.text[-9:]) == ("One\n---", "Deep\n~~~~")


def test_marks_are_seen_and_placed() -> None:
    shown = prose(
        "Send ``a`` to **b** or *c*, `d <https://e.org>`_, :ref:`f <g>`,\n:code:`h` h\\ i.\n"
    )
    assert shown.text == "Send a to b or c, d, f, h hi."
    kinds = [(each.kind, each.value) for each in shown.walk()]
    assert kinds == [
        ("code", "a"),
        ("strong", ""),
        ("emphasis", ""),
        ("link", "https://e.org"),
        ("link", ""),
        ("code", "h"),
    ]
    source = shown.span.source.text
    assert [source[slice(*each.inner)] for each in shown.walk()] == list("abcdfh")


def test_what_is_not_marked_stands_where_it_is_written() -> None:
    text = "- A list\twith ``code``\n  that goes on\n\n  .. note:: Äh,\n     *well* done\n"
    for each in blocks(text, Paragraph):
        for word in re.finditer(r"\w+", each.prose.text):
            assert each.prose.at(*word.span()).text == word[0]


def test_links_lead_where_their_targets_say() -> None:
    shown = prose(
        "See `the docs`_ and there_.\n\n.. _the docs: https://a.org\n.. _there: https://b.org\n"
    )
    assert [each.value for each in shown.walk()] == ["https://a.org", "https://b.org"]


def test_substitutions_are_what_they_stand_for() -> None:
    assert prose(".. |name| replace:: Pet Shop\n\nOf |name| and |other| [1]_.\n").text == (
        "Of Pet Shop and |other| ."
    )


def test_broken_marks_stay_text() -> None:
    assert prose("An *open and `another and **more\n").text == "An *open and `another and **more"


def test_a_bold_line_is_a_label() -> None:
    page = read("Pets\n====\n\n**Response:**\n\nText.\n")
    assert [s.level for s in page.walk()] == [1, 7]


def test_fields_on_top_tell_readers_nothing() -> None:
    page = read(":orphan:\n:tag: x\n\nPets\n====\n\nText\n")
    assert [type(block) for block in page.blocks()] == [Paragraph]


def test_comments_are_kept_for_suppressions() -> None:
    page = read(".. doclint: ignore[table] known\n   and old\n\nText\n")
    assert [span.text for span in page.comments] == [".. doclint: ignore[table] known\n   and old"]
    assert len(list(page.blocks())) == 1


# Lists --------------------------------------------------------------------------------------------


def test_lists_and_their_items() -> None:
    (outer,) = [b for b in read("1. one\n2. two\n\n   more\n").blocks() if isinstance(b, Items)]
    assert outer.ordered
    assert [item.span.text for item in outer.items] == ["1. one", "2. two\n\n   more"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("limit : int\n   How many.\nsort\n   By what.\n", ["limit : int", "sort"]),
        ("Text\n\n:param limit: How many.\n:query sort: By what.\n", ["param limit", "query sort"]),
        ("-o FILE  Where to.\n--all    Everything.\n", ["-o FILE", "--all"]),
    ],
)
def test_definitions_fields_and_options(text: str, terms: list[str]) -> None:
    (block,) = blocks(text, Definitions)
    assert [entry.terms[0].text for entry in block.entries] == terms
    for entry in block.entries:
        assert entry.terms[0].span.text == entry.terms[0].text
        assert entry.span.text.endswith(".")


def test_quotes_and_line_blocks() -> None:
    assert blocks("Text\n\n   Quoted.\n", Quote)[0].span.text == "Quoted."
    assert prose("| one\n| two\n").text == "one\ntwo"


# Code ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '.. code-block:: json\n   :linenos:\n\n   {\n     "a": 1\n   }\n',
        '.. sourcecode:: json\n\n   {\n     "a": 1\n   }\n\nText\n',
        'Text::\n\n   {\n     "a": 1\n   }\n',
        '- Text:\n\n  ::\n\n     {\n       "a": 1\n     }\n',
        '.. code-block:: json\n   {\n     "a": 1\n   }\n',
    ],
)
def test_code_is_what_is_copied(text: str) -> None:
    (example,) = blocks(text, Example)
    assert example.body == '{\n  "a": 1\n}'
    at = example.body.index('"a"')
    assert example.body.at(at, at + 3).text == '"a"'
    assert example.body.at(at, at + 3).line == text[: text.index('"a"')].count("\n") + 1
    assert example.language == ("json" if "json" in text else "")


def test_code_with_tabs_has_its_places() -> None:
    (example,) = blocks("Text::\n\n\t{\n\t\t1}\n", Example)
    assert example.body == "{\n        1}"
    assert example.body.at(10, 11).text == "1"


def test_quoted_code_and_sessions() -> None:
    assert blocks("Text::\n\n> a\n> b\n", Example)[0].body == "> a\n> b"
    assert blocks(">>> 1\n1\n", Example)[0].body == ">>> 1\n1"


def test_highlight_names_the_language_of_what_follows() -> None:
    assert blocks(".. highlight:: console\n\n::\n\n   $ ls\n", Example)[0].language == "console"


def test_included_code_stands_in_its_file() -> None:
    text = ".. literalinclude:: samples/pet.json\n   :language: json\n"
    page = read(text, {"samples/pet.json": '{"id": 1}\n'})
    (example,) = (block for block in page.blocks() if isinstance(block, Example))
    assert (example.language, example.body) == ("json", '{"id": 1}')
    assert example.body.at(1, 5).source.path == "samples/pet.json"
    assert example.span.text == text.strip()
    assert [include.path for include in page.includes] == ["samples/pet.json"]


def test_code_that_is_not_there_is_an_include_without_source() -> None:
    page = read(".. literalinclude:: samples/pet.json\n")
    assert [include.source for include in page.includes] == [None]
    assert [type(block) for block in page.blocks()] == [Markup]
    assert page.gaps == page.includes


def test_included_text_is_read_in_place() -> None:
    text = "Pets\n====\n\n.. include:: list.inc\n\nAfter\n-----\n\nEnd\n"
    page = read(text, {"list.inc": "List\n----\n\n| one\n\n+---+\n| A |\n+---+\n"})
    titles = [
        (s.heading.text, s.level, s.heading.span.source.path) for s in page.walk() if s.heading
    ]
    assert titles == [("Pets", 1, "page.rst"), ("List", 2, "list.inc"), ("After", 2, "page.rst")]
    (table,) = (block for block in page.blocks() if isinstance(block, Table))
    span = table.header.cells[0].span
    assert (span.source.path, span.text) == ("list.inc", "A")


def test_a_file_that_includes_itself_ends() -> None:
    page = read(".. include:: a.inc\n", {"a.inc": "Text\n\n.. include:: a.inc\n"})
    assert [include.reason != "" for include in page.includes] == [False, True]


# Tables -------------------------------------------------------------------------------------------

GRID = """\
- In a list:

  +-----------+----------------+
  | Name      | **Type**       |
  +===========+================+
  | ``limit`` | integer, which |
  |           | is small       |
  +-----------+----------------+
  | 名称      | - string       |
  |           | - null         |
  +-----------+----------------+
  | both columns               |
  +-----------+----------------+
  | two rows  | a              |
  |           +----------------+
  |           | b              |
  +-----------+----------------+
"""


def test_grid_tables() -> None:
    (table,) = blocks(GRID, Table)
    assert table.kind == "grid"
    assert grid(table) == [
        ["Name", "Type"],
        ["limit", "integer, which is small"],
        ["名称", "string\nnull"],
        ["both columns"],
        ["two rows", "a"],
        ["b"],
    ]
    both, two = table.rows[2].cells[0], table.rows[3].cells[0]
    assert (both.columns, both.rows, two.columns, two.rows) == (2, 1, 1, 2)
    assert [table.header.cells[0].head, both.head] == [True, False]


def test_cells_have_a_start_and_an_end() -> None:
    (table,) = blocks(GRID, Table)
    limit, type_ = table.rows[0].cells
    assert limit.span.text == "``limit``"
    assert (type_.span.text[:7], type_.span.text[-8:]) == ("integer", "is small")
    assert table.rows[1].cells[0].span.text == "名称"
    for row in (table.header, *table.rows):
        for cell in row.cells:
            for word in re.finditer(r"\w+", cell.prose.text):
                assert cell.prose.at(*word.span()).text == word[0]


def test_simple_tables() -> None:
    rule = "===== =======\n"
    text = f"{rule}Name  Type\n{rule}limit integer\n      or null\nsort\n{rule}"
    (table,) = blocks(text, Table)
    assert grid(table) == [["Name", "Type"], ["limit", "integer or null"], ["sort", ""]]
    assert [cell.span.text for cell in table.rows[1].cells] == ["sort", ""]
    assert table.span.text == text.strip()


def test_tables_of_lists() -> None:
    text = """\
.. list-table:: Query parameters
   :header-rows: 1

   * - Name
     - Type
   * - ``limit``
     - integer

       or null
"""
    (table,) = blocks(text, Table)
    assert grid(table) == [["Name", "Type"], ["limit", "integer\nor null"]]
    assert prose(text).text == "Query parameters"
    assert table.rows[0].cells[0].span.text == "``limit``"


def test_tables_of_values_with_commas() -> None:
    text = """\
.. csv-table:: Codes
   :header: "Code", Text

   200, "Fine, ""so"" far"
   404, "Not
   found"
   204,
"""
    (table,) = blocks(text, Table)
    assert grid(table) == [
        ["Code", "Text"],
        ["200", 'Fine, "so" far'],
        ["404", "Not found"],
        ["204", ""],
    ]
    assert table.header.cells[0].span.text == "Code"
    assert table.rows[1].cells[0].span.text == "404"


CSV = 'Name,Type\nlimit,integer\n\nsort, "asc,\ndesc"\n'


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (":header-rows: 1", CSV),
        (':header: "Name", Type', CSV.partition("\n")[2]),
        (":header-rows: 1\n   :encoding: utf-8", CSV),
    ],
)
def test_a_table_of_values_may_stand_in_a_file(options: str, rows: str) -> None:
    text = f"T\n=\n\n.. csv-table:: Query\n   :file: some/rows.csv\n   {options}\n\nBehind.\n"
    page = read(text, {"some/rows.csv": rows})
    (table,) = [block for block in page.blocks() if isinstance(block, Table)]
    assert grid(table) == [["Name", "Type"], ["limit", "integer"], ["sort", "asc, desc"]]
    assert [(include.path, include.reason) for include in page.includes] == [("some/rows.csv", "")]
    (cell, kind) = table.rows[0].cells
    assert (cell.span.source.path, cell.span.text, kind.span.text) == (
        "some/rows.csv",
        "limit",
        "integer",
    )
    assert (table.span.source.path, table.span.start) == ("some/rows.csv", rows.index("limit"))
    assert "Behind." in [b.prose.text for b in page.blocks() if isinstance(b, Paragraph)]


@pytest.mark.parametrize("option", [":file: rows.csv", ":url: https://e.org/rows.csv"])
def test_a_table_whose_file_is_not_there_is_a_gap(option: str) -> None:
    page = read(f".. csv-table:: Query\n   {option}\n")
    assert [type(block) for block in page.blocks()] == [Paragraph, Markup]
    assert len(page.gaps) == 1


def test_a_line_of_code_in_a_cell_is_its_text() -> None:
    lines = [".. code-block::", "", "   some code", ""]
    rows = "".join(f"| {line:<15} |\n" for line in lines)
    (table,) = blocks(f"+-----------------+\n{rows}+-----------------+\n", Table)
    (cell,) = table.header.cells
    assert (cell.text, cell.prose.at(5, 9).text) == ("some code", "code")


def test_code_in_a_cell_is_an_example_too() -> None:
    lines = ["Body:", "", "::", "", "  {", "  }"]
    rows = "".join(f"| {line:<6}|\n" for line in lines)
    text = f"+-------+\n{rows}+-------+\n"
    assert blocks(text, Example)[0].body == "{\n}"
    assert grid(blocks(text, Table)[0]) == [["Body:"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("+---+---+\n| A | B |\n+---+---+\n| c | d\n+---+---+\n", 4),
        ("+---+---+\n| A | B |\n+===+===+\n| c     |\n+---+---+\n| d | e |\n+---+---+\n", 1),
        ("=== ===\nAbc D\n=== ===\nlong text\n=== ===\n", 4),
    ],
)
def test_a_broken_table_is_told_and_keeps_its_text(text: str, line: int) -> None:
    page = read(f"Text\n\n{text}")
    notes = [(note.code, note.span.line - 2) for note in page.notes]
    if notes:
        assert notes == [("broken-grid", line)]
    words = " ".join(block.prose.text for block in page.blocks() if isinstance(block, Paragraph))
    tables = " ".join(
        " ".join(row) for t in page.blocks() if isinstance(t, Table) for row in grid(t)
    )
    assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", f"{words} {tables}"))


# Directives ---------------------------------------------------------------------------------------


def test_what_nobody_knows_is_text() -> None:
    page = read(
        ".. tabs::\n\n   .. tab:: Curl\n\n      Text\n\n.. acme:: Thing\n   :opt: 1\n\n   More\n"
    )
    assert [block.prose.text for block in page.blocks() if isinstance(block, Paragraph)] == [
        "Curl",
        "Text",
        "More",
    ]
    assert [block.text for block in page.blocks() if isinstance(block, Markup)] == ["Thing"]


def test_notes_are_quotes() -> None:
    (quote,) = blocks(".. note:: Careful\n   here.\n\n   Really.\n", Quote)
    assert [block.prose.text for block in quote.blocks] == ["Careful here.", "Really."]


@pytest.mark.parametrize("name", ["note", "tabs", "warning", "todo"])
def test_text_right_below_a_directive_is_its_text(name: str) -> None:
    text = f".. {name}::\n   .. code-block:: sh\n\n      one\n\n.. {name}::\n   Two.\n   Three.\n"
    assert [example.body for example in blocks(text, Example)] == ["one"]
    assert "Two. Three." in [block.prose.text for block in blocks(text, Paragraph)]


def test_trees_of_pages_and_raw_text_say_nothing() -> None:
    text = ".. toctree::\n   :maxdepth: 1\n\n   a\n\n.. raw:: html\n\n   x\n\n.. image:: a.png\n"
    assert [(type(block), block.text) for block in read(text).blocks()] == [(Markup, "")] * 3


def test_raw_html_has_code_tables_and_titles() -> None:
    text = """\
Pets
====

One
---

.. raw:: html

   <h3>Show <i>one</i></h3>
   <pre class="x">
   <b>GET</b> /pets/<code>{id}</code></pre>
   <table><tr><th>Name</th></tr><tr><td>id</td></tr></table>

Behind.
"""
    page = read(text)
    titles = [(s.heading.text, s.level) for s in page.walk() if s.heading]
    assert titles == [("Pets", 1), ("One", 2), ("Show one", 3)]
    (example,) = [block for block in page.blocks() if isinstance(block, Example)]
    assert example.body.strip() == "GET /pets/{id}"
    at = example.body.index("{id}")
    assert example.body.at(at, at + 4).text == "{id}"
    (table,) = [block for block in page.blocks() if isinstance(block, Table)]
    assert (grid(table), table.rows[0].cells[0].span.text) == ([["Name"], ["id"]], "id")


def test_titles_where_none_may_be_stay() -> None:
    page = read("Top\n===\n\n.. only:: html\n\n   Inner\n   -----\n\n   Text\n\n- Item\n  ----\n")
    text = " ".join(b.prose.text for b in page.blocks() if isinstance(b, Paragraph))
    titles = [s.heading.text for s in page.walk() if s.heading]
    assert "Inner" in titles
    assert {"Text", "Item"} <= set(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "=====\nTitle\n",
        "=====\nTitle\n-----\n",
        "Top\n===\n\nSub\n---\n\nDeep\n~~~~\n\nOdd\n---\n\n====\nOver\n====\n\nUnder\n~~~~~\n",
        "Long title\n---\n\nText\n",
    ],
)
def test_broken_titles_lose_nothing(text: str) -> None:
    page = read(text)
    words = [s.heading.text for s in page.walk() if s.heading]
    words += [b.prose.text for b in page.blocks() if isinstance(b, Paragraph)]
    assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", " ".join(words)))


def test_operations_of_the_http_domain() -> None:
    page = read(".. http:get:: /pets/(int:pet_id)/toys\n\n   All toys.\n")
    heading = next(s.heading for s in page.walk() if s.heading)
    assert isinstance(heading, Heading)
    assert heading.text == "GET /pets/{pet_id}/toys"
    at = heading.text.index("toys")
    assert heading.prose.at(at, at + 4).text == "toys"
    assert heading.prose.at(0, 3).text == "get"
    assert heading.prose.at(4, 9).text == "/pets"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/pets/(int:id|string:name)/", "/pets/{id|name}/"),
        ("/pets/(id|string:name|uuid)", "/pets/{id|name|uuid}"),
        ("/pets/(string: kind)/(guid: id)", "/pets/{kind}/{id}"),
    ],
)
def test_a_placeholder_may_have_several_names(path: str, shown: str) -> None:
    page = read(f".. http:get:: {path}\n\n   All toys.\n")
    assert [s.heading.text for s in page.walk() if s.heading] == [f"GET {shown}"]


# os-api-ref ---------------------------------------------------------------------------------------

ENTRIES = """\
pet_id_path:
  in: path
  required: true
  type: string
  description: |
    The ID
    of the pet.
limit:
  in: query
  required: false
  type: integer
"""


def test_parameters_of_a_file() -> None:
    text = """\
.. rest_method:: GET /v1/pets/{pet_id}

.. rest_parameters:: parameters.yaml

   - pet_id: pet_id_path
   - "limit" : limit # more
   - ns:sort: sort_key
"""
    page = read(text, {"parameters.yaml": ENTRIES})
    (method,) = (block for block in page.blocks() if isinstance(block, Example))
    assert (method.language, method.body) == ("http", "GET /v1/pets/{pet_id}")
    (table,) = (block for block in page.blocks() if isinstance(block, Table))
    assert grid(table) == [
        ["Name", "Entry", "In", "Type", "Required", "Description"],
        ["pet_id", "pet_id_path", "path", "string", "Yes", "The ID of the pet."],
        ["limit", "limit", "query", "integer", "No", ""],
        ["ns:sort", "sort_key", "", "", "", ""],
    ]
    assert [row.cells[0].span.text for row in table.rows] == ["pet_id", "limit", "ns:sort"]
    assert table.rows[0].cells[3].span.text == "pet_id_path"
    (note,) = page.notes
    assert (note.code, note.span.text) == ("unresolved-row", "sort_key")
    assert note.facts == {"name": "ns:sort", "key": "sort_key", "file": "parameters.yaml"}


def test_no_row_is_unresolved_where_there_is_no_file() -> None:
    page = read(".. rest_parameters:: parameters.yaml\n\n   - a: b\n")
    assert page.notes == page.gaps == ()
    assert grid(next(b for b in page.blocks() if isinstance(b, Table)))[1][0] == "a"


def test_status_codes_of_a_file() -> None:
    text = ".. rest_status_code:: error status.yaml\n\n   - 404\n   - 409: taken\n"
    files = {"status.yaml": "404:\n  default: Not there.\n409:\n  taken: |\n    Somebody has it.\n"}
    (table,) = blocks(text, Table, files)
    assert grid(table)[1:] == [["404", "Not there."], ["409", "Somebody has it."]]
    assert [row.span.line for row in table.rows] == [3, 4]


def test_docutils_is_left_as_it_was() -> None:
    from docutils import statemachine
    from docutils.parsers.rst import states, tableparser

    def parts() -> list[object]:
        owners = (states.RSTState, states.Body, states.Text, states.Line, statemachine.StringList)
        return [dict(vars(owner)) for owner in owners] + [tableparser.strip_combining_chars]

    before = parts()
    read(GRID)
    assert before == parts()
