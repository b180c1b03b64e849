from __future__ import annotations

import pytest

from doclint.model.page import Example, Items, Markup, Page, Paragraph, Table, inside
from doclint.model.source import Source
from doclint.parse.html.pages import parse_html
from doclint.parse.html.tree import parse_tree, table_ranges
from doclint.parse.markdown.pages import parse_markdown


def tables(text: str) -> list[Table]:
    page = parse_html(Source("page.html", text))
    return [block for block in page.blocks() if isinstance(block, Table)]


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in (table.header, *table.rows)]


def blocks(text: str) -> list[object]:
    return list(parse_markdown(Source("page.md", text)).blocks())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("<table><tr><td>a<td>b<tr><td>c</table>", [["a", "b"], ["c"]]),
        ("<table><tr><th>a</th><td>b &amp; &#99;</td></tr></table>", [["a", "b & c"]]),
        ("<table><tr><td><p>a<p>b</td></tr></table>", [["a\nb"]]),
        ("<table><tr><td>a<br>b<ul><li>c<li>d</ul></td></tr></table>", [["a\nb\nc\nd"]]),
        ("<table><thead><tr><th>a<tbody><tr><td>b</table>", [["a"], ["b"]]),
        ("<table><tr><td>a</td></tr></span></table>", [["a"]]),
        ("<table><tr><td>a\n   b\tc  d</td></tr></table>", [["a b c d"]]),
        ("<TABLE><TR><TD CLASS='x > y'>a</TD></TR></TABLE>", [["a"]]),
        ("<table><tr><td>1 < 2 & 3 &unknown; 4</td></tr></table>", [["1 < 2 & 3 &unknown; 4"]]),
        ("<table><tr><td>a<!-- <td> -->b</td></tr></table>", [["ab"]]),
    ],
)
def test_cells_are_those_of_a_browser(text: str, rows: list[list[str]]) -> None:
    (table,) = tables(text)
    assert grid(table) == rows


def test_the_header_is_the_first_row_with_head_cells() -> None:
    (table,) = tables("<table><tr><td>x</td></tr><tr><th>name</th></tr><tr><td>y</td></tr></table>")
    assert grid(table) == [["name"], ["x"], ["y"]]
    assert table.header.cells[0].head
    assert not table.rows[0].cells[0].head


def test_a_cell_stands_between_its_tags() -> None:
    page = (
        'é\n\n<table>\n<tr><td colspan="2" rowspan=x> a <b>b</b> </td>\n<td rowspan=3>c\n</table>'
    )
    (table,) = (block for block in blocks(page) if isinstance(block, Table))
    first, second = table.header.cells
    assert first.span.text == "a <b>b</b>"
    assert (first.columns, first.rows) == (2, 1)
    assert second.span.text == "c"
    assert second.rows == 3
    assert table.span.text == page[3:]


def test_words_of_a_cell_know_their_place() -> None:
    cell = "<code>id</code>\n  of &lt;b&gt; the <a href='/pets'>pet</a>"
    page = f"<table><tr><td>{cell}</td></tr></table>"
    (table,) = tables(page)
    prose = table.header.cells[0].prose
    assert prose.text == "id of <b> the pet"
    for word in ("id", "of", "the", "pet"):
        at = prose.text.index(word)
        assert prose.at(at, at + len(word)).text == word
    assert [(node.kind, node.value) for node in prose.walk()] == [("code", "id"), ("link", "/pets")]


def test_an_inner_table_stands_behind_the_outer_one() -> None:
    outer, inner = tables(
        "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>"
    )
    assert grid(outer) == [["a", "c"]]
    assert grid(inner) == [["b"]]


def test_blank_lines_do_not_end_a_table() -> None:
    page = (
        "<table>\n<tr><td>a</td></tr>\n\n<tr><td>\n\n`b` **c**\n\n</td></tr>\n\n</table>\n\nend\n"
    )
    table, end = blocks(page)
    assert isinstance(table, Table)
    assert grid(table) == [["a"], ["b c"]]
    assert table.span.text == page[: page.index("\n\nend")]
    assert isinstance(end, Paragraph)


def test_a_fence_in_a_cell_stays_an_example() -> None:
    kinds = [
        type(block) for block in blocks("<table><tr><td>\n\n```\n{}\n```\n\n</td></tr></table>\n")
    ]
    assert kinds == [Markup, Example, Markup]


def test_no_table_is_joined_across_a_heading() -> None:
    assert table_ranges("<table>\n\n# a\n</table>") == []
    assert table_ranges("<table><table></table></table> <table>") == [(0, 30)]


def test_code_is_exact_where_nothing_is_in_it() -> None:
    page = '<pre><code class="language-json">\n{"a": 1}\n</code></pre>\n'
    (example,) = blocks(page)
    assert isinstance(example, Example)
    assert (example.kind, example.language, str(example.body)) == ("pre", "json", '{"a": 1}')
    assert example.body.span.text == '{"a": 1}'


def test_code_with_references_and_tags_is_what_a_reader_copies() -> None:
    (example,) = blocks('<pre class="x">{<b>"a"</b>: &quot;1&quot;}</pre>\n')
    assert isinstance(example, Example)
    assert example.body == '{"a": "1"}'
    assert example.body.span.text == '{<b>"a"</b>: &quot;1&quot;}'


def test_headings_among_other_tags_open_sections() -> None:
    text = '<h2 id="top">Pets</h2>\n\n<b>x</b><h3><a name="q"></a>Query</h3><hr>\n\n| a |\n|---|\n'
    page = parse_markdown(Source("page.md", text))
    (top,) = (section for section in page.walk() if section.level == 2)
    (query,) = top.sections
    assert top.heading is not None
    assert (top.heading.text, top.heading.anchor) == ("Pets", "top")
    assert query.heading is not None
    assert (query.heading.text, query.heading.anchor) == ("Query", "q")
    assert query.heading.span.text == '<h3><a name="q"></a>Query</h3>'


def test_paragraphs_and_lists_of_html_are_kept() -> None:
    first, second, *_ = blocks("<div>\n<p>a <b>b</b></p>\n<ul><li>c<li>d</ul>\n</div>\n")
    assert isinstance(first, Paragraph)
    assert first.prose.text == "a b"
    assert isinstance(second, Items)
    texts = [block.prose.text for block in inside(second) if isinstance(block, Paragraph)]
    assert texts == ["c", "d"]


def test_other_tags_are_markup() -> None:
    (block,) = blocks("<details>\n<summary>More &amp; more</summary>\n</details>\n")
    assert isinstance(block, Markup)
    assert block.text == "More & more"


def notes(text: str, path: str = "page.md") -> list[tuple[object, object, str]]:
    page = parse_markdown(Source(path, text))
    return [(n.facts["kind"], n.facts["tag"], n.span.text) for n in page.notes]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<table><tr><td>a</td></tr>\n", [("unclosed", "table", "<table>")]),
        ("<table><tr><td>a</td></tr></table></div>\n", [("stray", "div", "</div>")]),
        ("<table><tr><td>a<td>b</td></tr></table>\n", [("unclosed", "td", "<td>")]),
        ("a </div> b\n", [("stray", "div", "</div>")]),
        ("<div>\n\na\n\n</div>\n", []),
        ("<table><tr><td>a<td>b<tr><td>c</table>\n", []),
        ("text <div>\n\n# a\n\n</div>\n", []),
        ("`</div>` and\n\n```\n<table>\n```\n", []),
        ("<p>a\n\n<b>x\n", []),
        ("<table>\n<tr><td>\n\n```\nx\n```\n\n</td></tr></table>\n", []),
    ],
)
def test_tags_without_their_other_half_are_noted(text: str, found: list[object]) -> None:
    assert notes(text) == found


def test_jsx_is_not_taken_for_broken_html() -> None:
    assert notes("<div>\n\na\n", "page.mdx") == []


def test_quotes_that_never_end_do_no_harm() -> None:
    root, edges = parse_tree("<p title='a>b</p><i>c</i>")
    assert [element.tag for element in root.walk()] == ["p", "i"]
    assert edges == []


def test_a_page_of_html_has_sections_and_comments() -> None:
    page: Page = parse_html(Source("a.html", "<!-- c --><body><h1>A</h1><p>b</p></body>"))
    assert [section.heading and section.heading.text for section in page.walk()] == ["A"]
    assert [comment.text for comment in page.comments] == ["<!-- c -->"]
