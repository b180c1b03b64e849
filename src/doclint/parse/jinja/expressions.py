"""Jinja's expressions as ours, with the stretch of text that each is written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import nodes

from doclint.model.source import Source, Span
from doclint.model.template import Expr
from doclint.parse.jinja.places import At

_OPENS = {"(": ")", "[": "]", "{": "}"}
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.S)
_NAME = re.compile(r"\s*\)?\s*\.\s*\w+")
_KINDS = {"Not": "not", "Neg": "unary", "Pos": "unary"}


class Expressions:
    """Reads the expressions of one source."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def read(self, node: nodes.Node) -> Expr:
        """An expression with all of its parts."""
        name = type(node).__name__
        reader: Callable[[Any], Expr] | None = getattr(self, f"_{name.lower()}", None)
        if reader is not None:
            return reader(node)
        if isinstance(node, nodes.BinExpr):
            kind = {"And": "and", "Or": "or"}.get(name, "binary")
            operator = str(node.operator)
            return self._made(kind, node, (node.left, node.right), operator)
        if isinstance(node, nodes.UnaryExpr):
            return self._made(_KINDS.get(name, "unary"), node, (node.node,), node.operator)
        return self._made("other", node, node.iter_child_nodes(), name)

    def _name(self, node: nodes.Name) -> Expr:
        return self._made("name", node, (), node.name)

    def _nsref(self, node: nodes.NSRef) -> Expr:
        return self._made("name", node, (), node.name)

    def _const(self, node: nodes.Const) -> Expr:
        return self._made("constant", node, (), node.value)

    def _templatedata(self, node: nodes.TemplateData) -> Expr:
        return self._made("constant", node, (), node.data)

    def _getattr(self, node: nodes.Getattr) -> Expr:
        inner = self.read(node.node)
        rest = _NAME.match(self.source.text, inner.span.end)
        end = rest.end() if rest else inner.span.end
        span = self.source.span(inner.span.start, end)
        return Expr("attribute", span, node.attr, (inner,))

    def _getitem(self, node: nodes.Getitem) -> Expr:
        kind = "slice" if isinstance(node.arg, nodes.Slice) else "item"
        if kind == "slice":
            return self._made("slice", node, (node.node, *node.arg.iter_child_nodes()))
        return self._made("item", node, (node.node, node.arg))

    def _filter(self, node: nodes.Filter) -> Expr:
        return self._called("filter", node, node.name)

    def _test(self, node: nodes.Test) -> Expr:
        return self._called("test", node, node.name)

    def _call(self, node: nodes.Call) -> Expr:
        return self._called("call", node, None)

    def _called(self, kind: str, node: Any, value: str | None) -> Expr:
        keywords = [pair.value for pair in node.kwargs]
        extra = [part for part in (node.dyn_args, node.dyn_kwargs) if part is not None]
        names = tuple(pair.key for pair in node.kwargs)
        subject = [node.node] if node.node is not None else []
        found = self._made(kind, node, (*subject, *node.args, *extra, *keywords), value)
        if kind == "test":  # its own token is the word `is`
            found = self._through(found, str(value))
        return Expr(kind, found.span, value, found.parts, names)

    def _through(self, found: Expr, word: str) -> Expr:
        at = self.source.text.find(word, found.span.start)
        end = max(found.span.end, at + len(word)) if 0 <= at <= found.span.end + 8 else None
        span = self.source.span(found.span.start, end or found.span.end)
        return Expr(found.kind, span, found.value, found.parts)

    def _compare(self, node: nodes.Compare) -> Expr:
        operands = (node.expr, *(operand.expr for operand in node.ops))
        signs = " ".join(operand.op for operand in node.ops)
        found = self._made("compare", node, operands, signs)
        # its own token is the one behind it: only the operands tell where it ends
        start, end = found.parts[0].span.start, found.parts[-1].span.end
        return Expr("compare", self._closed(start, end), signs, found.parts)

    def _condexpr(self, node: nodes.CondExpr) -> Expr:
        parts = [node.test, node.expr1, *([node.expr2] if node.expr2 is not None else [])]
        return self._made("condition", node, parts)

    def _concat(self, node: nodes.Concat) -> Expr:
        return self._made("concat", node, node.nodes)

    def _list(self, node: nodes.List) -> Expr:
        return self._made("list", node, node.items)

    def _tuple(self, node: nodes.Tuple) -> Expr:
        return self._made("tuple", node, node.items)

    def _dict(self, node: nodes.Dict) -> Expr:
        return self._made("dict", node, node.items)

    def _pair(self, node: nodes.Pair) -> Expr:
        return self._made("pair", node, (node.key, node.value))

    def _made(
        self, kind: str, node: nodes.Node, parts: Iterable[nodes.Node], value: Any = None
    ) -> Expr:
        read = tuple(self.read(part) for part in parts)
        ends = [(part.span.start, part.span.end) for part in read]
        if isinstance(node.lineno, At):
            ends.append((node.lineno.start, node.lineno.end))
        start = min((start for start, _ in ends), default=0)
        end = max((end for _, end in ends), default=0)
        return Expr(kind, self._closed(start, end), value, read)

    def _closed(self, start: int, end: int) -> Span:
        """The stretch with the brackets that are opened in it and closed behind it."""
        text = self.source.text
        while True:
            missing = _missing(text[start:end])
            rest = re.compile(r"[\s,]*").match(text, end)
            at = rest.end() if rest else end
            if not missing or at >= len(text) or text[at] != missing[-1]:
                return self.source.span(start, end)
            end = at + 1


def _missing(text: str) -> list[str]:
    """The brackets that would close what is open in a text, the innermost last."""
    stack: list[str] = []
    for char in _STRING.sub("", text):
        if char in _OPENS:
            stack.append(_OPENS[char])
        elif stack and char == stack[-1]:
            stack.pop()
    return stack
