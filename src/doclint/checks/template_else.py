"""An `else` that stands on another block than the one that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doclint.checks._template_labels import kind_of
from doclint.checks._template_scope import Path, Place, conjuncts, head, named, places, words_of
from doclint.checks._template_stems import stem, stems
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Anchor
from doclint.model.template import Expr, Node, Tag, Template
from doclint.probe.names import kinds_of, parts_of, spelling
from doclint.read.vocabulary import load_vocabulary, plain

_ALL_ITEMS = frozenset(("sort", "list", "reverse", "dictsort", "items", "unique"))
_LONGEST = 160  # characters of a text that says that there is nothing
_DENIAL = regex(
    r"(?:^|\s|[\W_])(?:no|without(?:\s+any|\s+an?)?|(?:does|do|has|have|is|are)\s*n(?:o|')t(?:\s+\w+)?(?:\s+any|\s+an?)?)"
    r"\s+(?P<what>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,2})",
    re.I,
)
_SENTENCE = re.compile(r"[A-Z][\w']*(?: [^\s.!?]+){1,20}[.!]")
_BEGUN = regex(r"[A-Za-z]+[ \t]\Z")
_HEADING = re.compile(r"#{1,6} \S")
_FULL_STOP = re.compile(r"\.(?:\s|\Z)")
_WORDS_BEFORE = 4  # words in front of what denies: "this view takes no body"
_NEGATIVE = regex(
    r"(?:^|_)(?:no|not|without|empty|missing|hide|hidden|skip|un\w+|disable\w*)(?:_|$)"
)

_Problem = tuple[str, tuple[tuple[str, Anchor], ...]]


@dataclass(frozen=True, slots=True)
class _Else:
    """An `else` with its text, and what the block that it stands on asks for."""

    tag: Tag
    text: str
    own: tuple[Path, ...]
    place: Place


def else_on_wrong_block(template: Template) -> Iterator[Hit]:
    """Text for the case that there is nothing, where it cannot be shown or says something else.

    Facts: text, problem.
    """
    for place in places(template):
        if hit := _never_shown(place):
            yield hit
        for one in _elses(place):
            if problem := _denied(one):
                text, also = problem
                facts = {"text": one.text[:60], "problem": text}
                yield Hit(one.tag.span, f"else:{one.text[:40]}", facts, also)
        for told in (
            _denied_where_there,
            _swapped,
            _left_over,
            _sentence_within,
            _heading_within,
        ):
            if hit := told(place):
                yield hit
                break


def _never_shown(place: Place) -> Hit | None:
    """A loop's `else` where a test around it has made sure that there are items."""
    node = place.node
    tag = node.otherwise_tag
    if node.kind != "for" or tag is None or not place.above:
        return None
    items = _sought(node)
    over = place.path(items) if items is not None else None
    arm, outer = place.above[-1], place.above[-2] if len(place.above) > 1 else None
    if over is None or arm.kind != "arm" or outer is None or len(outer.body) != 1:
        return None
    if not arm.values or over not in [
        place.path(_counted(part)) for part in conjuncts(arm.values[0])
    ]:
        return None
    text = words_of(node.otherwise)
    if not text or _sets(arm.body[: place.at]):
        return None
    asked = arm.values[0].span.text.strip().removesuffix("%}").strip()
    why = "leaves it no chance" if len(node.values) == 1 else "asks for that already"
    facts = {"text": text[:60], "problem": f"`if {asked}` around the loop {why}"}
    return Hit(tag.span, f"else:{text[:40]}", facts, (("the test around it", head(arm)),))


def _sought(loop: Node) -> Expr | None:
    """What has no items if a loop has none: what it runs over, or `pets` of `if name in pets`."""
    if len(loop.values) == 1:
        return loop.values[0] if set(loop.values[0].filters) <= _ALL_ITEMS else None
    test = loop.values[1]
    among = test.kind == "compare" and test.value == "in" and test.parts[0].path
    return test.parts[1] if among and among[0] in loop.names else None


def _counted(test: Expr) -> Expr:
    """`pets` of `pets|length` and `pets|length > 0`."""
    if test.kind == "compare" and test.value in ("gt", "ne") and test.parts[-1].value == 0:
        test = test.parts[0]
    return test.parts[0] if test.kind == "filter" and test.value in ("length", "count") else test


def _sets(nodes: Sequence[Node]) -> bool:
    return any(node.kind in ("set", "do") for node in nodes)


def _elses(place: Place) -> Iterator[_Else]:
    """The text behind an `else`, of a loop or of a test with one arm."""
    node = place.node
    if node.kind == "for" and node.otherwise_tag is not None:
        over = place.path(node.values[0])
        yield _Else(node.otherwise_tag, words_of(node.otherwise), (over,) if over else (), place)
    if node.kind != "if" or len(node.body) < 2 or node.body[-1].values:
        return
    arm = node.body[-1]
    own = [path for one in node.body[:-1] for value in one.values for path in place.paths(value)]
    if arm.tag is not None and own and _only_text(arm.body):
        yield _Else(arm.tag, words_of(arm.body), tuple(own), place)


def _only_text(nodes: Sequence[Node]) -> bool:
    return all(node.kind == "text" for node in nodes)


def _denial(text: str) -> re.Match[str] | None:
    """What a short text says that there is none of, in its first words."""
    match = _DENIAL.search(text)
    return match if match and len(text[: match.start()].split()) <= _WORDS_BEFORE else None


def _denied(one: _Else) -> _Problem | None:
    """Why an `else` that denies something does not speak of its own block."""
    match = _denial(one.text) if len(one.text) <= _LONGEST else None
    if match is None or not one.own:
        return None
    denied = stems(match["what"])
    steps = [step for path in one.own for step in _tail(path)]
    if denied & {stem for step in steps for stem in stems(step)} or _means(match["what"], steps):
        return _of_whole(one, match["what"]) or _other_kind(one, match["what"])
    for node in reversed(one.place.above):
        if node.kind in ("arm", "for") and node.values and _denies(match["what"], node.values[0]):
            word = "if" if node.kind == "arm" else "for"
            said = " ".join(node.values[0].span.text.split()).removesuffix("%}").strip()
            return f"it stands inside of `{word} {said}`", (("there", head(node)),)
    return _of_neighbour(one, match["what"]) or _other_kind(one, match["what"])


def _of_whole(one: _Else, what: str) -> _Problem | None:
    """The test around that asks for what a text denies, where its own asks for a part of that."""
    for node in reversed(one.place.above):
        if node.kind == "arm" and node.values and _is_of_outer(one, node.values[0], what):
            said = node.values[0].span.text.removesuffix("%}").strip()
            return f"it stands inside of `if {said}`", (("there", head(node)),)
    return None


def _is_of_outer(one: _Else, test: Expr, what: str) -> bool:
    """Whether a text denies what a test around asks for, and its own block a part of that."""
    outer = one.place.path(test) if test.path else None
    if outer is None or not all(len(path) > len(outer) for path in one.own):
        return False
    parts = [path[len(outer) :] for path in one.own if path[: len(outer)] == outer]
    own = {stem for path in parts for step in path for stem in stems(step)}
    return len(parts) == len(one.own) and _denies(what, test) and not own & stems(what)


def _of_neighbour(one: _Else, what: str) -> _Problem | None:
    """The block before, if that is what a text speaks of and has no `else` of its own."""
    before = [node for node in one.place.beside[: one.place.at] if node.kind in ("if", "for")]
    for node in before[-1:]:
        lone = not node.otherwise if node.kind == "for" else len(node.body) == 1
        values = node.values if node.kind == "for" else node.body[0].values
        if lone and values and _denies(what, values[0]):
            return "it belongs to the block before", (("there", head(node)),)
    return None


def _denies(what: str, asked: Expr) -> bool:
    """Whether what a text denies is the very thing that a test or a loop around it has."""
    subject = asked.subject
    while subject.kind == "call" and subject.parts:
        subject = (
            subject.parts[0].parts[0]
            if subject.parts[0].kind == "attribute"
            else Expr("other", subject.span)
        )
    step = subject.path[-1] if subject.path else ""
    last, denied = stems(step), stems(what)
    if not last or _NEGATIVE.search(spelling(step)):
        return False
    return (
        last <= denied
        or _means(what, (step,))
        or (len(denied) == 1 and stem(spelling(step).split("_")[-1]) in denied)
    )


def _means(what: str, steps: Sequence[str]) -> bool:
    """Whether the first words of a text are another name for one of some data."""
    words = what.lower().split()
    said = {part for end in (1, 2, 3) for part in parts_of("_".join(words[:end]))}
    return any(said & parts_of(step) for step in steps)


def _other_kind(one: _Else, what: str) -> _Problem | None:
    """Which list an `else` belongs to, where its text speaks of another kind of them."""
    wheres = set(load_vocabulary().roles(what)) & {"path", "query", "header", "cookie", "body"}
    kinds = {kind for path in one.own if (kind := kind_of(path))}
    lists = {named(path) for path in one.own if kinds_of(named(path))}
    if len(wheres) == len(kinds) == len(lists) == 1 and wheres != kinds:
        return f"it belongs to `{lists.pop()}`", ()
    return None


def _tail(path: Path) -> Path:
    """The steps within an item of a list; its own name for a list."""
    opened = max((at for at, step in enumerate(path) if step[:1] in "[{"), default=-1)
    return path[opened + 1 :] or (named(path),)


def _denied_where_there(place: Place) -> Hit | None:
    """A test that holds where there is something, and a text that says that there is nothing."""
    node = place.node
    if node.kind != "if" or len(node.body) != 2 or node.body[-1].values:
        return None
    arm, other = node.body
    test = arm.values[0] if arm.values else None
    if test is None or not test.path or not _only_text(arm.body) or arm.tag is None:
        return None
    text = words_of(arm.body)
    match = _denial(text) if len(text) <= _LONGEST else None
    bare = plain(text) in load_vocabulary().words["none"]
    path = place.path(test)
    if path is None or not (match or bare) or not _reads(other, place, path):
        return None
    if match and not _denies(match["what"], test):
        return None
    facts = {"text": text[:60], "problem": f"it is shown where there is `{test.span.text.strip()}`"}
    return Hit(arm.tag.span, f"else:{text[:40]}", facts)


def _reads(arm: Node, place: Place, path: Path) -> bool:
    """Whether an arm shows or runs over a value, which is nothing there."""
    for node in arm.body:
        if node.kind in ("print", "for") and place.path(node.values[0]) == path:
            return True
    return False


def _swapped(place: Place) -> Hit | None:
    """`optional` where a value is required, and the other way round."""
    node = place.node
    if node.kind != "if" or len(node.body) != 2 or node.body[-1].values:
        return None
    arm, other = node.body
    test = arm.values[0] if arm.values else None
    if test is None or arm.tag is None or not _asks_required(test):
        return None
    said, else_said = _mark(arm.body), _mark(other.body)
    if (said, else_said) != ("optional", "required"):
        return None
    facts = {
        "text": words_of(arm.body),
        "problem": f"it is shown where there is `{test.span.text.strip()}`",
    }
    return Hit(arm.tag.span, "", facts)


def _left_over(place: Place) -> Hit | None:
    """An `else` of a loop that says `optional`, as if it were that of a test in it."""
    node, tag = place.node, place.node.otherwise_tag
    if node.kind != "for" or tag is None or _mark(node.otherwise) != "optional":
        return None
    for inner in node.walk():
        if inner.kind == "if" and len(inner.body) == 1 and _mark(inner.body[0].body) == "required":
            facts = {"text": words_of(node.otherwise), "problem": "it stands on the loop"}
            return Hit(tag.span, "", facts, (("the test that it belongs to", head(inner)),))
    return None


def _sentence_within(place: Place) -> Hit | None:
    """An `else` with a sentence of its own, where a test stands in the middle of another one."""
    node = place.node
    if node.kind != "if" or len(node.body) < 2 or node.body[-1].values or not place.at:
        return None
    other, rest = node.body[-1], place.beside[place.at + 1 : place.at + 2]
    before = place.beside[place.at - 1]
    text = words_of(other.body)
    if other.tag is None or not _only_text(other.body) or not _SENTENCE.fullmatch(text):
        return None
    if before.kind != "text" or not (begun := _BEGUN.search(before.span.text[-_LONGEST:])):
        return None
    ends = bool(rest) and rest[0].kind == "text" and _FULL_STOP.match(rest[0].span.text)
    if not ends or any(_SENTENCE.fullmatch(words_of(arm.body)) for arm in node.body[:-1]):
        return None
    shown = f"{begun[0].strip()} {text}."
    facts = {"text": text[:60], "problem": f"readers see `{shown[:80]}`"}
    return Hit(other.tag.span, f"else:{text[:40]}", facts)


def _heading_within(place: Place) -> Hit | None:
    """An `else` that begins a heading, where its test stands in the line of another one."""
    node = place.node
    if node.kind != "if" or len(node.body) < 2 or node.body[-1].values or not place.at:
        return None
    other, first = node.body[-1], node.body[0]
    line = node.span.source.text[: node.span.start][-_LONGEST:].rpartition("\n")[2]
    begun = other.body[:1] and other.body[0].kind == "text"
    if other.tag is None or not begun or not _HEADING.match(line) or "\n" not in first.span.text:
        return None
    heading = _HEADING.match(other.body[0].span.text.lstrip())
    if heading is None or _starts_heading(first.body):
        return None
    text = words_of(other.body)
    facts = {"text": text[:60], "problem": "it stands within the heading before"}
    return Hit(other.tag.span, f"else:{text[:40]}", facts, (("the test", head(node)),))


def _starts_heading(nodes: Sequence[Node]) -> bool:
    return bool(nodes) and bool(_HEADING.match(nodes[0].span.text.lstrip()))


def _asks_required(test: Expr) -> bool:
    return bool(test.path) and stems(test.path[-1]) <= {"require", "required", "mandatory", "is"}


def _mark(nodes: Sequence[Node]) -> str | None:
    """Whether a text says that something is required, or optional, and nothing else."""
    words = load_vocabulary().words
    text = plain(words_of(nodes).strip("()[]*_` "))
    if not _only_text(nodes) or not text:
        return None
    if text in words["required_marks"]:
        return "required"
    return "optional" if text in words["optional_marks"] else None
