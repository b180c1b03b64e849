"""YAML and JSON to plain data, fast and without places; and the places of what is asked for.

Nothing raises: what can't be read is a note. JSON is read as JSON; all else as YAML 1.2, where `no`
stays text, keys are strings, and what a reader of YAML 1.1 sees differently is noted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from doclint.model.page import Note
from doclint.model.pattern import regex
from doclint.model.source import Pointer, Source
from doclint.parse.data.plain_yaml import read_plain
from doclint.parse.data.yaml_events import MAX_DEPTH, TextError, paused_collector
from doclint.parse.data.yaml_places import Wanted, parts, place_json, place_yaml, wanted
from doclint.parse.data.yaml_values import Remark, read_yaml, syntax_error

__all__ = ["Loaded", "load", "locate"]


class Loaded(NamedTuple):
    """Data, None where there is none or it can't be read, and what is odd about its text.

    Codes of the notes, with the one fact of each: syntax-error (problem), duplicate-key (key),
    other-key (key), ambiguous-scalar (text), undefined-alias and circular-alias (alias).
    """

    data: Any
    notes: tuple[Note, ...]


def load(source: Source, start: int = 0, end: int | None = None) -> Loaded:
    """The data of a file, or of a part of it such as its front matter."""
    text = source.text[start:end] if start or end is not None else source.text
    with paused_collector():
        data, remarks = _read(text, named=not start and end is None and _named_json(source))
        return Loaded(data, tuple(_note(source, start, remark) for remark in remarks))


def _note(source: Source, start: int, remark: Remark) -> Note:
    span = source.span(start + remark.start, start + remark.end)
    return Note(remark.code, span, dict([remark.fact]))


def _read(text: str, *, named: bool) -> tuple[Any, list[Remark]]:
    """As JSON if it looks like it; JSON that is not well-formed may still be YAML."""
    if not named and not _OPENER.match(text):
        plain = read_plain(text)
        return read_yaml(text) if plain is None else (plain, [])
    try:
        data, remarks = _read_json(text)
        strict = all(remark.code != "syntax-error" for remark in remarks)
        return (data, remarks) if named or strict else read_yaml(text)
    except TextError as error:
        data, remarks = read_yaml(text)
        if not named:
            return data, remarks
        twice = [remark for remark in remarks if remark.code == "duplicate-key"]
        return data, [syntax_error(error, text), *twice]


def _named_json(source: Source) -> bool:
    return source.path.lower().endswith(".json")


_OPENER = regex(r"\s*[{\[]")


# JSON -----------------------------------------------------------------------------------------

_TOKEN = regex(
    r'"(?P<text>[^"\\]*+(?:\\.[^"\\]*+)*+)"(?P<colon>[ \t\r\n]*+:)?'
    r"|(?P<opener>[{\[])|[}\]]|(?P<odd>-?[0-9]{4300,}+|NaN|-?Infinity)",
    re.S,
)


_TRAILING = "a comma with nothing behind it"
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"{}[]")


def _read_json(text: str) -> tuple[Any, list[Remark]]:
    """Strict JSON; a key twice is noted, and so is a number that JSON or Python does not have."""
    twice: list[bool] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            twice.append(True)
        return made

    try:
        data, remarks = json.loads(text, object_pairs_hook=members, parse_constant=_refused), []
    except json.JSONDecodeError as error:
        raise _mistake(error) from None
    except RecursionError:
        raise _too_deep(text) from None
    except ValueError:  # a number too long for Python, NaN or Infinity
        data = _read_odd(text, members)
        remarks = list(_odd_numbers(text))
    if _may_be_deep(text) and _is_deep(data):
        raise _too_deep(text)
    return data, [*remarks, *(_duplicates(text) if twice else ())]


def _mistake(error: json.JSONDecodeError) -> TextError:
    """The first mistake, in the same words and at the same place on each Python."""
    before = error.doc[: error.pos].rstrip()
    if before.endswith(",") and error.doc.startswith(("}", "]"), error.pos):
        return TextError(_TRAILING, len(before) - 1)
    if error.msg.startswith("Illegal trailing comma"):  # since Python 3.13
        return TextError(_TRAILING, error.pos)
    return TextError(error.msg[:1].lower() + error.msg[1:], error.pos)


def _refused(constant: str) -> Any:
    raise ValueError(constant)


def _read_odd(text: str, members: Any) -> Any:
    try:
        return json.loads(text, object_pairs_hook=members, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise _mistake(error) from None
    except RecursionError:
        raise _too_deep(text) from None


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < 4300 else float(digits)


def _odd_numbers(text: str) -> Iterator[Remark]:
    for token in _TOKEN.finditer(text):
        if token["odd"]:
            problem = "a number with too many digits"
            if not token["odd"][-1].isdigit():
                problem = f"`{token['odd']}` is not JSON"
            yield Remark("syntax-error", ("problem", problem), token.start(), token.end())


def _may_be_deep(text: str) -> bool:
    """Whether brackets are nested deeply; those in strings may seem so, and are looked at again."""
    brackets, depth = text.encode("utf-8", "replace").translate(None, _NO_BRACKETS), 0
    while depth <= MAX_DEPTH and brackets:
        depth, before = depth + 1, brackets
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
        if brackets == before:
            return True
    return bool(brackets)


def _is_deep(data: Any) -> bool:
    """Whether the data is nested deeper than others may walk."""
    level, depth = [data], 0
    while level and depth <= MAX_DEPTH:
        depth += 1
        level = [
            value
            for above in level
            if type(above) is dict or type(above) is list
            for value in (above.values() if type(above) is dict else above)
            if type(value) is dict or type(value) is list
        ]
    return bool(level)


def _too_deep(text: str) -> TextError:
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += bool(token["opener"]) - (token[0] in "}]")
        if depth > MAX_DEPTH:
            return TextError("is nested too deeply", token.start())
    return TextError("is nested too deeply", 0)


def _duplicates(text: str) -> Iterator[Remark]:
    """The keys that their object has already, at their second place."""
    open_objects: list[set[str]] = [set()]
    for token in _TOKEN.finditer(text):
        if token["colon"]:
            name = json.loads(f'"{token["text"]}"')
            if name in open_objects[-1]:
                yield Remark("duplicate-key", ("key", name), *token.span("text"))
            open_objects[-1].add(name)
        elif token["opener"]:
            open_objects.append(set())
        elif token[0] in ("}", "]"):
            open_objects.pop()


# Places ---------------------------------------------------------------------------------------


def locate(
    source: Source, pointers: Iterable[Pointer], start: int = 0, end: int | None = None
) -> dict[Pointer, tuple[int, int]]:
    """Offsets of each pointer's value, or of the characters of its key if that is what it means.

    A value over several lines is shown by its first. A pointer that leads nowhere has the place of
    the key, or else the value, of its nearest parent that is there.
    """
    asked = list(pointers)
    if source.written:
        return _located_as_written(source, asked)
    text = source.text[start:end] if start or end is not None else source.text
    root = wanted(pointer.pointer for pointer in asked)
    with paused_collector():
        _fill(text, root, looks_json=_named_json(source) or _OPENER.match(text) is not None)
    shown = ((pointer, _shown(text, root, pointer)) for pointer in asked)
    return {pointer: (start + first, start + last) for pointer, (first, last) in shown}


def _located_as_written(
    source: Source, pointers: Iterable[Pointer]
) -> dict[Pointer, tuple[int, int]]:
    """Places in a file that is read as another kind of data: of what stands for it there."""
    from doclint.parse.specs.derived import stretch  # few files are read so

    plain = Source(source.path, source.text)
    told = {pointer: pointer.written for pointer in pointers}
    meant = {pointer: one for pointer, one in told.items() if one.pointer or not one.stretch}
    own = {pointer: one.stretch for pointer, one in told.items() if pointer not in meant}
    found = locate(plain, {Pointer(plain, one.pointer, one.key) for one in meant.values()})
    lines = {p: (at[0], _line_end(source.text, *at)) for p, at in own.items() if at}
    return lines | {
        pointer: stretch(source.text, found[Pointer(plain, one.pointer, one.key)], one.stretch)
        for pointer, one in meant.items()
    }


def _fill(text: str, root: Wanted, *, looks_json: bool) -> None:
    """Place what can be placed: of broken text, what stands before the fault."""
    if looks_json:
        with suppress(ValueError, IndexError, StopIteration, RecursionError):  # it is not JSON
            return place_json(text, root)
    with suppress(Exception):  # as when it was loaded
        place_yaml(text, root)
    return None


def _shown(text: str, root: Wanted, pointer: Pointer) -> tuple[int, int]:
    place, named = root.place, pointer.key
    node = root
    for part in parts(pointer.pointer):
        node = node.below[part]
        if node.place is None:
            named = True
            break
        place = node.place
    if place is None:
        return 0, _line_end(text, 0, len(text))
    end = _line_end(text, place.start, place.end)
    if place.key and (named or place.start >= end):
        return place.key[0], _line_end(text, *place.key)
    return place.start, max(end, place.start)


def _line_end(text: str, start: int, end: int) -> int:
    """Where the first line of a stretch ends, without the blanks behind it."""
    line = text.find("\n", start, end)
    return start + len(text[start : end if line < 0 else line].rstrip())
