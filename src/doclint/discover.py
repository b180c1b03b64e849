"""Which files are linted, and what each of them is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from doclint.config import Config, UsageError
from doclint.files import Files, joined, matches, relative
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.parse.pages import ONLY_NAMED, is_page, unreadable
from doclint.parse.specs.json_schema import sniff as is_schema
from doclint.parse.specs.witnesses import is_loose, other_format, sniff

MARKDOWN = (".md", ".markdown", ".mdx", ".apib")
SPECS = (".yaml", ".yml", ".json")
TEMPLATES = (".j2", ".jinja", ".jinja2")
RENDERED = ("", *MARKDOWN, ".html", ".htm", ".rst", ".txt", ".adoc")
"""What the name of a template ends with before its suffix, if it is that of a page."""
WRITTEN = "<!-- Written by `doclint rules docs`"
"""How pages begin that tell of rules: with examples of mistakes."""
_LOOKED_AT = 2000  # files in search of a spec, or of the pages of a spec
_FOLDERS = frozenset(("templates", "_templates"))
_WRITTEN_IN = (*MARKDOWN, ".html", ".htm")  # pages that may be templates by their tags
_FENCE = regex(r"[ \t]*(`{3,}|~{3,})")
_CODE = regex(r"`[^`\n]*`")


@dataclass(frozen=True, slots=True)
class Found:
    """The texts of a run.

    `pages` are checked; `others` are read beside them, for rules that compare pages, and because
    a named spec stands for the pages that use it. `named` are the paths of specs among PATHS.
    `schemas` are files of JSON Schema.
    `templates` are checked; `other_templates` are those that pages may have been rendered from.
    `skipped` are named files that are none of our business; `ignored` those of formats that go with
    specs, each with what it is, in words. `unread` says of pages in folders why they are not read.
    `guessed` is True where nobody named the specs, so that they were found by their content; `far`
    where they lie outside of PATHS too.
    """

    pages: tuple[Source, ...] = ()
    others: tuple[Source, ...] = ()
    specs: tuple[Source, ...] = ()
    schemas: tuple[Source, ...] = ()
    templates: tuple[Source, ...] = ()
    other_templates: tuple[Source, ...] = ()
    named: frozenset[str] = frozenset()
    skipped: tuple[str, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    whole: bool = False
    guessed: bool = False
    far: bool = False


def discover(
    files: Files,
    paths: Sequence[str],
    config: Config,
    specs: Sequence[str] = (),
    *,
    templates: Sequence[str] = (),
    force_exclude: bool = False,
) -> Found:
    """The pages, specs and templates that PATHS stand for; UsageError for a path that is not there.

    `specs` and `templates` are asked for by name, beside PATHS.
    """
    named, walked = _expand(files, paths, config, force_exclude)
    rendering = dict.fromkeys(_templates(files, config, named, walked))
    rendering |= dict.fromkeys(_asked(files, templates))
    page_paths = [path for path in (*named, *walked) if is_page(path) and path not in rendering]
    own = {source.path: source for source in _specs(files, named) if source.path not in rendering}
    folders = [path for path in paths if files.is_folder(path)]
    ignored = [*_ignored(files, named)]
    apart = {*own, *rendering, *(path for path, _ in ignored)}
    skipped = tuple(path for path in named if not is_page(path) and path not in apart)
    unread = tuple(_unread(files, paths if force_exclude else folders, config))
    if not (page_paths or own or folders or rendering):
        return Found(skipped=skipped, ignored=tuple(ignored), unread=unread)
    told = [files.shown(path) for path in specs] or [s for api in config.apis for s in api.spec]
    near_by = False
    if told:
        ignored += _ignored(files, told)
        used = dict.fromkeys(told) | dict.fromkeys(own)
        place = "" if specs else config.place("api")
        sources = tuple(_demanded(files, path, place) for path in used if path not in dict(ignored))
    else:
        near = (*own.values(), *_specs(files, walked))
        near_by = any(not is_loose(source.text) for source in near)
        around = () if near_by else _nearest(files, page_paths or [*rendering], config)
        sources = (*near, *around)
    others = _others(files, config, {*page_paths, *rendering}) if config.apis or own else ()
    return Found(
        pages=tuple(_pages(files, page_paths, named)),
        others=tuple(_pages(files, others)),
        specs=_unique(sources),
        schemas=_unique(_schemas(files, config, (*named, *walked))),
        templates=tuple(_sources(files, rendering)),
        other_templates=tuple(_sources(files, _other_templates(files, config, rendering))),
        guessed=not told and not own,
        far=not told and not near_by,
        named=frozenset(own),
        skipped=skipped,
        ignored=tuple(dict.fromkeys(ignored)),
        unread=unread,
        whole=bool(config.apis or folders),
    )


def _expand(
    files: Files, paths: Sequence[str], config: Config, force_exclude: bool
) -> tuple[list[str], list[str]]:
    """The files that are named, and those in the folders that are."""
    named: dict[str, None] = {}
    walked: dict[str, None] = {}
    for path in map(files.shown, paths):
        if not files.exists(path):
            raise UsageError(f"`{path}` is not there")
        if force_exclude and (config.excludes(path) or unreadable(path)):
            continue
        if not files.is_folder(path):
            named[path] = None
            continue
        for file in files.walk(path, config.excludes):
            if not is_page(file) or _is_wanted(config, file) or config.renders(file):
                walked[file] = None
    return list(named), [path for path in walked if path not in named]


def _is_wanted(config: Config, page: str) -> bool:
    """Whether a page of a folder is one of the project's: a text file only where it is named."""
    told = not page.lower().endswith(ONLY_NAMED) or config.names(page)
    layout = page.endswith((".html", ".htm")) and "_templates" in page.split("/")[:-1]  # Sphinx's
    return told and config.includes(page) and not layout and not unreadable(page)


def _unread(files: Files, paths: Iterable[str], config: Config) -> Iterator[str]:
    """Of the pages that nothing here can read, how many there are and why."""
    if reason := unreadable("page.rst"):
        every = (path for each in paths for path in _below(files, files.shown(each), config))
        lost = sorted(path for path in every if path.lower().endswith(".rst"))
        if lost := [path for path in lost if config.includes(path)]:
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            yield f"{lost[0]}{more}: not read, {reason}"


def _below(files: Files, path: str, config: Config) -> Iterable[str]:
    return files.walk(path, config.excludes) if files.is_folder(path) else (path,)


def _specs(files: Files, paths: Iterable[str]) -> Iterator[Source]:
    for source in _sources(files, (path for path in paths if path.endswith(SPECS))):
        if sniff(source.text):
            yield source


def _schemas(files: Files, config: Config, paths: Sequence[str]) -> Iterator[Source]:
    """The schemas among some files, and those that the config names."""
    near = [path for path in paths if path.endswith(SPECS)]
    told = any(api.schemas for api in config.apis)
    for path in files.walk(config.root, config.excludes) if told else ():
        if any(matches(relative(path, api.root), api.schemas) for api in config.apis):
            near.append(path)
    yield from (source for source in _sources(files, near) if is_schema(source.text))


def _ignored(files: Files, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Overlays and the like among some files, with what they are."""
    for source in _sources(files, (path for path in paths if path.endswith(SPECS))):
        if (words := other_format(source.text)) is not None:
            yield source.path, words


def _nearest(files: Files, pages: Sequence[str], config: Config) -> tuple[Source, ...]:
    """The specs in the nearest folder around the pages that holds some, as deep as it may be.

    What only tells of what there is, as collections do, does not end the search.
    """
    found: dict[str, Source] = {}
    seen: dict[str, tuple[Source, ...]] = {}
    for folder in dict.fromkeys(posixpath.dirname(page) or "." for page in pages):
        for around in _upward(files, folder, config):
            if around not in seen:
                below = islice(files.walk(around, config.excludes), _LOOKED_AT)
                seen[around] = tuple(_specs(files, below))
            found.update((source.path, source) for source in seen[around])
            if not all(is_loose(source.text) for source in seen[around]):
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


def _others(files: Files, config: Config, known: Container[str]) -> list[str]:
    """Pages that are not checked themselves: those of the project's APIs."""
    below = islice(files.walk(config.root, config.excludes), None if config.apis else _LOOKED_AT)
    return [
        path
        for path in below
        if is_page(path)
        and not unreadable(path)
        and path not in known
        and _is_wanted(config, path)
        and (not config.apis or any(api.covers(path) for api in config.apis))
        and not _is_template(files, config, path)
    ]


# Templates ----------------------------------------------------------------------------------------


def _templates(
    files: Files, config: Config, named: Sequence[str], walked: Sequence[str]
) -> Iterator[str]:
    yield from (path for path in named if _is_template(files, config, path, named=True))
    yield from (path for path in walked if _is_template(files, config, path))


def _asked(files: Files, templates: Sequence[str]) -> Iterator[str]:
    """The templates that are asked for by name; UsageError for one that is not there."""
    for path in map(files.shown, templates):
        if not files.exists(path):
            raise UsageError(f"the template `{path}` is not there")
        if files.is_folder(path):
            raise UsageError(f"`{path}` is a folder, expected a template")
        yield path


def _other_templates(files: Files, config: Config, known: Container[str]) -> Iterator[str]:
    """The templates of the project's APIs that are not checked themselves."""
    if any(api.templates for api in config.apis):
        for path in files.walk(config.root, config.excludes):
            if path not in known and _is_template(files, config, path) and config.renders(path):
                yield path


def _is_template(files: Files, config: Config, path: str, *, named: bool = False) -> bool:
    """Whether a file is a template of pages: by the config, by its suffixes, or by its tags.

    What is rendered to something else, as configurations of servers are, has to be named.
    """
    inner, suffix = posixpath.splitext(posixpath.basename(path).lower())
    if suffix in TEMPLATES:
        told = named or config.renders(path)
        return told or posixpath.splitext(inner)[1] in RENDERED
    if config.renders(path):
        return suffix not in SPECS  # the data that templates are fed may lie beside them
    if suffix not in _WRITTEN_IN or _FOLDERS.isdisjoint(path.split("/")[:-1]):
        return False
    source = _read(files, path)
    opener = (*config.templates.delimiters, "{%")[0]
    return source is not None and _has_block(source.text, opener)


def _has_block(text: str, opener: str) -> bool:
    """Whether a block tag and its end stand in the text, outside of its code and of raw blocks."""
    opened: set[str] = set()
    for tag in re.finditer(rf"{re.escape(opener)}[-+]?\s*(\w+)", _without_code(text)):
        if "raw" in opened:
            opened -= {"raw"} if tag[1] == "endraw" else set()
        elif tag[1].startswith("end") and tag[1][3:] in opened:
            return True
        else:
            opened.add(tag[1])
    return False


def _without_code(text: str) -> str:
    kept, fence = [], ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        else:
            kept.append(_CODE.sub("", line))
    return "\n".join(kept)


# Texts --------------------------------------------------------------------------------------------


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
