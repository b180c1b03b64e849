"""Who owns which file, by a CODEOWNERS file of GitHub or GitLab."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.model.pattern import regex
from doclint.model.record import dataclass

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where such a file stands, from the top of a repository; the first one counts."""

_SECTION = regex(r"\^?\[(?P<name>[^\]\n]+)\](?:\[\d+\])?(?P<owners>.*)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A pattern and its owners, who may be none. The last one of a section that fits counts."""

    section: str
    pattern: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owners:
    """The lines of a CODEOWNERS file. `prefix` leads from its folder to where the user stands."""

    lines: tuple[_Line, ...] = ()
    prefix: str = ""

    def of(self, path: str) -> tuple[str, ...]:
        """The owners of a file, by its path as it is shown to the user."""
        full = posixpath.normpath(posixpath.join(self.prefix, path))
        last: dict[str, tuple[str, ...]] = {}
        for line in self.lines:
            if _pattern(line.pattern).match(full):
                last[line.section] = line.owners
        return tuple(dict.fromkeys(owner for owners in last.values() for owner in owners))


def read_owners(text: str, prefix: str = "") -> Owners:
    """The owners that a CODEOWNERS file names; lines that are none of its are passed over."""
    return Owners(tuple(_lines(text)), prefix)


def _lines(text: str) -> Iterator[_Line]:
    section, default = "", ()
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if match := _SECTION.fullmatch(line):
            section, default = match["name"].strip().lower(), tuple(match["owners"].split())
            continue
        pattern, *owners = _words(line)
        yield _Line(section, pattern, tuple(owners) or default)


def _words(line: str) -> list[str]:
    """The pattern, in which a blank may be escaped, and the owners up to a remark."""
    words = line.replace("\\ ", "\0").split()
    names = words[1:]
    end = next((n for n, word in enumerate(names) if word.startswith("#")), len(names))
    return [words[0].replace("\0", " "), *names[:end]]


@lru_cache(maxsize=1 << 10)
def _pattern(glob: str) -> re.Pattern[str]:
    """A pattern as gitignore has it, without `!` and ranges, which these files do not know.

    With a slash that does not end it, it counts from the top; one that names a folder means all
    below it.
    """
    anchored = "/" in glob.rstrip("/")
    parts = re.sub(r"(?:\*\*/)+", "**/", glob.strip("/")).split("/")
    inner = "".join(_part(part, last=n == len(parts) - 1) for n, part in enumerate(parts))
    start = "" if anchored else "(?:[^/]+/)*"
    if glob.endswith("/"):
        end = "/.+"
    elif parts[-1] == "**":
        end = ""
    else:
        end = "" if anchored and parts[-1] == "*" else "(?:/.*)?"
    return re.compile(f"{start}{inner}{end}\\Z", re.S)


def _part(part: str, *, last: bool) -> str:
    if part == "**":
        return ".+" if last else "(?:[^/]+/)*"
    text = re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    return text if last else f"{text}/"
