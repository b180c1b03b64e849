"""YAML of a text a line, as most front matter is: the library takes longer than such a page."""

from __future__ import annotations

import re

from doclint.model.pattern import regex

_LINE = regex(
    r"""(?P<key>[a-z_][\w-]{0,99}):[ ]+"""
    r"""(?:(?P<plain>[a-z][\w ./,()'+-]*)|"(?P<quoted>[ !#-\[\]-~]*)")[ ]*""",
    re.ASCII | re.IGNORECASE,
)
_WORDS = frozenset(("y", "yes", "n", "no", "on", "off", "true", "false", "null"))
"""What is no text, or is none to others."""


def read_plain(text: str) -> dict[str, str] | None:
    """The data of lines such as `title: List pets`; None unless all lines are plainly that."""
    found: dict[str, str] = {}
    for line in filter(None, text.split("\n")):
        said = _LINE.fullmatch(line)
        if said is None or said["key"] in found or said["key"].lower() in _WORDS:
            return None
        plain = (said["plain"] or "").rstrip(" ")
        if plain.lower() in _WORDS:
            return None
        found[said["key"]] = plain or said["quoted"]
    return found or None
