"""`check` with fixes: what is written, what is printed, and what the exit code says."""

from __future__ import annotations  # subjects of rules are read as they are written

import io
import json
from pathlib import Path

import pytest

from doclint.cli import main
from doclint.files import Folder
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.page import Page
from doclint.rules.rule import Rule

BEFORE = b"\xef\xbb\xbf# Pets\r\n\r\nLOUD and ODD\r\n"
AFTER = b"\xef\xbb\xbf# Pets\r\n\r\nquiet and ODD\r\n"
DIFF = b"""\
--- a/docs/pets.md
+++ b/docs/pets.md
@@ -1,3 +1,3 @@
 \xef\xbb\xbf# Pets\r
 \r
-LOUD and ODD\r
+quiet and ODD\r
"""


def words(page: Page, *, word: str, by: str, safe: bool = True):
    """Facts: word."""
    at = page.source.text.find(word)
    if at >= 0:
        span = page.source.span(at, at + len(word))
        yield Hit(span, word, {"word": word}, fix=Fix((Edit(span, by),), safe))


def rule(name, severity="error", **options):
    return Rule(
        id=name, summary=f"Says {name}", message="`$word` is said", severity=severity,
        set="recommended", since="0.1", check=words, options=options,
    )  # fmt: skip


RULES = (
    rule("test/loud", word="LOUD", by="quiet"),
    rule("test/odd", word="ODD", by="even", safe=False),
    rule("test/stuck", "warning", word="STUCK", by="STUCK fast"),
)


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """A folder with a page that says what a safe and an unsafe fix are for."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/pets.md").write_bytes(BEFORE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("doclint.rules.catalog.catalog", lambda *_: RULES)
    return tmp_path


def page():
    return Path("docs/pets.md").read_bytes()


def run(capfdbinary, *arguments):
    code = main(["check", *arguments])
    told = capfdbinary.readouterr()
    return code, told.out, told.err.decode()


def test_without_an_option_nothing_is_written_and_it_is_said_what_can_be(capfdbinary):
    code, out, err = run(capfdbinary)
    assert (code, page()) == (1, BEFORE)
    assert b"error[test/loud]: `LOUD` is said  [fix]\n" in out
    assert b"  help: write `quiet` here\n" in out
    assert b"error[test/odd]: `ODD` is said  [unsafe fix]\n" in out
    assert "2 errors in 1 of 1 page, 1 fixable with `--fix`, 1 more with `--unsafe-fixes`;" in err


def test_safe_fixes_are_made_and_what_is_left_is_told(capfdbinary):
    code, out, err = run(capfdbinary, "--fix", "--format", "concise")
    assert (code, page()) == (1, AFTER)
    assert out == b"docs/pets.md:3:11: error[test/odd] `ODD` is said\n"
    assert err.startswith("1 fixed, 1 error in 1 of 1 page, 1 more with `--unsafe-fixes`; ")
    code, _, err = run(capfdbinary, "--fix")
    assert (code, page()) == (1, AFTER)
    assert err.startswith("0 fixed, 1 error in 1 of 1 page")


@pytest.mark.parametrize("arguments", [["--unsafe-fixes"], ["--fix", "--unsafe-fixes"]])
def test_unsafe_fixes_are_made_with_the_safe_ones(capfdbinary, arguments):
    code, out, err = run(capfdbinary, *arguments)
    assert (code, out, page()) == (0, b"", AFTER.replace(b"ODD", b"even"))
    assert err.startswith("2 fixed, no findings in 1 page; ")


@pytest.mark.parametrize("arguments", [["--diff"], ["--fix", "--diff"]])
def test_a_difference_is_shown_and_nothing_is_written(capfdbinary, arguments):
    code, out, err = run(capfdbinary, *arguments)
    assert (code, page()) == (1, BEFORE)
    assert out == DIFF
    assert err.startswith("1 would be fixed, ")


def test_no_difference_is_0_whatever_else_is_found(capfdbinary):
    Path("docs/pets.md").write_bytes(AFTER)
    code, out, _ = run(capfdbinary, "--diff")
    assert (code, out) == (0, b"")


@pytest.mark.parametrize("text", [BEFORE, AFTER, b"# Pets\n"])
def test_a_page_on_standard_input_comes_out_on_standard_output(capfdbinary, monkeypatch, text):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    code, out, err = run(capfdbinary, "--fix", "-", "--stdin-filename", "docs/pets.md")
    assert out == text.replace(b"LOUD", b"quiet")
    assert page() == BEFORE
    assert (code, "error[test/odd]" in err) == ((1, True) if b"ODD" in text else (0, False))


def test_a_file_that_changes_meanwhile_is_left_alone_and_that_is_2(capfdbinary, monkeypatch):
    write = Folder.write

    def late(files, path, before, after):
        Path(path).write_bytes(b"# LOUD\n")
        write(files, path, before, after)

    monkeypatch.setattr(Folder, "write", late)
    code, out, err = run(capfdbinary, "--fix")
    assert (code, page()) == (2, b"# LOUD\n")
    assert b"docs/pets.md:1:3" in out
    assert "doclint: `docs/pets.md` was not fixed: it was changed meanwhile\n" in err
    assert "\n0 fixed, 1 error in 1 of 1 page" in err


def test_fixes_that_do_not_hold_are_told_with_their_place(capfdbinary):
    Path("docs/pets.md").write_bytes(b"STUCK\n")
    code, _, err = run(capfdbinary, "--fix")
    assert (code, page()) == (0, b"STUCK\n")
    assert err.splitlines()[:2] == [
        "doclint: 1 fix was not made:",
        "  docs/pets.md:1 test/stuck: the finding would still be there",
    ]


def test_json_has_the_edits(capfdbinary):
    _, out, _ = run(capfdbinary, "--format", "json")
    loud, odd = json.loads(out)["findings"]
    edit = {"path": "docs/pets.md", "start": 8, "end": 12, "text": "quiet"}
    assert loud["fix"] == {"safe": True, "edits": [edit]}
    assert not odd["fix"]["safe"]


def test_nothing_to_check_is_3(capfdbinary):
    Path("docs/pets.md").unlink()
    for option in ("--fix", "--diff"):
        assert run(capfdbinary, option)[0] == 3
