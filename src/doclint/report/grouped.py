"""Findings under the name of their file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from doclint.model.finding import Finding
from doclint.model.result import Result
from doclint.report.concise import ends
from doclint.report.frame import clean
from doclint.report.full import paint
from doclint.report.hyperlinks import linked


def grouped(result: Result, *, color: bool = False, links: bool = False) -> Iterator[str]:
    """A file's path, its findings in columns, and an empty line."""
    for path, group in groupby(result.findings, key=lambda finding: finding.place.path):
        yield linked(paint(clean(path), "bold", color), path, links=links)
        yield from _rows(tuple(group), color)
        yield ""


def _rows(findings: tuple[Finding, ...], color: bool) -> Iterator[str]:
    width = max(len(_place(finding)) for finding in findings)
    for finding in findings:
        severity = paint(f"{finding.severity:7}", finding.severity, color)
        said = f"{clean(finding.message)}{ends(finding)}"
        rule = paint(finding.rule, "dim", color)
        yield f"  {_place(finding):>{width}}  {severity}  {said}  {rule}"


def _place(finding: Finding) -> str:
    return f"{finding.place.line}:{finding.place.column}"
