"""Sets of pages as globs: the folders that hold them, and no pages of others."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Sequence

_MOST = 6  # globs of an API; with more, each new page would need one


def globs(own: Collection[str], others: Collection[str]) -> tuple[str, ...]:
    """Globs that stand for some pages and for none of the others; () where that takes too many."""
    found = [*_below(_common(own), sorted(own), sorted(others))] if own else []
    return tuple(found) if len(found) <= _MOST else ()


def _common(paths: Collection[str]) -> str:
    """The deepest folder that holds all the paths; "" for the top."""
    folders = [posixpath.dirname(path).split("/") for path in paths]
    shared = []
    for names in zip(*folders, strict=False):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    return "/".join(shared).strip("/")


def _below(folder: str, own: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """A glob for a folder, or those for its parts where pages of others lie in it, too."""
    lead = f"{folder}/" if folder else ""
    if not any(path.startswith(lead) for path in others):
        yield _glob(lead, own)
        return
    parts: dict[str, list[str]] = {}
    for path in own:
        rest = path[len(lead) :]
        parts.setdefault(rest.partition("/")[0] if "/" in rest else "", []).append(path)
    yield from parts.pop("", ())
    for name, inner in parts.items():
        deeper, here = _common(inner), f"{lead}{name}"
        yield from _below(deeper if deeper.startswith(here) else here, inner, others)


def _glob(lead: str, own: Sequence[str]) -> str:
    suffixes = {posixpath.splitext(path)[1] for path in own}
    return f"{lead}**/*{suffixes.pop()}" if len(suffixes) == 1 else f"{lead}**"
