"""The page that a template makes of data."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from doclint.arguments import context, few, settings
from doclint.console import FOUND, OK, put, tell


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    settings(command)
    command.add_argument("template", metavar="TEMPLATE", help="a Jinja template of pages")
    context(command)
    command.add_argument(
        "--operation", metavar="ID", help="make it of an operation: its id, or `GET /path`"
    )
    command.add_argument(
        "--schema", action="store_true", help="print a JSON Schema of the data that it needs"
    )
    command.add_argument(
        "--spec", action="append", default=[], metavar="FILE", help="the OpenAPI document of it"
    )
    command.add_argument(
        "--items", type=few, default=1, metavar="N", help="how many items made-up lists have"
    )


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from doclint.files import Folder
    from doclint.session import configuration
    from doclint.specimen import specimen

    files = Folder()
    found = specimen(args, files, configuration(args, files))
    put(found.text.encode("utf-8", "backslashreplace"))
    tell(f"doclint: {line}" for line in found.told)
    return FOUND if found.broken else OK
