"""One file of HTML for people: how much was checked, what is wrong, what to mend first."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from doclint.arguments import context, selection, sources, terminal, threshold
from doclint.commands.running import close, context_of, exit_code, progress_of, result_of
from doclint.console import OK, USAGE, put, tell
from doclint.report.formats import NAMES

if TYPE_CHECKING:
    from doclint.model.result import Result

_REPORT = "doclint-report.html"
_EXITS = """\
findings leave the exit code 0 unless --fail-on, --max-warnings or --strict-baseline asks for
another; 2 and 3 mean what they mean for check"""


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    command.epilog = _EXITS
    sources(command)
    context(command)
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders, - for a page on standard input"
    )
    command.add_argument(
        "-o",
        "--output",
        dest="report",
        type=_file,
        default=_REPORT,
        metavar="FILE",
        help=f"the report to write, {_REPORT} unless given; - prints it",
    )
    command.add_argument(
        "--no-timestamp",
        action="store_true",
        help="leave out when the report was made, so that equal runs give equal files",
    )
    selection(command)
    command.add_argument(
        "--no-fold", action="store_true", help="list what pages have from one template at each"
    )
    threshold(command)
    terminal(command)
    command.set_defaults(
        fail_on=None, stdin_filename=None, force_exclude=False, output=[], format="html"
    )


def _file(text: str) -> str:
    """Where the report goes to: not what `--output` of check takes."""
    name, sign, path = text.partition("=")
    if sign and name in NAMES:
        hint = f"`-o {path}`" if name == "html" else f"`doclint check --output {text}`"
        raise ArgumentTypeError(f"an audit is one file of HTML; you may mean {hint}")
    if not text:
        raise ArgumentTypeError(f"it names no file, as `-o {_REPORT}` does")
    return text


def run(args: Namespace) -> int:
    """Run the command and return its exit code.

    A report has done what it is for when it is written: only who asks for it is told by the code.
    """
    from time import perf_counter

    start = perf_counter()
    asked = args.fail_on or args.max_warnings is not None or args.strict_baseline
    args.exit_zero = args.exit_zero or not asked
    args.fail_on = args.fail_on or "error"
    progress = progress_of(args)
    result = result_of(args, progress=progress)
    failed = _write(result, args)
    close(result, args, start, progress=progress)
    return failed or exit_code(result, args)


def _write(result: Result, args: Namespace) -> int:
    """Writes the report, and says where it is; the exit code tells whether that was possible."""
    from doclint.commands.outputs import is_read
    from doclint.files import place
    from doclint.report.html import html

    known = context_of(result, args)
    if args.report != "-" and is_read(args.report, result, known):
        tell((f"doclint: `{args.report}` was not written: this run reads it",))
        return USAGE
    lines = html(result, known, made="" if args.no_timestamp else _now())
    data = "".join(f"{line}\n" for line in lines).encode("utf-8")
    if args.report == "-":
        put(data)
        return OK
    try:
        place(args.report, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        tell((f"doclint: `{args.report}` was not written: {reason}",))
        return USAGE
    if not args.quiet:
        tell((f"doclint: the report is in {args.report} ({_size(len(data))})",))
    return OK


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{count / 1e3:.0f} kB"


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
