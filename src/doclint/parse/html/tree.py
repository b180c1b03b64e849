"""HTML as a light tree in which every element knows where it stands.

It is the tree that a browser would build: cells, rows and items end where the next one starts, and
stray tags do no harm. The tags are found here, for the standard library's parser takes the square
of the time on comments and attributes that never end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from html import unescape

from doclint.model.pattern import regex
from doclint.model.record import dataclass

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_ENDED_BY = {  # a start tag, and what it ends on its way up
    **dict.fromkeys(("td", "th"), ("td", "th")),
    "tr": ("td", "th", "tr"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("td", "th", "tr", "thead", "tbody")),
    "li": ("li",),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
    "option": ("option",),
}
_BARRIER = frozenset(["table", "ul", "ol", "dl", "select", "html"])  # nothing ends across these
_ENDS_PARAGRAPH = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
_DEPTH = 200  # what is deeper is read as if it were beside
_TOKEN = regex(
    r"<(?:(?P<close>/)?(?P<tag>[A-Za-z][^\s/<>]*)|!--|[!?])"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
)
# Up to the `>` that is in no quotes; where a quote never ends, up to the first one.
_TAG_REST = regex(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = regex(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_RAW = frozenset(("script", "style", "textarea"))  # tags in it are text
_TABLE_EDGE = regex(
    r"(?P<open><table(?=[\s>]))|(?P<close></table\s*>)|(?P<stop>^ {0,3}(?:#{1,6}[ \t]|```|~~~))",
    re.I | re.M,
)


@dataclass(slots=True, eq=False)
class Element:
    """A tag and what is in it. Offsets count characters; the text inside is opened:ended."""

    tag: str
    start: int
    opened: int
    written: str = ""  # the attributes
    parent: Element | None = None
    ended: int = -1
    end: int = -1
    closed: bool = False  # by an end tag of its own
    children: list[Element | Words] = field(default_factory=list)

    def walk(self, *tags: str) -> Iterator[Element]:
        """The elements inside, outer before inner; only those tags, if some are named."""
        stack: list[Element | Words] = [*reversed(self.children)]
        while stack:
            child = stack.pop()
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                stack.extend(reversed(child.children))

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes with their values; an empty one for those that have none."""
        return _attributes(self.written)

    def count(self, attribute: str) -> int:
        """A number such as `colspan`; 1 if there is none."""
        value = self.attributes.get(attribute, "") if self.written else ""
        return max(1, int(value)) if re.fullmatch(r"[0-9]{1,3}", value) else 1


@lru_cache(1024)
def _attributes(written: str) -> Mapping[str, str]:
    found = _ATTRIBUTE.finditer(written)
    return {a[1].lower(): unescape((a[2] or "").strip("\"'")) for a in found}


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags, with its character references read."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A tag without its other half: `open` up to the end, `unclosed` where others end, `stray`."""

    kind: str
    tag: str
    start: int
    end: int


def parse_tree(text: str) -> tuple[Element, list[Edge]]:
    """The tree of a text, and the tags that do not fit."""
    builder = _Builder(text)
    for at, end, tag, closing in _tokens(text):
        if not tag:
            builder.words(at, end)
        elif closing:
            builder.end(tag, at, end)
        else:
            builder.start(tag, at, end)
    builder.finish()
    return builder.root, builder.edges


def _tokens(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Where each tag and each stretch of words is: start, end, name of the tag, whether it ends."""
    at = words = 0
    last, last_comment = text.rfind(">"), text.rfind("-->")  # nothing ends behind these
    while token := _TOKEN.search(text, at):
        start, tag = token.start(), (token["tag"] or "").lower()
        if token[0][0] == "<" and start > (last_comment if token[0] == "<!--" else last):
            at = token.end()
            continue
        end = _tag_end(text, token) if tag else _past(text, token)
        if end < 0:  # what never ends is text
            at = token.end()
            continue
        if words < start:
            yield words, start, "", False
        if tag or token[0][0] == "&":
            yield start, end, tag, token["close"] is not None
        at = words = end
        if tag in _RAW and not token["close"]:
            at = _raw_end(text, tag, end)
    if words < len(text):
        yield words, len(text), "", False


def _tag_end(text: str, token: re.Match[str]) -> int:
    rest = _TAG_REST.match(text, token.end())
    return rest.end() if rest else text.find(">", token.end()) + 1 or -1


def _past(text: str, token: re.Match[str]) -> int:
    """Where a comment, a declaration or a character reference ends."""
    if token[0][0] == "&":
        return token.end() if unescape(token[0]) != token[0] else -1
    closer = "-->" if token[0] == "<!--" else ">"
    close = text.find(closer, token.end())
    return close + len(closer) if close >= 0 else -1


def _raw_end(text: str, tag: str, start: int) -> int:
    close = re.compile(rf"</{tag}(?=[\s/>])", re.I).search(text, start)
    return close.start() if close else len(text)


class _Builder:
    """Grows the tree, tag by tag."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = self.current = Element("#root", 0, 0)
        self.depth = 0
        self.edges: list[Edge] = []

    def finish(self) -> None:
        size = len(self.text)
        while self.current is not self.root:
            self.lose("open")
            self.leave(size, size)
        self.root.ended = self.root.end = size

    def leave(self, ended: int, end: int, *, closed: bool = False) -> None:
        element = self.current
        element.ended, element.end, element.closed = ended, end, closed
        self.current = element.parent or self.root
        self.depth -= 1

    def lose(self, kind: str) -> None:
        element = self.current
        self.edges.append(Edge(kind, element.tag, element.start, element.opened))

    def words(self, start: int, end: int) -> None:
        text = self.text[start:end]
        text = unescape(text) if text[0] == "&" else text
        self.current.children.append(Words(text, start, end))

    def start(self, tag: str, start: int, opened: int) -> None:
        self.end_before(tag, start)
        attributes = self.text[start + 1 + len(tag) : opened - 1]
        element = Element(tag, start, opened, attributes.strip(), self.current)
        self.current.children.append(element)
        if tag in _VOID or attributes.endswith("/") or self.depth == _DEPTH:
            element.ended = element.end = opened
            element.closed = True
        else:
            self.current = element
            self.depth += 1

    def end_before(self, tag: str, start: int) -> None:
        """Leave what ends where this tag starts."""
        if self.current.tag == "p" and tag in _ENDS_PARAGRAPH:
            self.leave(start, start)
        ended, element = _ENDED_BY.get(tag, ()), self.current
        while ended and element is not self.root and element.tag not in _BARRIER:
            above = element.parent or self.root
            if element.tag in ended:
                while self.current is not above:
                    self.lose("unclosed")
                    self.leave(start, start)
            element = above

    def end(self, tag: str, start: int, end: int) -> None:
        element = self.current
        while element is not self.root and element.tag != tag:
            element = element.parent or self.root
        if element is self.root:
            self.edges.append(Edge("stray", tag, start, end))
            return
        while self.current is not element:
            self.lose("unclosed")
            self.leave(start, start)
        self.leave(start, end, closed=True)


def own_elements(table: Element, *tags: str) -> Iterator[Element]:
    """The elements of a table that are in no other table of it."""
    stack: list[Element | Words] = [*reversed(table.children)]
    while stack:
        child = stack.pop()
        if isinstance(child, Element):
            if child.tag in tags:
                yield child
            if child.tag != "table":
                stack.extend(reversed(child.children))


def all_words(element: Element) -> Iterator[Words]:
    """The texts in an element, in their order."""
    stack: list[Element | Words] = [*reversed(element.children)]
    while stack:
        child = stack.pop()
        if isinstance(child, Words):
            yield child
        else:
            stack.extend(reversed(child.children))


def comment_ranges(text: str) -> Iterator[tuple[int, int]]:
    """From each `<!--` to its `-->`."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


class Ranges(list[tuple[int, int]]):
    """Stretches of a text, ascending and apart."""

    def last_before(self, offset: int) -> tuple[int, int] | None:
        """The last one that starts before an offset."""
        nth = bisect_left(self, (offset,))
        return self[nth - 1] if nth else None


def table_ranges(text: str) -> Ranges:
    """From `<table>` to its `</table>`, where no heading or fence lies between."""
    found, starts = Ranges(), []
    for edge in _TABLE_EDGE.finditer(text):
        if edge["open"]:
            starts.append(edge.start())
        elif edge["stop"]:
            starts.clear()
        elif starts and (start := starts.pop()) >= 0 and not starts:
            found.append((start, edge.end()))
    return found
