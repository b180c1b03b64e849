"""Rules that look only at the files that were planted: what is elsewhere is known already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from doclint.model.finding import Hit
from doclint.model.progress import Progress
from doclint.model.source import Source
from doclint.rules.rule import Later, Rule

_WAYS = ("source", "span", "page", "example", "template", "documented")
"""What leads from a subject of a rule to the file that it stands in."""


class Focus(Progress):
    """Lets rules look at all files, or only at those of some paths."""

    def __init__(self) -> None:
        self.paths: Collection[str] | None = None

    def rules(self, rules: Sequence[Rule]) -> Sequence[Rule]:
        """The same rules, silent about what stands in other files."""
        return [
            replace(rule, check=Later(rule.subjects, partial(self._narrowed, rule)))
            for rule in rules
        ]

    def _narrowed(self, rule: Rule) -> Callable[[object], Iterator[Hit]]:
        def check(subject: object) -> Iterator[Hit]:
            path = _path(subject) if self.paths is not None else None
            if path is None or path in (self.paths or ()):
                yield from rule.check(subject, **rule.options)

        return check


def _path(subject: object) -> str | None:
    """The file that a subject stands in; None for one that stands in none, or in many."""
    for _ in range(4):
        found = next((getattr(subject, way) for way in _WAYS if hasattr(subject, way)), None)
        if isinstance(found, Source):
            return found.path
        if found is None:
            return None
        subject = found
    return None
