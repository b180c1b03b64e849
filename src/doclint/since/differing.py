"""How values of a spec differ from what they were."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from doclint.model.record import dataclass
from doclint.model.source import Pointer
from doclint.model.spec import Node

_FEW = 200  # of its values, by which the lines of something are found that is gone
_LISTED = ("name", "code", "id")  # members by which the items of a list are known


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is not as it was; where it is gone, `new` is what it was a part of."""

    name: str
    old: Node | None
    new: Node | None
    gone: bool = False

    @property
    def anchors(self) -> tuple[Pointer, ...]:
        """What has to be looked up to say where it is, or where it was."""
        if not self.gone:
            return (self.new.key,) if self.new else ()
        return (self.old.key, *islice(_leaves(self.old), _FEW)) if self.old else ()


@dataclass(frozen=True, slots=True)
class Part:
    """A value that operations are made of: how it differs, and what it refers to then and now."""

    differences: tuple[Difference, ...]
    referred: tuple[tuple[Node, Node], ...]


def part(then: Node, now: Node) -> Part:
    """How a value differs, and what it refers to."""
    before = dict(_referred(then))
    after = dict(_referred(now))
    pairs = ((before[name], node) for name, node in after.items() if name in before)
    return Part(tuple(differences(then, now)), tuple(pairs))


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


def differences(old: Node, new: Node) -> Iterator[Difference]:
    """The smallest values that are not the same; items of lists are known by their names."""
    waiting = [(old, new)]
    while waiting:
        then, now = waiting.pop()
        if then.value == now.value:
            continue
        before, after = _members(then), _members(now)
        if before is None or after is None:
            yield Difference(_called(now), then, now)
            continue
        for name in {**before, **after}:
            if name not in after:
                yield Difference(name, before[name], now, gone=True)
            elif name not in before:
                yield Difference(name, None, after[name])
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


def _leaves(node: Node) -> Iterator[Pointer]:
    """Where the plain values of a value stand."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        inner = [*one.items()]
        if not inner:
            yield one.anchor
        waiting += reversed(inner)
