"""What is found in the checkout beside what was found where its changes began."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from doclint.baseline.matching import Surroundings, match
from doclint.baseline.settling import in_part
from doclint.baseline.traces import Traces, last
from doclint.config import UsageError
from doclint.files import Files, Folder
from doclint.findings import order, plain
from doclint.git import Changes, GitError, Repository, repository
from doclint.model.entry import Entry
from doclint.model.finding import Finding, Place
from doclint.model.record import dataclass
from doclint.model.result import Crash, Result
from doclint.since import Asked
from doclint.since.asked import before
from doclint.since.causing import Causes
from doclint.since.seen import Seen, matters
from doclint.tree import Tree

Lint = Callable[[Files, Asked, bool], Result]
"""What is found in files; with True, also by rules that nobody asked for but a template needs."""


@dataclass(frozen=True)
class _Before:
    """What was found in the files of a commit; `fault` says why nobody knows."""

    tree: Tree
    result: Result
    fault: str = ""


@dataclass(frozen=True)
class Since:
    """The changes since a branch was left: `commit` is the newest that it has in common with it."""

    ref: str
    repository: Repository
    commit: str
    asked: Asked
    lint: Lint

    @property
    def label(self) -> str:
        """What is compared with, for people."""
        short = self.commit[:9]
        return f"{self.ref} at {short}" if not self.commit.startswith(self.ref) else short

    @cached_property
    def changes(self) -> Changes:
        """What differs from the commit."""
        return self.repository.changes(self.commit)

    def new(self, now: Callable[[Files], Result], files: Files, wide: bool) -> Result:
        """What is found in files now, without the findings that were there in the commit."""
        seen = Seen(files)
        result = replace(now(seen), since=self.label)
        if not result.findings:
            return result
        if not matters(self.changes, seen, self.repository):
            return replace(result, findings=(), older=result.findings)
        known = self._wide if wide else self._narrow
        if known.fault:
            return replace(result, notices=(*result.notices, known.fault))
        new, old = _parted(result, self._old(result, known.result))
        causes = Causes(self.repository, self.commit, self.changes, known.result, result)
        return replace(
            result,
            findings=causes.told(new),
            older=old,
            crashes=(*result.crashes, *self._crashes(known.result, result)),
            notices=(*result.notices, *self._notices(result, known.tree)),
        )

    @cached_property
    def _narrow(self) -> _Before:
        return self._before(wide=False)

    @cached_property
    def _wide(self) -> _Before:
        return self._before(wide=True)

    def _before(self, *, wide: bool) -> _Before:
        with Tree(self.repository, self.commit) as tree:
            try:
                asked = before(self.asked, tree, self.changes)
                found = self.lint(tree, asked, wide) if asked.paths else Result()
                return _Before(tree, found)
            except GitError:
                raise
            except UsageError as error:
                reason = f"cannot be checked as they are asked for now: {error}"
                fault = f"the files of {self.label} {reason}; all findings are new"
                return _Before(tree, Result(), fault)

    def _old(self, result: Result, old: Result) -> frozenset[str]:
        """The fingerprints of the findings that were there, as they are on each page.

        What is known or suppressed by now is compared, too, lest it leaves an old finding for a new
        one to hide behind.
        """
        told = _members(result.findings, result.suppressed, result.baselined, result.apart)
        had = _members(old.findings, (one for one in old.apart if one.state == "new"))
        traces = Traces(result.project, result.sources, ".")
        entries = Traces(old.project, old.sources, ".").entries(had.values())
        moved = [self._moved(entry) for entry in entries]
        around = self._around(result, traces)
        pairing = match(moved, traces.entries(told.values()), around)
        names, then = [*told], [*had.values()]
        left = [(then[number], old) for number in pairing.left()]
        again = (n for n in pairing.loose if _is_retold((told[names[n]], result), left))
        return frozenset(names[number] for number in (*pairing.found, *again))

    def _moved(self, entry: Entry) -> Entry:
        """What was found in a file that is called otherwise now."""
        return replace(entry, path=self._now(entry.path), spec=self._now(entry.spec))

    def _now(self, path: str) -> str:
        name = self.repository.name(path) if path else None
        new = self._renamed.get(name) if name else None
        return self.repository.called(new) if new else path

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        return {old: new for new, old in self.changes.renamed.items()}

    def _around(self, result: Result, traces: Traces) -> Surroundings:
        operations: dict[str, set[str]] = {page.source.path: set() for page in result.project.pages}
        for one in result.project.endpoints:
            operations.setdefault(one.page.source.path, set()).add(plain(one.operation) or "")
        there = Folder(self.repository.root)

        def headings(path: str) -> Collection[str]:
            return {last(chain) for chain in traces.headings(path)}

        def gone(path: str) -> bool:
            return path not in operations and not there.exists(path)

        return Surroundings(operations, headings, result.ran, gone)

    def _crashes(self, old: Result, result: Result) -> Sequence[Crash]:
        """The rules that crashed in the commit alone: what they find now may be old or new."""
        known = {crash.rule for crash in result.crashes}
        return [
            Crash(crash.rule, f"in the files of {self.label}: {crash.reason}")
            for crash in old.crashes
            if crash.rule not in known
        ]

    def _notices(self, result: Result, tree: Tree) -> Sequence[str]:
        """What cannot be compared, as git does not hold it."""
        pages = {page.source.path for page in result.project.pages}
        known = set(map(self.repository.called, self.changes.names()))
        beside = sorted(path for path in result.sources if path not in pages | known)
        with tree:
            borrowed = [path for path in beside if tree.borrows(path)]
        reason = "is not in git: it is taken as it is now, as if it had never changed"
        return [f"`{path}` {reason}" for path in borrowed]


def _is_retold(one: tuple[Finding, Result], others: Iterable[tuple[Finding, Result]]) -> bool:
    """Whether a finding is one of others, told from another of the places that it is about."""
    finding, result = one
    here, around = _line(finding.place, result), _lines(finding, result)
    return any(
        (other.rule, other.subject) == (finding.rule, finding.subject)
        and (here in _lines(other, old) or _line(other.place, old) in around)
        for other, old in others
    )


def _lines(finding: Finding, result: Result) -> frozenset[str]:
    """The lines of the other places of a finding."""
    return frozenset(_line(also.place, result) for also in finding.also) - {""}


def _line(place: Place, result: Result) -> str:
    source = result.sources.get(place.path)
    return source.line(place.line).strip() if source else ""


def _members(*groups: Iterable[Finding]) -> dict[str, Finding]:
    """The findings of several groups by their fingerprints, but for those that stand for others."""
    found: dict[str, Finding] = {}
    for finding in (one for group in groups for one in group):
        if not finding.covered:
            found.setdefault(finding.fingerprint, finding)
    return found


def _parted(
    result: Result, known: Collection[str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The new findings and the old ones: one that stands for several is new if one of them is."""
    parts = _members(result.apart)
    new, old = [], []
    for finding in result.findings:
        own = [name for name in finding.covered if name in parts] or [finding.fingerprint]
        unknown = [name for name in own if name not in known]
        if not unknown:
            old.append(finding)
        elif len(unknown) < len(own):
            new.append(in_part(finding, sorted((parts[name] for name in unknown), key=order)))
        else:
            new.append(finding)
    return tuple(new), tuple(old)


def since(ref: str, asked: Asked, lint: Lint) -> Since:
    """The changes since a branch was left; UsageError where nobody can tell what they are."""
    try:
        found = repository()
        return Since(ref, found, found.base(ref), asked, lint)
    except GitError as error:
        raise UsageError(f"--since {ref}: {error}".replace("--since :", "--since:")) from None
