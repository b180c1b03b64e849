"""What stands in an example for something else: for a value, for several, for what is left out."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from doclint.model.pattern import regex
from doclint.model.value import Deviation
from doclint.read.scripts import EAST
from doclint.read.vocabulary import load_vocabulary

_DOTS = r"\.{2,}|\u2026|\u22ef|\u3002{3}"
_LEFT_OUT = regex(
    rf"{_DOTS}|\b(?:more|other|others|rest|remaining|omitted|etc|same|similar|truncated|additional|"
    r"snip(?:ped)?|abbreviated|elided|shortened|skipped)\b",
    re.I,
)
_TYPE = r"""(?:string|str|text|int|integer|int32|int64|long|short|number|num|float|double|decimal
    |bool|boolean|object|array|list|map|dict|null|any|uuid|guid|date|datetime|date-time|timestamp
    |time|enum|url|uri)(?:\[\]|\?)?"""
_STAND_IN = regex(
    rf"""
    \s* | [<{{$\[(%:@].* | .*[>}})\]%] | .*(?:{_DOTS}).*   # in brackets, or with dots
    | (?-i:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+) | [xX*?#_.-]+ | .*[xX*]{{3}}.*
    | .*\b(?:your|my|some|the|any|an?|optional|required|value|example)\b.*
    | (?:array|list|map)\s+of\s.*
    | {_TYPE}
    """,
    re.I | re.S | re.X,
)
_ANY_KEY = regex(
    rf"[<{{$\[(%:@].*|.*[>}})\]%]|.*(?:{_DOTS}).*|string|key\d?|additionalProp(?:erty)?\d?|property\d|.*\s.*",
    re.S,
)
_EASTERN = regex(rf"[{EAST}\uac00-\ud7af]")
_NAME = regex(r"[A-Za-z_$@][\w$@:-]{,80}")
_CHOICE = regex(r"\s*(?:[|/,;]|\bor\b)\s*", re.I)


def stands_in(text: str) -> bool:
    """Whether a text stands for another: a placeholder, dots, the name of a type, a sentence."""
    return _STAND_IN.fullmatch(text) is not None or tells(text)


def tells(text: str) -> bool:
    """Whether a text is in a script that names and codes are not in, and may tell of a value."""
    return not text.isascii() and _EASTERN.search(text) is not None


def is_any_key(text: str) -> bool:
    """Whether a key stands for any key or for those that are left out, or is no name but data."""
    return _ANY_KEY.fullmatch(text) is not None or _NAME.fullmatch(text) is None


def is_choice(value: Any, names: Collection[str]) -> bool:
    """Whether a text gives several values to choose from: `"asc|desc"`."""
    if not isinstance(value, str):
        return False
    parts = [part for part in _CHOICE.split(value) if part]
    return "|" in value or (len(parts) > 1 and any(part in names for part in parts))


def is_left_out(body: str, one: Deviation) -> bool:
    """Whether something stands for members that are left out: dots, or a remark that says so."""
    if one.code == "comment":
        return _LEFT_OUT.search(body, one.start, one.end) is not None or _omits(body, one)
    return one.code in ("ellipsis", "bare-members", "truncated")


def _omits(body: str, remark: Deviation) -> bool:
    """Whether a remark says in another language that something is left out: "// 其他字段省略"."""
    text = body[remark.start : remark.end]
    return not text.isascii() and any(w in text for w in load_vocabulary().words["omitted"])
