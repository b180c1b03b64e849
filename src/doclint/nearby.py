"""What lies around files: the specs that pages may use, and the pages that may use a spec."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from doclint.config import Config
from doclint.files import Files, enclosing, joined
from doclint.model.source import Source
from doclint.parse.specs.witnesses import is_loose, sniff

SPECS = (".yaml", ".yml", ".json")
LOOKED_AT = 2000
"""Files that are looked at in search of a spec."""
MOST_PAGES = 2000
"""Pages that are read because something that they may use is named."""
_LISTED = 50_000  # files that are listed in search of these


def nearest(files: Files, paths: Sequence[str], config: Config) -> tuple[Source, ...]:
    """The specs in the nearest folder around some files that holds some, as deep as it may be.

    What only tells of what there is, as collections do, does not end the search.
    """
    found: dict[str, Source] = {}
    seen: dict[str, tuple[Source, ...]] = {}
    for folder in dict.fromkeys(posixpath.dirname(path) or "." for path in paths):
        for around in upward(files, folder, config):
            if around not in seen:
                below = islice(files.walk(around, config.excludes), LOOKED_AT)
                seen[around] = tuple(specs(files, below))
            found.update((source.path, source) for source in seen[around])
            if not all(is_loose(source.text) for source in seen[around]):
                break
    return tuple(found.values())


def all_specs(files: Files, paths: Iterable[str], config: Config) -> Iterator[Source]:
    """The specs around some files, the nearest first."""
    likely = (path for path in outward(files, paths, config) if path.endswith(SPECS))
    return specs(files, islice(likely, LOOKED_AT))


def outward(files: Files, paths: Iterable[str], config: Config) -> Iterator[str]:
    """The files around some, those in their folders first, then those further up."""
    seen: set[str] = set()
    done: set[str] = set()

    def skip(path: str) -> bool:
        return path in done or config.excludes(path)

    for folder in dict.fromkeys(posixpath.dirname(path) or "." for path in paths):
        for around in upward(files, folder, config):
            if around in done:
                break  # and so is what lies above
            for path in files.walk(around, skip):
                if path not in seen:
                    seen.add(path)
                    yield path
            done.add(around)


def around(
    files: Files, paths: Sequence[str], config: Config, wanted: Callable[[str], bool]
) -> tuple[list[str], str]:
    """The files around some that are wanted, as pages, and in words that there may be more."""
    listed = islice(outward(files, paths, config), _LISTED)
    found = [*islice(filter(wanted, listed), MOST_PAGES + 1)]
    if len(found) <= MOST_PAGES:
        return found, ""
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    which = f"only the {MOST_PAGES:,} pages nearest to `{paths[0]}`{more} were looked at"
    return found[:MOST_PAGES], f"{which}; `pages` of an `[[api]]` says which are of an API"


def upward(files: Files, folder: str, config: Config) -> Iterator[str]:
    """A folder and those above it, up to that of the config, of the repository, or of the user."""
    highest = _highest(files, config)
    while True:
        yield folder
        if folder == config.root != "." or files.exists(joined(folder, ".git")):
            return
        if set(folder.split("/")) <= {".", ".."} and folder.count("..") >= highest:
            return  # the user stands in it, or below it
        above = files.shown(joined(folder, ".."))
        if above == folder or folder.startswith("/"):
            return
        folder = above


def _highest(files: Files, config: Config) -> int:
    """How many folders above the user the project begins: the config or, without one, git says."""
    if config.file is not None:
        return config.root.count("..")
    folders = [*enclosing(files)]
    known = bool(folders) and files.exists(joined(folders[-1], ".git"))
    return len(folders) - 1 if known else 0


def specs(files: Files, paths: Iterable[str]) -> Iterator[Source]:
    """The specs among some files, by their content."""
    for source in sources(files, (path for path in paths if path.endswith(SPECS))):
        if sniff(source.text):
            yield source


def sources(files: Files, paths: Iterable[str]) -> Iterator[Source]:
    """The texts of some files, as far as they are there."""
    for path in paths:
        source = text_of(files, path)
        if source is not None:
            yield source


def text_of(files: Files, path: str) -> Source | None:
    """The text of a file; None if it is not there."""
    try:
        return files.read(path)
    except FileNotFoundError:  # gone since it was listed, or a link to nowhere
        return None
    except OSError as error:  # not for us to read: a page of which nothing could be decoded
        return Source(path, "", (0,), refused=(error.strerror or str(error)).lower())
