"""The files of a commit, as they would lie where the user stands if it was checked out."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from errno import EISDIR, ENOENT, EROFS
from hashlib import sha256
from subprocess import DEVNULL, PIPE, Popen
from types import TracebackType
from typing import NamedTuple, Self

from doclint.files import Files, Folder, Skip, decode, is_skipped, nothing
from doclint.git import GitError, Repository, within
from doclint.model.source import Source

_LINK, _MODULE = b"120000", b"160000"
_MOST_HOPS = 40  # links to links; a longer chain is a circle
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/[^\n]*\n(?:.*\n)*?oid sha256:")
_LARGE = re.compile(rb"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)
_SHORT = 1024  # bytes; pointers to large files are not longer


class _Blob(NamedTuple):
    """A file of the commit: its name from the top, its object."""

    name: str
    object: bytes


class _Within(NamedTuple):
    """A folder of the commit, by its name from the top."""

    name: str


class _Elsewhere(NamedTuple):
    """What is no part of the commit, and what it is called there."""

    files: Files
    path: str


class Tree:
    """The files of a commit. Paths are called as in the folder that the user stands in.

    What git does not hold is taken as it lies there: files outside of the repository, and those
    that it is told to ignore. Submodules are read at the commit that belongs to this one, where
    they have it, else as they lie there, too.
    """

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository = repository
        self.commit = commit
        self.below = Folder(repository.root)
        self._objects = _Objects(repository)
        self._blobs: dict[str, bytes] = {}
        self._links: dict[str, bytes] = {}
        self._apart: dict[str, Files] = {}
        self._folders: dict[str, set[str]] = {"": set()}
        self._inner: list[Tree] = []
        for mode, name, found in _listed(repository, commit):
            self._add(mode, name, found)
        for name in repository.ignored:
            self._set_apart(name.rstrip("/"), self.below)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes of git that read."""
        self._objects.close()
        for tree in self._inner:
            tree.close()

    def read(self, path: str) -> Source:
        """The text of a file."""
        return decode(path, self.data(path))

    def data(self, path: str) -> bytes:
        """The bytes of a file, with the line breaks that git keeps."""
        place = self._at(path)
        if isinstance(place, _Elsewhere):
            return place.files.data(place.path)
        if isinstance(place, _Within):
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR), path)
        if place is None:
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), path)
        data = self._objects.read(place.object)
        return self._large(place.name, data) if is_pointer(data) else data

    def write(self, path: str, before: bytes, after: bytes) -> None:  # noqa: ARG002
        """Never: a commit stays what it is."""
        raise OSError(EROFS, "it is part of a commit", path)

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""
        place = self._at(path)
        if isinstance(place, _Elsewhere):
            return place.files.exists(place.path)
        return place is not None

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of that name."""
        place = self._at(path)
        if isinstance(place, _Elsewhere):
            return place.files.is_folder(place.path)
        return isinstance(place, _Within)

    def walk(self, folder: str, skip: Skip = nothing) -> Iterator[str]:
        """The files below a folder, sorted, each folder's own files first."""
        place = self._at(folder)
        if isinstance(place, _Elsewhere):
            yield from _renamed(place, folder, skip)
            return
        if not isinstance(place, _Within):
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), folder)
        inside = [(name, _path(place.name, name)) for name in sorted(self._folders[place.name])]
        inner = {name for name, full in inside if self._is_inner(full)}
        for name, full in inside:
            if name not in inner and not skip(path := _path(folder, name)):
                if full not in self._links or self._is_file(path):
                    yield path
        for name, full in inside:
            if name in inner and not (is_skipped(name) or self._is_venv(full)):
                if not skip(path := _path(folder, name)):
                    yield from self.walk(path, skip)

    def shown(self, path: str) -> str:
        """A path as a user types it, in the form that is shown and compared."""
        return self.below.shown(path)

    def borrows(self, path: str) -> bool:
        """Whether a file is taken as it lies there now, as no commit has it."""
        place = self._at(path)
        if not isinstance(place, _Elsewhere):
            return False
        return not isinstance(place.files, Tree) or place.files.borrows(place.path)

    def take(self, path: str) -> None:
        """Take a file as it lies there now, if it does."""
        name = self.repository.name(path)
        if name and self.below.exists(path):
            self._blobs.pop(name, None)
            self._links.pop(name, None)
            self._set_apart(name, self.below)

    def _add(self, mode: bytes, name: str, found: bytes) -> None:
        if mode == _MODULE:
            self._set_apart(name, self._submodule(name, found.decode()))
            return
        (self._links if mode == _LINK else self._blobs)[name] = found
        self._enter(name)

    def _enter(self, name: str) -> None:
        """Let a name be found in its folder, and that in its own."""
        while name:
            folder, _, last = name.rpartition("/")
            known = folder in self._folders
            self._folders.setdefault(folder, set()).add(last)
            if known:
                return
            name = folder

    def _set_apart(self, name: str, files: Files) -> None:
        if name not in self._blobs and name not in self._links and name not in self._folders:
            self._apart[name] = files
            self._enter(name)

    def _submodule(self, name: str, commit: str) -> Files:
        inner = within(self.repository, name)
        if inner is None or not inner.find(
            "rev-parse", "--verify", "--quiet", f"{commit}^{{tree}}"
        ):
            return self.below
        tree = Tree(inner, commit)
        self._inner.append(tree)
        return tree

    def _at(self, path: str, hops: int = _MOST_HOPS) -> _Blob | _Within | _Elsewhere | None:
        """Where a path leads to, through links; None where nothing is."""
        name = self.repository.name(path)
        if name is None or ".git" in name.split("/"):
            return _Elsewhere(self.below, path)
        if (found := self._blobs.get(name)) is not None:
            return _Blob(name, found)
        if name in self._folders:
            return _Within(name)
        for above in _upward(name):
            if above in self._apart:
                return _Elsewhere(self._apart[above], path)
            if above in self._links:
                return self._at(self._target(above, name), hops - 1) if hops else None
        return None

    def _target(self, link: str, name: str) -> str:
        """What a path through a link means."""
        leads = os.fsdecode(self._objects.read(self._links[link]))
        full = os.path.join(self.repository.top, posixpath.dirname(link), leads)
        return os.path.join(full, name[len(link) + 1 :]) if name != link else full

    def _is_file(self, path: str) -> bool:
        """Whether a link leads to a file, as those to folders and to nowhere are passed over."""
        return self.exists(path) and not self.is_folder(path)

    def _is_inner(self, name: str) -> bool:
        """Whether a member of a folder is a folder, and no link to one."""
        if name in self._apart:
            full = os.path.join(self.repository.top, name)
            return os.path.isdir(full) and not os.path.islink(full)
        return name in self._folders

    def _is_venv(self, folder: str) -> bool:
        if folder in self._apart:
            return os.path.exists(os.path.join(self.repository.top, folder, "pyvenv.cfg"))
        return f"{folder}/pyvenv.cfg" in self._blobs

    def _large(self, name: str, pointer: bytes) -> bytes:
        """The file that a pointer of Git LFS stands for, if it is here; else the pointer."""
        named = _LARGE.search(pointer)
        if named is None:
            return pointer
        key = named[1].decode()
        kept = self.repository.find("rev-parse", "--git-path", f"lfs/objects/{key[:2]}/{key[2:4]}")
        for path in (os.path.join(self.repository.top, name), os.path.join(kept, key)):
            try:
                with open(os.path.join(self.repository.top, path), "rb") as file:
                    data = file.read()
            except OSError:
                continue
            if sha256(data).hexdigest() == key:
                return data
        return pointer


def is_pointer(data: bytes) -> bool:
    """Whether bytes are a pointer of Git LFS, in place of the file itself."""
    return len(data) < _SHORT and _POINTER.match(data) is not None


class _Objects:
    """The objects of a repository, read by one process of git that is asked for each."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._process: Popen[bytes] | None = None

    def read(self, name: bytes) -> bytes:
        """The bytes of an object; GitError where it is missing."""
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(name + b"\n")
            process.stdin.flush()
            head = process.stdout.readline().split()
        except BrokenPipeError:
            head = []
        if len(head) != 3:
            raise GitError(f"git has lost the object {name.decode()}; `git fsck` tells of more")
        data = process.stdout.read(int(head[2]) + 1)
        return data[:-1]

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
            process.wait()

    def _start(self) -> Popen[bytes]:
        return Popen(
            ["git", "cat-file", "--batch"],
            cwd=self._repository.top,
            env=self._repository.environment,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
        )


def _listed(repository: Repository, commit: str) -> Iterator[tuple[bytes, str, bytes]]:
    """The mode, name and object of each file of a commit, but for what is not checked out."""
    for entry in repository.ask("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        if entry:
            about, _, name = entry.partition(b"\t")
            mode, _, found = about.split(b" ")
            path = os.fsdecode(name)
            if path not in repository.left_out:
                yield mode, path, found


def _renamed(place: _Elsewhere, folder: str, skip: Skip) -> Iterator[str]:
    """What is below a folder that lies elsewhere, called as in the folder that leads there."""
    if place.path == folder:
        yield from place.files.walk(folder, skip)
        return
    length = len(place.path.rstrip("/"))
    for path in place.files.walk(place.path, lambda path: skip(folder + path[length:])):
        yield folder + path[length:]


def _path(folder: str, name: str) -> str:
    return name if folder in ("", ".") else f"{folder.rstrip('/')}/{name}"


def _upward(name: str) -> Iterator[str]:
    """A name and the folders that it lies in."""
    while name:
        yield name
        name = name.rpartition("/")[0]
