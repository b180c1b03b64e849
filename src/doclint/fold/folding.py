"""Findings that have one cause become one finding, at the cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from doclint.checks.stale_pages import STALE
from doclint.findings import fingerprint, order, placed, places
from doclint.fold.rulings import DATA, PAGE, TEMPLATE, Ruling, rule_on
from doclint.model.finding import SEVERITIES, Also, Cause, Finding, Place
from doclint.model.record import dataclass
from doclint.model.source import Pointer, Source, Span
from doclint.model.supply import Fed
from doclint.model.template import Node, Template

if TYPE_CHECKING:
    from doclint.probe.origins import Rendered  # its library takes longer than most runs

_MANY = 0.5  # the share of pages that a place has to spoil, where the data is not known
_FEWEST = 3  # and how many at least
_CAUSES = {TEMPLATE: "the template", DATA: "the data"}
_FAMILIES = ("template", "render")
_SHAPES = ("table", "page")  # families whose findings are about lines, not about what they say
_SHOWN = 3  # pages that are told with a cause

_Key = tuple[object, ...]


@dataclass(slots=True)
class _Group:
    """Findings of one rule that come from one place."""

    anchor: Span | Pointer
    verdict: str | None
    rulings: list[Ruling] = field(default_factory=list)
    others: list[_Group] = field(default_factory=list)

    @property
    def first(self) -> Finding:
        """The one that is shown."""
        return self.rulings[0].finding

    @property
    def pages(self) -> frozenset[str]:
        """The pages that they stand on."""
        return frozenset(one.finding.place.path for one in self.rulings)

    @property
    def covered(self) -> tuple[str, ...]:
        """The fingerprints of all that it stands for."""
        every = (one for group in (self, *self.others) for one in group.rulings)
        return tuple(one.finding.fingerprint for one in every)

    @property
    def absent(self) -> bool:
        """Whether they tell of what is not there, so that their place is only near."""
        return all(one.absent for one in self.rulings)

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """What tells most of the same cause is told."""
        severity = SEVERITIES.index(self.first.severity)
        return not self.absent, severity, len(self.pages), len(self.rulings)


def data_of(pages: Mapping[str, Rendered]) -> Iterator[Fed]:
    """The files that pages were rendered from."""
    for page in pages.values():
        yield from page.feed.files if page.feed else ()


def judge(
    findings: Iterable[Finding], pages: Mapping[str, Rendered], sources: Mapping[str, Source]
) -> tuple[Finding, ...]:
    """The findings with their verdicts, where they are."""
    return tuple(_singles(rule_on(findings, pages, sources)))


def fold(
    findings: Iterable[Finding],
    pages: Mapping[str, Rendered],
    sources: Mapping[str, Source],
    name: Callable[[str], str] = str,
) -> tuple[Finding, ...]:
    """The findings, those of one cause as one; suppressed ones stay where they are.

    `name` gives a file the path that fingerprints are made of.
    """
    told = tuple(findings)
    new = [one for one in told if one.state == "new"]
    shown = _Shown(pages)
    stale, rulings = _not_rendered(rule_on(new, pages, sources), pages, shown)
    rulings = _without_doubles(rulings, pages)
    groups = [group for group in _merged(_groups(rulings, shown)) if len(group.rulings) > 1]
    folded = {
        id(one.finding)
        for group in groups
        for each in (group, *group.others)
        for one in each.rulings
    }
    groups += stale
    kept = [*_singles(one for one in rulings if id(one.finding) not in folded)]
    kept += [one for one in told if one.state != "new"]
    rest = _into_proofs(groups, kept, pages)
    kept += _told(rest, name)
    return tuple(sorted(kept, key=order))


def _not_rendered(
    rulings: Sequence[Ruling], pages: Mapping[str, Rendered], shown: _Shown
) -> tuple[list[_Group], tuple[Ruling, ...]]:
    """Pages that nobody rendered since their template or data changed, with all that is stale.

    It is so where most pages differ in what one line of the template gives. The rest are left.
    """
    found: dict[_Key, _Group] = {}
    for one in rulings:
        page = pages.get(one.finding.place.path)
        if one.finding.subject == STALE and page and page.stale and page.stale[0].spot:
            spot = page.stale[0].spot
            found.setdefault(_key(spot), _Group(spot, PAGE)).rulings.append(one)
    groups = [group for group in found.values() if shown.spoiled(group)]
    by_page = {path: group for group in groups for path in group.pages}
    rest: list[Ruling] = []
    for one in rulings:
        owner = by_page.get(one.finding.place.path) if one.verdict == PAGE else None
        if owner is None:
            rest.append(one)
        elif one.finding.subject != STALE:
            same = (g for g in owner.others if g.first.rule == one.finding.rule)
            group = next(same, None)
            if group is None:
                group = _Group(owner.anchor, PAGE)
                owner.others.append(group)
            group.rulings.append(one)
    return groups, tuple(rest)


def _without_doubles(
    rulings: Sequence[Ruling], pages: Mapping[str, Rendered]
) -> tuple[Ruling, ...]:
    """What other findings on the edited lines of a page say better is attached to the first."""
    told: dict[str, list[int]] = {}
    for number, one in enumerate(rulings):
        if one.verdict == PAGE:
            told.setdefault(one.finding.place.path, []).append(number)
    found: list[Ruling | None] = [*rulings]
    for path, numbers in told.items():
        for number in [n for n in numbers if rulings[n].finding.subject == STALE]:
            others = [n for n in numbers if n != number]
            stale, lines = rulings[number].finding, {rulings[n].finding.place.line for n in others}
            edited = {each.line + n for each in pages[path].stale for n in range(each.lines)}
            first = rulings[others[0]] if others else None
            if first and edited <= lines and _weighs(first.finding, stale):
                also = (*first.finding.also, Also(stale.place, stale.message), *stale.also)
                found[others[0]] = replace(first, finding=replace(first.finding, also=also))
                found[number] = None
    return tuple(one for one in found if one is not None)


def _weighs(finding: Finding, other: Finding) -> bool:
    """Whether a finding is no less severe than another."""
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(other.severity)


def _singles(rulings: Iterable[Ruling]) -> Iterator[Finding]:
    """Findings that stay where they are, with their verdicts.

    What comes from elsewhere is not mended on the page: it would be back with the next rendering.
    """
    told = tuple(rulings)
    where = places(one.place for one in told if one.place and one.verdict in _CAUSES)
    for one in told:
        finding = one.finding
        if one.verdict in _CAUSES and one.place:
            made_by = Also(where[one.place], _CAUSES[one.verdict])
            yield replace(finding, verdict=one.verdict, fix=None, also=(*finding.also, made_by))
        else:
            yield replace(finding, verdict=one.verdict) if one.verdict else finding


# Groups -------------------------------------------------------------------------------------------


def _groups(rulings: Sequence[Ruling], shown: _Shown) -> list[_Group]:
    """Those that have one cause for certain, or by their number."""
    found: dict[_Key, _Group] = {}
    for one in rulings:
        if one.place is not None and one.verdict in (None, TEMPLATE, DATA):
            key = (one.finding.rule, one.verdict, one.absent, *_key(one.place))
            found.setdefault(key, _Group(one.place, one.verdict)).rulings.append(one)
    return [group for group in found.values() if _is_one(group, shown)]


def _key(anchor: Span | Pointer) -> _Key:
    if isinstance(anchor, Pointer):
        return anchor.source.path, anchor.pointer, anchor.key
    return anchor.source.path, anchor.start


def _is_one(group: _Group, shown: _Shown) -> bool:
    return group.verdict is not None or shown.spoiled(group)


class _Shown:
    """On how many pages each place of a template is shown."""

    def __init__(self, pages: Mapping[str, Rendered]) -> None:
        self.pages = pages
        self._counts: Counter[tuple[str, int]] | None = None

    def spoiled(self, group: _Group) -> bool:
        """Whether most of the pages that show its place have something of a group."""
        hit = len(group.pages)
        spot = group.anchor
        return isinstance(spot, Span) and hit >= _FEWEST and hit >= _MANY * self.count(spot)

    def count(self, spot: Span) -> int:
        """The pages that have something from the line that a spot begins on."""
        if self._counts is None:
            self._counts = Counter()
            for page in self.pages.values():
                spots = {one.spot(one.start, one.end) for one in page.stretches}
                self._counts.update({(one.source.path, one.line) for one in spots})
        return self._counts[spot.source.path, spot.line]


def _merged(groups: Sequence[_Group]) -> list[_Group]:
    """Those of several rules about one value of a template, or one table of it, told as one."""
    heads: list[_Group] = []
    for group in sorted(groups, key=lambda group: group.weight, reverse=True):
        head = next((one for one in heads if _is_same(group, one)), None)
        if head is None:
            heads.append(group)
        else:
            head.others.append(group)
    return heads


def _is_same(group: _Group, head: _Group) -> bool:
    if group.verdict != head.verdict or head.absent or not isinstance(head.anchor, Span):
        return False
    if _key(group.anchor) == _key(head.anchor):
        return group.absent or not head.rulings[0].literal
    top = group.anchor if group.absent else _elsewhere(group)
    return top is not None and group.pages <= head.pages and _is_below(head.anchor, top)


def _elsewhere(group: _Group) -> Span | None:
    """The head of a table in another section, where all of a group show that as well."""
    tops = {one.near for one in group.rulings if one.verdict is None}
    spots = {(top.source.path, top.start): top for top in tops if top is not None}
    if len(spots) != 1 or None in tops or not isinstance(group.anchor, Span):
        return None
    (top,) = spots.values()
    return None if _is_below(group.anchor, top) or _is_below(top, group.anchor) else top


def _is_below(spot: Span, top: Span | Pointer) -> bool:
    """Whether a spot lies in the same section of a template as one above it."""
    if not isinstance(top, Span) or top.source is not spot.source or spot.start < top.start:
        return False
    between = spot.source.text[top.start : spot.start].split("\n")[1:]
    return not any(line.lstrip().startswith("#") for line in between)


# Into the findings that prove them ----------------------------------------------------------------


def _into_proofs(
    groups: Sequence[_Group], kept: list[Finding], pages: Mapping[str, Rendered]
) -> list[_Group]:
    """Adds groups to the findings that a template or its renderings gave; those that are left."""
    templates = {one.template.source.path: one.template for one in pages.values()}
    loops = {path: _loops(template) for path, template in templates.items()}
    rest: list[_Group] = []
    for group in groups:
        proofs = [
            (one.place.end - one.place.start, number)
            for number, one in enumerate(kept)
            if isinstance(group.anchor, Span) and _is_proof(one, group, loops)
        ]
        if not proofs:
            rest.append(group)
            continue
        number = min(proofs)[1]
        kept[number] = _with_cause(kept[number], group)
    return rest


def _loops(template: Template) -> list[tuple[Span, Span]]:
    """The tags of a template's loops, each with all of its loop."""
    nodes: Iterable[Node] = template.walk()
    return [(node.tag.span, node.span) for node in nodes if node.kind == "for" and node.tag]


def _is_proof(
    finding: Finding, group: _Group, loops: Mapping[str, Sequence[tuple[Span, Span]]]
) -> bool:
    """Whether a finding of a template is about the same place, and weighs as much."""
    spot, place = group.anchor, finding.place
    families = (*_FAMILIES, group.first.rule.partition("/")[0])
    if finding.rule.partition("/")[0] not in families or finding.state != "new":
        return False
    if not isinstance(spot, Span) or group.verdict == PAGE or place.path != spot.source.path:
        return False
    if not _weighs(finding, group.first):
        return False
    if place.start < max(spot.end, spot.start + 1) and spot.start < place.end:
        return True
    if group.first.rule.partition("/")[0] in _SHAPES and place.line == spot.line:
        return True
    return any(
        tag.start < place.end and place.start < tag.end and span.start <= spot.start < span.end
        for tag, span in loops.get(place.path, ())
    )


def _with_cause(finding: Finding, group: _Group) -> Finding:
    place, also = finding.place, (*finding.also, *_firsts(group), *_others(group))
    covered = (*finding.covered, *group.covered)
    finding = replace(finding, also=also, covered=covered)
    if finding.cause is not None:  # another one is told already
        return finding
    cause = _cause(group, place)
    message = f"{finding.message}, {_numbers(group, cause)}"
    return replace(finding, message=message, cause=cause, verdict=TEMPLATE)


# What is told of them -----------------------------------------------------------------------------


def _told(groups: Sequence[_Group], name: Callable[[str], str]) -> Iterator[Finding]:
    """One finding for each, at its cause."""
    marks: Counter[_Key] = Counter()
    for group in sorted(groups, key=lambda group: order(group.first)):
        finding = group.first
        place = placed(group.anchor)
        about = _about(group.anchor)
        parts = (finding.rule, name(place.path), "", f"cause:{about}")
        marks[parts] += 1
        cause = _cause(group, place)
        yield replace(
            finding,
            place=place,
            message=f"{finding.message}{_such(group)}, {_numbers(group, cause)}",
            subject=f"cause:{about}",
            operation=None,
            also=(*_firsts(group), *finding.also, *_others(group)),
            fingerprint=fingerprint(parts, marks[parts]),
            pointer=group.anchor.pointer if isinstance(group.anchor, Pointer) else None,
            fix=None,
            cause=cause,
            verdict=group.verdict,
            covered=group.covered,
        )


def _about(anchor: Span | Pointer) -> str:
    """What stands there, which stays when lines move."""
    return anchor.pointer if isinstance(anchor, Pointer) else " ".join(anchor.text.split())


def _cause(group: _Group, place: Place) -> Cause:
    return Cause(place.path, place.line, place.column, len(group.pages), len(group.rulings))


def _such(group: _Group) -> str:
    """A message that is not the same everywhere is an example."""
    return "" if len({one.finding.message for one in group.rulings}) == 1 else " (for example)"


def _numbers(group: _Group, cause: Cause) -> str:
    first, spot = group.first.place, group.anchor
    row = isinstance(spot, Span) and spot.source.line(spot.line).lstrip().startswith("|")
    count = f"{cause.rows} {'row' if row else 'place'}{'s' if cause.rows != 1 else ''}"
    pages = f"{cause.pages} page{'s' if cause.pages != 1 else ''}"
    return f"{count} on {pages}, first {first.path}:{first.line}"


def _firsts(group: _Group) -> Iterator[Also]:
    """The first place on each of some pages."""
    seen: set[str] = set()
    for one in group.rulings:
        place = one.finding.place
        if place.path not in seen and len(seen) < _SHOWN:
            seen.add(place.path)
            yield Also(place, "on a page", one.finding.pointer)


def _others(group: _Group) -> Iterator[Also]:
    """What else comes of it."""
    for other in group.others:
        label = f"{other.first.rule}: {other.first.message}"
        yield Also(other.first.place, f"{label} ({len(other.rulings)} times)")
