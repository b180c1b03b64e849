"""What many pages have from one template is known page by page, and told as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from doclint.cli import main
from doclint.rules.catalog import catalog
from tests.baseline.shop import NAME, check, entries, said, write
from tests.docs_tree import TEMPLATE, tree
from tests.fold.test_folding import TEMPLATE_PATH, WRONG_FLAG, changed

RULES = catalog()
WRONG = changed(TEMPLATE, WRONG_FLAG)


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """Four pages of a template that is wrong in each, and a baseline."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("doclint.rules.catalog.catalog", lambda *_: RULES)
    Path(".git").mkdir()
    lay(tree(WRONG, pages=4))
    assert main(["baseline", "write"]) == 0


def lay(texts):
    for path, text in texts.items():
        write(path, text)


def test_the_baseline_has_what_stands_on_each_page(capsys):
    assert len(entries()) == 12
    assert {one["path"].partition("/")[0] for one in entries()} == {"docs"}
    assert said(capsys, "baseline", "write")[1] == f"{NAME}: 0 added, 12 kept, 0 dropped\n"


def test_the_cause_is_told_as_one_that_is_known(capsys):
    code, found, told = check(capsys)
    (one,) = found["baselined"]
    assert (code, found["new"], one["path"]) == (0, [], TEMPLATE_PATH)
    assert "1 baselined" in told


def test_it_is_known_page_by_page(capsys):
    code, found, _ = check(capsys, "--no-fold")
    assert (code, found["new"], len(found["baselined"])) == (0, [], 12)
    (page, *_) = sorted(Path("docs").glob("*.md"))
    code, found, told = check(capsys, page.as_posix(), "--strict-baseline")
    assert (code, found["new"], len(found["baselined"])) == (0, [], 1)
    assert "stale" not in told


def test_a_new_page_of_the_template_tells_how_many_are_new(capsys):
    lay(tree(WRONG, pages=6))
    code, found, _ = check(capsys)
    (one,) = found["new"]
    assert (code, one["path"]) == (1, TEMPLATE_PATH)
    assert one["message"].endswith(", 6 of them new")
    new = [also for also in one["also"] if also["label"] == "new here"]
    old = {each["path"] for each in entries()}
    assert new
    assert not {also["path"] for also in new} & old


def test_a_mended_template_leaves_stale_entries(capsys):
    lay(tree(TEMPLATE, pages=4))
    code, found, told = check(capsys)
    assert (code, found["baselined"]) == (0, [])
    assert "12 stale entries" in told


def test_what_a_comment_in_the_template_silences_needs_no_entry(capsys):
    line = next(line for line in WRONG.split("\n") if WRONG_FLAG[1] in line)
    loop = WRONG[: WRONG.index(line)].rstrip("\n").rpartition("\n")[2]
    comment = "{# doclint: ignore[parameter] as agreed #}\n"
    Path(NAME).unlink()
    lay(tree(WRONG.replace(f"{loop}\n{line}", f"{comment}{loop}\n{line}"), pages=4))
    before = check(capsys)[1]
    assert (len(before["suppressed"]), before["new"]) == (1, [])
    assert said(capsys, "baseline", "write")[1] == f"{NAME}: 0 added, 0 kept, 0 dropped\n"
    _, found, _ = check(capsys)
    assert (len(found["suppressed"]), found["new"]) == (1, [])
