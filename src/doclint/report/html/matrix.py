"""How much of each operation was compared with the spec, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from doclint.model.contract import Specified
from doclint.model.finding import Finding
from doclint.model.project import Endpoint
from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.model.spec import Operation
from doclint.read.specified import read_operation
from doclint.report.html.known import accepted
from doclint.report.html.parts import FAMILIES, PARTS, part_of
from doclint.report.html.seen import Seen, seen, unseen

STATES = ("right", "wrong", "absent", "unchecked", "none")
"""What a cell may say."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of an operation. `words` say why; `known` that all that is wrong is accepted.

    `number` is that of the findings; with `partly`, not all of it was compared.
    """

    state: str
    words: str
    known: bool = False
    partly: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An operation with its cells, in the order of PARTS. `others` are findings of no part.

    One that no spec has `is_strange`.
    """

    label: str
    id: str
    api: str
    pages: tuple[str, ...]
    cells: tuple[Cell, ...]
    others: int = 0
    is_strange: bool = False


@dataclass(slots=True)
class _Draft:
    """A row while it is made."""

    label: str
    operation: Operation | None = None
    endpoints: list[tuple[Endpoint, Specified]] = field(default_factory=list)
    pages: dict[str, None] = field(default_factory=dict)
    found: Counter[str | None] = field(default_factory=Counter)
    accepted: Counter[str | None] = field(default_factory=Counter)


def matrix(
    result: Result, api: Mapping[int, str], recommended: Collection[str] = ()
) -> tuple[Row, ...]:
    """The operations of the specs, then those that only pages name; `api` names the specs by id.

    `recommended` are the rules without which a part is compared in part only.
    """
    drafts = [*_of_specs(result), *_of_pages(result)]
    _count(drafts, result)
    asked = {part: _asked(part, result, recommended) for part in PARTS}
    return tuple(_row(draft, asked, api) for draft in drafts)


class _Asked(NamedTuple):
    """Whether rules about a part were asked: why nothing can be said, and what was left out."""

    reason: str = ""
    left: str = ""


def _asked(part: str, result: Result, recommended: Collection[str]) -> _Asked:
    def own(rules: Iterable[str]) -> set[str]:
        return {rule for rule in rules if rule.partition("/")[0] in FAMILIES[part]}

    if own(crash.rule for crash in result.crashes):
        return _Asked("a rule about it crashed")
    if not own(result.ran):
        return _Asked("no rule about it was asked")
    left = len(own(recommended) - set(result.ran))
    return _Asked(
        left=f"{left} {'rule was' if left == 1 else 'rules were'} not asked" if left else ""
    )


def _of_specs(result: Result) -> Iterator[_Draft]:
    checked = {id(page) for page in result.checked}
    drafts: dict[int, _Draft] = {}
    for endpoint in result.project.endpoints:
        for known in endpoint.specified:
            if known.operation is None:
                continue
            draft = drafts.setdefault(
                id(known.operation), _Draft(str(known.operation), known.operation)
            )
            if id(endpoint.page) in checked:
                draft.endpoints.append((endpoint, known))
                draft.pages[endpoint.page.source.path] = None
    for spec in result.project.specs:
        for operation in spec.operations:
            known_draft = drafts.get(id(operation))
            if known_draft is not None and known_draft.endpoints:
                yield known_draft
            elif known_draft is None and result.project.whole and not _silent(operation):
                yield _Draft(str(operation), operation)


def _silent(operation: Operation) -> bool:
    """Whether nobody expects a page about an operation."""
    return operation.internal or operation.spec.loose


def _of_pages(result: Result) -> Iterator[_Draft]:
    checked = {id(page) for page in result.checked}
    drafts: dict[str, _Draft] = {}
    for endpoint in result.project.endpoints:
        if endpoint.specified or not endpoint.documented.namings or not endpoint.operation:
            continue
        if id(endpoint.page) in checked:
            draft = drafts.setdefault(endpoint.operation, _Draft(endpoint.operation))
            draft.pages[endpoint.page.source.path] = None
    yield from drafts.values()


# Findings -----------------------------------------------------------------------------------------


def _count(drafts: Sequence[_Draft], result: Result) -> None:
    """Counts what was found of each operation.

    What is told once for many pages counts on each of them.
    """
    known = accepted(result)
    told = {one.fingerprint for one in known}
    apart = [one for one in result.apart if one.state == "new" and one.fingerprint not in told]
    new = any(one.cause for one in result.findings)
    about = _About(drafts, result.project.endpoints)
    for finding in _once(apart if new else (), result.findings):
        for draft in about.of(finding):
            draft.found[part_of(finding)] += 1
    for finding in _once(() if new else apart, known):
        for draft in about.of(finding):
            draft.accepted[part_of(finding)] += 1


def _once(apart: Iterable[Finding], told: Iterable[Finding]) -> Iterable[Finding]:
    """Findings on their pages; those that stay where they are stand among both."""
    found = {one.fingerprint: one for one in told}
    return ({one.fingerprint: one for one in apart} | found).values()


class _About:
    """Which rows a finding is about."""

    def __init__(self, drafts: Iterable[_Draft], endpoints: Iterable[Endpoint]) -> None:
        self._labels: dict[str, list[_Draft]] = {}
        self._rows: dict[int, list[_Draft]] = {}
        for draft in drafts:
            self._labels.setdefault(draft.label, []).append(draft)
            for endpoint, _ in draft.endpoints:
                self._rows.setdefault(id(endpoint), []).append(draft)
        self._endpoints: dict[str, list[Endpoint]] = {}
        for endpoint in endpoints:
            path = endpoint.documented.span.source.path
            self._endpoints.setdefault(path, []).append(endpoint)

    def of(self, finding: Finding) -> list[_Draft]:
        """The operations by the section that it stands in, and the one that it names."""
        place = finding.place
        around = [
            endpoint
            for endpoint in self._endpoints.get(place.path, ())
            if endpoint.documented.span.start <= place.start < endpoint.documented.span.end
        ]
        found: dict[int, _Draft] = {}
        if around:
            inner = min(around, key=lambda one: one.documented.span.end - one.documented.span.start)
            found.update((id(draft), draft) for draft in self._rows.get(id(inner), ()))
        named = self._labels.get(finding.operation or "", [])
        near = [draft for draft in named if place.path in draft.pages] or named
        found.update((id(draft), draft) for draft in near)
        return [*found.values()]


# Cells --------------------------------------------------------------------------------------------


def _row(draft: _Draft, asked: Mapping[str, _Asked], api: Mapping[int, str]) -> Row:
    operation = draft.operation
    return Row(
        draft.label,
        (operation.id if operation else None) or "",
        api.get(id(operation.spec), "") if operation else "",
        tuple(draft.pages),
        tuple(_cells(draft, asked)),
        draft.found[None],
        operation is None,
    )


def _cells(draft: _Draft, asked: Mapping[str, _Asked]) -> Iterator[Cell]:
    parts = _parts(draft)
    for part in PARTS:
        reason, left = asked[part]
        if parts is None:
            yield _cell(draft, part, Seen(page=True), reason or "no spec has this operation")
        else:
            one = parts[part]
            yield _cell(
                draft, part, one | Seen(left=(left,)) if left and one.compared else one, reason
            )


def _parts(draft: _Draft) -> Mapping[str, Seen] | None:
    if draft.operation is None:
        return None
    if not draft.endpoints:
        return unseen(read_operation(draft.operation))
    found = {part: Seen() for part in PARTS}
    for endpoint, known in draft.endpoints:
        found = {part: found[part] | one for part, one in seen(endpoint, known).items()}
    return found


def _cell(draft: _Draft, part: str, one: Seen, reason: str) -> Cell:
    if wrong := draft.found[part]:
        return Cell("wrong", f"{wrong} {'finding' if wrong == 1 else 'findings'}", number=wrong)
    if known := draft.accepted[part]:
        return Cell("wrong", "suppressed or in the baseline", known=True, number=known)
    if not (one.page or one.spec):
        return Cell("none", "")
    if reason:
        return Cell("unchecked", reason)
    return _right(one) if one.compared else _not_right(draft, one)


def _right(one: Seen) -> Cell:
    left = f"; not compared: {'; '.join(one.left)}" if one.left else ""
    return Cell("right", f"{one.compared} compared{left}", partly=bool(one.left))


def _not_right(draft: _Draft, one: Seen) -> Cell:
    """What is there was not compared, or only one side has it."""
    if one.left:
        return Cell("unchecked", "; ".join(one.left))
    if one.page and one.spec:
        return Cell("unchecked", "nothing in it could be compared")
    if one.page:
        return Cell("absent", "the spec has none")
    return Cell("absent", "not found on the page" if draft.pages else "no page was matched with it")
