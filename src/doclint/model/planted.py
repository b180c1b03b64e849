"""Defects that were planted on purpose, and what became of them, in plain values."""

from __future__ import annotations

from doclint.model.finding import Change
from doclint.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Defect:
    """A kind of defect.

    `families` are those of the rules that are there for it, `needs` is what it takes to plant one,
    in words. `plant` names the function that finds places for it.
    """

    name: str
    title: str
    families: tuple[str, ...]
    needs: str
    plant: str


@dataclass(frozen=True, slots=True)
class Plant:
    """One defect in a file: the edits that make it, and what they are, in words.

    `line` is where it stands in the file as it is; `lines` are those around it, the file being
    planted, on which a finding is about it. `operation` is the one that it is about. `section` are
    the lines of the part of the file in which there is only one at a time. `doubt` says why a rule
    may rightly be silent, where that is known.
    """

    defect: str
    path: str
    changes: tuple[Change, ...]
    what: str
    line: int
    lines: tuple[int, int]
    operation: str | None = None
    section: tuple[int, int] = (0, 0)
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Caught:
    """A rule that spoke of a plant, and how severe it is."""

    rule: str
    severity: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plant with the rules that spoke of it; `reason` says why none may have.

    `off` names the rules that would have spoken, had they been on.
    """

    plant: Plant
    caught: tuple[Caught, ...] = ()
    off: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of all plants of one kind.

    `state` is `caught`, `warning` (caught, but not so that the run fails), `off` (by rules that are
    not on), `missed` or `none` (there was no place for one).
    """

    defect: Defect
    outcomes: tuple[Outcome, ...]
    state: str

    @property
    def caught(self) -> tuple[Outcome, ...]:
        """Those that some rule spoke of."""
        return tuple(one for one in self.outcomes if one.caught)


@dataclass(frozen=True, slots=True)
class Selftest:
    """The tallies of all kinds of defects.

    `blind` says what of the project no plant could be put into: pages that are compared with
    nothing, tables that were not understood, each with a place.
    """

    tallies: tuple[Tally, ...]
    pages: int
    blind: tuple[str, ...] = ()
