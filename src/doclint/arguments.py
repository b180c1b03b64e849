"""What can be asked for on the command line."""

from __future__ import annotations

import re
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from doclint import __version__
from doclint.model.words import did_you_mean
from doclint.report.formats import NAMES

_EXITS = """\
exit codes: 0 nothing to report, 1 findings, 2 a mistake in usage, config or a rule,
3 nothing to check"""

_MOST_ITEMS = 100


def parse(arguments: Sequence[str] | None) -> Namespace:
    """What is asked for. For a mistake SystemExit, when it has been said what is meant instead."""
    known, commands = _parsers()
    words = sys.argv[1:] if arguments is None else arguments
    if words and not words[0].startswith("-") and words[0] not in commands:
        hint = did_you_mean(words[0], commands) or f"; there are {', '.join(commands)}"
        known.error(f"there is no command `{words[0]}`{hint}")
    given, unknown = known.parse_known_args(arguments)
    if unknown:
        command = commands.get(given.command, known)
        options = re.findall(r"--[\w-]+", command.format_usage())
        hint = did_you_mean(unknown[0].partition("=")[0], options)
        command.error(f"there is no {' '.join(unknown)}{hint}")
    return given


def parser() -> ArgumentParser:
    """The parser of all commands; `command` names the one that is asked for."""
    return _parsers()[0]


def _parsers() -> tuple[ArgumentParser, Mapping[str, ArgumentParser]]:
    known = ArgumentParser(
        prog="doclint",
        description="Checks that API endpoint documentation agrees with its spec and itself.",
        epilog=_EXITS,
        allow_abbrev=False,
    )
    known.add_argument("--version", action="version", version=f"doclint {__version__}")
    commands = known.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, about, add in (
        ("check", "check pages against their specs and themselves", _check),
        ("map", "show which page describes which operation, and why", _map),
        ("show", "show what was read from a page", _show),
        ("trace", "show which template, loop and data made a line of a page", _trace),
        ("render", "print a page that a template makes of made-up or real data", _render),
        ("explain", "show what a rule finds and why it matters", _explain),
        ("rules", "list rules, begin, bless, test and describe them", _rules),
        ("config", "show the configuration, its schema, or whether it is right", _config),
    ):
        add(commands.add_parser(name, help=about, description=about, allow_abbrev=False))
    return known, commands.choices


def _check(command: ArgumentParser) -> None:
    _sources(command)
    _context(command)
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders, - for a page on standard input"
    )
    command.add_argument(
        "--stdin-filename",
        metavar="PATH",
        help="read a page on standard input, and call it so (stdin.md unless given)",
    )
    command.add_argument(
        "--force-exclude",
        action="store_true",
        help="exclusions hold for named files too; others are skipped silently",
    )
    for option, about in (
        ("--select", "rules, families and sets to check, instead of those of the config"),
        ("--ignore", "rules and families not to check"),
        ("--extend-select", "rules, families and sets to check too"),
    ):
        command.add_argument(
            option, action="extend", type=_names, default=[], metavar="RULE", help=about
        )
    command.add_argument(
        "--strict", action="store_true", help="check the rules of the set `strict` too"
    )
    command.add_argument(
        "--preview", action="store_true", help="check the rules of the set `preview` too"
    )
    _fixes(command)
    command.add_argument(
        "--no-fold", action="store_true", help="print what pages have from one template at each"
    )
    command.add_argument(
        "--format", **_one_of(*NAMES), default="full", help="how to print findings"
    )
    command.add_argument(
        "--fail-on",
        **_one_of("error", "warning", "info"),
        default="error",
        help="the least severity that makes the exit code 1",
    )
    command.add_argument(
        "--max-warnings", type=_count, metavar="N", help="more warnings make the exit code 1"
    )
    command.add_argument("--exit-zero", action="store_true", help="findings leave the exit code 0")
    command.add_argument(
        "--color",
        **_one_of("auto", "always", "never"),
        default="auto",
        help="whether to print colors",
    )
    command.add_argument("-q", "--quiet", action="store_true", help="no summary")
    command.add_argument(
        "-v", "--verbose", action="store_true", help="the operations of each page in the summary"
    )


def _fixes(command: ArgumentParser) -> None:
    for option, about in (
        ("--fix", "make the safe fixes that hold, and print what is left"),
        ("--unsafe-fixes", "make those too that somebody should look at"),
        ("--diff", "print what fixes would change, and write nothing"),
    ):
        command.add_argument(option, action="store_true", help=about)


def _map(command: ArgumentParser) -> None:
    _sources(command)
    command.add_argument("paths", nargs="*", metavar="PATH", help="files and folders")
    command.add_argument("--format", **_one_of("text", "json"), default="text")
    command.set_defaults(stdin_filename=None, mapped=True)


def _show(command: ArgumentParser) -> None:
    _sources(command)
    command.add_argument("paths", nargs=1, metavar="PAGE", help="a page, - for standard input")
    command.add_argument("--format", **_one_of("text", "json"), default="text")
    command.set_defaults(stdin_filename=None)


def _trace(command: ArgumentParser) -> None:
    _sources(command)
    _context(command)
    command.add_argument("place", metavar="PAGE:LINE", help="a page and the number of a line")
    command.add_argument("--format", **_one_of("text", "json"), default="text")


def _render(command: ArgumentParser) -> None:
    _settings(command)
    command.add_argument("template", metavar="TEMPLATE", help="a Jinja template of pages")
    _context(command)
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
        "--items", type=_few, default=1, metavar="N", help="how many items made-up lists have"
    )


def _explain(command: ArgumentParser) -> None:
    _settings(command)
    command.add_argument(
        "rule", metavar="RULE", help="a rule, a family, a set, or a check such as house.one-of"
    )


def _rules(command: ArgumentParser) -> None:
    _settings(command)
    command.set_defaults(action="list", names=[])
    actions = command.add_subparsers(dest="action", metavar="ACTION")
    for name, about, number in (
        ("list", "print rules with their severity and set", "*"),
        ("new", "begin a rule file", 1),
        ("bless", "write what rules find into their examples", "+"),
        ("test", "run the examples of rules", "*"),
        ("docs", "write a page for each rule", 0),
    ):
        action = actions.add_parser(name, help=about, description=about, allow_abbrev=False)
        _settings(action, default=SUPPRESS)
        if name == "docs":
            _docs(action)
            continue
        new = "the id of the rule: FAMILY/NAME, as in house/our-words"
        about = new if name == "new" else "rules, families, sets, or rule files by path"
        action.add_argument("names", nargs=number, metavar="RULE", help=about)
        if name == "new":
            action.add_argument("--folder", metavar="FOLDER", help="where to write it")


def _docs(action: ArgumentParser) -> None:
    action.add_argument(
        "--output", metavar="FOLDER", default="docs/rules", help="where to, docs/rules by default"
    )
    action.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if a page would change"
    )


def _config(command: ArgumentParser) -> None:
    _settings(command)
    command.add_argument("action", **_one_of("show", "schema", "validate"))
    command.add_argument("path", nargs="?", metavar="PATH", help="show what holds for this file")


def _sources(command: ArgumentParser) -> None:
    _settings(command)
    command.add_argument(
        "--spec",
        action="append",
        default=[],
        metavar="FILE",
        help="an OpenAPI document to compare with; none is looked for then",
    )
    command.add_argument(
        "--template",
        action="append",
        default=[],
        metavar="FILE",
        help="a Jinja template of pages, whatever its name",
    )


def _context(command: ArgumentParser) -> None:
    command.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="FILE",
        help="YAML or JSON with the data that the templates are fed",
    )


def _settings(command: ArgumentParser, *, default: str | None = None) -> None:
    """Which configuration; SUPPRESS leaves what the command around an action has been told."""
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--config",
        metavar="FILE",
        default=default,
        help="the configuration, instead of the nearest one",
    )
    which.add_argument(
        "--no-config", action="store_true", default=default or False, help="no configuration"
    )


def _one_of(*known: str) -> dict[str, Any]:
    """What makes an argument one of some words; argparse alone does not say which one is meant."""

    def read(text: str) -> str:
        if text in known:
            return text
        hint = did_you_mean(text, known) or f"; there are {', '.join(known)}"
        raise ArgumentTypeError(f"there is no `{text}`{hint}")

    return {"type": read, "metavar": f"{{{','.join(known)}}}"}


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _few(text: str) -> int:
    number = _count(text)
    if number > _MOST_ITEMS:
        raise ArgumentTypeError(f"{text} is more than {_MOST_ITEMS}")
    return number


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is no number")
    return int(text)
