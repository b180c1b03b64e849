"""Pages that are checked because something that they use was named, and not they themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from doclint.config import Config
from doclint.discover import Found
from doclint.files import Files
from doclint.model.page import Page
from doclint.model.project import Project
from doclint.model.source import Source
from doclint.model.spec import Spec

if TYPE_CHECKING:
    from doclint.model.template import Template  # most runs have none


def likely(files: Files, found: Found, config: Config) -> Sequence[Source]:
    """The pages that are read beside the checked ones; not those that certainly use nothing.

    Where nothing but templates is named, the text of a page tells fast which it is not from.
    """
    if config.apis or found.named or not found.rendering:
        return found.others
    from doclint.probe.bundle import load_templates  # its library takes longer than most runs
    from doclint.probe.origins import may_be_from

    templates = load_templates(files, (*found.templates, *found.other_templates), config)
    asked = [template for template in templates if uses(template, found.rendering)]
    return tuple(may_be_from(asked, found.others))


def users(
    files: Files, found: Found, config: Config, project: Project, others: Sequence[Page]
) -> tuple[Page, ...]:
    """The pages that use a named spec, template, or data."""
    paths = {
        *_of_specs(project, found),
        *_of_data(files, found, config, project),
        *_of_templates(files, found, config, project, others),
    }
    return tuple(page for page in others if page.source.path in paths)


def _of_specs(project: Project, found: Found) -> Iterator[str]:
    """The pages that are compared with a named spec, schema or list of errors."""
    asked = found.named | found.used
    for one in project.endpoints:
        witness = one.spec is not None and one.spec.source.path in asked
        if witness or any(own.source.path in asked for own in one.catalogues):
            yield one.page.source.path


def _of_data(files: Files, found: Found, config: Config, project: Project) -> Iterator[str]:
    """The pages that were rendered from named data: one each, or all of an API."""
    if not found.used or not any(api.context for api in config.apis):
        return
    from doclint.probe.context_files import context_files  # most runs have none
    from doclint.probe.supplies import operations_of

    paths = [page.source.path for page in project.pages]
    for api in config.apis:
        for fed in context_files(files, api, paths, operations_of(project.endpoints)):
            if fed.source.path in found.used:
                yield from [fed.page] if fed.page else filter(api.covers, paths)


def _of_templates(
    files: Files, found: Found, config: Config, project: Project, others: Sequence[Page]
) -> Iterator[str]:
    """The pages that were rendered from named templates, and from those that include these."""
    if not (found.rendering and others):
        return
    from doclint.probe.origins import Origins

    templates = (*project.templates, *project.other_templates)
    for path, one in Origins(files, config, project, templates, others).pages.items():
        if uses(one.template, found.rendering):
            yield path


def uses(template: Template, paths: Collection[str]) -> bool:
    """Whether a template is one of some files, or includes, imports or extends one."""
    return bool(paths) and any(one.source.path in paths for one in template.files())


def of_interest(project: Project, checked: Sequence[Page], found: Found) -> Project:
    """The project without the specs that nobody named and no checked page uses.

    They were read because a spec was named, to know which pages use that one.
    """
    if not (found.guessed and found.named):
        return project
    pages = {id(page) for page in checked}
    kept = {id(one.spec) for one in project.endpoints if id(one.page) in pages}
    specs = [s for s in project.specs if id(s) in kept or s.source.path in found.named]
    every = {path for spec in project.specs for path in _files(spec)}
    mine = {path for spec in specs for path in _files(spec)} | found.named
    foreign = (every | {source.path for source in found.specs}) - mine
    notes = tuple(note for note in project.notes if note.span.source.path not in foreign)
    return replace(project, specs=tuple(specs), notes=notes)


def _files(spec: Spec) -> set[str]:
    """The paths of all that a spec is made of."""
    return {document.source.path for document in spec.document.walk()}
