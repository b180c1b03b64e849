"""reviewdog gets columns in bytes, and suggestions that write what fixes write."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given

from doclint.files import decode
from doclint.fix.splice import spliced
from doclint.model.finding import Change, Repair
from doclint.model.result import Result
from tests.report.specimens import (
    HERE,
    PAGE,
    SPEC,
    between,
    files,
    finding,
    findings,
    mended,
    place,
    result,
    shown,
    situations,
)

POSITION = {
    "type": "object",
    "required": ["line"],
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}
RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "properties": {"start": POSITION, "end": POSITION},
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "required": ["path", "range"],
    "properties": {"path": {"type": "string"}, "range": RANGE},
    "additionalProperties": False,
}
TEXT = {"type": "string"}
DIAGNOSTIC = {
    "type": "object",
    "required": ["message", "location", "severity", "code"],
    "properties": {
        "message": TEXT,
        "location": LOCATION,
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "code": {"type": "object", "properties": {"value": TEXT}, "additionalProperties": False},
        "suggestions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["range", "text"],
                "properties": {"range": RANGE, "text": TEXT},
                "additionalProperties": False,
            },
        },
        "relatedLocations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "properties": {"message": TEXT, "location": LOCATION},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def diagnostics(of, context=HERE):
    document = json.loads(shown("rdjson", of, context))
    assert document["source"] == {"name": "doclint"}
    for one in document["diagnostics"][:50]:
        jsonschema.Draft202012Validator(DIAGNOSTIC).validate(one)
    assert len(document["diagnostics"]) == len(of.findings)
    return document["diagnostics"]


@pytest.mark.parametrize("name", situations())
def test_each_situation_gives_all_findings(name):
    diagnostics(*situations()[name])


@given(findings())
def test_any_finding_is_a_diagnostic(one):
    diagnostics(result(one))


def test_a_diagnostic_has_both_ends():
    (one,) = diagnostics(result(finding()), replace(HERE, here="/repo/sub"))
    assert one["severity"] == "ERROR"
    assert one["code"] == {"value": "parameter/type-differs"}
    assert one["location"] == {
        "path": "sub/docs/pets.md",
        "range": {"start": {"line": 3, "column": 15}, "end": {"line": 3, "column": 21}},
    }
    (spec,) = one["relatedLocations"]
    assert (spec["message"], spec["location"]["path"]) == ("the spec", "sub/openapi.yaml")
    assert "suggestions" not in one


@pytest.mark.parametrize("odd", [b"\xff", b"\0", b"\xef\xbf\xbd", b""])
def test_columns_count_bytes_of_the_file(odd):
    data = "a\u00e9\U0001f43e".encode() + odd + "\u30da = 1\n".encode()
    page = decode(PAGE.path, data)
    where = place(page, "1")
    of = Result(findings=(finding(place=where, also=()),), sources={page.path: page})
    (one,) = diagnostics(of)
    assert one["location"]["range"]["start"]["column"] == data.index(b"1") + 1


def test_a_file_that_is_not_known_has_lines_only():
    (one,) = diagnostics(Result(findings=(finding(),)))
    assert one["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}


def suggestions(one):
    (told,) = diagnostics(result(one))
    return told.get("suggestions", [])


def test_a_safe_fix_is_a_suggestion():
    assert suggestions(mended("integer", 24, 30)) == [
        {
            "range": {"start": {"line": 3, "column": 17}, "end": {"line": 3, "column": 23}},
            "text": "integer",
        }
    ]


def test_what_needs_thought_or_other_files_is_no_suggestion():
    assert suggestions(mended("integer", 24, 30, safe=False)) == []
    both = (Change(PAGE.path, 0, 1, "a"), Change(SPEC.path, 0, 1, "b"))
    assert suggestions(finding(fix=Repair(both, safe=True))) == []


def test_edits_that_are_far_apart_are_no_suggestion():
    page = decode(PAGE.path, b"line\n" * 40)
    for last, count in ((100, 1), (105, 0)):
        fix = Repair((Change(page.path, 0, 1, "a"), Change(page.path, last, last + 1, "b")), True)
        one = finding(fix=fix, also=(), place=between(page, 0, 1))
        (told,) = diagnostics(Result(findings=(one,), sources={page.path: page}))
        assert len(told.get("suggestions", [])) == count


@given(files())
def test_suggestions_do_what_fixes_do(given_file):
    data, source, changes = given_file
    one = finding(fix=Repair(changes, safe=True), place=between(source, 0, 0), also=())
    (told,) = diagnostics(Result(findings=(one,), sources={source.path: source}))
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    body = data[len(mark) :]
    starts = [0, *(found.end() for found in re.finditer(rb"\r\n|\n|\r", body))]
    for each in told.get("suggestions", ()):
        start, end = (
            starts[each["range"][name]["line"] - 1] + each["range"][name]["column"] - 1
            for name in ("start", "end")
        )
        body = body[:start] + each["text"].encode() + body[end:]
    if told.get("suggestions"):
        assert mark + body == spliced(data, changes)
