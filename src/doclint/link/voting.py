"""Several signs vote for the operation of a section, so that one wrong sign does not lose it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from doclint.link.index import Index, squeezed, title_words
from doclint.link.paths import segments
from doclint.model.contract import Contract
from doclint.model.project import Evidence, Match
from doclint.model.spec import Operation
from doclint.read.specified import parameter_nodes

ENOUGH = 6.0
"""The votes that an operation needs where no sign is sure."""
_LEAD = 1.5  # how far it must be ahead of the next one
_MANY = 8  # operations that a sign may speak for before it says nothing
_FEW = 4
_ALIKE = 0.8
_HOW = {
    "near": "near path",
    "method": "method differs",
    "filled": "path with a value",
    "called": "path with a value",
}

Sign = tuple[Operation, Evidence]


def vote(
    index: Index, contract: Contract, matches: tuple[Match, ...], documented: Collection[int]
) -> tuple[Operation | None, tuple[Evidence, ...]]:
    """The operation that most signs speak for, if it is well ahead, with those signs.

    `documented` are the ids of operations that other sections are about for sure.
    """
    signs: dict[int, list[Evidence]] = {}
    operations: dict[int, Operation] = {}
    for operation, evidence in _signs(index, contract, matches):
        if _is_plausible(operation, matches, free=id(operation) not in documented):
            operations[id(operation)] = operation
            signs.setdefault(id(operation), []).append(evidence)
    for key, operation in operations.items():
        signs[key] += _overlap(contract, operation)
        if key not in documented:
            signs[key].append(Evidence("free", "no other section names it", 1.5))
    ranked = sorted(operations, key=lambda key: -_weight(signs[key]))
    weights = [_weight(signs[key]) for key in ranked[:2]] + [0.0]
    if ranked and weights[0] >= ENOUGH and weights[0] - weights[1] >= _LEAD:
        return operations[ranked[0]], tuple(signs[ranked[0]])
    return None, ()


def _weight(signs: Iterable[Evidence]) -> float:
    return sum(sign.weight for sign in signs)


def _is_plausible(operation: Operation, matches: tuple[Match, ...], *, free: bool) -> bool:
    """A title is no sign for an operation whose path is another one, or another section's."""
    if not matches or any(operation in match.operations for match in matches):
        return True
    if not free:
        return False
    own = {part for part in segments(operation.path) if part != "*"}
    for match in matches:
        said = {part for part in segments(match.naming.path.value) if part != "*"}
        method = match.naming.method
        same = method is None or method.value == operation.method
        if same and (len(own & said) * 2 >= len(own | said) or _is_alike(operation, match)):
            return True
    return False


def _is_alike(operation: Operation, match: Match) -> bool:
    """Whether two paths have as many segments, and nearly the same letters."""
    one, other = segments(operation.path), segments(match.naming.path.value)
    ratio = SequenceMatcher(None, "/".join(one), "/".join(other)).ratio()
    return len(one) == len(other) and ratio >= _ALIKE


def _signs(index: Index, contract: Contract, matches: tuple[Match, ...]) -> Iterator[Sign]:
    for match in matches:
        weight = 4.5 if len(match.operations) == 1 else 4.0
        kind = _HOW.get(match.how, "path")
        for operation in match.operations[:_MANY]:
            yield operation, Evidence(kind, match.naming.path.value, weight)
    for identifier in contract.identifiers:
        if identifier.value in index.by_id:
            evidence = Evidence("operationId", identifier.value, 8.0)
            yield index.by_id[identifier.value], evidence
    yield from _called(index, contract)
    yield from _titled(index, contract)


def _called(index: Index, contract: Contract) -> Iterator[Sign]:
    """What the requests of a section call, when they agree; each once."""
    called = [index.called(request) for request in contract.requests[:_FEW]]
    found = {id(o): (o, len(each)) for each in called for o in each[:_FEW]}
    for operation, others in found.values():
        weight = 4.5 if others == 1 and len(found) == 1 else 3.0
        yield operation, Evidence("request", str(operation), weight)


def _titled(index: Index, contract: Contract) -> Iterator[Sign]:
    """What a section or its file is called like. Alone it is no more than a hint."""
    title = _title(contract)
    if title in index.by_id and not title.islower():
        yield index.by_id[title], Evidence("title is the operationId", title, 4.5)
    elif title:
        for operation in index.by_title.get(squeezed(title), ())[:_FEW]:
            yield operation, Evidence("title", title, 4.0)
    if contract.namings or contract.requests or contract.identifiers:
        stem = PurePosixPath(contract.page.source.path).stem
        for operation in index.by_title.get(squeezed(stem), ())[:_FEW]:
            yield operation, Evidence("file name", stem, 2.0)


def _title(contract: Contract) -> str:
    """The heading of a section, or what the front matter calls a page without one."""
    front = contract.page.front_matter
    if contract.heading is None and front is not None:
        named = front.data.get("title")
        return named if isinstance(named, str) else ""
    return contract.title.strip("`*")


def _overlap(contract: Contract, operation: Operation) -> Iterator[Evidence]:
    """How many of its parameters the tables list; how many words of its title the section has."""
    names = {m.name for listing in contract.listings for m in listing.members}
    wanted = {node.value["name"] for node in parameter_nodes(operation)}
    if names and wanted:
        share = len(names & wanted) / len(wanted)
        yield Evidence("parameters", f"{len(names & wanted)} of {len(wanted)}", 3.0 * share)
    said = title_words(_title(contract))
    has = title_words(operation.node.text("summary") or operation.id or "")
    if said and has:
        weight = 2.0 * len(said & has) / len(said | has)
        yield Evidence("words of the title", _title(contract), weight)
