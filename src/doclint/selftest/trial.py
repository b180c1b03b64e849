"""Lints copies of the pages with defects in them, and tells which rules spoke of which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from doclint.files import Files, Memory
from doclint.model.finding import SEVERITIES, Finding
from doclint.model.planted import Caught, Defect, Outcome, Plant, Selftest, Tally
from doclint.model.progress import SILENT, Progress
from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.selftest.blind import blind
from doclint.selftest.focus import Focus
from doclint.selftest.sowing import batches, planted, sow, subjects

Lint = Callable[[Files], Result]

Key = tuple[str, str, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Lints:
    """A run as the project has it, and one with every rule there is, whatever is switched off.

    Both look at what `focus` is on.
    """

    own: Lint
    every: Lint
    focus: Focus


def selftest(
    files: Files,
    lints: Lints,
    kinds: Sequence[Defect],
    *,
    seed: int = 0,
    number: int = 3,
    fail_on: str = "error",
    progress: Progress = SILENT,
) -> tuple[Selftest, Result]:
    """What the rules say of defects planted into copies of pages, and the run without any."""
    clean = lints.own(files)
    among = subjects(clean)
    plants = [*sow(kinds, among, seed=seed, number=number)]
    homes = sum(map(len, among.values()))
    bed = _Bed(files, lints.own, clean, lints.focus)
    outcomes: dict[int, Outcome] = {}
    for batch in progress.each("planting defects", [*batches(plants, homes=homes)]):
        outcomes |= {id(one.plant): one for one in bed.tried(batch)}
    missed = [one for one in outcomes.values() if not one.caught]
    again = [*_again(missed, bed, lints, progress)]
    outcomes |= {id(one.plant): one for one in again}
    told = [outcomes[id(plant)] for plant in plants]
    tallies = tuple(_tally(kind, told, fail_on) for kind in kinds)
    return Selftest(tallies, len(clean.checked), tuple(blind(clean))), clean


def _again(
    missed: Sequence[Outcome], bed: _Bed, lints: Lints, progress: Progress
) -> Iterator[Outcome]:
    """Plants that nobody spoke of, each alone on its page, with every rule there is."""
    if not missed:
        return
    reasons = {id(one.plant): one.reason for one in missed}
    wide = _Bed(bed.files, lints.every, lints.every(bed.files), lints.focus)
    groups = [*batches([one.plant for one in missed], homes=0)]
    for batch in progress.each("looking at what was missed", groups):
        for one in wide.tried(batch):
            own = tuple(each for each in one.caught if each.rule in bed.ran)
            off = tuple(each.rule for each in one.caught if _is_off(each, bed))
            hidden = reasons[id(one.plant)]
            yield Outcome(one.plant, own, () if own else off, one.reason or hidden)


def _is_off(one: Caught, bed: _Bed) -> bool:
    """Whether a rule that spoke is not on, and would make somebody look."""
    return one.rule not in bed.ran and one.severity != "info"


class _Bed:
    """What there is to be planted into, with what is found in it as it is."""

    def __init__(self, files: Files, lint: Lint, clean: Result, focus: Focus) -> None:
        self.files, self.lint, self.focus, self.sources = files, lint, focus, clean.sources
        self.known = Counter(map(_key, _told(clean)))
        self.hidden = Counter(map(_key, clean.suppressed))
        self.ran = frozenset(clean.ran)
        self.whole = clean.ledger is not None  # a baseline looks for what is gone on all pages
        self.baselined = Counter(map(_key, clean.baselined))

    def tried(self, plants: Sequence[Plant]) -> Iterator[Outcome]:
        """What is found with some plants in it, and was not before."""
        texts = planted(self.sources, plants)
        self.focus.paths = None if self.whole else texts.keys()
        result = self.lint(Memory(texts, self.files))
        self.focus.paths = None
        new = [*_new(_told(result), self.known)]
        hidden = [*_new(result.suppressed, self.hidden)]
        baselined = [*_new(result.baselined, self.baselined)]
        alone = len({plant.path for plant in plants}) == len(plants)
        for plant in plants:
            caught = {one.rule: Caught(one.rule, one.severity) for one in _about(plant, new)}
            reason = (
                "" if caught else _reason(plant, result, new if alone else (), hidden, baselined)
            )
            yield Outcome(plant, tuple(caught.values()), (), reason)


def _told(result: Result) -> Sequence[Finding]:
    """The findings of each page, not those that are told as one at their cause."""
    return result.findings


def _key(finding: Finding) -> Key:
    return (finding.rule, finding.place.path, finding.message, finding.subject, finding.operation)


def _new(findings: Iterable[Finding], known: Mapping[Key, int]) -> Iterator[Finding]:
    """Findings that are not among the known ones, or more often."""
    seen: Counter[Key] = Counter()
    for finding in findings:
        seen[_key(finding)] += 1
        if seen[_key(finding)] > known.get(_key(finding), 0):
            yield finding


def _about(plant: Plant, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings that stand where the plant does, or are about its operation."""
    first, last = plant.lines
    for one in findings:
        places = [one.place, *(also.place for also in one.also)]
        near = any(p.path == plant.path and first <= p.line <= last for p in places)
        same = plant.operation is not None and one.operation == plant.operation
        if near or (same and one.place.path == plant.path):
            yield one


def _reason(
    plant: Plant,
    result: Result,
    new: Sequence[Finding],
    hidden: Sequence[Finding],
    baselined: Sequence[Finding],
) -> str:
    """Why no rule may have spoken of a plant."""
    quiet = next(_about(plant, hidden), None)
    if quiet is not None:
        return f"`{quiet.rule}` is suppressed here: {quiet.reason or 'no reason is given'}"
    known = next(_about(plant, baselined), None)
    if known is not None:
        return f"`{known.rule}` is in the baseline here"
    elsewhere = [one for one in new if one.place.path == plant.path]
    if elsewhere:
        one = elsewhere[0]
        return f"`{one.rule}` spoke on line {one.place.line}, which is far from it"
    return _unread(plant, result)


def _unread(plant: Plant, result: Result) -> str:
    """What of the planted page was not understood."""
    own = [one for one in result.project.endpoints if one.page.source.path == plant.path]
    if own and not any(one.specified for one in own):
        return "the page is about no operation of a spec"
    first, last = plant.lines
    for endpoint in own:
        for listing in endpoint.documented.listings:
            if listing.reason and first <= listing.span.line <= last:
                return f"the table is not understood: {listing.reason}"
    return plant.doubt or "no rule sees a contradiction there"


def _tally(kind: Defect, outcomes: Iterable[Outcome], fail_on: str) -> Tally:
    own = tuple(one for one in outcomes if one.plant.defect == kind.name)
    return Tally(kind, own, _state(own, SEVERITIES.index(fail_on)))


def _state(outcomes: Sequence[Outcome], least: int) -> str:
    if not outcomes:
        return "none"
    levels = [SEVERITIES.index(c.severity) for one in outcomes for c in one.caught]
    if levels:
        return "caught" if max(levels) >= least else "warning"
    return "off" if any(one.off for one in outcomes) else "missed"
