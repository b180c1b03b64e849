"""Checkstyle's XML, which most CI servers and review bots read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from doclint.findings import order
from doclint.model.finding import Finding
from doclint.model.result import Result
from doclint.report.concise import both_ends
from doclint.report.context import Context
from doclint.report.plain import xml


def checkstyle(result: Result, context: Context) -> Iterator[str]:
    """Findings by file. A rule that crashed is an exception in a file of no name of ours."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<checkstyle version="4.3">'
    found = sorted(result.findings, key=order)
    for path, group in groupby(found, key=lambda finding: finding.place.path):
        yield f'  <file name="{xml(context.path(path))}">'
        yield from (_error(finding, context) for finding in group)
        yield "  </file>"
    if result.crashes:
        yield '  <file name="doclint">'
        yield from (f"    <exception>{xml(str(crash))}</exception>" for crash in result.crashes)
        yield "  </file>"
    yield "</checkstyle>"


def _error(finding: Finding, context: Context) -> str:
    place, said = finding.place, both_ends(finding, context)
    source = f"doclint.{finding.rule.replace('/', '.')}"
    return (
        f'    <error line="{place.line}" column="{place.column}" severity="{finding.severity}"'
        f' message="{xml(said)}" source="{xml(source)}"/>'
    )
