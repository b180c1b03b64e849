"""From the files that were found to what they say, taken together."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from doclint.affected import likely, of_interest, users, uses
from doclint.config import Api, Config, UsageError
from doclint.discover import Found
from doclint.files import Files, joined, notes
from doclint.fold.telling import Origins
from doclint.link.copies import distinct
from doclint.link.linking import Scope, link
from doclint.link.restyled import with_styles
from doclint.link.schemas import with_schemas
from doclint.link.shared import with_shared
from doclint.model.contract import Catalogue
from doclint.model.page import Note, Page
from doclint.model.progress import SILENT, Progress
from doclint.model.project import Endpoint, Project
from doclint.model.source import Source
from doclint.model.spec import Spec
from doclint.model.supply import Supply
from doclint.model.template import Template
from doclint.parse.includes.files import is_partial, users_of
from doclint.parse.includes.files import texts as include_texts
from doclint.parse.specs.json_schema import parse_schema
from doclint.parse.specs.json_schema import sniff as is_schema
from doclint.read.catalogues import read_catalogue
from doclint.read.dialects.given import given_dialects
from doclint.read.vocabulary import Vocabulary, load_vocabulary
from doclint.reading import Reading

if TYPE_CHECKING:
    from doclint.probe.origins import Rendered  # its library takes longer than most runs

NAVIGATION = (
    *("mkdocs.yml", "mkdocs.yaml", "toc.yml", "_toc.yml", "docs.json", "mint.json"),
    *("SUMMARY.md", "_sidebar.md"),
)
"""Files in which tools look for the pages of a site."""
_NAMED = 50  # pages; who names more than that has named a folder


def build(
    files: Files,
    found: Found,
    config: Config,
    progress: Progress = SILENT,
    reading: Reading | None = None,
) -> tuple[Project, tuple[Page, ...]]:
    """What the files say, taken together; and the pages of it that are to be checked."""
    reading = reading or Reading()
    pages, others, through = _pages(files, found, config, progress, reading)
    if not (pages or found.whole or found.named or found.templates or found.used):
        return Project(whole=False), ()  # no page takes in what is named
    sources = progress.each("reading specs", found.specs)
    parsed = [_spec(source, files, found, reading) for source in sources]
    progress.phase("comparing specs")
    broken = [said[0].span.source.path for spec, said in parsed if spec is None and said]
    specs = tuple(spec for spec, _ in parsed if spec is not None)
    apart = specs if config.apis and not found.guessed else distinct(specs)
    apart = tuple(spec for spec in apart if spec.source.path not in found.alone)
    if found.guessed:
        kept = set(map(id, apart))
        specs = tuple(s for s in specs if id(s) in kept or s.source.path in found.named)
        kept |= set(map(id, specs))
        parsed = [(spec, said) for spec, said in parsed if spec is None or id(spec) in kept]
    vocabulary = load_vocabulary(config.vocabulary)
    every = (*pages, *others)
    dialects = given_dialects(files, config) if any(page.tags for page in every) else None
    readable = progress.each("understanding pages", every)
    told = (reading.contracts(page, vocabulary, dialects) for page in readable)
    contracts = [one for each in told for one in each]
    progress.phase("matching pages and operations")
    guessed, far, whole = found.guessed, found.far, found.whole
    links = link(
        contracts, apart, scopes(config), guessed=guessed, far=far, whole=whole, broken=broken
    )
    if found.far:
        witnesses = {id(endpoint.spec) for endpoint in links.endpoints}
        specs = tuple(spec for spec in specs if id(spec) in witnesses)
        parsed = [(spec, said) for spec, said in parsed if id(spec) in witnesses]
    schemas = [_schema(source, files) for source in found.schemas]
    defined = tuple(schema for schema, _ in schemas if schema is not None)
    endpoints = with_styles(with_shared(with_schemas(links.endpoints, defined)))
    endpoints = with_catalogues(endpoints, files, config, vocabulary)
    progress.phase("reading templates and data")
    templates, other_templates = _templates(files, found, config)
    if not (templates or other_templates):  # with those, a page that is not its data is stale
        endpoints, more = _with_data(endpoints, (*pages, *others), files, config)
        specs = (*specs, *more)
    read = (*found.pages, *found.specs, *found.templates)
    unread = [note for source in read for note in notes(source)]
    project = Project(
        pages=(*pages, *others),
        specs=specs,
        endpoints=endpoints,
        notes=(*unread, *(note for _, said in (*parsed, *schemas) for note in said)),
        whole=found.whole,
        named=found.named,
        facts={"ambiguous": links.ambiguous},
        root=config.root,
        words=config.vocabulary,
        navigation=tuple(_navigation(files, (*found.pages, *found.others))) if found.whole else (),
        templates=templates,
        other_templates=other_templates,
        schemas=defined,
        through=through,
        supplies=_supplies(
            templates, files, config, specs=specs, pages=(*pages, *others), endpoints=endpoints
        ),
    )
    checked = (*pages, *users(files, found, config, project, others))
    return of_interest(project, checked, found), checked


def _pages(
    files: Files, found: Found, config: Config, progress: Progress, reading: Reading
) -> tuple[tuple[Page, ...], tuple[Page, ...], frozenset[str]]:
    """The pages to check, and the others, without what they take in.

    The paths are those of pages that are checked only for that, because somebody named it.
    """
    texts = include_texts(files, config)
    pages = [reading.page(source, texts) for source in progress.each("reading pages", found.pages)]
    beside = progress.each("reading others", likely(files, found, config))
    others = [reading.page(source, texts) for source in beside]
    asked = [*_lone_parts(pages, others)] if len(pages) <= _NAMED else []
    known = {page.source.path for page in (*pages, *others)}
    takers = {one.path: one for one in (*found.takers, *users_of(files, config, asked, known))}
    users = [reading.page(one, texts) for path, one in takers.items() if path not in known]
    asked += found.skipped if found.takers else ()
    users = [page for page in (*users, *others) if asked and _takes(page, asked)]
    through = frozenset(page.source.path for page in users)
    others = [page for page in others if page.source.path not in through]
    inner = _taken_in((*pages, *others, *users))
    return (
        tuple(page for page in (*pages, *users) if page.source.path not in inner),
        tuple(page for page in others if page.source.path not in inner),
        through,
    )


def _lone_parts(pages: Iterable[Page], others: Iterable[Page]) -> Iterator[str]:
    """The checked files that are there to be taken in, by none of the checked pages.

    They are called so, a page that is known takes them in, or they are hardly pages of their own.
    """
    taken = _included(pages)
    beside = _included(others) - taken
    for page in pages:
        path = page.source.path
        bare = page.front_matter is None and not any(each.heading for each in page.walk())
        if path not in taken and (bare or path in beside or is_partial(path)):
            yield path


def _included(pages: Iterable[Page]) -> frozenset[str]:
    return frozenset(one.source.path for page in pages for one in page.includes if one.source)


def _takes(page: Page, paths: Collection[str]) -> bool:
    return any(one.source is not None and one.source.path in paths for one in page.includes)


def _taken_in(pages: Sequence[Page]) -> frozenset[str]:
    """The paths of files that are checked as parts of pages, and not as pages of their own."""
    users: dict[str, set[str]] = {}
    parts: set[str] = set()
    for page in pages:
        for one in page.includes:
            if one.source is not None:
                users.setdefault(one.source.path, set()).add(page.source.path)
                parts |= set() if one.whole and not one.reason else {one.source.path}
    bare = {page.source.path for page in pages if page.front_matter is None}
    inner = {path for path in users if is_partial(path) or path in bare - parts}
    return frozenset(path for path in inner if users[path] - inner)


def _templates(
    files: Files, found: Found, config: Config
) -> tuple[tuple[Template, ...], tuple[Template, ...]]:
    """The templates that are to be checked, and those that are only read."""
    asked = found.pages or found.rendering or found.used or found.named
    others = found.other_templates if asked else ()
    if not (found.templates or others):
        return (), ()
    from doclint.probe.bundle import load_templates  # its library takes longer than most runs

    every = load_templates(files, (*found.templates, *others), config)
    mine, rest = every[: len(found.templates)], every[len(found.templates) :]
    using = [template for template in rest if uses(template, found.rendering)]
    return (*mine, *using), tuple(template for template in rest if template not in using)


def origins(files: Files, config: Config, project: Project, checked: Sequence[Page]) -> Origins:
    """What tells, when it is asked, which pages were rendered from which templates."""
    templates = (*project.templates, *project.other_templates)

    @cache
    def pages() -> Mapping[str, Rendered]:
        if not (templates and project.pages):
            return {}
        from doclint.probe.origins import rendered_pages

        return rendered_pages(files, config, project, templates, checked)

    return pages


def _supplies(
    templates: Sequence[Template],
    files: Files,
    config: Config,
    *,
    specs: Sequence[Spec],
    pages: Iterable[Page],
    endpoints: Sequence[Endpoint],
) -> Mapping[str, Supply]:
    """Where the data of the templates is."""
    if not templates:
        return {}
    from doclint.probe.supplies import supplies

    paths = [page.source.path for page in pages]
    return supplies(templates, files, config, specs=specs, pages=paths, endpoints=endpoints)


def scopes(config: Config) -> Mapping[str, Scope]:
    """The pages of each spec by the config, and what they write in front of its paths."""
    found: dict[str, Scope] = {}
    for api in config.apis:
        base = (api.base_path,) if api.base_path else ()
        for spec in api.spec:
            before = found.get(spec, Scope())
            found[spec] = Scope((*before.pages, *api.pages), (*before.base, *base), api.root)
    return found


def _navigation(files: Files, pages: Sequence[Source]) -> Iterator[Source]:
    """The files beside or above pages that list what a site has."""
    folders: set[str] = set()
    for page in pages:
        folder = posixpath.dirname(page.path)
        while folder not in folders:
            folders.add(folder)
            folder = posixpath.dirname(folder)
    for path in (joined(folder, name) for folder in sorted(folders) for name in NAVIGATION):
        if files.exists(path):
            try:
                yield files.read(path)
            except OSError:  # a folder, or not for us to read
                continue


def with_catalogues(
    endpoints: tuple[Endpoint, ...], files: Files, config: Config, vocabulary: Vocabulary
) -> tuple[Endpoint, ...]:
    """The endpoints with the lists of error codes of the APIs that their pages belong to."""
    place = config.place("api")
    lists = [(api, _catalogues(api, files, vocabulary, place)) for api in config.apis if api.errors]
    if not lists:
        return endpoints

    def own(path: str) -> tuple[Catalogue, ...]:
        return tuple(one for api, found in lists if api.covers(path) for one in found)

    return tuple(replace(one, catalogues=own(one.page.source.path)) for one in endpoints)


def _catalogues(
    api: Api, files: Files, vocabulary: Vocabulary, place: str
) -> tuple[Catalogue, ...]:
    """What an API's files list; UsageError for one that is not there or lists nothing."""
    found = []
    for path in api.errors:
        try:
            catalogue = read_catalogue(files.read(path), vocabulary)
        except OSError as error:
            reason = (error.strerror or "no such file or directory").lower()
            raise UsageError(f"{place}`{path}` cannot be read as error codes: {reason}") from None
        if not catalogue.errors:
            reason = "lists no error codes, expected a column such as `code`"
            raise UsageError(f"{place}`{path}` {reason}")
        found.append(catalogue)
    return tuple(found)


def _with_data(
    endpoints: tuple[Endpoint, ...], pages: Sequence[Page], files: Files, config: Config
) -> tuple[tuple[Endpoint, ...], tuple[Spec, ...]]:
    """The endpoints beside the data that their pages were rendered from, where no spec has them."""
    apis = [api for api in config.apis if api.context]
    if not apis or not any(one.documented.namings and not one.specified for one in endpoints):
        return endpoints, ()
    from doclint.probe.context_files import context_files  # most runs have none
    from doclint.probe.data_operations import with_data

    paths = [page.source.path for page in pages]
    every = (one for api in apis for one in context_files(files, api, paths))
    return with_data(endpoints, {one.page: one for one in every if one.page is not None})


def _schema(source: Source, files: Files) -> tuple[Spec | None, tuple[Note, ...]]:
    """A file of JSON Schema and what is wrong with it."""
    return parse_schema(source, partial(_read, files))


def _read(files: Files, path: str) -> Source | None:
    try:
        return files.read(path)
    except (OSError, ValueError):  # not there, or no path at all
        return None


def _spec(
    source: Source, files: Files, found: Found, reading: Reading
) -> tuple[Spec | None, tuple[Note, ...]]:
    """A spec and what is wrong with it; UsageError for a file that somebody named and is none."""
    spec, said = reading.spec(source, partial(_read, files))
    told = not found.guessed or source.path in found.named
    if spec is None and told and not (said or source.undecoded):
        raise UsageError(f"`{source.path}` {_otherwise(source)}")
    return spec, said


def _otherwise(source: Source) -> str:
    """What a file is that was named as a spec, and how it can be of use."""
    if is_schema(source.text):
        return "is a JSON Schema and no spec: name it in `schemas` of an `[[api]]`"
    return "is no OpenAPI document, and no Postman collection"
