"""What most operations of a spec share: pages describe it once for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from doclint.model.spec import Node, Operation, Spec
from doclint.read import schema
from doclint.read.specified import parameter_nodes

_FEW = 5  # operations; of fewer it can't be said that most share something


@lru_cache(maxsize=256)
def common_names(spec: Spec, where: str) -> frozenset[str]:
    """The names that over half of the operations have in one place: query, header, body, response.

    Of bodies, over half of those operations that have one.
    """
    lists = [frozenset(_names(operation, where)) for operation in spec.operations]
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
