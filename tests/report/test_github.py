"""Annotations are commands that GitHub takes, and no text of a page is one."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from doclint.model.result import Crash, Result
from tests.report.specimens import (
    HERE,
    HOSTILE,
    PAGE,
    between,
    finding,
    findings,
    many,
    result,
    shown,
    situations,
)

COMMAND = re.compile(r"::(?P<name>\w+) (?P<properties>[^:\n]*)::(?P<data>.*)")
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)


def plain(text):
    for sign, code in (("\n", "%0A"), ("\r", "%0D"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def commands(of, context=HERE):
    """The commands as GitHub reads them: name, properties, message; lines of the log are none."""
    found, logged = [], False
    for line in shown("github", of, context).splitlines():
        assert not UNSAFE.search(line)
        assert "##[" not in line
        if line == "::group::doclint: all findings":
            logged = True
        elif line == "::endgroup::":
            logged = False
        elif logged:
            assert line.startswith("- ")
        else:
            read = COMMAND.fullmatch(line)
            assert read, line
            pairs = [each.partition("=") for each in read["properties"].split(",")]
            properties = {key: plain(value) for key, _, value in pairs}
            assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
            same = properties.get("line") == properties.get("endLine")
            assert same or "col" not in properties
            found.append((read["name"], properties, plain(read["data"])))
    assert not logged
    return found


@pytest.mark.parametrize("name", situations())
def test_each_situation_gives_commands_and_no_more_than_are_shown(name):
    kinds = [kind for kind, *_ in commands(*situations()[name])]
    assert set(kinds) <= {"error", "warning", "notice"}
    assert all(kinds.count(kind) <= 10 for kind in kinds)


@given(findings())
def test_any_finding_is_one_command(one):
    ((kind, properties, _),) = commands(result(one))
    assert kind == {"error": "error", "warning": "warning", "info": "notice"}[one.severity]
    assert properties["line"] == str(one.place.line)


def test_an_annotation_stands_at_its_place_and_tells_the_other():
    ((kind, properties, message),) = commands(result(finding()), replace(HERE, here="/repo/sub"))
    assert kind == "error"
    assert properties == {
        "file": "sub/docs/pets.md",
        "line": "3",
        "endLine": "3",
        "col": "15",
        "endColumn": "21",
        "title": "doclint parameter/type-differs",
    }
    assert message == (
        "`limit` is a string on the page, an integer in the spec\nthe spec: sub/openapi.yaml:2"
    )


def test_columns_are_told_of_one_line_only():
    ((_, properties, _),) = commands(result(finding(place=between(PAGE, 0, 20))))
    assert (properties["line"], properties["endLine"]) == ("1", "3")
    assert "col" not in properties
    assert "endColumn" not in properties


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_page_is_a_command(text):
    one = finding(message=text, rule=f"house/{text[:20]}")
    ((kind, _, _),) = commands(result(one))
    assert kind == "error"
    assert shown("github", result(one)).count("\n") == 1


def test_the_worst_ten_of_a_kind_are_shown_and_all_are_in_the_log():
    found = [*many(30, severity="info"), *many(12), *many(11, severity="warning")]
    told = commands(result(*found))
    kinds = [kind for kind, *_ in told]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert told[-1][2].startswith("2 more errors and 1 more warning and 21 more infos: GitHub")
    text = shown("github", result(*found))
    assert sum(line.startswith("- docs/pets.md:") for line in text.splitlines()) == 53
    assert "::group::" not in shown("github", result(*many(10)))


def test_a_rule_that_crashed_is_an_error_that_takes_the_place_of_one():
    told = commands(result(*many(12), crashes=(Crash("a/b", "KeyError: 1"),)))
    assert told[0][2] == "rule `a/b` crashed: KeyError: 1"
    assert [kind for kind, *_ in told].count("error") == 10


def test_more_crashes_than_are_shown_are_all_in_the_log():
    told = shown("github", result(finding(), crashes=(Crash("a/b", "x"),) * 15))
    assert told.count("::error") == 10
    assert told.count("rule `a/b` crashed") == 15


def test_nothing_to_check_is_an_error():
    ((kind, _, message),) = commands(Result(), replace(HERE, nothing=True))
    assert (kind, message) == ("error", "nothing to check")
