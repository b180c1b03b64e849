from __future__ import annotations

import pytest

from doclint.model.page import (
    Block,
    Example,
    Heading,
    Items,
    Markup,
    Page,
    Paragraph,
    Quote,
    Section,
    Table,
)
from doclint.model.source import Source
from doclint.parse.markdown.pages import parse_markdown


def parse(text: str, path: str = "page.md") -> Page:
    return parse_markdown(Source(path, text))


def only(text: str, kind: type[Block], path: str = "page.md") -> Block:
    (block,) = (block for block in parse(text, path).blocks() if isinstance(block, kind))
    return block


def grid(text: str, path: str = "page.md") -> list[list[str]]:
    table = only(text, Table, path)
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def outline(sections: tuple[Section, ...]) -> list[object]:
    return [
        (section.heading and section.heading.text, outline(section.sections))
        for section in sections
    ]


def codes(page: Page) -> list[tuple[str, str]]:
    return [(note.code, note.span.text) for note in page.notes]


# sections


def test_sections_are_a_tree_by_level() -> None:
    page = parse("intro\n\n# A\n\nSet\n---\n\n#### Deep\n\n## B ##\n\ntext\n")
    assert outline(page.sections) == [
        (None, []),
        ("A", [("Set", [("Deep", [])]), ("B", [])]),
    ]
    top = page.sections[1]
    assert (top.level, top.sections[0].heading.span.text) == (1, "Set\n---")
    assert top.sections[1].span.text == "## B ##\n\ntext"
    assert [block.span.text for block in top.sections[1].blocks] == ["text"]


def test_a_page_without_a_part_before_its_heading_has_none() -> None:
    assert [section.level for section in parse("\n\n# A\n").sections] == [1]
    assert parse("").sections == ()


@pytest.mark.parametrize(
    "text",
    [
        "**Query Parameters**",
        "**Example request**:",
        "__Errors__",
        "**`GET` /pets**",
        "<b>Errors</b>",
        "**状态码： 403**",
        "_**Errors**_",
        "***Errors***:",
    ],
)
def test_a_bold_line_is_a_label(text: str) -> None:
    (section,) = parse(f"{text}\n\nbelow\n").sections
    assert section.level == 7
    assert section.heading.span.text == text
    assert [block.span.text for block in section.blocks] == ["below"]


@pytest.mark.parametrize(
    "text",
    [
        "**Note:** read this",
        "**a** and **b**",
        "text:",
        "**one\ntwo**",
        f"**{'x' * 61}**",
        "*Errors*",
        "_**Note** that_",
        "- **item**",
        "> **quote**",
        "see **this**",
    ],
)
def test_other_bold_text_is_no_label(text: str) -> None:
    assert [section.level for section in parse(text).walk()] == [0]


def test_a_label_ends_at_the_next_label_or_heading() -> None:
    page = parse("# A\n\n**x**\n\n1\n\n**y**:\n\n2\n\n## B\n")
    assert outline(page.sections) == [("A", [("x", []), ("y:", []), ("B", [])])]


@pytest.mark.parametrize(
    ("line", "text", "anchor"),
    [
        ("## `id` {#the-id}", "id", "the-id"),
        ("## Pets {: #pets .wide}", "Pets", "pets"),
        ('## <a name="pets"></a>Pets', "Pets", "pets"),
        ("## Get {id}", "Get {id}", ""),
        ("## Issue #", "Issue", ""),
        ("##", "", ""),
    ],
)
def test_an_anchor_is_no_part_of_the_text(line: str, text: str, anchor: str) -> None:
    (section,) = parse(f"{line}\n").sections
    assert (section.heading.text, section.heading.anchor) == (text, anchor)
    assert section.heading.span.text == line


def test_the_title_of_a_tab_is_a_label_that_ends_no_section() -> None:
    text = "## Request\n\n# [HTTP](#tab/http)\n\nA.\n\n# [Go](#tab/go)\n\nB.\n\n## Response\n"
    found = outline(parse(text).sections)
    assert found == [("Request", [("HTTP", []), ("Go", [])]), ("Response", [])]


def test_headings_in_lists_and_quotes_open_no_section() -> None:
    page = parse("- # A\n\n> ## B\n")
    assert [section.level for section in page.walk()] == [0]
    texts = [block.prose.text for block in page.blocks() if isinstance(block, Paragraph)]
    assert texts == ["A", "B"]


# tables

HEAD = "| a | b |\n|---|---|\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (HEAD + "| 1 | 2 |\n", [["1", "2"]]),
        (HEAD + "| x \\| y | 2 |\n", [["x | y", "2"]]),
        (HEAD + "| `x \\| y` | 2 |\n", [["x | y", "2"]]),
        (HEAD + "| `x | y` | 2 |\n", [["`x", "y`", "2"]]),
        (HEAD + "| 1 |\n| 1 | 2 |\n", [["1"], ["1", "2"]]),
        (HEAD + "| 1 | 2 | 3 |\n", [["1", "2", "3"]]),
        (HEAD + "| 1 | 2", [["1", "2"]]),
        (HEAD + "| 1 | 2 || 3 | 4 |\n", [["1", "2", "", "3", "4"]]),
        (HEAD + "just text\n| 1 | 2 |\n", [["just text"], ["1", "2"]]),
        (HEAD + "| 1 | 2 |\n|\n| 3 | 4 |\n", [["1", "2"]]),
        (HEAD + "| 1 | 2 |\n{% /tab %}\n", [["1", "2"]]),
        (HEAD + "| 1 | 2 |\n{{< /tab >}}\n", [["1", "2"]]),
        (HEAD + "| 1 | 2 |\n:::\n", [["1", "2"]]),
        (HEAD + "| 1 | 2 |\n</Tab>\n", [["1", "2"]]),
        (HEAD + "| 1 | {{ x }} |\n", [["1", "{{ x }}"]]),
        (HEAD + "|\t1\t|\t2\t|\n", [["1", "2"]]),
        (HEAD + "| 1 | 2 |\n# h\n", [["1", "2"]]),
    ],
)
def test_rows_are_kept_as_they_are_written(text: str, rows: list[list[str]]) -> None:
    assert grid(text) == [["a", "b"], *rows]


@pytest.mark.parametrize(
    "text",
    [
        "text\n" + HEAD,
        "{% tab %}\n" + HEAD,
        ":::note\n" + HEAD,
        '<Tab title="x">\n' + HEAD + "</Tab>\n",
        "- it\n\n    | a | b |\n    |---|---|\n",
        "> - it\n>\n>   | a | b |\n>   |---|---|\n",
    ],
)
def test_tables_are_found_behind_and_inside(text: str) -> None:
    assert grid(text) == [["a", "b"]]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b | c |\n|---|---|\n| 1 | 2 |\n",
        "| a | b |\n| 1 | 2 |\n",
        "    | a | b |\n    |---|---|\n",
        "a\n---\n1\n",
    ],
)
def test_what_is_no_table_to_github_is_none(text: str) -> None:
    assert not [block for block in parse(text).blocks() if isinstance(block, Table)]


def test_a_table_in_a_list_stands_where_it_is_written() -> None:
    text = "- one\n\n  | name | `type` |\n  | ---- | :--: |\n  |  | x |  y\n"
    table = only(text, Table)
    assert table.kind == "pipe"
    assert table.span.text == text[text.index("| name") : -1]
    assert table.delimiter.text == "| ---- | :--: |"
    assert [cell.span.text for cell in table.header.cells] == ["name", "`type`"]
    assert [cell.head for cell in table.header.cells] == [True, True]
    (row,) = table.rows
    assert row.span.text == "|  | x |  y"
    assert [cell.span.text for cell in row.cells] == ["", "x", "y"]
    assert row.cells[1].span.line == 5


# lists, quotes, markup


def test_lists_hold_items_that_hold_blocks() -> None:
    outer = only("1. a `b`\n   c\n2. d\n\n   e\n", Items)
    assert outer.ordered
    assert [item.span.text for item in outer.items] == ["1. a `b`\n   c", "2. d\n\n   e"]
    first, second = outer.items
    assert [block.prose.text for block in first.blocks] == ["a b c"]
    assert [block.prose.text for block in second.blocks] == ["d", "e"]
    assert first.blocks[0].span.text == "a `b`\n   c"
    prose = first.blocks[0].prose
    assert prose.at(prose.text.index("c"), prose.text.index("c") + 1).text == "c"


def test_a_quote_holds_blocks() -> None:
    quote = only("> a\n>\n> b\n", Quote)
    assert [block.span.text for block in quote.blocks] == ["a", "b"]


def test_links_by_reference_are_resolved() -> None:
    paragraph = only("see [pets]\n\n[pets]: /pets 'Pets'\n", Paragraph)
    (link,) = paragraph.prose.inlines
    assert (link.kind, link.value, link.title) == ("link", "/pets", "Pets")


# examples


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("json", "json"),
        (" JSON title='x'", "json"),
        ("json {1,3}", "json"),
        ("json{1,3}", "json"),
        ("{.json}", "json"),
        ("{.json .wide}", "json"),
        ("json,ignore", "json"),
        ("shell-session", "shell-session"),
        ("c++", "c++"),
        ("", ""),
    ],
)
def test_a_language_is_the_first_word(info: str, language: str) -> None:
    example = only(f"```{info}\n{{}}\n```\n", Example)
    assert (example.language, example.info, example.closed) == (language, info.strip(), True)


def test_the_body_of_a_fence_is_its_lines() -> None:
    text = "a\n\n~~~~ http\nGET /\n\n~~~\n~~~~\nb\n"
    example = only(text, Example)
    assert example.body == "GET /\n\n~~~"
    assert example.body.span.text == example.body
    assert example.span.text == "~~~~ http\nGET /\n\n~~~\n~~~~"


def test_a_fence_in_a_list_loses_its_indentation() -> None:
    text = "- a\n\n  ```json\n  {\n    1\n  }\n  ```\n"
    example = only(text, Example)
    assert example.body == "{\n  1\n}"
    assert example.body.span.text == "{\n    1\n  }"


def test_an_indented_block_is_an_example() -> None:
    example = only("a\n\n    b\n      c\n\nd\n", Example)
    assert (example.kind, str(example.body)) == ("indented", "b\n  c")
    assert example.body.span.text == "b\n      c"


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_fence_that_never_ends_is_noted(end: str) -> None:
    page = parse(f"a\n\n```json title=x\n{{}}\n# b{end}")
    (example,) = (block for block in page.blocks() if isinstance(block, Example))
    assert (example.closed, str(example.body)) == (False, "{}\n# b")
    assert example.body.span.text == "{}\n# b"
    assert codes(page) == [("unclosed-fence", "```json title=x")]


def test_an_empty_fence_has_an_empty_body() -> None:
    example = only("```\n```", Example)
    assert (str(example.body), example.body.span.text, example.closed) == ("", "", True)


# comments


def test_comments_are_no_blocks() -> None:
    page = parse("<!-- a -->\n\nb <!-- c --> d\n\n{# e #}\n\n<!--\n\nf\n-->\n")
    assert [c.text for c in page.comments] == [
        "<!-- a -->",
        "<!-- c -->",
        "{# e #}",
        "<!--\n\nf\n-->",
    ]
    assert [block.span.text for block in page.blocks()] == ["b <!-- c --> d"]


def test_there_are_no_comments_in_code() -> None:
    code = "`<!-- a -->` `{# b #}`\n\n```\n<!-- c -->\n```\n\n"
    text = code + "| `<!-- d -->` |\n|---|\n\n## e {#e} #}\n"
    assert parse(text).comments == ()


def test_a_comment_of_mdx_may_hold_blank_lines() -> None:
    page = parse("{/* a\n\n| b |\n|---|\n\n*/}\n\nc\n", "page.mdx")
    assert [block.span.text for block in page.blocks()] == ["c"]
    assert [comment.text for comment in page.comments] == ["{/* a\n\n| b |\n|---|\n\n*/}"]


def test_a_comment_that_never_ends_is_noted() -> None:
    page = parse("a\n\n<!-- b\n\n# c\n")
    assert codes(page) == [("unclosed-comment", "<!--")]
    assert [block.span.text for block in page.blocks()] == ["a"]


# MDX


def test_components_hold_markdown() -> None:
    text = '<Tabs a={{b: 1}}>\n  <Tab value="x > y">\n' + HEAD + "  </Tab>\n</Tabs>\n"
    blocks = list(parse(text, "page.mdx").blocks())
    assert [type(block) for block in blocks] == [Markup, Markup, Table, Markup, Markup]
    assert blocks[1].span.text == '<Tab value="x > y">'


def test_mdx_has_no_indented_code() -> None:
    (block,) = parse("<Foo>\n\n    text\n", "page.mdx").sections[0].blocks[1:]
    assert isinstance(block, Paragraph)
    assert block.prose.text == "text"


def test_markdown_in_cells_of_mdx_is_read() -> None:
    text = "<table>\n  <tr><td>`a`</td><td><b>b</b></td></tr>\n</table>\n\n**c**\n"
    assert grid(text, "page.mdx") == [["a", "b"]]
    assert grid(text, "page.md") == [["`a`", "b"]]


def test_the_suffix_tells_unless_it_is_said() -> None:
    indented = "a\n\n    b\n"
    assert not [b for b in parse(indented, "p.mdx").blocks() if isinstance(b, Example)]
    page = parse_markdown(Source("p.mdx", indented), mdx=False)
    assert [b for b in page.blocks() if isinstance(b, Example)]


# front matter


def test_front_matter_is_data() -> None:
    page = parse("---\ntitle: A\ntags: [x]\n---\n# B\n")
    assert page.front_matter.data == {"title": "A", "tags": ["x"]}
    assert page.front_matter.syntax == "yaml"
    assert page.front_matter.span.text == "---\ntitle: A\ntags: [x]\n---"
    assert page.front_matter.body.text == "title: A\ntags: [x]\n"
    assert [section.heading.span.text for section in page.sections] == ["# B"]
    assert page.notes == ()


def test_front_matter_may_be_toml() -> None:
    page = parse('+++\ntitle = "A"\n+++\n\nb\n')
    assert (page.front_matter.data, page.front_matter.syntax) == ({"title": "A"}, "toml")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\na: [1\nb: 2\n---\n", None),
        ("---\njust text\n---\n", "just text"),
        ("+++\na = 1\nb = = 2\n+++\n", "b = = 2"),
    ],
)
def test_front_matter_that_cannot_be_read_is_noted(text: str, place: str | None) -> None:
    page = parse(text)
    (note,) = page.notes
    assert note.code == "front-matter-syntax"
    assert note.facts["problem"]
    assert place is None or note.span.text == place
    assert page.front_matter.data == {}


def test_other_notes_on_front_matter_are_not_those_of_a_spec() -> None:
    assert codes(parse("---\na: 1\na: 2\n---\n"))[0][0] == "front-matter-duplicate-key"


def test_a_line_of_dashes_alone_is_no_front_matter() -> None:
    page = parse("---\n\n# A\n")
    assert page.front_matter is None
    assert isinstance(page.sections[0].heading, Heading)
