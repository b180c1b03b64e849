"""A documentation page as its reader sees it, with the place of everything.

A page is a tree of sections; a section holds blocks in the order of the page. What is broken is
kept as it is written: ragged rows, glued rows, cells beyond the header, fences that never end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field
from operator import itemgetter
from typing import Any

from doclint.model.record import dataclass
from doclint.model.source import Pointer, Source, Span, Text
from doclint.model.tag import Tag


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a parser could not read or had to guess; rules turn notes into findings."""

    code: str
    span: Span
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inline:
    """One inline element. `value` is what it stands for: code, a character, an address, a tag.

    Kinds: code link image autolink html emphasis strong escape entity softbreak linebreak.
    """

    kind: str
    start: int
    end: int
    inner: tuple[int, int] | None = None
    value: str = ""
    title: str | None = None
    children: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Inline text with its elements: a paragraph, a heading's text, a cell.

    `text` is what a reader sees: no marks, tags or link targets; a hard break is a line break.
    `spans` maps stretches of `text` back: (offset in text, offset in source), ascending.
    Offsets of the elements are those of the source.
    """

    span: Span
    text: str
    inlines: tuple[Inline, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def at(self, start: int, end: int) -> Span:
        """Where a stretch of `text` stands on the page."""
        first = self._source(start)
        return Span(self.span.source, first, max(first, self._end(end)))

    def _source(self, offset: int) -> int:
        last = bisect_right(self.spans, offset, key=itemgetter(0))
        seen, place = self.spans[last - 1] if last else (0, self.span.start)
        return min(place + offset - seen, self.span.end)

    def _end(self, offset: int) -> int:
        return self._source(offset - 1) + 1 if offset else self._source(0)

    def walk(self) -> Iterator[Inline]:
        """Every inline element, outer before inner."""
        stack = list(reversed(self.inlines))
        while stack:
            inline = stack.pop()
            yield inline
            stack.extend(reversed(inline.children))


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `prose.text` is what it shows; an HTML cell's span is the text between tags."""

    prose: Prose
    columns: int = 1
    rows: int = 1
    head: bool = False

    @property
    def text(self) -> str:
        """What a reader sees, without white space around it."""
        return self.prose.text.strip()

    @property
    def span(self) -> Span:
        """The cell's text as written, without its padding."""
        return self.prose.span


@dataclass(frozen=True, slots=True)
class Row:
    """A table row with as many cells as are written."""

    cells: tuple[Cell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a pipe table's `delimiter` is its dashes.

    `kind` is pipe, html, grid or simple, or text for one of a saved text that has lost its marks.
    """

    kind: str
    header: Row
    rows: tuple[Row, ...]
    span: Span
    delimiter: Span | None = None


@dataclass(frozen=True, slots=True)
class Gutter:
    """The numbers of lines beside code. `lines` is how many there were; some may be lost."""

    span: Span
    lines: int


@dataclass(frozen=True, slots=True)
class Example:
    """A fence, an indented block, a `<pre>`. `body` is the code; `language` is "" if not said.

    `closed` is False for a fence that runs to the end of the page or of its container. In saved
    text the kind is text, and a `gutter` may stand in front of the code or of each of its lines.
    """

    language: str
    body: Text
    span: Span
    kind: str = "fence"
    info: str = ""
    closed: bool = True
    gutter: Gutter | None = None

    @property
    def shows_page(self) -> bool:
        """Whether it shows how a page is written: what stands in it is no example of an API."""
        return self.language.lower() in ("md", "markdown", "mdx", "mdx-code-block")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or the text of a tight list item."""

    prose: Prose

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.prose.span


@dataclass(frozen=True, slots=True)
class Item:
    """A list item."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Items:
    """A list, ordered or not."""

    items: tuple[Item, ...]
    span: Span
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Definition:
    """An entry of a definition list: its terms, and what is said of them."""

    terms: tuple[Prose, ...]
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Definitions:
    """A definition list: `<dl>`, "term, line break, colon, text", or a list of fields."""

    entries: tuple[Definition, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML or a tag of a docs tool on lines of its own, that is neither a table nor code."""

    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A tag of a docs tool that stands for something, with the blocks in it.

    `kind` is member or operation; `said` is what it says, by the role that a column would have.
    A page has its tags in `tags`, beside the blocks: only what reads it puts the two together.
    """

    kind: str
    tag: Tag
    said: Mapping[str, Prose]
    blocks: tuple[Block, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.tag.span


Block = Paragraph | Items | Definitions | Quote | Table | Example | Markup | Element


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 7 is a label: a paragraph in bold, or a caption that stands as a heading."""

    prose: Prose
    level: int
    span: Span
    anchor: str = ""

    @property
    def text(self) -> str:
        """The title as its reader sees it."""
        return self.prose.text.strip()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. The part before the first heading has none, level 0."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    span: Span

    @property
    def level(self) -> int:
        """0 for the part before the first heading, else that of the heading."""
        return self.heading.level if self.heading else 0

    def walk(self) -> Iterator[Section]:
        """The section and those inside it, in the order of the page."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def pieces(self) -> Iterator[Heading | Block]:
        """The headings and blocks of it and of those inside it, in the order of the page."""
        for section in self.walk():
            if section.heading:
                yield section.heading
            yield from section.blocks


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The data on top of a page. `data` is {} where it can't be read; `syntax` is yaml or toml."""

    span: Span
    body: Span
    data: Mapping[str, Any]
    syntax: str = "yaml"


@dataclass(frozen=True, slots=True)
class Include:
    """Where a page takes in another text, by the path that it writes.

    `reason` says why not all of it was read; `kind` is the notation. `whole` is False where only a
    part of the `source` is taken in, or values are put into it.
    """

    span: Span
    path: str
    source: Source | None = None
    reason: str = ""
    kind: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. `comments` are those of its format, outside of code.

    `format` is markdown, mdx, html, rst or text. What stands in an included text is a part of the
    page's tree; its spans are those of its own source. `chrome` are lists that every page of a
    site has around what it says: menus, the way up to the first page. `entries` tell of stretches
    for which a file has the facts where that has them.
    """

    source: Source
    sections: tuple[Section, ...]
    front_matter: FrontMatter | None = None
    comments: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()
    format: str = "markdown"
    includes: tuple[Include, ...] = ()
    chrome: tuple[Block, ...] = ()
    tags: tuple[Tag, ...] = ()
    entries: tuple[tuple[Span, Pointer], ...] = ()

    @property
    def is_markdown(self) -> bool:
        """Whether its text is Markdown, MDX or not."""
        return self.format in ("markdown", "mdx")

    @property
    def gaps(self) -> tuple[Include, ...]:
        """What it takes in that was not read, or not all of it: there may be anything.

        Of rows whose facts stand in a file of data, nothing is missing but these.
        """
        return tuple(each for each in self.includes if each.reason and each.kind != "data")

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its own text, and the files that it takes in as a whole."""
        others = (each.source for each in self.includes if each.source and each.whole)
        return tuple({source.path: source for source in (self.source, *others)}.values())

    def walk(self) -> Iterator[Section]:
        """Every section, in the order of the page."""
        for section in self.sections:
            yield from section.walk()

    def blocks(self) -> Iterator[Block]:
        """Every block of every section, outer before inner."""
        for section in self.walk():
            for block in section.blocks:
                yield from inside(block)


def inside(block: Block) -> Iterator[Block]:
    """A block and those in it, outer before inner."""
    yield block
    if isinstance(block, Items):
        for item in block.items:
            for child in item.blocks:
                yield from inside(child)
    elif isinstance(block, Definitions):
        for entry in block.entries:
            for child in entry.blocks:
                yield from inside(child)
    elif isinstance(block, Quote | Element):
        for child in block.blocks:
            yield from inside(child)
