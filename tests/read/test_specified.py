"""What a spec says of an operation, flat and with the place of everything."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model.contract import Member
from doclint.read.specified import parameter_nodes, read_component, read_operation
from tests.build import HEAD, spec_of, specified_of

SWAGGER = "swagger: '2.0'\ninfo: {title: T, version: '1'}\n"


def operation(parameters: str = "", rest: str = "", head: str = HEAD, item: str = "") -> str:
    lines = [f"{head}paths:", "  /a/{id}:"]
    lines += [f"    parameters: [{item}]"] if item else []
    lines += ["    post:", f"      parameters: [{parameters}]"]
    lines += [f"      {line}" for line in rest.splitlines()]
    return "\n".join(lines) + "\n"


def found(members: tuple[Member, ...]) -> list[tuple[str | None, str]]:
    return [(member.where, ".".join(member.path)) for member in members]


PARAMETERS = {
    "each place": (
        operation(
            "{name: id, in: path}, {name: q, in: query}, {name: X-A, in: header},"
            "{name: c, in: cookie}"
        ),
        [("path", "id"), ("query", "q"), ("header", "X-A"), ("cookie", "c")],
    ),
    "a whole query string": (
        operation("{name: filter, in: querystring}"),
        [("query", "filter")],
    ),
    "those of the path": (
        operation("{name: q, in: query}", item="{name: id, in: path}"),
        [("query", "q"), ("path", "id")],
    ),
    "those of the path that the operation replaces": (
        operation("{name: id, in: path}", item="{name: id, in: path}, {name: id, in: query}"),
        [("path", "id"), ("query", "id")],
    ),
    "references": (
        operation("{$ref: '#/components/parameters/P'}")
        + "components: {parameters: {P: {name: p, in: query}}}\n",
        [("query", "p")],
    ),
    "broken ones": (
        operation("{$ref: '#/nowhere'}, {in: query}, {name: 3, in: query}, text, {name: x, in: y}"),
        [],
    ),
    "forms of Swagger 2.0": (
        operation("{name: f, in: formData, type: file}, {name: q, in: query}", head=SWAGGER),
        [("body", "f"), ("query", "q")],
    ),
    "bodies of Swagger 2.0": (
        operation("{name: pet, in: body, schema: {properties: {a: {}}}}", head=SWAGGER),
        [("body", ".pet"), ("body", "a")],
    ),
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameters_of_an_operation(name):
    text, expected = PARAMETERS[name]
    assert found(specified_of(text).members) == expected


def test_a_parameter_of_the_operation_stands_in_for_that_of_its_path():
    text = operation("{name: id, in: path, description: own}", item="{name: id, in: path}")
    (node,) = parameter_nodes(spec_of(text).operations[0])
    assert node.pointer == "/paths/~1a~1{id}/post/parameters/0"


def test_a_parameter_has_its_schema_wherever_that_stands():
    text = operation(
        "{name: a, in: query, required: true, schema: {type: integer, maximum: 9, default: 3}},"
        "{name: b, in: query, content: {application/json: {schema: {type: object}}}},"
        "{name: c, in: query, deprecated: true, schema: {$ref: '#/components/schemas/C'}}"
    )
    text += "components: {schemas: {C: {type: [string, 'null'], enum: [x, null]}}}\n"
    a, b, c = specified_of(text).members
    assert (a.type.value.kinds, a.required.value, a.default.value) == ({"integer"}, True, 3)
    assert (a.limits["maximum"].value, a.nullable.value, a.enum) == (9, False, None)
    assert (b.type.value.kinds, b.required.value, b.deprecated.value) == ({"object"}, False, False)
    assert (c.deprecated.value, c.nullable.value, c.enum.value) == (True, True, ("x", None))


def test_in_swagger_2_a_parameter_is_its_own_schema():
    text = operation("{name: a, in: query, type: array, items: {enum: [x]}}", head=SWAGGER)
    (a,) = specified_of(text).members
    assert (a.type.value.kinds, a.enum.value) == ({"array"}, ("x",))


BODY = "requestBody: {content: {application/json: {schema: %s}}}\n"
TREES = {
    "{properties: {a: {}, b: {properties: {c: {}}}}}": ["a", "b", "b.c"],
    "{properties: {a: {items: {properties: {b: {}}}}}}": ["a", "a.b"],
    "{items: {properties: {a: {}}}}": ["a"],
    "{items: {items: {properties: {a: {}}}}}": ["a"],
    "{additionalProperties: {properties: {a: {}}}}": ["a"],
    "{allOf: [{properties: {a: {}}}, {properties: {b: {}}}]}": ["a", "b"],
    "{oneOf: [{properties: {a: {}}}, {properties: {a: {}, b: {}}}]}": ["a", "a", "b"],
    "{properties: {a: {allOf: [{properties: {b: {}}}]}}}": ["a", "a.b"],
    "{properties: {a: {nullable: true, oneOf: [{properties: {b: {}}}]}}}": ["a", "a.b"],
    "{properties: {a: {oneOf: [{type: string}, {items: {properties: {b: {}}}}]}}}": ["a", "a.b"],
    "{type: string}": [],
    "{}": [],
    "true": [],
    "[]": [],
}


@pytest.mark.parametrize("text", TREES)
def test_properties_of_a_body_have_their_way_from_the_top(text):
    members = specified_of(operation(rest=BODY % text)).members
    assert found(members) == [("body", path) for path in TREES[text]]


def test_bodies_of_several_media_types_are_all_there():
    rest = "requestBody: {content: {a/b: {schema: {properties: {a: {}}}}, "
    rest += "c/d: {schema: {properties: {b: {}}}}}}\n"
    rest += "responses: {200: {content: {e/f: {schema: {properties: {c: {}}}}}}}"
    members = specified_of(operation(rest=rest)).members
    assert [(m.name, m.where, m.media_type, m.status) for m in members] == [
        ("a", "body", "a/b", None),
        ("b", "body", "c/d", None),
        ("c", "response", "e/f", "200"),
    ]


def test_a_schema_that_holds_itself_is_unrolled_once():
    text = operation(rest=BODY % "{$ref: '#/components/schemas/A'}")
    own = "{$ref: '#/components/schemas/A'}"
    text += f"components: {{schemas: {{A: {{properties: {{a: {own}, b: {{}}}}}}}}}}\n"
    assert {m.path for m in specified_of(text).members} == {("a",), ("b",)}


def test_schemas_that_hold_each_other_have_an_end():
    names = [f"S{n}" for n in range(12)]
    inner = ", ".join(f"{n}: {{$ref: '#/components/schemas/{n}'}}" for n in names)
    text = operation(rest=BODY % "{$ref: '#/components/schemas/S0'}")
    text += "components:\n  schemas:\n"
    text += "".join(f"    {n}: {{properties: {{{inner}}}}}\n" for n in names)
    specified = specified_of(text)
    assert {m.name for m in specified.members} == set(names)
    assert "body" in specified.open  # there is more than was unrolled


def test_what_is_required_of_a_property_stands_at_its_object():
    text = operation(rest=BODY % "{required: [a], properties: {a: {}, b: {readOnly: true}}}")
    a, b = specified_of(text).members
    assert (a.required.value, b.required.value, b.read_only.value) == (True, False, True)
    assert a.required.anchor.pointer.endswith("/schema/required")
    assert a.anchor.pointer.endswith("/schema/properties/a")
    assert a.anchor.key


def test_a_property_of_an_alternative_is_marked():
    schema = "{properties: {a: {}}, oneOf: [{properties: {b: {}}}, {properties: {c: {}}}]}"
    members = specified_of(operation(rest=BODY % schema)).members
    assert {m.name: m.alternative for m in members} == {"a": False, "b": True, "c": True}


def test_values_beside_a_reference_are_those_of_the_property():
    own = "{$ref: '#/components/schemas/A', description: own, deprecated: true}"
    schema = f"{{properties: {{a: {own}}}}}"
    text = operation(rest=BODY % schema)
    text += "components: {schemas: {A: {type: string, description: its}}}\n"
    (a,) = specified_of(text).members
    assert (a.description.value, a.deprecated.value) == ("own", True)
    assert a.type.value.kinds == {"string"}


STATUSES = {
    "responses: {200: {}, '404': {}, default: {}}": {"200", "404", "default"},
    "responses: {2xx: {}, 4XX: {}}": {"2XX", "4XX"},
    "responses: {200: {}, x-note: {}}": {"200"},
    "responses: []": set(),
    "summary: x": set(),
    "responses: {200: {$ref: '#/components/responses/R'}}": {"200"},
}


@pytest.mark.parametrize("rest", STATUSES)
def test_statuses_of_an_operation_stand_at_their_codes(rest):
    statuses = specified_of(operation(rest=rest)).statuses
    assert set(statuses) == STATUSES[rest]
    assert all(anchor.key for anchor in statuses.values())


RESPONSE = "responses: {200: {content: {a/b: {schema: %s}}}}"
OPEN = {
    BODY % "{properties: {a: {}}}": set(),
    BODY % "{properties: {a: {}}, additionalProperties: true}": {"body"},
    BODY % "{items: {properties: {a: {}}}}": set(),
    BODY % "{items: {type: object}}": {"body"},
    RESPONSE % "{properties: {a: {}}}": set(),
    RESPONSE % "{type: object}": {"response"},
}


@pytest.mark.parametrize("rest", OPEN)
def test_bodies_that_may_hold_more_are_open(rest):
    assert specified_of(operation(rest=rest)).open == OPEN[rest]


OPAQUE = {
    "": {"response"},
    "requestBody: {description: x}": {"response", "body"},
    "requestBody: {content: {a/b: {}}}": {"response", "body"},
    BODY % "{type: string}" + RESPONSE % "{properties: {a: {}}}": {"body"},
    BODY % "{properties: {a: {}}}" + RESPONSE % "{properties: {a: {}}}": set(),
    RESPONSE % "{items: {properties: {a: {}}}}": set(),
    RESPONSE % "{}": {"response"},
}


@pytest.mark.parametrize("rest", OPAQUE)
def test_bodies_of_which_nothing_is_said_are_opaque(rest):
    assert specified_of(operation(rest=rest)).opaque == OPAQUE[rest]


def test_members_are_found_by_their_last_name():
    text = operation("{name: a, in: query}", BODY % "{properties: {b: {properties: {a: {}}}}}")
    specified = specified_of(text)
    assert [m.path for m in specified.named("a")] == [("a",), ("b", "a")]
    assert specified.named("b.a") == ()


def test_values_in_other_files_stand_in_them():
    text = operation(rest=BODY % "{$ref: 'schemas/pet.yaml#/Pet'}")
    pet = "Pet: {properties: {a: {$ref: 'other.yaml'}}, required: [a]}\n"
    other = "type: string\n"
    specified = specified_of(text, {"schemas/pet.yaml": pet, "schemas/other.yaml": other})
    (a,) = specified.members
    assert (a.type.value.kinds, a.required.value) == ({"string"}, True)
    assert a.anchor.source.path == "schemas/pet.yaml"
    assert a.type.anchor.source.path == "schemas/other.yaml"


def test_a_schema_of_the_spec_can_stand_for_itself():
    schema = "{properties: {a: {}, b: {properties: {c: {}}}}}"
    spec = spec_of(f"{HEAD}paths: {{}}\ncomponents: {{schemas: {{Pet: {schema}}}}}\n")
    pet = read_component("Pet", spec.schemas["Pet"])
    assert (pet.label, pet.operation, pet.statuses) == ("Pet", None, None)
    assert found(pet.members) == [("body", "a"), ("body", "b"), ("body", "b.c")]


@pytest.mark.parametrize(
    "rest",
    [
        "requestBody: {content: [a]}",
        "requestBody: text",
        "requestBody: {content: {a/b: text}}",
        "responses: {200: text, 201: [], 202: {content: []}, 203: {schema: 3}}",
        "responses: {200: {$ref: '#/nowhere'}}",
        "requestBody: {$ref: '#/paths'}",
        "requestBody: {content: {a/b: {schema: {required: a, properties: {a: [], b: 3, 4: {}}}}}}",
        "requestBody: {content: {a/b: {schema: {type: [], enum: {}, allOf: {}, oneOf: [3, []]}}}}",
        "requestBody: {content: {a/b: {schema: {items: [{}], additionalProperties: []}}}}",
        "requestBody: {content: {a/b: {schema: {maximum: text, default: [{}], readOnly: 3}}}}",
    ],
)
def test_what_is_no_schema_is_passed_over(rest):
    for head in (HEAD, SWAGGER):
        for each in spec_of(operation(rest=rest, head=head)).operations:
            assert read_operation(each).label == "POST /a/{id}"


KEYS = [
    "schema",
    "content",
    "a/b",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "$ref",
    "type",
    "enum",
    "const",
    "default",
    "required",
    "nullable",
    "additionalProperties",
    "parameters",
    "name",
    "in",
    "responses",
    "200",
    "requestBody",
    "description",
    "deprecated",
    "readOnly",
    "maximum",
    "format",
    "pattern",
    "x-a",
]
LEAVES = [
    "string",
    "array",
    "object",
    "null",
    "binary",
    "query",
    "path",
    "body",
    "#/components/schemas/A",
    "#/components/schemas/B",
    "#/",
    "#",
]
SOME = st.recursive(
    st.sampled_from([*LEAVES, None, True, False, 3, 1.5]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=25,
)


@settings(deadline=None, max_examples=300)
@given(operation=SOME, schemas=st.dictionaries(st.sampled_from("AB"), SOME), legacy=st.booleans())
def test_any_operation_is_read(operation, schemas, legacy):
    version = {"swagger": "2.0"} if legacy else {"openapi": "3.1.0"}
    body = {"content": {"a/b": {"schema": operation}}}
    paths = {"/a": {"post": operation, "get": {"requestBody": body, "responses": {"200": body}}}}
    whole = {**version, "paths": paths, "components": {"schemas": schemas}}
    spec = spec_of(json.dumps(whole), "openapi.json")
    for each in spec.operations:
        read = read_operation(each)
        assert all(member.path[-1] == member.name for member in read.members if member.path[0])
    for name, node in spec.schemas.items():
        assert read_component(name, node).label == name
