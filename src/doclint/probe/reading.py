"""Follows the expressions and statements of a template to the data that they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from doclint.model.record import dataclass
from doclint.model.template import Expr, Node, Template
from doclint.probe import filters
from doclint.probe.needs import Need
from doclint.probe.through import gives_pairs, through_filter, told_by_filter

_DEEPEST = 6  # macros within macros that are followed
_MOST = 20_000  # statements of macros and of other templates that are read

Scope = dict[str, Need]


@dataclass(frozen=True, slots=True)
class _Macro:
    """A macro with the names that it can see."""

    node: Node
    template: Template
    scope: Scope


def needs(template: Template) -> Need:
    """The data of a template: its `keys` are the names that have to be given."""
    reading = _Reading(Need())
    reading.template(template, {})
    return reading.root


@dataclass(slots=True)
class _Reading:
    """One reading of a template and of those that it uses."""

    root: Need
    macros: dict[str, _Macro] = field(default_factory=dict)
    modules: dict[str, Mapping[str, _Macro]] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    files: list[Template] = field(default_factory=list)
    read: int = 0

    # Statements

    def template(self, template: Template, scope: Scope) -> None:
        if template in self.files or len(self.files) > _DEEPEST:
            return
        self.files.append(template)
        self._learn_macros(template, scope)
        self.many(template.nodes, scope)
        for name, macro in list(self.macros.items()):
            if macro.template is template and name not in self.seen:
                self._uncalled(macro)
        self.files.pop()

    def _uncalled(self, macro: _Macro) -> None:
        """A macro that nothing here calls: what its parameters are, only it can tell."""
        made = {name: Need(name, made=True) for name in macro.node.names}
        self.many(macro.node.body, {**macro.scope, **made})

    def _learn_macros(self, template: Template, scope: Scope) -> None:
        for node in template.walk():
            if node.kind == "macro":
                self.macros.setdefault(node.name, _Macro(node, template, scope))

    def many(self, nodes: Iterable[Node], scope: Scope) -> None:
        for node in nodes:
            self.one(node, scope)

    def one(self, node: Node, scope: Scope) -> None:
        self.read += len(self.files) > 1
        reader: Callable[[Node, Scope], None] = getattr(self, f"_{node.kind}", self._other)
        reader(node, scope)

    def _other(self, node: Node, scope: Scope) -> None:
        for value in node.values:
            self.expr(value, scope)
        self.many(node.body, dict(scope) if node.kind in ("block", "unknown") else scope)

    def _text(self, node: Node, scope: Scope) -> None:
        pass

    def _macro(self, node: Node, scope: Scope) -> None:
        self.macros.setdefault(node.name, _Macro(node, self.files[-1], scope))

    def _print(self, node: Node, scope: Scope) -> None:
        need = self.expr(node.values[0], scope)
        if need is not None:
            need.used("printed", at=node.values[0].span)

    def _for(self, node: Node, scope: Scope) -> None:
        over = node.values[0]
        need = self.expr(over, scope)
        inner = dict(scope)
        if need is not None:
            need.used("looped", at=over.span)
        inner.update(self._targets(node, over, need))
        for test in node.values[1:]:
            self._tested(test, inner)
        self.many(node.body, inner)
        self.many(node.otherwise, scope)

    def _targets(self, node: Node, over: Expr, need: Need | None) -> Scope:
        """What the names of a loop stand for."""
        made = {name: Need(name, made=True) for name in node.names}
        if need is None:
            return made
        if len(node.names) == 1:
            item = need.each()
            item.key_of = item.key_of or need
            return {node.names[0]: item}
        if len(node.names) == 2 and gives_pairs(over):
            key, value = node.names
            return {key: Need(key, made=True).used("text"), value: need.any_value()}
        if need.made and need.item is not None and need.item.keys:  # as `groupby` gives
            return dict(zip(node.names, need.item.keys.values(), strict=False))
        need.used("pairs")
        return {name: need.each().key(f"[{number}]") for number, name in enumerate(node.names)}

    def _if(self, node: Node, scope: Scope) -> None:
        for arm in node.body:
            for test in arm.values:
                self._tested(test, scope)
            self.many(arm.body, scope)

    def _set(self, node: Node, scope: Scope) -> None:
        need = self.expr(node.values[0], scope) if node.values else None
        self.many(node.body, dict(scope))
        for number, name in enumerate(node.names):
            if need is None:
                scope.setdefault(name, Need(name, made=True))
            else:
                scope[name] = need if len(node.names) == 1 else need.key(f"[{number}]")

    def _with(self, node: Node, scope: Scope) -> None:
        inner = dict(scope)
        for name, value in zip(node.names, node.values, strict=False):
            inner[name] = self.expr(value, scope) or Need(name, made=True)
        self.many(node.body, inner)

    def _call(self, node: Node, scope: Scope) -> None:
        self.expr(node.values[0], scope)
        inner = dict(scope) | {name: Need(name, made=True) for name in node.names}
        self.many(node.body, inner)

    def _include(self, node: Node, scope: Scope) -> None:
        for other in self._named(node) if self.read < _MOST else ():
            self.template(other, dict(scope))

    _extends = _include

    def _import(self, node: Node, scope: Scope) -> None:
        for other in self._named(node):
            if other in self.files:
                continue
            own = {one.name: _Macro(one, other, {}) for one in other.walk() if one.kind == "macro"}
            if not node.names:
                self.modules[node.aliases[0]] = own
            for name, alias in zip(node.names, node.aliases, strict=False):
                if name in own:
                    self.macros[alias] = own[name]
        for alias in node.aliases:
            scope[alias] = Need(alias, made=True)

    def _named(self, node: Node) -> list[Template]:
        """The templates that an include, an import or an extends names, where they are known."""
        template = self.files[-1]
        names = [one.value for one in node.values[0].walk() if one.kind == "constant"]
        return [template.others[name] for name in names if name in template.others]

    # Expressions

    def _tested(self, test: Expr, scope: Scope) -> None:
        need = self.expr(test, scope)
        if need is not None:
            need.used("tested", at=test.span)

    def expr(self, expr: Expr, scope: Scope) -> Need | None:
        """The data that an expression gives; None for what it makes itself."""
        reader = getattr(self, f"_of_{expr.kind}", None)
        if reader is not None:
            found: Need | None = reader(expr, scope)
            return found
        for part in expr.parts:
            self.expr(part, scope)
        return None

    def _of_name(self, expr: Expr, scope: Scope) -> Need | None:
        name = str(expr.value)
        if name in scope:
            return scope[name]
        if name in filters.BUILT_IN or name in self.macros:
            return None
        return self.root.key(name).used(at=expr.span)

    def _of_attribute(self, expr: Expr, scope: Scope) -> Need | None:
        need = self.expr(expr.parts[0], scope)
        return need.key(str(expr.value)).used(at=expr.span) if need is not None else None

    def _of_item(self, expr: Expr, scope: Scope) -> Need | None:
        need, key = self.expr(expr.parts[0], scope), expr.parts[1]
        given = self.expr(key, scope)
        if need is None:
            return None
        if key.kind == "constant":
            if isinstance(key.value, str):
                return need.key(key.value).used(at=expr.span)
            need.used("looped")
            return need.each().used(at=expr.span)
        if given is not None:
            given.used("text")
        return need.any_value().used(at=expr.span)

    def _of_slice(self, expr: Expr, scope: Scope) -> Need | None:
        need = self.expr(expr.parts[0], scope)
        for part in expr.parts[1:]:
            self.expr(part, scope)
        return need

    def _of_filter(self, expr: Expr, scope: Scope) -> Need | None:
        name, parts = str(expr.value), expr.parts
        need = self.expr(parts[0], scope) if parts else None
        rest = [self.expr(part, scope) for part in parts[1:]]
        if need is None:
            return rest[0] if name in ("default", "d") and rest else None
        told_by_filter(need, expr)
        return through_filter(need, expr)

    def _of_call(self, expr: Expr, scope: Scope) -> Need | None:
        function, given = expr.parts[0], expr.parts[1:]
        if function.kind == "attribute" and (known := self._method(expr, scope)) is not self.root:
            return known
        arguments = [self.expr(part, scope) for part in given]
        if function.kind == "name" and (macro := self.macros.get(str(function.value))):
            self._of_macro(macro, expr, arguments)
        elif function.kind == "name" and function.value not in (*scope, *filters.BUILT_IN):
            self.root.key(str(function.value)).used("called", at=function.span)
        return None

    def _method(self, expr: Expr, scope: Scope) -> Need | None:
        """What a method gives; the root where it is none that is known."""
        function, given = expr.parts[0], expr.parts[1:]
        name, above = str(function.value), function.parts[0]
        module = self.modules.get(str(above.value)) if above.kind == "name" else None
        if module is not None:
            arguments = [self.expr(part, scope) for part in given]
            if name in module:
                self._of_macro(module[name], expr, arguments)
            return None
        need = self.expr(above, scope)
        for part in given[1:] if name == "get" else given:
            self.expr(part, scope)
        if need is None:
            return None
        return self._of_method(need, name, expr, scope)

    def _of_method(self, need: Need, name: str, expr: Expr, scope: Scope) -> Need | None:
        given = expr.parts[1:]
        if name == "get" and given:
            key = given[0]
            if key.kind == "constant" and isinstance(key.value, str):
                return need.key(key.value).used("optional", at=expr.span)
            self.expr(key, scope)
            return need.used("mapping").any_value()
        if name in ("items", "keys", "values"):
            need.used("mapping", at=expr.span)
            made = Need(name, made=True, item=need.any_value() if name == "values" else None)
            return need if name == "items" else made
        if name in filters.TEXT_METHODS:
            need.used("text", at=expr.span)
            return Need(name, made=True).used("text") if name != "split" else None
        need.key(name).used("called", at=expr.span)
        return None

    def _of_macro(self, macro: _Macro, expr: Expr, arguments: list[Need | None]) -> None:
        name = macro.node.name
        self.seen.add(name)
        deep = self.called.count(name) > 1 or len(self.called) > _DEEPEST
        if deep or self.read > _MOST:
            return
        keywords = dict(zip(reversed(expr.names), reversed(arguments), strict=False))
        plain = arguments[: len(arguments) - len(expr.names)]
        bound: Scope = {one: Need(one, made=True) for one in macro.node.names}
        for parameter, value in [*zip(macro.node.names, plain, strict=False), *keywords.items()]:
            if value is not None:
                bound[parameter] = value
        for default in macro.node.values:
            self.expr(default, macro.scope)
        self.called.append(name)
        self.files.append(macro.template)
        self.many(macro.node.body, {**macro.scope, **bound})
        self.files.pop()
        self.called.pop()

    def _of_test(self, expr: Expr, scope: Scope) -> Need | None:
        subject = expr.parts[0]
        need = self.expr(subject, scope)
        for part in expr.parts[1:]:
            self.expr(part, scope)
        if need is None:
            return None
        name = str(expr.value)
        if name in ("defined", "undefined", "none"):
            need.used("optional", at=subject.span)
        elif name in filters.KINDS_OF_TESTS:
            need.used(f"maybe-{filters.KINDS_OF_TESTS[name]}", at=subject.span)
        return None

    def _of_compare(self, expr: Expr, scope: Scope) -> Need | None:
        both = [self.expr(part, scope) for part in expr.parts]
        for one, other in ((0, 1), (1, 0)):
            need, beside = both[one], expr.parts[other]
            if need is not None:
                self._compared(need, str(expr.value), beside, first=one == 0)
        return None

    def _compared(self, need: Need, operator: str, beside: Expr, *, first: bool) -> None:
        constants = [part.value for part in beside.walk() if part.kind == "constant"]
        if operator in ("in", "notin"):
            if first and beside.kind in ("list", "tuple"):
                need.constants.extend(constants)
            elif not first:
                need.used("contains")
                need.constants.extend(constants)
            return
        if beside.kind == "constant":
            need.constants.append(beside.value)
            if isinstance(beside.value, bool):
                need.used("boolean")
            elif isinstance(beside.value, (int, float)):
                need.used("number")

    def _of_or(self, expr: Expr, scope: Scope) -> Need | None:
        found = [self.expr(part, scope) for part in expr.parts]
        for need in found[:-1]:
            if need is not None:
                need.used("optional")
        return next((need for need in found if need is not None), None)

    def _of_and(self, expr: Expr, scope: Scope) -> Need | None:
        for part in expr.parts:
            self._tested(part, scope)
        return None

    def _of_not(self, expr: Expr, scope: Scope) -> Need | None:
        self._tested(expr.parts[0], scope)
        return None

    def _of_condition(self, expr: Expr, scope: Scope) -> Need | None:
        self._tested(expr.parts[0], scope)
        found = [self.expr(part, scope) for part in expr.parts[1:]]
        for need in found:
            if need is not None:
                need.used("printed")
        return next((need for need in found if need is not None), None)

    def _of_concat(self, expr: Expr, scope: Scope) -> Need | None:
        for part in expr.parts:
            need = self.expr(part, scope)
            if need is not None:
                need.used("printed", at=part.span)
        return None

    def _of_binary(self, expr: Expr, scope: Scope) -> Need | None:
        texts = any(isinstance(part.value, str) for part in expr.parts if part.kind == "constant")
        for part in expr.parts:
            need = self.expr(part, scope)
            if need is None:
                continue
            if any(one.kind == "list" for one in expr.parts):
                need.used("looped")
            elif texts and expr.value == "+":
                need.used("text")
            elif expr.value != "+" and not texts:
                need.used("number")
        return None
