"""What git knows of pages that are gone: what they are called now."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping

from doclint.git import GitError, Repository, repository

_STEPS = 20  # names that a page has had one after the other
_MOST = 200  # pages that are looked for in the history, one by one


def renamed(folder: str, baseline: str, gone: Collection[str]) -> Mapping[str, str]:
    """The names that pages have now by those that they had, as far as git knows.

    All count from a folder, that of the baseline. It is asked what became of the files that were
    there when the baseline was last changed, then which commit took a page away: the first is
    blind where somebody changed the baseline later, the second where the history is shallow.
    """
    try:
        known = repository(folder)
        found = _since(known, baseline, gone)
        left = sorted(name for name in gone if name not in found)
        for name in left[:_MOST]:
            now = _through(known, name)
            if now:
                found[name] = now
    except GitError:
        return {}
    return found


def _since(known: Repository, baseline: str, gone: Collection[str]) -> dict[str, str]:
    """The renames since a baseline was last changed, by hand and in the index too."""
    name = known.name(baseline)
    commit = known.find("log", "-1", "--format=%H", "--", name) if name else ""
    pairs = known.changes(commit or "HEAD").renamed
    called = {known.called(old): known.called(new) for new, old in pairs.items()}
    return {old: new for old, new in called.items() if old in gone}


def _through(known: Repository, page: str) -> str | None:
    """What became of a page, from the commit that took it away to what is there now."""
    name = known.name(page)
    for _ in range(_STEPS):
        name = _next(known, name) if name else None
        if name and os.path.lexists(os.path.join(known.top, name)):
            return known.called(name)
    return None


def _next(known: Repository, name: str) -> str | None:
    words = ("log", "-1", "-m", "--first-parent", "--no-renames", "--diff-filter=D", "--format=%H")
    commit = known.find(*words, "--", name)
    if not commit:
        return None
    parts = known.listed(
        "diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", f"{commit}^1", commit
    )
    pairs = dict(zip(parts[1::3], parts[2::3], strict=True))
    return pairs.get(name)
