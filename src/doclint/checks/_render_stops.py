"""What stops Jinja whatever data a template is given, read off the template itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from doclint.checks._render_kinds import kinds
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template

MAPPINGS = frozenset(
    (
        *("callbacks", "content", "definitions", "encoding", "paths", "patternProperties"),
        *("properties", "responses", "securitySchemes", "schemas"),
    )
)
"""What is a mapping wherever descriptions of an API have it."""

_PAIRS = ("items", "keys", "values")
_OPTIONAL = re.compile(r"\bignore\s+missing\b")


@dataclass(frozen=True, slots=True)
class Stop:
    """A stretch that raises when it is reached, what to say of it, and what it is about."""

    span: Span
    reason: str
    about: tuple[str, Span] | None = None


def stops(template: Template) -> Iterator[Stop]:
    """All of them, in the template itself and not in those that it uses."""
    yield from _sums(template)
    yield from _loops_outside(template.nodes, inside=True)
    yield from _too_early(template)
    yield from _not_exported(template)
    yield from _unpaired(template)
    yield from _not_there(template)
    yield from _endless(template, (template,))


def _expressions(template: Template) -> Iterator[Expr]:
    for node in template.walk():
        for value in node.values:
            yield from value.walk()


# Values -------------------------------------------------------------------------------------------


def _sums(template: Template) -> Iterator[Stop]:
    """Text plus a number: Python has no such sum."""
    known = kinds(template)
    for expr in _expressions(template):
        if expr.kind == "binary" and expr.value == "+":
            found = [known.of(part) for part in expr.parts]
            if all(found) and len(set(found)) > 1:
                said = " and ".join(f"a {kind}" if kind != "text" else kind for kind in found)
                yield Stop(expr.span, f"`+` cannot add {said}: `~` joins them")


def _loops_outside(nodes: Sequence[Node], *, inside: bool) -> Iterator[Stop]:
    """`loop.index` in a macro, which does not see the loop that it is called in."""
    for node in nodes:
        for expr in (part for value in node.values for part in value.walk()):
            if not inside and expr.kind == "attribute" and expr.parts[0].path == ("loop",):
                yield Stop(expr.span, "a macro does not see the `loop` that it is called in")
        here = inside or node.kind in ("for", "unknown") or "loop" in node.names
        if node.kind == "macro" and "loop" not in node.names:
            here = _binds_loop(node)
        yield from _loops_outside(node.body, inside=here)
        yield from _loops_outside(node.otherwise, inside=inside)


def _binds_loop(macro: Node) -> bool:
    return any("loop" in node.names for node in macro.walk())


# Calls --------------------------------------------------------------------------------------------


def _too_early(template: Template) -> Iterator[Stop]:
    """A macro that is called above the place where it is defined."""
    if any(node.kind in ("extends", "include", "unknown") for node in template.walk()):
        return  # what comes from elsewhere may define it too
    defined: dict[str, list[Node]] = {}
    for node in template.walk():
        for name in (node.name,) if node.kind == "macro" else node.aliases or node.names:
            defined.setdefault(name, []).append(node)
    for node in _at_once(template.nodes):
        for expr in (part for value in node.values for part in value.walk()):
            name = str(expr.parts[0].value) if expr.kind == "call" else ""
            found = defined.get(name, [])
            if len(found) == 1 and found[0].kind in ("macro", "import") and found[0].tag:
                if expr.parts[0].kind == "name" and expr.span.start < found[0].span.start:
                    where = ("it is defined here", found[0].tag.span)
                    yield Stop(expr.span, f"`{name}` is called before it is defined", where)


def _at_once(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes that run in the order of the template: not what macros and blocks hold."""
    for node in nodes:
        if node.kind not in ("macro", "block"):
            yield node
            yield from _at_once(node.body)
            yield from _at_once(node.otherwise)


def _not_exported(template: Template) -> Iterator[Stop]:
    """A call of what the imported template does not define."""
    for node in template.walk():
        if node.kind != "import" or (other := template.others.get(_name(node))) is None:
            continue
        exported = _exports(other) if _is_plain(other) else None
        for expr in _expressions(template) if exported is not None else ():
            wanted = _wanted(node, expr) if expr.kind == "call" else ""
            if wanted and exported is not None and wanted not in exported:
                yield Stop(expr.span, f"`{_name(node)}` defines no `{wanted}`")


def _name(node: Node) -> str:
    """The template that an include, an import or an extends names, if it names one."""
    value = node.values[0].value if node.values[0].kind == "constant" else None
    return value if isinstance(value, str) else ""


def _wanted(node: Node, call: Expr) -> str:
    """What a call takes from an imported template: a macro of it by name."""
    path = call.parts[0].path
    if not node.names:
        return path[1] if len(path) == 2 and path[0] == node.aliases[0] else ""
    names = dict(zip(node.aliases, node.names, strict=False))
    return names.get(path[0], "") if len(path) == 1 else ""


def _is_plain(other: Template) -> bool:
    """Whether all that a template defines is known."""
    kinds_there = {node.kind for node in other.walk()}
    return other.sure and not other.notes and not kinds_there & {"extends", "unknown", "include"}


def _exports(other: Template) -> frozenset[str]:
    found: set[str] = set()
    for node in other.walk():
        found.update((node.name,) if node.kind == "macro" else (*node.names, *node.aliases))
    return frozenset(found)


# Loops --------------------------------------------------------------------------------------------


def _unpaired(template: Template) -> Iterator[Stop]:
    """A loop over the keys of a mapping that takes each apart into a key and a value."""
    mappings = _mappings(template)
    asked = {expr.parts[0].path for expr in _expressions(template) if expr.kind == "test"}
    for node in template.walk():
        if node.kind != "for" or len(node.names) != 2:
            continue
        over = node.values[0]
        path = over.path
        if not path or path in asked:
            continue
        if over.kind == "attribute" and over.value in _PAIRS[:1] and path[:-1]:
            yield Stop(over.span, f"`{over.span.text}` is not called: `{over.span.text}()`")
        elif path in mappings or (mappings and len(path) > 1 and path[-1] in MAPPINGS):
            shown = over.span.text
            names = ", ".join(f"`{name}`" for name in node.names)
            reason = f"a loop over the mapping `{shown}` gives its keys, which are no {names}"
            yield Stop(over.span, f"{reason}: `{shown}.items()`")


def _mappings(template: Template) -> frozenset[tuple[str, ...]]:
    """The paths of all that is asked for its items."""
    found = set()
    for expr in _expressions(template):
        if expr.kind == "call" and expr.parts[0].kind == "attribute":
            if expr.parts[0].value in _PAIRS:
                found.add(expr.parts[0].parts[0].path)
        elif expr.kind == "filter" and expr.value in ("dictsort", "items") and expr.parts:
            found.add(expr.parts[0].path)
    return frozenset(found - {()})


# Templates ----------------------------------------------------------------------------------------


def _not_there(template: Template) -> Iterator[Stop]:
    """A template that is missing from the folder that others were found in."""
    folders = {posixpath.dirname(name) for name in template.others} - {""}
    for node in template.walk():
        name = _name(node) if _names_one(node) else ""
        if name not in template.lost or node.tag is None or _OPTIONAL.search(node.tag.span.text):
            continue
        if posixpath.dirname(name) in folders:
            yield Stop(node.values[0].span, f"there is no template `{name}` beside the others")


def _names_one(node: Node) -> bool:
    return node.kind in ("include", "import", "extends") and bool(_name(node))


def _endless(template: Template, above: tuple[Template, ...]) -> Iterator[Stop]:
    """An include that comes back to its own template, under no condition."""
    for node in template.nodes:
        if node.kind not in ("include", "extends") or not _names_one(node):
            continue
        name = _name(node)
        if name in template.others:
            for found in _endless(template.others[name], (*above, template.others[name])):
                yield Stop(node.values[0].span, found.reason) if len(above) == 1 else found
                return
        elif name not in template.lost and (again := _again(name, above)):
            yield Stop(node.values[0].span, f"`{again}` includes itself without end")


def _again(name: str, above: Sequence[Template]) -> str | None:
    """The template that comes again."""
    for one in above:
        if f"/{one.source.path}".endswith(f"/{posixpath.normpath(name)}"):
            return name
    return None
