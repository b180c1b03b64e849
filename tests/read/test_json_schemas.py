"""A code block that is a JSON Schema is what the table and the examples beside it are about."""

import json

import pytest

from doclint.link.linking import link
from doclint.link.schemas import with_schemas
from doclint.model.page import Example
from doclint.parse.data.documents import locate
from doclint.read.json_schemas import is_schema
from tests.build import block_of, contract_of, contracts_of, table

SCHEMA = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "owner": {"properties": {"age": {"type": "integer"}}}},
}
ROWS = table("Property | Type", "id | integer", "owner.age | integer")


def fence(data):
    text = data if isinstance(data, str) else json.dumps(data, indent=1)
    return f"```json\n{text}\n```\n"


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (SCHEMA, True),
        ({"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {}}, True),
        ({"type": "object", "properties": {}}, False),
        ({"type": "object", "properties": {"colour": "red"}}, False),
        ({"type": "object", "properties": {"size": {"width": 1}}}, False),
        ({"type": "pet", "properties": {"size": {"type": "int"}}}, False),
        ({"id": "p1", "name": "Rex"}, False),
        ('{"properties": ', False),
        ("properties", False),
        ('[{"properties": {}}]', False),
    ],
)
def test_a_schema_has_a_dialect_or_properties_that_are_schemas(data, is_one):
    block = block_of(fence(data))
    assert isinstance(block, Example)
    assert is_schema(block) is is_one


def test_a_schema_is_no_example():
    contract = contract_of(f"# Pet\n\n{fence(SCHEMA)}\n{fence({'id': 'p1'})}")
    assert [len(contract.samples), len(contract.schemas)] == [1, 1]


def test_the_rows_of_its_section_are_beside_it_and_it_stands_on_the_page():
    text = f"# Pet\n\n{fence(SCHEMA)}\n{ROWS}"
    (endpoint,) = with_schemas(link(contracts_of(text), []).endpoints, [])
    assert [(p.member.name, p.candidates[0].type.value.words) for p in endpoint.pairs] == [
        ("id", "string"),
        ("age", "integer"),
    ]
    anchors = [anchor for p in endpoint.pairs for anchor in (p.candidates[0].anchor,)]
    shown = [
        anchor.source.text[slice(*locate(anchor.source, [anchor])[anchor])] for anchor in anchors
    ]
    assert shown == ['"id"', '"age"']


@pytest.mark.parametrize(
    "text",
    [
        f"# Pet\n\n`GET /pets`\n\n{fence(SCHEMA)}\n{ROWS}",
        f"# Pet\n\n{fence(SCHEMA)}\n{fence(SCHEMA)}\n{ROWS}",
        f"# Pet\n\n{fence(SCHEMA)}\n" + table("Property | Type", "a | string", "b | string"),
        "# Pet\n\n" + fence('{"type": "object", "properties": {"id": {"type": "string"},}}') + ROWS,
    ],
)
def test_operations_two_schemas_other_rows_and_broken_ones_are_left_alone(text):
    assert not any(
        one.specified for one in with_schemas(link(contracts_of(text), []).endpoints, [])
    )
