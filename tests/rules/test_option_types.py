"""Options of rules are of the types that their checks ask for, or the rule file is refused."""

import pytest

from doclint.model.option import OptionError
from doclint.rules import load
from doclint.rules.load import RuleError
from doclint.rules.option_types import fit


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        ("bool", False),
        ("int", 3),
        ("float", 3),
        ("float", 0.5),
        ("str", "a"),
        ("str | None", None),
        ("int | str", "a"),
        ("Sequence[str]", ["a", "b"]),
        ("tuple[str, ...]", []),
        ("collections.abc.Mapping[str, int]", {"a": 1}),
        ("Mapping[str, Sequence[str]]", {"a": ["b"]}),
        ("Mapping[str, int]", {"a": 1, "b": 2}),
        ("Any", object()),
        ("Literal['a', 'b']", "a"),
        ("Unheard[Of]", 1),
        ("not an annotation", 1),
        ("Sequence", ["a", 1]),
    ],
)
def test_values_that_fit(annotation, value):
    fit(annotation, value)


@pytest.mark.parametrize(
    ("annotation", "value", "reason", "keys"),
    [
        ("bool", "yes", 'is `"yes"`, expected true or false', ()),
        ("bool", 1, "is `1`, expected true or false", ()),
        ("int", True, "is `true`, expected a whole number", ()),
        ("int", 1.5, "is `1.5`, expected a whole number", ()),
        ("float", "0.5", 'is `"0.5"`, expected a number', ()),
        ("str", 1.1, "is `1.1`, expected text", ()),
        ("str | None", 1, "is `1`, expected text or nothing", ()),
        ("Sequence[str]", "a", 'is `"a"`, expected a list of text', ()),
        ("Sequence[str]", ["a", None], "is `null`, expected text", ("1",)),
        ("tuple[str, ...]", {"a": 1}, 'is `{"a": 1}`, expected a list of text', ()),
        ("Mapping[str, int]", ["a"], 'is `["a"]`, expected a mapping to a whole number', ()),
        ("Mapping[str, list[int]]", {"a": [1, "b"]}, 'is `"b"`, expected a whole', ("a", "1")),
    ],
)
def test_values_that_do_not_fit_say_where_and_what_is_expected(annotation, value, reason, keys):
    with pytest.raises(OptionError) as caught:
        fit(annotation, value)
    assert str(caught.value).startswith(reason)
    assert caught.value.keys == keys


def test_long_values_are_cut():
    with pytest.raises(OptionError) as caught:
        fit("bool", "x" * 1000)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("pattern: 3", r"loud\.yaml:9: with/pattern: is `3`, expected text"),
        (
            "pattern: a, loud: shout",
            r"loud\.yaml:9: with/loud: is `\"shout\"`, expected true or false",
        ),
    ],
)
def test_rule_files_with_an_option_of_another_type_are_refused(rule_file, options, reason):
    file = rule_file('with: {pattern: "[A-Z]{4,}"}', f"with: {{{options}}}")
    with pytest.raises(RuleError, match=reason):
        load.load(file)
