"""Findings by how bad they are."""

from __future__ import annotations

from collections.abc import Iterable

from doclint.findings import order
from doclint.model.finding import SEVERITIES, Finding


def worst_first(found: Iterable[Finding]) -> list[Finding]:
    """Errors, warnings, infos, each in order of place."""
    return sorted(found, key=lambda one: (-SEVERITIES.index(one.severity), *order(one)))


def fails(finding: Finding, fail_on: str) -> bool:
    """Whether a finding is bad enough to make a run fail."""
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(fail_on)
