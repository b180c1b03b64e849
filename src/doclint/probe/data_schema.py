"""A JSON Schema of the data that a template needs, read off the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template
from doclint.probe.needs import Need

_DEEPEST = 12
_MOST = 6  # lines, or constants, that are told of one need
_PRINTED = ["string", "number", "boolean"]
_OPTIONAL = frozenset(("optional", "tested"))


def data_schema(template: Template, root: Need) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the names that have to be given to a template.

    Required is what is read whatever the rest of the data is; functions are named in a comment.
    """
    schemas = _Schemas(template)
    found: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": template.source.path,
        **schemas.record(root, 0),
    }
    functions = [name for name, need in root.keys.items() if "called" in need.uses]
    if functions:
        found["$comment"] = f"functions: {', '.join(functions)}"
    return found


class _Schemas:
    """The schemas of needs, with what is told of where they are used."""

    def __init__(self, template: Template) -> None:
        self.main = template.source
        self.guards = [guard for one in template.files() for guard in _guards(one)]

    def record(self, need: Need, depth: int) -> dict[str, Any]:
        """An object with the keys of a need."""
        asked = {name: one for name, one in need.keys.items() if "called" not in one.uses}
        found: dict[str, Any] = {
            "type": "object",
            "properties": {name: self.one(inner, depth + 1) for name, inner in asked.items()},
        }
        needed = [name for name, inner in asked.items() if self._is_required(inner)]
        return found | ({"required": needed} if needed else {})

    def one(self, need: Need, depth: int) -> dict[str, Any]:
        """The schema of a need."""
        found = self._shape(need, depth) if depth <= _DEEPEST else {}
        constants = [one for one in dict.fromkeys(need.constants) if one is not None][:_MOST]
        told = self._lines(need)
        return {
            **found,
            **({"description": told} if told else {}),
            **({"examples": constants} if constants else {}),
        }

    def _shape(self, need: Need, depth: int) -> dict[str, Any]:
        if "contains" in need.uses or any(use.startswith("maybe-") for use in need.uses):
            return {}  # it may be of several kinds
        match need.kind:
            case "mapping":
                inner = self.one(need.value, depth + 1) if need.value else {}
                keys = self.record(need, depth) if need.keys else {"type": "object"}
                return {**keys, "additionalProperties": inner or True}
            case "list":
                return self._list(need, depth)
            case "object":
                return self.record(need, depth)
            case kind:
                return _scalar(need, kind)

    def _list(self, need: Need, depth: int) -> dict[str, Any]:
        item = need.item
        if item is None:
            return {"type": "array"}
        if item.keys and all(name.startswith("[") for name in item.keys):
            parts = [self.one(part, depth + 1) for part in item.keys.values()]
            return {"type": "array", "items": {"type": "array", "prefixItems": parts}}
        return {"type": "array", "items": self.one(item, depth + 1)}

    def _is_required(self, need: Need) -> bool:
        """Whether it is read, and not only asked for, at a place that is always reached."""
        if need.uses & _OPTIONAL:
            return False
        above = list(_above(need))
        places = need.places  # those of an expression around it do not count
        own = [p for p in places if not any(_holds(p, other) and p != other for other in places)]
        return any(not self._is_guarded(place, above) for place in own)

    def _is_guarded(self, place: Span, above: Sequence[Need]) -> bool:
        """Whether a place is left alone for some data.

        Tests of what a need is read from do not count, nor those around the loop over it.
        """
        return any(
            _holds(span, place) and not any(_is_about(span, tests, one, place) for one in above)
            for span, tests in self.guards
        )

    def _lines(self, need: Need) -> str:
        """`line 4`; `lines 4, 9, parts/row.md.j2 line 2`."""
        here = {place.line for place in need.places if place.source is self.main}
        lines = sorted(here)[:_MOST]
        told = [f"line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}"] if lines else []
        others = {(p.source.path, p.line) for p in need.places if p.source is not self.main}
        told += (f"{path} line {line}" for path, line in sorted(others)[: _MOST - len(lines)])
        return ", ".join(told)


def _scalar(need: Need, kind: str) -> dict[str, Any]:
    if "boolean" in need.uses or kind == "flag":
        return {"type": "boolean"} if "boolean" in need.uses else {}
    if kind == "number":
        return {"type": "number"}
    if "json" in need.uses or not need.uses & {"printed", "text"}:
        return {}
    return {"type": "string"} if "text" in need.uses else {"type": _PRINTED}


def _above(need: Need) -> Iterator[Need]:
    """What a need is read from, the nearest first."""
    while need.above is not None and need.above.name:
        need = need.above
        yield need


def _is_about(span: Span, tests: Sequence[Span], above: Need, place: Span) -> bool:
    """Whether a guard asks for what a need is read from, or stands around the loop over it."""
    if any(_holds(test, one) for test in tests for one in above.places):
        return True
    loops = above.item is not None or above.value is not None
    return loops and any(_holds(span, one) and one.start < place.start for one in above.places)


def _holds(span: Span, place: Span) -> bool:
    within = span.start <= place.start and place.end <= span.end
    return within and span.source is place.source


Guard = tuple[Span, Sequence[Span]]
"""A stretch of a template that is reached only for some data, and what is asked for it."""


def _guards(template: Template) -> Iterator[Guard]:
    for node in template.walk():
        if node.kind == "if":
            yield from _arms(node)
        for value in node.values:
            yield from (guard for one in value.walk() for guard in _conditional(one))


def _arms(node: Node) -> Iterator[Guard]:
    """The bodies of an `if`, and the tests behind its first one."""
    tests: list[Span] = []
    for arm in node.body:
        before = list(tests)
        yield from ((value.span, before) for value in arm.values if before)
        tests += (value.span for value in arm.values)
        own = list(tests)
        yield from ((part.span, own) for part in arm.body)


def _conditional(expr: Expr) -> Iterator[Guard]:
    """The parts of an expression that may be left alone."""
    if expr.kind in ("condition", "and", "or"):
        first = [expr.parts[0].span]
        yield from ((part.span, first) for part in expr.parts[1:])
