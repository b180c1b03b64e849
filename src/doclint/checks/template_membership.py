"""Tests that look for a word in a text, where the text is one of several words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._engines import listed
from doclint.checks._slips import words
from doclint.checks._template_guards import kept
from doclint.checks._template_scope import Path, Place, places
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.template import Expr, Template

_WORD = regex(r"[A-Za-z][A-Za-z0-9_-]{2,}")
_LISTS = frozenset(("join", "sort", "list", "unique", "map", "length", "count", "first", "last"))


def word_in_text(template: Template) -> Iterator[Hit]:
    """`"beta" in stage`, where the stage is printed as it is. Facts: test, word, name."""
    found = list(places(template))
    shown, many = set(_shown(found)), set(_many(found))
    for place in found:
        for value in place.node.values:
            for test in (one for one in value.walk() if one.kind == "compare"):
                path = _asked(test, place)
                if path is not None and path in shown - many:
                    name = test.parts[1].span.text.strip()
                    facts = {"word": test.parts[0].value, "name": name}
                    yield Hit(test.parts[0].span.until(test.parts[1].span), f"data:{name}", facts)


def _asked(test: Expr, place: Place) -> Path | None:
    """What a test looks for a word in, if its name speaks of one word of several."""
    if test.value != "in" or test.parts[0].kind != "constant" or len(test.parts) != 2:
        return None
    word, path = test.parts[0].value, place.path(test.parts[1])
    if not isinstance(word, str) or not _WORD.fullmatch(word) or path is None or len(path) < 2:
        return None
    last = words(path[-1])
    plural = bool(last) and last[-1].endswith("s") and not last[-1].endswith(("ss", "us"))
    return None if not last or last[-1] in listed("several-words") or plural else path


def _shown(found: Sequence[Place]) -> Iterator[Path]:
    """What a template prints as it is, or takes for one text in another way."""
    for place in found:
        if place.node.kind == "print" and place.node.values[0].path:
            path = place.path(place.node.values[0])
            yield from (path,) if path else ()
    yield from kept(found)


def _many(found: Sequence[Place]) -> Iterator[Path]:
    """What a template takes for a list or a mapping, or asks what it is."""
    for place in found:
        if place.node.kind == "for":
            yield place.path(place.node.values[0].subject) or ()
        for one in (part for value in place.node.values for part in value.walk()):
            if one.kind in ("attribute", "item", "test") or (
                one.kind == "filter" and one.value in _LISTS
            ):
                yield place.path(one.parts[0]) or () if one.parts else ()
