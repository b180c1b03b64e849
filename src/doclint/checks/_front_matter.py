"""Where a key of front matter stands, by what it is called and how far it is indented."""

from __future__ import annotations

import re

from doclint.model.page import FrontMatter
from doclint.model.source import Span


def place_of(matter: FrontMatter, pointer: str) -> Span:
    """The key that a JSON Pointer leads to, or as far as it can be followed; else the first line.

    Keys are looked for line by line, each below the one before it: YAML and TOML write one a line
    where they write anything that people edit.
    """
    place = matter.span.within(0, len(matter.span.text.partition("\n")[0]))
    at = 0
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if key.isdecimal():
            continue  # items have no key: what is below them is looked for by its own
        found = _key(key).search(matter.body.text, at)
        if found is None:
            break
        place, at = matter.body.within(*found.span("key")), found.end()
    return place


def _key(key: str) -> re.Pattern[str]:
    quoted = re.escape(key)
    return re.compile(rf"""^[ \t\[-]*(?P<key>["']?{quoted}["']?)[ \t]*[:=\]]""", re.M)
