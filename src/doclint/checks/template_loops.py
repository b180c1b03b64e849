"""What a template asks of a loop, such as `loop.last`, where the answer is of no use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._template_labels import plain
from doclint.checks._template_scope import Place, head, places, words_of
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Template

_SEPARATORS = (",", ";")
_FENCE = regex(r"[ \t>]*(?P<mark>```|~~~)[ \t]*(?P<word>[\w+-]*)")
_JSON = ("json",)
_OPENS = ("{", "[")
_COUNTERS = (
    (regex(r"loop\.index (?:<|!=) loop\.length\b(?! ?[-+])"), "last", False),
    (regex(r"loop\.index ?== ?loop\.length\b(?! ?[-+])"), "last", True),
    (regex(r"loop\.index0? (?:<|!=) loop\.length ?- ?1\b"), "last", False),
    (regex(r"loop\.revindex0? (?:>|!=) [01]\b"), "last", False),
    (regex(r"loop\.index (?:>|!=) 1\b|loop\.index0 (?:>|!=) 0\b"), "first", False),
    (regex(r"loop\.index ?== ?1\b|loop\.index0 ?== ?0\b"), "first", True),
)
_EARLY = regex(
    r"loop\.index (?:<|!=) loop\.length ?- ?1\b|"
    r"loop\.revindex (?:>|!=) 2\b|loop\.revindex0 (?:>|!=) 1\b"
)


def misused_loop_variable(template: Template) -> Iterator[Hit]:
    """Separators of a loop that come where none belongs, or are lacking. Facts: problem."""
    fences = tuple(_fences(template))
    for place in places(template):
        if place.node.kind == "for":
            yield from _of_loop(place, fences)
        elif hit := _outside(place):
            yield hit


def _of_loop(place: Place, fences: tuple[Span, ...]) -> Iterator[Hit]:
    """What is wrong with the separators of one loop."""
    loop = place.node
    found = [one for one in _separators(loop.body, 0) if one.loop_part]
    inside = any(f.start <= loop.span.start and loop.span.end <= f.end for f in fences)
    for one in found:
        problem = _misplaced(one, loop, alone=len(found) == 1)
        problem = problem or _skipped(one, loop, inside=inside)
        problem = problem or (_inner(place) if inside else None)
        if problem:
            yield Hit(one.span, "", {"problem": problem}, (("the loop", head(loop)),))
    if inside and not found and (comma := _untested(place)):
        problem = "behind the last item too there is a comma"
        yield Hit(comma, "", {"problem": problem}, (("the loop", head(loop)),))
    elif inside and not found and _lacking(place):
        problem = "between the items there is none"
        yield Hit(head(loop), "", {"problem": problem})


class _Separator:
    """A comma or semicolon that is written where a test of the loop holds."""

    def __init__(self, part: str, wanted: bool, span: Span, before: bool, depth: int) -> None:
        self.loop_part, self.wanted, self.span = part, wanted, span
        self.before, self.depth = before, depth


def _separators(nodes: Sequence[Node], depth: int) -> Iterator[_Separator]:
    """The separators in the body of a loop, not those of loops inside of it."""
    for at, node in enumerate(nodes):
        before = not any(_writes(one) for one in nodes[:at]) and depth == 0
        if node.kind == "if":
            first = node.body[0]
            asked = _asked(first.values[0]) if first.values else None
            if asked and len(node.body) == 1 and words_of(first.body) in _SEPARATORS:
                if len(first.body) == 1:
                    yield _Separator(asked[0], asked[1], head(node), before, depth)
                continue
            for arm in node.body:
                yield from _separators(arm.body, depth + 1)
        elif node.kind == "print" and (found := _printed(node.values[0])):
            yield _Separator(found[0], found[1], node.span, before, depth)


def _printed(expr: Expr) -> tuple[str, bool] | None:
    """`"," if not loop.last` as what it asks."""
    if expr.kind != "condition" or any(part.kind != "constant" for part in expr.parts[1:]):
        return None
    asked = _asked(expr.parts[0])
    said = tuple(str(part.value).strip() for part in expr.parts[1:])
    if asked and said[0] in _SEPARATORS and said[1:] in ((), ("",)):
        return asked
    if asked and said[0] == "" and said[1:] and said[1] in _SEPARATORS:
        return asked[0], not asked[1]
    return None


def _asked(test: Expr) -> tuple[str, bool] | None:
    """The part of the loop that a test asks for, and whether it is to be true."""
    if test.kind == "not":
        asked = _asked(test.parts[0])
        return (asked[0], not asked[1]) if asked else None
    if test.path in (("loop", "last"), ("loop", "first")):
        return test.path[1], True
    return _counted(test)


def _counted(test: Expr) -> tuple[str, bool] | None:
    """What a comparison of counters comes to: `loop.index < loop.length` is `not loop.last`."""
    if test.kind != "compare" or len(test.parts) != 2:
        return None
    words = " ".join(test.span.text.split())
    for pattern, part, wanted in _COUNTERS:
        if pattern.match(words):
            return part, wanted
    return None


def _writes(node: Node) -> bool:
    if node.kind == "text":
        return bool(node.span.text.strip())
    return node.kind not in ("set", "do", "raw")


def _misplaced(one: _Separator, loop: Node, *, alone: bool) -> str | None:
    """A separator that comes for the wrong items."""
    if not alone or one.depth:
        return None
    if not one.wanted and _EARLY.search(one.span.text):
        return "between the last two items there is none"
    last = not any(_writes(node) for node in _after(loop, one))
    if one.before == last:
        return None  # in the middle of an item it is something else
    said = {
        ("last", True, False): "there is a comma behind the last item and behind no other",
        ("first", True, True): "there is a comma before the first item and before no other",
        ("first", True, False): "there is a comma behind the first item and behind no other",
        ("last", True, True): "there is a comma before the last item and before no other",
        ("first", False, False): "there is none behind the first item, and one behind the last",
        ("last", False, True): "there is one before the first item, and none before the last",
    }
    return said.get((one.loop_part, one.wanted, one.before))


def _after(loop: Node, one: _Separator) -> list[Node]:
    return [node for node in loop.body if node.span.start >= one.span.end and node.tag is not None]


def _skipped(one: _Separator, loop: Node, *, inside: bool) -> str | None:
    """A separator for the next item, where a test may leave that out; in JSON it must not."""
    if one.wanted or len(loop.values) > 1:
        return None
    parts = [node for node in loop.body if _writes(node)]
    parts = [node for node in parts if node.span.start != one.span.start]
    if len(parts) != 1 or parts[0].kind != "if" or len(parts[0].body) != 1:
        return None
    test = parts[0].body[0].values[0]
    if any(part.path[:1] == ("loop",) for part in test.walk()):
        return None
    if not any(part.path[:1] == (name,) for part in test.walk() for name in loop.names):
        return None
    shown = {one.values[0].subject.path for one in parts[0].walk() if one.kind == "print"}
    if not inside and shown & {part.path for part in test.walk() if len(part.path) > 1}:
        return None  # what is shown has to be there, as it most often is
    asked = " ".join(test.span.text.split()).removesuffix("%}").removesuffix("-").strip()
    where = "last" if one.loop_part == "last" else "first"
    return f"`if {asked}` may leave out the {where} item (write the test into the `for`)"


def _inner(place: Place) -> str | None:
    """The loop variable of an inner loop, whose items are those of the outer one too."""
    outer = place.above[-1] if place.above else None
    if outer is None or outer.kind != "for":
        return None
    if any(_writes(node) for node in outer.body if node is not place.node):
        return None
    over = outer.values[0].span.text.strip()
    return f"`loop` is the inner loop here: between the items of `{over}` there is none"


def _lacking(place: Place) -> bool:
    """Whether a loop writes members of an example with nothing between them."""
    loop = place.node
    if loop.values[0].kind == "slice" or len(loop.values) > 1 or not loop.tag or not loop.end:
        return False
    if any(node.kind not in ("text", "print", "for", "if", "arm") for node in loop.walk()):
        return False
    outer = [node for node in place.above if node.kind == "for"]
    first = [node for node in loop.body if _writes(node)][:1]
    text = "".join(node.span.text for node in loop.walk() if node.kind == "text")
    plain_text = first and first[0].kind == "text" and first[0].span.text.strip()[:1] in ('"', "{")
    rest = loop.span.source.text[loop.span.end : loop.span.end + 200].lstrip()
    closed = rest[:1] in ("]", "}") and rest[:2] not in ("}}", "]]")
    return bool(plain_text and closed and "," not in text and not outer and _quiet(loop))


def _quiet(loop: Node) -> bool:
    """Whether nothing that a loop prints may bring a comma with it."""
    printed = (node.values[0] for node in loop.walk() if node.kind == "print")
    return all(one.kind != "call" and "," not in one.span.text for one in printed)


def _untested(place: Place) -> Span | None:
    """A comma at the end of a loop in front of a closing bracket."""
    loop = place.node
    last = loop.body[-1] if loop.body else None
    if last is None or last.kind != "text" or not last.span.text.rstrip().endswith(","):
        return None
    rest = loop.span.source.text[loop.span.end : loop.span.end + 200].lstrip()
    if rest[:1] not in ("]", "}") or rest[:2] in ("}}", "]]"):
        return None
    at = len(last.span.text.rstrip())
    return last.span.within(at - 1, at)


def _outside(place: Place) -> Hit | None:
    """`loop` where none is around, behind the one that is meant."""
    node = place.node
    around = {one.kind for one in place.above}
    if node.kind not in ("print", "arm") or around - {"arm", "if"} or "loop" in place.scope:
        return None
    if "endfor" not in node.span.source.text[: node.span.start]:
        return None  # what includes this template may have a loop around it
    for value in node.values:
        for one in value.walk():
            if one.path[:1] == ("loop",) and len(one.path) == 2:
                return Hit(one.span, "", {"problem": "no loop is around: it has ended already"})
    return None


def _fences(template: Template) -> Iterator[Span]:
    """The fences of a template that are labelled as JSON, from the line below to the last."""
    source, start = template.source, 0
    opened: tuple[str, str, int] | None = None
    text = plain(template)
    for line in text.split("\n"):
        end = start + len(line)
        match = _FENCE.match(line)
        if match and opened is None:
            opened = match["mark"], match["word"].lower(), end
        elif match and opened and match["mark"] == opened[0] and not match["word"]:
            if opened[1] in _JSON or (
                not opened[1] and text[opened[2] : start].strip()[:1] in _OPENS
            ):
                yield source.span(opened[2], start)
            opened = None
        start = end + 1
