"""The diagnostics of reviewdog, which puts them beside the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from doclint.model.finding import Change, Finding, Place, Repair
from doclint.model.result import Result
from doclint.model.source import Source
from doclint.report.concise import ends
from doclint.report.context import Context
from doclint.report.frame import clean
from doclint.report.plain import dumped
from doclint.report.ranks import worst_first

_FARTHEST = 20  # lines between the first and the last edit of what is offered as one suggestion
_MORE = 2  # bytes that a replacement character has more than the one that it stands for


def rdjson(result: Result, context: Context) -> Iterator[str]:
    """All findings, and as suggestions what `--fix` would write. Columns count bytes of UTF-8."""
    found = [_diagnostic(one, result.sources, context) for one in worst_first(result.findings)]
    yield dumped({"source": {"name": "doclint"}, "diagnostics": found})


def _diagnostic(
    finding: Finding, sources: Mapping[str, Source], context: Context
) -> dict[str, Any]:
    suggestions = [*_suggestions(finding.fix, finding.place, sources)] if finding.fix else []
    others = [
        {"message": clean(also.label), "location": _location(also.place, sources, context)}
        for also in finding.also
    ]
    return {
        "message": clean(f"{finding.message}{ends(finding)}"),
        "location": _location(finding.place, sources, context),
        "severity": finding.severity.upper(),
        "code": {"value": finding.rule},
        **({"suggestions": suggestions} if suggestions else {}),
        **({"relatedLocations": others} if others else {}),
    }


def _location(place: Place, sources: Mapping[str, Source], context: Context) -> dict[str, Any]:
    source = sources.get(place.path)
    start = _position(source, place.line, place.column)
    end = _position(source, place.end_line, place.end_column)
    return {"path": context.path(place.path), "range": {"start": start, "end": end}}


def _position(source: Source | None, line: int, column: int) -> dict[str, int]:
    """A line and a column in bytes; no column where the line is not known."""
    if source is None or line > len(source.line_starts):
        return {"line": line}
    start = source.line_starts[line - 1]
    written = source.text[start : start + column - 1].encode("utf-8", "surrogatepass")
    replaced = [at for at in source.undecoded if start <= at < start + column - 1]
    return {"line": line, "column": len(written) - _MORE * len(replaced) + 1}


def _suggestions(
    fix: Repair, place: Place, sources: Mapping[str, Source]
) -> Iterator[dict[str, Any]]:
    """One, as the edits of a fix hold together only; none for what somebody has to think about."""
    source, changes = sources.get(place.path), sorted(fix.changes)
    if source is None or not fix.safe or any(one.path != place.path for one in changes):
        return
    first, last = changes[0].start, max(one.end for one in changes)
    if source.position(last)[0] - source.position(first)[0] <= _FARTHEST:
        start, end = (_position(source, *source.position(at)) for at in (first, last))
        yield {"range": {"start": start, "end": end}, "text": _written(source, changes)}


def _written(source: Source, changes: list[Change]) -> str:
    """What stands there with all changes made, with what is between them."""
    kept = [source.text[one.end : other.start] for one, other in pairwise(changes)]
    new = [one.text for one in changes]
    text = "".join(part for both in zip(new, [*kept, ""], strict=True) for part in both)
    return text.replace("\n", source.line_break)
