"""A GitLab code quality report: the findings beside the changed lines of a merge request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from doclint.model.finding import Finding
from doclint.model.result import Result
from doclint.report.concise import both_ends
from doclint.report.context import Context
from doclint.report.frame import clean
from doclint.report.plain import dumped
from doclint.report.ranks import worst_first

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(result: Result, context: Context) -> Iterator[str]:
    """A list of findings; what has a fingerprint that another one has would not be shown."""
    seen: Counter[str] = Counter()
    found = []
    for finding in worst_first(result.findings):
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        again = f"-{number}" if number > 1 else ""
        found.append(_issue(finding, f"{finding.fingerprint}{again}", context))
    yield dumped(found)


def _issue(finding: Finding, fingerprint: str, context: Context) -> dict[str, Any]:
    place = finding.place
    return {
        "type": "issue",
        "check_name": finding.rule,
        "description": clean(both_ends(finding, context)),
        "categories": ["Bug Risk"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": fingerprint,
        "location": {
            "path": context.path(place.path),
            "lines": {"begin": place.line, "end": place.last_line},
        },
    }
