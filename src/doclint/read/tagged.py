"""The sections of a page as its tags make them: tabs and parts with a heading of their own.

A tag that holds a part of an operation is a section, and one that stands for a member a block of
its own, with what is said in it. What tags mean, the dialects know; one that nobody knows is as if
it was not there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import groupby

from doclint.model.contract import Contract
from doclint.model.page import Block, Element, Heading, Markup, Page, Paragraph, Prose, Section
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.tag import Tag, walk
from doclint.parse.html.tree import Ranges
from doclint.parse.markdown.inline import read_inline
from doclint.read.described import request_of, responses_of
from doclint.read.dialects import Dialects, Meaning, load_dialects
from doclint.read.elements import members_of, operation_of, titles_of
from doclint.read.given_lists import GivenExample, GivenList, given_examples, given_lists
from doclint.read.guessed import guessed_member, titles
from doclint.read.statuses import heading_status
from doclint.read.vocabulary import Vocabulary

_OPERATION, _LABEL = 6, 7  # the levels of their headings
_TELLING = frozenset(
    (
        *("request", "response", "error", "status", "parameters"),
        *("path", "query", "header", "body", "cookie", "response_header"),
    )
)
_GIVEN = ("member", "request-body", "responses")
_LONGEST_TITLE = 60
_MEASURED = regex(r"\d{3}[ \t]*[A-Za-z]{1,2}")  # "200 GB" is no status; "200 OK" is one
_Piece = Heading | Block


def tagged_sections(
    page: Page, dialects: Dialects | None, vocabulary: Vocabulary
) -> tuple[Section, ...]:
    """The sections of a page, with those that its tags make; as they are, where it has no tags."""
    if not page.tags:
        return page.sections
    known = dialects or load_dialects()

    def built(source: Source, pieces: Sequence[_Piece], tags: Sequence[Tag]) -> tuple[Section, ...]:
        found = [held for tag in walk(tags) if (held := _holder(tag, known, vocabulary))]
        holders = _apart(found, [p.span.start for p in pieces if isinstance(p, Heading)])
        edges = {edge for tag in walk(tags) for edge in _edges(tag)}
        opened = Ranges([(held.tag.opened.start, held.tag.opened.end) for held in holders])
        shown = [piece for piece in pieces if not _is_written(piece, source, opened)]
        return _Builder(source, shown, known, edges).sections(holders)

    own = [tag for tag in page.tags if tag.span.source is page.source]
    pieces: list[_Piece] = []
    for run, tags in _runs([each for one in page.sections for each in one.pieces()], page):
        made = built(run[0].span.source, run, tags) if tags else ()
        pieces += [each for one in made for each in one.pieces()] if tags else run
    return built(page.source, pieces, own)


def _runs(pieces: Sequence[_Piece], page: Page) -> Iterator[tuple[Sequence[_Piece], Sequence[Tag]]]:
    """Pieces that stand in one file, with its tags where the page takes it in.

    A file that takes in another one goes on behind that; each tag is in one of its runs.
    """
    runs = [[*run] for _, run in groupby(pieces, lambda piece: piece.span.source)]
    for number, run in enumerate(runs):
        source, first, last = run[0].span.source, run[0].span.start, run[-1].span.start
        before = [one[-1] for one in runs[:number] if one[0].span.source is source][-1:]
        after = [one[0] for one in runs[number + 1 :] if one[0].span.source is source][:1]
        start = first if before and before[0].span.start < first else 0
        end = after[0].span.start if after and after[0].span.start > last else len(source.text)
        tags = page.tags if source is not page.source else ()
        yield (
            run,
            [tag for tag in tags if tag.span.source is source and start <= tag.span.start < end],
        )


def without_asides(
    page: Page, contracts: Iterable[Contract], dialects: Dialects | None
) -> Iterator[Contract]:
    """The contracts, where no hint or the like passes for the description of an operation."""
    found: list[tuple[int, int]] = []
    known = (dialects or load_dialects()) if page.tags else None
    own = [tag for tag in page.tags if tag.span.source is page.source]
    for tag in walk(own) if known else ():
        inside = found and found[-1][1] > tag.span.start
        if tag.inner and not inside and known and known.meaning(tag) is None:
            found.append((tag.span.start, tag.span.end))
    asides = Ranges(found)

    def is_aside(span: Span) -> bool:
        around = asides.last_before(span.start + 1) if span.source is page.source else None
        return around is not None and span.start < around[1]

    for one in contracts:
        texts = tuple(span for span in one.descriptions if not is_aside(span))
        yield one if texts == one.descriptions else replace(one, descriptions=texts)


@dataclass(frozen=True, slots=True)
class _Holder:
    """A tag that means something: a section with a heading, or a block."""

    tag: Tag
    meaning: Meaning | None
    heading: Heading | None = None
    element: Element | None = None
    lists: tuple[GivenList, ...] = ()
    examples: tuple[GivenExample, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether the tag itself has what else would stand in it."""
        return bool(self.lists or self.examples)


def _holder(tag: Tag, dialects: Dialects, vocabulary: Vocabulary) -> _Holder | None:
    meaning = dialects.meaning(tag) or guessed_member(tag, dialects, vocabulary)
    if meaning is None:
        return _unknown_holder(tag, dialects, vocabulary)
    kind = meaning.kind
    if kind == "text":
        return None
    if kind in _GIVEN:
        return _Holder(tag, meaning)
    if kind in ("operation", "naming"):
        element = operation_of(tag, meaning, dialects)
        held = kind == "operation" and tag.inner is not None
        holder = _Holder(tag, meaning, None, element) if element else None
        return _with_title(holder, element) if holder and element and held else holder
    titles = titles_of(tag, meaning, dialects)
    title = next((each for each in titles if kind != "tab" or _tells(each, vocabulary)), None)
    if title is None and kind == "part":
        title = Prose(_name_span(tag), meaning.says)
    if title is None:
        return _Holder(tag, meaning) if tag.inner is not None else None
    return _Holder(tag, meaning, Heading(title, _LABEL, title.span))


def _unknown_holder(tag: Tag, dialects: Dialects, vocabulary: Vocabulary) -> _Holder | None:
    """What a tag of any name says by its attributes: an operation, lists of members, a title."""
    element = operation_of(tag, None, dialects)
    lists = tuple(given_lists(tag, dialects))
    title = _telling(tag, dialects, vocabulary) if element is None else None
    heading = Heading(title, _LABEL, title.span) if title else None
    if element is not None or lists:
        examples = tuple(given_examples(tag, dialects)) if element else ()
        return _Holder(tag, None, heading, element, lists, examples)
    holds = heading is not None and tag.inner is not None and bool(tag.inner.text.strip())
    return _Holder(tag, None, heading) if holds else None


def _telling(tag: Tag, dialects: Dialects, vocabulary: Vocabulary) -> Prose | None:
    return next((one for one in titles(tag, dialects) if _tells(one, vocabulary)), None)


def _apart(holders: Sequence[_Holder], headings: Sequence[int]) -> list[_Holder]:
    """Tags that have all of an operation: a section each, where several stand under a heading."""

    def under(held: _Holder) -> int:
        return bisect_right(headings, held.tag.span.start)

    whole = Counter(under(held) for held in holders if held.element and held.is_given)
    return [
        _with_title(held, held.element)
        if held.element and held.is_given and whole[under(held)] > 1
        else held
        for held in holders
    ]


def _is_written(piece: _Piece, source: Source, opened: Ranges) -> bool:
    """Whether a piece is but a part of how a tag is written, over several lines."""
    around = opened.last_before(piece.span.start) if piece.span.source is source else None
    return around is not None and piece.span.start < around[1]


def _with_title(holder: _Holder, operation: Element) -> _Holder:
    """What an operation holds has its summary as a heading."""
    prose = operation.said.get("summary") or operation.said["path"]
    return replace(holder, heading=Heading(prose, _OPERATION, prose.span))


def _name_span(tag: Tag) -> Span:
    at = tag.opened.text.find(tag.name)
    return tag.opened.within(at, at + len(tag.name)) if at >= 0 else tag.opened


def _tells(title: Prose, vocabulary: Vocabulary) -> bool:
    """Whether the title of a tab says what it shows: a status, a request; no language."""
    if len(title.text) > _LONGEST_TITLE:
        return False
    if heading_status(Heading(title, _LABEL, title.span), in_responses=True):
        return title.text.endswith("OK") or not _MEASURED.fullmatch(title.text.strip())
    roles = vocabulary.roles(title.text)
    return not _TELLING.isdisjoint(roles) and vocabulary.is_part(title.text)


def _edges(tag: Tag) -> Iterator[int]:
    yield tag.opened.start
    if tag.inner is not None:
        yield tag.inner.end


@dataclass(slots=True)
class _Open:
    """A section, or the tag of a member, that goes on."""

    heading: Heading | None = None
    holder: _Holder | None = None
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def is_member(self) -> bool:
        said = self.holder.meaning if self.holder else None
        return said is not None and said.kind in _GIVEN and self.heading is None


class _Builder:
    """Puts headings, blocks and tags together, in the order of the page."""

    def __init__(
        self, source: Source, pieces: Iterable[_Piece], dialects: Dialects, edges: set[int]
    ) -> None:
        self.source, self.pieces = source, pieces
        self.dialects, self.edges = dialects, edges
        self.done: list[Section] = []
        self.stack = [_Open()]

    def sections(self, holders: Sequence[_Holder]) -> tuple[Section, ...]:
        waiting = [*holders][::-1]
        for piece in self.pieces:
            if piece.span.source is self.source:
                self.pass_tags(piece.span.start, waiting)
            if isinstance(piece, Heading):
                self.head(piece)
            elif not (isinstance(piece, Markup) and self.is_edge(piece.span)):
                self.stack[-1].blocks.append(piece)
        self.pass_tags(len(self.source.text) + 1, waiting)
        while self.stack:
            self.close(len(self.source.text))
        return tuple(self.done)

    def is_edge(self, span: Span) -> bool:
        """Whether markup is but a tag, which is read as such."""
        return span.source is self.source and span.start in self.edges

    def pass_tags(self, place: int, waiting: list[_Holder]) -> None:
        """End and begin the tags up to a place."""
        while True:
            following = waiting[-1].tag.span.start if waiting else place + 1
            end = self.innermost_end()
            if end <= min(place, following):
                self.leave()
            elif following <= place:
                self.enter(waiting.pop())
            else:
                return

    def innermost_end(self) -> int:
        ends = (each.holder.tag.span.end for each in reversed(self.stack) if each.holder)
        return next(ends, len(self.source.text) + 2)

    def enter(self, holder: _Holder) -> None:
        """Begin a section or a member; what is no member says nothing in one."""
        if self.stack[-1].is_member and not (holder.meaning and holder.meaning.kind in _GIVEN):
            return
        if holder.heading is None and (holder.element is not None or holder.is_given):
            self.stack[-1].blocks += _shown_blocks(holder)
            self.stack[-1].sections += _shown_sections(holder)
        elif holder.heading is None:
            self.stack.append(_Open(holder=holder))
        elif holder.is_given:
            sections = [*_shown_sections(holder)]
            self.stack.append(_Open(holder.heading, holder, [*_shown_blocks(holder)], sections))
        elif holder.tag.inner is not None:
            own = [holder.element] if holder.element else []
            while own and self.stack[-1].level == _LABEL and not self.stack[-1].holder:
                self.close(holder.tag.span.start)
            self.stack.append(_Open(holder.heading, holder, [*own]))

    def leave(self) -> None:
        """End the innermost tag, and the sections in it."""
        while not (holder := self.stack[-1].holder):
            self.close(self.innermost_end())
        self.close(holder.tag.span.end)

    def head(self, heading: Heading) -> None:
        """Begin a section with a heading; it ends others, but no tag that is around it."""
        last = self.stack[-1]
        if last.is_member:
            last.blocks.append(Paragraph(heading.prose))
            return
        if len(self.stack) == 1 and last.heading is None:
            self.close(heading.span.start)
        while self.stack and not self.stack[-1].holder and self.stack[-1].level >= heading.level:
            self.close(heading.span.start)
        self.stack.append(_Open(heading))

    def close(self, end: int) -> None:
        last = self.stack.pop()
        around = self.stack[-1] if self.stack else None
        if last.is_member and last.holder and around:
            around.sections += _given_sections(last.holder)
            around.blocks += self.members(last.holder, last.blocks)
        elif last.holder and last.heading is None and around:  # a tab: its sections end with it
            around.blocks += last.blocks
            around.sections += last.sections
        elif last.heading or last.blocks or last.sections:
            section = self.section(last, end)
            (around.sections if around else self.done).append(section)
            if around and last.holder:  # what follows is no longer what a line in front announces
                around.blocks.append(Markup(self.source.span(end, end)))

    def section(self, last: _Open, end: int) -> Section:
        if last.holder:
            span = last.holder.tag.span
            return Section(last.heading, tuple(last.blocks), tuple(last.sections), span)
        firsts = [*last.blocks[:1], *last.sections[:1]]
        first = last.heading.span if last.heading else firsts[0].span
        if first.source is not self.source:  # it is that of a file that the page takes in
            parts = (part.span for part in (*last.blocks, *last.sections))
            end = max((part.end for part in parts if part.source is first.source), default=0)
        span = Span(first.source, first.start, max(first.start, end)).stripped()
        return Section(last.heading, tuple(last.blocks), tuple(last.sections), span)

    def members(self, holder: _Holder, blocks: Sequence[Block]) -> Iterator[Block]:
        assert holder.meaning is not None
        if holder.meaning.kind != "member":
            return _given_blocks(holder)
        inside = tuple(_inside(holder.tag, blocks, self.source))
        return members_of(holder.tag, holder.meaning, self.dialects, inside)


def _shown_blocks(holder: _Holder) -> Iterator[Block]:
    """The operation that a tag names, and the members that it is given."""
    if holder.element is not None:
        yield holder.element
    for given in holder.lists:
        yield from given.members


def _shown_sections(holder: _Holder) -> Iterator[Section]:
    """What a tag is given as JSON of a request or of a response."""
    for given in holder.examples:
        heading = Heading(Prose(given.place, given.of), _LABEL, given.place)
        yield Section(heading, (given.example,), (), given.place)


def _given_blocks(holder: _Holder) -> Iterator[Block]:
    """What a tag is given as OpenAPI has a request body."""
    said = holder.meaning
    return iter(request_of(holder.tag, said.data) if said and said.kind == "request-body" else ())


def _given_sections(holder: _Holder) -> Iterator[Section]:
    """What a tag is given as OpenAPI has responses."""
    said = holder.meaning
    return iter(responses_of(holder.tag, said.data) if said and said.kind == "responses" else ())


def _inside(tag: Tag, blocks: Sequence[Block], source: Source) -> Iterator[Block]:
    """What stands in a tag: a paragraph may hold the tag as well, or its end."""
    inner = tag.inner
    if inner is None:
        return
    if not blocks and inner.text.strip() and not tag.tags:
        yield Paragraph(read_inline(inner.stripped()))
    for block in blocks:
        span = block.span
        within = span.start >= inner.start and span.end <= inner.end
        if within or not isinstance(block, Paragraph) or span.source is not source:
            yield block
        else:
            start = max(span.start, inner.start)
            cut = Span(source, start, max(start, min(span.end, inner.end))).stripped()
            if cut.text:
                yield replace(block, prose=read_inline(cut))
