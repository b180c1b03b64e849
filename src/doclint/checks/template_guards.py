"""What is read from something that may be missing, without asking for it."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._engines import listed
from doclint.checks._slips import words
from doclint.checks._template_scope import Path, places
from doclint.checks._template_there import Asked, Deep, asked, deep_reads
from doclint.model.finding import AND_HERE, Hit
from doclint.model.template import Template


def forgotten(template: Template) -> Iterator[Hit]:
    """Reads from what the template asks for elsewhere, or its like. Facts: read, part, why."""
    if _leaves_early(template):
        return
    guards = _guards(template)
    many = tuple(deep_reads(template))
    parts = {deep.path for deep in many} | _looped(template)
    told: dict[Path, list[Deep]] = {}
    for deep in many:
        if not deep.sure and len(deep.path) > 1 and _guard(deep, guards, parts) is not None:
            told.setdefault(deep.path, []).append(deep)
    for path, (first, *more) in told.items():
        guard = _guard(first, guards, parts)
        if guard is not None:
            yield _hit(first, more, guard, own=path in guards)


def _hit(first: Deep, more: list[Deep], guard: Asked, *, own: bool) -> Hit:
    span = guard.expr.span
    name = f"line {span.line} asks for it" if own else f"line {span.line} asks for its like"
    facts = {
        "read": first.expr.span.text,
        "part": first.expr.parts[0].span.text,
        "why": f"{name} first",
    }
    also = (("asked for here", span), *((AND_HERE, one.expr.span) for one in more))
    return Hit(first.expr.span, f"read:{'.'.join(first.path)}", facts, also)


def _guards(template: Template) -> dict[Path, Asked]:
    """What is asked for, plainly if anywhere."""
    guards: dict[Path, Asked] = {}
    for one in asked(template):
        if one.path not in guards or (one.plainly and not guards[one.path].plainly):
            guards[one.path] = one
    return guards


def _guard(deep: Deep, guards: dict[Path, Asked], parts: set[Path]) -> Asked | None:
    """Where what is read from, or at least two other such parts beside it, is asked for."""
    own = guards.get(deep.path)
    if own is not None:
        return own if own.plainly or deep.further else None
    if not deep.further or "_".join(words(deep.path[-1])) not in listed("missing"):
        return None
    beside = [
        guard
        for path, guard in guards.items()
        if path[:-1] == deep.path[:-1] and path in parts and path != deep.path
    ]
    return beside[0] if len(beside) > 1 else None


def _looped(template: Template) -> set[Path]:
    """Where what is looped over lies in the data."""
    return {
        path
        for place in places(template)
        if place.node.kind == "for"
        for path in [place.path(place.node.values[0])]
        if path is not None
    }


def anywhere(template: Template) -> Iterator[Hit]:
    """Reads from what API descriptions may lack. Facts: read, part."""
    if _leaves_early(template):
        return
    told: set[tuple[Path, int]] = set()
    for deep in deep_reads(template):
        mark = (deep.path, deep.expr.span.line)
        name = "_".join(words(deep.path[-1]))
        if deep.sure or mark in told or name not in listed("missing"):
            continue
        told.add(mark)
        facts = {"read": deep.expr.span.text, "part": deep.expr.parts[0].span.text}
        yield Hit(deep.expr.span, f"read:{'.'.join(deep.path)}", facts)


def _leaves_early(template: Template) -> bool:
    """Whether it goes on with the next item in the middle: what follows is guarded by that."""
    return any(node.kind == "do" and node.name in ("continue", "break") for node in template.walk())
