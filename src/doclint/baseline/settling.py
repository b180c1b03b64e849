"""What a run makes of a baseline: which findings are known, which entries nothing answers to."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from doclint.baseline.matching import Pairing, Surroundings, match
from doclint.baseline.storing import Baseline
from doclint.baseline.traces import Traces, below, called, last
from doclint.files import Files, Folder, Memory, joined
from doclint.findings import order, plain
from doclint.model.entry import Entry, Ledger
from doclint.model.finding import Also, Finding
from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.suppress import UNUSED

_TOLD = 3  # new places that are shown of a cause that is known in part


@dataclass(frozen=True, slots=True)
class Settling:
    """Puts aside what a baseline knows, in the result of any run over some PATHS.

    `known` are the ids of all rules there are, `apart` those of rules that look at no page, but at
    the whole project. Names that git gave once are kept.
    """

    baseline: Baseline
    files: Files
    paths: Sequence[str]
    known: Collection[str]
    apart: Collection[str] = ()
    _renames: dict[str, str] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def __call__(self, result: Result) -> Result:
        """The result without the findings that are known; with them, and what is stale, aside."""
        traces = Traces(result.project, result.sources, self.baseline.folder)
        findings = [*_members(result)]
        pairing = match(
            self.baseline.entries, traces.entries(findings), self._surroundings(result, traces)
        )
        reasons = {
            findings[number].fingerprint: self.baseline.entries[entry].reason
            for number, entry in pairing.found.items()
        }
        told = [*_told(result.findings, reasons, {one.fingerprint: one for one in findings})]
        ledger = self._ledger(pairing, _View(self, result))
        return replace(
            result,
            findings=tuple(one for one in told if one.state == "new"),
            baselined=tuple(one for one in told if one.state != "new"),
            stale=ledger.stale,
            ledger=ledger,
        )

    def _ledger(self, pairing: Pairing, view: _View) -> Ledger:
        """What became of the entries, as they are called in the baseline."""
        own = self.baseline.entries
        answered = (
            (own[entry], replace(pairing.findings[number], reason=own[entry].reason))
            for number, entry in sorted(pairing.found.items())
        )
        rest = [
            (replace(own[number], count=count), view.unseen(pairing.entries[number]))
            for number, count in sorted(pairing.open.items())
        ]
        return Ledger(
            path=self.baseline.path,
            answered=tuple(answered),
            stale=tuple(entry for entry, why in rest if not why),
            unseen=tuple((entry, why) for entry, why in rest if why),
            added=tuple(pairing.findings[number] for number in pairing.loose),
        )

    def _surroundings(self, result: Result, traces: Traces) -> Surroundings:
        paths = {traces.name(page.source.path): page.source.path for page in result.project.pages}
        operations: dict[str, set[str]] = {name: set() for name in paths}
        for endpoint in result.project.endpoints:
            name = traces.name(endpoint.page.source.path)
            operations[name].add(plain(endpoint.operation) or "")

        def headings(path: str) -> Collection[str]:
            return {last(chain) for chain in traces.headings(paths.get(path, ""))}

        return Surroundings(operations, headings, frozenset(self.known), self.gone, self.renamed)

    def gone(self, path: str) -> bool:
        """Whether a file that the baseline names is no longer there."""
        return not self.files.exists(joined(self.baseline.folder, path))

    def renamed(self, gone: Collection[str]) -> Mapping[str, str]:
        """What pages that are gone are called now, as far as git knows."""
        new = set(gone) - self._asked
        root = _root(self.files)
        if new and root is not None:
            from doclint.baseline.renames import renamed

            folder = os.path.join(root, self.baseline.folder)
            self._renames.update(renamed(folder, posixpath.basename(self.baseline.path), new))
        self._asked.update(new)
        return self._renames


def _root(files: Files) -> str | None:
    while isinstance(files, Memory) and files.below is not None:
        files = files.below
    return files.root if isinstance(files, Folder) else None


def _members(result: Result) -> Iterator[Finding]:
    """The findings of a run as they are on each page, none of them suppressed."""
    hidden = {one for finding in result.suppressed for one in finding.covered}
    apart = {one.fingerprint: one for one in result.apart if one.state == "new"}
    for one in apart.values():
        if one.fingerprint not in hidden:
            yield one
    for one in result.findings:
        if one.fingerprint not in apart and not one.covered:
            yield one


def _told(
    findings: Iterable[Finding], reasons: Mapping[str, str], members: Mapping[str, Finding]
) -> Iterator[Finding]:
    """The findings, known ones marked so: what stands for several is, if all of them are."""
    for finding in findings:
        own = [one for one in (finding.fingerprint, *finding.covered) if one in members]
        new = [one for one in own if one not in reasons]
        if own and not new:
            words = next((reasons[one] for one in own if reasons[one]), None)
            yield replace(finding, state="baselined", reason=words)
        elif len(new) < len(own):
            yield in_part(finding, sorted((members[one] for one in new), key=order))
        else:
            yield finding


def in_part(finding: Finding, new: Sequence[Finding]) -> Finding:
    """A cause of which some are known: it says how many are not, and where."""
    also = tuple(Also(one.place, "new here", one.pointer) for one in new[:_TOLD])
    message = f"{finding.message}, {len(new)} of them new"
    return replace(finding, message=message, also=(*also, *finding.also))


class _View:
    """What a run could have seen."""

    def __init__(self, settling: Settling, result: Result) -> None:
        self.settling, self.result = settling, result
        folder = settling.baseline.folder
        self.checked = {called(page.source.path, folder) for page in result.checked}
        self.pages = {called(page.source.path, folder) for page in result.project.pages}
        self.specs = {called(spec.source.path, folder) for spec in result.project.specs}
        self.sources = {called(path, folder) for path in result.sources}
        self.asked = [called(settling.files.shown(path), folder) for path in settling.paths]
        crashed = {crash.rule for crash in result.crashes}
        self.ran = {rule for rule in result.ran if rule not in crashed}
        self.crashed = bool(crashed)
        wanted = settling.baseline.paths
        self.complete = bool(wanted) and all(map(self.covers, wanted))

    def covers(self, path: str) -> bool:
        """Whether a file was to be looked at: it is named, or lies in a folder that is."""
        return any(below(path, folder) for folder in self.asked)

    def unseen(self, entry: Entry) -> str:
        """Why a run cannot tell whether an entry still holds; "" if it can."""
        return self._of_rule(entry) or self._of_path(entry) or self._of_spec(entry)

    def _of_rule(self, entry: Entry) -> str:
        if entry.rule in self.settling.known and entry.rule not in self.ran:
            return "the rule did not run"
        if self.crashed and entry.rule == UNUSED:
            return "a rule crashed"
        if entry.rule in self.settling.apart and not (self.result.project.whole and self.complete):
            return "only a part was checked"
        return ""

    def _of_path(self, entry: Entry) -> str:
        if entry.path in self.checked:
            return ""
        if self.settling.gone(entry.path):
            return "" if self.covers(entry.path) else "its page is gone, its folder was not checked"
        if entry.path not in self.sources or entry.path in self.pages:
            return "its page was not checked"
        return "" if self.complete else "only a part was checked"

    def _of_spec(self, entry: Entry) -> str:
        if not entry.spec or entry.spec in self.specs or self.settling.gone(entry.spec):
            return ""
        return f"it was compared with {entry.spec}, which was not read"
