"""What a sentence gives away: a default, allowed values, limits; and what it only seems to."""

from __future__ import annotations

import pytest

from doclint.model.page import Paragraph
from doclint.read.values import leads_values, read_default, read_enum, read_limits
from doclint.read.vocabulary import load_vocabulary
from tests.build import block_of

WORDS = load_vocabulary()


def prose(text: str):
    block = block_of(text)
    assert isinstance(block, Paragraph)
    return block.prose


DEFAULTS = {
    "Defaults to `20`.": "20",
    "How many. Defaults to 20.": "20",
    "default: 20": "20",
    "Default is `asc`": "asc",
    "Default value is 20": "20",
    "Default `20`": "20",
    "(default: 20)": "20",
    "(default 20)": "20",
    "**Default:** v1": "v1",
    'Default = "main"': "main",
    "By default `true`.": "true",
    "The default value is `20`, at most `100`": "20",
    "Defaults to false": "false",
    "Defaults to 50. If it is left out, 50 are returned.": "50",
    "默认值为20": "20",
    "默认：20": "20",
    "Default: 1.5": "1.5",
    "Default: -1": "-1",
    "Only those at sea by default (i.e., this defaults to false)": "false",
}


@pytest.mark.parametrize(("text", "value"), DEFAULTS.items())
def test_default_is_read_with_its_place(text, value):
    found = read_default(prose(text), WORDS)
    assert found is not None
    assert (found.value, found.anchor.text) == (value, value)


@pytest.mark.parametrize(
    "text",
    [
        "How many.",
        "By default all pets are listed.",
        "Defaults to the current time.",
        "Defaults to 20 if `branch` is set.",
        "Defaults to `20` for readers, `50` for librarians.",
        "Defaults to none.",
        "At sea, the default is `sail`, and in port, the default is `oar`.",
        "Defaults to `0` / `false` if left out.",
        "Those at sea by default (i.e. without those in port).",
        "25 by default, 500 at most",
        "Default: null",
        "[optional] [default to name,age,kind]",
        "[optional] [default to Colour::RED]",
        "The default branch of the library.",
        "Overrides the default",
        "non-default: 20",
    ],
)
def test_default_that_is_no_value_is_none(text):
    assert read_default(prose(text), WORDS) is None


ENUMS = {
    "One of `a`, `b`, `c`.": ["a", "b", "c"],
    "`a`, `b` or `c`": ["a", "b", "c"],
    "Either `a` or `b`": ["a", "b"],
    'Can be "a" or "b".': ["a", "b"],
    "Allowed values: `a`, `b`": ["a", "b"],
    "The order (`asc`, `desc`)": ["asc", "desc"],
    "Sort by `name` or `date`": ["name", "date"],
    "Possible values: a, b, c": ["a", "b", "c"],
    "Enum: [a | b]": ["a", "b"],
    "Use `x` to stop. Must be one of `a`/`b`/`c`": ["a", "b", "c"],
    "取值范围：`a`、`b`": ["a", "b"],
    "If it is given, one of `a`, `b`": ["a", "b"],
}


@pytest.mark.parametrize(("text", "values"), ENUMS.items())
def test_values_are_read_with_their_places(text, values):
    found = read_enum(prose(text), WORDS)
    assert found is not None
    assert [said.value for said in found.value] == values
    assert [said.anchor.text for said in found.value] == values


@pytest.mark.parametrize(
    "text",
    [
        "A branch, such as `main` or `north`.",
        "For example `a`, `b`",
        "Like `a`, `b`, etc.",
        "One of `a`, `b`, ...",
        "Not together with `limit`, `lent`.",
        "The copies of `main` and `north` come first.",
        "One of `a`.",
        "Possible values are told below",
        "plain words, with commas, only",
        "String (Enumerable, anyOf)",
        "[enum: north, south wing, garden]",
        "[enum: north, south wing]",
        "Null, unless `kind` is one of `a`, `b`.",
        "Only shown when the `kind` is either `a` or `b`.",
    ],
)
def test_words_in_code_are_not_always_the_allowed_values(text):
    assert read_enum(prose(text), WORDS) is None


def test_cell_of_a_column_of_values_is_a_list():
    found = read_enum(prose("a, b, c"), WORDS, bare=True)
    assert found is not None
    assert [said.value for said in found.value] == ["a", "b", "c"]


LIMITS = {
    "Maximum: 100": {"maximum": 100},
    "max 100": {"maximum": 100},
    "At most 100, at least 1.": {"maximum": 100, "minimum": 1},
    "up to 50 items": {"maximum": 50},
    "Minimum value is 0": {"minimum": 0},
    "is >= 1, <= 50": {"minimum": 1, "maximum": 50},
    "max length: 255": {"maximum": 255},
    "≤ 1_000": {"maximum": 1000},
    "最大值：20": {"maximum": 20},
    "A number between 1 and 100.": {"minimum": 1, "maximum": 100},
    "How many. Range: 1-500": {"minimum": 1, "maximum": 500},
    "in the range [0, 1.5]": {"minimum": 0, "maximum": 1.5},
    "Values from 5 to 50": {"minimum": 5, "maximum": 50},
    "1 – 64": {"minimum": 1, "maximum": 64},
    "[1, 64]": {"minimum": 1, "maximum": 64},
    "取值范围：1~65535": {"minimum": 1, "maximum": 65535},
    "Zwischen 1 und 10": {"minimum": 1, "maximum": 10},
    "entre 1 et 10": {"minimum": 1, "maximum": 10},
    "entre 1 y 10": {"minimum": 1, "maximum": 10},
}


@pytest.mark.parametrize(("text", "limits"), LIMITS.items())
def test_limits_are_read(text, limits):
    found = read_limits(prose(text), WORDS)
    assert {name: said.value for name, said in (found or {}).items()} == limits


@pytest.mark.parametrize(
    "text",
    [
        "Takes 30 ms",
        "climax 5",
        "the maximum",
        "max_items",
        "at most",
        "from 3 to 9",
        "2020-01-02",
        "between 1",
    ],
)
def test_number_without_a_word_for_limits_is_none(text):
    assert read_limits(prose(text), WORDS) is None


@pytest.mark.parametrize(
    "text",
    [
        "`a`, " * 3000,
        "default " * 3000,
        "max " * 4000,
        '"' * 5000,
        "range" + " " * 9000,
        "1" * 9000,
        "range 1 to " * 3000,
        "one of " * 3000,
    ],
)
def test_hostile_text_is_read_in_no_time(text):
    read_default(prose(text), WORDS)
    read_enum(prose(text), WORDS)
    read_limits(prose(text), WORDS)
    leads_values(text, WORDS)
