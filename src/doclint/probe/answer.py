"""What stands for the answer of a function that nobody knows: it takes part in whatever is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_DEPTH = 3  # parts of parts that it has; data that had them all would never end


class Answer:
    """Shows a word, has all attributes and so many items, and is what it is compared with.

    With `yes` False all that is asked of it is denied.
    """

    def __init__(self, word: str, items: int, *, yes: bool, left: int = _DEPTH) -> None:
        self._word, self._items, self._left = word, items if left else 0, left
        self._yes = yes and left > 0

    def _deeper(self, name: object) -> Answer:
        left = max(self._left - 1, 0)
        return Answer(f"{self._word}{name}", self._items, yes=self._yes, left=left)

    def _said(self, _: object) -> bool:
        return self._yes

    def _itself(self, _: object) -> Answer:
        return self

    def __str__(self) -> str:
        return self._word

    def __iter__(self) -> Iterator[Answer]:
        return (self._deeper(f"x{number + 1}") for number in range(self._items))

    def __len__(self) -> int:
        return self._items

    def __int__(self) -> int:
        return self._items

    def __bool__(self) -> bool:
        return self._yes

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self._yes

    def __ne__(self, other: object) -> bool:
        return not self._yes

    def __getattr__(self, name: str) -> Answer:
        if name.startswith(("_", "jinja_")) or name in ("unsafe_callable", "alters_data"):
            raise AttributeError(name)
        return self._deeper(name if name.isalnum() else "")

    def __getitem__(self, key: object) -> Answer:
        return self._deeper("")

    def __call__(self, *_: Any, **__: Any) -> Answer:  # noqa: D102 - as the others
        return self

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _said
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = _itself
    __truediv__ = __rtruediv__ = __floordiv__ = _itself
