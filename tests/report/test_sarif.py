"""SARIF is what its standard says and what code scanning reads, and its fixes are exact."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given

from doclint import __version__
from doclint.fix.splice import spliced
from doclint.model.entry import Ledger
from doclint.model.finding import Also, Change, Repair
from doclint.model.result import Crash, Result
from tests.corpus import CORPUS
from tests.report.specimens import (
    HERE,
    HOSTILE,
    PAGE,
    SPEC,
    between,
    files,
    finding,
    findings,
    many,
    mended,
    place,
    result,
    shown,
    situations,
)

OFFICIAL = CORPUS / "schemas/sarif-2.1.0.json"
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
NUMBER = {"type": "integer", "minimum": 1}


def strictly(required, **optional):
    """An object that has these keys and no others."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


FILE = strictly(
    {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9%/._~:-]+$"}},
    uriBaseId={"const": "%SRCROOT%"},
)
REGION = strictly(
    dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), NUMBER),
)
PLACE = strictly({"artifactLocation": FILE, "region": REGION})
LEVEL = {"enum": ["error", "warning", "note"]}
RESULT = strictly(
    {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {
            "type": "array",
            "minItems": 1,
            "items": strictly({"physicalLocation": PLACE}, logicalLocations={"type": "array"}),
        },
        "partialFingerprints": strictly({"doclint/v1": {"type": "string", "minLength": 1}}),
        "properties": {"type": "object"},
    },
    relatedLocations={
        "type": "array",
        "items": strictly({"id": NUMBER, "physicalLocation": PLACE, "message": TEXT}),
    },
    baselineState={"const": "new"},
    fixes={
        "type": "array",
        "items": strictly(
            {
                "description": TEXT,
                "artifactChanges": {
                    "type": "array",
                    "minItems": 1,
                    "items": strictly(
                        {
                            "artifactLocation": FILE,
                            "replacements": {
                                "type": "array",
                                "minItems": 1,
                                "items": strictly({"deletedRegion": REGION}, insertedContent=TEXT),
                            },
                        }
                    ),
                },
            }
        ),
    },
)
RULE = strictly(
    {"id": {"type": "string"}},
    shortDescription=TEXT,
    fullDescription=TEXT,
    help=strictly({"text": {"type": "string"}, "markdown": {"type": "string"}}),
    defaultConfiguration=strictly({"level": LEVEL}),
    properties={"type": "object"},
)
NOTE = strictly(
    {"level": LEVEL, "message": TEXT}, associatedRule=strictly({"id": {"type": "string"}})
)
OURS = strictly(
    {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": strictly(
                {
                    "tool": strictly(
                        {
                            "driver": strictly(
                                {
                                    "name": {"const": "doclint"},
                                    "semanticVersion": {"const": __version__},
                                    "rules": {"type": "array", "items": RULE},
                                    "language": {"const": "en-US"},
                                }
                            )
                        }
                    ),
                    "invocations": {
                        "type": "array",
                        "minItems": 1,
                        "items": strictly(
                            {
                                "executionSuccessful": {"type": "boolean"},
                                "toolExecutionNotifications": {"type": "array", "items": NOTE},
                            }
                        ),
                    },
                    "originalUriBaseIds": {"type": "object"},
                    "columnKind": {"const": "unicodeCodePoints"},
                    "newlineSequences": {"type": "array"},
                    "results": {"type": "array", "maxItems": 5000, "items": RESULT},
                }
            ),
        },
    }
)


def run_of(of, context=HERE):
    """The only run of a log, once it is what it has to be."""
    log = json.loads(shown("sarif", of, context))
    (run,) = log["runs"]
    few = {**run, "results": run["results"][:99]} if len(run["results"]) <= 5000 else run
    jsonschema.Draft202012Validator(OURS).validate({**log, "runs": [few]})
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    return run


def notes_of(run):
    return [
        (note["level"], note["message"]["text"])
        for note in run["invocations"][0]["toolExecutionNotifications"]
    ]


@pytest.mark.parametrize("name", situations())
def test_each_situation_gives_a_log_as_we_mean_it(name):
    run_of(*situations()[name])


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="DOCLINT_CORPUS has no schema of SARIF")
@pytest.mark.parametrize("name", [name for name in situations() if name != "too many"])
def test_each_situation_gives_a_log_of_the_standard(name):
    schema = json.loads(OFFICIAL.read_text("utf-8"))
    log = json.loads(shown("sarif", *situations()[name]))
    jsonschema.Draft7Validator(
        schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    ).validate(log)


def test_a_result_has_both_ends():
    (one,) = run_of(result(finding()))["results"]
    assert one["level"] == "error"
    assert one["message"]["text"].startswith("`limit` is a string on the page")
    own = one["locations"][0]
    assert own["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/pets.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 15, "endLine": 3, "endColumn": 21},
    }
    assert own["logicalLocations"] == [{"fullyQualifiedName": "GET /pets"}]
    (spec,) = one["relatedLocations"]
    assert spec["message"]["text"] == "the spec"
    assert spec["physicalLocation"]["artifactLocation"]["uri"] == "openapi.yaml"
    assert spec["physicalLocation"]["region"]["startLine"] == 2
    assert one["partialFingerprints"] == {"doclint/v1": "0123456789abcdef"}
    assert "primaryLocationLineHash" not in str(one)  # the upload warns of each that is not its own


def test_a_rule_says_why_and_how_bad_it_is():
    rules = run_of(result(finding(), finding(rule="house/unknown")))["tool"]["driver"]["rules"]
    unknown, known = rules
    assert unknown == {"id": "house/unknown"}
    assert known["defaultConfiguration"] == {"level": "error"}
    assert known["shortDescription"]["text"] == HERE_RULE.summary
    assert HERE_RULE.why.strip() in known["help"]["markdown"]
    assert known["properties"] == {
        "tags": ["documentation", "parameter"],
        "problem.severity": "error",
    }


HERE_RULE = next(rule for rule in HERE.rules() if rule.id == "parameter/type-differs")


def test_the_worst_of_too_many_are_kept_and_the_number_of_the_others_is_said():
    found = [*many(5001, severity="warning"), finding()]
    run = run_of(result(*found))
    assert len(run["results"]) == 5000
    assert run["results"][0]["level"] == "error"
    assert notes_of(run) == [
        ("warning", "2 findings are left out: the 5000 worst are here, as GitHub wants it")
    ]


def test_what_is_suppressed_or_known_is_counted_and_left_out():
    hidden = finding(state="suppressed", reason="known")
    known = finding(state="baselined")
    run = run_of(
        result(suppressed=(hidden,), baselined=(known, known), older=(known,), since="main")
    )
    assert run["results"] == []
    assert notes_of(run) == [
        ("note", "1 finding is suppressed, and left out"),
        ("note", "2 findings are in the baseline, and left out"),
        ("note", "1 finding is in main already, and left out"),
    ]


def test_what_is_compared_with_something_is_said_to_be_new():
    for values in ({"since": "main"}, {"ledger": Ledger(".doclint-baseline.json")}):
        (one,) = run_of(result(finding(), **values))["results"]
        assert one["baselineState"] == "new"
    (one,) = run_of(result(finding()))["results"]
    assert "baselineState" not in one


def test_a_run_that_did_not_end_well_says_so():
    crashed = run_of(result(finding(), crashes=(Crash("a/b", "KeyError: 'x' (checks.py:3)"),)))
    assert crashed["invocations"][0]["executionSuccessful"] is False
    (note,) = crashed["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["associatedRule"]) == ("error", {"id": "a/b"})
    assert "KeyError: 'x'" in note["message"]["text"]
    empty = run_of(Result(), replace(HERE, nothing=True))
    assert empty["invocations"][0]["executionSuccessful"] is False
    assert notes_of(empty)[0][1].startswith("nothing to check")
    assert run_of(result(finding()))["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/a page #1?.md", "docs/a%20page%20%231%3F.md"),
        ("docs/100%25.md", "docs/100%2525.md"),
        ("C:\\docs\\pets.md", "C%3A%5Cdocs%5Cpets.md"),
        ("docs/\udcff.md", "docs/%FF.md"),
        ("\u30da.md", "%E3%83%9A.md"),
    ],
)
def test_paths_are_encoded(path, uri):
    (one,) = run_of(result(finding(place=replace(place(PAGE, "limit"), path=path))))["results"]
    assert one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_paths_are_those_of_the_repository():
    below = replace(HERE, here="/repo/docs/api")
    for path, file in (
        ("pets.md", {"uri": "docs/api/pets.md", "uriBaseId": "%SRCROOT%"}),
        ("../../openapi.yaml", {"uri": "openapi.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/repo/openapi.yaml", {"uri": "openapi.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../../../other/a b.yaml", {"uri": "file:///other/a%20b.yaml"}),
        ("/repository/a.yaml", {"uri": "file:///repository/a.yaml"}),
    ):
        (one,) = run_of(result(finding(place=replace(place(PAGE, "limit"), path=path))), below)[
            "results"
        ]
        assert one["locations"][0]["physicalLocation"]["artifactLocation"] == file


def test_no_message_has_a_link_of_a_page():
    for text in HOSTILE:
        (one,) = run_of(result(finding(message=text)))["results"]
        assert not re.search(r"\[[^\]]*\]\(", one["message"]["text"])


def test_a_fix_in_a_file_that_is_not_known_is_left_out():
    (one,) = run_of(result(mended("integer", 0, 3, path="other.md")))["results"]
    assert "fixes" not in one


def test_a_fix_says_whether_it_is_safe():
    run = run_of(result(mended("integer", 24, 30), mended("", 24, 30, safe=False)))
    safe, unsafe = (one["fixes"][0] for one in run["results"])
    assert safe["description"]["text"] == "what `--fix` writes"
    assert "--unsafe-fixes" in unsafe["description"]["text"]
    assert "insertedContent" not in unsafe["artifactChanges"][0]["replacements"][0]


def test_a_fix_of_several_files_names_each():
    changes = (
        Change(PAGE.path, 0, 1, "a"),
        Change(SPEC.path, 0, 1, "b"),
        Change(PAGE.path, 3, 4, ""),
    )
    (one,) = run_of(result(finding(fix=Repair(changes, safe=True))))["results"]
    told = one["fixes"][0]["artifactChanges"]
    assert [(each["artifactLocation"]["uri"], len(each["replacements"])) for each in told] == [
        ("docs/pets.md", 2),
        ("openapi.yaml", 1),
    ]


def applied(data, replacements):
    """What an editor makes of a file with replacements, by lines and columns of SARIF."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    text = data[len(mark) :].decode()
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]
    for one in reversed(replacements):
        region = one["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + one.get("insertedContent", {}).get("text", "") + text[end:]
    return mark + text.encode()


@given(files())
def test_replacements_do_what_fixes_do(given_file):
    data, source, changes = given_file
    fixed = finding(fix=Repair(changes, safe=True), place=between(source, 0, 0), also=())
    (one,) = run_of(Result(findings=(fixed,), sources={source.path: source}))["results"]
    (change,) = one["fixes"][0]["artifactChanges"]
    assert applied(data, change["replacements"]) == spliced(data, changes)


@given(findings())
def test_any_finding_is_a_result(one):
    run = run_of(result(one))
    assert len(run["results"]) == 1


def test_at_most_a_hundred_places_are_told():
    also = tuple(Also(place(SPEC, "integer"), f"page {number}") for number in range(150))
    (one,) = run_of(result(finding(also=also)))["results"]
    assert len(one["relatedLocations"]) == 99
