"""What pages are compared with, by its content: OpenAPI documents, and what is read like them."""

from __future__ import annotations

import re

from doclint.model.page import Note
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.model.spec import Spec
from doclint.parse.specs import openapi, postman
from doclint.parse.specs.openapi import Read

_OTHERS = {
    "overlay": "an OpenAPI Overlay, which changes a spec and is none",
    "arazzo": "an Arazzo document, which is about workflows",
    "asyncapi": "an AsyncAPI document, which is about messages",
}
_NAMES = r"(overlay|arazzo|asyncapi)[\"']?[ \t]*:\s*[\"']?\d\.\d"
_OPENER = regex(r"\s*\{")
_IN_BRACES = regex(rf"""(?:^|[{{,])\s{{0,20}}["']{_NAMES}""", re.M)
_IN_BLOCK = regex(rf"""^["']?{_NAMES}""", re.M)
_HEAD = 4096  # characters in which such a document says what it is


def sniff(text: str) -> bool:
    """Whether a text looks like one that pages are compared with: a guess, but a quick one."""
    return postman.sniff(text) or (openapi.sniff(text) and other_format(text) is None)


def is_loose(text: str) -> bool:
    """Whether one that is sniffed only tells of what there is, as collections do."""
    return postman.sniff(text)


def other_format(text: str) -> str | None:
    """What a text is that goes with specs and is none, in words."""
    pattern = _IN_BRACES if _OPENER.match(text) else _IN_BLOCK
    found = pattern.search(text, 0, _HEAD)
    return _OTHERS[found[1]] if found else None


def parse_witness(source: Source, read: Read) -> tuple[Spec | None, tuple[Note, ...]]:
    """The spec of a file, and what could not be read; None for what is none of them."""
    if postman.sniff(source.text):
        return postman.parse_collection(source)
    if other_format(source.text):
        return None, ()
    return openapi.parse_spec(source, read)
