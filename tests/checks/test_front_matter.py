"""Front matter: what its values are read as and where they stand."""

import pytest

from doclint.checks import front_matter
from doclint.read.front_matter import is_meant, is_template, plain_entries
from tests.build import page_of

KEYS = ("title", "slug", "version", "id")


def read_as(line, fence="---"):
    page = page_of(f"{fence}\n{line}\n{fence}\n# Title\n")
    return [
        (hit.anchor.text, hit.facts["read"]) for hit in front_matter.coerced_value(page, keys=KEYS)
    ]


@pytest.mark.parametrize(
    ("line", "text", "read"),
    [
        ("version: 1.10", "1.10", "the number 1.1"),
        ("version: 1.10   # of the API", "1.10", "the number 1.1"),
        ("id: 1e3", "1e3", "the number 1000"),
        ("id: 9007199254740993", "9007199254740993", "the number 9007199254740992"),
        ("Version: 010", "010", "the number 10"),
        ("title: off", "off", "`false` by YAML 1.1"),
        ("slug: 2024-05-01", "2024-05-01", "a date"),
        ("id: 1_000", "1_000", "a number by YAML 1.1"),
    ],
)
def test_values_that_lose_what_is_written(line, text, read):
    assert read_as(line) == [(text, read)]


@pytest.mark.parametrize(
    "line",
    ["version: 1.0", "id: 0", "id: -1", "title: null", "title:", "id: 1.5", "title: a\n  no"],
)
def test_values_that_stay_what_they_are(line):
    assert not read_as(line)


def test_values_of_toml_are_placed():
    assert read_as("title = 2024-05-01 # a day", "+++") == [("2024-05-01", "a date")]
    assert not read_as("[other]\nversion = 1.10", "+++")


def test_entries_know_what_stands_behind_them():
    page = page_of("---\ntitle: A room  # twelve\nlist: [1]\n---\n")
    ((entry,)) = plain_entries(page.front_matter)
    assert (entry.key, entry.span.text, entry.rest.text) == ("title", "A room", "  # twelve")


def test_rules_and_templates_are_no_data():
    assert not is_meant(page_of("---\nJust a text.\nhttp://example.org\n---\n").front_matter)
    assert is_template(page_of("---\ntitle: <%= title %>\n---\n"))
    assert not is_template(page_of("# {{ title }}\n"))


@pytest.mark.parametrize(
    ("text", "count"),
    [("{{", 0), ("a: ", 1), ("title: # ", 0), ("'", 0), ("a: 'b\n", 1), (" #", 0), ("- ", 0)],
)
def test_hostile_front_matter_is_told_of_once_at_most(text, count):
    page = page_of("---\n" + text * 2_000 + "\n---\n# Title\n")
    assert len(list(front_matter.syntax_error(page))) == count
    assert not list(front_matter.coerced_value(page, keys=KEYS))
    assert not list(front_matter.truncated_by_hash(page, keys=KEYS))
    assert page.sections[-1].heading.text == "Title"
