"""What filters make of data, and what they say about it."""

from __future__ import annotations

from doclint.model.template import Expr
from doclint.probe import filters
from doclint.probe.needs import Need


def told_by_filter(need: Need, expr: Expr) -> None:
    """Notes what the filter of an expression says about the data that it is given."""
    name = str(expr.value)
    told = {
        "text": filters.TEXTS,
        "number": filters.NUMBERS,
        "counted": filters.COUNTS,
        "looped": filters.LISTS,
        "json": ("tojson",),
        "mapping": ("dictsort", "items", "xmlattr"),
        "optional": ("default", "d"),
    }
    need.used(*(use for use, names in told.items() if name in names), at=expr.span)
    for part in expr.parts[1:2]:
        if name in ("default", "d") and part.kind == "constant":
            need.used("number" if isinstance(part.value, (int, float)) else "optional")


def through_filter(need: Need, expr: Expr) -> Need | None:
    """What the filter of an expression gives of the data; None for what it makes itself."""
    name = str(expr.value)
    attribute = _attribute(expr)
    if attribute and name in (*filters.LISTS, "map"):
        inner = need.each()
        for part in attribute.split("."):
            inner = inner.key(part)
        inner.used("printed" if name in ("map", "join") else "tested", at=expr.span)
        if name == "map":
            return Need("map", made=True, item=inner)
    if name == "groupby":
        group = Need("group", made=True)
        group.keys = {"grouper": Need("grouper", made=True), "list": need}
        return Need("groups", made=True, item=group)
    if name in filters.ONE:
        return need.each()
    if name == "join":
        need.each().used("printed", at=expr.span)
        return None
    return need if name in (*filters.SAME, "dictsort", "items", "map") else None


def _attribute(expr: Expr) -> str | None:
    """The attribute of the items that a filter looks at."""
    name = str(expr.value)
    keywords = dict(zip(reversed(expr.names), reversed(expr.parts), strict=False))
    given = keywords.get("attribute")
    if given is None and name in filters.ATTRIBUTE_FIRST and len(expr.parts) > 1:
        given = expr.parts[1]
    known = given is not None and given.kind == "constant" and isinstance(given.value, str)
    return str(given.value) if known and given is not None else None


def gives_pairs(over: Expr) -> bool:
    """Whether a loop runs over the items of a mapping."""
    while over.kind == "filter" and over.value not in ("items", "dictsort"):
        over = over.parts[0]
    if over.kind == "filter":
        return True
    return over.kind == "call" and over.parts[0].value == "items"
