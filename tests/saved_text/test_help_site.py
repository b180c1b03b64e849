"""A page saved from a help site: menus, titles without marks, flattened and elided JSON."""

from __future__ import annotations

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.model.page import Example, Items, Page
from doclint.model.source import Source
from doclint.parse.pages import parse_page
from doclint.read.contracts import read_page
from doclint.read.examples import left_open, read_json
from doclint.rules.catalog import catalog, select
from doclint.run import lint
from tests.build import WORDS
from tests.corpus import CORPUS, needs_corpus

PATH = CORPUS / "seeds" / "001_returned_result.txt"


def page() -> Page:
    return parse_page(Source("page.txt", PATH.read_text("utf-8")))


def found(text: str, *, strict: bool) -> list[tuple[str, int]]:
    rules = select(catalog(), strict=strict)
    findings = lint(Memory({"page.txt": text}), ["page.txt"], Config(), rules).findings
    return [(one.rule, one.place.line) for one in findings]


@needs_corpus
def test_what_the_site_added_is_told_and_nothing_else():
    assert found(PATH.read_text("utf-8"), strict=True) == [
        ("page/page-chrome", 1),
        ("page/duplicate-navigation-entry", 15),
        ("project/dead-mention", 50),
        ("project/dead-mention", 54),
        ("page/page-chrome", 58),
        ("page/page-chrome", 61),
        ("page/page-chrome", 64),
        ("page/page-chrome", 65),
        ("page/page-chrome", 66),
    ]
    assert found(PATH.read_text("utf-8"), strict=False) == []


@needs_corpus
def test_the_menu_is_no_part_of_the_text():
    (menu,) = page().chrome
    assert isinstance(menu, Items)
    assert (menu.span.line, menu.span.source.position(menu.span.end)[0]) == (1, 46)


@needs_corpus
def test_titles_are_known_without_marks():
    titles = [(one.heading.level, one.heading.text) for one in page().walk() if one.heading]
    assert titles == [
        (1, "Returned Result"),
        (2, "Status Code"),
        (2, "Response headers"),
        (2, "(Optional) Response Body"),
        (2, "Feedback"),
    ]


@needs_corpus
def test_the_status_and_the_header_of_its_sentences_are_read():
    contracts = read_page(page(), WORDS)
    statuses = [one for contract in contracts for one in contract.statuses]
    assert [(one.code, one.kind, one.span.line) for one in statuses] == [("201", "prose", 51)]
    lists = [one for contract in contracts for one in contract.listings]
    assert [(one.where, [m.name for m in one.members]) for one in lists] == [
        ("response_header", ["x-subject-token"])
    ]


@needs_corpus
def test_its_gutters_prove_how_long_the_examples_were():
    examples = [block for block in page().blocks() if isinstance(block, Example)]
    assert [one.gutter.lines for one in examples if one.gutter] == [12, 4]
    elided, error = (read_json(one) for one in examples)
    assert elided is not None
    assert error is not None
    assert left_open(elided) == 6
    assert [one.code for one in elided.deviations][-1:] != ["unclosed"]
    assert error.strict


@needs_corpus
def test_fields_of_the_error_are_compared_with_its_text():
    right = PATH.read_text("utf-8")
    wrong = right.replace("body, error_code is", "body, error_codes is")
    assert wrong != right
    assert found(wrong, strict=False) == [("error/error-field-not-in-example", 63)]


def test_a_site_of_our_own_shows_the_same():
    text = """\
- Start
- Guide
-
Reference
- Tokens
- Keys
- Quotas
- Keys
- Limits
Answers
After a request you receive a status code, headers and a body.
For example, if status code 201 is returned, the token was made.
Response headers
The X-Lamp-Token header field is the token that you asked for.
Response body
A part of the body:
1 2 3 4 5 6 7 |
{ "lamp": { "made_at": "2031-04-05", "rooms": [ { "room_id": "attic", ...... |
Was this page helpful?
"""
    assert found(text, strict=True) == [
        ("page/page-chrome", 1),
        ("page/duplicate-navigation-entry", 8),
        ("page/page-chrome", 17),
        ("page/page-chrome", 19),
    ]
    contracts = read_page(parse_page(Source("page.txt", text)), WORDS)
    headers = [one.members[0].name for c in contracts for one in c.listings]
    assert headers == ["X-Lamp-Token"]
    assert [s.code for c in contracts for s in c.statuses] == ["201"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The X-Lamp-Token header field is no longer sent.",
        "There is not any X-Lamp-Token header.",
        "The user-defined header is sent back.",
        "A header field such as yours is sent back.",
    ],
)
def test_a_header_that_is_not_said_to_be_there_is_not_read(sentence):
    text = f"Answers\nAll answers have headers.\nResponse headers\n{sentence}\n"
    contracts = read_page(parse_page(Source("page.txt", text)), WORDS)
    assert [one for contract in contracts for one in contract.listings] == []
