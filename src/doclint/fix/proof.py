"""What linting again says of fixes: whether they mended what they are for, and broke nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from doclint.fix.splice import moved
from doclint.model.finding import Change, Finding, Place
from doclint.model.result import Coverage, Result

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flaws:
    """What is wrong with fixes that were tried together; nothing at all if they may stay.

    `stuck` are the findings that are there as before, `new` those that were not there, `losses`
    say what else got worse.
    """

    stuck: frozenset[Finding] = frozenset()
    new: tuple[Finding, ...] = ()
    losses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.stuck or self.new or self.losses)

    def reason(self, finding: Finding) -> str:
        """Why the fix of a finding is to blame; "" if nothing hints at it."""
        paths = {change.path for change in changes_of(finding)}
        if finding in self.stuck:
            return "the finding would still be there"
        return next((appears(one) for one in self.new if one.place.path in paths), "")

    def first(self) -> str:
        """Something that is wrong."""
        left = (
            f"the finding at {place} would be back" for place in sorted(map(_place, self.stuck))
        )
        return next(iter((*map(appears, self.new), *self.losses, *left)), "")


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
    return Flaws(
        stuck=frozenset(_stuck(before, after, tried)),
        new=tuple(_new(before, after, tried, changes)),
        losses=tuple(_losses(before, after)),
    )


def _stuck(before: Result, after: Result, tried: Sequence[Finding]) -> Iterator[Finding]:
    """Those of which there are more left than were not tried; they are counted, not compared.

    A fingerprint tells findings about one subject apart by their order only, and that changes.
    """
    wanted = Counter(map(_about, tried))
    there, left = (Counter(map(_about, result.findings)) for result in (before, after))
    many = {key for key, count in wanted.items() if left[key] > there[key] - count}
    return (finding for finding in tried if _about(finding) in many)


def _about(finding: Finding) -> _Key:
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
    return (field.name for field in fields(Coverage) if field.name.endswith(ends))
