"""Status codes are found in the ways that pages claim them, and numbers are no status codes."""

import re

import pytest

from doclint.model.page import Example, Items, Paragraph
from doclint.read.statuses import (
    PHRASES,
    STANDARD,
    heading_status,
    http_statuses,
    item_statuses,
    normal,
    sentence_statuses,
    solo_status,
)
from tests.build import block_of, page_of


def heading(text, *, in_responses=True):
    (section,) = [each for each in page_of(text).walk() if each.heading]
    return heading_status(section.heading, in_responses=in_responses)


def items(text):
    block = block_of(text)
    assert isinstance(block, Items)
    return item_statuses(block)


def prose(text):
    block = block_of(text)
    assert isinstance(block, Paragraph)
    return block.prose


def fence(text):
    block = block_of(f"```http\n{text}\n```\n")
    assert isinstance(block, Example)
    return [*http_statuses(block)]


def shown(status):
    return status and (status.code, status.phrase.value if status.phrase else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#### 200: OK", ("200", "OK")),
        ("### `404` Not Found", ("404", "Not Found")),
        ("### **201** - Created", ("201", "Created")),
        ("### Status: 409 Conflict", ("409", "Conflict")),
        ("### HTTP status code 204", ("204", None)),
        ("### Response (200)", ("200", None)),
        ("### Responses `422`", ("422", None)),
        ("### 4xx", ("4XX", None)),
        ("### Default response", ("default", "response")),
        ("### 200", ("200", None)),
        ("### 200.5 units", None),
        ("### 2001: a title", None),
        ("### 99 bottles", None),
        ("### OAuth 200", None),
    ],
)
def test_heading_under_responses_claims_a_status(text, expected):
    assert shown(heading(text)) == expected


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("### 404: Not Found", True),
        ("### 413 Request Entity Too Large", True),
        ("### 503", True),
        ("### 404: Found", False),
        ("### 300 steps", False),
        ("### Default", False),
    ],
)
def test_heading_elsewhere_needs_the_phrase_of_its_code_or_nothing_else(text, claims):
    assert (heading(text, in_responses=False) is not None) is claims


def test_place_of_a_heading_is_its_number_and_its_words():
    status = heading("#### Status **404** Not Found")
    assert (status.anchor.text, status.phrase.anchor.text) == ("404", "Not Found")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **200**: fine\n- **404**: lost", [("200", "fine"), ("404", "lost")]),
        ("* `200 OK`\n* `429 Too Many Requests`", [("200", "OK"), ("429", "Too Many Requests")]),
        ("- 200 – Found\n- see below", [("200", "Found")]),
        ("- 200\n- one\n- two", []),
        ("- 200ms\n- 404ms", []),
        ("- 1.200\n- 2.404", []),
        ("- default: an error\n- 2xx: fine", [("default", "an error"), ("2XX", "fine")]),
    ],
)
def test_list_of_statuses_is_one_if_most_items_begin_with_a_code(text, expected):
    assert [shown(status) for status in items(text)] == expected


def test_item_of_a_list_keeps_its_whole_span():
    first, _ = items("- 200: fine\n\n  and more\n\n- 404: lost\n")
    assert "and more" in first.span.text
    assert first.anchor.text == "200"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Returns `200 OK`.", [("200", "OK")]),
        ("If it works, returns a `204 No Content` response code.", [("204", "No Content")]),
        ("Responds with HTTP status code 201 and a pet.", [("201", None)]),
        ("Returns 200 OK or 404 Not Found.", [("200", "OK"), ("404", "Not Found")]),
        (
            "returns `200`, `202` and `409 Conflict`",
            [("200", None), ("202", None), ("409", "Conflict")],
        ),
        ("The status is: 204", [("204", None)]),
        ("A response (200 OK) means yes.", [("200", "OK")]),
        ("Returns 100.5 points", []),
        ("Returns 2000 pets", []),
        ("Returns 299 pets", []),
        ("Room 404 is upstairs.", []),
        ("It has 200 pets.", []),
    ],
)
def test_sentence_claims_what_it_says_is_returned(text, expected):
    assert [shown(status) for status in sentence_statuses(prose(text))] == expected


def test_place_in_a_sentence_is_the_code_inside_of_its_marks():
    (status,) = sentence_statuses(prose("It **returns** a `201 Created` response."))
    assert (status.anchor.text, status.phrase.anchor.text) == ("201", "Created")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Status code **200**", "200"),
        ("Code: `404 NOT FOUND`", "404"),
        ("200 Response", "200"),
        ("HTTP status code: 5XX", "5XX"),
        ("Code 200 is what you get if nothing at all went wrong today", None),
        ("200 pets", None),
        ("Error code 20", None),
    ],
)
def test_line_that_only_names_a_status_speaks_for_what_follows(text, code):
    status = solo_status(prose(text))
    assert (status and status.code) == code


@pytest.mark.parametrize(
    "line", ["200 (application/json)", "200 application/json", "`200` text/csv"]
)
def test_a_media_type_behind_a_code_is_no_phrase(line):
    (status,) = items(f"- {line}")
    assert (status.code, status.phrase) == ("200", None)


def test_status_lines_of_messages_with_their_phrase_and_body():
    first, second = fence('HTTP/1.1 200 OK\nA: b\n\n{"a": 1}\n\nHTTP/2 404\n\n{}')
    assert shown(first) == ("200", "OK")
    assert first.span.text.endswith('{"a": 1}\n\n')
    assert shown(second) == ("404", None)
    assert second.span.text == "HTTP/2 404\n\n{}"


def test_a_status_line_on_top_needs_no_version():
    (only,) = fence("HTTP 201 Created\nAllow: GET\n\n{}")
    assert shown(only) == ("201", "Created")


@pytest.mark.parametrize(
    "text",
    [
        "GET /pets HTTP/1.1\nHost: a",
        "HTTP/1.1 OK",
        "see HTTP/1.1 200 OK",
        "HTTP/1.1 20 OK",
        "a\nHTTP 200",
    ],
)
def test_other_lines_of_messages_are_no_status_lines(text):
    assert fence(text) == []


@pytest.mark.parametrize(
    ("said", "code"), [("4xx", "4XX"), ("Default", "default"), ("200", "200"), ("5XX", "5XX")]
)
def test_codes_have_one_spelling(said, code):
    assert normal(said) == code


def test_phrases_are_those_of_the_standard_whatever_the_python():
    assert PHRASES["413"] == "Content Too Large"
    assert PHRASES["422"] == "Unprocessable Content"
    assert STANDARD["unprocessable entity"] == STANDARD["unprocessable content"] == "422"
    assert all(STANDARD[phrase.lower()] == code for code, phrase in PHRASES.items())
    assert all(re.fullmatch(r"[1-5]\d\d", code) for code in PHRASES)


@pytest.mark.parametrize(
    "text",
    [
        "returns " * 4000,
        "returns" + " " * 20000 + "x",
        "returns " + "a " * 20000,
        "returns 200" + ", 200" * 5000,
    ],
)
def test_long_sentences_are_read_to_the_end(text):
    assert len([*sentence_statuses(prose(text))]) == text.count("200")


ALSO = {
    "Reads a pet. **404** with a message if there is none.": ["404"],
    "**404** if there is none": [],  # as items of lists begin, which are read as lists
    "Needs a token, else `401`.": ["401"],
    "Returns **201** with the pet, or **409** when it exists.": ["201", "409"],
    "Returns `201 Created` on success, `400` on wrong input.": ["201", "400"],
    "**Response** (HTTP 200): the pet": ["200"],
    "Returns **200**. At most **500** pets are shown.": ["200"],
    "Returns `200` with at most `100`, `200` or `500` pets.": ["200"],
    "**404** is not an error here.": [],
    "Pages of `500` if unset.": [],
    "404 with words.": [],
}


@pytest.mark.parametrize("sentence", ALSO)
def test_marked_codes_with_their_condition_are_told_too(sentence):
    prose = block_of(sentence).prose
    assert [status.code for status in sentence_statuses(prose)] == ALSO[sentence]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('200 OK\n{"a": 1}', ["200"]),
        ('404 Not Found\n\n{"a": 1}', ["404"]),
        ('200 pets\n{"a": 1}', []),
        ("200 OK", []),
        ('{"a": 1}\n200 OK\n', []),
    ],
)
def test_a_code_and_its_phrase_head_an_answer(body, codes):
    example = block_of(f"```\n{body}\n```")
    assert [status.code for status in http_statuses(example)] == codes


def test_codes_by_the_thousand_are_read_in_time():
    prose = block_of("Returns `200` on success" + ", `404` if there is none" * 5_000).prose
    assert len(list(sentence_statuses(prose))) == 5_001
