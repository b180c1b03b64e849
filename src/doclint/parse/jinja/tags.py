"""The tags of a template: in which style they are written, and which are written in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.source import Source
from doclint.model.template import Delimiters, Tag

STYLES = (
    ("{%", "%}"),
    ("<%", "%>"),
    ("[%", "%]"),
    ("((*", "*))"),
    ("{@", "@}"),
    ("<<%", "%>>"),
    ("[[%", "%]]"),
    ("{{%", "%}}"),
)
"""What statements begin and end with, ours first."""

VALUES = (
    ("{{", "}}"),
    ("@{", "}@"),
    ("[[", "]]"),
    ("<<", ">>"),
    ("(((", ")))"),
    ("<%=", "%>"),
    ("{=", "=}"),
)
"""What values begin and end with, ours first."""

_WORDS = (
    "for|endfor|if|elif|else|endif|set|endset|macro|endmacro|block|endblock|include|import|from|"
    "extends|call|endcall|filter|endfilter|raw|endraw|with|endwith|autoescape|endautoescape|do"
)


def _tag(style: tuple[str, str]) -> re.Pattern[str]:
    begin, end = map(re.escape, style)
    return re.compile(rf"{begin}(?![%=])([-+]?)\s*({_WORDS})\b([^\n]*?)([-+]?){end}")


def detected(text: str) -> Delimiters:
    """The delimiters that most of a template's statements are written in; Jinja's own if none."""
    counts = [sum(1 for _ in _tag(style).finditer(text)) for style in STYLES]
    block = STYLES[counts.index(max(counts))]
    counts = _values(text, block)
    return Delimiters(block, VALUES[counts.index(max(counts))], _comment(block))


def _comment(block: tuple[str, str]) -> tuple[str, str]:
    """Comments as they go with statements: `<# #>` with `<% %>`."""
    begin, end = (part.replace("%", "#").replace("*", "=") for part in block)
    return ("{#", "#}") if (begin, end) == block else (begin, end)


def _values(text: str, block: tuple[str, str]) -> list[int]:
    """How often names that statements use are printed, by each style."""
    used = " ".join(found[3] for found in _tag(block).finditer(text))
    names = set(re.findall(r"(?<![\w.'\"])[A-Za-z_]\w*(?!['\"])", used))
    known = "|".join(map(re.escape, sorted(names)))
    counts = []
    for begin, end in (tuple(map(re.escape, style)) for style in VALUES):
        pattern = rf"{begin}-?\s*(?:{known})\b[^\n]*?{end}"
        counts.append(len(re.findall(pattern, text)) if known else 0)
    return counts


def foreign(source: Source, own: Delimiters, text: str) -> Iterator[Tag]:
    """Statements in another style than the template's own, which are printed as they stand."""
    for style in STYLES:
        if style == own.block or style[0] == own.block[0]:
            continue
        for found in _tag(style).finditer(text):
            if _within_own(own, text, found.start()):
                continue
            span = source.span(found.start(), found.end())
            yield Tag("block", span, found[2], found[1], found[4])


def _within_own(own: Delimiters, text: str, offset: int) -> bool:
    """Whether a place is inside of a tag or comment of the template's own style."""
    for begin, end in (own.block, own.value, own.comment):
        start = text.rfind(begin, 0, offset + 1)
        if start >= 0 and text.find(end, start) > offset:
            return True
    return False
