"""A section about an object of a JSON Schema file is compared with that, and no other one."""

import json

import pytest

from doclint.link.linking import link
from doclint.link.schemas import with_schemas
from doclint.model.source import Source
from doclint.parse.specs.json_schema import parse_schema, sniff
from tests.build import contracts_of, table

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PET = {
    "$schema": DRAFT,
    "title": "Pet",
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "owner": {"$ref": "owner.schema.json"},
    },
    "$defs": {"Tag": {"properties": {"key": {"type": "string"}, "value": {"type": "string"}}}},
}
OWNER = {"$schema": DRAFT, "properties": {"email": {"type": "string"}, "phone": {}}}
FILES = {"schemas/pet.schema.json": PET, "schemas/owner.schema.json": OWNER}
ROWS = table("Property | Type", "id | string", "name | string", "owner | object")


def schemas(**more):
    texts = {path: Source(path, json.dumps(data)) for path, data in {**FILES, **more}.items()}
    read = [parse_schema(source, texts.get) for source in texts.values()]
    return [spec for spec, _ in read if spec is not None]


def found(text, path="page.md", **more):
    endpoints = with_schemas(link(contracts_of(text, path), []).endpoints, schemas(**more))
    return [known.label for one in endpoints for known in one.specified]


@pytest.mark.parametrize(
    "title",
    ["Pet", "The pet object", "pet schema", "Pet properties", "Pets\n\n## Pet resource"],
)
def test_a_title_names_the_object(title):
    assert found(f"# {title}\n\n{ROWS}") == ["Pet"]


@pytest.mark.parametrize("part", ["Properties", "JSON representation", "Fields"])
def test_a_title_that_names_only_the_part_belongs_to_the_one_around_it(part):
    assert found(f"# Pet\n\n## {part}\n\n{ROWS}") == ["Pet"]


def test_a_schema_within_a_file_has_a_name_too():
    rows = table("Property | Type", "key | string", "value | string")
    assert found(f"# Tag\n\n{rows}") == ["Tag"]


def test_a_title_alone_is_not_enough_where_most_rows_are_others():
    rows = table("Property | Type", "id | string", "colour | string", "size | string")
    assert found(f"# Pet\n\n{rows}") == []


def test_one_row_in_common_is_chance():
    assert found("# Pet\n\n" + table("Property | Type", "id | string")) == []


def test_two_schemas_of_one_name_are_none():
    more = {"other/pet.schema.json": {**PET, "properties": {"id": {}, "name": {}}}}
    assert found(f"# Pet\n\n{ROWS}", **more) == []


@pytest.mark.parametrize(
    "line",
    [
        "See [the schema](schemas/pet.schema.json).",
        "The schema is `pet.schema.json`.",
        "See [it](./schemas/pet.schema.json#/properties).",
    ],
)
def test_a_link_or_a_name_in_code_leads_to_a_file(line):
    assert found(f"# Animals\n\n{line}\n\n{ROWS}") == ["Pet"]


def test_the_front_matter_names_a_file_from_the_folder_of_the_page():
    text = f"---\nschema: ../schemas/pet.schema.json\n---\n# Animals\n\n{ROWS}"
    assert found(text, "docs/page.md") == ["Pet"]
    assert found(f"# Animals\n\n{ROWS}", "docs/page.md") == []


def test_a_section_about_an_operation_is_left_alone():
    assert found(f"# Pet\n\n`GET /pets`\n\n{ROWS}") == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (json.dumps(PET), True),
        ("$schema: http://json-schema.org/draft-07/schema#\nproperties: {}\n", True),
        (f'{{"$schema": "{DRAFT}", "const": 1}}', False),
        ('{"$schema": "https://example.com/config.json", "properties": {}}', False),
        ('{"properties": {"$schema": {"type": "string"}}}', False),
    ],
)
def test_a_schema_is_known_by_its_dialect(text, is_one):
    assert sniff(text) is is_one


@pytest.mark.parametrize("text", ["[]", "true", "", '{"$schema": 1, "title": 2, "$defs": []}'])
def test_odd_files_do_no_harm(text):
    spec, _ = parse_schema(Source("odd.json", text), {}.get)
    assert spec is None or [*spec.schemas] == ["odd"]
