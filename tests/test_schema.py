"""Both engines of JSON Schema say the same, and what neither can use is broken by nothing."""

import sys
from importlib.util import find_spec

import pytest

from doclint import schema
from doclint.schema import compiled, schema_fault

FAST = find_spec("jsonschema_rs") is not None
VALUES = (
    *(None, True, 0, 1, 5, 2.5, 10**400, 1e300, "", "a", "aa", "aaaa", "{00ff}", "ä" * 7),
    *([], [1, 1], [1, True], [{"a": 1}, {"a": 1}], {}, {"a": 1}, {"a": 1, "b": 2}),
)
SCHEMAS = (
    {"maximum": 3},
    {"minimum": 1, "exclusiveMaximum": 5},
    {"exclusiveMinimum": 0, "multipleOf": 5},
    {"minLength": 1, "maxLength": 3},
    {"pattern": "^a{2}$"},
    {"pattern": "^(?=a)a"},
    {"minItems": 1, "maxItems": 1, "uniqueItems": True},
    {"minProperties": 1, "maxProperties": 1},
    {"not": {"enum": ["a", 1]}},
    {"contains": {"type": "object"}},
    {"dependentRequired": {"a": ["b"]}},
)
REFUSED = ({"pattern": "^(?:{[0-9a-f]{4}})$"}, {"pattern": "("}, {"maximum": "x"})


@pytest.mark.skipif(not FAST, reason="jsonschema-rs, the extra `fast`, is not installed")
@pytest.mark.parametrize("one", SCHEMAS, ids=str)
def test_both_engines_give_one_verdict(one):
    fast, portable = schema._fast(one), schema._portable(one)
    assert [list(fast(value)) for value in VALUES] == [list(portable(value)) for value in VALUES]


@pytest.mark.skipif(not FAST, reason="jsonschema-rs, the extra `fast`, is not installed")
@pytest.mark.parametrize("one", REFUSED, ids=str)
def test_the_fast_engine_refuses_what_the_other_then_judges(one):
    with pytest.raises(ValueError, match=r"."):
        schema._fast(one)
    assert [*compiled(one)("a")] == [*schema._portable(one)("a")]


@pytest.mark.parametrize("one", SCHEMAS, ids=str)
def test_what_is_told_without_an_engine_is_what_an_engine_tells(one):
    for value in VALUES:
        assert [*compiled(one)(value)] == [*schema._portable(one)(value)]


def test_limits_need_no_engine(monkeypatch):
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert [*compiled({"maxLength": 3, "minimum": 0.5})("abcd")] == ["maxLength"]
    with pytest.raises(ImportError):
        compiled({"format": "date"})


def test_each_keyword_that_is_broken_is_named_once():
    check = compiled({"pattern": "^b", "minLength": 3, "not": {"const": "a"}})
    assert list(check("a")) == ["minLength", "not", "pattern"]
    assert list(check("bbb")) == []


@pytest.mark.parametrize("pattern", ["(", r"\p{L}+", "[z-a]"])
def test_a_pattern_that_no_engine_knows_is_broken_by_nothing(pattern):
    assert list(schema._portable({"pattern": pattern})("a")) == []


def test_a_schema_that_is_none_is_broken_by_nothing():
    assert list(compiled({"maximum": "three"})(5)) == []


def test_a_pattern_of_the_portable_engine_is_used_where_the_fast_one_refuses_it():
    check = compiled({"pattern": "^(?:{[0-9a-f]{4}})$"})
    assert list(check("{00ff}")) == []
    assert list(check("00ff")) == ["pattern"]


def test_formats_are_looked_at_where_they_are_in_the_schema():
    assert list(compiled({"format": "date"})("2024-13-01")) == ["format"]
    assert list(compiled({"format": "date"})("2024-12-01")) == []


@pytest.mark.parametrize(
    ("one", "pointer", "word"),
    [
        ({"$ref": "#/nope"}, "/$ref", "is not there"),
        (
            {"properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {}},
            "/properties/a/$ref",
            "not there",
        ),
        ({"allOf": [{"type": "object"}, {"$ref": "#/allOf/2"}]}, "/allOf/1/$ref", "is not there"),
        ({"$ref": "#nope"}, "/$ref", "`#nope` is not there"),
        ({"$ref": "https://acme.com/a.json"}, "/$ref", "in another file"),
        ({"$ref": "#"}, "", "refers to itself"),
        ({"allOf": [{"$ref": "#"}]}, "", "refers to itself"),
        ({"type": "nope"}, "/type", "nope"),
    ],
)
def test_a_schema_that_cannot_be_used_is_told_before_it_is(one, pointer, word):
    fault = schema_fault(one)
    assert fault is not None
    assert fault.pointer == pointer
    assert word in fault.reason


@pytest.mark.parametrize(
    "one",
    [
        {},
        {"properties": {"inner": {"$ref": "#"}}},
        {"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"type": "object"}}},
        {"$ref": "#here", "$defs": {"a": {"$anchor": "here"}}},
        {"allOf": [{"type": "object"}, {"$ref": "#/allOf/0"}]},
    ],
)
def test_a_schema_whose_references_lead_somewhere_is_fine(one):
    assert schema_fault(one) is None
