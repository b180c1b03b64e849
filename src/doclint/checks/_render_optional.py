"""Which data a template itself takes to be missing at times, and where it asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template
from doclint.probe.needs import Need
from doclint.probe.trial import Trial

Key = tuple[int, int, int]


def key_of(span: Span) -> Key:
    """What two spans have in common that are the same stretch."""
    return id(span.source), span.start, span.end


@dataclass(eq=False)
class Optional:
    """The conditions of a template, and the needs behind its expressions."""

    asked: dict[Key, Span] = field(default_factory=dict)
    needs: dict[Key, Need] = field(default_factory=dict)
    known: dict[int, list[Span]] = field(default_factory=dict)  # by the identity of a need

    def need(self, expr: Expr) -> Need | None:
        """The data that an expression shows."""
        return self.needs.get(key_of(expr.span)) or self.needs.get(key_of(expr.subject.span))

    def places(self, need: Need) -> list[Span]:
        """Where the template asks whether some data is there, or says what stands for it."""
        if id(need) not in self.known:
            found = (self.asked.get(key_of(place)) for place in need.places)
            self.known[id(need)] = list(dict.fromkeys(span for span in found if span is not None))
        return self.known[id(need)]


def optional(trial: Trial) -> Optional:
    """What a template and those that it uses ask for."""
    found = Optional()
    for one in trial.template.files():
        for span in _asked(one):
            found.asked.setdefault(key_of(span), span)
    for need in trial.needs.walk():
        for place in need.places:
            found.needs.setdefault(key_of(place), need)
    return found


def _asked(template: Template) -> Iterator[Span]:
    for node in template.walk():
        for test in _tests(node):
            yield from _truths(test)
        for value in node.values:
            for expr in value.walk():
                yield from _in_value(expr)


def _tests(node: Node) -> tuple[Expr, ...]:
    if node.kind == "arm":
        return node.values
    return node.values[1:] if node.kind == "for" else ()


def _in_value(expr: Expr) -> Iterator[Span]:
    if expr.kind == "condition":
        yield from _truths(expr.parts[0])
    elif expr.kind == "or":
        for part in expr.parts[:-1]:
            yield part.span
    elif expr.kind == "filter" and expr.value in ("default", "d") and expr.parts:
        yield expr.span
        yield expr.subject.span


def _truths(test: Expr) -> Iterator[Span]:
    """What a test asks to be there; a comparison asks for something else."""
    if test.kind in ("and", "or", "not"):
        for part in test.parts:
            yield from _truths(part)
    elif test.kind == "test" and test.value in ("defined", "undefined", "none"):
        yield test.parts[0].span
    elif test.kind in ("name", "attribute", "item"):
        yield test.span
