"""What a report says of the run itself, which the result does not know."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from doclint.config import Api
from doclint.git import GitError, repository
from doclint.model.record import dataclass
from doclint.report.context import Context
from doclint.report.html.owners import PLACES, Owners, read_owners


@dataclass(frozen=True, slots=True)
class About:
    """The run that a report is of; what is empty is not shown.

    `command` is what was typed, `config` the file of the configuration, `commit` that of the
    checkout, `made` when it was. `apis` are those of the configuration, and `summaries` tell what
    each rule finds, by its id; `recommended` are the ids of those that are on by default.
    """

    command: str = ""
    config: str = ""
    commit: str = ""
    made: str = ""
    apis: tuple[Api, ...] = ()
    owners: Owners = field(default_factory=Owners)
    summaries: Mapping[str, str] = field(default_factory=dict)
    recommended: frozenset[str] = frozenset()


def about(context: Context, made: str = "") -> About:
    """What the context of a run and its repository tell."""
    rules = context.rules()
    return About(
        command=shlex.join(("doclint", *_asked(context.command))) if context.command else "",
        config=context.config or "",
        commit=_commit(context.here),
        made=made,
        apis=getattr(context, "apis", ()),
        owners=_owners(context),
        summaries={rule.id: rule.summary for rule in rules},
        recommended=frozenset(rule.id for rule in rules if rule.set == "recommended"),
    )


def _asked(command: tuple[str, ...]) -> Iterator[str]:
    """A command without where its report goes: the same run says the same in any file."""
    words = iter(command)
    for word in words:
        if word in ("-o", "--output") and command[0] == "audit":
            next(words, None)
        elif not word.startswith(("-o", "--output=")) or command[0] != "audit":
            yield word


def _owners(context: Context) -> Owners:
    """The owners that the repository names, for paths as they are shown."""
    if not context.root:
        return Owners()
    top = Path(context.root)
    prefix = "" if context.here == context.root else Path(context.here).relative_to(top).as_posix()
    for place in PLACES:
        try:
            return read_owners((top / place).read_text("utf-8", "replace"), prefix)
        except OSError:
            continue
    return Owners()


def _commit(here: str) -> str:
    """The commit that is checked out, and whether files have changed since; "" without git."""
    if not here:
        return ""
    try:
        known = repository(here)
    except GitError:
        return ""
    commit = known.find("rev-parse", "--short=12", "HEAD")
    changed = known.find("status", "--porcelain", "--untracked-files=no")
    return f"{commit} with changes" if commit and changed else commit
