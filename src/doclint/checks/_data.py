"""Data of a spec, which may be large: YAML repeats by name what would take years to write out."""

from __future__ import annotations

import json
from typing import Any

from doclint.checks._shown import short

MAX_VALUES = 20_000
"""Values of one example, default or enum that are looked at; what has more is no such thing."""


def is_small(value: Any) -> bool:
    """Whether it has at most as many values as are looked at, each counted where it stands."""
    stack, count = [value], 0
    while stack and count <= MAX_VALUES:
        each = stack.pop()
        if isinstance(each, dict | list):
            count += len(each)
            stack += each.values() if isinstance(each, dict) else each
    return count <= MAX_VALUES


def shown(value: Any, length: int = 60) -> str:
    """As JSON, for a message."""
    if not is_small(value):
        return "`[...]`" if isinstance(value, list) else "`{...}`"
    return f"`{short(json.dumps(value, ensure_ascii=False, default=str), length)}`"


def same(value: Any, other: Any) -> bool:
    """Equal as JSON has it: `true` is not 1."""
    if not (is_small(value) and is_small(other)):
        return False
    return bool(value == other) and isinstance(value, bool) == isinstance(other, bool)
