"""Fixes that make a row say what the spec says: type, required mark, default, values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from doclint.checks._cell_edits import cell_at, replaced, written
from doclint.checks._subjects import by_listing
from doclint.checks._type_words import Shape, Style, shape_of, style_of, taken_apart
from doclint.link.same import Same
from doclint.model.contract import Listing, Member, Said
from doclint.model.finding import Edit, Fix
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Pointer, Span
from doclint.model.spec import Document, Node
from doclint.read import schema

_OPPOSITE = (
    *(("yes", "no"), ("true", "false"), ("y", "n"), ("required", "optional")),
    *(("mandatory", "optional"), ("是", "否"), ("必填", "选填"), ("必选", "可选"), ("m", "o")),
)
_LETTERS = regex(r"[^\W_]+")


_Right = tuple[Shape, str, bool]
"""A type of the spec, how the page writes it, and whether that is understood."""


def _fix(edits: Sequence[Edit], *, safe: bool = True) -> Fix | None:
    return Fix(tuple(edits), safe=safe) if edits else None


def _only(values: Iterable[Any]) -> Any:
    """The one that all are; None where they differ."""
    found = [*values]
    return found[0] if found and all(each == found[0] for each in found) else None


# Types --------------------------------------------------------------------------------------------


def typed(endpoint: Endpoint, pair: Pair) -> Fix | None:
    """The spec's type in the words of the page."""
    said, shape = pair.member.type, spec_shape(endpoint, pair.candidates)
    if said is None or shape is None or not isinstance(said.anchor, Span):
        return None
    old = taken_apart(said.anchor.text)
    if old is None:
        return None
    words = type_style(endpoint, pair.listing).words(shape, old)
    start = said.anchor.start + len(old.open)
    span = said.anchor.source.span(start, start + len(old.core))
    return _fix(replaced(pair.listing, span, words)) if words else None


def spec_shape(endpoint: Endpoint, members: Iterable[Member]) -> Shape | None:
    """The one type that a spec has for a row, in its shape."""
    shapes = {
        shape_of(member.type.value, _formats(endpoint, member.type)) if member.type else None
        for member in members
    }
    return shapes.pop() if len(shapes) == 1 else None


def _formats(endpoint: Endpoint, said: Said[Any]) -> tuple[str, str]:
    """The formats of a type and of its items."""
    node = node_of(endpoint, said.anchor)
    item = schema.items(node) if node is not None else None
    return _format(node), _format(item and item.resolved())


def _format(node: Node | None) -> str:
    return (node.text("format") or "") if node is not None else ""


def node_of(endpoint: Endpoint, anchor: object) -> Node | None:
    """The schema that says something."""
    if not isinstance(anchor, Pointer) or endpoint.spec is None:
        return None
    pointer = anchor.pointer.rpartition("/")[0]
    for document in _documents(endpoint.spec.document):
        if document.source is anchor.source:
            return document.at(pointer)
    return None


def _documents(document: Document) -> Iterator[Document]:
    yield document
    yield from document.others.values()


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
    return style_of((*own, *others))


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


# Required marks -----------------------------------------------------------------------------------


def required(endpoint: Endpoint, pair: Pair, wanted: bool) -> Fix | None:
    """The other mark, as other rows have it, or as the word for the opposite."""
    said = pair.member.required
    if said is None or not isinstance(said.anchor, Span):
        return None
    shown = Counter(_marks(endpoint, pair, said.anchor, wanted))
    words = shown.most_common(1)[0][0] if shown else _opposite(said.anchor.text)
    if not words or not _LETTERS.search(said.anchor.text):
        return None
    return _fix(replaced(pair.listing, said.anchor, words))


def _marks(endpoint: Endpoint, pair: Pair, old: Span, wanted: bool) -> Iterator[str]:
    """How other rows of a listing are marked that are rightly so, in the same place of a row."""
    place = _place(pair.listing, old)
    for listing, pairs in by_listing(endpoint):
        for each in pairs if listing is pair.listing else ():
            said, known = each.member.required, _only(c.required for c in each.candidates)
            if said and known and said.value == known.value == wanted:
                span = said.anchor
                if isinstance(span, Span) and span.text and _place(listing, span) == place:
                    yield span.text


def _place(listing: Listing, span: Span) -> tuple[int, bool] | None:
    """The column of a mark, and whether it is all that its cell holds."""
    found = cell_at(listing, span)
    return found and (found[1], found[0].cells[found[1]].span == span)


def _opposite(old: str) -> str | None:
    """The word of the opposite, in the marks and the case of a word."""
    words = _LETTERS.findall(old)
    if len(words) != 1:
        return None
    for one, other in (*_OPPOSITE, *((other, one) for one, other in _OPPOSITE)):
        if words[0].lower() == one:
            return old.replace(words[0], _cased(other, words[0]))
    return None


def _cased(word: str, model: str) -> str:
    if model.isupper() and (len(model) > 1 or len(word) == 1):
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word


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
        return _cased(str(value).lower(), old if old.lower() in ("true", "false") else "true")
    return str(value)
