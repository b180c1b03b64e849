"""The figures on top of a report."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.report.html.known import accepted


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure; with `of`, it is a part of that. `look` is a severity, good or plain."""

    title: str
    number: int
    of: int | None = None
    look: str = "plain"
    note: str = ""


def tiles(result: Result) -> tuple[Tile, ...]:
    """The figures of a run, as far as there is something to count."""
    return tuple(tile for tile in _every(result) if tile.of != 0)


def _every(result: Result) -> Iterator[Tile]:
    found, seen = result.findings, result.coverage
    for severity, title in (("error", "Errors"), ("warning", "Warnings"), ("info", "Infos")):
        number = sum(finding.severity == severity for finding in found)
        if number or severity != "info":
            yield Tile(title, number, look=severity if number else "good")
    safe = sum(bool(one.fix and one.fix.safe) for one in found)
    more = sum(bool(one.fix and not one.fix.safe) for one in found)
    note = f"and {more} with --unsafe-fixes" if more else ""
    if safe or more:
        yield Tile("Fixable", safe, look="plain", note=note or "with check --fix")
    if result.project.specs:
        yield Tile("Pages matched", seen.pages_matched, seen.pages)
        yield Tile("Operations documented", seen.operations_documented, seen.operations)
    else:
        yield Tile("Pages", seen.pages, note="no spec: compared with themselves")
    yield Tile("Tables understood", seen.tables_understood, seen.tables)
    yield Tile("Examples understood", seen.examples_understood, seen.examples)
    if seen.includes:
        yield Tile("Includes read", seen.includes - seen.includes_missed, seen.includes)
    if seen.templates:
        yield Tile("Templates", seen.templates)
    if known := len(accepted(result)):
        yield Tile("Accepted", known, note="suppressed or in the baseline")
