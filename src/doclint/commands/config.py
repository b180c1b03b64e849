"""The configuration, whether it is right, and the schemas of what doclint reads and writes."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from doclint.arguments import one_of, settings
from doclint.commands.running import config_of
from doclint.console import OK, say
from doclint.report.schemas import NAMES, schema


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    settings(command)
    command.add_argument("action", **one_of("show", "schema", "validate"))
    command.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help=f"show what holds for this file; which schema: {', '.join(NAMES)} (config by default)",
    )


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from doclint.config import load_config
    from doclint.files import Folder
    from doclint.report.config_report import config_text
    from doclint.session import known_rules

    if args.action == "schema":
        return _schema(args.path or "config")
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


def _schema(name: str) -> int:
    import json

    from doclint.config import UsageError
    from doclint.model.words import did_you_mean

    if name not in NAMES:
        hint = did_you_mean(name, NAMES) or f"; there are {', '.join(NAMES)}"
        raise UsageError(f"there is no schema `{name}`{hint}")
    say((json.dumps(schema(name), indent=2),))
    return OK
