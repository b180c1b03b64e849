"""SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from doclint import __version__
from doclint.model.finding import Change, Finding, Place, Repair
from doclint.model.result import Result
from doclint.model.source import Source
from doclint.report.context import Context
from doclint.report.frame import clean
from doclint.report.plain import dumped
from doclint.report.ranks import worst_first
from doclint.report.verdicts import marked
from doclint.rules.load import complete
from doclint.rules.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MOST = 5000  # results that GitHub shows
_OTHERS = 99  # places of a result that GitHub shows, beside its own
_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}
_BREAKS = ["\r\n", "\n", "\r"]


def sarif(result: Result, context: Context) -> Iterator[str]:
    """One run with the worst findings; notifications say what is not among them.

    Suppressed and known findings are left out: GitHub would open alerts for them. A run that did
    not come to its end is said to be unsuccessful, so that GitHub closes no alert for it.
    """
    told = worst_first(result.findings)[:_MOST]
    rules = [*_rules({finding.rule for finding in told}, context)]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    compared = result.ledger is not None or bool(result.since)
    state = {"baselineState": "new"} if compared else {}
    driver = {"name": "doclint", "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": {**driver, "language": "en-US"}},
        "invocations": [_invocation(result, context)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": _BREAKS,
        "results": [_result(one, index, result.sources, context, state) for one in told],
    }
    yield dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(result: Result, context: Context) -> dict[str, Any]:
    notes = [*_notifications(result, context)]
    complete = not result.crashes and not context.nothing
    return {"executionSuccessful": complete, "toolExecutionNotifications": notes}


def _notifications(result: Result, context: Context) -> Iterator[dict[str, Any]]:
    for crash in result.crashes:
        rule = {"associatedRule": {"id": crash.rule}}
        yield {"level": "error", "message": {"text": _text(str(crash))}, **rule}
    if context.nothing:
        yield _note("error", "nothing to check: no page, no template and no OpenAPI document")
    left = len(result.findings) - _MOST
    if left > 0:
        number = f"{left} findings are" if left > 1 else "1 finding is"
        yield _note("warning", f"{number} left out: the {_MOST} worst are here, as GitHub wants it")
    for found, state in (
        (result.suppressed, "suppressed"),
        (result.baselined, "in the baseline"),
        (result.older, f"in {result.since} already"),
    ):
        if found:
            number = f"{len(found)} findings are" if len(found) > 1 else "1 finding is"
            yield _note("note", f"{number} {state}, and left out")


def _note(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}


def _rules(wanted: Iterable[str], context: Context) -> Iterator[dict[str, Any]]:
    """The rules that found something; those that are not known any more by their id only."""
    known = {rule.id: rule for rule in context.rules()}
    for name in sorted(wanted):
        yield _rule(complete(known[name])) if name in known else {"id": name}


def _rule(rule: Rule) -> dict[str, Any]:
    help_ = f"{rule.summary}\n\n{rule.why.strip()}\n"
    if rule.limits:
        help_ += f"\nWhat it does not see: {rule.limits.strip()}\n"
    tags = {"tags": ["documentation", rule.family], "problem.severity": _PROBLEMS[rule.severity]}
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why.strip() or rule.summary},
        "help": {"text": help_, "markdown": help_},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": tags,
    }


def _result(
    finding: Finding,
    index: Mapping[str, int],
    sources: Mapping[str, Source],
    context: Context,
    state: Mapping[str, str],
) -> dict[str, Any]:
    own = _location(finding.place, context)
    if finding.operation:
        own["logicalLocations"] = [{"fullyQualifiedName": clean(finding.operation)}]
    others = [
        {"id": number, **_location(also.place, context), "message": {"text": _text(also.label)}}
        for number, also in enumerate(finding.also[:_OTHERS], 1)
    ]
    fixes = _fixes(finding.fix, sources, context) if finding.fix else []
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        **state,
        "message": {"text": _text(f"{finding.message}{marked(finding)}")},
        "locations": [own],
        **({"relatedLocations": others} if others else {}),
        "partialFingerprints": {"doclint/v1": finding.fingerprint},
        **({"fixes": fixes} if fixes else {}),
        "properties": _properties(finding),
    }


def _properties(finding: Finding) -> dict[str, Any]:
    cause = finding.cause
    told = {
        "operation": clean(finding.operation or ""),
        "subject": clean(finding.subject),
        "verdict": finding.verdict,
        "pages": cause.pages if cause else None,
        "rows": cause.rows if cause else None,
    }
    return {name: value for name, value in told.items() if value}


def _text(text: str) -> str:
    """A message in which nothing is a link (SARIF 2.1.0, 3.11.6), whatever a page says."""
    return clean(text).replace("](", "] (")


def _location(place: Place, context: Context) -> dict[str, Any]:
    region = _region((place.line, place.column), (place.end_line, place.end_column))
    file = _file(place.path, context)
    return {"physicalLocation": {"artifactLocation": file, "region": region}}


def _region(start: tuple[int, int], end: tuple[int, int]) -> dict[str, int]:
    return {
        "startLine": start[0],
        "startColumn": start[1],
        "endLine": end[0],
        "endColumn": end[1],
    }


def _file(path: str, context: Context) -> dict[str, str]:
    """A file by its path in the repository, or as a whole one if it lies elsewhere."""
    if context.is_outside(path):
        return {"uri": PurePath(context.full(path)).as_uri()}
    return {"uri": quote(context.path(path), errors="surrogateescape"), "uriBaseId": _ROOT}


def _fixes(fix: Repair, sources: Mapping[str, Source], context: Context) -> list[dict[str, Any]]:
    """The fix, if the texts of all its files are known."""
    paths = dict.fromkeys(change.path for change in fix.changes)
    if not all(path in sources for path in paths):
        return []
    said = "what `--fix` writes" if fix.safe else "what `--unsafe-fixes` writes: look at it"
    changes = [
        {
            "artifactLocation": _file(path, context),
            "replacements": [
                _replacement(one, sources[path]) for one in fix.changes if one.path == path
            ],
        }
        for path in paths
    ]
    return [{"description": {"text": said}, "artifactChanges": changes}]


def _replacement(change: Change, source: Source) -> dict[str, Any]:
    """Lines and columns are the same in the file, whatever its line breaks and its first mark."""
    region = _region(source.position(change.start), source.position(change.end))
    text = change.text.replace("\n", source.line_break)
    return {"deletedRegion": region, **({"insertedContent": {"text": text}} if text else {})}
