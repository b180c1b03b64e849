"""How many findings each rule has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from doclint.model.result import Result


def statistics(result: Result) -> Iterator[str]:
    """A line a rule, those with most findings first, with how many of them can be fixed."""
    counts = Counter(finding.rule for finding in result.findings)
    fixable = Counter(one.rule for one in result.findings if one.fix and one.fix.safe)
    width = len(str(max(counts.values(), default=0)))
    for rule, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        fixes = f"  [{fixable[rule]} fixable]" if fixable[rule] else ""
        yield f"{number:>{width}}  {rule}{fixes}"
