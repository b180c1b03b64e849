"""What there is in a repository, as a run without any configuration sees it."""

from __future__ import annotations

import posixpath
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from doclint.config import Config
from doclint.files import Files
from doclint.model.page import Page
from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.model.spec import Spec
from doclint.model.tag import walk
from doclint.parse.pages import PARSERS, is_page
from doclint.parse.specs.witnesses import sniff

_KINDS = {"postman": "Postman collection", "data": "data"}
_FORMATS = {"markdown": "Markdown", "mdx": "MDX", "html": "HTML", "rst": "reStructuredText"}
_SPECS = (".yaml", ".yml", ".json")
_PARTS = 3  # pages of parts without pages of their own format, from which on they are the pages


@cache
def habits() -> Mapping[str, Sequence[str]]:
    """What folders and files are usually called."""
    found: Mapping[str, Sequence[str]]
    found = tomllib.loads(Path(__file__).with_name("habits.toml").read_text("utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class SpecSeen:
    """A spec, how many operations it has, and the pages that describe some of them."""

    path: str
    kind: str
    operations: int
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """The pages of a folder, those in its folders not counted; `about` are those with a spec."""

    path: str
    formats: Mapping[str, int]
    about: int


@dataclass(frozen=True, slots=True)
class TemplateSeen:
    """A template and what its tags begin and end with."""

    path: str
    delimiters: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found. `excluded` are folders and files that are left out, as globs.

    `other_specs` are files that look like specs and were not taken for those of the pages.
    """

    result: Result
    excluded: tuple[str, ...]
    specs: tuple[SpecSeen, ...]
    other_specs: tuple[str, ...]
    folders: tuple[FolderSeen, ...]
    templates: tuple[TemplateSeen, ...]
    tags: Mapping[str, int]
    context: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to check."""
        return not (self.specs or self.folders or self.templates)


def plain_config(files: Files) -> Config:
    """What a run is to leave out and take in, before anybody said anything."""
    paths = [*files.walk(".")]
    config = Config(exclude=tuple(_excluded(paths)))
    parts = [path for path in paths if path.lower().endswith(".inc") and not config.excludes(path)]
    if len(parts) >= _PARTS:  # os-api-ref keeps its pages in such files
        config = replace(
            config, include=tuple(f"**/*{suffix}" for suffix in PARSERS if suffix != ".txt")
        )
    return config


def _excluded(paths: Sequence[str]) -> Iterator[str]:
    """Folders and pages by names that leave no doubt, or stand where they leave none."""
    known, seen = habits(), dict[str, None]()
    names = {1: (*known["always"], *known["near"]), 2: (*known["always"], *known["near"])}
    for path in paths:
        if not (is_page(path) or path.endswith(_SPECS)):
            continue
        folders = path.lower().split("/")[:-1]
        found = (d for d, name in enumerate(folders, 1) if name in names.get(d, known["always"]))
        depth = next(found, 0)
        stem = posixpath.splitext(posixpath.basename(path))[0].lower()
        if depth:
            seen["/".join(path.split("/")[:depth])] = None
        elif is_page(path) and stem in known["changes"]:
            seen[path] = None
    yield from seen


def survey(result: Result, files: Files, config: Config) -> Survey:
    """What a run found, put together."""
    used = {spec.source.path for spec in result.project.specs}
    paths = [path for path in files.walk(".", config.excludes) if path not in used]
    return Survey(
        result,
        config.exclude,
        tuple(sorted(_specs(result), key=lambda one: (-len(one.pages), one.path))),
        tuple(_other_specs(files, paths)),
        tuple(_folders(result.checked, _about(result))),
        tuple(_templates(result)),
        Counter(tag.name for page in result.checked for tag in walk(page.tags)),
        _context(result, paths),
    )


def _about(result: Result) -> Mapping[str, set[str]]:
    """The pages that describe operations or schemas of a spec, by the path of the spec."""
    found: dict[str, set[str]] = {}
    for endpoint in result.project.endpoints:
        if endpoint.spec is not None and endpoint.specified:
            found.setdefault(endpoint.spec.source.path, set()).add(endpoint.page.source.path)
    return found


def _specs(result: Result) -> Iterator[SpecSeen]:
    about = _about(result)
    for spec in result.project.specs:
        path = spec.source.path
        pages = tuple(sorted(about.get(path, ())))
        operations = sum(not one.internal for one in spec.operations)
        yield SpecSeen(path, _kind(spec), operations, pages)


def documented(result: Result) -> Mapping[str, int]:
    """How many operations of each spec are described."""
    found: dict[str, set[int]] = {}
    for endpoint in result.project.endpoints:
        for one in endpoint.specified:
            if one.operation is not None and not one.operation.internal:
                path = one.operation.spec.source.path
                found.setdefault(path, set()).add(id(one.operation))
    return {path: len(operations) for path, operations in found.items()}


def _kind(spec: Spec) -> str:
    if spec.format in _KINDS:
        return _KINDS[spec.format]
    return f"{'Swagger' if spec.legacy else 'OpenAPI'} {spec.version}"


def _other_specs(files: Files, paths: Sequence[str]) -> Iterator[str]:
    """Files that look like specs and are none of those that were taken."""
    for path in paths:
        if path.endswith(_SPECS):
            try:
                if sniff(files.read(path).text):
                    yield path
            except OSError:
                continue


def _folders(pages: Sequence[Page], about: Mapping[str, set[str]]) -> Iterator[FolderSeen]:
    matched = {path for paths in about.values() for path in paths}
    by_folder: dict[str, list[Page]] = {}
    for page in pages:
        by_folder.setdefault(posixpath.dirname(page.source.path) or ".", []).append(page)
    for folder, own in sorted(by_folder.items()):
        formats = Counter(_FORMATS.get(page.format, page.format) for page in own)
        yield FolderSeen(folder, formats, sum(page.source.path in matched for page in own))


def _templates(result: Result) -> Iterator[TemplateSeen]:
    for template in result.project.templates:
        marks = (*template.delimiters.block, *template.delimiters.value)
        yield TemplateSeen(template.source.path, " ".join(marks))


def _context(result: Result, paths: Sequence[str]) -> str:
    """Where the data of the templates is, as `context` has it; "" where nothing looks like it."""
    if not result.project.templates:
        return ""
    stems: dict[tuple[str, str], set[str]] = {}
    for path in paths:
        stem, suffix = posixpath.splitext(posixpath.basename(path))
        if suffix in _SPECS and "/" in path:
            stems.setdefault((posixpath.dirname(path), suffix), set()).add(stem)
    names = {posixpath.splitext(posixpath.basename(p.source.path))[0] for p in result.checked}
    operations = {o.id for spec in result.project.specs for o in spec.operations if o.id}
    best = (1, "")
    for (folder, suffix), own in sorted(stems.items()):
        for known, field in ((names, "name"), (operations, "operation")):
            if len(own & known) > max(best[0], len(own) // 2):
                best = (len(own & known), f"{folder}/{{{field}}}{suffix}")
    return best[1]
