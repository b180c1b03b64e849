"""Code blocks of types are read as lists of members; other code in them is not."""

from __future__ import annotations

import pytest

from tests.build import contracts_of, members_of


def page(code: str, heading: str = "Request body", language: str = "ts") -> str:
    return f"# T\n\n`POST /a`\n\n## {heading}\n\n```{language}\n{code}\n```\n"


def kinds(code: str) -> dict[str, str]:
    found = members_of(page(code))
    return {".".join(m.path): "/".join(sorted(m.type.value.kinds)) if m.type else "" for m in found}


PLAIN = "{\n  id: string\n  size?: number // Defaults to `5`\n  tags: string[]\n}"


@pytest.mark.parametrize("language", ["ts", "typescript", "TypeScript"])
@pytest.mark.parametrize("heading", ["Request body", "Query parameters", "Response"])
def test_types_are_members(language, heading):
    found = members_of(page(PLAIN, heading, language))
    assert [(m.name, m.required and m.required.value) for m in found] == [
        ("id", True),
        ("size", False),
        ("tags", None),
    ]
    assert found[1].default is not None
    assert found[1].default.value == "5"


@pytest.mark.parametrize("heading", ["Example", "Background", "Usage"])
def test_types_elsewhere_are_no_members(heading):
    assert members_of(page(PLAIN, heading)) == ()


@pytest.mark.parametrize("language", ["", "json", "js", "python"])
def test_other_languages_have_no_types(language):
    assert members_of(page(PLAIN, language=language)) == ()


TYPES = {
    "a: string": {"a": "string"},
    "a: string;": {"a": "string"},
    "a: integer,": {"a": "integer"},
    "a: number": {"a": "integer/number"},
    "readonly a: boolean": {"a": "boolean"},
    "'a-b': string": {"a-b": "string"},
    "a: string | null": {"a": "null/string"},
    "a: Record<string, number>": {"a": "object"},
    "a: string[][]": {"a": "array"},
    "interface Pet {\n  a: string\n}": {"a": "string"},
    "export type Pet = {\n  a: string\n}": {"a": "string"},
    "{\n  a: {\n    b: string\n  }\n}": {"a": "object", "a.b": "string"},
    "{\n  a: {\n    b: string\n  }[]\n}": {"a": "array", "a.b": "string"},
    "{\n  a: {\n    b: string\n  } | null\n}": {"a": "null/object", "a.b": "string"},
    "{\n  a: string\n  c: Pet & {\n    b: string\n  }\n}": {"a": "string", "c": ""},
    "a: string\nb: Pet": {"a": "string", "b": ""},
    "// How many.\na: integer": {"a": "integer"},
}


@pytest.mark.parametrize("code", TYPES)
def test_a_type_is_read_as_it_is_written(code):
    assert kinds(code) == TYPES[code]


OTHERS = {
    "an object": "{\n  a: 'x',\n  b: 5\n}",
    "strings": "{\n  a: 'x',\n  b: 'y'\n}",
    "flags": "{\n  a: true\n}",
    "lists": "{\n  a: [1]\n}",
    "a call": "{\n  a: now(),\n  b: string\n}",
    "statements": "const a: string = 'x'\nsend(a)",
    "open": "{\n  a: string",
    "two": "interface A {\n  a: string\n}\ninterface B {\n  b: string\n}",
    "closed twice": "{\n  a: string\n}\n}",
    "prose": "a: what it is called\nb: how it looks",
}


@pytest.mark.parametrize("name", OTHERS)
def test_code_of_another_kind_has_no_members(name):
    assert members_of(page(OTHERS[name])) == ()


@pytest.mark.parametrize("code", ["a?: 'x' | 'y'", "a?: enum[x, y]", 'a?: "x" | "y";'])
def test_literals_are_allowed_values(code):
    (found,) = members_of(page(code))
    assert found.enum is not None
    assert [value.value for value in found.enum.value] == ["x", "y"]
    assert [value.anchor.text for value in found.enum.value] == ["x", "y"]


def test_without_a_question_mark_anywhere_nothing_is_said_to_be_required():
    assert [m.required for m in members_of(page("{\n  a: string\n  b: string\n}"))] == [None, None]


def test_members_stand_where_they_are_written():
    found = members_of(page(PLAIN))
    assert [(m.anchor.text, m.anchor.line) for m in found] == [
        ("id", 9),
        ("size", 10),
        ("tags", 11),
    ]


def test_a_list_of_one_status_says_what_the_types_behind_it_come_back_with():
    blocks = ["- 200 OK", "```ts\na: string\n```", "- 404 Gone", "```ts\nb: string\n```"]
    text = "\n\n".join(["# T", "`GET /a`", "## Responses", *blocks]) + "\n"
    found = [
        (one.status, [m.name for m in one.members])
        for c in contracts_of(text)
        for one in c.listings
    ]
    assert [each for each in found if each[1]] == [("200", ["a"]), ("404", ["b"])]


HOSTILE = [
    "{" * 20_000,
    "a: {\n" * 20_000,
    "a: " + "'x' | " * 20_000,
    "a: string\n" * 20_000,
    "}" * 20_000,
]


@pytest.mark.parametrize("code", HOSTILE)
def test_blocks_that_never_end_are_read_in_time(code):
    assert contracts_of(page(code)) is not None
