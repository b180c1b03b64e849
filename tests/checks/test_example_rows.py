"""Examples against rows, beyond what the examples of the rules show."""

from __future__ import annotations

import json

import pytest

from doclint.checks import example_rows
from doclint.model.project import Endpoint
from tests.build import contract_of, table

HEAD = "# Pet\n\n`GET /pets/{id}`\n\n## Response\n\n"


def hits(check: str, rows: str, shown: object, text: str = "") -> list[dict[str, object]]:
    body = shown if isinstance(shown, str) else json.dumps(shown)
    page = f"{HEAD}{rows}\n{text}\n\n```json\n{body}\n```\n"
    found = getattr(example_rows, check)(Endpoint(contract_of(page)))
    return [dict(hit.facts) for hit in found]


def types(kind: str, value: object) -> list[object]:
    rows = table("Field | Type", "id | integer", "name | string", f"it | {kind}")
    shown = {"id": 1, "name": "Rex", "it": value}
    return [hit["value"] for hit in hits("type_differs", rows, shown)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", 1.5),
        ("number", 1),
        ("int64", None),
        ("string", "12"),
        ("string or null", None),
        ("timestamp", 17),
        ("uuid", "a-b"),
        ("Pet", 17),
        ("Pet", {"id": 1}),
        ("array of strings", ["a"]),
        ("string collection", []),
        ("list", [{}]),
        ("object", {}),
        ("object", []),
        ("map of strings", {"a": "b"}),
        ("any", True),
        ("integer", "<id>"),
        ("integer", "{{ id }}"),
        ("integer", "..."),
        ("integer", ""),
        ("integer", "int32"),
        ("boolean", "Boolean"),
        ("[Rate][]", 1.5),
        ("Number - [Rate][]", 1.5),
    ],
)
def test_values_that_a_type_may_have_are_silent(kind, value):
    assert types(kind, value) == []


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("integer", "12", 'the string `"12"`'),
        ("string", 12, "the number `12`"),
        ("boolean", 1, "the number `1`"),
        ("boolean", "true", 'the string `"true"`'),
        ("string", ["a"], "an array"),
        ("array of objects", {"id": 1}, "an object"),
        ("object", [{"id": 1}], "an array"),
        ("DateTimeOffset", {"type": "x"}, "an object"),
    ],
)
def test_values_that_no_type_of_the_row_has_are_told(kind, value, shown):
    assert types(kind, value) == [shown]


def test_a_row_that_speaks_of_the_other_type_explains_it():
    rows = table(
        "Field | Type | Description", "id | integer | An id", "size | integer | As a string"
    )
    assert hits("type_differs", rows, {"id": 1, "size": "2"}) == []


def near(row: str, key: str) -> list[object]:
    rows = table(
        "Field | Type", "id | integer", "name | string", "size | string", f"{row} | string"
    )
    shown = {"id": 1, "name": "Rex", "size": "L", key: "x"}
    return [hit["near"] for hit in hits("near_miss_key", rows, shown)]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("ownerName", "owner_name"),
        ("owner_name", "owner_nmae"),
        ("is_include_all", "is_inclu_all"),
        ("petOwnerName", "ownerName"),
        ("tag_id", "tag_id "),
    ],
)
def test_slips_are_told(row, key):
    assert near(row, key) == [row]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("minValue", "maxValue"),
        ("address1", "address2"),
        ("created_at", "updated_at"),
        ("owner", "tail"),
        ("tag", "user_tag"),
        ("id_of_owner", "owner"),
    ],
)
def test_two_different_names_are_no_slips(row, key):
    assert near(row, key) == []


ROWS = table("Field | Type", "id | integer", "name | string", "size | string")
PET = {"id": 1, "name": "Rex", "size": "L"}


def lost(more: dict[str, object], text: str = "") -> list[object]:
    return [hit["key"] for hit in hits("key_without_row", ROWS, {**PET, **more}, text)]


def test_a_key_that_a_complete_list_lacks_is_told_once():
    assert lost({"chip": 1}) == ["chip"]
    shown = [{**PET, "chip": 1}, {**PET, "chip": 2}]
    assert len(hits("key_without_row", ROWS, shown)) == 1


def test_annotations_beside_a_lost_key_do_not_count():
    assert lost({"@type": "pet", "$id": 1, "chip": 1}) == ["chip"]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"@type": "pet"}, ""),
        ({"_links": {}}, ""),
        ({"status": "ok"}, ""),
        ({"chip": 1}, "A `chip` may be there."),
        ({"chip": 1}, "Deprecated: **chip**"),
        ({"chip": 1, "tag": 2}, ""),
        ({"4f2": 1, "9a7": 2}, ""),
    ],
)
def test_what_a_list_leaves_out_on_purpose_is_silent(more, text):
    assert lost(more, text) == []


def test_a_habit_of_the_pages_is_no_mistake_of_one():
    page = f"{HEAD}{ROWS}\n```json\n{json.dumps({**PET, 'chip': 1})}\n```\n"
    endpoint = Endpoint(contract_of(page), habits={("example", "chip"): False})
    assert list(example_rows.key_without_row(endpoint)) == []


CHECKS = {
    "near_miss_key": 50,
    "key_without_row": 0,
    "type_differs": 50,
    "value_not_listed": 0,
    "row_without_key": 0,
}


@pytest.mark.parametrize(("check", "count"), CHECKS.items())
def test_each_of_many_names_is_told_of_once(check, count):
    rows = table("Field | Type", *(f"`name_of_{n}x` | integer" for n in range(100)))
    shown = {f"{'name' if n % 2 else 'nam'}_of_{n}x": str(n) for n in range(100)}
    assert len(hits(check, rows, shown)) == count
