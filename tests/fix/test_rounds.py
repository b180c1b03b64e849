"""A fix stays only if linting again shows that its finding is gone and nothing else got worse."""

from __future__ import annotations  # subjects of rules are read as they are written

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.config import Config
from doclint.files import Memory, raw
from doclint.fix.rounds import mend
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.page import Page
from doclint.model.project import Project
from doclint.model.spec import Spec
from doclint.model.template import Template
from doclint.rules.rule import Rule
from doclint.run import lint
from tests.build import HEAD


def replaced(page: Page, *, pattern: str, by: str = "", safe: bool = True):
    """Words, and what is to stand in their place."""
    for match in re.finditer(pattern, page.source.text):
        span = page.source.span(*match.span())
        fix = Fix((Edit(span, match.expand(by)),), safe)
        yield Hit(span, match[0], {"word": match[0]}, fix=fix)


def said(page: Page, *, pattern: str):
    """Words that nobody knows how to fix."""
    for match in re.finditer(pattern, page.source.text):
        yield Hit(page.source.span(*match.span()), match[0], {"word": match[0]})


def twins(project: Project):
    """A second page that says what the first one does."""
    for page, other in zip(project.pages, project.pages[1:], strict=False):
        if page.source.text == other.source.text:
            yield Hit(other.source.span(0, 1), "twin", {"word": page.source.path})


def of_spec(spec: Spec):
    """A fix of a spec, which is none."""
    span = spec.source.span(0, 7)
    yield Hit(span, "spec", {"word": "spec"}, fix=Fix((Edit(span, "swagger"),), safe=True))


def everywhere(project: Project, *, word: str, by: str):
    """One fix for all pages that say a word."""
    spans = [
        page.source.span(at, at + len(word))
        for page in project.pages
        if (at := page.source.text.find(word)) >= 0
    ]
    if spans:
        edits = tuple(Edit(span, by) for span in spans)
        yield Hit(spans[0], word, {"word": word}, fix=Fix(edits, safe=True))


def rule(name, check=replaced, **options):
    return Rule(
        id=f"test/{name}", summary="", message="found $word", severity="error", set="recommended",
        since="0.1", check=check, options=options,
    )  # fmt: skip


QUIET = rule("quiet", pattern="[A-Z]{2,}", by="quiet")
STUCK = rule("stuck", pattern="LOUD", by="LOUD!")
SPREAD = rule("spread", pattern="BAD", by="worse")
WORSE = rule("worse", said, pattern="worse")
FINE = rule("fine", pattern="FINE", by="fine")


class Run:
    """Fixes with some rules on some texts, and how often that takes a run."""

    def __init__(self, texts, *rules, more=(), unsafe=False, **changes):
        self.wide = []

        def run(files, wide):
            self.wide.append(wide)
            own = (*rules, *more) if wide else rules
            return replace(lint(files, (".",), Config(), own), **changes)

        self.files = Memory(texts)
        self.mended = mend(self.files, run, unsafe=unsafe)
        self.texts = {file.path: raw(file.after) for file in self.mended.files}
        self.refused = [str(one) for one in self.mended.refused]
        self.fixed = len(self.mended.fixed)
        self.left = [str(one) for one in self.mended.result.findings]

    def now(self):
        return {**self.files.texts, **self.texts}


def test_all_fixes_are_tried_together_and_linted_once_more():
    texts = {f"{name}.md": "SOME words ARE loud\n" for name in "abcdef"}
    run = Run(texts, QUIET)
    assert run.fixed == 12
    assert set(run.texts.values()) == {"quiet words quiet loud\n"}
    assert (run.left, run.refused, len(run.wide)) == ([], [], 2)


def test_nothing_to_fix_is_one_run():
    run = Run({"a.md": "quiet\n"}, QUIET)
    assert (run.fixed, run.texts, len(run.wide)) == (0, {}, 1)


def test_a_fix_that_leaves_its_finding_is_not_made():
    run = Run({"a.md": "a LOUD word\n"}, STUCK)
    assert run.texts == {}
    assert run.refused == ["a.md:1 test/stuck: the finding would still be there"]
    assert run.left == ["a.md:1:3 found LOUD"]


def test_a_fix_that_brings_about_another_finding_is_not_made_and_the_others_are():
    run = Run({"a.md": "BAD and fine\n", "b.md": "FINE too, BAD!\n"}, SPREAD, WORSE, FINE)
    assert run.texts == {"b.md": "fine too, BAD!\n"}
    assert run.refused == [
        "a.md:1 test/spread: it would bring about test/worse at a.md:1:1: found worse",
        "b.md:1 test/spread: it would bring about test/worse at b.md:1:11: found worse",
    ]


def test_findings_are_counted_so_that_one_of_a_kind_hides_no_other():
    run = Run({"a.md": "worse and BAD\n"}, SPREAD, WORSE)
    assert run.texts == {}


def test_findings_that_move_are_no_new_ones():
    lines = rule("lines", pattern="LINES", by="one\n\ntwo")
    run = Run({"a.md": "LINES\n\nworse\n"}, lines, WORSE)
    assert run.texts == {"a.md": "one\n\ntwo\n\nworse\n"}


def test_what_a_fix_breaks_on_another_page_is_its_fault_alone():
    same = rule("same", pattern="SAME", by="page one")
    run = Run(
        {"a.md": "page one\n", "b.md": "SAME\n", "c.md": "a FINE page\n"},
        same, FINE, rule("twins", twins),
    )  # fmt: skip
    assert run.texts == {"c.md": "a fine page\n"}
    assert [line.partition(": it")[0] for line in run.refused] == ["b.md:1 test/same"]


def test_one_fix_for_several_files_is_made_in_all_of_them_or_in_none():
    texts = {"a.md": "OLD\n", "b.md": "an OLD one\n"}
    assert Run(texts, rule("old", everywhere, word="OLD", by="new")).texts == {
        "a.md": "new\n",
        "b.md": "an new one\n",
    }
    wrong = Run(texts, rule("old", everywhere, word="OLD", by="worse"), WORSE)
    assert wrong.texts == {}
    assert len(wrong.refused) == 1


def test_fixes_that_overlap_are_made_one_after_the_other():
    outer = rule("outer", pattern=r"<(\w+)>", by=r"\1")
    run = Run({"a.md": "<abba>\n"}, outer, rule("inner", pattern="bb+", by="b"))
    assert run.texts == {"a.md": "aba\n"}
    assert run.fixed == 2


def test_one_that_overlaps_a_refused_one_has_its_turn():
    wide = rule("wide", pattern="a BAD b", by="worse")
    run = Run({"a.md": "a BAD b\n"}, wide, rule("narrow", pattern="BAD", by="good"), WORSE)
    assert run.texts == {"a.md": "a good b\n"}
    assert run.refused == []


def test_unsafe_fixes_are_made_on_demand():
    unsafe = rule("unsafe", pattern="LOUD", by="quiet", safe=False)
    texts = {"a.md": "LOUD and FINE\n"}
    assert Run(texts, unsafe, FINE).texts == {"a.md": "LOUD and fine\n"}
    assert Run(texts, unsafe, FINE, unsafe=True).texts == {"a.md": "quiet and fine\n"}


def test_a_spec_is_never_edited():
    spec = HEAD + "paths: {}\n"
    run = Run({"a.md": "text\n", "openapi.yaml": spec}, rule("spec", of_spec))
    assert run.texts == {}
    (refused,) = run.refused
    assert refused.endswith("`openapi.yaml` is none of the pages and templates that are checked")


def test_a_fix_that_hides_a_table_from_us_is_not_made():
    page = "# Pets\n\n`GET /pets`\n\n## Parameters\n\n| Name | Type |\n|---|---|\n| a | string |\n"
    hide = rule("hide", pattern=r"\|---\|---\|\n", by="")
    spec = HEAD + "paths: {/pets: {get: {responses: {'200': {description: All}}}}}\n"
    run = Run({"a.md": page, "openapi.yaml": spec}, hide)
    assert run.texts == {}
    assert run.refused == ["a.md:8 test/hide: 1 fewer tables understood"]


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ((), "it changes nothing"),
        (((0, 3, "x"), (2, 4, "y")), "its edits overlap"),
        (((0, 999, "x"),), "its edits are out of range"),
        (((0, 2, "\ud800"),), "its text cannot be written"),
    ],
)
def test_fixes_that_make_no_sense_are_refused(edits, reason):
    def wrong(page: Page):
        own = tuple(Edit(page.source.span(start, end), text) for start, end, text in edits)
        yield Hit(page.source.span(0, 1), "x", {"word": "x"}, fix=Fix(own, safe=True))

    run = Run({"a.md": "some text\n"}, rule("wrong", wrong))
    assert run.refused == [f"a.md:1 test/wrong: {reason}"]


def test_bytes_that_are_no_text_are_never_edited():
    run = Run({"a.md": "L\udcffUD \udcff FINE\n"}, rule("odd", pattern="L.UD", by="x"), FINE)
    assert run.texts == {"a.md": "L\udcffUD \udcff fine\n"}
    assert run.refused == ["a.md:1 test/odd: bytes there are no UTF-8 text"]


def test_a_file_that_is_no_longer_what_was_read_is_left_alone():
    class Moving(Memory):
        def data(self, path):
            return super().data(path) if not self.moved else b"other\n"

        moved = False

    files = Moving({"a.md": "a FINE page\n"})

    def run(own, _wide):
        result = lint(own, (".",), Config(), (FINE,))
        files.moved = True
        return result

    mended = mend(files, run)
    assert not mended.files
    assert [one.reason for one in mended.refused] == ["the file was changed meanwhile"]


def test_many_bad_fixes_in_as_many_files_are_found_in_a_few_runs():
    texts = {f"{number}.md": f"BAD {number}\n\nFINE\n" for number in range(40)}
    run = Run(texts, SPREAD, WORSE, FINE)
    assert run.fixed == 40
    assert len(run.refused) == 40
    assert len(run.wide) < 12


def test_a_bad_fix_among_many_of_one_file_is_found_by_halves():
    lines = ["FINE"] * 64
    lines[41] = "BAD"
    run = Run({"a.md": "\n\n".join(lines)}, SPREAD, WORSE, FINE)
    assert run.fixed == 63
    assert len(run.wide) < 8


@pytest.mark.parametrize(("files", "each"), [(100, 10), (1, 500), (500, 1)])
def test_many_fixes_of_which_some_do_not_hold_take_few_runs(files, each):
    words = ["BAD" if number % 7 == 3 else "FINE" for number in range(files * each)]
    texts = {
        f"{number}.md": "\n\n".join(words[number * each :][:each]) + "\n" for number in range(files)
    }
    run = Run(texts, SPREAD, WORSE, FINE)
    assert (run.fixed, len(run.refused)) == (words.count("FINE"), words.count("BAD"))
    assert len(run.wide) < 8


def test_fixes_that_harm_only_together_are_told_apart():
    def pairs(page: Page):
        at = page.source.text.find("left right")
        if at >= 0:
            yield Hit(page.source.span(at, at + 4), "pair", {"word": "pair"})

    rules = (rule("left", pattern="LEFT", by="left"), rule("right", pattern="RIGHT", by="right"))
    run = Run({"a.md": "FINE\n\nLEFT RIGHT\n"}, *rules, rule("pairs", pairs), FINE)
    assert run.texts == {"a.md": "fine\n\nleft RIGHT\n"}
    assert [line.partition(": it")[0] for line in run.refused] == ["a.md:3 test/right"]


def on_template(text, *rules, more=(), unreached=()):
    """A run on a page that stands for a template, with stretches that no trial got to."""
    return Run({"a.md": text}, *rules, more=more, unreached={"a.md": unreached})


def test_fixes_of_templates_are_proven_by_rules_that_nobody_selected():
    run = on_template("BAD\n", SPREAD, more=(WORSE,))
    assert run.texts == {}
    assert len(run.refused) == 1
    assert Run({"a.md": "BAD\n"}, SPREAD, more=(WORSE,)).texts == {"a.md": "worse\n"}


def test_templates_are_edited_as_pages_are():
    def tags(template: Template):
        at = template.source.text.find("BAD")
        if at >= 0:
            span = template.source.span(at, at + 3)
            yield Hit(span, "tag", {"word": "tag"}, fix=Fix((Edit(span, "good"),), safe=True))

    text = "# {{ name }}\r\n\r\nBAD\r\n"
    run = Run({"pets.md.j2": text}, rule("tags", tags))
    assert run.texts == {"pets.md.j2": text.replace("BAD", "good")}
    assert True in run.wide


@pytest.mark.parametrize(
    ("unreached", "after"),
    [
        ((7, 12), "shown fault\n\nBAD\n"),
        ((14, 17), "HIDDEN fault\n\nBAD\n"),  # another stretch, and what is new there is our own
    ],
)
def test_what_was_never_reached_before_may_have_findings_now(unreached, after):
    opens = rule("opens", pattern="HIDDEN", by="shown")
    hidden = rule("hidden", said, pattern=r"(?<=shown )fault|worse")
    run = on_template("HIDDEN fault\n\nBAD\n", opens, SPREAD, hidden, unreached=(unreached,))
    assert run.now() == {"a.md": after}
    assert "a.md:3 test/spread" in run.refused[-1]


@given(st.lists(st.sampled_from(["BAD", "LOUD", "FINE", "ok", "worse", "\n", "<x>", "é\r\n"])))
def test_fixing_twice_is_fixing_once_and_leaves_no_more_findings(words):
    rules = (SPREAD, STUCK, WORSE, FINE, rule("outer", pattern=r"<(\w+)>", by=r"\1"))
    text = " ".join(words)
    first = Run({"a.md": text}, *rules)
    again = Run(first.now(), *rules)
    assert again.texts == {}
    assert again.left == first.left
    assert "<x>" not in first.now()["a.md"]
    assert first.now()["a.md"].count("\r\n") == text.count("\r\n")
