"""What tests of a template ask, what is shown under them, and which of them are decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from doclint.checks._template_scope import Path, Place, head
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Expr, Node
from doclint.probe import filters

_DISTINCT = {
    "string": "text",
    "mapping": "mapping",
    "number": "number",
    "integer": "number",
    "float": "number",
    "boolean": "boolean",
    "none": "none",
    "undefined": "undefined",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a test always comes out the same."""

    because: str
    where: Span | None = None
    always: bool = False


def own_tests(node: Node) -> Iterator[tuple[Expr, tuple[Expr, ...]]]:
    """The tests that a node makes, each with what is printed where it comes out true."""
    for test, arm in _guarded(node):
        yield test, tuple(_printed(arm.body))
    for value in node.values:
        for one in value.walk():
            if one.kind == "condition":
                yield one.parts[0], one.parts[1:2]
            elif node.kind == "print" and _falls_back(one):
                yield one.parts[0], one.parts[:1]


def _guarded(node: Node) -> Iterator[tuple[Expr, Node]]:
    """What has to be true for an arm to be shown: its own test, or a negated one above it."""
    if node.kind == "arm":
        yield from ((test, node) for test in node.values if test.kind != "not")
    elif node.kind == "if" and len(node.body) == 2 and not node.body[1].values:
        yield from (
            (test.parts[0], node.body[1]) for test in node.body[0].values if test.kind == "not"
        )


def _falls_back(expr: Expr) -> bool:
    """Whether something else is shown for what is not true: `a or "-"`, `a|default("-", true)`."""
    if expr.kind == "or":
        return not _is_zero(expr.parts[1])
    if expr.kind != "filter" or expr.value not in ("default", "d") or len(expr.parts) != 3:
        return False
    return expr.parts[2].value is True and not _is_zero(expr.parts[1])


def _is_zero(expr: Expr) -> bool:
    return expr.kind == "constant" and expr.value is not None and expr.value in (0, False)


def _printed(nodes: Sequence[Node]) -> Iterator[Expr]:
    for node in nodes:
        if node.kind == "print":
            yield node.values[0]
        elif node.kind == "if":
            for arm in node.body:
                yield from _printed(arm.body)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A simple test: of what, in which way, with which constant."""

    path: Path
    operator: str
    value: Any
    span: Span


def decided(test: Expr, place: Place) -> Reason | None:
    """Why a test always comes out the same, as far as the template alone can tell."""
    for part in test.walk():
        if reason := _by_loop(part):
            return reason
    if reason := _same_as_before(test, place):
        return reason
    for part in test.walk():
        if part.kind == "or" and (reason := _either(part, place)):
            return reason
    for clause in (test, *(part for part in test.walk() if part.kind == "and")):
        if reason := _contradiction(clause, place):
            return reason
    return _against_above(test, place)


_ALWAYS = {
    ("index0", "lt", "length"): "loop.index0 stays below loop.length",
    ("index0", "ne", "length"): "loop.index0 stays below loop.length",
    ("index0", "lteq", "length"): "loop.index0 stays below loop.length",
    ("index", "lteq", "length"): "loop.index ends with loop.length",
    ("index", "gteq", 1): "loop.index counts from 1",
    ("index", "gt", 0): "loop.index counts from 1",
    ("index0", "gteq", 0): "loop.index0 counts from 0",
    ("revindex", "gt", 0): "loop.revindex counts down to 1",
}
_OF_LOOP = {
    ("index0", "eq", "length"): "loop.index0 stays below loop.length",
    ("index", "gt", "length"): "loop.index ends with loop.length",
    ("index", "eq", 0): "loop.index counts from 1",
    ("index", "lt", 1): "loop.index counts from 1",
    ("index", "lteq", 0): "loop.index counts from 1",
    ("revindex", "lt", 1): "loop.revindex counts down to 1",
    ("index0", "lt", 0): "loop.index0 counts from 0",
    ("revindex", "eq", 0): "loop.revindex counts down to 1",
    ("length", "eq", 0): "a loop without items does not run",
    ("length", "lt", 1): "a loop without items does not run",
}


def _by_loop(test: Expr) -> Reason | None:
    if test.kind != "compare" or len(test.parts) != 2:
        return None
    left, right = test.parts
    if left.path[:1] == ("loop",) and len(left.path) == 2:
        beside = _number(right.value) if right.kind == "constant" else right.path[1:2]
        beside = beside[0] if isinstance(beside, tuple) and beside else beside
        key = (left.path[1], str(test.value), beside)
        always = _ALWAYS.get(key)
        said = always or _OF_LOOP.get(key)
        return Reason(said, always=bool(always)) if said else None
    counted = left.kind == "filter" and left.value in ("length", "count")
    if counted and (test.value, right.value) == ("lt", 0):
        return Reason("a length is never below 0")
    return None


def _number(value: Any) -> Any:
    return None if isinstance(value, bool) else value


def _simple(test: Expr, place: Place, *, negative: bool = False) -> Iterator[_Asked]:
    """What a test demands of single values, if all of that must hold for it to be true."""
    if test.kind == "not" and test.parts:
        yield from _negated(test.parts[0], place, negative=negative)
    elif test.kind in ("name", "attribute", "item"):
        if path := place.path(test):
            yield _Asked(path, "falsy" if negative else "truthy", None, test.span)
    elif test.kind == "and" and not negative:
        for part in test.parts:
            yield from _simple(part, place)
    elif test.kind == "or" and negative:
        for part in test.parts:
            yield from _simple(part, place, negative=True)
    else:
        yield from _single(test, place, negative=negative)


def _negated(test: Expr, place: Place, *, negative: bool) -> Iterator[_Asked]:
    yield from _simple(test, place, negative=not negative)


def _single(test: Expr, place: Place, *, negative: bool) -> Iterator[_Asked]:
    if test.kind == "compare" and len(test.parts) == 2 and test.value in ("eq", "ne"):
        left, right = test.parts
        path = place.path(left) if not left.filters else None
        if path and right.kind == "constant" and right.value is not None:
            equal = (test.value == "eq") != negative
            yield _Asked(path, "eq" if equal else "ne", right.value, test.span)
    if test.kind != "test" or not test.parts or test.parts[0].filters:
        return
    if path := place.path(test.parts[0]):
        operator = "isnot" if negative else "is"
        yield _Asked(path, operator, str(test.value), test.span)


def _contradiction(test: Expr, place: Place) -> Reason | None:
    """Two demands of one test that no value meets."""
    asked = list(_simple(test, place)) if test.kind == "and" else []
    for one, other in combinations(asked[:20], 2):
        if because := _against(one, other):
            return Reason(because)
    return None


def _either(test: Expr, place: Place) -> Reason | None:
    """`a != 1 or a != 2` holds for all values."""
    asked = list(_simple(test, place, negative=True))
    for one, other in combinations(asked[:20], 2):
        if one.operator == other.operator == "eq" and _against(one, other):
            return Reason(f"nothing is both `{one.value}` and `{other.value}`", always=True)
    return None


def _against(one: _Asked, other: _Asked) -> str | None:
    """Why two demands exclude each other."""
    if one.path != other.path:
        return None
    return _equal_against(one, other) or _truth_against(one, other) or _kinds_against(one, other)


def _equal_against(one: _Asked, other: _Asked) -> str | None:
    pair = {one.operator, other.operator}
    if pair == {"eq"} and one.value != other.value:
        return f"nothing is both `{one.value}` and `{other.value}`"
    if pair == {"eq", "ne"} and _same(one.value, other.value):
        return f"it is `{one.value}` and is not"
    return None


def _kinds_against(one: _Asked, other: _Asked) -> str | None:
    pair = {one.operator, other.operator}
    kinds = [_DISTINCT.get(str(asked.value)) for asked in (one, other)]
    if pair == {"is"} and None not in kinds and kinds[0] != kinds[1]:
        return f"nothing is both {one.value} and {other.value}"
    if pair == {"is", "isnot"} and one.value == other.value:
        return f"it is {one.value} and is not"
    return None


def _truth_against(one: _Asked, other: _Asked) -> str | None:
    by = {one.operator: one, other.operator: other}
    if by.keys() == {"truthy", "falsy"}:
        return "it asks for a value and for none"
    if "truthy" in by and "is" in by and by["is"].value in ("none", "undefined"):
        return f"what is {by['is'].value} is not true"
    if "falsy" in by and "eq" in by and by["eq"].value:
        return f"`{by['eq'].value}` is true"
    return None


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _same_as_before(test: Expr, place: Place) -> Reason | None:
    """An arm with the test of an arm above it."""
    if place.node.kind != "arm" or not any(test is one for one in place.node.values):
        return None
    own = list(_simple(test, place))
    words = _words(test)
    for arm in place.beside[: place.at]:
        for before in arm.values:
            if _words(before) == words and not _calls(test):
                return Reason("an arm above has the same test", head(arm))
            alone = list(_simple(before, place))
            if len(alone) == 1 and before.kind in ("name", "attribute", "item"):
                if any(_is_true_too(one, alone[0]) for one in own):
                    return Reason("an arm above has taken all that is true", head(arm))
    return None


def _is_true_too(one: _Asked, before: _Asked) -> bool:
    """Whether what a demand asks for is true, and so was taken by an arm that asks for that."""
    return one.path == before.path and one.operator == "eq" and bool(one.value)


def _words(test: Expr) -> str:
    text = " ".join(test.span.text.split()).removesuffix("%}").removesuffix("-")
    return text.strip().replace('"', "'")


def _calls(test: Expr) -> bool:
    return any(part.kind == "call" for part in test.walk())


def _against_above(test: Expr, place: Place) -> Reason | None:
    """A test that an arm around it, or an arm above that one, has decided."""
    own = list(_simple(test, place))
    if not own or _sets(place):
        return None
    for node in reversed(place.above):
        if node.kind in ("macro", "call"):
            return None
        if node.kind != "arm" or not node.values:
            continue
        outer = [one for value in node.values for one in _simple(value, place)]
        for one in own:
            for known in outer:
                if because := _against(known, one):
                    return Reason(f"around it, {because}", head(node))
    return None


def _sets(place: Place) -> bool:
    """Whether something around is set anew, in a loop or in an arm."""
    return any(
        inner.kind in ("set", "do")
        for node in place.above
        if node.kind in ("arm", "for")
        for inner in node.body
    )


def kept(found: Sequence[Place]) -> Iterator[Path]:
    """What a template takes for text; a key of a mapping stands there behind `key` too."""
    for place in found:
        for value in place.node.values:
            for one in value.walk():
                yield from _as_text(one, place)


def _as_text(expr: Expr, place: Place) -> Iterator[Path]:
    if expr.kind == "item" and expr.parts[1].kind == "name":
        if (path := place.path(expr.parts[1])) and path[-1] == "[]":
            yield from (path, ("key", *path))
    if expr.kind == "call" and expr.parts[0].kind == "attribute":
        method = expr.parts[0]
        if method.value in filters.TEXT_METHODS and (path := place.path(method.parts[0])):
            yield path
    if expr.kind == "filter" and expr.parts and expr.value in ("upper", "lower", "capitalize"):
        if path := place.path(expr.parts[0]):
            yield path
    if expr.kind == "compare" and expr.value in ("eq", "ne") and len(expr.parts) == 2:
        if isinstance(expr.parts[1].value, str) and expr.parts[1].kind == "constant":
            if path := place.path(expr.parts[0]):
                yield path
