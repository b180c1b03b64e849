"""Tables and lists of operations, one a row or an item: an index, which describes none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclint.model.contract import Naming, Said
from doclint.model.page import Block, Cell, Items, Paragraph, Prose, Quote, Row, Table
from doclint.model.pattern import regex
from doclint.read.namings import VERBS
from doclint.read.tables import read_operations
from doclint.read.vocabulary import Vocabulary

_ENTRY = regex(
    rf"[\s`*_\[(]{{0,4}}(?P<method>{VERBS})[\]\s`:*]{{1,4}}"
    r"(?P<path>/(?>\{[^{}\s]*\}|<[\w.\- ]+>|[^\s`\"'|,;*<{\])])*)"
)
_FEWEST = 3  # operations; less are no index
_BEHIND = ".:，。；："


def read_indexes(blocks: Iterable[Block], vocabulary: Vocabulary) -> Iterator[tuple[Naming, ...]]:
    """The operations of each index; those that are told to be gone or to come are left out."""
    for block in blocks:
        match block:
            case Table():
                found = _in_table(block, vocabulary)
            case Items():
                found = _in_items(block)
                for item in block.items:
                    yield from read_indexes(item.blocks[1:], vocabulary)
            case Quote():
                yield from read_indexes(block.blocks, vocabulary)
                continue
            case _:
                continue
        kept = tuple(each for each in found if not _is_gone(each, vocabulary))
        if len(kept) >= _FEWEST:
            yield kept


def _in_table(table: Table, vocabulary: Vocabulary) -> tuple[Naming, ...]:
    """A column for the method and one for the path; or one of both, in front of the others."""
    found = tuple(read_operations(table, vocabulary))
    if found:
        return found
    for column in range(min(2, len(table.header.cells))):
        named = [_entry(cell.prose, row) for row in table.rows for cell in _cell(row, column)]
        told = tuple(each for each in named if each is not None)
        if len(told) * 2 > len(table.rows):
            return told
    return ()


def _cell(row: Row, column: int) -> tuple[Cell, ...]:
    return row.cells[column : column + 1]


def _entry(prose: Prose, row: Row) -> Naming | None:
    found = _naming(prose)
    return found and Naming(found.method, found.path, "index", row.span)


def _in_items(items: Items) -> tuple[Naming, ...]:
    heads = [each.blocks[0] for each in items.items if each.blocks]
    named = (_naming(head.prose) for head in heads if isinstance(head, Paragraph))
    return tuple(each for each in named if each is not None)


def _naming(prose: Prose) -> Naming | None:
    """The operation that a text begins with."""
    match = _ENTRY.match(prose.text)
    if match is None:
        return None
    path = match["path"].rstrip(_BEHIND)
    start = match.start("path")
    return Naming(
        Said(match["method"], prose.at(*match.span("method"))),
        Said(path, prose.at(start, start + len(path))),
        "index",
        prose.span,
    )


def _is_gone(naming: Naming, vocabulary: Vocabulary) -> bool:
    text = naming.span.text.lower()
    return any(word in text for word in vocabulary.words["unbuilt"])
