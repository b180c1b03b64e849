"""The status codes that a page claims, and whether the spec of its operation has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from doclint.model.contract import Contract, Status
from doclint.model.project import Endpoint
from doclint.model.source import Anchor
from doclint.read.statuses import PHRASES, STANDARD

_VENDOR = frozenset(
    (
        *("218", "419", "420", "430", "440", "444", "449", "450", "460", "463", "464", "494"),
        *("495", "496", "497", "498", "499", "509", "520", "521", "522", "523", "524", "525"),
        *("526", "527", "529", "530", "540", "561", "598", "599"),
    )
)
"""Codes that are in common use and not registered."""
LISTED = ("table", "heading", "item")
"""The kinds of claims that stand in a list of codes."""


def claimed(endpoint: Endpoint) -> tuple[Status, ...]:
    """The status codes of a page, without numbers that happen to look like some.

    A column called "code" may hold any numbers: half of a list have to be status codes for sure.
    """
    known, contract = known_codes(endpoint), endpoint.documented
    doubtful = {id(s) for each in _lists(contract) if not _are_codes(each, known) for s in each}
    return tuple(status for status in contract.statuses if id(status) not in doubtful)


def _lists(contract: Contract) -> Iterator[tuple[Status, ...]]:
    """The statuses that stand together: of each table, of each list, and those of headings."""
    yield from (listing.statuses for listing in contract.listings if listing.kind == "statuses")
    yield tuple(status for status in contract.statuses if status.kind == "heading")


def _are_codes(statuses: tuple[Status, ...], known: Iterable[str]) -> bool:
    sure = sum(s.code in known or is_registered(s.code) or is_named(s) for s in statuses)
    return sure * 2 >= len(statuses)


def is_registered(code: str) -> bool:
    """Whether HTTP or common use knows a code; a range is no code."""
    return not code.isdigit() or code in PHRASES or code in _VENDOR


def is_named(status: Status) -> bool:
    """Whether a standard phrase stands with a code."""
    return bool(status.phrase and status.phrase.value.lower() in STANDARD)


def listed_codes(endpoint: Endpoint) -> list[Status]:
    """The claims that stand in lists of codes."""
    return [status for status in claimed(endpoint) if status.kind in LISTED]


def known_codes(endpoint: Endpoint) -> Mapping[str, Anchor]:
    """The codes that the spec gives to the operations of a section."""
    return {c: at for each in endpoint.specified for c, at in (each.statuses or {}).items()}


def covers(known: Iterable[str], code: str) -> bool:
    """Whether codes hold one: itself, its range, one of the range that it is, or the default.

    Beside a code of success, `default` is about what goes wrong.
    """
    known = tuple(known)
    alike = any(each[:1] == code[:1] for each in known)
    if code in known or (alike and (code.endswith("XX") or f"{code[0]}XX" in known)):
        return True
    return "default" in known and not (alike and code[0] == "2")


def is_sure(endpoint: Endpoint) -> bool:
    """Whether all that a section names is in the spec, so that its codes are about that."""
    known = {match.sure for match in endpoint.matches}
    found = all(match.how != "none" for match in endpoint.matches)
    return endpoint.certain and len(known) < 2 and found
