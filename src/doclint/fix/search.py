"""Which of many fixes hold together, found in few runs: those of each file by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace

from doclint.fix.candidates import Refusal
from doclint.fix.proof import Flaws, changes_of
from doclint.model.finding import Finding
from doclint.model.record import dataclass
from doclint.model.result import Result

Group = tuple[Finding, ...]
Attempt = Callable[[Sequence[Finding]], tuple[Flaws, Result]]
"""What is wrong with some fixes, and what is found with them."""


@dataclass(frozen=True, slots=True)
class Done:
    """Fixes that hold together, what is found with them if that is known, and those left out.

    Those that are `settled` were tried beside all that hold: no need to try them again then.
    """

    kept: tuple[Finding, ...] = ()
    refused: tuple[Refusal, ...] = ()
    settled: tuple[Refusal, ...] = ()
    result: Result | None = None


def search(wanted: Sequence[Finding], attempt: Attempt) -> Done:
    """As many as hold together.

    Of each file a group is tried at once, as files seldom have to do with each other. Where they
    have, groups of them are tried one after the other.
    """
    quick = _Quick(attempt)
    done = quick.run(wanted)
    if done.result is not None or not done.kept:
        return done
    wrong, after = attempt(done.kept)
    if not wrong:
        return replace(done, result=after)
    slow = _slow(done.kept, attempt)
    return replace(slow, refused=(*done.refused, *slow.refused), settled=slow.settled)


@dataclass(slots=True)
class _Quick:
    """A search that takes a group for good where nothing is wrong in its file.

    `frames` are the groups still to try, by file, the last frame first.
    """

    attempt: Attempt
    kept: list[Finding] = field(default_factory=list)
    refused: list[tuple[Refusal, int]] = field(default_factory=list)
    result: Result | None = None
    frames: list[dict[str, list[Group]]] = field(default_factory=list)

    def run(self, wanted: Sequence[Finding]) -> Done:
        """Tries all; the result is None if what holds was never tried by itself."""
        self.frames = [{path: [tuple(own)] for path, own in _files(wanted)}]
        while self.frames:
            frame = self.frames[-1]
            step = {path: queue.pop() for path, queue in frame.items() if queue}
            if step:
                self.try_out(step, frame)
            else:
                self.frames.pop()
        settled = (one for one, at in self.refused if at == len(self.kept))
        refused = (one for one, _ in self.refused)
        return Done(tuple(self.kept), tuple(refused), tuple(settled), self.result)

    def try_out(self, step: dict[str, Group], frame: dict[str, list[Group]]) -> None:
        """A group of each file."""
        tried = (*self.kept, *(one for group in step.values() for one in group))
        wrong, after = self.attempt(tried)
        if not wrong:
            self.kept, self.result = [*tried], after
            return
        by_path = {path: _of(wrong, path, group) for path, group in step.items()}
        bad = {path for path, own in by_path.items() if own}
        apart = wrong.losses or any(one.place.path not in step for one in wrong.new)
        if len(step) == 1:
            bad, by_path = {*step}, dict.fromkeys(step, wrong)
        elif apart and not bad:
            self.divide(step, frame)
            return
        for path, group in step.items():
            if path in bad:
                parts, out = _parted(group, by_path[path])
                frame[path] += reversed(parts)
                self.refused += [(one, len(self.kept)) for one in out]
            elif apart:
                frame[path].append(group)
        if not apart:
            held = [one for path, group in step.items() if path not in bad for one in group]
            self.kept += held
            self.result = None if held else self.result

    def divide(self, step: dict[str, Group], frame: dict[str, list[Group]]) -> None:
        """The groups of half of the files have to wait: what is wrong is in no file of them."""
        paths = [*step]
        later = paths[len(paths) // 2 :]
        for path in paths[: len(paths) // 2]:
            frame[path].append(step[path])
        self.frames.insert(-1, {path: [step[path]] for path in later})


def _of(wrong: Flaws, path: str, group: Group) -> Flaws:
    """What is wrong in one file."""
    ids = {id(one) for one in group}
    stuck = frozenset(one for one in wrong.stuck if id(one) in ids)
    new = tuple(one for one in wrong.new if one.place.path == path)
    return replace(wrong, stuck=stuck, new=new, losses=())


def _slow(wanted: Sequence[Finding], attempt: Attempt) -> Done:
    """As many as hold together, found by trying ever fewer of those that don't."""
    done = Done()
    waiting = [tuple(wanted)]
    while waiting:
        group = waiting.pop()
        tried = (*done.kept, *group)
        wrong, after = attempt(tried)
        if wrong:
            parts, out = _parted(group, wrong)
            refused, settled = (*done.refused, *out), (*done.settled, *out)
            done = replace(done, refused=refused, settled=settled)
            waiting += reversed(parts)
        else:
            done = replace(done, kept=tried, settled=(), result=after)
    return done


def _parted(
    group: Sequence[Finding], wrong: Flaws
) -> tuple[list[tuple[Finding, ...]], list[Refusal]]:
    """What to try next of a group that does not hold, and those that cannot."""
    blamed = wrong.blamed(group)
    if len(group) == 1:
        own = blamed.get(id(group[0]))
        return [], [Refusal(group[0], own.reason if own else wrong.first())]
    suspects = tuple(finding for finding in group if id(finding) in blamed)
    if 0 < len(suspects) < len(group):
        return [tuple(without(group, suspects)), suspects], []
    alone = {id(own[0]) for own in _by_file(group) if len(own) == 1}  # no other one of its file
    out = [one for one in suspects if id(one) in alone or blamed[id(one)].sure]
    if not out:
        return _halves(group), []
    rest = tuple(without(group, out))
    return [rest] if rest else [], [Refusal(one, blamed[id(one)].reason) for one in out]


def _halves(group: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """Half of the fixes of each file: files seldom have to do with each other."""
    parts = _by_file(group)
    first = [one for own in parts for one in own[: (len(own) + 1) // 2]]
    if len(first) == len(group):
        first = first[: len(group) // 2]
    return [tuple(first), tuple(without(group, first))]


def _files(group: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    for own in _by_file(group):
        yield changes_of(own[0])[0].path, own


def _by_file(group: Iterable[Finding]) -> list[list[Finding]]:
    parts: dict[str, list[Finding]] = {}
    for finding in group:
        parts.setdefault(changes_of(finding)[0].path, []).append(finding)
    return list(parts.values())


def without(findings: Sequence[Finding], others: Iterable[Finding]) -> list[Finding]:
    """The findings that are none of some others."""
    left_out = {id(other) for other in others}
    return [finding for finding in findings if id(finding) not in left_out]
