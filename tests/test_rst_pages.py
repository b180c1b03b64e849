"""Trees of reStructuredText: silent where they are right, told where they are not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("docutils", reason="pages in reStructuredText take docutils (the extra `rst`)")

from doclint.config import Config
from doclint.files import Memory
from doclint.rules.catalog import catalog, select
from doclint.run import lint

FOLDER = Path(__file__).parent / "rst_pages"
FILES = {
    path.relative_to(FOLDER).as_posix(): path.read_text("utf-8")
    for path in sorted(FOLDER.rglob("*"))
    if path.is_file()
}
RULES = select(catalog(), strict=True)
PATIENTS, VISITS, HTTP = "api-ref/patients.inc", "api-ref/visits.inc", "http_domain.rst"

DEFECTS = [
    (
        PATIENTS,
        "GET /v1/patients/{patient_id}",
        "{patient_id}",
        "{id_of}",
        "endpoint/path-placeholder-differs",
    ),
    (PATIENTS, "rest_method:: GET /v1/patients\n", "GET", "PUT", "endpoint/method-differs"),
    (PATIENTS, "rest_method:: GET /v1/patients\n", "patients", "patient", "endpoint/path-differs"),
    (PATIENTS, "- limit: limit", "- limit", "- limits", "parameter/near-miss-name"),
    (
        PATIENTS,
        "- sort: patient_sort",
        "patient_sort",
        "patient_sorted",
        "parameter/unresolved-row",
    ),
    (PATIENTS, "- limit: limit", ": limit", ": patient_sort", "parameter/type-differs"),
    (PATIENTS, "   - 404\n", "404", "405", "response/unknown-status"),
    (PATIENTS, "   - 200\n", "   - 200\n", "", "table/header-only"),
    (PATIENTS, '"name": "Ada",\n       "w', ",", "", "example/invalid-json"),
    (PATIENTS, '"id": 7,\n       "n', "7", '"7"', "example/differs-from-schema"),
    ("api-ref/samples/patients.json", '"id": 7', "7", "true", "example/differs-from-schema"),
    (VISITS, "* - ``day``\n     - string", "string", "integer", "body/type-differs"),
    (VISITS, "* - ``day``", "day", "days", "body/unknown-property"),
    (
        VISITS,
        "* - ``patient_id``\n     - integer\n     - yes",
        "yes",
        "no",
        "body/required-differs",
    ),
    (VISITS, "409   The", "409", "418", "response/unknown-status"),
    (VISITS, "| ``visit_id`` | integer |", "integer |", "string  |", "parameter/type-differs"),
    (
        VISITS,
        "| ``visit_id`` | integer | Yes       |",
        "Yes",
        "No ",
        "parameter/required-differs",
    ),
    (
        VISITS,
        "|              |         |           | be cancelled.        |",
        "be cancelled.        |",
        "be cancelled.",
        "table/broken-grid",
    ),
    (VISITS, '   204, "The', "204", "205", "response/unknown-status"),
    (
        HTTP,
        "http:delete:: /v1/visits/(int:visit_id)",
        "visit_id",
        "id_of",
        "endpoint/path-placeholder-differs",
    ),
    (HTTP, ":reqjson string day", "string", "boolean", "body/type-differs"),
    (HTTP, ":reqjson string day", "day", "date_of", "body/unknown-property"),
    (HTTP, ":statuscode 404", "404", "406", "response/unknown-status"),
]


def told(files, *paths):
    return lint(Memory(files), paths or ["."], Config(), RULES).findings


@pytest.mark.parametrize("path", ["api-ref", HTTP])
def test_what_is_right_is_silent(path):
    assert [str(finding) for finding in told(FILES, path)] == []


@pytest.mark.parametrize(("path", "near", "old", "new", "rule"), DEFECTS)
def test_what_is_wrong_is_told_at_its_line(path, near, old, new, rule):
    text = FILES[path]
    assert text.count(near) == 1
    at = text.index(near) + near.index(old)
    files = FILES | {path: text[:at] + new + text[at + len(old) :]}
    line = text[:at].count("\n") + 1
    found = [(f.rule, f.place.path, f.place.line) for f in told(files, path.partition("/")[0])]
    assert (rule, path, line) in found or (
        rule in ("table/header-only", "example/invalid-json")
        and any(one[:2] == (rule, path) and abs(one[2] - line) < 4 for one in found)
    )
    assert len(found) < 4


def test_what_an_entry_says_is_told_at_the_row_and_at_the_entry():
    text = FILES[PATIENTS].replace("- limit: limit", "- limit: patient_sort")
    (finding,) = told(FILES | {PATIENTS: text}, "api-ref")
    assert str(finding.place) == "api-ref/patients.inc:22:13"
    assert ("api-ref/parameters.yaml:15:1", "its entry") in {
        (str(also.place), also.label) for also in finding.also
    }


def test_what_an_entry_says_wrong_of_several_rows_is_told_once():
    file, name = (
        "api-ref/parameters.yaml",
        "    Where the patient is.\n  in: body\n  required: false\n",
    )
    assert FILES[file].count(f"{name}  type: string") == 1
    text = FILES[file].replace(f"{name}  type: string", f"{name}  type: integer")
    (finding,) = told(FILES | {file: text}, "api-ref")
    assert (finding.rule, str(finding.place)) == ("body/type-differs", f"{PATIENTS}:32:12")
    also = [(str(also.place), also.label) for also in finding.also]
    assert (f"{PATIENTS}:67:12", "and here") in also
    assert (
        also.count(
            (f"{file}:{text[: text.index('patient_ward')].count(chr(10)) + 1}:1", "its entry")
        )
        == 1
    )


def test_what_an_example_shows_otherwise_has_the_entry_of_its_row():
    file = "api-ref/parameters.yaml"
    text = FILES[file].replace(
        "    What the patient is called.\n  in: body\n  required: true\n  type: string",
        "    What the patient is called.\n  in: body\n  required: true\n  type: integer",
    )
    assert text != FILES[file]
    found = lint(
        Memory({**FILES, file: text, "openapi.yaml": ""}), ["api-ref"], Config(), RULES
    ).findings
    (finding,) = found
    assert finding.rule == "example/type-differs-from-table"
    labels = [also.label for also in finding.also]
    assert labels.count("its entry") == 1
    assert "and here" in labels


def test_comments_silence_rules_in_the_file_that_they_stand_in():
    text = FILES[VISITS].replace("409   The", "418   The")
    marked = text.replace("====  =====", ".. doclint: ignore[response] it is one\n\n====  =====", 1)
    assert told(FILES | {VISITS: text}, "api-ref")
    assert told(FILES | {VISITS: marked}, "api-ref") == ()


def test_pages_of_projects_say_nothing_of_apis():
    readme = """\
Clinic
======

.. image:: https://img.example/clinic.svg
   :target: https://clinic.example

A library. Install it with ``pip install clinic``::

    $ pip install clinic[all]

>>> import clinic
>>> clinic.open("a", mode='r')
{'a': 1}

=======  ==========
Option   Meaning
=======  ==========
verbose  Says more.
=======  ==========

Changes
-------

1.0 (2031-01-01)
~~~~~~~~~~~~~~~~

* #12: `open` takes |n| modes (`#12 <https://clinic.example/12>`__, by @ada).
* Removed ``close_``; see :class:`clinic.File`.

.. |n| replace:: two
"""
    assert told({"README.rst": readme, "CHANGES.rst": readme}) == ()


def test_markdown_alone_imports_no_docutils(tmp_path):
    (tmp_path / "a.md").write_text("# Pets\n\n`GET /pets`\n", "utf-8")
    code = (
        "import sys; from doclint.cli import main; main(['check', '-q', sys.argv[1]]);"
        "print(any(name.partition('.')[0] == 'docutils' for name in sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(FOLDER.parents[1] / "src")},
    )
    assert (ended.stderr, ended.stdout.split()) == ("", ["False"])
