"""What README's first command shows: each mistake in `examples/`, and nothing else."""

import json
from pathlib import Path

import pytest

from doclint.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"
PLANTED = {
    ("borrow-a-book.md", 13, "body/required-differs"): "required: [member_id, copy_id]",
    ("borrow-a-book.md", 18, "example/invalid-json"): None,
    ("borrow-a-book.md", 30, "response/unknown-status"): "responses:",
    ("fines.md", 11, "parameter/row-without-placeholder"): None,
    ("fines.md", 17, "table/glued-rows"): None,
    ("list-loans.md", 12, "parameter/missing-parameter"): "- name: after",
    ("list-loans.md", 14, "parameter/type-differs"): "type: integer",
    ("list-loans.md", 15, "parameter/enum-differs"): "enum: [open, overdue, returned]",
    ("operation.md.j2", 10, "template/loop-over-another-list"): None,
    ("operation.md.j2", 22, "template/whitespace-glues-rows"): None,
    ("renew-a-loan.md", 5, "endpoint/method-differs"): "post:",
}
"""File, line and rule of each mistake, and the line of the spec that it is held against."""


@pytest.fixture
def told(monkeypatch, capsys):
    monkeypatch.chdir(EXAMPLES.parent)
    status = main(["check", "examples", "--format", "json", "--quiet"])
    return status, json.loads(capsys.readouterr().out)


def test_each_mistake_is_found_on_its_line_and_nothing_else_is(told):
    status, report = told
    found = {
        (Path(finding["path"]).name, finding["line"], finding["rule"])
        for finding in report["findings"]
    }
    assert found == set(PLANTED)
    assert len(report["findings"]) == len(PLANTED)
    assert status == 1


def test_findings_against_the_spec_show_where_it_says_otherwise(told):
    _, report = told
    spec = (EXAMPLES / "openapi.yaml").read_text("utf-8").splitlines()
    for finding in report["findings"]:
        line = PLANTED[Path(finding["path"]).name, finding["line"], finding["rule"]]
        ends = [also for also in finding["also"] if also["label"] == "the spec"]
        assert [spec[also["line"] - 1].strip() for also in ends] == ([line] if line else [])


def test_all_that_the_examples_say_is_read(told):
    _, report = told
    coverage = report["coverage"]
    assert coverage["operations_documented"] == coverage["operations"] == 6
    assert coverage["tables_understood"] == coverage["tables"]


def test_the_clean_page_is_matched_and_has_no_finding(monkeypatch, capsys):
    monkeypatch.chdir(EXAMPLES)
    assert main(["check", "docs/get-a-loan.md", "--format", "json", "--quiet"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["findings"] == []
    assert report["coverage"]["pages_matched"] == 1


def test_the_shown_finding_of_the_readme_is_that_of_the_examples(monkeypatch, capsys):
    monkeypatch.chdir(EXAMPLES)
    main(["check", "docs/list-loans.md", "--quiet", "--color", "never"])
    shown = capsys.readouterr().out.split("\n\n")
    finding = next(block for block in shown if "`limit`" in block)
    assert finding.strip() in (EXAMPLES.parent / "README.md").read_text("utf-8")
