"""Edits that give a request the method and the path of its operation, and leave the rest alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from doclint.checks._table_fixes import in_columns
from doclint.link.paths import nearness, segments
from doclint.model.finding import Edit, Fix
from doclint.model.pattern import regex
from doclint.model.source import Anchor, Span

_TAIL = regex(r"\{[?&#]|[?#]")
_PART = regex(r"[^/]+")
_WORD = regex(r"[\w.~@-]+")
_BASE = regex(r"api|apis|rest|public|v?\d+(?:[.-]\d+)*(?:alpha|beta|rc)?\d*|latest|beta", re.I)
_STYLES = (
    (regex(r"\{\w[\w.-]*\}"), "{%s}"),
    (regex(r":[A-Za-z_]\w*"), ":%s"),
    (regex(r"<\w[\w.-]*>"), "<%s>"),
)

_Parts = Sequence[tuple[int, int]]


def with_method(anchor: Anchor, said: str, method: str, *, safe: bool) -> Fix | None:
    """Another method where one is written, in its letters."""
    if not isinstance(anchor, Span) or anchor.text.upper() != said.upper():
        return None
    text = method.lower() if anchor.text.islower() else method.upper()
    return _fix(Edit(anchor, text), safe=safe)


def with_option(anchor: Anchor, method: str, *, safe: bool) -> Fix | None:
    """A method for a command of curl that says none."""
    if not isinstance(anchor, Span) or anchor.text != "curl":
        return None
    return Fix((Edit(Span(anchor.source, anchor.end, anchor.end), f" -X {method}"),), safe)


def with_word(anchor: Anchor, path: str, *, safe: bool) -> Fix | None:
    """The one word of a path in the place of another; what stands for placeholders stays.

    Where it is no slip, but another word altogether, all that is said there may be of something
    else.
    """
    found = _parts(anchor)
    wanted = [part for part in path.split("/") if part]
    if not isinstance(anchor, Span) or len(found) < len(wanted):
        return None
    text, edits, slip = anchor.text, [], True
    for (start, end), want in zip(found[-len(wanted) :], wanted, strict=True):
        have = text[start:end]
        if _is_literal(want) is not _is_literal(have) and _is_literal(want):
            return None  # a placeholder or a value in the place of a word
        if _is_literal(want) and have != want:
            slip = nearness(("", have), ("", want)) > 0
            edits.append(Edit(anchor.within(start, end), want))
    return _fix(edits[0], safe=safe and slip) if len(edits) == 1 else None


def with_segment(anchor: Anchor, path: str, *, safe: bool) -> Fix | None:
    """A segment of a path that was lost, or none where it has one too many."""
    wanted = [part for part in path.split("/") if part]
    found = _parts(anchor)
    if not isinstance(anchor, Span) or not wanted:
        return None
    text = anchor.text
    while found and _BASE.fullmatch(base := text[slice(*found[0])]) and base != wanted[0]:
        found = found[1:]
    have, want = ([_plain(part) for part in parts] for parts in (_texts(text, found), wanted))
    steps = [each for each in SequenceMatcher(None, have, want).get_opcodes() if each[0] != "equal"]
    if len(steps) != 1 or abs(len(have) - len(want)) != 1 or not set(have) & (set(want) - {"*"}):
        return None
    _, first, last, other, end = steps[0]
    if last - first == 1 and end == other and first:
        return _fix(Edit(anchor.within(found[first][0] - 1, found[first][1]), ""), safe=safe)
    if last == first and end - other == 1 and first:
        more = _styled(wanted[other], text)
        at = found[first - 1][1]
        return _fix(Edit(anchor.within(at, at), f"/{more}"), safe=safe) if more else None
    return None


def _fix(edit: Edit, *, safe: bool) -> Fix | None:
    kept = in_columns(edit)
    return Fix((kept,), safe) if kept else None


def _parts(anchor: Anchor) -> _Parts:
    """The stretches between the slashes of an address, without its scheme and query."""
    if not isinstance(anchor, Span) or "\n" in anchor.text:
        return ()
    text = anchor.text
    tail = _TAIL.search(text)
    end = tail.start() if tail else len(text)
    start = text.find("://") + 3 if "://" in text[:end] else 0
    return [match.span() for match in _PART.finditer(text, start, end)][1 if start else 0 :]


def _texts(text: str, parts: _Parts) -> list[str]:
    return [text[start:end] for start, end in parts]


def _plain(part: str) -> str:
    """A segment, `*` for a placeholder."""
    return "".join(segments(part))


def _is_literal(part: str) -> bool:
    return _WORD.fullmatch(part) is not None and not part.isdigit()


def _styled(part: str, text: str) -> str:
    """A segment of a spec as the page writes those: placeholders in its own style."""
    if _is_literal(part):
        return part
    name = re.fullmatch(r"\{([\w.-]+)\}", part)
    for pattern, shape in _STYLES if name else ():
        if pattern.search(text):
            return shape % name[1] if name else ""
    return ""
