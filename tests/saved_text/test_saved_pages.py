"""Saved pages say what they said on their site: a right one is silent, each defect is found."""

from __future__ import annotations

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.model.contract import Contract, Listing
from doclint.model.finding import Finding
from doclint.model.source import Source
from doclint.parse.pages import parse_page
from doclint.read.contracts import read_page
from doclint.rules.catalog import catalog, select
from doclint.run import lint
from tests.build import WORDS, named
from tests.saved_text.dumps import ALL, SPEC

CHROME = ("page/page-chrome", "page/duplicate-navigation-entry")


def findings(files, *, strict=False) -> list[Finding]:
    paths = [path for path in files if path.endswith(".txt")]
    rules = select(catalog(), strict=strict)
    found = lint(Memory(files), paths, Config(), rules, ["api.yaml"]).findings
    return [one for one in found if one.rule not in CHROME]


def contract_of(text: str) -> Contract:
    contracts = read_page(parse_page(Source("page.txt", text)), WORDS)
    (found,) = [one for one in contracts if one.namings]
    return found


def listings(contract: Contract, kind: str) -> list[Listing]:
    return [one for one in contract.listings if one.kind == kind]


@pytest.mark.parametrize("name", ALL)
def test_a_saved_page_that_is_right_is_silent(name):
    assert findings({"page.txt": ALL[name], "api.yaml": SPEC}, strict=True) == []


@pytest.mark.parametrize("name", ALL)
def test_a_saved_page_names_its_operation(name):
    assert named(contract_of(ALL[name])) == ["GET /v1/berths"]


@pytest.mark.parametrize("name", ALL)
def test_its_parameters_are_read(name):
    (first, *_) = listings(contract_of(ALL[name]), "members")
    assert first.where == "query"
    assert [(m.name, m.type.value.words) for m in first.members if m.type] == [
        ("limit", "integer"),
        ("pier", "string"),
    ]
    assert [m.required.value for m in first.members if m.required] == [False, True]


@pytest.mark.parametrize("name", ALL)
def test_its_example_is_read(name):
    samples = contract_of(ALL[name]).samples
    bodies = ["".join(one.example.body.split()) for one in samples if one.role == "response"]
    assert bodies == ['{"berth_id":"N-12","depth":7.5}']


@pytest.mark.parametrize(
    ("name", "right", "wrong", "rule"),
    [
        ("inner_text", "limit\tinteger", "limit\tstring", "parameter/type-differs"),
        ("inner_text", "pier\tstring\tYes", "pier\tstring\tNo", "parameter/required-differs"),
        ("inner_text", "pier\tstring", "peir\tstring", "parameter/near-miss-name"),
        ("inner_text", "404: Not Found", "404: Forbidden", "response/status-text-differs"),
        ("terminal", "401: Unauthorized", "409: Conflict", "response/unknown-status"),
        ("inner_text", '"N-12",', '"N-12"', "example/invalid-json"),
        ("inner_text", '"depth": 7.5', '"depth": "7.5"', "example/differs-from-schema"),
        ("inner_text", "Default: 20", "Default: 50", "parameter/default-differs"),
        ("extracted", "| limit | integer", "| limit | string", "parameter/type-differs"),
        ("extracted", "- 404: Not Found\n", "- 418: Teapot\n", "response/unknown-status"),
        ("extracted", '"N-12", "depth"', '"N-12" "depth"', "example/invalid-json"),
        ("in_lines", "limit\ninteger", "limit\nboolean", "parameter/type-differs"),
        ("in_lines", '"berth_id": "N-12",', '"berth_id": "N-12"', "example/invalid-json"),
        ("terminal", "limit  integer", "limit  boolean", "parameter/type-differs"),
        ("terminal", '2   "berth_id"', '2   berth_id"', "example/invalid-json"),
        ("plain", "limit   integer", "limit   boolean", "parameter/type-differs"),
        ("plain", "401: Unauthorized", "401: Forbidden", "response/status-text-differs"),
        ("plain", '"berth_id": "N-12",', '"berth_id": "N-12"', "example/invalid-json"),
    ],
)
def test_a_defect_of_a_saved_page_is_found_at_its_line(name, right, wrong, rule):
    text = ALL[name]
    assert text.count(right) >= 1
    broken = text.replace(right, wrong, 1)
    found = findings({"page.txt": broken, "api.yaml": SPEC})
    line = text[: text.index(right)].count("\n") + 1
    last = line + max(wrong.count("\n"), right.count("\n"))
    assert [one.rule for one in found] == [rule]
    assert line <= found[0].place.line <= last + 1


def test_a_row_that_a_saved_page_lacks_is_missing():
    text = ALL["inner_text"].replace("pier\tstring\tYes\tThe pier that the berths belong to.\n", "")
    found = findings({"page.txt": text, "api.yaml": SPEC})
    assert "parameter/missing-parameter" not in [one.rule for one in found]  # menus are cells too
    whole = ALL["extracted"].replace(
        "| pier | string | Yes | The pier that the berths belong to. |\n", ""
    )
    found = findings({"page.txt": whole, "api.yaml": SPEC})
    assert [(one.rule, one.subject) for one in found] == [
        ("parameter/missing-parameter", "query:pier")
    ]
