"""What a template may spend before it is stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from jinja2.exceptions import SecurityError

from doclint.model.record import dataclass

_WIDTH = re.compile(r"%[-+ #0]*(\d{1,12})")
_FIELD = re.compile(r"\{[^{}]*:[^{}]*?(\d{4,})[^{}]*\}")
_MEMORY = 1 << 29  # bytes that a probe may take on top of what is used


@dataclass(frozen=True, slots=True)
class Budget:
    """Steps, characters of output, characters or items of one value, and seconds."""

    steps: int = 60_000
    output: int = 2_000_000
    value: int = 1_000_000
    seconds: float = 5.0

    def part(self) -> Budget:
        """A part of it, for what is likely to use it up."""
        return replace(self, steps=self.steps // 8, seconds=self.seconds / 8)


class BudgetError(SecurityError):
    """The template spent more than its budget."""


def width(value: object) -> int:
    """The widest field that a format asks for, of `%` or of `{}`."""
    if not isinstance(value, str):
        return 0
    asked = [*_WIDTH.findall(value), *_FIELD.findall(value)]
    return max(map(int, asked), default=0)


@contextmanager
def limited_memory() -> Iterator[None]:
    """A limit on the memory of this process, where the system knows one, while templates run."""
    try:
        import resource
    except ImportError:  # not on this system: the other limits hold
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _used() + _MEMORY
    if soft != resource.RLIM_INFINITY:
        limit = min(limit, soft)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _used() -> int:
    """The address space in use, in bytes; a generous guess where the system does not tell."""
    import resource

    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 8 << 30
