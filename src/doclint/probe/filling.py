"""Real data for a rendering: a sample, with made-up data where nothing is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from doclint.probe.known import Known, Sample
from doclint.probe.needs import Need
from doclint.probe.samples import Plan, made
from doclint.probe.tracked import Record

_ITEMS = 20  # of a list or mapping: more of them show nothing new
_DEEPEST = 12
_ALL = frozenset(("printed", "json", "counted", "mapping", "looped", "pairs", "text", "called"))


def filled(known: Known, sample: Sample, root: Need, plan: Plan | None = None) -> dict[str, Any]:
    """A sample's data, as far as a template asks for it, and made-up data for all other names."""
    data = made(root, plan or Plan())
    for name, value in sample.data.items():
        if name in root.keys:
            data[name] = _one(known, root.keys[name], value, data.get(name), 0)
    return data


def _one(known: Known, need: Need, value: Any, otherwise: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        return value
    if isinstance(value, Mapping):
        return _mapping(known, need, value, otherwise, depth)
    if isinstance(value, list | tuple):
        item, first = need.item or need.value, _first(otherwise)
        few = value[:_ITEMS]
        return [_one(known, item, one, first, depth + 1) if item else one for one in few]
    return value


def _mapping(
    known: Known, need: Need, value: Mapping[str, Any], otherwise: Any, depth: int
) -> dict[str, Any]:
    """The members that are asked for; all of them, up to a number, where it is used as a whole."""
    found: dict[str, Any] = {} if known.whole else Record()
    below = otherwise if isinstance(otherwise, Mapping) else {}
    if need.value is not None or need.item is not None or need.uses & _ALL or not need.keys:
        for name in list(value)[:_ITEMS]:
            inner = need.keys.get(name) or need.value
            part = _first(below)
            found[name] = _one(known, inner, value[name], part, depth + 1) if inner else value[name]
    for name, inner in need.keys.items():
        if name in value:
            found[name] = _one(known, inner, value[name], below.get(name), depth + 1)
        elif name in below and not known.whole and not known.has(inner):
            found[name] = below[name]
    return found


def _first(value: Any) -> Any:
    """The first item of a list, or the first value of a mapping."""
    if isinstance(value, Mapping):
        value = list(value.values())
    return value[0] if isinstance(value, list) and value else None


def varied_samples(known: Known, root: Need, most: int = 3) -> tuple[Sample, ...]:
    """A few samples that show together most of what the samples have and lack."""
    traits: dict[Sample, set[tuple[object, ...]]] = {one: set() for one in known.samples}
    for need in root.walk() if len(traits) > 1 else ():
        for seen in known.values(need):
            empty = seen.value in ("", [], {}, False, 0)
            traits[seen.sample].add((need.path, seen.kind, empty))
        for seen in known.lacks(need):
            traits[seen.sample].add((need.path, "lacking"))
    chosen: list[Sample] = []
    while traits and len(chosen) < most:
        best = max(traits, key=lambda one: len(traits[one]))
        shown = traits.pop(best)
        if chosen and not shown:
            break
        chosen.append(best)
        traits = {one: own - shown for one, own in traits.items()}
    return tuple(chosen)
