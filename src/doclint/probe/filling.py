"""Real data for a rendering: a sample, with made-up data where nothing is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from doclint.model.record import dataclass
from doclint.probe.known import Known, Sample
from doclint.probe.needs import Need
from doclint.probe.samples import Plan, made
from doclint.probe.tracked import Record

_ITEMS = 20  # of a list or mapping: more of them show nothing new
_DEEPEST = 12
_LEFT_OUT = frozenset(
    (
        *("default", "enum", "example", "examples", "format", "pattern", "const", "title"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        *("minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "required", "summary"),
        *("deprecated", "nullable", "readOnly", "writeOnly", "oneOf", "anyOf", "allOf"),
        *("items", "properties", "additionalProperties", "description"),
    )
)
"""What a spec may leave out of parameters and schemas."""
_ALL = frozenset(("printed", "json", "counted", "mapping", "looped", "pairs", "text", "called"))


def filled(
    known: Known,
    sample: Sample,
    root: Need,
    made_up: Mapping[str, Any] | None = None,
    *,
    items: int = _ITEMS,
) -> Filled:
    """A sample's data, as far as a template asks for it, and made-up data for all other names.

    Of longer lists and mappings there are the first `items`.
    """
    filling = _Filling(known, items)
    data = dict(made(root, Plan()) if made_up is None else made_up)
    for name, need in root.keys.items():
        if name in sample.data:
            data[name] = filling.one(need, sample.data[name], data.get(name), 0)
        elif "called" not in need.uses:
            filling.own.append(name)
    return Filled(data, tuple(dict.fromkeys(filling.own)))


@dataclass(frozen=True, slots=True)
class Filled:
    """Data for a rendering; `made_up` are the paths of what is not real."""

    data: Mapping[str, Any]
    made_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Filling:
    known: Known
    items: int
    own: list[str] = field(default_factory=list)

    def one(self, need: Need, value: Any, otherwise: Any, depth: int) -> Any:
        """A value; `otherwise` is what is made up in its place."""
        if depth > _DEEPEST:
            return value
        if isinstance(value, Mapping):
            return self._mapping(need, value, otherwise, depth)
        if isinstance(value, list | tuple):
            item, first = need.item or need.value, _first(otherwise)
            few = value[: self.items]
            return [self.one(item, one, first, depth + 1) if item else one for one in few]
        return value

    def _mapping(
        self, need: Need, value: Mapping[str, Any], otherwise: Any, depth: int
    ) -> dict[str, Any]:
        """The members that are asked for; all of them where it is used as a whole."""
        found: dict[str, Any] = {} if self.known.whole else Record()
        below = otherwise if isinstance(otherwise, Mapping) else {}
        for name in list(value)[: self.items] if _is_whole(need) else ():
            inner, own = need.keys.get(name) or need.value, value[name]
            found[name] = self.one(inner, own, _first(below), depth + 1) if inner else own
        for name, inner in need.keys.items():
            if name in value:
                found[name] = self.one(inner, value[name], below.get(name), depth + 1)
            elif value and name in below and self._is_unknown(inner):  # what is empty stays so
                found[name] = below[name]
                self.own.append(inner.path)
        return found

    def _is_unknown(self, need: Need) -> bool:
        """Whether no sample has it, and it is not what specs leave out at will."""
        return not (self.known.whole or need.name in _LEFT_OUT or self.known.has(need))


def _is_whole(need: Need) -> bool:
    """Whether a mapping is used as a whole, and not by single names only."""
    parts = need.value is not None or need.item is not None
    return parts or bool(need.uses & _ALL) or not need.keys


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
