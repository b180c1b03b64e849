"""Pages against their specs and themselves."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from doclint.arguments import context, reports, selection, sources, terminal, threshold
from doclint.commands.outputs import check, report, write
from doclint.commands.running import (
    close,
    context_of,
    exit_code,
    files_of,
    progress_of,
    result_of,
)
from doclint.console import FOUND, NOTHING, OK, USAGE, put, say, tell

if TYPE_CHECKING:
    from doclint.fix.rounds import Mended
    from doclint.model.progress import Progress


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    sources(command)
    context(command)
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders, - for a page on standard input"
    )
    command.add_argument(
        "--stdin-filename",
        metavar="PATH",
        help="read a page on standard input, and call it so (stdin.md unless given)",
    )
    command.add_argument(
        "--force-exclude",
        action="store_true",
        help="exclusions hold for named files too; others are skipped silently",
    )
    command.add_argument(
        "--since",
        metavar="REF",
        help="only what is new since this branch or commit was left: on pages that were changed, "
        "and on those that a change of a spec or template made wrong",
    )
    selection(command)
    _fixes(command)
    command.add_argument(
        "--no-fold", action="store_true", help="print what pages have from one template at each"
    )
    reports(command)
    threshold(command)
    command.add_argument(
        "--watch", action="store_true", help="run again whenever a file changes, until Ctrl-C"
    )
    terminal(command)


def _fixes(command: ArgumentParser) -> None:
    for option, about in (
        ("--fix", "make the safe fixes that hold, and print what is left"),
        ("--unsafe-fixes", "make those too that somebody should look at"),
        ("--diff", "print what fixes would change, and write nothing"),
    ):
        command.add_argument(option, action="store_true", help=about)


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    check(args)
    if args.watch:
        from doclint.commands.watching import watch

        return watch(args, _once)
    return _once(args)


def _once(args: Namespace) -> int:
    from time import perf_counter

    start = perf_counter()
    progress = progress_of(args)
    if args.fix or args.unsafe_fixes or args.diff:
        return _fix(args, start, progress)
    result = result_of(args, progress=progress)
    failed = report(result, args, context_of(result, args))
    close(result, args, start, progress=progress)
    return failed or exit_code(result, args)


def _fix(args: Namespace, start: float, progress: Progress) -> int:
    """Fixes files, or shows how they would be fixed, and reports what is left."""
    from doclint.fix.outcome import count, refusals
    from doclint.fix.outcome import write as write_files
    from doclint.fix.rounds import mend
    from doclint.report.frame import clean
    from doclint.session import linter

    files, paths, piped = files_of(args)
    lint = linter(args, files, paths, progress=progress)
    mended = mend(files, lint, unsafe=args.unsafe_fixes)
    progress.close()
    if args.diff:
        return _diff(mended, args, start, progress)
    faults = dict(write_files(mended, files))
    result = lint(files, False) if faults else mended.result
    if piped:
        put(files.data(piped))
    failed = report(result, args, context_of(result, args), aside=bool(piped))
    tell(f"doclint: `{path}` was not fixed: {reason}" for path, reason in faults.items())
    tell(map(clean, refusals(mended, every=args.verbose)))
    close(result, args, start, f"{count(mended, faults)} fixed", progress=progress)
    return failed or (USAGE if faults else exit_code(result, args))


def _diff(mended: Mended, args: Namespace, start: float, progress: Progress) -> int:
    """Shows what fixes would change; that there is something is a finding."""
    from doclint.files import encode
    from doclint.fix.outcome import difference, refusals
    from doclint.report.frame import clean

    lines = difference(mended)
    if sys.stdout.isatty():
        say(map(clean, lines))
    else:
        put(b"".join(encode(line) + b"\n" for line in lines))
    failed = write(mended.result, args, context_of(mended.result, args))
    tell(map(clean, refusals(mended, every=args.verbose)))
    done = f"{len(mended.fixed)} would be fixed"
    close(mended.result, args, start, done, progress=progress)
    code = failed or exit_code(mended.result, args)
    return code if code in (USAGE, NOTHING) else FOUND if mended.files else OK
