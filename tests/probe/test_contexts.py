"""What templates are fed is what the spec says, under the names that templates use."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.probe.contexts import operation_context
from tests.build import spec_of

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '2.1'}
servers: [{url: 'https://api.example.com/v1', description: live}]
security: [{key: []}]
paths:
  /pets/{pet_id}:
    parameters:
    - {name: pet_id, in: path, required: true, schema: {type: string, format: uuid}}
    put:
      operationId: updatePet
      summary: Change a pet
      description: |-
        Changes a pet.
        All of it.
      tags: [pets, animals]
      deprecated: true
      parameters:
      - $ref: '#/components/parameters/Limit'
      - {name: X-Trace, in: header, description: A trace, schema: {type: string}, example: t-1}
      - {name: session, in: cookie, schema: {type: string}}
      requestBody:
        description: The pet
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Pet'}
          text/plain:
            schema: {type: string}
            example: a cat
      responses:
        '200':
          description: The pet as it is now
          headers:
            ETag: {description: Its version, schema: {type: string}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
              examples: {first: {$ref: '#/components/examples/Cat'}}
        '404': {description: There is no such pet}
        '429':
          description: Slow down
          content:
            application/json:
              schema: {type: object, properties: {code: {type: integer}, message: {}}}
        default: {description: Something else}
components:
  parameters:
    Limit:
      name: limit
      in: query
      description: How many
      schema: {type: integer, minimum: 1, maximum: 50, default: 20, enum: [20, 50]}
  examples:
    Cat: {value: {id: 7, name: Tom}}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
  schemas:
    Named:
      type: object
      required: [name]
      properties: {name: {type: string, description: What it is called}}
    Pet:
      allOf:
      - $ref: '#/components/schemas/Named'
      - type: object
        required: [id]
        properties:
          id: {type: integer, readOnly: true}
          secret: {type: string, writeOnly: true}
          born: {type: string, format: date}
          parent: {$ref: '#/components/schemas/Pet'}
"""

OLD = """\
swagger: '2.0'
info: {title: Pets, version: '1'}
host: api.example.com
basePath: /v1/
consumes: [application/json]
securityDefinitions: {login: {type: basic}}
paths:
  /pets:
    post:
      security: [{login: []}]
      parameters:
      - {name: limit, in: query, type: integer, required: true, description: How many, default: 5}
      - {name: pet, in: body, required: true, description: It, schema: {$ref: '#/definitions/Pet'}}
      responses:
        201:
          description: Made
          schema: {type: array, items: {$ref: '#/definitions/Pet'}}
          examples: {application/json: [{name: Tom}]}
        400: {description: Bad name}
  /photos:
    post:
      consumes: [multipart/form-data]
      parameters:
      - {name: photo, in: formData, type: file, required: true, description: A photo}
      - {name: title, in: formData, type: string}
      responses: {204: {description: Done}}
definitions:
  Pet: {type: object, required: [name], properties: {name: {type: string}}}
"""


def context(text=SPEC, number=0, **options):
    spec = spec_of(text)
    return operation_context(spec, spec.operations[number], **options)


def test_an_operation_has_a_title_an_address_and_tags():
    it = context()
    expected = {
        "page_title": "Change a pet",
        "page_excerpt": "Change a pet",
        "name": "updatePet",
        "slug": "updatepet",
        "summary": "Change a pet",
        "description": "Changes a pet.\nAll of it.",
        "operation_id": "updatePet",
        "method": "PUT",
        "path": "/pets/{pet_id}",
        "base_url": "https://api.example.com/v1",
        "url": "https://api.example.com/v1/pets/{pet_id}",
        "servers": [{"url": "https://api.example.com/v1", "description": "live"}],
        "tags": ["pets", "animals"],
        "tag": "pets",
        "deprecated": True,
        "version": "2.1",
    }
    assert {name: it[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("says", "title"),
    [
        ("summary: List, operationId: listPets", "List"),
        ("operationId: listPets", "List pets"),
        ("deprecated: true", "GET /pets"),
    ],
)
def test_a_title_is_made_of_what_there_is(says, title):
    it = context(f"paths: {{/pets: {{get: {{{says}}}}}}}")
    assert it["page_title"] == title
    assert it["parameters"] == it["req_bodies"] == it["responses"] == it["errors"] == []
    assert it["request_body"] == it["res_body"] == {}


def test_parameters_are_those_of_the_path_too_each_in_its_place():
    it = context()
    assert [one["name"] for one in it["parameters"]] == ["limit", "X-Trace", "session", "pet_id"]
    for place, names in (
        ("query", ["limit"]),
        ("path", ["pet_id"]),
        ("header", ["X-Trace"]),
        ("cookie", ["session"]),
        ("form", []),
    ):
        assert [one["name"] for one in it[f"{place}_params"]] == names
        assert it["parameters_by_place"][place] == it[f"{place}_params"]


def test_a_parameter_says_what_its_schema_says_and_nothing_more():
    it = context()
    assert it["query_params"] == [
        {
            "name": "limit",
            "in": "query",
            "required": False,
            "deprecated": False,
            "description": "How many",
            "type": "integer",
            "enum": [20, 50],
            "default": 20,
            "minimum": 1,
            "maximum": 50,
            "example": 20,
            "schema": {
                "type": "integer",
                "minimum": 1,
                "maximum": 50,
                "default": 20,
                "enum": [20, 50],
            },
        }
    ]
    (path,) = it["path_params"]
    assert path["required"] is True
    assert path["description"] == ""
    assert "default" not in path
    assert it["header_params"][0]["example"] == "t-1"


def test_a_body_is_an_example_as_json_and_a_schema_without_references():
    body = context()["req_bodies"][0]
    assert body["media_type"] == body["content_type"] == "application/json"
    assert body["required"] is True
    assert body["description"] == "The pet"
    assert list(body["properties"]) == ["name", "id", "secret", "born", "parent"]
    assert body["schema"]["required"] == ["name", "id"]
    assert body["schema"]["type"] == "object"
    assert body["properties"]["parent"] == {"type": "object"}
    assert json.loads(body["body"]) == body["example"]
    assert "id" not in body["example"]  # a client does not send it
    assert body["example"]["born"] == "2024-01-31"


def test_properties_are_a_list_too_that_says_which_are_required():
    it = context()
    fields = {one["name"]: one for one in it["body_params"]}
    assert {name: one["required"] for name, one in fields.items()} == {
        "name": True,
        "id": True,
        "secret": False,
        "born": False,
        "parent": False,
    }
    assert fields["name"]["description"] == "What it is called"
    assert fields["id"]["description"] == ""
    assert fields["born"]["schema"] == {"type": "string", "format": "date"}


def test_the_mapping_of_properties_is_json_schema():
    properties = context()["req_bodies"][0]["properties"]
    assert properties["name"] == {"type": "string", "description": "What it is called"}


def test_a_text_stays_what_it_is():
    body = context()["bodies_by_media_type"]["text/plain"]
    assert body["body"] == body["example"] == "a cat"
    assert body["properties"] == {}


def test_the_first_success_is_the_answer():
    it = context()
    assert it["res_body"]["status"] == "200"
    assert json.loads(it["res_body"]["body"]) == {"id": 7, "name": "Tom"}
    assert it["response_description"] == "The pet as it is now"
    assert [header["name"] for header in it["response_headers"]] == ["ETag"]
    assert it["response_headers"][0]["type"] == "string"
    assert [one["status"] for one in it["responses"]] == ["200", "404", "429", "default"]
    assert it["responses_by_status"]["404"]["description"] == "There is no such pet"


def test_errors_have_a_code_a_message_and_a_description():
    first, second = context()["errors"]
    assert (first["code"], first["msg"], first["desc"]) == (
        "404",
        "Not Found",
        "There is no such pet",
    )
    assert first["message"] == first["msg"]
    assert first["description"] == first["desc"]
    assert first["body"] == ""
    assert list(second["properties"]) == ["code", "message"]
    assert json.loads(second["body"]) == {"code": 1, "message": "message"}


def test_security_names_its_schemes():
    assert context()["security"] == [
        {"name": "key", "type": "apiKey", "in": "header", "key": "X-Key", "scopes": []}
        | {"description": ""}
    ]


def test_swagger_has_its_own_ways_to_say_the_same():
    it = context(OLD)
    assert it["url"] == "https://api.example.com/v1/pets"
    (limit,) = it["query_params"]
    assert limit["type"] == "integer"
    assert limit["schema"] == {"type": "integer", "default": 5}
    assert [body["media_type"] for body in it["req_bodies"]] == ["application/json"]
    assert it["request_body"]["properties"] == {"name": {"type": "string"}}
    assert it["request_body"]["required"] is True
    assert it["res_body"]["example"] == [{"name": "Tom"}]
    assert it["res_body"]["properties"] == {"name": {"type": "string"}}
    assert it["response_fields"][0]["required"] is True
    assert it["security"][0]["type"] == "basic"


def test_a_form_is_a_body():
    it = context(OLD, 1)
    assert [one["name"] for one in it["form_params"]] == ["photo", "title"]
    (body,) = it["req_bodies"]
    assert body["media_type"] == "multipart/form-data"
    assert [(one["name"], one["required"]) for one in body["fields"]] == [
        ("photo", True),
        ("title", False),
    ]
    assert it["res_body"]["body"] == ""


def test_a_response_that_has_no_success_is_the_default_one():
    it = context("paths: {/a: {get: {responses: {default: {description: All}}}}}")
    assert it["res_body"]["description"] == "All"
    assert it["errors"] == []


def test_the_config_adds_names():
    it = context(
        context_map={
            "q": "parameters.query",
            "missing": "responses.404",
            "first": "parameters.0.name",
            "etag": "responses.200.headers.ETag.description",
            "plain": "req_bodies.1.body",
            "nothing": "responses.500",
        }
    )
    assert it["q"] == it["query_params"]
    assert it["missing"] is it["responses"][1]
    assert it["first"] == "limit"
    assert it["etag"] == "Its version"
    assert it["plain"] == "a cat"
    assert "nothing" not in it


def test_the_same_spec_gives_the_same_data():
    assert context() == context()
    assert json.dumps(context()) == json.dumps(context())


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("name", "in", "schema", "type", "properties", "required", "items", "allOf"),
                    *("oneOf", "content", "application/json", "examples", "example", "200", "404"),
                    *("headers", "description", "enum", "format", "additionalProperties"),
                    *("parameters", "responses", "requestBody", "security", "tags", "servers"),
                )
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "parameters": ODD | st.lists(st.just({"name": "a", "in": "query"}) | ODD, max_size=2),
            "requestBody": ODD | st.fixed_dictionaries({"content": ODD}),
            "responses": ODD | st.fixed_dictionaries({"200": ODD}),
            "security": ODD,
            "tags": ODD,
            "summary": ODD,
        },
    ),
    ODD,
    st.sampled_from((("openapi", "3.1.0"), ("swagger", "2.0"))),
)
def test_nothing_that_a_spec_says_raises(operation, odd, version):
    document = {
        **dict([version]),
        "info": odd,
        "servers": odd,
        "basePath": odd,
        "host": odd,
        "consumes": odd,
        "components": odd,
        "security": odd,
        "paths": {"/a": {"post": operation}},
    }
    text = json.dumps(document)
    spec = spec_of(text, "openapi.json")
    for one in spec.operations:
        json.dumps(operation_context(spec, one))
