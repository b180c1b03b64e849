"""Which fixes of a run can be tried, and which of them together."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from doclint.files import decode
from doclint.fix.proof import changes_of
from doclint.model.finding import Change, Finding
from doclint.model.record import dataclass
from doclint.model.result import Result

Data = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A finding whose fix was not made, and why."""

    finding: Finding
    reason: str

    def __str__(self) -> str:
        place = self.finding.place
        return f"{place.path}:{place.line} {self.finding.rule}: {self.reason}"


def fixable(result: Result, *, unsafe: bool) -> Iterator[Finding]:
    """The findings with a fix that is asked for, those with a safe one first."""
    found = [one for one in result.findings if one.fix and (unsafe or one.fix.safe)]
    yield from sorted(found, key=lambda one: one.fix is not None and not one.fix.safe)


def given_up(result: Result) -> Iterator[Refusal]:
    """The findings whose fix would not last, as the file is made from another."""
    for one in result.findings:
        if one.unfixed and one.cause is None:
            yield Refusal(one, one.unfixed)


def unfit(findings: Sequence[Finding], result: Result, data: Data) -> Iterator[Refusal]:
    """Those whose fix cannot even be tried; `data` gives the bytes of files."""
    checked = {page.source.path for page in result.checked} | templates(result) | _taken_in(result)
    paths = {change.path for finding in findings for change in changes_of(finding)}
    as_read = {path: _as_read(path, result, data) for path in paths & checked}
    for finding in findings:
        changes = changes_of(finding)
        reason = _unsound(changes) or next(
            (why for one in changes if (why := _barred(one, result, as_read))), ""
        )
        if reason:
            yield Refusal(finding, reason)


def _taken_in(result: Result) -> set[str]:
    """The paths of the files that the checked pages take in, always as they are."""
    taken = [one for page in result.checked for one in page.includes if one.source is not None]
    parts = {one.source.path for one in taken if one.source and not one.whole}
    return {one.source.path for one in taken if one.source} - parts - result.project.through


def templates(result: Result) -> set[str]:
    """The paths of the templates that are checked."""
    return {template.source.path for template in result.project.templates} | set(result.unreached)


def _as_read(path: str, result: Result, data: Data) -> bool:
    """Whether a file still says what the run has read."""
    source = result.sources.get(path)
    try:
        return source is not None and decode(path, data(path)).text == source.text
    except OSError:
        return False


def _unsound(changes: Sequence[Change]) -> str:
    """What is wrong with the changes of a fix among each other."""
    if not changes:
        return "it changes nothing"
    if any(overlap(one, other) for one, other in pairwise(sorted(changes))):
        return "its edits overlap"
    if any("\ud800" <= character <= "\udfff" for one in changes for character in one.text):
        return "its text cannot be written"
    return ""


def _barred(change: Change, result: Result, as_read: Mapping[str, bool]) -> str:
    """Why a change is not to be made."""
    if change.path not in as_read:
        return f"`{change.path}` is none of the pages and templates that are checked"
    if not as_read[change.path]:
        return "the file was changed meanwhile"
    source = result.sources[change.path]
    if not 0 <= change.start <= change.end <= len(source.text):
        return "its edits are out of range"
    if any(change.start <= place < change.end for place in source.undecoded):
        return "bytes there are no UTF-8 text"
    return ""


def overlap(one: Change, other: Change) -> bool:
    """Whether two changes are about the same characters, or start at one place."""
    if one.path != other.path:
        return False
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def together(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """As many as can be fixed at once: what overlaps one that is chosen waits for its turn."""
    chosen: list[Finding] = []
    taken: dict[str, list[Change]] = defaultdict(list)
    for finding in findings:
        changes = changes_of(finding)
        if not any(_meets(change, taken[change.path]) for change in changes):
            chosen.append(finding)
            for change in changes:
                insort(taken[change.path], change)
    return tuple(chosen)


def _meets(change: Change, others: Sequence[Change]) -> bool:
    """Whether one of the others, which are in order, is about the same characters."""
    at = bisect_left(others, change)
    return any(overlap(change, other) for other in others[max(at - 1, 0) : at + 1])
