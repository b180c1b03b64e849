"""What is printed, and the exit codes: nothing else prints."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

OK, FOUND, USAGE, NOTHING = 0, 1, 2, 3
"""Exit codes: nothing to report; findings; a mistake in usage or config; nothing to check."""


def say(lines: Iterable[str]) -> None:
    """Lines on standard output: what was asked for."""
    for line in lines:
        print(line)


def put(data: bytes) -> None:
    """Bytes as they are, behind what has been printed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def tell(lines: Iterable[str]) -> None:
    """Lines on standard error: what is to be known beside it. If nobody reads it, nobody does.

    Names of files may hold what would move the cursor, or be a command to a CI server.
    """
    for line in lines:
        try:
            print(line if line.isprintable() else _clean(line), file=sys.stderr)
        except OSError:
            return


def _clean(text: str) -> str:
    from doclint.report.frame import clean

    return "\n".join(map(clean, text.split("\n")))


def colored(wish: str) -> bool:
    """Whether standard output takes colors; the wish is auto, always or never."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def linked() -> bool:
    """Whether standard output takes links."""
    from doclint.report.hyperlinks import understood

    return understood(os.environ, terminal=sys.stdout.isatty())


def ask(question: str, *, default: bool) -> bool:
    """Whether somebody on a terminal says yes; EOFError if nobody is there any more."""
    hint = "[Y/n]" if default else "[y/N]"
    while True:
        answer = input(f"{question} {hint} ").strip().lower()
        if answer in ("", "y", "yes", "n", "no"):
            return default if not answer else answer.startswith("y")
