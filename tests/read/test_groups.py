"""A title may say of all that stand below it that they are required, or optional."""

from __future__ import annotations

import pytest

from tests.build import members_of, table

TITLES = {
    "**Required parameters**": True,
    "Optional parameters:": False,
    "**Required query parameters:**": True,
    "**必填参数**：": True,
    "**可选参数**": False,
    "必須パラメータ": True,
    "**선택 파라미터**": False,
    "**Parámetros obligatorios**": True,
    "Champs optionnels :": False,
    "**Pflichtparameter:**": True,
    "**Необязательные параметры**": False,
    "**Required and optional parameters**": None,
    "**Parameters**": None,
    "Required parameters depend on the kind of pet.": None,
    "**Required scopes**": None,
}


def _required(text: str) -> list[bool | None]:
    return [member.required and member.required.value for member in members_of(text)]


@pytest.mark.parametrize(("title", "required"), TITLES.items())
def test_the_title_of_a_table_tells(title, required):
    rows = table("Name | Type", "limit | integer", "kind | string")
    text = f"# GET /pets\n\n## Query parameters\n\n{title}\n\n{rows}"
    assert _required(text) == [required] * 2


def test_the_title_of_a_list_tells_and_what_an_item_says_stays():
    text = "# GET /pets\n\n**Optional parameters**\n\n- `a` (string)\n- `b` (string, required)\n"
    assert _required(text) == [False, True]


def test_a_heading_tells():
    assert _required(
        f"# GET /pets\n\n## Required headers\n\n{table('Name | Type', 'X | string')}"
    ) == [True]


def test_a_column_says_it_better():
    rows = table("Name | Required", "a | yes", "b | depends")
    assert _required(f"# GET /pets\n\n## Query\n\n**Optional parameters**\n\n{rows}") == [
        True,
        None,
    ]


def test_nothing_is_told_of_what_comes_back():
    rows = table("Name | Type", "a | string")
    assert _required(f"# GET /pets\n\n## Response\n\n**Required fields**\n\n{rows}") == [None]
