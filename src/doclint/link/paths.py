"""Paths as pages and specs spell them, made comparable."""

from __future__ import annotations

import re
from functools import lru_cache

from doclint.model.pattern import regex

_SERVER = "host|url|uri|base|endpoint|server|domain|region|address|root|instance|cluster|api"
_HOST = regex(
    r"^(?:[a-z][a-z+.-]*://[^/]*|"
    r"(?:\{\{[\w.\- ]+\}\}|\$\{?[\w.]+\}?|"
    rf"[{{\[<](?=[\w.\- ]*(?:{_SERVER}))[\w.\- ]+[}}\]>]|\*+)(?=/))",
    re.I,
)
# `{?limit,sort}` at the end of a path is its query (RFC 6570, section 3.2.8), as is `{&limit}`.
_TAIL = regex(r"(?:\{[?&#]|(?<![{<\w])\?|\?(?=[\w$\[{]+=)|\?$|\?(?=[\w$]+$)|#).*$")
_PLACEHOLDER = regex(
    r"\\?\{{1,3}[^{}]*\\?\}{1,3}|<[^<>]*>|\$\{[^}]*\}|\([^()]*\)|^:[\w.-]+|\[[\w.\- ]+\]|"
    r"(?<=\w):[a-z]\w*$|^\$\w+$|%7B[^%]*%7D",
    re.I,
)
NAME = regex(r"\{([^{}\\]+)\\?\}|<([^<>]+)>|(?:^|/):([A-Za-z_][\w-]*)")
"""A placeholder with its name in one of the groups."""
_WORD = regex(r"[A-Z]?[^\W_A-Z]+|[A-Z]+(?![^\W_A-Z])")
_BASE = regex(r"api|rest|public|v?\d+(?:[.-]\d+)*(?:alpha|beta|rc)?\d*|latest|beta", re.I)
_NEAR = 0.72  # how alike two words are that one slip may part
_NEAR_WHOLE = 0.88  # and two segments that have other numbers of words


@lru_cache(maxsize=1 << 14)  # each path is compared with those of a whole spec
def segments(path: str) -> tuple[str, ...]:
    """The segments of a path without host and query; a placeholder is `*`, whatever its name."""
    bare = _TAIL.sub("", _HOST.sub("", path.strip().strip("`'\"").replace("\\", "")))
    return tuple(_segment(part) for part in bare.split("/") if part)


def _segment(part: str) -> str:
    return _PLACEHOLDER.sub("*", part)


def placeholders(path: str) -> tuple[str, ...]:
    """The names of the placeholders of a path, in their order."""
    bare = _HOST.sub("", path).partition("?")[0].partition("{&")[0]
    names = (next(filter(None, match.groups())) for match in NAME.finditer(bare))
    return tuple(name.strip(" :+") for name in names)  # `{:id}` is another way to write `:id`


def is_suffix(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a path ends with another one: with two words, or with one behind a mere base."""
    front = len(long) - len(short)
    if not short or front < 1 or long[front:] != short:
        return False
    words = sum(part != "*" for part in short)
    return words > 1 or (words == 1 and all(map(_BASE.fullmatch, long[:front])))


def fits(concrete: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether a path with values in it is one that a path with placeholders describes."""
    return len(concrete) == len(pattern) and all(
        want in (have, "*") or ("*" in want and _globs(want, have))
        for have, want in zip(concrete, pattern, strict=True)
    )


def _globs(want: str, have: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, want.split("*"))), have) is not None


def is_filled(path: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Whether a path is one with placeholders, in which values stand in their place: `/pets/42`."""
    filled = [
        have for have, want in zip(path, pattern, strict=False) if want == "*" and have != want
    ]
    return bool(filled) and fits(path, pattern) and all(any(c.isdigit() for c in f) for f in filled)


def nearness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two paths are that differ in one literal segment: 0 to 1; 0 for all others."""
    if len(one) != len(other):
        return 0.0
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1 or len(one) < 2 or "*" in differing[0]:
        return 0.0
    return _likeness(*(tuple(map(str.lower, _WORD.findall(part))) for part in differing[0]))


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two segments are of which one word is a slip of the other: 0 for all others."""
    if "".join(one) == "".join(other):
        return 1.0
    if len(one) != len(other):
        ratio = _ratio("".join(one), "".join(other))
        return ratio if ratio >= _NEAR_WHOLE else 0.0
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    ratio = _ratio(*differing[0])
    return ratio if len(differing) == 1 and ratio >= _NEAR else 0.0


@lru_cache(maxsize=1 << 16)  # the same words come in many paths, and in run after run
def _ratio(one: str, other: str) -> float:
    """How many letters of two words are the same; 0 where their lengths rule a slip out."""
    if 2 * min(len(one), len(other)) < _NEAR * (len(one) + len(other)):
        return 0.0
    from difflib import SequenceMatcher  # only slips need it

    return SequenceMatcher(None, one, other).ratio()
