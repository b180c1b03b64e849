"""A rule file with other words for what its bad examples find and fix; all else stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from doclint.model.pattern import regex
from doclint.model.source import Pointer, Source
from doclint.parse.data.documents import load, locate
from doclint.rules.load import RuleError

_NAME = regex(r"[A-Za-z_][\w./-]*\Z")

Value = Sequence[str] | Mapping[str, str]


def rewritten(file: Source, number: int, key: str, value: Value) -> str:
    """The text with another value for `finds` or `fixed` of a bad example, counted from 0.

    RuleError where it is not written on lines of its own, or `finds` is not there.
    """
    found = _place(file, number, key)
    start, end = found or _behind(file, number)
    column = file.position(_key(file, number, "finds")[0])[1] - 1
    text = f"{file.text[:start]}{_lines(key, value, column)}{file.text[end:]}"
    if _read(text, number, key) != (value or ([] if key == "finds" else None)):
        raise _wrong(file, number, key, f"cannot be blessed: write `{key}:` on lines of its own")
    return text


def _place(file: Source, number: int, key: str) -> tuple[int, int] | None:
    """Where a key and its value stand; with the line break in front of those that may go."""
    start, end = _key(file, number, key)
    if file.text[start:end] != key:
        return None
    column = file.position(start)[1] - 1
    lead = column + 1 if key != "finds" else 0
    return start - lead, _end(file.text, end, column)


def _behind(file: Source, number: int) -> tuple[int, int]:
    """The place behind the list of findings, for what is not there yet."""
    found = _place(file, number, "finds")
    if found is None:
        raise _wrong(file, number, "finds", "is not there to write to; add `finds: []`")
    return found[1], found[1]


def _key(file: Source, number: int, key: str) -> tuple[int, int]:
    """Where a key stands; its parent's place if it is not there."""
    pointer = Pointer(file, f"/bad/{number}/{key}", key=True)
    return locate(file, (pointer,))[pointer]


def _end(text: str, start: int, column: int) -> int:
    """Where the value of a key in that column (from 0) ends, without blank lines behind it."""
    more = re.compile(rf"(?:\n *)*\n(?: {{{column + 1},}}\S| {{{column}}}-).*")
    end = text.find("\n", start)
    while match := more.match(text, end):
        end = match.end()
    return end if end >= 0 else len(text)


def _lines(key: str, value: Value, column: int) -> str:
    if key == "finds" and not isinstance(value, Mapping):
        lead = "\n" + " " * (column + 2)
        items = "".join(f"{lead}- {json.dumps(line, ensure_ascii=False)}" for line in value)
        return f"finds:{items or ' []'}"
    if not isinstance(value, Mapping) or not value:
        return ""
    parts = (_file(name, text, column + 2) for name, text in sorted(value.items()))
    return "".join((f"\n{' ' * column}{key}:", *parts))


def _file(name: str, text: str, column: int) -> str:
    """A text of several lines as one reads it, if YAML has it as it is then."""
    known = name if _NAME.match(name) else json.dumps(name)
    lead = "\n" + " " * column
    if not _is_plain(text):
        return f"{lead}{known}: {json.dumps(text, ensure_ascii=False)}"
    lines = (f"\n{' ' * (column + 2)}{line}" if line else "\n" for line in text[:-1].split("\n"))
    return f"{lead}{known}: |{''.join(lines)}"


def _is_plain(text: str) -> bool:
    lines = text.split("\n")
    whole = text.endswith("\n") and not text.endswith("\n\n") and not lines[0][:1].isspace()
    return whole and bool(lines[0]) and all(line.replace("\t", "").isprintable() for line in lines)


def _read(text: str, number: int, key: str) -> object:
    data = load(Source("", text)).data
    try:
        return data["bad"][number].get(key)
    except (AttributeError, LookupError, TypeError):
        return None


def _wrong(file: Source, number: int, key: str, reason: str) -> RuleError:
    return RuleError(Path(file.path), f"bad/{number}/{key}: {reason}")
