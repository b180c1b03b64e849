"""GitLab's report has every finding once, with a path that GitLab knows."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.specimens import (
    HERE,
    PAGE,
    between,
    finding,
    findings,
    place,
    result,
    shown,
    situations,
)


def issues(of, context=HERE):
    found = json.loads(shown("gitlab", of, context))
    prints = [one["fingerprint"] for one in found]
    assert len(set(prints)) == len(prints) == len(of.findings)
    for one in found:
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["lines"]["begin"] <= one["location"]["lines"]["end"]
        assert isinstance(one["description"], str)
        assert isinstance(one["check_name"], str)
    return found


@pytest.mark.parametrize("name", situations())
def test_each_situation_gives_a_list_with_all(name):
    issues(*situations()[name])


@given(st.lists(findings(), max_size=4))
def test_any_findings_have_fingerprints_of_their_own(found):
    issues(result(*found))


def test_an_issue_has_what_gitlab_shows():
    (one,) = issues(result(finding()), replace(HERE, here="/repo/sub"))
    assert one["description"] == (
        "`limit` is a string on the page, an integer in the spec (the spec: sub/openapi.yaml:2)"
    )
    assert one["check_name"] == "parameter/type-differs"
    assert one["severity"] == "major"
    assert one["fingerprint"] == "0123456789abcdef"
    assert one["location"] == {"path": "sub/docs/pets.md", "lines": {"begin": 3, "end": 3}}


def test_severities_are_theirs_and_the_worst_comes_first():
    found = issues(result(*(finding(severity=one) for one in ("info", "warning", "error"))))
    assert [one["severity"] for one in found] == ["major", "minor", "info"]


def test_a_line_break_belongs_to_its_line():
    (one,) = issues(result(finding(place=between(PAGE, 0, 7))))
    assert one["location"]["lines"] == {"begin": 1, "end": 1}
    (one,) = issues(result(finding(place=replace(place(PAGE, "Pets"), end=30, end_line=3))))
    assert one["location"]["lines"] == {"begin": 1, "end": 3}
