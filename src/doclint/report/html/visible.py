"""Text of pages made safe to show: what hides, moves or turns other text is written out."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from doclint.model.pattern import regex

_ODD = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_UNSAFE = regex(
    "[<>&\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_TAB = "    "
_OPEN, _CLOSE = "\N{MATHEMATICAL LEFT ANGLE BRACKET}", "\N{MATHEMATICAL RIGHT ANGLE BRACKET}"


def visible(text: str) -> str:
    """A text in which controls stand as `⟨U+202E⟩`; tabs are four blanks."""
    if "\t" in text:
        text = text.replace("\t", _TAB)
    return text if text.isascii() and text.isprintable() else _ODD.sub(_named, text)


def _named(match: re.Match[str]) -> str:
    return _name(match[0])


@lru_cache(maxsize=1 << 10)
def _name(character: str) -> str:
    return f"{_OPEN}U+{ord(character):04X}{_CLOSE}"


def units(text: str) -> int:
    """The length of a text as browsers count it, in units of UTF-16."""
    return len(text) if text.isascii() else len(text) + sum(one > "\uffff" for one in text)


def embedded(data: Any) -> str:
    """JSON that may stand in a script element: nothing in it ends that, or turns its text."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
