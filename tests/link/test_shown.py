"""Which rows tell of which objects: the levels at which tables and examples meet."""

from __future__ import annotations

import json

import pytest

from doclint.link.shown import levels
from tests.build import contract_of, table

FIELDS = table("Field | Type", "`id` | integer", "`name` | string", "`size` | string")
NESTED = table("Field | Type", "`data` | array", "`data[].id` | integer", "`data[].name` | string")
PET = {"id": 1, "name": "Rex", "size": "L"}


def met(rows: str, shown: object, *, heading: str = "Response", operation: str = "GET /pets"):
    """Where the rows of a table meet an example: the way in each, and the names both have."""
    body = shown if isinstance(shown, str) else json.dumps(shown)
    page = f"# Pets\n\n`{operation}`\n\n## {heading}\n\n{rows}\n```json\n{body}\n```\n"
    return [(one.shape.way, one.rows.prefix, one.common) for one in levels(contract_of(page))]


@pytest.mark.parametrize(
    ("shown", "way"),
    [
        (PET, ()),
        ([PET, PET], ()),
        ({"data": PET}, ("data",)),
        ({"data": {"pets": [PET]}, "total": 1}, ("data", "pets")),
    ],
)
def test_a_table_tells_of_the_object_that_shares_its_names(shown, way):
    assert met(FIELDS, shown) == [(way, (), ("id", "name", "size"))]


def test_rows_with_paths_tell_of_the_objects_below():
    found = met(NESTED, {"data": [{"id": 1, "name": "Rex"}], "total": 1})
    assert found == []  # one name at the top is too few
    rows = NESTED.rstrip() + "\n| `total` | integer |\n"
    found = met(rows, {"data": [{"id": 1, "name": "Rex"}], "total": 1})
    assert found == [((), (), ("data", "total")), (("data",), ("data",), ("id", "name"))]


def test_a_table_tells_of_what_it_shares_the_most_with():
    owner = {"id": 2, "name": "Ada"}
    assert [way for way, *_ in met(FIELDS, {**PET, "owner": owner})] == [()]


def test_every_object_of_a_list_counts():
    assert met(FIELDS, [{"id": 1, "name": "Rex"}, {"size": "L"}])[0][2] == ("id", "name", "size")


@pytest.mark.parametrize(
    "shown",
    [{"other": 1, "keys": 2}, [1, 2], '{"id": 1, "name": {"size": "L"', '{"id" 1, "name": "Rex"}'],
)
def test_what_is_broken_or_about_something_else_is_not_compared(shown):
    assert met(FIELDS, shown) == []


def test_rows_of_the_query_tell_of_no_body():
    assert met(FIELDS, PET, heading="Query parameters") == []


def test_a_table_of_what_is_sent_tells_of_no_response():
    page = (
        f"# Make a pet\n\n`POST /pets`\n\n## Request body\n\n{FIELDS}\n## Response\n\n"
        f"```json\n{json.dumps(PET)}\n```\n"
    )
    assert levels(contract_of(page)) == ()


def test_marks_under_a_line_about_the_answer_are_those_of_a_request():
    rows = table("Field | Type | Required", "`id` | integer | yes", "`name` | string | no")
    page = (
        f"# Make a pet\n\n`POST /pets`\n\nReturns the pet.\n\n{rows}\n"
        f"Example response:\n\n```json\n{json.dumps(PET)}\n```\n"
    )
    assert levels(contract_of(page)) == ()


def test_many_rows_and_keys_are_compared():
    names = tuple(f"a{n}" for n in range(200))
    rows = table("Field | Type", *(f"`{name}` | string" for name in names))
    assert met(rows, {name: {"id": 1, "name": 2} for name in names}) == [((), (), names)]
    each = [{**PET, f"b{n}": {"id": n}} for n in range(200)]
    assert met(FIELDS, each) == [((), (), ("id", "name", "size"))]


def test_many_rows_that_no_key_fits_are_left_alone():
    rows = table("Field | Type", *(f"`a{n}` | string" for n in range(3_000)))
    assert met(rows, {f"a{n}": {"id": n, "name": n} for n in range(3_000)}) == []


def test_many_tables_and_many_examples_are_left_alone():
    part = f"{FIELDS}\n```json\n{json.dumps(PET)}\n```\n\n"
    contract = contract_of("# Pets\n\n`GET /pets`\n\n" + part * 300)
    assert levels(contract) == ()
