"""Inline Markdown as prose: what its reader sees, with the place of every character.

Most cells hold plain text or one code span; for those nothing is scanned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from doclint.model.page import Inline, Prose
from doclint.model.pattern import regex
from doclint.model.source import Source, Span
from doclint.parse.markdown.emphasis import Mark
from doclint.parse.markdown.excerpt import Slice
from doclint.parse.markdown.inline_marks import scan
from doclint.parse.markdown.link_target import Target

# Brackets matter from the first `[` on; an underscore between letters never does. A set of
# characters alone is looked for ten times as fast, and mostly there is none.
_MAYBE_MARKED = regex(r"[\\`*\[<&\n_]")
_MARKED = regex(r"[\\`*\[<&\n]|(?<!\w)_|_(?!\w)")
_ONE_CODE = regex(r"`([^`\n\\ ](?:[^`\n\\]*[^`\n\\ ])?)`\Z")
_CODE_DETAIL = regex(r"\n|\\(?=\|)")
_LEAVES = frozenset(("code", "autolink"))
_SHOWN = {"softbreak": " ", "linebreak": "\n"}
_DEPTH = 100  # of elements in elements; only hostile text goes deeper
_NO_REFERENCES: Mapping[str, Target] = MappingProxyType({})

Place = Callable[[int], int]
Cut = tuple[int, int, str]


def read_inline(
    span: Span, references: Mapping[str, Target] = _NO_REFERENCES, *, cell: bool = False
) -> Prose:
    """A stretch of a page as inline Markdown."""
    return read_text(span, span.text, references, cell=cell)


def read_slice(
    source: Source, part: Slice, references: Mapping[str, Target] = _NO_REFERENCES
) -> Prose:
    """A stretch of an excerpt as inline Markdown."""
    excerpt, start, end = part
    text = excerpt.text[start:end]
    if not excerpt.exact:
        return unplaced(span_of(source, part), text, references)
    first = excerpt.in_page(start)
    if excerpt.outer is None or "\n" not in text:
        return read_text(Span(source, first, first + len(text)), text, references)
    whole = Span(source, first, part.in_page(len(text)))
    return read_text(whole, text, references, part.in_page)


def span_of(source: Source, part: Slice) -> Span:
    """Where a slice stands; on the page, even if its excerpt is not exact."""
    size = len(source.text)
    start = min(max(part.in_page(), 0), size)
    return Span(source, start, min(max(part.in_page(part.end - part.start), start), size))


def unplaced(
    span: Span, text: str, references: Mapping[str, Target] = _NO_REFERENCES, *, cell: bool = False
) -> Prose:
    """Text that stands somewhere in a span."""
    marks = scan(text, references, cell=cell)
    return Prose(span, _seen(text, marks, int, cell=cell)[0])


def read_text(
    span: Span,
    text: str,
    references: Mapping[str, Target] = _NO_REFERENCES,
    place: Place | None = None,
    *,
    cell: bool = False,
) -> Prose:
    r"""A text that stands at a span, or where `place` says. In a cell `\|` is a pipe."""
    first = _MAYBE_MARKED.search(text)
    if first is None or (first[0] == "_" and not _MARKED.search(text, first.start())):
        return Prose(span, text)
    if code := _ONE_CODE.match(text):
        return _one_code(span, code[1])
    place = place or span.start.__add__
    marks = scan(text, references, cell=cell)
    seen, spans = _seen(text, marks, place, cell=cell)
    return Prose(span, seen, tuple(_nest(marks, place)), spans)


def _one_code(span: Span, code: str) -> Prose:
    inner = span.start + 1, span.end - 1
    node = Inline("code", span.start, span.end, inner, code)
    return Prose(span, code, (node,), ((0, span.start + 1),))


def _seen(
    text: str, marks: Iterable[Mark], place: Place, *, cell: bool
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What a reader sees, and where each stretch of it stands; one number a change of shift."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    shift = place(0)

    def show(piece: str, start: int) -> None:
        nonlocal length, shift
        placed = place(start)
        if placed - length != shift:
            shift = placed - length
            spans.append((length, placed))
        pieces.append(piece)
        length += len(piece)

    for start, end, shown in _cuts(text, marks, cell):
        if start >= at:
            if start > at:
                show(text[at:start], at)
            if shown:
                show(shown, start)
            at = end
    if at < len(text):
        show(text[at:], at)
    return "".join(pieces), tuple(spans)


def _cuts(text: str, marks: Iterable[Mark], cell: bool) -> list[Cut]:
    """What of the marks a reader does not see, and what in its place."""
    cuts: list[Cut] = []
    for start, end, kind, inner, value, _ in marks:
        if kind == "code" and inner:
            cuts += _code_cuts(text, start, end, inner, cell)
        elif inner:
            cuts.append((start, inner[0], ""))
            cuts.append((inner[1], end, ""))
        else:
            cuts.append((start, end, _SHOWN[kind] if kind in _SHOWN else _leaf(kind, value)))
    cuts.sort()
    return cuts


def _leaf(kind: str, value: str) -> str:
    """What a mark without text inside shows."""
    if kind == "html":
        return "\n" if value[:3].lower() == "<br" else ""
    return value


def _code_cuts(
    text: str, start: int, end: int, inner: tuple[int, int], cell: bool
) -> Iterator[Cut]:
    first, last = inner
    raw = text[first:last]
    pad = int(raw[0] in " \n" and raw[-1] in " \n" and bool(raw.strip(" \n")))
    yield start, first + pad, ""
    if "\n" in raw or "\\" in raw:
        for detail in _CODE_DETAIL.finditer(raw, pad, len(raw) - pad):
            if detail[0] == "\n" or cell:
                shown = " " if detail[0] == "\n" else ""
                yield first + detail.start(), first + detail.end(), shown
    yield last - pad, end, ""


def _nest(marks: list[Mark], place: Place) -> list[Inline]:
    """Marks to a tree. They come sorted: a mark's children are those behind it that it covers."""
    roots: list[Inline] = []
    stack: list[tuple[Mark, list[Inline]]] = []

    def close(before: int) -> None:
        while stack and stack[-1][0].end <= before:
            mark, children = stack.pop()
            siblings = stack[-1][1] if stack else roots
            siblings.append(_placed(mark, children, place))

    for mark in marks:
        if stack:
            close(mark.start)
        if mark.inner is None or mark.kind in _LEAVES:
            (stack[-1][1] if stack else roots).append(_placed(mark, (), place))
        elif len(stack) < _DEPTH:
            stack.append((mark, []))
    close(1 << 62)
    return roots


def _placed(mark: Mark, children: Iterable[Inline], place: Place) -> Inline:
    inner = mark.inner and (place(mark.inner[0]), place(mark.inner[1]))
    start, end = place(mark.start), place(mark.end)
    return Inline(mark.kind, start, end, inner, mark.value, mark.title, tuple(children))
