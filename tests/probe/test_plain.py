"""A schema becomes plain data that has an end, and an example that fits it."""

import json

import pytest

from doclint.probe.plain import as_json, example, plain, properties
from doclint.schema import violations
from tests.build import schema_of


def test_references_are_followed_and_parts_merged():
    node = schema_of("""\
        A:
          description: mine
          allOf:
          - {$ref: '#/components/schemas/B'}
          - {required: [c, b], properties: {c: {type: [string, 'null']}, b: {type: boolean}}}
        B: {type: object, description: its, required: [b], properties: {b: {type: integer}}}
    """)
    assert plain(node) == {
        "type": "object",
        "description": "mine",
        "required": ["b", "c"],
        "properties": {"b": {"type": "integer"}, "c": {"type": ["string", "null"]}},
    }


def test_alternatives_stay_apart_and_a_single_one_is_merged():
    node = schema_of("""\
        A: {properties: {x: {oneOf: [{type: string}, {type: integer}]}}, anyOf: [{title: T}]}
    """)
    assert plain(node) == {
        "properties": {"x": {"oneOf": [{"type": "string"}, {"type": "integer"}]}},
        "title": "T",
    }


def test_circles_are_cut_where_they_close():
    node = schema_of("""\
        A:
          type: object
          title: Tree
          properties:
            left: {$ref: '#/components/schemas/A'}
            others: {type: array, items: {$ref: '#/components/schemas/A'}}
    """)
    cut = {"type": "object", "title": "Tree"}
    assert plain(node)["properties"] == {
        "left": cut,
        "others": {"type": "array", "items": cut},
    }
    assert example(plain(node)) == {"left": {}, "others": [{}]}


def test_wide_schemas_that_hold_each_other_have_an_end():
    names = [f"s{number}" for number in range(12)]
    inside = ", ".join(f"{name}: {{$ref: '#/components/schemas/{name}'}}" for name in names)
    text = "A: {properties: {" + inside + "}}\n"
    text += "".join(f"{name}: {{type: object, properties: {{{inside}}}}}\n" for name in names)
    assert len(json.dumps(plain(schema_of(text)))) < 100_000


def test_what_is_wrongly_made_stays_as_it_is():
    node = schema_of("A: {properties: [a], required: true, items: 3, oneOf: x, allOf: {}}")
    assert plain(node) == {"properties": ["a"], "required": True, "items": 3}
    assert plain(None) == {}


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ({"type": "integer", "example": 3, "default": 4}, 3),
        ({"type": "integer", "default": 0}, 0),
        ({"enum": ["b", "a"]}, "b"),
        ({"const": "x"}, "x"),
        ({"examples": [5, 6]}, 5),
        ({"type": "integer", "minimum": 10}, 10),
        ({"type": "integer"}, 1),
        ({"type": "boolean"}, True),
        ({"type": ["null", "number"]}, 1.5),
        ({"type": "string"}, "label"),
        ({"type": "string", "format": "date"}, "2024-01-31"),
        ({"type": "string", "format": "odd"}, "label"),
        ({"type": "array", "items": {"type": "integer"}}, [1]),
        ({"type": "array"}, []),
        ({"items": {"type": "string"}}, ["label"]),
        ({"properties": {"a": {"type": "string"}}}, {"a": "a"}),
        ({"additionalProperties": {"type": "integer"}, "type": "object"}, {"key": 1}),
        ({"oneOf": [{"type": "integer"}, {"type": "string"}]}, 1),
        ({}, "label"),
        ({"type": "object"}, {}),
        ({"enum": [], "type": "boolean"}, True),
    ],
)
def test_an_example_is_what_the_schema_says_or_short(shape, expected):
    assert example(shape, "label") == expected
    if shape.get("enum") != []:
        assert not list(violations(expected, shape))


def test_a_request_leaves_out_what_is_only_read():
    shape = {"properties": {"id": {"readOnly": True}, "key": {"writeOnly": True}}}
    assert example(shape, without="readOnly") == {"key": "key"}
    assert example(shape, without="writeOnly") == {"id": "id"}


def test_text_is_shown_as_it_is_and_data_as_json():
    assert as_json("<a/>") == "<a/>"
    assert as_json({"ü": [1]}) == '{\n  "ü": [\n    1\n  ]\n}'


def test_the_properties_of_a_list_are_those_of_its_items():
    inner = {"properties": {"a": {}}}
    assert properties({"items": {"items": inner}}) == {"a": {}}
    assert properties({"items": True}) == {}
