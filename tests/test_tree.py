"""A commit as files: what would lie there if it was checked out."""

import os
from hashlib import sha256

import pytest

from doclint.files import Files, Folder
from doclint.git import GitError, repository
from doclint.tree import Tree
from tests.git_repo import Checkout, plain_git


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    plain_git(monkeypatch)


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout(tmp_path / "repo")


def tree(checkout: Checkout, commit: str = "HEAD", folder: str = ".") -> Tree:
    found = repository(str(checkout.folder / folder))
    return Tree(found, found.commit(commit))


def everything(files: Files, folder: str = ".") -> list[str]:
    return list(files.walk(folder))


def test_a_commit_has_the_files_of_then(checkout):
    checkout.commit({"docs/a.md": "old\n", "docs/b/gone.md": "gone\n", "openapi.yaml": "x\n"})
    checkout.git("rm", "-rq", "docs/b")
    checkout.commit({"docs/a.md": "new\n", "docs/new.md": "new\n"})
    with tree(checkout, "HEAD~1") as files:
        assert everything(files) == ["openapi.yaml", "docs/a.md", "docs/b/gone.md"]
        assert files.read("docs/a.md").text == "old\n"
        assert files.read("docs/a.md").path == "docs/a.md"
        assert files.exists("docs/b")
        assert files.is_folder("docs/b")
        assert not files.exists("docs/new.md")
        assert not files.is_folder("docs/a.md")
        with pytest.raises(FileNotFoundError):
            files.read("docs/new.md")
        with pytest.raises(IsADirectoryError):
            files.read("docs")


def test_it_is_walked_in_the_order_of_a_folder(checkout):
    names = ("b.md", "a/z.md", "a.md", "a/b/c.md", ".hidden/x.md", "node_modules/x.md", "v/p.md")
    checkout.commit({name: name for name in (*names, "v/pyvenv.cfg", ".md", "é.md", "a b.md")})
    folder = everything(Folder(str(checkout.folder)))
    with tree(checkout) as files:
        assert everything(files) == folder
        assert everything(files, "a") == ["a/z.md", "a/b/c.md"]
        assert list(files.walk(".", lambda path: path in ("a", "b.md")))[:2] == [".md", "a b.md"]
        with pytest.raises(FileNotFoundError):
            everything(files, "nothing")


def test_paths_count_from_where_the_user_stands(checkout):
    checkout.commit({"docs/a.md": "a\n", "spec/openapi.yaml": "x\n"})
    with tree(checkout, folder="docs") as files:
        assert everything(files) == ["a.md"]
        assert files.read("../spec/openapi.yaml").text == "x\n"
        assert everything(files, "..") == ["../docs/a.md", "../spec/openapi.yaml"]
        assert files.shown("../spec//openapi.yaml") == "../spec/openapi.yaml"
        assert files.shown(str(checkout.folder / "docs" / "a.md")) == "a.md"
        assert files.exists("../.git")


def test_what_lies_outside_is_read_as_it_lies_there(checkout, tmp_path):
    checkout.commit({"a.md": "a\n"})
    (tmp_path / "openapi.yaml").write_text("outside\n")
    with tree(checkout) as files:
        assert files.read("../openapi.yaml").text == "outside\n"
        assert files.read(str(tmp_path / "openapi.yaml")).text == "outside\n"
        assert files.borrows("../openapi.yaml")
        assert not files.borrows("a.md")


def test_ignored_files_are_there_as_they_are_now(checkout):
    checkout.commit({"a.md": "a\n", ".gitignore": "/build/\n*.gen.md\n", "docs/b.md": "b\n"})
    for name in ("build/openapi.yaml", "build/deep/c.md", "docs/x.gen.md"):
        checkout.write(name, "generated\n")
    checkout.write("docs/untracked.md", "new\n")
    with tree(checkout) as files:
        found = everything(files)
        assert found == [
            *(".gitignore", "a.md", "build/openapi.yaml", "build/deep/c.md"),
            *("docs/b.md", "docs/x.gen.md"),
        ]
        assert files.read("build/openapi.yaml").text == "generated\n"
        assert files.is_folder("build/deep")
        assert files.borrows("build/openapi.yaml")
        assert not files.exists("docs/untracked.md")


def test_an_ignored_file_that_was_tracked_is_as_it_was(checkout):
    checkout.commit({"a.md": "old\n"})
    checkout.git("rm", "-q", "--cached", "a.md")
    checkout.commit({".gitignore": "a.md\n", "a.md": "new\n"})
    with tree(checkout, "HEAD~1") as files:
        assert files.read("a.md").text == "old\n"


def test_links_are_followed_as_they_were(checkout, tmp_path):
    checkout.commit({"shared/a.md": "a\n", "docs/b.md": "b\n"})
    (tmp_path / "out.md").write_text("out\n")
    for link, target in (
        ("docs/link.md", "../shared/a.md"),
        ("docs/folder", "../shared"),
        ("docs/out.md", "../../out.md"),
        ("docs/nowhere.md", "nothing.md"),
        ("docs/circle.md", "circle.md"),
    ):
        os.symlink(target, checkout.folder / link)
    checkout.commit()
    (checkout.folder / "docs/link.md").unlink()
    with tree(checkout) as files:
        assert files.read("docs/link.md").text == "a\n"
        assert files.read("docs/folder/a.md").text == "a\n"
        assert files.read("docs/out.md").text == "out\n"
        assert files.is_folder("docs/folder")
        assert everything(files, "docs/folder") == ["docs/folder/a.md"]
        assert not files.exists("docs/nowhere.md")
        assert not files.exists("docs/circle.md")
        checkout.git("checkout", "-q", "--", ".")
        assert everything(files) == everything(Folder(str(checkout.folder)))


def test_line_breaks_are_plain_however_they_are_checked_out(checkout):
    checkout.commit({".gitattributes": "*.md text eol=crlf\n", "a.md": "a\nb\n"})
    (checkout.folder / "a.md").unlink()
    checkout.git("checkout", "-q", "--", "a.md")
    assert (checkout.folder / "a.md").read_bytes() == b"a\r\nb\r\n"
    with tree(checkout) as files:
        assert files.read("a.md").text == Folder(str(checkout.folder)).read("a.md").text == "a\nb\n"


def submodule(checkout, tmp_path):
    inner = Checkout(tmp_path / "inner")
    inner.commit({"openapi.yaml": "one\n"})
    checkout.git("submodule", "add", "-q", f"file://{inner.folder}", "api")
    checkout.commit({"a.md": "a\n"})
    own = Checkout(checkout.folder / "api", new=False)
    own.commit({"openapi.yaml": "two\n", "more.yaml": "more\n"})
    return own


def test_a_submodule_is_read_at_the_commit_that_belongs_to_this_one(checkout, tmp_path):
    submodule(checkout, tmp_path)
    checkout.commit()
    with tree(checkout, "HEAD~1") as files:
        assert files.read("api/openapi.yaml").text == "one\n"
        assert not files.exists("api/more.yaml")
        assert files.is_folder("api")
        assert everything(files) == [".gitmodules", "a.md", "api/openapi.yaml"]
        assert not files.borrows("api/openapi.yaml")
    with tree(checkout) as files:
        assert files.read("api/openapi.yaml").text == "two\n"


def test_a_submodule_without_that_commit_is_read_as_it_lies_there(checkout, tmp_path):
    submodule(checkout, tmp_path)
    checkout.commit()
    found = "0" * 39 + "1"
    checkout.git("update-index", "--cacheinfo", f"160000,{found},api")
    checkout.git("commit", "-q", "-m", "nobody has this")
    with tree(checkout) as files:
        assert files.read("api/openapi.yaml").text == "two\n"
        assert files.borrows("api/openapi.yaml")


def test_inside_of_a_submodule_only_its_own_commits_count(checkout, tmp_path):
    own = submodule(checkout, tmp_path)
    with tree(own, "HEAD~1") as files:
        assert files.read("openapi.yaml").text == "one\n"
        assert files.read("../a.md").text == "a\n"  # of the repository around it: as it lies there


def test_what_a_sparse_checkout_leaves_out_is_left_out(checkout):
    checkout.commit({"docs/a.md": "a\n", "code/b.md": "b\n", "c.md": "c\n"})
    checkout.git("sparse-checkout", "set", "docs")
    with tree(checkout) as files:
        assert everything(files) == ["c.md", "docs/a.md"]
        assert everything(Folder(str(checkout.folder))) == everything(files)
        assert not files.exists("code/b.md")


def pointer(data: bytes) -> str:
    version = "version https://git-lfs.github.com/spec/v1"
    return f"{version}\noid sha256:{sha256(data).hexdigest()}\nsize {len(data)}\n"


def test_a_large_file_is_taken_from_where_it_is(checkout):
    kept, lying, lost = b"kept\n", b"lying\n", b"lost\n"
    names = {"kept.yaml": kept, "lying.yaml": lying, "lost.yaml": lost}
    checkout.commit({name: pointer(data) for name, data in names.items()})
    key = sha256(kept).hexdigest()
    checkout.write(f".git/lfs/objects/{key[:2]}/{key[2:4]}/{key}", kept)
    checkout.write("lying.yaml", lying)
    with tree(checkout) as files:
        assert files.data("kept.yaml") == kept
        assert files.data("lying.yaml") == lying
        assert files.read("lost.yaml").text == pointer(lost)


def test_nothing_is_ever_written_to_a_commit(checkout):
    checkout.commit({"a.md": "a\n"})
    with tree(checkout) as files, pytest.raises(OSError, match="it is part of a commit"):
        files.write("a.md", b"a\n", b"b\n")
    assert (checkout.folder / "a.md").read_text() == "a\n"


def test_a_lost_object_is_said_to_be_lost(checkout):
    checkout.commit({"a.md": "a\n"})
    name = checkout.git("rev-parse", "HEAD:a.md")
    (checkout.folder / ".git/objects" / name[:2] / name[2:]).unlink()
    with tree(checkout) as files, pytest.raises(GitError, match=f"lost the object {name}"):
        files.read("a.md")


def test_an_empty_file_and_one_without_a_last_line_break_are_read_whole(checkout):
    checkout.commit({"empty.md": "", "bare.md": "bare", "after.md": "after\n"})
    with tree(checkout) as files:
        assert [files.data(f"{name}.md") for name in ("empty", "bare", "after")] == [
            *(b"", b"bare", b"after\n")
        ]
