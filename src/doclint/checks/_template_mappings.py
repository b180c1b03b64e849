"""What a template takes for mappings."""

from __future__ import annotations

from functools import lru_cache

from doclint.checks._template_names import Binding
from doclint.checks._template_scope import Path, places
from doclint.link.same import Same
from doclint.model.record import dataclass
from doclint.model.template import Expr, Template

METHODS = ("items", "keys", "values")
"""Methods of a mapping that have no arguments."""

_SHAPES = ("mapping", "sequence", "iterable", "string", "dict", "list")


@dataclass(frozen=True, slots=True)
class Mappings:
    """What a template treats as mappings: where that lies, its last names, and whether any is."""

    paths: frozenset[Path]
    names: frozenset[str]
    unpacked: bool


def mappings(template: Template) -> Mappings:
    """What is asked for its items, keys or values, or for what it has under a key."""
    return _mappings(Same(template))


@lru_cache(maxsize=2)
def _mappings(same: Same[Template]) -> Mappings:
    paths: set[Path] = set()
    either: set[Path] = set()
    names: set[str] = set()
    unpacked = False
    for place in places(same.value):
        values = place.node.values[:1] if place.node.kind == "for" else place.node.values
        for expr in (one for value in values for one in value.walk()):
            if expr.kind == "test" and expr.value in _SHAPES:
                either.add(place.path(expr.parts[0]) or ())
            asked = _asked(expr)
            if asked is None:
                continue
            unpacked = unpacked or expr.kind == "call"
            if asked.path:
                names.add(asked.path[-1])
            if path := place.path(asked):
                paths.add(path)
    return Mappings(frozenset(paths - either), frozenset(names), unpacked)


def _asked(expr: Expr) -> Expr | None:
    """What an expression takes for a mapping."""
    if expr.kind == "call" and expr.parts[0].kind == "attribute":
        function = expr.parts[0]
        asked = function.value in METHODS and len(expr.parts) == 1
        return function.parts[0] if asked or function.value == "get" else None
    if expr.kind == "filter" and expr.value in ("dictsort", "items") and expr.parts:
        return expr.parts[0]
    return None


def is_made(over: Expr, bindings: tuple[Binding, ...]) -> bool:
    """Whether a name that may mean some bindings is set to what is made of data, not to data.

    `{% set pairs = pet.tags.items() | list %}` is made of a mapping, and is none.
    """
    values = [v for b in bindings if b.kind in ("set", "with") for v in b.node.values]
    return over.kind == "name" and any(
        value.kind not in ("name", "attribute", "item") for value in values
    )
