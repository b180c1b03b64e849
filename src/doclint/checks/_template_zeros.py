"""Values that are asked whether they are there in one place, whether they are true in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._slips import words
from doclint.checks._template_guards import own_tests
from doclint.checks._template_scope import Path, Place, conjuncts
from doclint.model.template import Expr, Node
from doclint.probe import filters

_LIKE = 2  # values of a record that are asked whether they are None
_NUMBERS = ("number", "integer", "float")
_PARTS = ("attribute", "item")


def beside_none(found: Sequence[Place]) -> Iterator[Path]:
    """What is asked for its truth where most of its like are compared with None."""
    strict: dict[Path, set[Path]] = {}
    loose: dict[Path, set[Path]] = {}
    lists: set[str] = set()
    for place in found:
        lists |= {last for path in _lists(place) for last in words(path[-1])[-1:]}
        for test, printed in own_tests(place.node):
            shown = {path for expr in printed if (path := place.path(expr.subject))}
            for part in conjuncts(test):
                kind = strict if (of_none := _of_none(part)) is not None else loose
                path = place.path(part if of_none is None else of_none)
                if path in shown and path is not None and len(path) > 1:
                    kind.setdefault(path[:-1], set()).add(path)
    for record, few in loose.items():
        told = strict.get(record, set())
        if len(told) >= max(_LIKE, len(few - told)):
            yield from (path for path in few if _named_like(path, told, lists))


def _named_like(path: Path, told: set[Path], lists: set[str]) -> bool:
    """Whether a name begins as the others do and does not end as that of a list."""
    own = words(path[-1])
    return bool(own) and own[-1] not in lists and any(words(one[-1])[:1] == own[:1] for one in told)


def _lists(place: Place) -> Iterator[Path]:
    """What is joined or run over."""
    over = [place.node.values[0]] if place.node.kind == "for" else []
    for one in (part for value in place.node.values for part in value.walk()):
        if one.kind == "filter" and one.parts and one.value in filters.LISTS:
            over.append(one.parts[0])
    yield from (path for expr in over if (path := place.path(expr)))


def _of_none(test: Expr) -> Expr | None:
    """What is compared with None: `a != None`, `a is not none`."""
    inner = test.parts[0] if test.kind == "not" else test
    if inner.kind == "test" and inner.value == "none" and inner is not test:
        return inner.parts[0]
    if test.kind == "compare" and test.value == "ne" and len(test.parts) == 2:
        last = test.parts[1]
        return test.parts[0] if last.kind == "constant" and last.value is None else None
    return None


def asked_of_none(found: Sequence[Place]) -> frozenset[Path]:
    """What is compared with None somewhere."""
    paths = set()
    for place in found:
        for one in (part for value in place.node.values for part in value.walk()):
            asked = _of_none(one)
            paths.add(place.path(asked) if asked is not None else None)
    return frozenset(path for path in paths if path is not None)


def either_true(place: Place) -> Iterator[Expr]:
    """The values of `a or b`, where that is a test or what is kept of one."""
    if place.node.kind in ("arm", "set"):
        for value in place.node.values:
            yield from (part for part in _alternatives(value) if part.kind in _PARTS)


def _alternatives(test: Expr) -> tuple[Expr, ...]:
    if test.kind != "or":
        return ()
    first = _alternatives(test.parts[0])
    return (*first, *test.parts[1:]) if first else test.parts


def number_within(node: Node) -> Expr | None:
    """The test of an arm for the truth of what it asks inside of it whether that is a number."""
    test = node.values[0] if node.kind == "arm" and node.values else None
    if test is None or test.kind not in ("call", *_PARTS, "name"):
        return None
    text = _text(test)
    for arm in (arm for one in node.body if one.kind == "if" for arm in one.body):
        for part in (part for value in arm.values for part in value.walk()):
            is_number = part.kind == "test" and part.value in _NUMBERS
            if is_number and _text(part.parts[0]) == text:
                return test
    return None


def _text(expr: Expr) -> str:
    return "".join(expr.span.text.split()).removesuffix("%}").removesuffix("-")
