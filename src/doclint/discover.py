"""Which files are linted, and what each of them is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from doclint.config import Config, UsageError
from doclint.files import Files, matches, relative
from doclint.model.record import dataclass
from doclint.model.source import Source
from doclint.nearby import SPECS, all_specs, around, nearest, sources, text_of
from doclint.nearby import specs as specs_of
from doclint.parse.includes.files import users_of
from doclint.parse.jinja.blocks import has_block
from doclint.parse.pages import ONLY_NAMED, is_page, unreadable
from doclint.parse.specs.json_schema import sniff as is_schema
from doclint.parse.specs.witnesses import is_loose, other_format
from doclint.uses import specs_with, used

MARKDOWN = (".md", ".markdown", ".mdx", ".apib")
TEMPLATES = (".j2", ".jinja", ".jinja2")
RENDERED = ("", *MARKDOWN, ".html", ".htm", ".rst", ".txt", ".adoc")
"""What the name of a template ends with before its suffix, if it is that of a page."""

AUDITED = "<!doctype html>\n<!-- Written by `doclint audit`"
"""How a report of an audit begins, which is no page of the documentation."""

WRITTEN = "<!-- Written by `doclint rules docs`"
"""How pages begin that tell of rules: with examples of mistakes."""
_FEW = 50  # files that are looked for in pages; who names more has named a folder
_FOLDERS = frozenset(("templates", "_templates"))
_WRITTEN_IN = (*MARKDOWN, ".html", ".htm")  # pages that may be templates by their tags


@dataclass(frozen=True, slots=True)
class Found:
    """The texts of a run.

    `pages` are checked; `others` are read beside them, for rules that compare pages, and because
    a named spec stands for the pages that use it. `named` are the paths of specs among PATHS.
    `schemas` are files of JSON Schema.
    `templates` are checked; `other_templates` are those that pages may have been rendered from.
    `skipped` are named files that are none of our business; `ignored` those of formats that go with
    specs, each with what it is, in words. `unread` says of pages in folders why they are not read.
    `takers` are pages that may take in a named file, `used` the named files with data of pages,
    `rendering` the named ones among the templates: they stand for the pages that use them, too.
    `alone` are the named specs that no page is held against, as the configuration tells of others.
    `guessed` is True where nobody said which specs are those of the pages, so that they were found
    by their content; `far` where they lie outside of PATHS too.
    """

    pages: tuple[Source, ...] = ()
    others: tuple[Source, ...] = ()
    specs: tuple[Source, ...] = ()
    schemas: tuple[Source, ...] = ()
    takers: tuple[Source, ...] = ()
    templates: tuple[Source, ...] = ()
    other_templates: tuple[Source, ...] = ()
    alone: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    rendering: frozenset[str] = frozenset()
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
    told = [files.shown(path) for path in specs] or [s for api in config.apis for s in api.spec]
    asked = _ask(files, paths, config, told=told, templates=templates, force_exclude=force_exclude)
    ignored = [*_ignored(files, asked.named)]
    if not (asked.is_project or asked.folders or asked.takers):
        return Found(skipped=asked.rest, ignored=tuple(ignored), unread=asked.unread)
    near_by = False
    if told:
        ignored += _ignored(files, told)
        of_use = dict.fromkeys((*told, *asked.specs))
        place = "" if specs else config.place("api")
        demanded = (path for path in of_use if path not in dict(ignored))
        found = tuple(_demanded(files, path, place) for path in demanded)
    else:
        near = (*asked.specs.values(), *specs_of(files, asked.walked))
        near_by = any(not is_loose(source.text) for source in near)
        found = (*near, *_around(files, config, asked, near_by=near_by))
    others, cut = _others(files, config, asked)
    return Found(
        pages=tuple(_pages(files, asked.pages, asked.named)),
        others=tuple(_pages(files, others)),
        takers=asked.takers,
        specs=_unique(found),
        schemas=_unique(_schemas(files, config, (*asked.named, *asked.walked))),
        templates=tuple(sources(files, asked.templates)),
        other_templates=tuple(sources(files, _other_templates(files, config, asked))),
        guessed=not told,
        far=not told and not near_by,
        named=frozenset(asked.specs),
        alone=frozenset(asked.specs) - frozenset(told) if told else frozenset(),
        used=asked.used,
        rendering=frozenset(asked.rendering),
        skipped=asked.rest,
        ignored=tuple(dict.fromkeys(ignored)),
        unread=(*asked.unread, *filter(None, (cut,))),
        whole=bool(asked.folders) or (bool(config.apis) and asked.is_project),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What PATHS are: files that are `named`, and those that were `walked` in their `folders`.

    `rendering` are the named ones among the templates; `rest` is named and none of all these, and
    `takers` are pages that may take some of it in.
    """

    named: tuple[str, ...]
    walked: tuple[str, ...]
    folders: tuple[str, ...]
    pages: tuple[str, ...]
    templates: tuple[str, ...]
    rendering: tuple[str, ...]
    specs: Mapping[str, Source]
    used: frozenset[str]
    rest: tuple[str, ...]
    takers: tuple[Source, ...]
    unread: tuple[str, ...]

    @property
    def is_project(self) -> bool:
        """Whether something of the project itself is asked for."""
        return bool(self.pages or self.specs or self.templates or self.used)


def _ask(
    files: Files,
    paths: Sequence[str],
    config: Config,
    *,
    told: Sequence[str],
    templates: Sequence[str],
    force_exclude: bool,
) -> _Asked:
    named, walked = _expand(files, paths, config, told, force_exclude=force_exclude)
    folders = tuple(path for path in paths if files.is_folder(path))
    rendering = dict.fromkeys(_templates(files, config, named, walked))
    rendering |= dict.fromkeys(_asked(files, templates))
    pages = tuple(path for path in (*named, *walked) if is_page(path) and path not in rendering)
    own = {one.path: one for one in specs_of(files, named) if one.path not in rendering}
    schemas = [one.path for one in _data(files, named) if is_schema(one.text)]
    data = frozenset((*used(config, named), *schemas))
    apart = {*pages, *own, *rendering, *data, *(path for path, _ in _ignored(files, named))}
    rest = tuple(path for path in named if path not in apart)
    parts = [path for path in (*rest, *schemas) if path.endswith(SPECS)]
    own |= {one.path: one for one in specs_with(files, _likely(files, config, told, parts), parts)}
    takers = users_of(files, config, rest, pages) if 0 < len(rest) <= _FEW else ()
    return _Asked(
        tuple(named),
        tuple(walked),
        folders,
        pages,
        tuple(rendering),
        tuple(path for path in rendering if path in named),
        own,
        data,
        rest,
        tuple(takers),
        tuple(_unread(files, paths if force_exclude else folders, config)),
    )


def _likely(
    files: Files, config: Config, told: Sequence[str], paths: Sequence[str]
) -> Iterable[Source]:
    """The specs that some files may be parts of."""
    if not paths:
        return ()
    return sources(files, told) if told else nearest(files, paths, config)


def _around(files: Files, config: Config, asked: _Asked, *, near_by: bool) -> Iterator[Source]:
    """The specs around what is asked for, where nobody names any.

    Where one is in PATHS, pages that use it are looked for, and each may have one of its own.
    """
    if asked.specs:
        yield from all_specs(files, asked.specs, config)
        near_by = bool(asked.folders)
    takers = [source.path for source in asked.takers]
    starts = (*asked.pages, *takers) or asked.templates
    yield from () if near_by else nearest(files, starts, config)


def _expand(
    files: Files,
    paths: Sequence[str],
    config: Config,
    told: Sequence[str] = (),
    *,
    force_exclude: bool,
) -> tuple[list[str], list[str]]:
    """The files that are named, and those in the folders that are.

    What is `told` to be a spec is one of the project's, whatever folders are excluded.
    """
    named: dict[str, None] = {}
    walked: dict[str, None] = {}
    for path in map(files.shown, paths):
        if not files.exists(path):
            raise UsageError(f"`{path}` is not there")
        if force_exclude and path not in told and (config.excludes(path) or unreadable(path)):
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


def _schemas(files: Files, config: Config, paths: Sequence[str]) -> Iterator[Source]:
    """The schemas among some files, and those that the config names."""
    near = [*paths]
    told = any(api.schemas for api in config.apis)
    for path in files.walk(config.root, config.excludes) if told else ():
        if any(matches(relative(path, api.root), api.schemas) for api in config.apis):
            near.append(path)
    yield from (source for source in _data(files, near) if is_schema(source.text))


def _data(files: Files, paths: Iterable[str]) -> Iterator[Source]:
    return sources(files, (path for path in paths if path.endswith(SPECS)))


def _ignored(files: Files, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Overlays and the like among some files, with what they are."""
    for source in _data(files, paths):
        if (words := other_format(source.text)) is not None:
            yield source.path, words


def _others(files: Files, config: Config, asked: _Asked) -> tuple[list[str], str]:
    """Pages that are not checked themselves, and in words that there may be more.

    Those of the project's APIs; without these, all that may use what is named.
    """
    known = {*asked.pages, *asked.templates}

    def wanted(path: str) -> bool:
        return (
            is_page(path)
            and not unreadable(path)
            and path not in known
            and _is_wanted(config, path)
            and (not config.apis or any(api.covers(path) for api in config.apis))
            and not _is_template(files, config, path)
        )

    if config.apis:
        every = asked.is_project or asked.folders or asked.takers
        return [*filter(wanted, files.walk(config.root, config.excludes) if every else ())], ""
    starts = (*asked.specs, *asked.rendering, *asked.used)
    return around(files, starts, config, wanted) if starts else ([], "")


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


def _other_templates(files: Files, config: Config, asked: _Asked) -> Iterator[str]:
    """The templates of the project that are not checked themselves.

    Those of its APIs; without these, all that may use one that is named.
    """
    told = any(api.templates for api in config.apis)
    if not (told or asked.rendering):
        return
    below = files.walk(config.root, config.excludes) if told else ()
    for path in below or around(files, asked.rendering, config, lambda _path: True)[0]:
        if path not in asked.templates and _is_template(files, config, path):
            if config.renders(path) or not told:
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
    source = text_of(files, path)
    opener = (*config.templates.delimiters, "{%")[0]
    return source is not None and has_block(source.text, opener)


# Texts --------------------------------------------------------------------------------------------


def _pages(files: Files, paths: Iterable[str], named: Sequence[str] = ()) -> Iterator[Source]:
    """The texts of pages; those that we wrote ourselves, only where they are named."""
    for source in sources(files, paths):
        if source.path in named or not source.text.startswith((AUDITED, WRITTEN)):
            yield source


def _demanded(files: Files, path: str, place: str) -> Source:
    """A spec that somebody named; UsageError, with the place of the name, where it is not there."""
    try:
        return files.read(path)
    except OSError as error:
        reason = (error.strerror or "no such file or directory").lower()
        raise UsageError(f"{place}`{path}` cannot be read as a spec: {reason}") from None


def _unique(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple({source.path: source for source in sources}.values())
