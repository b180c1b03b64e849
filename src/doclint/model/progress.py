"""What a run is at, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")


class Progress:
    """Is told what a run is at, and keeps it to itself."""

    def phase(self, name: str) -> None:
        """Another part of the run begins."""

    def each(self, name: str, items: Sequence[Item]) -> Iterable[Item]:
        """Another part of the run begins, which takes items one by one."""
        self.phase(name)
        return items

    def rules(self, rules: Sequence[Any]) -> Sequence[Any]:
        """The rules that the run will ask: the same, or those that tell how long they take."""
        return rules

    def close(self) -> None:
        """The run is over."""

    def lines(self) -> Iterable[str]:
        """What there is to say of it in the end."""
        return ()


SILENT = Progress()
