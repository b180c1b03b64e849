"""What a shell needs to complete commands, options, words and rules."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from doclint.arguments import one_of, settings
from doclint.commands.running import all_rules
from doclint.console import OK, say

_SHELLS = {
    "bash": 'eval "$(doclint completion bash)"   # in ~/.bashrc',
    "zsh": "doclint completion zsh > ~/.zfunc/_doclint   # a folder of $fpath",
    "fish": "doclint completion fish > ~/.config/fish/completions/doclint.fish",
}


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    settings(command)
    command.add_argument("shell", **one_of(*_SHELLS), help="the shell that is to complete")
    command.epilog = "; ".join(_SHELLS.values())


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    import shtab

    from doclint.commands import parser
    from doclint.rules.rule import SETS

    rules = [rule.id for rule in all_rules(args)]
    names = [*SETS, *sorted({rule.partition("/")[0] for rule in rules}), *rules]
    known = parser()
    for action in _actions(known):
        _describe(action, names)
    say(shtab.complete(known, shell=args.shell).splitlines())
    return OK


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    for action in parser._actions:  # shtab, too, knows no other way
        yield action
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from _actions(command)


def _describe(action: Action, rules: Sequence[str]) -> None:
    """Says what the values of an argument are; argparse is told to read them, not to choose."""
    import shtab

    metavar = action.metavar if isinstance(action.metavar, str) else ""
    if metavar.startswith("{"):
        action.choices = metavar.strip("{}").split(",")
    elif metavar == "RULE":
        action.choices = [*rules]
    elif metavar == "FOLDER":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined] # shtab looks for it
    elif metavar in ("FILE", "PATH", "PAGE", "TEMPLATE"):
        action.complete = shtab.FILE  # type: ignore[attr-defined] # shtab looks for it
