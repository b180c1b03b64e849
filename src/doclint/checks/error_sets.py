"""Errors across the pages of a set: the form of their bodies, the prefixes of their codes."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from doclint.checks._error_codes import listed, prefix, shown
from doclint.checks._shown import short
from doclint.model.contract import ErrorCode, Sample
from doclint.model.finding import Hit
from doclint.model.project import Endpoint, Project
from doclint.model.source import Span
from doclint.model.value import Value
from doclint.read.examples import read_json

_PAGES = 10  # with one body for errors, or one prefix; fewer make no house style
_USUAL = 0.8  # the share that makes one the usual
_FAILED = ("4", "5", "e")

Shape = frozenset[str]
"""The names at the top of a body."""


def shape_differs(project: Project) -> Iterator[Hit]:
    """Error bodies unlike those of most pages. Facts: fields, usual, pages, all."""
    found = [*_bodies(project)]
    by_page: dict[str, set[Shape]] = defaultdict(set)
    for endpoint, _, shape in found:
        by_page[endpoint.page.source.path].add(shape)
    counts = Counter(shape for shapes in by_page.values() for shape in shapes)
    usual, pages = next(iter(counts.most_common(1)), (frozenset(), 0))
    if pages < _PAGES or pages < _USUAL * len(by_page):
        return
    for endpoint, span, shape in found:
        if not shape & usual:
            facts = {
                "fields": _words(shape),
                "usual": _words(usual),
                "pages": pages,
                "all": len(by_page),
            }
            yield Hit(span, "error-body", facts, operation=endpoint.operation)


def _bodies(project: Project) -> Iterator[tuple[Endpoint, Span, Shape]]:
    for endpoint in project.endpoints:
        for sample in endpoint.documented.samples:
            if sample.role != "request" and (sample.status or "").startswith(_FAILED):
                value = _body(sample)
                if value is not None:
                    shape = frozenset(str(key.value) for key, _ in value.members)
                    yield endpoint, sample.example.body.at(value.start, value.start + 1), shape


def _body(sample: Sample) -> Value | None:
    """The object that an example consists of."""
    read = read_json(sample.example)
    if read is None or len(read.values) != 1 or not read.values[0].members:
        return None
    return read.values[0]


def _words(names: Iterable[str]) -> str:
    return short(", ".join(f"`{name}`" for name in sorted(names)))


def foreign_prefix(project: Project) -> Iterator[Hit]:
    """Codes with a prefix unlike that of most pages. Facts: code, prefix, usual, pages."""
    found = [*_prefixed(project)]
    pages: dict[str, set[str]] = defaultdict(set)
    for endpoint, _, own in found:
        pages[own].add(endpoint.page.source.path)
    usual = max(pages, key=lambda own: len(pages[own]), default="")
    users = len(pages[usual]) if usual else 0
    if users < _PAGES or users < _USUAL * len(set().union(*pages.values())):
        return
    known = {prefix(e.code) for one in project.endpoints for c in one.catalogues for e in c.errors}
    for endpoint, error, own in found:
        if own != usual and own not in known and len(pages[own]) == 1:
            facts = {"code": error.code, "prefix": own, "usual": usual, "pages": users}
            yield Hit(error.anchor, f"error:{error.code}", facts, operation=endpoint.operation)


def _prefixed(project: Project) -> Iterator[tuple[Endpoint, ErrorCode, str]]:
    for endpoint in project.endpoints:
        for error in shown(endpoint):
            if own := prefix(error.code):
                yield endpoint, error, own


def contradicting(project: Project) -> Iterator[Hit]:
    """Codes that have another status here than on other pages. Facts: code, here, there, page."""
    first: dict[tuple[str, str], tuple[ErrorCode, str, str]] = {}
    for endpoint in project.endpoints:
        path = endpoint.page.source.path
        folder = posixpath.dirname(path)
        for error in listed(endpoint):
            if error.status is None or not any(map(str.isdigit, error.code)):
                continue
            own = (error, error.status.value, path)
            known, there, page = first.setdefault((folder, error.code), own)
            if there != error.status.value and page != path:
                facts = {"code": error.code, "here": error.status.value, "there": there}
                also = (("the other page", known.anchor),)
                yield Hit(error.status.anchor, f"error:{error.code}", facts, also)
