"""What is known of the data of a template: samples of it, and what they have and lack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any

from doclint.model.record import dataclass
from doclint.model.source import Pointer
from doclint.model.supply import Fed
from doclint.probe.needs import Need
from doclint.probe.tracked import below

_STEP = re.compile(r"(\[\]|\{\})|\.?(\[\d+\])|\.?([^.\[{]+|[\[{])")
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "boolean"),  # before numbers, which they are too
    ((int, float), "number"),
    (str, "text"),
    (Mapping, "mapping"),
    ((list, tuple), "list"),
)

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Data that a page is made of, as far as a template asks for it.

    `label` says to people what it is: the path of a file, or `GET /pets`. `fed` are the files that
    it is from, later ones before earlier; none for what was made of a spec.
    """

    label: str
    data: Mapping[str, Any]
    fed: tuple[Fed, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A value in a sample, and the keys that lead to it."""

    value: Any
    sample: Sample
    keys: Keys = ()

    @property
    def place(self) -> Pointer | None:
        """Where it stands; None for what was made of a spec."""
        for fed in reversed(self.sample.fed):
            if not self.keys or self.keys[0] in fed.data:
                return fed.at(*self.keys)
        return None

    @property
    def kind(self) -> str:
        """What it is: none boolean number text mapping list other."""
        return kind_of(self.value)

    def __str__(self) -> str:
        shown = ""
        for key in self.keys:
            shown = below(shown, key)
        return shown


@dataclass(frozen=True, eq=False)
class Known:
    """Samples of a template's data. Paths are those of `Need.path`: `params[].schema.type`.

    It is `whole` if the project says that its pages are rendered from these: what they lack,
    nothing gives. Else they are made of operations of a spec, and what they lack may be there.
    A need that a template makes itself has no values. `given` are names that the project adds to
    all templates.
    """

    samples: tuple[Sample, ...] = ()
    whole: bool = False
    given: frozenset[str] = frozenset()
    _seen: dict[tuple[str, ...], tuple[Seen, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.samples)

    def values(self, path: str | Need) -> tuple[Seen, ...]:
        """The values that there are at a path, in the order of the samples."""
        steps = steps_of(path)
        return self._values(steps) if steps else ()

    def has(self, path: str | Need) -> bool:
        """Whether some sample has a value there, even if it is None."""
        return bool(self.values(path))

    def lacks(self, path: str | Need) -> tuple[Seen, ...]:
        """What should have the last name of a path and has not: objects without it, and None.

        Nothing where it is not known whether there is such a name at all.
        """
        steps = steps_of(path)
        if not steps or steps[0] in self.given or not (self.whole or self._values(steps)):
            return ()
        if len(steps) == 1:
            ours = (Seen(one.data, one) for one in self.samples) if self.whole else ()
            return tuple(seen for seen in ours if steps[0] not in seen.value)
        above = self._values(steps[:-1])
        return tuple(seen for seen in above if not _could_have(seen.value, steps[-1]))

    def nowhere(self, path: str | Need) -> bool:
        """Whether there is no value at a path, though there is what should have it.

        Known only where the samples are the whole of the data.
        """
        return self.whole and not self.has(path) and bool(self.lacks(path))

    def kinds(self, path: str | Need) -> frozenset[str]:
        """What the values at a path are: none boolean number text mapping list."""
        return frozenset(seen.kind for seen in self.values(path))

    def first(self, path: str | Need, wanted: Callable[[Any], bool]) -> Seen | None:
        """The first value at a path that is such as is asked for."""
        return next((seen for seen in self.values(path) if wanted(seen.value)), None)

    def _values(self, steps: tuple[str, ...]) -> tuple[Seen, ...]:
        if not steps:
            return tuple(Seen(one.data, one) for one in self.samples)
        if steps not in self._seen:
            above = self._values(steps[:-1])
            self._seen[steps] = tuple(part for seen in above for part in _parts(seen, steps[-1]))
        return self._seen[steps]


def kind_of(value: Any) -> str:
    """What a value is: none boolean number text mapping list other."""
    if value is None:
        return "none"
    return next((kind for types, kind in _KINDS if isinstance(value, types)), "other")


def steps_of(path: str | Need) -> tuple[str, ...]:
    """The names that lead to a need, `[]` and `{}` among them; () for what is no given data."""
    if isinstance(path, str):
        return tuple(found[1] or found[2] or found[3] for found in _STEP.finditer(path))
    steps: list[str] = []
    need: Need | None = path
    while need is not None and need.above is not None:
        if need.made:
            return ()
        steps.append(need.name)
        need = need.above
    return tuple(reversed(steps)) if need is not None and not (need.made or need.name) else ()


def _parts(seen: Seen, step: str) -> Iterator[Seen]:
    """The values that a step leads to."""
    value, sample, keys = seen.value, seen.sample, seen.keys
    if step in ("[]", "{}"):
        if isinstance(value, list | tuple):
            for number, item in enumerate(value):
                yield Seen(item, sample, (*keys, number))
        elif isinstance(value, Mapping):
            for key, item in value.items():
                yield Seen(key if step == "[]" else item, sample, (*keys, key))
    elif isinstance(value, Mapping):
        if step in value:
            yield Seen(value[step], sample, (*keys, step))
    elif isinstance(value, list | tuple) and (number := _number(step)) < len(value):
        yield Seen(value[number], sample, (*keys, number))


def _number(step: str) -> int:
    """The place that a name such as `[1]` stands for, of those that a loop takes an item apart."""
    inner = step[1:-1] if step.startswith("[") else ""
    return int(inner) if inner.isdecimal() else 1 << 60


def _could_have(value: Any, step: str) -> bool:
    """Whether a value has a name, or is of a kind that has none: text has methods."""
    if isinstance(value, Mapping):
        return step in ("[]", "{}") or step in value
    return value is not None
