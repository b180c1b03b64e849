"""How far a run is, as a bar on a terminal, and where its time goes."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TextIO

from doclint.model.finding import Hit
from doclint.model.progress import Item, Progress
from doclint.rules.rule import Later, Rule

_PATIENCE = 1.0  # seconds until somebody wants to know
_EVERY = 0.1  # seconds between two looks at the bar
_WIDTH = 24
_SLOWEST = 10  # rules that are named
_WIPE = "\r\x1b[2K"

Time = Callable[[], float]


class Bar(Progress):
    """A line on a terminal that says what a run is at, once it has taken a second."""

    def __init__(self, stream: TextIO | None = None, time: Time = perf_counter) -> None:
        self._stream, self._time = stream or sys.stderr, time
        self._start = self._last = time()
        self._shown = False

    def phase(self, name: str) -> None:
        """The name of the part alone."""
        self._show(name)

    def each(self, name: str, items: Sequence[Item]) -> Iterator[Item]:
        """The name of the part, and how much of it is done."""
        for done, item in enumerate(items):
            self._show(name, done, len(items))
            yield item

    def close(self) -> None:
        """Leaves the terminal as it was."""
        if self._shown:
            self._stream.write(_WIPE)
            self._stream.flush()
            self._shown = False

    def _show(self, name: str, done: int = 0, total: int = 0) -> None:
        now = self._time()
        if now - self._start < _PATIENCE or now - self._last < _EVERY:
            return
        self._last, self._shown = now, True
        self._stream.write(f"{_WIPE}{name}{_filled(done, total) if total else ''}")
        self._stream.flush()


def _filled(done: int, total: int) -> str:
    full = _WIDTH * done // total
    return f" [{'#' * full}{'.' * (_WIDTH - full)}] {done}/{total}"


class Clock(Progress):
    """Measures how many seconds the parts of a run and its rules take."""

    def __init__(self, time: Time = perf_counter) -> None:
        self._time = time
        self._phase, self._since = "start", time()
        self.phases: dict[str, float] = defaultdict(float)
        self.seconds: dict[str, float] = defaultdict(float)

    def phase(self, name: str) -> None:
        """Another part begins, and the one before ends."""
        now = self._time()
        self.phases[self._phase] += now - self._since
        self._phase, self._since = name, now

    def rules(self, rules: Sequence[Rule]) -> Sequence[Rule]:
        """The same rules, whose checks are measured."""
        return [
            replace(rule, check=Later(rule.subjects, partial(self._measured, rule)))
            for rule in rules
        ]

    def _measured(self, rule: Rule) -> Callable[[object], Iterator[Hit]]:
        def check(subject: object) -> Iterator[Hit]:
            hits = iter(rule.check(subject, **rule.options))
            while True:
                start = self._time()
                hit = next(hits, None)
                self.seconds[rule.id] += self._time() - start
                if hit is None:
                    return
                yield hit

        return check

    def close(self) -> None:
        """What comes now is no part of the run."""
        self.phase("reporting")

    def lines(self) -> Iterator[str]:
        """Milliseconds of each part, and of the rules that take longest."""
        self.phase("end")
        yield from _table(self.phases.items())
        slowest = sorted(self.seconds.items(), key=lambda one: -one[1])[:_SLOWEST]
        if slowest:
            yield f"the slowest of {len(self.seconds)} rules:"
            yield from _table(slowest)


def _table(rows: Iterable[tuple[str, float]]) -> Iterator[str]:
    return (f"{1000 * seconds:8.1f} ms  {name}" for name, seconds in rows)


class Both(Progress):
    """Tells two of what a run is at."""

    def __init__(self, one: Progress, other: Progress) -> None:
        self.one, self.other = one, other

    def phase(self, name: str) -> None:
        """Another part of the run begins."""
        self.one.phase(name)
        self.other.phase(name)

    def each(self, name: str, items: Sequence[Item]) -> Iterable[Item]:
        """Another part of the run begins, which takes items one by one."""
        self.one.phase(name)
        return self.other.each(name, items)

    def rules(self, rules: Sequence[Rule]) -> Sequence[Rule]:
        """The rules as both want them."""
        return self.other.rules(self.one.rules(rules))

    def close(self) -> None:
        """The run is over."""
        self.one.close()
        self.other.close()

    def lines(self) -> Iterator[str]:
        """What both have to say."""
        yield from self.one.lines()
        yield from self.other.lines()
