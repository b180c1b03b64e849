"""`--watch` runs again when a file changes, whatever is wrong in between."""

import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from threading import Event, Thread

import pytest

import doclint
from doclint.cli import main
from tests.test_run import PAGE, SPEC

pytest.importorskip("watchfiles")


@pytest.fixture
def docs(tmp_path, monkeypatch):
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    (tmp_path / "openapi.yaml").write_text(SPEC, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _changes(monkeypatch, *steps):
    """Plays changes of files, one after the other, and remembers what was to be watched."""
    asked = []

    def watch(*roots, **options):
        asked.append((roots, options))
        for step in steps:
            step()
            yield {step}

    monkeypatch.setattr("watchfiles.watch", watch)
    return asked


def test_each_change_is_a_run_and_a_broken_configuration_no_end(docs, monkeypatch, capsys):
    page, config = docs / "page.md", docs / "doclint.toml"
    asked = _changes(
        monkeypatch,
        lambda: page.write_text(PAGE + "\n```json\n{,}\n```\n", "utf-8"),
        lambda: config.write_text('selct = ["page"]\n', "utf-8"),
        lambda: config.unlink(),
    )
    assert main(["check", "--watch", "-q", "--format", "concise"]) == 0
    said = capsys.readouterr()
    runs = said.err.split("doclint: watching for changes; Ctrl-C ends it\n")
    assert len(runs) == 5
    assert "did you mean `select`" in runs[2]
    assert said.out.count("example/invalid-json") == 2
    assert asked[0][0] == (".",)


def test_what_is_named_elsewhere_is_watched_too(docs, monkeypatch):
    asked = _changes(monkeypatch)
    (docs / "inner").mkdir()
    monkeypatch.chdir(docs / "inner")
    main(["check", "--watch", "-q", str(docs / "page.md"), "--spec", "../openapi.yaml"])
    assert set(asked[0][0]) == {".", str(docs / "page.md"), str(docs / "openapi.yaml")}


@pytest.mark.usefixtures("docs")
def test_standard_input_is_not_watched(capsys):
    assert main(["check", "--watch", "-"]) == 2
    assert "name the page itself" in capsys.readouterr().err


def test_what_is_wrong_from_the_first_is_not_watched(docs, monkeypatch, capsys):
    asked = _changes(monkeypatch)
    assert main(["check", "--watch", "nope.md"]) == 2
    assert "nope.md" in capsys.readouterr().err
    (docs / "doclint.toml").write_text('selct = ["page"]\n', "utf-8")
    assert main(["check", "--watch"]) == 2
    assert asked == []


@pytest.mark.usefixtures("docs")
def test_without_watchfiles_it_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["check", "--watch"]) == 2
    assert 'pip install "doclint[watch]"' in capsys.readouterr().err


@pytest.mark.slow
def test_a_saved_page_is_checked_again(docs):
    command = [sys.executable, "-m", "doclint", "check", "--watch", "-q", "--format", "concise"]
    source = {**os.environ, "PYTHONPATH": str(Path(doclint.__file__).parents[1])}
    run = subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True, env=source)
    over = Event()

    def save():
        """Again and again: the first time may be too early to be seen."""
        for number in range(120):
            (docs / "page.md").write_text(f"# {number}\n\n```json\n{{,}}\n```\n", "utf-8")
            if over.wait(0.5):
                return
        run.kill()

    try:
        assert "watching" in next(line for line in run.stderr if "watching" in line)
        Thread(target=save).start()
        assert "invalid-json" in next(line for line in run.stdout if "page.md:4" in line)
    finally:
        over.set()
        run.kill()
        run.communicate()
