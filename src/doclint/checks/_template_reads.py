"""What a template reads by name from which data, and how."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from doclint.checks._template_names import is_optional
from doclint.checks._template_scope import Path, Place, places
from doclint.link.same import Same
from doclint.model.record import dataclass
from doclint.model.template import Expr, Template

_INTO = ("attribute", "item")


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A name that is read from something: `type` of `p.schema.type`.

    `owner` is where that lies in the data, `()` if it is made by an expression. One that is
    `called` is a method's name or a function; `optional` are those that may be missing; `choice`
    is the expression, if it stands among others of which one is taken.
    """

    name: str
    owner: Path
    expr: Expr
    place: Place
    called: bool = False
    optional: bool = False
    choice: Expr | None = None

    @property
    def of(self) -> Expr:
        """What it is read from."""
        part = self.expr.parts[0]
        return part.parts[0] if self.expr.kind == "call" else part

    @property
    def dotted(self) -> bool:
        """Whether it is written with a dot."""
        return self.expr.kind == "attribute"


def reads(template: Template) -> tuple[Read, ...]:
    """Everything that is read by name, in the order of the template."""
    return _reads(Same(template))


@lru_cache(maxsize=2)
def _reads(same: Same[Template]) -> tuple[Read, ...]:
    found: list[Read] = []
    for place in places(same.value):
        values = place.node.values
        for value in values[:1] if place.node.kind == "for" else values:
            found.extend(_of(value, place))
    return tuple(found)


def _of(
    expr: Expr,
    place: Place,
    *,
    called: bool = False,
    optional: bool = False,
    choice: Expr | None = None,
) -> Iterator[Read]:
    """What an expression reads. How it is used itself is known from what is around it."""
    if (name := key(expr)) is not None:
        owner = place.path(expr.parts[0]) or ()
        yield Read(name, owner, expr, place, called, optional, choice)
    elif (name := got(expr)) is not None:
        owner = place.path(expr.parts[0].parts[0]) or ()
        yield Read(name, owner, expr, place, called, True, choice)
    if expr.kind in ("or", "condition"):
        choice = choice or expr
    for at, part in enumerate(expr.parts):
        yield from _of(
            part,
            place,
            called=expr.kind == "call" and at == 0,
            optional=at == 0 and (is_optional(expr) or (optional and expr.kind in _INTO)),
            choice=choice,
        )


def got(expr: Expr) -> str | None:
    """The name that is asked for by `p.get("type")`; or None."""
    if expr.kind != "call" or len(expr.parts) < 2 or expr.parts[0].kind != "attribute":
        return None
    value = expr.parts[1].value if expr.parts[1].kind == "constant" else None
    return value if expr.parts[0].value == "get" and isinstance(value, str) else None


def key(expr: Expr) -> str | None:
    """The name that an expression reads: `type` of `p.type` and `p["type"]`; or None."""
    if expr.kind == "attribute":
        return str(expr.value)
    if expr.kind == "item" and expr.parts[1].kind == "constant":
        value = expr.parts[1].value
        return value if isinstance(value, str) else None
    return None
