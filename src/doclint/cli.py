"""Arguments to one call each. Nothing is imported before it is known to be needed."""

from __future__ import annotations

import gc
import os
import sys

from doclint import __version__
from doclint.console import FOUND, OK, USAGE, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import NoReturn, TextIO


def program() -> NoReturn:
    """Run one command as a process of its own.

    A run drops little of what it makes: the collector would go through all of it again and again
    for a third of the time, and the interpreter would take it apart at the end.
    """
    gc.disable()
    code = main()
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # it has been said that there is no place, or nobody listens
            stream.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    if given == ["--version"]:
        say((f"doclint {__version__}",))
        return OK
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(given)
    except BrokenPipeError:  # the reader has seen enough, as in `doclint check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return 130


def _nowhere() -> TextIO:
    """What stands in for a stream that is closed, as with `>&-`."""
    return open(os.devnull, "w")


def _run(arguments: Sequence[str]) -> int:
    from doclint.commands import parse, parser

    if not arguments:
        say(parser().format_help().splitlines())
        return OK
    try:
        args = parse(arguments)
    except SystemExit as ended:  # argparse has said why
        return ended.code if isinstance(ended.code, int) else USAGE
    return _guarded(args)


def _guarded(args: Namespace) -> int:
    from doclint.commands import module
    from doclint.config import UsageError
    from doclint.rules.catalog import SelectError
    from doclint.rules.load import RuleError

    try:
        code = int(module(args.command).run(args))
        sys.stdout.flush()
        return code
    except (UsageError, SelectError, RuleError) as error:
        tell((f"doclint: {error}",))
    except PermissionError as error:
        tell((f"doclint: `{error.filename}` cannot be read: permission denied",))
    except BrokenPipeError:
        raise
    except OSError as error:  # no place is left on a disk, or a file is gone meanwhile
        where = f"`{error.filename}`: " if error.filename else ""
        tell((f"doclint: {where}{(error.strerror or str(error)).lower()}",))
    return USAGE
