"""Chooses where defects are planted: few of each kind, on as many pages as there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random

from doclint.model.finding import Change, Edit
from doclint.model.page import Page
from doclint.model.planted import Defect, Plant
from doclint.model.project import Endpoint
from doclint.model.result import Result
from doclint.model.source import Source
from doclint.model.template import Template
from doclint.selftest.defects import sower
from doclint.selftest.sites import Site

_NEAR = 3  # lines around an edit on which a finding is about it
_TRIED = 400  # subjects in which a place for a kind of defect is looked for

Subject = Endpoint | Page | Template


def subjects(result: Result) -> Mapping[str, Sequence[Subject]]:
    """What defects can be planted into, by its kind."""
    pages = [page for page in result.checked if _is_plain(page.source)]
    known = {id(page) for page in pages}
    templates = result.project.templates
    return {
        "Endpoint": [one for one in result.project.endpoints if id(one.page) in known],
        "Page": pages,
        "Template": [one for one in templates if one.sure and _is_plain(one.source)],
    }


def _is_plain(source: Source) -> bool:
    return not source.undecoded and bool(source.text)


def sow(
    kinds: Iterable[Defect], among: Mapping[str, Sequence[Subject]], *, seed: int, number: int
) -> Iterator[Plant]:
    """Up to a number of plants of each kind; with the same seed the same ones."""
    for defect in kinds:
        pick = Random(f"{seed} {defect.name}")
        yield from islice(_plants(defect, among, pick), number)


def _plants(
    defect: Defect, among: Mapping[str, Sequence[Subject]], pick: Random
) -> Iterator[Plant]:
    kind, find = sower(defect)
    found = list(among[kind])
    pick.shuffle(found)
    later: list[Plant] = []
    used: set[str] = set()
    for subject in found[:_TRIED]:
        sites = [site for site in find(subject, pick) if site.edits]
        pick.shuffle(sites)
        sites.sort(key=lambda site: bool(site.doubt))
        path = _source(subject).path
        for site in sites[:2]:
            plant = _plant(defect, subject, site)
            if path in used or plant.doubt:
                later.append(plant)
            else:
                yield plant
            used.add(path)
    yield from sorted(later, key=lambda plant: bool(plant.doubt))


def _source(subject: Subject) -> Source:
    return subject.page.source if isinstance(subject, Endpoint) else subject.source


def _plant(defect: Defect, subject: Subject, site: Site) -> Plant:
    source = _source(subject)
    spans = [*(edit.span for edit in site.edits), *site.around]
    first = min(source.position(span.start)[0] for span in spans)
    last = max(source.position(max(span.start, span.end - 1))[0] for span in spans)
    more = sum(edit.text.count("\n") - edit.span.text.count("\n") for edit in site.edits)
    return Plant(
        defect.name,
        source.path,
        tuple(_change(source, edit) for edit in site.edits),
        site.what,
        site.edits[0].span.line,
        (first - _NEAR, last + max(more, 0) + _NEAR),
        subject.operation if isinstance(subject, Endpoint) else None,
        _section(subject, first, last),
        site.doubt,
    )


def _section(subject: Subject, first: int, last: int) -> tuple[int, int]:
    """The lines that a plant has for itself: those about its operation."""
    span = subject.documented.span if isinstance(subject, Endpoint) else None
    if span is None or span.source is not _source(subject):
        return first, last
    end = span.source.position(max(span.start, span.end - 1))[0]
    return min(span.line, first), max(end, last)


def _change(source: Source, edit: Edit) -> Change:
    return Change(source.path, edit.span.start, edit.span.end, edit.text)


def planted(sources: Mapping[str, Source], plants: Iterable[Plant]) -> dict[str, str]:
    """The texts with some plants in them, by path."""
    changes: dict[str, list[Change]] = {}
    for plant in plants:
        changes.setdefault(plant.path, []).extend(plant.changes)
    return {path: _edited(sources[path].text, own) for path, own in changes.items()}


def _edited(text: str, changes: Iterable[Change]) -> str:
    for change in sorted(changes, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def batches(plants: Sequence[Plant], *, homes: int) -> Iterator[tuple[Plant, ...]]:
    """Plants that are tried together: none of a kind twice, one in a section, and not everywhere.

    Rules look at what is usual on the other pages: these have to stay the most. Without `homes`,
    each is alone on its page, but for that there are as many as there are pages.
    """
    waiting, most = list(plants), max(1, homes // 4) if homes else len(plants)
    while waiting:
        batch: list[Plant] = []
        for plant in waiting:
            meet = _meet if homes else _share
            if len(batch) < most and not any(meet(plant, one) for one in batch):
                batch.append(plant)
        taken = {id(plant) for plant in batch}
        waiting = [plant for plant in waiting if id(plant) not in taken]
        yield tuple(batch)


def _share(one: Plant, other: Plant) -> bool:
    return one.path == other.path


def _meet(one: Plant, other: Plant) -> bool:
    """Whether what is found about one may be about the other, too."""
    if one.defect == other.defect:
        return True
    near = _overlap(one.section, other.section) or _overlap(one.lines, other.lines)
    same = one.operation is not None and one.operation == other.operation
    return one.path == other.path and (near or same)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
