"""Types are written as the page writes them elsewhere."""

from __future__ import annotations

import pytest

from doclint.checks._type_words import Shape, shape_of, style_of, taken_apart
from doclint.model.contract import Type


@pytest.mark.parametrize(
    ("text", "core", "word"),
    [
        ("string", "string", "string"),
        ("**Integer**", "Integer", "Integer"),
        ("`int64`", "int64", "int64"),
        ("integer (int32)", "integer (int32)", "integer"),
        ("string($date-time)", "string($date-time)", "string"),
        ("array of strings", "array of strings", "string"),
        ("Array[string]", "Array[string]", "string"),
        ("array\\[string\\]", "array\\[string\\]", "string"),
        ("array&lt;string&gt;", "array&lt;string&gt;", "string"),
        ("string[]", "string[]", "string"),
        ("`?string`", "string", "string"),
        ("integer, optional", "integer", "integer"),
        ("integer (optional)", "integer", "integer"),
    ],
)
def test_a_type_is_taken_apart(text: str, core: str, word: str) -> None:
    parts = taken_apart(text)
    if text.startswith("`?"):
        assert parts is None  # who may be null is another question
    else:
        assert parts is not None
        assert (parts.core, parts.word) == (core, word)
        assert text == parts.open + parts.core + parts.rest


@pytest.mark.parametrize(
    "text",
    [
        "[Pet](#pet)",
        "string or integer",
        "string | null",
        "string (max 20)",
        "array of Pet",
        "array[string",
        "string)",
        "the name",
        "",
        "enum(a, b)",
    ],
)
def test_what_holds_more_than_one_type_is_left_alone(text: str) -> None:
    parts = taken_apart(text)
    assert parts is None or parts.core == "", text


INT = Shape("integer")
INT32 = Shape("integer", "int32")
STRINGS = Shape("array", "", "string")
DATE = Shape("string", "date-time")


@pytest.mark.parametrize(
    ("known", "shape", "old", "new"),
    [
        ([], INT, "string", "integer"),
        ([], INT, "String", "Integer"),
        ([], INT, "STRING", "INTEGER"),
        ([], INT, "str", "int"),
        ([], INT32, "string", "integer"),
        ([(INT, "int")], INT, "string", "int"),
        ([(INT, "Int"), (Shape("string"), "String")], Shape("boolean"), "String", "Bool"),
        ([(INT32, "integer(int32)")], DATE, "integer", "string(date-time)"),
        ([(INT32, "integer"), (INT, "integer")], DATE, "integer", "string"),
        ([(INT32, "int32")], Shape("integer", "int64"), "string", "int64"),
        ([], DATE, "integer (int32)", "string (date-time)"),
        ([], STRINGS, "string", "array of strings"),
        ([], STRINGS, "String", "Array of strings"),
        ([(STRINGS, "string[]")], Shape("array", "", "integer"), "integer", "integer[]"),
        ([(STRINGS, "array[string]")], STRINGS, "integer", "array[string]"),
        ([(STRINGS, "Array of String")], Shape("array", "", "integer"), "x", "Array of Integer"),
        ([(STRINGS, "array")], STRINGS, "integer", "array"),
        ([], Shape("array", "", "integer"), "array of booleans", "array of integers"),
        ([], Shape("array", "", "integer"), "boolean[]", "integer[]"),
        ([], Shape("array"), "string", "array"),
    ],
)
def test_a_type_is_written_as_others_are(
    known: list[tuple[Shape, str]], shape: Shape, old: str, new: str
) -> None:
    parts = taken_apart(old) or taken_apart("string")
    assert parts is not None
    style = style_of((each, text, True) for each, text in known)
    assert style.words(shape, parts) == new


def test_models_of_a_page_are_not_called_objects() -> None:
    old = taken_apart("string")
    assert old is not None
    style = style_of([(Shape("object"), "Pet", False)])
    assert style.words(Shape("object"), old) is None
    assert style.words(Shape("array", "", "object"), old) == "array of objects"


def test_a_type_of_several_kinds_has_no_shape() -> None:
    assert shape_of(Type(frozenset(("string", "integer")))) is None
    assert shape_of(Type(frozenset(("string", "null")))) == Shape("string")
