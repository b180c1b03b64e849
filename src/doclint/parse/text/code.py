"""Code in a saved text: JSON, commands and messages, which are known by how they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from doclint.model.page import Example, Gutter
from doclint.model.pattern import regex
from doclint.model.source import Source, Span, Text
from doclint.parse.text.cells import is_near
from doclint.parse.text.gutters import counted, counted_down, numbered
from doclint.parse.text.lines import Line

_JSON = regex(r"[{\[]\s*(?:[\"'{}\]]|\[(?!\d+\])|\.{3}|…|//|-?\d[\d.]*\s*,)")
_LONE_BRACKET = regex(r"[{\[](?:\s*[{\[])*\Z")
_INNER = regex(
    r"[\"'{}\[\]]|\.{2,}|…|//|/\*|(?:-?\d[\d.]*|true|false|null|True|False|None)\s*[,}\]]?\s*\Z"
)
_MEMBER = regex(r"[\"'{}\[\]]|\.{3}|…|//|/\*|[\w$-]{1,60}\s*:")
_CUT_OFF = regex(r"[^\s.…]\s*(?:\.{3}|…)(?:\s*\([^()]*\))?\Z")
_FOLLOWS = regex(r"[}\])][}\]),;\s]*\Z|\"[^\"\n]{1,80}\"\s*:")
_OPEN_MEMBER = regex(r"\"[^\"\n]{1,80}\"\s*:(?=[^\n]*[,{\[\]}\w\"]\s*\Z)")
_SENTENCE_END = regex(
    r"[\]}][\])}]*[.,;]?[\"'’”]?(?:\s+[^\W\d_][^\n]*)?[.:]\Z|[\]}]\s+[a-z]+ [^\n{\[\"]*\Z"
)
_BRACKETS = regex(r"\"(?:[^\"\\]|\\.)*(?:\"|\Z)|[{\[]|[}\]]")
_CURL = regex(r"(?:[$>#]\s+)?curl(?:\.exe)?\s+(?:-|'|\"|https?:|\$|\{|\\\Z|[\w.-]+[./])")
_OPTION = regex(r"-[A-Za-z]\b|--[a-z][\w-]+")
_CONTINUES = ("\\", "^", "`")
_HTTP = regex(
    r"HTTP/\d(?:\.\d)?\s+\d{3}\b|(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)\s+\S+\s+HTTP/\d"
)
_HEADER = regex(r"[A-Za-z][\w-]*:\s*\S")
_CELL_END = regex(r"\s*\|\Z")
_BUTTON = regex(
    r"copy(?: code| to clipboard| snippet)?|copied!?|wrap|(?:expand(?: all)?)?\s*(?:collapse all)?",
    re.I,
)
_LANGUAGE = regex(
    r"json|jsonc|curl|bash|shell|sh|http|python|javascript|js|node\.?js|java|go|golang|php|ruby|c#"
    r"|typescript|xml|yaml|text|plaintext|console|powershell|kotlin|swift|rust|perl|r",
    re.I,
)

_FEWEST = 3  # lines of code that nothing but a row of numbers tells of


class Code(NamedTuple):
    """An example, and how many lines it takes, counted from the one it was looked for at."""

    example: Example
    taken: int


def read_code(source: Source, lines: Sequence[Line], at: int) -> Code | None:
    """The code that begins at a line, with its gutter; None if none does."""
    for read in (_behind_gutter, _numbered, _bare):
        if found := read(source, lines, at):
            return found
    return None


def is_button(line: Line) -> bool:
    """Whether a line beside code is a button to copy it."""
    return _BUTTON.fullmatch(line.text) is not None


def is_language(line: Line) -> bool:
    """Whether a line above code names a language."""
    return _LANGUAGE.fullmatch(line.text) is not None


def is_code_cell(text: str) -> bool:
    """Whether a cell holds JSON or a command rather than words."""
    return _JSON.match(text) is not None or _CURL.match(text) is not None


def example(source: Source, start: int, end: int, gutter: Gutter | None = None) -> Example:
    """A stretch of a text as code, without the mark that ends a cell."""
    body = source.text[start:end]
    if cell := _CELL_END.search(body):
        if gutter is not None or body[: cell.start()].rstrip()[-1:] in ("}", "]"):
            body = body[: cell.start()]
    body = body.rstrip()
    written = Span(source, start, start + len(body))
    whole = gutter.span.until(written) if gutter else written
    return Example("", Text(body, written), whole, "text", gutter=gutter)


# Gutters ------------------------------------------------------------------------------------------


def _behind_gutter(source: Source, lines: Sequence[Line], at: int) -> Code | None:
    """Code below its numbers, which stand in a row or one on each line."""
    count, taken = counted(lines[at].text), 1
    if not count and lines[at].text.strip(" |") == "1":
        taken = count = counted_down(lines[n].text for n in range(at, len(lines)))
    first = at + taken
    if not count or first >= len(lines):
        return None
    gutter = Gutter(Span(source, lines[at].start, lines[first - 1].end), count)
    end = _end(lines, first) or _counted_end(lines, first, count, sure="|" in lines[at].text)
    if end is None:
        return None
    one = example(source, lines[first].start, lines[end - 1].end, gutter)
    return Code(one, end - at)


def _counted_end(lines: Sequence[Line], first: int, count: int, *, sure: bool) -> int | None:
    """Where code ends of which only the number of lines is known: before a sentence at latest."""
    said = lines[first].is_prose and lines[first].text[:1].isupper()
    if said or (not sure and count < _FEWEST):
        return None
    last = lines[first].number + count
    end = first
    while end < len(lines) and lines[end].number < last:
        if lines[end].is_prose and lines[end].text[:1].isupper() and end > first:
            break
        end += 1
    return end


def _numbered(source: Source, lines: Sequence[Line], at: int) -> Code | None:
    """Code with a number in front of each line."""
    if not _first_number(lines, at):
        return None
    end = at
    while end < len(lines) and _number(lines[end]) == end - at + 1:
        end += 1
    run = [Span(source, line.first, line.last) for line in lines[at:end]]
    found = numbered(run)
    if found is None:
        return None
    body, gutter = found
    return Code(
        Example("", body, run[0].until(run[-1]).stripped(), "text", gutter=gutter), end - at
    )


def _first_number(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if not text.startswith("1") or text[1:2].isdigit():
        return False
    code = text[1:].lstrip(" \t|.:)")
    lone = _LONE_BRACKET.match(code) and at + 1 < len(lines) and _number(lines[at + 1]) == 2
    return bool(lone or is_code_cell(code))


def _number(line: Line) -> int:
    digits = line.text.split(None, 1)[0].rstrip("|.:)")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else 0


# Code without numbers -----------------------------------------------------------------------------


def _bare(source: Source, lines: Sequence[Line], at: int) -> Code | None:
    end = _end(lines, at)
    if end is None:
        return None
    return Code(example(source, lines[at].start, lines[end - 1].end), end - at)


def _end(lines: Sequence[Line], at: int) -> int | None:
    """Behind the last line of the code that begins at a line; None if it is none."""
    text = lines[at].text
    if _CURL.match(text):
        return _end_of_command(lines, at)
    if _HTTP.match(text):
        return _end_of_message(lines, at)
    if text[:1] in ("{", "[") and _begins_json(lines, at):
        end = _end_of_json(lines, at)
        return None if end == at + 1 and _is_in_sentence(lines, at) else end
    if _begins_members(lines, at):
        return _end_of_members(lines, at)
    return None


def _is_in_sentence(lines: Sequence[Line], at: int) -> bool:
    """Whether the brackets are words of a sentence that was broken in front of them."""
    if not at or not is_near(lines, at) or lines[at - 1].level:
        return False
    return _SENTENCE_END.search(lines[at].text) is not None and " " in lines[at - 1].text


def _begins_members(lines: Sequence[Line], at: int) -> bool:
    """Whether members begin here whose braces are not shown, one of them with brackets."""
    if at + 1 == len(lines) or not _OPEN_MEMBER.match(lines[at].text):
        return False
    end = at
    while end + 1 < len(lines) and is_near(lines, end + 1) and _OPEN_MEMBER.match(lines[end].text):
        if lines[end].text[-1] in "{[":
            return _INNER.match(lines[end + 1].text) is not None
        end += 1
    return False


def _end_of_members(lines: Sequence[Line], at: int) -> int:
    end = at
    while end < len(lines) and (end == at or is_near(lines, end)):
        if not _OPEN_MEMBER.match(lines[end].text):
            break
        end = _end_of_json(lines, end)
    return end


def _begins_json(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if _JSON.match(text):
        return True
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or not _LONE_BRACKET.match(text):
        return False
    return _MEMBER.match(following.text) is not None


def _end_of_json(lines: Sequence[Line], at: int) -> int:
    """Behind the line that closes the first bracket, or the last one that may belong to it."""
    base, depth = lines[at].indent, _depth(lines[at].text)
    end = at + 1
    while end < len(lines):
        line = lines[end]
        near = line.number == lines[end - 1].number + 1
        loose = near and line.indent > base and not _CUT_OFF.search(lines[end - 1].text)
        deep = depth > 0 and (loose or _INNER.match(line.text))
        if not (deep or (depth <= 0 and near and _follows(line.text, lines[at].text[0]))):
            break
        depth += _depth(line.text)
        end += 1
    return end


def _follows(text: str, opener: str) -> bool:
    """Whether a line goes on with JSON that was closed: a bracket too many, or another member.

    A bracket of the other kind closes something else, which the JSON stands in.
    """
    other = "]" if opener == "{" else "}"
    return _FOLLOWS.match(text) is not None and text[0] != other


def _depth(text: str) -> int:
    """How many brackets a line opens, less those that it closes."""
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(match[0], 0)
    return depth


def _end_of_command(lines: Sequence[Line], at: int) -> int:
    end, quote = at + 1, _quote(lines[at].text, "")
    while end < len(lines) and lines[end].number == lines[end - 1].number + 1:
        before, text = lines[end - 1].text, lines[end].text
        if not (quote or before.endswith(_CONTINUES) or _OPTION.match(text)):
            break
        if quote and lines[end].is_prose and text[:1].isupper():
            break  # the quote was never closed
        quote = _quote(text, quote)
        end += 1
    return end


def _quote(text: str, quote: str) -> str:
    """The quotation mark that is open behind a line, by the one that is open in front of it."""
    escaped = False
    for char in text:
        if escaped:
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
    return quote


def _end_of_message(lines: Sequence[Line], at: int) -> int:
    """Behind the headers of a message, and the JSON below them."""
    end = at + 1
    while end < len(lines) and lines[end].number == lines[end - 1].number + 1:
        if not _HEADER.match(lines[end].text):
            break
        end += 1
    if end < len(lines) and lines[end].number <= lines[end - 1].number + 2:
        if lines[end].text[:1] in ("{", "[") and _begins_json(lines, end):
            return _end_of_json(lines, end)
    return end
