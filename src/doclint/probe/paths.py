"""Paths of data as renderings tell them, taken apart: `params[0].name`, `headers['x-id']`."""

from __future__ import annotations

from doclint.model.pattern import regex

Keys = tuple[str | int, ...]

_STEP = regex(r"\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\[\"((?:[^\"\\]|\\.)*)\"\]|\.?([^.\[\]#]+)")


def keys_of(read: str) -> tuple[Keys, bool]:
    """The names and numbers that lead to it, and whether it is a key, as in `properties#id`."""
    path, key, name = read.partition("#")
    keys: list[str | int] = []
    for number, single, double, plain in _STEP.findall(path):
        keys.append(int(number) if number else single or double or plain)
    return (*keys, *((name,) if key else ())), bool(key)


def without_numbers(read: str) -> str:
    """What all items of a list have in common: `params[].name`."""
    keys, _ = keys_of(read)
    parts = ("[]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(parts).lstrip(".")
