"""What a check yields, and what a report shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from doclint.model.record import dataclass
from doclint.model.source import Anchor, Span

SEVERITIES = ("info", "warning", "error")

CHANGED = "changed here"
"""How the label of another place of a finding ends where a change of that place brought it."""

AND_HERE = "and here"
"""The label of a further place of a finding that is told once for several: all are about it."""

BESIDE = ("the row", "the table")
"""The labels of what an example is held against on its own page."""

ITS_ENTRY = "its entry"
"""The label of where the facts of a row stand, if that is in a file of their own."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to stand in place of a stretch, which may be empty; its line breaks are plain."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend what a hit is about, all of them or none.

    A fix is safe if what readers learn from the page is right with it, without anybody looking at
    it again; one that is not is made only on demand.
    """

    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a check fired, and the facts that the rule's message is made of.

    `subject` names what it is about (`query:limit`, `/data/0/price`, `status:429`); two rules that
    speak of one subject of one operation are told apart by `yields-to`. `also` are the other places
    that it is about, with a label each. `operation` is the one it is about, as `GET /pets`.
    """

    anchor: Anchor
    subject: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    also: tuple[tuple[str, Anchor], ...] = ()
    operation: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file: offsets count from 0, lines and columns from 1; ends are exclusive."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def last_line(self) -> int:
        """The last line that it has something of: a line break belongs to the line it ends."""
        return self.end_line - (self.end_column == 1 and self.end_line > self.line)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Also:
    """Another place that a finding is about. `pointer` is the JSON Pointer in a spec."""

    place: Place
    label: str
    pointer: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """An edit in plain values: offsets of the text as it is read, with plain line breaks."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A fix in plain values."""

    changes: tuple[Change, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """Where what is wrong on many pages comes from, and how many findings there are of it."""

    path: str
    line: int
    column: int
    pages: int
    rows: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit in the words of its rule. `state` is new, or suppressed or baselined with its reason.

    With a `cause` it stands for findings of many pages; `covered` are their fingerprints. `verdict`
    says who is wrong, where that is known: page, template, data or spec. `unfixed` says why a fix
    that is known is not offered.
    """

    rule: str
    severity: str
    place: Place
    message: str
    subject: str
    operation: str | None
    also: tuple[Also, ...]
    fingerprint: str
    pointer: str | None = None
    state: str = "new"
    reason: str | None = None
    fix: Repair | None = None
    cause: Cause | None = None
    verdict: str | None = None
    unfixed: str | None = None
    covered: tuple[str, ...] = ()

    @property
    def changed(self) -> Place | None:
        """The other place whose change brought it, where that is known."""
        return next((also.place for also in self.also if also.label.endswith(CHANGED)), None)

    def __str__(self) -> str:
        behind = "".join(f" <- {also.place}" for also in self.also[:1])
        return f"{self.place} {self.message}{behind}"
