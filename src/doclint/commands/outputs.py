"""Reports of a run: one on standard output, others in files beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from doclint.console import OK, USAGE, colored, linked, say, tell
from doclint.report import formats

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from doclint.model.result import Result
    from doclint.report.context import Context

_SUMMARY = "GITHUB_STEP_SUMMARY"  # the file that GitHub shows beside a step


def check(args: Namespace) -> None:
    """UsageError for files that cannot all be written, before anything is done."""
    from doclint.config import UsageError

    if args.diff and args.format != "full":
        beside = f"`--output {args.format}=FILE` writes what is left beside it"
        raise UsageError(f"`--diff` prints a patch, and not the format {args.format}; {beside}")
    seen: dict[str, str] = {}
    for name, path in args.output:
        if path == "-":
            raise UsageError(f"`--output {name}=-`: `--format {name}` prints to standard output")
        full = os.path.realpath(path)
        if full in seen:
            raise UsageError(f"`--output`: {seen[full]} and {name} would both write `{path}`")
        seen[full] = name


def report(result: Result, args: Namespace, context: Context, *, aside: bool = False) -> int:
    """Prints the findings; aside, where standard output is for something else.

    What goes into files is written first: the reader of standard output may leave early.
    """
    code = write(result, args, context)
    color = not aside and colored(args.color)
    links = not aside and args.color != "never" and linked()
    lines = formats.lines(result, args.format, color=color, links=links, context=context)
    (tell if aside else say)(lines)
    return code


def write(result: Result, args: Namespace, context: Context) -> int:
    """Writes the reports that go into files; the exit code says whether each could be written."""
    faults = [*_faults(result, args.output, context)]
    tell(f"doclint: `{path}` was not written: {reason}" for path, reason in faults)
    if "github" in (args.format, *(name for name, _ in args.output)):
        _summarize(result, context)
    return USAGE if faults else OK


def _faults(
    result: Result, outputs: Iterable[tuple[str, str]], context: Context
) -> Iterator[tuple[str, str]]:
    from doclint.files import place

    for name, path in outputs:
        if is_read(path, result, context):
            yield path, "this run reads it"
            continue
        try:
            place(path, _bytes(formats.lines(result, name, context=context)))
        except OSError as error:
            yield path, (error.strerror or str(error)).lower()


def is_read(path: str, result: Result, context: Context) -> bool:
    """Whether a file was checked, or told how: no report is written over that."""
    read = {os.path.realpath(context.full(path)) for path in _read(result, context)}
    return os.path.realpath(path) in read


def _read(result: Result, context: Context) -> Iterator[str]:
    yield from result.sources
    yield from (page.source.path for page in result.checked)
    yield from filter(None, (context.config, context.baseline))


def _bytes(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _summarize(result: Result, context: Context) -> None:
    """Adds to the summary of a step of GitHub Actions, where there is one."""
    path = os.environ.get(_SUMMARY)
    if not path:
        return
    try:
        with open(path, "ab") as file:
            file.write(_bytes(formats.lines(result, "markdown", context=context)))
    except OSError as error:
        tell((f"doclint: no step summary: `{path}`: {(error.strerror or str(error)).lower()}",))
