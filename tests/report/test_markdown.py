"""A comment says the worst first, fits into one, and no text of a page has an effect in it."""

import html
import re
from dataclasses import replace

import mistune
import pytest
from hypothesis import given

from doclint.model.finding import Finding
from doclint.model.result import Crash, Result
from doclint.report.frame import clean
from tests.report.specimens import (
    HERE,
    HOSTILE,
    finding,
    findings,
    many,
    result,
    shown,
    situations,
)

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
LIVE = re.compile(r"(?<!\w)@\w|#\d|!\d|\$\d|:[\w+-]+:|://|www\.\w|\w@\w+\.\w|GH-\d", re.IGNORECASE)
rendered = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url"])


def rows(of, context=HERE):
    """The cells of the table's rows, as Markdown gives them."""
    text = shown("markdown", of, context)
    assert not UNSAFE.search(text)
    assert len(text.encode("utf-16-le")) // 2 <= 65_000
    page = rendered(text)
    assert set(re.findall(r"<(\w+)", page)) <= {
        *("h3", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "code", "span", "br"),
    }
    return [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in page.split("<tr>")[2:]]


def seen(cell):
    """What readers see of a cell."""
    return html.unescape(re.sub(r"<[^>]*>", "", cell))


@pytest.mark.parametrize("name", situations())
def test_each_situation_gives_a_comment(name):
    of, context = situations()[name]
    found = rows(of, context)
    assert all(len(row) == 3 for row in found)
    assert len(found) == len(of.findings) or "not shown here." in shown("markdown", of, context)


@given(findings())
def test_any_finding_is_a_row_that_reads_as_it_is(one: Finding):
    ((severity, where, what),) = rows(result(one))
    assert seen(severity) == one.severity
    assert seen(where).endswith(f":{one.place.line}")
    said = seen(what).removesuffix(one.rule)
    assert said.replace("`", "").strip() == clean(one.message).replace("`", "").strip()
    for part in re.split(r"<[^>]*>", where + what):
        assert not LIVE.search(html.unescape(part))


def test_a_row_says_what_and_where():
    ((severity, where, what),) = rows(result(finding()), replace(HERE, here="/repo/sub"))
    assert severity == "<strong>error</strong>"
    assert seen(where) == "sub/docs/pets.md:3"
    assert what.startswith("<code>limit</code> is a string on the page, an integer in the spec")
    assert seen(what).endswith(" (the spec: sub/openapi.yaml:2)parameter/type-differs")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_page_has_an_effect(text):
    ((_, _, what),) = rows(result(finding(message=text)))
    for part in re.split(r"<[^>]*>", what):
        assert not LIVE.search(html.unescape(part))


def test_the_first_line_is_known_to_bots_and_the_next_counts():
    text = shown("markdown", result(finding(), finding(severity="info")))
    assert text.startswith("<!-- doclint -->\n\n### doclint: 1 error, 1 info in ")


def test_the_worst_come_first_and_the_others_are_counted():
    found = [*many(2000, severity="info"), finding()]
    text = shown("markdown", result(*found))
    told = rows(result(*found))
    assert told[0][0] == "<strong>error</strong>"
    assert f"{2001 - len(told)} more are not shown here." in text
    assert len(text) > 55_000


def test_a_message_without_end_is_cut():
    ((_, _, what),) = rows(result(finding(message="x" * 70_000)))
    assert 1_000 < len(seen(what)) < 1_100


def test_what_kept_a_run_from_its_end_is_said():
    text = shown("markdown", result(crashes=(Crash("a/b", "KeyError: <x>"),)))
    assert "**Not all was checked:** rule <code>a/b</code> crashed: KeyError: &#60;x&#62;" in text
    empty = shown("markdown", Result(), replace(HERE, nothing=True))
    assert "**Nothing to check:**" in empty
    assert "understood" not in empty
