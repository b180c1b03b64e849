"""What examples are found to deny of the spec, and what they are not taken to say."""

import sys

import pytest

from doclint.checks.schemas import differs, unknown_value
from tests.build import linked, spec_of

SPEC = """
    openapi: 3.1.0
    paths:
      /orders:
        post:
          requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
          responses:
            "201": {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
    components:
      schemas:
        Order:
          type: object
          required: [id, name]
          properties:
            id: {type: integer, readOnly: true}
            name: {type: string}
            pin: {type: string, writeOnly: true, pattern: "^[0-9]{4}$"}
            size: {type: [integer, "null"], maximum: 9, enum: [1, 2, 3, 12, null]}
            day: {type: string, format: date}
            part: {$ref: "#/components/schemas/Order"}
            parts: {type: array, maxItems: 2, items: {$ref: "#/components/schemas/Order"}}
    """
PLAIN = """
    paths:
      /orders:
        post:
          requestBody: {content: {application/json: {schema: {properties: {a: {type: string}}}}}}
    """


def endpoint_of(body, heading="Request", spec=SPEC, path="POST /orders"):
    page = f"# One\n\n`{path}`\n\n## {heading}\n\n```json\n{body}\n```\n"
    return linked(page, spec_of(spec)).endpoints[0]


def found(body, heading="Request", spec=SPEC, **options):
    hits = differs(endpoint_of(body, heading, spec), **options)
    return [f"{hit.facts['problem']}{hit.facts['more']}" for hit in hits]


def test_each_difference_is_told_at_its_characters_and_where_the_spec_says_it():
    (hit,) = differs(endpoint_of('{"name": "a", "size": "2"}'))
    assert hit.anchor.text == '"2"'
    assert hit.also[0][1].pointer == "/components/schemas/Order/properties/size/type"
    assert hit.subject == "key:/size"
    assert hit.operation == "POST /orders"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            '{"nmae": "a", "size": 1}',
            "`nmae` is not a property of the request of POST /orders (did you",
        ),
        ('{"name": "a", "part": {"size": 1, "name": 4}}', "`part.name` is a number here, a str"),
        ('{"name": null, "size": 1}', "`name` is null here, a string in the spec"),
        ('{"name": "a", "size": true}', "`size` is a boolean here, an integer or null in"),
        ('{"name": "a", "size": 2.5}', "`size` is a number here, an integer or null in"),
        ('{"name": "a", "size": 12}', "`size` is `12` here, at most 9 in the spec"),
        ('{"name": "a", "pin": "12"}', "`pin` is `12` here, text like `^[0-9]{4}$` in the"),
        ('{"name": "a", "id": 4}', "`id` is read-only in the spec, and sent here"),
        ('{"size": 1, "day": "x"}', "`name` is missing here, and required in the request"),
    ],
)
def test_what_differs_is_told(body, problem):
    (only,) = found(body)
    assert only.startswith(problem)


def test_a_key_in_many_items_is_told_once():
    items = ", ".join('{"name": "a", "size": "3"}' for _ in range(50))
    problems = found(f'{{"name": "a", "parts": [{items}]}}')
    assert "`parts[].size` is a string here, an integer or null in the spec (50 times in th" in str(
        problems
    )


def test_many_differences_are_one_finding():
    keys = ", ".join(f'"{name}": null' for name in ("name", "pin", "day", "part", "parts", "id"))
    (only,) = found(f"{{{keys}}}")
    assert only.endswith("more differences)")


@pytest.mark.parametrize(
    "body",
    [
        '{"name": "a", "size": 2.0, "part": {}, "parts": [{}]}',
        '{"size": 1, ...}',
        '{"size": 1,\n // more fields\n "day": "x"}',
        '{"size": 1,',
        '"size": 1',
        '{"name": <name>, "size": "<size>"}',
        '{"name": "a", "size": "integer", "parts": "[...]"}',
        '{"name": "a", "...": 1}',
        '{"name": "a", "<key>": 1}',
        "{}",
        '{"a": 1, "b": 2, "name": 3}',
        '{"name": "a" "size": [}',
    ],
)
def test_what_is_left_out_or_not_understood_is_silent(body):
    assert found(body) == []


def test_formats_are_looked_at_where_they_are_named():
    body = '{"name": "a", "day": "tomorrow-ish-2024"}'
    assert found(body) == []
    assert found(body, formats=["date"]) == [
        "`day` is `tomorrow-ish-2024` here, a text of the format `date` in the spec"
    ]


def test_what_only_goes_one_way_is_required_only_there():
    assert found('{"name": "a"}') == []
    assert found('{"id": 1, "name": "a", "pin": "1234"}', "Response") == [
        "`pin` is write-only in the spec, and returned here"
    ]


FEW = """
    paths:
      /orders:
        get:
          responses:
            "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Answer"}}}}
    components:
      schemas:
        Answer:
          required: [code, data]
          properties:
            code: {type: integer}
            data: {type: object, properties: {a: {}}}
            note: {type: string}
            more: {type: string}
    """
LISTED = FEW.replace("{type: object, properties: {a: {}}}", "{oneOf: [{}, {type: array}]}")


@pytest.mark.parametrize(
    ("body", "spec", "missing"),
    [
        ('{"code": 0, "note": ""}', FEW, ["data"]),
        ('{"data": {}, "note": "", "more": ""}', FEW, ["code"]),
        ('{"code": 0}', FEW, []),  # an extract
        ('{"note": "", "more": ""}', FEW, []),  # nothing of what is required
        ('{"code": 0, "note": ""}', LISTED, []),  # which of several is left open
        ('{"data": {}, "note": ""}', LISTED, ["code"]),
        ('{"code": 0, "note": "", ...}', FEW, []),
    ],
)
def test_of_few_required_names_one_is_missing_where_half_of_all_is_shown(body, spec, missing):
    page = f"# One\n\n`GET /orders`\n\n## Response\n\n```json\n{body}\n```\n"
    hits = list(differs(linked(page, spec_of(spec)).endpoints[0]))
    assert [hit.facts["problem"].split("`")[1] for hit in hits] == missing


def test_slips_of_all_keys_are_told_unless_another_body_knows_them():
    page = "# One\n\n`GET /orders`\n\n## Response\n\n```json\n{}\n```\n"
    page = page.replace("{}", '{"coed": 0, "dataa": {}, "other": 1}')
    spec = FEW.replace("note:", "else: {type: string}\n            note:")
    hits = list(differs(linked(page, spec_of(spec)).endpoints[0]))
    assert [hit.anchor.text for hit in hits] == ['"coed"', '"dataa"', '"other"']
    error = '"400": {content: {application/json: {schema: {properties: {coed: {}, dataa: {}}}}}}'
    spec = spec.replace('"200": {', f'{error}\n            "200": {{')
    assert list(differs(linked(page, spec_of(spec)).endpoints[0])) == []


def test_several_messages_in_one_example_are_told_apart():
    body = '{"name": "a", "id": 1}'
    head = "POST /orders HTTP/1.1\nContent-Type: application/json"
    both = f"{head}\n\n{body}\n\nHTTP/1.1 201 Created\n\n{body}"
    hits = list(differs(endpoint_of(both, "Example")))
    assert [hit.facts["problem"] for hit in hits] == [
        "`id` is read-only in the spec, and sent here"
    ]


def test_a_value_of_no_alternative_is_unknown_and_one_of_another_kind_is_not():
    values = [hit.anchor.text for hit in unknown_value(endpoint_of('{"name": "a", "size": 5}'))]
    assert values == ["5"]
    assert list(unknown_value(endpoint_of('{"name": "a", "size": "5"}'))) == []


def test_null_says_nothing_where_the_spec_never_speaks_of_it():
    assert found('{"a": null}', spec=PLAIN) == []


def test_what_the_own_examples_of_the_spec_deny_is_not_told_of_the_page():
    spec = SPEC.replace(
        "requestBody: {content: {application/json: {",
        "requestBody: {content: {application/json: {example: {name: 3, size: 1}, ",
    )
    assert found('{"name": 4, "size": 2}', spec=spec) == []
    assert found('{"name": 4, "size": "big"}', spec=spec) == [
        "`size` is a string here, an integer or null in the spec"
    ]


def test_deep_values_and_schemas_in_circles_end():
    depth = 90
    body = '{"name": "a", "part": ' * depth + '{"name": 1, "size": 2}' + "}" * depth
    assert len(found(body)) == 1


def test_no_engine_is_imported_where_no_schema_has_limits():
    engines = ("jsonschema", "jsonschema_rs")
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name in engines}
    assert len(found('{"a": 1}', spec=PLAIN)) == 1
    assert not any(name in sys.modules for name in engines)
    sys.modules.update(kept)
