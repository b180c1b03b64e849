"""Examples for themselves: JSON that is none, keys that stand twice, types for values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doclint.checks._json_faults import Fault, faults, is_schema
from doclint.checks._json_repairs import repair
from doclint.checks._sent_json import plain_data
from doclint.checks._shown import short
from doclint.model.finding import Hit
from doclint.model.page import Example
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.model.value import JsonText, Value
from doclint.read.examples import read_deviating_json

_MERGED = frozenset(
    (
        *("extra-closer", "junk", "member-in-array", "missing-colon", "truncated", "unclosed"),
        *("unclosed-string", "unopened-string", "too-deep"),
    )
)
"""Deviations that may put members into an object which they are no part of."""

_LOSING = _MERGED - {"missing-colon", "member-in-array"}
"""Faults behind which it is not sure what belongs to what."""
_DIALECT = frozenset(("literal-case", "number-format", "single-quotes", "unquoted-key"))
"""Faults that are one: the text is written as another language has it."""

_STAND_IN = regex(r"[<{$\[(].*|.*[>})\]]|string|.*\.\.\.?.*|\u2026|[xX*]+", re.S)
_EITHER = regex(r"\b(?:or|either|alternative\w*|instead|oder|ou|\u6216\u8005?)\b|\u6216", re.I)


def invalid_json(example: Example) -> Iterator[Hit]:
    """JSON that does not parse, for a reason that is no notation: the first fault of each kind.

    So it is looked at what commands send. Facts: problem, more.
    """
    yield from _faulty(example, sent=False)
    for data in plain_data(example):
        yield from _faulty(data, sent=True)


def _faulty(example: Example, *, sent: bool) -> Iterator[Hit]:
    read = read_deviating_json(example)
    if read is None:
        return
    found = faults(example.body, read, example.language.lower())
    for group in _groups(example.body, found):
        first, others = group[0], len(group) - 1
        more = f" (and {others} more {'fault' if others == 1 else 'faults'})" if others else ""
        opener = _at(example, first.opener, first.opener + 1) if first.opener is not None else None
        also = (("the bracket", opener),) if opener else ()
        anchor = _at(example, first.start, first.end)
        facts = {"problem": first.problem, "more": more}
        fix = repair(example, read, found, group, sent=sent)
        yield Hit(anchor, f"json:{first.code}", facts, also, fix=fix)


def _groups(body: str, found: Sequence[Fault]) -> Iterator[Sequence[Fault]]:
    """The faults that are told together: those of a kind.

    Where a bracket or a quote is lost the others may follow from it, and all are one; so are those
    of one line.
    """
    lost = any(fault.code in _LOSING for fault in found)
    kinds: dict[str, list[Fault]] = {}
    last = 0
    for fault in found:
        follows = bool(kinds) and (lost or "\n" not in body[last : fault.start])
        kind = "dialect" if fault.code in _DIALECT else fault.code
        kinds.setdefault(next(iter(kinds)) if follows else kind, []).append(fault)
        last = fault.start
    yield from kinds.values()


def _at(example: Example, start: int, end: int) -> Span:
    length = len(example.body)
    return example.body.at(min(start, length), min(end, length))


def duplicate_key(example: Example) -> Iterator[Hit]:
    """Keys that one object has twice. Facts: key, line."""
    read = read_deviating_json(example)
    codes = {one.code for one in read.deviations} if read else frozenset()
    if read is None or "duplicate-key" not in codes or codes & _MERGED or is_schema(read):
        return
    told: set[str] = set()
    for first, second in _twice(read):
        if first.value in told or _is_notation(example.body, read, first, second):
            continue
        told.add(first.value)
        one, other = (example.body.at(key.start, key.end) for key in (first, second))
        facts = {"key": short(first.value), "line": one.line}
        yield Hit(other, f"key:{first.value}", facts, (("the first one", one),))


def _twice(read: JsonText) -> Iterator[tuple[Value, Value]]:
    for value in read.values:
        for _, _, inner in value.walk():
            seen: dict[str, Value] = {}
            for key, _ in inner.members:
                if key.kind == "string" and key.value in seen:
                    yield seen[key.value], key
                elif key.kind == "string":
                    seen[key.value] = key


def _is_notation(body: str, read: JsonText, first: Value, second: Value) -> bool:
    """Whether the key stands for any key, or the two for alternatives or for many."""
    if _STAND_IN.fullmatch(first.value):
        return True
    between = [one for one in read.deviations if first.end <= one.start < second.start]
    if any(one.code == "ellipsis" for one in between):
        return True
    remarks = [one for one in read.deviations if one.code == "comment"]
    return any(_EITHER.search(body, one.start, one.end) for one in remarks)


def type_placeholder(example: Example) -> Iterator[Hit]:
    """Names of types without quotes, as values beside real ones: the first of an example.

    Facts: type, more.
    """
    read = read_deviating_json(example)
    names = [one for one in read.deviations if one.code == "type-name"] if read else []
    if read is None or not names or is_schema(read):
        return
    if any(one.code == "bare-word" for one in read.deviations):
        return  # names stand for values on purpose
    first, others = names[0], len(names) - 1
    more = f" (and {others} more)" if others else ""
    word = short(example.body[first.start : first.end])
    yield Hit(example.body.at(first.start, first.end), "types", {"type": word, "more": more})
