"""Makes repositories for tests, whatever git is told on the machine that they run on."""

import os
import subprocess
from pathlib import Path

import pytest

PLAIN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ann",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "Ann",
    "GIT_COMMITTER_EMAIL": "ann@example.org",
    "GIT_CEILING_DIRECTORIES": "/",
}
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")


def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know nothing of the machine, nor of a hook in which the tests may run."""
    for name, value in PLAIN.items():
        monkeypatch.setenv(name, value)
    for name in _OF_HOOKS:
        monkeypatch.delenv(name, raising=False)


class Checkout:
    """A repository in a folder."""

    def __init__(self, folder: Path, *, new: bool = True) -> None:
        self.folder = folder
        if new:
            folder.mkdir(parents=True, exist_ok=True)
            self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        """What a command of git prints."""
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str | bytes) -> Path:
        """A file with this text."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def commit(self, files: dict[str, str] | None = None, message: str = "Change") -> str:
        """The name of a commit of everything, with these files."""
        for name, text in (files or {}).items():
            self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")
