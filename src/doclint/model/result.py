"""What a run says, before it is put into a format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from doclint.model.entry import Entry, Ledger
from doclint.model.finding import Finding
from doclint.model.page import Page
from doclint.model.project import Project
from doclint.model.record import dataclass
from doclint.model.source import Source


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked at, and how much of it was understood.

    `includes` are places where a page takes in a file, `includes_missed` those where it was not
    read, or not all of it.
    """

    pages: int = 0
    pages_matched: int = 0
    pages_unmatched: int = 0
    operations: int = 0
    operations_documented: int = 0
    tables: int = 0
    tables_understood: int = 0
    examples: int = 0
    examples_understood: int = 0
    templates: int = 0
    includes: int = 0
    includes_missed: int = 0


@dataclass(frozen=True, slots=True)
class Crash:
    """A rule that raised: the last line of its traceback."""

    rule: str
    reason: str

    def __str__(self) -> str:
        return f"rule `{self.rule}` crashed: {self.reason}"


@dataclass(frozen=True, slots=True)
class Result:
    """What a run says. `findings` are new ones; `checked` are the pages that were to be checked.

    `skipped` are named files that are no page and no spec, `ignored` those of formats that go with
    specs, with what they are, in words; `unread` says which pages of folders are not read, and why;
    `sources` are the texts by path.
    `templates` are those that pages were rendered from, each with how that is known, by the path of
    the page, where that was asked for. `unreached` are the stretches of each template, by its path,
    that no trial got to.
    `ran` are the ids of the rules that were asked. `apart` are the findings as they were on each
    page, where some of them are told as one, at their cause.
    `baselined` are those that a baseline knows, `stale` its entries that nothing answers to; the
    `ledger` has all of them.
    `since` says which commit the files are compared with, if they are; `older` are the findings
    that were there, `notices` what is to be known of the comparison.
    """

    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    project: Project = field(default_factory=Project)
    checked: tuple[Page, ...] = ()
    crashes: tuple[Crash, ...] = ()
    skipped: tuple[str, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    templates: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    unreached: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    ran: tuple[str, ...] = ()
    apart: tuple[Finding, ...] = ()
    baselined: tuple[Finding, ...] = ()
    stale: tuple[Entry, ...] = ()
    ledger: Ledger | None = None
    older: tuple[Finding, ...] = ()
    since: str = ""
    notices: tuple[str, ...] = ()
