"""What commands that lint share: files, results, what is said at the end, and the exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from doclint.console import FOUND, NOTHING, OK, USAGE, tell

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from doclint.config import Config
    from doclint.files import Files
    from doclint.model.progress import Progress
    from doclint.model.result import Result
    from doclint.report.context import Context
    from doclint.rules.rule import Rule


_NOTHING_OF_OURS = "neither a page, a template nor an OpenAPI document"


def files_of(args: Namespace) -> tuple[Files, list[str], str]:
    """The files in reach, the paths to check, and what `-`, a page on standard input, is called."""
    from doclint.files import Folder, Memory, raw

    called = args.stdin_filename
    folder, paths = Folder(), args.paths or (["-"] if called else ["."])
    if "-" not in paths:
        return folder, paths, ""
    if sys.stdin is None:
        from doclint.config import UsageError

        raise UsageError("a page is to come from standard input, and that is closed")
    name = folder.shown(called or "stdin.md")
    text = raw(sys.stdin.buffer.read())
    return Memory({name: text}, folder), [name if path == "-" else path for path in paths], name


def result_of(
    args: Namespace, *, rules: Sequence[Rule] | None = None, progress: Progress | None = None
) -> Result:
    """What a run with these arguments says."""
    from doclint.session import linter

    files, paths, _ = files_of(args)
    shown = progress or progress_of(args)
    try:
        return linter(args, files, paths, rules=rules, progress=shown)(files, False)
    finally:
        shown.close()


def progress_of(args: Namespace) -> Progress:
    """Who is told how far a run is: a bar on a terminal, a clock if times are asked for."""
    from doclint.model.progress import SILENT

    timing = getattr(args, "timing", False)
    shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    shown = shown and not getattr(args, "quiet", False)
    if not (timing or shown):
        return SILENT
    from doclint.progress import Bar, Both, Clock

    watchers: list[Progress] = [*([Clock()] if timing else []), *([Bar()] if shown else [])]
    return Both(*watchers) if len(watchers) > 1 else watchers[0]


def exit_code(result: Result, args: Namespace) -> int:
    """What a run ends with: the same for every format."""
    from doclint.model.finding import SEVERITIES

    if result.crashes:
        return USAGE
    if _is_idle(result):
        return _nothing(args)
    levels = [SEVERITIES.index(finding.severity) for finding in result.findings]
    warnings = levels.count(SEVERITIES.index("warning"))
    many = args.max_warnings is not None and warnings > args.max_warnings
    failed = many or max(levels, default=-1) >= SEVERITIES.index(args.fail_on)
    failed = failed or bool(result.stale and getattr(args, "strict_baseline", False))
    return FOUND if failed and not args.exit_zero else OK


def _is_idle(result: Result) -> bool:
    """Whether there was nothing to check, and nothing was found."""
    known = result.checked or result.project.specs or result.coverage.templates
    return not (known or result.findings)


def _nothing(args: Namespace) -> int:
    if args.force_exclude:
        return OK
    from doclint.parse.pages import PARSERS

    pages = ", ".join(PARSERS)
    kinds = f"no page ({pages}), no template (.md.j2) and no OpenAPI document"
    tell((f"doclint: nothing to check: {kinds}",))
    return NOTHING


def context_of(result: Result, args: Namespace) -> Context:
    """What formats tell of the run beside its result."""
    from doclint.baseline.finding import home
    from doclint.files import Folder
    from doclint.report.context import Context, address, repository

    here = os.path.realpath(".")
    told = config_of(args) if args.output or args.format == "html" else None
    root = repository(here)
    return Context(
        here=here,
        root=root,
        address=address(root),
        rules=lambda: all_rules(args),
        command=args.typed,
        config=told.file if told else None,
        apis=told.apis if told else (),
        fail_on=args.fail_on,
        nothing=_is_idle(result) and not args.force_exclude,
        baseline=home(args, Folder(), told) if told else "",
    )


def close(
    result: Result, args: Namespace, start: float, done: str = "", *, progress: Progress
) -> None:
    """What is said at the end of a run, beside its findings."""
    from time import perf_counter

    from doclint.report.baseline_report import stale_entries
    from doclint.report.frame import clean
    from doclint.report.statistics import statistics
    from doclint.report.summary import summary

    told = [f"{path}: {_NOTHING_OF_OURS}" for path in _skipped(result, args)]
    told += [f"{path}: not read, it is {words}" for path, words in result.ignored]
    told += [*result.unread, *result.notices, *map(str, result.crashes)]
    if getattr(args, "strict_baseline", False):
        told += stale_entries(result)
    tell(f"doclint: {clean(words)}" for words in told)
    if args.statistics:
        tell(statistics(result))
    tell(progress.lines())
    if not (args.quiet or _is_idle(result)):  # that there was nothing is said by itself
        seconds = perf_counter() - start
        tell(summary(result, seconds=seconds, verbose=args.verbose, done=done))


def _skipped(result: Result, args: Namespace) -> Sequence[str]:
    return () if args.force_exclude else result.skipped


def config_of(args: Namespace) -> Config:
    """The configuration that holds."""
    from doclint.files import Folder
    from doclint.session import configuration

    return configuration(args, Folder())


def all_rules(args: Namespace) -> Sequence[Rule]:
    """Every rule that the configuration knows."""
    from doclint.session import known_rules

    return known_rules(config_of(args))
