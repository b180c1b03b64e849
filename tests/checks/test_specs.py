"""Specs that contradict themselves: where that is told, and how often."""

import pytest

from doclint.checks import spec_examples, spec_operations, spec_schemas
from doclint.checks._data import is_small, same, shown
from doclint.model.source import Source
from doclint.parse.data.documents import locate
from doclint.parse.specs.openapi import parse_spec
from doclint.read.spec_parts import parts_of

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


def spec_of(text, **others):
    files = {
        name.replace("_", "."): Source(name.replace("_", "."), t) for name, t in others.items()
    }
    spec, _ = parse_spec(Source("openapi.yaml", HEAD + text), files.get)
    return spec


def told(hits):
    """File, line and facts of each."""
    return [
        (
            hit.anchor.source.path,
            hit.anchor.source.position(locate(hit.anchor.source, (hit.anchor,))[hit.anchor][0])[0],
            " ".join(map(str, hit.facts.values())),
        )
        for hit in hits
    ]


USED = """\
paths:
  /a: {get: {responses: {"200": {$ref: "#/components/responses/All"}}}}
  /b: {get: {responses: {"200": {$ref: "#/components/responses/All"}}}}
components:
  responses:
    All:
      description: All.
      content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
  schemas:
    Pet: {type: objekt, required: [x], properties: {a: {type: int, default: b}}}
    Pets: {type: array, items: {$ref: "#/components/schemas/Pet"}}
"""


def test_shared_schemas_are_parts_once():
    parts = parts_of(spec_of(USED))
    pointers = [node.pointer for node in parts.schemas]
    assert len(pointers) == len(set(pointers))
    assert pointers.count("/components/schemas/Pet") == 1
    assert len(parts.of("operation")) == 2
    assert len(parts.of("received")) == 1


def test_what_is_wrong_in_a_shared_schema_is_told_once():
    spec = spec_of(USED)
    assert len(told(spec_schemas.unknown_type(spec))) == 2
    assert len(told(spec_schemas.required_property_undefined(spec))) == 1


def test_schemas_of_other_files_are_parts_and_placed_there():
    spec = spec_of(
        "paths: {/a: {get: {responses: {'200': {content: {a/json: {schema: "
        "{$ref: 'pet.yaml#/Pet'}}}}}}}}",
        pet_yaml="Pet:\n  type: object\n  properties:\n    id: {type: int}\n",
    )
    ((path, line, words),) = told(spec_schemas.unknown_type(spec))
    assert (path, line) == ("pet.yaml", 4)
    assert "`integer`" in words


def test_circles_of_references_have_an_end():
    spec = spec_of(
        "components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/B'}]}, "
        "B: {allOf: [{$ref: '#/components/schemas/A'}], required: [x], properties: {y: {}}}, "
        "C: {$ref: '#/components/schemas/C'}}}"
    )
    assert len(told(spec_schemas.required_property_undefined(spec))) == 1


@pytest.mark.parametrize(
    "odd",
    [
        "paths: [1]",
        "paths: {/a: 1, /b: {get: 2, parameters: {}}, /c: {get: {parameters: [1, {name: 2}]}}}",
        "paths: {'/a/{': {get: {responses: []}}, '/{a}{b}/{}': {get: {responses: {200: 1}}}}",
        "paths: {/a: {get: {responses: {200: null}, security: [1], servers: [1, {url: 2}]}}}",
        "components: {schemas: {A: {type: {a: b}, enum: 1, required: x, properties: [1]}, B: 1}}",
        "components: {schemas: {A: {type: [1, [2]], enum: [{}], default: [1], minimum: a}}}",
        "components: {schemas: {A: {type: string, example: {a: [1]}, examples: 3, items: [1]}}}",
        "components: {parameters: {a: {schema: 1, example: 2, examples: [3]}}}",
        "components: {responses: {a: {content: {a/json: {schema: {type: [a]}, example: .nan}}}}}",
        "host: 1\nsecurity: 1\nservers: {url: 1}\npaths: {/a: {get: {security: x}}}",
    ],
)
def test_odd_specs_raise_nothing(odd):
    spec = spec_of(odd)
    for module in (spec_operations, spec_schemas, spec_examples):
        for name, check in vars(module).items():
            if not name.startswith("_") and getattr(check, "__module__", "") == module.__name__:
                list(check(spec))


BOMB = "x0: &x0 [1, 1]\n" + "".join(f"x{n}: &x{n} [*x{n - 1}, *x{n - 1}]\n" for n in range(1, 60))


def test_data_that_repeats_itself_by_name_is_compared_without_being_unfolded():
    spec = spec_of(
        BOMB
        + "components: {schemas: {A: {type: array, items: {$ref: '#/components/schemas/A'}, "
        + "example: *x59, default: *x59, enum: [*x58, *x57]}, B: {type: string, default: *x59}}}"
    )
    assert not list(spec_examples.differs(spec))
    assert not list(spec_schemas.enum_type_differs(spec))
    hits = list(spec_schemas.default_not_allowed(spec))
    assert [hit.facts["value"] for hit in hits] == ["`[...]`"] * 2


def test_values_are_the_same_as_json_has_it():
    assert same(1, 1.0)
    assert same([1, {"a": None}], [1, {"a": None}])
    assert not same(1, True)
    assert is_small(list(range(100)))
    assert shown("a") == '`"a"`'


def test_examples_are_placed_at_what_differs():
    spec = spec_of(
        "components:\n  schemas:\n    A:\n      type: object\n      properties:\n"
        "        a/b: {type: array, items: {type: object, properties: {c: {type: integer}}}}\n"
        "      example:\n        a/b:\n          - c: 1\n          - c: two\n"
    )
    ((_, line, words),) = told(spec_examples.differs(spec))
    assert line == 12
    assert "`a/b[].c` is a string" in words


def test_a_plain_schema_says_the_same_as_a_closer_look(monkeypatch):
    text = (
        "components: {schemas: {A: {type: object, required: [a], properties: {a: {type: [integer, "
        "'null'], enum: [1, 2]}, b: {type: array, items: {type: number}}, c: {type: boolean, "
        "readOnly: true}}, examples: [{a: 1}, {a: 1, b: [1, 2.5]}, {a: 1, c: true}, {a: 3}, "
        "{b: []}, {a: 1, b: [x]}, {a: 1, d: 1}, {a: true}, {a: 1, c: 1}]}}}"
    )
    quick = told(spec_examples.differs(spec_of(text)))
    monkeypatch.setattr(spec_examples, "_fits", lambda *_: False)
    assert quick == told(spec_examples.differs(spec_of(text)))
    assert quick
