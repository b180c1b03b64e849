"""What is to be cut out of a page so that a comment of ours, or a name in one, is gone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from doclint.model.finding import Edit
from doclint.model.pattern import regex
from doclint.model.source import Source, Span

_COMMENT = regex(
    r"(?:<!--|\{/\*|\{\#)[ \t]*doclint:\s*ignore(?:-file)?\s*\[(?P<names>[^\]\n]*)\]"
    r"[^\n]*?(?:--!?>|\*/\}|\#\})\Z"
)
_OF_RST = regex(r"\.\.[ \t]+doclint:\s*ignore(?:-file)?\s*\[(?P<names>[^\]\n]*)\][^\n]*\Z")
_SWITCH = regex(
    r"(?:<!--|\{/\*|\{\#)[ \t]*doclint:\s*(?P<kind>off|on)\s*\[(?P<names>[^\]\n]*)\]"
    r"[^\n]*?(?:--!?>|\*/\}|\#\})\Z"
)
_ITEM = regex(r"[ \t]+-[ \t]+[\"']?(?P<name>[\w/-]+)[\"']?[ \t]*\Z")
_OWN = regex(
    r"(?:doclint:[ \t]*\{[ \t]*ignore:[ \t]*|[ \t]+ignore:[ \t]*)(?:\[(?P<names>[^\[\]\n]*)\]"
    r"|[\"']?(?P<name>[\w/-]+)[\"']?)[ \t]*\}?[ \t]*\Z"
)


def without(comment: Span, name: str) -> Edit | None:
    """A comment of one line without a name, or none if it is the last; None where that is unclear.

    An `off` is left alone, as an `on` may stand behind it, and what is no comment of a page.
    """
    found = _COMMENT.match(comment.text) or _OF_RST.match(comment.text)
    names = [part.strip() for part in found["names"].split(",")] if found else []
    if found is None or names.count(name) != 1:
        return None
    if len(names) == 1:
        return _whole(comment)
    return Edit(comment.within(*_item(found["names"], name, found.start("names"))), "")


def without_pair(comment: Span, name: str, others: Iterable[Span]) -> tuple[Edit, ...]:
    """An `off` of one name and the `on` behind it that is for this name alone, both gone.

    Where another `on` comes first, or none at all, it is left alone.
    """
    first = _SWITCH.match(comment.text)
    if first is None or (first["kind"], first["names"].strip()) != ("off", name):
        return ()
    for other in others:
        found = _SWITCH.match(other.text)
        if other.source is not comment.source or other.start <= comment.start or found is None:
            continue
        if found["kind"] == "on" and found["names"].strip() == name:
            edits = _whole(comment), _whole(other)
            return tuple(edit for edit in edits if edit) if all(edits) else ()
        return ()
    return ()


def without_entry(entry: Span, name: str) -> Edit | None:
    """A name gone from the list in the front matter; the list with it if it was the only one."""
    source, number = entry.source, entry.line
    line, start = source.line(number), source.line_starts[number - 1]
    if _ITEM.match(line):
        return _without_item(source, number)
    found = _OWN.match(line)
    names = [one.strip().strip("\"'") for one in (found["names"] or "").split(",")] if found else []
    if found is None or name not in (*names, found["name"]):
        return None
    if len(names) > 1:
        return Edit(source.span(*_item(found["names"], name, start + found.start("names"))), "")
    top = number if line.startswith("doclint:") else number - 1
    return _without_lines(source, top, number)


def _without_item(source: Source, number: int) -> Edit | None:
    """A line of a list gone; with the lines above it if there is no other."""
    above, below = source.line(number - 1), source.line(number + 1)
    if _ITEM.match(above) or _ITEM.match(below):
        return _without_lines(source, number, number)
    return _without_lines(source, number - 2, number) if above.strip() == "ignore:" else None


def _without_lines(source: Source, first: int, last: int) -> Edit | None:
    """Lines of the front matter gone, with all that is said below their key."""
    whole = first == last or source.line(first).strip() == "doclint:"
    below = source.line(last + 1)
    alone = first == last or not below[:1].isspace()
    if not (whole and alone):
        return None
    return Edit(source.span(source.line_starts[first - 1], source.line_starts[last]), "")


def _item(text: str, name: str, at: int) -> tuple[int, int]:
    """Where a name stands in a list, with the comma behind it, or in front of the last."""
    parts = [*re.finditer(r"[^,]+", text)]
    number = [part[0].strip(" \t\"'") for part in parts].index(name)
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
