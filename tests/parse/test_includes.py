"""What pages take in: each notation, each part of a file, and what is never followed."""

from __future__ import annotations

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.model.page import Example, Heading, Markup, Paragraph, Table
from doclint.model.source import Source
from doclint.parse.includes.files import Beside, is_partial, texts
from doclint.parse.includes.notations import present, statements
from doclint.parse.includes.parts import filled, selected
from doclint.parse.pages import parse_page

PARAMS = """\
## Query parameters

| Name | Type |
|------|------|
| limit | integer |
"""
NOTATIONS = [
    '--8<-- "docs/params.md"',
    "--8<--\ndocs/params.md\n--8<--",
    '{% include "params.md" %}',
    "{% include params.md %}",
    "{%- include-markdown './params.md' -%}",
    '{%\n   include-markdown "params.md"\n   heading-offset=1\n%}',
    '{% partial file="params.md" /%}',
    '{{< readfile "params.md" >}}',
    '{{% include file="params.md" %}}',
    "<!-- @include: ./params.md -->",
    "<!--@include: ./params.md-->",
    '<!--#include file="params.md" -->',
    "[!INCLUDE [the parameters](params.md)]",
    "[!INCLUDE[](./params.md)]",
    '@import "params.md"',
    "@include 'params.md'",
    "@include(params.md)",
    '!INCLUDE "params.md"',
    "@@include[params.md](params.md)",
    "{{#include params.md}}",
    "{! params.md !}",
    "[](params.md ':include')",
    "include::params.md[]",
    "::include[./params.md]",
    ':include{src="./params.md"}',
    "<include>./params.md</include>",
    '<Snippet file="params.md" />',
    "```{include} params.md\n```",
    "{{> params.md }}",
]


def page_of(text, others=None, path="docs/page.md", config=None):
    files = Memory({path: text, **(others or {})})
    return parse_page(files.read(path), texts(files, config or Config()))


def tables(page):
    return [block for block in page.blocks() if isinstance(block, Table)]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_each_notation_is_read_in_place(notation):
    page = page_of(f"# List pets\n\nBefore.\n\n{notation}\n\nBehind.\n", {"docs/params.md": PARAMS})
    (table,) = tables(page)
    assert table.span.source.path == "docs/params.md"
    assert table.span.line == 3
    (include,) = page.includes
    assert (include.reason, include.source.path) == ("", "docs/params.md")
    assert [section.heading.text for section in page.walk()] == ["List pets", "Query parameters"]
    texts_ = [block.prose.text for block in page.blocks() if isinstance(block, Paragraph)]
    assert texts_ == ["Before.", "Behind."]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_what_is_not_there_is_counted(notation):
    page = page_of(f"# List pets\n\n{notation}\n")
    assert [one.reason for one in page.gaps] == ["not found"]
    assert not tables(page)
    assert any(isinstance(block, Markup) for block in page.blocks())


@pytest.mark.parametrize("notation", NOTATIONS)
def test_code_that_shows_a_notation_takes_nothing_in(notation):
    if "```" not in notation:
        page = page_of(f"# A\n\n~~~md\n{notation}\n~~~\n", {"docs/params.md": PARAMS})
        assert not page.includes


def test_text_around_a_statement_stays_text():
    page = page_of('# A\n\nBefore.\n--8<-- "x.md"\nBehind.\n', {"docs/x.md": "Inside.\n"})
    texts_ = [block.prose.text for block in page.blocks() if isinstance(block, Paragraph)]
    assert texts_ == ["Before.", "Inside.", "Behind."]


def test_an_escaped_statement_is_text():
    assert not page_of(';--8<-- "x.md"\n', {"docs/x.md": "a\n"}).includes


def test_mdx_components_that_are_pages_are_read():
    text = "import Params from './_params.mdx';\n\n# A\n\n<Params />\n"
    page = page_of(text, {"docs/_params.mdx": PARAMS}, "docs/page.mdx")
    assert [table.span.source.path for table in tables(page)] == ["docs/_params.mdx"]


def test_components_that_may_hold_parameters_are_gaps():
    page = page_of("# A\n\n<CommonParameters />\n\n<Tabs />\n", path="docs/page.mdx")
    assert [one.span.text for one in page.gaps] == ["<CommonParameters />"]


def test_unknown_ways_to_take_something_in_are_gaps():
    page = page_of('# A\n\n{% include_relative_if page "x.md" %}\n\n@include url(x)\n')
    assert [one.reason for one in page.gaps] == ["not understood", "not understood"]


def test_names_of_a_front_matter_are_put_at_the_end():
    text = "---\nlanguage_tabs: [shell]\nincludes:\n  - errors\n  - more\n---\n# A\n\nText.\n"
    page = page_of(text, {"docs/includes/_errors.md": "# Errors\n\nBad.\n"})
    assert [section.heading.text for section in page.walk()] == ["A", "Errors"]
    assert [one.path for one in page.gaps] == ["includes/_more.md"]


def test_front_matter_of_other_tools_means_something_else():
    assert not page_of("---\nincludes: [a]\n---\n# A\n").includes


def test_rows_of_a_table_may_stand_in_a_file():
    text = '| Name | Type |\n|---|---|\n--8<-- "rows.md"\n| own | string |\n'
    (table,) = tables(page_of(text, {"docs/rows.md": "| a | integer |\n| b | string |\n"}))
    assert [row.cells[0].text for row in table.rows] == ["a", "b", "own"]
    assert [row.span.source.path for row in table.rows] == [
        *["docs/rows.md"] * 2,
        "docs/page.md",
    ]


def test_rows_behind_a_tag_stay_in_their_table():
    text = '| Name | Type |\n|---|---|\n{% include "rows.md" %}\n| own | string |\n\nText.\n'
    page = page_of(text, {"docs/rows.md": "| a | integer |\n"})
    (table,) = tables(page)
    assert [row.cells[0].text for row in table.rows] == ["a", "own"]


def test_rows_that_are_not_there_leave_a_gap_in_their_table():
    page = page_of('| Name | Type |\n|---|---|\n{% include "rows.md" %}\n')
    (table,) = tables(page)
    (gap,) = page.gaps
    assert table.span.start <= gap.span.start < table.span.end


def test_a_fence_is_filled_from_a_file():
    for fence in (
        '```json\n--8<-- "pet.json"\n```\n',
        '```json\n{% include "pet.json" %}\n```\n',
        "```json\n{{#include pet.json}}\n```\n",
        "```json file=./pet.json\n```\n",
        "```{literalinclude} pet.json\n:language: json\n```\n",
        "[!code-json[a pet](pet.json)]\n",
        ':::code language="json" source="pet.json":::\n',
        "<<< ./pet.json\n",
        '{% code-snippet file="pet.json" language="json" /%}\n',
    ):
        page = page_of(f"# A\n\n{fence}", {"docs/pet.json": '{"id": 1}\n'})
        (example,) = (block for block in page.blocks() if isinstance(block, Example))
        assert (example.language, str(example.body)) == ("json", '{"id": 1}'), fence
        assert example.body.span.source.path == "docs/pet.json"


def test_a_fence_with_more_than_a_file_is_not_understood():
    page = page_of('```json\n{"a": 1,\n--8<-- "pet.json"\n}\n```\n', {"docs/pet.json": '"b": 2\n'})
    assert not [block for block in page.blocks() if isinstance(block, Example)]
    assert [one.reason for one in page.gaps] == ["beside other text"]


# What is never followed ---------------------------------------------------------------------------


def test_files_that_take_in_one_another_end():
    others = {"docs/a.md": 'A.\n\n--8<-- "b.md"\n', "docs/b.md": 'B.\n\n--8<-- "a.md"\n'}
    page = page_of('# A\n\n--8<-- "a.md"\n', others)
    assert [one.reason for one in page.gaps] == ["takes in itself"]
    assert page_of('--8<-- "page.md"\n').gaps[0].reason == "takes in itself"


def test_files_are_followed_ten_deep():
    others = {f"docs/{n}.md": f'{n}.\n\n--8<-- "{n + 1}.md"\n' for n in range(30)}
    page = page_of('--8<-- "0.md"\n', others)
    assert [one.reason for one in page.gaps] == ["too deep"]


def test_files_that_double_are_refused():
    others = {f"docs/{n}.md": f'{n}.\n\n--8<-- "{n + 1}.md"\n\n' * 30 for n in range(9)}
    page = page_of('--8<-- "0.md"\n', {**others, "docs/9.md": "End.\n"})
    assert {one.reason for one in page.gaps} == {"too much to read"}


@pytest.mark.parametrize(
    "path", ["https://example.com/x.md", "//example.com/x.md", "{{ page.x }}.md", "file:///etc/x"]
)
def test_addresses_and_variables_are_not_followed(path):
    (gap,) = page_of(f'--8<-- "{path}"\n').gaps
    assert gap.source is None


def test_nothing_outside_of_the_project_is_read():
    asked = []

    class Files(Memory):
        def read(self, path):
            asked.append(path)
            return super().read(path)

    files = Files({"docs/page.md": "", "a.md": ""})
    beside = Beside(files, Config())
    for path in ("../../etc/passwd", "/etc/passwd", "../../../x.md", "..", ".", "", "a\0b", "docs"):
        assert beside.find(Source("docs/page.md", ""), path) is None
    assert not [path for path in asked if path.startswith(("..", "/"))]


# Where files are looked up ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("x.md", "docs/api/x.md"),
        ("../x.md", "docs/x.md"),
        ("x.md", "docs/_includes/x.md"),
        ("x.md", "_includes/x.md"),
        ("/snippets/x.md", "snippets/x.md"),
        ("/x.md", "docs/x.md"),
        ("@site/docs/x.md", "docs/x.md"),
        ("~/includes/x.md", "includes/x.md"),
        ("x", "docs/api/_x.md"),
        ("a%20b.md", "docs/api/a b.md"),
        ("partials/x.md", "content/partials/x.md"),
    ],
)
def test_a_path_is_looked_up_as_tools_do(written, there):
    files = Memory({"docs/api/page.md": "", there: "a"})
    found = Beside(files, Config()).find(Source("docs/api/page.md", ""), written)
    assert found is not None
    assert found.path == there


def test_the_nearest_file_is_meant():
    files = Memory({"docs/api/page.md": "", "docs/x.md": "a", "docs/api/x.md": "b"})
    assert Beside(files, Config()).find(Source("docs/api/page.md", ""), "x.md").text == "b"


@pytest.mark.parametrize(
    "setting", ["base_path: [., parts]", "base_path: parts", "base_path:\n        - parts"]
)
def test_a_site_names_the_folder_of_its_snippets(setting):
    site = f"markdown_extensions:\n  - pymdownx.snippets:\n      {setting}\n"
    files = Memory({"mkdocs.yml": site, "docs/page.md": "", "parts/x.md": "a"})
    assert Beside(files, Config()).find(Source("docs/page.md", ""), "x.md") is not None


def test_a_project_adds_folders_and_notations_of_its_own():
    config = Config(include_paths=("parts",), includes_by=(r"\(\((?P<path>[^()\s]+)\)\)",))
    page = page_of("# A\n\n((x.md))\n", {"parts/x.md": "Inside.\n"}, config=config)
    assert [one.source.path for one in page.includes] == ["parts/x.md"]


@pytest.mark.parametrize(
    ("path", "partial"),
    [
        ("docs/_x.md", True),
        ("_includes/x.md", True),
        ("docs/partials/a/x.md", True),
        ("docs/x.md", False),
        ("docs/includes.md", False),
    ],
)
def test_partials_are_known_by_their_names(path, partial):
    assert is_partial(path) == partial


# Parts and values ---------------------------------------------------------------------------------

LINES = (
    "a\nb\nc\n<!-- --8<-- [start:q] -->\nin\n<!-- --8<-- [end:q] -->\n## Some title\nz\n## Next\n"
)


@pytest.mark.parametrize(
    ("part", "lines", "args", "wanted"),
    [
        ("2", "", {}, "b"),
        ("1:2", "", {}, "a b"),
        (":2:3", "", {}, "b c"),
        (":2", "", {}, "a b"),
        ("1:1,3:3", "", {}, "a c"),
        ("q", "", {}, "in"),
        ("some-title", "", {}, "## Some title z"),
        ("", "2,3", {}, "b c"),
        ("", "2-3", {}, "b c"),
        ("", "9,", {}, "## Next"),
        ("", "", {"start": "a", "end": "c"}, "b"),
        ("none", "", {}, None),
        ("99", "", {}, None),
        ("", "", {"start": "nowhere"}, None),
        ("", "", {"from": "a", "before": "c"}, None),
    ],
)
def test_a_part_keeps_its_place(part, lines, args, wanted):
    source = Source("x.md", LINES)
    found = selected(source, part, lines, args)
    assert (found and " ".join(found.text.split())) == wanted
    if found:
        assert len(found.text) == len(LINES)
        assert all(new in (old, " ") for old, new in zip(LINES, found.text, strict=True))


def test_values_are_filled_in_without_moving_what_is_below():
    source = Source("x.md", "GET /{{ include.name }}/x\nnext\n")
    found, whole = filled(source, {"name": "pets"})
    assert whole
    assert found.text.split("\n")[0].rstrip() == "GET /pets/x"
    assert found.text.index("next") == source.text.index("next")


def test_lines_whose_variables_have_no_value_are_left_out():
    found, whole = filled(Source("x.md", "a {{ include.name }}\nb\n"), {})
    assert (found.text.split(), whole) == (["b"], False)


def test_files_with_conditions_are_not_understood():
    others = {"docs/x.md": "{% if include.a %}\n\n## A\n\n{% endif %}\n"}
    (gap,) = page_of('{% include "x.md" a="b" %}\n', others).gaps
    assert gap.reason == "has conditions"


def test_words_that_only_look_alike_are_text():
    for text in (
        "@param x",
        "!important",
        "We include it.",
        "{% if include %}",
        ":::note",
        "a | b",
    ):
        assert not statements(text, present(text), {})


# Sections -----------------------------------------------------------------------------------------


def test_sections_end_in_their_own_file():
    text = '# A\n\nText.\n\n--8<-- "x.md"\n\nOf the part.\n\n# B\n'
    page = page_of(text, {"docs/x.md": "Lead.\n\n## Part\n\nInside.\n"})
    first, second = page.sections
    assert first.span.source.path == "docs/page.md"
    assert first.span.text.startswith("# A")
    assert first.span.text.endswith("Of the part.")
    (part,) = first.sections
    assert part.span.text == "## Part\n\nInside."
    assert second.heading.text == "B"


def test_comments_of_a_file_are_the_pages_too():
    page = page_of('--8<-- "x.md"\n', {"docs/x.md": "<!-- doclint: off[table] -->\n\nA.\n"})
    assert [span.source.path for span in page.comments] == ["docs/x.md"]


def test_a_heading_in_a_list_is_a_paragraph():
    page = page_of('- a\n\n  --8<-- "x.md"\n', {"docs/x.md": "## Title\n"})
    assert not [one for section in page.walk() if isinstance(one := section.heading, Heading)]


# HTML ---------------------------------------------------------------------------------------------

ROWS = "<table><tr><th>Name</th><th>Type</th></tr><tr><td>limit</td><td>integer</td></tr></table>"


@pytest.mark.parametrize(
    "statement",
    [
        '<!--#include file="x.html" -->',
        '<!--#include virtual="/docs/x.html" -->',
        '<div><!--#include file="x.html"--></div>',
        '{% include "x.html" %}',
    ],
)
def test_html_is_read_in_place(statement):
    text = (
        f"<html><body><h1>A</h1>\n<p>Before.</p>\n{statement}\n<h2>B</h2>\n<p>C</p></body></html>"
    )
    page = page_of(text, {"docs/x.html": f"<p>Inside.</p>\n{ROWS}"}, "docs/page.html")
    (table,) = tables(page)
    assert (table.span.source.path, table.span.line) == ("docs/x.html", 2)
    assert page.format == "html"
    assert [section.heading.text for section in page.walk()] == ["A", "B"]
    first = page.sections[0].blocks
    assert [type(block).__name__ for block in first] == ["Paragraph", "Paragraph", "Table"]


def test_html_inside_of_a_table_is_not_understood():
    text = "<h1>A</h1>" + ROWS.replace("</table>", '<!--#include file="x.html" --></table>')
    page = page_of(text, {"docs/x.html": "<tr><td>a</td></tr>"}, "docs/page.html")
    assert [one.reason for one in page.gaps] == ["within HTML"]
