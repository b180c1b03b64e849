"""Calls of macros, with what their parameters and their bodies ask for."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._slips import words
from doclint.checks._template_names import Names, Use, names
from doclint.model.finding import Hit
from doclint.model.record import dataclass
from doclint.model.source import Anchor, Span
from doclint.model.template import Expr, Node, Template


@dataclass(frozen=True, slots=True, eq=False)
class _Call:
    """A call of a macro that is known: the macro, and whether a block goes with it."""

    expr: Expr
    macro: Node
    node: Node
    home: Template

    @property
    def with_block(self) -> bool:
        """Whether it is the call of a `call` block."""
        return self.node.kind == "call" and self.node.values[0] is self.expr

    @property
    def is_open(self) -> bool:
        """Whether it hands on lists or mappings of arguments, so that nobody knows how many."""
        inside = self.expr.span.text[self.expr.parts[0].span.end - self.expr.span.start :]
        return "*" in inside

    @property
    def plain(self) -> tuple[Expr, ...]:
        """The arguments that go by their place."""
        return self.expr.parts[1 : len(self.expr.parts) - len(self.expr.names)]

    @property
    def keywords(self) -> Iterator[tuple[str, Expr]]:
        """The arguments that go by name."""
        given = self.expr.parts[len(self.expr.parts) - len(self.expr.names) :]
        return zip(self.expr.names, given, strict=False)


def wrong_arguments(template: Template) -> Iterator[Hit]:
    """Calls that do not fit the macro. Facts: macro, fault."""
    for call in _calls(template):
        fault = None if call.is_open else _fault(call)
        if fault is not None:
            what, span = fault
            facts = {"macro": call.macro.name, "fault": what}
            tag = call.macro.tag.span if call.macro.tag else call.macro.span
            also: tuple[tuple[str, Anchor], ...] = (("the macro", tag),)
            yield Hit(span, f"call:{call.macro.name}", facts, also)


def _calls(template: Template) -> Iterator[_Call]:
    known = names(template)
    by_name = {id(use.expr): use for use in known.uses}
    modules = _modules(template)
    for node in template.walk():
        for expr in (one for value in node.values for one in value.walk() if one.kind == "call"):
            found = _macro(expr, by_name, modules, template)
            if found is not None:
                yield _Call(expr, found[0], node, found[1])


def _macro(
    expr: Expr,
    by_name: dict[int, Use],
    modules: dict[int, Template],
    template: Template,
) -> tuple[Node, Template] | None:
    """The one macro that a call means, and where that stands."""
    function = expr.parts[0]
    first = function.parts[0] if function.kind == "attribute" else function
    use = by_name.get(id(first))
    bound = use.bindings if use is not None else ()
    if len(bound) != 1:
        return None
    node = bound[0].node
    if function.kind == "name" and bound[0].kind == "macro":
        return node, template
    if bound[0].kind != "import" or id(node) not in modules:
        return None
    other = modules[id(node)]
    if function.kind == "attribute":
        wanted = "" if node.names else str(function.value)
    else:
        pairs = dict(zip(node.aliases, node.names, strict=False))
        wanted = pairs.get(str(function.value), "")
    found = [one for one in other.nodes if one.kind == "macro" and one.name == wanted]
    return (found[0], other) if len(found) == 1 else None


def _modules(template: Template) -> dict[int, Template]:
    """The templates that imports mean, where they are known."""
    found: dict[int, Template] = {}
    for node in template.walk():
        if node.kind == "import" and node.values[0].kind == "constant":
            other = template.others.get(str(node.values[0].value))
            if other is not None and other.sure:
                found[id(node)] = other
    return found


def _fault(call: _Call) -> tuple[str, Span] | None:
    macro, known = call.macro, names(call.home)
    parameters = macro.names
    many, rest = _takes(known, macro)
    if len(call.plain) > len(parameters) and not many:
        extra = call.plain[len(parameters)]
        return f"takes {_count(len(parameters))}, not {len(call.plain)}", extra.span
    for name, value in call.keywords:
        if name in parameters[: len(call.plain)]:
            return f"is given `{name}` twice", value.span
        if name not in parameters and not rest and name != "caller":
            return f"has no parameter `{name}`", value.span
    return (
        _swapped(call)
        or _text_for_list(call, known)
        or _missing(call, known)
        or _caller(call, known)
    )


def _takes(known: Names, macro: Node) -> tuple[bool, bool]:
    """Whether a macro takes any number of arguments, and any keywords."""
    inside = {use.name for use in known.uses if macro in use.around}
    return "varargs" in inside, "kwargs" in inside


def _count(number: int) -> str:
    return {0: "no arguments", 1: "1 argument"}.get(number, f"{number} arguments")


def _swapped(call: _Call) -> tuple[str, Span] | None:
    """Two arguments or more that are called as other parameters than those that they go to."""
    pairs = [
        (expr, wanted)
        for expr, wanted in zip(call.plain, call.macro.names, strict=False)
        if _last(expr) != wanted and _last(expr) in call.macro.names
    ]
    if len(pairs) < 2:
        return None
    expr, wanted = pairs[0]
    return f"takes `{wanted}` where `{_last(expr)}` is given", expr.span


def _text_for_list(call: _Call, known: Names) -> tuple[str, Span] | None:
    """A text for what the macro loops over, where something else is given for a text."""
    given = dict(zip(call.macro.names, call.plain, strict=False))
    texts = [name for name, expr in given.items() if _is_text(expr)]
    lists = [name for name in texts if _is_looped(call.macro, known, name)]
    if len(lists) != 1 or len(texts) != 1:
        return None
    others = [name for name, expr in given.items() if expr.subject.path and name not in texts]
    if not any(_is_shown(call.macro, known, name) for name in others):
        return None
    return f"loops over `{lists[0]}`, for which a text is given", given[lists[0]].span


def _is_text(expr: Expr) -> bool:
    return expr.kind == "constant" and isinstance(expr.value, str) and bool(expr.value)


def _own(macro: Node, known: Names, name: str) -> list[Use]:
    """The uses of a parameter."""
    found = (use for use in known.uses if use.name == name)
    return [use for use in found if any(b.node is macro for b in use.bindings)]


def _is_looped(macro: Node, known: Names, name: str) -> bool:
    """Whether a parameter is looped over as it is, and never asked what it is."""
    uses = _own(macro, known, name)
    loops = [use for use in uses if use.node.kind == "for" and use.node.values[0] is use.expr]
    return bool(loops) and not any(use.node.kind == "arm" or use.optional for use in uses)


def _is_shown(macro: Node, known: Names, name: str) -> bool:
    """Whether all that is done with a parameter is to print it."""
    uses = _own(macro, known, name)
    return bool(uses) and all(
        use.node.kind == "print" and use.node.values[0].subject is use.expr for use in uses
    )


def _last(expr: Expr) -> str:
    """The name that an argument is called by: `type` of `p.schema.type|lower`."""
    path = expr.subject.path
    return path[-1] if path else ""


def _missing(call: _Call, known: Names) -> tuple[str, Span] | None:
    """A parameter that is not given, has no default, and from which something is read."""
    parameters = call.macro.names
    due = parameters[len(call.plain) : len(parameters) - len(call.macro.values)]
    for name in due:
        if name in call.expr.names:
            continue
        own = _own(call.macro, known, name)
        if own and _is_needed(own, name):
            return f"needs `{name}`, which is not given", call.expr.span
    return None


def _is_needed(uses: list[Use], name: str) -> bool:
    """Whether a body has no use for the case that something is not there."""
    return bool(words(name)) and not any(use.optional or _is_asked(use) for use in uses)


def _is_asked(use: Use) -> bool:
    """Whether a use asks for something, or passes it on."""
    if use.node.kind == "arm" or any(node.kind == "arm" for node in use.around):
        return True
    values = [one for value in use.node.values for one in value.walk()]
    return any(
        one.kind in ("or", "and", "condition", "not", "test", "call")
        or (one.kind == "filter" and one.value in ("default", "d"))
        for one in values
    )


def _caller(call: _Call, known: Names) -> tuple[str, Span] | None:
    """A macro that shows what is inside of a `call` block, called without one."""
    own = [use for use in known.uses if use.name == "caller" and call.macro in use.around]
    needed = own and not any(use.optional or _is_guard(use) for use in own)
    if needed and not call.with_block and "caller" not in call.expr.names:
        return "is for `{% call %}`: it shows what stands in there", call.expr.span
    return None


def _is_guard(use: Use) -> bool:
    return use.node.kind == "arm" or any(node.kind == "arm" for node in use.around)
