"""Bugs that templates have in public histories: told at their line, and silent when mended."""

from pathlib import Path

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.rules.catalog import catalog, select
from doclint.run import lint

FOLDER = Path(__file__).parent / "template_bugs"
LINES = {
    "missing-guard": 9,
    "undefined-name": 6,
    "undefined-attribute": 10,
    "whitespace-control": 5,
    "wrong-loop-variable": 4,
    "wrong-collection": 12,
    "row-glue": 6,
    "raw-tag-in-cell": 5,
    "stray-endif": 8,
    "mapping-without-items": 3,
    "triple-equals": 3,
    "membership-in-text": 4,
    "zero-dropped": 4,
    "renamed-on-one-side": 6,
    "filter-missing": 22,
    "open-comment": 3,
    "macro-arguments": 5,
    "comma-left-in-json": 6,
    "entities-doubled": 5,
    "else-on-wrong-block": 6,
    "empty-value-in-sentence": 7,
}
"""Where the bug stands in `bad.md.j2` of its folder."""

RULES = select(catalog())


def found(name):
    text = (FOLDER / name).read_text("utf-8")
    return lint(Memory({"page.md.j2": text}), ["page.md.j2"], Config(), RULES).findings


def test_each_folder_is_a_bug():
    assert {path.name for path in FOLDER.iterdir()} == set(LINES)


@pytest.mark.parametrize("bug", LINES)
def test_a_bug_is_told_at_its_line(bug):
    assert LINES[bug] in {finding.place.line for finding in found(f"{bug}/bad.md.j2")}


@pytest.mark.parametrize("bug", LINES)
def test_without_the_bug_nothing_is_told(bug):
    assert [str(finding) for finding in found(f"{bug}/good.md.j2")] == []
