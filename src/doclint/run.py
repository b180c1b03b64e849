"""The pipeline: files → pages and specs → endpoints → what rules find → what is reported."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from doclint import suppress
from doclint.config import Api, Config, UsageError
from doclint.discover import Found, discover
from doclint.files import Files, joined, notes, relative
from doclint.findings import Fired, crash, findings, order
from doclint.link.linking import Scope, link
from doclint.model.contract import Catalogue, Contract, Listing, Sample
from doclint.model.finding import Finding
from doclint.model.page import Block, Example, Note, Page, Table
from doclint.model.project import Described, Endpoint, Project
from doclint.model.result import Coverage, Crash, Result
from doclint.model.source import Source, Span
from doclint.model.spec import Document, Spec
from doclint.parse.markdown import parse_markdown
from doclint.parse.openapi import parse_spec
from doclint.read.catalogues import read_catalogue
from doclint.read.contracts import read_page
from doclint.read.vocabulary import Vocabulary, load_vocabulary
from doclint.rules.rule import Rule

NAVIGATION = (
    *("mkdocs.yml", "mkdocs.yaml", "toc.yml", "_toc.yml", "docs.json", "mint.json"),
    *("SUMMARY.md", "_sidebar.md"),
)
"""Files in which tools look for the pages of a site."""

Idle = tuple[Span, str, str]
"""A suppression that does nothing: where it stands, what it names, why."""


def lint(
    files: Files,
    paths: Sequence[str],
    config: Config,
    rules: Sequence[Rule],
    specs: Sequence[str] = (),
    *,
    templates: Sequence[str] = (),
    known: Collection[str] = (),
    force_exclude: bool = False,
) -> Result:
    """What the rules find in the files that PATHS stand for.

    `specs` and `templates` are those that are asked for by name; `known` the ids of all rules
    there are.
    """
    found = discover(files, paths, config, specs, templates=templates, force_exclude=force_exclude)
    project, checked = build(files, found, config)
    crashes: list[Crash] = []
    told = _findings(fire(rules, project, checked, crashes), project, config, crashes)
    hidden = [*_suppressions(project, checked)]
    told, used = suppress.apply(told, hidden)
    idle = _idle(rules, project, hidden, used, known or {rule.id for rule in rules})
    told += _findings(_judged(rules, idle, project, crashes), project, config, crashes)
    told = _wanted(told, project, checked)
    told = tuple(sorted(suppress.by_config(told, config, project.specs), key=order))
    return Result(
        findings=tuple(finding for finding in told if finding.state == "new"),
        suppressed=tuple(finding for finding in told if finding.state != "new"),
        coverage=replace(cover(project, checked), templates=len(found.templates)),
        project=project,
        checked=checked,
        crashes=tuple(crashes),
        skipped=found.skipped,
        sources={source.path: source for source in _sources(project)},
    )


def build(files: Files, found: Found, config: Config) -> tuple[Project, tuple[Page, ...]]:
    """What the files say, taken together; and the pages of it that are to be checked."""
    pages = tuple(map(parse_markdown, found.pages))
    others = tuple(map(parse_markdown, found.others))
    parsed = [_spec(source, files, guessed=found.guessed) for source in found.specs]
    specs = tuple(spec for spec, _ in parsed if spec is not None)
    vocabulary = load_vocabulary(config.vocabulary)
    contracts = [one for page in (*pages, *others) for one in read_page(page, vocabulary)]
    links = link(contracts, specs, scopes(config), guessed=found.guessed, far=found.far)
    if found.far:
        witnesses = {id(endpoint.spec) for endpoint in links.endpoints}
        specs = tuple(spec for spec in specs if id(spec) in witnesses)
        parsed = [(spec, said) for spec, said in parsed if id(spec) in witnesses]
    endpoints = with_catalogues(links.endpoints, files, config, vocabulary)
    unread = [note for source in (*found.pages, *found.specs) for note in notes(source)]
    project = Project(
        pages=(*pages, *others),
        specs=specs,
        endpoints=endpoints,
        notes=(*unread, *(note for _, said in parsed for note in said)),
        whole=found.whole,
        named=found.named,
        facts={"ambiguous": links.ambiguous},
        root=config.root,
        words=config.vocabulary,
        navigation=tuple(_navigation(files, (*found.pages, *found.others))) if found.whole else (),
    )
    return project, (*pages, *_users(project, others, found.named))


def scopes(config: Config) -> Mapping[str, Scope]:
    """The pages of each spec by the config, and what they write in front of its paths."""
    found: dict[str, Scope] = {}
    for api in config.apis:
        base = (api.base_path,) if api.base_path else ()
        pages = tuple(joined(api.root, glob) for glob in api.pages)
        for spec in api.spec:
            before = found.get(spec, Scope())
            found[spec] = Scope((*before.pages, *pages), (*before.base, *base))
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


def _spec(source: Source, files: Files, *, guessed: bool) -> tuple[Spec | None, tuple[Note, ...]]:
    """A spec and what is wrong with it; UsageError for a file that somebody named and is none."""

    def read(path: str) -> Source | None:
        try:
            return files.read(path)
        except (OSError, ValueError):  # not there, or no path at all
            return None

    spec, said = parse_spec(source, read)
    if spec is None and not (said or source.undecoded or guessed):
        raise UsageError(f"`{source.path}` is no OpenAPI document")
    return spec, said


def _users(project: Project, others: Sequence[Page], named: Collection[str]) -> Iterator[Page]:
    """Pages that are checked because a spec that they use is named."""
    used = {id(one.page) for one in project.endpoints if one.spec and one.spec.source.path in named}
    return (page for page in others if id(page) in used)


def fire(
    rules: Iterable[Rule], project: Project, checked: Sequence[Page], crashes: list[Crash]
) -> Iterator[Fired]:
    """What each rule yields for its subjects. One that raises is noted, and the others go on."""
    by_subject: dict[str, list[Rule]] = {}
    for rule in rules:
        for name in rule.subjects if rule.id != suppress.UNUSED else ():
            by_subject.setdefault(name, []).append(rule)
    for subject, operation in subjects(project, checked):
        for rule in by_subject.get(type(subject).__name__, ()):
            yield from _hits(rule, subject, operation, crashes)


def _hits(
    rule: Rule, subject: object, operation: str | None, crashes: list[Crash]
) -> Iterator[Fired]:
    try:
        for hit in rule.check(subject, **rule.options):
            yield Fired(rule, hit, operation)
    except Exception as error:  # whatever a rule does, the run goes on and says so
        if rule.id not in {known.rule for known in crashes}:
            crashes.append(crash(rule, error))


def subjects(project: Project, checked: Sequence[Page]) -> Iterator[tuple[object, str | None]]:
    """All that rules look at, with the operation that it is about where that is known."""
    yield from ((note, None) for note in project.notes)
    on_page = _on_page(project)
    for page in checked:
        yield page, None
        path = relative(page.source.path, project.root)
        yield Described(page, path, tuple(on_page.get(id(page), ())), project.words), None
        yield from ((note, None) for note in page.notes)
        yield from ((block, None) for block in page.blocks() if _is_subject(block))
    yield from _of_endpoints(_checked_endpoints(project, checked))
    asked = (s for s in project.specs if project.whole or s.source.path in project.named)
    yield from ((spec, None) for spec in asked)
    if project.whole:
        yield project, None


def _is_subject(block: Block) -> bool:
    return isinstance(block, Table) or (isinstance(block, Example) and not block.shows_page)


def _on_page(project: Project) -> Mapping[int, list[Endpoint]]:
    found: dict[int, list[Endpoint]] = {}
    for endpoint in project.endpoints:
        found.setdefault(id(endpoint.page), []).append(endpoint)
    return found


def _checked_endpoints(project: Project, checked: Sequence[Page]) -> Iterator[Endpoint]:
    known = {id(page) for page in checked}
    return (endpoint for endpoint in project.endpoints if id(endpoint.page) in known)


def _of_endpoints(endpoints: Iterable[Endpoint]) -> Iterator[tuple[object, str | None]]:
    """Endpoints with their listings and samples, those that several share only once."""
    seen: set[int] = set()
    for endpoint in endpoints:
        yield endpoint, endpoint.operation
        for part in (*endpoint.documented.listings, *endpoint.documented.samples):
            if id(part) not in seen:
                seen.add(id(part))
                yield part, endpoint.operation


def _findings(
    fired: Iterable[Fired], project: Project, config: Config, crashes: list[Crash]
) -> tuple[Finding, ...]:
    def name(path: str) -> str:
        return relative(path, config.root)

    stretches = _stretches(project)
    return findings((_about(one, stretches) for one in fired), config.severities, name, crashes)


def _stretches(project: Project) -> Mapping[Source, list[Endpoint]]:
    found: dict[Source, list[Endpoint]] = {}
    for endpoint in project.endpoints:
        found.setdefault(endpoint.page.source, []).append(endpoint)
    return found


def _about(one: Fired, stretches: Mapping[Source, list[Endpoint]]) -> Fired:
    """The same with its operation, where it stands in the part of a page that is about one."""
    anchor = one.hit.anchor
    if one.operation or one.hit.operation or not hasattr(anchor, "start"):
        return one
    around = [
        endpoint
        for endpoint in stretches.get(anchor.source, ())
        if endpoint.documented.span.start <= anchor.start < endpoint.documented.span.end
    ]
    return replace(one, operation=around[0].operation) if len(around) == 1 else one


def _wanted(
    told: Iterable[Finding], project: Project, checked: Sequence[Page]
) -> tuple[Finding, ...]:
    """Those on the checked pages and in specs, not those on pages that were only read."""
    paths = {page.source.path for page in project.pages} - {page.source.path for page in checked}
    return tuple(finding for finding in told if finding.place.path not in paths)


def _suppressions(project: Project, checked: Sequence[Page]) -> Iterator[suppress.Suppression]:
    for page in checked:
        yield from suppress.on_page(page)
    for spec in project.specs:
        for document in documents(spec):
            yield from suppress.in_spec(document.source)


def _idle(
    rules: Sequence[Rule],
    project: Project,
    hidden: Sequence[suppress.Suppression],
    used: Collection[int],
    known: Collection[str],
) -> tuple[Idle, ...]:
    """The suppressions that did nothing, as far as the rules that they name did run."""
    ran = {rule.id for rule in rules if project.whole or rule.subjects != ("Project",)}
    if ran <= {suppress.UNUSED}:
        ran.update(known)  # alone, as its examples run it, it judges every comment
    return tuple(suppress.unused(hidden, used, ran | {suppress.UNUSED}, known))


def _judged(
    rules: Sequence[Rule], idle: tuple[Idle, ...], project: Project, crashes: list[Crash]
) -> Iterator[Fired]:
    """What the rule about suppressions finds, which has to know what the others found."""
    for rule in rules:
        if rule.id == suppress.UNUSED and idle:
            facts = {**project.facts, "unused_suppressions": idle}
            yield from _hits(rule, replace(project, facts=facts), None, crashes)


def documents(spec: Spec) -> Iterator[Document]:
    """The files of a spec, the main one first."""
    seen: dict[int, Document] = {}
    waiting = [spec.document]
    while waiting:
        document = waiting.pop()
        if id(document) not in seen:
            seen[id(document)] = document
            yield document
            waiting.extend(document.others.values())


def _sources(project: Project) -> Iterator[Source]:
    yield from (note.span.source for note in project.notes)
    yield from (page.source for page in project.pages)
    yield from {own.source for one in project.endpoints for own in one.catalogues}
    for spec in project.specs:
        yield from (document.source for document in documents(spec))


def cover(project: Project, checked: Sequence[Page]) -> Coverage:
    """How much of the pages and specs was matched and understood."""
    endpoints = [*_checked_endpoints(project, checked)]
    matched = [endpoint for endpoint in endpoints if endpoint.specified]
    operations = [one for spec in project.specs for one in spec.operations if not one.internal]
    documented = {
        id(known.operation)
        for endpoint in project.endpoints
        for known in endpoint.specified
        if known.operation is not None and not known.operation.internal
    }
    contracts = [endpoint.documented for endpoint in endpoints]
    told = {id(endpoint.page) for endpoint in matched}
    naming = {id(contract.page) for contract in contracts if contract.namings}
    listings = [one for one in _listings(contracts) if one.kind != "other"]
    samples = [*_samples(contracts)]
    return Coverage(
        pages=len(checked),
        pages_matched=len(told),
        pages_unmatched=len(naming - told),
        operations=len(operations),
        operations_documented=len(documented),
        tables=len(listings),
        tables_understood=sum(not listing.reason for listing in listings),
        examples=len(samples),
        examples_understood=sum(sample.role is not None for sample in samples),
    )


def _listings(contracts: Iterable[Contract]) -> Iterable[Listing]:
    return {id(one): one for contract in contracts for one in contract.listings}.values()


def _samples(contracts: Iterable[Contract]) -> Iterable[Sample]:
    found = {id(one.example): one for contract in contracts for one in contract.samples}
    return found.values()
