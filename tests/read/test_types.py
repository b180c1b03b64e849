"""Types as pages write them, and what is no type."""

from __future__ import annotations

import pytest

from doclint.model.contract import Type
from doclint.read.types import read_type
from doclint.read.vocabulary import load_vocabulary

WORDS = load_vocabulary()


def kinds(text: str) -> str | None:
    """The kinds of a type in a word, the items behind a colon: "array: integer"."""
    found = read_type(text, WORDS)
    return None if found is None else _shown(found)


def _shown(found: Type) -> str:
    items = f": {_shown(found.items)}" if found.items else ""
    return " ".join(sorted(found.kinds)) + items


ONE = {
    "string": "string",
    "String": "string",
    "**string**": "string",
    "`string`": "string",
    "str": "string",
    "字符串": "string",
    "Integer": "integer",
    "int64": "integer",
    "integer(int64)": "integer",
    "integer <int32>": "integer",
    "unsigned integer": "integer",
    "64-bit integer": "integer",
    "整数": "integer",
    "Float": "number",
    "number (double)": "number",
    "Bool": "boolean",
    "object": "object",
    "map of strings": "object",
    "Map<String, Integer>": "object",
    "dict": "object",
    "string (uuid)": "string",
    "byte[]": "file string",
    "string; the name of it": "string",
    "Optional string": "string",
}


@pytest.mark.parametrize(("text", "kind"), ONE.items())
def test_type_of_one_kind(text, kind):
    assert kinds(text) == kind


LISTS = {
    "array": "array",
    "string[]": "array: string",
    "integer []": "array: integer",
    "Array of strings": "array: string",
    "array<integer>": "array: integer",
    "array[string]": "array: string",
    "list of integers": "array: integer",
    "List<String>": "array: string",
    "string[], any order": "array: string",
    "string[] - the names": "array: string",
    "tableau de chaînes": "array: string",
    "Liste von Strings": "array: string",
    "array de strings": "array: string",
    "массив строк": "array: string",
    "String collection": "array: string",
    "an array of numbers": "array: number",
    "[string]": "array: string",
    "[[integer]]": "array: array: integer",
    "array of objects": "array: object",
    "array of Pet": "array",
    "Pet[]": "array",
}


@pytest.mark.parametrize(("text", "kind"), LISTS.items())
def test_list_knows_its_items(text, kind):
    assert kinds(text) == kind


UNIONS = {
    "string or null": "null string",
    "?string": "null string",
    "string?": "null string",
    "integer | string": "integer string",
    "integer/string": "integer string",
    "string, integer": "integer string",
    "字符串或整数": "integer string",
}


@pytest.mark.parametrize(("text", "kind"), UNIONS.items())
def test_union_allows_all_of_its_parts(text, kind):
    assert kinds(text) == kind


@pytest.mark.parametrize("text", ["any", "mixed", "JSON"])
def test_type_that_allows_everything_has_no_kinds(text):
    assert kinds(text) == ""


@pytest.mark.parametrize(
    "text",
    ["", "-", "Pet", "[Pet]", "the name of a pet", "string or Pet", "see below", "x" * 500],
)
def test_name_of_a_model_or_a_text_is_no_type(text):
    assert kinds(text) is None


@pytest.mark.parametrize("text", ["date-time", "timestamp", "enum", "binary", "decimal"])
def test_loose_word_allows_strings_and_more(text):
    assert {"string"} < set((kinds(text) or "").split())


@pytest.mark.parametrize("text", ["[" * 3000, "array of " * 300, "string|" * 2000, "?" * 4000])
def test_hostile_text_is_read_in_no_time(text):
    kinds(text)
