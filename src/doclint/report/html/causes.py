"""What to mend first: what spoils the most pages, by its cause, or else by its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from doclint.model.finding import SEVERITIES, Finding
from doclint.model.record import dataclass
from doclint.model.result import Result

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings with one cause, or of one rule. `place` is the line of a template, or of data."""

    rule: str
    severity: str
    summary: str
    place: str
    pages: int
    findings: int
    fixable: int
    fingerprint: str


@dataclass(slots=True)
class _Group:
    first: Finding
    pages: set[str] = field(default_factory=set)
    findings: int = 0
    fixable: int = 0
    severities: set[str] = field(default_factory=set)


def causes(result: Result, summaries: Mapping[str, str]) -> tuple[Cause, ...]:
    """The worst of them, most pages first."""
    return tuple(sorted(_every(result.findings, summaries), key=_rank))[:_SHOWN]


def _rank(one: Cause) -> tuple[int, int, int, str, str]:
    return -one.pages, -SEVERITIES.index(one.severity), -one.findings, one.rule, one.place


def _every(findings: Iterable[Finding], summaries: Mapping[str, str]) -> Iterator[Cause]:
    groups: dict[str, _Group] = {}
    for finding in findings:
        summary = summaries.get(finding.rule, "")
        if cause := finding.cause:
            yield Cause(
                finding.rule,
                finding.severity,
                finding.message,
                f"{cause.path}:{cause.line}",
                cause.pages,
                cause.rows,
                int(finding.fix is not None),
                finding.fingerprint,
            )
            continue
        group = groups.setdefault(finding.rule, _Group(finding))
        group.pages.add(finding.place.path)
        group.findings += 1
        group.fixable += finding.fix is not None
        group.severities.add(finding.severity)
    for rule, group in groups.items():
        summary = summaries.get(rule, "")
        worst = max(group.severities, key=SEVERITIES.index)
        yield Cause(rule, worst, summary, "", len(group.pages), group.findings, group.fixable, "")
