"""The rules: listed, begun, blessed, tested and described."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace

from doclint.arguments import settings
from doclint.commands.running import all_rules, config_of
from doclint.console import FOUND, OK, say, tell


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    settings(command)
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
        settings(action, default=SUPPRESS)
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


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    from doclint.actions import act

    outcome = act(args, config_of(args), lambda: all_rules(args))
    say(outcome.said)
    tell(outcome.told)
    return FOUND if outcome.wrong else OK
