"""What of a project no plant can be put into, since nothing is compared there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.coverage import checked_endpoints
from doclint.model.result import Result

_NAMED = 3  # places that are named of each kind


def blind(result: Result) -> Iterator[str]:
    """Pages that are compared with no spec, and tables that were not understood."""
    endpoints = [*checked_endpoints(result.project, result.checked)]
    matched = {one.page.source.path for one in endpoints if one.specified}
    naming = {one.page.source.path for one in endpoints if one.documented.namings}
    lone = sorted(naming - matched)
    if lone and not result.project.specs:
        yield "there is no spec: pages are compared with themselves only"
    elif lone:
        yield _some("page names operations", "pages name operations", lone, "that no spec has")
    tables = {
        f"{one.span.source.path}:{one.span.line}": one.reason
        for endpoint in endpoints
        for one in endpoint.documented.listings
        if one.reason
    }
    if tables:
        yield _some("table is", "tables are", [*tables], "not understood")


def _some(one: str, many: str, places: Sequence[str], what: str) -> str:
    named = ", ".join(places[:_NAMED])
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return f"{len(places)} {one if len(places) == 1 else many} {what}: {named}{more}"
