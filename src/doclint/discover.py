"""Which files are linted, and what each of them is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from doclint.config import Config, UsageError
from doclint.files import Files, joined
from doclint.model.source import Source
from doclint.parse.openapi import sniff

PAGES = (".md", ".markdown", ".mdx")
SPECS = (".yaml", ".yml", ".json")
WRITTEN = "<!-- Written by `doclint rules docs`"
"""How pages begin that tell of rules: with examples of mistakes."""
_LOOKED_AT = 2000  # files in search of a spec, or of the pages of a spec


@dataclass(frozen=True, slots=True)
class Found:
    """The texts of a run.

    `pages` are checked; `others` are read beside them, for rules that compare pages, and because
    a named spec stands for the pages that use it. `named` are the paths of specs among PATHS.
    `skipped` says why a named file is none of our business. `guessed` is True where nobody named
    the specs, so that they were found by their content; `far` where they lie outside of PATHS too.
    """

    pages: tuple[Source, ...] = ()
    others: tuple[Source, ...] = ()
    specs: tuple[Source, ...] = ()
    named: frozenset[str] = frozenset()
    skipped: tuple[str, ...] = ()
    whole: bool = False
    guessed: bool = False
    far: bool = False


def discover(
    files: Files,
    paths: Sequence[str],
    config: Config,
    specs: Sequence[str] = (),
    *,
    force_exclude: bool = False,
) -> Found:
    """The pages and specs that PATHS stand for; UsageError for a path that is not there."""
    named, walked = _expand(files, paths, config, force_exclude)
    page_paths = [path for path in (*named, *walked) if is_page(path)]
    own = {source.path: source for source in _specs(files, named)}
    folders = [path for path in paths if files.is_folder(path)]
    skipped = tuple(path for path in named if not is_page(path) and path not in own)
    if not (page_paths or own or folders):
        return Found(skipped=skipped)
    told = [files.shown(path) for path in specs] or [s for api in config.apis for s in api.spec]
    near: tuple[Source, ...] = ()
    if told:
        used = dict.fromkeys(told) | dict.fromkeys(own)
        place = "" if specs else config.place("api")
        sources = tuple(_demanded(files, path, place) for path in used)
    else:
        near = (*own.values(), *_specs(files, walked))
        sources = near or _nearest(files, page_paths, config)
    others = _others(files, config, page_paths) if config.apis or own else ()
    return Found(
        pages=tuple(_pages(files, page_paths, named)),
        others=tuple(_pages(files, others)),
        specs=_unique(sources),
        guessed=not told and not own,
        far=not told and not near,
        named=frozenset(own),
        skipped=skipped,
        whole=bool(config.apis or folders),
    )


def is_page(path: str) -> bool:
    """Whether a file's name is that of a page."""
    return path.lower().endswith(PAGES)


def _expand(
    files: Files, paths: Sequence[str], config: Config, force_exclude: bool
) -> tuple[list[str], list[str]]:
    """The files that are named, and those in the folders that are."""
    named: dict[str, None] = {}
    walked: dict[str, None] = {}
    for path in map(files.shown, paths):
        if not files.exists(path):
            raise UsageError(f"`{path}` is not there")
        if force_exclude and config.excludes(path):
            continue
        if not files.is_folder(path):
            named[path] = None
            continue
        for file in files.walk(path, config.excludes):
            if not is_page(file) or config.includes(file):
                walked[file] = None
    return list(named), [path for path in walked if path not in named]


def _specs(files: Files, paths: Iterable[str]) -> Iterator[Source]:
    for source in _sources(files, (path for path in paths if path.endswith(SPECS))):
        if sniff(source.text):
            yield source


def _nearest(files: Files, pages: Sequence[str], config: Config) -> tuple[Source, ...]:
    """The specs in the nearest folder around the pages that holds some, as deep as it may be."""
    found: dict[str, Source] = {}
    seen: dict[str, tuple[Source, ...]] = {}
    for folder in dict.fromkeys(posixpath.dirname(page) or "." for page in pages):
        for around in _upward(files, folder, config):
            if around not in seen:
                below = islice(files.walk(around, config.excludes), _LOOKED_AT)
                seen[around] = tuple(_specs(files, below))
            if seen[around]:
                found.update((source.path, source) for source in seen[around])
                break
    return tuple(found.values())


def _upward(files: Files, folder: str, config: Config) -> Iterator[str]:
    """A folder and those above it, up to that of the config, of the repository, or of the user."""
    while True:
        yield folder
        if folder in (".", config.root) or files.exists(joined(folder, ".git")):
            return
        above = files.shown(joined(folder, ".."))
        if above == folder or folder.startswith("/") or folder.rpartition("/")[2] == "..":
            return
        folder = above


def _others(files: Files, config: Config, pages: Sequence[str]) -> list[str]:
    """Pages that are not checked themselves: those of the project's APIs."""
    known = set(pages)
    below = islice(files.walk(config.root, config.excludes), None if config.apis else _LOOKED_AT)
    return [
        path
        for path in below
        if is_page(path)
        and path not in known
        and config.includes(path)
        and (not config.apis or any(api.covers(path) for api in config.apis))
    ]


def _pages(files: Files, paths: Iterable[str], named: Sequence[str] = ()) -> Iterator[Source]:
    """The texts of pages; those that we wrote ourselves, about rules, only where they are named."""
    for source in _sources(files, paths):
        if source.path in named or not source.text.startswith(WRITTEN):
            yield source


def _sources(files: Files, paths: Iterable[str]) -> Iterator[Source]:
    for path in paths:
        source = _read(files, path)
        if source is not None:
            yield source


def _read(files: Files, path: str) -> Source | None:
    try:
        return files.read(path)
    except FileNotFoundError:  # gone since it was listed, or a link to nowhere
        return None
    except OSError:  # not for us to read: a page of which nothing could be decoded
        return Source(path, "", (0,))


def _demanded(files: Files, path: str, place: str) -> Source:
    """A spec that somebody named; UsageError, with the place of the name, where it is not there."""
    try:
        return files.read(path)
    except OSError as error:
        reason = (error.strerror or "no such file or directory").lower()
        raise UsageError(f"{place}`{path}` cannot be read as a spec: {reason}") from None


def _unique(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple({source.path: source for source in sources}.values())
