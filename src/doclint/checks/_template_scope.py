"""What stands where in a template, and which data its names lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice

from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template
from doclint.probe import filters
from doclint.probe.through import gives_pairs

Path = tuple[str, ...]
"""Steps to a piece of data: `("pets", "[]", "name")`; a key that is not known is in braces."""

_LONGEST = 40  # steps; what lies deeper is taken for something of its own
_MOST = 60  # pieces of data that one name is made of
_METHODS = ("items", "values", "keys")


@dataclass(frozen=True, slots=True)
class Bound:
    """What a name stands for: where that lies in the data, and what it is made of."""

    path: Path
    reads: frozenset[Path] = frozenset()


Scope = Mapping[str, Bound]


@dataclass(frozen=True, slots=True)
class Place:
    """A node with those around it, the outermost first, and with what names stand for there.

    `beside` are the nodes that it stands among, `at` its number there.
    """

    node: Node
    above: tuple[Node, ...]
    scope: Scope
    beside: Sequence[Node] = ()
    at: int = 0

    def path(self, expr: Expr) -> Path | None:
        """Where what an expression gives lies in the data; None for what it makes itself."""
        return resolve(expr, self.scope)

    def paths(self, expr: Expr) -> Iterator[Path]:
        """The pieces of data that an expression names, not what those lie in."""
        path = self.path(expr)
        if path is not None:
            yield path
        else:
            for part in expr.parts:
                yield from self.paths(part)

    def reads(self, expr: Expr) -> frozenset[Path]:
        """All data that goes into an expression."""
        return frozenset(read(expr, self.scope))


def places(template: Template) -> Iterator[Place]:
    """Every node of a template, in its order."""
    yield from _Walk().many(template.nodes, (), _Frame({}))


@dataclass(slots=True)
class _Frame:
    """The names that are known; setting one makes a new scope, so that others may keep theirs."""

    scope: Scope


class _Walk:
    """One walk through a template; it numbers what is not read from data."""

    def __init__(self) -> None:
        self.numbers = count()

    def many(
        self, nodes: Sequence[Node], above: tuple[Node, ...], frame: _Frame
    ) -> Iterator[Place]:
        for at, node in enumerate(nodes):
            yield Place(node, above, frame.scope, nodes, at)
            yield from self.inside(node, (*above, node), frame)

    def inside(self, node: Node, above: tuple[Node, ...], frame: _Frame) -> Iterator[Place]:
        scope = frame.scope
        if node.kind == "for":
            yield from self.many(node.body, above, _Frame({**scope, **self.targets(node, scope)}))
            yield from self.many(node.otherwise, above, _Frame(scope))
        elif node.kind in ("if", "arm"):
            yield from self.many(node.body, above, frame)
        else:
            yield from self.many(node.body, above, _Frame(self.within(node, scope)))
            if node.kind in ("set", "import"):
                again = any(one.kind == "arm" for one in above)
                frame.scope = {**scope, **self.given(node, scope, again=again)}

    def within(self, node: Node, scope: Scope) -> Scope:
        """What is known inside of a macro, a call or a `with`."""
        if node.kind == "with":
            return {**scope, **self.given(node, scope)}
        own = node.names if node.kind in ("macro", "call") else ()
        return {**scope, **{name: self.made() for name in own}} if own else scope

    def made(self, reads: frozenset[Path] = frozenset()) -> Bound:
        return Bound((f"?{next(self.numbers)}",), reads)

    def given(self, node: Node, scope: Scope, *, again: bool = False) -> dict[str, Bound]:
        """What is set; under a test it may be that or what it was before."""
        found = {}
        values = node.values if len(node.values) == len(node.names) else ()
        for at, name in enumerate(node.aliases if node.kind == "import" else node.names):
            reads = frozenset(one for value in node.values for one in read(value, scope))
            path = resolve(values[at], scope) if values else None
            known = scope.get(name) if again else None
            if known:
                path, reads = None, reads | known.reads | {known.path}
            elif values and _is_part(values[at]):  # a list of its own, by the name it is given
                path = (name,)
            found[name] = Bound(path, reads) if path else self.made(reads)
        return found

    def targets(self, node: Node, scope: Scope) -> dict[str, Bound]:
        """What the names of a loop stand for."""
        over = node.values[0]
        reads, path = frozenset(read(over, scope)), resolve(over, scope)
        if path is None:
            return {name: self.made(reads) for name in node.names}
        if len(node.names) == 1:
            return {node.names[0]: Bound((*path, "[]"), reads)}
        if len(node.names) == 2 and gives_pairs(over):
            key = (*path, "[]")
            value = (*path, f"{{{'.'.join(key)}}}")
            return {node.names[0]: Bound(key, reads), node.names[1]: Bound(value, reads)}
        return {name: Bound((*path, "[]", str(at)), reads) for at, name in enumerate(node.names)}


def _is_part(value: Expr) -> bool:
    """Whether a value is a list that begins empty, or what a filter chooses of a list."""
    chosen = ("select", "reject", "selectattr", "rejectattr")
    return value.kind == "list" or any(name in chosen for name in value.filters)


def inside(found: Sequence[Place], at: int) -> Iterator[Place]:
    """What stands in a node: it follows right behind it."""
    for one in islice(found, at + 1, None):
        if len(one.above) <= len(found[at].above):
            return
        yield one


def resolve(expr: Expr, scope: Scope) -> Path | None:
    """Where what an expression gives lies in the data; None for what it makes itself."""
    found = _resolved(expr, scope)
    return found if found is not None and len(found) <= _LONGEST else None


def _resolved(expr: Expr, scope: Scope) -> Path | None:
    if expr.kind == "name":
        name = str(expr.value)
        return scope[name].path if name in scope else (name,)
    if expr.kind == "filter" and expr.parts and expr.value in (*filters.SAME, "dictsort", "items"):
        return resolve(expr.parts[0], scope)
    if expr.kind in ("attribute", "item"):
        above = resolve(expr.parts[0], scope)
        own = str(expr.value) if expr.kind == "attribute" else _key(expr.parts[1], scope)
        return (*above, own) if above is not None else None
    return _called(expr, scope) if expr.kind == "call" else None


def _called(expr: Expr, scope: Scope) -> Path | None:
    function = expr.parts[0]
    if function.kind != "attribute":
        return None
    above = resolve(function.parts[0], scope)
    if above is None or (function.value == "get" and len(expr.parts) < 2):
        return None
    if function.value == "get":
        return (*above, _key(expr.parts[1], scope))
    return above if function.value in _METHODS and len(expr.parts) == 1 else None


def _key(key: Expr, scope: Scope) -> str:
    if key.kind == "constant" and isinstance(key.value, str):
        return key.value
    path = resolve(key, scope)
    return f"{{{'.'.join(path)}}}" if path else f"{{{key.span.text.strip()}}}"


def read(expr: Expr, scope: Scope) -> Iterator[Path]:
    """All data that goes into an expression, and what the names in it were made of."""
    path = resolve(expr, scope)
    if path is not None:
        yield path
    if expr.kind == "name" and expr.value in scope:
        yield from list(scope[str(expr.value)].reads)[:_MOST]
    for part in expr.parts:
        yield from read(part, scope)


def begins(path: Path, with_: Path) -> bool:
    """Whether a piece of data is another one or lies in it."""
    return path[: len(with_)] == with_


def named(path: Path) -> str:
    """The last step that has a name: `name` for `("pets", "[]", "name")`, `pets` without it."""
    return next((one for one in reversed(path) if one[:1] not in "[{?" and not one.isdigit()), "")


def shown(path: Path) -> str:
    """A path as messages show it."""
    return ".".join(one for one in path if one[:1] not in "[{")


def head(node: Node) -> Span:
    """The tag that a node begins with."""
    return node.tag.span if node.tag is not None else node.span


def conjuncts(test: Expr) -> Iterator[Expr]:
    """What has to hold for a test to come out true: the parts of `a and b`."""
    if test.kind == "and":
        for part in test.parts:
            yield from conjuncts(part)
    else:
        yield test


def words_of(nodes: Sequence[Node]) -> str:
    """The text that nodes write in any case, on one line, without values."""
    return " ".join(" ".join(node.span.text for node in nodes if node.kind == "text").split())
