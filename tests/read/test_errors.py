"""Which error codes tables, lists, examples and catalogues give."""

from __future__ import annotations

import pytest

from doclint.model.source import Source
from doclint.read.catalogues import read_catalogue
from tests.build import WORDS, contracts_of, listing_of, table


def codes(text: str) -> list[str]:
    return [error.code for error in listing_of(text).errors]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("40013", ["40013"]),
        ("`APP.0101`", ["APP.0101"]),
        ("`invalid_grant`, `invalid_scope`", ["invalid_grant", "invalid_scope"]),
        ("NotFound / Gone", ["NotFound", "Gone"]),
        ('`"40013"`', ["40013"]),
        ("-32600", ["-32600"]),
        ("no such pet", []),
        ("", []),
        ("see `NotFound` above", []),
    ],
)
def test_a_cell_gives_codes_if_it_holds_nothing_else(cell, found):
    assert codes(table("Error code | Message", f"{cell} | x")) == found


def test_a_code_has_the_status_and_the_message_of_its_row():
    text = table("Scenario | HTTP status code | Error code | Message", "lost | 404 | NoPet | Gone.")
    (error,) = listing_of(text).errors
    assert (error.status.value, error.message.value, error.anchor.text) == ("404", "Gone.", "NoPet")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Code | HTTP status | Message", "40013 | 400 | bad"),
        ("HTTP code | Code | Message", "400 | 40013 | bad"),
        ("Error code | HTTP code | Description", "40013 | 400 | bad"),
    ],
)
def test_a_status_is_told_from_the_code_beside_it(header, row):
    (error,) = listing_of(table(header, row)).errors
    assert (error.code, error.status.value) == ("40013", "400")


def test_under_a_heading_of_errors_a_code_is_one_of_errors():
    row = table("Code | Meaning", "40013 | bad")
    assert codes(f"# Pets\n\n## Error codes\n\n{row}") == ["40013"]
    assert listing_of(f"# Pets\n\n## Colours\n\n{row}").kind == "values"


def test_a_list_under_a_heading_of_errors_gives_the_codes_that_lead_its_items():
    text = """\
        # Pets

        ## Possible errors

        * `noPet` - No such pet.
        * **E404**: Gone.
        * Any of the others.
        """
    (error, other) = listing_of(text).errors
    assert (error.code, error.message.value, other.code) == ("noPet", "No such pet.", "E404")
    assert error.anchor.text == "noPet"


def test_words_in_bold_are_no_codes():
    assert not contracts_of("# Pets\n\n## Errors\n\n* **Authorization**: needed\n* **Note** that")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"error_code": "AS.0001", "error_msg": "x"}', ["AS.0001"]),
        ('{"error": {"errorCode": 40013}}', ["40013"]),
        ('{"error": "invalid_grant"}', ["invalid_grant"]),
        ('{"error": "Not today"}', []),
        ('{"code": 7}', []),
        ('{"error_code": "AS.XXXX"}', []),
        ('{"error_code": 404}', []),
        ('{"error_code": null}', []),
    ],
)
def test_an_example_shows_codes_under_names_for_them(body, found):
    (contract,) = contracts_of(f"# Pets\n\n```json\n{body}\n```\n")
    assert [error.code for error in contract.errors] == found


def test_a_mere_code_is_one_of_errors_where_something_failed():
    text = '# Pets\n\n`GET /pets`\n\n## Responses\n\n### 404\n\n```json\n{"code": "NoPet"}\n```\n'
    assert [error.code for one in contracts_of(text) for error in one.errors] == ["NoPet"]


def catalogue(text: str, path: str = "codes.csv"):
    return read_catalogue(Source(path, text), WORDS).errors


def test_a_catalogue_in_csv_has_a_code_a_row():
    text = 'code;http status;message;method;path\n40013;400;"bad; ""so""";get;/pets\n\nP.1;404;;;\n'
    first, second = catalogue(text)
    assert (first.code, first.status.value, first.message.value) == ("40013", "400", 'bad; "so"')
    assert (first.operation, first.anchor.text) == ("GET /pets", "40013")
    assert (second.code, second.operation) == ("P.1", None)


def test_a_catalogue_may_be_a_page():
    text = "# Errors\n\n" + table("Code | Meaning", "A.1 | x", "A.2 | y")
    text += "\n" + table("Code | Meaning", "200 | fine") + "\n## Other errors\n\n* `A.3` - z\n"
    assert [error.code for error in catalogue(text, "errors.md")] == ["A.1", "A.2", "A.3"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2", "code", '"', 'code,"\n1', "code\n\n\n"])
def test_a_catalogue_without_codes_is_empty(text):
    assert not catalogue(text)


@pytest.mark.parametrize("line", ['"', "a,b,", "`x`,"])
def test_a_catalogue_is_read_behind_a_long_line(line):
    text = "code,message\nA.1,x\n" + line * 5_000 + "\nA.2,y\n"
    assert [error.code for error in catalogue(text)] == ["A.1", "A.2"]


def test_a_quote_that_never_ends_takes_the_rest_of_a_catalogue():
    text = "code,message\nA.1,x\n" + '"a","' * 5_000 + "\nA.2,y\n"
    assert [error.code for error in catalogue(text)] == ["A.1"]
