"""What pages are compared with beside one OpenAPI document: whole runs."""

from __future__ import annotations

import json

import pytest

from doclint.config import Config, load_config
from doclint.files import Memory
from doclint.rules.catalog import catalog, select
from doclint.run import lint

SPEC = """\
openapi: 3.0.3
info: {title: Orders, version: "1"}
paths:
  /orders:
    $ref: %s
"""
ITEM = """\
get:
  parameters:
    - {name: limit, in: query, schema: {type: integer}}
  responses: {"200": {description: All of them.}}
"""
WHOLE = SPEC.replace("$ref: %s", ITEM.replace("\n", "\n    ").rstrip())
PAGE = """\
# List orders

`GET /orders`

## Query parameters

| Name | Type | Required |
|---|---|---|
| {name} | {kind} | no |
| page | integer | no |

## Responses

| Status | Meaning |
|---|---|
| 200 | All |
| 404 | None |
"""
COLLECTION = json.dumps(
    {
        "info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": [
            {
                "name": "All",
                "request": {"method": "GET", "url": "{{base}}/orders?limit=1&page=2"},
                "response": [{"code": 200, "body": '[{"id": 1, "state": "open"}]'}],
            },
            {"name": "Ping", "request": {"method": "GET", "url": "{{base}}/ping"}},
        ],
    },
    indent=1,
)


def page(name="limit", kind="integer"):
    return PAGE.replace("{name}", name).replace("{kind}", kind)


def run(files, paths=(".",), specs=(), *, strict=False):
    texts = Memory(files)
    config = load_config(texts, None) if "doclint.toml" in files else Config()
    return lint(texts, list(paths), config, select(catalog(), strict=strict), list(specs))


def found(files, paths=(".",), specs=(), **options):
    return [
        (one.rule, f"{one.place.path}:{one.place.line}", [a.place.path for a in one.also])
        for one in run(files, paths, specs, **options).findings
    ]


# Collections


@pytest.mark.parametrize("specs", [(), ("c.json",)])
def test_a_collection_is_a_witness_of_what_it_has(specs):
    files = {"docs/orders.md": page("limti"), "c.json": COLLECTION}
    assert found(files, specs=specs) == [
        ("parameter/near-miss-name", "docs/orders.md:9", ["c.json"])
    ]


def test_a_page_may_have_all_that_a_collection_lacks():
    more = page("state") + "\n# Delete\n\n`DELETE /orders`\n\n# Other\n\n`GET /customers/all`\n"
    assert found({"docs/orders.md": more, "c.json": COLLECTION}) == []


def test_the_name_of_a_request_does_not_make_it_the_operation_of_a_path():
    text = "# All\n\n`GET /customers/{id}/orders`\n"
    assert found({"docs/orders.md": text + page(), "c.json": COLLECTION}) == []
    slip = "# Others\n\n`GET /orders/{id}/itmes`\n"
    items = COLLECTION.replace("{{base}}/ping", "{{base}}/orders/:id/items")
    told = [("endpoint/path-differs", "docs/a.md:3", ["c.json"])]
    assert found({"docs/a.md": slip, "c.json": items}, ["docs"], ["c.json"]) == told


def test_a_spec_goes_before_a_collection_beside_it_or_nearer():
    files = {"docs/orders.md": page(kind="string"), "docs/c.json": COLLECTION}
    told = [
        ("parameter/type-differs", "docs/orders.md:9", ["openapi.yaml"]),
        ("parameter/unknown-parameter", "docs/orders.md:10", ["openapi.yaml"]),
    ]
    assert found({**files, "openapi.yaml": WHOLE}, ["docs"]) == told
    assert found({**files, "openapi.yaml": WHOLE}) == told


def test_a_collection_is_no_spec_of_its_own():
    twice = COLLECTION.replace('"Ping"', '"All"').replace("/ping", "/orders")
    assert found({"docs/orders.md": page(), "c.json": twice}, ["c.json"], strict=True) == []


def test_an_example_on_a_page_is_compared_with_a_saved_response():
    text = page() + '\n## Response\n\n```json\n[{"id": "17", "state": true}]\n```\n'
    told = found({"docs/orders.md": text, "c.json": COLLECTION})
    assert told == [("example/differs-from-schema", "docs/orders.md:22", ["c.json"])] * 2


# Specs in several files


MULTI = {"api/openapi.yaml": SPEC % "paths/orders.yaml", "api/paths/orders.yaml": ITEM}


def test_the_second_place_of_a_finding_is_in_the_file_that_says_it():
    files = {"docs/orders.md": page(kind="string").replace("| page | integer | no |\n", "")}
    assert found({**files, **MULTI}) == [
        ("parameter/type-differs", "docs/orders.md:9", ["api/paths/orders.yaml"])
    ]


@pytest.mark.parametrize("bundle", ["api/bundled.yaml", "dist/openapi.yaml", "openapi.yaml"])
def test_a_bundle_beside_its_sources_changes_nothing(bundle):
    files = {"docs/orders.md": page(kind="string").replace("| page | integer | no |\n", "")}
    assert found({**files, **MULTI, bundle: WHOLE}) == [
        ("parameter/type-differs", "docs/orders.md:9", ["api/paths/orders.yaml"])
    ]


def test_a_bundle_that_is_named_beside_its_sources_is_no_second_witness():
    files = {"docs/orders.md": page(kind="string").replace("| page | integer | no |\n", "")}
    specs = ["bundled.yaml", "api/openapi.yaml"]
    assert found({**files, **MULTI, "bundled.yaml": WHOLE}, ["docs"], specs) == [
        ("parameter/type-differs", "docs/orders.md:9", ["api/paths/orders.yaml"])
    ]


def test_a_reference_that_leads_nowhere_is_told_in_its_file():
    broken = ITEM.replace("parameters:\n", "parameters:\n    - {$ref: ../none.yaml}\n")
    files = {**MULTI, "api/paths/orders.yaml": broken, "docs/a.md": "# A\n"}
    assert found(files) == [("spec/unresolved-reference", "api/paths/orders.yaml:3", [])]


# What goes with specs


@pytest.mark.parametrize("text", ["overlay: 1.0.0\n", "arazzo: 1.0.0\n", "asyncapi: 3.0.0\n"])
def test_documents_that_go_with_specs_are_passed_by(text):
    files = {"docs/a.md": "# A\n", "openapi.yaml": WHOLE, "other.yaml": text + "info: {x: [}\n"}
    assert found(files, strict=False) == []
    result = run(files, ["docs"], ["other.yaml", "openapi.yaml"])
    assert [path for path, _ in result.ignored] == ["other.yaml"]
    assert result.findings == ()


# Schemas and data


def test_a_schema_file_in_the_folder_is_what_its_section_is_about():
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Order",
        "properties": {"id": {"type": "integer"}, "state": {"type": "string"}},
    }
    text = "# Order\n\n| Property | Type |\n|---|---|\n| id | string |\n| state | string |\n"
    files = {"docs/order.md": text, "schemas/order.json": json.dumps(schema, indent=1)}
    assert found(files) == [("body/type-differs", "docs/order.md:5", ["schemas/order.json"])]
    assert found(files, ["docs"]) == []
    config = '[[api]]\nschemas = "schemas/*.json"\n'
    assert len(found({**files, "doclint.toml": config}, ["docs"])) == 1


def test_the_data_of_a_page_is_its_witness_where_no_template_is_there():
    data = {
        "method": "GET",
        "path": "/orders",
        "query_params": [{"name": "limit", "type": "integer"}, {"name": "page", "type": "integer"}],
    }
    files = {
        "docs/orders.md": page(kind="string"),
        "data/orders.json": json.dumps(data, indent=1),
        "doclint.toml": '[[api]]\npages = "docs/*.md"\ncontext = "data/{name}.json"\n',
    }
    assert found(files) == [("parameter/type-differs", "docs/orders.md:9", ["data/orders.json"])]
