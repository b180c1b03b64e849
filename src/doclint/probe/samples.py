"""Made-up data of the shape that a template needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from doclint.model.record import dataclass
from doclint.probe.answer import Answer
from doclint.probe.needs import Need
from doclint.probe.tracked import Giving, Holding, Record

_DEEPEST = 12
_HIGHEST = 1  # lists in one another that have several items each
_MARK = re.compile(r"\bzq(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which data to make up. The paths are those of `Need.path`: `query_params[].name`.

    `items` is how many each list has, `counts` how many single ones have. Lists that hold lists of
    lists have one item at most; where there are to be no items but flags are set, lists that hold
    lists have one, so that the inner ones are seen empty. `flags` is what tested values are,
    `flipped` those that are the other way round. `texts` are what single values are, and `text`
    what all others are made of, `#` standing for a word of their own. `absent` are left out,
    `blank` are there and empty. `choice` is which of the constants that a value is compared with it
    is.
    """

    items: int = 1
    counts: Mapping[str, int] = field(default_factory=dict)
    flags: bool = True
    flipped: frozenset[str] = frozenset()
    text: str = "#"
    texts: Mapping[str, Any] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()
    choice: int = 0
    of_text: frozenset[str] = frozenset()  # where not empty, `text` is for these only
    giving: bool = True  # mappings have something under every key, lists hold all
    forced: bool = False  # all tests come out as `flags` says, whatever they ask
    mixed: bool = False  # tested values are the other way round in every other item

    @property
    def key(self) -> object:
        """What two plans have in common that make the same data."""
        parts = (self.counts, self.texts)
        known = tuple(tuple(sorted((k, repr(v)) for k, v in part.items())) for part in parts)
        own = (self.items, self.flags, self.flipped, self.text, self.absent, self.blank)
        return (*own, self.choice, self.of_text, self.mixed, self.giving, self.forced, *known)


def made(root: Need, plan: Plan) -> dict[str, Any]:
    """Data for every name that a template needs."""
    return _Made(plan).record(root, (), 0)


@dataclass(frozen=True, slots=True)
class _Made:
    plan: Plan

    def record(self, need: Need, numbers: tuple[int, ...], depth: int) -> dict[str, Any]:
        found = Record()
        for name, part in need.keys.items():
            if part.path not in self.plan.absent:
                found[name] = self.one(part, numbers, depth + 1)
        return found

    def one(self, need: Need, numbers: tuple[int, ...], depth: int) -> Any:
        """A value for a need; `numbers` are those of the items that it lies in."""
        if need.path in self.plan.texts:
            return self.plan.texts[need.path]
        if depth > _DEEPEST:
            return ""
        kind = need.kind
        if kind == "mapping":
            return self._mapping(need, numbers, depth)
        if kind == "list":
            return self._list(need, numbers, depth)
        if kind == "object":
            return self._object(need, numbers, depth)
        return self._leaf(need, kind, numbers)

    def _object(self, need: Need, numbers: tuple[int, ...], depth: int) -> Any:
        """An object, or as many values as it is taken apart into."""
        if all(name.startswith("[") for name in need.keys):
            return [self.one(part, numbers, depth + 1) for part in need.keys.values()]
        return {} if need.path in self.plan.blank else self.record(need, numbers, depth)

    def _count(self, need: Need) -> int:
        if need.path in self.plan.blank:
            return 0
        if need.path in self.plan.counts:
            return self.plan.counts[need.path]
        if need.height and not self.plan.items and self.plan.flags:
            return 1
        return min(self.plan.items, 1) if need.height > _HIGHEST else self.plan.items

    def _mapping(self, need: Need, numbers: tuple[int, ...], depth: int) -> dict[str, Any]:
        found = Giving() if self.plan.giving else Record()
        if isinstance(found, Giving):
            found.holds = self.plan.flags
        if need.path not in self.plan.blank:
            found.update(self.record(need, numbers, depth))
        if need.value is None and need.keys:
            return found
        for number in range(self._count(need)):
            name = _word(need.item or need, (*numbers, number), "key")
            inner = need.value
            given = (*numbers, number)
            found[name] = self.one(inner, given, depth + 1) if inner else _word(need, given)
        return found

    def _list(self, need: Need, numbers: tuple[int, ...], depth: int) -> list[Any]:
        item, found = need.item, Holding() if self.plan.flags and self.plan.giving else list[Any]()
        for number in range(self._count(need)):
            given = (*numbers, number)
            found.append(self.one(item, given, depth + 1) if item else _word(need, given))
        if "contains" in need.uses and self.plan.flags and found and not (item and item.keys):
            found.extend(one for one in need.constants if isinstance(one, str))
        return found

    def _leaf(self, need: Need, kind: str, numbers: tuple[int, ...]) -> Any:
        last = numbers[-1] if numbers else 0
        flipped = (need.path in self.plan.flipped) != (self.plan.mixed and last % 2 == 1)
        if "called" in need.uses:
            return Answer(_word(need, numbers), self.plan.items, yes=self.plan.flags)
        if kind == "flag":
            return self.plan.flags != flipped
        if need.path in self.plan.blank or (flipped and "tested" in need.uses):
            return 0 if kind == "number" else ""
        return self._filled(need, kind, numbers, last)

    def _filled(self, need: Need, kind: str, numbers: tuple[int, ...], last: int) -> Any:
        """A value that is there."""
        if "json" in need.uses and "printed" not in need.uses:
            return {_word(need, numbers, "key"): _word(need, numbers)}
        constants = [one for one in dict.fromkeys(need.constants) if one is not None]
        choice = (self.plan.choice + last) % (len(constants) + 1)
        if choice < len(constants):
            return constants[choice]
        return 3 + last if kind == "number" else self._text(need, numbers)

    def _text(self, need: Need, numbers: tuple[int, ...]) -> str:
        word = _word(need, numbers)
        if self.plan.of_text and need.path not in self.plan.of_text:
            return word
        return self.plan.text.replace("#", word)


def _word(need: Need, numbers: tuple[int, ...], more: str = "") -> str:
    """A word that says what it stands for: `zqname2`."""
    name = "".join(char for char in need.name if char.isalnum()) or "item"
    if need.above is not None and name == "item":
        name = "".join(char for char in need.above.name if char.isalnum()) or name
    return f"zq{name.lower()}{more}{'x'.join(str(number + 1) for number in numbers)}"


def shown(text: str) -> str:
    """A text of a page for a message: made-up words without what marks them as such."""
    return _MARK.sub("", " ".join(text.split()))
