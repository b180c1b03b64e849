"""What fixes make of an example stands in the rule file: compared, blessed and shown."""

import pytest

from doclint import examples
from doclint.model.source import Source
from doclint.report.explain import page
from doclint.report.rule_pages import rule_pages
from doclint.rules.load import RuleError, load
from doclint.rules.written import rewritten

from .conftest import SOUND

FINDS = """\
    finds:
      - "page.md:3:8 `PANIC` is loud, expected quiet"
"""
FIXED = """\
    fixed:
      page.md: |
        # Title

        Do NOT quiet here.
"""
OPTIONS = "options:\n  pattern: what is loud\n"


@pytest.fixture
def hushed(rule_file):
    """Writes a rule file whose findings can be fixed, and what it says of that."""

    def write(fixed="", by="quiet", check="hushed"):
        file = rule_file()
        text = SOUND.replace("made_up.word", f"made_up.{check}").replace(OPTIONS, "")
        text = text.replace('pattern: "[A-Z]{4,}"', f"by: {by}" if check == "hushed" else "")
        file.write_text(text.replace(FINDS, FINDS + fixed), "utf-8")
        return file

    return write


def test_what_fixes_make_is_compared_word_for_word(hushed):
    assert list(examples.test([load(hushed(FIXED))])) == []
    (fault,) = examples.test([load(hushed(FIXED.replace("here", "there")))])
    assert "bad 1: is fixed otherwise than `fixed` says:" in fault
    assert "\n-Do NOT quiet there.\n+Do NOT quiet here." in fault


def test_an_example_must_show_what_a_fix_makes_of_it(hushed):
    (fault,) = examples.test([load(hushed())])
    assert "\n-Do NOT PANIC here.\n+Do NOT quiet here." in fault


def test_a_fix_that_does_not_mend_is_a_fault(hushed):
    (fault,) = examples.test([load(hushed(by="LOUDER"))])
    reason = "it would bring about page/loud at page.md:3:8: `LOUDER` is loud, expected quiet"
    assert fault == f"page/loud: bad 1: not fixed: page.md:3 page/loud: {reason}"


@pytest.mark.parametrize(
    "stale",
    ["", FIXED.replace("quiet", "louder"), FIXED.replace("|", ">-"), "    fixed: {a.md: x}\n"],
)
def test_bless_writes_what_fixes_make_and_nothing_else(hushed, stale):
    whole = hushed(FIXED).read_text("utf-8")
    file = hushed(stale)
    assert list(examples.bless_file(file))
    assert file.read_text("utf-8") == whole
    assert list(examples.bless_file(file)) == []


def test_bless_takes_away_what_is_fixed_no_more(hushed):
    without = hushed(check="silent").read_text("utf-8")
    file = hushed(FIXED, check="silent")
    list(examples.bless_file(file))
    assert file.read_text("utf-8") == without.replace(FINDS, "    finds: []\n")


def test_bless_leaves_what_it_cannot_splice():
    flow = SOUND.replace("good:", '  - {page.md: "Do not PANIC", finds: [x]}\ngood:')
    with pytest.raises(RuleError, match="on lines of its own"):
        rewritten(Source("rule.yaml", flow), 1, "fixed", {"page.md": "x\n"})


@pytest.mark.parametrize(
    "text",
    [
        "no end", "two\n\n", "  lead\n", "\nfirst is empty\n", "a\u2028b\n", "\t\n", "", "\n",
        "- x: 'y'\n", "# no comment\n\n  more\n", "\ufeffmark\n", "a\r\n", " \n", "a\n \nb\n",
    ],
)  # fmt: skip
def test_texts_that_yaml_would_misread_are_quoted(rule_file, text):
    file = rule_file()
    source = Source(str(file), file.read_text("utf-8"))
    file.write_text(rewritten(source, 0, "fixed", {"a b.md": text}), "utf-8")
    assert load(file).bad[0].fixed == {"a b.md": text}


def test_a_page_of_a_rule_says_that_it_can_be_fixed_and_shows_it(hushed, rule_file):
    rule = load(hushed(FIXED))
    assert rule.fixable
    assert "*warning, since 0.1, fixable*" in page(rule)
    assert "Fixed:\n\n`page.md`\n\n````md\n# Title\n\nDo NOT quiet here.\n````" in page(rule)
    assert "| warning | recommended | yes |" in dict(rule_pages([rule]))["README.md"]
    sound = load(rule_file())
    assert not sound.fixable
    assert "fixable" not in page(sound)
