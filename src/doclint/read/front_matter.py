"""Front matter as it is written: each key of its own with the characters of its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from doclint.model.page import FrontMatter, Page
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span

_KEY = regex(
    r"""(?P<key>[A-Za-z_][\w.-]*|"[^"\\\n]*"|'[^'\n]*')"""
    r"""[ \t]*(?P<mark>[:=])(?:[ \t]+|(?=[=\n]|\Z)|(?<==))(?P<value>[^\n]*)\n?"""
)
_SAYS = regex(r"""["']?[A-Za-z_][\w.-]*["']?[ \t]*[:=](?!//)""")
_TAGS = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<%", "%>"), ("[%", "%]"), ("${", "}"))
_TOML_VALUE = regex(r"""(?P<bare>[^\s"'#\[{][^\s#]*)[ \t]*(?:\#.*)?\Z""")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key on the first level with a plain value: no quotes, one line.

    `rest` is what the line has behind the value, which is a comment; `value` what it is read as.
    """

    key: str
    span: Span
    rest: Span
    value: Any


def is_template(page: Page) -> bool:
    """Whether tags of a template stand in the front matter, which is data only without them."""
    text = page.front_matter.body.text if page.front_matter else ""
    return any(opener in text and closer in text for opener, closer in _TAGS)


def is_meant(matter: FrontMatter) -> bool:
    """Whether it is meant as data: a rule on top of a page opens no front matter by itself."""
    return any(_SAYS.match(line) for line in matter.body.text.splitlines())


def plain_entries(matter: FrontMatter) -> tuple[Entry, ...]:
    """The keys on the first level whose value is written plainly; none where it can't be read."""
    return tuple(_entries(matter))


def _entries(matter: FrontMatter) -> Iterator[Entry]:
    """Line by line; what a value of several lines holds is indented, or has no such key."""
    mark = ":" if matter.syntax == "yaml" else "="
    at = 0
    for line in matter.body.text.splitlines(keepends=True):
        found = _KEY.match(line)
        if matter.syntax == "toml" and line.startswith("["):
            return  # what follows belongs to a table
        if found and found["mark"] == mark:
            key = found["key"].strip("\"'")
            width = _plain(found["value"], matter.syntax)
            if key in matter.data and width:
                start = at + found.start("value")
                yield Entry(
                    key,
                    matter.body.within(start, start + width),
                    matter.body.within(start + width, at + len(line.rstrip())),
                    matter.data[key],
                )
        at += len(line)


def _plain(value: str, syntax: str) -> int:
    """How many characters of a line are its plain value; 0 where there is none."""
    if syntax == "toml":
        bare = _TOML_VALUE.match(value)
        return len(bare["bare"]) if bare else 0
    if value[:1] in ("", '"', "'", "[", "{", "|", ">", "&", "*", "!", "#", "%", "@", "`"):
        return 0
    cut = re.search(r"[ \t]#", value)
    return len((value[: cut.start()] if cut else value).rstrip())
