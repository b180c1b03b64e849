"""What a page takes in and nobody could read leaves a gap where it may say more of an operation."""

from __future__ import annotations

import pytest

from doclint.model.source import Source, Span
from doclint.parse.includes.texts import Texts
from doclint.parse.markdown.pages import parse_markdown
from doclint.read.contracts import read_page
from doclint.read.gaps import _holds, _reaches
from tests.build import WORDS

TABLE = "| Name | Type |\n|---|---|\n| `id` | string |\n"


def gaps(text):
    page = parse_markdown(Source("page.md", text), texts=Texts())
    return [gap.path for one in read_page(page, WORDS) for gap in one.gaps if one.listings]


def test_a_remark_below_the_title_is_no_gap():
    text = '# List pets\n\nAll pets.\n\n--8<-- "beta-note.md"\n\n## Response\n\n'
    assert gaps(text + TABLE) == []


@pytest.mark.parametrize(
    "text",
    [
        '# List pets\n\n--8<-- "query-parameters.md"\n\n## Response\n\n' + TABLE,
        f'# List pets\n\n{TABLE}\n--8<-- "more.md"\n\n## Errors\n',
        f'# List pets\n\n## Response\n\n{TABLE}\n--8<-- "beta-note.md"\n',
        f'# List pets\n\n--8<-- "more.md"\n\n{TABLE}',
    ],
    ids=["named so", "beside a list", "in a part", "the only section"],
)
def test_what_may_say_more_is_a_gap(text):
    assert len(gaps(text)) == 1


def test_a_span_reaches_as_far_as_those_in_front_of_it():
    source = Source("page.md", "x" * 20)
    reaches = _reaches([Span(source, 8, 9), Span(source, 2, 12), Span(source, 15, 15)])
    assert [at for at in range(20) if _holds(reaches, at)] == [*range(2, 12), 15]
