"""From what rules found to what is said: words, places, fingerprints, and one finding a defect."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from string import Template

from doclint.model.finding import (
    AND_HERE,
    BESIDE,
    ITS_ENTRY,
    Also,
    Change,
    Finding,
    Fix,
    Hit,
    Place,
    Repair,
)
from doclint.model.project import Project
from doclint.model.record import dataclass
from doclint.model.result import Crash
from doclint.model.source import Anchor, Pointer, Source, Span
from doclint.parse.data.documents import locate
from doclint.rules.rule import Rule

Places = Mapping[Anchor, Place]
_NAME_END = re.compile(r"[:/]")
_TOLD = 3  # pages that are named of those that take in what is wrong


@dataclass(frozen=True, slots=True)
class Fired:
    """A hit with the rule that yielded it, and the operation that it is about."""

    rule: Rule
    hit: Hit
    operation: str | None = None


def crash(rule: Rule, error: Exception) -> Crash:
    """What is said about an exception in a rule."""
    place, trace = "", error.__traceback__
    while trace is not None:
        place = f" ({trace.tb_frame.f_code.co_filename}:{trace.tb_lineno})"
        trace = trace.tb_next
    words = str(error) if str(error) else "no message"
    return Crash(rule.id, f"{type(error).__name__}: {words}{place}")


def findings(
    fired: Iterable[Fired],
    severities: Mapping[str, str],
    name: Callable[[str], str],
    crashes: list[Crash],
) -> tuple[Finding, ...]:
    """Findings in order of place. `name` gives a page the path that fingerprints are made of."""
    worded = list(_worded(fired, crashes))
    where = places(anchor for one, _ in worded for anchor in _anchors(one.hit))
    found = {
        _key(finding): finding
        for one, message in worded
        for finding in [_finding(one, message, where, severities)]
    }
    rules = {one.rule.id: one.rule for one, _ in worded}
    told = sorted(_yielded(list(found.values()), rules), key=order)
    return tuple(_marked(_once_an_entry(told), name))


def order(finding: Finding) -> tuple[str, int, int, str, str]:
    """By path, line, column, rule."""
    place = finding.place
    return place.path, place.line, place.column, finding.rule, finding.message


def plain(operation: str | None) -> str | None:
    """`GET /pets` for `GET /pets (listPets)`."""
    return re.sub(r" \([^()\s]*\)\Z", "", operation) if operation else operation


def _worded(fired: Iterable[Fired], crashes: list[Crash]) -> Iterator[tuple[Fired, str]]:
    for one in fired:
        try:
            yield one, Template(one.rule.message).substitute(one.hit.facts)
        except (KeyError, ValueError) as error:
            if one.rule.id not in {crash.rule for crash in crashes}:
                fact = f"no fact {error}" if isinstance(error, KeyError) else str(error)
                crashes.append(Crash(one.rule.id, f"its message has {fact}"))


def _anchors(hit: Hit) -> Iterator[Anchor]:
    yield hit.anchor
    yield from (anchor for _, anchor in hit.also)


def places(anchors: Iterable[Anchor]) -> dict[Anchor, Place]:
    """The characters of each anchor; pointers are looked up together, once a document."""
    found: dict[Anchor, Place] = {}
    pointers: dict[Source, set[Pointer]] = defaultdict(set)
    for anchor in anchors:
        if isinstance(anchor, Span):
            found[anchor] = _place(anchor.source, anchor.start, anchor.end)
        else:
            pointers[anchor.source].add(anchor)
    for source, wanted in pointers.items():
        located = locate(source, wanted)
        for pointer in wanted:
            found[pointer] = _place(source, *located.get(pointer, (0, 0)))
    return found


def placed(anchor: Anchor) -> Place:
    """The characters of an anchor."""
    return places((anchor,))[anchor]


def _place(source: Source, start: int, end: int) -> Place:
    line, column = source.position(start)
    end_line, end_column = source.position(max(start, end))
    return Place(source.path, start, max(start, end), line, column, end_line, end_column)


def _finding(one: Fired, message: str, places: Places, severities: Mapping[str, str]) -> Finding:
    rule, hit = one.rule, one.hit
    return Finding(
        rule=rule.id,
        severity=severities.get(rule.id, rule.severity),
        place=places[hit.anchor],
        message=message,
        subject=hit.subject,
        operation=plain(hit.operation or one.operation),
        also=tuple(Also(places[anchor], label, _pointer(anchor)) for label, anchor in hit.also),
        fingerprint="",
        pointer=_pointer(hit.anchor),
        fix=_repair(hit.fix) if hit.fix else None,
    )


def _repair(fix: Fix) -> Repair:
    changes = (
        Change(edit.span.source.path, edit.span.start, edit.span.end, edit.text)
        for edit in fix.edits
    )
    return Repair(tuple(sorted(changes)), fix.safe)


def _pointer(anchor: Anchor) -> str | None:
    return anchor.written.pointer if isinstance(anchor, Pointer) else None


def _key(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same: several operations may share the table that is wrong."""
    return finding.rule, finding.place, finding.message


def _yielded(found: Sequence[Finding], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """One finding a defect: what another rule says better is attached to that."""
    near = _Near(found)
    winners = {
        id(finding): winner
        for finding in found
        for winner in [near.winner(finding, rules[finding.rule].yields_to)]
        if winner is not None
    }
    heads = [_head(finding, winners) for finding in found]
    attached: dict[int, list[Finding]] = defaultdict(list)
    for finding, head in zip(found, heads, strict=True):
        if head is not finding:
            attached[id(head)].append(finding)
    for finding, head in zip(found, heads, strict=True):
        if head is finding:
            yield _joined(finding, attached[id(finding)], rules)


def _head(finding: Finding, winners: Mapping[int, Finding]) -> Finding:
    """The finding that speaks for this one; itself where rules yield to each other in a circle."""
    last, passed = finding, {id(finding)}
    while (winner := winners.get(id(last))) is not None:
        if id(winner) in passed:
            return finding
        passed.add(id(winner))
        last = winner
    return last


class _Near:
    """Findings by what they are about, and by where they stand."""

    def __init__(self, found: Iterable[Finding]) -> None:
        self.subjects: dict[tuple[object, ...], Finding] = {}
        self.rows: dict[tuple[str, str], list[tuple[Place, Finding]]] = defaultdict(list)
        for finding in sorted(found, key=lambda finding: finding.place.start):
            path = finding.place.path
            self.subjects.setdefault(
                (path, finding.rule, finding.operation, finding.subject), finding
            )
            for place in (finding.place, *_repeated(finding)):
                self.rows[place.path, finding.rule].append((place, finding))
        for rows in self.rows.values():
            rows.sort(key=lambda row: row[0].start)
        self.starts = {key: [place.start for place, _ in rows] for key, rows in self.rows.items()}
        self.ends = {
            key: list(accumulate((_end(place) for place, _ in rows), max))
            for key, rows in self.rows.items()
        }

    def winner(self, finding: Finding, stronger: Iterable[str]) -> Finding | None:
        """A finding of a stronger rule about the same: by operation and subject, else by place."""
        for rule in stronger:
            key = (finding.place.path, rule, finding.operation, finding.subject)
            same = self.subjects.get(key) if finding.subject else None
            same = same or self._overlapping(finding, rule) or self._beside(finding, rule)
            if same is not None and same is not finding:
                return same
        return None

    def _overlapping(self, finding: Finding, rule: str) -> Finding | None:
        """One that shares characters, unless both have subjects, which then are different ones.

        Of a finding that is told once for several places, the others have no subject of their own.
        """
        for own, row in self._at(finding.place, rule):
            if not (finding.subject and row.subject and own == row.place):
                return row
        return None

    def _beside(self, finding: Finding, rule: str) -> Finding | None:
        """One about the same name in the row or the table that an example was held against.

        Where spec and example say one thing and the row another, it is the row that is wrong.
        """
        for also in finding.also:
            for _, row in self._at(also.place, rule) if also.label in BESIDE else ():
                if _name(row) == _name(finding):
                    return row
        return None

    def _at(self, place: Place, rule: str) -> Iterator[tuple[Place, Finding]]:
        """Findings of a rule that share characters with a place, with where they do; last first."""
        key = (place.path, rule)
        at = bisect_left(self.starts.get(key, []), _end(place)) - 1
        while at >= 0 and self.ends[key][at] > place.start:
            own, row = self.rows[key][at]
            if _end(own) > place.start:
                yield own, row
            at -= 1


def _name(finding: Finding) -> str:
    return _NAME_END.split(finding.subject)[-1]


def taken_in(project: Project) -> Mapping[tuple[str, str], Place]:
    """Where the page about an operation takes in a file, by the file's path and the operation."""
    found = {
        (include.source.path, plain(endpoint.operation) or ""): include.span
        for endpoint in project.endpoints
        for include in endpoint.page.includes
        if include.source is not None
    }
    where = places(found.values())
    return {key: where[span] for key, span in found.items()}


def shared(found: Iterable[Finding], taken: Mapping[tuple[str, str], Place]) -> Iterator[Finding]:
    """Findings, where those in a file that several pages take in are told once.

    `taken` says where the page about an operation takes in a file, by path and operation.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(found):
        mine = (finding.place.path, finding.operation or "") in taken
        same = (finding.rule, finding.place, finding.subject, finding.state) if mine else (number,)
        groups.setdefault(same, []).append(finding)
    for first, *others in groups.values():
        places = dict.fromkeys(
            (one.operation, taken[one.place.path, one.operation])
            for one in (first, *others)
            if one.operation and (one.place.path, one.operation) in taken
        )
        more = f", and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
        also = [
            Also(place, f"taken in for {operation}{more if number == _TOLD else ''}")
            for number, (operation, place) in enumerate(list(places)[:_TOLD], 1)
        ]
        yield replace(first, also=(*first.also, *also)) if also else first


def _once_an_entry(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings, where those about a fact that rows of one name have from one entry are one."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(found):
        entries = tuple(also.place for also in finding.also if also.label == ITS_ENTRY)
        same = (finding.rule, entries, _name(finding)) if entries else (number,)
        groups.setdefault(same, []).append(finding)
    for first, *others in groups.values():
        more = dict.fromkeys(Also(one.place, AND_HERE, one.pointer) for one in others)
        yield replace(first, also=(*first.also, *more)) if more else first


def _repeated(finding: Finding) -> Iterator[Place]:
    """The other places of a finding that is told once for all of them."""
    return (also.place for also in finding.also if also.label == AND_HERE)


def _end(place: Place) -> int:
    return max(place.end, place.start + 1)


def _joined(finding: Finding, others: Iterable[Finding], rules: Mapping[str, Rule]) -> Finding:
    more = [
        Also(other.place, rules[other.rule].summary, other.pointer)
        for other in others
        if other.place != finding.place
    ]
    return replace(finding, also=(*finding.also, *dict.fromkeys(more))) if more else finding


def _marked(found: Iterable[Finding], name: Callable[[str], str]) -> Iterator[Finding]:
    """Fingerprints, in which lines do not count: a finding stays itself when text moves."""
    counts: Counter[tuple[str, ...]] = Counter()
    for finding in found:
        parts = (finding.rule, name(finding.place.path), finding.operation or "", finding.subject)
        counts[parts] += 1
        yield replace(finding, fingerprint=fingerprint(parts, counts[parts]))


def fingerprint(parts: Iterable[str], number: int) -> str:
    """What a finding is known by: its rule, page, operation and subject, and which of them."""
    from hashlib import sha256  # its library is large, and many runs find nothing

    text = "\0".join((*parts, str(number))).encode("utf-8", "surrogatepass")
    return sha256(text).hexdigest()[:16]
