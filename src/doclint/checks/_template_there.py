"""What is known to be there where a template reads it: by tests around it, and beside it."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._template_scope import Path, Place, Scope, conjuncts, places, resolve
from doclint.model.record import dataclass
from doclint.model.template import Expr, Template

_INTO = ("attribute", "item")
_ABSENT = ("undefined", "none")


@dataclass(frozen=True, slots=True, eq=False)
class Deep:
    """A read from something that is itself read from something: `p.schema.type`.

    `path` is where `p.schema` lies in the data; one that is `sure` is asked for before. One that
    is `further` has something read from what it gives, or is called: nothing gives that either.
    """

    expr: Expr
    path: Path
    place: Place
    sure: bool
    further: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a test asks for; `plainly`, if for nothing but whether it is there."""

    path: Path
    expr: Expr
    plainly: bool
    place: Place


def deep_reads(template: Template) -> Iterator[Deep]:
    """All reads from what may be missing, in the order of the template."""
    tests = _Tests()
    for place in places(template):
        known = tests.around(place)
        values = place.node.values[:1] if place.node.kind == "for" else place.node.values
        for value in values:
            yield from _deep(value, place, known)


def _deep(
    expr: Expr, place: Place, known: frozenset[Path], *, further: bool = False
) -> Iterator[Deep]:
    if expr.kind in ("and", "or"):
        given = there if expr.kind == "and" else absent
        for part in expr.parts:
            yield from _deep(part, place, known)
            known |= given(part, place.scope)
        return
    if expr.kind == "condition":
        test, yes, *no = expr.parts
        yield from _deep(test, place, known)
        yield from _deep(yes, place, known | there(test, place.scope))
        for part in no:
            yield from _deep(part, place, known | absent(test, place.scope))
        return
    if expr.kind in _INTO and expr.parts[0].kind in (*_INTO, "name"):
        path = place.path(expr.parts[0])
        if path is not None:
            yield Deep(expr, path, place, path in known, further)
    for at, part in enumerate(expr.parts):
        reads = at == 0 and expr.kind in (*_INTO, "call")
        yield from _deep(part, place, known, further=reads)


class _Tests:
    """What is there inside of each arm and each loop, found once for all that stands in it."""

    def __init__(self) -> None:
        self.known: dict[int, frozenset[Path]] = {}
        self.inside: dict[int, frozenset[Path]] = {}

    def around(self, place: Place) -> frozenset[Path]:
        """What is there where a node stands, which is kept for those inside of it."""
        above = place.above[-1] if place.above else None
        known = self.inside.get(id(above), frozenset()) if above is not None else frozenset()
        node, scope = place.node, place.scope
        if node.kind == "arm" and above is not None:
            for arm in above.body[: next(n for n, a in enumerate(above.body) if a is node)]:
                known |= absent(arm.values[0], scope) if arm.values else frozenset()
        inner = known
        if node.kind == "arm" and node.values:
            inner = known | there(node.values[0], scope)
        elif node.kind == "for":
            inner = known | above_of(node.values[0], scope)
        self.inside[id(node)] = inner
        return known


def there(test: Expr, scope: Scope) -> frozenset[Path]:
    """What is there if a test comes out true."""
    found: set[Path] = set()
    for part in conjuncts(test):
        if part.kind == "not":
            found |= absent(part.parts[0], scope)
        elif not (part.kind == "test" and part.value in _ABSENT):
            found |= _asked_for(part, scope)
    return frozenset(found)


def absent(test: Expr, scope: Scope) -> frozenset[Path]:
    """What is there if a test comes out false."""
    if test.kind == "not":
        return there(test.parts[0], scope)
    if test.kind == "test" and test.value in _ABSENT:
        return _asked_for(test, scope)
    if test.kind == "or":
        return frozenset().union(*(absent(part, scope) for part in test.parts))
    return above_of(test, scope)


def _asked_for(part: Expr, scope: Scope) -> frozenset[Path]:
    """What a test without `and` asks for, and all that it reads on the way."""
    found = set(above_of(part, scope))
    if part.kind == "compare" and part.value == "in" and part.parts[0].kind == "constant":
        owner, name = resolve(part.parts[1], scope), part.parts[0].value
        if owner is not None and isinstance(name, str):
            found |= {owner, (*owner, name)}
    elif part.kind != "or":
        for one in part.walk():
            if one.kind in (*_INTO, "name", "call") and (path := resolve(one, scope)):
                found |= {path[:length] for length in range(1, len(path) + 1)}
    return frozenset(found)


def above_of(expr: Expr, scope: Scope) -> frozenset[Path]:
    """What has to be there so that an expression can be read at all."""
    found: set[Path] = set()
    for one in expr.walk():
        if one.kind in _INTO and (path := resolve(one.parts[0], scope)):
            found |= {path[:length] for length in range(1, len(path) + 1)}
    return frozenset(found)


def asked(template: Template) -> Iterator[Asked]:
    """What a template asks for in its tests."""
    for place in places(template):
        node = place.node
        tests = list(node.values) if node.kind == "arm" else []
        tests += [one.parts[0] for v in node.values for one in v.walk() if one.kind == "condition"]
        for test in (part for one in tests for part in conjuncts(one)):
            yield from _asked(test, place)


def _asked(test: Expr, place: Place) -> Iterator[Asked]:
    test = test.parts[0] if test.kind == "not" else test
    plainly = test.kind == "test" and test.value in ("defined", "undefined")
    if test.kind == "compare" and test.value in ("in", "notin"):
        owner, name = place.path(test.parts[1]), test.parts[0].value
        if owner is not None and isinstance(name, str):
            yield Asked((*owner, name), test, True, place)
        return
    if test.kind == "test" and not (plainly or test.value == "none"):
        return  # what it is, not whether
    subject = test.parts[0] if test.kind == "test" else test
    path = place.path(subject) if subject.kind in (*_INTO, "name") else None
    if path is not None and (subject.kind != "name" or len(path) == 1):
        yield Asked(path, subject, plainly, place)
