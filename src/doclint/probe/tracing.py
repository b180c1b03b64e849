"""Renders a template and knows which spot of it made each character, and of which data.

The tree is rewritten before it is compiled: output, loops, tests and names pass through filters
that write down what they see. Jinja's own compiler, runtime and sandbox do all else, so that the
text is what Jinja renders. What would stop Jinja is noted and stood in for, so that one mistake
does not hide the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import TemplateError, TemplateNotFound
from jinja2.loaders import BaseLoader
from jinja2.runtime import Undefined
from jinja2.visitor import NodeTransformer

from doclint.model.source import Span
from doclint.model.template import Template
from doclint.parse.jinja_expressions import Expressions
from doclint.parse.jinja_places import PlacedEnvironment, options
from doclint.probe.budget import Budget, BudgetError, width
from doclint.probe.missing import missing_type
from doclint.probe.recording import Log, Output
from doclint.probe.rendering import Failure, Piece, Rendering
from doclint.probe.tracked import below, path_of, track

_SEEN_BY = ("_literal", "_expression", "_loop", "_enter", "_leave", "_test", "_read", "_sized")
_WIDE = ("batch", "center", "indent", "round", "slice", "tojson", "truncate", "wordwrap")
_SIZED = ("center", "ljust", "rjust", "zfill", "expandtabs")  # methods of text that take a width


def tracer(template: Template, *, trims: tuple[bool, bool], budget: Budget | None = None) -> Tracer:
    """What renders a template on many data, compiled once."""
    return Tracer(template, trims, budget or Budget())


class Tracer:
    """A compiled template. `render` gives what it makes of some data; it never raises."""

    def __init__(self, template: Template, trims: tuple[bool, bool], budget: Budget) -> None:
        self.template, self.budget = template, budget
        self.environment = TracingEnvironment(
            template, budget, **options(template.delimiters, trims)
        )
        self.broken: Failure | None = None
        self.compiled: Any = None
        try:
            self.compiled = self.environment.get_template("")
        except (TemplateError, SyntaxError, RecursionError, MemoryError, ValueError) as error:
            self.broken = self._stopped(error)

    def render(self, data: Mapping[str, Any]) -> Rendering:
        """The page; what stopped it where it did not come to its end."""
        if self.broken:
            return Rendering(stopped=self.broken)
        log = self.environment.begin()
        tracked = {name: track(value, name) for name, value in data.items()}
        stopped, output = None, Output("")
        try:
            context = self.compiled.new_context(tracked)
            output = self.environment.concat(self.compiled.root_render_func(context))
        except (Exception, MemoryError) as error:  # whatever a template can raise
            stopped = self._stopped(error)
        return Rendering(
            pieces=output.pieces or tuple(log.pieces),
            decisions=tuple(log.decisions),
            missing=tuple(log.missing),
            failures=tuple(log.failures),
            reads=frozenset(log.seen),
            stopped=stopped,
            loops=tuple(log.rounds),
        )

    def _stopped(self, error: BaseException) -> Failure:
        log = self.environment.log
        spot = log.last if log.last is not None else self.template.source.span(0, 0)
        words = str(error) or type(error).__name__
        return Failure(type(error).__name__, words.partition("\n")[0], spot)


class _Loader(BaseLoader):
    """Gives a template and those that it names."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.known: dict[str, Template] = {"": template}
        self._learn(template)

    def _learn(self, template: Template) -> None:
        for name, other in template.others.items():
            if name not in self.known:
                self.known[name] = other
                self._learn(other)

    def get_source(self, environment: Any, template: str) -> tuple[str, str | None, Any]:
        if template not in self.known:
            raise TemplateNotFound(template)
        return self.known[template].mended, None, lambda: True


class _Rewriter(NodeTransformer):
    """Puts a filter around everything that is to be seen at run time."""

    def __init__(self, environment: TracingEnvironment, template: Template) -> None:
        self.environment = environment
        self.expressions = Expressions(template.source)

    def seen(self, node: Any, by: str, *, spot: nodes.Node | None = None) -> nodes.Filter:
        """`node`, passed through the filter `by` together with the number of its spot."""
        arguments: list[nodes.Expr] = []
        if spot is not None:
            span = self.expressions.read(spot).span
            arguments.append(nodes.Const(self.environment.note(span), lineno=node.lineno))
        return nodes.Filter(node, by, arguments, [], None, None, lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's names
        node.nodes = [
            self.seen(nodes.Const(child.data, lineno=child.lineno), "_literal", spot=child)
            if isinstance(child, nodes.TemplateData)
            else self._shown(child)
            for child in node.nodes
        ]
        return node

    def _shown(self, child: nodes.Expr) -> nodes.Filter:
        """An expression to show. Its spot is noted first, since visiting changes it."""
        number = self.environment.note(self.expressions.read(child).span, _is_sure(self, child))
        inner = self.visit(child)
        place = nodes.Const(number, lineno=child.lineno)
        return nodes.Filter(inner, "_expression", [place], [], None, None, lineno=child.lineno)

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        number = self.environment.note(self.expressions.read(node.iter).span)
        places = [nodes.Const(number, lineno=node.lineno)]
        wanted = len(node.target.items) if isinstance(node.target, nodes.Tuple) else 0
        self.generic_visit(node)
        many = [*places, nodes.Const(wanted, lineno=node.lineno)]
        node.iter = nodes.Filter(node.iter, "_loop", many, [], None, None, lineno=node.lineno)
        enter, leave = (
            nodes.ExprStmt(
                nodes.Filter(places[0], by, [], [], None, None, lineno=node.lineno),
                lineno=node.lineno,
            )
            for by in ("_enter", "_leave")
        )
        node.body = [enter, *node.body, leave]
        return node

    def visit_If(self, node: nodes.If) -> nodes.If:  # noqa: N802
        number = self.environment.note(self.expressions.read(node.test).span)
        self.generic_visit(node)
        place = nodes.Const(number, lineno=node.lineno)
        node.test = nodes.Filter(node.test, "_test", [place], [], None, None, lineno=node.lineno)
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        return self.seen(node, "_read") if node.ctx == "load" else node

    def _sized(self, node: Any) -> nodes.Node:
        number = self.environment.note(self.expressions.read(node).span)
        self.generic_visit(node)
        place = nodes.Const(number, lineno=node.lineno)
        return nodes.Filter(node, "_sized", [place], [], None, None, lineno=node.lineno)

    visit_Concat = visit_Filter = visit_Call = visit_Add = visit_Mod = _sized  # noqa: N815
    visit_Mul = visit_Pow = visit_Sub = visit_Div = visit_FloorDiv = _sized  # noqa: N815

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:  # noqa: N802
        number = self.environment.note(
            self.expressions.read(node.filter).span, _is_sure(self, node)
        )
        node.body = [self.visit(child) for child in node.body]
        place = nodes.Const(number, lineno=node.lineno)
        outer = nodes.Filter(
            node.filter, "_expression", [place], [], None, None, lineno=node.lineno
        )
        node.filter = outer
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        node.body = [self.visit(child) for child in node.body]
        return node


def _is_sure(rewriter: _Rewriter, node: nodes.Node) -> bool:
    """Whether an expression uses only what Jinja itself knows."""
    stood_in = rewriter.environment.stood_in
    used = [*node.find_all((nodes.Filter, nodes.Test))]
    used += [node] if isinstance(node, (nodes.Filter, nodes.Test)) else []
    return not any(one.name in stood_in for one in used)


class _Unfolded(CodeGenerator):
    """Leaves constants alone: folded into their neighbours they would be no piece any more."""

    def _output_child_to_const(self, node: Any, frame: Any, finalize: Any) -> str:  # noqa: ARG002
        raise nodes.Impossible


class TracingEnvironment(PlacedEnvironment):
    """A sandbox that renders a template and remembers how."""

    code_generator_class = _Unfolded
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))

    def __init__(self, template: Template, budget: Budget, **given: Any) -> None:
        super().__init__(optimized=False, loader=_Loader(template), **given)
        self.budget, self.log = budget, Log(budget)
        self.spots: list[tuple[Span, bool]] = []
        self.stood_in: set[str] = set()
        self.undefined = missing_type(self)
        self.globals["lipsum"] = _filler
        self.install_null_translations(newstyle=False)  # type: ignore[attr-defined]
        self.filters = {name: self._calm(name, one) for name, one in self.filters.items()}
        for name in _SEEN_BY:
            self.filters[name] = getattr(self, name)

    def begin(self) -> Log:
        """A new log, for a new rendering."""
        self.log = Log(self.budget)
        return self.log

    def note(self, span: Span, sure: bool = True) -> int:  # noqa: FBT001, FBT002
        """The number of a spot."""
        self.spots.append((span, sure))
        return len(self.spots) - 1

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        assert isinstance(self.loader, _Loader)
        tree = super()._parse(source, name, filename)
        self._stand_in(tree)
        template = self.loader.known.get(name or "", self.loader.template)
        rewritten: nodes.Template = _Rewriter(self, template).visit(tree)
        return rewritten

    def _stand_in(self, tree: nodes.Template) -> None:
        """Filters and tests that the project must have itself let their values pass."""
        for one in tree.find_all(nodes.Filter):
            if one.name not in self.filters:
                self.filters[one.name] = _passed
                self.stood_in.add(one.name)
        for one in tree.find_all(nodes.Test):
            if one.name not in self.tests:
                self.tests[one.name] = _is_so
                self.stood_in.add(one.name)

    @staticmethod
    def concat(parts: Iterable[str]) -> Output:  # type: ignore[override]
        parts = list(parts)
        output = Output("".join(parts))
        output.pieces = tuple(piece for part in parts for piece in getattr(part, "pieces", ()))
        return output

    # What the filters see

    def _literal(self, text: str, spot: int) -> Output:
        self.log.taken()  # by a statement that shows nothing
        return self._output(text, spot, literal=True)

    def _expression(self, value: Any, spot: int) -> Output:
        text = str(value)
        if isinstance(text, Output):  # a macro's output has pieces of its own
            self.log.taken()
            return text
        path = path_of(value)
        self.log.read(path, path)
        return self._output(text, spot, literal=False)

    def _output(self, text: str, spot: int, *, literal: bool) -> Output:
        log, (span, sure) = self.log, self.spots[spot]
        log.met(span)
        log.spend(1, len(text))
        output = Output(text)
        loops = tuple(f"{over}[{number}]" for over, number in log.loops)
        output.pieces = (Piece(text, span, literal, log.taken(), loops, sure),)
        log.pieces.extend(output.pieces)
        return output

    def _loop(self, iterable: Any, spot: int, wanted: int) -> Any:
        reads, span = self.log.taken(), self.spots[spot][0]
        self.log.over[spot] = path_of(iterable) or (reads[-1] if reads else "")
        try:
            items = list(iterable)
        except TypeError as error:
            self.log.failed("TypeError", str(error))
            items = []
        self.log.met(span)
        self.log.spend(len(items) + 1)
        self.log.rounds.append((span, self.log.over[spot], len(items)))
        return [self._unpacked(item, wanted, span) for item in items] if wanted > 1 else items

    def _unpacked(self, item: Any, wanted: int, span: Span) -> Any:
        """An item as a loop over several names takes it apart."""
        try:
            parts = tuple(item)
        except TypeError:
            parts = ()
        if len(parts) == wanted and not isinstance(item, Undefined):
            return parts
        shown = f"{type(item).__mro__[-2].__name__}"
        self.log.failed("ValueError", f"an item is no {wanted} values but a `{shown}`")
        self.log.met(span)
        return (item, *[self.undefined(name="?") for _ in range(wanted - 1)])

    def _enter(self, spot: int) -> None:
        self.log.enter(self.spots[spot][0], self.log.over[spot])

    def _leave(self, spot: int) -> None:  # noqa: ARG002 - as all that watch
        self.log.leave()

    def _test(self, value: Any, spot: int) -> Any:
        self.log.decided(self.spots[spot][0], bool(value))
        return value

    def _read(self, value: Any) -> Any:
        self.log.read(path_of(value))
        return value

    def _sized(self, value: Any, spot: int) -> Any:
        self.log.placed(self.spots[spot][0])
        self._limit(len(value) if isinstance(value, (str, list, tuple)) else 0)
        return value

    # What the sandbox sees

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._part(obj, argument, super().getitem(obj, argument))

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._part(obj, attribute, super().getattr(obj, attribute))

    def _part(self, obj: Any, key: Any, value: Any) -> Any:
        self.log.spend(1)
        container = path_of(obj)
        if container and not callable(value) and not isinstance(value, Undefined):
            self.log.read(path_of(value) or below(container, key), container)
        return value

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        self.log.spend(1)
        self._check_call(function, args)
        outer, self.log.reads = self.log.reads, []  # what a macro reads goes to its own pieces
        try:
            return super().call(context, function, *args, **kwargs)
        except (BudgetError, RecursionError, MemoryError):
            raise
        except Exception as error:
            self.log.failed(type(error).__name__, str(error))
            return self.undefined(name=getattr(function, "__name__", "?"))
        finally:
            self.log.reads = outer

    def _check_call(self, function: Any, args: tuple[Any, ...]) -> None:
        """Methods of text can make long text of short: those are stopped before they run."""
        function = getattr(function, "__wrapped__", function)  # as the sandbox hides `format`
        text, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
        if not isinstance(text, str):
            return
        if name in _SIZED and args and isinstance(args[0], int):
            self._limit(args[0])
        elif name == "replace" and len(args) > 1:
            self._limit(text.count(str(args[0])) * len(str(args[1])))
        elif name == "format":
            self._limit(width(text))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "*" and isinstance(left, int) != isinstance(right, int):
            times, value = (left, right) if isinstance(left, int) else (right, left)
            self._limit(times * len(value) if isinstance(value, (str, list, tuple)) else 0)
        elif operator == "**" and isinstance(right, (int, float)):
            self._limit(right * len(str(left)))
        elif operator == "%":
            self._limit(width(left))
        try:
            return super().call_binop(context, operator, left, right)
        except (BudgetError, MemoryError):
            raise
        except Exception as error:
            self.log.failed(type(error).__name__, str(error))
            return self.undefined(name=operator)

    # Budgets

    def _calm(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The filter, within the budget, and noted instead of raising."""

        def calm(*args: Any, **kwargs: Any) -> Any:
            sizes = (*args, *kwargs.values()) if name in _WIDE else ()
            for size in sizes:
                self._limit(size if isinstance(size, int) else 0)
            if name == "format":
                self._limit(max(map(width, args), default=0))
            try:
                return function(*args, **kwargs)
            except (BudgetError, RecursionError, MemoryError):
                raise
            except Exception as error:
                self.log.failed(type(error).__name__, str(error))
                return next((arg for arg in args if path_of(arg)), args[-1] if args else "")

        for mark in ("jinja_pass_arg", "jinja_async_variant"):
            if hasattr(function, mark):
                setattr(calm, mark, getattr(function, mark))
        return calm

    def _limit(self, size: float) -> None:
        if size > self.budget.value:
            raise BudgetError(f"makes a value of more than {self.budget.value} characters or items")


def _filler(*_: Any, **__: Any) -> str:
    return "Lorem ipsum."


def _passed(value: Any, *_: Any, **__: Any) -> Any:
    return value


def _is_so(value: Any, *_: Any, **__: Any) -> bool:
    return bool(value)
