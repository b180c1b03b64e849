"""Which template, loop and data made a line of a page."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from doclint.arguments import context, one_of, sources
from doclint.console import OK, say


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    sources(command)
    context(command)
    command.add_argument("place", metavar="PAGE:LINE", help="a page and the number of a line")
    command.add_argument("--format", **one_of("text", "json"), default="text")


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from doclint.files import Folder
    from doclint.report.trace_report import trace_json, trace_text
    from doclint.session import configuration
    from doclint.trace import trace

    files = Folder()
    found = trace(args, files, configuration(args, files))
    say((trace_json if args.format == "json" else trace_text)(found))
    return OK
