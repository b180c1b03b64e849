"""Where doclint can be had from, for hooks and workflows: nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import metadata

from doclint import __version__
from doclint.model.record import dataclass

_GITHUB = re.compile(
    r"(?:https?://|git@|ssh://git@)github\.com[:/](?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?\Z"
)
_HOMES = ("repository", "source", "source code", "code")


@dataclass(frozen=True, slots=True)
class Home:
    """The repository of doclint, and a revision of it."""

    url: str
    revision: str

    @property
    def github(self) -> str:
        """Its name on GitHub, as `owner/name`; "" where it is elsewhere."""
        match = _GITHUB.match(self.url)
        return match["name"] if match else ""


def home(told: str | None, read: Callable[[str], str | None] | None = None) -> Home | None:
    """The repository that somebody told, as URL or URL@REVISION; else the one of the installation.

    None where it was installed from a folder or an index that says nothing of it.
    """
    if told:
        url, _, revision = told.partition("@") if "://" in told else (told, "", "")
        return Home(url, revision or f"v{__version__}")
    ask = read or _metadata
    data = json.loads(ask("direct_url.json") or "{}")
    vcs = data.get("vcs_info", {})
    if vcs.get("vcs") == "git" and vcs.get("commit_id"):
        return Home(data["url"], vcs["commit_id"])  # PEP 610
    for line in (ask("urls") or "").splitlines():
        label, _, url = line.partition(", ")
        if label.lower() in _HOMES:
            return Home(url, f"v{__version__}")
    return None


def _metadata(name: str) -> str | None:
    try:
        own = metadata.distribution("doclint")
    except metadata.PackageNotFoundError:  # run from its sources
        return None
    if name == "urls":
        return "\n".join(own.metadata.get_all("Project-URL") or ())
    return own.read_text(name)
