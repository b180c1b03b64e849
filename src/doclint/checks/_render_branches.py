"""Which tests of a template are decided by those around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template


@dataclass(frozen=True, slots=True)
class Dead:
    """An arm that is never reached, and the test that decides it."""

    arm: Node
    by: Span


Facts = Mapping[str, tuple[bool, Span]]
"""What is known of tests, by how they are written."""


def dead_arms(template: Template) -> Iterator[Dead]:
    """Arms that the tests around them keep from being reached."""
    changed = {name for node in template.walk() if node.kind == "set" for name in node.names}
    yield from _Branches(frozenset(changed)).many(template.nodes, {})


@dataclass(frozen=True, slots=True)
class _Branches:
    changed: frozenset[str]  # names that mean something else from one place to the next

    def many(self, nodes: Sequence[Node], known: Facts) -> Iterator[Dead]:
        for node in nodes:
            if node.kind == "if":
                yield from self._arms(node, known)
            elif node.kind in ("macro", "call", "block", "unknown"):
                yield from self.many(node.body, {})
            else:
                inner = _without(known, node.names)
                yield from self.many(node.body, inner)
                yield from self.many(node.otherwise, known)

    def _arms(self, node: Node, known: Facts) -> Iterator[Dead]:
        facts, always = dict(known), None
        for arm in node.body:
            decided = self._decided(arm.values[0], facts) if arm.values else None
            if always is not None:
                yield Dead(arm, always)
            elif decided is not None and not decided[0]:
                yield Dead(arm, decided[1])
            else:
                told = self._told(arm.values[0], outcome=True) if arm.values else {}
                yield from self.many(arm.body, {**facts, **told})
            if decided is not None and decided[0]:
                always = always or decided[1]
            if arm.values:
                facts.update(self._told(arm.values[0], outcome=False))

    def _told(self, test: Expr, *, outcome: bool) -> dict[str, tuple[bool, Span]]:
        """What is known where a test came out like that."""
        if self._varies(test):
            return {}
        if test.kind == "not":
            return self._told(test.parts[0], outcome=not outcome)
        found = {_key(test): (outcome, test.span)}
        if (test.kind, outcome) in (("and", True), ("or", False)):
            for part in test.parts:
                found.update(self._told(part, outcome=outcome))
        return found

    def _decided(self, test: Expr, known: Facts) -> tuple[bool, Span] | None:
        """How a test comes out, if that is known, and by what."""
        if _key(test) in known:
            return known[_key(test)]
        if test.kind == "not":
            inner = self._decided(test.parts[0], known)
            return (not inner[0], inner[1]) if inner else None
        if test.kind in ("and", "or"):
            decisive = test.kind == "or"
            for part in test.parts:
                found = self._decided(part, known)
                if found and found[0] is decisive:
                    return found
        return None

    def _varies(self, test: Expr) -> bool:
        """Whether a test may come out otherwise the next time that it is asked."""
        names = {part.value for part in test.walk() if part.kind == "name"}
        return bool(names & (self.changed | {"loop"})) or any(
            part.kind == "call" for part in test.walk()
        )


def _key(expr: Expr) -> str:
    """How an expression is written, blanks and kinds of quotes aside."""
    return " ".join(expr.span.text.replace('"', "'").split())


def _without(known: Facts, names: Sequence[str]) -> Facts:
    """What is known of other names than those that a loop binds anew."""
    if not names:
        return known
    return {key: fact for key, fact in known.items() if not any(_says(key, name) for name in names)}


def _says(key: str, name: str) -> bool:
    at = key.find(name)
    while at >= 0:
        before, after = key[at - 1 : at] if at else "", key[at + len(name) :][:1]
        if not (before.isalnum() or before in ("_", ".")) and not (after.isalnum() or after == "_"):
            return True
        at = key.find(name, at + 1)
    return False
