"""Tests of a template that lose values, that ask the wrong thing, or that are decided already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from doclint.checks._template_guards import decided, kept, own_tests
from doclint.checks._template_scope import (
    Path,
    Place,
    conjuncts,
    head,
    inside,
    places,
    shown,
)
from doclint.checks._template_zeros import asked_of_none, beside_none, either_true, number_within
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.model.template import Expr, Template
from doclint.probe import filters
from doclint.probe.names import spelling
from doclint.probe.plain import words
from doclint.probe.trial import Trial

_LIKE = 2  # values beside one that are asked for in another way
_ORDER = ("lt", "lteq", "gt", "gteq", "eq", "ne")
_COUNTED = regex(r"count|total|number|num_|size|length|len$|index|amount")
_UNIT = regex(
    r"[`*_ ]{0,3}(?:%|(?:ms|millis|milliseconds?|secs?|seconds?|mins?|minutes?|hours?|days?|"
    r"bytes?|[KMG]i?B|characters?|retries|attempts|percent|px)\b)"
)


def falsy_guard(template: Template) -> Iterator[Hit]:
    """Values of which 0 or false is one, shown only where they are true. Facts: name."""
    found = list(places(template))
    texts = set(_texts(found))
    numbers = {*_numbers(found), *_asked_differently(found), *beside_none(found)}
    yield from _asked_twice(found, texts)
    for place in found:
        for test, printed in own_tests(place.node):
            for part in _asked_parts(test, place):
                path = place.path(part)
                if path is None or path in texts or _asked_otherwise(test, place, path):
                    continue
                if not _may_be_zero(path) and path not in numbers:
                    continue
                if any(_prints(expr, place, path) for expr in printed):
                    name = part.span.text.strip()
                    yield Hit(_tight(part, place), f"data:{shown(path)}", {"name": name})


def _asked_twice(found: list[Place], texts: set[Path]) -> Iterator[Hit]:
    """Truth asked of what is asked in another way elsewhere: of None, or whether it is a number."""
    of_none = asked_of_none(found)
    for place in found:
        for part in either_true(place):
            path = place.path(part)
            if path in of_none and path is not None and path not in texts and _may_be_zero(path):
                name = part.span.text.strip()
                yield Hit(_tight(part, place), f"data:{shown(path)}", {"name": name})
        if (test := number_within(place.node)) is not None:
            name = _short(test)
            yield Hit(_tight(test, place), f"data:{name}", {"name": name})


def _asked_parts(test: Expr, place: Place) -> Iterator[Expr]:
    """The values that a test asks for: each has to be there, or any of the same kind."""
    if test.kind == "or":
        paths = [place.path(part) for part in test.parts]
        if all(path is not None and _may_be_zero(path) for path in paths):
            yield from test.parts
    else:
        yield from (part for part in conjuncts(test) if _is_bare(part))


def _is_bare(expr: Expr) -> bool:
    """Whether a value is asked for as it is: 0 as text would be true."""
    return set(expr.filters) <= {"default", "d"}


def _may_be_zero(path: Path) -> bool:
    if len(path) < 2:
        return False
    zeros = words()["zeros"]
    if spelling(path[-1]) in zeros["names"]:
        return True
    above = {spelling(step) for step in path[:-1]}
    return spelling(path[-1]) in zeros["values"] and bool(above & set(zeros["lists"]))


def _numbers(found: list[Place]) -> Iterator[Path]:
    """What a template itself takes for a number, but for what is counted."""
    for place in found:
        if (path := _measured(place)) and not _COUNTED.search(spelling(path[-1])):
            yield path
        for value in place.node.values:
            for one in value.walk():
                expr = _taken_for_number(one)
                path = place.path(expr) if expr is not None else None
                if path is not None and not _COUNTED.search(spelling(path[-1])):
                    yield path


def _asked_differently(found: list[Place]) -> Iterator[Path]:
    """What is shown by `a or "-"`, where its like are by `b if b is not none else "-"`."""
    like: Counter[tuple[Path, str]] = Counter()
    loose: dict[Path, str] = {}
    for place in found:
        for one in (part for value in place.node.values for part in value.walk()):
            if one.kind == "condition" and len(one.parts) == 3 and _asks_none(one, place):
                path = place.path(one.parts[1])
                like[(path or ())[:-1], one.parts[2].span.text.strip("\"'")] += 1
            elif one.kind == "or" and len(one.parts) == 2 and one.parts[1].kind == "constant":
                if path := place.path(one.parts[0]):
                    loose[path] = one.parts[1].span.text.strip("\"'")
    yield from (path for path, other in loose.items() if like[path[:-1], other] >= _LIKE)


def _asks_none(expr: Expr, place: Place) -> bool:
    """Whether a choice shows what it asks for, as long as that is there."""
    test, value, other = expr.parts
    test = test.parts[0] if test.kind == "not" else test
    asked = test.kind == "test" and test.value in ("none", "defined", "undefined")
    path = place.path(value)
    return asked and other.kind == "constant" and bool(path) and place.path(test.parts[0]) == path


def _measured(place: Place) -> Path | None:
    """What is shown with a unit behind it: `{{ timeout }} seconds`."""
    behind = place.beside[place.at + 1 : place.at + 2]
    if place.node.kind != "print" or not behind or behind[0].kind != "text":
        return None
    return place.path(place.node.values[0]) if _UNIT.match(behind[0].span.text) else None


def _taken_for_number(expr: Expr) -> Expr | None:
    if expr.kind == "filter" and expr.parts and expr.value in filters.NUMBERS:
        return expr.parts[0]
    if expr.kind == "test" and expr.parts and expr.value in ("divisibleby", "even", "odd"):
        return expr.parts[0]
    if expr.kind != "compare" or len(expr.parts) != 2 or expr.value not in _ORDER:
        return None
    number = expr.parts[1].value
    is_number = isinstance(number, (int, float)) and not isinstance(number, bool)
    return expr.parts[0] if is_number and number != 0 else None


def _asked_otherwise(test: Expr, place: Place, path: Path) -> bool:
    """Whether a test, or one around it, tells what is absent from what is false."""
    around = [value for node in place.above if node.kind == "arm" for value in node.values]
    for one in (test, *around):
        for part in one.walk():
            if part.kind in ("test", "compare") and any(
                place.path(inner) == path for inner in part.parts
            ):
                return True
    return False


def _prints(expr: Expr, place: Place, path: Path) -> bool:
    """Whether an expression shows a value as it is."""
    if expr.kind == "filter" and expr.parts and expr.value not in filters.TEXTS - {"string"}:
        return _prints(expr.parts[0], place, path)
    if expr.kind == "concat":
        return any(_prints(part, place, path) for part in expr.parts)
    return place.path(expr) == path


def _texts(found: list[Place]) -> Iterator[Path]:
    """What a template itself takes for text, a list or an object."""
    for place in found:
        for value in place.node.values:
            for one in value.walk():
                if (expr := _taken_for_text(one)) is not None and (path := place.path(expr)):
                    yield path
        if place.node.kind == "for" and (over := place.path(place.node.values[0])):
            yield over


def _taken_for_text(expr: Expr) -> Expr | None:
    """The value that a filter, a method or a step takes for text or an object."""
    if expr.kind == "filter" and expr.parts and expr.value in _TEXT_FILTERS:
        return expr.parts[0]
    if expr.kind in ("attribute", "item"):
        return expr.parts[0]
    if expr.kind == "test" and expr.parts and expr.value in ("string", "mapping", "iterable"):
        return expr.parts[0]
    return None


_TEXT_FILTERS = (filters.TEXTS | filters.LISTS) - {"string", "e", "escape", "safe", "forceescape"}


def constant_condition(template: Template) -> Iterator[Hit]:
    """Tests that are decided before they are asked. Facts: test, verdict, because."""
    found = list(places(template))
    told: set[int] = set()
    for place in found:
        for test in _own_conditions(place):
            if (reason := decided(test, place)) and test.span.start not in told:
                told.add(test.span.start)
                verdict = "always" if reason.always else "never"
                facts = {"test": _short(test), "verdict": verdict, "because": reason.because}
                also = (("what it follows from", reason.where),) if reason.where else ()
                yield Hit(_tight(test, place), f"test:{_short(test)}", facts, also)
    yield from _asked_of_text(found, told)


def _own_conditions(place: Place) -> Iterator[Expr]:
    """The tests of an arm, a loop, or inside of what is printed."""
    node = place.node
    if node.kind == "arm":
        yield from node.values
    elif node.kind == "for":
        yield from node.values[1:]
    for value in node.values:
        yield from (one.parts[0] for one in value.walk() if one.kind == "condition")


def _short(test: Expr) -> str:
    """A test on one line, without the end of the tag."""
    return " ".join(test.span.text.split()).removesuffix("%}").removesuffix("-").strip()


def _tight(expr: Expr, place: Place) -> Span:
    """Where a test stands; its tag, if its own stretch reaches further than that."""
    span, tag = expr.span.stripped(), head(place.node)
    return span if tag.start < span.start and span.end <= tag.end - 2 else tag


def _asked_of_text(found: list[Place], told: set[int]) -> Iterator[Hit]:
    """`"enum" in name` where the name is a key, and what is shown then is `pets[name].enum`."""
    texts = set(kept(found))
    for at, place in enumerate(found):
        for test in place.node.values if place.node.kind == "arm" else ():
            for part in conjuncts(test):
                hit = _membership(part, place, inside(found, at), texts)
                if hit is not None and part.span.start not in told:
                    told.add(part.span.start)
                    yield hit


def _membership(test: Expr, place: Place, within: Iterator[Place], texts: set[Path]) -> Hit | None:
    if test.kind != "compare" or test.value != "in" or len(test.parts) != 2:
        return None
    word, path = test.parts[0].value, place.path(test.parts[1])
    if test.parts[0].kind != "constant" or not isinstance(word, str) or path is None:
        return None
    holders = {one[:-1] for one in _read_inside(within) if one[-1] == word} - {path}
    name = test.parts[1].span.text.strip()
    is_text = path in texts or spelling(path[-1]) in words()["words"]["texts"]
    if holders and (is_text or any(_key_of(holder, path) for holder in holders)):
        because = f"`{name}` is text, and `{word}` is read from something else"
    elif word in words()["words"]["keywords"] and ("key", *path) in texts:
        because = f"`{name}` is a name, and its value may have `{word}`"
    else:
        return None
    facts = {"test": _short(test), "verdict": "never", "because": because}
    return Hit(_tight(test, place), f"test:{_short(test)}", facts)


def _read_inside(within: Iterator[Place]) -> Iterator[Path]:
    """The pieces of data that are read inside of an arm."""
    for one in within:
        for value in one.node.values:
            yield from (path for path in one.reads(value) if len(path) > 1)


def _key_of(holder: Path, path: Path) -> bool:
    """Whether a value lies under a key: `pets.{name}` under `name`."""
    return holder[-1] == f"{{{'.'.join(path)}}}"


def required_on_property(trial: Trial) -> Iterator[Hit]:
    """`required` as a flag of a property, though its object has it as a list. Facts: read."""
    seen: set[Path] = set()
    for place in places(trial.template):
        node = place.node
        for value in node.values if node.kind != "for" else node.values[1:]:
            for one in _flags(value):
                path = place.path(one)
                if path is None or path in seen or not _of_property(path) or _is_flag(trial, one):
                    continue
                seen.add(path)
                facts = {"read": " ".join(one.span.text.split())}
                yield Hit(one.span, f"data:{shown(path)}", facts, fix=_looked_up(one))


def _looked_up(flag: Expr) -> Fix | None:
    """`name in object.required` for `object.properties[name].required`, where it is so written."""
    value = flag.parts[0]
    if value.kind != "item" or value.parts[0].path[-1:] != ("properties",):
        return None
    name, owner = value.parts[1], value.parts[0].parts[0]
    text = f"{name.span.text} in {owner.span.text}.required"
    return Fix((Edit(flag.span, text),), safe=False)


def _is_flag(trial: Trial, expr: Expr) -> bool:
    """Whether the project's data has it as true or false."""
    return any("boolean" in trial.known.kinds(need) for need in trial.needs_at(expr.span))


def _flags(expr: Expr) -> Iterator[Expr]:
    """Values that are asked for their truth or shown: not what is searched or counted."""
    if expr.kind in ("and", "or", "not", "condition"):
        for part in expr.parts:
            yield from _flags(part)
    elif expr.path[-1:] == ("required",):
        yield expr


def _of_property(path: Path) -> bool:
    return len(path) > 3 and path[-3] == "properties" and path[-2][:1] == "{"
