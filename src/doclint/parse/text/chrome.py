"""What a site has around every page, at the top of a saved text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.model.page import Block, Heading, Items, Paragraph
from doclint.model.pattern import regex

_FEWEST = 5  # entries
_FAR = 3  # pieces in front of a menu: a name, a link to the text
_LONGEST = 80
_ENTRY = regex(r"[^\W\d_](?:[^:：.。;|{}=<>]|[.:](?=\w))*[^.:;,。：；，]\Z")

Piece = Heading | Block


def navigation(pieces: Sequence[Piece]) -> tuple[tuple[Block, ...], list[Piece]]:
    """The menus of a site, lists of titles in front of any heading; and all the other pieces."""
    menus = {id(piece) for piece in _before_headings(pieces) if _is_menu(piece)}
    chrome = tuple(p for p in pieces if id(p) in menus and not isinstance(p, Heading))
    return chrome, [piece for piece in pieces if id(piece) not in menus]


def _before_headings(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces[: _FAR + 1]:
        if isinstance(piece, Heading):
            return
        yield piece


def _is_menu(piece: Piece) -> bool:
    if not isinstance(piece, Items):
        return False
    entries = list(_entries(piece))
    titles = sum(map(_is_title, entries))
    return len(entries) >= _FEWEST and titles * 10 >= len(entries) * 9


def _entries(items: Items) -> Iterator[str]:
    for item in items.items:
        for block in item.blocks:
            if isinstance(block, Paragraph):
                yield block.prose.text
            elif isinstance(block, Items):
                yield from _entries(block)


def _is_title(text: str) -> bool:
    request = "/" in text and text.split(None, 1)[0].isupper()
    return len(text) <= _LONGEST and not request and _ENTRY.match(text) is not None
