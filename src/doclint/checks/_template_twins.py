"""Loops over a part of a record that a template guards where another record has the same part."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._template_mappings import METHODS
from doclint.checks._template_scope import Path, Place, conjuncts, places
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.template import Expr, Template

_LABEL = regex(r"[^\W\d_]{3,}[^\w\n]{0,3}\Z")
_LONGEST = 40  # characters of a label


@dataclass(frozen=True, slots=True)
class Twin:
    """A loop over a part that nothing asks for, and the test of one like it."""

    path: Path
    part: Expr
    loop: Expr
    guard: Expr


@dataclass(frozen=True, slots=True)
class _Loop:
    """A loop over a part of a record, with what makes it like others, and its guard."""

    place: Place
    part: Expr
    path: Path
    like: tuple[str | tuple[str, ...], ...]
    guard: Expr | None


def twins(template: Template) -> Iterator[Twin]:
    """Loops without a guard that another one has: by its names, what is called and its label."""
    found = list(_loops(template))
    guarded = {one.like: one for one in found if one.guard is not None}
    for one in found:
        other = guarded.get(one.like)
        if other is None or other.guard is None or other.path == one.path:
            continue
        if one.guard is None and not _is_asked(one):
            yield Twin(one.path, one.part, one.place.node.values[0], other.guard)


def _loops(template: Template) -> Iterator[_Loop]:
    for place in places(template):
        node = place.node
        if node.kind != "for" or node.otherwise or len(node.values) > 1:
            continue
        over, method = node.values[0], ""
        if over.kind == "call" and len(over.parts) == 1 and over.parts[0].kind == "attribute":
            method, over = str(over.parts[0].value), over.parts[0].parts[0]
        label = _label(place)
        if over.kind not in ("attribute", "item") or not (method in METHODS or label):
            continue
        path = place.path(over)
        if path is None or len(path) < 2 or path[-1][:1] in "[{":
            continue
        like = (path[-1], node.names, method, "" if method else label)
        yield _Loop(place, over, path, like, _guard(place, path))


def _label(place: Place) -> str:
    """The word right before a loop, in its line."""
    if not place.at or place.beside[place.at - 1].kind != "text":
        return ""
    line = place.beside[place.at - 1].span.text[-_LONGEST:].rpartition("\n")[2]
    label = _LABEL.search(line)
    return label[0].strip() if label else ""


def _guard(place: Place, path: Path) -> Expr | None:
    """The test right around a loop, if it asks for what that runs over."""
    arm = place.above[-1] if place.above else None
    for test in arm.values if arm is not None and arm.kind == "arm" else ():
        for part in conjuncts(test):
            asked = part.parts[0] if part.kind == "test" and part.value == "defined" else part
            if place.path(asked) == path:
                return asked
    return None


def _is_asked(one: _Loop) -> bool:
    """Whether any test around a loop speaks of what it runs over, or of what calls it."""
    for node in one.place.above:
        if node.kind in ("macro", "call", "block"):
            return True
        tests = node.values if node.kind == "arm" else node.values[1:] if node.kind == "for" else ()
        if any(one.path in one.place.reads(test) for test in tests):
            return True
    return False
