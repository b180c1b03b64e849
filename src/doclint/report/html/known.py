"""Findings that are told and do not count: suppressed, in the baseline, older than a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclint.model.finding import Finding
from doclint.model.record import dataclass
from doclint.model.result import Result


@dataclass(frozen=True, slots=True)
class Known:
    """Findings of one kind that do not count, by the reason that is given for them."""

    title: str
    reasons: tuple[tuple[str, tuple[Finding, ...]], ...]

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(len(findings) for _, findings in self.reasons)


def accepted(result: Result) -> tuple[Finding, ...]:
    """All of them."""
    return (*result.suppressed, *result.baselined, *result.older)


def known(result: Result) -> tuple[Known, ...]:
    """The kinds of which there are some."""
    return tuple(one for one in _every(result) if one.reasons)


def _every(result: Result) -> Iterator[Known]:
    yield Known("Suppressed", _by_reason(result.suppressed, "no reason is given"))
    yield Known("In the baseline", _by_reason(result.baselined, "known when it was written"))
    yield Known("Older", _by_reason(result.older, f"there at {result.since} already"))


def _by_reason(
    findings: Iterable[Finding], otherwise: str
) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Those with most findings first."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.reason or otherwise, []).append(finding)
    worst = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple((reason, tuple(own)) for reason, own in worst)
