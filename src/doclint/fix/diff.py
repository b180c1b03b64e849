"""What fixes change, as a unified diff that `git apply` and `patch` take."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from doclint.files import raw

_UNENDED = "\n\\ No newline at end of file"


def diff(path: str, before: bytes, after: bytes) -> Iterator[str]:
    """The lines of the difference, without their ends; carriage returns are parts of lines."""
    old, new = (raw(data).split("\n") for data in (before, after))
    lines = unified_diff(_ended(old), _ended(new), f"a/{path}", f"b/{path}", lineterm="")
    for line in lines:
        yield from line.split("\n")


def _ended(lines: list[str]) -> list[str]:
    """Lines that differ where one has an end and the other has none."""
    *whole, last = lines
    return [*whole, last + _UNENDED] if last else whole
