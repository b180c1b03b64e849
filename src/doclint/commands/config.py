"""The configuration, its schema, and whether it is right."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from doclint.arguments import one_of, settings
from doclint.commands.running import config_of
from doclint.console import OK, say


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    settings(command)
    command.add_argument("action", **one_of("show", "schema", "validate"))
    command.add_argument("path", nargs="?", metavar="PATH", help="show what holds for this file")


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    import json

    from doclint.config import load_config, schema
    from doclint.files import Folder
    from doclint.report.config_report import config_text
    from doclint.session import known_rules

    if args.action == "schema":
        say((json.dumps(schema(), indent=2),))
        return OK
    files = Folder()
    path = files.shown(args.path) if args.path else None
    if path is not None and not args.config and not args.no_config:
        start = path if files.is_folder(path) else os.path.dirname(path) or "."
        args.config = load_config(files, start=start).file
    config = config_of(args)
    if args.action == "show":
        say(config_text(config, path))
    else:
        known_rules(config)
        say((f"{config.file or 'no configuration'}: right",))
    return OK
