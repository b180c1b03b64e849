"""What a schema says, through references, parts and alternatives, in all versions of OpenAPI."""

from __future__ import annotations

import pytest

from doclint.model.source import Pointer
from doclint.read import schema
from tests.build import HEAD, schema_of, spec_of

KINDS = {
    "A: {type: string}": {"string"},
    "A: {type: [string, 'null']}": {"string", "null"},
    "A: {type: string, nullable: true}": {"string", "null"},
    "A: {type: string, x-nullable: true}": {"string", "null"},
    "A: {type: string, nullable: false}": {"string"},
    "A: {}": set(),
    "A: {description: x}": set(),
    "A: {type: [string, integer]}": {"string", "integer"},
    "A: {type: string, format: binary}": {"string", "file"},
    "A: {type: file}": {"file"},
    "A: {type: str}": set(),
    "A: {type: 3}": set(),
    "A: {type: [[string]]}": set(),
    "A: {properties: {a: {}}}": {"object"},
    "A: {items: {}}": {"array"},
    "A: {oneOf: [{type: string}, {type: integer}]}": {"string", "integer"},
    "A: {anyOf: [{type: string}, {type: 'null'}]}": {"string", "null"},
    "A: {oneOf: [{type: string}, {}]}": set(),
    "A: {oneOf: []}": set(),
    "A: {allOf: [{description: x}, {type: string}]}": {"string"},
    "A: {allOf: [{type: string}], nullable: true}": {"string", "null"},
    "A: {oneOf: [{type: string}], nullable: true}": {"string", "null"},
    "A: {$ref: '#/components/schemas/B'}\nB: {type: boolean}": {"boolean"},
    "A: {$ref: '#/components/schemas/B', description: own}\nB: {type: boolean}": {"boolean"},
    "A: {allOf: [{$ref: '#/components/schemas/B'}], nullable: true}\nB: {type: string}": {
        "string",
        "null",
    },
    "A: {$ref: '#/components/schemas/B', nullable: true}\nB: {type: string}": {"string", "null"},
    "A: {$ref: '#/components/schemas/B', type: string}\nB: {minLength: 1}": {"string"},
    "A: {$ref: '#/components/schemas/Nowhere'}": set(),
    "A: {$ref: '#/components/schemas/A'}": set(),
    "A: {allOf: [{$ref: '#/components/schemas/A'}]}": set(),
    "A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}": set(),
}


@pytest.mark.parametrize("text", KINDS)
def test_the_types_of_a_schema(text):
    assert schema.kinds(schema_of(text)) == KINDS[text]


def test_a_schema_of_true_or_false_or_nothing_says_nothing():
    for text in ("A: true", "A: false", "A:", "A: []", "A: text", "A: 3"):
        value = text.replace(":", ": ")
        spec = spec_of(f"{HEAD}paths: {{}}\ncomponents: {{schemas: {{{value}}}}}\n")
        for each in spec.schemas.values():
            assert schema.kinds(each) == set()
            assert schema.properties(each) == {}
            assert schema.read_enum(each) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A: {type: array, items: {type: string}}", "array of string"),
        ("A: {type: array, items: {type: array, items: {}}}", "array of array"),
        ("A: {type: [array, 'null'], items: {type: string}}", "array or null"),
        ("A: {type: array}", "array"),
        ("A: {type: [integer, string]}", "integer or string"),
    ],
)
def test_a_type_in_words(text, words):
    assert schema.read_type(schema_of(text)).value.words == words


def test_an_array_of_itself_has_a_type():
    node = schema_of("A: {type: array, items: {$ref: '#/components/schemas/A'}}")
    assert schema.read_type(node).value.kinds == {"array"}


PROPERTIES = {
    # text: name → (how many, required, alternative)
    "A: {properties: {a: {}, b: {}}, required: [a]}": {
        "a": (1, True, False),
        "b": (1, False, False),
    },
    "A: {allOf: [{properties: {a: {}}}, {properties: {b: {}}, required: [a, b]}]}": {
        "a": (1, True, False),
        "b": (1, True, False),
    },
    "A: {properties: {a: {}}, allOf: [{properties: {b: {}}}], required: [b]}": {
        "a": (1, False, False),
        "b": (1, True, False),
    },
    "A: {oneOf: [{properties: {a: {}}, required: [a]}, {properties: {b: {}}}]}": {
        "a": (1, None, True),
        "b": (1, False, True),
    },
    "A: {oneOf: [{properties: {a: {}}}, {properties: {a: {}}}], required: [a]}": {
        "a": (2, True, True),
    },
    "A: {oneOf: [{properties: {a: {}}, required: [a]}]}": {"a": (1, True, False)},
    "A: {allOf: [{$ref: '#/components/schemas/B'}]}\nB: {properties: {a: {}}, required: [a]}": {
        "a": (1, True, False),
    },
    "A: {$ref: '#/components/schemas/B', required: [a]}\nB: {properties: {a: {}}}": {
        "a": (1, True, False),
    },
    "A: {$ref: '#/components/schemas/B', properties: {b: {}}}\nB: {properties: {a: {}}}": {
        "a": (1, None, False),
        "b": (1, None, False),
    },
    "A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {}}}], required: []}": {
        "a": (1, False, False),
    },
    "A: {properties: [a], required: [a]}": {},
    "A: {properties: {$ref: {type: string}}, required: [$ref]}": {"$ref": (1, True, False)},
    "A: {properties: {a/b: {}, c~d: {}}, required: [a/b, 3]}": {
        "a/b": (1, True, False),
        "c~d": (1, False, False),
    },
}


@pytest.mark.parametrize("text", PROPERTIES)
def test_the_properties_of_a_schema(text):
    found = schema.properties(schema_of(text))
    said = {n: (len(ps), ps[0].required, ps[0].alternative) for n, ps in found.items()}
    assert said == PROPERTIES[text]


def test_a_property_of_several_parts_is_kept_once_for_each():
    node = schema_of("A: {properties: {a: {type: string}}, allOf: [{properties: {a: {}}}]}")
    assert len(schema.properties(node)["a"]) == 2


def test_a_document_that_never_says_required_says_nothing_of_it():
    found = schema.properties(schema_of("A: {properties: {a: {}}}"))
    assert found["a"][0].required is None


def test_schemas_that_hold_each_other_have_an_end():
    names = "BCDEFGHIJK"
    every = ", ".join(f"{{$ref: '#/components/schemas/{name}'}}" for name in names)
    lines = [f"{name}: {{oneOf: [{every}], properties: {{{name}: {{}}}}}}" for name in f"A{names}"]
    node = schema_of("\n".join(lines))
    assert set(schema.properties(node)) == set(f"A{names}")
    assert max(map(len, schema.properties(node).values())) <= 2
    assert schema.kinds(node) == {"object"}


def test_an_endless_schema_has_an_end():
    text = "A: {allOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}\n"
    text += "B: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}]}"
    node = schema_of(text)
    assert schema.properties(node) == {}
    assert schema.kinds(node) == set()
    assert schema.read_enum(node) is None
    assert schema.items(node) is None


ENUMS = {
    "A: {enum: [a, b]}": ("a", "b"),
    "A: {const: a}": ("a",),
    "A: {type: array, items: {enum: [a]}}": ("a",),
    "A: {oneOf: [{const: a}, {const: b}]}": ("a", "b"),
    "A: {anyOf: [{enum: [a]}, {enum: [b, c]}]}": ("a", "b", "c"),
    "A: {anyOf: [{enum: [a]}, {type: string}]}": None,
    "A: {anyOf: [{enum: [a]}, {type: 'null'}]}": ("a",),
    "A: {allOf: [{enum: [a]}, {description: x}]}": ("a",),
    "A: {enum: []}": (),
    "A: {enum: text}": None,
    "A: {type: string}": None,
    "A: {$ref: '#/components/schemas/B'}\nB: {enum: [1, true, null]}": (1, True, None),
}


@pytest.mark.parametrize("text", ENUMS)
def test_the_values_that_a_schema_allows(text):
    found = schema.read_enum(schema_of(text))
    assert (found.value if found else None) == ENUMS[text]


OPEN = {
    "A: {properties: {a: {}}}": False,
    "A: {properties: {a: {}}, additionalProperties: false}": False,
    "A: {properties: {a: {}}, additionalProperties: true}": True,
    "A: {properties: {a: {}}, additionalProperties: {}}": True,
    "A: {properties: {a: {}}, additionalProperties: {type: string}}": True,
    "A: {properties: {a: {}}, patternProperties: {x: {}}}": True,
    "A: {type: object}": True,
    "A: {}": True,
    "A: {type: string}": True,
    "A: {allOf: [{properties: {a: {}}}, {additionalProperties: true}]}": True,
    "A: {oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]}": False,
    "A: {$ref: '#/components/schemas/B'}\nB: {properties: {a: {}}}": False,
}


@pytest.mark.parametrize("text", OPEN)
def test_whether_more_may_be_there_than_is_listed(text):
    assert schema.is_open(schema_of(text)) is OPEN[text]


def test_limits_are_those_that_hold_in_every_case():
    text = "A: {maximum: 5, allOf: [{minimum: 1}], oneOf: [{maxLength: 2}, {minLength: 3}]}"
    found = {name: said.value for name, said in schema.read_limits(schema_of(text)).items()}
    assert found == {"maximum": 5, "minimum": 1}


def test_what_is_said_behind_a_reference_stands_there():
    node = schema_of("A: {$ref: '#/components/schemas/B'}\nB: {type: string, default: x}")
    said = schema.first(node, "default")
    assert (said.value, said.anchor.pointer) == ("x", "/components/schemas/B/default")
    assert schema.anchor(node, "type").pointer == "/components/schemas/B/type"
    absent = schema.anchor(node, "enum")
    assert isinstance(absent, Pointer)
    assert absent.pointer == "/components/schemas/B"


def test_what_is_said_beside_a_reference_counts_too():
    """OpenAPI 3.1 lets a reference have siblings (JSON Schema 2020-12, section 8.2.3.1)."""
    node = schema_of("A: {$ref: '#/components/schemas/B', default: y}\nB: {type: string}")
    assert schema.first(node, "default").value == "y"
    assert schema.kinds(node) == {"string"}
