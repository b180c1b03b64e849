"""The names that a page gives: of parameters and properties, in paths, of operations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.contract import Contract
from doclint.model.project import Described
from doclint.model.source import Anchor, Span

_HOST = re.compile(r"\w+://[^/]*")
_SEGMENT = re.compile(r"(?:^|/)(?P<word>[^/:]+)")  # `/boats:sail` has a word and an action
_PLACEHOLDER = re.compile(r"[{}<>\[\]$()*]")

Name = tuple[str, str, Anchor]
"""A name, where it belongs, and where it stands."""


def names(described: Described) -> Iterator[Name]:
    """Every name on a page: those in shared tables once, a word of paths where it stands first."""
    seen: set[object] = set()
    for endpoint in described.endpoints:
        for name, place, anchor in _of(endpoint.documented):
            key = (name, place) if place == "url" else (place, anchor)
            if key not in seen:
                seen.add(key)
                yield name, place, anchor


def _of(contract: Contract) -> Iterator[Name]:
    for listing in contract.listings:
        for member in listing.members:
            where = member.where or listing.where
            place = "parameters" if where in (None, "request") else where.replace("_", "-")
            yield member.name, place, member.anchor
    for naming in contract.namings:
        yield from _words(naming.path.value, naming.path.anchor)
    for said in contract.identifiers:
        yield said.value, "operation", said.anchor


def _words(path: str, anchor: Anchor) -> Iterator[Name]:
    """The words of a path, without its placeholders."""
    for match in _SEGMENT.finditer(path.partition("?")[0], _behind_host(path)):
        word = match["word"]
        if not _PLACEHOLDER.search(word):
            yield word, "url", _part(anchor, path, match.span("word"))


def _part(anchor: Anchor, path: str, stretch: tuple[int, int]) -> Anchor:
    """Where a stretch of a path stands, if that is written as it was read."""
    written = isinstance(anchor, Span) and anchor.text == path
    return anchor.within(*stretch) if isinstance(anchor, Span) and written else anchor


def _behind_host(path: str) -> int:
    """Where the path of an address begins."""
    host = _HOST.match(path)
    return host.end() if host else 0
