"""What is found on a rendered page, told of the template whose own text is to blame for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from doclint.model.finding import Hit
from doclint.model.page import Example, Page, Table
from doclint.model.source import Span
from doclint.probe.rendering import Piece, Rendering
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import Probe, Trial

Key = TypeVar("Key", bound=Hashable)
Found = Callable[[Page], Iterable[tuple[Key, object, Hit]]]
"""What is found on a page: by what, looking at what, and the hit."""

_MARK = "zq"  # what made-up words begin with
_OTHERS = (Plan(flags=False), Plan(items=2))
"""Other data, by which a finding must be there as well if its place is."""


def hoisted(trial: Trial, found: Found[Key]) -> Iterator[tuple[Key, Hit]]:
    """What is found wherever the template's own text is shown, whatever the data is."""
    if not trial.markdown or not (trial.template.complete and trial.template.sure):
        return
    first = trial.probe()
    if first.rendering.stopped:
        return
    hits = [one for one in _mapped(first, found) if _is_own(trial, one[1])]
    for other in _others(trial) if hits else ():
        there = {(key, hit.anchor) for key, hit in _mapped(other, found)}
        hits = [
            (key, hit)
            for key, hit in hits
            if (key, hit.anchor) in there or not _shows(other.rendering, hit.anchor)
        ]
    yield from hits


def _others(trial: Trial) -> Iterator[Probe]:
    """Other pages of the template, rendered with other options too where those are not told."""
    if trial.other is not None:
        yield trial.other.probe()
    yield trial.probe(_apart(trial))
    yield from (trial.probe(plan) for plan in _OTHERS)


def _apart(trial: Trial) -> Plan:
    """Words that no two values share, and that do not tell what they stand for."""
    leaves = [need for need in trial.needs.walk() if need.kind == "text" and not need.constants]
    return Plan(texts={need.path: f"w{number}y" for number, need in enumerate(leaves) if need.path})


def _is_own(trial: Trial, hit: Hit) -> bool:
    return hit.anchor.source is trial.template.source


def on_template(probe: Probe, hit: Hit) -> Hit | None:
    """A hit on a rendered page at the place of the template that made it; None where none did.

    A place begins with the template's own text, or behind a pipe of its own: a value that begins a
    line may bring rows and headings along.
    """
    anchor = span_of(probe.rendering, hit.anchor) if isinstance(hit.anchor, Span) else None
    if anchor is None and isinstance(hit.anchor, Span) and _is_placed(probe.rendering, hit.anchor):
        anchor = probe.rendering.span(hit.anchor.start, hit.anchor.end)
    if anchor is None:
        return None
    also = tuple(
        (label, span)
        for label, place in hit.also
        if isinstance(place, Span) and (span := span_of(probe.rendering, place))
    )
    facts = {name: _shown(fact) for name, fact in hit.facts.items()}
    return replace(hit, anchor=anchor, subject=_text(hit.subject), facts=facts, also=also, fix=None)


def _is_placed(rendering: Rendering, span: Span) -> bool:
    """Whether the template's own text begins a stretch of the page, or the cell that it is in."""
    before = rendering.text[: span.start].rstrip(" ")
    start = len(before) - 1 if before.endswith("|") else span.start
    return rendering.is_literal(start, start + 1)


def span_of(rendering: Rendering, span: Span) -> Span | None:
    """The stretch of the template whose own text a stretch of its page begins and ends with."""
    if span.start >= span.end or span.end > len(rendering.text):
        return None
    placed = list(rendering.placed(span.start, span.end))
    (begin, first), (end, last) = placed[0], placed[-1]
    if not (first.literal and last.literal and first.spot.source is last.spot.source):
        return None
    start = first.spot.start + span.start - begin
    stop = last.spot.start + span.end - end
    return first.spot.source.span(start, stop) if start < stop else None


def _mapped(probe: Probe, found: Found[Key]) -> Iterator[tuple[Key, Hit]]:
    for key, subject, hit in found(probe.page):
        if isinstance(subject, Example) and not is_fixed(probe.rendering, subject):
            continue
        if isinstance(subject, Table) and not subject.rows:
            continue  # what the data lacks is not the template's fault
        if (own := on_template(probe, hit)) is not None:
            yield key, own


def is_fixed(rendering: Rendering, example: Example) -> bool:
    """Whether an example is the template's own text from one end to the other."""
    return rendering.is_literal(example.span.start, example.span.end)


def _shows(rendering: Rendering, anchor: object) -> bool:
    """Whether a page shows the place of a template."""
    return isinstance(anchor, Span) and any(
        _holds(piece, anchor) for piece in rendering.pieces if piece.text
    )


def _holds(piece: Piece, span: Span) -> bool:
    spot = piece.spot
    return spot.source is span.source and spot.start <= span.start < spot.end


def _shown(fact: object) -> object:
    return _text(fact) if isinstance(fact, str) else fact


def _text(text: str) -> str:
    return shown(text) if _MARK in text else text
