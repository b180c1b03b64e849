"""A part of a file that is taken in: what is left out of it becomes blank, so places stay right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from doclint.model.pattern import regex
from doclint.model.source import Source

_NUMBERS = regex(r":?-?\d[\d:,\s-]*\Z|L\d+(?:-L?\d+)?\Z|:\d*\Z")
_RANGE = regex(r"\s*(?P<first>\d*)\s*(?P<mark>[-:,]?)\s*(?P<last>-?\d*)\s*\Z")
_NOT_BREAK = regex(r"[^\n]")
_MARKS = (  # how tools mark where a named part of a file begins and ends
    (r"--8<--\s*\[start:\s*{0}\s*\]", r"--8<--\s*\[end:\s*{0}\s*\]"),
    (r"#\s?region\b[ \t]+{0}\b", r"#\s?endregion\b(?:[ \t]+{0}\b)?"),
    (r"\bregion\b[ \t]+{0}\b", r"\bendregion\b(?:[ \t]+{0}\b)?"),
    (r"ANCHOR:\s*{0}\b", r"ANCHOR_END:\s*{0}\b"),
    (r"<!--+\s*(?:start|begin)[:\s]\s*{0}\s*--+>", r"<!--+\s*end[:\s]\s*{0}\s*--+>"),
    (r"<!--+\s*snippet:\s*{0}\s*--+>", r"<!--+\s*/snippet[^<>\n]*--+>"),
    (r"<!--+\s*#{0}\s*--+>", r"<!--+\s*#{0}\s*--+>"),
    (r"(?://|#|--)\s*<{0}>", r"(?://|#|--)\s*</{0}>"),
    (r"\[doc:?\s*{0}\]|tag::{0}\[\]", r"\[enddoc:?\s*{0}\]|end::{0}\[\]"),
)
_LONGEST_NAME = 80
_EDGES = frozenset(("from", "to", "after", "before"))
_VARIABLE = regex(
    r"\{\{-?\s*(?:include\.|props\.|page\.include\.)(?P<liquid>[\w-]+)\s*-?\}\}"
    r"|\{%\s*\$(?P<markdoc>[\w-]+)\s*%\}"
    r"|\{(?:props\.)?(?P<jsx>[A-Za-z]\w*)\}"
    r"|\{\{-?\s*(?P<bare>[\w-]+)\s*-?\}\}"
    r"|\[_{1,2}\$?(?P<book>\w+)_{1,2}\]|\[\[\s*\#?\$(?P<other>\w+)\s*\]\]"
)
_FORMAL = regex(r"\{\{-?\s*(?:include|page\.include)\.|\{\{?\s*props\.|\{%\s*\$")
_BRANCH = regex(r"\{%-?\s*(?:if|unless|case|for|elsif|else|capture|assign|when)\b")


def selected(source: Source, part: str, lines: str, args: Mapping[str, str]) -> Source | None:
    """The file with all but the wanted part blanked; None where that part is not there."""
    spans: list[tuple[int, int]] | None = None
    if lines:
        spans = _of_lines(source, lines)
    elif part and _NUMBERS.match(part):
        spans = _of_lines(source, part.replace("L", ""))
    elif part:
        spans = _of_name(source, part)
    elif "start" in args or "end" in args:
        spans = _between(source, args.get("start", ""), args.get("end", ""))
    elif _EDGES & args.keys():
        return None  # tools differ in which of these lines belong to it
    else:
        return source
    return _kept(source, spans) if spans else None


def _kept(source: Source, spans: Iterable[tuple[int, int]]) -> Source:
    pieces, at, text = [], 0, source.text
    for start, end in sorted(spans):
        if end > at:
            pieces += [_NOT_BREAK.sub(" ", text[at : max(start, at)]), text[max(start, at) : end]]
            at = end
    pieces.append(_NOT_BREAK.sub(" ", text[at:]))
    return Source(source.path, "".join(pieces), source.undecoded)


def _of_lines(source: Source, wanted: str) -> list[tuple[int, int]]:
    """The lines that a list of ranges names: `2-5`, `2:5`, `2:`, `:5`, `1:3,7:9`, `1-3,7`."""
    starts = [*source.line_starts, len(source.text) + 1]
    count = len(starts) - 1
    found = []
    for first, last in _ranges(wanted.strip(), count):
        if not 1 <= first <= last or first > count:
            return []
        last = min(last, count)
        found.append((starts[first - 1], min(starts[last], len(source.text))))
    return found


def _ranges(wanted: str, count: int) -> Iterator[tuple[int, int]]:
    whole = _RANGE.match(wanted)
    if whole and whole["mark"] == ",":  # `{2,5}` of one tool, where others mean two lines
        parts = [wanted]
    else:
        parts = [part for part in wanted.split(",") if part.strip()]
    for part in parts:
        found = _RANGE.match(part.removeprefix(":") if part.count(":") > 1 else part)
        if found is None or not (found["first"] or found["last"]):
            yield 0, 0
            continue
        first = int(found["first"] or 1)
        last = int(found["last"] or count) if found["mark"] else first
        yield first, last if last > 0 else count + last


def _of_name(source: Source, name: str) -> list[tuple[int, int]]:
    """What stands between two marks with a name, or below a heading."""
    if len(name) > _LONGEST_NAME:
        return []
    text, word = source.text, re.escape(name)
    for begin, finish in _MARKS:
        start = re.search(begin.replace("{0}", word), text)
        if start is None:
            continue
        first = text.find("\n", start.end()) + 1
        end = re.compile(finish.replace("{0}", word)).search(text, start.end())
        if first and end:
            return [(first, text.rfind("\n", 0, end.start()) + 1)]
    return _below(text, name)


def _below(text: str, name: str) -> list[tuple[int, int]]:
    """The section whose heading makes an anchor of that name."""
    for match in re.finditer(r"^(#{1,6})[ \t]+([^\n]+)", text, re.M):
        title = re.sub(r"[^\w\s-]", "", match[2].lower())
        if f"{{#{name}}}" in match[2] or "-".join(title.split()) == name.lower():
            level = len(match[1])
            later = re.compile(rf"^#{{1,{level}}}[ \t]", re.M).search(text, match.end())
            return [(match.start(), later.start() if later else len(text))]
    return []


def _between(source: Source, start: str, end: str) -> list[tuple[int, int]]:
    """What stands between two texts."""
    text = source.text
    begin, finish = (each.replace("\\n", "\n").replace("\\t", "\t") for each in (start, end))
    first = text.find(begin) if begin else 0
    if first < 0:
        return []
    first += len(begin)
    last = text.find(finish, first) if finish else len(text)
    return [(first, last)] if last >= 0 else []


def filled(source: Source, args: Mapping[str, str]) -> tuple[Source, bool]:
    """The file with the values that it is given; and whether all of it is known then.

    What stands behind a value stays on its line, and lines keep their lengths. A line with a
    variable that has no value, or one that is too long, is blanked.
    """
    text = source.text
    if "{" not in text and "[_" not in text:
        return source, True
    if _BRANCH.search(text):
        return source, False
    if not (args or _FORMAL.search(text)):
        return source, True
    whole, lines = True, []
    for line in text.split("\n"):
        new = _line(line, args)
        whole = whole and new is not None
        lines.append(" " * len(line) if new is None else new)
    changed = "\n".join(lines)
    return (source if changed == text else Source(source.path, changed, source.undecoded)), whole


def _line(line: str, args: Mapping[str, str]) -> str | None:
    """A line with its values, as long as it was; None where that can't be."""
    pieces, at = [], 0
    for match in _VARIABLE.finditer(line):
        name = match[match.lastgroup or ""]
        if name in args:
            pieces += [line[at : match.start()], args[name]]
            at = match.end()
        elif match.lastgroup in ("liquid", "markdoc") or "props." in match[0]:
            return None
    if not at:
        return line
    new = "".join((*pieces, line[at:]))
    return new + " " * (len(line) - len(new)) if len(new) <= len(line) else None
