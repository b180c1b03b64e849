"""Summaries of what folds away in Markdown speak for it, and for nothing behind it."""

from __future__ import annotations

import pytest

from tests.build import contracts_of


def read(summary: str, opened: str = "<details>\n") -> tuple[list[str], list[str | None]]:
    page = (
        "## Find plants\n\n`POST /plants/find`\n\n"
        f"{opened}<summary>{summary}</summary>\n\n"
        '```json\n{"plants": []}\n```\n\n</details>\n\nSo it is.\n\n```json\n{"more": 1}\n```\n'
    )
    (contract,) = contracts_of(page)
    said = [f"{sample.role} {sample.status}" for sample in contract.samples]
    return [status.code for status in contract.statuses], said


@pytest.mark.parametrize(
    ("summary", "code"),
    [
        ("Response (200)", "200"),
        ("Response (200 OK)", "200"),
        ("Response 401 (application/json)", "401"),
        ("404 Not Found", "404"),
    ],
)
def test_a_summary_says_of_which_status_the_folded_example_is(summary, code):
    codes, (first, second) = read(summary)
    assert codes == [code]
    assert first == f"response {code}"
    assert code not in second


@pytest.mark.parametrize("summary", ["Response (200 lines)", "Response (2005 chars)", "200 plants"])
def test_a_summary_that_counts_names_no_status(summary):
    assert read(summary)[0] == []


def test_a_summary_says_that_the_folded_example_is_a_request():
    codes, (first, _) = read("Request", "<details><!-- folded -->")
    assert (codes, first) == ([], "request None")


def test_a_summary_that_says_nothing_changes_nothing():
    assert read("Click to expand") == read("More")
