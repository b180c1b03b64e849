"""A baseline as a file: JSON with an entry a line, so that changes are small and merge."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from doclint.config import UsageError
from doclint.files import Files
from doclint.model.entry import Entry
from doclint.model.record import dataclass
from doclint.model.source import Pointer, Source
from doclint.model.words import did_you_mean
from doclint.parse.data.documents import locate

VERSION = 1
_ABOUT = "Findings that doclint knows already. `doclint baseline write` and `prune` write it."
_TEXTS = tuple(one.name for one in fields(Entry) if one.name not in ("count", "line"))
_KEYS = (*_TEXTS[:-1], "count", "reason")
_TOP = ("version", "about", "paths", "findings")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_OWN = re.compile(r'^    \{"(?=.*\},?$)', re.MULTILINE)
_ESCAPED = re.compile(r"[^\x20-\x7e]")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known already. `paths` are what was looked at when it was written."""

    path: str
    entries: tuple[Entry, ...] = ()
    paths: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder that paths in it count from."""
        return posixpath.dirname(self.path) or "."


def load(files: Files, path: str) -> Baseline:
    """The baseline in a file; UsageError with the line where it is broken.

    OSError if it can't be had.
    """
    source = files.read(path)
    data = _data(source)
    for fault in _faults(source, data):
        raise UsageError(fault)
    found = data.get("findings", [])
    lines = _lines(source, range(len(found)))
    entries = [_entry(one, line) for one, line in zip(found, lines, strict=True)]
    known: dict[Entry, int] = {}
    for entry in entries:
        if entry in known:
            again = f"the same entry as in line {known[entry]}; keep one, with a `count` of both"
            raise UsageError(f"{path}:{entry.line}: {again}")
        known[entry] = entry.line
    return Baseline(path, tuple(entries), tuple(data.get("paths", ())))


def _data(source: Source) -> Any:
    mark = _CONFLICT.search(source.text)
    if mark:
        line = source.position(mark.start())[0]
        hint = "keep the entries of both sides, each once, then run `doclint baseline prune`"
        raise UsageError(f"{source.path}:{line}: a merge conflict is left here; {hint}")
    try:
        return json.loads(source.text)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        hint = "mend it, or take it from the history of the repository"
        place = f"{source.path}:{error.lineno}:{error.colno}"
        raise UsageError(f"{place}: no baseline, for it is no JSON: {reason}; {hint}") from None
    except RecursionError:
        raise UsageError(f"{source.path}:1: no baseline: it is nested too deeply") from None


def _faults(source: Source, data: Any) -> Iterator[str]:
    """What is wrong with the values of a baseline, each with its line."""
    if not isinstance(data, dict) or "version" not in data:
        hint = f'expected {{"version": {VERSION}, "findings": [...]}}'
        yield f"{source.path}:1: no baseline; {hint}"
        return
    if data["version"] != VERSION or isinstance(data["version"], bool):
        hint = "update doclint, or remove the file and run `doclint baseline write`"
        known = f"this doclint knows version {VERSION}; {hint}"
        where = f"{source.path}:{_line(source, '/version')}"
        yield f"{where}: `version` is {json.dumps(data['version'])[:40]}, {known}"
        return
    yield from _unknown(source, data, _TOP, "")
    for key in ("paths", "findings"):
        if not isinstance(data.get(key, []), list):
            yield f"{source.path}:{_line(source, f'/{key}')}: `{key}` is no list"
            return
    for number, one in enumerate(data.get("paths", ())):
        if not isinstance(one, str):
            yield f"{source.path}:{_line(source, f'/paths/{number}')}: a path is text"
    for number, one in enumerate(data.get("findings", ())):
        yield from _entry_faults(source, one, f"/findings/{number}")


def _entry_faults(source: Source, one: Any, pointer: str) -> Iterator[str]:
    def place(key: str = "") -> str:
        return f"{source.path}:{_line(source, f'{pointer}/{key}' if key else pointer)}"

    if not isinstance(one, dict):
        yield f'{place()}: an entry is {{"rule": ..., "path": ...}}'
        return
    yield from _unknown(source, one, _KEYS, pointer)
    for key in ("rule", "path"):
        if not one.get(key):
            yield f"{place()}: an entry without `{key}`"
    for key, value in one.items():
        if key == "count" and (type(value) is not int or value < 1):
            yield f"{place(key)}: `count` is {json.dumps(value)[:40]}, expected a number from 1"
        elif key != "count" and not isinstance(value, str):
            yield f"{place(key)}: `{key}` is {json.dumps(value)[:40]}, expected text"


def _unknown(
    source: Source, data: Mapping[str, Any], known: Sequence[str], pointer: str
) -> Iterator[str]:
    for key in data:
        if key not in known:
            own = key.replace("~", "~0").replace("/", "~1")
            where = f"{source.path}:{_line(source, f'{pointer}/{own}')}"
            yield f"{where}: unknown key `{key}`{did_you_mean(key, known)}"


def _line(source: Source, pointer: str) -> int:
    wanted = Pointer(source, pointer)
    start, _ = locate(source, {wanted}).get(wanted, (0, 0))
    return source.position(start)[0]


def _lines(source: Source, numbers: Sequence[int]) -> list[int]:
    """The lines of entries: one each, as we write them, or wherever somebody has put them."""
    own = [match.start() for match in _OWN.finditer(source.text)]
    if len(own) == len(numbers):
        return [source.position(start)[0] for start in own]
    wanted = [Pointer(source, f"/findings/{number}") for number in numbers]
    found = locate(source, set(wanted))
    return [source.position(found.get(one, (0, 0))[0])[0] for one in wanted]


def _entry(data: Mapping[str, Any], line: int) -> Entry:
    return Entry(**data, line=line)


def merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in their order in the file, those that look the same as one."""
    found: dict[Entry, Entry] = {}
    for entry in entries:
        known = found.get(entry)
        if known is None:
            found[entry] = entry
        else:
            reason, count = known.reason or entry.reason, known.count + entry.count
            found[entry] = replace(known, count=count, reason=reason)
    return tuple(sorted(found.values(), key=_order))


def _order(entry: Entry) -> tuple[str, ...]:
    return tuple(
        getattr(entry, name)
        for name in ("path", "rule", "operation", "subject", *_TEXTS[4:-2], "fingerprint")
    )


def written(baseline: Baseline) -> str:
    """The text of a baseline's file."""
    head = {"version": VERSION, "about": _ABOUT, "paths": sorted(baseline.paths)}
    lines = [f"  {_json(key)}: {_json(value)}" for key, value in head.items()]
    entries = ",\n".join(f"    {_json(_as_data(one))}" for one in merged(baseline.entries))
    found = f"[\n{entries}\n  ]" if entries else "[]"
    return "{\n" + ",\n".join((*lines, f'  "findings": {found}')) + "\n}\n"


def _as_data(entry: Entry) -> dict[str, Any]:
    data = {key: getattr(entry, key) for key in _KEYS}
    return {key: value for key, value in data.items() if value and (key, value) != ("count", 1)}


def _json(value: Any) -> str:
    """JSON in one line: what nobody sees, or what ends a line somewhere, is escaped."""
    return _ESCAPED.sub(_readable, json.dumps(value, ensure_ascii=False))


def _readable(match: re.Match[str]) -> str:
    return match[0] if match[0].isprintable() else json.dumps(match[0])[1:-1]
