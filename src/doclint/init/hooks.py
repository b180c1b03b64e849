"""The hook of pre-commit: a configuration of its own, or a part of the one that is there."""

from __future__ import annotations

import re
from typing import Any

from doclint.init.sources import Home
from doclint.model.record import dataclass
from doclint.model.source import Source
from doclint.parse.data.documents import load

NAME = ".pre-commit-config.yaml"
_REPOS = re.compile(r"^repos[ \t]*:[ \t]*(?P<rest>[^\n#]*)(?:#[^\n]*)?$", re.M)
_TOP = re.compile(r"^[^\s#-]", re.M)
_ITEM = re.compile(r"^(?P<lead>[ \t]*)-(?P<gap>[ \t]+)\S", re.M)


@dataclass(frozen=True, slots=True)
class Hooked:
    """The configuration with the hook; or, with None, why it is not changed."""

    text: str | None
    reason: str = ""


def hooked(before: str | None, home: Home | None, *, rst: bool) -> Hooked:
    """A configuration of pre-commit with our hook; all that is there stays as it is."""
    if before is None:
        return Hooked("repos:\n" + _entry(home, "  ", rst=rst))
    data = _data(before)
    repos = data.get("repos") if isinstance(data, dict) else ""
    if not (repos is None or isinstance(repos, list)):
        return Hooked(None, "it is no list of `repos`")
    if "doclint" in before and any(map(_is_ours, repos or ())):
        return Hooked(None, "it has a hook of doclint")
    after = _inserted(before, home, rst=rst)
    same = _data(after) if after else None
    if not isinstance(same, dict) or same.get("repos", [])[:-1] != (repos or []):
        return Hooked(None, "it is written in a way that cannot be added to")
    return Hooked(after)


def _data(text: str) -> Any:
    return load(Source(NAME, text)).data


def _is_ours(repo: Any) -> bool:
    hooks = repo.get("hooks") if isinstance(repo, dict) else None
    ids = [hook.get("id") for hook in hooks or () if isinstance(hook, dict)]
    return any(str(name).startswith("doclint") for name in ids)


def _inserted(before: str, home: Home | None, *, rst: bool) -> str | None:
    """The text with one more item at the end of `repos`, as its other items are indented."""
    found = _REPOS.search(before)
    if found is None:
        return before.rstrip("\n") + "\n\nrepos:\n" + _entry(home, "  ", rst=rst)
    rest = found["rest"].strip()
    if rest == "[]":
        lead = before[: found.start()] + "repos:\n"
        return lead + _entry(home, "  ", rst=rst) + before[found.end() :].removeprefix("\n")
    if rest:
        return None
    body = found.end() + 1
    end = _TOP.search(before, min(body, len(before)))
    stop = end.start() if end else len(before)
    item = _ITEM.search(before, min(body, len(before)), stop)
    own = before[:stop].rstrip()
    tail = before[len(own) :].removeprefix("\n")
    entry = _entry(home, item["lead"] if item else "  ", rst=rst)
    return f"{own}\n{entry}{tail}"


def _entry(home: Home | None, lead: str, *, rst: bool) -> str:
    lines = _local() if home is None else _remote(home, rst=rst)
    return "".join(f"{lead}{line}\n" for line in lines)


def _remote(home: Home, *, rst: bool) -> list[str]:
    more = ["        additional_dependencies: [docutils]"] if rst else []
    return [
        f"- repo: {home.url}",
        f"  rev: {home.revision}",
        "  hooks:",
        "    - id: doclint",
        *(line[2:] for line in more),
    ]


def _local() -> list[str]:
    """A hook that runs the doclint that is installed: where else it is to be had is not known."""
    return [
        "- repo: local  # runs the doclint that is installed beside pre-commit",
        "  hooks:",
        "    - id: doclint",
        "      name: doclint",
        "      entry: doclint check --force-exclude",
        "      language: system",
        "      types_or: [markdown, mdx, rst, html, jinja, yaml, json, csv]",
        "      require_serial: true",
    ]
