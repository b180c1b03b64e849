"""Which rows of a page tell of which objects in its examples.

Tables and examples meet by the names that they share: what a table lists may be the body, an item
of a list in it, or an object under some key. A level is one place of a body, with all objects that
examples show there and the rows that tell of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from doclint.link.same import Same
from doclint.model.contract import Contract, Listing, Member, Sample
from doclint.model.record import dataclass
from doclint.model.value import JsonText, Value
from doclint.read.examples import read_json

BROKEN = frozenset(
    (
        *("extra-closer", "junk", "member-in-array", "missing-colon", "truncated", "unclosed"),
        *("unclosed-string", "unopened-string", "too-deep", "several-values"),
    )
)
"""Deviations that may put members into an object which they are no part of."""

_APART = ("path", "query", "url", "header", "cookie", "response_header")
_ENOUGH = 0.5  # of the keys of an object, or of the rows of a table, that the other has
_CLOSE = 0.7  # of the names that a table shares with what it is most like
_FEWEST = 2  # names that both have; of fewer it can't be said that they are about one thing
_MOST = 400  # objects of an example, or rows of a page, that are looked at
_MANY = 50_000  # tables times objects of a page; of more it can't be said what belongs together

Way = tuple[str, ...]
"""The way to an object from the top of a body, without the numbers of items."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The objects that stand at one place of an example."""

    sample: Sample
    read: JsonText
    way: Way
    objects: tuple[Value, ...]
    keys: tuple[str, ...]
    """The names of all members, once each."""

    def members(self) -> Iterator[tuple[Value, Value]]:
        """Each member with a name in quotes: its key and its value."""
        return _members(self.objects)


def _members(objects: Iterable[Value]) -> Iterator[tuple[Value, Value]]:
    for each in objects:
        for key, value in each.members:
            if key.kind == "string" and value.kind != "ellipsis":
                yield key, value


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a listing that stand at one level of it, by name.

    Of a name that only stands in front of others, as `data` in `data.id`, there are no rows, nor of
    one that its row puts into the path or the query.
    """

    listing: Listing
    prefix: Way
    by_name: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Level:
    """Objects of an example, beside the rows of one listing that tell of them.

    `share` is how much of the keys has a row; `root` is whether it is the top of the listing.
    """

    shape: Shape
    rows: Rows
    common: tuple[str, ...]
    root: bool

    @property
    def lost(self) -> tuple[str, ...]:
        """The keys that have no row."""
        return tuple(key for key in self.shape.keys if key not in self.rows.by_name)

    @property
    def unshown(self) -> tuple[str, ...]:
        """The names of rows that no object here has."""
        keys = set(self.shape.keys)
        return tuple(name for name, rows in self.rows.by_name.items() if rows and name not in keys)


def levels(contract: Contract) -> tuple[Level, ...]:
    """All levels of a contract at which a listing and an example are about one thing.

    A table may share a few names with objects that it is not about, an `id` and a `name`: it tells
    of those that it shares the most with. Of far more tables and examples than anybody reads on one
    page, there are none.
    """
    return _levels(Same(contract))


@lru_cache(maxsize=1 << 12)  # linking asks for those of all pages before any rule does
def _levels(same: Same[Contract]) -> tuple[Level, ...]:
    contract = same.value
    tables = [tree for each in contract.listings if (tree := _tree(each))]
    shapes = [_shapes(sample) for sample in contract.samples] if tables else []
    if len(tables) * sum(map(len, shapes)) > _MANY:
        return ()
    return tuple(level for tree in tables for level in _closest(contract, tree, shapes))


@lru_cache(maxsize=2)
def shapes_of(same: Same[Contract]) -> list[dict[Way, Shape]]:
    """The objects of each example of a contract by place, without those that are not whole."""
    return [found for sample in same.value.samples if (found := _shapes(sample))]


def _closest(
    contract: Contract, tree: Mapping[Way, Rows], examples: Sequence[Mapping[Way, Shape]]
) -> Iterator[Level]:
    found = [
        (top, shapes)
        for shapes in examples
        for shape in shapes.values()
        if _is_of(contract, tree[()].listing, shape.sample)
        if (top := _level(tree[()], shape, root=True)) and _is_about(top)
    ]
    most = max((len(top.common) for top, _ in found), default=0)
    ways = {top.shape.way for top, _ in found if len(top.common) >= most * _CLOSE}
    for top, shapes in found:
        if top.shape.way in ways:
            yield top
            yield from _below(tree, top, shapes)


def _below(tree: Mapping[Way, Rows], top: Level, shapes: Mapping[Way, Shape]) -> Iterator[Level]:
    """The levels below the top of a table, by the paths of its rows."""
    for prefix, rows in tree.items():
        shape = shapes.get((*top.shape.way, *prefix)) if prefix else None
        if shape is not None:
            yield _level(rows, shape, root=False)


def _is_about(level: Level) -> bool:
    """Whether rows and keys have enough names in common."""
    common = len(level.common)
    fewer = min(len(level.shape.keys), len(level.rows.by_name))
    return common >= _FEWEST and common >= fewer * _ENOUGH


def _is_of(contract: Contract, listing: Listing, sample: Sample) -> bool:
    """Whether a table may be about what an example shows."""
    where, role = listing.where, sample.role
    if where in _APART:
        return False
    if where is None and contract.namings:
        return role is not None and (role == "request" or not _is_sent(listing))
    if where == "response" and _is_sent(listing) and not _has_request(contract):
        return False  # a line above it speaks of what comes back, and the table of what is sent
    return role is None or where is None or (where == "response") == (role == "response")


def _is_sent(listing: Listing) -> bool:
    """Whether a table of an operation that says no more is one of parameters: it has marks."""
    return any(member.required or member.default for member in listing.members)


def _has_request(contract: Contract) -> bool:
    """Whether some table may be about what is sent."""
    members = (each for each in contract.listings if each.kind == "members")
    return not contract.namings or any(
        not (each.where or "").startswith("response") for each in members
    )


# Examples -----------------------------------------------------------------------------------------


def _shapes(sample: Sample) -> dict[Way, Shape]:
    """The objects of an example by place; none of one that is not whole."""
    read = read_json(sample.example)
    if read is None or {one.code for one in read.deviations} & BROKEN:
        return {}
    found: dict[Way, list[Value]] = {}
    for value in read.values:
        for path, _, inner in value.walk():
            if inner.kind == "object":
                way = tuple(part for part in path if isinstance(part, str))
                found.setdefault(way, []).append(inner)
    shapes = {}
    for way, objects in list(found.items())[:_MOST]:
        keys = tuple(dict.fromkeys(key.value for key, _ in _members(objects)))
        shapes[way] = Shape(sample, read, way, tuple(objects), keys)
    return shapes


# Tables -------------------------------------------------------------------------------------------


def _tree(listing: Listing) -> dict[Way, Rows] | None:
    """The rows of a listing by what they are a part of; None if it lists no members."""
    if listing.kind != "members" or listing.reason or not 0 < len(listing.members) <= _MOST:
        return None
    found: dict[Way, dict[str, tuple[Member, ...]]] = {(): {}}
    for member in listing.members:
        path = tuple(part for part in member.path if part)
        for depth, name in enumerate(path):
            names = found.setdefault(path[:depth], {})
            last = depth == len(path) - 1 and member.where not in _APART
            names[name] = (*names.get(name, ()), *((member,) if last else ()))
    return {prefix: Rows(listing, prefix, names) for prefix, names in found.items()}


# Together -----------------------------------------------------------------------------------------


def _level(rows: Rows, shape: Shape, *, root: bool) -> Level:
    common = tuple(key for key in shape.keys if key in rows.by_name)
    return Level(shape, rows, common, root)
