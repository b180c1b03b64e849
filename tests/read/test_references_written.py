"""References are only left unwalked where their text shows all of them."""

import pytest

from doclint.model.source import Source
from doclint.parse.specs.openapi import parse_spec
from doclint.read.references import _written, unresolved

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      responses:
        "200":
          description: OK
          content: {application/json: {schema: %s}}
components:
  schemas:
    Pet: {type: object}
"""


@pytest.mark.parametrize(
    "text",
    [
        '{"$ref": "#/components/schemas/Pet"}',
        "{$ref: '#/components/schemas/Pet'}",
        '{"$ref" : "#/components/schemas/Pet" }',
    ],
)
def test_usual_spellings_are_read_without_a_parser(text):
    assert _written(text) == {"#/components/schemas/Pet"}


@pytest.mark.parametrize(
    "text",
    [
        r'{"$ref": "#\/components\/schemas\/Pet"}',
        r'{"\u0024ref": "#/components/schemas/Cat"}',
        "$ref: >-\n  #/components/schemas/Cat\n",
        "$ref: &cat '#/components/schemas/Cat'\n",
    ],
)
def test_other_spellings_take_a_parser(text):
    assert _written(text) is None


@pytest.mark.parametrize(
    ("schema", "lost"),
    [
        ('{$ref: "#/components/schemas/Pet"}', []),
        ('{$ref: "#/components/schemas/Cat"}', ["#/components/schemas/Cat"]),
        (r'{"\x24ref": "#/components/schemas/Cat"}', ["#/components/schemas/Cat"]),
        ('{$ref: &cat "#/components/schemas/Cat"}', ["#/components/schemas/Cat"]),
        ("{properties: {$ref: {type: string}}}", []),
    ],
)
def test_what_leads_nowhere_is_found_however_it_is_written(schema, lost):
    spec, _ = parse_spec(Source("openapi.yaml", SPEC % schema), lambda _: None)
    assert [reference for _, reference in unresolved(spec)] == lost
