"""What a row says of a member by the text of its cells."""

from __future__ import annotations

import pytest

from tests.build import contracts_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("String. The query.", "String"),
        ("URL - of the query", "URL"),
        ("URL-encoded query", None),
        ("string-like query", None),
    ],
)
def test_a_compound_word_at_the_head_of_a_text_is_no_type(text, words):
    page = f"## GET /plants\n\n### Query parameters\n\n- **q**: {text}\n- **rest**: What follows\n"
    (contract,) = contracts_of(page)
    kind = contract.listings[0].members[0].type
    assert (kind.value.words if kind else None) == words
