"""Code blocks that show a body with types for its values are read as lists of members."""

from __future__ import annotations

import pytest

from tests.build import contracts_of, members_of


def page(code: str, heading: str = "Request body", language: str = "json") -> str:
    return f"# T\n\n`POST /a`\n\n## {heading}\n\n```{language}\n{code}\n```\n"


def told(code: str, language: str = "json") -> list[tuple[str, str | None, bool | None]]:
    return [
        (".".join(m.path), m.type and m.type.value.words, m.required and m.required.value)
        for m in members_of(page(code, language=language))
    ]


BLOCKS = {
    '{"a": "string", "b": "integer"}': [("a", "string", None), ("b", "integer", None)],
    '{\n  "a": string, // required\n  "b": number // optional\n}': [
        ("a", "string", True),
        ("b", "number", False),
    ],
    '{"a": "string (required)", "b": "int, optional"}': [
        ("a", "string", True),
        ("b", "int", False),
    ],
    '{\n  "a": "x", // (string, required) The name.\n  "b": 2 // integer - How many.\n}': [
        ("a", "string", True),
        ("b", "integer", None),
    ],
    '{"a": {"b": "boolean"}, "c": ["string"], "d": [{"e": "date"}]}': [
        ("a", "object", None),
        ("a.b", "boolean", None),
        ("c", "array", None),
        ("d", "array", None),
        ("d.e", "date", None),
    ],
    '[{"a": "boolean"}]': [("a", "boolean", None)],
    '{"a": string}': [("a", "string", None)],
}


@pytest.mark.parametrize("code", BLOCKS)
def test_types_for_values_are_members(code):
    assert told(code) == BLOCKS[code]


def test_a_block_without_a_label_may_hold_types():
    found = [("a", "string", None), ("b", "boolean", False)]
    assert told("{ a: string, b?: boolean }", language="") == found


@pytest.mark.parametrize(
    "code",
    [
        '{"a": "string", "b": 5}',
        '{"a": "string", "b": "string"}',
        '{"a": "string", "type": "integer"}',
        '{"a": "string", "b": "open | paid"}',
        '{"a": "string", ...}',
        '{"a": "text to show", "b": "integer"}',
        '{\n  "a": "x", // the name\n  "b": 2\n}',
        '{\n  "a": "x", // string\n  "b": 2,\n  "c": 3,\n  "d": 4\n}',
        "{}",
        "[]",
        "integer",
        '{"a": "string"',
    ],
)
def test_other_blocks_have_no_members(code):
    assert told(code) == []


@pytest.mark.parametrize("heading", ["Example", "Background", "Usage"])
def test_types_elsewhere_are_no_members(heading):
    assert members_of(page('{"a": "integer"}', heading)) == ()


def test_a_name_stands_without_its_quotes():
    (found,) = members_of(page('{"a": "integer"}'))
    assert found.anchor.text == "a"


def test_the_status_of_its_title_is_that_of_a_response():
    text = page('{"a": "integer"}', heading="Response 404")
    (contract,) = contracts_of(text)
    assert [(each.where, each.status) for each in contract.listings] == [("response", "404")]


LINES = {
    '**Body**: `{ "a": string, "b"?: integer }`': [("a", "string", None), ("b", "integer", False)],
    "- **Body**: `{ a: string, b: boolean }` as JSON": [
        ("a", "string", None),
        ("b", "boolean", None),
    ],
    "**Body**: `{ a, b }`": [],
    '**Body**: `{ "a": "x" }`': [],
    "**Note**: `{ a: string }`": [],
}


@pytest.mark.parametrize("line", LINES)
def test_a_code_span_behind_a_title_may_show_types(line):
    found = members_of(f"# T\n\n`POST /a`\n\n{line}\n")
    said = [(m.name, m.type and m.type.value.words, m.required and m.required.value) for m in found]
    assert said == LINES[line]


def test_what_a_code_span_shows_stands_at_its_place():
    (found,) = members_of("# T\n\n`POST /a`\n\n**Body**: `{ name: string }`\n")
    assert (found.anchor.text, found.type and found.type.anchor.text) == ("name", "string")


def test_a_table_says_more_than_the_block_beside_it():
    code = '{\n  "a": "string",\n  "b": "integer"\n}'
    rows = "| Name | Type |\n|---|---|\n| a | string |\n| b | boolean |\n"
    assert len(members_of(page(code))) == 2
    found = members_of(f"{page(code)}\n{rows}")
    assert [(m.name, m.type and m.type.value.words) for m in found] == [
        ("a", "string"),
        ("b", "boolean"),
    ]
