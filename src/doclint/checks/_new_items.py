"""Fixes that give a list the item that it lacks, written as one of its others is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from doclint.checks._new_cells import ended, in_a_line, is_odd
from doclint.checks._row_fixes import spec_shape, type_style
from doclint.checks._type_words import taken_apart
from doclint.link.same import Same
from doclint.model.contract import Listing, Member
from doclint.model.finding import Edit, Fix
from doclint.model.page import Item, Items, Section, inside
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.vocabulary import load_vocabulary

_LETTER = regex(r"\w")
_BULLET = regex(r"[-*+][ \t]+")
_MANY = 20  # items, which are enough to learn from


@dataclass(frozen=True, slots=True)
class Line:
    """An item of one line about a parameter or property, and the item as a whole."""

    pair: Pair
    item: Item

    @property
    def known(self) -> Member:
        """What it is about in the spec."""
        return self.pair.candidates[0]


def missing_item(endpoint: Endpoint, listing: Listing, member: Member) -> Fix | None:
    """An item about a member of the spec, in a list of bullets."""
    lines = _lines(Same(endpoint), Same(listing), member.where, len(member.path))
    place = _place(endpoint, lines, member)
    if place is None or is_odd(member.name) or member.description is None:
        return None
    for line in sorted(lines[:_MANY], key=lambda line: line is not place[0]):
        text = _written(endpoint, line, member, lines)
        if text is not None:
            return Fix((_inserted(*place, text, lines),), safe=True)
    return None


@lru_cache(maxsize=8)
def _lines(
    endpoint: Same[Endpoint], listing: Same[Listing], where: str | None, depth: int
) -> Sequence[Line]:
    """The items of a listing that are about one thing of the spec each."""
    items = {item.span.start: item for item in _items(listing.value)}
    found = [
        Line(pair, items[pair.member.row.start])
        for pair in endpoint.value.pairs
        if pair.listing is listing.value and pair.candidates and pair.member.row
        if pair.member.row.start in items and len(pair.member.path) == depth
    ]
    return [line for line in found if line.known.where == where]


def _items(listing: Listing) -> Sequence[Item]:
    """The items of the list that a listing was read from, if that is of bullets."""
    for block in _blocks(listing.section):
        if isinstance(block, Items) and block.span == listing.span and not block.ordered:
            return block.items
    return ()


def _blocks(section: Section) -> Iterator[object]:
    for block in section.blocks:
        yield from inside(block)


def _place(endpoint: Endpoint, lines: Sequence[Line], member: Member) -> tuple[Line, bool] | None:
    """The item beside which a new one goes, and whether it goes behind it."""
    members = endpoint.specified[0].members
    alike = (m.name for m in members if (m.where, len(m.path)) == (member.where, len(member.path)))
    order = {name: rank for rank, name in enumerate(dict.fromkeys(alike))}
    known = [line for line in lines if line.known.name in order]
    if member.name not in order or not known:
        return None
    ranked = sorted(known, key=lambda line: order[line.known.name])
    before = [line for line in ranked if order[line.known.name] < order[member.name]]
    return (before[-1], True) if before else (ranked[0], False)


def _written(endpoint: Endpoint, line: Line, member: Member, lines: Sequence[Line]) -> str | None:
    """An item with other words in it; None where it says more than is replaced."""
    row, source = line.pair.member.row, line.item.span.source
    words = _words(endpoint, line, member, lines)
    if row is None or words is None or _required(line.known) != _required(member):
        return None
    end = max(span.end for span in words)
    start = row.start
    if "\n" in source.text[start:end] or source.text[end : row.end].strip():
        return None
    parts, at = [], start
    for span in sorted(words, key=lambda span: span.start):
        if span.start < at:
            return None
        parts += [source.text[at : span.start], words[span]]
        at = span.end
    rest = "".join(parts[::2])
    return "".join(parts) if _tells_nothing(rest, line) else None


def _tells_nothing(rest: str, line: Line) -> bool:
    """Whether what is left of an item are marks, and what it rightly says is required."""
    vocabulary = load_vocabulary()
    bare = vocabulary.marks.without(rest)
    if bare != rest:
        said = line.pair.member.required
        return bool(said and said.value == _required(line.known)) and not _LETTER.search(bare)
    return not _LETTER.search(rest)


def _words(
    endpoint: Endpoint, line: Line, member: Member, lines: Sequence[Line]
) -> Mapping[Span, str] | None:
    """What stands for name, type and description in an item, and what is to stand there."""
    own = line.pair.member
    told = own.description.anchor if own.description else None
    others = [own.default, own.enum, own.nullable, own.deprecated]
    spans = [said.anchor for said in others if said and isinstance(said.anchor, Span)]
    if not isinstance(told, Span) or not isinstance(own.anchor, Span) or member.description is None:
        return None
    if any(span.end <= told.start for span in spans):
        return None
    texts = [each.pair.member.description for each in lines]
    text = in_a_line(member.description.value, "", endpoint.page)
    if text is None or own.anchor.text != own.name:
        return None
    found = {own.anchor: member.name, told: ended(text, [said.value for said in texts if said])}
    if own.type is None:
        return found
    kind, shape = own.type.anchor, spec_shape(endpoint, (member,))
    old = taken_apart(kind.text) if isinstance(kind, Span) else None
    if old is None or shape is None or not isinstance(kind, Span) or kind.end > told.start:
        return None
    words = type_style(endpoint, line.pair.listing).words(shape, old)
    core = kind.within(len(old.open), len(old.open) + len(old.core))
    return {**found, core: words} if words else None


def _required(member: Member) -> bool:
    return bool(member.required and member.required.value)


def _inserted(line: Line, behind: bool, text: str, lines: Sequence[Line]) -> Edit:
    """The edit that adds an item, parted from its neighbour as the others are."""
    span = line.item.span
    source = span.source
    start = source.line_starts[span.line - 1]
    indent = source.text[start : span.start]
    end = span.start + len(span.text.rstrip())
    gap = "\n\n" if _are_loose(lines) else "\n"
    if behind:
        return Edit(source.span(end, end), f"{gap}{indent}{text}")
    return Edit(source.span(start, start), f"{indent}{text}{gap}")


def _are_loose(lines: Sequence[Line]) -> bool:
    """Whether empty lines stand between items."""
    spans = sorted((line.item.span for line in lines), key=lambda span: span.start)
    source = spans[0].source
    return any(
        "\n\n" in source.text[one.start + len(one.text.rstrip()) : other.start]
        for one, other in pairwise(spans)
    )
