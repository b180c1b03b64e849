"""Pages of reStructuredText: sections, lists, tables, code and directives, each in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from typing import Any

from docutils import nodes

from doclint.model.page import (
    Block,
    Definition,
    Definitions,
    Example,
    Heading,
    Include,
    Item,
    Items,
    Note,
    Page,
    Paragraph,
    Prose,
    Quote,
)
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Pointer, Source, Span
from doclint.parse.html.blocks import Piece
from doclint.parse.includes.texts import NO_TEXTS, Texts
from doclint.parse.rst.explicit import Construct
from doclint.parse.rst.files import Files
from doclint.parse.rst.inline import Flow
from doclint.parse.rst.places import Placed, code
from doclint.parse.rst.prose import Writer, flows, normal
from doclint.parse.rst.states import Broken, Title, read_document
from doclint.parse.sections import sections

_LABEL = 7
_LABEL_LENGTH = 60
_LABEL_END = ("", ":", "：")
_DEEPEST = 6
_UNREAD = (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError)
_IN_LINE = regex(r" (?:in|at) table lines? \d+|\s*\(table lines [^()]*\)")
_BLANKS = regex(r"\n[ \t]*\n")


def parse_rst(source: Source, texts: Texts | None = None) -> Page:
    """Read a page; never raises. What docutils stumbles over is read as plain paragraphs."""
    try:
        document = read_document(source, texts or NO_TEXTS)
        reading = Reading(document.files, document.replaced, _targets(document))
        pieces = list(reading.document(document))
    except (RecursionError, *_UNREAD):
        return Page(source, sections(_plain(source), len(source.text)), format="rst")
    return Page(
        source,
        sections(pieces, len(source.text), source),
        comments=tuple(reading.comments),
        notes=tuple(reading.notes),
        format="rst",
        includes=tuple(reading.includes),
        entries=tuple(reading.entries),
    )


def _plain(source: Source) -> Iterator[Paragraph]:
    start = 0
    for end in (*(found.start() for found in _BLANKS.finditer(source.text)), len(source.text)):
        span = source.span(start, end).stripped()
        if span.text:
            yield Paragraph(Prose(span, span.text))
        start = end


def _targets(document: Any) -> dict[str, str]:
    """Where names lead outside of the page."""
    return {
        normal(name): node["refuri"]
        for node in document.findall(nodes.target)
        if "refuri" in node
        for name in node["names"]
    }


@dataclass(slots=True)
class Reading:
    """Turns docutils' nodes into blocks, and collects what is said beside them."""

    files: Files
    replaced: dict[str, str]
    targets: dict[str, str]
    notes: list[Note] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    includes: list[Include] = field(default_factory=list)
    entries: list[tuple[Span, Pointer]] = field(default_factory=list)
    language: str = ""
    anchor: str = ""

    def document(self, document: Any) -> Iterator[Piece]:
        """The page; a list of fields on top of it tells tools something, not readers."""
        children = list(document.children)
        shown = [c for c in children if not isinstance(c, (nodes.comment, nodes.target))]
        if shown and isinstance(shown[0], nodes.field_list):
            children.remove(shown[0])
        yield from self.pieces(children, 1)

    def pieces(self, children: Iterable[Any], level: int) -> Iterator[Piece]:
        """The headings, labels and blocks of some nodes."""
        for node in children:
            reader = _READERS.get(type(node).__name__)
            if reader:
                yield from reader(self, node, level)

    def nested(self, children: Iterable[Any]) -> Iterator[Block]:
        """The blocks of a list item or quote, where headings and labels are paragraphs."""
        for piece in self.pieces(children, _LABEL):
            yield Paragraph(piece.prose) if isinstance(piece, Heading) else piece

    # Text ----------------------------------------------------------------------------------------

    def prose(self, node: Any) -> Prose:
        """The text in a node, a line for each of its parts."""
        return self.written([*flows(node)])

    def written(self, texts: Sequence[Flow], between: str = "\n") -> Prose:
        """Some texts with something between them."""
        start = texts[0].text.start if texts else 0
        writer = Writer(self.targets, self.replaced, self.files.base(start))
        for number, flow in enumerate(texts):
            writer.show(between if number else "", flow.text.start)
            writer.flow(flow)
        end = max((flow.text.end for flow in texts), default=start)
        return writer.prose(self.files.span(start, end))

    def plain(self, text: Placed) -> Prose:
        """A text as it is written."""
        span = self.files.span(text.start, text.end)
        return Prose(
            span, str(text), (), tuple((at, to - self.files.base(to)) for at, to in text.pieces)
        )

    def paragraph(self, node: Any, _level: int) -> Iterator[Piece]:
        """A paragraph, or a label."""
        prose = self.prose(node)
        if _is_label(prose):
            yield Heading(prose, _LABEL, prose.span)
        elif prose.text.strip() or prose.inlines:
            yield Paragraph(prose)

    def section(self, node: Any, level: int) -> Iterator[Piece]:
        """A heading and what stands under it; it is told once that its line is too short."""
        for child in node.children:
            if isinstance(child, nodes.title):
                yield self.heading(child, level)
            elif not isinstance(child, nodes.system_message):
                yield from self.pieces([child], level + 1)

    def heading(self, node: Any, level: int) -> Heading:
        """A heading, with its underline."""
        prose = self.prose(node)
        source, end = prose.span.source, prose.span.end
        anchor, self.anchor = self.anchor, ""
        first = source.text.find("\n", end) + 1
        under = source.text.find("\n", first) if first else -1
        line = source.text[first : under if under >= 0 else None] if first else ""
        end = first + len(line.rstrip()) if line.strip() and not line.strip()[0].isalnum() else end
        return Heading(prose, min(level, _DEEPEST), Span(source, prose.span.start, end), anchor)

    def title(self, node: Title, level: int) -> Iterator[Piece]:
        """A title in a directive is that of a section, if sections have such titles."""
        if level >= _LABEL or not node.level:
            prose = self.prose(node)
            yield Heading(prose, _LABEL, prose.span)
        else:
            yield self.heading(node, node.level)

    def target(self, node: Any, _level: int) -> Iterator[Piece]:
        """A label in front of a heading."""
        names = node["names"]
        self.anchor = names[0] if names and "refuri" not in node else self.anchor
        return iter(())

    # Lists ---------------------------------------------------------------------------------------

    def items(self, node: Any, _level: int) -> Iterator[Piece]:
        """A list."""
        items = tuple(self.item(child) for child in node.children if hasattr(child, "begin"))
        if items:
            ordered = isinstance(node, nodes.enumerated_list)
            yield Items(items, self.around(items), ordered)

    def item(self, node: Any) -> Item:
        """A list item."""
        blocks = tuple(self.nested(node.children))
        return Item(blocks, self.from_(node.begin, blocks))

    def from_(self, begin: int, blocks: Sequence[Block]) -> Span:
        """From where something begins to the end of what it holds."""
        start = self.files.span(begin, begin + 1)
        ends = (b.span.end for b in blocks if b.span.source is start.source)
        return Span(start.source, start.start, max((start.end, *ends)))

    def around(self, parts: Sequence[Item | Definition]) -> Span:
        """From the first part to the end of the last one that stands in the same file."""
        first = parts[0].span
        ends = (part.span.end for part in parts if part.span.source is first.source)
        return Span(first.source, first.start, max(ends))

    def definitions(self, node: Any, _level: int) -> Iterator[Piece]:
        """A list of definitions, fields or options."""
        entries = tuple(self.entry(child) for child in node.children if len(child.children) > 1)
        if entries:
            yield Definitions(entries, self.around(entries))

    def entry(self, node: Any) -> Definition:
        """An entry of a list of definitions, fields or options."""
        term = self.plain(node.term) if hasattr(node, "term") else self.prose(node.children[0])
        blocks = tuple(self.nested(node.children[-1].children))
        begin = getattr(node, "begin", term.span.start + self.files.base(_start(node)))
        return Definition((term,), blocks, self.from_(begin, blocks).until(term.span))

    # Quotes and code -----------------------------------------------------------------------------

    def quote(self, node: Any, _level: int) -> Iterator[Piece]:
        """A block quote, a footnote."""
        blocks = tuple(self.nested(node.children))
        if blocks:
            yield Quote(blocks, blocks[0].span.until(blocks[-1].span))

    def literal(self, node: Any, _level: int) -> Iterator[Piece]:
        """A literal block."""
        lines = getattr(node, "lines", ())
        if lines:
            yield self.example(lines, self.language)

    def example(
        self, lines: Sequence[Placed], language: str, around: Span | None = None
    ) -> Example:
        """Some lines as code; `around` is the directive that they stand in."""
        base = self.files.base(lines[0].start)
        source = self.files.span(lines[0].start, lines[0].start).source
        body = code(lines, base=base, source=source)
        return Example(language.lower(), body, around or body.span, "literal")

    def included(
        self, include: Include, lines: Sequence[Placed], language: str, around: Span
    ) -> Example:
        """Lines of a file that is shown as code."""
        assert include.source is not None
        body = code(lines, base=0, source=include.source)
        return Example(language.lower(), body, around, "literal")

    def broken(self, node: Broken, _level: int) -> Iterator[Piece]:
        """A table that docutils rejects: its readers see none, or an error."""
        lines = [line.strip() for line in node.lines if line.strip()]
        wrong = lines[min(node.wrong, len(lines) - 1)]
        span = self.files.span(wrong.start, wrong.end)
        detail = _IN_LINE.sub("", node.detail).replace("\n", " ").rstrip(".").lower()
        self.notes.append(Note("broken-grid", span, {"reason": detail}))
        for line in lines:
            if line.strip("+-=| "):
                yield Paragraph(self.plain(line))

    def comment(self, node: Any, _level: int) -> Iterator[Piece]:
        """A comment, which may silence rules."""
        if hasattr(node, "where"):
            self.comments.append(self.files.span(*node.where))
        return iter(())

    def construct(self, node: Construct, level: int) -> Iterator[Piece]:
        """A directive."""
        from doclint.parse.rst.directives import read_directive

        return read_directive(self, node, level)

    def table(self, node: Any, _level: int) -> Iterator[Piece]:
        """A grid table or a simple one."""
        from doclint.parse.rst.tables import read_table

        return read_table(self, node)


def _start(node: Any) -> int:
    return next((flow.text.start for flow in flows(node)), 0)


def _is_label(prose: Prose) -> bool:
    """Whether a paragraph is only bold."""
    if len(prose.inlines) != 1 or len(prose.text) > _LABEL_LENGTH:
        return False
    (only,) = prose.inlines
    rest = prose.span.source.text[only.end : prose.span.end].strip()
    return only.kind == "strong" and only.start == prose.span.start and rest in _LABEL_END


_READERS: dict[str, Callable[[Reading, Any, int], Iterator[Piece]]] = {
    "paragraph": Reading.paragraph,
    "line_block": Reading.paragraph,
    "attribution": Reading.paragraph,
    "section": Reading.section,
    "Title": Reading.title,
    "target": Reading.target,
    "bullet_list": Reading.items,
    "enumerated_list": Reading.items,
    "definition_list": Reading.definitions,
    "field_list": Reading.definitions,
    "option_list": Reading.definitions,
    "block_quote": Reading.quote,
    "footnote": Reading.quote,
    "citation": Reading.quote,
    "literal_block": Reading.literal,
    "doctest_block": Reading.literal,
    "Broken": Reading.broken,
    "comment": Reading.comment,
    "Construct": Reading.construct,
    "table": Reading.table,
}
