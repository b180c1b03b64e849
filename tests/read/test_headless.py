"""HTML tables without titles are read where every row gives a name and a type."""

from __future__ import annotations

from doclint.model.source import Source
from doclint.parse.pages import parse_page
from doclint.read.contracts import read_page
from tests.build import WORDS

ROWS = (
    "<tr><td><span>shelf</span><div>required</div></td>"
    "<td><div><span>string</span><span> &lt;uuid&gt;</span></div>"
    "<div><p>Where the plants stand.</p></div></td></tr>",
    "<tr><td>limit</td><td><div>Array of integers</div><div>How many.</div></td></tr>",
    "<tr><td>kind</td><td><div>string non-empty</div><div>Which ones.</div></td></tr>",
)


def members(*rows: str, title: str = "query Parameters") -> list[str]:
    table = f"<table><tbody>{''.join(rows)}</tbody></table>"
    text = (
        f"<html><body><h2>List plants</h2><p>GET /plants</p><h5>{title}</h5>{table}</body></html>"
    )
    (contract,) = read_page(parse_page(Source("page.html", text)), WORDS)
    return [
        f"{m.where} {m.name} {m.type.value.words if m.type else None} {m.required is not None}"
        for listing in contract.listings
        for m in listing.members
    ]


def test_each_row_is_a_member_the_first_one_too():
    assert members(*ROWS) == [
        "query shelf string <uuid> True",
        "query limit Array of integers False",
        "query kind string False",
    ]


def test_a_row_that_gives_no_type_makes_it_another_table():
    assert members(*ROWS, "<tr><td>note</td><td>Only for members</td></tr>") == []


def test_under_a_heading_that_says_nothing_it_is_another_table():
    assert members(*ROWS, title="What there is") == []


def test_titles_are_kept_where_there_are_some():
    head = "<tr><th>Field</th><th>Type</th></tr>"
    assert members(head, "<tr><td>shelf</td><td>string</td></tr>") == ["query shelf string False"]
