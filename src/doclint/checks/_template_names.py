"""The names of a template: where each is bound, where it can be seen, and what each use means.

As Jinja does: a loop, a macro, `with`, `call`, `filter`, a block `set` and a tag that nobody knows
keep their names to themselves, an `if` does not; a macro sees the names of the place where it
stands, whenever they are set, but not those of its callers; a block sees only what stands at the
top, or what a block around it is given, unless it is `scoped`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache

from doclint.link.same import Same
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template
from doclint.probe import filters

_LOOP = "loop"
_OWN = {"macro": ("caller", "varargs", "kwargs"), "block": ("super", "self")}
_WORD = regex(r"\w+")
_FILLED = regex(r"\W*set\s+\w+\s*\.")
_ALWAYS = filters.BUILT_IN - {_LOOP, "caller", "varargs", "kwargs", "super"}


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """A name that a node binds, and how: loop set parameter macro import with call own.

    `since` counts the bindings and uses before it. `scope` is where it can be seen.
    """

    name: str
    kind: str
    node: Node
    scope: Scope
    since: int = 0

    @property
    def span(self) -> Span:
        """The tag that binds it."""
        return self.node.tag.span if self.node.tag else self.node.span


@dataclass(slots=True, eq=False)
class Scope:
    """Where names can be seen. One that is `late` sees what is bound around it at any time.

    One that is `shut` sees of what is around it only what blocks are given. `node` is what it
    belongs to.
    """

    above: Scope | None = None
    node: Node | None = None
    late: bool = False
    shut: bool = False
    names: dict[str, list[Binding]] = field(default_factory=dict)

    def lookup(self, name: str, at: int) -> tuple[Binding, ...]:
        """What a name may mean at a time; () if nothing that can be seen binds it."""
        scope: Scope | None = self
        late = False
        while scope is not None:
            found = [one for one in scope.names.get(name, ()) if late or one.since < at]
            if found:
                return tuple(found)
            late = late or scope.late or scope.shut
            scope = scope.outer if scope.shut else scope.above
        return ()

    @property
    def outer(self) -> Scope | None:
        """What a block that is not scoped sees: what the one around it is given, or the top."""
        last: Scope = self
        scope = self.above
        while scope is not None:
            if scope.node is not None and scope.node.kind == "block" and not scope.shut:
                return scope.above
            last = scope
            scope = scope.above
        return last if last is not self else None

    def within(self, other: Scope) -> bool:
        """Whether it is another one or lies in it."""
        scope: Scope | None = self
        while scope is not None:
            if scope is other:
                return True
            scope = scope.above
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A place where a name is read.

    `whole` is all that is read from it there: `p.schema.type` of `p`. `node` is the statement,
    `around` those around it, the outermost first. One that is `optional` is asked whether it is
    there, or has a default.
    """

    expr: Expr
    whole: Expr
    node: Node
    around: tuple[Node, ...]
    scope: Scope
    at: int
    optional: bool = False

    @property
    def name(self) -> str:
        """The name."""
        return str(self.expr.value)

    @property
    def attribute(self) -> str | None:
        """What is read from it first: `schema` of `p.schema.type`; None for nothing."""
        path = self.whole.path
        return path[1] if len(path) > 1 else None

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """What it may mean; () if nothing here binds it."""
        return self.scope.lookup(self.name, self.at)


@dataclass(slots=True, eq=False)
class Names:
    """All bindings and uses of a template. `spoken` are words of tags that nobody knows."""

    bindings: list[Binding] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    spoken: set[str] = field(default_factory=set)
    top: Scope = field(default_factory=Scope)

    def free(self) -> Iterator[Use]:
        """Uses of names that nothing here binds, where they stand: data, or mistakes."""
        for use in self.uses:
            known = use.name in _ALWAYS or use.name in self.spoken
            if not known and not use.bindings:
                yield use

    def used(self) -> set[int]:
        """The bindings that something uses, by identity."""
        return {id(binding) for use in self.uses for binding in use.bindings}


def names(template: Template) -> Names:
    """The names of a template; of what it includes and imports only what is bound here."""
    return _names(Same(template))


@lru_cache(maxsize=2)
def _names(same: Same[Template]) -> Names:
    walk = _Walk()
    walk.many(same.value.nodes, walk.found.top, ())
    walk.found.spoken.update(_left_out(same.value))
    return walk.found


def _left_out(template: Template) -> Iterator[str]:
    """The words of lines that do not parse: they may bind names."""
    if template.mended and template.mended != template.source.text:
        pairs = zip(template.source.text.split("\n"), template.mended.split("\n"), strict=False)
        for written, read in pairs:
            if written != read:
                yield from _WORD.findall(written)


def _scoped(node: Node) -> bool:
    return node.tag is not None and "scoped" in _WORD.findall(node.tag.span.text)[2:]


def _fills(node: Node) -> bool:
    """Whether it sets what a namespace holds: `{% set ns.count = 1 %}`."""
    return node.tag is not None and _FILLED.match(node.tag.span.text) is not None


class _Walk:
    """One walk through a template."""

    def __init__(self) -> None:
        self.found = Names()
        self.time = 0

    def many(self, nodes: Iterable[Node], scope: Scope, around: tuple[Node, ...]) -> None:
        for node in nodes:
            reader = getattr(self, f"_{node.kind}", self._other)
            reader(node, scope, around)

    def bind(self, name: str, kind: str, node: Node, scope: Scope) -> None:
        self.time += 1
        binding = Binding(name, kind, node, scope, self.time)
        scope.names.setdefault(name, []).append(binding)
        self.found.bindings.append(binding)

    def read(self, expr: Expr, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        for name, whole, optional in chains(expr):
            self.time += 1
            use = Use(name, whole, node, around, scope, self.time, optional)
            self.found.uses.append(use)

    # Statements

    def _other(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        for value in node.values:
            self.read(value, node, scope, around)
        self.many(node.body, scope, (*around, node))
        self.many(node.otherwise, scope, (*around, node))

    def _for(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        self.read(node.values[0], node, scope, around)
        inner = Scope(scope, node)
        for name in node.names:
            self.bind(name, "loop", node, inner)
        for test in node.values[1:]:
            self.read(test, node, inner, (*around, node))
        self.bind(_LOOP, "own", node, inner)
        self.many(node.body, inner, (*around, node))
        self.many(node.otherwise, Scope(scope, node), (*around, node))

    def _set(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        for value in node.values:
            self.read(value, node, scope, around)
        self.many(node.body, Scope(scope, node), (*around, node))
        if not _fills(node):
            for name in node.names:
                self.bind(name, "set", node, scope)

    def _macro(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        self.bind(node.name, "macro", node, scope)
        inner = Scope(scope, node, late=True)
        self._given(node, inner, "parameter")
        for value in node.values:
            self.read(value, node, inner, around)
        self.many(node.body, inner, (*around, node))

    def _call(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        self.read(node.values[0], node, scope, around)
        inner = Scope(scope, node, late=True)
        self._given(node, inner, "call")
        self.many(node.body, inner, (*around, node))

    def _with(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        for value in node.values:
            self.read(value, node, scope, around)
        inner = Scope(scope, node)
        self._given(node, inner, "with")
        self.many(node.body, inner, (*around, node))

    def _block(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        inner = Scope(scope, node, shut=not _scoped(node), late=True)
        self._given(node, inner, "own")
        self.many(node.body, inner, (*around, node))

    def _given(self, node: Node, scope: Scope, kind: str) -> None:
        for name in node.names:
            self.bind(name, kind, node, scope)
        for name in _OWN.get(node.kind, ()):
            self.bind(name, "own", node, scope)

    def _import(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        for value in node.values:
            self.read(value, node, scope, around)
        for name in node.aliases:
            self.bind(name, "import", node, scope)

    def _inner(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        self._other(node, Scope(scope, node), around)

    _filter = _autoescape = _inner

    def _unknown(self, node: Node, scope: Scope, around: tuple[Node, ...]) -> None:
        """What it binds is not known: any of its words may be a name."""
        if node.tag is not None:
            self.found.spoken.update(_WORD.findall(node.tag.span.text)[1:])
        self.many(node.body, scope, (*around, node))


# Expressions


def chains(expr: Expr, *, optional: bool = False) -> Iterator[tuple[Expr, Expr, bool]]:
    """The names in an expression, what is read from each, and whether it may be missing."""
    if expr.kind == "name":
        yield expr, expr, optional
        return
    if expr.kind in ("attribute", "item"):
        yield from _chain(expr)
        return
    optional = optional or is_optional(expr)
    for at, part in enumerate(expr.parts):
        yield from chains(part, optional=optional and at == 0)


def _chain(expr: Expr) -> Iterator[tuple[Expr, Expr, bool]]:
    base, keys = expr, list[Expr]()
    while base.kind in ("attribute", "item"):
        keys.extend(base.parts[1:])
        base = base.parts[0]
    if base.kind == "name":
        yield base, expr, False  # what is read from it may be missing, it may not
    else:
        yield from chains(base)
    for key in reversed(keys):
        yield from chains(key)


def is_optional(expr: Expr) -> bool:
    """Whether an expression says what to do if the first of its parts is not there."""
    if expr.kind == "filter":
        return expr.value in ("default", "d")
    return expr.kind == "test" and expr.value in ("defined", "undefined", "none")
