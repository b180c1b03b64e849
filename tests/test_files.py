"""Texts are read alike from folders and from memory, and what is no text is said to be none."""

import os
import stat
from errno import EACCES

import pytest

from doclint.files import Folder, Memory, decode, joined, matches, notes, place, relative
from doclint.nearby import text_of


def test_line_breaks_and_byte_order_mark_are_made_plain():
    assert decode("a.md", b"\xef\xbb\xbfone\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("data", "line_break"),
    [
        (b"", "\n"),
        (b"a\nb\r\n", "\n"),
        (b"\xef\xbb\xbfa\r\nb\n", "\r\n"),
        (b"a\rb\r\n", "\r"),
        (b"\xff\r\n", "\r\n"),
    ],
)
def test_the_first_line_break_of_a_file_is_kept(data, line_break):
    assert decode("a.md", data).line_break == line_break


def test_bytes_that_are_no_text_are_replaced_one_by_one_and_noted_at_the_first():
    source = decode("a.md", "é\r\n".encode() + b"ab\xff\xfe")
    assert source.text == "é\nab\ufffd\ufffd"
    (note,) = notes(source)
    assert (note.code, note.span.start, note.facts["count"]) == ("unreadable", 4, 2)


def test_a_replacement_character_that_is_written_is_no_fault():
    assert not list(notes(decode("a.md", "a\ufffdb".encode())))


def test_nul_is_noted_and_a_binary_file_is_empty():
    assert decode("a.md", b"a\0b").text == "a\ufffdb"
    binary = decode("a.md", b"\x89PNG\0\xff")
    assert binary.text == ""
    assert [note.facts["reason"] for note in notes(binary)] == ["it looks like a binary file"]


def test_a_page_that_cannot_be_opened_is_not_called_binary():
    class Locked(Memory):
        def data(self, path):
            raise PermissionError(EACCES, "Permission denied", path)

    source = text_of(Locked({"a.md": "text"}), "a.md")
    assert [note.facts["reason"] for note in notes(source)] == ["permission denied"]


def test_a_folder_is_walked_in_order_without_hidden_and_foreign_folders(tmp_path):
    for name in (
        "b/two.md", "a.md", ".git/x.md", "node_modules/p/y.md", "env2/z.md", "b/.cache/c.md",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "env2/pyvenv.cfg").write_text("")
    files = Folder(str(tmp_path))
    assert list(files.walk(".")) == ["a.md", "b/two.md"]
    assert list(files.walk(".", lambda path: path == "b")) == ["a.md"]
    assert list(files.walk("b")) == ["b/two.md"]


def test_memory_is_walked_as_a_folder_is():
    files = Memory({"a.md": "", "b/two.md": "", ".git/x.md": "", "b/node_modules/y.md": ""})
    assert list(files.walk("")) == ["a.md", "b/two.md"]
    assert list(files.walk("b", lambda path: path == "b/two.md")) == []
    assert files.is_folder("b")
    assert not files.is_folder("a.md")
    assert not files.exists("..")


def test_memory_lies_over_other_files():
    files = Memory({"a.md": "new"}, Memory({"a.md": "old", "b.md": "below"}))
    assert files.read("a.md").text == "new"
    assert files.read("b.md").text == "below"
    with pytest.raises(FileNotFoundError):
        files.read("c.md")


def test_a_text_may_lie_in_a_folder_that_is_not_there(tmp_path):
    files = Memory({"new/folder/a.md": ""}, Folder(str(tmp_path)))
    assert files.is_folder("new/folder")
    assert list(files.walk("new/folder")) == []


def test_a_folder_that_is_gone_meanwhile_is_passed_over(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b/two.md").write_text("")
    (tmp_path / "one.md").write_text("")
    walked = Folder(str(tmp_path)).walk(".")
    assert next(walked) == "one.md"
    (tmp_path / "a").rmdir()
    assert list(walked) == ["b/two.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_what_is_no_file_is_not_walked(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")  # whoever opened it would wait for ever
    (tmp_path / "a.md").write_text("")
    (tmp_path / "folder").mkdir()
    for name, target in {
        "self.md": "self.md", "nowhere.md": "gone.md", "around": ".", "b.md": "a.md",
    }.items():  # fmt: skip
        (tmp_path / name).symlink_to(target)
    assert list(Folder(str(tmp_path)).walk(".")) == ["a.md", "b.md"]


def test_a_file_that_is_to_be_read_only_is_not_written(tmp_path):
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "a.md").chmod(0o444)
    with pytest.raises(PermissionError, match="Permission denied"):
        Folder(str(tmp_path)).write("a.md", b"a", b"b")
    assert (tmp_path / "a.md").read_bytes() == b"a"


def test_bytes_are_replaced_at_once_and_mode_and_links_stay(tmp_path):
    files = Folder(str(tmp_path))
    (tmp_path / "a.md").write_bytes(b"a\r\n")
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("a.md")
    files.write("link.md", b"a\r\n", b"b\xff\r\n")
    assert files.data("a.md") == b"b\xff\r\n"
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.md", "link.md"]


def test_what_was_changed_meanwhile_or_cannot_be_written_stays_as_it_is(tmp_path, monkeypatch):
    files = Folder(str(tmp_path))
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(OSError, match="changed meanwhile"):
        files.write("a.md", b"a", b"ours")

    def full(*_):
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space left"):
        files.write("a.md", b"theirs", b"ours")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"theirs"]


def test_a_new_file_gets_its_folder_and_the_mode_that_new_files_have(tmp_path):
    before = os.umask(0o027)
    try:
        place(str(tmp_path / "a/b/report.json"), b"{}")
    finally:
        os.umask(before)
    assert (tmp_path / "a/b/report.json").read_bytes() == b"{}"
    assert stat.S_IMODE((tmp_path / "a/b/report.json").stat().st_mode) == 0o640
    assert [file.name for file in (tmp_path / "a/b").iterdir()] == ["report.json"]


def test_a_file_that_is_there_is_replaced_and_a_folder_is_not(tmp_path):
    (tmp_path / "old.json").write_bytes(b"a longer text")
    (tmp_path / "old.json").chmod(0o604)
    place(str(tmp_path / "old.json"), b"{}")
    assert (tmp_path / "old.json").read_bytes() == b"{}"
    assert stat.S_IMODE((tmp_path / "old.json").stat().st_mode) == 0o604
    with pytest.raises(IsADirectoryError):
        place(str(tmp_path), b"{}")
    with pytest.raises(OSError, match=r"exists|directory"):
        place(str(tmp_path / "old.json/below"), b"{}")


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    place(str(tmp_path / "pipe"), b"{}")
    assert os.read(reader, 9) == b"{}"
    os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_memory_keeps_what_is_written_to_it_and_passes_on_the_rest(tmp_path):
    (tmp_path / "b.md").write_bytes(b"below")
    files = Memory({"a.md": "a"}, Folder(str(tmp_path)))
    files.write("a.md", b"a", b"new\xff")
    files.write("b.md", b"below", b"new")
    assert files.data("a.md") == b"new\xff"
    assert (tmp_path / "b.md").read_bytes() == b"new"
    assert not (tmp_path / "a.md").exists()
    with pytest.raises(OSError, match="changed meanwhile"):
        files.write("a.md", b"a", b"ours")


def test_paths_are_shown_from_where_the_user_stands(tmp_path):
    files = Folder(str(tmp_path / "here"))
    assert files.shown("./docs//a.md") == "docs/a.md"
    assert files.shown(str(tmp_path / "here/docs")) == "docs"
    assert files.shown("../other/a.md") == "../other/a.md"
    assert files.shown("/elsewhere/a.yaml") == "/elsewhere/a.yaml"
    assert files.shown("../here") == "."


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("docs/archive", "docs/archive/old/a.md", True),
        ("docs/archive", "docs/archived.md", False),
        ("docs/archive", "x/docs/archive", False),
        ("archive", "docs/archive/a.md", True),
        ("*.md", "docs/a.md", True),
        ("docs/*.md", "docs/deep/a.md", False),
        ("docs/**/*.md", "docs/a.md", True),
        ("docs/**/*.md", "docs/x/y/a.md", True),
        ("docs/**", "docs/x/a.md", True),
        ("docs/", "x/docs/a.md", True),
        ("./docs/a?.md", "docs/ab.md", True),
        ("docs/[id].md", "docs/[id].md", True),
        ("docs/[id].md", "docs/i.md", False),
    ],
)
def test_globs_match_as_those_of_a_gitignore(glob, path, fits):
    assert matches(path, (glob,)) is fits


def test_paths_are_turned_from_one_folder_to_another():
    assert relative("docs/a.md", ".") == "docs/a.md"
    assert relative("../docs/a.md", "..") == "docs/a.md"
    assert joined("..", "docs/a.md") == "../docs/a.md"
    assert joined(".", "./a.md") == "a.md"
