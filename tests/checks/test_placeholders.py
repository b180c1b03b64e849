"""Paths that end with a collection, and parameters that say which one of it is meant."""

from __future__ import annotations

import pytest

from doclint.checks import placeholders
from doclint.model.project import Endpoint
from tests.build import contract_of


def early(path: str, *names: str) -> list[str]:
    rows = "".join(f"- `{name}` (required) - What it is\n" for name in names)
    endpoint = Endpoint(contract_of(f"## {path}\n\nParameters:\n\n{rows}"))
    return [str(hit.facts["name"]) for hit in placeholders.path_ends_early(endpoint)]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("DELETE /lines/:id/stops", "stop_id"),
        ("PUT /lines/:id/stops/", "stopId"),
        ("GET /lines/{id}/ferries", "ferry_iid"),
        ("PATCH /lines/{id}/branches", "branch_id"),
    ],
)
def test_a_required_row_that_says_which_one_belongs_into_the_path(path, name):
    assert early(path, "id", name) == [name]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("DELETE /lines/:id/stops/:stop_id", ["id", "stop_id"]),
        ("POST /lines/:id/stops", ["id", "stop_id"]),
        ("DELETE /lines/:id/stops", ["id", "train_id"]),
        ("DELETE /lines/:id/stops", ["stop_id", "day"]),
        ("DELETE /lines/:id/stop", ["id", "stop_id"]),
        ("DELETE /stops", ["stop_id"]),
    ],
)
def test_other_rows_and_paths_say_nothing_of_it(path, names):
    assert early(path, *names) == []
