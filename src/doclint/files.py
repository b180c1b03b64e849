"""Where texts come from and go to: a folder, a dict of texts; nothing else opens what is linted."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from errno import EACCES, ENOENT, ENOTDIR, ESTALE
from functools import cache
from stat import S_IMODE, S_IWGRP, S_IWOTH, S_IWUSR
from typing import Protocol

from doclint.model.page import Note
from doclint.model.pattern import regex
from doclint.model.source import Source

SKIPPED = frozenset({"node_modules", "venv", "env", "__pycache__", "site-packages", "_build"})
"""Folders that are never walked into, beside hidden ones and virtual environments."""

_HIGHEST = 64  # folders that are looked into on the way up
_ESCAPED = regex("[\udc80-\udcff]")
_REPLACED = "\N{REPLACEMENT CHARACTER}"

MARK = "\ufeff"
"""The byte order mark, which may stand at the start of a file and is no part of its text."""

_NEW = 0o666  # the mode of a new file, before the mask
_WRITABLE = S_IWUSR | S_IWGRP | S_IWOTH

Skip = Callable[[str], bool]


class Files(Protocol):
    """Texts by path. Paths are relative to where the user stands, with slashes."""

    def read(self, path: str) -> Source:
        """The text of a file; OSError if it can't be had."""

    def data(self, path: str) -> bytes:
        """The bytes of a file, as they are; OSError if they can't be had."""

    def write(self, path: str, before: bytes, after: bytes) -> None:
        """Other bytes for a file, all of them or none.

        OSError if it can't be, and if the file is no longer what it was `before`.
        """

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of that name."""

    def walk(self, folder: str, skip: Skip = ...) -> Iterator[str]:
        """The files below a folder in order, without those in folders that are skipped."""

    def shown(self, path: str) -> str:
        """A path as a user types it, in the form that is shown and compared."""


def nothing(_path: str) -> bool:
    """Skip nothing."""
    return False


class Folder:
    """The files below a folder, as a rule the one that the user stands in."""

    def __init__(self, root: str = ".") -> None:
        try:
            self.root = os.path.abspath(root)
        except FileNotFoundError:
            raise FileNotFoundError(ENOENT, "the folder that you stand in is gone", root) from None

    def read(self, path: str) -> Source:
        """The text of a file."""
        return decode(path, self.data(path))

    def data(self, path: str) -> bytes:
        """The bytes of a file."""
        with open(self._full(path), "rb") as file:
            return file.read()

    def write(self, path: str, before: bytes, after: bytes) -> None:
        """Other bytes for a file, in a new one that takes its place; its mode and links stay."""
        full = os.path.realpath(self._full(path))
        if self.data(full) != before:
            raise _changed(path)
        if not os.stat(full).st_mode & _WRITABLE:  # though the folder would let us
            raise PermissionError(EACCES, os.strerror(EACCES), path)
        _replace(full, after)

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""
        return os.path.exists(self._full(path))

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of that name."""
        return os.path.isdir(self._full(path))

    def walk(self, folder: str, skip: Skip = nothing) -> Iterator[str]:
        """The files below a folder, sorted, each folder's own files first."""
        with os.scandir(self._full(folder)) as entries:
            found = sorted((entry.name, _is_folder(entry)) for entry in entries)
        for name, is_folder in found:
            path = name if folder in ("", ".") else f"{folder.rstrip('/')}/{name}"
            if is_folder is False and not skip(path):
                yield path
        for name, is_folder in found:
            path = name if folder in ("", ".") else f"{folder.rstrip('/')}/{name}"
            if is_folder and not (is_skipped(name) or self._is_venv(path) or skip(path)):
                yield from self._below(path, skip)

    def shown(self, path: str) -> str:
        """Relative to the root where it lies below; else as it was given, tidied."""
        full = os.path.normpath(self._full(path))
        if full == self.root:
            return "."
        if full.startswith(self.root.rstrip(os.sep) + os.sep):
            return os.path.relpath(full, self.root).replace(os.sep, "/")
        return os.path.normpath(path).replace(os.sep, "/")

    def _below(self, folder: str, skip: Skip) -> Iterator[str]:
        try:
            yield from self.walk(folder, skip)
        except OSError:  # what can't be listed, or is gone meanwhile, can't be linted
            return

    def _full(self, path: str) -> str:
        return os.path.join(self.root, path)

    def _is_venv(self, folder: str) -> bool:
        return os.path.exists(self._full(f"{folder}/pyvenv.cfg"))


class Memory:
    """Texts in a dict: for examples of rules, tests and standard input."""

    def __init__(self, texts: Mapping[str, str], below: Files | None = None) -> None:
        self.texts = {posixpath.normpath(path): text for path, text in texts.items()}
        self.below = below

    def read(self, path: str) -> Source:
        """The text of a file; what the dict lacks comes from the files below it."""
        if self.below is not None and posixpath.normpath(path) not in self.texts:
            return self.below.read(path)
        return decode(path, self.data(path))

    def data(self, path: str) -> bytes:
        """The bytes of a file; what the dict lacks comes from the files below it."""
        text = self.texts.get(posixpath.normpath(path))
        if text is not None:
            return encode(text)
        if self.below is not None:
            return self.below.data(path)
        raise FileNotFoundError(path)

    def write(self, path: str, before: bytes, after: bytes) -> None:
        """Other bytes for a file: kept in the dict if it is there, else written below it."""
        if self.below is not None and posixpath.normpath(path) not in self.texts:
            self.below.write(path, before, after)
            return
        if self.data(path) != before:
            raise _changed(path)
        self.texts[posixpath.normpath(path)] = raw(after)

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""
        path = posixpath.normpath(path)
        below = self.below is not None and self.below.exists(path)
        return below or path in self.texts or self.is_folder(path)

    def is_folder(self, path: str) -> bool:
        """Whether some file lies below that name."""
        path = posixpath.normpath(path)
        if self.below is not None and self.below.is_folder(path):
            return True
        return path == "." or any(name.startswith(f"{path}/") for name in self.texts)

    def walk(self, folder: str, skip: Skip = nothing) -> Iterator[str]:
        """The files below a folder, sorted."""
        if self.below is not None:
            if self.below.is_folder(folder):  # a text may lie in a folder that nobody has made
                yield from self.below.walk(folder, skip)
            return
        start = "" if folder in ("", ".") else f"{posixpath.normpath(folder)}/"
        for path in sorted(self.texts):
            if path.startswith(start) and not any(map(skip, _ways(path, start))):
                if not any(map(is_skipped, path[len(start) :].split("/")[:-1])):
                    yield path

    def shown(self, path: str) -> str:
        """The path, tidied."""
        return self.below.shown(path) if self.below is not None else posixpath.normpath(path)


def _is_folder(entry: os.DirEntry[str]) -> bool | None:
    """Whether it is a folder; None if it is no file either: a pipe, which never ends, or a device.

    A link to a folder is none of it, as that may lead back here; nor is one to nowhere.
    """
    try:
        if entry.is_file():
            return False
    except OSError:  # a link to itself
        return None
    return True if entry.is_dir(follow_symlinks=False) else None


def _changed(path: str) -> OSError:
    return OSError(ESTALE, "it was changed meanwhile", path)


def place(path: str, data: bytes) -> None:
    """A file with these bytes, whatever was there before: all of them or none.

    Its folder is made where it is missing. OSError if it can't be written; what is neither a file
    nor a folder, such as a pipe, is written to.
    """
    full = os.path.realpath(path)
    try:
        os.makedirs(os.path.dirname(full), exist_ok=True)
    except FileExistsError:  # said of the file on the way, which is no folder
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), path) from None
    if os.path.isfile(full) or not os.path.exists(full):
        _replace(full, data)
        return
    with open(full, "wb") as file:
        file.write(data)


def _replace(path: str, data: bytes) -> None:
    """Puts a new file in the place of another at once: nobody ever reads half of it."""
    from tempfile import mkstemp  # most runs write nothing

    handle, name = mkstemp(prefix=".doclint-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(path):
            _as_before(name, os.stat(path))
        else:
            os.chmod(name, _NEW & ~_mask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _mask() -> int:
    """What this process takes from the mode of new files, which can't be asked without setting."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _as_before(path: str, before: os.stat_result) -> None:
    """Gives a file the owner and mode of another; it may be that only root can."""
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(path, before.st_uid, before.st_gid)
    os.chmod(path, S_IMODE(before.st_mode))


def _ways(path: str, start: str) -> Iterator[str]:
    """The path, and the folders between it and the start."""
    while len(path) > len(start):
        yield path
        path = posixpath.dirname(path)


def is_skipped(folder: str) -> bool:
    """Whether a folder of that name is never walked into."""
    return folder in SKIPPED or (folder.startswith(".") and folder not in (".", ".."))


def decode(path: str, data: bytes) -> Source:
    """UTF-8 without its byte order mark, with plain newlines.

    What is no UTF-8, and NUL, becomes U+FFFD (CommonMark 0.31, section 2.3), and its place is kept.
    A file with both is no text at all, and read as empty.
    """
    text, line_break = raw(data).removeprefix(MARK), "\n"
    if "\r" in text:
        line_break = _first_break(text)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and "\0" not in text:
        return Source(path, text, line_break=line_break)
    odd = _ESCAPED.search(text) is not None
    if odd and "\0" in text:
        return Source(path, "", (0,))
    broken = tuple(match.start() for match in re.finditer("[\0\udc80-\udcff]", text))
    if broken:
        text = _ESCAPED.sub(_REPLACED, text).replace("\0", _REPLACED)
    return Source(path, text, broken, line_break=line_break)


def _first_break(text: str) -> str:
    at = text.find("\r")
    if 0 <= text.find("\n") < at:
        return "\n"
    return "\r\n" if text.startswith("\n", at + 1) else "\r"


def raw(data: bytes) -> str:
    """Bytes as characters, one for each that is no UTF-8 text; nothing is made plain."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """The bytes that `raw` made a text of."""
    return text.encode("utf-8", "surrogateescape")


def notes(source: Source) -> Iterator[Note]:
    """What could not be decoded: one note a file, at the first place."""
    if not source.undecoded:
        return
    first, count = source.undecoded[0], len(source.undecoded)
    what = "1 byte is no UTF-8 text" if count == 1 else f"{count} bytes are no UTF-8 text"
    if not source.text:
        what = source.refused or "it looks like a binary file"
    span = source.span(first, min(first + 1, len(source.text)))
    yield Note("unreadable", span, {"reason": what, "count": count})


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether one of the globs stands for the path: itself, or a folder that it lies in.

    As in a .gitignore: without a slash, a glob may match at any depth; `**` spans folders.
    """
    return any(_pattern(glob).match(path) for glob in globs)


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    anywhere = "/" not in glob.rstrip("/")
    glob = glob.removeprefix("./").strip("/")
    pattern = "".join(map(_part, re.findall(r"\*\*/|\*\*|.", glob)))
    return re.compile(("(?:.*/)?" if anywhere else "") + pattern + r"(?:/.*)?\Z", re.DOTALL)


def _part(part: str) -> str:
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return known.get(part) or re.escape(part)  # brackets are no classes: pages are named [id].md


def enclosing(files: Files, start: str = ".") -> Iterator[str]:
    """A folder and those around it, up to the top of its repository."""
    for height in range(_HIGHEST):
        folder = files.shown(posixpath.join(start, *[".."] * height))
        if not files.exists(folder):
            return
        yield folder
        if files.exists(joined(folder, ".git")):
            return


def relative(path: str, folder: str) -> str:
    """A path as it is called from a folder; both as they are called from one place."""
    return path if folder in ("", ".") else posixpath.relpath(path, folder)


def joined(folder: str, path: str) -> str:
    """A path that is written in a file of a folder, as it is called from where the user stands."""
    return posixpath.normpath(posixpath.join(folder, path))
