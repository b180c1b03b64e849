"""The pages of rules are what the rule files say, and render well."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from doclint.actions import page_changes
from doclint.checks import house
from doclint.cli import main
from doclint.model.page import Example, Items, Table
from doclint.report.explain import page
from doclint.report.rule_pages import GENERAL, rule_pages
from doclint.rules.catalog import catalog
from doclint.rules.find import checks_of
from doclint.rules.rule import Case
from tests.build import page_of

ROOT = Path(__file__).parents[2]
RULES = catalog()
PAGES = dict(rule_pages(RULES))


def test_the_pages_in_the_repository_are_those_of_the_rules():
    stale = [path for path, _ in page_changes(RULES, RULES, ROOT / "docs/rules")]
    assert stale == [], "run `doclint rules docs`"


def test_doclint_has_nothing_to_say_about_the_pages(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    pages = [f"docs/rules/{name}" for name in PAGES]
    assert main(["check", *pages, "--strict", "--no-config", "--format", "concise"]) == 0
    assert capsys.readouterr().out == ""


def test_the_index_links_every_page_and_nothing_else():
    links = re.findall(r"\]\(([^)]+)\)", PAGES["README.md"])
    assert sorted(links) == sorted(set(PAGES) - {"README.md"})


def test_general_checks_are_on_a_page_of_their_own():
    titles = re.findall(r"^## house\.(.*)$", PAGES[GENERAL], re.M)
    assert titles == [name.replace("_", "-") for name in checks_of(house)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_example_is_one_fence_as_it_is(rule):
    parsed = page_of(PAGES[f"{rule.id}.md"])
    fences = {block.body.rstrip("\n") for block in parsed.blocks() if isinstance(block, Example)}
    for case in (*rule.bad, *rule.good, *rule.known_misses):
        for text in case.files.values():
            shown = re.sub(r"[\0-\x08\x0b-\x1f]", lambda sign: chr(0x2400 + ord(sign[0])), text)
            assert shown.rstrip() in fences
        assert "\n".join(case.finds).rstrip() in {*fences, ""}
    titles = [section.heading.text for section in parsed.walk() if section.heading]
    assert titles[:2] == [rule.id, "Why"]
    assert titles[-1] == "Suppress"


@pytest.mark.parametrize("name", [path for path in PAGES if path.count("/") == 0])
def test_lists_of_rules_and_checks_hold_all_their_columns(name):
    blocks = list(page_of(PAGES[name]).blocks())
    assert any(isinstance(block, (Table, Items)) for block in blocks)
    for block in blocks:
        if isinstance(block, Table):
            assert {len(row.cells) for row in block.rows} == {len(block.header.cells)} == {5}


def test_fences_in_examples_have_longer_ones_around_them():
    fenced = Case("", {"page.md": "`````md\n```json\n{}\n```\n`````\n"})
    text = page(replace(RULES[0], good=(fenced,)))
    assert "``````md\n`````md\n```json\n{}\n```\n`````\n``````\n" in text


def test_files_of_all_examples_are_shown_once():
    rule = replace(
        RULES[0],
        bad=(Case("", {"a.md": "A", "spec.yaml": "S"}, ("a.md:1:1 A",)),),
        good=(Case("", {"spec.yaml": "S"}),),
        known_misses=(),
    )
    text = page(rule)
    assert text.count("`spec.yaml`") == 1
    assert "## Good\n\nThe shared files, as they are.\n" in text


def test_rules_tell_which_of_two_speaks():
    one, two = RULES[0], replace(RULES[1], yields_to=(RULES[0].id,))
    assert f"Stands for findings about the same of: `{two.id}`." in page(one, (one, two))
    assert f"speaks of the same: `{one.id}`." in page(two, (one, two))


def test_comments_silence_in_specs_only_where_something_is_found_there():
    found = Case("", {"openapi.yaml": "a: 1"}, ("openapi.yaml:1:1 A",))
    assert "````yaml\n# doclint: ignore[" in page(replace(RULES[0], bad=(found,)))
    assert "````yaml\n# doclint: ignore[" not in page(
        replace(RULES[0], bad=(Case("", {"a.md": "a"}, ("a.md:1:1 A",)),))
    )
