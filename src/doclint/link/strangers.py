"""What pages name that is no operation of their API, and pages that fit no spec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from doclint.link.index import Index
from doclint.link.paths import segments
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Match
from doclint.model.record import dataclass

_HOST = regex(r"^https?://(?P<host>[^/\s:]+)(?P<port>:\d+)?")
_SAMPLE_HOST = regex(
    r"localhost|127\.0\.0\.1|example|[<{$*\[]|\byour\b|\.local$|\.test$|^[^.]+$", re.I
)
_ENOUGH = 3  # operations with the base path of the spec that make it a habit of the pages
_HABIT = 0.8  # and their share
_OTHER = "graphql"  # a segment that names a protocol whose operations no such spec has
_SLIP = 0.7  # how alike two segments are of which one may be a slip of the other
_SEVERAL = 3  # operations that a page must name in vain before one finding stands for all


@dataclass(frozen=True, slots=True)
class Home:
    """How pages write the operations of a spec: on which hosts, and behind which base paths.

    `hosts` is None where no page names one, `bases` are empty where pages leave the base path out.
    """

    hosts: frozenset[str] | None = None
    bases: tuple[tuple[str, ...], ...] = ()

    def is_foreign(self, match: Match) -> bool:
        """Whether a naming that the spec does not have is an operation of another API."""
        if match.how != "none":
            return False
        own = _domain(match.naming.path.value)
        if own is not None and self.hosts is not None and own not in self.hosts:
            return True
        path = segments(match.naming.path.value)
        if any(part.lower() == _OTHER for part in path):
            return True
        return bool(self.bases) and not any(_is_behind(base, path) for base in self.bases)


def _is_behind(base: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether a path starts with a base path, or with what may be a slip of it."""
    if len(path) < len(base):
        return path == base[: len(path)]
    same = [one == other or _alike(one, other) for one, other in zip(base, path, strict=False)]
    return all(same)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _SLIP


def host(address: str) -> str | None:
    """The host of an address, in lower case; None for a made-up host, or none at all."""
    match = _HOST.match(address)
    if match is None or match["port"] or _SAMPLE_HOST.search(match["host"]):
        return None
    return match["host"].lower()


def _domain(address: str) -> str | None:
    """The last two labels of the host of an address."""
    found = host(address)
    return ".".join(found.split(".")[-2:]) if found else None


def homes(matched: Iterable[tuple[Index | None, Sequence[Match]]]) -> Mapping[int, Home]:
    """For each spec, how the pages write those of its operations that they name."""
    sure: dict[int, tuple[Index, list[Match]]] = {}
    for index, matches in matched:
        if index is not None:
            found = sure.setdefault(id(index), (index, []))[1]
            found += [match for match in matches if match.sure]
    return {
        key: Home(_hosts(index, found), _bases(index, found))
        for key, (index, found) in sure.items()
    }


def _hosts(index: Index, sure: Sequence[Match]) -> frozenset[str] | None:
    """The domains of the spec's servers, and of the addresses of its operations on pages."""
    if not sure:
        return None
    addresses = (*index.spec.servers, *(match.naming.path.value for match in sure))
    return frozenset(filter(None, map(_domain, addresses)))


def _bases(index: Index, sure: Sequence[Match]) -> tuple[tuple[str, ...], ...]:
    """The base paths that nearly all namings of the spec's operations start with."""
    paths = [segments(match.naming.path.value) for match in sure]
    based = [path for path in paths if any(path[: len(base)] == base for base in index.bases)]
    usual = len(based) >= _ENOUGH and len(based) >= _HABIT * len(paths)
    return index.bases if usual else ()


# Pages --------------------------------------------------------------------------------------------


def stranded(endpoints: Iterable[Endpoint]) -> dict[int, list[Endpoint]]:
    """By page, the endpoints in vain, of pages that name little else than what the spec lacks."""
    pages: dict[int, list[Endpoint]] = {}
    for endpoint in endpoints:
        if endpoint.matches:
            pages.setdefault(id(endpoint.page), []).append(endpoint)
    return {page: lost for page, found in pages.items() if (lost := _lost(found))}


def _lost(endpoints: Sequence[Endpoint]) -> list[Endpoint]:
    lost = [e for e in endpoints if not e.specified and all(m.how == "none" for m in e.matches)]
    if len(lost) == len(endpoints):
        return lost if len(lost) > 1 else []
    return lost if len(lost) >= _SEVERAL and len(lost) * 2 > len(endpoints) else []
