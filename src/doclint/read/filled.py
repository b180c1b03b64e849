"""Requests that have values where an operation of the page has names."""

from __future__ import annotations

from dataclasses import field

from doclint.model.contract import Naming
from doclint.model.record import dataclass
from doclint.read.namings import ending, shows_values


@dataclass(slots=True)
class Patterns:
    """What was named so far: ends of paths by owner, paths with placeholders by their length."""

    told: set[tuple[int, str, str]] = field(default_factory=set)
    known: dict[int, dict[tuple[str, ...], None]] = field(default_factory=dict)

    def add(self, naming: Naming, owner: object) -> None:
        """Keep what an owner names."""
        self.told.add((id(owner), *ending(naming)))
        if "{" in naming.path.value:
            path = tuple(naming.path.value.split("/"))
            self.known.setdefault(len(path), {})[path] = None

    def fit(self, naming: Naming, owner: object) -> bool:
        """Whether a request is one of these, with values in it."""
        if (id(owner), *ending(naming)) in self.told and shows_values(naming):
            return True
        path = tuple(naming.path.value.split("/"))
        if naming.kind != "fence" or "{" in naming.path.value:
            return False
        return any(
            all(want == have or "{" in want for want, have in zip(pattern, path, strict=True))
            for pattern in self.known.get(len(path), ())
        )
