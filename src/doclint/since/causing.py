"""What of a change makes findings on pages that it did not touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

from doclint.findings import placed, places
from doclint.git import Changes, GitError, Hunk, Repository
from doclint.model.finding import CHANGED, Also, Finding, Place
from doclint.model.result import Result
from doclint.model.source import Pointer, Source
from doclint.model.spec import Document, Node, Operation, Spec
from doclint.run import documents

_MOST = 2000  # parts of a spec that an operation is made of
_FEW = 200  # of its values, by which the lines of something are found that is gone
_NAME = re.compile(r"[:/]")
_LISTED = ("name", "code", "id")  # members by which the items of a list are known


@dataclass(frozen=True, slots=True)
class _Part:
    """A value that an operation is made of, before and after; None where it is not there."""

    old: Node | None
    new: Node | None


@dataclass(frozen=True, slots=True)
class _Difference:
    """A value that is not as it was; where it is gone, `new` is what it was a part of."""

    name: str
    old: Node | None
    new: Node | None
    gone: bool = False


class Causes:
    """Says of new findings which other changes than that of their own line they come from."""

    def __init__(
        self, repository: Repository, commit: str, changes: Changes, old: Result, new: Result
    ) -> None:
        self.repository, self.commit, self.changes = repository, commit, changes
        self.old, self.new = old, new
        self._hunks: dict[str, tuple[Hunk, ...]] = {}
        self._found: dict[str, list[_Difference]] = {}

    def told(self, finding: Finding) -> Finding:
        """The finding, with the changed place marked that it comes from, where that is certain."""
        if self._is_changed(finding.place):
            return finding
        pages = self._pages if finding.cause else frozenset[str]()  # they show what comes of it
        also = tuple(one if one.place.path in pages else self._marked(one) for one in finding.also)
        if also != finding.also:
            return replace(finding, also=also)
        place = self._elsewhere(finding)
        if place is None:
            return finding
        return replace(finding, also=(*finding.also, Also(place[0], CHANGED, place[1])))

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

    def _elsewhere(self, finding: Finding) -> tuple[Place, str | None] | None:
        """The one place of a spec that changed what a finding is about, if there is only one.

        A page that was changed itself may be the cause, too: then it has to be what it names.
        """
        name = _NAME.split(finding.subject)[-1]
        every = [*self._ends(finding), *self._of_operation(finding)]
        named = [one for one in every if name and one.name == name]
        touched = self.repository.name(finding.place.path) in self.changes.names()
        likely = named or ([] if touched else every)
        places = [place for one in likely if (place := self._place(one)) is not None]
        places = places or [(place, None) for place in self._texts(finding, name)]
        lines = {(place.path, place.line) for place, _ in places}
        return places[0] if len(lines) == 1 else None

    def _ends(self, finding: Finding) -> Iterator[_Difference]:
        """What is not as it was of the values that a finding points to."""
        for also in finding.also:
            document = self._after.get(also.place.path)
            new = document.at(also.pointer) if document and also.pointer is not None else None
            old = self._then(document, also.pointer or "") if document else None
            if new is not None and old is not None:
                yield from _differences(old, new)

    def _texts(self, finding: Finding, name: str) -> Iterator[Place]:
        """The changed lines that have a name, in the other files that a finding points to."""
        word = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])")
        paths = {also.place.path for also in finding.also} - {finding.place.path}
        for path in sorted(paths) if name and not finding.cause else ():
            now, then = self.new.sources.get(path), self._text_before(path)
            for hunk in self._of(self.repository.name(path) or ""):
                gone = _text(then, hunk.old, hunk.gone)
                if now and word.search(f"{gone}\n{_text(now, hunk.new, hunk.added)}"):
                    yield _at(now, max(hunk.new, 1))

    def _text_before(self, path: str) -> Source | None:
        name = self.repository.name(path)
        old = self.repository.called(self.changes.before(name)) if name else path
        return self.old.sources.get(old) or self.old.sources.get(path)

    def _of_operation(self, finding: Finding) -> Sequence[_Difference]:
        """What is not as it was of all that the operation of a finding is made of."""
        label = finding.operation
        if label is None:
            return ()
        if label not in self._found:
            self._found[label] = [*self._made(label)]
        return self._found[label]

    def _made(self, label: str) -> Iterator[_Difference]:
        old = next(_operations(self.old.project.specs, label), None)
        new = next(_operations(self.new.project.specs, label), None)
        if old is not None and new is None:
            yield _Difference(old.method, old.node, self._nearest(old), gone=True)
        elif old is not None and new is not None:
            for part in _parts(old.node, new.node):
                if part.old is not None and part.new is not None:
                    yield from _differences(part.old, part.new)

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

    def _place(self, one: _Difference) -> tuple[Place, str | None] | None:
        """Where it is said by now; what is gone has the line where it was."""
        if one.new is None:
            return None
        if not one.gone:
            return placed(one.new.key), one.new.pointer
        line = self._line(one)
        source = one.new.document.source
        return (_at(source, line), None) if line else None

    def _line(self, one: _Difference) -> int | None:
        """The line by now at which something stood that is gone."""
        name = self.repository.name(one.new.document.source.path) if one.new else None
        if one.old is None or name is None:
            return None
        anchors = [one.old.key, *islice(_leaves(one.old), _FEW)]
        where = places(anchors)
        lines = {where[anchor].line for anchor in anchors}
        for hunk in self._of(name):
            if any(hunk.old <= line < hunk.old + hunk.gone for line in lines):
                return max(hunk.new, 1)
        return None


def _leaves(node: Node) -> Iterator[Pointer]:
    """Where the plain values of a value stand."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        inner = [*one.items()]
        if not inner:
            yield one.anchor
        waiting += reversed(inner)


def _touches(hunk: Hunk, lines: range) -> bool:
    return hunk.added > 0 and hunk.new < lines.stop and lines.start < hunk.new + hunk.added


def _documents(result: Result) -> dict[str, Document]:
    every = (*result.project.specs, *result.project.schemas)
    return {one.source.path: one for spec in every for one in documents(spec)}


def _operations(specs: Iterable[Spec], label: str) -> Iterator[Operation]:
    return (one for spec in specs for one in spec.operations if str(one) == label)


def _parts(old: Node, new: Node) -> Iterator[_Part]:
    """The value of an operation, and all that it refers to, before and after."""
    seen: set[tuple[str, str]] = set()
    waiting: list[_Part] = [_Part(old, new)]
    while waiting and len(seen) < _MOST:
        part = waiting.pop()
        yield part
        then = dict(_referred(part.old)) if part.old else {}
        for reference, node in _referred(part.new) if part.new else ():
            key = (node.document.source.path, node.pointer)
            if key not in seen:
                seen.add(key)
                waiting.append(_Part(then.get(reference), node))


def _referred(node: Node) -> Iterator[tuple[str, Node]]:
    """What a value refers to, by the reference."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        reference = one.text("$ref")
        target = one.target(reference) if reference else None
        if reference and target is not None:
            yield reference, target
        waiting += one.items()


def _differences(old: Node, new: Node) -> Iterator[_Difference]:
    """The smallest values that are not the same; items of lists are known by their names."""
    waiting = [(old, new)]
    while waiting:
        then, now = waiting.pop()
        if then.value == now.value:
            continue
        before, after = _members(then), _members(now)
        if before is None or after is None:
            yield _Difference(_called(now), then, now)
            continue
        for name in {**before, **after}:
            if name not in after:
                yield _Difference(name, before[name], now, gone=True)
            elif name not in before:
                yield _Difference(name, None, after[name])
            else:
                waiting.append((before[name], after[name]))


def _members(node: Node) -> dict[str, Node] | None:
    """The members of an object by name, or the items of a list by what they are called."""
    if isinstance(node.value, dict):
        return {one.name: one for one in node.items()}
    if isinstance(node.value, list):
        return {_title(one.resolved().value) or one.name: one for one in node.items()}
    return None


def _title(value: Any) -> str:
    """What an item of a list is called, if it says so, or is a word itself."""
    if isinstance(value, dict):
        names = (value.get(name) for name in _LISTED)
        return next((name for name in names if isinstance(name, str)), "")
    return value if isinstance(value, str) else ""


def _called(node: Node) -> str:
    """The name that people know a value by: of what a keyword such as `type` belongs to."""
    above = node.pointer
    for _ in range(3):
        above, _, last = above.rpartition("/")
        holder = node.document.at(above, through=False)
        if holder is not None and (title := _title(holder.resolved().value)):
            return title
        if above.endswith("/properties"):
            return last.replace("~1", "/").replace("~0", "~")
    return node.name


def _text(source: Source | None, line: int, count: int) -> str:
    """Some lines of a file."""
    last = min(line + count, len(source.line_starts) + 1) if source else 0
    return "\n".join(source.line(number) for number in range(line, last)) if source else ""


def _at(source: Source, line: int) -> Place:
    """The first characters of a line."""
    line = min(line, len(source.line_starts))
    start = source.line_starts[line - 1]
    text = source.line(line)
    lead = len(text) - len(text.lstrip())
    end = start + len(text)
    return Place(source.path, start + lead, end, line, lead + 1, line, len(text) + 1)
