"""What linting again says of fixes: whether they mended what they are for, and broke nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields
from typing import NamedTuple

from doclint.fix.splice import moved
from doclint.model.finding import Change, Finding, Place
from doclint.model.record import dataclass
from doclint.model.result import Coverage, Result

_Key = tuple[str, ...]


class Blame(NamedTuple):
    """Why a fix may be to blame; `sure` where what is wrong is right where it is made."""

    reason: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Flaws:
    """What is wrong with fixes that were tried together; nothing at all if they may stay.

    `stuck` are the findings that are there as before, `new` those that were not there, `losses`
    say what else got worse. `lines` tell for the files of new findings on which lines of what came
    of them each fix is made.
    """

    stuck: frozenset[Finding] = frozenset()
    new: tuple[Finding, ...] = ()
    losses: tuple[str, ...] = ()
    lines: Mapping[str, Sequence[tuple[int, int, Finding]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.stuck or self.new or self.losses)

    def blamed(self, group: Sequence[Finding]) -> dict[int, Blame]:
        """The fixes of a group that something hints at, by their identity."""
        found: dict[int, Blame] = {}
        for finding in group:
            if finding in self.stuck:
                found[id(finding)] = Blame("the finding would still be there", sure=False)
        for new in self.new:
            suspects, sure = self._suspects(new, group)
            for finding in suspects:
                found.setdefault(id(finding), Blame(appears(new), sure))
        return found

    def _suspects(self, new: Finding, group: Sequence[Finding]) -> tuple[list[Finding], bool]:
        """Those that are made on the lines of a new finding, else at its operation or its file."""
        place = new.place
        lines = self.lines.get(place.path, ())
        ids = {id(one) for first, last, one in lines if _meet(place, first, last)}
        if on_lines := [finding for finding in group if id(finding) in ids]:
            return on_lines, len({id(finding) for finding in on_lines}) == 1
        own = [one for one in group if any(each.path == place.path for each in changes_of(one))]
        near = [finding for finding in own if new.operation and finding.operation == new.operation]
        return near or own, False

    def first(self) -> str:
        """Something that is wrong."""
        left = (
            f"the finding at {place} would be back" for place in sorted(map(_place, self.stuck))
        )
        return next(iter((*map(appears, self.new), *self.losses, *left)), "")


def _meet(place: Place, first: int, last: int) -> bool:
    return place.line <= last and first <= place.end_line


def _place(finding: Finding) -> Place:
    return finding.place


def appears(finding: Finding) -> str:
    """What is said of a finding that a fix would bring about."""
    return f"it would bring about {finding.rule} at {finding.place}: {finding.message}"


def changes_of(finding: Finding) -> tuple[Change, ...]:
    """The changes that the fix of a finding makes."""
    return finding.fix.changes if finding.fix else ()


def flaws(before: Result, after: Result, tried: Sequence[Finding]) -> Flaws:
    """What is wrong after the fixes of some findings, compared with how it was before."""
    changes = [change for finding in tried for change in changes_of(finding)]
    new = tuple(_new(before, after, tried, changes))
    paths = {finding.place.path for finding in new}
    return Flaws(
        stuck=frozenset(_stuck(before, after, tried)),
        new=new,
        losses=tuple(_losses(before, after)),
        lines={path: _lines(path, after, tried, changes) for path in paths},
    )


def _lines(
    path: str, after: Result, tried: Sequence[Finding], changes: Sequence[Change]
) -> list[tuple[int, int, Finding]]:
    """The lines that each fix of a file has made."""
    source, own = after.sources.get(path), sorted(_on(path, changes))
    if source is None:
        return []
    starts: dict[Change, int] = {}
    shift = 0
    for change in own:
        starts[change] = change.start + shift
        shift += len(change.text) - (change.end - change.start)
    found = []
    for finding in tried:
        for change in changes_of(finding):
            if change in starts:
                at = min(starts[change], len(source.text))
                end = min(at + len(change.text), len(source.text))
                found.append((source.position(at)[0], source.position(end)[0], finding))
    return found


def _stuck(before: Result, after: Result, tried: Sequence[Finding]) -> Iterator[Finding]:
    """Those of which there are more left than were not tried; they are counted, not compared.

    A fingerprint tells findings about one subject apart by their order only, and that changes.
    """
    wanted = Counter(map(about, tried))
    there, left = (Counter(map(about, result.findings)) for result in (before, after))
    many = {key for key, count in wanted.items() if left[key] > there[key] - count}
    return (finding for finding in tried if about(finding) in many)


def about(finding: Finding) -> _Key:
    """What a finding is about, wherever that stands by now."""
    return finding.rule, finding.place.path, finding.operation or "", finding.subject


def _new(
    before: Result, after: Result, tried: Sequence[Finding], changes: Sequence[Change]
) -> Iterator[Finding]:
    """Findings of which there are more than before, but where nothing was ever reached before.

    What was attached to a finding that is mended now stands by itself: it was there, too.
    """
    there = Counter(map(_said, before.findings))
    mended = {(finding.rule, finding.place) for finding in tried}
    attached = {
        (also.place.path, moved(also.place.start, _on(also.place.path, changes)))
        for finding in before.findings
        if (finding.rule, finding.place) in mended
        for also in finding.also
    }
    groups: dict[_Key, list[Finding]] = {}
    stale = {*_rendered(before, changes), *_rendered(after, changes)}
    for finding in after.findings:
        if finding.place.path not in stale and not (finding.cause and finding.verdict == "page"):
            groups.setdefault(_said(finding), []).append(finding)
    for key, group in groups.items():
        if len(group) > there[key]:
            known = [
                one
                for one in group
                if (one.place.path, one.place.start) not in attached
                and not _was_unreached(one, before, changes)
            ]
            yield from known[there[key] :]


def _rendered(result: Result, changes: Sequence[Change]) -> Iterator[str]:
    """The pages of changed templates: they are as before until somebody renders them again."""
    templates = {change.path for change in changes}
    for page, (template, _) in result.templates.items():
        if template in templates:
            yield page


def _said(finding: Finding) -> _Key:
    words = finding.fingerprint if finding.cause else finding.message  # that counts what there is
    return finding.rule, finding.place.path, words, finding.operation or ""


def _was_unreached(finding: Finding, before: Result, changes: Sequence[Change]) -> bool:
    """Whether a finding tells of what nobody has seen, and is no fault of a change itself."""
    place = finding.place
    stretches = before.unreached.get(place.path, ())
    own = _on(place.path, changes) if stretches else []
    if any(start < place.end and place.start < end for start, end in _made(own)):
        return False
    return any(
        moved(start, own) <= place.start and place.end <= moved(end, own)
        for start, end in stretches
    )


def _on(path: str, changes: Sequence[Change]) -> list[Change]:
    """The changes of one file."""
    return [change for change in changes if change.path == path]


def _made(changes: Sequence[Change]) -> Iterator[tuple[int, int]]:
    """Where the new texts of changes stand."""
    for change in changes:
        start = moved(change.start, (other for other in changes if other != change))
        yield start, start + len(change.text)


def _losses(before: Result, after: Result) -> Iterator[str]:
    """What is understood no more: a fix that hides a defect would be silent about it, too."""
    known = {crash.rule for crash in before.crashes}
    yield from (str(crash) for crash in after.crashes if crash.rule not in known)
    for name in _understood():
        was, now = getattr(before.coverage, name), getattr(after.coverage, name)
        if now < was:
            yield f"{was - now} fewer {name.replace('_', ' ')}"


def _understood() -> Iterable[str]:
    ends = ("_matched", "_documented", "_understood")
    return (one.name for one in fields(Coverage) if one.name.endswith(ends))
