"""What is to be cut out of a page so that a comment of ours, or a name in one, is gone."""

from __future__ import annotations

import re

from doclint.model.finding import Edit
from doclint.model.pattern import regex
from doclint.model.source import Span

_COMMENT = regex(
    r"(?:<!--|\{/\*|\{\#)[ \t]*doclint:\s*ignore(?:-file)?\s*\[(?P<names>[^\]\n]*)\]"
    r"[^\n]*?(?:--!?>|\*/\}|\#\})\Z"
)


def without(comment: Span, name: str) -> Edit | None:
    """A comment of one line without a name, or none if it is the last; None where that is unclear.

    An `off` is left alone, as an `on` may stand behind it, and what is no comment of a page.
    """
    found = _COMMENT.match(comment.text)
    names = [part.strip() for part in found["names"].split(",")] if found else []
    if found is None or names.count(name) != 1:
        return None
    if len(names) == 1:
        return _whole(comment)
    return Edit(comment.within(*_item(found["names"], name, found.start("names"))), "")


def _item(text: str, name: str, at: int) -> tuple[int, int]:
    """Where a name stands in a list, with the comma behind it, or in front of the last."""
    parts = [*re.finditer(r"[^,]+", text)]
    number = [part[0].strip() for part in parts].index(name)
    start, end = parts[number].span()
    if number + 1 < len(parts):
        lead = len(parts[number][0]) - len(parts[number][0].lstrip())
        after = parts[number + 1]
        return at + start + lead, at + after.end() - len(after[0].lstrip())
    return at + start - 1, at + end


def _whole(comment: Span) -> Edit | None:
    """A comment with its line if it has one of its own; none that parts what else would meet."""
    source, line = comment.source, comment.line
    start, text = source.line_starts[line - 1], source.line(line)
    before, after = text[: comment.start - start], text[comment.end - start :]
    if before.strip() and not after.strip():
        return Edit(source.span(start + len(before.rstrip(" \t")), comment.end), "")
    if before.strip() or after.strip():
        return None
    end = min(start + len(text) + 1, len(source.text))
    above = source.line(line - 1) if line > 1 else ""
    below = source.line(line + 1) if line < len(source.line_starts) else ""
    if above.strip() and below.strip() and not above.startswith("#"):
        return None
    if not above.strip() and not below.strip():  # one empty line between the others is enough
        start -= len(above) + 1 if end == len(source.text) and line > 1 else 0
        end = min(end + len(below) + 1, len(source.text))
    return Edit(source.span(start, end), "")
