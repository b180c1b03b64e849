"""What was read from a page."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from doclint.arguments import one_of, sources
from doclint.commands.running import result_of
from doclint.console import NOTHING, OK, say, tell


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    sources(command)
    command.add_argument("paths", nargs=1, metavar="PAGE", help="a page, - for standard input")
    command.add_argument("--format", **one_of("text", "json"), default="text")
    command.set_defaults(stdin_filename=None)


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from doclint.report.show_report import show_json, show_text

    result = result_of(args, rules=())
    say((show_json if args.format == "json" else show_text)(result))
    if result.checked:
        return OK
    called = [one.source.path for one in result.project.templates]
    hint = f"; `doclint render {called[0]}` shows what that template makes" if called else ""
    tell((f"doclint: no page to show{hint}",))
    return NOTHING
