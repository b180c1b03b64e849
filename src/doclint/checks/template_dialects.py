"""What other template engines and languages write, where Jinja has something else."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._engines import engines, meant
from doclint.checks._template_names import Use, names
from doclint.checks._template_reads import reads
from doclint.checks._template_scope import Path, places
from doclint.model.finding import Hit
from doclint.model.source import Span
from doclint.model.template import Node, Template

_LENGTHS = ("length", "size")


def mixed(template: Template) -> Iterator[Hit]:
    """Tags, names and members of another engine. Facts: written, meant."""
    yield from _tags(template)
    yield from _names(template)
    yield from _members(template)


def _hit(span: Span, written: str, instead: str) -> Hit:
    return Hit(span, f"dialect:{written}", {"written": written, "meant": instead})


def _tags(template: Template) -> Iterator[Hit]:
    """Tags that Jinja has under another name, once each."""
    told: set[str] = set()
    for node in template.walk():
        if node.kind != "unknown" or node.tag is None or node.name in told:
            continue
        instead = meant("tags", node.name)
        if instead is not None:
            told.add(node.name)
            yield _hit(node.tag.span, f"{{% {node.name} %}}", instead)


def _names(template: Template) -> Iterator[Hit]:
    """The `forloop` of others, what their `loop` has, and their words for nothing."""
    known = names(template)
    for use in known.free():
        instead = _in_loop(use) if use.name in engines()["loops"] else None
        nothing = meant("nothing", use.name)
        instead = instead or (nothing if nothing and _is_compared(use) else None)
        if instead is not None:
            yield _hit(use.whole.span, use.whole.span.text, instead)
    for use in known.uses:
        own = use.name == "loop" and use.bindings and use.bindings[0].kind == "own"
        instead = meant("loop-elsewhere", use.attribute or "") if own else None
        if instead is not None:
            yield _hit(use.whole.span, use.whole.span.text, f"`{instead}`")


def _in_loop(use: Use) -> str | None:
    found = meant("forloop", use.attribute or "")
    return f"`{found}`" if found else "`loop`"


def _is_compared(use: Use) -> bool:
    """Whether a name stands by itself on a side of a comparison."""
    inside = (one for value in use.node.values for one in value.walk())
    return any(one.kind == "compare" and use.expr in one.parts for one in inside)


def _members(template: Template) -> Iterator[Hit]:
    """The length of a list as JavaScript asks for it, and methods that text has there."""
    looped = _looped(template)
    for read in reads(template):
        instead = meant("members", read.name)
        if instead is None or not read.dotted:
            continue
        counted = read.name in _LENGTHS and not read.called and read.owner in looped
        if counted or (read.called and read.name not in _LENGTHS):
            yield _hit(read.expr.span, read.expr.span.text, instead)


def _looped(template: Template) -> set[Path]:
    """Where the lists that are looped over lie in the data."""
    return {
        path
        for place in places(template)
        if place.node.kind == "for" and _is_plain(place.node)
        for path in [place.path(place.node.values[0])]
        if path is not None
    }


def _is_plain(node: Node) -> bool:
    return node.values[0].kind in ("name", "attribute", "item")
