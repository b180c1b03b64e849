"""What of a change makes findings on pages that it did not touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from doclint.findings import places
from doclint.git import Changes, GitError, Hunk, Repository
from doclint.model.finding import CHANGED, Also, Finding, Place
from doclint.model.result import Result
from doclint.model.source import Anchor, Source
from doclint.model.spec import Document, Node, Operation, Spec
from doclint.since.differing import Difference, Part, differences, part

_MOST = 2000  # parts of a spec that an operation is made of
_FEW = 200  # differences; of more nobody can tell which one it is
_NAME = re.compile(r"[:/]")


class Causes:
    """Says of new findings which other changes than that of their own line they come from."""

    def __init__(
        self, repository: Repository, commit: str, changes: Changes, old: Result, new: Result
    ) -> None:
        self.repository, self.commit, self.changes = repository, commit, changes
        self.old, self.new = old, new
        self._hunks: dict[str, tuple[Hunk, ...]] = {}
        self._found: dict[str, list[Difference]] = {}
        self._compared: dict[tuple[str, str], Part] = {}

    def told(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings, with the changed places marked that they come from, where that is certain.

        Places in specs are looked up for all of them at once, as that takes long.
        """
        told = [*map(self._with_ends, findings)]
        likely = {
            number: self._likely(finding)
            for number, finding in enumerate(findings)
            if told[number] is finding and not self._is_changed(finding.place)
        }
        where = places(anchor for each in likely.values() for one in each for anchor in one.anchors)
        for number, own in likely.items():
            cause = self._elsewhere(told[number], own, where)
            if cause is not None:
                told[number] = replace(told[number], also=(*told[number].also, cause))
        return tuple(told)

    def _with_ends(self, finding: Finding) -> Finding:
        """A finding, its other ends marked that were changed; itself if none was."""
        if self._is_changed(finding.place):
            return finding
        pages = self._pages if finding.cause else frozenset[str]()  # they show what comes of it
        also = tuple(one if one.place.path in pages else self._marked(one) for one in finding.also)
        return replace(finding, also=also) if also != finding.also else finding

    @cached_property
    def _pages(self) -> frozenset[str]:
        return frozenset(page.source.path for page in self.new.project.pages)

    # Lines ----------------------------------------------------------------------------------------

    def _marked(self, also: Also) -> Also:
        """Another end of a finding, marked if it stands on changed lines, or is another value."""
        if not (self._is_changed(also.place) or self._is_other(also)):
            return also
        return replace(also, label=f"{also.label}, {CHANGED}")

    def _is_changed(self, place: Place) -> bool:
        """Whether a place is new, or lies on a line that is."""
        name = self.repository.name(place.path)
        if name is None:
            return False
        if name in self.changes.added:
            return True
        last = place.end_line - 1 if place.end_column == 1 else place.end_line
        lines = range(place.line, max(last, place.line) + 1)
        return any(_touches(hunk, lines) for hunk in self._of(name))

    def _of(self, name: str) -> tuple[Hunk, ...]:
        """The changed lines of a file, by its name from the top."""
        if name not in self._hunks:
            touched = name in self.changes.edited or name in self.changes.renamed
            self._hunks[name] = self._asked(name) if touched else ()
        return self._hunks[name]

    def _asked(self, name: str) -> tuple[Hunk, ...]:
        try:
            return self.repository.hunks(self.commit, name, self.changes.before(name))
        except GitError:  # a part of a submodule, say
            return ()

    # Values ---------------------------------------------------------------------------------------

    def _is_other(self, also: Also) -> bool:
        """Whether what a JSON Pointer leads to is a plain value that is not as it was."""
        new = self._after.get(also.place.path)
        if also.pointer is None or new is None:
            return False
        now, then = new.at(also.pointer), self._then(new, also.pointer)
        if now is None or then is None or isinstance(now.value, (dict, list)):
            return False
        return bool(now.value != then.value)

    def _then(self, document: Document, pointer: str) -> Node | None:
        old = self._before(document)
        return old.at(pointer) if old else None

    def _before(self, document: Document) -> Document | None:
        """A document as it was."""
        path = document.source.path
        name = self.repository.name(path)
        if name is None:
            return self._known.get(path)
        return self._known.get(self.repository.called(self.changes.before(name))) or (
            self._known.get(path)
        )

    @cached_property
    def _after(self) -> dict[str, Document]:
        return _documents(self.new)

    @cached_property
    def _known(self) -> dict[str, Document]:
        return _documents(self.old)

    # Operations -----------------------------------------------------------------------------------

    def _likely(self, finding: Finding) -> Sequence[Difference]:
        """What may have changed what a finding is about.

        A page that was changed itself may be the cause, too: then it has to be what it names.
        """
        name = _about(finding)
        every = [*dict.fromkeys((*self._ends(finding), *self._of_operation(finding)))]
        named = [one for one in every if name and one.name == name]
        if named or self.repository.name(finding.place.path) in self._touched:
            return named
        return every if len(every) <= _FEW else ()

    def _elsewhere(
        self, finding: Finding, likely: Iterable[Difference], where: Mapping[Anchor, Place]
    ) -> Also | None:
        """The one place that changed what a finding is about, if there is only one."""
        found = [also for one in likely if (also := self._place(one, where)) is not None]
        found = found or [*self._texts(finding, _about(finding))]
        lines = {(also.place.path, also.place.line) for also in found}
        return found[0] if len(lines) == 1 else None

    @cached_property
    def _touched(self) -> frozenset[str]:
        return self.changes.names()

    def _ends(self, finding: Finding) -> Iterator[Difference]:
        """What is not as it was of the values that a finding points to."""
        for also in finding.also:
            document = self._after.get(also.place.path)
            new = document.at(also.pointer) if document and also.pointer is not None else None
            old = self._then(document, also.pointer or "") if document else None
            if new is not None and old is not None:
                yield from differences(old, new)

    def _texts(self, finding: Finding, name: str) -> Iterator[Also]:
        """The changed lines that have a name, in the other files that a finding points to."""
        word = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])")
        paths = {also.place.path for also in finding.also} - {finding.place.path}
        for path in sorted(paths) if name and not finding.cause else ():
            now, then = self.new.sources.get(path), self._text_before(path)
            for hunk in self._of(self.repository.name(path) or ""):
                gone = _text(then, hunk.old, hunk.gone)
                if now and word.search(f"{gone}\n{_text(now, hunk.new, hunk.added)}"):
                    yield _at(now, hunk)

    def _text_before(self, path: str) -> Source | None:
        name = self.repository.name(path)
        old = self.repository.called(self.changes.before(name)) if name else path
        return self.old.sources.get(old) or self.old.sources.get(path)

    def _of_operation(self, finding: Finding) -> Sequence[Difference]:
        """What is not as it was of all that the operation of a finding is made of."""
        label = finding.operation
        if label is None:
            return ()
        if label not in self._found:
            self._found[label] = [*self._made(label)]
        return self._found[label]

    def _made(self, label: str) -> Iterator[Difference]:
        old = next(_operations(self.old.project.specs, label), None)
        new = next(_operations(self.new.project.specs, label), None)
        if old is not None and new is None:
            yield Difference(old.method, old.node, self._nearest(old), gone=True)
        elif old is not None and new is not None:
            for each in self._parts(old.node, new.node):
                yield from each.differences

    def _parts(self, old: Node, new: Node) -> Iterator[Part]:
        """The value of an operation, and all that it refers to, before and after."""
        seen: set[tuple[str, str]] = set()
        waiting = [(old, new)]
        while waiting and len(seen) < _MOST:
            then, now = waiting.pop()
            key = (now.document.source.path, now.pointer)
            if key not in seen:
                seen.add(key)
                if key not in self._compared:
                    self._compared[key] = part(then, now)
                yield self._compared[key]
                waiting += self._compared[key].referred

    def _nearest(self, operation: Operation) -> Node | None:
        """What is left of where an operation was."""
        path = operation.node.document.source.path
        name = self.repository.name(path)
        new = self._after.get(self.repository.called(self._now.get(name, name))) if name else None
        pointer = operation.node.pointer
        while new is not None and pointer:
            pointer = pointer.rpartition("/")[0]
            if (found := new.at(pointer)) is not None:
                return found
        return None

    @cached_property
    def _now(self) -> dict[str, str]:
        return {old: new for new, old in self.changes.renamed.items()}

    def _place(self, one: Difference, where: Mapping[Anchor, Place]) -> Also | None:
        """Where it is said by now; what is gone has the line where it was."""
        if one.new is None:
            return None
        if not one.gone:
            return Also(where[one.new.key], CHANGED, one.new.pointer)
        lines = {where[anchor].line for anchor in one.anchors}
        source = one.new.document.source
        for hunk in self._of(self.repository.name(source.path) or ""):
            if any(hunk.old <= line < hunk.old + hunk.gone for line in lines):
                return _at(source, hunk)
        return None


def _about(finding: Finding) -> str:
    """The name of what a finding is about."""
    return _NAME.split(finding.subject)[-1]


def _touches(hunk: Hunk, lines: range) -> bool:
    return hunk.added > 0 and hunk.new < lines.stop and lines.start < hunk.new + hunk.added


def _documents(result: Result) -> dict[str, Document]:
    every = (*result.project.specs, *result.project.schemas)
    return {one.source.path: one for spec in every for one in spec.document.walk()}


def _operations(specs: Iterable[Spec], label: str) -> Iterator[Operation]:
    return (one for spec in specs for one in spec.operations if str(one) == label)


def _text(source: Source | None, line: int, count: int) -> str:
    """Some lines of a file."""
    last = min(line + count, len(source.line_starts) + 1) if source else 0
    return "\n".join(source.line(number) for number in range(line, last)) if source else ""


def _at(source: Source, hunk: Hunk) -> Also:
    """Where lines were changed; where they are gone, the line in front of them."""
    line = min(max(hunk.new, 1), len(source.line_starts))
    label = CHANGED if hunk.added else f"what stood below is gone, {CHANGED}"
    text, start = source.line(line), source.line_starts[line - 1]
    lead, length = len(text) - len(text.lstrip()), len(text)
    place = Place(source.path, start + lead, start + length, line, lead + 1, line, length + 1)
    return Also(place, label)
