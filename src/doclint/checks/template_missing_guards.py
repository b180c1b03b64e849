"""What a template reads without a guard, though it guards that, or its like, elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from doclint.checks._engines import listed
from doclint.checks._slips import words
from doclint.checks._template_mappings import METHODS
from doclint.checks._template_scope import Path, Place, named, places
from doclint.checks._template_there import Asked, Deep, asked, deep_reads
from doclint.checks._template_twins import Twin, twins
from doclint.model.finding import Hit
from doclint.model.record import dataclass
from doclint.model.template import Expr, Template

_MOST = 30  # tests that ask for one part
_BESIDE = 2  # parts of a record that are guarded, where one is not
_ASIDE = ("macro", "call", "block")  # what is in them is shown where others say
_OF_LISTS = ("join", "sort", "dictsort", "map", "unique")


def half_guarded(template: Template) -> Iterator[Hit]:
    """Reads from a part that is guarded in another place, or whose like are.

    Facts: read, part, why.
    """
    guards = _Guards.of(template)
    told: set[Path] = set()
    for deep in deep_reads(template):
        if deep.sure or deep.path in told or not _is_shown(deep) or not _is_part(deep.path):
            continue
        guard = guards.own(deep) or guards.beside(deep)
        if guard is not None:
            told.add(deep.path)
            yield _hit(deep, guard)
    for twin in twins(template):
        if twin.path not in told:
            told.add(twin.path)
            yield _of_twin(twin)


def _hit(deep: Deep, guard: Asked) -> Hit:
    span = guard.expr.span
    its = "it" if guard.path == deep.path else "its like"
    facts = {
        "read": deep.expr.span.text,
        "part": deep.expr.parts[0].span.text,
        "why": f"line {span.line} asks for {its} first",
    }
    return Hit(deep.expr.span, f"read:{'.'.join(deep.path)}", facts, (("asked for here", span),))


def _of_twin(twin: Twin) -> Hit:
    span = twin.guard.span
    facts = {
        "read": twin.loop.span.text.strip(),
        "part": twin.part.span.text,
        "why": f"line {span.line} asks for its like first",
    }
    where = ("asked for here", span)
    return Hit(twin.part.span, f"read:{'.'.join(twin.path)}", facts, (where,))


def _is_shown(deep: Deep) -> bool:
    """Whether a page shows what is read: a test may be the guard of something else."""
    node = deep.place.node
    return node.kind in ("print", "for") and not any(
        part.kind == "condition" for value in node.values for part in value.walk()
    )


def _is_part(path: Path) -> bool:
    """Whether it is a named part of the data, not what a loop gives or the template makes."""
    return path[0] != "loop" and path[0][:1] != "?" and path[-1][:1] not in "[{"


@dataclass(frozen=True, slots=True)
class _Guards:
    """What a template asks for, by its record; what it calls, and what it has more than one of."""

    asked: Mapping[Path, Mapping[Path, list[Asked]]]
    called: frozenset[tuple[int, int]]
    lists: frozenset[Path]

    @staticmethod
    def of(template: Template) -> _Guards:
        """The guards of a template."""
        called: set[tuple[int, int]] = set()
        lists: set[Path] = set()
        for place in places(template):
            if place.node.kind == "for":
                lists |= {place.path(place.node.values[0]) or ()}
            for part in (part for value in place.node.values for part in value.walk()):
                if part.kind == "call":
                    called.add(_stretch(part.parts[0]))
                if part.kind == "filter" and part.value in _OF_LISTS and part.parts:
                    lists |= {place.path(part.parts[0]) or ()}
        return _Guards(_by_record(template), frozenset(called), frozenset(lists - {()}))

    def own(self, deep: Deep) -> Asked | None:
        """Where the same part is asked for, under no other test than those around the read."""
        if _stretch(deep.expr) in self.called:
            return None  # it may be asked whether it is empty
        around = _arms(deep.place)
        found = self.asked.get(deep.path[:-1], {}).get(deep.path, ())
        return next((one for one in found if around <= _arms(one.place)), None)

    def beside(self, deep: Deep) -> Asked | None:
        """Where other parts of the same record are asked for, one of them a list or an object."""
        if any(node.kind in _ASIDE for node in deep.place.above):
            return None
        found = self.asked.get(deep.path[:-1], {}) if len(deep.path) > 1 else {}
        if not self._is_optional(deep) and not self._nests(deep):
            return None
        if deep.path in found or len(found) < _BESIDE:
            return None
        return next((few[-1] for path, few in found.items() if path in self.lists), None)

    def _nests(self, deep: Deep) -> bool:
        """Whether an item has items of its own kind, which ends somewhere: `parts.x.subparts`."""
        called = _stretch(deep.expr) in self.called and str(deep.expr.value) in METHODS
        among = named(deep.path[:-1]).lower()
        inner = len(deep.path) > 1 and deep.path[-2][:1] in "[{"
        return called and inner and bool(among) and deep.path[-1].lower().endswith(among)

    def _is_optional(self, deep: Deep) -> bool:
        """Whether a part lies deep enough, or has a name, that speaks for its being optional."""
        name = "_".join(words(deep.path[-1]))
        if _stretch(deep.expr) in self.called:
            return str(deep.expr.value) in METHODS and name in listed("optional")
        inner = str(deep.expr.value)
        return deep.further and not inner.startswith("__") and name not in listed("always")


def _by_record(template: Template) -> Mapping[Path, Mapping[Path, list[Asked]]]:
    """The parts that are asked for, by the record that they are parts of."""
    found: dict[Path, dict[Path, list[Asked]]] = {}
    for one in asked(template):
        few = found.setdefault(one.path[:-1], {}).setdefault(one.path, [])
        if len(few) < _MOST:
            few.append(one)
    return found


def _arms(place: Place) -> set[int]:
    """The arms around a place, and what runs only when it is called."""
    return {id(node) for node in place.above if node.kind in ("arm", *_ASIDE)}


def _stretch(expr: Expr) -> tuple[int, int]:
    return expr.span.start, expr.span.end
