"""Which planted defects were seen, by which rules, and why others may not have been."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from doclint.model.planted import Defect, Outcome, Selftest, Tally
from doclint.report.frame import clean

_RULES = 2  # that are named in a line of the table

_STATES = {
    "caught": "",
    "warning": "only as a warning",
    "off": "switched off",
    "missed": "NOT SEEN",
    "none": "no place for it",
}


def selftest_text(found: Selftest, *, verbose: bool = False) -> Iterator[str]:
    """A line for each kind of defect; then what was missed, and what could not be tried."""
    width = max((len(tally.defect.title) for tally in found.tallies), default=0)
    tried = [tally for tally in found.tallies if tally.outcomes]
    for tally in tried:
        count = f"{len(tally.caught)} of {len(tally.outcomes)}"
        told = ", ".join(filter(None, (_STATES[tally.state], _rules(tally))))
        yield clean(f"{tally.defect.title:{width}}  {count:>8}  {told}".rstrip())
    if verbose:
        yield from _planted(tried)
    yield from _missed(tried)
    yield from _untried(found)
    for words in found.blind:
        yield clean(f"nothing is planted where nothing is compared: {words}")


def _rules(tally: Tally) -> str:
    """The rules that spoke, the most frequent ones first; or those that would, if they were on."""
    spoke = Counter(each.rule for one in tally.outcomes for each in one.caught)
    names = [name for name, _ in spoke.most_common()]
    if not names:
        off = dict.fromkeys(rule for one in tally.outcomes for rule in one.off)
        names = [f"{name}, which is not on" for name in off]
    own = [name for name in names if name.split("/")[0] in tally.defect.families]
    names = own or names
    more = len(names) - _RULES
    return ", ".join(names[:_RULES]) + (f" and {more} more" if more > 0 else "")


def _planted(tallies: Iterable[Tally]) -> Iterator[str]:
    yield ""
    for tally in tallies:
        for one in tally.outcomes:
            spoke = ", ".join(f"{each.rule} ({each.severity})" for each in one.caught)
            yield clean(f"{_place(one)}: {one.plant.what}: {spoke or 'not seen'}")


def _missed(tallies: Iterable[Tally]) -> Iterator[str]:
    """One example of each kind of which some were missed, with why that may be."""
    lost = [(t, one) for t in tallies for one in t.outcomes if not one.caught]
    shown: set[tuple[str, str]] = set()
    for tally, one in lost:
        why = _why(one)
        if not shown:
            yield ""
        if (tally.defect.name, why) not in shown:
            shown.add((tally.defect.name, why))
            yield clean(f"not seen: {_place(one)}: {one.plant.what}")
            yield clean(f"    {why}")


def _why(one: Outcome) -> str:
    if one.off:
        names = ", ".join(f"`{rule}`" for rule in one.off[:_RULES])
        return f"{names} would see it, and is not on"
    return one.reason


def _place(one: Outcome) -> str:
    return f"{one.plant.path}:{one.plant.line}"


def _untried(found: Selftest) -> Iterator[str]:
    lost = [tally.defect for tally in found.tallies if not tally.outcomes]
    if lost:
        yield ""
        yield f"not planted, as nothing here takes it: {len(lost)} kinds"
        yield from (clean(f"  {one.title}: takes {one.needs}") for one in lost)


def verdict(found: Selftest, *, seconds: float, fail_on: str) -> Iterator[str]:
    """The last lines: how much was seen, and what the gate cannot see."""
    tried = [tally for tally in found.tallies if tally.outcomes]
    outcomes = [one for tally in tried for one in tally.outcomes]
    if not outcomes:
        yield clean(f"doclint: no place for any defect in {_count(found.pages, 'page')}")
        return
    caught = sum(bool(one.caught) for one in outcomes)
    kinds = sum(bool(tally.caught) for tally in tried)
    yield (
        f"{caught} of {_count(len(outcomes), 'defect')} seen, {kinds} of "
        f"{_count(len(tried), 'kind')}; {_count(found.pages, 'page')}. {seconds:.1f} s"
    )
    for state, words in (
        ("warning", f"seen, but `check --fail-on {fail_on}` passes"),
        ("off", "seen only by rules that are not on"),
        ("missed", "the gate cannot see"),
    ):
        names = [tally.defect.name for tally in tried if tally.state == state]
        if names:
            yield f"{words}: {', '.join(names)}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def kinds_text(kinds: Iterable[Defect]) -> Iterator[str]:
    """The kinds of defects there are."""
    known = [*kinds]
    width = max(len(one.name) for one in known)
    return (f"{one.name:{width}}  {one.title}" for one in known)


def selftest_json(found: Selftest) -> Iterator[str]:
    """The same as JSON."""
    data = {
        "version": 1,
        "pages": found.pages,
        "kinds": [_tally(tally) for tally in found.tallies],
        "blind": list(found.blind),
    }
    yield json.dumps(data, indent=2, ensure_ascii=False)


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "kind": tally.defect.name,
        "title": tally.defect.title,
        "families": list(tally.defect.families),
        "state": tally.state,
        "planted": len(tally.outcomes),
        "caught": len(tally.caught),
        "plants": [_outcome(one) for one in tally.outcomes],
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    plant = one.plant
    return {
        "path": plant.path,
        "line": plant.line,
        "operation": plant.operation,
        "what": plant.what,
        "edits": [_edit(change.start, change.end, change.text) for change in plant.changes],
        "caught": [{"rule": each.rule, "severity": each.severity} for each in one.caught],
        "off": list(one.off),
        "reason": one.reason or None,
    }


def _edit(start: int, end: int, text: str) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text}
