"""Which row describes which member of the spec, where the spec has a name several times."""

from __future__ import annotations

import pytest

from doclint.model.project import Pair
from tests.build import linked, spec_of

SPEC = spec_of("""\
    paths:
      /users/{user_id}/pets:
        post:
          parameters:
            - {name: user_id, in: path, required: true, schema: {type: string}}
            - {name: id, in: query, schema: {type: integer}}
            - {name: X-Trace, in: header, schema: {type: string}}
            - {name: "filter[kind]", in: query, schema: {type: string}}
            - {name: "tags[]", in: query, schema: {type: array}}
          requestBody:
            content:
              application/json:
                schema:
                  properties:
                    id: {type: string}
                    name: {type: string}
                    owner (if any): {type: string}
                    parent: {type: object, properties: {id: {type: boolean}, name: {type: string}}}
          responses:
            "200":
              description: OK
              content: {application/json: {schema: {properties: {id: {type: number}}}}}
            "404":
              description: No
              content: {application/json: {schema: {properties: {code: {type: string}}}}}
    """)


def pairs(heading: str, *rows: str, path: str = "/users/{user_id}/pets") -> tuple[Pair, ...]:
    table = "\n".join(["| Name | Type |", "|---|---|", *(f"| {row} | |" for row in rows)])
    page = f"# Add a pet\n\n`POST {path}`\n\n## {heading}\n\n{table}\n"
    (endpoint,) = linked(page, SPEC).endpoints
    return endpoint.pairs


def found(pair: Pair) -> list[str]:
    return sorted({f"{m.where} {'.'.join(m.path)}" for m in pair.candidates})


@pytest.mark.parametrize(
    ("heading", "row", "candidates"),
    [
        ("Query parameters", "id", ["query id"]),
        ("Request body", "id", ["body id"]),
        ("Response", "id", ["response id"]),
        ("Request body", "parent.id", ["body parent.id"]),
        ("Headers", "x-trace", ["header X-Trace"]),
        ("Query parameters", "filter[kind]", ["query filter[kind]"]),
        ("Query parameters", "tags", ["query tags[]"]),
        ("Request body", "owner (if any)", ["body owner (if any)"]),
        ("Path parameters", "user_id", ["path user_id"]),
        ("Query parameters", "name", []),
    ],
)
def test_row_means_what_its_heading_says(heading, row, candidates):
    (pair,) = pairs(heading, row)
    assert found(pair) == candidates


def test_row_of_a_list_of_parameters_is_no_property_of_that_name():
    first, second = pairs("Parameters", "user_id", "id")
    assert (found(first), found(second)) == (["path user_id"], ["query id"])


def test_nested_row_is_the_property_at_its_level():
    whole, inner = pairs("Request body", "parent", "» id")
    assert (found(whole), found(inner)) == (["body parent"], ["body parent.id"])


def test_row_for_the_body_as_a_whole_is_no_level():
    inner = pairs("Request body", "body", "» parent", "»» name")[-1]
    assert found(inner) == ["body parent.name"]


def test_name_in_another_place_is_told_apart_from_one_that_is_nowhere():
    here, nowhere = pairs("Query parameters", "name", "colour")
    assert [m.where for m in here.elsewhere] == ["body", "body"]
    assert not nowhere.elsewhere


def test_placeholder_keeps_the_name_that_the_page_gives_it():
    (pair,) = pairs("Path parameters", "owner", path="/users/{owner}/pets")
    assert found(pair) == ["path user_id"]


@pytest.mark.parametrize(
    ("heading", "rows", "near"),
    [
        ("Request body", ["id", "naem"], "name"),
        ("Request body", ["id", "name", "naem"], None),
        ("Request body", ["parent", "» id", "» Name"], "name"),
        ("Headers", ["X-Trcae"], "X-Trace"),
        ("Path parameters", ["userId"], "user_id"),
    ],
)
def test_near_name_is_one_that_no_other_row_shows(heading, rows, near):
    last = pairs(heading, *rows)[-1]
    assert (last.near.name if last.near else None) == near


def test_habits_are_told_of_lists_that_enough_pages_have():
    paths = "".join(
        f"  /p{n}: {{get: {{parameters: [{{name: page, in: query, schema: {{}}}},"
        f" {{name: a{n}, in: query, schema: {{}}}}], responses: {{}}}}}}\n"
        for n in range(6)
    )
    spec = spec_of(f"paths:\n{paths}")
    rows = [f"| a{n} | string |" + ("\n| page | integer |" if n == 0 else "") for n in range(6)]
    page = "\n".join(
        f"# GET /p{n}\n\n## Query parameters\n\n| Name | Type |\n|---|---|\n{row}\n"
        for n, row in enumerate(rows)
    )
    endpoints = linked(page, spec).endpoints
    assert [endpoint.habits.get(("query", "page")) for endpoint in endpoints] == [False] * 6
    assert ("query", "a0") not in endpoints[0].habits


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("**MovePlant** | [**MovePlant**](../models/MovePlant.md)", 0),
        ("**move\\_plant** | [**move_plant**](../models/move_plant.md)", 0),
        ("**moves\\_inner** | [**List**](../models/moves_inner.md)", 0),
        ("`moves` | `Moves`", 0),
        ("**move** | [**String**](../models/MovePlant.md)", 1),
        ("move | string", 1),
    ],
)
def test_a_row_with_its_own_type_for_a_name_is_the_body(row, count):
    page = (
        "# Add a pet\n\n`POST /users/{user_id}/pets`\n\n## Parameters\n\n| Name | Type |\n"
        f"|---|---|\n| user_id | string |\n| {row} |\n"
    )
    (endpoint,) = linked(page, SPEC).endpoints
    assert len(endpoint.pairs) == 1 + count
