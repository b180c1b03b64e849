"""Which page describes which operation, and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from doclint.arguments import one_of, sources
from doclint.commands.running import result_of
from doclint.console import NOTHING, OK, say


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    sources(command)
    command.add_argument("paths", nargs="*", metavar="PATH", help="files and folders")
    command.add_argument("--format", **one_of("text", "json"), default="text")
    command.set_defaults(stdin_filename=None, mapped=True)


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from doclint.report.map_report import map_json, map_text

    result = result_of(args, rules=())
    say((map_json if args.format == "json" else map_text)(result))
    known = result.checked or result.project.specs or result.coverage.templates
    return OK if known else NOTHING
