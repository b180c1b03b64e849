"""Rule files become rules, or say by file, place and reason why they do not."""

import sys

import pytest

from doclint.rules import load
from doclint.rules.catalog import catalog
from doclint.rules.load import RuleError


def test_path_is_the_id_and_annotation_the_subject(rule_file):
    rule = load.load(rule_file(name="body/too-loud"))
    assert (rule.id, rule.family) == ("body/too-loud", "body")
    assert rule.subjects == ("Page",)
    assert rule.facts == ("found",)
    assert (rule.set, rule.severity, rule.options) == (
        "recommended",
        "warning",
        {"pattern": "[A-Z]{4,}"},
    )


def test_union_gives_two_subjects(rule_file):
    file = rule_file('made_up.word\nwith: {pattern: "[A-Z]{4,}"}', "made_up.both")
    assert load.load(file).subjects == ("Page", "Spec")


def test_given_files_are_in_all_examples(rule_file):
    rule = load.load(rule_file("bad:", "given: {doclint.toml: 'ignore = []'}\nbad:"))
    assert [sorted(case.files) for case in (*rule.bad, *rule.good)] == [
        ["doclint.toml", "page.md"]
    ] * 2
    assert rule.bad[0].title == "A shout"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("message:", "mesage:", "did you mean `message`?"),
        ("since:", "other: 1\nsince:", "unknown key `other`"),
        ("severity: warning\n", "", "lacks `severity`"),
        ("warning", "warn", 'severity: is `"warn"`, expected one of error, warning, info; did you'),
        ("check: made_up.word", "check: made_up", "expected text like"),
        ("made_up.word", "made_in.word", "no module `made_in` of checks; did you mean `made_up`?"),
        ("made_up.word", "made_up.wort", "no check `wort` in `made_up`; did you mean `word`?"),
        ("made_up.word", "made_up.re", "no check `re` in `made_up`"),
        ("made_up.word", "made_up.lost", "`Line` is nothing that a check can look at"),
        ("pattern:", "patern:", "no option `patern`; did you mean `pattern`?"),
        ('with: {pattern: "[A-Z]{4,}"}', "with: {}", "the check needs the option `pattern`"),
        (
            "    finds:\n",
            "    finds: []\n    other.md: |\n",
            "bad/0/finds: has 0 items, expected 1 or more; `doclint rules bless` fills it in",
        ),
        ("    page.md: |", "    pages: |", "unknown key `pages`"),
        ("good:", "good: [", "page/loud.yaml"),
        ("since:", "summary: again\nsince:", "summary"),
        (
            "  - page.md: |\n      # Title\n\n      Do not panic.\n",
            "  - [1]\n",
            "good/0: is `[1]`, expected a",
        ),
    ],
)
def test_unusable_files_say_which_and_why(rule_file, old, new, reason):
    file = rule_file(old, new)
    with pytest.raises(RuleError) as caught:
        load.load(file)
    assert str(caught.value).startswith(str(file))
    assert reason in str(caught.value)


def test_wrong_keys_are_placed(rule_file):
    file = rule_file("severity: warning", "severity: awful")
    with pytest.raises(RuleError, match=r"loud\.yaml:6: severity: is"):
        load.load(file)


@pytest.mark.parametrize("data", [b"", b"- a list\n", b"just text\n", b"\xff\xfe\0"])
def test_files_that_are_no_rule_at_all(tmp_path, data):
    file = tmp_path / "page/odd.yaml"
    file.parent.mkdir()
    file.write_bytes(data)
    with pytest.raises(RuleError, match=r"odd\.yaml"):
        load.load(file)


def test_catalog_says_what_is_wrong_without_the_schema_being_asked_first(rule_file, monkeypatch):
    file = rule_file()
    monkeypatch.setattr(load, "_compare", lambda *_: pytest.fail("the schema was asked"))
    assert catalog([file.parents[1]])[-1].id == "page/loud"


def test_catalog_names_the_file_that_is_broken(rule_file):
    file = rule_file("severity: warning\n", "")
    with pytest.raises(RuleError, match=r"loud\.yaml: lacks `severity`"):
        catalog([file.parents[1]])


def test_complete_reads_what_a_catalogue_leaves_out(rule_file):
    file = rule_file()
    whole = load.load(file)
    row = {
        key: load.read(file)[key]
        for key in ("summary", "message", "severity", "since", "check", "with")
    }
    bare = load.rule_from("page/loud", row, file)
    assert not bare.bad
    assert load.complete(bare) == whole
    assert load.complete(whole) is whole


def test_modules_of_checks_are_imported_by_name_only(rule_file):
    with pytest.raises(RuleError, match="`os` is in no plugin"):
        load.load(rule_file("made_up.word", "os:system"))
    with pytest.raises(RuleError, match="no module `subprocess` of checks"):
        load.load(rule_file("made_up.word", "subprocess.run"))
    assert "doclint.checks.subprocess" not in sys.modules
