"""Pages in other languages than English: silent where they are right, else told at the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.rules.catalog import catalog, select
from doclint.run import lint

FOLDER = Path(__file__).parent / "localised"
SPEC = (FOLDER / "openapi.yaml").read_text("utf-8")
RULES = select(catalog())
CLEAN = sorted(FOLDER.glob("*/clean/*.md"))
BROKEN = sorted(FOLDER.glob("*/broken/*.md"))
EXPECTED = re.compile(r"^<!-- finds (\d+) ([\w/-]+) -->$", re.M)
"""The end of a broken page says what is found: a line and a rule."""


def name(path):
    return path.relative_to(FOLDER).as_posix()


def linted(text):
    files = Memory({"page.md": text, "openapi.yaml": SPEC})
    return lint(files, ["page.md"], Config(), RULES, ["openapi.yaml"])


@pytest.mark.parametrize("path", CLEAN, ids=name)
def test_a_right_page_is_silent_and_understood(path):
    result = linted(path.read_text("utf-8"))
    assert [str(finding) for finding in result.findings] == []
    assert result.coverage.operations_documented > 0
    assert result.coverage.tables_understood == result.coverage.tables


@pytest.mark.parametrize("path", BROKEN, ids=name)
def test_each_defect_of_a_broken_page_is_told_at_its_line(path):
    text = path.read_text("utf-8")
    expected = sorted((int(line), rule) for line, rule in EXPECTED.findall(text))
    findings = linted(EXPECTED.sub("", text).rstrip("\n") + "\n").findings
    assert sorted((finding.place.line, finding.rule) for finding in findings) == expected
    assert expected
