"""Tags of docs tools, each with the place of all that it says; blocks of JSON; indented tags."""

from __future__ import annotations

from textwrap import dedent

import pytest

from doclint.model.page import Example, Heading, Markup, Paragraph, Quote, Table
from doclint.model.source import Source
from doclint.model.tag import Tag, walk
from doclint.parse.markdown.pages import parse_markdown
from doclint.parse.tags.tree import read_tags


def tags_of(text: str) -> list[Tag]:
    return read_tags(Source("page.md", dedent(text)))


def page_of(text: str, path: str = "page.mdx"):
    return parse_markdown(Source(path, dedent(text)))


@pytest.mark.parametrize(
    ("text", "syntax", "said"),
    [
        ('<A b="c" />', "jsx", {"b": "c"}),
        ("<A b='c'/>", "jsx", {"b": "c"}),
        ('<A\n  b={"c"}\n  d\n/>', "jsx", {"b": "c", "d": None}),
        ('<A b={{"c": "}"}} />', "jsx", {"b": '{"c": "}"}'}),
        ("<A b={1} {...c} />", "jsx", {"b": "1"}),
        ('<A b="&quot;c&quot;" />', "jsx", {"b": '"c"'}),
        ('{% A b="c" d=1 %}', "liquid", {"b": "c", "d": "1"}),
        (r'{% A b="c\_d" %}', "liquid", {"b": "c_d"}),
        ('{% A "b" c /%}', "liquid", {"0": "b", "1": "c"}),
        ('{{< A "b" c="d" >}}', "hugo", {"0": "b", "c": "d"}),
        ('{{% A b="c" %}}', "hugo", {"b": "c"}),
        ("::: A b c", "colon", {"title": "b c"}),
        ('!!! a "b c"\n    d\n', "indent", {"title": "b c"}),
    ],
)
def test_attributes_are_read_in_every_syntax(text, syntax, said):
    (tag,) = tags_of(text)
    assert (tag.syntax, tag.name.upper()) == (syntax, "A")
    assert {each.name: each.value for each in tag.attributes} == said


def test_attributes_know_where_their_values_stand():
    (tag,) = tags_of("""text <A b="c" d={true} e='f' g />""")
    assert [each.span.text for each in tag.attributes] == ["c", "true", "f", "g"]


@pytest.mark.parametrize(
    "text",
    [
        "<A>x<B/></A>",
        "{% A %}x{% B %}{% endA %}",
        "{% A %}x{% B /%}{% /A %}",
        "{{< A >}}x{{< B >}}{{< /A >}}",
        "{{% A %}}x{{% B %}}{{% endA %}}",
        "::: A\nx\n{% B %}\n:::",
    ],
)
def test_tags_stand_in_each_other(text):
    (tag,) = tags_of(text)
    assert tag.inner
    assert tag.inner.text.strip().startswith("x")
    assert [inner.name for inner in tag.tags] == ["B"]


def test_what_is_indented_below_a_label_stands_in_it():
    text = '=== "A"\n\n    x\n\n    !!! note\n        y\n\n=== "B"\n    z\n\nend\n'
    first, second = tags_of(text)
    assert [tag.attributes[0].value for tag in (first, second)] == ["A", "B"]
    assert [inner.name for inner in first.tags] == ["note"]
    assert second.inner
    assert second.inner.text.strip() == "z"
    (section,) = page_of(text, "page.md").sections
    shown = [block.prose.text for block in section.blocks if isinstance(block, Paragraph)]
    assert shown == ["x", "y", "z", "end"]


def test_a_label_without_indented_lines_is_none():
    assert tags_of('=== "A"\ntext\n\n!!! note\ntext\n') == []


def test_a_tag_that_never_ends_holds_nothing():
    tags = tags_of("<A><B>x</B><C>")
    assert [(tag.name, tag.inner and tag.inner.text) for tag in tags] == [
        ("A", None),
        ("B", "x"),
        ("C", None),
    ]


def test_what_html_has_is_no_tag_of_a_tool():
    assert tags_of('<table><tr class="A"><td>x</td></tr></table> <h2 id="b">c</h2>') == []


def test_tags_in_code_are_none():
    assert page_of("`<A/>`\n\n```\n<B/>\n```\n\n<C/>\n").tags[0].name == "C"


def test_lines_of_tags_end_a_paragraph():
    (section,) = page_of("a\n{% b %}\nc\n{% endb %}\nd {% e %}\n", "page.md").sections
    kinds = [type(block) for block in section.blocks]
    assert kinds == [Paragraph, Markup, Paragraph, Markup, Paragraph]


def test_what_is_indented_for_its_tag_is_no_code():
    text = """
    <A>
      <B>
        <C>
            ```json
            {"a": 1}
            ```

            | x | y |
            |---|---|
            | 1 | 2 |

            - one
            - two
        </C>
      </B>
    </A>
    """
    for path in ("page.md", "page.mdx"):
        page = page_of(text, path)
        blocks = [block for block in page.blocks() if not isinstance(block, (Markup, Paragraph))]
        fence, table, items = blocks
        assert isinstance(fence, Example)
        assert (fence.kind, fence.body) == ("fence", '{"a": 1}')
        assert fence.body.at(0, 8).text == '{"a": 1}'
        assert isinstance(table, Table)
        assert table.rows[0].cells[1].span.text == "2"
        assert len(items.items) == 2


def test_code_in_a_list_stays_where_it_is():
    (section,) = page_of("1. a\n\n   {% b %}\n   c\n   {% endb %}\n\n   d\n", "page.md").sections
    (items,) = section.blocks
    assert len(items.items[0].blocks) == 5


# Blocks of JSON -----------------------------------------------------------------------------------

TABLE = r"""
Text right in front
[block:parameters]
{
  "data": {
    "h-0": "Name", "h-1": "Says",
    "0-0": "`a`", "0-1": "A \"quoted\" **word**\nand a line",
    "2-0": "c"
  },
  "cols": 2, "rows": 3
}
[/block]
"""


def test_a_block_of_parameters_is_a_table_with_places():
    page = page_of(TABLE, "page.md")
    (table,) = [block for block in page.blocks() if isinstance(block, Table)]
    assert [cell.text for cell in table.header.cells] == ["Name", "Says"]
    first, second = table.rows
    assert first.cells[0].span.text == "`a`"
    prose = first.cells[1].prose
    assert prose.text.startswith('A "quoted" word')
    at = prose.text.index("word")
    assert prose.at(at, at + 4).text == "word"
    assert [cell.text for cell in second.cells] == ["c", ""]


def test_code_in_a_block_knows_its_places():
    text = r"""
    [block:code]
    {"codes": [{"code": "{\n  \"a\": 1\n}", "language": "json", "name": "200"}]}
    [/block]
    """
    (example,) = page_of(text, "page.md").blocks()
    assert isinstance(example, Example)
    assert (example.language, example.info) == ("json", "json 200")
    assert example.body == '{\n  "a": 1\n}'
    at = example.body.index("1")
    assert example.body.at(at, at + 1).text == "1"


def test_headings_and_callouts_of_blocks_are_read():
    text = """
    [block:api-header]
    {"title": "Errors"}
    [/block]
    [block:callout]
    {"type": "info", "title": "Mind", "body": "the gap"}
    [/block]
    """
    (section,) = page_of(text, "page.md").sections
    assert isinstance(section.heading, Heading)
    assert section.heading.text == "Errors"
    (quote,) = section.blocks
    assert isinstance(quote, Quote)


@pytest.mark.parametrize(
    "inner", ["", "{", "[]", '{"data": 1}', '{"data": {"x-y": 1, "0-0": 2}}', '{"codes": {}}', "{}"]
)
@pytest.mark.parametrize("name", ["parameters", "code", "callout", "api-header", "other"])
def test_blocks_that_are_broken_are_but_tags(name, inner):
    for end in ("\n[/block]\n", ""):
        page_of(f"a\n\n[block:{name}]\n{inner}{end}", "page.md")


@pytest.mark.parametrize(
    "text",
    [
        *("<A x={", "<A b={'", '=== "a"\n', "!!! a\n\n", '    === "a"\n', "[block:code]\n", "</A>"),
        *("{% a ", '{% a b="', '<A b="', "<A ", "<A b={}", "{{< a "),
    ],
)
@pytest.mark.parametrize("end", ["", ">", "%}", ">}}", "</A>" * 100])
def test_of_tags_that_never_end_one_is_read_at_most(text, end):
    tags = list(walk(read_tags(Source("page.mdx", text * 1000 + end))))
    closed = {"{%": ("%}",), "{{": (">}}",), "<A": (">", ">>", ">}}", "</A>" * 100)}
    found = end in closed.get(text[:2], ())
    assert len(tags) <= found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *((":::a\n", "a"), ("{% a %}", "a"), ("{% a %}{% enda %}", "a"), ("!!! a\n    b\n", "a")),
        *(("<A>", "A"), ("{{< a >}}\n", "a")),
    ],
)
@pytest.mark.parametrize("end", ["", ">", "%}", ">}}", "</A>" * 100])
def test_each_of_many_tags_is_read(text, name, end):
    tags = list(walk(read_tags(Source("page.mdx", text * 1000 + end))))
    assert [tag.name for tag in tags] == [name] * 1000


@pytest.mark.parametrize(("opener", "closer"), [("{% a ", "%}"), ("{{< a ", ">}}")])
def test_a_tag_is_read_behind_those_that_never_end(opener, closer):
    text = f"{opener}{closer}\n{opener * 2000}{closer}\n{opener}{closer}\n"
    tags = list(walk(read_tags(Source("page.mdx", text))))
    long = [tag for tag in tags if tag.attributes]
    assert [tag.span.start for tag in tags] == [0, long[0].span.start, text.rindex(opener)]
    assert long[0].span.end == text.index(closer, len(opener) + len(closer)) + len(closer)


def test_an_attribute_over_several_lines_is_no_text():
    text = '<Answers\n  given={{"200": {"description": "Since `RFC 3339"}}}\n>\n\nSaid `so`.\n'
    page = parse_markdown(Source("page.mdx", text))
    assert [type(block).__name__ for block in page.blocks()] == ["Markup", "Quote", "Paragraph"]
    assert [tag.name for tag in page.tags] == ["Answers"]
