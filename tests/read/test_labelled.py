"""Members and statuses in the line of their title, and marks that titles give."""

from __future__ import annotations

import pytest

from tests.build import contracts_of, members_of


def page(line: str) -> str:
    return f"# Pets\n\n`GET /pets/{{id}}`\n\n{line}\n"


def told(line: str) -> list[tuple[str, str | None, bool | None]]:
    return [
        (m.name, m.type and m.type.value.words, m.required and m.required.value)
        for m in members_of(page(line))
    ]


LINES = {
    "**Path params**: `id` - Number of the pet": [("id", None, None)],
    "**Path params**: `:id` (integer)": [("id", "integer", None)],
    "- **Auth**: token\n- **Query parameters**: `limit`, `page`": [
        ("limit", None, None),
        ("page", None, None),
    ],
    "**Query parameters**: `limit` (integer, optional), `kind` (string, required)": [
        ("limit", "integer", False),
        ("kind", "string", True),
    ],
    "**Query Parameters:** `page` (default: 1), `sort` (`name` or `age`).": [
        ("page", None, None),
        ("sort", None, None),
    ],
    "Query parameters: `limit` - how many; `page` - which one": [
        ("limit", None, None),
        ("page", None, None),
    ],
    "**Method**: GET\\\n**Query**: `limit`\\\n**Auth**: none": [("limit", None, None)],
    "_Required parameters_: `name` and `age`": [("name", None, True), ("age", None, True)],
    "**Body**: `name` (string, required), `age?: number`": [
        ("name", "string", True),
        ("age", "number", False),
    ],
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_with_a_title_names_members(line):
    assert told(line) == LINES[line]


@pytest.mark.parametrize(
    "line",
    [
        "**Query parameters**: none",
        "**Query parameters**: see `limit` of the list",
        "**Query parameters**: `sort` is one of `name`, `age`",
        "**Query parameters**: `sort`: `name`, `age`",
        "**Query parameters**: `from` - the first day, `YYYY-MM-DD`",
        "**Query parameters**: `from` - the first day, `today`",
        "**Query parameters**: `limit=10&page=2`",
        "**Body**: `CreatePet`",
        "**Body**: `application/json`",
        "**Response**: `Pet` (object)",
        "**Response**: `pets` (array)",
        "**Errors**: `not_found`, `gone`",
        "**Note**: `limit` (integer), `page` (integer)",
    ],
)
def test_other_lines_with_a_title_name_none(line):
    assert told(line) == []


MARKED = {
    "**Required parameters**:": True,
    "Optional query parameters:": False,
    "Required and optional parameters:": None,
    "Parameters:": None,
}


@pytest.mark.parametrize("title", MARKED)
def test_a_title_marks_the_list_below_it(title):
    text = f"{title}\n\n- `name` - The name.\n- `age` - Its age.\n"
    assert [said for _, _, said in told(text)] == [MARKED[title]] * 2


def test_a_mark_of_its_own_goes_before_that_of_the_title():
    text = "**Required parameters**:\n\n- `name` - The name.\n- `age` (optional) - Its age.\n"
    assert [said for _, _, said in told(text)] == [True, False]


def codes(line: str) -> list[str]:
    (contract,) = contracts_of(page(line))
    return [status.code for status in contract.statuses]


STATUSES = {
    "**Response**: `200` the pet; `404` if there is none": ["200", "404"],
    "**Errors**: `400 Bad Request`, `404 Not Found`": ["400", "404"],
    "**Errors**: **404** no pet, **410** it is gone": ["404", "410"],
    "**Errors**: 404, 410": ["404", "410"],
    "**Response:** `Pet` (200 OK)": ["200"],
    "**Status**: see below, 400 at most": [],
    "**Response**: `Pet` (200 pets)": [],
    "**Errors**: `not_found`": [],
    "**Limits**: `100`, `200`": [],
}


@pytest.mark.parametrize("line", STATUSES)
def test_a_line_with_a_title_for_responses_names_statuses(line):
    assert codes(line) == STATUSES[line]


def test_a_line_of_many_names_and_brackets_is_read_in_time():
    line = (
        "**Query parameters**: " + ", ".join("`a` (((" for _ in range(3_000)) + " " * 20_000 + "x"
    )
    assert told(line) == []


def test_lines_by_the_thousand_are_read_in_time():
    assert len(codes("\n".join(["**Errors**: `404`"] * 3_000))) > 0
