"""Markdown and MDX pages with the place of everything."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from itertools import chain
from typing import Any

from doclint.model.page import (
    Block,
    Cell,
    Example,
    Heading,
    Inline,
    Item,
    Items,
    Markup,
    Note,
    Page,
    Paragraph,
    Prose,
    Quote,
    Row,
    Table,
)
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Source, Span, Text
from doclint.parse.front_matter import read_front_matter
from doclint.parse.html.blocks import Fragment, Piece, read_html
from doclint.parse.html.tree import Edge
from doclint.parse.includes.reading import Taking, appended
from doclint.parse.includes.texts import NO_TEXTS, Texts
from doclint.parse.markdown.blocks import PlacedParser, PlacedState
from doclint.parse.markdown.comments import OPENER, comments
from doclint.parse.markdown.excerpt import Excerpt, Slice
from doclint.parse.markdown.includes import gathered, taken, unmatched
from doclint.parse.markdown.inline import read_slice, read_text, span_of, unplaced
from doclint.parse.markdown.link_target import Target, reference_key
from doclint.parse.markdown.page_notes import broken_html, inline_edge
from doclint.parse.markdown.tables import split_row
from doclint.parse.sections import sections
from doclint.parse.tags.indented import INDENTED, fences, unindented
from doclint.parse.tags.magic_blocks import read_magic_block
from doclint.parse.tags.tree import OPENER as MAY_HAVE_TAGS
from doclint.parse.tags.tree import is_element, read_tags

_MARGIN = 20  # blanks at most in front of the `>` that ends a tag
_LABEL = 7  # the level of what stands as a heading, but is none
_LABEL_LENGTH = 60
_LABEL_END = ("", ":", "：")
_ANCHOR = regex(r"\{:?[ \t]*#([^\s{}]+)[^{}\n]*\}\Z")
_NAMED = regex(r"""<[^>]*?\s(?:name|id)\s*=\s*["']?([^"'\s>]+)""", re.I)
_HTML_BLOCK = regex(r"<(?:h[1-6]|table|pre)[\s>]", re.I)
_BOLD = regex(r"[*_]?(?:\*\*|__)|<b>|<strong>", re.I)
_CONSOLE = regex(r"json[ \t]+http\b", re.I)
_LANGUAGE = regex(r"[^\s,{}:]+")


def parse_markdown(source: Source, *, mdx: bool | None = None, texts: Texts | None = None) -> Page:
    """Read a page; never raises. Whether it is MDX is told by its suffix, if not said.

    `texts` find what it takes in.
    """
    mdx = source.path.endswith(".mdx") if mdx is None else mdx
    front_matter, notes, start = read_front_matter(source)
    excerpt = Excerpt(_closed_line(source.text[start:]), offset=start)
    tagged = MAY_HAVE_TAGS.search(source.text, start) is not None
    if tagged and INDENTED.search(source.text, start):
        excerpt = unindented(excerpt, read_tags(source, fences(source), start))
    state = PlacedState.of(excerpt)
    _PARSERS[mdx].parse(state)
    commented = OPENER.search(source.text) is not None
    taking = Taking.of(source, texts or NO_TEXTS, mdx=mdx)
    reading = _Reading(source, _references(state), mdx, commented, taking, tagged)
    pieces = chain(reading.pieces(state.tokens), appended(taking, front_matter))
    tree = sections(pieces, len(source.text), source)
    found = [*notes, *reading.notes, *(() if mdx else broken_html(source, reading.edges))]
    return Page(
        source,
        tree,
        front_matter,
        (*(comments(source, reading.code, start) if reading.commented else ()), *taking.comments),
        tuple(sorted(unmatched(found, taking), key=lambda note: note.span.start)),
        "mdx" if mdx else "markdown",
        tuple(taking.includes),
        tags=(*(read_tags(source, reading.code, start) if tagged else ()), *taking.tags),
    )


_PARSERS = {mdx: PlacedParser(mdx=mdx) for mdx in (False, True)}


def _closed_line(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _references(state: PlacedState) -> Mapping[str, Target]:
    links = state.env["ref_links"].items()
    return {reference_key(key): Target(link["url"], link.get("title")) for key, link in links}


@dataclass(slots=True)
class _Reading:
    """Turns placed tokens into blocks, and collects what is said beside them."""

    source: Source
    references: Mapping[str, Target]
    mdx: bool
    commented: bool
    taking: Taking
    tagged: bool = False
    notes: list[Note] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)

    def pieces(self, tokens: Iterable[dict[str, Any]]) -> Iterator[Piece]:
        """The headings, labels and blocks of the page."""
        for token in gathered(tokens) if self.taking.active else tokens:
            others = taken(self, token)
            yield from self.piece(token) if others is None else others

    def piece(self, token: dict[str, Any]) -> Iterator[Piece]:
        """What a token becomes."""
        match token["type"]:
            case "paragraph" | "block_text" as kind:
                pieces = self.paragraph(token)
                yield from map(self.labelled, pieces) if kind == "paragraph" else pieces
            case "heading":
                yield self.heading(token)
            case "table":
                yield self.table(token)
            case "block_code":
                yield self.example(token)
            case "block_html":
                yield from self.html(token["at"])
            case "block_tag" | "magic_block":
                yield from self.tagged_block(token)
            case "list":
                yield self.items(token)
            case "block_quote":
                blocks = tuple(self.nested(token["children"]))
                yield Quote(blocks, self.span(token["at"]))

    def on(self, source: Source) -> _Reading:
        """The same for a file that is taken in."""
        return _Reading(source, {}, self.mdx, commented=False, taking=self.taking)

    def nested(self, tokens: Iterable[dict[str, Any]]) -> Iterator[Block]:
        """The blocks of a list item or quote, where headings and labels are paragraphs."""
        for piece in self.pieces(tokens):
            yield Paragraph(piece.prose) if isinstance(piece, Heading) else piece

    def span(self, part: Slice) -> Span:
        """Where a slice stands, without the blanks around it."""
        return span_of(self.source, part.stripped())

    def prose(self, part: Slice) -> Prose:
        """A stripped slice as inline Markdown."""
        return self.noted(read_slice(self.source, part, self.references))

    def noted(self, prose: Prose) -> Prose:
        """Prose whose tags and code spans are kept in mind."""
        if prose.inlines and (self.commented or self.tagged or "<" in prose.span.text):
            self.note_inlines(prose)
        return prose

    def note_inlines(self, prose: Prose) -> None:
        for node in prose.walk():
            if node.kind == "code":
                self.code.append((node.start, node.end))
            elif node.kind == "html" and (edge := inline_edge(node)):
                self.edges.append(edge)

    def paragraph(self, token: dict[str, Any]) -> Iterator[Piece]:
        part = token["at"].stripped()
        text = part.text
        if text.startswith("<") and _HTML_BLOCK.search(text):
            yield from self.html(token["at"])
        elif self.tagged and text.startswith("<") and "={" in text and self.is_tag(part):
            yield Markup(self.span(part))  # what its attributes hold is no text
        elif text == token["text"].strip(" \t\n"):
            yield Paragraph(self.prose(part))
        else:  # mistune can join lines that lie apart: then nothing inside has a place
            yield Paragraph(unplaced(self.span(part), token["text"].strip(), self.references))

    def is_tag(self, part: Slice) -> bool:
        """Whether a paragraph is but a tag; its `>` on a line of its own opens a quote."""
        behind = self.source.text[(end := self.span(part).end) : end + _MARGIN].lstrip()
        return is_element(part.text) or (behind[:1] == ">" and is_element(f"{part.text}>"))

    def labelled(self, piece: Piece) -> Piece:
        """A paragraph that is only bold stands as a heading."""
        if not isinstance(piece, Paragraph) or not _is_label(piece.prose):
            return piece
        return Heading(piece.prose, _LABEL, piece.span)

    def heading(self, token: dict[str, Any]) -> Heading:
        at = token["at"].stripped()
        text = token["text"].strip()
        start = at.excerpt.text.find(text, at.start, at.end) if text else -1
        start = max(start, at.start)
        part = Slice(at.excerpt, start, start + len(text))
        named = _ANCHOR.match(text, max(text.rfind("{"), 0))
        if named:
            part = part._replace(end=part.start + len(text[: named.start()].rstrip(" \t")))
        prose = self.prose(part)
        anchor = named[1] if named else _named_inside(prose)
        level = _LABEL if _is_tab(prose) else token["attrs"]["level"]
        return Heading(prose, level, self.span(at), anchor)

    def items(self, token: dict[str, Any]) -> Items:
        items = tuple(
            Item(tuple(self.nested(item["children"])), self.span(item["at"]))
            for item in token["children"]
        )
        return Items(items, self.span(token["at"]), bool(token["attrs"]["ordered"]))

    def table(self, token: dict[str, Any]) -> Table:
        header = self.row(token["header"], head=True)
        rows = tuple(map(self.row, token["rows"]))
        return Table("pipe", header, rows, self.span(token["at"]), self.span(token["delimiter"]))

    def row(self, line: Slice, *, head: bool = False) -> Row:
        """A row with its cells; all of it lies on one line, so one shift places it."""
        excerpt, start, _ = line = line.stripped()
        source, references, text = self.source, self.references, excerpt.text
        shift = excerpt.in_page(start) - start
        exact, whole = excerpt.exact, self.span(line)
        cells = []
        for first, last in split_row(line.text, start):
            if exact:
                span = Span(source, first + shift, last + shift)
                prose = read_text(span, text[first:last], references, cell=True)
            else:
                prose = unplaced(whole, text[first:last], references, cell=True)
            cells.append(Cell(self.noted(prose) if prose.inlines else prose, head=head))
        return Row(tuple(cells), whole)

    def example(self, token: dict[str, Any]) -> Example:
        """A fence or an indented block."""
        at, fenced = token["at"], token["style"] == "fenced"
        part = token["body"] if fenced else at.stripped()
        body = token["raw"].removesuffix("\n")
        written = self.lines_of(part, fenced)
        info = token.get("attrs", {}).get("info", "")
        span = self.span(at)
        self.code.append((span.start, span.end))
        if not token.get("closed", True):
            self.unclosed(at)
        text = Text(body, written)
        kind = "fence" if fenced else "indented"
        return Example(_language(info), text, span, kind, info, token.get("closed", True))

    def tagged_block(self, token: dict[str, Any]) -> Iterator[Piece]:
        """Tags on lines of their own, or a block of JSON whose lines do not stand apart."""
        span = self.span(token["at"])
        body = self.span(token["body"]) if "body" in token else None
        if body is None or body.text.strip() != token["body"].text.strip():
            yield Markup(span)
            return
        self.code.append((span.start, span.end))
        yield from read_magic_block(self.source, token["name"], span, body, self.references)

    def lines_of(self, part: Slice, fenced: bool) -> Span:
        """The lines of code as they are written, without the last line break."""
        if fenced and part.text.endswith("\n"):
            part = part._replace(end=part.end - 1)
        return span_of(self.source, part)

    def unclosed(self, at: Slice) -> None:
        end = at.excerpt.text.find("\n", at.start)
        opening = at._replace(end=at.end if end < 0 else min(end, at.end))
        self.notes.append(Note("unclosed-fence", self.span(opening)))

    def html(self, part: Slice) -> Iterator[Piece]:
        part = part.stripped()
        text = part.text
        if text.startswith("<!--") and "-->" not in text:
            opener = part._replace(end=part.start + len("<!--"))
            self.notes.append(Note("unclosed-comment", self.span(opener)))
            return
        place = part.placing()

        def inline(start: int, end: int) -> Prose:
            return self.prose(Slice(part.excerpt, part.start + start, part.start + end))

        fragment = Fragment(self.source, text, place, inline, self.mdx)
        blocks, edges = read_html(fragment)
        self.edges += (Edge(e.kind, e.tag, place(e.start), place(e.end)) for e in edges)
        for block in blocks:
            if isinstance(block, Example):
                self.code.append((block.span.start, block.span.end))
            yield block


def _is_tab(prose: Prose) -> bool:
    """Whether a heading is the title of a tab, as in `# [Python](#tab/python)`: it ends nothing."""
    return any(each.kind == "link" and each.value.startswith("#tab/") for each in prose.inlines)


def _is_label(prose: Prose) -> bool:
    if not prose.inlines or len(prose.text) > _LABEL_LENGTH or "\n" in prose.span.text:
        return False
    first, last = prose.inlines[0], prose.inlines[-1]
    written = prose.span.text
    if first.start != prose.span.start or not _BOLD.match(written):
        return False
    if first.kind == "html":
        return len(prose.inlines) == 2 and last.kind == "html" and last.end == prose.span.end
    rest = written[first.end - prose.span.start :].strip()
    return _is_bold(first) and rest in _LABEL_END


def _is_bold(inline: Inline) -> bool:
    """Whether all of an inline is bold, in italics or not."""
    if inline.kind == "emphasis" and len(inline.children) == 1:
        (child,) = inline.children
        return child.kind == "strong" and (child.start, child.end) == inline.inner
    return inline.kind == "strong"


def _named_inside(prose: Prose) -> str:
    tags = (node.value for node in prose.inlines if node.kind == "html")
    return next((found[1] for tag in tags if (found := _NAMED.match(tag))), "")


def _language(info: str) -> str:
    if _CONSOLE.match(info):
        return "json-http"  # a request written as an object, and no example of a body
    word = _LANGUAGE.search(html.unescape(info))
    return word[0].lstrip(".").lower() if word else ""
