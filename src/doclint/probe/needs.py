"""The data that a template needs, read off the template itself.

Every expression is followed to the data that it reads; how that is used tells what it is: a list
that is looped over, a mapping asked for its items, text that is printed, a flag that is tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from doclint.model.record import dataclass
from doclint.model.source import Span


@dataclass(slots=True, eq=False)
class Need:
    """A piece of data and what a template does with it.

    `uses`: printed looped tested optional counted text number json pairs mapping called boolean.
    `keys` are what is read from it by name; `item` what a loop gives, `value` what an unknown key
    gives. `constants` are what it is compared with. `places` are where it is used. A need that is
    `made` is not read from the data, but made by an expression.
    """

    name: str = ""
    above: Need | None = None
    uses: set[str] = field(default_factory=set)
    keys: dict[str, Need] = field(default_factory=dict)
    item: Need | None = None
    value: Need | None = None
    key_of: Need | None = None
    constants: list[Any] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    made: bool = False
    _path: str | None = None
    _height: int | None = None

    def used(self, *uses: str, at: Span | None = None) -> Need:
        """The same, when it is known what it is used for."""
        self.uses.update(uses)
        if at is not None:
            self.places.append(at)
        return self

    def key(self, name: str) -> Need:
        """What is read from it by a name."""
        return self.keys.setdefault(name, Need(name, self, made=self.made))

    def each(self) -> Need:
        """What a loop over it gives."""
        if self.item is None:
            self.item = Need("[]", self, made=self.made)
        return self.item

    def any_value(self) -> Need:
        """What a mapping has under a key that is not known."""
        if self.value is None:
            self.value = Need("{}", self, made=self.made)
        return self.value

    @property
    def path(self) -> str:
        """`query_params[].name`."""
        if self._path is None:
            dot = "" if self.name in ("[]", "{}") else "."
            inside = self.above is not None and bool(self.above.name)
            above = f"{self.above.path}{dot}" if self.above and inside else ""
            self._path = f"{above}{self.name}"
        return self._path

    @property
    def height(self) -> int:
        """How many lists or mappings lie in one another below it; itself not counted."""
        if self._height is None:
            self._height = 0  # where data holds data of its own kind
            below = [*self.keys.values(), *filter(None, (self.item, self.value))]
            self._height = max((one.height + one.is_many for one in below), default=0)
        return self._height

    @property
    def is_many(self) -> bool:
        """Whether it is a list or a mapping."""
        return self.kind in ("list", "mapping")

    @property
    def kind(self) -> str:
        """What it must be: mapping, list, object, number, flag or text."""
        if self.value is not None or "mapping" in self.uses:
            return "mapping"
        if "looped" in self.uses or "pairs" in self.uses or (self.item and not self.keys):
            return "list"
        if self.keys:
            return "object"
        if "number" in self.uses:
            return "number"
        if "boolean" in self.uses or self.uses <= {"tested", "optional"}:
            return "flag" if self.uses & {"tested", "boolean"} else "text"
        return "text"

    def walk(self) -> Iterator[Need]:
        """It and all that is read from it."""
        seen: set[int] = set()
        stack = [self]
        while stack:
            need = stack.pop()
            if id(need) in seen:
                continue
            seen.add(id(need))
            yield need
            stack.extend(reversed([*need.keys.values(), *filter(None, (need.item, need.value))]))
