"""Packages with rules are found by the name that the configuration gives, and by no other way."""

import os
import subprocess
import sys

import pytest

from doclint.cli import main
from doclint.rules.catalog import catalog
from doclint.rules.plugins import PluginError, plugins

CHECKS = '''
"""Checks of the harbour."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.page import Page


def word(page: Page, *, word: str) -> Iterator[Hit]:
    """Pages with a word. Facts: word."""
    at = page.source.text.find(word)
    if at >= 0:
        yield Hit(page.source.span(at, at + len(word)), word, {"word": word})
'''
RULE = """\
summary: A page speaks of ships.
why: |
  We hire out boats.
message: "`$word` is too large"
severity: error
since: "1.0"
check: harbour.words:word
with: {word: ship}
bad:
  - page.md: |
      # Hire a ship
    finds:
      - "page.md:1:10 `ship` is too large"
good:
  - page.md: |
      # Hire a boat
"""
PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "doclint-harbour"
version = "1.0"

[project.entry-points."doclint.rules"]
harbour = "harbour"

[tool.hatch.build.targets.wheel]
packages = ["harbour"]
"""


def _write(root):
    folder = root / "harbour"
    (folder / "rules/harbour").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "words.py").write_text(CHECKS)
    (folder / "rules/harbour/no-ships.yaml").write_text(RULE)
    (root / "pyproject.toml").write_text(PROJECT)


def _declare(root, name="harbour", value="harbour"):
    info = root / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[doclint.rules]\n{name} = {value}\n")


@pytest.fixture
def harbour(tmp_path, monkeypatch):
    """A plugin as if it were installed, and a folder of documentation to stand in."""
    site = tmp_path / "site"
    site.mkdir()
    _write(site)
    _declare(site)
    monkeypatch.syspath_prepend(str(site))
    docs = tmp_path / "project"
    docs.mkdir()
    (docs / "page.md").write_text("# Hire a ship\n")
    (docs / ".git").mkdir()
    monkeypatch.chdir(docs)
    yield site
    for name in [name for name in sys.modules if name.partition(".")[0] == "harbour"]:
        del sys.modules[name]


def _config(text):
    with open("doclint.toml", "w", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.usefixtures("harbour")
def test_a_plugin_that_is_named_has_its_rules_run(capsys):
    _config('plugins = ["harbour"]\n')
    assert main(["check", "-q", "--format", "concise"]) == 1
    assert "page.md:1:10: error[harbour/no-ships] `ship` is too large" in capsys.readouterr().out
    assert main(["rules", "test"]) == 0
    assert "in the examples of 1 rule\n" in capsys.readouterr().err
    assert main(["explain", "harbour.words:word"]) == 0
    assert "- `word` (needed): text." in capsys.readouterr().out


@pytest.mark.usefixtures("harbour")
def test_a_plugin_that_is_not_named_is_not_even_looked_for(monkeypatch):
    monkeypatch.setattr("doclint.rules.plugins.entry_points", lambda **_: pytest.fail("looked"))
    assert main(["check", "-q"]) == 0
    assert "harbour.words" not in sys.modules


def test_to_find_a_plugin_imports_nothing_of_it(harbour):
    (found,) = plugins(["harbour"])
    assert (found.package, found.folder) == ("harbour", harbour / "harbour/rules")
    assert "harbour" not in sys.modules


@pytest.mark.usefixtures("harbour")
def test_rules_of_a_house_may_name_the_checks_of_a_plugin(capsys):
    os.makedirs("rules/house")
    with open("rules/house/no-rafts.yaml", "w", encoding="utf-8") as file:
        file.write(RULE.replace("word: ship", "word: raft").replace("ship", "raft"))
    _config('rules = ["rules"]\nplugins = ["harbour"]\n')
    assert main(["rules", "test"]) == 0
    assert main(["rules", "test", "rules/house/no-rafts.yaml"]) == 0
    _config('rules = ["rules"]\n')
    assert main(["rules", "test"]) == 2
    assert "`harbour.words` is in no plugin that `plugins` of the conf" in capsys.readouterr().err


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('plugins = ["harbor"]', "doclint.toml:1: `plugins`: no plugin `harbor` is installed; did"),
        ('plugins = ["zzz"]', "no plugin `zzz` is installed; installed are: harbour"),
        ("plugins = 1", "`plugins` is 1, expected a list"),
    ],
)
def test_plugins_that_are_not_there_are_told(capsys, text, reason):
    _config(text)
    assert main(["check"]) == 2
    assert reason in capsys.readouterr().err


def test_plugins_without_rules_are_told(harbour):
    _declare(harbour, "empty", "json")
    _declare(harbour, "gone", "nowhere")
    for name, package in (("empty", "json"), ("gone", "nowhere")):
        with pytest.raises(PluginError, match=f"`{name}` has no folder `rules` in `{package}`"):
            list(plugins([name]))


def test_plugins_may_not_name_modules_outside_of_them(harbour):
    file = harbour / "harbour/rules/harbour/no-ships.yaml"
    file.write_text(RULE.replace("harbour.words:word", "os.path:join"))
    with pytest.raises(ValueError, match=r"`os\.path` is in no plugin"):
        catalog((), tuple(plugins(["harbour"])))


def test_a_plugin_that_cannot_be_imported_is_told(harbour):
    (harbour / "harbour/words.py").write_text("import nowhere_at_all\n")
    with pytest.raises(ValueError, match=r"no-ships\.yaml:7: check: `harbour.words` cannot be imp"):
        catalog((), tuple(plugins(["harbour"])))


@pytest.mark.slow
def test_a_plugin_that_pip_has_installed_is_found(tmp_path):
    source, site = tmp_path / "source", tmp_path / "site"
    source.mkdir()
    _write(source)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    where = ["--no-build-isolation", "--target", str(site), str(source)]
    done = subprocess.run([*pip, *where], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (tmp_path / "doclint.toml").write_text('plugins = ["harbour"]\n')
    (tmp_path / "page.md").write_text("# Hire a ship\n")
    done = subprocess.run(
        [sys.executable, "-m", "doclint", "check", "page.md", "-q", "--format", "concise"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *sys.path])},
    )
    assert "error[harbour/no-ships] `ship` is too large" in done.stdout, done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("option", "given", "expected"),
    [
        ("str", "ship", (1, "`ship` is too large")),
        ('Literal["ship", "barge"]', "ship", (1, "`ship` is too large")),
        ('Literal["ship", "barge"]', "shop", (2, "expected one of ship, barge")),
        ("int", "ship", (2, "expected a whole number")),
        ("str | None", "ship", (1, "`ship` is too large")),
    ],
)
def test_annotations_of_a_plugin_may_be_evaluated(harbour, capsys, option, given, expected):
    head, _, body = CHECKS.partition("from __future__ import annotations\n")
    body = body.replace("word: str", f"word: {option}").replace("page: Page", "page: Page | Table")
    lines = ("from typing import Literal", "from doclint.model.page import Table")
    (harbour / "harbour/words.py").write_text("\n".join((head, *lines, body)))
    rule = RULE.replace("{word: ship}", f"{{word: {given}}}")
    (harbour / "harbour/rules/harbour/no-ships.yaml").write_text(rule)
    _config('plugins = ["harbour"]\n')
    assert main(["check", "-q", "--format", "concise"]) == expected[0]
    assert expected[1] in "".join(capsys.readouterr())
