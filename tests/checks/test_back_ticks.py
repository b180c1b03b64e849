"""Back-ticks without another: a code span that was to begin or to end, and what is none."""

from __future__ import annotations

import pytest

from doclint.checks import back_ticks
from tests.build import page_of, table


def found(text: str) -> list[tuple[str, str]]:
    return [(str(h.facts["side"]), str(h.facts["word"])) for h in back_ticks.lone(page_of(text))]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (table("Path | Type", "`/pets/{id} | `string`"), ("before", "/pets/{id}")),
        (table("Path | Type", "/pets` | `string`"), ("behind", "/pets")),
        ("- `limit - how many, 20 if not given\n", ("before", "limit")),
        ("One of `a`, `b or `c`.\n", ("behind", "c")),
    ],
)
def test_a_word_with_one_back_tick_lacks_the_other(text, word):
    assert found(text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "It doesn`t matter.\n",
        "It is called `limit', as it was.\n",
        "A sign ` between words.\n",
        "A sign \\`limit that is escaped.\n",
        "``a`b`` and `a\nb`\n",
        table("Name | Type", "kind | `a|b`"),
        "<table><tr><td>`limit</td></tr></table>\n",
        "```\n`limit\n```\n",
    ],
)
def test_what_no_code_span_was_to_be_is_left_alone(text):
    assert found(text) == []


def test_of_many_back_ticks_the_odd_one_is_told_of():
    assert found("`a " * 2_001) == [("before", "a")]
    assert found("`a " * 2_000) == []
    assert found(table("A | B", "`" * 2_001 + " | `b")) == [("before", "b")]
