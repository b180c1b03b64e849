"""However pages change, no old finding comes back, and a new one does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from doclint.cli import main
from doclint.rules.catalog import catalog
from tests.baseline.shop import NAME, check, commit, entries, git, read, rows, said, spec, write

RULES = [rule for rule in catalog() if rule.family in ("parameter", "table", "project")]
GROUPS = ("pets", "orders", "users", "shops", "carts", "teams", "notes", "files")


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """A folder in which no rule file has to be read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("doclint.rules.catalog.catalog", lambda *_: RULES)
    return tmp_path


def made(groups, sections, each):
    """Pages of that many sections with as many wrong rows, in a repository, with a baseline."""
    names = {group: [f"{group}-{number}" for number in range(sections)] for group in groups}
    every = [name for own in names.values() for name in own]
    write("openapi.json", spec((*every, "parts"), each))
    for group, own in names.items():
        write(f"docs/{group}.md", f"# {group.title()}\n\n{''.join(rows(n, each) for n in own)}")
    git("init", "-q", "-b", "main")
    commit()
    main(["baseline", "write"])
    commit()


def lines_above(path, number=50):
    """Inserts lines below the title of a page."""
    title, _, rest = read(path).partition("\n")
    more = "\n".join(f"Sentence {n} of what is new here.\n" for n in range(number // 2))
    write(path, f"{title}\n\n{more}{rest}")


def last_section_first(path):
    """Moves the last section of a page to its top."""
    first, *sections = read(path).split("\n## ")
    write(path, "\n## ".join((first, sections[-1].rstrip("\n") + "\n", *sections[:-1])))


def known(capsys, number, *arguments):
    """All of that many findings are known, and nothing is stale; the new ones."""
    _, found, told = check(capsys, *arguments)
    assert len(found["baselined"]) == number
    assert "stale" not in told
    return found["new"]


def test_a_thousand_findings_stay_known_and_a_new_one_is_told(capsys):
    made(GROUPS, sections=5, each=25)
    assert len(entries()) == 1000
    lines_above("docs/pets.md")
    last_section_first("docs/orders.md")
    git("mv", "docs/users.md", "docs/people.md")
    _, found, told = check(capsys)
    assert (len(found["new"]), len(found["baselined"])) == (0, 1000)
    assert "no findings, 1,000 baselined in 8 pages" in told

    write("docs/pets.md", read("docs/pets.md") + rows("parts", 1))
    assert [one["subject"] for one in known(capsys, 1000)] == ["query:parts-0"]


# Pages under another name -------------------------------------------------------------------------


def renamed_staged():
    git("mv", "docs/pets.md", "docs/animals.md")


def renamed_committed():
    renamed_staged()
    commit()


def renamed_twice_and_edited():
    renamed_committed()
    lines_above("docs/animals.md", 10)
    commit()
    Path("guide").mkdir()
    git("mv", "docs/animals.md", "guide/beasts.md")
    commit()


def renamed_by_hand():
    Path("docs/pets.md").rename("docs/animals.md")


def renamed_without_git():
    shutil.rmtree(".git")
    renamed_by_hand()


def renamed_before_the_baseline_was_touched():
    renamed_committed()
    write(NAME, read(NAME).replace('"query:orders-0-0"', '"query:orders-0-0", "reason": "later"'))
    commit()


def renamed_folder():
    git("mv", "docs", "guide")
    commit()


WAYS = [
    renamed_staged, renamed_committed, renamed_twice_and_edited, renamed_by_hand,
    renamed_without_git, renamed_before_the_baseline_was_touched, renamed_folder,
]  # fmt: skip


@pytest.mark.parametrize("rename", WAYS, ids=lambda way: way.__name__)
def test_a_renamed_page_keeps_its_entries(capsys, rename):
    made(("pets", "orders"), sections=2, each=2)
    rename()
    assert known(capsys, 8) == []


@pytest.mark.parametrize("rename", WAYS, ids=lambda way: way.__name__)
def test_prune_gives_entries_the_new_names(capsys, rename):
    made(("pets", "orders"), sections=2, each=2)
    rename()
    told = said(capsys, "baseline", "prune")[1]
    moved = 8 if rename is renamed_folder else 4
    assert told == f"{NAME}: 8 kept, 0 dropped, {moved} with another page than before\n"
    assert all(Path(one["path"]).exists() for one in entries())
    shutil.rmtree(".git", ignore_errors=True)
    assert known(capsys, 8) == []


def test_git_tells_pages_apart_that_look_the_same(capsys):
    """Without operations, only the history says which of two equal pages is which."""
    page = "# Page\n\n| A | B |\n|---|---|\n| 1 | 2 | 3 |\n"
    write("docs/one.md", page)
    write("docs/two.md", page.replace("Page", "Other") + "\nMore.\n")
    git("init", "-q", "-b", "main")
    commit()
    main(["baseline", "write"])
    commit()
    assert len(entries()) == 2
    git("mv", "docs/one.md", "docs/uno.md")
    git("mv", "docs/two.md", "docs/due.md")
    commit()
    assert known(capsys, 2) == []


def test_a_shallow_clone_knows_renamed_pages(capsys, project, monkeypatch):
    made(("pets", "orders"), sections=2, each=2)
    renamed_committed()
    clone = project.parent / f"{project.name}-shallow"
    git("clone", "-q", "--depth", "1", project.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    assert known(capsys, 8) == []


def test_a_hook_of_git_may_run_it(capsys, monkeypatch):
    made(("pets", "orders"), sections=2, each=2)
    renamed_committed()
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(Path(".git/index").resolve()))
    assert known(capsys, 8) == []


def test_git_need_not_be_there(capsys, monkeypatch):
    made(("pets", "orders"), sections=2, each=2)
    renamed_by_hand()
    monkeypatch.setenv("PATH", "")
    assert known(capsys, 8) == []


def test_a_new_page_does_not_inherit_from_one_that_is_gone(capsys):
    made(("pets", "orders"), sections=2, each=2)
    Path("docs/pets.md").unlink()
    write("docs/parts.md", f"# Parts\n\n{rows('parts', 2)}")
    _, found, told = check(capsys)
    assert {one["path"] for one in found["new"]} == {"docs/parts.md"}
    assert len(found["new"]) == 2
    assert "4 stale" in told


# Sections elsewhere -------------------------------------------------------------------------------


def test_a_section_on_another_page_takes_its_entries_along(capsys):
    made(("pets", "orders"), sections=2, each=2)
    first, mine, other = read("docs/pets.md").split("\n## ")
    write("docs/pets.md", "\n## ".join((first, mine)))
    write("docs/orders.md", read("docs/orders.md") + "\n## " + other)
    assert known(capsys, 8) == []


def test_a_copied_section_is_new(capsys):
    made(("pets", "orders"), sections=2, each=2)
    other = read("docs/pets.md").split("\n## ")[2]
    write("docs/copy.md", f"# Copy\n\n## {other}")
    assert {one["path"] for one in known(capsys, 8)} == {"docs/copy.md"}


def test_a_copy_of_a_section_that_is_mended_here_is_new(capsys):
    made(("pets", "orders"), sections=2, each=2)
    other = read("docs/pets.md").split("\n## ")[2]
    write("docs/copy.md", f"# Copy\n\n## {other}")
    write("docs/pets.md", read("docs/pets.md").replace("| string |", "| integer |"))
    _, found, told = check(capsys)
    assert {one["path"] for one in found["new"]} == {"docs/copy.md"}
    assert "4 stale" in told


# What is written another way ----------------------------------------------------------------------


def test_a_row_that_is_edited_stays_known_while_it_is_wrong(capsys):
    made(("pets",), sections=1, each=3)
    write("docs/pets.md", read("docs/pets.md").replace("The number", "What is"))
    assert known(capsys, 3) == []


def test_another_spec_text_leaves_known_what_is_wrong_still(capsys):
    made(("pets",), sections=1, each=3)
    write("openapi.json", read("openapi.json").replace('"integer"', '"boolean"'))
    assert known(capsys, 3) == []


def test_messages_of_another_version_do_not_bring_old_findings_back(capsys):
    made(("pets",), sections=2, each=3)
    write(NAME, read(NAME).replace("on the page, an integer in the spec", "here"))
    assert known(capsys, 6) == []
    told = said(capsys, "baseline", "write")[1]
    assert told == f"{NAME}: 0 added, 6 kept, 0 dropped\n"
    assert "an integer in the spec" in read(NAME)


def test_line_breaks_of_pages_do_not_count(capsys):
    made(("pets", "orders"), sections=2, each=2)
    for name in ("pets", "orders"):
        write(f"docs/{name}.md", read(f"docs/{name}.md").replace("\n", "\r\n"))
    assert known(capsys, 8) == []


TABLE = "# Pets\n\n| Name | Meaning |\n|------|---------|\n"
WIDE = "| {0} | What {0} means | too much |\n"
RIGHT = "| {0} | What {0} means |\n"


@pytest.fixture
def table(capsys):
    """A page with rows that have too many cells: b and d are wrong, and known."""

    def put(**kinds):
        write("docs/t.md", TABLE + "".join(line.format(name) for name, line in kinds.items()))

    put(a=RIGHT, b=WIDE, c=RIGHT, d=WIDE, e=RIGHT)
    main(["baseline", "write"])
    assert known(capsys, len(entries())) == []
    assert len(entries()) == 2
    return put


def lines(found):
    return [read(one["path"]).splitlines()[one["line"] - 1].split()[1] for one in found]


def test_of_rows_without_a_name_only_the_new_one_is_told(capsys, table):
    table(x=WIDE, a=RIGHT, b=WIDE, c=RIGHT, d=WIDE, e=RIGHT)
    assert lines(known(capsys, 2)) == ["x"]


def test_rows_in_another_order_are_known(capsys, table):
    table(d=WIDE, e=RIGHT, b=WIDE, a=RIGHT, c=RIGHT)
    assert known(capsys, 2) == []


def test_a_new_mistake_does_not_hide_behind_an_old_one_that_was_mended(capsys, table):
    table(a=RIGHT, b=RIGHT, c=RIGHT, d=WIDE, e=WIDE)
    _, found, told = check(capsys)
    assert lines(found["new"]) == ["e"]
    assert lines(found["baselined"]) == ["d"]
    assert "1 stale entry" in told


def test_a_row_that_was_put_in_beside_one_that_was_mended_is_new(capsys, table):
    table(a=RIGHT, b=RIGHT, x=WIDE, c=RIGHT, d=WIDE, e=RIGHT)
    assert lines(check(capsys)[1]["new"]) == ["x"]


@pytest.mark.usefixtures("table")
def test_a_row_that_is_edited_where_it_stands_is_known(capsys):
    write("docs/t.md", read("docs/t.md").replace("What b means", "What b really means"))
    assert known(capsys, 2) == []
