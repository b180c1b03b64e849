"""Jinja's sandbox, made to remember what it renders and to stop at a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.loaders import BaseLoader
from jinja2.nodes import EvalContext
from jinja2.runtime import Undefined
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

from doclint.model.source import Span
from doclint.model.template import Template
from doclint.parse.jinja.places import PlacedEnvironment
from doclint.probe.answer import Answer
from doclint.probe.budget import Budget, BudgetError, width
from doclint.probe.missing import missing_type
from doclint.probe.recording import Log, Output
from doclint.probe.rendering import Piece
from doclint.probe.rewriting import Rewriter
from doclint.probe.tracked import Record, below, path_of

_SEEN_BY = ("_literal", "_expression", "_loop", "_enter", "_leave", "_test", "_read", "_sized")
_PIECES = 16  # pieces that are joined in one step
_WIDE = ("batch", "center", "indent", "round", "slice", "tojson", "truncate", "wordwrap")
_SIZED = ("center", "ljust", "rjust", "zfill", "expandtabs")  # methods of text that take a width


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

    def get_source(
        self,
        environment: Any,  # noqa: ARG002 - Jinja's
        template: str,
    ) -> tuple[str, str | None, Any]:
        """The text that a name stands for; nothing for a template that is not there."""
        found = self.known.get(template)
        return found.mended if found else "", None, lambda: True


class _Unfolded(CodeGenerator):
    """Leaves constants alone, and escaping to the filter that watches.

    Folded into their neighbours constants would be no piece any more, nor would escaped output.
    """

    def _output_child_to_const(self, node: Any, frame: Any, finalize: Any) -> str:  # noqa: ARG002
        raise nodes.Impossible

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:  # noqa: ARG002
        self.write("str(")


class TracingEnvironment(PlacedEnvironment):
    """A sandbox that renders a template and remembers how."""

    code_generator_class = _Unfolded
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))

    def __init__(self, template: Template, budget: Budget, **given: Any) -> None:
        super().__init__(optimized=False, loader=_Loader(template), **given)
        self.budget, self.log = budget, Log(budget)
        self.spots: list[tuple[Span, bool]] = []
        self.stood_in: set[str] = set()
        self.forced: bool | None = None  # how all tests come out, whatever they ask
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

    def note(self, span: Span, sure: bool) -> int:
        """The number of a spot."""
        self.spots.append((span, sure))
        return len(self.spots) - 1

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        assert isinstance(self.loader, _Loader)
        tree = super()._parse(source, name, filename)
        self._stand_in(tree)
        template = self.loader.known.get(name or "", self.loader.template)
        rewriter = Rewriter(template, self.note, self.stood_in)
        rewritten: nodes.Template = rewriter.visit(tree)
        return rewritten

    def _stand_in(self, tree: nodes.Template) -> None:
        """Filters and tests that the project must have itself let their values pass."""
        kinds: tuple[tuple[type[nodes.Expr], dict[str, Any], Any], ...] = (
            (nodes.Filter, self.filters, _passed),
            (nodes.Test, self.tests, _is_so),
        )
        for kind, known, stand_in in kinds:
            for one in tree.find_all(kind):
                name = getattr(one, "name", "")
                if name not in known:
                    known[name] = stand_in
                    self.stood_in.add(name)

    def concat(self, parts: Iterable[str]) -> Output:
        """Joined output, with its pieces."""
        parts = list(parts)
        many = sum(len(getattr(part, "pieces", ())) for part in parts)
        self.log.spend(many // _PIECES)  # text that is set and shown twice, and that again
        self._limit(sum(map(len, parts)) // 2)
        output = Output("".join(parts))
        output.pieces = tuple(piece for part in parts for piece in getattr(part, "pieces", ()))
        self.log.joined[str.__str__(output)] = output.pieces
        return output

    # What the filters see

    def _literal(self, text: str, spot: int) -> Output:
        self.log.taken()  # by a statement that shows nothing
        return self._output(text, spot, literal=True)

    @pass_eval_context
    def _expression(self, settings: EvalContext, value: Any, spot: int) -> Output:
        text = str(value)
        if isinstance(text, Output):  # a macro's output has pieces of its own
            self.log.taken()
            return text
        if isinstance(value, Markup) and text in self.log.joined:  # the same, where all is escaped
            self.log.taken()
            output = Output(text)
            output.pieces = self.log.joined[text]
            return output
        path = path_of(value)
        self.log.read(path, path)
        shown = str(escape(value)) if settings.autoescape else text
        return self._output(shown, spot, literal=False, known=not isinstance(value, Answer))

    def _output(self, text: str, spot: int, *, literal: bool, known: bool = True) -> Output:
        log, (span, sure) = self.log, self.spots[spot]
        log.met(span)
        log.spend(1, len(text))
        output = Output(text)
        loops = tuple(f"{over}[{number}]" for over, number in log.loops)
        output.pieces = (Piece(text, span, literal, log.taken(), loops, sure and known),)
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
        if isinstance(item, Answer):
            return (item,) * wanted
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

    def _enter(self, _: None, spot: int) -> None:
        self.log.enter(self.spots[spot][0], self.log.over[spot])

    def _leave(self, _: None, __: int) -> None:
        self.log.leave()

    def _test(self, value: Any, spot: int) -> Any:
        self.log.decided(self.spots[spot][0], bool(value))
        return value if self.forced is None else self.forced

    def _read(self, value: Any) -> Any:
        self.log.read(path_of(value))
        return value

    def _sized(self, value: Any, spot: int) -> Any:
        self.log.placed(self.spots[spot][0])
        self._limit(len(value) if isinstance(value, str) else self.log.weight(value))
        return value

    # What the sandbox sees

    def _load_template(self, name: str, globals: Any) -> Any:  # noqa: A002 - Jinja's name
        self.log.spend(1)
        return super()._load_template(name, globals)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`, noted."""
        return self._part(obj, argument, super().getitem(obj, argument))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`, noted. A record's fields win over a mapping's methods."""
        if isinstance(obj, Record) and obj.has(attribute):
            return self._part(obj, attribute, obj[attribute])
        return self._part(obj, attribute, super().getattr(obj, attribute))

    def _part(self, obj: Any, key: Any, value: Any) -> Any:
        self.log.spend(1)
        container = path_of(obj)
        if container and not callable(value) and not isinstance(value, Undefined):
            self.log.read(path_of(value) or below(container, key), container)
        return value

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A call, within the budget; what it raises is noted, and stood in for."""
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
        """Methods can make long text of short, and long lists: those are stopped before."""
        function = getattr(function, "__wrapped__", function)  # as the sandbox hides `format`
        text, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
        if isinstance(text, list):
            self._limit(len(text))  # one that is extended by itself
        if not isinstance(text, str):
            return
        if name in _SIZED and args and isinstance(args[0], int):
            self._limit(args[0])
        elif name == "replace" and len(args) > 1:
            self._limit(text.count(str(args[0])) * len(str(args[1])))
        elif name == "format":
            self._limit(width(text))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A sum or product, within the budget."""
        if operator == "*" and isinstance(left, int) != isinstance(right, int):
            times, value = (left, right) if isinstance(left, int) else (right, left)
            self._limit(times * len(value) if isinstance(value, (str, list, tuple)) else 0)
        elif operator == "**" and isinstance(right, (int, float)):
            self._limit(right * _digits(left))
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
                for arg in args:
                    if isinstance(arg, Answer):
                        return arg
                self.log.failed(type(error).__name__, str(error))
                return next((arg for arg in args if path_of(arg)), args[-1] if args else "")

        for mark in ("jinja_pass_arg", "jinja_async_variant"):
            if hasattr(function, mark):
                setattr(calm, mark, getattr(function, mark))
        return calm

    def _limit(self, size: float) -> None:
        if size > self.budget.value:
            raise BudgetError(f"makes a value of more than {self.budget.value} characters or items")


def _digits(number: object) -> int:
    """About how many digits a number has; too many of them cannot be shown, only counted."""
    return number.bit_length() // 3 if isinstance(number, int) else len(str(number))


def _filler(*_: Any, **__: Any) -> str:
    return "Lorem ipsum."


def _passed(value: Any, *_: Any, **__: Any) -> Any:
    return value


def _is_so(value: Any, *_: Any, **__: Any) -> bool:
    return bool(value)
