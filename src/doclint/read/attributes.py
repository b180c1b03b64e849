"""Lines that say one thing each of a member that is named elsewhere: "Type: string"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from doclint.model.page import Block, Definitions, Item, Items, Paragraph, Prose, Table
from doclint.model.pattern import regex
from doclint.read.prose import cut, seen
from doclint.read.qualifiers import qualifiers
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary

_LINE = regex(r"[ \t]*(?P<key>[^\W\d_][^:：\n]{0,30})[:：][ \t]*(?P<value>[^\n]+)")
_TRUTHS = ("required", "optional", "nullable", "deprecated", "read_only")
_WORDS = ("default", "enum", "limits", "description", "example", "other")
_TELLING = frozenset(("type", *_TRUTHS))
_PAIR = 2
_MOST = 12  # rows of a table, entries of a list about one member

Pair = tuple[str, Prose]


def read_attributes(blocks: Sequence[Block], vocabulary: Vocabulary) -> Mapping[str, Prose]:
    """What the lines of paragraphs and items say, by the role that a column would have."""
    found: dict[str, Prose] = {}
    for block in blocks:
        for role, value in _of_block(block, vocabulary):
            found.setdefault(role, value)
    return found


def are_attributes(items: Items, vocabulary: Vocabulary) -> bool:
    """Whether every item of a list says something of one member, and none of them is a member."""
    said = [list(_lines(prose, vocabulary)) for prose in _first(items)]
    roles = [each[0][0] for each in said if each]
    return len(roles) == len(items.items) == len(set(roles)) > 1 and not _TELLING.isdisjoint(roles)


def read_qualities(items: Items, vocabulary: Vocabulary) -> Mapping[str, Prose]:
    """What a list right below a member says of it: "Type: string", "optional"; or nothing.

    It is nothing where an item says something else, or two of them say the same.
    """
    found: dict[str, Prose] = {}
    for item in items.items:
        said = dict(_quality(item, vocabulary))
        if not said or said.keys() & found.keys():
            return {}
        found |= said
    return found if found.keys() & {*_TELLING, "default", "enum"} else {}


def _quality(item: Item, vocabulary: Vocabulary) -> Iterator[Pair]:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return
    lines = tuple(_lines(first.prose, vocabulary))
    if lines:
        yield from lines
        return
    found, whole = qualifiers(first.prose, vocabulary)
    if whole:
        yield from found.items()
    elif len(item.blocks) > 1 and vocabulary.column(first.prose.text) == "enum":
        yield "values", first.prose


def _of_block(block: Block, vocabulary: Vocabulary) -> Iterator[Pair]:
    match block:
        case Paragraph(prose):
            yield from _lines(prose, vocabulary)
        case Items():
            for prose in _first(block):
                yield from _lines(prose, vocabulary)
        case Definitions():
            yield from definition_attributes(block, vocabulary)
        case Table():
            yield from _table(block, vocabulary)


def definition_attributes(block: Definitions, vocabulary: Vocabulary) -> Iterator[Pair]:
    """What a list says whose terms are "Type", "Required" and the like; nothing of another one."""
    found: list[Pair] = []
    for entry in block.entries:
        first = entry.blocks[0] if entry.blocks else None
        role = vocabulary.column(entry.terms[0].text) if len(entry.terms) == 1 else None
        if role is None or not isinstance(first, Paragraph):
            return
        if not _says(role, first.prose.text, vocabulary):
            return
        found.append((role, first.prose))
    roles = [role for role, _ in found]
    if len(set(roles)) == len(roles) and not _TELLING.isdisjoint(roles):
        yield from found


def _table(table: Table, vocabulary: Vocabulary) -> Iterator[Pair]:
    """The rows of a table about one thing: `| Type | integer |`, `| Required | yes |`."""
    if len(table.rows) > _MOST or any(len(row.cells) != _PAIR for row in table.rows):
        return
    found = []
    for row in (table.header, *table.rows):
        if len(row.cells) == _PAIR:
            role, value = vocabulary.column(row.cells[0].text), row.cells[1].prose
            if role is not None and value.text.strip() and _says(role, value.text, vocabulary):
                found.append((role, value))
    roles = [role for role, _ in found]
    if len(found) >= len(table.rows) and len(set(roles)) == len(roles) > 1:
        yield from found if "type" in roles else ()


def _first(items: Items) -> Iterable[Prose]:
    blocks = (item.blocks[0] for item in items.items if item.blocks)
    return [block.prose for block in blocks if isinstance(block, Paragraph)]


def _lines(prose: Prose, vocabulary: Vocabulary) -> Iterator[Pair]:
    """The lines of a text that begin with a known word; a line of the source is one of them too."""
    labels = [match for at in _starts(prose) if (match := _LINE.match(prose.text, at))]
    for label, following in zip_longest(labels, labels[1:]):
        role = vocabulary.column(label["key"])
        start, end = label.span("value")
        value = cut(prose, start, min(end, following.start()) if following else end)
        if role is not None and _says(role, value.text, vocabulary):
            yield role, value


def lines_of(prose: Prose) -> Iterator[Prose]:
    """A text line by line, as it is shown and as it is written."""
    starts = list(_starts(prose))
    for start, end in zip_longest(starts, starts[1:], fillvalue=len(prose.text)):
        yield cut(prose, start, end)


def _starts(prose: Prose) -> Iterator[int]:
    """Where lines begin, on the page as it is shown and in its source."""
    breaks = {seen(prose, each.end) for each in prose.inlines if each.kind == "softbreak"}
    shown = (at + 1 for at, sign in enumerate(prose.text) if sign == "\n")
    yield from sorted({0, *shown, *breaks})


def _says(role: str, value: str, vocabulary: Vocabulary) -> bool:
    """Whether a value is one of those that are given for a role: a type under "type"."""
    if role == "type":
        return read_type(value, vocabulary) is not None
    if role in _TRUTHS:
        return vocabulary.truth(value) is not None
    return vocabulary.place(value) is not None if role == "place" else role in _WORDS
