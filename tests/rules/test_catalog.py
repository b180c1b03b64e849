"""Which rules there are, and which of them a run asks for."""

import json
import os
import subprocess
import sys

import pytest

from doclint.rules import catalog as module
from doclint.rules import load
from doclint.rules.catalog import BUILTIN, SelectError, catalog, files, rows, select
from doclint.rules.load import RuleError, rule_from
from doclint.rules.rule import Rule, behind


def _rule(name, kind="recommended"):
    return Rule(name, "", "", "error", kind, "0.1", lambda _: iter(()))


RULES = (
    _rule("body/type-differs"),
    _rule("completeness/type", "completeness"),
    _rule("page/empty", "strict"),
    _rule("page/fresh", "preview"),
    _rule("page/leak"),
)


def _ids(*arguments, **options):
    return [rule.id for rule in select(RULES, *arguments, **options)]


def test_the_default_is_what_is_recommended():
    assert _ids() == ["body/type-differs", "page/leak"]


def test_strict_and_preview_add_their_sets():
    assert _ids(strict=True) == ["body/type-differs", "page/empty", "page/leak"]
    assert _ids(preview=True) == ["body/type-differs", "page/fresh", "page/leak"]


@pytest.mark.parametrize(
    ("selectors", "expected"),
    [
        (["page/leak"], ["page/leak"]),
        (["page"], ["page/empty", "page/leak"]),
        (["page/fresh"], ["page/fresh"]),
        (["preview"], ["page/fresh"]),
        (["completeness"], ["completeness/type"]),
        (["recommended", "page/empty"], ["body/type-differs", "page/empty", "page/leak"]),
        (["ALL"], ["body/type-differs", "completeness/type", "page/empty", "page/leak"]),
        ([], []),
    ],
)
def test_selectors_are_rules_families_sets_or_all(selectors, expected):
    assert _ids(selectors) == expected


def test_ignore_wins_over_all_that_selects():
    assert _ids(["ALL"], ["page", "body/type-differs"]) == ["completeness/type"]
    assert _ids(["page/leak"], ["page"], ["page/leak"]) == []


def test_extend_select_adds():
    assert _ids(extend_select=["page/empty"]) == ["body/type-differs", "page/empty", "page/leak"]


@pytest.mark.parametrize("option", ["select", "ignore", "extend_select"])
@pytest.mark.parametrize(
    ("name", "hint"), [("page/leek", "page/leak"), ("boddy", "body"), ("recomended", "recommended")]
)
def test_unknown_selectors_are_errors_with_a_hint(option, name, hint):
    with pytest.raises(SelectError, match=f"`{name}`; did you mean `{hint}`"):
        select(RULES, **{option: [name]})


def test_sets_without_rules_are_known():
    assert select(RULES[:1], ["strict"]) == ()


def test_folders_add_rules_and_may_not_replace_ours(rule_file):
    folder = rule_file().parents[1]
    rule_file(name="house/quiet")
    ours = {rule.id for rule in catalog()}
    assert {rule.id for rule in catalog([folder])} - ours == {"page/loud", "house/quiet"}
    with pytest.raises(RuleError, match="there is a rule `house/quiet` already"):
        catalog([folder, folder])


def test_json_catalogue_gives_the_same_rules(rule_file, monkeypatch):
    folder = rule_file().parents[1]
    monkeypatch.setattr(module, "BUILTIN", folder)
    read = catalog()
    (folder / "catalog.json").write_text(json.dumps(rows(folder)), "utf-8")
    monkeypatch.setattr(module, "read", lambda file: pytest.fail(f"{file} was read"))
    listed = catalog()
    assert [rule.id for rule in listed] == ["page/loud"]
    assert behind(listed[0].check) is behind(read[0].check)
    assert (listed[0].file, listed[0].subjects) == (read[0].file, read[0].subjects)
    assert not listed[0].bad


def test_catalogue_needs_no_schema_engine():
    code = "import sys; from doclint.rules.catalog import catalog; catalog(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    modules = done.stdout.split()
    assert "doclint.rules.load" in modules
    assert "jsonschema" not in modules


def test_every_file_of_our_rules_is_in_the_catalogue():
    stray = [file for file in BUILTIN.rglob("*") if file.is_file() and file not in files(BUILTIN)]
    assert not stray


def test_the_catalogue_knows_what_checks_look_at_without_importing_them():
    known = {rule.id: rule for rule in catalog()}
    for name, row in rows(BUILTIN).items():
        assert tuple(row["subjects"]) == known[name].subjects, name


def test_a_check_of_the_catalogue_is_imported_when_it_is_first_called(monkeypatch):
    name = "template/unescaped-cell"
    called = []
    monkeypatch.setattr(load, "prepared_check", lambda *_: called.append(name) or noted)

    def noted(subject, **options):
        yield subject, options

    rule = rule_from(name, rows(BUILTIN)[name], BUILTIN / f"{name}.yaml")
    assert (rule.subjects, rule.options, called) == (("Trial",), {}, [])
    monkeypatch.setattr(load, "bound", lambda *_: {"names": ("note",)})
    assert list(rule.check("a trial")) == [("a trial", {"names": ("note",)})]
    assert called == [name]
    assert behind(rule.check) is noted


def test_each_check_of_the_catalogue_is_the_one_of_its_rule_file():
    known = {rule.id: rule for rule in catalog()}
    for name, row in rows(BUILTIN).items():
        rule = rule_from(name, row, BUILTIN / f"{name}.yaml")
        assert behind(rule.check) is behind(known[name].check), name
