"""Members with a heading or a paragraph of their own, and what only looks like them."""

from __future__ import annotations

import pytest

from tests.build import contracts_of, members_of


def page(*blocks: str, heading: str = "Query parameters") -> str:
    return f"# T\n\n`GET /a`\n\n## {heading}\n\n" + "\n\n".join(blocks) + "\n"


def said(text: str) -> list[tuple[str, str | None, bool | None]]:
    """Each member's name, the kind of its type, and whether it is required."""
    return [
        (
            ".".join(m.path),
            next(iter(m.type.value.kinds)) if m.type else None,
            m.required and m.required.value,
        )
        for m in members_of(text)
    ]


PARAGRAPHS = {
    "**a** `integer` _optional_\nHow many": ("a", "integer", False),
    "**a** string": ("a", "string", None),
    "**a** (string, required) - The name": ("a", "string", True),
    "`a` *string*, required. The name": ("a", "string", True),
    "**`a`** **boolean** — The name": ("a", "boolean", None),
}


@pytest.mark.parametrize("text", PARAGRAPHS)
@pytest.mark.parametrize("heading", ["Query parameters", "Request body", "Parameters"])
def test_a_paragraph_with_a_name_and_a_type_is_about_a_member(text, heading):
    assert said(page(text, "Words.", heading=heading)) == [PARAGRAPHS[text]]


def test_a_paragraph_among_them_needs_no_type():
    text = page("**a** `integer`", "How many.", "**b** string", "**c**: the order")
    assert [name for name, _, _ in said(text)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "text",
    [
        "**Note**: not a parameter",
        "`a` is the name",
        "`a`: the name",
        "**Type**: string",
        "Type: `string`",
        "A `string` is sent",
    ],
)
def test_other_paragraphs_are_about_no_member(text):
    assert said(page(text)) == []


@pytest.mark.parametrize("heading", ["Background", "Example", "Errors"])
def test_paragraphs_below_other_headings_are_about_no_member(heading):
    assert said(page("**a** `integer` _optional_", heading=heading)) == []


HEADED = {
    "Type: integer\n\nRequired: no\n\nHow many.": ("integer", False),
    "- Type: integer\n- Required: yes": ("integer", True),
    "- **Type**: integer\n- **Required**: no\n- **Default**: 10": ("integer", False),
    "- `type`: integer\n- `required`: yes\n- `format`: int64": ("integer", True),
    "`integer`, optional — how many": ("integer", False),
    "integer. **Required**. How many": ("integer", True),
    "*integer*\n\nHow many.": ("integer", None),
}


@pytest.mark.parametrize("below", HEADED)
@pytest.mark.parametrize("head", ["### limit", "### `limit`", "**limit**"])
def test_a_heading_with_a_name_is_about_a_member(head, below):
    assert said(page(head, below)) == [("limit", *HEADED[below])]


def test_a_heading_among_them_needs_no_type():
    text = page("### limit", "Type: integer", "### sort_by", "The order.", "### Notes", "Words.")
    assert said(text) == [("limit", "integer", None), ("sort_by", None, None)]


def test_the_values_below_a_heading_are_those_of_its_member():
    text = page("### sort", "Type: `string`", "One of:", "- `asc`\n- `desc`")
    (member,) = [m for m in members_of(text) if m.type]
    assert member.enum is not None
    assert [value.value for value in member.enum.value] == ["asc", "desc"]


@pytest.mark.parametrize(
    "below", ["How many.", "See [limits](#limits).", "A type: of its own", "Required: sometimes"]
)
def test_a_heading_without_a_type_is_about_no_member(below):
    assert said(page("### limit", below)) == []


@pytest.mark.parametrize("head", ["### Notes", "### Success", "### query parameters", "### 200"])
def test_a_title_is_no_name(head):
    assert said(page(head, "Type: object")) == []


def test_members_stand_where_their_names_are_written():
    text = page("### limit", "Type: integer", "**sort** string")
    found = {m.name: (m.anchor.text, m.anchor.line) for m in members_of(text)}
    assert found == {"limit": ("limit", 7)}


HOSTILE = {
    "lines": "Type: string\n" * 5000,
    "keys": "a" * 20_000 + ":",
    "colons": ":" * 20_000,
    "spaces": "Type" + " " * 20_000 + ": x",
    "names": "**a** " * 5000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_text_below_a_name_is_read_in_time(name):
    assert contracts_of(page("### limit", HOSTILE[name], "**a** " + HOSTILE[name])) is not None


@pytest.mark.parametrize("title", ["**Required:**", "### Required", "Required:"])
def test_a_mark_alone_is_about_what_follows_it(title):
    text = page(title, "`a=[integer]`", "`b=[string]`", "**Optional:**", "`c=[string]`")
    assert said(text) == [
        ("a", "integer", True),
        ("b", "string", True),
        ("c", "string", False),
    ]


def test_a_mark_under_a_title_of_its_own_rank():
    text = page("Words.", "**URL Params**", "**Required:**", "`a=[integer]`", heading="More")
    assert [(m.name, m.where, m.required.value) for m in members_of(text)] == [("a", "url", True)]


def test_a_mark_behind_a_title_that_has_its_own_text_is_about_something_else():
    text = page("**URL Params**", "Words.", "**Required:**", "`a=[integer]`", heading="More")
    assert said(text) == []


@pytest.mark.parametrize("between", ["<br />\n", "  \n", "\n"])
def test_lines_of_a_paragraph_are_members_each(between):
    assert said(page(f"`a=[integer]`{between}`b=[string]`")) == [
        ("a", "integer", None),
        ("b", "string", None),
    ]


def test_a_line_without_a_member_keeps_a_paragraph_whole():
    assert said(page("`a` **integer**\nand `b` too")) == [("a", "integer", None)]


def test_titles_of_items_say_what_the_paragraphs_in_them_are():
    text = """\
        # T

        `GET /a/{b}`

        * **URL Params**

          **Required:**

          `b=[integer]`

        * **Notes**

          `c=[string]`
        """
    assert [(m.name, m.where, m.required.value) for m in members_of(text)] == [("b", "url", True)]


def test_titles_by_the_thousand_are_read_in_time():
    assert said(page(*["**Required:**"] * 5_000, heading="More")) == []


@pytest.mark.parametrize(
    "line",
    [
        "**URL Parameters** : `a=[integer]` where `a` is the number of `b`.",
        "**URL Params:** `a=[integer]`",
        "**URL Params** `a=[integer]`: the number",
    ],
)
def test_a_title_in_front_of_a_line_says_where_its_members_go(line):
    assert [(m.name, m.where) for m in members_of(f"# T\n\n`GET /a`\n\n{line}\n")] == [("a", "url")]


def test_a_line_with_a_title_may_have_several_members():
    text = "# T\n\n`GET /a`\n\n**Query Parameters**: `a=[integer]`, `b=[string]`\n"
    assert said(text) == [("a", "integer", None), ("b", "string", None)]


@pytest.mark.parametrize(
    "line",
    [
        "**Note**: `a=[integer]`",
        "**URL Parameters** see `a=[integer]`",
        "**Query Parameters**: `a=1&b=2`",
    ],
)
def test_other_lines_with_a_title_have_none(line):
    assert said(f"# T\n\n`GET /a`\n\n{line}\n") == []
