"""What the classes and ids of an element say of it, by words that are data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from doclint.model.pattern import regex
from doclint.parse.html.tree import Element

_FILE = Path(__file__).with_name("words.toml")
_HUMP = regex(r"(?<=[a-z])(?=[A-Z])")
_BREAK = regex(r"[^a-z0-9]+")
_NUMBER = regex(r"\d{1,2}\Z")
_ABOUT = frozenset(("has", "with", "no", "is", "without", "not"))  # `has-sidebar` is about others
_LONGEST = 4  # words of a phrase
_MANY = 400  # characters of a class or id that are looked at


@cache
def _words() -> Mapping[str, frozenset[str]]:
    import tomllib  # most pages of Markdown have no HTML

    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {kind: frozenset(text.split()) for kind, text in data.items()}


def says(element: Element, kind: str, *, named: bool = False) -> str:
    """The phrase of a kind that is a part of a class of an element; "" if there is none.

    With `named`, its id is looked at too.
    """
    if not element.written:
        return ""
    attributes = element.attributes
    names = attributes.get("class", "")
    if named:
        names += f" {attributes.get('id', '')}"
    return _found(names[:_MANY], kind) if names.strip() else ""


@cache
def _found(names: str, kind: str) -> str:
    known = _words()[kind]
    return next(
        (phrase for name in names.split() for phrase in _phrases(name) if phrase in known), ""
    )


def _phrases(name: str) -> Iterator[str]:
    """The runs of words in a name: `mdSidebar--left` has `md`, `md-sidebar`, `sidebar`, ..."""
    parts = [part for part in _BREAK.split(_HUMP.sub("-", name).lower()) if part]
    if parts and parts[0] in _ABOUT:
        return
    for size in range(1, _LONGEST + 1):
        for start in range(len(parts) - size + 1):
            yield "-".join(parts[start : start + size])


def heading_level(element: Element) -> int:
    """The level of what looks like a heading by its class: 7 is a label; 0 if it does not."""
    names = element.attributes.get("class", "")[:_MANY] if element.written else ""
    return _level(names) if names else 0


@cache
def _level(names: str) -> int:
    known = _words()["heading"]
    for name in names.split():
        phrase = "-".join(part for part in _BREAK.split(_HUMP.sub("-", name).lower()) if part)
        number = _NUMBER.search(phrase)
        bare = phrase[: number.start()].rstrip("-") if number else phrase
        if re.fullmatch(r"h[1-6]", phrase):
            return int(phrase[1])
        if bare in known:
            return int(number[0]) if number and 1 <= int(number[0]) <= 6 else 7
    return 0


def is_language(name: str) -> bool:
    """Whether a class is the name of a language."""
    return name in _words()["languages"]


def is_button(text: str) -> bool:
    """Whether a button says what only buttons say, or nothing."""
    return "-".join(part for part in _BREAK.split(text.lower()) if part) in {
        "",
        *_words()["buttons"],
    }
