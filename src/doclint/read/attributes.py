"""Lines that say one thing each of a member that is named elsewhere: "Type: string"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from doclint.model.page import Block, Items, Paragraph, Prose
from doclint.model.pattern import regex
from doclint.read.prose import cut
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary

_LINE = regex(r"(?m)^[ \t]*(?P<key>[^\W\d_][^:：\n]{0,30})[:：][ \t]*(?P<value>[^\n]+)$")
_TRUTHS = ("required", "optional", "nullable", "deprecated", "read_only")
_WORDS = ("default", "enum", "limits", "description", "example", "other")
_TELLING = frozenset(("type", *_TRUTHS))


def read_attributes(blocks: Sequence[Block], vocabulary: Vocabulary) -> Mapping[str, Prose]:
    """What the lines of paragraphs and items say, by the role that a column would have."""
    found: dict[str, Prose] = {}
    for prose in _texts(blocks):
        for role, value in _lines(prose, vocabulary):
            found.setdefault(role, value)
    return found


def are_attributes(items: Items, vocabulary: Vocabulary) -> bool:
    """Whether every item of a list says something of one member, and none of them is a member."""
    said = [list(_lines(prose, vocabulary)) for prose in _first(items)]
    roles = [each[0][0] for each in said if each]
    return len(roles) == len(items.items) == len(set(roles)) > 1 and not _TELLING.isdisjoint(roles)


def _texts(blocks: Sequence[Block]) -> Iterator[Prose]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.prose
        elif isinstance(block, Items):
            yield from _first(block)


def _first(items: Items) -> Iterable[Prose]:
    blocks = (item.blocks[0] for item in items.items if item.blocks)
    return [block.prose for block in blocks if isinstance(block, Paragraph)]


def _lines(prose: Prose, vocabulary: Vocabulary) -> Iterator[tuple[str, Prose]]:
    for match in _LINE.finditer(prose.text):
        role = vocabulary.column(match["key"])
        value = cut(prose, *match.span("value"))
        if role is not None and _says(role, value.text, vocabulary):
            yield role, value


def _says(role: str, value: str, vocabulary: Vocabulary) -> bool:
    """Whether a value is one of those that are given for a role: a type under "type"."""
    if role == "type":
        return read_type(value, vocabulary) is not None
    if role in _TRUTHS:
        return vocabulary.truth(value) is not None
    return vocabulary.place(value) is not None if role == "place" else role in _WORDS
