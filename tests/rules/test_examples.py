"""The examples of a rule are run, written and begun."""

import pytest

from doclint import examples
from doclint.actions import chosen
from doclint.report.explain import explain, page
from doclint.rules.catalog import SelectError, catalog
from doclint.rules.load import RuleError, load

from .conftest import SOUND

FINDS = '    finds:\n      - "page.md:3:8 `PANIC` is loud, expected quiet"\n'


def test_sound_rules_have_no_faults(rule_file):
    assert list(examples.test([load(rule_file())])) == []


def test_findings_are_compared_word_for_word(rule_file):
    faults = list(examples.test([load(rule_file("PANIC` is", "PANIC` was"))]))
    assert faults == [
        "page/loud: bad 1: expected, not found: page.md:3:8 `PANIC` was loud, expected quiet",
        "page/loud: bad 1: found, not expected: page.md:3:8 `PANIC` is loud, expected quiet",
    ]


def test_findings_in_good_examples_are_faults(rule_file):
    faults = list(examples.test([load(rule_file("Do not panic", "Do not PANIC"))]))
    assert faults == [
        "page/loud: good 1: found, not expected: page.md:3:8 `PANIC` is loud, expected quiet"
    ]


def test_findings_are_counted(rule_file):
    rule = load(rule_file(FINDS, FINDS + FINDS.partition("\n")[2]))
    assert [fault.partition(": page")[0] for fault in examples.test([rule])] == [
        "page/loud: bad 1: expected, not found"
    ]


def test_known_misses_must_be_missed(rule_file):
    finds = "    finds: ['page.md:1:8 `{}` is loud, expected quiet']\n"
    missed = "known-misses:\n  - page.md: |\n      Do not {}.\n" + finds
    miss = rule_file("good:", missed.format("Panic", "Panic") + "good:")
    assert list(examples.test([load(miss)])) == []
    hit = rule_file("good:", missed.format("PANIC", "PANIC") + "good:")
    assert list(examples.test([load(hit)])) == [
        "page/loud: known-misses 1: is found now: move it to `bad`"
    ]


def test_facts_that_the_check_does_not_give_are_faults(rule_file):
    faults = list(examples.test([load(rule_file("`$found` is", "`$fuond` is"))]))
    assert faults
    assert "fuond" in " ".join(faults)


def test_files_that_no_longer_load_are_faults(rule_file):
    rule = load(rule_file())
    rule_file("severity: warning\n", "")
    assert "lacks `severity`" in " ".join(examples.test([rule]))


@pytest.mark.parametrize(
    "stale",
    [
        "    finds: []\n",
        "    finds: ['page.md:9:9 old']\n",
        "    finds:\n      - 'page.md:9:9 old'\n      - >-\n        page.md:9:9\n        older\n",
        "    finds:\n    - page.md:9:9 old\n",
    ],
)
def test_bless_writes_findings_and_nothing_else(rule_file, stale):
    file = rule_file(FINDS, stale)
    changes = list(examples.bless_file(file))
    assert changes[-1] == "bad 1: + page.md:3:8 `PANIC` is loud, expected quiet"
    assert file.read_text("utf-8") == SOUND
    assert list(examples.bless_file(file)) == []


def test_bless_writes_each_example_its_own(rule_file):
    second = "  - page.md: |\n      STOP\n    finds: []\n"
    file = rule_file("good:", second + "good:")
    file.write_text(file.read_text("utf-8").replace(FINDS, "    finds: []\n"), "utf-8")
    assert len(list(examples.bless_file(file))) == 2
    assert list(examples.test([load(file)])) == []


def test_bless_keeps_findings_that_yaml_would_misread(rule_file):
    file = rule_file("NOT PANIC", 'NOT \\"PANIC\\": # é')
    file.write_text(file.read_text("utf-8").replace("[A-Z]{4,}", "PANIC.{8}"), "utf-8")
    list(examples.bless_file(file))
    assert list(examples.test([load(file)])) == []


def test_bless_needs_a_place_to_write_to(rule_file):
    with pytest.raises(RuleError, match="add `finds"):
        list(examples.bless_file(rule_file(FINDS, "")))


def test_bless_leaves_what_it_cannot_splice(rule_file):
    flow = '  - {page.md: "Do not PANIC", finds: []}\n'
    file = rule_file("good:", flow + "good:")
    before = file.read_text("utf-8")
    with pytest.raises(RuleError, match="on lines of its own"):
        list(examples.bless_file(file))
    assert file.read_text("utf-8") == before


def test_bless_finds_rules_by_name(rule_file):
    folder = rule_file(FINDS, "    finds: []\n").parents[1]
    rules = catalog([folder])
    assert list(examples.bless(chosen(["page/loud"], rules))) == [
        "page/loud: bad 1: + page.md:3:8 `PANIC` is loud, expected quiet"
    ]
    with pytest.raises(SelectError, match="did you mean `page/loud`"):
        list(chosen(["page/lout"], rules))


def test_new_rules_begin_as_files_that_say_what_they_lack(tmp_path):
    file = examples.new("page/too-short", tmp_path)
    assert file == tmp_path / "page/too-short.yaml"
    assert list(examples.bless_file(file)) == [
        "bad 1: + docs/page.md:1:1 List pets has no section `Errors` or /^Error codes?$/"
    ]
    assert list(examples.test([load(file)])) == []
    with pytest.raises(FileExistsError):
        examples.new("page/too-short", tmp_path)


def test_our_own_rules_begin_without_a_check(tmp_path, monkeypatch):
    monkeypatch.setattr(examples, "BUILTIN", tmp_path)
    with pytest.raises(RuleError, match="no module `module` of checks"):
        list(examples.bless_file(examples.new("page/too-short", tmp_path)))


@pytest.mark.parametrize("name", ["short", "page/Too", "../page/x", "page/x/y", "page/x.yaml", ""])
def test_new_rules_have_a_family_and_a_name(tmp_path, name):
    with pytest.raises(SelectError, match="no id of a rule"):
        examples.new(name, tmp_path)


def test_a_rules_page_has_its_reason_examples_and_options(rule_file):
    text = page(load(rule_file()))
    assert text.startswith(
        "# page/loud\n\nA page is loud.\n\n*warning, since 0.1*\n\n## Why\n\nReaders stop"
    )
    assert "A shout:\n\n`page.md`\n\n````md\n# Title\n\nDo NOT PANIC here.\n````" in text
    assert "````text\npage.md:3:8 `PANIC` is loud, expected quiet\n````" in text
    assert "- `pattern` (text): what is loud; here `'[A-Z]{4,}'`\n" in text
    assert "- `loud` (true or false); `False` unless given\n" in text
    assert "<!-- doclint: ignore[page/loud] the reason -->" in text


def test_explain_lists_families_and_says_what_was_meant(rule_file):
    rules = catalog([rule_file(name="house/loud").parents[1]])
    assert explain("house/loud", rules).startswith("# house/loud\n")
    assert explain("house", rules) == "# house\n\n- `house/loud` (warning): A page is loud.\n"
    with pytest.raises(SelectError, match="did you mean `house/loud`"):
        explain("house/lout", rules)
