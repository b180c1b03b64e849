"""Mappings that are looped over, or asked for a key, as if they were something else."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._engines import listed
from doclint.checks._template_mappings import METHODS, Mappings, is_made, mappings
from doclint.checks._template_names import names
from doclint.checks._template_reads import key, reads
from doclint.checks._template_scope import Path, places
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.template import Expr, Node, Template

_PAIRS = {("k", "v"), ("key", "value"), ("key", "val"), ("name", "value")}


def bare_loop(template: Template) -> Iterator[Hit]:
    """Loops that part the keys of a mapping in two. Facts: over, names, write."""
    known = mappings(template)
    bound = {id(use.expr): use.bindings for use in names(template).uses}
    for place in places(template):
        node = place.node
        if node.kind != "for" or len(node.names) != 2:
            continue
        over = node.values[0]
        if is_made(over, bound.get(id(over), ())):
            continue
        if over.kind in ("attribute", "item", "name") and _is_mapping(
            node, over, place.path(over), known
        ):
            named = over.kind == "attribute" and over.value == "items"
            write = f"{over.span.text}()" if named else f"{over.span.text}.items()"
            facts = {"over": over.span.text, "names": ", ".join(node.names), "write": write}
            fix = Fix((Edit(over.span, write),), safe=False)
            yield Hit(over.span, f"pairs:{over.span.text}", facts, fix=fix)


def _is_mapping(node: Node, over: Expr, path: Path | None, known: Mappings) -> bool:
    name = over.path[-1] if over.path else ""
    if path in known.paths or (over.kind == "attribute" and name == "items"):
        return True
    if over.kind == "name" and path and path[0].startswith("?"):
        return False  # made by the template
    sure = known.unpacked or over.kind == "attribute"
    if name in known.names or (name in listed("mappings") and sure):
        return True
    return known.unpacked and (node.names in _PAIRS or _is_beside_mapping(path, known))


def _is_beside_mapping(path: Path | None, known: Mappings) -> bool:
    """Whether another field of the same record is asked for its items."""
    if path is None or len(path) < 2 or path[0].startswith("?"):
        return False
    return any(one != path and one[:-1] == path[:-1] for one in known.paths)


def method(template: Template) -> Iterator[Hit]:
    """Keys that mappings have a method for, read with a dot. Facts: written, owner, name."""
    known = mappings(template)
    asked = known.paths | _subscripted(template)
    for read in reads(template):
        if read.name not in METHODS or read.called or not read.dotted:
            continue
        if read.owner in asked:
            facts = {
                "written": read.expr.span.text,
                "owner": read.of.span.text,
                "name": read.name,
            }
            yield Hit(read.expr.span, f"method:{read.expr.span.text}", facts)


def _subscripted(template: Template) -> set[Path]:
    """What is asked for a key in brackets, or whether it has one."""
    found: set[Path] = set()
    for place in places(template):
        values = place.node.values[:1] if place.node.kind == "for" else place.node.values
        for expr in (one for value in values for one in value.walk()):
            if expr.kind == "item" and key(expr) is not None:
                found.add(place.path(expr.parts[0]) or ())
            elif expr.kind == "compare" and expr.value in ("in", "notin") and _is_key(expr):
                found.add(place.path(expr.parts[1]) or ())
    return found - {()}


def _is_key(expr: Expr) -> bool:
    """Whether it is asked if something has a key that reads like one."""
    value = expr.parts[0].value
    named = isinstance(value, str) and value.lstrip("$").isidentifier()
    return expr.parts[0].kind == "constant" and named
