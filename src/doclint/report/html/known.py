"""Findings that are told and do not count: suppressed, in the baseline, older than a change."""

from __future__ import annotations

from doclint.model.finding import Finding
from doclint.model.result import Result


def baselined(result: Result) -> tuple[Finding, ...]:
    """What the baseline has, and what was there before the change that is looked at."""
    return (*getattr(result, "baselined", ()), *getattr(result, "older", ()))


def accepted(result: Result) -> tuple[Finding, ...]:
    """All of them."""
    return (*result.suppressed, *baselined(result))
