"""What is known already: written down, cut back to what is still there, shown."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from doclint.arguments import context, one_of, selection, sources
from doclint.commands.running import files_of, progress_of
from doclint.console import NOTHING, OK, USAGE, say, tell

if TYPE_CHECKING:
    from doclint.baseline.storing import Baseline
    from doclint.files import Files
    from doclint.model.result import Result

ACTIONS = {
    "write": "take all that is found now, and keep the reasons that somebody wrote",
    "prune": "drop what is no longer there, and add nothing",
    "show": "list what is known by rule and page, and whether it is still there",
}
"""What can be done with a baseline, as the help says it."""


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, about in ACTIONS.items():
        action = actions.add_parser(name, help=about, description=about, allow_abbrev=False)
        sources(action)
        context(action)
        selection(action)
        action.add_argument(
            "--baseline", metavar="FILE", help="the baseline, instead of the one that is found"
        )
        if name == "show":
            action.add_argument("--format", **one_of("text", "json"), default="text")
        action.add_argument("paths", nargs="*", metavar="PATH", help="files and folders")
    command.set_defaults(no_baseline=False, stdin_filename=None)


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from doclint.baseline.finding import home, opened
    from doclint.baseline.storing import Baseline
    from doclint.session import configuration

    files, paths, _ = files_of(args)
    path = home(args, files, configuration(args, files))
    if files.exists(path):
        known = opened(files, path)
    elif args.action == "write":
        known = Baseline(path)
    else:
        tell((f"doclint: there is no baseline `{path}`; `doclint baseline write` makes it",))
        return USAGE
    result = _result(args, files, paths, known)
    if result.crashes:
        tell(f"doclint: {crash}" for crash in result.crashes)
    if args.action == "show":
        return _show(result, known, args)
    if not (result.checked or result.project.specs or result.coverage.templates):
        tell(("doclint: nothing to check, so the baseline stays as it is",))
        return NOTHING
    return _change(args, files, known, result)


def _result(args: Namespace, files: Files, paths: list[str], known: Baseline) -> Result:
    """What a run says beside a baseline, which need not be there yet."""
    from doclint.session import linter

    shown = progress_of(args)
    try:
        return linter(args, files, paths, progress=shown, baseline=known)(files, False)
    finally:
        shown.close()


def _change(args: Namespace, files: Files, known: Baseline, result: Result) -> int:
    from doclint.baseline.changing import changed, said
    from doclint.baseline.storing import written

    paths = [files.shown(path) for path in args.paths or ["."]]
    after = changed(known, result, paths, adding=args.action == "write")
    _write(files, known.path, written(after).encode("utf-8"))
    say((said(known.path, result, adding=args.action == "write"),))
    return USAGE if result.crashes else OK


def _write(files: Files, path: str, text: bytes) -> None:
    """Puts a baseline where it belongs, with the line breaks that it had, unless it is the same."""
    from doclint.config import UsageError
    from doclint.files import place

    try:
        before = files.data(path) if files.exists(path) else None
        if before is not None and b"\r\n" in before:
            text = text.replace(b"\n", b"\r\n")
        if before is None:
            place(path, text)
        elif before != text:
            files.write(path, before, text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: the baseline cannot be written: {reason}") from None


def _show(result: Result, known: Baseline, args: Namespace) -> int:
    from doclint.report.baseline_report import baseline_json, baseline_text

    say((baseline_json if args.format == "json" else baseline_text)(result, known.path))
    return USAGE if result.crashes else OK
