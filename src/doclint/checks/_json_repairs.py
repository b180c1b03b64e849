"""Edits that mend faults of JSON of which nobody can doubt what was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from doclint.checks._json_faults import Fault, faults
from doclint.model.finding import Edit, Fix
from doclint.model.page import Example
from doclint.model.pattern import regex
from doclint.model.source import Span, Text
from doclint.model.value import JsonText, Value
from doclint.read.examples import read_json

_Stretch = tuple[int, int, str]
"""Where in the body something is to stand, and what."""

_KEY = regex(r"\s*+\"[^\"\\\n]*+\"\s*+:")
_NAME = regex(r"[A-Za-z_$][\w$.-]*")
_WORDS = {"true": "true", "false": "false", "none": "null", "nil": "null", "null": "null"}
_FULL = {"\uff1a": ":", "\uff0c": ",", "\u3001": ",", "\uff1b": ","}
_QUOTED = frozenset(
    ("odd-quotes", "single-quotes", "unclosed-string", "unopened-string", "unquoted-key")
)
_DOUBTED = frozenset(("equals-for-colon", "semicolon-for-comma"))
"""Faults that may be the style of another language, which an author wants to keep."""


def repair(
    example: Example, read: JsonText, found: Sequence[Fault], group: Sequence[Fault], *, sent: bool
) -> Fix | None:
    """A fix of some faults of an example, if each has but one, and the same is read with it.

    What a command has `sent` gets no quotes: it stands in those of a shell.
    """
    if sent and any(one.code in _QUOTED for one in group):
        return None
    own = [stretch for one in group if (stretch := _mended(example.body, read, one))]
    stretches = [*dict.fromkeys(own)]
    if len(own) < len(group) or not _holds(example, read, found, group, stretches):
        return None
    edits = [_edit(example.body, stretch) for stretch in stretches]
    safe = not any(one.code in _DOUBTED for one in group)
    return Fix(tuple(edit for edit in edits if edit), safe) if all(edits) else None


def _mended(body: str, read: JsonText, fault: Fault) -> _Stretch | None:
    mend = _MENDS.get(fault.code)
    return mend(body, read, fault) if mend else None


def _holds(
    example: Example,
    read: JsonText,
    found: Sequence[Fault],
    group: Sequence[Fault],
    stretches: Sequence[_Stretch],
) -> bool:
    """Whether what is read with the edits is the same as before, without these faults."""
    body = example.body
    text = _applied(body, stretches)
    after = read_json(replace(example, body=Text(text, body.span)))
    if after is None or any(one.code == "duplicate-key" for one in after.deviations):
        return False
    left = Counter(one.code for one in faults(text, after, example.language.lower()))
    expected = Counter(one.code for one in found) - Counter(one.code for one in group)
    return left == expected and _shapes(read) == _shapes(after)


def _applied(body: str, stretches: Sequence[_Stretch]) -> str:
    for start, end, text in sorted(stretches, reverse=True):
        body = body[:start] + text + body[end:]
    return body


def _shapes(read: JsonText) -> list[Any]:
    return [_shape(value) for value in read.values]


def _shape(value: Value) -> Any:
    """A value without its places."""
    members = [(_shape(key), _shape(member)) for key, member in value.members]
    return value.kind, value.value, members, [_shape(item) for item in value.items]


def _edit(body: Text, stretch: _Stretch) -> Edit | None:
    """The same where it is written; None where that is written in another way than it reads."""
    start, end, text = stretch
    if start == end:
        before = body.at(start - 1, start)
        own = Span(before.source, before.end, before.end)
        return Edit(own, text) if before.text == body[start - 1 : start] else None
    own = body.at(start, end)
    lines, read = own.text.split("\n"), body[start:end].split("\n")
    same = len(lines) == len(read) and lines[0] == read[0]
    return Edit(own, text) if same and all(map(str.endswith, lines, read)) else None


# What is to stand where


def _closing(_: str, __: JsonText, fault: Fault) -> _Stretch | None:
    return fault.end, fault.end, '"'


def _opening(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    """Only in front of one word: of several, the first may be no part of the text."""
    word = body[fault.start : fault.end - 1]
    return (fault.start, fault.start, '"') if _NAME.fullmatch(word) else None


def _no_comma(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    start = body.rfind("\n", 0, fault.start) + 1
    line = body[start:].partition("\n")[0]
    if line.strip() == "," and start:
        return start - 1, start + len(line), ""
    last = body[fault.end : fault.end + 1] == "\n"  # then blanks in front of it would stay behind
    return len(body[: fault.start].rstrip(" \t")) if last else fault.start, fault.end, ""


def _one_comma(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    """One of two in a row between members; in a list an item may be lost between them."""
    twice = body[: fault.start].rstrip()[-1:] == ","
    return (fault.start, fault.end, "") if twice and _KEY.match(body, fault.end) else None


def _comma(body: str, read: JsonText, fault: Fault) -> _Stretch | None:
    """Where the next member is on a new line, or the value before it is no text.

    Else it may be that a quote inside of a text is not escaped.
    """
    gap = re.match(r"\s*", body[fault.end :])
    lines = gap is not None and "\n" in gap[0]
    if not (lines or _ends_plain(read, fault.end)):
        return None
    opens = body[fault.end :].lstrip()[:1]
    closed = body[fault.end - 1 : fault.end] in ("}", "]")
    if _KEY.match(body, fault.end) or (closed and opens in ("{", "[")):
        return fault.end, fault.end, ","
    return None


def _ends_plain(read: JsonText, end: int) -> bool:
    inner = (one for value in read.values for _, _, one in value.walk())
    return any(one.end == end and one.kind != "string" for one in inner)


def _double_quotes(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    text = body[fault.start : fault.end]
    inner = text[1:-1]
    if len(text) < 2 or set(inner) & set("\"'\\\n\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"):
        return None
    return fault.start, fault.end, f'"{inner}"'


def _quoted_key(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    key = body[fault.start : fault.end]
    return (fault.start, fault.end, f'"{key}"') if _NAME.fullmatch(key) else None


def _literal(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    word = _WORDS.get(body[fault.start : fault.end].lower())
    return (fault.start, fault.end, word) if word else None


def _sign(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    sign = _FULL.get(body[fault.start : fault.end])
    return (fault.start, fault.end, sign) if sign else None


def _space(_: str, __: JsonText, fault: Fault) -> _Stretch | None:
    return fault.start, fault.end, " " * (fault.end - fault.start)


def _colon(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    arrow = body[fault.start : fault.end + 1] == "=>"
    return len(body[: fault.start].rstrip()), fault.end + arrow, ":"


def _for_semicolon(body: str, _: JsonText, fault: Fault) -> _Stretch | None:
    last = body[fault.end :].lstrip()[:1] in ("}", "]")
    return fault.start, fault.end, "" if last else ","


_MENDS: dict[str, Callable[[str, JsonText, Fault], _Stretch | None]] = {
    "equals-for-colon": _colon,
    "extra-comma": _one_comma,
    "fullwidth-punctuation": _sign,
    "literal-case": _literal,
    "missing-comma": _comma,
    "odd-quotes": _double_quotes,
    "odd-space": _space,
    "semicolon-for-comma": _for_semicolon,
    "single-quotes": _double_quotes,
    "trailing-comma": _no_comma,
    "unclosed-string": _closing,
    "unopened-string": _opening,
    "unquoted-key": _quoted_key,
}
