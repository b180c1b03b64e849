"""Pages that write the names of a spec in the style of a programming language, as SDKs do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from doclint.link.compare import squeezed
from doclint.link.pairing import Neighbours
from doclint.model.contract import Member
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair

_STYLES = {
    "snake": regex(r"[a-z0-9]+(?:_+[a-z0-9]+)*"),
    "camel": regex(r"[a-z][a-zA-Z0-9]*"),
    "pascal": regex(r"[A-Z][a-zA-Z0-9]*"),
}
_SEVERAL = 5  # names in another style that make it a habit of the pages
_RARE = 0.1  # of them, so many may stand as the spec has them, though they do not fit the style

Key = tuple[int, bool]
"""A spec, and whether the names are those of a schema, on a page of its own."""


def with_styles(endpoints: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    """The endpoints; names that a whole set of pages writes in its own style mean the spec's.

    A style is one only if next to no name, of those that do not fit it, stands as the spec has it:
    else it is a slip.
    """
    styles = _styles(endpoints)
    if not styles:
        return tuple(endpoints)
    return tuple(_restyled(one, styles) for one in endpoints)


def _styles(endpoints: Sequence[Endpoint]) -> Mapping[Key, str]:
    """The style of each kind of names of a spec, where the pages have one of their own."""
    changed: dict[Key, list[str]] = defaultdict(list)
    kept: dict[Key, list[str]] = defaultdict(list)
    for endpoint in endpoints:
        for pair in endpoint.pairs:
            name = pair.member.name
            meant = [each for each in pair.candidates or (pair.near,) if each is not None]
            if pair.candidates and all(each.where == "header" for each in meant):
                continue  # written as they are sent, whatever the style of the others
            if any(each.name == name for each in meant):
                kept[_key(endpoint)].append(name)
            elif any(squeezed(each.name) == squeezed(name) for each in meant):
                changed[_key(endpoint)].append(name)
    found = ((key, _style(names, kept[key])) for key, names in changed.items())
    return {key: style for key, style in found if style}


def _key(endpoint: Endpoint) -> Key:
    return id(endpoint.spec), any(each.operation is None for each in endpoint.specified)


def _style(changed: Sequence[str], kept: Sequence[str]) -> str | None:
    if len(changed) < _SEVERAL:
        return None
    for style, pattern in _STYLES.items():
        fitting = sum(pattern.fullmatch(name.strip("_")) is not None for name in changed)
        against = sum(pattern.fullmatch(name.strip("_")) is None for name in kept)
        if fitting >= _SEVERAL and fitting * (1 + _RARE) >= len(changed):
            if against <= _RARE * fitting:
                return style
    return None


def _restyled(endpoint: Endpoint, styles: Mapping[Key, str]) -> Endpoint:
    """The endpoint whose rows have what they mean for candidates."""
    style = styles.get(_key(endpoint))
    if style is None:
        return endpoint
    neighbours = Neighbours(endpoint.specified, endpoint.pairs)
    found = (_meant(pair, endpoint, neighbours, style) for pair in endpoint.pairs)
    return replace(endpoint, pairs=tuple(found))


def _meant(pair: Pair, endpoint: Endpoint, neighbours: Neighbours, style: str) -> Pair:
    if pair.candidates or pair.elsewhere:
        return pair
    meant = _as_styled(pair) or _set_apart(pair, neighbours)
    if meant is None or not _STYLES[style].fullmatch(pair.member.name.strip("_")):
        return pair
    same = (each for one in endpoint.specified for each in one.named(meant.name))
    found = tuple(m for m in same if m.where == meant.where and m.path == meant.path)
    return replace(pair, candidates=found or (meant,), near=None)


def _as_styled(pair: Pair) -> Member | None:
    """What a row is near to, if nothing but the style of the name differs."""
    near = pair.near
    return near if near and squeezed(near.name) == squeezed(pair.member.name) else None


def _set_apart(pair: Pair, neighbours: Neighbours) -> Member | None:
    """What a row means whose name is no keyword of the language: `var_from`, `from_`, `_from`."""
    name = squeezed(pair.member.name.removeprefix("var_"))
    if name == pair.member.name or "_" not in pair.member.name:
        return None
    return next((m for m in neighbours.of(pair) if squeezed(m.name) == name), None)
