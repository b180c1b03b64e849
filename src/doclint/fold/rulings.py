"""Who is wrong: the page, its template, the data that it was made of, or the spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from doclint.model.finding import Finding
from doclint.model.record import dataclass
from doclint.model.source import Pointer, Source, Span

if TYPE_CHECKING:
    from doclint.probe.feeding import Feed  # their library takes longer than most runs
    from doclint.probe.origins import Rendered
    from doclint.probe.stretches import Stretch

PAGE, TEMPLATE, DATA, SPEC = "page", "template", "data", "spec"
"""Verdicts: the page is not what the template gives, or the template, data or spec is wrong."""

_COMPARED = frozenset(("parameter", "body", "response", "error", "endpoint", "example", "request"))
_ROWS = frozenset(("parameter", "body", "response"))
_EXAMPLES = frozenset(("example", "request"))
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is held of a finding on a rendered page.

    `place` is the spot of the template, or of the data, that it comes from; `absent` where it tells
    of something that is not there; `near` is what made the other place of the page that it shows.
    Without a verdict it is not known who is wrong.
    """

    finding: Finding
    verdict: str | None = None
    place: Span | Pointer | None = None
    absent: bool = False
    literal: bool = False
    near: Span | None = None


def rule_on(
    findings: Iterable[Finding], pages: Mapping[str, Rendered], sources: Mapping[str, Source]
) -> tuple[Ruling, ...]:
    """A ruling on each finding, in their order."""
    found = [
        _ruling(one, pages[one.place.path], sources) if one.place.path in pages else Ruling(one)
        for one in findings
    ]
    return tuple(_doubting_specs(found, pages))


def _ruling(finding: Finding, page: Rendered, sources: Mapping[str, Source]) -> Ruling:
    place = finding.place
    spot, parts = page.spot(place.start, place.end), page.over(place.start, place.end)
    name = _name(finding)
    values = [one for one in parts if not one.piece.literal]
    line = page.page.source.line(place.line)
    absent = bool(name) and name not in line and (not values or line.lstrip().startswith("#"))
    near = _near(finding, page)
    if not absent and page.is_unread(name) and near is not None:
        spot, absent = near, True
    known = Ruling(finding, None, spot, absent, not values, near)
    if page.feed is None or not all(one.piece.sure for one in parts):
        return known
    if not parts or not all(one.same for one in parts):
        return replace(known, verdict=PAGE) if page.is_edited(place.line, place.end_line) else known
    if not values or absent:
        return replace(known, verdict=_on_absent(page, page.feed, name) if absent else TEMPLATE)
    return _on_values(known, page.feed, values, sources)


def _near(finding: Finding, page: Rendered) -> Span | None:
    """Where the template says what the finding shows beside: the table that lacks something."""
    for also in finding.also:
        if also.place.path == finding.place.path:
            return page.spot(also.place.start, also.place.end)
    return None


def _name(finding: Finding) -> str:
    """What a finding is about, as far as it has a name: `limit` of `query:limit`."""
    kind, _, rest = finding.subject.partition(":")
    return rest.rpartition("/")[2].rpartition(".")[2] if kind.isalpha() else ""


def _on_absent(page: Rendered, feed: Feed, name: str) -> str:
    """Who has lost something that the spec has."""
    if any(name in line for each in page.differences for line in each.there):
        return PAGE
    return TEMPLATE if not feed.files or _holds(feed.data, name) else DATA


def _holds(data: Any, name: str, depth: int = 0) -> bool:
    """Whether a name is a key or a value somewhere in the data."""
    if depth > _DEEPEST:
        return False
    if isinstance(data, Mapping):
        return name in data or any(_holds(each, name, depth + 1) for each in data.values())
    if isinstance(data, list):
        return any(_holds(each, name, depth + 1) for each in data)
    return str(data) == name


def _on_values(
    known: Ruling, feed: Feed, values: Sequence[Stretch], sources: Mapping[str, Source]
) -> Ruling:
    """A finding about what the template prints of its data."""
    place = known.finding.place
    reads = [read for one in values for read in one.piece.reads]
    if known.finding.rule.partition("/")[0] not in _COMPARED:
        inside = len(values) == 1 and values[0].start < place.start < place.end < values[0].end
        return _of_data(known, feed, reads) if inside and reads else known
    told = [feed.agrees(read) for read in reads]
    if False in told:
        return _of_data(known, feed, [reads[told.index(False)]])
    if told and all(told):
        return replace(known, verdict=TEMPLATE)
    return _by_item(known, feed, reads, sources)


def _of_data(known: Ruling, feed: Feed, reads: Sequence[str]) -> Ruling:
    return replace(known, verdict=DATA, place=feed.place(reads[0]) or known.place)


def _by_item(
    known: Ruling, feed: Feed, reads: Sequence[str], sources: Mapping[str, Source]
) -> Ruling:
    """The template has read the wrong field if what the spec says stands beside it."""
    expected = [*_expected(known.finding, sources)]
    if len(reads) != 1 or not expected:
        return known
    beside = feed.beside(reads[0])
    if beside is None:
        return known
    if any(value in expected for value in beside):
        return replace(known, verdict=TEMPLATE)
    return _of_data(known, feed, reads)


def _expected(finding: Finding, sources: Mapping[str, Source]) -> Iterator[str]:
    """What the spec says in the places that a finding shows."""
    for also in finding.also:
        source = sources.get(also.place.path)
        if also.pointer is not None and source is not None:
            yield source.text[also.place.start : also.place.end].strip(" \"',")


def _doubting_specs(found: Sequence[Ruling], pages: Mapping[str, Rendered]) -> Iterator[Ruling]:
    """Where a page's tables and examples both contradict the spec, that is what is doubtful."""
    told: dict[tuple[str, str], set[str]] = {}
    for one in found:
        if one.verdict != PAGE and _shows_spec(one.finding):
            kind = _kind(one.finding)
            told.setdefault((one.finding.place.path, _name(one.finding)), set()).add(kind)
    for one in found:
        key = one.finding.place.path, _name(one.finding)
        page = pages.get(key[0])
        both = key[1] and told.get(key, set()) >= {"rows", "examples"} and not one.absent
        if both and page and page.feed and one.verdict != PAGE and _shows_spec(one.finding):
            yield replace(one, verdict=SPEC, place=None)
        else:
            yield one


def _shows_spec(finding: Finding) -> bool:
    return any(also.pointer is not None for also in finding.also) and bool(_kind(finding))


def _kind(finding: Finding) -> str:
    family = finding.rule.partition("/")[0]
    return "rows" if family in _ROWS else "examples" if family in _EXAMPLES else ""
