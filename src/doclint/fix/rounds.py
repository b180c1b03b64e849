"""Rounds of fixes: all that can be are tried at once, what does not hold is found and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from doclint.files import Files, Memory, raw
from doclint.fix.candidates import Refusal, fixable, given_up, templates, together, unfit
from doclint.fix.proof import Flaws, about, changes_of, flaws
from doclint.fix.search import Done, search, without
from doclint.fix.splice import spliced
from doclint.model.finding import Change, Finding
from doclint.model.record import dataclass
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

    def after(self, done: Done) -> _State:
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
) -> Done:
    """The first fixes that hold; what overlaps those that don't has its turn then.

    Those that are `settled` were tried on these texts.
    """
    waiting = [*fixable(state.result, unsafe=unsafe)]
    refused += unfit(waiting, state.result, state.data)
    refused += _again(without(waiting, (one.finding for one in refused)), settled)
    while waiting := without(waiting, (one.finding for one in refused)):
        done = _settled(state, together(waiting))
        refused += done.refused
        if done.kept:
            return done
    return Done()


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


def _settled(state: _State, wanted: Sequence[Finding]) -> Done:
    """As many as hold together, each tried on top of those that are known to hold."""
    rendering = templates(state.result)
    wide = any(change.path in rendering for one in wanted for change in changes_of(one))
    before = state.lint(state.over(state.now), True) if wide else state.result

    def attempt(tried: Sequence[Finding]) -> tuple[Flaws, Result]:
        after = state.found(tried, wide=wide)
        return flaws(before, after, tried), after

    done = search(wanted, attempt)
    return replace(done, result=None) if wide else done
