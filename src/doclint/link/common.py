"""What pages leave out by habit: it is described once for all operations, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from doclint.link.compare import squeezed
from doclint.link.shown import levels
from doclint.model.contract import Member
from doclint.model.project import Endpoint
from doclint.model.spec import Node, Operation, Spec
from doclint.read import schema
from doclint.read.specified import parameter_nodes

_SEVERAL = 3  # sections whose examples show what their tables leave out
_READS = ("GET", "HEAD", "OPTIONS")
_FEW = 5  # pages or operations; of fewer it can't be said what most of them do

Key = tuple[int, str | None, str]
"""A member at the top of a spec: the spec, where it belongs, its name."""


def with_habits(endpoints: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    """Each endpoint with what most pages leave out of their lists, and what most of them have."""
    could, does = _counts(endpoints)
    left_out: dict[tuple[str | None, str], bool] = {
        ("example", key): False for key in _left_out(endpoints)
    }
    found = []
    for endpoint in endpoints:
        spec = id(endpoint.spec)
        listed = {
            (member.where, member.name): does[key] * 2 >= could[key]
            for member in _tops(endpoint)
            if could[key := (spec, member.where, member.name)] >= _FEW
        }
        habits = {**left_out, **listed}
        found.append(replace(endpoint, habits=habits) if habits else endpoint)
    return tuple(found)


def _tops(endpoint: Endpoint) -> Iterator[Member]:
    """What the spec has at the top of a request or response, if the page is about one operation."""
    if len(endpoint.specified) == 1 and endpoint.specified[0].operation is not None:
        yield from (member for member in endpoint.specified[0].members if len(member.path) == 1)


def _counts(endpoints: Iterable[Endpoint]) -> tuple[Counter[Key], Counter[Key]]:
    """How many pages could list a member, as they list others of its kind; and how many do."""
    could: Counter[Key] = Counter()
    does: Counter[Key] = Counter()
    for endpoint in endpoints:
        listed = {c.where for pair in endpoint.pairs for c in pair.candidates}
        names = {squeezed(pair.member.name) for pair in endpoint.pairs}
        keys = {(id(endpoint.spec), m.where, m.name) for m in _tops(endpoint) if m.where in listed}
        could.update(keys)
        does.update(key for key in keys if squeezed(key[2]) in names)
    return could, does


def _left_out(endpoints: Iterable[Endpoint]) -> Iterator[str]:
    """Keys that examples show and tables leave out in several sections, more often than not."""
    lost: Counter[str] = Counter()
    had: Counter[str] = Counter()
    for contract in {id(each.documented): each.documented for each in endpoints}.values():
        keys = {key for level in levels(contract) for key in level.shape.keys}
        rows = {part for each in contract.listings for m in each.members for part in m.path}
        lost.update(keys - rows)
        had.update(keys & rows)
    return (key for key, count in lost.items() if count >= _SEVERAL and count > had[key])


@lru_cache(maxsize=256)
def common_names(spec: Spec, where: str, method: str | None = None) -> frozenset[str]:
    """The names that over half of the operations have in one place: query, header, body, response.

    Of bodies, over half of those operations that have one. With a method, over half of those
    operations that read as it does, or that change something as it does.
    """
    reads = method in _READS
    asked = [e for e in spec.operations if method is None or (e.method in _READS) == reads]
    lists = [frozenset(_names(operation, where)) for operation in asked]
    if where in ("body", "response"):
        lists = [names for names in lists if names]
    counts = Counter(name for names in lists for name in names)
    if len(lists) < _FEW:
        return frozenset()
    return frozenset(name for name, count in counts.items() if count * 2 > len(lists))


def _names(operation: Operation, where: str) -> Iterator[str]:
    if where in ("body", "response"):
        for node in _schemas(operation, where):
            yield from schema.properties(node)
        return
    for node in parameter_nodes(operation):
        if node.value.get("in") == where:
            yield node.value["name"]


def _schemas(operation: Operation, where: str) -> Iterator[Node]:
    """The schemas at the top of an operation's request body, or of its responses."""
    for owner in _owners(operation, where):
        if inner := owner.get("schema"):
            yield inner
        content = owner.get("content")
        for media in content.items() if content and isinstance(content.value, dict) else ():
            if inner := media.resolved().get("schema"):
                yield inner


def _owners(operation: Operation, where: str) -> Iterator[Node]:
    if where == "response":
        responses = operation.node.get("responses")
        if responses and isinstance(responses.value, dict):
            yield from (each.resolved() for each in responses.items())
        return
    if body := operation.node.get("requestBody"):
        yield body
    yield from (n for n in parameter_nodes(operation) if n.value.get("in") == "body")
