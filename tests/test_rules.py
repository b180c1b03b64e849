"""Every example of every rule file, run; and what all rule files have in common."""

import re
from collections import Counter

import pytest

from doclint import examples
from doclint.config import load_config
from doclint.files import Memory
from doclint.parse.pages import unreadable
from doclint.report.explain import page
from doclint.rules import load
from doclint.rules.catalog import BUILTIN, catalog, files
from doclint.rules.rule import options
from doclint.run import lint

RULES = catalog()
CASES = [
    pytest.param(
        rule,
        case,
        id=f"{rule.id} {name}",
        marks=[
            *[pytest.mark.xfail(reason=f"a known miss of {rule.id}: found now? move it to `bad`")]
            * name.startswith("known-misses"),
            *(pytest.mark.skip(reason) for path in case.files if (reason := unreadable(path))),
        ],
    )
    for rule in RULES
    for name, case in examples.cases(rule)
]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_there_are_rules():
    assert len(RULES) == len(files(BUILTIN)) > 0


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_example_is_so(rule, case):
    assert not list(examples.faults(rule, case))


@pytest.mark.parametrize(("rule", "case"), [one for one in CASES if one.values[1].fixed])
def test_what_is_fixed_is_no_fault_of_another_rule(rule, case):
    """Every rule is asked what it finds before and after."""

    def told(files):
        texts = Memory(files)
        found = lint(texts, (".",), load_config(texts), RULES).findings
        return Counter((one.rule, one.place.path, one.message) for one in found)

    before, after = told(case.files), told({**case.files, **case.fixed})
    assert after - before == Counter()
    assert any(name == rule.id for name, _, _ in before - after)


@each_rule
def test_file_fits_the_schema(rule):
    assert load.load(rule.file) == rule


@each_rule
def test_facts_of_the_message_are_documented(rule):
    known = re.search(r"\bFacts: ([^.]*)\.", rule.check.__doc__ or "")
    assert known, f"{rule.check.__name__} names no facts"
    groups = re.findall(r"\?P<(\w+)>", str(rule.options))
    if "note" not in known[1]:  # a check that passes on what a parser says of its note
        assert set(rule.facts) <= {*re.findall(r"\w+", known[1]), *groups}


@each_rule
def test_message_reads_like_the_others(rule):
    assert not rule.message.endswith((".", "!"))
    assert not re.search(r"\b(please|invalid)\b", rule.message, re.IGNORECASE)
    assert not re.match(r"[A-Z][a-z]", rule.message)
    shown = [line for case in rule.bad for line in case.finds]
    assert not [line for line in shown for fact in rule.facts if f"${fact}" in line]


@each_rule
def test_other_rules_that_it_yields_to_exist(rule):
    assert set(rule.yields_to) <= {other.id for other in RULES} - {rule.id}


@each_rule
def test_documented_options_are_options(rule):
    assert set(rule.option_docs) <= {option.name for option in options(rule.check)}


@each_rule
def test_page_shows_what_is_found(rule):
    text = page(rule)
    assert text.startswith(f"# {rule.id}\n")
    assert all(line in text for case in rule.bad for line in case.finds)
