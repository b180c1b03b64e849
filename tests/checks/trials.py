"""Hits of rules about renderings, for tests: shared by those of the family `render`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doclint.model.finding import Hit
from doclint.model.source import Source, Span
from doclint.parse.jinja.templates import parse_template
from doclint.probe.trial import Trial, trial


def on_trial(text: str, name: str = "page.md.j2") -> Trial:
    """A template on trial."""
    return trial(parse_template(Source(name, text)))


def hits(
    check: Callable[[Trial], Iterator[Hit]], text: str, name: str = "page.md.j2"
) -> list[tuple[int, dict[str, object]]]:
    """The line and the facts of each hit of a check."""
    found = []
    for hit in check(on_trial(text, name)):
        assert isinstance(hit.anchor, Span)
        line, _ = hit.anchor.source.position(hit.anchor.start)
        found.append((line, dict(hit.facts)))
    return found
