"""Patterns that are compiled when they are first used: most runs need less than half of them."""

from __future__ import annotations

import re
from typing import Any, cast

_USED = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "pattern", "flags")


class _Pattern:
    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        # From here on the methods are found without asking again.
        self.__dict__.update((each, getattr(compiled, each)) for each in _USED)
        return getattr(compiled, name)


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` would give, compiled on first use. Mistakes show up then."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
