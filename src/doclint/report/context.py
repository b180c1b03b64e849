"""What a format tells beside the result: how it was run, the rules, and paths in the repository."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from doclint.model.record import dataclass

if TYPE_CHECKING:
    from doclint.config import Api
    from doclint.rules.rule import Rule

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where a CI says it put the repository


@dataclass(frozen=True, slots=True)
class Context:
    """How a run was called. `here` is the folder that paths are shown from, `root` the repository.

    `address` is what the files of the commit are shown below, where a CI tells that. `rules` gives
    all rules there are. `command` are the arguments, `config` is the configuration as
    shown, with its `apis`. `fail_on` is the least severity that makes a run fail; `nothing` says
    that one had nothing to check and ends with that. `baseline` is the one that it has, if any.
    """

    here: str = ""
    root: str = ""
    rules: Callable[[], Sequence[Rule]] = tuple
    address: str = ""
    command: tuple[str, ...] = ()
    config: str | None = None
    apis: tuple[Api, ...] = ()
    fail_on: str = "error"
    nothing: bool = False
    baseline: str = ""

    def path(self, path: str) -> str:
        """A path as it is called from the root of the repository; as it is if it lies elsewhere."""
        inside = os.path.relpath(self.full(path), self.root) if self.root else path
        return path if self.is_outside(path) else inside.replace(os.sep, "/")

    def is_outside(self, path: str) -> bool:
        """Whether a file does not lie in the repository."""
        root = self.root.rstrip(os.sep) + os.sep
        return bool(self.root) and not self.full(path).startswith(root)

    def full(self, path: str) -> str:
        """The whole path of a file."""
        return os.path.normpath(os.path.join(self.here, path))


def repository(here: str) -> str:
    """The root of the repository that a folder lies in; the folder itself if it lies in none."""
    folder = here
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return _told(here)
        folder = above
    return folder


def address(root: str) -> str:
    """Where GitHub or GitLab shows the files of the commit that its CI put there; else ""."""
    for folder, parts in (
        (
            "GITHUB_WORKSPACE",
            ("GITHUB_SERVER_URL", "/", "GITHUB_REPOSITORY", "/blob/", "GITHUB_SHA"),
        ),
        ("CI_PROJECT_DIR", ("CI_PROJECT_URL", "/-/blob/", "CI_COMMIT_SHA")),
    ):
        told = [part if part.startswith("/") else os.environ.get(part, "") for part in parts]
        if all((*told, os.environ.get(folder))) and os.path.realpath(os.environ[folder]) == root:
            return f"{''.join(told)}/"
    return ""


def _told(here: str) -> str:
    """What a CI says is the root, where the folder lies in that."""
    for name in _ROOTS:
        root = os.path.realpath(os.environ.get(name) or os.sep)
        if root != os.sep and f"{here}{os.sep}".startswith(f"{root}{os.sep}"):
            return root
    return here
