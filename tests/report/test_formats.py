"""Each format says every finding, and JSON is what its schema says."""

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from doclint.model.finding import Also, Change, Finding, Place, Repair
from doclint.model.result import Coverage, Result
from doclint.model.source import Source
from doclint.report.formats import lines
from doclint.report.summary import summary

PAGE = Source("docs/pets.md", "# Pets\n\n| `limit` | **string** |\n")
SPEC = Source("openapi.yaml", "a: 1\nschema: {type: integer}\n")


def place(source, text):
    start = source.text.index(text)
    line, column = source.position(start)
    end_line, end_column = source.position(start + len(text))
    return Place(source.path, start, start + len(text), line, column, end_line, end_column)


def finding(**changes):
    values = {
        "rule": "parameter/type-differs",
        "severity": "error",
        "place": place(PAGE, "string"),
        "message": "`limit` is a string on the page, an integer in the spec",
        "subject": "query:limit",
        "operation": "GET /pets",
        "also": (Also(place(SPEC, "integer"), "the spec", "/schema/type"),),
        "fingerprint": "0123456789abcdef",
    }
    return Finding(**(values | changes))


RESULT = Result(
    findings=(finding(), finding(rule="a/b", severity="info", also=(), operation=None)),
    suppressed=(finding(rule="c/d", state="suppressed", reason="known"),),
    coverage=Coverage(pages=1),
    sources={PAGE.path: PAGE, SPEC.path: SPEC},
)


def shown(name, result=RESULT, **options):
    return "\n".join(lines(result, name, **options))


def test_full_shows_both_ends():
    one = Result(findings=RESULT.findings[:1], sources=RESULT.sources)
    assert (
        shown("full", one)
        == """\
error[parameter/type-differs]: `limit` is a string on the page, an integer in the spec
  --> docs/pets.md:3:15   GET /pets
    3 | | `limit` | **string** |
      |               ^^^^^^ the page
  ::: openapi.yaml:2:16   #/schema/type
    2 | schema: {type: integer}
      |                ------- the spec
"""
    )


def test_full_without_the_text_of_a_file_still_says_where():
    assert "--> docs/pets.md:3:15" in shown("full", Result(findings=(finding(),)))


def test_concise_is_a_line_a_finding():
    assert shown("concise").splitlines() == [
        "docs/pets.md:3:15: error[parameter/type-differs] "
        "`limit` is a string on the page, an integer in the spec",
        "docs/pets.md:3:15: info[a/b] `limit` is a string on the page, an integer in the spec",
    ]


def test_the_other_line_of_a_page_is_said_where_it_is_another():
    row, same = place(PAGE, "limit"), place(PAGE, "string")
    above = finding(also=(Also(replace(row, line=1), "the other row"),))
    beside = finding(also=(Also(same, "the cell"),))
    for name in ("concise", "grouped"):
        assert "in the spec (see line 1)" in shown(name, Result(findings=(above,)))
        assert "(see line" not in shown(name, Result(findings=(finding(), beside)))


def test_grouped_says_the_path_once():
    assert shown("grouped").count("docs/pets.md") == 1
    assert "  3:15  error  " in shown("grouped")


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_text_leaves_out_what_is_suppressed_and_colors_only_on_demand(name):
    assert "c/d" not in shown(name)
    assert "\x1b" not in shown(name)
    assert "\x1b[31m" in shown(name, color=True)


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_text_of_pages_reaches_no_terminal_raw(name):
    hostile = Result(findings=(finding(message="a\x1b[2Jb", operation="GET /\x1b[2J"),))
    assert "\x1b" not in shown(name, hostile)


def test_json_is_what_its_schema_says():
    schema = json.loads(files("doclint.report").joinpath("findings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(shown("json")))


def test_json_has_the_values_of_version_1():
    document = json.loads(shown("json"))
    assert document["version"] == 1
    assert document["coverage"]["pages"] == 1
    first = next(one for one in document["findings"] if one["family"] == "parameter")
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (
        3,
        15,
        3,
        21,
    )
    assert first["also"] == [{"path": "openapi.yaml", "line": 2, "column": 16, "label": "the spec"}]
    assert (first["state"], first["reason"], first["fix"]) == ("new", None, None)


def test_json_keeps_what_is_suppressed_and_why():
    states = {
        (one["rule"], one["state"], one["reason"]) for one in json.loads(shown("json"))["findings"]
    }
    assert ("c/d", "suppressed", "known") in states


def test_jsonl_is_a_finding_a_line():
    assert [json.loads(line)["rule"] for line in shown("jsonl").splitlines()] == [
        "a/b",
        "c/d",
        "parameter/type-differs",
    ]


def test_the_summary_says_what_was_checked_and_that_no_spec_was_found():
    (line,) = summary(RESULT, seconds=0.42)
    assert line.startswith("1 error, 1 info, 1 suppressed in ")
    assert "no spec found" in line
    assert line.endswith(" 0.4 s")


def repair(*texts, safe=True, start=16, end=18):
    changes = (Change(PAGE.path, start, end, text) for text in texts)
    return finding(fix=Repair(tuple(changes), safe))


@pytest.mark.parametrize(
    ("fixed", "mark", "help_"),
    [
        (repair("integer"), "[fix]", "write `integer` here"),
        (repair("integer", end=16), "[fix]", "add `integer` here"),
        (repair("", start=2, end=6), "[fix]", "remove `Pets` here"),
        (repair("", start=0, end=20), "[fix]", "remove `# Pets...` here"),
        (repair("a\nb"), "[fix]", "it can be rewritten"),
        (repair("a", "b"), "[fix]", "it can be rewritten"),
        (repair("x" * 99), "[fix]", "it can be rewritten"),
        (repair("a", safe=False), "[unsafe fix]", "`a` here (look at it afterwards"),
        (repair("\x1b[31m"), "[fix]", "write `\\x1b[31m` here"),
    ],
)
def test_full_says_what_a_fix_does(fixed, mark, help_):
    text = shown("full", Result(findings=(fixed,), sources=RESULT.sources))
    assert text.splitlines()[0].endswith(f"  {mark}")
    assert help_ in text.splitlines()[-1]
    assert text.splitlines()[-1].startswith("  help: ")


@pytest.mark.parametrize(
    ("found", "done", "said"),
    [
        ((repair("a"), finding()), "", "2 errors in 1 page, 1 fixable with `--fix`; "),
        ((repair("a", safe=False),), "", "1 error in 1 page, 1 fixable with `--unsafe-fixes`; "),
        ((repair("a"), repair("a", safe=False)), "", "`--fix`, 1 more with `--unsafe-fixes`; "),
        ((repair("a"),), "3 fixed", "3 fixed, 1 error in 1 page; "),
        ((), "0 fixed", "0 fixed, no findings in 1 page; "),
    ],
)
def test_the_summary_counts_what_can_be_fixed_and_what_was(found, done, said):
    (line,) = summary(Result(findings=found), seconds=0, done=done)
    assert said.replace("1 page", "0 pages") in line


def test_json_of_a_fix_is_as_its_schema_says():
    document = json.loads(shown("json", Result(findings=(repair("a", "b", safe=False),))))
    schema = json.loads((files("doclint.report") / "findings.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    assert [edit["text"] for edit in document["findings"][0]["fix"]["edits"]] == ["a", "b"]
    assert document["findings"][0]["fix"]["safe"] is False
