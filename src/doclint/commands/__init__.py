"""One module a command: `add` says which arguments it takes, `run` gives the exit code.

Only the module of the command that is asked for is imported.
"""

from __future__ import annotations

import os
import re
from argparse import Action, ArgumentError, ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, NoReturn

from doclint import __version__
from doclint.model.words import did_you_mean

COMMANDS = {
    "init": "look at a repository, and set doclint up in it",
    "check": "check pages against their specs and themselves",
    "audit": "write a report of all that was found and checked, as one file of HTML",
    "baseline": "write down what is found now, so that only new findings are told",
    "map": "show which page describes which operation, and why",
    "show": "show what was read from a page",
    "trace": "show which template, loop and data made a line of a page",
    "render": "print a page that a template makes of made-up or real data",
    "explain": "show what a rule finds and why it matters",
    "rules": "list rules, begin, bless, test and describe them",
    "config": "show the configuration, whether it is right, or the JSON Schemas of files",
    "selftest": "plant defects into a copy of the pages, and show which rules see them",
    "completion": "print what a shell needs to complete commands, options and rules",
}
"""What each command is for, as the help says it."""

_EXITS = """\
exit codes: 0 nothing to report, 1 findings, 2 a mistake in usage, config or a rule,
3 nothing to check"""


_ELSEWHERE = {"--dry-run": "--diff"}
"""Options that other tools have, and what does that here."""
_FEW = 2  # commands that are named because they have an option


class Parser(ArgumentParser):
    """Says a mistake and where the help is; the usage of a command may fill a screen."""

    def error(self, message: str) -> NoReturn:
        """End with what is wrong."""
        self.exit(2, f"{self.prog}: {message}\n`{self.prog} --help` lists what it takes\n")

    def _check_value(self, action: Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            known = [str(choice) for choice in action.choices]  # `map` is a command here
            hint = did_you_mean(str(value), known) or f"; there are {', '.join(known)}"
            raise ArgumentError(action, f"there is no `{value}`{hint}")


def module(command: str) -> Any:
    """The module of a command."""
    return import_module(f"{__name__}.{command}")


def parse(arguments: Sequence[str]) -> Namespace:
    """What is asked for. For a mistake SystemExit, when it has been said what is meant instead."""
    words = [word for word in arguments[:1] if not word.startswith("-")]
    known = parser(words)
    if words and words[0] not in COMMANDS:
        hint = did_you_mean(words[0], COMMANDS) or f"; there are {', '.join(COMMANDS)}"
        known.error(f"there is no command `{words[0]}`{hint}")
    if empty := _empty(arguments):
        known.error(f"{empty}; is a variable not set?")
    given, unknown = known.parse_known_args(arguments)
    if unknown:
        _refuse(known, given.command, unknown)
    given.typed = tuple(arguments)
    return given


def parser(commands: Sequence[str] = ()) -> ArgumentParser:
    """The parser of the commands that are named, or of all."""
    known = Parser(
        prog="doclint",
        description="Checks that API endpoint documentation agrees with its spec and itself.",
        epilog=_EXITS,
        allow_abbrev=False,
    )
    known.add_argument("--version", action="version", version=f"doclint {__version__}")
    choices = known.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in [name for name in commands if name in COMMANDS] or COMMANDS:
        about = COMMANDS[name]
        command = choices.add_parser(name, help=about, description=about, allow_abbrev=False)
        if name in commands or not commands:
            module(name).add(command)
    known.set_defaults(parsers=choices.choices)
    return known


def _refuse(known: ArgumentParser, name: str, unknown: Sequence[str]) -> None:
    command = known.get_default("parsers").get(name, known)
    word = unknown[0].partition("=")[0]
    if not word.startswith("-"):
        command.error(f"`{word}` is one argument too many")
    command.error(f"there is no {word}{_meant(word, _options(command))}")


def _empty(arguments: Sequence[str]) -> str:
    """What is empty of the arguments, in words: "" if nothing is."""
    for before, word in zip(("", *arguments), arguments, strict=False):
        if re.fullmatch(r"--[\w-]+=", word):
            return f"`{word}` is empty"
        if not word:
            return f"`{before}` is followed by nothing" if before[:1] == "-" else "a PATH is empty"
    return ""


def _meant(word: str, options: Sequence[str]) -> str:
    """What was probably meant by an option that a command does not have."""
    from doclint.report.formats import NAMES

    if os.path.exists(word):
        return f"; the file is `./{word}`"
    if "--format" in options and word.lstrip("-") in NAMES:
        return f"; did you mean `--format {word.lstrip('-')}`?"
    if _ELSEWHERE.get(word) in options:
        return f"; did you mean `{_ELSEWHERE[word]}`?"
    others = [f"`doclint {name}`" for name in _with(word)]
    if 0 < len(others) <= _FEW:
        return f"; {' and '.join(others)} {'has' if len(others) == 1 else 'have'} it"
    return did_you_mean(word, options)


def _with(option: str) -> Iterator[str]:
    """The commands that have an option."""
    for name, command in parser().get_default("parsers").items():
        if option in _options(command):
            yield name


def _options(command: ArgumentParser) -> Sequence[str]:
    return re.findall(r"--[\w-]+", command.format_usage())
