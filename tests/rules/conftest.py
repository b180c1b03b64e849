"""A check of its own for the tests of rules, so that they hang on none of ours."""

import sys

import pytest

import doclint.checks

CHECK = '''
"""Made up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.finding import Edit, Fix, Hit
from doclint.model.page import Page
from doclint.model.spec import Spec


def word(page: Page, *, pattern: str, loud: bool = False) -> Iterator[Hit]:
    """Facts: found."""
    for match in re.finditer(pattern, page.source.text):
        found = match[0].upper() if loud else match[0]
        yield Hit(page.source.span(*match.span()), found, {"found": found})


def hushed(page: Page, *, by: str = "quiet") -> Iterator[Hit]:
    """Facts: found."""
    for match in re.finditer("[A-Z]{4,}", page.source.text):
        span = page.source.span(*match.span())
        yield Hit(span, match[0], {"found": match[0]}, fix=Fix((Edit(span, by),), safe=True))


def silent(_page: Page) -> Iterator[Hit]:
    """Facts: found."""
    yield from ()


def both(subject: Page | Spec) -> Iterator[Hit]:
    """Facts: none."""
    yield from ()


def lost(line: Line) -> Iterator[Hit]:
    """Facts: none."""
    yield from ()
'''

SOUND = """\
summary: A page is loud.

why: |
  Readers stop reading.
message: "`$found` is loud, expected quiet"   # a comment that stays
severity: warning
since: "0.1"
check: made_up.word
with: {pattern: "[A-Z]{4,}"}
options:
  pattern: what is loud

bad:
  # the first example
  - title: A shout
    page.md: |
      # Title

      Do NOT PANIC here.
    finds:
      - "page.md:3:8 `PANIC` is loud, expected quiet"

good:
  - page.md: |
      # Title

      Do not panic.
"""


@pytest.fixture(autouse=True)
def made_up(tmp_path_factory, monkeypatch):
    """`made_up` is a module of checks while a test runs."""
    folder = tmp_path_factory.mktemp("checks")
    (folder / "made_up.py").write_text(CHECK, "utf-8")
    monkeypatch.setattr(doclint.checks, "__path__", [*doclint.checks.__path__, str(folder)])
    yield
    sys.modules.pop("doclint.checks.made_up", None)
    if hasattr(doclint.checks, "made_up"):
        del doclint.checks.made_up


@pytest.fixture
def rule_file(tmp_path):
    """Writes a rule file, sound but for one replacement, and gives its path."""

    def write(old="", new="", name="page/loud"):
        assert old in SOUND
        file = tmp_path / "rules" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SOUND.replace(old, new, 1) if old else SOUND, "utf-8")
        return file

    return write
