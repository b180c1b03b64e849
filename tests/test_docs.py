"""What the documentation says of doclint is true: links, commands, settings and rules in it."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from doclint.commands import COMMANDS, parser
from doclint.config import load_config
from doclint.examples import outcome
from doclint.files import Memory
from doclint.model.source import Source
from doclint.parse.pages import parse_page
from doclint.rules.catalog import catalog
from doclint.rules.load import complete

ROOT = Path(__file__).parents[1]
PROSE = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "benchmarks").glob("*.md")),
    *sorted((ROOT / "examples").glob("README.md")),
]
PAGES = [*PROSE, *sorted((ROOT / "docs/rules").rglob("*.md"))]
"""Pages for people; those of rules are written by the program."""


def _id(file):
    return str(file.relative_to(ROOT))


each_page = pytest.mark.parametrize("file", PROSE, ids=_id)


def _without_code(text):
    text = re.sub(r"^(`{3,}|~{3,}).*?^\1\s*$", "", text, flags=re.M | re.S)
    return re.sub(r"``.*?``|`[^`\n]*`", "", text)


def _anchors(file):
    """The ids of headings, as both the site and the forge make them."""
    titles = re.findall(r"^#+ +(.*)$", _without_code_blocks(file.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def _without_code_blocks(text):
    return re.sub(r"^(`{3,}|~{3,}).*?^\1\s*$", "", text, flags=re.M | re.S)


@pytest.mark.parametrize("file", PAGES, ids=_id)
def test_links_lead_somewhere(file):
    for target in re.findall(r"\]\(([^)\s]+)\)", _without_code(file.read_text("utf-8"))):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = file.parent / path if path else file
        assert there.exists(), target
        assert not anchor or anchor in _anchors(there), target
        inside = ROOT / "docs"
        assert not file.is_relative_to(inside) or there.resolve().is_relative_to(inside), target


def _blocks(text, language):
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.M | re.S)


def _commands(text):
    """The command lines that are shown, in blocks and in running text."""
    shown = re.findall(r"^(?: {4}|\$ )(doclint .*)$", text, re.M)
    shown += [
        line.strip()
        for block in _blocks(text, r"(?:sh|bash|console|shell)")
        for line in block.splitlines()
        if line.strip().startswith("doclint ")
    ]
    return shown + [one for one in re.findall(r"`(doclint [^`\n]+)`", text) if "..." not in one]


def _refused(known, words):
    """What a parser does not take of a command line."""
    try:
        unknown = known.parse_known_args(words)[1]
    except SystemExit as ended:
        return "it is wrong" if ended.code else None
    return unknown or None


@each_page
def test_commands_are_accepted(file):
    known = parser()
    for command in _commands(file.read_text("utf-8")):
        words = shlex.split(command.partition("#")[0] or command)[1:]
        words = words[: words.index(">")] if ">" in words else words
        words = words[: words.index("|")] if "|" in words else words
        if len(words) == 1 and words[0] in COMMANDS:
            continue  # the command as such is spoken of
        assert _refused(known, words) is None, command


@each_page
def test_settings_are_accepted(file):
    for block in _blocks(file.read_text("utf-8"), "toml"):
        data = tomllib.loads(block)
        if "project" not in data:  # what a plugin's own project says
            load_config(Memory({"doclint.toml": block}), "doclint.toml")


@each_page
def test_rules_that_are_named_exist(file):
    rules = {rule.id for rule in catalog([ROOT / "examples/house-rules"])}
    families = {rule.partition("/")[0] for rule in rules}
    text = file.read_text("utf-8")
    for name in re.findall(r"[`\[]([a-z][a-z-]*/[a-z][a-z0-9-]*)[`\]]", text):
        assert name in rules or name.partition("/")[0] not in families - {"house"}, name


def test_the_rule_that_is_shown_runs(tmp_path):
    (text,) = _blocks((ROOT / "docs/house-rules.md").read_text("utf-8"), "yaml")
    file = tmp_path / "house/errors-section.yaml"
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    (rule,) = (complete(rule) for rule in catalog([tmp_path]) if rule.id == "house/errors-section")
    assert len(outcome(rule, rule.bad[0]).finds) == 1
    assert outcome(rule, rule.good[0]).finds == ()


def test_the_check_that_is_shown_finds_its_word():
    (code,) = _blocks((ROOT / "docs/house-rules.md").read_text("utf-8"), "python")
    names = {}
    exec(code, names)
    (hit,) = names["word"](parse_page(Source("a.md", "# One\n\nsimply call it\n")), word="simply")
    assert (hit.anchor.text, hit.facts) == ("simply", {"word": "simply"})


def test_the_pages_of_reference_are_what_the_program_says():
    script = ROOT / "scripts/write_reference.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
    assert done.stdout == "", "run scripts/write_reference.py"
    assert done.returncode == 0
