"""Rewrites a template's tree so that what happens in it passes through filters that watch.

`_literal` and `_expression` see what is put out, `_loop` what is looped over, `_enter` and `_leave`
the rounds, `_test` conditions, `_read` names, `_sized` the values of calls, lists and the like.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from doclint.model.source import Span
from doclint.model.template import Template
from doclint.parse.jinja.expressions import Expressions
from doclint.probe.filters import BUILT_IN, MAPPING_METHODS, TEXT_METHODS

Number = Callable[[Span, bool], int]
"""Gives a spot of the template a number; with whether what it shows is sure."""


class Rewriter(NodeTransformer):
    """Puts a filter around everything that is to be seen at run time.

    `stood_in` are the filters and tests that nobody knows: they let their values pass.
    """

    def __init__(self, template: Template, number: Number, stood_in: Collection[str]) -> None:
        self.expressions, self.number = Expressions(template.source), number
        self.macros = {node.name for node in template.walk() if node.kind == "macro"}
        self.macros.update(
            alias
            for node in template.walk()
            if node.kind == "import" and node.values[0].value in template.others
            for alias in node.aliases
        )
        self.others, self.stood_in = template.others, stood_in

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's names
        """What is put out, piece by piece."""
        node.nodes = [self._shown(child) for child in node.nodes]
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        """A loop: what it runs over, and where its rounds begin and end."""
        number = self._numbered(node.iter)
        wanted = len(node.target.items) if isinstance(node.target, nodes.Tuple) else 0
        self.generic_visit(node)
        node.iter = _through(node.iter, "_loop", number, wanted)
        line = nodes.Const(None, lineno=node.lineno)
        enter, leave = (
            nodes.ExprStmt(_through(line, by, number), lineno=node.lineno)
            for by in ("_enter", "_leave")
        )
        node.body = [enter, *node.body, leave]
        return node

    def visit_If(self, node: nodes.If) -> nodes.If:  # noqa: N802
        """A condition."""
        number = self._numbered(node.test)
        self.generic_visit(node)
        node.test = _through(node.test, "_test", number)
        return node

    def visit_Extends(self, node: nodes.Extends) -> nodes.Node | None:  # noqa: N802
        """A parent; without one that is known, the blocks stand where they are written."""
        name = getattr(node.template, "value", None)
        if name is not None and name not in self.others:
            return None
        self.generic_visit(node)
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        """A name that is read."""
        return _through(node, "_read") if node.ctx == "load" else node

    def _sized(self, node: Any) -> nodes.Node:
        number = self._numbered(node)
        self.generic_visit(node)
        return _through(node, "_sized", number)

    visit_Concat = visit_Filter = visit_Call = visit_Add = visit_Mod = _sized  # noqa: N815
    visit_Mul = visit_Pow = visit_Sub = visit_Div = visit_FloorDiv = _sized  # noqa: N815
    visit_List = visit_Dict = _sized  # noqa: N815

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """A tuple, unless it is what a loop or an assignment takes apart."""
        return self._sized(node) if node.ctx == "load" else self.generic_visit(node)

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:  # noqa: N802
        """A block that goes through a filter, which gives one piece."""
        number = self._numbered(node.filter, self._is_sure(node))
        node.body = [self.visit(child) for child in node.body]
        node.filter = _through(node.filter, "_expression", number)
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """A block that a macro is called with: the call itself has to stay one."""
        node.body = [self.visit(child) for child in node.body]
        return node

    def _shown(self, child: Any) -> nodes.Filter:
        """A piece of output. Its spot is read first, since visiting changes it."""
        if isinstance(child, nodes.TemplateData):
            text = nodes.Const(child.data, lineno=child.lineno)
            return _through(text, "_literal", self._numbered(child))
        number = self._numbered(child, self._is_sure(child))
        return _through(self.visit(child), "_expression", number)

    def _numbered(self, node: nodes.Node, sure: bool = True) -> int:
        return self.number(self.expressions.read(node).span, sure)

    def _is_sure(self, node: nodes.Node) -> bool:
        """Whether an expression uses only what Jinja and the template itself know."""
        used: list[Any] = [*node.find_all((nodes.Filter, nodes.Test, nodes.Call)), node]
        return not any(self._is_foreign(one) for one in used)

    def _is_foreign(self, node: Any) -> bool:
        if isinstance(node, (nodes.Filter, nodes.Test)):
            return node.name in self.stood_in
        if not isinstance(node, nodes.Call):
            return False
        function = node.node
        if isinstance(function, nodes.Name):
            return function.name not in self.macros and function.name not in BUILT_IN
        if isinstance(function, nodes.Getattr):
            base = function.node
            known = isinstance(base, nodes.Name) and base.name in self.macros | BUILT_IN
            return not known and function.attr not in TEXT_METHODS | MAPPING_METHODS
        return True


def _through(node: Any, by: str, *given: int) -> nodes.Filter:
    """`node`, passed through the filter `by` with some numbers."""
    arguments = [nodes.Const(one, lineno=node.lineno) for one in given]
    return nodes.Filter(node, by, arguments, [], None, None, lineno=node.lineno)
