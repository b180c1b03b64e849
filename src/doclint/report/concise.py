"""One line a finding, that editors and other programs can jump from."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.result import Result
from doclint.report.frame import clean
from doclint.report.full import paint


def concise(result: Result, *, color: bool = False) -> Iterator[str]:
    """`path:line:column: severity[rule] message`."""
    for finding in result.findings:
        rule = paint(f"{finding.severity}[{finding.rule}]", finding.severity, color)
        yield f"{clean(str(finding.place))}: {rule} {clean(finding.message)}"
