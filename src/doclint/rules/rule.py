"""A rule: what is wrong, why, how it is worded, which check finds it, and its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import partial
from inspect import Parameter, signature
from pathlib import Path
from string import Template
from typing import Any

from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.record import dataclass

Check = Callable[..., Iterator[Hit]]
"""A generator: `check(subject, **options)`. What it looks at is the type of its first parameter."""

SUBJECTS = (
    "Page",
    "Described",
    "Table",
    "Example",
    "Sample",
    "Listing",
    "Endpoint",
    "Note",
    "Project",
    "Spec",
    "Template",
    "Trial",
    "Rendered",
)
"""What a check can look at, by the name of its type."""

ID = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""The id of a rule: its family and its name."""

SETS = ("recommended", "strict", "completeness", "preview")
"""Rules that are chosen together; the first is on by default."""


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a rule: files, and what the rule finds in them, which is nothing if it is good.

    `finds` are findings as `str(Finding)` shows them; `fixed` are the files that fixes change, as
    they are with all fixes made.
    """

    title: str
    files: Mapping[str, str]
    finds: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One file in a rules folder; its path is the id, `family/name`.

    `options` are what the check is called with, `written` what the file has of them; `packages`
    those whose checks the file may name beside ours.

    What stands below `file` is for readers and tests. It is empty in a rule of the catalogue that a
    wheel carries, and `doclint.rules.load.complete` reads it from the file.
    """

    id: str
    summary: str
    message: str
    severity: str
    set: str
    since: str
    check: Check
    options: Mapping[str, Any] = field(default_factory=dict)
    written: Mapping[str, Any] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    file: Path | None = None
    why: str = ""
    limits: str = ""
    option_docs: Mapping[str, str] = field(default_factory=dict)
    bad: tuple[Case, ...] = ()
    good: tuple[Case, ...] = ()
    known_misses: tuple[Case, ...] = ()

    @property
    def family(self) -> str:
        """The first part of the id."""
        return self.id.partition("/")[0]

    @property
    def fixable(self) -> bool:
        """Whether there is a fix for some of what it finds, as its examples show."""
        return any(case.fixed for case in self.bad)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The names of the types that the check looks at."""
        return subjects(self.check)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the message is made of, in its order."""
        return tuple(Template(self.message).get_identifiers())


class Later:
    """A check that is imported when it is first called: most runs have nothing that it looks at.

    `subjects` are what it looks at; `find` gives the check with its options.
    """

    def __init__(self, subjects: tuple[str, ...], find: Callable[[], Check]) -> None:
        self.subjects, self._find = subjects, find
        self._check: Check | None = None

    @property
    def check(self) -> Check:
        """The check itself, which has its options."""
        if self._check is None:
            self._check = self._find()
        return self._check

    def __call__(self, subject: object, **_: object) -> Iterator[Hit]:
        """What the check yields, with the options that it has of its rule."""
        return (self._check or self.check)(subject)


def behind(check: Check) -> Check:
    """The function that a check of a rule is, without its options."""
    found = check.check if isinstance(check, Later) else check
    return found.func if isinstance(found, partial) else found


def subjects(check: Check) -> tuple[str, ...]:
    """The types in the annotation of a check's first parameter: two for `Page | Table`.

    The annotation is read as it is written, so that nothing is imported to know it.
    """
    if isinstance(check, Later):
        return check.subjects
    for parameter in signature(check).parameters.values():
        words = annotated(parameter).split("|")
        return tuple(word.strip().rpartition(".")[2] for word in words)
    return ()


def annotated(parameter: Parameter) -> str:
    """The annotation of a parameter, as if it were not evaluated: a plugin's module may do that."""
    annotation = parameter.annotation
    if isinstance(annotation, type):
        return annotation.__name__
    return str(annotation).replace("typing.", "")


def options(check: Check) -> Iterator[Parameter]:
    """The options of a check: its keyword-only parameters."""
    for parameter in signature(check).parameters.values():
        if parameter.kind is Parameter.KEYWORD_ONLY:
            yield parameter
