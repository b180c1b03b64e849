"""What a project has that its templates can be fed with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from doclint.model.record import dataclass
from doclint.model.source import Pointer, Source
from doclint.model.spec import Spec, escaped


@dataclass(frozen=True, slots=True)
class Fed:
    """The data that a page was rendered from, and where in its source it stands.

    `page` is the path of the page, as shown to the user; None where the data is that of no known
    page, or of all of them.
    """

    source: Source
    data: Mapping[str, Any]
    page: str | None = None
    pointer: str = ""

    def at(self, *keys: str | int, key: bool = False) -> Pointer:
        """Where a part of the data stands, or its key."""
        below = "".join(f"/{escaped(str(each))}" for each in keys)
        return Pointer(self.source, self.pointer + below, key)


@dataclass(frozen=True, slots=True)
class Supply:
    """Where data for a template can be had.

    `fed` reads the files in which a project keeps it, and raises UsageError for one that cannot be
    read; there may be none. `specs` are those whose operations may be it, under the names that
    `named` adds to the usual ones. It is `told` if the configuration says that they are.
    """

    fed: Callable[[], tuple[Fed, ...]] = tuple
    specs: tuple[Spec, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    told: bool = False
