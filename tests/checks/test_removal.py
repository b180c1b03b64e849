"""A comment that suppresses nothing goes without a trace, or stays where it keeps things apart."""

import re

import pytest

from doclint.checks._removal import without, without_entry, without_pair
from doclint.model.source import Source

ONE = "<!-- doclint: ignore[a/b] why -->"


def cut(text, name="a/b"):
    """The text without the name; None where it is left alone."""
    start = text.index("{" if "{" in text else "<!")
    end = max(text.rfind(mark) + len(mark) for mark in ("-->", "*/}", "#}") if mark in text)
    edit = without(Source("a.md", text).span(start, end), name)
    if edit is None:
        return None
    assert edit.text == ""
    return text[: edit.span.start] + text[edit.span.end :]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"a\n\n{ONE}\n\nb\n", "a\n\nb\n"),
        (f"a\n\n{ONE}\n  \nb\n", "a\n\nb\n"),
        (f"a\n\n{ONE}\nb\n", "a\n\nb\n"),
        (f"a\n{ONE}\n\nb\n", "a\n\nb\n"),
        (f"# a\n{ONE}\nb\n", "# a\nb\n"),
        (f"a\n{ONE}\nb\n", None),
        (f"{ONE}\n\nb\n", "b\n"),
        (f"a\n\n{ONE}\n", "a\n"),
        (f"a\n\n{ONE}", "a\n"),
        (f"{ONE}", ""),
        (f"- a\n\n  {ONE}\n\n  b\n", "- a\n\n  b\n"),
        (f"> a\n> {ONE}\n", "> a\n>\n"),
        (f"a b {ONE}\nc\n", "a b\nc\n"),
        (f"{ONE} b\n", None),
        (f"a {ONE} b\n", None),
    ],
)
def test_a_comment_goes_with_its_line_and_one_of_two_empty_ones(before, after):
    assert cut(before) == after


@pytest.mark.parametrize(
    ("names", "after"),
    [
        ("a/b, c/d", "c/d"),
        ("c/d, a/b", "c/d"),
        ("c/d,a/b,e/f", "c/d,e/f"),
        (" c/d , a/b , e/f ", " c/d , e/f "),
        ("a/b, a/b", None),
        ("c/d", None),
    ],
)
def test_a_name_goes_with_its_comma(names, after):
    expected = after and f"<!-- doclint: ignore[{after}] why -->\n"
    assert cut(f"<!-- doclint: ignore[{names}] why -->\n") == expected


@pytest.mark.parametrize(
    "comment",
    [
        "{/* doclint: ignore[a/b] */}",
        "{# doclint: ignore[a/b] #}",
        "<!--doclint: ignore-file[a/b]-->",
    ],
)
def test_comments_of_all_kinds_go(comment):
    assert cut(f"a\n\n{comment}\n\nb\n") == "a\n\nb\n"


@pytest.mark.parametrize(
    "comment",
    ["<!-- doclint: off[a/b] -->", "<!-- doclint: ignore -->", "<!-- doclint: ignore[a/b]\n-->"],
)
def test_what_opens_a_stretch_or_cannot_be_read_stays(comment):
    assert cut(f"a\n\n{comment}\n\nb\n") is None


def without_name(text, name):
    """Front matter without a name in it; None where that is unclear."""
    at = text.index(name)
    source = Source("page.md", text)
    edit = without_entry(source.span(at, at + len(name)), name)
    return edit and text[: edit.span.start] + edit.text + text[edit.span.end :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("doclint: {ignore: [a/b, c]}\nt: x\n", "doclint: {ignore: [c]}\nt: x\n"),
        ("doclint: {ignore: [c, a/b]}\nt: x\n", "doclint: {ignore: [c]}\nt: x\n"),
        ("doclint:\n  ignore: ['a/b', \"c\"]\nt: x\n", "doclint:\n  ignore: [\"c\"]\nt: x\n"),
        ("doclint:\n  ignore: a/b\nt: x\n", "t: x\n"),
        ("doclint:\n  ignore:\n    - c\n    - a/b\nt: x\n", "doclint:\n  ignore:\n    - c\nt: x\n"),
        ("doclint:\n  ignore:\n    - a/b\nt: x\n", "t: x\n"),
        ("doclint:\n  ignore: [a/b]\n  other: 1\nt: x\n", None),
        ("doclint:\n  other: 1\n  ignore: [a/b]\nt: x\n", None),
        ("doclint:\n  ignore: [a/b,\n    c]\nt: x\n", None),
    ],
)  # fmt: skip
def test_a_name_in_front_matter_goes_with_what_only_it_needs(text, expected):
    after = without_name(f"---\n{text}---\n", "a/b")
    assert after == (expected and f"---\n{expected}---\n")


@pytest.mark.parametrize(
    ("comments", "edits"),
    [
        (["off[a]", "on[a]"], 2),
        (["off[a]", "on"], 0),
        (["off[a]", "on[a, b]"], 0),
        (["off[a]", "off[b]", "on[a]"], 0),
        (["off[a]"], 0),
        (["ignore[a]", "on[a]"], 0),
    ],
)
def test_an_off_goes_with_the_on_that_is_for_it_alone(comments, edits):
    text = "".join(f"<!-- doclint: {one} -->\n\nText.\n\n" for one in comments)
    source = Source("page.md", text)
    spans = [source.span(one.start(), one.end()) for one in re.finditer("<!--.*-->", text)]
    assert len(without_pair(spans[0], "a", spans)) == edits
