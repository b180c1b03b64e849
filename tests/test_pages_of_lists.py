"""Pages whose members stand in lists, below headings and in types: silent, and each slip told."""

from __future__ import annotations

from pathlib import Path

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.rules.catalog import catalog, select
from doclint.run import lint

FOLDER = Path(__file__).parent / "lists"
SPEC = (FOLDER / "openapi.yaml").read_text("utf-8")
RULES = select(catalog())
SLIPS = {
    "typed-bullets.md": {
        8: "body/type-differs",
        9: "body/default-differs",
        11: "body/required-differs",
        12: "body/near-miss-name",
        17: "response/unknown-status",
    },
    "bold-bullets.md": {
        7: "parameter/default-differs",
        8: "parameter/enum-differs",
        9: "parameter/type-differs",
        13: "body/type-differs",
    },
    "plain-bullets.md": {
        7: "body/required-differs",
        8: "body/near-miss-name",
        9: "body/default-differs",
        12: "body/type-differs",
    },
    "attributes.md": {
        10: "parameter/default-differs",
        13: "parameter/required-differs",
        14: "parameter/enum-differs",
        16: "parameter/type-differs",
    },
    "definitions.md": {
        8: "body/required-differs",
        11: "body/type-differs",
        14: "body/default-differs",
        16: "body/near-miss-name",
    },
    "definitions.html": {
        8: "parameter/default-differs",
        9: "parameter/type-differs",
        12: "parameter/near-miss-name",
        19: "body/type-differs",
        21: "response/unknown-status",
    },
    "fields.html": {
        7: "body/type-differs",
        8: "body/default-differs",
        9: "body/near-miss-name",
        11: "body/enum-differs",
        13: "response/unknown-status",
    },
    "headings.md": {
        11: "parameter/default-differs",
        19: "parameter/type-differs",
        20: "parameter/required-differs",
        23: "parameter/type-differs",
    },
    "marked-headings.md": {
        7: "body/required-differs",
        11: "body/type-differs",
        17: "body/default-differs",
        19: "body/near-miss-name",
    },
    "attribute-lists.md": {
        7: "body/required-differs",
        8: "body/type-differs",
        9: "body/type-differs",
        11: "body/unknown-property",
    },
    "tags.md": {
        7: "parameter/type-differs",
        8: "parameter/enum-differs",
        9: "parameter/near-miss-name",
    },
    "types.md": {
        9: "body/required-differs",
        10: "body/type-differs",
        11: "body/default-differs",
        13: "body/unknown-property",
        26: "body/enum-differs",
    },
    "blueprint.apib": {
        16: "parameter/default-differs",
        23: "parameter/enum-differs",
        24: "parameter/type-differs",
        34: "body/type-differs",
        39: "example/invalid-json",
        49: "body/near-miss-name",
        51: "body/default-differs",
        64: "body/enum-differs",
    },
    "url-template.md": {
        17: "parameter/type-differs",
        21: "parameter/default-differs",
        22: "parameter/near-miss-name",
        30: "response/unknown-status",
    },
    "label-template.md": {
        15: "body/required-differs",
        21: "body/required-differs",
        23: "body/type-differs",
        27: "response/status-text-differs",
        32: "example/enum-value-unknown",
    },
    "answers.md": {12: "body/near-miss-name"},
}
"""Where a slip stands in a page of `broken`, and the rule that tells it."""

UNBROKEN = {"prose.md"}
"""Pages that only have lists of other things."""


def found(folder: str, name: str) -> dict[int, str]:
    texts = {name: (FOLDER / folder / name).read_text("utf-8"), "openapi.yaml": SPEC}
    findings = lint(Memory(texts), [name], Config(), RULES, ["openapi.yaml"]).findings
    return {finding.place.line: finding.rule for finding in findings}


def test_each_page_is_there_clean_and_broken():
    assert {path.name for path in (FOLDER / "broken").iterdir()} == set(SLIPS)
    assert {path.name for path in (FOLDER / "clean").iterdir()} == {*SLIPS, *UNBROKEN}


@pytest.mark.parametrize("name", [*SLIPS, *UNBROKEN])
def test_a_page_that_agrees_with_its_spec_has_no_findings(name):
    assert found("clean", name) == {}


@pytest.mark.parametrize("name", SLIPS)
def test_each_slip_is_told_at_its_line(name):
    assert found("broken", name) == SLIPS[name]
