"""Rows that fell out of their table: lines between bars that renderers show as text."""

from __future__ import annotations

import re

from doclint.link.compare import squeezed
from doclint.model.contract import Contract
from doclint.model.pattern import regex

_ROW = regex(r"^[ \t]*\|[ \t`*]*(?P<name>[\w.$@-]+)", re.M)
"""The first cell of a line that looks like a row, be it in a table or fallen out of one."""


def lost_names(contract: Contract) -> set[str]:
    """The names in the first cells of all lines that look like rows, as they are compared."""
    return {squeezed(match["name"]) for match in _ROW.finditer(contract.span.text)}
