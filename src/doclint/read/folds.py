"""Operations that fold away on a page of Markdown: a section each, from `<details>` to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from doclint.model.page import Block, Heading, Markup, Page, Section
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.parse.markdown.inline import read_inline
from doclint.read.namings import heading_naming

_TAG = regex(r"<(?P<ends>/?)details\b[^<>]*>")
_SUMMARY = regex(r"\s*<summary\b[^<>]*>(?P<text>[^\0]{1,400}?)</summary>")
_LEVEL = 6
_DEEPEST = 20  # folds within folds; deeper ones are no documentation
_Piece = Heading | Block


@dataclass(frozen=True, slots=True)
class _Fold:
    """What folds away under the name of an operation, and the blocks that begin and end it."""

    heading: Heading
    opened: Markup
    closed: Markup
    span: Span


@dataclass(slots=True)
class _Open:
    """A section that goes on."""

    heading: Heading | None = None
    fold: _Fold | None = None
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def closed(self) -> Section:
        parts = [part.span for part in (*self.blocks, *self.sections)]
        first = self.heading.span if self.heading else parts[0]
        inside = [one.end for one in (first, *parts) if one.source is first.source]
        span = self.fold.span if self.fold else Span(first.source, first.start, max(inside))
        return Section(self.heading, tuple(self.blocks), tuple(self.sections), span)


def unfolded(page: Page, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections, with one for each operation, where a page folds several away."""
    if page.format == "html" or page.tags or "<details" not in page.source.text:
        return sections
    pieces = [piece for section in sections for piece in section.pieces()]
    folds = [*_folds(page, pieces)]
    if len({_operation(fold) for fold in folds}) < 2:
        return sections
    return tuple(_rebuilt(pieces, folds))


def _folds(page: Page, pieces: Sequence[_Piece]) -> Iterator[_Fold]:
    """Those whose summary begins with a method and has a path, and that hold other blocks."""
    stack: list[tuple[Markup, int]] = []
    for piece in pieces:
        if not isinstance(piece, Markup) or piece.span.source is not page.source:
            continue
        for tag in _TAG.finditer(piece.span.text):
            if not tag["ends"]:
                stack.append((piece, piece.span.start + tag.start()))
            elif stack:
                opened, start = stack.pop()
                span = Span(page.source, start, piece.span.start + tag.end())
                is_read = opened is not piece and len(stack) < _DEEPEST
                heading = _heading(span) if is_read else None
                if heading:
                    yield _Fold(heading, opened, piece, span)


def _heading(fold: Span) -> Heading | None:
    """What a summary says, if that is an operation."""
    text = fold.source.text
    opened = _TAG.match(text, fold.start)
    summary = opened and _SUMMARY.match(text, opened.end())
    inner = Span(fold.source, *summary.span("text")).stripped() if summary else None
    if inner is None or not inner.text:
        return None
    heading = Heading(read_inline(inner), _LEVEL, inner)
    naming = heading_naming(heading, None)
    verb = naming.method.value if naming and naming.method else None
    return heading if verb and heading.text.lstrip().upper().startswith(verb) else None


def _operation(fold: _Fold) -> tuple[str, str]:
    naming = heading_naming(fold.heading, None)
    assert naming is not None
    assert naming.method is not None
    return naming.method.value, naming.path.value.partition("?")[0]


def _rebuilt(pieces: Iterable[_Piece], folds: Sequence[_Fold]) -> Iterator[Section]:
    """Pieces to sections: headings end those of their level, but none that folds around them."""
    begin = _by_block((id(fold.opened), fold) for fold in reversed(folds))
    end = _by_block((id(fold.closed), fold) for fold in folds)
    stack = [_Open()]

    def close() -> None:
        last = stack.pop()
        if last.heading or last.blocks or last.sections:
            stack[-1].sections.append(last.closed())

    root = stack[0]
    stack.append(_Open())
    for piece in pieces:
        if isinstance(piece, Heading):
            while len(stack) > 1 and not stack[-1].fold and _level(stack[-1]) >= piece.level:
                close()
            stack.append(_Open(piece))
            continue
        for fold in end.get(id(piece), ()):
            while stack[-1].fold is not fold:
                close()
            close()
        for fold in begin.get(id(piece), ()):
            stack.append(_Open(fold.heading, fold))
        stack[-1].blocks.append(piece)
    while len(stack) > 1:
        close()
    yield from root.sections


def _level(one: _Open) -> int:
    return one.heading.level if one.heading else 0


def _by_block(pairs: Iterable[tuple[int, _Fold]]) -> Mapping[int, Sequence[_Fold]]:
    found: dict[int, list[_Fold]] = {}
    for key, fold in pairs:
        found.setdefault(key, []).append(fold)
    return found
