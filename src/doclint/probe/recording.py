"""What one rendering has done so far."""

from __future__ import annotations

from dataclasses import field
from time import monotonic

from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.probe.budget import Budget, BudgetError
from doclint.probe.rendering import Decision, Failure, Miss, Piece

_LOOKED_AT = 256  # steps after which the clock is read


class Output(str):
    """Output with its pieces. Macros and blocks return it, and `str` leaves it as it is."""

    pieces: tuple[Piece, ...] = ()

    def __str__(self) -> str:
        return self


@dataclass(slots=True)
class Log:
    """What was seen. What is not placed yet gets the spot of the next thing that has one."""

    budget: Budget
    reads: list[str] = field(default_factory=list)  # since the last piece
    seen: set[str] = field(default_factory=set)
    loops: list[tuple[str, int]] = field(default_factory=list)
    over: dict[int, str] = field(default_factory=dict)  # what the loop at a spot runs over
    rounds: list[tuple[Span, str, int]] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)  # missing names since the last piece
    unplaced: list[tuple[str, str]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    joined: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    missing: list[Miss] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    last: Span | None = None
    steps: int = 0
    output: int = 0
    deadline: float = 0.0
    counts: dict[tuple[int, str], int] = field(default_factory=dict)
    weights: dict[int, tuple[object, int]] = field(default_factory=dict)

    def read(self, path: str | None, container: str | None = None) -> None:
        """Data was looked at; `container` if that was only the way to it."""
        if path:
            if container and self.reads[-1:] == [container]:
                self.reads.pop()
            self.reads.append(path)
            self.seen.add(path)

    def taken(self) -> tuple[str, ...]:
        """The reads since the last time."""
        reads = tuple(dict.fromkeys(self.reads))
        self.reads.clear()
        return reads

    def failed(self, kind: str, reason: str) -> None:
        """Something would have raised; where, is known when it is placed."""
        self.unplaced.append((kind, reason))

    def placed(self, spot: Span) -> None:
        """What failed since the last time, did so at this spot."""
        self.last = spot
        self.failures += (Failure(kind, reason, spot) for kind, reason in self.unplaced)
        self.unplaced.clear()

    def met(self, spot: Span) -> None:
        """What is missing or failed since the last time, did so at this spot."""
        self.placed(spot)
        self.missing += (Miss(name, spot) for name in self.unmet)
        self.unmet.clear()

    def decided(self, spot: Span, outcome: bool) -> None:
        """A test came out."""
        self.placed(spot)
        self.unmet.clear()  # to ask whether something is there is no mistake
        self.decisions.append(Decision(spot, self.taken(), outcome))

    def enter(self, spot: Span, over: str) -> None:
        """A round of a loop begins."""
        key = (len(self.loops), f"{spot.start}:{over}:{self.loops}")
        self.counts[key] = self.counts.get(key, -1) + 1
        self.loops.append((over, self.counts[key]))

    def leave(self) -> None:
        """A round of a loop ends."""
        if self.loops:
            self.loops.pop()

    def spend(self, steps: int, output: int = 0) -> None:
        """Steps and characters are taken from the budget; BudgetError where it is used up."""
        self.output += output
        before, self.steps = self.steps, self.steps + steps
        if self.steps > self.budget.steps:
            raise BudgetError(f"takes more than {self.budget.steps} steps")
        if self.output > self.budget.output:
            raise BudgetError(f"makes more than {self.budget.output} characters")
        if before // _LOOKED_AT != self.steps // _LOOKED_AT:
            self._look_at_clock()

    def weight(self, value: object) -> int:
        """How many items a list or mapping has, with those in it that templates have made.

        The same list may stand in a list twice, that one in another twice, and so on.
        """
        if not isinstance(value, (list, tuple, dict)):
            return 0
        parts = value.values() if isinstance(value, dict) else value
        known = (self.weights.get(id(part), (None, 0))[1] for part in parts)
        weight = len(value) + sum(known)
        self.weights[id(value)] = value, weight  # kept, so that its id stays its own
        return weight

    def _look_at_clock(self) -> None:
        now = monotonic()
        self.deadline = self.deadline or now + self.budget.seconds
        if now > self.deadline:
            raise BudgetError(f"takes more than {self.budget.seconds:g} s")
