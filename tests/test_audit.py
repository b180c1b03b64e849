"""The command that writes the audit report: where to, what it says, how it ends."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from doclint.cli import main

from .report.html.conftest import PAGE, SPEC


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("list-pets.md").write_text(PAGE, "utf-8")
    Path("openapi.yaml").write_text(SPEC, "utf-8")
    return tmp_path


def test_a_report_is_written_and_its_place_is_told(capsys):
    assert main(["audit", "-o", "report.html"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert re.search(r"^doclint: the report is in report\.html \(\d+ kB\)$", told.err, re.M)
    assert "1 error in 1 of 1 page" in told.err
    assert Path("report.html").read_text("utf-8").startswith("<!doctype html>")


def test_without_a_name_it_has_one_that_nobody_else_has(capsys):
    assert main(["audit", "-q"]) == 0
    assert Path("doclint-report.html").is_file()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--fail-on", "error"], 1),
        (["--fail-on", "error", "--exit-zero"], 0),
        (["--max-warnings", "0"], 1),  # errors are more
        (["--select", "response", "--fail-on", "info"], 0),
    ],
)
def test_only_who_asks_is_told_of_findings_by_the_exit_code(arguments, code, capsys):
    assert main(["audit", "-q", "-o", "report.html", *arguments]) == code
    assert Path("report.html").is_file()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["gone.md"], 2, "gone.md"),
        (["--spec", "gone.yaml"], 2, "gone.yaml"),
        (["-o", "list-pets.md"], 2, "`list-pets.md` was not written: this run reads it"),
        (["-o", "openapi.yaml"], 2, "this run reads it"),
        (["-o", "."], 2, "`.` was not written: is a directory"),
        (["-o", "list-pets.md/report.html"], 2, "was not written: "),
        (["-o", "html=report.html"], 2, "you may mean `-o report.html`"),
        (["-o", "sarif=x.sarif"], 2, "you may mean `doclint check --output sarif=x.sarif`"),
        (["-o", ""], 2, "`-o` is followed by nothing"),
        (["--outptu", "x.html"], 2, "there is no --outptu"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_lost(arguments, code, told, capsys):
    assert main(["audit", *arguments]) == code
    assert told in capsys.readouterr().err
    assert Path("list-pets.md").read_text("utf-8") == PAGE
    assert Path("openapi.yaml").read_text("utf-8") == SPEC
    assert {*os.listdir()} <= {"list-pets.md", "openapi.yaml"}


def test_nothing_to_check_is_3_and_a_report_that_says_so(capsys, folder):
    (folder / "empty").mkdir()
    assert main(["audit", "empty", "-o", "report.html"]) == 3
    assert "nothing to check" in capsys.readouterr().err
    assert "Nothing was there to check." in Path("report.html").read_text("utf-8")


def test_a_report_is_no_page_of_the_next_run(capsys):
    for _ in range(2):
        assert main(["audit", "-o", "report.html"]) == 0
        assert "1 error in 1 of 1 page," in capsys.readouterr().err
    assert main(["check", ".", "--format", "concise"]) == 1
    assert "report.html" not in capsys.readouterr().out


def test_folders_are_made_and_the_report_can_be_printed(capsys):
    assert main(["audit", "-q", "--no-timestamp", "-o", "out/deep/report.html"]) == 0
    assert main(["audit", "-q", "--no-timestamp", "-o", "-"]) == 0
    assert capsys.readouterr().out == Path("out/deep/report.html").read_text("utf-8")


def test_when_it_was_made_is_told_unless_it_is_not_wanted():
    main(["audit", "-q", "-o", "a.html"])
    main(["audit", "-q", "-o", "b.html", "--no-timestamp"])
    main(["audit", "-q", "-o", "c.html", "--no-timestamp"])
    first, second, third = (Path(f"{name}.html").read_bytes() for name in "abc")
    assert b"<time datetime=" in first
    assert b"<time" not in second
    assert second == third  # its own name is none of its matters


def test_a_page_on_standard_input_has_a_report(monkeypatch, capsys):
    class Piped:
        buffer = open("list-pets.md", "rb")  # noqa: SIM115

    monkeypatch.setattr("sys.stdin", Piped)
    assert main(["audit", "-", "-q", "-o", "-", "--spec", "openapi.yaml"]) == 0
    assert "stdin.md" in capsys.readouterr().out


def test_what_a_baseline_knows_is_told_as_such():
    assert main(["baseline", "write"]) == 0
    assert main(["audit", "-q", "-o", "report.html", "--fail-on", "error"]) == 0
    text = Path("report.html").read_text("utf-8")
    assert "In the baseline" in text
    assert "<small>accepted</small>" in text


def _git(*arguments):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    command = ["git", *who, *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_commit_is_told_and_whether_files_have_changed_since():
    def told():
        main(["audit", "-q", "-o", "report.html"])
        text = Path("report.html").read_text("utf-8")
        return re.search(r"<dt>Commit</dt> <dd><code>([0-9a-f]{12}(?: with changes)?)</code>", text)

    assert told() is None
    _git("init", "-q", "-b", "main")
    assert told() is None  # there is no commit yet
    _git("add", "list-pets.md", "openapi.yaml")
    _git("commit", "-q", "-m", "Begin")
    first = told()[1]
    assert " " not in first
    Path("openapi.yaml").write_text(f"{SPEC}# more\n", "utf-8")
    assert told()[1] == f"{first} with changes"
