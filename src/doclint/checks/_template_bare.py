"""Values that a template prints as they are: nothing escapes, flattens or quotes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Print, Template
from doclint.probe.filters import KINDS_OF_TESTS
from doclint.probe.needs import Need

PASSING = frozenset(
    ("default", "d", "trim", "string", "safe", "upper", "lower", "capitalize", "title")
)
"""Filters that leave pipes, quotes and line breaks in a text as they are."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[\s.-]+")


@dataclass(frozen=True, slots=True)
class Bare:
    """A print of a piece of data. `name` is the last step to it, as it is spelled in lists."""

    printed: Print
    value: Expr
    name: str
    need: Need | None = None

    @property
    def shown(self) -> str:
        """The value for a message."""
        return " ".join(self.value.span.text.split())


def bare(template: Template, needs: Need) -> Iterator[Bare]:
    """The prints of data that nothing is done to, those within other filters aside."""
    treated = [*_treated(template)]
    told = {_key(place): need for need in needs.walk() for place in need.places}
    made = {name for node in template.walk() if node.kind == "set" for name in _made(node)}
    for printed in template.prints():
        start = printed.span.start
        if any(node.span.start <= start < node.span.end for node in treated):
            continue
        for value in _values(printed.expr):
            if not _is_given(value, printed, made):
                need = told.get(_key(value.span))
                yield Bare(printed, value, spelled(value.path[-1]), need)
                break


def _key(span: Span) -> tuple[int, int, int]:
    return id(span.source), span.start, span.end


def spelled(name: str) -> str:
    """A name as names are compared: `short_description` for `shortDescription`."""
    return _HUMP.sub("_", name).lower().strip("_")


def is_one_of(name: str, names: Collection[str]) -> bool:
    """Whether a name is one of several, or ends in one: `short_description`."""
    return name in names or name.rpartition("_")[2] in names


def _values(expr: Expr) -> Iterator[Expr]:
    """The pieces of data that an expression may give as they are."""
    if expr.path:
        yield expr
    elif expr.kind == "filter" and expr.value in PASSING and expr.parts:
        yield from _values(expr.parts[0])
    elif expr.kind == "or" or (expr.kind == "condition" and not _asks_kind(expr.parts[0])):
        for part in expr.parts[expr.kind == "condition" :]:
            yield from _values(part)


def _asks_kind(test: Expr) -> bool:
    """Whether a test tells texts from other data."""
    return any(one.kind == "test" and one.value in KINDS_OF_TESTS for one in test.walk())


def _is_given(value: Expr, printed: Print, made: set[str]) -> bool:
    """Whether something made it that may have done something to it: a macro's caller, a `set`."""
    first = value.path[0]
    if first in ("loop", "self", "super", "caller"):
        return True
    parameter = printed.macro is not None and first in printed.macro.names
    return len(value.path) == 1 and (parameter or first in made)


def _made(node: Node) -> Iterator[str]:
    """The names that a `set` gives something else than a piece of data."""
    if not node.values or not any(node.values[0] == one for one in _values(node.values[0])):
        yield from node.names


def _treated(template: Template) -> Iterator[Node]:
    """What passes on the text that is printed in it: filters, calls, a `set` around it."""
    for node in template.walk():
        if node.kind in ("filter", "call") or (node.kind == "set" and node.body):
            yield node
