"""Where a line of a page comes from, in plain values."""

from __future__ import annotations

from doclint.model.finding import Place
from doclint.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """Data that a template read, as `query_params[0].name`, and where it is, if that is known."""

    name: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Characters of the line that one spot of the template made: its own text, or a value.

    They are not the `same` where the template gives something else. `written` is what the template
    has there.
    """

    text: str
    column: int
    fixed: bool
    same: bool
    written: str
    place: Place
    reads: tuple[Read, ...] = ()


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop around the line: its tag, what it runs over, and in which round it was, from 1."""

    tag: str
    over: str
    item: int
    place: Place


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of a page with what made it.

    `same` is None where the data of the page is not known; else whether the template gives this
    line for it, and `expected` what it gives instead. `spot` is None for a line that it does not
    give, `written` is the line of the template that it stands on.
    """

    page: str
    line: int
    text: str
    template: str
    evidence: str
    same: bool | None = None
    expected: tuple[str, ...] = ()
    spot: Place | None = None
    written: str = ""
    parts: tuple[Part, ...] = ()
    loops: tuple[Loop, ...] = ()
