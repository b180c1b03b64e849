"""Calls in code samples: which operation a `curl` command calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.contract import Naming, Said
from doclint.model.page import Example
from doclint.model.pattern import regex

_COMMAND = regex(r"\bcurl\b(?:[^\n\\^`]|\\[^\n]|[\\^`]\n|[\^`])*+")
_METHOD = regex(r"(?:-X|--request)[ =]?['\"]?(?P<method>[A-Z]+)\b")
_ADDRESS = regex(
    r"(?P<path>(?:https?://|\$\{?\w+\}?/|\{\{?\w+\}?\}/|<[\w-]+>/)[^\s'\"\\`]*)|(?P<quote>['\"])"
)
_DATA = regex(r"\s(?:-d|--data(?:-raw|-binary|-urlencode)?|--json|-F|--form)\b")
_GET = regex(r"\s(?:-G|--get)\b")
_HEAD = regex(r"\s(?:-I|--head)\b")


def calls(example: Example) -> Iterator[Naming]:
    """The requests that the `curl` commands of a code block send.

    Without `-X` a command with data is a POST, any other a GET (the manual of curl).
    """
    if "curl" not in example.body:
        return
    for command in _COMMAND.finditer(example.body):
        address = _address(command)
        if address is not None:
            yield Naming(_method(example, command), _said(example, *address), "curl", example.span)


def _address(command: re.Match[str]) -> tuple[int, int] | None:
    """The URL of a command: the first that does not stand inside of other quoted text."""
    text, at = command[0], 0
    while match := _ADDRESS.search(text, at):
        if match["path"]:
            return command.start() + match.start("path"), command.start() + match.end("path")
        close = text.find(match["quote"], match.end())
        inside = _ADDRESS.match(text, match.end())
        if inside and inside["path"]:
            return command.start() + inside.start("path"), command.start() + inside.end("path")
        at = close + 1 if close >= 0 else len(text)
    return None


def _method(example: Example, command: re.Match[str]) -> Said[str]:
    text = command[0]
    stated = _METHOD.search(text)
    if stated:
        start = command.start() + stated.start("method")
        return Said(stated["method"], example.body.at(start, start + len(stated["method"])))
    data = _DATA.search(text) and not _GET.search(text)
    method = "POST" if data else "HEAD" if _HEAD.search(text) else "GET"
    return Said(method, example.body.at(command.start(), command.start() + len("curl")))


def _said(example: Example, start: int, end: int) -> Said[str]:
    return Said(str(example.body)[start:end], example.body.at(start, end))
