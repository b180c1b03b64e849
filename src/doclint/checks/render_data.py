"""What a template makes of data that the project has: where it stops, what readers see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from doclint.checks._template_bare import Bare, bare
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.source import Anchor, Span
from doclint.probe.known import Seen
from doclint.probe.places import Sink
from doclint.probe.rendering import Failure
from doclint.probe.tracked import below
from doclint.probe.trial import Probe, Trial

_SHOWN = 60  # characters of a value in a message
_KINDS = {"mapping": "an object", "list": "a list", "none": "`None`"}
_STARTS = {"mapping": "{", "list": "[", "none": "None"}
_PIPE = regex(r"(?<!\\)\|")
_READ = ("cell", "heading", "sentence", "text", "code")


def crash(trial: Trial) -> Iterator[Hit]:
    """What stops Jinja for data that the project keeps. Facts: sample, reason."""
    if trial.known.whole and trial.template.complete:
        calm = not trial.tracer.environment.stood_in
        for probe in trial.real():
            for failure in probe.rendering.failures:
                lacking = _lacking(trial, probe, failure)
                if lacking is None and not (calm and failure.kind != "UndefinedError"):
                    continue  # it came through what is only stood in for
                place = lacking.place if lacking else None
                yield _stop(failure, probe, failure.reason, place)


def crash_on_operation(trial: Trial) -> Iterator[Hit]:
    """What is read from something that some operations of the spec lack. Facts: sample, reason."""
    if not trial.known.whole and trial.template.complete:
        for probe in trial.real():
            for failure in probe.rendering.failures:
                if _lacking(trial, probe, failure) is not None:
                    yield _stop(failure, probe, failure.reason, None)


def _stop(failure: Failure, probe: Probe, reason: str, place: Anchor | None) -> Hit:
    label = probe.sample.label if probe.sample else ""
    also = (("the data", place),) if place is not None else ()
    return Hit(failure.spot, "", {"sample": label, "reason": reason}, also)


def _lacking(trial: Trial, probe: Probe, failure: Failure) -> Seen | None:
    """The part of the data that lacks what a failure is about, if it is read where that is."""
    if failure.kind != "UndefinedError":
        return None
    path = failure.reason.partition("`")[2].partition("`")[0]
    for need in trial.needs.walk():
        if not path.endswith(need.name) or not _is_read_in(need.places, failure.spot):
            continue
        for seen in trial.known.lacks(need):
            if seen.sample is probe.sample and below(str(seen), need.name) == path:
                return seen
    return None


def _is_read_in(places: list[Span], spot: Span) -> bool:
    return any(
        place.source is spot.source and spot.start <= place.start and place.end <= spot.end
        for place in places
    )


# What readers see ---------------------------------------------------------------------------------


def as_python(trial: Trial) -> Iterator[Hit]:
    """Objects, lists and `None` of the data that pages show as Python writes them.

    Facts: value, is_, sample, shown.
    """
    for one, sink in _bare(trial):
        if sink.kind not in _READ or sink.inside == "attribute":
            continue
        for seen in _seen(trial, one):
            start = _STARTS.get(seen.kind)
            text = _text(trial, one, seen, start) if start else None
            if text is not None:
                facts = {
                    "value": one.shown,
                    "is_": _KINDS[seen.kind],
                    "sample": seen.sample.label,
                    "shown": text,
                }
                yield Hit(one.printed.span, f"print:{one.shown}", facts, _also(seen))
                break


def _text(trial: Trial, one: Bare, seen: Seen, start: str) -> str | None:
    """What the page of a sample shows for a value, if it is how Python writes one of its kind."""
    for probe in trial.real():
        if probe.sample is not seen.sample:
            continue
        for piece in probe.rendering.pieces:
            if piece.spot == one.printed.expr.span and piece.sure and piece.text.startswith(start):
                if start != "None" or piece.text == start:
                    return _short(piece.text)
    return None


def broken_cell(trial: Trial) -> Iterator[Hit]:
    """Values of the data that end the cell they are printed into. Facts: value, has, sample."""
    for one, sink in _bare(trial):
        if sink.kind != "cell" or sink.table != "pipe" or sink.inside in ("link", "attribute"):
            continue
        for seen in _seen(trial, one):
            has = _ends_cell(seen.value)
            if has:
                facts = {"value": one.shown, "has": has, "sample": seen.sample.label}
                yield Hit(one.printed.span, f"print:{one.shown}", facts, _also(seen))
                break


def _ends_cell(value: Any) -> str:
    """What a value has that ends a cell or its row."""
    if not isinstance(value, str):
        return ""
    if _PIPE.search(value):
        return f"a pipe: `{_short(value)}`"
    return f"a line break: `{_short(value)}`" if "\n" in value.strip() else ""


def _bare(trial: Trial) -> Iterator[tuple[Bare, Sink]]:
    """The values that are printed as they are, with where they stand; none without known data."""
    for one in bare(trial.template, trial.needs) if trial.known else ():
        sink = trial.sink(one.printed.span)
        if sink.sure:
            yield one, sink


def _seen(trial: Trial, one: Bare) -> Iterator[Seen]:
    for need in trial.needs_at(one.value.span):
        yield from trial.known.values(need)


def _also(seen: Seen) -> tuple[tuple[str, Anchor], ...]:
    place = seen.place
    return (("the data", place),) if place is not None else ()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
