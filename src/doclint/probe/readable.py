"""Made-up data in words that a reader expects, instead of such as say where they come from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from doclint.probe.needs import Need
from doclint.probe.samples import Plan, made, shown

_DISTINCT = ("name", "key")
_DATA = Path(__file__).with_name("readable.toml")


def readable(root: Need, plan: Plan) -> dict[str, Any]:
    """Data for every name that a template needs, to be read by people."""
    data = made(root, plan)
    for name, value in data.items():
        data[name] = _one(root.keys[name], value, 0)
    return data


def _one(need: Need | None, value: Any, number: int) -> Any:
    """The same in other words; `number` is that of the item that it lies in."""
    if need is None:
        return value if not isinstance(value, str) else _of_name("key", value, number)
    if isinstance(value, dict):
        return _mapping(need, value, number)
    if isinstance(value, list):
        return [_one(need.item or need, one, at) for at, one in enumerate(value)]
    return _of_name(_name(need), value, number) if isinstance(value, str) else value


def _mapping(need: Need, value: dict[str, Any], number: int) -> dict[str, Any]:
    found = type(value)()
    at = 0
    for key, inner in value.items():
        if key in need.keys:
            found[key] = _one(need.keys[key], inner, number)
        else:
            found[_of_name("key", key, at)] = _one(need.value, inner, at)
            at += 1
    return found


def _name(need: Need) -> str:
    """The name of a need, or that of the list or mapping that it is in."""
    inner = need
    while inner.name in ("[]", "{}") and inner.above is not None:
        inner = inner.above
    return inner.name


def _of_name(name: str, value: str, number: int) -> str:
    """A word for a name; a constant that the template compares a value with stays."""
    if shown(value) == value:
        return value
    words = _words().get("".join(char for char in name.lower() if char.isalnum()), ())
    if number < len(words) or (words and name not in _DISTINCT):
        return words[number % len(words)]
    base = words[number % len(words)] if words else name.replace("_", " ").strip("[]") or "item"
    return f"{base}{'_' if words else ' '}{number + 1}" if number else base


@cache
def _words() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = tomllib.loads(_DATA.read_text("utf-8"))["words"]
    return found
