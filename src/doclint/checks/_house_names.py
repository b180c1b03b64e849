"""The names that a page gives: of parameters and properties, in paths, of operations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.contract import Contract
from doclint.model.project import Described
from doclint.model.source import Anchor, Span

_PLACEHOLDER = re.compile(r"[{}<>$()*]|^:")

Name = tuple[str, str, Anchor]
"""A name, where it belongs, and where it stands."""


def names(described: Described) -> Iterator[Name]:
    """Every name on a page, those in shared tables once."""
    seen: set[tuple[str, Anchor]] = set()
    for endpoint in described.endpoints:
        for name in _of(endpoint.documented):
            if name[1:] not in seen:
                seen.add(name[1:])
                yield name


def _of(contract: Contract) -> Iterator[Name]:
    for listing in contract.listings:
        for member in listing.members:
            where = member.where or listing.where
            place = "parameters" if where in (None, "request") else where.replace("_", "-")
            yield member.name, place, member.anchor
    for naming in contract.namings:
        yield from _segments(naming.path.value, naming.path.anchor)
    for said in contract.identifiers:
        yield said.value, "operation", said.anchor


def _segments(path: str, anchor: Anchor) -> Iterator[Name]:
    """The words of a path, without its placeholders."""
    address = path.partition("?")[0]
    for segment in re.split(r"[/:]", re.sub(r"^\w+://[^/]*", "", address)):
        if segment and not _PLACEHOLDER.search(segment) and f"/:{segment}" not in path:
            yield segment, "url", _within(anchor, segment)


def _within(anchor: Anchor, segment: str) -> Anchor:
    at = anchor.text.find(f"/{segment}") if isinstance(anchor, Span) else -1
    if at < 0 or not isinstance(anchor, Span):
        return anchor
    return anchor.within(at + 1, at + 1 + len(segment))
