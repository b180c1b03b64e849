"""Plants defects into a copy of the pages, and shows which rules see them."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from doclint.arguments import context, count, names, one_of, selection, sources
from doclint.config import UsageError
from doclint.console import FOUND, NOTHING, OK, USAGE, say, tell
from doclint.model.words import did_you_mean

if TYPE_CHECKING:
    from doclint.model.planted import Defect, Selftest

_EXITS = """\
exit codes: 0 each kind of defect that could be planted was seen, or is switched off; 1 some kind
was never seen: the gate cannot see it; 2 a mistake in usage or config; 3 there is no place for any
defect"""


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    command.epilog = _EXITS
    sources(command)
    context(command)
    command.add_argument("paths", nargs="*", metavar="PATH", help="files and folders")
    selection(command)
    command.add_argument(
        "--kinds",
        action="extend",
        type=names,
        default=[],
        metavar="KIND",
        help="kinds of defects to plant, instead of all: `--list` names them",
    )
    command.add_argument("--list", action="store_true", help="print the kinds of defects")
    command.add_argument(
        "--per", type=_some, default=3, metavar="N", help="how many of each kind, 3 by default"
    )
    command.add_argument(
        "--seed", type=count, default=0, metavar="N", help="other places with another number"
    )
    command.add_argument(
        "--fail-on",
        **one_of("error", "warning", "info"),
        default="error",
        help="the least severity that makes `check` fail",
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument("--baseline", metavar="FILE", help="the findings that are known")
    which.add_argument("--no-baseline", action="store_true", help="as if no finding was known")
    command.add_argument("--format", **one_of("text", "json"), default="text")
    command.add_argument("-v", "--verbose", action="store_true", help="print every plant")
    command.set_defaults(stdin_filename=None, no_fold=True)


def _some(text: str) -> int:
    number = count(text)
    if not 1 <= number <= 100:
        raise ArgumentTypeError(f"{text} is not between 1 and 100")
    return number


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from time import perf_counter

    from doclint.report.selftest_report import kinds_text, selftest_json, selftest_text, verdict
    from doclint.selftest.defects import defects

    if args.list:
        say(kinds_text(defects().values()))
        return OK
    start = perf_counter()
    found, crashed = _tried(args)
    if args.format == "json":
        say(selftest_json(found))
    else:
        say(selftest_text(found, verbose=args.verbose))
    tell(verdict(found, seconds=perf_counter() - start, fail_on=args.fail_on))
    if crashed:
        return USAGE
    states = {tally.state for tally in found.tallies}
    if states <= {"none"}:
        return NOTHING
    return FOUND if "missed" in states else OK


def _tried(args: Namespace) -> tuple[Selftest, bool]:
    """What became of the plants, and whether a rule crashed."""
    from doclint.commands.running import config_of, files_of, progress_of
    from doclint.selftest.focus import Focus
    from doclint.selftest.trial import Lints, selftest
    from doclint.session import known_rules, linter

    if "-" in args.paths:
        raise UsageError("`-` is no path to plant into, expected files and folders")
    kinds = _kinds(args.kinds)
    files, paths, _ = files_of(args)
    progress = progress_of(args)
    focus = Focus()
    own = linter(args, files, paths, progress=focus)
    every = linter(args, files, paths, progress=focus, rules=known_rules(config_of(args)))
    lints = Lints(lambda texts: own(texts, False), lambda texts: every(texts, False), focus)
    options = {"seed": args.seed, "number": args.per, "fail_on": args.fail_on}
    try:
        found, clean = selftest(files, lints, kinds, progress=progress, **options)
    finally:
        progress.close()
    tell(f"doclint: {crash}" for crash in clean.crashes)
    return found, bool(clean.crashes)


def _kinds(wanted: list[str]) -> list[Defect]:
    from doclint.selftest.defects import defects

    every = defects()
    for name in wanted:
        if name not in every:
            hint = did_you_mean(name, every) or "; `--list` names them"
            raise UsageError(f"there is no kind of defect `{name}`{hint}")
    return [every[name] for name in wanted] or [*every.values()]
