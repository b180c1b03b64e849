"""Rounds of fixes: all that can be are tried at once, what does not hold is found and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from doclint.files import Files, Memory, raw
from doclint.fix.candidates import Refusal, fixable, given_up, templates, together, unfit
from doclint.fix.proof import Flaws, about, changes_of, flaws
from doclint.fix.splice import spliced
from doclint.model.finding import Change, Finding
from doclint.model.result import Result

Lint = Callable[[Files, bool], Result]
"""What is found in files; with True, also by rules that nobody asked for but a template needs."""

_ROUNDS = 100  # each leaves fewer findings; only new ones where nothing was reached can be more


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file that fixes change, as it is and as it is to be."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of fixes. `result` is what is left with them; nothing is written yet."""

    result: Result
    fixed: tuple[Finding, ...] = ()
    refused: tuple[Refusal, ...] = ()
    files: tuple[Rewritten, ...] = ()


def mend(files: Files, lint: Lint, *, unsafe: bool = False) -> Mended:
    """The files with all fixes that hold, safe ones unless told otherwise.

    It ends where no fix holds any more, each having been tried on the texts as they are then: to
    do it again changes nothing.
    """
    state = _State(files, lint, lint(files, False))
    fixed: list[Finding] = []
    settled: Sequence[Refusal] = ()
    for _ in range(_ROUNDS):
        refused: list[Refusal] = []
        done = _round(state, refused, settled, unsafe=unsafe)
        if not done.kept:
            break
        fixed += done.kept
        settled = done.settled
        state = state.after(done)
    refused += given_up(state.result)
    refused.sort(key=lambda one: (one.finding.place, one.finding.rule))
    return Mended(state.result, tuple(fixed), tuple(refused), tuple(state.rewritten()))


@dataclass(frozen=True, slots=True)
class _Done:
    """Fixes that hold together, what is found with them if that is known, and those left out.

    Those that are `settled` were tried beside all that hold: no need to try them again then.
    """

    kept: tuple[Finding, ...] = ()
    refused: tuple[Refusal, ...] = ()
    settled: tuple[Refusal, ...] = ()
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class _State:
    """Files with the fixes so far, and what was found in them.

    `first` keeps what files were like before: they are read once, as others may write them, too.
    """

    files: Files
    lint: Lint
    result: Result
    now: Mapping[str, bytes] = field(default_factory=dict)
    first: dict[str, bytes] = field(default_factory=dict)

    def overlay(self, findings: Iterable[Finding]) -> Mapping[str, bytes]:
        """The bytes of the files that are changed, with the fixes of some findings more."""
        changes: dict[str, list[Change]] = {}
        for finding in findings:
            for change in changes_of(finding):
                changes.setdefault(change.path, []).append(change)
        more = {path: spliced(self.data(path), own) for path, own in changes.items()}
        return {**self.now, **more}

    def data(self, path: str) -> bytes:
        """The bytes of a file as it is to be."""
        if path in self.now:
            return self.now[path]
        if path not in self.first:
            self.first[path] = self.files.data(path)
        return self.first[path]

    def over(self, texts: Mapping[str, bytes]) -> Files:
        """All files, some of them with other bytes."""
        return Memory({path: raw(data) for path, data in texts.items()}, self.files)

    def found(self, findings: Iterable[Finding], *, wide: bool) -> Result:
        """What is found with the fixes of some findings."""
        return self.lint(self.over(self.overlay(findings)), wide)

    def after(self, done: _Done) -> _State:
        """The state with more fixes."""
        texts = self.overlay(done.kept)
        result = done.result or self.lint(self.over(texts), False)
        return replace(self, result=result, now=texts)

    def rewritten(self) -> Iterator[Rewritten]:
        """The files that are no longer as they were."""
        for path, data in sorted(self.now.items()):
            if self.first[path] != data:
                yield Rewritten(path, self.first[path], data)


def _round(
    state: _State, refused: list[Refusal], settled: Sequence[Refusal], *, unsafe: bool
) -> _Done:
    """The first fixes that hold; what overlaps those that don't has its turn then.

    Those that are `settled` were tried on these texts.
    """
    waiting = [*fixable(state.result, unsafe=unsafe)]
    refused += unfit(waiting, state.result, state.data)
    refused += _again(_without(waiting, (one.finding for one in refused)), settled)
    while waiting := _without(waiting, (one.finding for one in refused)):
        done = _settled(state, together(waiting))
        refused += done.refused
        if done.kept:
            return done
    return _Done()


def _again(waiting: Sequence[Finding], settled: Sequence[Refusal]) -> Iterator[Refusal]:
    """Those that are refused as before: they are told apart by what they are about."""
    reasons: dict[tuple[str, ...], list[str]] = {}
    for one in settled:
        reasons.setdefault(about(one.finding), []).append(one.reason)
    many = Counter(map(about, waiting))
    for finding in waiting:
        known = reasons.get(about(finding), ())
        if known and many[about(finding)] <= len(known):
            yield Refusal(finding, known[0])


def _without(findings: Sequence[Finding], others: Iterable[Finding]) -> list[Finding]:
    left_out = {id(other) for other in others}
    return [finding for finding in findings if id(finding) not in left_out]


def _settled(state: _State, wanted: Sequence[Finding]) -> _Done:
    """As many as hold together, found by trying ever fewer of those that don't."""
    rendering = templates(state.result)
    wide = any(change.path in rendering for one in wanted for change in changes_of(one))
    before = state.lint(state.over(state.now), True) if wide else state.result
    done = _Done()
    waiting = [tuple(wanted)]
    while waiting:
        group = waiting.pop()
        tried = (*done.kept, *group)
        after = state.found(tried, wide=wide)
        if wrong := flaws(before, after, tried):
            parts, out = _parted(group, wrong)
            refused, settled = (*done.refused, *out), (*done.settled, *out)
            done = replace(done, refused=refused, settled=settled)
            waiting += reversed(parts)
        else:
            done = replace(done, kept=tried, settled=(), result=None if wide else after)
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
        return [tuple(_without(group, suspects)), suspects], []
    alone = {id(own[0]) for own in _by_file(group) if len(own) == 1}  # no other one of its file
    out = [one for one in suspects if id(one) in alone or blamed[id(one)].sure]
    if not out:
        return _halves(group), []
    rest = tuple(_without(group, out))
    return [rest] if rest else [], [Refusal(one, blamed[id(one)].reason) for one in out]


def _halves(group: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """Half of the fixes of each file: files seldom have to do with each other."""
    parts = _by_file(group)
    first = [one for own in parts for one in own[: (len(own) + 1) // 2]]
    if len(first) == len(group):
        first = first[: len(group) // 2]
    return [tuple(first), tuple(_without(group, first))]


def _by_file(group: Iterable[Finding]) -> list[list[Finding]]:
    parts: dict[str, list[Finding]] = {}
    for finding in group:
        parts.setdefault(changes_of(finding)[0].path, []).append(finding)
    return list(parts.values())
