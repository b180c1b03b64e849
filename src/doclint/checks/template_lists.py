"""Lists of a template that stand where another list is meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from doclint.checks._template_labels import Label, above, agree, kind_of, labels, told
from doclint.checks._template_scope import (
    Path,
    Place,
    begins,
    conjuncts,
    head,
    inside,
    named,
    places,
    shown,
)
from doclint.checks._template_stems import stems
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template
from doclint.probe.names import is_list_name, spelling

_PLACE_NAMES = ("in", "in_", "location", "param_in", "place")
_SHOWN = {
    "header": "request headers",
    "response_header": "response headers",
    "response": "responses",
    "error": "errors",
    "body": "the body",
}
_ANY = ("?any",)
_FLAG = regex(r"(?:is|has|have|show|shows|with|include|includes|enable|use|uses|hide|no|needs?)_")
_LINES_ABOVE = 8  # of a block: the header of its table
_SHORT = 60  # characters of a block that many templates share


def loop_over_another_list(template: Template) -> Iterator[Hit]:
    """Loops over a list where another one was asked for. Facts: tested, over."""
    found = list(places(template))
    macros = {place.node.name for place in found if place.node.kind == "macro"}
    shown_for = set(_shown_for(found))
    looped = {path for path in map(_over, found) if path}
    reading = _reads(found, macros)
    for at, place in enumerate(found):
        test = place.node.values[0] if place.node.kind == "arm" and place.node.values else None
        tested = _list_test(test, place) if test is not None else None
        within = reading.get(id(place.node), frozenset())
        if tested is None or any(begins(path, tested) or path == _ANY for path in within):
            continue
        if any(one.node.kind in ("include", "extends", "block") for one in inside(found, at)):
            continue  # what is shown there is not known
        lists = {
            one.node.span.start: (one, over)
            for one in inside(found, at)
            if not _between(one, place)
            for over in _lists(one, macros)
        }
        if len(lists) != 1:
            continue
        one, over = next(iter(lists.values()))
        if _alike(tested, over) and (
            _is_list(tested, over, looped, shown_for)
            or (over in shown_for and _is_label(tested, over, place.node, one.node))
        ):
            yield _instead(one, tested, place)


def _lists(place: Place, macros: set[str]) -> Iterator[Path]:
    """The lists that a node runs over, joins or hands to a macro."""
    if over := _over(place):
        yield over
    for value in place.node.values if place.node.kind == "print" else ():
        for one in value.walk():
            if one.kind == "filter" and one.value in ("join", "map") and one.parts:
                yield from filter(None, [place.path(one.parts[0])])
            elif one.kind == "call" and one.parts[0].value in macros:
                yield from filter(None, [place.path(part) for part in one.parts[1:2]])


def _shown_for(found: Sequence[Place]) -> Iterator[Path]:
    """The lists that are looped over where they were asked for: the block that was copied."""
    for place in found:
        if (over := _over(place)) and any(
            place.path(value) == over
            for node in place.above
            if node.kind == "arm"
            for value in node.values
        ):
            yield over


def _is_list(tested: Path, over: Path, looped: set[Path], shown_for: set[Path]) -> bool:
    """Whether what is asked for is a list like the other, and no flag that goes with that."""
    if tested in looped or is_list_name(tested[-1]):
        return True
    word, other = spelling(tested[-1]), spelling(over[-1])
    plural = word.endswith("s") and not word.endswith("ss") and not _FLAG.match(word)
    return plural and over in shown_for and not set(word.split("_")) & set(other.split("_"))


def _is_label(tested: Path, over: Path, arm: Node, loop: Node) -> bool:
    """Whether what stands above a loop names what is asked for, and not what the loop shows."""
    if arm.tag is None or _FLAG.match(spelling(tested[-1])):
        return False
    source, end = loop.span.source, loop.span.start
    label = source.text[arm.tag.span.end : end].lower()
    wanted, other = (spelling(path[-1]).split("_") for path in (tested, over))
    return all(word in label for word in wanted) and not all(word in label for word in other)


def _instead(loop: Place, tested: Path, place: Place) -> Hit:
    subject = f"data:{shown(tested)}"
    over = " ".join(loop.node.values[0].span.text.split()).removesuffix("}}").strip()
    facts = {"tested": shown(tested), "over": over}
    also = (("what is asked for", head(place.node)),)
    return Hit(head(loop.node), subject, facts, also, fix=_swapped(loop, tested, place))


def _swapped(loop: Place, tested: Path, place: Place) -> Fix | None:
    """A loop over what is asked for, where both are plain reads."""
    over = loop.node.values[0]
    asked = (_asked(part) for part in conjuncts(place.node.values[0]))
    wanted = next((one for one in asked if one and place.path(one) == tested), None)
    if wanted is None or not over.path:
        return None
    return Fix((Edit(over.span, wanted.span.text),), safe=False)


def _over(place: Place) -> Path | None:
    """The list that a loop runs over."""
    return place.path(place.node.values[0]) if place.node.kind == "for" else None


def _between(place: Place, arm: Place) -> bool:
    """Whether another loop or a macro stands around a loop, within an arm."""
    inside = place.above[len(arm.above) + 1 :]
    return any(node.kind in ("for", "macro", "call") for node in inside)


def _list_test(test: Expr, place: Place) -> Path | None:
    """What a test asks for, if it asks for nothing else."""
    parts = list(conjuncts(test))
    asked = {place.path(part) for part in map(_asked, parts) if part is not None}
    path = asked.pop() if len(asked) == 1 and len(parts) <= 2 else None
    return path if path is not None and path[-1][:1] not in "[{?" else None


def _asked(test: Expr) -> Expr | None:
    """What a test wants to be there: `pets` of `pets`, `pets|length > 0`, `pets is defined`."""
    if test.kind == "compare" and test.parts[-1].kind == "constant":
        zero = test.value in ("gt", "ne") and test.parts[-1].value == 0
        return _asked(test.parts[0]) if zero else test
    if test.kind == "filter" and test.value in ("length", "count"):
        return test.parts[0]
    if test.kind == "test" and test.value in ("defined", "iterable", "sequence"):
        return test.parts[0]
    return test


def _alike(tested: Path, over: Path) -> bool:
    """Whether one list may have been meant for the other: they lie side by side."""
    return len(tested) == len(over) and tested[:-1] == over[:-1] and tested != over


def _reads(found: Sequence[Place], macros: set[str]) -> dict[int, frozenset[Path]]:
    """What is read inside of each node. A call, or what stands elsewhere, may read anything."""
    collected: dict[int, set[Path]] = {}
    for place in found:
        own: set[Path] = set()
        for value in place.node.values:
            own |= place.reads(value)
            own |= {_ANY for one in value.walk() if _unknown_call(one, macros)}
        if place.node.kind in ("include", "extends", "unknown", "raw"):
            own.add(_ANY)
        for node in place.above:
            collected.setdefault(id(node), set()).update(own)
    return {node: frozenset(paths) for node, paths in collected.items()}


def _unknown_call(expr: Expr, macros: set[str]) -> bool:
    """Whether a call may read names by itself: one that is told nothing must do so."""
    if expr.kind != "call" or expr.parts[0].kind != "name" or len(expr.parts) > 1:
        return False
    return expr.parts[0].value not in macros | {"loop"}


def section_loops_wrong_list(template: Template) -> Iterator[Hit]:
    """Loops under a heading or label of another kind of list. Facts: label, over, kind."""
    found = labels(template)
    if not found:
        return
    shown_at: dict[int, Node] = {}
    every = list(places(template))
    nodes = _Around(every)
    known = _reads(every, set())
    read = {path for path in map(_over, every) if path}
    for place in every:
        node = place.node
        if node.kind != "for":
            continue
        around = [label for label in above(found, node.span.start) if nodes.speaks(label, place)]
        if not around or shown_at.setdefault(around[0].span.start, node) is not node:
            continue
        kind = _wrong_kind(place, around) or _named_above(
            around[0], place, known.get(id(node), frozenset()), read
        )
        if kind:
            over = node.values[0].span.text.strip()
            facts = {"label": around[0].text, "over": over, "kind": kind}
            yield Hit(head(node), "", facts, (("what stands above", around[0].span),))


def _wrong_kind(place: Place, around: Sequence[Label]) -> str | None:
    """What a list holds, if the headings above speak of another kind."""
    where = told(around)
    kind, agrees = _kind(place, where or "")
    if where and kind and agrees is False:
        return _SHOWN.get(kind, f"{kind} parameters")
    return None


def _named_above(
    label: Label, place: Place, within: frozenset[Path], lists: set[Path]
) -> str | None:
    """What a list is called, if the label is the name of another beside it and nothing like it."""
    over, said = _over(place), stems(label.text)
    if over is None or over not in lists or not said or not label.whole or _selects(place.node):
        return None
    if stems(over[-1]) & said or agree(told((label,)) or "", over):
        return None
    if any(stems(step) & said for path in within for step in path[len(over) - 1 :]):
        return None
    meant = [path for path in lists if path[:-1] == over[:-1] and stems(path[-1]) == said]
    return over[-1] if len(meant) == 1 else None


def _selects(loop: Node) -> bool:
    """Whether a loop shows some of the items only: those that a heading may be about."""
    written = [node for node in loop.body if node.kind != "text" or node.span.text.strip()]
    within_test = len(written) == 1 and written[0].kind == "if"
    return within_test or len(loop.values) > 1 or bool(loop.values[0].filters)


class _Around:
    """Which nodes stand around each stretch of text."""

    def __init__(self, every: Sequence[Place]) -> None:
        texts = [place for place in every if place.node.kind == "text"]
        self.starts = [place.node.span.start for place in texts]
        self.above = [place.above for place in texts]

    def speaks(self, label: Label, place: Place) -> bool:
        """Whether a label is there wherever a loop is, and the loop is not one within another."""
        at = bisect_right(self.starts, label.span.start) - 1
        around = self.above[at] if at >= 0 else ()
        own = place.above[: len(around)]
        if [*map(id, around)] != [*map(id, own)]:
            return False
        apart = any(_otherwise(node, label, place) for node in around)
        return not apart and all(node.kind in ("if", "arm") for node in place.above[len(around) :])


def _otherwise(node: Node, label: Label, place: Place) -> bool:
    tag = node.otherwise_tag
    return tag is not None and label.span.start < tag.span.start < place.node.span.start


def _kind(place: Place, where: str) -> tuple[str | None, bool | None]:
    """Of which kind the items of a loop are, and whether that is what is meant."""
    picked = _picked(place.node)
    if picked is not None:
        return picked, {"body": "body", where: where}.get(picked) == where
    path = _over(place)
    if path is None:
        return None, None
    return kind_of(path), agree(where, path)


def _picked(loop: Node) -> str | None:
    """Where the parameters go that a loop picks: `for p in params if p.in == "query"`."""
    tests = [part for test in loop.values[1:] for part in conjuncts(test)]
    inner = [node for node in loop.body if node.kind != "text" or node.span.text.strip()]
    if len(inner) == 1 and inner[0].kind == "if" and len(inner[0].body) == 1:
        tests += [part for test in inner[0].body[0].values for part in conjuncts(test)]
    values = {value for test in tests if (value := _place_asked(test))}
    for one in loop.values[0].walk():
        values |= _selected(one)
    return values.pop() if len(values) == 1 else None


def _place_asked(test: Expr) -> str | None:
    if test.kind != "compare" or test.value != "eq" or len(test.parts) != 2:
        return None
    left, right = test.parts
    if left.path[-1:] and left.path[-1] in _PLACE_NAMES and right.kind == "constant":
        return right.value if right.value in ("path", "query", "header", "cookie", "body") else None
    return None


def _selected(expr: Expr) -> set[str]:
    if expr.kind != "filter" or expr.value != "selectattr" or len(expr.parts) != 4:
        return set()
    name, test, value = (part.value for part in expr.parts[1:])
    wanted = name in _PLACE_NAMES and test in ("equalto", "eq", "==")
    return {value} if wanted and value in ("path", "query", "header", "cookie", "body") else set()


def cloned_block(template: Template) -> Iterator[Hit]:
    """Blocks that repeat one above under another label. Facts: line, label."""
    found = labels(template)
    seen: dict[tuple[str, Path], tuple[Span, str, Place]] = {}
    for place in places(template):
        over = _over(place)
        if over is None or _in_loop(place):
            continue
        block = _block(place.node)
        text = " ".join(block.text.split())
        around = above(found, place.node.span.start)
        label = around[0].text if around else ""
        first = seen.setdefault((text, over), (block, label, place))
        if first[2] is place or len(text) < _SHORT or _apart(first[2], place):
            continue
        if label and label != first[1]:
            facts = {"line": first[0].line, "label": first[1]}
            yield Hit(block, "", facts, (("the same", first[0]),))


def _in_loop(place: Place) -> bool:
    return any(node.kind in ("for", "macro") for node in place.above)


def _apart(one: Place, other: Place) -> bool:
    """Whether only one of two nodes is ever shown: they stand in two arms of one `if`."""
    arms = {id(node) for node in one.above if node.kind == "arm"}
    ifs = {id(node) for node in one.above if node.kind == "if"}
    return any(
        node.kind == "if" and id(node) in ifs and id(below) not in arms
        for node, below in zip(other.above, other.above[1:], strict=False)
    )


def _block(loop: Node) -> Span:
    """A loop with the lines right above it."""
    source, start = loop.span.source, loop.span.start
    start = source.text.rfind("\n", 0, start) + 1
    for _ in range(_LINES_ABOVE):
        before = source.text.rfind("\n", 0, max(start - 1, 0)) + 1
        if start == 0 or not source.text[before : start - 1].strip():
            break
        start = before
    return source.span(start, loop.span.end).stripped()


def tested_never_printed(template: Template) -> Iterator[Hit]:
    """Lists that a template asks for and never shows. Facts: name."""
    tested: dict[Path, Span] = {}
    used: set[Path] = set()
    for place in places(template):
        for value in place.node.values:
            if place.node.kind == "arm":
                _note_tested(value, place, tested)
            elif place.node.kind not in ("set", "with"):
                used |= place.reads(value)
        if place.node.kind in ("set", "with"):
            used |= {path for value in place.node.values for path in place.reads(value)}
        if place.node.kind in ("include", "extends", "unknown"):
            return
    for path, span in tested.items():
        if is_list_name(named(path)) and not any(
            begins(one, path) or begins(path, one) for one in used
        ):
            yield Hit(span, f"data:{shown(path)}", {"name": shown(path)})


def _note_tested(test: Expr, place: Place, tested: dict[Path, Span]) -> None:
    for part in test.walk():
        path = place.path(part) if part.kind in ("name", "attribute", "item") else None
        if path is not None and path[-1][:1] not in "[{?":
            tested.setdefault(path, part.span)
