"""What a rule finds and why it matters."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from doclint.arguments import settings
from doclint.commands.running import all_rules
from doclint.console import OK, say


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    settings(command)
    command.add_argument(
        "rule", metavar="RULE", help="a rule, a family, a set, or a check such as house.one-of"
    )


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from doclint.report.explain import explain

    say(explain(args.rule, all_rules(args)).splitlines())
    return OK
