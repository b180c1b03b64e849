"""The configuration that a survey suggests: the shortest that matches as much as none does."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from doclint.init.areas import globs
from doclint.init.survey import Survey
from doclint.model.project import Match
from doclint.model.record import dataclass
from doclint.model.result import Coverage

_MANY = 4  # specs in one folder that are parts of one API
_SURE = 0.8  # of the paths that have something in front: the same, so that it is meant
_FEW = 3
_VERSION = re.compile(r"(?<![A-Za-z0-9])v\d+(?:[._]\d+)*(?:\.x)?(?![A-Za-z0-9])", re.I)


@dataclass(frozen=True, slots=True)
class Draft:
    """An `[[api]]` that is proposed."""

    name: str
    spec: tuple[str, ...]
    pages: tuple[str, ...] = ()
    base_path: str = ""
    templates: tuple[str, ...] = ()
    context: str = ""


Measure = Callable[[tuple[Draft, ...]], Coverage]
"""What a run with some APIs covers."""


def proposed(survey: Survey, measure: Measure) -> tuple[Draft, ...]:
    """The APIs of the first proposal that covers no less than a run without any."""
    least = _reach(survey.result.coverage)
    for drafts in _proposals(survey):
        if _reach(measure(drafts)) >= least:
            return drafts
    return ()


def _reach(coverage: Coverage) -> tuple[int, int]:
    return coverage.operations_documented, coverage.pages_matched


def _proposals(survey: Survey) -> Iterator[tuple[Draft, ...]]:
    """From what tells most to what tells least."""
    full = tuple(_apis(survey))
    if not full:
        return
    yield full
    bare = tuple(replace(draft, base_path="") for draft in full)
    if bare != full:
        yield bare
    if any(draft.pages for draft in full):
        yield tuple(replace(draft, pages=()) for draft in bare)
        yield (_together(bare),)


def _together(drafts: Sequence[Draft]) -> Draft:
    """One API with all specs."""
    specs = tuple(path for draft in drafts for path in draft.spec)
    templates = tuple(dict.fromkeys(path for draft in drafts for path in draft.templates))
    return Draft("", specs, templates=templates, context=drafts[0].context)


def _apis(survey: Survey) -> Iterator[Draft]:
    used = [spec for spec in survey.specs if spec.pages]
    every = {path for spec in used for path in spec.pages}
    groups = [*_groups([spec.path for spec in used])]
    pages = {spec.path: set(spec.pages) for spec in used}
    for group in groups:
        own = {path for spec in group for path in pages[spec]}
        found = globs(own, every - own)
        yield Draft(
            _name(group, len(groups)),
            tuple(group),
            () if found == ("**/*.md",) and len(groups) == 1 else found,
            _base_path(survey, group),
            tuple(_templates(survey)) if len(groups) == 1 else (),
            survey.context if len(groups) == 1 else "",
        )
    if not groups and survey.templates:
        specs = tuple(spec.path for spec in survey.specs)
        if len(specs) <= 1:
            templates = tuple(_templates(survey))
            yield Draft("", specs, templates=templates, context=survey.context)


def _groups(specs: Sequence[str]) -> Iterator[list[str]]:
    """Specs that are parts of one API: many in one folder. Versions stand for themselves."""
    folders: dict[str, list[str]] = {}
    for path in specs:
        folders.setdefault(posixpath.dirname(path), []).append(path)
    for group in folders.values():
        versions = {match[0].lower() for path in group for match in _VERSION.finditer(path)}
        if len(group) >= _MANY and len(versions) < len(group):
            yield sorted(group)
        else:
            yield from ([path] for path in group)


def _name(specs: Sequence[str], groups: int) -> str:
    """What an API is called, by its file or folder, where there are several."""
    if groups < 2:
        return ""
    folder, file = posixpath.split(specs[0])
    stem = re.sub(r"\.(?:ya?ml|json)\Z", "", file)
    plain = stem.lower() in ("openapi", "swagger", "api", "spec", "schema", "openapi.gen")
    return folder.rpartition("/")[2] if (plain or len(specs) > 1) and folder else stem


def _templates(survey: Survey) -> Iterator[str]:
    """The templates as globs, one for each folder and suffix."""
    seen: dict[str, None] = {}
    for one in survey.templates:
        folder, file = posixpath.split(one.path)
        suffix = file[file.index(".") :] if "." in file[1:] else ""
        lead = f"{folder}/" if folder else ""
        seen[f"{lead}*{suffix}" if suffix else one.path] = None
    yield from seen


def _base_path(survey: Survey, specs: Sequence[str]) -> str:
    """What pages write in front of the paths of a spec, if it is the same nearly everywhere."""
    fronts: Counter[str] = Counter()
    for endpoint in survey.result.project.endpoints:
        if endpoint.spec is not None and endpoint.spec.source.path in specs:
            fronts.update(_front(match) for match in endpoint.matches if match.sure)
    front, count = max(fronts.items(), key=lambda one: one[1], default=("", 0))
    if not front or count < _FEW or count < _SURE * sum(fronts.values()):
        return ""
    return front


def _front(match: Match) -> str:
    if match.how != "suffix" or not match.operations:
        return ""
    path, own = str(match.naming.path.value).partition("?")[0], match.operations[0].path
    depth = len([part for part in own.split("/") if part])
    parts = [part for part in re.sub(r"^[a-z]+://[^/]+", "", path).split("/") if part]
    return "/" + "/".join(parts[:-depth]) if 0 < depth < len(parts) else ""
