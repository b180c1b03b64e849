"""Whether a page is a template: it has a block of tags, and does not only show some."""

from __future__ import annotations

import re

from doclint.model.pattern import regex

_FENCE = regex(r"[ \t]*(`{3,}|~{3,})")
_CODE = regex(r"`[^`\n]*`")


def has_block(text: str, opener: str) -> bool:
    """Whether a block tag and its end stand in the text, outside of its code and of raw blocks."""
    opened: set[str] = set()
    for tag in re.finditer(rf"{re.escape(opener)}[-+]?\s*(\w+)", _without_code(text)):
        if "raw" in opened:
            opened -= {"raw"} if tag[1] == "endraw" else set()
        elif tag[1].startswith("end") and tag[1][3:] in opened:
            return True
        else:
            opened.add(tag[1])
    return False


def _without_code(text: str) -> str:
    kept, fence = [], ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        else:
            kept.append(_CODE.sub("", line))
    return "\n".join(kept)
