"""What a reader sees of HTML text: white space run together, a line for each block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from doclint.model.page import Inline, Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.parse.html.fields import field_kind
from doclint.parse.html.tree import Element, Words

_BREAKS_LINE = frozenset(
    [
        "p",
        "li",
        "div",
        "tr",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "pre",
        "blockquote",
        "section",
        "details",
        "summary",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_SILENT = frozenset(("script", "style", "template", "table"))  # an inner table is read apart
_KINDS = {
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i"), "emphasis"),
    "a": "link",
    "img": "image",
}
_UNEVEN = regex(r"\s\s|[^\S ]")
_WORD = regex(r"\S+")

Place = Callable[[int], int]


def seen_in(span: Span, children: Iterable[Element | Words], place: Place) -> Prose:
    """The text of some elements as prose; `place` turns their offsets into the page's."""
    flow = _Flow(span.source.text, place, shift=span.start)
    inlines = tuple(flow.add(children, in_code=False))
    while flow.pieces and flow.pieces[-1] == "\n":
        flow.pieces.pop()
    return Prose(span, "".join(flow.pieces), inlines, tuple(flow.spans))


@dataclass(slots=True)
class _Flow:
    """Text on its way to the reader, with where each stretch of it stands."""

    source: str
    place: Place
    shift: int
    pieces: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    gap: str = ""  # white space that shows only between text

    def add(self, children: Iterable[Element | Words], *, in_code: bool) -> Iterator[Inline]:
        """Let text flow in; yields the inline elements."""
        for child in children:
            if isinstance(child, Words):
                self.write(child, as_is=in_code)
            elif child.tag == "br":
                self.flush()
                self.put("\n" if self.pieces else "", child.start)
            elif child.tag not in _SILENT:
                yield from self.element(child, in_code=in_code)

    def element(self, element: Element, *, in_code: bool) -> Iterator[Inline]:
        breaks = element.tag in _BREAKS_LINE
        self.gap = "\n" if breaks else self.gap
        field = field_kind(element) if element.written else ""
        self.open_gap(before=field != "")
        kind, before = _KINDS.get(element.tag) or field or None, len(self.pieces)
        if kind is None and not (element.closed or element.written or breaks):
            yield self.lost(element)
        children = tuple(self.add(element.children, in_code=in_code or element.tag == "pre"))
        self.gap = "\n" if breaks else self.gap
        self.open_gap(before=field != "")
        if kind is None:
            yield from children
        else:
            yield self.inline(kind, element, "".join(self.pieces[before:]).strip(), children)

    def lost(self, element: Element) -> Inline:
        """A tag that never ends: it may have been meant as a word in angle brackets."""
        start, end = self.place(element.start), self.place(element.opened)
        return Inline("html", start, end, None, self.source[start:end])

    def inline(
        self, kind: str, element: Element, text: str, children: tuple[Inline, ...]
    ) -> Inline:
        start, end = self.place(element.start), self.place(element.end)
        inner = self.place(element.opened), self.place(element.ended)
        attributes = element.attributes
        if kind == "code":
            return Inline(kind, start, end, inner, text)
        address = attributes.get("src" if kind == "image" else "href", "")
        return Inline(kind, start, end, inner, address, attributes.get("title"), children)

    def write(self, words: Words, *, as_is: bool) -> None:
        text, start = words.text, words.start
        if as_is:
            self.put(text, start)
        elif words.end - start != len(text) or not _UNEVEN.search(text):  # a reference, or simple
            self.write_even(text, start)
        else:
            for word in _WORD.finditer(text):
                self.open_gap(before=word.start() > 0)
                self.put(word[0], start + word.start())
            self.open_gap(before=text[-1:].isspace())

    def write_even(self, text: str, start: int) -> None:
        core = text.strip()
        lead = text.find(core)
        if not core:
            self.open_gap(before=True)
            return
        self.open_gap(before=lead > 0)
        self.put(core, start + lead)
        self.open_gap(before=lead + len(core) < len(text))

    def open_gap(self, *, before: bool) -> None:
        self.gap = self.gap or (" " if before else "")

    def flush(self) -> None:
        self.gap = ""

    def put(self, piece: str, start: int) -> None:
        if not piece:
            return
        if self.gap and self.pieces and self.pieces[-1][-1] != "\n":
            self.pieces.append(self.gap)
            self.length += 1
        self.gap = ""
        placed = self.place(start)
        if placed - self.length != self.shift:
            self.shift = placed - self.length
            self.spans.append((self.length, placed))
        self.pieces.append(piece)
        self.length += len(piece)
