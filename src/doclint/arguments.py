"""Arguments that several commands take, and what is said of those that are wrong."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from os.path import splitext
from typing import Any

from doclint.model.words import did_you_mean
from doclint.report.formats import NAMES

_MOST_ITEMS = 100
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".sarif": "sarif",
    ".txt": "full",
    ".xml": "junit",
}


def sources(command: ArgumentParser) -> None:
    """Which specs and templates, and which configuration."""
    settings(command)
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


def context(command: ArgumentParser) -> None:
    """Which data templates are fed."""
    command.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="FILE",
        help="YAML or JSON with the data that the templates are fed",
    )


def selection(command: ArgumentParser) -> None:
    """Which rules run."""
    for option, about in (
        ("--select", "rules, families and sets to check, instead of those of the config"),
        ("--ignore", "rules and families not to check"),
        ("--extend-select", "rules, families and sets to check too"),
    ):
        command.add_argument(
            option, action="extend", type=names, default=[], metavar="RULE", help=about
        )
    command.add_argument(
        "--strict", action="store_true", help="check the rules of the set `strict` too"
    )
    command.add_argument(
        "--preview", action="store_true", help="check the rules of the set `preview` too"
    )


def threshold(command: ArgumentParser) -> None:
    """Which findings make the exit code 1, and which are known already."""
    command.add_argument(
        "--fail-on",
        **one_of("error", "warning", "info"),
        default="error",
        help="the least severity that makes the exit code 1",
    )
    command.add_argument(
        "--max-warnings", type=count, metavar="N", help="more warnings make the exit code 1"
    )
    command.add_argument("--exit-zero", action="store_true", help="findings leave the exit code 0")
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--baseline",
        metavar="FILE",
        help="the findings that are known, instead of those of `.doclint-baseline.json`",
    )
    which.add_argument(
        "--no-baseline", action="store_true", help="report what a baseline knows, too"
    )
    command.add_argument(
        "--strict-baseline",
        action="store_true",
        help="what a baseline knows and is no longer there makes the exit code 1",
    )


def reports(command: ArgumentParser) -> None:
    """How findings are printed, and which reports are written beside that."""
    command.add_argument("--format", **one_of(*NAMES), default="full", help="how to print findings")
    command.add_argument(
        "--output",
        action="append",
        type=output,
        default=[],
        metavar="NAME=FILE",
        help="write them to a file too, in any format: sarif=doclint.sarif",
    )


def terminal(command: ArgumentParser) -> None:
    """How much is said, and in which colors."""
    command.add_argument(
        "--color",
        **one_of("auto", "always", "never"),
        default="auto",
        help="whether to print colors",
    )
    command.add_argument(
        "--statistics", action="store_true", help="say how many findings each rule has"
    )
    command.add_argument(
        "--timing", action="store_true", help="say how long the parts of the run and rules take"
    )
    command.add_argument("-q", "--quiet", action="store_true", help="no summary")
    command.add_argument(
        "-v", "--verbose", action="store_true", help="the operations of each page in the summary"
    )


def settings(command: ArgumentParser, *, default: str | None = None) -> None:
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


def one_of(*known: str) -> dict[str, Any]:
    """What makes an argument one of some words; argparse alone does not say which one is meant."""

    def read(text: str) -> str:
        if text in known:
            return text
        hint = did_you_mean(text, known) or f"; there are {', '.join(known)}"
        raise ArgumentTypeError(f"there is no `{text}`{hint}")

    return {"type": read, "metavar": f"{{{','.join(known)}}}"}


def output(text: str) -> tuple[str, str]:
    """The format and the file of `NAME=FILE`."""
    name, sign, path = text.partition("=")
    if not sign:
        guess = _SUFFIXES.get(splitext(text)[1].lower(), "json")
        guess, example = (text, f"doclint.{text}") if text in NAMES else (guess, text)
        raise ArgumentTypeError(f"`{text}` is not NAME=FILE, as in `{guess}={example}`")
    if name not in NAMES:
        hint = did_you_mean(name, NAMES) or f"; there are {', '.join(NAMES)}"
        raise ArgumentTypeError(f"there is no format `{name}`{hint}")
    if not path or path.endswith("/"):
        raise ArgumentTypeError(f"`{text}` names no file, as in `{name}=doclint.{name}`")
    return name, path


def names(text: str) -> list[str]:
    """Names between commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


def few(text: str) -> int:
    """A number of items to make up."""
    number = count(text)
    if number > _MOST_ITEMS:
        raise ArgumentTypeError(f"{text} is more than {_MOST_ITEMS}")
    return number


def count(text: str) -> int:
    """A number that is not below zero."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is no number of 0 or more")
    return int(text)
