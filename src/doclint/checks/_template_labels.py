"""What the text of a template says above a place: headings, and lines that label what follows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from doclint.model.contract import SENT
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Template
from doclint.probe.names import kinds_of
from doclint.read.contexts import where_of
from doclint.read.vocabulary import load_vocabulary

_LINE = 7  # the level of a line that is no heading
_LONGEST = 120  # characters of a label
_HEADING = regex(r"[ \t>]{0,8}(?P<marks>#{1,6})[ \t]+(?P<text>\S[^\n]*)")
_BOLD = regex(
    r"[ \t>]*(?:[-*+][ \t]+)?(?P<marks>\*\*|__)(?P<text>[^*_\n|]+)(?:\*\*|__)[ \t]*:?[ \t]*$"
)
_ITEM = regex(r"[ \t>]*[-*+][ \t]+(?P<text>[^\n|`*]+)$")
_HTML = regex(r"[ \t]*<(?P<marks>h[1-6]|summary|caption)\b[^<>\n]*>(?P<text>[^<>\n]+)<")
_RULE = regex(r"(?P<mark>[=\-~^\"'`*+#])(?P=mark){2,}[ \t]*$")
_SENT_STEP = regex(r"req|payload|param|args|field|propert|form")
_BACK = regex(r"res(?:p|ult|_|\b)|repl(?:y|ies)|output")
_RULES = "=-~^\"'`*+#"


@dataclass(frozen=True, slots=True)
class Label:
    """A heading, with its level, or a line that labels what stands below it, which has level 7.

    `whole` is whether it says nothing that a value of the data adds.
    """

    level: int
    text: str
    span: Span
    whole: bool = True


def unfenced(template: Template) -> str:
    """The text of a template with blanks for tags, fences and front matter."""
    lines, fence = plain(template).split("\n"), ""
    begin = lines.index("---", 1) + 1 if lines[0] == "---" and "---" in lines[1:] else 0
    lines[:begin] = [" " * len(line) for line in lines[:begin]]
    for at, line in enumerate(lines):
        mark = line.strip()[:3]
        if not fence and mark in ("```", "~~~"):
            fence = mark
        elif fence and mark == fence:
            fence = ""
        elif not fence:
            continue
        lines[at] = " " * len(line)
    return "\n".join(lines)


def plain(template: Template) -> str:
    """The text of a template with blanks for tags."""
    text = template.source.text
    found, end = [], 0
    for tag in template.tags:
        if tag.span.start < end or tag.span.source is not template.source:
            continue
        blank = re.sub(r"[^\n]", " ", tag.span.text)
        found += [text[end : tag.span.start], blank]
        end = tag.span.end
    return "".join((*found, text[end:]))


def labels(template: Template) -> tuple[Label, ...]:
    """The headings and labels of a template, in their order."""
    return tuple(_labels(template))


def _labels(template: Template) -> Iterator[Label]:
    source = template.source
    values = sorted(tag.span.start for tag in template.tags if tag.kind == "value")
    start = 0
    lines = unfenced(template).split("\n")
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        found = _label(line, below) if line.strip() and len(line) < 4 * _LONGEST else None
        if found:
            level, text = found
            end = start + len(line)
            inside = bisect_right(values, end) - bisect_right(values, start - 1)
            yield Label(level, text, source.span(start, end).stripped(), not inside)
        start += len(line) + 1


def _label(line: str, below: str) -> tuple[int, str] | None:
    if match := _HEADING.match(line):
        return len(match["marks"]), _cleaned(match["text"])
    if match := _HTML.match(line):
        level = int(match["marks"][1]) if match["marks"][1].isdigit() else _LINE
        return level, _cleaned(match["text"])
    rule = _RULE.match(below)
    if rule and not line.startswith((" ", "\t", "|", "-", "=")) and "|" not in line:
        return 1 + _RULES.index(rule["mark"]) % 6, _cleaned(line)
    match = _BOLD.match(line) or _ITEM.match(line)
    if match and len(match["text"]) <= _LONGEST:
        return _LINE, _cleaned(match["text"])
    return None


def _cleaned(text: str) -> str:
    return " ".join(text.strip().rstrip("#:").split())


def above(found: Sequence[Label], offset: int) -> tuple[Label, ...]:
    """The labels that speak for what stands at an offset, the nearest first."""
    stack: list[Label] = []
    level = 99
    starts = [label.span.start for label in found]
    for at in range(bisect_right(starts, offset) - 1, -1, -1):
        label = found[at]
        if label.level < level:
            stack.append(label)
            level = label.level
        if level <= 1:
            break
    return tuple(stack)


def told(around: Sequence[Label]) -> str | None:
    """What headings say that a list is of, the nearest first: path, query, response_header ..."""
    where: str | None = None
    for label in around:
        found = where_of(load_vocabulary().roles(label.text)) if label.whole else None
        if where is None:
            where = found
        elif found in ("response", "response_header") and where in ("header", "body"):
            where = "response_header" if where == "header" else "response"
    if where == "response" and around and around[0].whole:
        roles = load_vocabulary().roles(around[0].text)
        where = "error" if "error" in roles and "response" not in roles else where
    return where


def agree(where: str, path: Sequence[str]) -> bool | None:
    """Whether a list may be of what a heading says; None where its name tells nothing."""
    kind = kind_of(path)
    if kind is None or where not in (*SENT, "response", "response_header", "error"):
        return None
    same = {where, {"form": "body"}.get(where, where)}
    if where in ("response", "error"):
        same |= {"response", "response_header", "error"}
    if where == "response_header":
        same |= {"response"}
    return kind in same


def kind_of(path: Sequence[str]) -> str | None:
    """What a list is of by its name: `query` for `query_params`; None where that is not clear."""
    steps = [one for one in path if one[:1] not in "[{?"]
    for at in range(len(steps) - 1, -1, -1):
        kinds = kinds_of(steps[at])
        if kinds:
            kind = next(iter(kinds)) if len(kinds) == 1 else None
            return _explicit(kind, steps[at], steps[:at]) if kind else None
    return None


def _explicit(kind: str, step: str, before: Sequence[str]) -> str | None:
    """What is told for sure: bare `headers` may be those of a response, `url_params` both kinds."""
    step, above = step.lower(), " ".join(before).lower()
    if kind in ("header", "body"):
        sent = _SENT_STEP.search(step) or "req" in above
        return kind if sent and not _BACK.search(f"{above} {step}") else None
    return None if kind in ("path", "query") and re.search(r"ur[il]", step) else kind
