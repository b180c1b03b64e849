"""The findings as a report lists them, and what it shows of each on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from doclint.model.finding import Finding
from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.report.html.comments import Comments
from doclint.report.html.edits import hunks
from doclint.report.html.facets import Facets
from doclint.report.html.frames import Frames, Names
from doclint.report.html.owners import Owners
from doclint.report.html.visible import visible
from doclint.report.verdicts import verdict

_SHOWN = 8  # other places of one finding
_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as it is listed. `other` is the second end of it; `fix` is safe, unsafe or ""."""

    id: str
    finding: Finding
    place: str
    operation: str
    other: str
    fix: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one file."""

    path: str
    lines: tuple[Line, ...]


class Listing:
    """All findings of a run that are new: lines for everybody, and data for those who ask.

    The data are lists, and what several findings share stands there once, so that the report stays
    small: `report.js` has the meaning of each position.
    """

    def __init__(self, result: Result, facets: Facets, owners: Owners, comments: Comments) -> None:
        self._result, self._facets, self._owners = result, facets, owners
        self._comments, self._frames = comments, Frames(result.sources)
        self._rules, self._operations, self._texts = Names(), Names(), Names()
        self._apis, self._tags, self._holders = Names(), Names(), Names()
        self.groups = tuple(self._groups())
        self._rows = [self._row(line) for group in self.groups for line in group.lines]

    def _groups(self) -> Iterator[Group]:
        by_path: dict[str, list[Finding]] = {}
        for finding in self._result.findings:
            by_path.setdefault(finding.place.path, []).append(finding)
        seen: Counter[str] = Counter()
        for path, findings in by_path.items():
            yield Group(path, tuple(self._line(finding, seen) for finding in findings))

    def _line(self, finding: Finding, seen: Counter[str]) -> Line:
        seen[finding.fingerprint] += 1
        more = seen[finding.fingerprint]
        place, other = finding.place, next((one.place for one in finding.also), None)
        operation = finding.operation or ""
        known = self._facets.id(finding)
        return Line(
            f"f-{finding.fingerprint}{f'-{more}' if more > 1 else ''}",
            finding,
            f"{place.line}:{place.column}",
            f"{operation} ({known})" if known else operation,
            _other(other.path, other.line, place.path) if other else "",
            ("safe" if finding.fix.safe else "unsafe") if finding.fix else "",
        )

    def data(self) -> dict[str, Any]:
        """What the page has to know to filter and to show details."""
        return {
            "findings": self._rows,
            "frames": self._frames.all(),
            "paths": self._frames.paths.all(),
            "lines": self._frames.lines.all(),
            "rules": self._rules.all(),
            "operations": self._operations.all(),
            "apis": self._apis.all(),
            "tags": self._tags.all(),
            "owners": self._holders.all(),
            "texts": self._texts.all(),
        }

    def facet(self, name: str) -> list[tuple[str, int]]:
        """The values of a facet and how many findings have each, in their order of words."""
        at, names = {
            "rules": (0, self._rules),
            "apis": (2, self._apis),
            "tags": (3, self._tags),
            "owners": (4, self._holders),
        }[name]
        counts: Counter[int] = Counter()
        for row in self._rows:
            counts.update(row[at] if isinstance(row[at], list) else [row[at]])
        return sorted((str(value), counts[n]) for n, value in enumerate(names.all()))

    def _row(self, line: Line) -> list[Any]:
        """One finding in lists; what is empty at the end is left out."""
        finding = line.finding
        row = [
            self._rules[finding.rule],
            _SEVERITIES.index(finding.severity),
            [self._apis[visible(name)] for name in self._facets.apis(finding)],
            [self._tags[visible(name)] for name in self._facets.tags(finding)],
            [self._holders[visible(one)] for one in self._owners.of(finding.place.path)],
            self._operations[visible(finding.operation or "")],
            self._frames.add(finding.place),
            [*self._others(finding)],
            self._comment(finding),
            self._fix(finding),
            visible(verdict(finding)) or 0,
            [finding.cause.pages, finding.cause.rows] if finding.cause else 0,
            max(0, len(finding.also) - _SHOWN),
        ]
        while not row[-1]:
            row.pop()
        return row

    def _others(self, finding: Finding) -> Iterator[list[Any]]:
        for also in finding.also[:_SHOWN]:
            pointer = self._texts[visible(f"#{also.pointer}")] if also.pointer else -1
            yield [self._frames.add(also.place), self._texts[visible(also.label)], pointer]

    def _comment(self, finding: Finding) -> list[Any]:
        comment = self._comments.of(finding)
        return [self._texts[comment.text], self._texts[visible(comment.where)]]

    def _fix(self, finding: Finding) -> list[Any] | int:
        if finding.fix is None:
            return 0
        return [int(finding.fix.safe), [*hunks(finding.fix, self._result.sources, self._frames)]]


def _other(path: str, line: int, own: str) -> str:
    return f"line {line}" if path == own else f"{path}:{line}"


def families(rules: Sequence[tuple[str, int]]) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Rules by their families, each with its number of findings."""
    found: dict[str, list[tuple[str, int]]] = {}
    for rule, count in rules:
        found.setdefault(rule.partition("/")[0], []).append((rule, count))
    return [(family, sum(n for _, n in own), own) for family, own in found.items()]
