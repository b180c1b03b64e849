"""A baseline after a run: what is kept, added and dropped of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from doclint.baseline.storing import Baseline, merged
from doclint.baseline.traces import below, called
from doclint.model.entry import Entry
from doclint.model.result import Result


def changed(known: Baseline, result: Result, paths: Sequence[str], *, adding: bool) -> Baseline:
    """The baseline without what is stale, as things are called now; with what is new, if adding.

    What the run could not see stays as it is.
    """
    ledger = result.ledger
    if ledger is None:
        return known
    entries: list[Entry] = [now for _, now in ledger.answered]
    entries += [entry for entry, _ in ledger.unseen]
    if adding:
        entries += ledger.added
    asked = [called(path, known.folder) for path in paths] if adding else []
    return replace(known, entries=merged(entries), paths=tuple(_widest((*known.paths, *asked))))


def _widest(paths: Iterable[str]) -> Iterator[str]:
    """The paths that lie in none of the others."""
    every = dict.fromkeys(paths)
    for path in every:
        if not any(other != path and below(path, other) for other in every):
            yield path


def said(path: str, result: Result, *, adding: bool) -> str:
    """What became of the entries, in one line."""
    ledger = result.ledger
    if ledger is None:
        return f"{path}: as it was"
    counts = [f"{len(ledger.added)} added"] if adding else []
    counts.append(f"{len(ledger.answered)} kept")
    counts.append(f"{sum(entry.count for entry in ledger.stale)} dropped")
    moved = sum(old.path != now.path for old, now in ledger.answered)
    if moved:
        counts.append(f"{moved} with another page than before")
    if ledger.unseen:
        counts.append(f"{sum(entry.count for entry, _ in ledger.unseen)} not looked at")
    more = len(ledger.added)
    news = "1 new one is" if more == 1 else f"{more} new ones are"
    left = "" if adding or not more else f"; {news} not in it"
    return f"{path}: {', '.join(counts)}{left}"
