"""Words of a sentence that run together since a mark that trims ate the blank between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from doclint.model.finding import Edit, Fix, Hit
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Tag
from doclint.probe.places import Reader
from doclint.probe.rendering import Piece
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import Probe, Trial

_LEFT = re.compile(r"[^\W_][.,;:!?]?(?:\*\*?|__?|`|\)|\])?\Z")
_RIGHT = re.compile(r"(?:\*\*?|__?)?[(\[]?(?:\*\*?|__?|`)?[^\W_]")
_SIGN = re.compile(r"[(\[](?![(\[])|(?:=|->|=>|—|–|→|&#124;)\s")
_SENTENCE = re.compile(r"[(\[*_]{1,3}[^\W\d_]{2}|[^\W\d_]+[,;:]?\s+\S")
_PLANS = (Plan(), Plan(flags=False), Plan(items=2))
_KINDS = ("sentence", "text", "cell", "heading")
_AROUND = 24


@dataclass(frozen=True, slots=True)
class _Eaten:
    """A blank that a mark ate, with the mark's tag."""

    tag: Tag
    blank: Span
    before: bool


def missing_space(trial: Trial) -> Iterator[Hit]:
    """Blanks between words that a mark ate. Facts: shown."""
    tags = trial.template.tags
    told: set[int] = set()
    if not trial.markdown or not any("-" in (tag.before, tag.after) for tag in tags):
        return
    for plan in _PLANS:
        probe = trial.probe(plan)
        for at, eaten in _joined(probe, tags):
            if eaten.blank.start not in told and _is_sentence(probe, at):
                told.add(eaten.blank.start)
                around = _around(probe.rendering.text, at)
                subject = f"space:{eaten.blank.start}"
                yield Hit(eaten.tag.span, subject, {"shown": around}, fix=_fix(eaten))


def _joined(probe: Probe, tags: Sequence[Tag]) -> Iterator[tuple[int, _Eaten]]:
    """Where words meet that the template parts by a blank, and who ate that."""
    text, at = probe.rendering.text, 0
    last: Piece | None = None
    for piece in probe.rendering.pieces:
        if last is not None and piece.text:
            words, opens = _are_words(text, at, last, piece), _opens(text, at, piece)
            eaten = _between(tags, last.spot, piece.spot) if words or opens else None
            if eaten is not None and (words or "\n" not in eaten.blank.text):
                yield at, eaten
        last = piece if piece.text else last
        at += len(piece.text)


def _are_words(text: str, at: int, left: Piece, right: Piece) -> bool:
    """Whether words of a sentence meet: what follows is the template's own, and no ending."""
    if not _LEFT.search(text, max(at - 6, 0), at) or not _RIGHT.match(text, at):
        return False
    return (right.literal and bool(_SENTENCE.match(right.text))) or (
        left.literal and bool(re.search(r"\s[^\W\d_]{2,}[.,;:!?]?\Z", left.text))
    )


def _opens(text: str, at: int, right: Piece) -> bool:
    """Whether a bracket or a sign follows a word, which a blank on the same line parts from it."""
    return right.literal and text[at - 1 : at].isalnum() and bool(_SIGN.match(right.text))


def _between(tags: Sequence[Tag], left: Span, right: Span) -> _Eaten | None:
    """The blank between two stretches of a template that have but tags between them."""
    if left.source is not right.source or left.end > right.start:
        return None
    first = bisect_left(tags, left.start, key=lambda tag: tag.span.end)
    last = bisect_right(tags, right.start, key=lambda tag: tag.span.start)
    at, found = left.end, list[_Eaten]()
    around = [tag for tag in tags[first:last] if tag.span.source is left.source]
    for number, tag in enumerate(around):
        blank = left.source.span(at, max(tag.span.start, at))
        if blank.text.strip():
            return None
        if blank.text:
            before = "-" in tag.before
            eater = tag if before else around[number - 1]
            found.append(_Eaten(eater, blank, before))
        at = max(tag.span.end, at)
    rest = left.source.span(at, max(right.start, at))
    if rest.text.strip() or (rest.text and not around):
        return None
    if rest.text:
        found.append(_Eaten(around[-1], rest, before=False))
    return found[0] if found else None


def _is_sentence(probe: Probe, at: int) -> bool:
    """Whether a place on the page is in what readers read as text."""
    sink = Reader(probe.rendering, probe.page).sink(at - 1, at + 1)
    return sink.kind in _KINDS and not sink.inside


def _around(text: str, at: int) -> str:
    begin = max(at - _AROUND, text.rfind("\n", 0, at) + 1)
    return shown(text[begin : at + _AROUND].partition("\n")[0])


def _fix(eaten: _Eaten) -> Fix | None:
    """The tag without its mark, where that brings back a blank and no line break."""
    if "\n" in eaten.blank.text:
        return None
    span = eaten.tag.span
    at = span.text.find("-") if eaten.before else span.text.rfind("-")
    return Fix((Edit(span.within(at, at + 1), ""),), safe=False)
