"""What a baseline remembers of findings, and what a run makes of it."""

from __future__ import annotations

from dataclasses import field

from doclint.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings that were there when a baseline was written, `count` of them that look the same.

    `path` and `spec`, what the page was compared with, count from the folder of the baseline.
    `under` are the headings above it, or the place in a spec; `text` is what stands there, `before`
    and `after` are hashes of what stands around it. `line` is where the baseline has it.
    """

    rule: str
    path: str
    operation: str = ""
    subject: str = ""
    message: str = ""
    under: str = ""
    text: str = ""
    before: str = ""
    after: str = ""
    spec: str = ""
    fingerprint: str = field(default="", compare=False)
    count: int = field(default=1, compare=False)
    reason: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def about(self) -> str:
        """What it is about, in short."""
        return ", ".join(filter(None, (self.operation, self.subject)))


@dataclass(frozen=True, slots=True)
class Ledger:
    """A baseline beside what a run found.

    `answered` are entries with what they are like now, each as often as it is there; `stale` those
    that nothing answers to; `unseen` those of which this run cannot tell, each with why. `added`
    are what entries of new findings would be.
    """

    path: str
    answered: tuple[tuple[Entry, Entry], ...] = ()
    stale: tuple[Entry, ...] = ()
    unseen: tuple[tuple[Entry, str], ...] = ()
    added: tuple[Entry, ...] = ()
