"""Examples against a block of the same section in which words for types stand for the values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._shown import short
from doclint.checks._stand_ins import stands_in
from doclint.link.compare import article, types_differ
from doclint.link.same import Same
from doclint.link.shown import Shape, shapes_of
from doclint.model.contract import Contract, Type
from doclint.model.finding import Hit
from doclint.model.project import Endpoint
from doclint.model.value import Value
from doclint.read.types import read_type
from doclint.read.vocabulary import load_vocabulary

_KINDS = {"true": "boolean", "false": "boolean"}
_LEAVES = ("string", "number", "true", "false", "placeholder")
_FEWEST = 3  # words for types, of which fewer may be values by chance
_SHARED = 0.5  # of the keys of an object, that a block about it has
_LONGEST = 40


def type_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Values of another type than the word that a block of types has. Facts: key, value, block."""
    contract = endpoint.documented
    blocks = [tree for tree in _trees(contract) if _is_block(tree)]
    told: set[tuple[str, ...]] = set()
    for tree in _trees(contract) if blocks else ():
        if 2 * len(_types(tree)) > len(_leaves(tree)):
            continue  # a block itself, if a small one
        about = [block for block in blocks if _is_about(tree, block)]
        for way, shape in tree.items():
            like = [block[way] for block in about if _is_like(shape, block.get(way))]
            yield from _differences(shape, like, told)


Tree = dict[tuple[str, ...], Shape]


def _trees(contract: Contract) -> list[Tree]:
    return shapes_of(Same(contract))


def _is_block(tree: Tree) -> bool:
    """Whether nearly all values of an example are words for types."""
    types = len(_types(tree))
    return types >= _FEWEST and types >= len(_leaves(tree)) - 1


def _leaves(tree: Tree) -> list[Value]:
    read = next(iter(tree.values())).read
    return [i for value in read.values for _, _, i in value.walk() if i.kind in _LEAVES]


def _types(tree: Tree) -> list[Value]:
    return [leaf for leaf in _leaves(tree) if _type(leaf) is not None]


def _is_about(tree: Tree, block: Tree) -> bool:
    """Whether an example may be one of what a block shows: of one direction and one status."""
    one, other = (next(iter(each.values())).sample for each in (tree, block))
    statuses = {one.status, other.status} - {None}
    return one.role == other.role and len(statuses) < 2 and _is_like(tree.get(()), block.get(()))


def _is_like(shape: Shape | None, block: Shape | None) -> bool:
    if shape is None or block is None:
        return shape is block
    common = set(shape.keys) & set(block.keys)
    return len(common) >= _SHARED * min(len(shape.keys), len(block.keys)) and bool(common)


def _differences(
    shape: Shape, blocks: Sequence[Shape], told: set[tuple[str, ...]]
) -> Iterator[Hit]:
    """What differs from each of several blocks, which may be alternatives."""
    said: dict[str, list[tuple[Shape, Value]]] = {}
    for block in blocks:
        for key, value in block.members():
            said.setdefault(key.value, []).append((block, value))
    body = shape.sample.example.body
    for key, value in shape.members():
        way = (*shape.way, key.value)
        types = [_said(each) for _, each in said.get(key.value, ())]
        known = [each for each in types if each is not None]
        if way in told or not known or len(known) < len(types) or not _differ(value, known):
            continue
        told.add(way)
        block, other = said[key.value][0]
        where = block.sample.example.body.at(*_at(other))
        facts = {"key": key.value, "value": _shown(value, body), "block": _words(where.text)}
        subject = f"key:/{'/'.join(way)}"
        yield Hit(body.at(*_at(value)), subject, facts, (("the block", where),))


def _at(value: Value) -> tuple[int, int]:
    return value.start, value.end


def _differ(value: Value, known: list[Type]) -> bool:
    """Whether a value is of none of some types; what is a word itself, or nothing, is of any."""
    kind = _KINDS.get(value.kind, value.kind)
    if kind not in ("string", "number", "boolean", "object", "array"):
        return False
    if kind == "string" and (_type(value) is not None or stands_in(str(value.value))):
        return False
    own = Type(frozenset((kind,)))
    return all(types_differ(each, own, parameter=False) for each in known)


def _said(value: Value) -> Type | None:
    """The type that a block gives: by a word, or by showing what is in an object or list."""
    inside = value.members or value.items
    return Type(frozenset((value.kind,))) if inside else _type(value)


def _type(value: Value) -> Type | None:
    """The type that a value names instead of being one: `"String (identifier)"`."""
    text = str(value.value).strip() if value.kind in ("string", "placeholder") else ""
    found = read_type(text, load_vocabulary()) if 0 < len(text) <= _LONGEST else None
    return found if found is not None and found.kinds else None


def _words(text: str) -> str:
    return short(text.partition("\n")[0], _LONGEST)


def _shown(value: Value, body: str) -> str:
    kind = _KINDS.get(value.kind, value.kind)
    if kind in ("object", "array"):
        return f"{article(kind)} {kind}"
    return f"the {kind} `{short(body[value.start : value.end], _LONGEST)}`"
