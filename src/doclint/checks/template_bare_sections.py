"""Headings of lists that may be empty, where the sections beside them stand under a test."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from doclint.checks._engines import listed
from doclint.checks._slips import words
from doclint.checks._template_labels import Label, labels
from doclint.checks._template_scope import Path, Place, conjuncts, head, places
from doclint.model.finding import Hit
from doclint.model.record import dataclass
from doclint.model.template import Node, Template

_BESIDE = 2  # sections of one record that stand under a test, where one does not
_MOST = 30
_ROW = ("|", "<", "+", ".. ", ":", "=", "-", "~", "^", "*")


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with a list right under it."""

    label: Label
    path: Path
    place: Place
    guard: Node | None


def bare_section(template: Template) -> Iterator[Hit]:
    """Headings without a test, while their like stand under one. Facts: title, name."""
    found = list(_sections(template))
    guarded: dict[Path, list[_Section]] = {}
    for one in found:
        beside = guarded.setdefault(one.path[:-1], [])
        if one.guard is not None and len(beside) < _MOST:
            beside.append(one)
    for one in found:
        around = _arms(one.place)
        like = [other for other in guarded[one.path[:-1]] if around <= _arms(other.place)]
        like = [other for other in like if other.path != one.path]
        if one.guard is None and len({o.path for o in like}) >= _BESIDE and _is_optional(one.path):
            facts = {"title": one.label.text, "name": one.place.node.values[0].span.text.strip()}
            also = tuple(("under a test", head(other.guard)) for other in like[:2] if other.guard)
            yield Hit(one.label.span, f"data:{facts['name']}", facts, also)


def _is_optional(path: Path) -> bool:
    name = "_".join(words(path[-1]))
    return any(name in listed(key) for key in ("optional", "optional-values", "optional-lists"))


def _sections(template: Template) -> Iterator[_Section]:
    found = [label for label in labels(template) if label.level <= 6]
    ends = [label.span.end for label in found]
    for place in places(template):
        node = place.node
        if node.kind != "for" or node.otherwise or len(node.values) > 1 or not place.at:
            continue
        before = place.beside[place.at - 1]
        path = place.path(node.values[0])
        at = bisect_left(ends, node.span.start + 1) - 1
        if before.kind != "text" or path is None or len(path) < 2 or at < 0:
            continue
        label = found[at]
        if before.span.start <= label.span.start and _is_bare(label, node):
            yield _Section(label, path, place, _guard(place, path))


def _is_bare(label: Label, loop: Node) -> bool:
    """Whether nothing stands between a heading and a loop but the head of a table."""
    text = loop.span.source.text[label.span.end : loop.span.start]
    lines = (line.strip() for line in text.splitlines())
    return all(not line or line.startswith(_ROW) for line in lines)


def _guard(place: Place, path: Path) -> Node | None:
    """The arm right around that asks for what is looped over."""
    arm = place.above[-1] if place.above else None
    if arm is None or arm.kind != "arm":
        return None
    for test in (part for value in arm.values for part in conjuncts(value)):
        if path in place.paths(test):
            return arm
    return None


def _arms(place: Place) -> set[int]:
    """The arms around a place, and what runs only when it is called."""
    return {id(node) for node in place.above if node.kind in ("arm", "macro", "call", "block")}
