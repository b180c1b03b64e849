"""Where the files lie that pages take in: beside them, or in the folders that tools look into."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from itertools import islice
from urllib.parse import unquote

from doclint.config import Config
from doclint.files import Files, enclosing, joined
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.parse.includes.notations import data
from doclint.parse.includes.texts import Texts
from doclint.parse.pages import is_page

_ROOTED = regex(r"(?:/|@site/|@/|~/|\$root\$/|<rootDir>/)")
_BASE_PATH = regex(
    r"^[ \t]+base_path:[ \t]*(?:\[(?P<flow>[^\]\n]*)\]|(?P<one>[^\s#\[][^\n#]*)"
    r"|\n(?P<lines>(?:[ \t]*-[ \t]*[^\n]*(?:\n|\Z)){1,20}))",
    re.M,
)
_OF_PARTIALS = ("include", "partial", "snippet", "shared", "fragment", "reusable")
_SITES = ("mkdocs.yml", "mkdocs.yaml")
_LOOKED_AT = 5000  # files in search of the pages that take in one that is named
_HIGHEST = 32  # folders that are looked into on the way up
_NEAR = 5  # of them, where nothing shows which one is the project's


def texts(files: Files, config: Config) -> Texts:
    """What finds the files that pages take in."""
    return Texts(Beside(files, config).find, patterns=config.includes_by)


class Beside:
    """Files by the paths that pages write. Nothing outside of the project is read.

    A path is looked up beside the page that has it, then in the folders of the configuration, then
    in each folder above the page, and in those below it where such files are kept by habit.
    """

    def __init__(self, files: Files, config: Config) -> None:
        self.files = files
        self.config = config
        self.found: dict[tuple[str, str], Source | None] = {}
        self.folders: dict[str, tuple[str, ...]] = {}
        self.read: dict[str, Source | None] = {}
        self.there: dict[str, bool] = {}

    def find(self, source: Source, path: str) -> Source | None:
        """The file that is meant; None if there is none."""
        folder = posixpath.dirname(source.path)
        key = folder, path
        if key not in self.found:
            self.found[key] = next(self._sources(folder, path), None)
        return self.found[key]

    def _sources(self, folder: str, path: str) -> Iterator[Source]:
        path = path.replace("\\", "/").split("?")[0].strip()
        rooted = _ROOTED.match(path)
        bare = path[rooted.end() :].lstrip("/") if rooted else path
        if not bare or "\n" in bare or "\0" in bare:
            return
        top = self.above(folder)[-1]
        starts = [] if rooted else [folder]
        for start in (*starts, *self.folders_for(folder)):
            for name in _names(bare):
                found = self._file(joined(start, name), top)
                if found is not None:
                    yield found

    def _file(self, path: str, top: str) -> Source | None:
        """A file in the project, with the folder at its top."""
        if not _is_below(path, top):
            return None
        if path not in self.read:
            self.read[path] = self._text(path)
        return self.read[path]

    def _text(self, path: str) -> Source | None:
        if not self._is_there(posixpath.dirname(path)):
            return None
        try:
            return None if self.files.is_folder(path) else self.files.read(path)
        except (OSError, ValueError):  # not there, or no path at all
            return None

    def _is_there(self, folder: str) -> bool:
        if folder not in self.there:
            self.there[folder] = not folder or self.files.is_folder(folder)
        return self.there[folder]

    def folders_for(self, folder: str) -> tuple[str, ...]:
        """The folders in which a page of a folder may have files, the nearest first."""
        if folder not in self.folders:
            self.folders[folder] = tuple(dict.fromkeys(self._folders(folder)))
        return self.folders[folder]

    def _folders(self, folder: str) -> Iterator[str]:
        yield from self.config.include_paths
        habits = data()["habits"]["folders"]
        for above in self.above(folder):
            yield from self._base_paths(above)
            yield above or "."
            yield from (near for each in habits if self._is_there(near := joined(above, each)))

    def above(self, folder: str) -> list[str]:
        """A folder and those above it, up to the top of the project."""
        found = [folder]
        while not self._is_top(found[-1]):
            higher = self.files.shown(joined(found[-1] or ".", ".."))
            if higher in found or higher == "/" or len(found) > _HIGHEST:
                return found[:_NEAR]
            found.append(higher)
        return found

    def _is_top(self, folder: str) -> bool:
        """Whether nothing above a folder belongs to the project.

        It is that of a repository; without one that of the configuration, or where the user is.
        """
        if self.files.exists(joined(folder or ".", ".git")):
            return True
        return folder in ("", ".") and not self._in_repository()

    def _in_repository(self) -> bool:
        if ".git" not in self.there:
            tops = (joined(folder, ".git") for folder in enclosing(self.files, ".."))
            self.there[".git"] = any(map(self.files.exists, tops))
        return self.there[".git"]

    def _base_paths(self, folder: str) -> Iterator[str]:
        """The folders that a site's configuration names for its snippets."""
        for name in _SITES:
            source = self._file(joined(folder or ".", name), folder or ".")
            for found in _BASE_PATH.finditer(source.text) if source else ():
                listed = found["flow"] or found["one"] or found["lines"] or ""
                for part in re.split(r"[,\n]", listed):
                    path = re.sub(r"^\s*-\s*", "", part).strip().strip("\"'")
                    if path and not path.startswith(("!", "/")):
                        yield joined(folder or ".", path)


def _names(path: str) -> Iterator[str]:
    """How a file may be called that a page calls by a path."""
    yield path
    if "%" in path:
        yield unquote(path)
    folder, name = posixpath.split(path)
    if "." not in name:
        for suffix in (".md", ".mdx"):
            yield f"{path}{suffix}"
            yield posixpath.join(folder, f"_{name}{suffix}")


def _is_below(path: str, top: str) -> bool:
    """Whether a path leads into a folder; both are as the user would call them."""
    if top in ("", "."):
        return not path.startswith(("../", "/")) and path != ".."
    top = top.rstrip("/")
    if set(top.split("/")) == {".."}:
        steps = len(top.split("/"))
        return not path.startswith("/") and not path.startswith("../" * (steps + 1))
    return path.startswith(f"{top}/")


def is_partial(path: str) -> bool:
    """Whether a file is called, or lies, as those do that are there to be taken in."""
    if "_" not in path and not any(word in path for word in _OF_PARTIALS):
        return False  # as nearly all are, and the data takes a while to read
    return re.search(data()["habits"]["partials"], path) is not None


def users_of(
    files: Files, config: Config, partials: Collection[str], known: Collection[str]
) -> Iterator[Source]:
    """Pages that may take in some files: they stand in the project, and have the files' names."""
    beside = Beside(files, config)
    names = {posixpath.splitext(posixpath.basename(path))[0].lstrip("_") for path in partials}
    tops = dict.fromkeys(beside.above(posixpath.dirname(path))[-1] or "." for path in partials)
    for top in tops:
        for path in islice(files.walk(top, config.excludes), _LOOKED_AT):
            if is_page(path) and path not in known:
                try:
                    source = files.read(path)
                except OSError:
                    continue
                if any(name in source.text for name in names):
                    yield source


def is_harmless(path: str) -> bool:
    """Whether a file is called as those are that list links, or show code in one language."""
    return re.search(data()["harmless"]["pattern"], path) is not None
