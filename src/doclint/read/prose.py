"""Parts of a text, with the places of the whole."""

from __future__ import annotations

from bisect import bisect_right

from doclint.model.page import Inline, Prose


def cut(prose: Prose, start: int, end: int | None = None) -> Prose:
    """A stretch of what a reader sees, without the white space around it."""
    end = len(prose.text) if end is None else end
    text = prose.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    span = prose.at(start, end)
    spans = _shifted(prose, start, end)
    return Prose(span, text, _inside(prose.inlines, span.start, span.end), spans)


def _shifted(prose: Prose, start: int, end: int) -> tuple[tuple[int, int], ...]:
    if not prose.spans:
        return ()
    first = prose.at(start, start).start
    later = ((seen - start, place) for seen, place in prose.spans if start < seen < end)
    return ((0, first), *later)


def _inside(inlines: tuple[Inline, ...], start: int, end: int) -> tuple[Inline, ...]:
    """The elements that overlap a stretch of the source; cut marks keep their children."""
    found: list[Inline] = []
    for inline in inlines:
        if start <= inline.start and inline.end <= end + 2:
            found.append(inline)
        elif inline.start < end and inline.end > start:
            inner = inline.inner
            whole = inner and start <= inner[0] and inner[1] <= end
            found.extend(
                (inline,)
                if whole or inline.kind == "code"
                else _inside(inline.children, start, end)
            )
    return tuple(found)


def seen(prose: Prose, place: int) -> int:
    """The offset in what a reader sees of an offset of the source."""
    first = bisect_right(prose.spans, place, key=lambda span: span[1]) - 1
    text, source = prose.spans[first] if first >= 0 else (0, prose.span.start)
    following = prose.spans[first + 1 : first + 2]  # what a reference or a tag takes shows less
    most = following[0][0] if following else len(prose.text)
    return min(max(text + place - source, 0), most)
