"""A baseline is written once, found by itself, and only what is new is told from then on."""

from __future__ import annotations  # subjects of rules are read as they are written

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from doclint.cli import main
from doclint.model.project import Endpoint
from doclint.rules.catalog import catalog
from tests.baseline.shop import NAME, check, commit, entries, git, read, rows, said, spec, write

NAMES = ("pets", "orders", "users")
EACH = 3
RULES = [rule for rule in catalog() if rule.family in ("parameter", "table", "project")]


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """Three pages with three wrong rows each, in a repository."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("doclint.rules.catalog.catalog", lambda *_: RULES)  # takes long to read
    write("openapi.json", spec((*NAMES, "parts"), EACH))
    for name in NAMES:
        write(f"docs/{name}.md", f"# {name.title()}\n\n{rows(name, EACH)}")
    git("init", "-q", "-b", "main")
    commit()
    return tmp_path


def baseline(*arguments):
    """Writes a baseline; its exit code."""
    return main(["baseline", "write", *arguments])


def test_what_is_written_is_not_told_again(capsys):
    code, found, _ = check(capsys)
    assert (code, len(found["new"])) == (1, 9)
    assert said(capsys, "baseline", "write") == (0, f"{NAME}: 9 added, 0 kept, 0 dropped\n", "")
    code, found, told = check(capsys)
    assert (code, len(found["new"]), len(found["baselined"])) == (0, 0, 9)
    assert "no findings, 9 baselined in 3 pages" in told


def test_to_write_again_changes_nothing(capsys):
    baseline()
    before = read(NAME)
    assert said(capsys, "baseline", "write")[1] == f"{NAME}: 0 added, 9 kept, 0 dropped\n"
    assert read(NAME) == before


def test_without_a_baseline_all_is_told(capsys):
    baseline()
    code, found, _ = check(capsys, "--no-baseline")
    assert (code, len(found["new"])) == (1, 9)


def test_an_entry_is_a_line_that_people_can_read():
    baseline()
    lines = [line for line in read(NAME).splitlines() if '"rule"' in line]
    assert len(lines) == 9
    assert json.loads(lines[0].strip().rstrip(",")) == {
        "rule": "parameter/type-differs",
        "path": "docs/orders.md",
        "operation": "GET /orders",
        "subject": "query:orders-0",
        "message": "`orders-0` is a string on the page, an integer in the spec",
        "under": "Orders > List orders > Query parameters",
        "text": "| `orders-0` | string | The number 0 of orders. |",
        "before": entries()[0]["before"],
        "after": entries()[0]["after"],
        "spec": "openapi.json",
        "fingerprint": entries()[0]["fingerprint"],
    }


def test_the_entries_are_in_one_order_whatever_that_of_the_pages():
    baseline()
    keys = [(one["path"], one["subject"]) for one in entries()]
    assert keys == sorted(keys)


def test_a_new_finding_is_told_and_old_ones_are_not(capsys):
    baseline()
    write("docs/parts.md", f"# Parts\n\n{rows('parts', 1)}")
    code, found, told = check(capsys)
    assert (code, [one["subject"] for one in found["new"]]) == (1, ["query:parts-0"])
    assert "1 error, 9 baselined in 1 of 4 pages" in told


def test_baselined_findings_never_count(capsys):
    write("doclint.toml", '[rules."parameter/type-differs"]\nseverity = "warning"\n')
    code, _, _ = check(capsys, "--max-warnings", "8")
    assert code == 1
    baseline()
    assert check(capsys, "--max-warnings", "0", "--fail-on", "info")[0] == 0


def test_reasons_are_told_and_kept(capsys):
    baseline()
    text = read(NAME).replace(
        '"subject": "query:pets-1"', '"reason": "old app", "subject": "query:pets-1"'
    )
    write(NAME, text)
    reasons = {one["subject"]: one["reason"] for one in check(capsys)[1]["baselined"]}
    assert (reasons["query:pets-1"], reasons["query:pets-0"]) == ("old app", None)
    write("docs/parts.md", f"# Parts\n\n{rows('parts', 1)}")
    said(capsys, "baseline", "write")
    assert [one["subject"] for one in entries() if "reason" in one] == ["query:pets-1"]


# What is gone -------------------------------------------------------------------------------------


def mended(name, number):
    """Mends one row of a page."""
    path = f"docs/{name}.md"
    write(path, read(path).replace(f"`{name}-{number}` | string", f"`{name}-{number}` | integer"))


def test_stale_entries_are_counted_and_do_no_harm(capsys):
    baseline()
    mended("pets", 1)
    code, found, told = check(capsys)
    assert (code, found["new"]) == (0, [])
    assert "8 baselined, 1 stale entry of the baseline" in told


def test_strictly_stale_entries_fail_and_are_listed(capsys):
    baseline()
    assert check(capsys, "--strict-baseline")[0] == 0
    mended("pets", 1)
    code, _, told = check(capsys, "--strict-baseline")
    number = 1 + next(n for n, line in enumerate(read(NAME).splitlines()) if "query:pets-1" in line)
    gone = "parameter/type-differs is no longer found in docs/pets.md (GET /pets, query:pets-1)"
    assert code == 1
    assert f"doclint: {NAME}:{number}: {gone}\n" in told
    assert f"`doclint baseline prune` drops what is no longer found from {NAME}" in told
    assert check(capsys, "--strict-baseline", "--exit-zero")[0] == 0


def test_prune_drops_what_is_gone_and_adds_nothing(capsys):
    baseline()
    mended("pets", 1)
    write("docs/parts.md", f"# Parts\n\n{rows('parts', 1)}")
    told = said(capsys, "baseline", "prune")[1]
    assert told == f"{NAME}: 8 kept, 1 dropped; 1 new one is not in it\n"
    assert len(entries()) == 8
    code, found, _ = check(capsys, "--strict-baseline")
    assert (code, len(found["new"])) == (1, 1)


def test_what_comes_back_after_it_was_pruned_is_new(capsys):
    baseline()
    before = read("docs/pets.md")
    mended("pets", 1)
    said(capsys, "baseline", "prune")
    write("docs/pets.md", before)
    assert [one["subject"] for one in check(capsys)[1]["new"]] == ["query:pets-1"]


def test_a_suppressed_finding_needs_no_entry(capsys):
    baseline()
    page = read("docs/pets.md")
    comment = "<!-- doclint: ignore[parameter] as agreed -->\n\n"
    write("docs/pets.md", page.replace("| Name |", f"{comment}| Name |", 1))
    _, found, told = check(capsys)
    assert (len(found["suppressed"]), len(found["baselined"])) == (3, 6)
    assert "3 stale entries" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("docs/orders.md",),
        ("--select", "table"),
        ("--ignore", "parameter/type-differs"),
        ("--spec", "other.json"),
    ],
    ids=" ".join,
)
def test_what_a_run_could_not_see_is_not_stale(capsys, arguments):
    baseline()
    mended("pets", 1)
    write("other.json", spec(("things",), 1))
    assert "stale" not in check(capsys, *arguments, "--strict-baseline", "--fail-on", "error")[2]
    before = read(NAME)
    said(capsys, "baseline", "prune", *arguments)
    assert "query:pets-1" in read(NAME)
    if "--spec" not in arguments:
        assert read(NAME) == before


def test_a_rule_that_crashed_leaves_its_entries(capsys, monkeypatch):
    baseline()
    before = read(NAME)
    mended("pets", 1)

    def broken(_endpoint: Endpoint, **_options):
        raise ValueError("so be it")

    rules = tuple(
        replace(rule, check=broken) if rule.id == "parameter/type-differs" else rule
        for rule in RULES
    )
    monkeypatch.setattr("doclint.rules.catalog.catalog", lambda *_: rules)
    code, _, told = said(capsys, "baseline", "prune")
    assert code == 2
    assert "crashed" in told
    assert read(NAME) == before


def test_a_page_that_is_gone_takes_its_entries_along(capsys):
    baseline()
    Path("docs/pets.md").unlink()
    assert "3 stale entries" in check(capsys)[2]
    assert "stale" not in check(capsys, "docs/orders.md")[2]


def test_part_of_the_pages_can_be_written(capsys):
    baseline()
    mended("pets", 1)
    mended("orders", 1)
    told = said(capsys, "baseline", "write", "docs/pets.md")[1]
    assert told == f"{NAME}: 0 added, 2 kept, 1 dropped, 6 not looked at\n"
    assert len(entries()) == 8
    assert "1 stale entry" in check(capsys)[2]


# Where it is --------------------------------------------------------------------------------------


def test_it_is_found_from_a_folder_below(capsys, monkeypatch):
    baseline()
    monkeypatch.chdir("docs")
    code, found, _ = check(capsys, ".", "--spec", "../openapi.json")
    assert (code, len(found["baselined"])) == (0, 9)
    before = read(f"../{NAME}")
    assert said(capsys, "baseline", "write", "--spec", "../openapi.json")[1].startswith(
        f"../{NAME}: 0 added, 9 kept"
    )
    assert read(f"../{NAME}") == before


def test_it_is_found_beside_the_configuration(capsys, monkeypatch):
    write("doclint.toml", "")
    baseline()
    Path("deep/er").mkdir(parents=True)
    monkeypatch.chdir("deep/er")
    code, found, _ = check(capsys, "../../docs", "--spec", "../../openapi.json")
    assert (code, len(found["baselined"])) == (0, 9)


def test_absolute_paths_are_the_same_pages(capsys, project, monkeypatch):
    baseline()
    where = (str(project / "docs"), "--spec", str(project / "openapi.json"))
    assert len(check(capsys, *where)[1]["baselined"]) == 9
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    monkeypatch.chdir(elsewhere)
    code, found, _ = check(capsys, *where, "--baseline", str(project / NAME))
    assert (code, len(found["baselined"])) == (0, 9)


def test_pages_outside_of_its_folder_are_known(capsys, monkeypatch):
    Path("inner").mkdir()
    monkeypatch.chdir("inner")
    where = ("../docs", "--spec", "../openapi.json", "--baseline", NAME)
    assert baseline(*where) == 0
    assert {one["path"] for one in entries()} == {f"../docs/{name}.md" for name in NAMES}
    assert check(capsys, *where)[0] == 0


def test_a_clone_elsewhere_knows_the_same(capsys, project, monkeypatch):
    baseline()
    commit()
    clone = project.parent / "clone"
    git("clone", "-q", str(project), str(clone))
    monkeypatch.chdir(clone)
    assert check(capsys)[0] == 0
    shutil.rmtree(clone)


def test_the_configuration_names_another(capsys):
    write("doclint.toml", 'baseline = "known/old.json"\n')
    said(capsys, "baseline", "write")
    assert len(entries("known/old.json")) == 9
    assert entries("known/old.json")[0]["path"] == "../docs/orders.md"
    assert check(capsys)[0] == 0


def test_a_named_baseline_must_be_there(capsys):
    hint = "`doclint baseline write --baseline old.json` makes it"
    code, _, told = said(capsys, "check", "--baseline", "old.json")
    assert (code, told) == (2, f"doclint: there is no baseline `old.json`; {hint}\n")
    write("doclint.toml", '\nbaseline = "older.json"\n')
    code, _, told = said(capsys, "check")
    assert code == 2
    assert told.startswith("doclint: doclint.toml:2: there is no baseline `older.json`; ")
    assert check(capsys, "--no-baseline")[0] == 1
    assert said(capsys, "baseline", "prune")[0] == 2


def test_strictness_needs_a_baseline(capsys):
    code, _, told = said(capsys, "check", "--strict-baseline")
    assert code == 2
    assert "`doclint baseline write` makes it" in told


def test_a_broken_baseline_is_never_written_over(capsys):
    baseline()
    broken = read(NAME).replace('"findings": [', '"findings": [[')
    write(NAME, broken)
    for command in (("check",), ("baseline", "write"), ("baseline", "prune"), ("baseline", "show")):
        code, out, told = said(capsys, *command)
        assert (code, out) == (2, "")
        assert told.startswith(f"doclint: {NAME}:")
    assert read(NAME) == broken


def test_what_cannot_be_written_is_told(capsys):
    Path("file").write_bytes(b"")
    code, out, told = said(capsys, "baseline", "write", "--baseline", "file/known.json")
    assert (code, out) == (2, "")
    assert told.startswith("doclint: file/known.json: the baseline cannot be written: ")
    code, _, told = said(capsys, "baseline", "write", "--baseline", "docs")
    assert (code, told) == (2, "doclint: docs: the baseline cannot be read: is a directory\n")


def test_nothing_to_check_changes_no_baseline(capsys):
    baseline()
    before = read(NAME)
    Path("empty").mkdir()
    assert said(capsys, "baseline", "write", "empty", "--no-config")[0] == 3
    assert read(NAME) == before


def test_line_breaks_of_the_baseline_stay_as_they_are(capsys):
    baseline()
    Path(NAME).write_bytes(Path(NAME).read_bytes().replace(b"\n", b"\r\n"))
    before = Path(NAME).read_bytes()
    said(capsys, "baseline", "write")
    assert Path(NAME).read_bytes() == before
    mended("pets", 1)
    said(capsys, "baseline", "prune")
    after = Path(NAME).read_bytes()
    assert after.count(b"\r\n") == after.count(b"\n") == before.count(b"\n") - 1


# With the rest ------------------------------------------------------------------------------------


def test_fixes_leave_alone_what_is_known(capsys):
    baseline()
    before = {name: read(f"docs/{name}.md") for name in NAMES}
    write("docs/parts.md", f"# Parts\n\n{rows('parts', 1)}")
    said(capsys, "check", "--fix", "--unsafe-fixes")
    assert {name: read(f"docs/{name}.md") for name in NAMES} == before
    said(capsys, "check", "--fix", "--unsafe-fixes", "--no-baseline")
    assert read("docs/pets.md") != before["pets"]


def test_show_lists_entries_by_rule_and_page_with_their_states(capsys):
    baseline()
    mended("pets", 1)
    code, out, _ = said(capsys, "baseline", "show")
    lines = out.splitlines()
    assert code == 0
    assert lines[:2] == ["parameter/type-differs: 9", "  docs/orders.md"]
    gone = [line for line in lines if "[stale: nothing is found there any more]" in line]
    assert len(gone) == 1
    assert "query:pets-1" in gone[0]
    assert lines[-1] == f"{NAME}: 8 there, 1 stale"
    out = said(capsys, "baseline", "show", "docs/orders.md")[1]
    assert out.splitlines()[-1] == f"{NAME}: 3 there, 6 not looked at"


def test_show_tells_programs_too(capsys):
    baseline()
    mended("pets", 1)
    data = json.loads(said(capsys, "baseline", "show", "--format", "json")[1])
    states = {one["subject"]: one["state"] for one in data["entries"]}
    assert (data["path"], len(states)) == (NAME, 9)
    assert (states["query:pets-1"], states["query:pets-0"]) == ("stale", "there")


@pytest.mark.parametrize("format_name", ["full", "concise", "grouped", "json", "sarif", "github"])
def test_the_exit_code_is_the_same_for_every_format(format_name):
    baseline()
    assert main(["check", "--format", format_name, "-q"]) == 0
    mended("pets", 1)
    assert main(["check", "--format", format_name, "-q", "--strict-baseline"]) == 1
