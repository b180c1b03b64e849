"""Findings as JSON, version 1; `findings.schema.json` describes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from doclint.findings import order
from doclint.model.finding import Also, Finding, Repair
from doclint.model.result import Result
from doclint.report.plain import dumped

VERSION = 1


def json_report(result: Result) -> Iterator[str]:
    """The whole of a run, suppressed and baselined findings too, as one document."""
    found = sorted((*result.findings, *result.suppressed, *result.baselined), key=order)
    document = {
        "version": VERSION,
        "findings": [as_data(finding) for finding in found],
        "coverage": asdict(result.coverage),
    }
    yield dumped(document)


def jsonl(result: Result) -> Iterator[str]:
    """A finding a line, suppressed and baselined ones too."""
    for finding in sorted((*result.findings, *result.suppressed, *result.baselined), key=order):
        yield dumped(as_data(finding), indent=None)


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding in plain values. Lines and columns count from 1, end columns are exclusive."""
    place = finding.place
    return {
        "rule": finding.rule,
        "family": finding.rule.partition("/")[0],
        "severity": finding.severity,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": finding.message,
        "operation": finding.operation,
        "subject": finding.subject,
        "also": [_also(also) for also in finding.also],
        "fix": _fix(finding.fix) if finding.fix else None,
        "cause": asdict(finding.cause) if finding.cause else None,
        "verdict": finding.verdict,
        "state": finding.state,
        "reason": finding.reason,
        "fingerprint": finding.fingerprint,
    }


def _also(also: Also) -> dict[str, Any]:
    place = also.place
    return {"path": place.path, "line": place.line, "column": place.column, "label": also.label}


def _fix(fix: Repair) -> dict[str, Any]:
    """Its offsets count characters of the text with plain line breaks and no byte order mark."""
    edits = [
        {"path": change.path, "start": change.start, "end": change.end, "text": change.text}
        for change in fix.changes
    ]
    return {"safe": fix.safe, "edits": edits}
