"""Tags of HTML whose other half is nowhere on the page, as notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from doclint.model.page import Inline, Note
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.parse.html.tree import Edge

# What HTML itself lets stand open is broken only where the page closes it elsewhere.
_MAY_STAY_OPEN = frozenset(["td", "th", "tr", "thead", "tbody", "tfoot", "dt", "dd"])
BALANCED = _MAY_STAY_OPEN | frozenset(
    [
        "table",
        "div",
        "details",
        "summary",
        "section",
        "article",
        "ul",
        "ol",
        "dl",
        "pre",
        "blockquote",
        "center",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_INLINE_TAG = regex(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>\Z", re.S)


def inline_edge(tag: Inline) -> Edge | None:
    """A tag in running text, as an edge that may meet its other half anywhere."""
    match = _INLINE_TAG.match(tag.value)
    if match is None or match[3] or match[2].lower() not in BALANCED:
        return None
    return Edge("stray" if match[1] else "open", match[2].lower(), tag.start, tag.end)


def broken_html(source: Source, edges: Iterable[Edge]) -> Iterator[Note]:
    """Notes on tags that meet no other half; their offsets are those of the page."""
    waiting: dict[str, list[Edge]] = defaultdict(list)
    lost: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: edge.start):
        if edge.tag not in BALANCED:
            continue
        if edge.kind == "open":
            waiting[edge.tag].append(edge)
        elif edge.kind == "unclosed" or not waiting[edge.tag]:
            lost.append(edge)
        else:
            waiting[edge.tag].pop()
    lost += (edge for edges_ in waiting.values() for edge in edges_)
    stands_open = {tag for tag in _MAY_STAY_OPEN if f"</{tag}" not in source.text}
    for edge in lost:
        if edge.kind == "stray" or edge.tag not in stands_open:
            kind = "stray" if edge.kind == "stray" else "unclosed"
            yield Note("broken-html", source.span(edge.start, edge.end), _facts(edge, kind))


def _facts(edge: Edge, kind: str) -> dict[str, object]:
    return {"tag": edge.tag, "kind": kind}
