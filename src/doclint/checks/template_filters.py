"""Filters and tests that Jinja does not know."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._engines import listed, meant
from doclint.checks._slips import near_word
from doclint.checks._template_fixes import renamed
from doclint.model.finding import Hit
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template


def unknown(template: Template, *, kind: str) -> Iterator[Hit]:
    """Filters or tests that are Jinja's under another name, or not configured. Facts: name, why."""
    setting = template.setting
    own = setting.filters if kind == "filter" else setting.tests
    known = listed(f"{kind}s") | set(own or ())
    told: set[str] = set()
    for expr in _of_kind(template, kind):
        name = str(expr.value)
        if name in known or name in told or _asked(template, name):
            continue
        near = meant(f"{kind}s-elsewhere", name) or near_word(name, known)
        if near is not None or own is not None:
            told.add(name)
            why = f"; did you mean `{near}`?" if near else f", and `templates.{kind}s` not either"
            facts = {"name": name, "why": why}
            fix = renamed(_spans(template, kind, name), name, near)
            yield Hit(_name_span(expr), f"{kind}:{name}", facts, fix=fix)


def _of_kind(template: Template, kind: str) -> Iterator[Expr]:
    for node in template.walk():
        for value in node.values:
            yield from (expr for expr in value.walk() if expr.kind == kind)


def _spans(template: Template, kind: str, name: str) -> list[Span]:
    """Where a filter or a test is named."""
    return [_name_span(expr) for expr in _of_kind(template, kind) if expr.value == name]


def _asked(template: Template, name: str) -> bool:
    """Whether the template asks if there is such a filter, as in `"shout" is filter`."""
    return any(
        expr.value in ("filter", "test") and expr.parts[0].value == name
        for expr in _of_kind(template, "test")
        if expr.parts
    )


def _name_span(expr: Expr) -> Span:
    """Where the name of a filter or a test stands."""
    name, start = str(expr.value), expr.parts[0].span.end if expr.parts else expr.span.start
    text = expr.span.source.text
    at = text.find(name, start, start + 80 + len(name))
    return expr.span.source.span(at, at + len(name)) if at >= 0 else expr.span


def bare(template: Template) -> Iterator[Hit]:
    """Values printed without the filter that all their like go through. Facts: value, filter."""
    groups: dict[tuple[str, str], list[tuple[Node, Expr]]] = {}
    for one in template.prints():
        path = one.expr.subject.path
        if len(path) > 1 and (place := _place(one.node)):
            groups.setdefault((path[-1], place), []).append((one.node, one.expr))
    for found in groups.values():
        yield from _bare(found)


def _bare(found: list[tuple[Node, Expr]]) -> Iterator[Hit]:
    others = [(node, expr) for node, expr in found if expr.filters]
    plain = [(node, expr) for node, expr in found if not expr.filters]
    chains = {expr.filters for _, expr in others}
    if len(chains) != 1 or len(others) < 2 or len(plain) != 1:
        return
    node, expr = plain[0]
    chain = "|".join(next(iter(chains)))
    also = tuple(("as here", other.span) for _, other in others[:2])
    yield Hit(
        node.span, f"filter:{expr.span.text}", {"value": expr.span.text, "filter": chain}, also
    )


def _place(node: Node) -> str:
    """What a value is printed into: a cell, a heading, an item; "" for anything else."""
    line = node.span.source.line(node.span.line).lstrip()
    signs = {"|": "cell", "#": "heading", "-": "item", "*": "item"}
    return signs.get(line[:1], "")
