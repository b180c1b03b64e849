"""Files of which it is known later which ones somebody asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator

from doclint.files import Files, Folder, Skip, nothing
from doclint.git import Changes, Repository
from doclint.model.source import Source


class Seen:
    """Other files; `asked` are the paths of those that were read or looked for."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.asked: set[str] = set()

    def read(self, path: str) -> Source:
        """The text of a file."""
        self.asked.add(path)
        return self.files.read(path)

    def data(self, path: str) -> bytes:
        """The bytes of a file."""
        self.asked.add(path)
        return self.files.data(path)

    def write(self, path: str, before: bytes, after: bytes) -> None:
        """Other bytes for a file."""
        self.files.write(path, before, after)

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""
        self.asked.add(path)
        return self.files.exists(path)

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of that name."""
        self.asked.add(path)
        return self.files.is_folder(path)

    def walk(self, folder: str, skip: Skip = nothing) -> Iterator[str]:
        """The files below a folder in order."""
        return self.files.walk(folder, skip)

    def shown(self, path: str) -> str:
        """A path as a user types it, in the form that is shown and compared."""
        return self.files.shown(path)


def matters(changes: Changes, seen: Seen, repository: Repository) -> bool:
    """Whether a change can make a difference to who asked for these files.

    A file that nobody asked for makes none, whatever is in it, nor does it if it is new: what is
    listed is chosen by its name, and then read. Of one that is gone nobody knows.
    """
    if changes.removed or changes.renamed or not isinstance(seen.files, Folder):
        return True
    changed = changes.added | changes.edited
    return bool(changed) and not changed.isdisjoint(_names(seen, repository))


def _names(seen: Seen, repository: Repository) -> Iterator[str]:
    """What was asked for as git calls it, through links, with the folders around it."""
    known: set[str] = set()
    for path in seen.asked:
        full = os.path.join(repository.root, path)
        for each in (full, os.path.realpath(full)):
            name = repository.name(each)
            while name and name not in known:
                known.add(name)
                yield name
                name = name.rpartition("/")[0]
