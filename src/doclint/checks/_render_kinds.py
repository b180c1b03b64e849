"""What an expression of a template is for certain, whatever the data: text, a number, a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from doclint.model.record import dataclass
from doclint.model.template import Expr, Node, Template
from doclint.probe import filters

_COUNTERS = frozenset(
    ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
)  # of `loop`
_NUMBERS = frozenset(("length", "count", "wordcount", "int", "float", "abs", "round"))
_TEXTS = frozenset(
    (
        *("upper", "lower", "capitalize", "title", "trim", "replace", "indent", "wordwrap"),
        *("truncate", "striptags", "urlencode", "center", "format", "string", "escape", "e"),
        *("forceescape", "join", "tojson", "pprint", "xmlattr", "urlize", "filesizeformat"),
    )
)
_TEXT_METHODS = (
    filters.TEXT_METHODS
    - {"split", "splitlines", "partition", "rpartition"}
    - {*("startswith", "endswith", "isdigit", "encode")}
)
_ARITHMETIC = frozenset(("-", "/", "//", "**"))


@dataclass(frozen=True, slots=True)
class Kinds:
    """Tells kinds in one template; `sets` are the names that it binds once, and only by `set`."""

    sets: Mapping[str, Expr | None] = field(default_factory=dict)

    def of(self, expr: Expr, depth: int = 0) -> str:
        """`text`, `number` or `list`; "" where the data decides."""
        reader = getattr(self, f"_{expr.kind}", None)
        if reader is None or depth > 12:
            return ""
        found: str = reader(expr, depth + 1)
        return found

    def _constant(self, expr: Expr, _: int) -> str:
        if isinstance(expr.value, str):
            return "text"
        return "number" if isinstance(expr.value, (int, float)) else ""

    def _concat(self, _: Expr, __: int) -> str:
        return "text"

    def _list(self, _: Expr, __: int) -> str:
        return "list"

    def _name(self, expr: Expr, depth: int) -> str:
        if expr.value not in self.sets:
            return ""
        value = self.sets[str(expr.value)]
        return "text" if value is None else self.of(value, depth)

    def _attribute(self, expr: Expr, _: int) -> str:
        counts = expr.parts[0].path == ("loop",) and expr.value in _COUNTERS
        return "number" if counts else ""

    def _filter(self, expr: Expr, _: int) -> str:
        if expr.value in _NUMBERS:
            return "number"
        return "text" if expr.value in _TEXTS else ""

    def _call(self, expr: Expr, _: int) -> str:
        function = expr.parts[0]
        called = function.kind == "attribute" and function.value in (*_TEXT_METHODS, "join")
        return "text" if called else ""

    def _binary(self, expr: Expr, depth: int) -> str:
        if expr.value in _ARITHMETIC:
            return "number"
        left, right = (self.of(part, depth) for part in expr.parts)
        return left if left == right else ""

    def _condition(self, expr: Expr, depth: int) -> str:
        kinds = {self.of(part, depth) for part in expr.parts[1:]}
        return kinds.pop() if len(kinds) == 1 and len(expr.parts) > 2 else ""


def kinds(template: Template) -> Kinds:
    """What tells kinds in a template and in those that it uses."""
    bound: dict[str, list[Expr | None]] = {}
    for one in template.files():
        for node in one.walk():
            value = node.values[0] if _is_plain_set(node) else None
            known = _is_plain_set(node) or (node.kind == "set" and len(node.names) == 1)
            for name in (*node.names, *node.aliases):
                bound.setdefault(name, []).append(value)
                if not known:
                    bound[name].append(None)  # bound otherwise too: not known
    return Kinds({name: found[0] for name, found in bound.items() if len(found) == 1})


def _is_plain_set(node: Node) -> bool:
    return node.kind == "set" and len(node.names) == 1 and bool(node.values) and not node.body
