"""JUnit and Checkstyle reports are well-formed whatever pages say, and say what runs came to."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.model.finding import SEVERITIES
from doclint.model.page import Page
from doclint.model.result import Crash, Result
from doclint.model.source import Source
from tests.report.specimens import HERE, HOSTILE, finding, findings, result, shown, situations

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)


def tree(name, of, context=HERE):
    text = shown(name, of, context)
    assert not UNSAFE.search(text)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    return ElementTree.fromstring(text.encode("utf-8"))


def cases_of(of, context=HERE):
    """The tests of a JUnit report by what came of them, once its numbers are right."""
    root = tree("junit", of, context)
    (suite,) = root
    cases = suite.findall("testcase")
    for one in (root, suite):
        assert int(one.get("tests")) == len(cases)
        assert int(one.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(one.get("errors")) == len(suite.findall("testcase/error"))
    assert all(case.get("classname") and case.get("name") for case in cases)
    return cases


def errors_of(of, context=HERE):
    root = tree("checkstyle", of, context)
    assert root.tag == "checkstyle"
    for one in root.findall("file/error"):
        assert set(one.attrib) == {"line", "column", "severity", "message", "source"}
        assert one.get("severity") in SEVERITIES
        assert int(one.get("line")) >= 1
        assert int(one.get("column")) >= 1
    return root.findall("file/error")


@pytest.mark.parametrize("name", situations())
def test_each_situation_gives_all_findings(name):
    of, context = situations()[name]
    assert len(errors_of(of, context)) == len(of.findings)
    assert len(cases_of(of, context)) >= len(of.findings)


@given(st.lists(findings(), max_size=3))
def test_any_findings_are_well_formed(found):
    of = result(*found)
    assert len(errors_of(of)) == len(cases_of(of)) == len(found)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_page_is_markup(text):
    (error,) = errors_of(result(finding(message=text)))
    assert len(error) == 0
    if "<script>" in text:
        assert "<script>" in error.get("message")
    (case,) = cases_of(result(finding(message=text)))
    assert [one.tag for one in case.iter()] == ["testcase", "failure"]


def test_checkstyle_has_the_values_of_a_finding():
    root = tree("checkstyle", result(finding()), replace(HERE, here="/repo/sub"))
    assert [file.get("name") for file in root] == ["sub/docs/pets.md"]
    assert root[0][0].attrib == {
        "line": "3",
        "column": "15",
        "severity": "error",
        "message": "`limit` is a string on the page, an integer in the spec"
        " (the spec: sub/openapi.yaml:2)",
        "source": "doclint.parameter.type-differs",
    }


def test_checkstyle_has_each_file_once():
    other = finding(place=replace(finding().place, path="docs/zebras.md"))
    root = tree("checkstyle", result(finding(), finding(severity="info"), other))
    assert [(file.get("name"), len(file)) for file in root] == [
        ("docs/pets.md", 2),
        ("docs/zebras.md", 1),
    ]


def test_checkstyle_tells_of_a_rule_that_crashed():
    root = tree("checkstyle", result(crashes=(Crash("a/b", "KeyError: <x>"),)))
    assert root.findtext("file/exception") == "rule `a/b` crashed: KeyError: <x>"


def test_a_finding_is_a_failure_if_it_makes_the_run_fail():
    of = result(*(finding(severity=one) for one in ("error", "warning", "info")))
    for fail_on, number in (("error", 1), ("warning", 2), ("info", 3)):
        cases = cases_of(of, replace(HERE, fail_on=fail_on))
        assert [one.find("failure") is not None for one in cases] == [True] * number + [False] * (
            3 - number
        )
        passed = [one.findtext("system-out") for one in cases[number:]]
        assert all("docs/pets.md:3:15: " in said for said in passed)


def test_a_failure_says_where_and_what():
    (case,) = cases_of(result(finding()), replace(HERE, here="/repo/sub"))
    assert case.attrib == {
        "classname": "sub/docs/pets.md",
        "name": "parameter/type-differs at 3:15",
        "file": "sub/docs/pets.md",
    }
    failure = case.find("failure")
    assert failure.get("type") == "error"
    assert failure.get("message").startswith("`limit` is a string")
    assert failure.text.startswith("sub/docs/pets.md:3:15: error[parameter/type-differs] `limit`")


def test_a_page_without_findings_is_a_test_that_passed():
    pages = [Page(Source(path, ""), ()) for path in ("docs/pets.md", "docs/clean.md")]
    cases = cases_of(result(finding(), checked=tuple(pages)))
    assert [(one.get("classname"), len(one)) for one in cases] == [
        ("docs/pets.md", 1),
        ("docs/clean.md", 0),
    ]


def test_what_kept_a_run_from_its_end_is_an_error():
    (case,) = cases_of(result(crashes=(Crash("a/b", "KeyError"),)))
    assert case.find("error").get("message") == "rule `a/b` crashed: KeyError"
    (case,) = cases_of(Result(), replace(HERE, nothing=True))
    assert case.find("error").get("message") == "nothing to check"
    assert cases_of(Result()) == []
