"""Texts of pages in files of other formats: nothing that moves a cursor, hides or turns text."""

from __future__ import annotations

import json
from typing import Any

from doclint.model.pattern import regex
from doclint.report.frame import clean

_UNSHOWN = regex("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_NO_XML = regex("[\ufffe\uffff]")  # of what `clean` leaves, as XML 1.0, section 2.2, has it


def dumped(value: Any, *, indent: int | None = 2) -> str:
    """A value as JSON; what a terminal must not see raw is escaped, and so is half a character."""
    return _UNSHOWN.sub(_escaped, json.dumps(value, indent=indent, ensure_ascii=False))


def _escaped(found: Any) -> str:
    return f"\\u{ord(found[0]):04x}"


def xml(text: str) -> str:
    """A text as it may stand in an attribute or an element of XML."""
    from xml.sax.saxutils import escape

    return escape(_NO_XML.sub(_escaped, clean(text)), {'"': "&quot;"})
