"""Data that pages were rendered from tells of an operation, as far as its names are known."""

import json

import pytest

from doclint.link.linking import link
from doclint.model.source import Source
from doclint.model.supply import Fed
from doclint.parse.data.documents import locate
from doclint.probe.data_operations import data_spec, with_data
from doclint.read.specified import read_operation
from tests.build import contracts_of, table

PARAMETERS = [
    {"name": "id", "type": "string", "required": True},
    {"name": "limit", "in": "query", "type": "Integer", "required": False, "default": 20},
    {"name": "sort", "location": "query", "enum": ["asc", "desc"]},
    {"name": "anywhere", "type": "string"},
]
DATA = {"method": "get", "path": "/pets/{id}", "parameters": PARAMETERS}


def fed(data, page="page.md", pointer=""):
    text = json.dumps(data, indent=1)
    return Fed(Source("data.json", text), data, page, pointer)


def specified(data):
    spec = data_spec(fed(data))
    assert spec is not None
    (operation,) = spec.operations
    return read_operation(operation)


def written(anchor):
    start, end = locate(anchor.source, [anchor])[anchor]
    return anchor.source.text[start:end]


def told(data):
    return [
        (m.where, m.name, m.type.value.words if m.type else None) for m in specified(data).members
    ]


def test_parameters_are_where_the_data_says_or_where_the_path_has_them():
    assert told(DATA) == [
        ("path", "id", "string"),
        ("query", "limit", "integer"),
        ("query", "sort", None),
    ]


def test_what_is_said_of_a_parameter_stands_in_the_file():
    known = {m.name: m for m in specified(DATA).members}
    assert written(known["limit"].type.anchor) == '"Integer"'
    assert written(known["limit"].required.anchor) == "false"
    assert written(known["limit"].default.anchor) == "20"
    assert [known["sort"].enum.value, known["sort"].required] == [("asc", "desc"), None]


@pytest.mark.parametrize(
    "data",
    [
        {"http_method": "POST", "endpoint": "/pets"},
        {"verb": "Post", "uri": "https://api.example.com/pets?x=1"},
        {"endpoint": "POST /pets"},
        {"operation": {"method": "POST", "path": "/pets"}},
    ],
)
def test_an_operation_has_a_method_and_a_path_under_many_names(data):
    spec = data_spec(fed(data))
    assert spec is not None
    assert [str(one) for one in spec.operations] == ["POST /pets"]


@pytest.mark.parametrize(
    "data",
    [{}, {"method": "GET"}, {"path": "/pets"}, {"method": "THE", "path": "/a"}, {"method": 1}],
)
def test_data_without_both_tells_of_none(data):
    assert data_spec(fed(data)) is None


def test_lists_by_place_and_fields_of_bodies_are_known_by_their_names():
    data = {
        "method": "POST",
        "path": "/pets",
        "query_params": [{"key": "notify", "type": "boolean"}],
        "headers": {"X-Trace": {"type": "string"}},
        "body_params": [{"name": "name", "type": "string"}, {"name": "owner.id", "type": "string"}],
        "response_fields": [{"field": "tags", "type": "array of strings"}],
        "columns": [{"name": "other", "type": "string"}],
    }
    assert told(data) == [
        ("query", "notify", "boolean"),
        ("header", "X-Trace", "string"),
        ("body", "name", "string"),
        ("response", "tags", "array of string"),
    ]


def endpoints(text, data=DATA):
    every = link(contracts_of(text), []).endpoints
    return with_data(every, {"page.md": fed(data)})


def test_a_page_is_beside_the_data_that_it_was_rendered_from():
    rows = table("Name | Type", "limit | string")
    found, specs = endpoints(f"# Pet\n\n`GET /pets/{{id}}`\n\n## Query parameters\n\n{rows}")
    assert [one.format for one in specs] == ["data"]
    assert [pair.candidates[0].name for one in found for pair in one.pairs] == ["limit"]


def test_a_page_about_another_operation_is_left_alone():
    found, specs = endpoints("# Pet\n\n`DELETE /owners`\n")
    assert specs == ()
    assert not any(one.specified for one in found)


def test_data_of_pages_that_are_not_there_does_no_harm():
    assert with_data((), {"page.md": fed(DATA)}) == ((), ())
