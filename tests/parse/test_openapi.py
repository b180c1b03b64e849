"""Specs: recognised, read with all their files, and their references followed."""

import json
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model.source import Source
from doclint.parse.data.documents import locate
from doclint.parse.specs.openapi import parse_spec, sniff
from doclint.read.references import unresolved
from tests.corpus import needs_corpus, real_files


def spec_of(text, path="api/openapi.yaml", **files):
    """The spec of a text or of data; `files` are those beside it, by path."""
    texts = {path: text, **files.pop("files", {})}
    sources = {p: Source(p, t if isinstance(t, str) else json.dumps(t)) for p, t in texts.items()}
    return parse_spec(sources[path], sources.get)


def named(spec):
    return [str(operation) for operation in spec.operations]


def broken(spec):
    """Where references lead nowhere: file, pointer, reference."""
    return [(at.source.path, at.pointer, reference) for at, reference in unresolved(spec)]


PETS = """\
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers:
  - url: https://api.example.com/v1/
paths:
  x-note: {get: {}}
  /pets:
    summary: All of them
    parameters: []
    get: {operationId: listPets, responses: {200: {description: OK}}}
    post: {responses: {}}
  /pets/{id}:
    $ref: '#/x-items/pet'
components:
  schemas:
    Pet: {type: object}
x-items:
  pet: {delete: {responses: {}}}
"""


# Recognised


@pytest.mark.parametrize(
    "text",
    [
        PETS,
        "swagger: '2.0'\npaths: {}\n",
        "swagger: 2.0\n",
        '# a comment\n"openapi" : "3.1.0"\n',
        '{"swagger": "2.0", "info": {}}',
        ' {\n  "openapi" : "3.1.0", "paths": {}}',
        "{openapi: 3.1.0, info: {}}",
        json.dumps({"info": {"description": "x" * 100_000}, "openapi": "3.0.0"}),
        f"components:\n  x-long: {'x' * 100_000}\nopenapi: 3.0.0\n",
    ],
)
def test_specs_are_recognised(text):
    assert sniff(text)
    assert spec_of(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\n",
        "openapi: get /pets\n",
        "swagger: '1.2'\n",
        "tools:\n  openapi: 3.0.0\n",
        '{"dependencies": {"openapi": "3.0.0"}}',
        '{"openapi": true, "info": 1}',
        "# How to write openapi: 3.0.0\n",
    ],
)
def test_other_texts_are_no_specs(text):
    assert not sniff(text)
    assert spec_of(text)[0] is None


def test_a_broken_spec_is_none_with_its_note():
    spec, notes = spec_of("openapi: 3.0.0\npaths: [\n")
    assert spec is None
    assert [note.code for note in notes] == ["syntax-error"]


# Operations


def test_operations_of_a_document():
    spec, notes = spec_of(PETS)
    assert named(spec) == ["GET /pets", "POST /pets", "DELETE /pets/{id}"]
    assert spec.operations[0].label == "GET /pets (listPets)"
    assert all(operation.spec is spec for operation in spec.operations)
    assert spec.operations[2].node.pointer == "/x-items/pet/delete"
    assert (spec.version, spec.legacy, list(spec.schemas)) == ("3.0.3", False, ["Pet"])
    assert [note.facts for note in notes] == [{"key": "200"}]
    assert not broken(spec)


def test_the_anchor_of_an_operation_is_where_it_stands():
    spec, _ = spec_of(PETS)
    get = spec.operations[0].node
    places = locate(spec.source, [get.key, get.anchor])
    assert [PETS[start:end][:14] for start, end in places.values()] == ["get", "{operationId: "]


def test_query_and_additional_operations_are_those_of_version_32():
    item = {"query": {}, "additionalOperations": {"COPY": {}}, "get": {}}
    paths = {"paths": {"/a": item}}
    assert named(spec_of({"openapi": "3.2.0", **paths})[0]) == ["QUERY /a", "COPY /a", "GET /a"]
    assert named(spec_of({"openapi": "3.1.0", **paths})[0]) == ["GET /a"]


def test_methods_beside_the_reference_of_a_path_item_count():
    paths = {"/a": {"$ref": "#/x-a", "get": {"summary": "mine"}}}
    spec, _ = spec_of({"openapi": "3.1.0", "paths": paths, "x-a": {"get": {}, "put": {}}})
    assert named(spec) == ["GET /a", "PUT /a"]
    assert spec.operations[0].node.text("summary") == "mine"


def test_swagger_keeps_its_schemas_elsewhere():
    spec, _ = spec_of({"swagger": "2.0", "paths": {}, "definitions": {"a/b": {}}})
    assert spec.legacy
    assert spec.schemas["a/b"].pointer == "/definitions/a~1b"


@pytest.mark.parametrize("odd", [None, 1, "x", [], [1], {}, {"/a": None}, {"/a": {"get": [1]}}])
@pytest.mark.parametrize("key", ["paths", "components", "definitions", "servers", "basePath"])
def test_what_is_not_as_it_should_be_is_left_out(key, odd):
    for version in ({"openapi": "3.2.0"}, {"swagger": "2.0"}):
        spec, _ = spec_of({**version, key: odd})
        assert spec.operations == ()
        assert not broken(spec)


def test_a_path_given_twice_is_noted_and_its_last_one_read():
    text = "openapi: 3.0.0\npaths:\n  /a: {get: {}}\n  /a: {put: {}}\n"
    spec, notes = spec_of(text)
    assert named(spec) == ["PUT /a"]
    assert [(note.code, note.span.line) for note in notes] == [("duplicate-key", 4)]


# Base paths


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        ({"swagger": "2.0", "basePath": "/v1/"}, ["/v1"]),
        ({"swagger": "2.0", "basePath": "v1"}, ["/v1"]),
        ({"swagger": "2.0", "basePath": "/"}, []),
        ({"servers": [{"url": "https://a.example/v1/"}, {"url": "http://b.example/v1"}]}, ["/v1"]),
        ({"servers": [{"url": "/"}, {"url": "https://a.example"}, {"url": "/v2?x=1#y"}]}, ["/v2"]),
        ({"servers": [{"url": "v3"}, {"url": "a.example/v4"}, {"url": "//b/v5"}]},
         ["/v3", "/v4", "/v5"]),
        ({"servers": [{"url": "{scheme}://{host}:{port}/{base}/x",
                       "variables": {"base": {"default": "v1"}, "port": {"default": 80}}}]},
         ["/v1/x", "/{base}/x"]),
        ({"servers": [{"url": "{root}/x", "variables": {"root": {"default": "https://a/v1"}}}]},
         ["/v1/x", "/x"]),
        ({"servers": [{"url": 1}, None, {}, {"url": "/{a}", "variables": [1]}]}, ["/{a}"]),
        ({"servers": [{"url": "/v1"}],
          "paths": {"/a": {"servers": [{"url": "/v2"}],
                           "get": {"servers": [{"url": "/v3"}, {"url": "/v1"}]}}}},
         ["/v1", "/v2", "/v3"]),
    ],
)  # fmt: skip
def test_base_paths_are_what_may_stand_before_a_path(data, paths):
    spec, _ = spec_of({"openapi": "3.0.0", **data} if "swagger" not in data else data)
    assert list(spec.base_paths) == paths


# Several files


def test_references_lead_into_other_files_and_back():
    files = {
        "api/paths/pets.yaml": "get:\n  responses:\n    '200': {$ref: ../shared/ok%20.json#/OK}\n",
        "api/shared/ok .json": {
            "OK": {"schema": {"$ref": "../openapi.yaml#/components/schemas/Pet"}}
        },
    }
    main = {
        "openapi": "3.0.0",
        "paths": {"/pets": {"$ref": "./paths/pets.yaml"}},
        "components": {"schemas": {"Pet": {"type": "object"}}},
    }
    spec, notes = spec_of(main, files=files)
    assert (named(spec), notes, broken(spec)) == (["GET /pets"], (), [])
    answer = spec.operations[0].node.get("responses").get("200")
    assert answer.document.source.path == "api/shared/ok .json"
    assert answer.get("schema").value == {"type": "object"}
    assert answer.get("schema").document is spec.document


def test_notes_are_those_of_all_files():
    spec, notes = spec_of(
        {"openapi": "3.0.0", "paths": {"/a": {"$ref": "a.yaml"}, "/b": {"$ref": "b.yaml#/b"}}},
        files={"api/a.yaml": "get: {}\nget: {}\n", "api/b.yaml": "b: [\n"},
    )
    assert [(note.code, note.span.source.path) for note in notes] == [
        ("duplicate-key", "api/a.yaml"),
        ("syntax-error", "api/b.yaml"),
    ]
    assert named(spec) == ["GET /a"]
    assert not broken(spec)  # what a broken file holds is not known


def test_whole_sections_may_be_in_other_files():
    main = {
        "openapi": "3.0.0",
        "info": {"description": {"$ref": "intro.md"}},
        "paths": {"$ref": "paths.yaml"},
        "components": {"schemas": {"$ref": "schemas/all.yaml"}},
        "x-a": {"$ref": "#/components/schemas/Pet"},
    }
    files = {
        "api/paths.yaml": "/a:\n  get: {$ref: paths.yaml#/x}\nx: {summary: X}\n",
        "api/schemas/all.yaml": "Pet: {$ref: pet.yaml}\n",
        "api/schemas/pet.yaml": "type: object\n",
        "api/intro.md": "# Hello: [world\n",
    }
    spec, notes = spec_of(main, files=files)
    assert notes == ()
    (operation,) = spec.operations
    assert (str(operation), operation.node.text("summary")) == ("GET /a", "X")
    assert spec.schemas["Pet"].resolved().value == {"type": "object"}
    assert spec.document.at("/x-a").resolved().value == {"type": "object"}
    assert not broken(spec)


def test_nothing_on_the_net_is_read():
    asked = []
    places = ("https://a.example", "//b.example", "urn:c", "file:///d", "e\0")
    text = json.dumps({"openapi": "3.0.0", "a": [{"$ref": f"{place}/x#/a"} for place in places]})
    spec, _ = parse_spec(Source("a.json", text), asked.append)
    assert asked == []
    assert [reference for _, reference in unresolved(spec)] == ["e\0/x#/a"]


# References that lead nowhere


def test_references_that_lead_nowhere_are_told_with_their_place():
    main = {
        "openapi": "3.0.0",
        "paths": {
            "/a/b": {"get": {"responses": {"default": {"$ref": "#/components/responses/No"}}}}
        },
        "components": {
            "schemas": {"A": {"items": {"$ref": "gone.yaml"}}, "B": {"$ref": "b.yaml#/B"}}
        },
    }
    spec, _ = spec_of(main, files={"api/b.yaml": "B: {$ref: '#/C'}\n"})
    assert broken(spec) == [
        (
            "api/openapi.yaml",
            "/paths/~1a~1b/get/responses/default/$ref",
            "#/components/responses/No",
        ),
        ("api/openapi.yaml", "/components/schemas/A/items/$ref", "gone.yaml"),
        ("api/b.yaml", "/B/$ref", "#/C"),
    ]


@pytest.mark.parametrize(
    "part",
    [
        {"example": {"$ref": "#/no"}},
        {"examples": {"a": {"value": {"$ref": "#/no"}}}},
        {"default": {"$ref": "#/no"}},
        {"enum": [{"$ref": "#/no"}]},
        {"x-any": {"$ref": "#/no"}},
        {"properties": {"$ref": {"type": "string"}}},
        {"properties": {"$ref": "#/no"}},
        {"$ref": "https://a.example/no.yaml#/no"},
        {"$ref": "#/components/schemas/A%20b"},
        {"$ref": "#/components/schemas/c%2Fd"},
        {"$ref": "#/components/schemas/c~1d"},
        {"$ref": "#"},
        {"$ref": 1},
    ],
)
def test_what_is_no_reference_or_leads_somewhere_is_not_told(part):
    schemas = {"S": part, "A b": {}, "c/d": {}}
    assert not broken(spec_of({"openapi": "3.0.0", "components": {"schemas": schemas}})[0])


@pytest.mark.parametrize("name", ["example", "default", "enum", "x-any", "properties"])
def test_properties_may_have_any_name(name):
    schema = {"properties": {name: {"$ref": "#/no"}}}
    spec, _ = spec_of({"openapi": "3.0.0", "components": {"schemas": {name: schema}}})
    pointer = f"/components/schemas/{name}/properties/{name}/$ref"
    assert broken(spec) == [("api/openapi.yaml", pointer, "#/no")]


def test_names_of_json_schema_are_known_since_31():
    schemas = {"A": {"$ref": "#pet"}, "B": {"$id": "b.json"}, "C": {"$ref": "b.json"}}
    data = {"components": {"schemas": schemas}}
    assert not broken(spec_of({"openapi": "3.1.0", **data})[0])
    assert len(broken(spec_of({"openapi": "3.0.0", **data})[0])) == 2


def test_circles_end():
    schemas = {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}}
    spec, _ = spec_of(
        {"openapi": "3.0.0", "components": {"schemas": schemas}, "x": {"$ref": "o.yaml#/a/b"}},
        files={"api/o.yaml": "a: {$ref: openapi.yaml#/x/y}\n"},
    )
    assert spec.schemas["A"].resolved().value["$ref"]
    assert [reference for *_, reference in broken(spec)] == ["o.yaml#/a/b", "openapi.yaml#/x/y"]


def test_shared_values_are_walked_once():
    lines = ["openapi: 3.0.0", "a0: &a0 [{$ref: '#/no'}, {$ref: a.yaml}]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    spec, _ = spec_of("\n".join(lines))
    assert len(broken(spec)) == 2


# Anything

KEYS = st.sampled_from(
    ["paths", "/a", "get", "query", "servers", "url", "variables", "$ref", "components", "schemas",
     "additionalOperations", "parameters", "0"]
)  # fmt: skip
SCALARS = st.sampled_from([None, 1, "x", "#/paths", "#/paths/~1a", "#", "b.json#/paths", "{a}/b"])
PARTS = st.recursive(
    SCALARS, lambda inner: st.dictionaries(KEYS, inner, max_size=5) | st.lists(inner, max_size=3)
)


@given(st.dictionaries(KEYS, PARTS), st.dictionaries(KEYS, PARTS))
@settings(max_examples=100, deadline=None)
def test_any_data_is_read(data, other):
    spec, _ = spec_of({**data, "openapi": "3.2.0"}, "a.json", files={"b.json": other})
    assert len({str(operation) for operation in spec.operations}) == len(spec.operations)
    for at, reference in unresolved(spec):
        (place,) = locate(at.source, [at]).values()
        assert at.source.text[slice(*place)] == json.dumps(reference)


# Real specs -----------------------------------------------------------------------------------

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@pytest.mark.slow
@needs_corpus
def test_real_specs_are_found_with_all_their_operations():
    specs = operations = 0
    for path in real_files(".json", ".yaml", ".yml"):
        source = Source(str(path), path.read_text("utf-8-sig"))
        spec, notes = parse_spec(source, lambda _: None)
        assert bool(spec) == sniff(source.text), path
        if spec and "syntax-error" not in {note.code for note in notes}:
            data = yaml.load(source.text, yaml.CSafeLoader)
            items = [item for item in (data.get("paths") or {}).values() if isinstance(item, dict)]
            if not any("$ref" in item for item in items):
                assert len(spec.operations) == sum(m in METHODS for item in items for m in item)
            specs, operations = specs + 1, operations + len(spec.operations)
            local = [reference for _, reference in unresolved(spec) if reference[0] == "#"]
            assert len(local) <= len(re.findall(r"\$ref", source.text)) / 2, path
    assert specs > 100
    assert operations > 1_000
