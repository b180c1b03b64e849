"""Labels that a template writes with nothing behind them, where it guards others like them."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._engines import listed
from doclint.checks._slips import words
from doclint.checks._template_scope import Path, Place, conjuncts, places
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.template import Expr, Node, Template

_LABEL = regex(
    r"(?:\A|\n)[ \t>*+:-]{0,12}[*_`]{0,3}(?P<label>[A-Z][\w /-]{0,40})"
    r"(?::[*_`]{0,3}|[*_`]{1,3}:)[ \t]*[`(\[]{0,2}\Z"
)
_BEHIND = regex(r"[`)\].]{0,4}[ \t]*(?:\n|\Z)")
_MOST = 30  # labels of one record that stand under a test
_FAR = 100  # characters in front of a value that its label may take


@dataclass(frozen=True, slots=True)
class _Labelled:
    """Something shown behind a label, on a line of its own."""

    label: str
    value: Expr
    path: Path
    place: Place


def bare_label(template: Template) -> Iterator[Hit]:
    """Labels of what may be missing, while their like stand under a test. Facts: label, name."""
    found = [one for place in places(template) if (one := _labelled(place))]
    guarded: dict[Path, list[_Labelled]] = {}
    for one in found:
        beside = guarded.setdefault(one.path[:-1], [])
        if len(beside) < _MOST and _own_guard(one):
            beside.append(one)
    for one in found:
        if _is_optional(one) and (like := _like(one, guarded[one.path[:-1]])):
            facts = {"label": one.label, "name": one.value.span.text.strip()}
            yield Hit(one.value.span, "", facts, (("asked for here", like.span),))


def _labelled(place: Place) -> _Labelled | None:
    node = place.node
    if node.kind not in ("print", "for") or (label := _label(place)) is None:
        return None
    if node.kind == "for" and (node.otherwise or not _is_inline(node)):
        return None
    value = node.values[0]
    path = place.path(value.subject)
    if path is None or len(path) < 2 or {"default", "d"} & set(value.filters):
        return None
    return _Labelled(label, value.subject, path, place)


def _label(place: Place) -> str | None:
    """What stands in front of a node on its line, if nothing stands behind it."""
    if not place.at:
        return None
    before, behind = place.beside[place.at - 1], place.beside[place.at + 1 : place.at + 2]
    label = _LABEL.search(before.span.text[-_FAR:]) if before.kind == "text" else None
    ends = not behind or (behind[0].kind == "text" and _BEHIND.match(behind[0].span.text))
    return label["label"] if label and ends else None


def _is_inline(loop: Node) -> bool:
    """Whether the items of a loop stand on the line that it begins on."""
    texts = [node.span.text for node in loop.walk() if node.kind == "text"]
    return not any("\n" in text for text in texts)


def _own_guard(one: _Labelled) -> Expr | None:
    """The test right around a label that asks for what it labels."""
    arm = one.place.above[-1] if one.place.above else None
    if arm is None or arm.kind != "arm":
        return None
    for test in (part for value in arm.values for part in conjuncts(value)):
        subject = test.parts[0] if test.kind == "test" and test.parts else test
        if one.place.path(subject) == one.path:
            return test
    return None


def _like(one: _Labelled, guarded: list[_Labelled]) -> Expr | None:
    around = _arms(one.place)
    for other in guarded:
        if other.path != one.path and around <= _arms(other.place):
            return _own_guard(other)
    return None


def _is_optional(one: _Labelled) -> bool:
    return "_".join(words(one.path[-1])) in listed("optional-values")


def _arms(place: Place) -> set[int]:
    return {id(node) for node in place.above if node.kind in ("arm", "macro", "call")}
