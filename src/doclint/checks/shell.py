"""Commands in code samples that a shell does not read as they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.page import Example, Page
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.shell import Command, Word, commands

_START = regex(r"[ \t]*(?:[$>%#][ \t]+)?(?:sudo[ \t]+|time[ \t]+)?\Z")
_JSON = regex(r"\"\s*[{\[]\s*[{\[\s]*\"[\w$@.-]+\"\s*:")
_VARIABLE = regex(r"\$\{?(?P<name>[A-Za-z_]\w*)\}?")
_SET = regex(r"^[ \t]*(?:\$[ \t]+)?(?:export[ \t]+|set[ \t]+)?(?P<name>[A-Za-z_]\w*)=\S", re.M)
_CUT = ("...", "…")
_WORDS = {
    "lost-continuation": (
        "the line ends without a `\\`",
        "the command ends here, and the options below are no part of it",
    ),
    "blank-behind-backslash": (
        "there is a blank behind the `\\`",
        "the command ends here, and the options below are no part of it",
    ),
    "open-quote": ("this quote is never closed", "the shell waits for more"),
    "bare-ampersand": (
        "this `&` is not quoted",
        "the shell ends the command here, and the rest of the address is lost",
    ),
}


def broken(page: Page) -> Iterator[Hit]:
    """Commands that a shell reads in another way than a reader. Facts: fault, effect."""
    examples = [
        block for block in page.blocks() if isinstance(block, Example) and not block.shows_page
    ]
    names = {match["name"] for each in examples for match in _SET.finditer(each.body)}
    for example in examples:
        for command in commands(example.body):
            if _stands_alone(example, command):
                yield from _faults(example, command)
                yield from _quoted(example, command, names)


def _stands_alone(example: Example, command: Command) -> bool:
    """Whether a command begins its line; inside of other code other rules may hold."""
    line = example.body.rfind("\n", 0, command.start) + 1
    return _START.match(example.body, line, command.start) is not None


def _faults(example: Example, command: Command) -> Iterator[Hit]:
    """The first fault of each kind; one may be the cause of all that follow."""
    codes = {fault.code for fault in command.faults}
    untold = codes - ({"bare-ampersand"} if "open-quote" in codes else set())
    if "open-quote" in untold and _is_cut(example):
        untold -= {"open-quote"}
    for fault in command.faults:
        if fault.code in untold:
            untold.remove(fault.code)
            words, effect = _WORDS[fault.code]
            yield _hit(example.body.at(fault.start, fault.end), words, effect)


def _is_cut(example: Example) -> bool:
    return not example.closed or example.body.rstrip().endswith(_CUT)


def _quoted(example: Example, command: Command, names: set[str]) -> Iterator[Hit]:
    for word in command.words:
        if _JSON.match(example.body, word.start, len(example.body)):
            at = example.body.index('"', word.start + 1)
            place = example.body.at(at, at + 1)
            yield _hit(place, "this quote ends those around the JSON", "its quotes are not sent")
            return
        if command.style == "sh":
            yield from _kept(example, word, names)


def _kept(example: Example, word: Word, names: set[str]) -> Iterator[Hit]:
    """Variables that the page sets, in single quotes, where a shell leaves them as they are."""
    for piece in word.pieces:
        for match in _VARIABLE.finditer(piece.value) if piece.quote == "'" else ():
            if match["name"] in names:
                place = example.body.at(*(piece.start + at for at in match.span()))
                yield _hit(place, f"`{match[0]}` is in single quotes", "it is sent as it stands")


def _hit(place: Span, fault: str, effect: str) -> Hit:
    return Hit(place, f"shell:{fault}", {"fault": fault, "effect": effect})
