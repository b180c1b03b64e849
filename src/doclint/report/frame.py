"""A line of a file with a mark below it, as wide as it is shown, and safe to send to a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from doclint.model.finding import Place
from doclint.model.source import Source

WIDTH = 80
"""Columns of a line that are shown; of a longer one, those around the mark."""

_DOTS = "..."
_LEAD = 24  # columns that are kept in front of the mark
_TAB = "    "
_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """A text without what would move the cursor, hide or turn what is shown."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character == "\t":
        return _TAB
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp") or character in _TURNS:
        code = ord(character)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return character


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def frame(source: Source, place: Place, gutter: int, mark: str, label: str) -> Iterator[str]:
    """The line that a place starts on, and below it the mark with its label."""
    line = source.line(place.line)
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    before, marked, after = line[:start], line[start:end], line[max(start, end) :]
    before, marked, after = _window(clean(before), clean(marked), clean(after))
    shown = f"{before}{marked}{after}".rstrip()
    yield f"{place.line:>{gutter}} | {shown}".rstrip()
    width = max(1, columns(marked.rstrip()))
    yield f"{'':>{gutter}} | {' ' * columns(before)}{mark * width} {label}".rstrip()


def _window(before: str, marked: str, after: str) -> tuple[str, str, str]:
    if columns(before) + columns(marked) + columns(after) <= WIDTH:
        return before, marked, after
    if columns(before) + min(columns(marked), WIDTH // 2) > WIDTH - _LEAD:
        before = _DOTS + _end(before, _LEAD)
    room = WIDTH - columns(before)
    if columns(marked) > room:
        return before, _start(marked, room - len(_DOTS)) + _DOTS, ""
    room -= columns(marked)
    return before, marked, after if columns(after) <= room else _cut(after, room)


def _cut(text: str, room: int) -> str:
    return _start(text, room - len(_DOTS)) + _DOTS if room > len(_DOTS) else ""


def _start(text: str, room: int) -> str:
    """As much of the start as fits."""
    used = 0
    for at, character in enumerate(text):
        used += _columns(character)
        if used > room:
            return text[:at]
    return text


def _end(text: str, room: int) -> str:
    """As much of the end as fits."""
    return _start(text[::-1], room)[::-1]
