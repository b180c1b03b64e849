"""Which ways there are to fit a schema with alternatives."""

import pytest

from doclint.read.alternatives import assertions, has_subtypes, told_apart, ways
from tests.build import schema_of, spec_of


def pointers(node):
    return [[part.pointer.rpartition("/schemas/")[2] for part in way] for way in ways(node)]


def test_a_plain_schema_has_one_way():
    assert pointers(schema_of("A: {type: string}")) == [["A"]]


def test_what_holds_together_is_one_way_and_each_alternative_another():
    node = schema_of(
        """
        A: {allOf: [{$ref: "#/components/schemas/B"}], oneOf: [{type: string}, {type: integer}]}
        B: {type: object}
        """
    )
    assert pointers(node) == [["A", "B", "A/oneOf/0"], ["A", "B", "A/oneOf/1"]]


def test_a_schema_that_is_part_of_itself_has_an_end():
    assert pointers(
        schema_of('A: {oneOf: [{$ref: "#/components/schemas/A"}, {type: string}]}')
    ) == [
        ["A"],
        ["A", "A/oneOf/1"],
    ]


def test_of_too_many_ways_none_is_given():
    each = "{oneOf: [{}, {type: string}, {type: integer}, {type: object}]}"
    assert ways(schema_of(f"A: {{allOf: [{each}, {each}, {each}, {each}]}}")) == ()


PETS = """
    openapi: 3.0.3
    paths: {}
    components:
      schemas:
        Pet:
          oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]
          discriminator: {propertyName: kind, mapping: {feline: "#/components/schemas/Cat", d: Dog}}
        Cat: {properties: {kind: {type: string}, lives: {type: integer}}}
        Dog: {properties: {kind: {type: string}, tricks: {type: integer}}}
        Base: {discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
        Bird: {allOf: [{$ref: "#/components/schemas/Base"}, {properties: {wings: {}}}]}
    """


@pytest.mark.parametrize(
    ("kind", "names"),
    [("feline", ["Cat"]), ("d", ["Dog"]), ("Dog", ["Dog"]), ("Fish", ["Cat", "Dog"])],
)
def test_a_discriminator_names_its_branch(kind, names):
    found = told_apart(ways(spec_of(PETS).schemas["Pet"]), {"kind": kind})
    assert [way[-1].name for way in found] == names


def test_a_schema_with_a_discriminator_alone_has_subtypes_and_those_have_none():
    schemas = spec_of(PETS).schemas
    assert has_subtypes(schemas["Base"])
    assert not has_subtypes(schemas["Bird"])
    assert not has_subtypes(schemas["Pet"])


def test_limits_are_told_in_the_words_of_today():
    node = schema_of("A: {minimum: 1, exclusiveMinimum: true, maxLength: 3, multipleOf: 0.01}")
    assert assertions(node) == {"exclusiveMinimum": 1, "maxLength": 3}


@pytest.mark.parametrize("pattern", ["/^a$/", "^(a+)+$", "^(?:a|aa)+$", "a" * 500])
def test_patterns_that_may_take_for_ever_or_are_none_are_left_out(pattern):
    assert assertions(schema_of(f"A: {{pattern: '{pattern}'}}")) == {}


@pytest.mark.parametrize("pattern", ["^[a-z]+$", r"^\\d{4}-(\\d\\d)$", "^(?:ab){2}$", "a|b"])
def test_other_patterns_are_used(pattern):
    assert "pattern" in assertions(schema_of(f'A: {{pattern: "{pattern}"}}'))


def test_schemas_that_share_their_parts_over_and_over_have_an_end():
    levels = [
        f'A{n}: {{allOf: [{{$ref: "#/components/schemas/A{n + 1}"}}, '
        f'{{$ref: "#/components/schemas/A{n + 1}"}}]}}'
        for n in range(40)
    ]
    node = schema_of("\n".join(["A: {allOf: [{$ref: '#/components/schemas/A0'}]}", *levels]))
    assert ways(node) == ()
