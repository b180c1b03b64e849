"""The example rules of a house: each general check has one, and finds what it says."""

import re
from pathlib import Path

import pytest

from doclint import examples
from doclint.checks import house
from doclint.rules.catalog import catalog
from doclint.rules.load import load

FOLDER = Path(__file__).parents[1] / "examples/house-rules"
RULES = [rule for rule in catalog([FOLDER]) if rule.file and FOLDER in rule.file.parents]
CASES = [
    pytest.param(rule, case, id=f"{rule.id} {name}")
    for rule in RULES
    for name, case in examples.cases(rule)
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_example_is_so(rule, case):
    assert not list(examples.faults(rule, case))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_file_fits_the_schema(rule):
    assert load(rule.file) == rule


def test_each_example_is_of_a_general_check():
    assert {rule.check.__module__ for rule in RULES} == {house.__name__}


def test_the_list_of_examples_has_them_all():
    text = (FOLDER / "README.md").read_text("utf-8")
    linked = re.findall(r"\]\((house/[^)]*)\)", text)
    assert sorted(linked) == sorted(f"{rule.id}.yaml" for rule in RULES)
