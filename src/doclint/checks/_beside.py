"""Objects of examples, with all rows of a page that tell of them put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from doclint.link.compare import near_names, squeezed
from doclint.link.same import Same
from doclint.link.shown import Level, Shape, levels
from doclint.model.contract import Contract, Member
from doclint.model.page import Paragraph, Prose, Table, inside
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.value import Value
from doclint.read.types import read_type
from doclint.read.vocabulary import load_vocabulary

_PARTS = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_TAG = regex(r"<[^<>]*>")
_ANNOTATES = ("@", "$", "#")
_LONGEST = 40  # of a word for a type
_LEAST = 3  # names that rows and keys share, before what one of them lacks is missing
_TITLE = 2  # headings up to this level have names of operations and things
_SPARE = 4  # of so many names that they share, one may be missing


@dataclass(frozen=True, eq=False)
class Beside:
    """The objects at one place of an example, beside the rows that tell of them."""

    shape: Shape
    levels: Sequence[Level]

    @cached_property
    def best(self) -> Level:
        """The level with the most names in common."""
        return max(self.levels, key=lambda level: len(level.common))

    def rows(self, name: str) -> tuple[Member, ...]:
        """All rows that may be about a key."""
        return tuple(row for level in self.levels for row in level.rows.by_name.get(name, ()))

    @cached_property
    def lost(self) -> tuple[str, ...]:
        """The keys that have no row."""
        rows = {name for level in self.levels for name in level.rows.by_name}
        return tuple(key for key in self.shape.keys if key not in rows)

    @cached_property
    def strange(self) -> int:
        """How many keys have no row that might have one: annotations such as `@type` never do."""
        return sum(key[:1] not in _ANNOTATES for key in self.lost)

    def lists(self, lost: int) -> bool:
        """Whether the rows are a list of what stands here, though some keys are not in it."""
        common = len(self.best.common)
        return common >= _LEAST and lost <= max(1, (common + 1) // _SPARE)

    @cached_property
    def is_schema(self) -> bool:
        """Whether words for types stand for most of the values, so that it shows their shape."""
        leaves = [
            inner
            for value in self.shape.read.values
            for _, _, inner in value.walk()
            if inner.kind not in ("object", "array", "ellipsis", "null")
        ]
        return sum(map(_is_type, leaves)) * 2 > len(leaves)

    def key(self, name: str) -> Span:
        """Where a key first stands."""
        key = next(key for key, _ in self.shape.members() if key.value == name)
        return self.at(key)

    def at(self, value: Value) -> Span:
        """Where a value of the example stands on the page."""
        return self.shape.sample.example.body.at(value.start, value.end)

    def subject(self, name: str) -> str:
        """A key as findings name it: by its way from the top of the body."""
        return f"key:/{'/'.join((*self.shape.way, name))}"


def _is_type(value: Value) -> bool:
    text = str(value.value).strip() if value.kind in ("string", "placeholder") else ""
    return 0 < len(text) <= _LONGEST and read_type(text, load_vocabulary()) is not None


@lru_cache(maxsize=2)
def _besides(same: Same[Contract]) -> tuple[Beside, ...]:
    places: dict[tuple[int, tuple[str, ...]], list[Level]] = {}
    for level in levels(same.value):
        places.setdefault((id(level.shape.sample), level.shape.way), []).append(level)
    return tuple(Beside(found[0].shape, found) for found in places.values())


def besides(contract: Contract) -> tuple[Beside, ...]:
    """Every place of an example that rows of the contract tell of."""
    return _besides(Same(contract))


# Names --------------------------------------------------------------------------------------------


def near_row(beside: Beside, key: str) -> str | None:
    """The row that a key without one is a slip of; no other key shows it."""
    unshown = beside.best.unshown
    for name in near_names(key, unshown):
        if squeezed(name) == squeezed(key) or _is_slip(_words(key), _words(name)):
            return name
    alone = len(beside.lost) == len(unshown) == 1 and len(beside.best.common) >= _LEAST
    return unshown[0] if alone and _is_part(_words(key), _words(unshown[0])) else None


def _words(name: str) -> list[str]:
    return [part.lower() for part in _PARTS.findall(name)]


def _is_slip(one: list[str], other: list[str]) -> bool:
    """Whether the words that differ are alike too: `min` and `max` in long names are not."""
    if len(one) != len(other):
        return True
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return all(a.startswith(b) or b.startswith(a) or near_names(a, [b]) for a, b in pairs)


def _is_part(one: list[str], other: list[str]) -> bool:
    """Whether one name of some words begins or ends the other."""
    short, long = sorted((one, other), key=len)
    count = len(short)
    return 1 < count < len(long) and short in (long[:count], long[-count:])


def mentioned(contract: Contract) -> frozenset[str]:
    """Names that the text gives in code or in bold, or another table in its first column.

    A page about no operation is read as a whole: its parts are about one object.
    """
    known = {id(listing.table) for listing in contract.listings if listing.kind == "members"}
    found = set(headed(contract))
    sections = contract.sections if contract.namings else contract.page.walk()
    outer = (block for section in sections for block in section.blocks)
    for block in (each for around in outer for each in inside(around)):
        if isinstance(block, Paragraph):
            found.update(_marked(block.prose))
        elif isinstance(block, Table):
            found.update(_cells(block, names=id(block) not in known))
    return frozenset(found)


def headed(contract: Contract) -> Iterator[str]:
    """Names that are headings of their own, on whatever level they stand."""
    for section in contract.sections:
        for inner in section.walk():
            if inner.heading is not None and inner.heading.level > _TITLE:
                yield from _marked(inner.heading.prose)


def _cells(table: Table, *, names: bool) -> Iterator[str]:
    """What the cells give in code or in bold; of the first column all, or nothing."""
    for row in table.rows:
        for cell in row.cells[1:]:
            yield from _marked(cell.prose)
        if names and row.cells:
            yield row.cells[0].text


def _marked(prose: Prose) -> Iterator[str]:
    for inline in prose.walk():
        if inline.kind == "code":
            yield inline.value.strip().strip("\"'")
        elif inline.kind in ("strong", "emphasis") and inline.inner:
            yield _TAG.sub("", prose.span.source.text[slice(*inline.inner)]).strip("*_` ")


def listed(contract: Contract, *, apart: bool = False) -> frozenset[str]:
    """Every name that some row of the contract has on its way.

    With `apart` those tables are left out that are known to be about some object of an example:
    what they list stands there, and nowhere else.
    """
    known = {id(each.rows.listing) for beside in besides(contract) for each in beside.levels}
    rows = (
        member
        for listing in contract.listings
        if not (apart and id(listing) in known)
        for member in listing.members
    )
    return frozenset(part for member in rows for part in member.path)
