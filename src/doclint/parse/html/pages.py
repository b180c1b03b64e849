"""Whole pages of HTML: sections, blocks and examples, without what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import pairwise

from doclint.model.page import (
    Block,
    Definition,
    Definitions,
    Example,
    Heading,
    Item,
    Items,
    Markup,
    Page,
    Paragraph,
    Prose,
    Quote,
)
from doclint.model.record import dataclass
from doclint.model.source import Source
from doclint.parse.front_matter import read_front_matter
from doclint.parse.html.blocks import LEVELS, Blocks, Piece, anchor
from doclint.parse.html.chrome import lists, prune
from doclint.parse.html.code import code_table, example, is_code
from doclint.parse.html.fields import fields_end, is_field, take_head
from doclint.parse.html.fragment import Fragment
from doclint.parse.html.operations import (
    OPERATION,
    attributed,
    first_pair_end,
    names_operation,
    operation_in,
    pair_end,
    shout,
    told_in_lines,
)
from doclint.parse.html.pieces import definition_parts, lists_end
from doclint.parse.html.prose import seen_in
from doclint.parse.html.tree import (
    Element,
    Words,
    comment_ranges,
    own_elements,
    parse_tree,
)
from doclint.parse.html.words import heading_level
from doclint.parse.sections import sections

LABEL = 7
_NESTED = 8  # members of members of members ...
_LABEL_LENGTH = 60
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup"),
        *("hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption"),
        *LEVELS,
    ]
)
_SHOWS = ("table", "pre", "dl")
_MANY = 300  # pieces of a part about one operation
_ITEMS = ("ul", "ol", "menu")
_INLINE = frozenset(
    [
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data"),
        *("del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "link", "map"),
        *("mark", "math", "meta", "meter", "nobr", "output", "picture", "progress", "q", "ruby"),
        *("rp", "rt", "s", "samp", "slot", "small", "source", "span", "strike", "strong", "sub"),
        *("sup", "time", "tt", "u", "var", "wbr", "base", "area", "col", "embed", "param", "track"),
    ]
)
_OPERATION_LEVEL = 6  # of an entry of a definition list that is about an operation
_LABEL_END = ("", ":", "：")
_ENDS_SENTENCE = (".", "。", ",", ";")


def parse_html(source: Source) -> Page:
    """A whole page of HTML; never raises."""
    front_matter, notes, start = read_front_matter(source)
    text = source.text
    if start:
        text = " " * start + text[start:]
    root, _ = parse_tree(text)
    pruned = prune(root)
    shout(pruned.root)
    root = pruned.root
    holders = _holders(root, _BLOCKS), _holders(root, LEVELS), _holders(root, _SHOWS)
    whole = _Whole(Fragment(source, text, int), *holders)
    pieces = [*whole.carded([*whole.inside(root)])]
    tree = sections(pieces, pruned.end(pieces[-1].span.end) if pieces else 0)
    menus = tuple(block for menu in lists(pruned.menus) for block in whole.items(menu))
    comments = tuple(source.span(*where) for where in comment_ranges(text))
    return Page(source, tree, front_matter, comments, notes, "html", chrome=menus)


@dataclass(slots=True)
class _Whole:
    """Turns the elements of a whole page into pieces, as a browser lays them out."""

    fragment: Fragment
    holders: frozenset[int]  # the elements that have blocks inside
    titled_in: frozenset[int]  # those that have headings inside
    shown_in: frozenset[int]  # those that have tables, code or definitions inside
    made: dict[int, tuple[Piece, Piece]] = field(
        default_factory=dict
    )  # titles of parts, and of what
    nesting: int = 0  # the entries around what is read

    @property
    def blocks(self) -> Blocks:
        return Blocks(self.fragment)

    def inside(self, parent: Element) -> Iterator[Piece]:
        """The pieces in an element; running text between them as paragraphs."""
        loose: list[Element | Words] = []
        paired = 0
        for at, child in enumerate(parent.children):
            if paired <= at and (paired := pair_end(parent.children, at)):
                yield from self.paragraph(loose)
                loose = list(parent.children[at:paired])
                yield from self.paragraph(loose)
                loose = []
            if paired <= at and (paired := lists_end(parent.children, at)):
                yield from self.paragraph(loose)
                loose = []
                yield from self.joined(parent.children[at:paired])
            if paired <= at and (paired := self.fields_end(parent.children, at)):
                yield from self.paragraph(loose)
                loose = []
                yield from self.fields(parent.children[at:paired])
            if paired > at:
                continue
            pieces = self.piece(child) if isinstance(child, Element) else None
            if pieces is None:
                loose.append(child)
            else:
                yield from self.paragraph(loose)
                loose = []
                yield from pieces
        yield from self.paragraph(loose)

    def piece(self, element: Element) -> Iterable[Piece] | None:
        """What an element stands for; None if it is a part of the text around it."""
        tag, holds = element.tag, id(element) in self.holders
        if operation := attributed(self.fragment, element):
            return (Paragraph(operation),)
        if tag in LEVELS or (element.written and _is_heading(element)):
            return self.heading(element)
        if tag in _READERS and not self.is_frame(element):
            return _READERS[tag](self, element)
        if is_code(element):
            return (example(self.fragment, element),)
        if holds or tag in _BLOCKS:
            return self.container(element) if holds else self.paragraph_of(element)
        return self.custom(element) if element.written and tag not in _INLINE else None

    def is_frame(self, element: Element) -> bool:
        """Whether a list or table only arranges sections: then it is no list and no table."""
        if id(element) not in self.titled_in or element.tag in ("pre", "dl", "blockquote"):
            return False
        if element.tag == "table":
            return next((e for e in own_elements(element, "th")), None) is None
        return id(element) in self.shown_in

    def container(self, element: Element) -> Iterator[Piece]:
        if element.written and not (element.tag in _BLOCKS or element.tag in _INLINE):
            yield Markup(self.fragment.span(element.start, element.opened))
        yield from self.titled([*self.inside(element)])

    def titled(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces of an element about one operation: what names it stands as their heading.

        Where a title stands above it after all, it is taken back.
        """
        if not 0 < len(pieces) <= _MANY:
            return pieces
        first = pieces[0]
        if isinstance(first, Heading) and first.level == LABEL:
            texts = [piece.prose.text for piece in pieces if isinstance(piece, Paragraph)]
            if told_in_lines(texts):
                return [replace(first, level=_level_over(pieces)), *pieces[1:]]
        if isinstance(first, Heading) and id(first) not in self.made:
            made = [at for at, piece in enumerate(pieces) if id(piece) in self.made]
            if len(made) == 1 and not any(map(names_operation, pieces[: made[0]])):
                _, written = self.made.pop(id(pieces.pop(made[0])))
                pieces.insert(1, written)  # it may stand in a panel beside all that is said of it
            return pieces
        prose = operation_in(first)
        if prose and len({each.text for each in filter(None, map(operation_in, pieces))}) == 1:
            levels = any(isinstance(p, Heading) and p.level < LABEL for p in pieces)
            title = Heading(prose, _level_over(pieces), first.span) if levels else first
            if levels or isinstance(first, Paragraph):
                self.made[id(title)] = title, first
            return [title, *pieces[1:]]
        return pieces

    def carded(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """The same, with operations of which no more is said as titles, where others are."""
        levels = [p.level for p in pieces if isinstance(p, Heading) and id(p) in self.made]
        for above, piece in pairwise((None, *pieces)):
            alone = isinstance(piece, Paragraph) and id(piece) in self.made
            if levels and alone and not isinstance(above, Heading) and isinstance(piece, Paragraph):
                yield Heading(piece.prose, min(levels), piece.span)
            elif piece is not None:
                yield piece

    def custom(self, element: Element) -> Iterator[Piece]:
        """An element of the site's own, which may name an operation in its attributes."""
        yield Markup(self.fragment.span(element.start, element.opened))
        yield from self.paragraph(element.children)

    def nested(self, element: Element) -> Iterator[Block]:
        """The blocks in a list item or quote, where headings are paragraphs."""
        for piece in self.inside(element):
            yield Paragraph(piece.prose) if isinstance(piece, Heading) else piece

    def paragraph(self, loose: Sequence[Element | Words]) -> Iterator[Piece]:
        """Running text, as a paragraph, or as the label that it is by its type."""
        if not any(isinstance(part, Element) or part.text.strip() for part in loose):
            return
        start, end = self.fragment.stripped(loose[0].start, loose[-1].end)
        prose = seen_in(self.fragment.span(start, end), loose, self.fragment.place)
        if prose.text.strip():
            yield Heading(prose, LABEL, prose.span) if _is_label(prose) else Paragraph(prose)

    def paragraph_of(self, element: Element) -> Iterator[Piece]:
        parts = [p for p in element.children if isinstance(p, Element) or p.text.strip()]
        only = parts[0] if len(parts) == 1 else None
        level = heading_level(element) or (isinstance(only, Element) and heading_level(only))
        prose = self.blocks.prose(element) if level else None
        if prose and _is_title(prose.text):
            span = self.fragment.span(element.start, element.end)
            yield Heading(prose, level, span.stripped(), anchor(element))
            return
        paired = first_pair_end(element.children) if element.tag != "p" else 0
        yield from self.paragraph(element.children[:paired])
        yield from self.paragraph(element.children[paired:])

    def heading(self, element: Element) -> Iterator[Heading]:
        if element.tag in LEVELS:
            yield from self.blocks.heading(element)
            return
        said = element.attributes.get("aria-level", "")
        level = int(said) if said in ("1", "2", "3", "4", "5", "6") else 2
        span = self.fragment.span(element.start, element.end).stripped()
        yield Heading(self.blocks.prose(element), level, span, anchor(element))

    def items(self, element: Element) -> Iterator[Items]:
        entries = (child for child in element.children if isinstance(child, Element))
        items = tuple(self.item(entry) for entry in entries if entry.tag == "li")
        if items:
            span = self.fragment.span(element.start, element.end)
            yield Items(items, span.stripped(), element.tag == "ol")

    def joined(self, lists: Sequence[Element | Words]) -> Iterator[Items]:
        """Lists of one item each that follow each other, as the one list that they show."""
        found = [each for part in lists if isinstance(part, Element) for each in self.items(part)]
        if found:
            items = tuple(item for each in found for item in each.items)
            yield Items(items, found[0].span.until(found[-1].span), found[0].ordered)

    def fields_end(self, children: Sequence[Element | Words], at: int) -> int:
        return fields_end(children, at) if self.nesting < _NESTED else 0

    def fields(self, entries: Sequence[Element | Words]) -> Iterator[Items]:
        """Entries with names in elements of the site's own, as a list."""
        items = tuple(self.item(each) for each in entries if isinstance(each, Element))
        if items:
            yield Items(items, items[0].span.until(items[-1].span))

    def item(self, element: Element) -> Item:
        span = self.fragment.span(element.start, element.end).stripped()
        known = self.nesting < _NESTED and is_field(element)
        if known and (head := take_head(element)):
            first, last = min(e.start for e in head), max(e.end for e in head)
            prose = seen_in(self.fragment.span(first, last), head, self.fragment.place)
            self.nesting += 1
            blocks = tuple(self.nested(element))
            self.nesting -= 1
            return Item((Paragraph(prose), *blocks), span)
        return Item(tuple(self.nested(element)), span)

    def quote(self, element: Element) -> Iterator[Quote]:
        span = self.fragment.span(element.start, element.end).stripped()
        yield Quote(tuple(self.nested(element)), span)

    def example(self, element: Element) -> Iterator[Example]:
        yield example(self.fragment, element)

    def table(self, element: Element) -> Iterator[Piece]:
        """A table behind its caption; or the code that is set as one."""
        if code := code_table(self.fragment, element):
            yield code
            return
        for child in element.children:
            if isinstance(child, Element) and child.tag == "caption":
                yield from self.paragraph(child.children)
        yield from self.blocks.table(element)

    def definitions(self, element: Element) -> Iterator[Piece]:
        """A definition list; sections, where its terms are operations."""
        entries = tuple(self.entries(element))
        if any(OPERATION.match(term.text) for entry, _, _ in entries for term in entry):
            for terms, parts, started in entries:
                for term, dt in zip(terms, started, strict=True):
                    yield Heading(term, _OPERATION_LEVEL, term.span, anchor(dt))
                for part in parts:
                    yield from _summed_up(self.inside(part))
            return
        found = tuple(
            Definition(
                terms,
                tuple(block for part in parts for block in self.nested(part)),
                self.fragment.span(
                    (*started, *parts)[0].start, (*started, *parts)[-1].end
                ).stripped(),
            )
            for terms, parts, started in entries
        )
        if found:
            span = self.fragment.span(element.start, element.end).stripped()
            yield Definitions(found, span)

    def entries(
        self, element: Element
    ) -> Iterator[tuple[tuple[Prose, ...], tuple[Element, ...], tuple[Element, ...]]]:
        """The terms of each entry, what is said of them, and the elements of the terms."""
        terms: list[Element] = []
        parts: list[Element] = []
        for child in (*definition_parts(element), None):
            if child is None or (child.tag == "dt" and parts):
                if terms or parts:
                    yield tuple(map(self.blocks.prose, terms)), tuple(parts), tuple(terms)
                terms, parts = [], []
            if child is not None:
                (terms if child.tag == "dt" else parts).append(child)


_READERS: dict[str, Callable[[_Whole, Element], Iterable[Piece]]] = {
    **dict.fromkeys(_ITEMS, _Whole.items),
    "table": _Whole.table,
    "pre": _Whole.example,
    "dl": _Whole.definitions,
    "blockquote": _Whole.quote,
}


def _summed_up(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What is said of an operation: text in bold on top of it is a summary, and no label."""
    for at, piece in enumerate(pieces):
        bold = isinstance(piece, Heading) and piece.level == LABEL
        yield Paragraph(piece.prose) if at == 0 and bold and isinstance(piece, Heading) else piece


def _level_over(pieces: Sequence[Piece]) -> int:
    """The level of a title over pieces that tell of one operation."""
    levels = [p.level for p in pieces if isinstance(p, Heading) and p.level < LABEL]
    return max(1, min(levels, default=_OPERATION_LEVEL + 1) - 1)


def _holders(root: Element, tags: Container[str]) -> frozenset[int]:
    """The elements that have some of the tags inside, by their ids."""
    found: set[int] = set()
    for element in reversed([*root.walk()]):
        if element.tag in tags or id(element) in found:
            found.add(id(element.parent))
    return frozenset(found)


def _is_heading(element: Element) -> bool:
    return "heading" in element.written and element.attributes.get("role", "") == "heading"


def _is_title(text: str) -> bool:
    """Whether a text can be a title by its length and its end."""
    text = text.strip()
    return bool(text) and len(text) <= _LABEL_LENGTH and not text.endswith(_ENDS_SENTENCE)


def _is_label(prose: Prose) -> bool:
    """Whether a paragraph is only bold: it stands as a heading."""
    if not prose.inlines or len(prose.text) > _LABEL_LENGTH or "\n" in prose.text:
        return False
    first = prose.inlines[0]
    if first.kind == "emphasis" and len(first.children) == 1:
        first = first.children[0]
    if first.kind != "strong" or prose.inlines[0].start != prose.span.start:
        return False
    text = prose.span.source.text
    return text[prose.inlines[0].end : prose.span.end].strip() in _LABEL_END
