"""What git tells of a checkout, and what is said where it cannot."""

import os
from pathlib import Path

import pytest

from doclint.git import Changes, GitError, Hunk, repository, within
from tests.git_repo import Checkout, plain_git


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    plain_git(monkeypatch)


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout(tmp_path / "repo")


def test_paths_are_called_as_from_the_folder_that_the_user_stands_in(checkout):
    checkout.commit({"docs/api/pets.md": "# Pets\n", "openapi.yaml": "openapi: 3.0.0\n"})
    found = repository(str(checkout.folder / "docs"))
    assert found.name("api/pets.md") == "docs/api/pets.md"
    assert found.name("../openapi.yaml") == "openapi.yaml"
    assert found.name("..") == ""
    assert found.name("../../other.yaml") is None
    assert found.name(str(checkout.folder) + "-2/a.md") is None
    assert found.called("openapi.yaml") == "../openapi.yaml"


@pytest.mark.parametrize("ref", ["side", "v1", "HEAD~1", "HEAD^", "@{0}~1", "refs/heads/side"])
def test_whatever_git_takes_for_a_commit_is_one(checkout, ref):
    first = checkout.commit({"a.md": "a\n"})
    checkout.git("branch", "side")
    checkout.git("tag", "-a", "v1", "-m", "one")
    checkout.commit({"a.md": "b\n"})
    assert repository(str(checkout.folder)).commit(ref) == first
    assert repository(str(checkout.folder)).commit(first[:9]) == first


def test_the_base_is_where_the_branches_part(checkout):
    first = checkout.commit({"a.md": "a\n"})
    checkout.git("checkout", "-q", "-b", "mine")
    checkout.commit({"a.md": "b\n"})
    checkout.git("checkout", "-q", "main")
    checkout.commit({"c.md": "c\n"})
    checkout.git("checkout", "-q", "mine")
    assert repository(str(checkout.folder)).base("main") == first
    checkout.git("checkout", "-q", "--detach")
    assert repository(str(checkout.folder)).base("main") == first


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("mian", "there is no commit `mian` here; did you mean `main`?"),
        ("work", "there is no commit `work` here; did you mean `origin/work`?"),
        ("-x", "there is no commit `-x` here; is it to be fetched first?"),
        ("--output=x", "there is no commit `--output=x` here; is it to be fetched first?"),
        ("main..HEAD", "`main..HEAD` is a range, expected the one commit to compare with"),
        ("main:a.md", "`main:a.md` is no commit"),
        ("", "the name of the commit is empty; is a variable not set?"),
        ("  ", "the name of the commit is empty; is a variable not set?"),
        ("0" * 40, "is what git calls no commit at all"),
        ("f" * 40, f"there is no commit `{'f' * 40}` here; is it to be fetched first?"),
    ],
)
def test_what_is_no_commit_is_said_to_be_none(checkout, ref, said):
    checkout.commit({"a.md": "a\n"})
    checkout.git("update-ref", "refs/remotes/origin/work", "HEAD")
    with pytest.raises(GitError) as raised:
        repository(str(checkout.folder)).commit(ref)
    assert said in str(raised.value)
    assert not (checkout.folder / "x").exists()


def test_branches_without_a_common_commit_have_no_base(checkout):
    checkout.commit({"a.md": "a\n"})
    checkout.git("checkout", "-q", "--orphan", "other")
    checkout.commit({"b.md": "b\n"})
    with pytest.raises(GitError, match="`main` and the checkout have no commit in common; name"):
        repository(str(checkout.folder)).base("main")


def test_a_shallow_clone_is_told_how_to_get_deeper(checkout, tmp_path):
    checkout.commit({"a.md": "a\n"})
    checkout.git("branch", "side")
    checkout.commit({"a.md": "b\n"})
    checkout.git("clone", "-q", "--depth=1", f"file://{checkout.folder}", str(tmp_path / "near"))
    near = Checkout(tmp_path / "near", new=False)
    with pytest.raises(GitError) as raised:
        repository(str(near.folder)).base("HEAD~1")
    assert "this clone is shallow" in str(raised.value)
    assert "git fetch --unshallow" in str(raised.value)
    near.git("fetch", "-q", "--depth=1", "origin", "side:refs/remotes/origin/side")
    with pytest.raises(GitError, match="no commit in common: this clone is shallow"):
        repository(str(near.folder)).base("origin/side")
    assert repository(str(near.folder)).base("HEAD") == near.git("rev-parse", "HEAD")


def test_a_repository_without_a_commit_has_nothing_to_compare_with(checkout):
    with pytest.raises(GitError, match="no commit yet"):
        repository(str(checkout.folder)).base("HEAD")


def test_a_folder_outside_of_repositories_is_said_to_be_one(tmp_path):
    with pytest.raises(GitError, match="is in no git repository"):
        repository(str(tmp_path))


def test_the_files_of_git_itself_are_no_checkout(checkout):
    checkout.commit({"a.md": "a\n"})
    with pytest.raises(GitError, match="git's own files"):
        repository(str(checkout.folder / ".git"))


def test_a_missing_git_is_said_to_be_missing(checkout, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="`git` is not installed, or not on the PATH"):
        repository(str(checkout.folder))


def test_a_repository_of_somebody_else_comes_with_the_command_that_trusts_it(checkout, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError) as raised:
        repository(str(checkout.folder))
    assert f"git config --global --add safe.directory {checkout.folder}" in str(raised.value)


def test_what_a_hook_is_told_of_git_does_not_matter(checkout, monkeypatch):
    checkout.commit({"docs/a.md": "a\n"})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    monkeypatch.setenv("GIT_PREFIX", "docs/")
    found = repository(str(checkout.folder / "docs"))
    assert found.top == os.path.realpath(checkout.folder)
    assert not found.changes(found.base("HEAD"))


def test_files_of_git_that_lie_elsewhere_are_found_by_the_environment(tmp_path, monkeypatch):
    checkout = Checkout(tmp_path / "repo")
    checkout.commit({"a.md": "a\n"})
    (tmp_path / "repo" / ".git").rename(tmp_path / "files.git")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "files.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "repo"))
    assert repository(str(tmp_path / "repo")).base("HEAD")


def test_committed_staged_and_unstaged_changes_are_all_changes(checkout):
    base = checkout.commit({name: f"{name} a\nb\nc\n" for name in ("a.md", "b.md", "c.md", "d.md")})
    checkout.commit({"a.md": "changed\n", ".gitignore": "*.html\n"})
    checkout.write("b.md", "staged\n")
    checkout.git("add", "b.md")
    checkout.write("c.md", "not staged\n")
    checkout.write("new page.md", "new\n")
    checkout.write("ignored.html", "ignored\n")
    (checkout.folder / "d.md").unlink()
    found = repository(str(checkout.folder)).changes(base)
    assert found.edited == {"a.md", "b.md", "c.md"}
    assert found.added == {"new page.md", ".gitignore"}
    assert found.removed == {"d.md"}
    assert not found.renamed


LONG = "".join(f"line {number}\n" for number in range(20))


def test_renamed_files_are_known_by_both_names(checkout):
    base = checkout.commit({"old.md": LONG, "other.md": "other\n"})
    checkout.git("mv", "old.md", "new.md")
    checkout.write("new.md", LONG + "one more\n")
    found = repository(str(checkout.folder)).changes(base)
    assert found == Changes(renamed={"new.md": "old.md"})
    assert found.before("new.md") == "old.md"
    assert found.names() == {"new.md", "old.md"}


def test_files_that_were_moved_by_hand_are_renamed_too(checkout):
    base = checkout.commit({"old.md": LONG, "gone.md": "gone\n"})
    (checkout.folder / "old.md").rename(checkout.folder / "new.md")
    (checkout.folder / "gone.md").unlink()
    checkout.write("another.md", "not alike\n")
    found = repository(str(checkout.folder)).changes(base)
    assert dict(found.renamed) == {"new.md": "old.md"}
    assert found.removed == {"gone.md"}
    assert found.added == {"another.md"}
    assert checkout.git("status", "--porcelain").count("??") == 2  # nothing was added to the index


def test_what_git_shall_track_no_more_is_no_file_that_is_gone(checkout):
    base = checkout.commit({"a.md": LONG})
    checkout.git("rm", "-q", "--cached", "a.md")
    found = repository(str(checkout.folder)).changes(base)
    assert (found.added, found.removed, found.edited) == (set(), set(), {"a.md"})


def test_changed_lines_are_told_by_their_numbers(checkout):
    base = checkout.commit({"a.yaml": LONG})
    text = LONG.replace("line 4\n", "changed\n").replace("line 10\nline 11\n", "")
    checkout.write("a.yaml", text + "more\n")
    found = repository(str(checkout.folder)).hunks(base, "a.yaml", "a.yaml")
    assert found == (Hunk(5, 1, 5, 1), Hunk(11, 2, 10, 0), Hunk(20, 0, 19, 1))


def test_changed_lines_of_a_renamed_file_are_those_that_differ(checkout):
    base = checkout.commit({"old.yaml": LONG})
    checkout.git("mv", "old.yaml", "new.yaml")
    checkout.write("new.yaml", LONG.replace("line 4\n", "changed\n"))
    found = repository(str(checkout.folder)).hunks(base, "new.yaml", "old.yaml")
    assert found == (Hunk(5, 1, 5, 1),)


def test_names_may_have_signs_that_mean_something_to_git(checkout):
    base = checkout.commit({"[id].md": LONG, "a*.md": LONG, "é\t.md": LONG, ":(top)a.md": LONG})
    for name in ("[id].md", "a*.md", "é\t.md", ":(top)a.md"):
        checkout.write(name, "changed\n")
    found = repository(str(checkout.folder))
    assert found.changes(base).edited == {"[id].md", "a*.md", "é\t.md", ":(top)a.md"}
    assert len(found.hunks(base, "a*.md", "a*.md")) == 1


def test_a_submodule_is_a_checkout_of_its_own(checkout, tmp_path):
    inner = Checkout(tmp_path / "inner")
    inner.commit({"openapi.yaml": "openapi: 3.0.0\n"})
    checkout.git("submodule", "add", "-q", f"file://{inner.folder}", "api")
    checkout.commit()
    outer = repository(str(checkout.folder))
    found = within(outer, "api")
    assert found is not None
    assert found.name("api/openapi.yaml") == "openapi.yaml"
    assert within(outer, "nothing") is None
    assert Path(repository(str(checkout.folder / "api")).top).name == "api"


def test_a_worktree_is_a_checkout_of_its_own(checkout, tmp_path):
    first = checkout.commit({"a.md": "a\n"})
    checkout.git("worktree", "add", "-q", "-b", "mine", str(tmp_path / "mine"))
    (tmp_path / "mine" / "a.md").write_text("b\n")
    found = repository(str(tmp_path / "mine"))
    assert found.base("main") == first
    assert found.changes(first).edited == {"a.md"}
    assert not repository(str(checkout.folder)).changes(first)


def test_what_the_user_has_configured_for_diffs_does_not_matter(checkout):
    base = checkout.commit({"a.yaml": LONG, "old.md": LONG})
    for name, value in (
        ("color.ui", "always"),
        ("diff.noprefix", "true"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
        ("diff.external", "false"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("diff.ignoreSubmodules", "all"),
        ("core.quotePath", "true"),
    ):
        checkout.git("config", name, value)
    checkout.write("a.yaml", LONG.replace("line 4", "x").replace("line 7", "y"))
    checkout.git("mv", "old.md", "new.md")
    found = repository(str(checkout.folder))
    assert found.changes(base) == Changes(
        edited=frozenset({"a.yaml"}), renamed={"new.md": "old.md"}
    )
    assert found.hunks(base, "a.yaml", "a.yaml") == (Hunk(5, 1, 5, 1), Hunk(8, 1, 8, 1))


def test_a_repository_inside_of_another_is_one_new_name(checkout):
    base = checkout.commit({"a.md": "a\n"})
    Checkout(checkout.folder / "inner").commit({"b.md": "b\n"})
    assert repository(str(checkout.folder)).changes(base).added == {"inner"}


def test_a_merge_that_is_not_done_is_a_change(checkout):
    base = checkout.commit({"a.md": LONG})
    checkout.git("checkout", "-q", "-b", "mine")
    checkout.commit({"a.md": LONG.replace("line 4", "mine")})
    checkout.git("checkout", "-q", "main")
    checkout.commit({"a.md": LONG.replace("line 4", "theirs")})
    with pytest.raises(AssertionError):
        checkout.git("merge", "mine")
    assert repository(str(checkout.folder)).changes(base).edited == {"a.md"}


def test_the_first_parent_is_enough_in_a_clone_of_two_commits(checkout, tmp_path):
    checkout.commit({"a.md": "a\n"})
    checkout.commit({"a.md": "b\n"})
    checkout.git("checkout", "-q", "-b", "mine", "HEAD~1")
    checkout.commit({"b.md": "b\n"})
    checkout.git("checkout", "-q", "main")
    checkout.git("merge", "-q", "--no-ff", "-m", "merge", "mine")
    checkout.git("clone", "-q", "--depth=2", f"file://{checkout.folder}", str(tmp_path / "near"))
    found = repository(str(tmp_path / "near"))
    assert found.base("HEAD^1") == checkout.git("rev-parse", "HEAD^1")
