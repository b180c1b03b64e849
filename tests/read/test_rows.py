"""What a row says of a member by the text of its cells."""

from __future__ import annotations

import pytest

from tests.build import contracts_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("String. The query.", "String"),
        ("URL - of the query", "URL"),
        ("URL-encoded query", None),
        ("string-like query", None),
    ],
)
def test_a_compound_word_at_the_head_of_a_text_is_no_type(text, words):
    page = f"## GET /plants\n\n### Query parameters\n\n- **q**: {text}\n- **rest**: What follows\n"
    (contract,) = contracts_of(page)
    kind = contract.listings[0].members[0].type
    assert (kind.value.words if kind else None) == words


@pytest.mark.parametrize(
    ("description", "notes", "required"),
    [
        ("The branch. Mandatory.", "[optional]", None),
        ("The branch. Mandatory.", "", True),
        ("The branch.", "[optional] [default to null]", False),
        ("Required name of a branch.", "[optional]", None),
    ],
)
def test_cells_that_contradict_each_other_say_nothing_of_what_is_required(
    description, notes, required
):
    page = (
        "## GET /plants\n\n### Query parameters\n\n| Name | Type | Description | Notes |\n"
        f"|---|---|---|---|\n| branch | string | {description} | {notes} |\n"
    )
    (contract,) = contracts_of(page)
    said = contract.listings[0].members[0].required
    assert (said.value if said else None) is required


@pytest.mark.parametrize(
    ("description", "where"),
    [
        ("Needed if no key is passed via the `X-Garden-Key` HTTP header.", "request"),
        ("The key, sent as HTTP header.", "header"),
    ],
)
def test_a_header_of_another_name_does_not_say_where_a_parameter_goes(description, where):
    page = (
        "## GET /plants\n\n### Request parameters\n\n| Name | Type | Description |\n"
        f"|---|---|---|\n| key | string | {description} |\n"
    )
    (contract,) = contracts_of(page)
    assert contract.listings[0].members[0].where == where


@pytest.mark.parametrize(
    ("kind", "values"),
    [("`string` or `[string]`", None), ("`cat` or `dog`", ["cat", "dog"])],
)
def test_a_type_of_two_types_lists_no_values(kind, values):
    page = f"## GET /plants\n\n### Query\n\n| Name | Type |\n|---|---|\n| kind | {kind} |\n"
    (contract,) = contracts_of(page)
    enum = contract.listings[0].members[0].enum
    assert (enum and [one.value for one in enum.value]) == values


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1 (上海)", "1"),
        ("20（最大 100）", "20"),
        ("true (since 2.0)", "true"),
        ("自动", None),
        ("自动判断", None),
        ("현재 연도", None),
        ("なし", None),
        ("`默认`", "默认"),
        ("auto", "auto"),
        ("1", "1"),
    ],
)
def test_a_default_is_a_value_without_its_gloss_and_no_words(cell, value):
    page = f"## GET /plants\n\n### Query\n\n| 参数 | 默认值 |\n|---|---|\n| kind | {cell} |\n"
    (contract,) = contracts_of(page)
    said = contract.listings[0].members[0].default
    assert (said and said.value) == value
