"""The pipeline: files → pages and specs → endpoints → what rules find → what is reported."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from doclint import suppress
from doclint.build import build, origins
from doclint.config import Config
from doclint.coverage import checked_endpoints, cover
from doclint.discover import discover
from doclint.files import Files, relative
from doclint.findings import Fired, crash, findings, order, shared, taken_in
from doclint.fold.telling import Origins, templates_of, with_causes
from doclint.model.finding import ITS_ENTRY, Finding, Hit
from doclint.model.page import Block, Example, Page, Table
from doclint.model.progress import SILENT, Progress
from doclint.model.project import Described, Endpoint, Project
from doclint.model.result import Crash, Result
from doclint.model.source import Anchor, Pointer, Source, Span
from doclint.model.template import Template
from doclint.read.vocabulary import load_vocabulary
from doclint.reading import Reading
from doclint.rules.rule import Rule

_OF_PAGES = ("Page", "Described", "Note", "Table", "Example")


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
    folded: bool = True,
    mapped: bool = False,
    progress: Progress = SILENT,
    reading: Reading | None = None,
) -> Result:
    """What the rules find in the files that PATHS stand for.

    `specs` and `templates` are those that are asked for by name; `known` the ids of all rules
    there are. What many pages have from one template is `folded` into one finding. It is told for
    each page which one that is if it is to be `mapped`. `progress` is told how far the run is.
    `reading` keeps what was read by the run before.
    """
    progress.phase("finding files")
    found = discover(files, paths, config, specs, templates=templates, force_exclude=force_exclude)
    project, checked = build(files, found, config, progress, reading)
    crashes: list[Crash] = []
    unreached: dict[str, tuple[tuple[int, int], ...]] = {}
    rendered = origins(files, config, project, checked)
    fired = fire(rules, project, checked, crashes, unreached, rendered=rendered, progress=progress)
    told = _findings(fired, project, config, crashes)
    progress.phase("putting findings together")
    hidden = [*_suppressions(project, checked)]
    told, used = suppress.apply(_wanted(told, project, checked), hidden)
    told = tuple(shared(suppress.by_config(told, config, project.specs), taken_in(project)))
    told = _lasting(told, project, checked, rendered)
    sources = {source.path: source for source in _sources(project)}
    apart = told
    told = with_causes(told, rendered, sources, config.root, folded=folded)
    told, more = suppress.apply(told, hidden)
    used |= more
    idle = _idle(rules, project, hidden, used, known or {rule.id for rule in rules})
    judged = _findings(_judged(rules, idle, project, crashes), project, config, crashes)
    told += _lasting(judged, project, checked, rendered)
    told = tuple(sorted(suppress.by_config(told, config, project.specs), key=order))
    return Result(
        findings=tuple(finding for finding in told if finding.state == "new"),
        suppressed=tuple(finding for finding in told if finding.state != "new"),
        coverage=replace(cover(project, checked), templates=len(found.templates)),
        project=project,
        checked=checked,
        crashes=tuple(crashes),
        skipped=tuple(path for path in found.skipped if path not in sources),
        ignored=found.ignored,
        unread=found.unread,
        sources=sources,
        templates=templates_of(rendered) if mapped else {},
        unreached=unreached,
        ran=tuple(rule.id for rule in rules),
        apart=apart if any(finding.cause for finding in told) else (),
    )


def _lasting(
    told: tuple[Finding, ...], project: Project, checked: Sequence[Page], rendered: Origins
) -> tuple[Finding, ...]:
    """The findings, without fixes of files that are made from others."""
    if not any(finding.fix for finding in told):
        return told
    from doclint.fix.sources import without_lost_fixes

    return without_lost_fixes(told, checked, rendered, load_vocabulary(project.words))


def fire(
    rules: Iterable[Rule],
    project: Project,
    checked: Sequence[Page],
    crashes: list[Crash],
    unreached: dict[str, tuple[tuple[int, int], ...]],
    *,
    rendered: Origins,
    progress: Progress = SILENT,
) -> Iterator[Fired]:
    """What each rule yields for its subjects. One that raises is noted, and the others go on.

    `unreached` gets the stretches of each template on trial that no rendering got to.
    """
    by_subject: dict[str, list[Rule]] = {}
    for rule in rules:
        for name in rule.subjects if rule.id != suppress.UNUSED else ():
            by_subject.setdefault(name, []).append(rule)
    on_pages = {name: [*filter(_is_of_pages, by_subject.get(name, ()))] for name in _OF_PAGES}
    wanted = {*by_subject, *(["Trial"] if any(on_pages.values()) else [])}
    told: dict[Source, list[Span]] = {}
    for subject, operation in subjects(project, checked, wanted, rendered, progress):
        for rule in by_subject.get(type(subject).__name__, ()):
            for fired in _hits(rule, subject, operation, crashes):
                for span in _spans(fired):
                    told.setdefault(span.source, []).append(span)
                yield fired
        if type(subject).__name__ == "Trial":
            yield from _on_template(subject, project, on_pages, told, crashes)
            unreached[subject.template.source.path] = subject.unreached()  # type: ignore[attr-defined]


def _is_of_pages(rule: Rule) -> bool:
    """Whether what a rule finds on a page may be the fault of its template's own text."""
    return rule.id.partition("/")[0] in ("page", "table", "example")


def _spans(fired: Fired) -> Iterator[Span]:
    hit = fired.hit
    for anchor in (hit.anchor, *(anchor for _, anchor in hit.also)):
        if isinstance(anchor, Span):
            yield anchor


def _on_template(
    trial: Any,
    project: Project,
    rules: Mapping[str, Sequence[Rule]],
    told: Mapping[Source, Sequence[Span]],
    crashes: list[Crash],
) -> Iterator[Fired]:
    """What rules about pages find on all that a template renders, unless it is told already."""
    from doclint.probe.hoisting import hoisted

    def found(page: Page) -> Iterator[tuple[str, object, Hit]]:
        for subject in _of_page(page, project):
            for rule in rules.get(type(subject).__name__, ()):
                for fired in _hits(rule, subject, None, crashes):
                    yield rule.id, subject, fired.hit

    by_id = {rule.id: rule for each in rules.values() for rule in each}
    known = _Told(told.get(trial.template.source, ()))
    for name, hit in hoisted(trial, found) if by_id else ():
        if not known.holds(hit.anchor):
            yield Fired(by_id[name], hit)


class _Told:
    """Stretches of a template that something is told of."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ends = sorted((span.start, span.end) for span in spans)
        self.starts = [start for start, _ in ends]
        self.ends = [*accumulate((end for _, end in ends), max)]

    def holds(self, inner: Anchor) -> bool:
        """Whether something is told of what holds a place, or begins where that does."""
        if not isinstance(inner, Span):
            return False
        at = bisect_right(self.starts, inner.start) - 1
        return at >= 0 and (self.starts[at] == inner.start or self.ends[at] >= inner.end)


def _of_page(page: Page, project: Project, endpoints: Sequence[Endpoint] = ()) -> Iterator[object]:
    """A page with what it is made of, as far as rules look at it for itself."""
    yield page
    path = relative(page.source.path, project.root)
    yield Described(page, path, tuple(endpoints), project.words)
    yield from page.notes
    yield from (block for block in page.blocks() if _is_subject(block))


def _hits(
    rule: Rule, subject: object, operation: str | None, crashes: list[Crash]
) -> Iterator[Fired]:
    try:
        for hit in rule.check(subject, **rule.options):
            yield Fired(rule, hit, operation)
    except Exception as error:  # whatever a rule does, the run goes on and says so
        if rule.id not in {known.rule for known in crashes}:
            crashes.append(crash(rule, error))


def subjects(
    project: Project,
    checked: Sequence[Page],
    wanted: Collection[str],
    rendered: Origins = dict,
    progress: Progress = SILENT,
) -> Iterator[tuple[object, str | None]]:
    """All that rules look at, with the operation that it is about where that is known.

    What takes long to make is left out if it is not wanted.
    """
    yield from ((note, None) for note in project.notes)
    on_page = _on_page(project)
    for page in progress.each("checking pages", checked):
        parts = _of_page(page, project, on_page.get(id(page), ()))
        yield from ((part, None) for part in parts)
    endpoints = [*checked_endpoints(project, checked)]
    yield from _of_endpoints(progress.each("checking operations", endpoints))
    progress.phase("checking specs")
    asked = (s for s in project.specs if project.whole or s.source.path in project.named)
    asked = (spec for spec in asked if not spec.loose)  # what others wrote is no spec of theirs
    yield from ((spec, None) for spec in asked)
    templates = progress.each("checking templates", project.templates)
    yield from ((subject, None) for subject in _of_templates(templates, project, wanted))
    progress.phase("checking the project")
    if "Rendered" in wanted:
        yield from ((rendered()[page], None) for page in _paths(checked) if page in rendered())
    if project.whole:
        yield project, None


def _of_templates(
    templates: Iterable[Template], project: Project, wanted: Collection[str]
) -> Iterator[object]:
    for template in templates:
        yield template
        yield from template.notes
        if "Trial" in wanted:
            from doclint.probe.trial import trial

            yield trial(template, project.supplies.get(template.source.path))


def _paths(pages: Iterable[Page]) -> Iterator[str]:
    return (page.source.path for page in pages)


def _is_subject(block: Block) -> bool:
    return isinstance(block, Table) or (isinstance(block, Example) and not block.shows_page)


def _on_page(project: Project) -> Mapping[int, list[Endpoint]]:
    found: dict[int, list[Endpoint]] = {}
    for endpoint in project.endpoints:
        found.setdefault(id(endpoint.page), []).append(endpoint)
    return found


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
    entries: Mapping[Anchor, Pointer]
    entries = {span: entry for page in project.pages for span, entry in page.entries}
    about = (_with_entry(_about(one, stretches), entries) for one in fired)
    return findings(about, config.severities, name, crashes)


def _with_entry(fired: Fired, entries: Mapping[Anchor, Pointer]) -> Fired:
    """What is told of a row, with where its facts stand, if that is in a file of their own."""
    anchors = (fired.hit.anchor, *(anchor for _, anchor in fired.hit.also))
    named = dict.fromkeys(entries[anchor] for anchor in anchors if anchor in entries)
    if not named:
        return fired
    also = (*fired.hit.also, *((ITS_ENTRY, entry) for entry in named))
    return replace(fired, hit=replace(fired.hit, also=also))


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
    paths |= project.through
    return tuple(finding for finding in told if finding.place.path not in paths)


def _suppressions(project: Project, checked: Sequence[Page]) -> Iterator[suppress.Suppression]:
    """Each once, though several pages may take in the file in which it stands."""
    on_pages = (one for page in checked for one in suppress.on_page(page))
    known = {(one.span.source.path, one.span.start, one.name, one.start): one for one in on_pages}
    yield from known.values()
    for template in (*project.templates, *project.other_templates):
        yield from suppress.in_template(template)
    for spec in project.specs:
        for document in spec.document.walk():
            yield from suppress.in_spec(document.source)


def _idle(
    rules: Sequence[Rule],
    project: Project,
    hidden: Sequence[suppress.Suppression],
    used: Collection[int],
    known: Collection[str],
) -> tuple[suppress.Idle, ...]:
    """The suppressions that did nothing, as far as the rules that they name did run."""
    ran = {rule.id for rule in rules if project.whole or rule.subjects != ("Project",)}
    if ran <= {suppress.UNUSED}:
        ran.update(known)  # alone, as its examples run it, it judges every comment
    return tuple(suppress.unused(hidden, used, ran | {suppress.UNUSED}, known))


def _judged(
    rules: Sequence[Rule], idle: tuple[suppress.Idle, ...], project: Project, crashes: list[Crash]
) -> Iterator[Fired]:
    """What the rule about suppressions finds, which has to know what the others found."""
    for rule in rules:
        if rule.id == suppress.UNUSED and idle:
            facts = {**project.facts, "unused_suppressions": idle}
            yield from _hits(rule, replace(project, facts=facts), None, crashes)


def _sources(project: Project) -> Iterator[Source]:
    yield from (note.span.source for note in project.notes)
    for page in project.pages:
        yield page.source
        yield from (one.source for one in page.includes if one.source is not None)
    for template in (*project.templates, *project.other_templates):
        yield from (one.source for one in template.files())
    yield from {own.source for one in project.endpoints for own in one.catalogues}
    for spec in (*project.specs, *project.schemas):
        yield from (document.source for document in spec.document.walk())
