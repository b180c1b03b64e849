"""Fixes that make a row say what the spec says: type, required mark, default, values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from doclint.checks._cell_edits import replaced, written
from doclint.checks._mark_fixes import cased
from doclint.checks._subjects import by_listing
from doclint.checks._type_words import Known, Shape, Style, shape_of, style_of, taken_apart, told_by
from doclint.link.same import Same
from doclint.model.contract import Listing, Member, Said
from doclint.model.finding import Edit, Fix
from doclint.model.page import Page, Table
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Pointer, Span
from doclint.model.spec import Document, Node
from doclint.read import schema
from doclint.read.columns import column_roles
from doclint.read.vocabulary import load_vocabulary

_VALUES = {
    "boolean": regex(r"true|false", re.I),
    "integer": regex(r"-?\d+"),
    "number": regex(r"-?\d+(?:\.\d+)?"),
}
"""What values of a type look like."""
_Right = tuple[Shape, str, bool]
"""A type of the spec, how the page writes it, and whether that is understood."""


def _fix(edits: Sequence[Edit], *, safe: bool = True) -> Fix | None:
    return Fix(tuple(edits), safe=safe) if edits else None


# Types --------------------------------------------------------------------------------------------


def typed(endpoint: Endpoint, pair: Pair) -> Fix | None:
    """The spec's type in the words of the page.

    A bare string is what specs say of what nobody looked at: a page that says more may be right.
    """
    said, shape = pair.member.type, spec_shape(endpoint, pair.candidates)
    if said is None or shape is None or not isinstance(said.anchor, Span):
        return None
    if _denies(pair.member, shape):
        return None
    old = taken_apart(said.anchor.text)
    if old is None:
        return None
    words = type_style(endpoint, pair.listing).words(shape, old)
    start = said.anchor.start + len(old.open)
    span = said.anchor.source.span(start, start + len(old.core))
    vague = (shape.kind, shape.format) == ("string", "")
    safe = not vague or any(one.enum for one in pair.candidates)
    return _fix(replaced(pair.listing, span, words), safe=safe) if words else None


def _denies(member: Member, shape: Shape) -> bool:
    """Whether a row gives values that a type does not have: it would contradict itself."""
    enum = [said.value for said in member.enum.value] if member.enum else []
    values = [str(value) for value in ([member.default.value] if member.default else []) + enum]
    kind, pattern = shape.inner[0], _VALUES.get(shape.inner[0])
    if kind in ("array", "object"):
        return bool(values)
    return pattern is not None and not all(map(pattern.fullmatch, values))


def spec_shape(endpoint: Endpoint, members: Iterable[Member]) -> Shape | None:
    """The one type that a spec has for a row, in its shape."""
    shapes = {
        shape_of(member.type.value, _formats(endpoint, member.type)) if member.type else None
        for member in members
    }
    return shapes.pop() if len(shapes) == 1 else None


def _formats(endpoint: Endpoint, said: Said[Any]) -> tuple[str, str]:
    """The formats of a type and of its items."""
    if endpoint.spec is None or not isinstance(said.anchor, Pointer):
        return "", ""
    return _formats_at(endpoint.spec.document, said.anchor)


@lru_cache(maxsize=1 << 14)
def _formats_at(main: Document, anchor: Pointer) -> tuple[str, str]:
    pointer = anchor.pointer.rpartition("/")[0]
    found = (each for each in (main, *main.others.values()) if each.source is anchor.source)
    document = next(found, None)
    node = document.at(pointer) if document else None
    item = schema.items(node) if node is not None else None
    return _format(node), _format(item and item.resolved())


def _format(node: Node | None) -> str:
    return (node.text("format") or "") if node is not None else ""


def type_style(endpoint: Endpoint, listing: Listing) -> Style:
    """How types are written in the rows of a listing that are right, else in those of others."""
    return _type_style(Same(endpoint), Same(listing))


@lru_cache(maxsize=8)
def _type_style(endpoint: Same[Endpoint], listing: Same[Listing]) -> Style:
    own: list[_Right] = []
    others: list[_Right] = []
    for each, pairs in by_listing(endpoint.value):
        found = [*_right_types(endpoint.value, pairs)]
        (own if each is listing.value else others).extend(found)
    return style_of((*own, *others), _around(Same(endpoint.value.page)))


@lru_cache(maxsize=4)
def _around(page: Same[Page]) -> Known:
    """The types in the tables of a page, whatever they are about."""
    vocabulary, found = load_vocabulary(), []
    for block in page.value.blocks():
        roles = column_roles(block, vocabulary) if isinstance(block, Table) else ()
        if isinstance(block, Table) and "type" in roles:
            column = roles.index("type")
            rows = (row for row in block.rows if len(row.cells) == len(roles))
            texts = (row.cells[column].span.text for row in rows)
            found += [told for text in texts if (told := told_by(text))]
    return tuple(found)


def _right_types(endpoint: Endpoint, pairs: Iterable[Pair]) -> Iterator[tuple[Shape, str, bool]]:
    """The rows whose type is that of the spec, or one of which nothing is understood."""
    for pair in pairs:
        shape = spec_shape(endpoint, pair.candidates)
        said = pair.member.type
        if shape is not None and said is None and "type" in pair.listing.roles:
            yield shape, "", False
        elif shape is not None and said is not None and isinstance(said.anchor, Span):
            if shape.kind in said.value.kinds:
                yield shape, said.anchor.text, True


# Values -------------------------------------------------------------------------------------------


def valued(endpoint: Endpoint, pair: Pair, said: Said[Any], wanted: Any) -> Fix | None:
    """The value of the spec where the page has another one."""
    if not isinstance(said.anchor, Span) or isinstance(wanted, (dict, list)) or wanted is None:
        return None
    span = said.anchor
    text = written(_spelt(wanted, span.text), span, pair.listing, endpoint.page)
    return _fix(replaced(pair.listing, span, text)) if text and span.text else None


def _spelt(value: Any, old: str) -> str:
    """A value as a page spells it: `True` where it has `False`."""
    if isinstance(value, bool):
        return cased(str(value).lower(), old if old.lower() in ("true", "false") else "true")
    return str(value)


def limited(endpoint: Endpoint, pair: Pair, said: Said[Any], wanted: Any) -> Fix | None:
    """The limit of the spec where the page has another number."""
    return valued(endpoint, pair, said, f"{wanted:g}" if wanted == int(wanted) < 1e6 else wanted)
