"""What pages leave unsaid, and what only looks like it."""

from __future__ import annotations

import pytest

from doclint.checks import completeness
from doclint.model.project import Described, Endpoint
from tests.build import contract_of, contracts_of, listing_of, page_of, table


def names(hits) -> list[str]:
    return [str(hit.facts["name"]) for hit in hits]


def query(header: str, *rows: str) -> str:
    return f"# Pets\n\n`GET /pets`\n\n## Query parameters\n\n{table(header, *rows)}"


def test_a_type_that_is_not_understood_is_said():
    rows = ("`a` | string | x", "`b` | Frobnicator<3> of any | x", "`c` | | x")
    found = completeness.without_type(listing_of(query("Name | Type | Description", *rows)))
    assert names(found) == ["c"]


def test_a_column_of_values_describes():
    listing = listing_of(query("Name | Value", "`a` | 1"))
    assert not list(completeness.without_description(listing))


def test_of_a_list_types_are_asked_for_only_where_most_items_have_one():
    lists = ["* `a` (string) - x\n* `b` (string) - x\n* `c` - x\n", "* `a` - x\n* `b` - x\n"]
    texts = [f"# Pets\n\n`GET /pets`\n\n## Query parameters\n\n{items}" for items in lists]
    assert [names(completeness.without_type(listing_of(text))) for text in texts] == [["c"], []]


@pytest.mark.parametrize("status", ["200", "404"])
def test_a_response_that_may_have_a_body_is_to_be_shown(status):
    text = f"# Pets\n\n`GET /pets`\n\n{table('Status | Meaning', f'{status} | x')}"
    assert list(completeness.without_example(Endpoint(contract_of(text))))


def test_a_response_without_body_is_not():
    text = f"# Pets\n\n`GET /pets`\n\n{table('Status | Meaning', '204 | x', '404 | y')}"
    assert not list(completeness.without_example(Endpoint(contract_of(text))))


def test_words_of_the_configuration_name_sections():
    text = "# Pets\n\n`GET /pets`\n\n## Kehrseite\n\nText.\n"
    endpoints = tuple(map(Endpoint, contracts_of(text)))
    for words, found in (({}, 1), ({"error-heading": ("Kehrseite",)}, 0)):
        described = Described(page_of(text), "page.md", endpoints, words)
        assert len(list(completeness.section_missing(described, sections=["error"]))) == found
