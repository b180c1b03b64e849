"""When a page and a spec contradict each other, and when they only write it differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.link.compare import near_names, same_value, type_words, types_differ
from doclint.model.contract import Type
from doclint.read.types import read_type
from doclint.read.vocabulary import load_vocabulary

WORDS = load_vocabulary()


def kind(text: str) -> Type:
    found = read_type(text, WORDS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("page", "spec"),
    [
        ("string", "integer"),
        ("boolean", "number"),
        ("object", "array"),
        ("array of strings", "array of integers"),
        ("array", "object"),
        ("string or null", "integer"),
        ("boolean", "string or integer"),
    ],
)
@pytest.mark.parametrize("parameter", [True, False])
def test_types_without_a_common_value_differ(page, spec, parameter):
    assert types_differ(kind(page), kind(spec), parameter=parameter)


@pytest.mark.parametrize(
    ("page", "spec"),
    [
        ("integer", "number"),
        ("number", "integer"),
        ("int64", "integer"),
        ("string or integer", "integer"),
        ("string", "string or null"),
        ("binary", "string"),
        ("any", "integer"),
        ("date", "string"),
        ("timestamp", "integer"),
        ("array", "array of integers"),
        ("array of integers", "array of numbers"),
    ],
)
@pytest.mark.parametrize("parameter", [True, False])
def test_types_with_a_common_value_agree(page, spec, parameter):
    assert not types_differ(kind(page), kind(spec), parameter=parameter)
    assert not types_differ(kind(spec), kind(page), parameter=parameter)


@pytest.mark.parametrize(
    ("page", "differ"), [("string", False), ("integer", False), ("boolean", True)]
)
def test_parameter_that_is_an_array_may_have_the_type_of_its_items(page, differ):
    assert types_differ(kind(page), kind("array of integers"), parameter=True) is differ
    assert types_differ(kind(page), kind("array of integers"), parameter=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("string", "a string"),
        ("integer", "an integer"),
        ("object", "an object"),
        ("array of strings", "an array of strings"),
        ("string or null", "a string or null"),
        ("integer or string", "an integer or string"),
        ("any", "of any type"),
    ],
)
def test_type_reads_well_in_a_sentence(text, words):
    assert type_words(kind(text)) == words


@pytest.mark.parametrize(
    ("said", "known", "same"),
    [
        ("20", 20, True),
        ("20.0", 20, True),
        ("False", False, True),
        ('"main"', "main", True),
        ("`Main`", "main", True),
        ("null", None, True),
        ("a,b", ["a", "b"], True),
        ("20", 21, False),
        ("true", False, False),
        ("1", True, False),
        ("main", "north", False),
    ],
)
def test_values_are_compared_as_they_are_meant(said, known, same):
    assert same_value(said, known) is same


@pytest.mark.parametrize(
    ("said", "known", "same"),
    [
        ("no", False, True),
        ("off", False, True),
        ("non", False, True),
        ("falsch", False, True),
        ("да", True, True),
        ("yes", False, False),
        ("nein", True, False),
        ("on", False, False),
        ("0", True, False),
        ("25", False, False),
        ("no", "false", False),
    ],
)
def test_words_for_truth_values_are_those_values(said, known, same):
    assert same_value(said, known) is same


NAMES = ["limit", "branch", "userId", "user_name", "address1", "id", "departureTime"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("limits", ["limit"]),
        ("limt", ["limit"]),
        ("lmiit", ["limit"]),
        ("Limit", ["limit"]),
        ("user_id", ["userId"]),
        ("userName", ["user_name"]),
        ("deparureTme", ["departureTime"]),
        ("limit", []),
        ("ids", []),
        ("address2", []),
        ("bench", []),
        ("colour", []),
    ],
)
def test_near_name_is_a_slip_or_another_spelling(name, near):
    assert near_names(name, NAMES) == near


def test_name_of_any_length_is_compared_in_no_time():
    assert near_names("a" * 100_000, ["a" * 99_999, "b" * 100_000]) == []


def edits(one, other):
    """Edits from one text to another, found by trying all of them."""
    if not one or not other:
        return len(one) + len(other)
    tried = [edits(one[1:], other) + 1, edits(one, other[1:]) + 1]
    tried.append(edits(one[1:], other[1:]) + (one[0] != other[0]))
    if len(one) > 1 and one[:2] == other[:2][::-1]:
        tried.append(edits(one[2:], other[2:]) + 1)
    return min(tried)


@given(*[st.text("ab", min_size=3, max_size=6)] * 2)
def test_long_names_are_near_that_two_edits_part(one, other):
    near = near_names(f"{one}_of_pets", [f"{other}_of_pets"])
    assert bool(near) == (one != other and edits(one, other) <= 2)
