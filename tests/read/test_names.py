"""The names in a row's first cell, and the marks beside them."""

from __future__ import annotations

import pytest

from doclint.model.page import Table
from doclint.read.names import Name, parts, read_names
from doclint.read.vocabulary import load_vocabulary
from tests.build import block_of, members_of, table

WORDS = load_vocabulary()


def names(cell: str) -> tuple[Name, ...]:
    found = block_of(table("Name | Type", f"{cell} | string"))
    assert isinstance(found, Table)
    return read_names(found.rows[0].cells[0].prose, WORDS)


PATHS = {
    "limit": ["limit"],
    "`limit`": ["limit"],
    "**limit**": ["limit"],
    "**`limit`**": ["limit"],
    "[limit](#limit)": ["limit"],
    "`:id`": ["id"],
    "`{id}`": ["id"],
    "X-Trace-Id": ["X-Trace-Id"],
    "`data.price`": ["data.price"],
    "`data.items[].id`": ["data.items.id"],
    "`items[0].id`": ["items.id"],
    "» id": ["id"],
    "&gt; id": ["id"],
    "&nbsp;&nbsp;└ `id`": ["id"],
    "`$filter`": ["$filter"],
    "@timestamp": ["@timestamp"],
    "`a`, `b`": ["a", "b"],
    "`a` or `b`": ["a", "b"],
    "`a`\\* or `b`\\*": ["a", "b"],
    "`a`/`b`": ["a", "b"],
    "limit (integer)": ["limit"],
    "limit (required)": ["limit"],
    "`limit` _optional_": ["limit"],
    "limit*": ["limit"],
    "`limit`?": ["limit"],
    "`limit` `*`": ["limit"],
    "The number of pets": [],
    "": [],
    "-": [],
    "...": [],
}


@pytest.mark.parametrize(("cell", "found"), PATHS.items())
def test_cell_gives_its_names(cell, found):
    assert [".".join(name.path) for name in names(cell)] == found


@pytest.mark.parametrize(
    ("cell", "depth"), [("id", 0), ("» id", 1), ("»» id", 2), ("&gt; &gt; id", 2), ("└ id", 1)]
)
def test_leading_signs_give_the_depth(cell, depth):
    assert names(cell)[0].depth == depth


@pytest.mark.parametrize(
    ("cell", "required", "deprecated"),
    [
        ("`limit` (required)", True, None),
        ("limit *[Optional]*", False, None),
        ("limit (not required)", False, None),
        ("`limit` 必选", True, None),
        ("`limit` (deprecated)", None, True),
        ("`limit`", None, None),
        ("limit*", None, None),
        ("`limit`?", None, None),
    ],
)
def test_words_beside_a_name_are_marks_and_signs_are_not(cell, required, deprecated):
    (name,) = names(cell)
    assert (name.required and name.required.value) == required
    assert (name.deprecated and name.deprecated.value) == deprecated


@pytest.mark.parametrize(
    ("cell", "text"),
    [("**`limit`** (required)", "limit"), ("» `id`", "id"), ("`data.price`", "data.price")],
)
def test_place_of_a_name_is_its_characters(cell, text):
    assert names(cell)[0].anchor.text == text


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("a", ("a",)),
        ("a.b", ("a", "b")),
        ("a[].b", ("a", "b")),
        ("a[*].b", ("a", "b")),
        ("a[2]", ("a",)),
        ("a{}.b", ("a", "b")),
        ("a/b", ("a/b",)),
        ("$ref", ("$ref",)),
    ],
)
def test_name_is_split_at_its_levels(written, path):
    assert parts(written) == path


def test_array_mark_is_remembered():
    assert names("`ids[]`")[0].array
    assert not names("`ids`")[0].array


@pytest.mark.parametrize("cell", ["»" * 5000, "`a` " * 2000, "a" * 9000, "a.b" * 3000, "a[" * 3000])
def test_hostile_cell_is_read_in_no_time(cell):
    names(cell)


@pytest.mark.parametrize("cell", ["`--limit`", "`-l`, `--limit`", "`--dry-run`"])
def test_an_option_of_a_command_is_no_name(cell):
    assert names(cell) == ()


def test_a_dash_in_front_tells_a_nested_name():
    assert [name.name for name in names("- `limit`")] == ["limit"]
    assert [name.name for name in names("`-limit`")] == ["limit"]


@pytest.mark.parametrize(
    "star",
    [
        '<mark style="color:red;">*</mark>',
        '<mark style="color:red;">\\*</mark>',
        '<span class="required">*</span>',
        '<font color="red">*</font>',
    ],
)
def test_a_coloured_star_marks_what_is_required_and_the_others_are_optional(star):
    text = f"""
    # Orders

    #### Query Parameters

    | Name | Type | Description |
    |------|------|-------------|
    | a{star} | string | One. |
    | `b`{star} | string | Two. |
    | c | string | Three. |
    | d | string | Required if `c` is set. |
    """
    said = [m.required and (m.required.value, m.required.anchor.text) for m in members_of(text)]
    assert said == [(True, "*"), (True, "*"), (False, "c"), None]


def test_a_row_about_the_items_of_a_list_says_nothing_of_its_mark():
    star = '<font color="red">*</font>'
    rows = f"| Name | Type |\n|---|---|\n| a{star} | string |\n| b | array |\n| b[] | string |"
    said = [m.required and m.required.value for m in members_of(f"# O\n\n## Query\n\n{rows}")]
    assert said == [True, False, None]


@pytest.mark.parametrize("star", ["*", "<sup>*</sup>", '<mark style="color:blue;">*</mark>'])
def test_a_star_of_no_colour_may_mean_anything(star):
    rows = f"| Name | Type |\n|---|---|\n| a{star} | string |\n| b | string |"
    text = f"# Orders\n\n## Query Parameters\n\n{rows}"
    assert [member.required for member in members_of(text)] == [None, None]
