"""What a baseline knows, by rule and page, and whether it is still there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from doclint.model.entry import Entry
from doclint.model.result import Result
from doclint.report.frame import clean

THERE, STALE = "there", "stale"
_UNSEEN = "not looked at"


class _Row(NamedTuple):
    """An entry, what became of it, and why nobody knows if it is so."""

    entry: Entry
    state: str
    why: str = ""


def baseline_text(result: Result, path: str) -> Iterator[str]:
    """The entries of each rule and page with their states, then how many there are of each."""
    rows = sorted(_rows(result), key=lambda row: (row.entry.rule, row.entry.path, row.entry.line))
    for rule, of_rule in groupby(rows, key=lambda row: row.entry.rule):
        own = [*of_rule]
        yield clean(f"{rule}: {sum(row.entry.count for row in own)}")
        for page, of_page in groupby(own, key=lambda row: row.entry.path):
            yield clean(f"  {page}")
            yield from map(_line, of_page)
    counts = Counter[str]()
    for row in rows:
        counts[row.state] += row.entry.count
    told = (f"{counts[state]} {state}" for state in (THERE, STALE, _UNSEEN) if counts[state])
    yield clean(f"{path}: {', '.join(told) or 'nothing'}")


def stale_entries(result: Result) -> Iterator[str]:
    """The entries that nothing answers to, each with its line, and what to do."""
    path = result.ledger.path if result.ledger else ""
    for entry in sorted(result.stale, key=lambda entry: entry.line):
        about = f" ({entry.about})" if entry.about else ""
        again = f", {entry.count} times" if entry.count > 1 else ""
        told = f"{entry.rule} is no longer found in {entry.path}{about}{again}"
        yield clean(f"{path}:{entry.line}: {told}")
    if result.stale:
        yield f"`doclint baseline prune` drops what is no longer found from {path}"


def _line(row: _Row) -> str:
    entry = row.entry
    times = f" ({entry.count} times)" if entry.count > 1 else ""
    about = f"{entry.about}: " if entry.about else ""
    reason = f" (reason: {entry.reason})" if entry.reason else ""
    state = "" if row.state == THERE else f" [{row.state}{': ' if row.why else ''}{row.why}]"
    return clean(f"    {entry.line}: {about}{entry.message}{times}{reason}{state}")


def baseline_json(result: Result, path: str) -> Iterator[str]:
    """The same as JSON."""
    entries = [_data(row) for row in _rows(result)]
    yield json.dumps({"version": 1, "path": path, "entries": entries}, indent=2, ensure_ascii=False)


def _data(row: _Row) -> dict[str, Any]:
    entry = row.entry
    return {
        "line": entry.line,
        "rule": entry.rule,
        "path": entry.path,
        "operation": entry.operation or None,
        "subject": entry.subject,
        "message": entry.message,
        "count": entry.count,
        "reason": entry.reason or None,
        "fingerprint": entry.fingerprint,
        "state": row.state,
        "why": row.why or None,
    }


def _rows(result: Result) -> Iterator[_Row]:
    """Each entry with its state; one that is there in part has two."""
    ledger = result.ledger
    if ledger is None:
        return
    answered = Counter(old.line for old, _ in ledger.answered)
    there = {old.line: old for old, _ in ledger.answered}
    rows = [_Row(replace(there[line], count=count), THERE) for line, count in answered.items()]
    rows += [_Row(entry, STALE, "nothing is found there any more") for entry in ledger.stale]
    rows += [_Row(entry, _UNSEEN, why) for entry, why in ledger.unseen]
    yield from sorted(rows, key=lambda row: row.entry.line)
