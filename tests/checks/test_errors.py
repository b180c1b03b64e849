"""Checks of error codes on what no author would write, and what a catalogue does to them."""

from __future__ import annotations

import pytest

from doclint.checks import error_sets, errors
from doclint.checks._error_codes import prefix, style
from doclint.config import UsageError, load_config
from doclint.files import Memory
from doclint.model.project import Endpoint, Project
from doclint.rules.catalog import catalog
from doclint.run import lint
from tests.build import contracts_of, table

CONFIG = '[[api]]\nname = "pets"\npages = "docs/**"\nerrors = "codes.csv"\n'
PAGE = '# Pets\n\n```json\n{"error_code": "PET.2"}\n```\n'


def found(files: dict[str, str]) -> list[str]:
    memory = Memory({"doclint.toml": CONFIG, "codes.csv": "code\nPET.1\n", **files})
    rules = [rule for rule in catalog() if rule.id == "error/unknown-error-code"]
    result = lint(memory, (".",), load_config(memory, "doclint.toml"), rules)
    assert not result.crashes
    return [str(finding) for finding in result.findings]


def test_a_catalogue_is_about_the_pages_of_its_api_only():
    (only,) = found({"docs/pets.md": PAGE, "other/pets.md": PAGE})
    assert only.startswith("docs/pets.md:4:")


@pytest.mark.parametrize(
    ("text", "reason"),
    [(None, "cannot be read as error codes"), ("a,b\n1,2\n", "lists no error codes")],
)
def test_a_catalogue_that_says_nothing_stops_the_run(text, reason):
    memory = Memory(
        {"doclint.toml": CONFIG, "docs/a.md": PAGE, **({"codes.csv": text} if text else {})}
    )
    with pytest.raises(UsageError, match=reason):
        lint(memory, (".",), load_config(memory, "doclint.toml"), ())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("40013", "number"),
        ("-32600", "number"),
        ("APP.0101", "APP"),
        ("A-B-12", "A-B"),
        ("no_pet", "lower_"),
        ("NO_PET", "upper_"),
        ("NoPet", "mixed"),
    ],
)
def test_codes_are_told_apart_by_how_they_are_written(code, expected):
    assert style(code) == expected


def test_a_word_has_no_prefix():
    assert [prefix(code) for code in ("no_pet", "E404", "1.2", "")] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (table("Error code | Message", *["40013 | x"] * 400), ["40013"] * 400),
        (
            table("Error code | Message", *[f"{n} | x" for n in range(400)]),
            [str(n) for n in range(400)],
        ),
        ("# Pets\n\n## Errors\n\n" + "* `E1` - x\n" * 400, ["E1"] * 400),
        (
            "An error: "
            + "error_a " * 200
            + '\n\n```json\n{"error_code": 1'
            + ', "a": 1' * 200
            + "}\n```",
            ["1"],
        ),
        ('```json\n{"error_code": "' + "A." * 2000 + '1"}\n```', ["A." * 2000 + "1"]),
        ('```json\n{"error_code": "' + "A_" * 2000 + '"}\n```', ["A_" * 2000]),
    ],
)
def test_many_and_long_codes_are_read_and_not_told_of(text, codes):
    endpoints = tuple(Endpoint(contract) for contract in contracts_of(text))
    documented = [endpoint.documented for endpoint in endpoints]
    listings = [listing for one in documented for listing in one.listings]
    assert [e.code for one in (*documented, *listings) for e in one.errors] == codes
    each = (errors.unknown, errors.missing, errors.type_differs, errors.field_not_in_example)
    assert not [hit for check in each for endpoint in endpoints for hit in check(endpoint)]
    assert not [hit for listing in listings for hit in errors.duplicate(listing)]
    project = Project(endpoints=endpoints)
    over = (error_sets.shape_differs, error_sets.foreign_prefix, error_sets.contradicting)
    assert not [hit for check in over for hit in check(project)]
