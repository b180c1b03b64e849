"""Texts of a page without what is not shown of them."""

import pytest

from doclint.checks._shown import texts_outside_code
from tests.build import page_of


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<div>Pets <b>bark</b></div>", "Pets bark"),
        ("<div>Pets <!-- <b> --> bark</div>", "Pets bark"),
        ("<div>Pets <!-- cats --> bark <!-- <b>and", "Pets bark <!-- and"),
        ("<div>Pets <!--> bark</div>", "Pets <!--> bark"),
        ("<div>Pets <a x-->bark</a>", "Pets bark"),
        ("<div>a <!-- " * 500, "a <!-- " * 500),
    ],
)
def test_tags_and_comments_that_end_are_not_shown(written, shown):
    ((span, text),) = texts_outside_code(page_of(f"{written}\n"))
    assert text.split() == shown.split()
    assert len(text) == len(span.text)
