"""What a reader sees of reStructuredText's running text, with the place of every character."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from docutils import nodes

from doclint.model.page import Inline, Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.parse.rst.inline import Flow, Mark
from doclint.parse.rst.places import Placed

_HIDDEN = regex(r"\\([\s\S]?)|\n")
_TITLED = regex(r"(?P<title>[\s\S]*?)\s*(?<!\\)<(?P<target>[^<>]*)>\Z")
_URI = regex(r"\b(?:https?|ftp)://[^\s<>\"]*[\w/=&#~*+-]")
_NAME = regex(r"\s+")
_LINKS = frozenset(("ref", "doc", "term", "download", "any", "numref", "eq", "keyword", "envvar"))
_BOLD = frozenset(("strong", "guilabel", "menuselection", "command", "program", "dfn"))
_ITALIC = frozenset(("emphasis", "title", "title-reference", "abbr", "sub", "sup", "math"))
_ROUNDS = 3  # substitutions in substitutions


def normal(name: str) -> str:
    """The name of a target as references find it."""
    return _NAME.sub(" ", name.strip()).lower()


@dataclass(slots=True)
class Writer:
    """Text on its way to the reader, with where each stretch of it stands.

    `base` is what the places of its source begin with.
    """

    targets: Mapping[str, str]
    replaced: Mapping[str, str]
    base: int = 0
    pieces: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    length: int = 0

    def prose(self, span: Span) -> Prose:
        """What was written, as prose that stands at a span."""
        return Prose(span, "".join(self.pieces), tuple(self.inlines), tuple(self.spans))

    def show(self, text: str, place: int) -> None:
        """Text that stands at a place."""
        if text:
            place -= self.base
            if not self.spans or self.spans[-1][1] - self.spans[-1][0] != place - self.length:
                self.spans.append((self.length, place))
            self.pieces.append(text)
            self.length += len(text)

    def copy(self, text: Placed) -> None:
        """Text as it is written, each stretch of it in its place."""
        ends = [*(offset for offset, _ in text.pieces[1:]), len(text)]
        start = 0
        for end in ends:
            self.show(str(text)[start:end], text.at(start) if start < end else 0)
            start = end

    def flow(self, flow: Flow) -> None:
        """A text with its marks."""
        text, at = flow.text, 0
        for mark in flow.marks:
            self.plain(text, at, mark.start)
            if inline := self.mark(text, mark):
                self.inlines.append(inline)
            at = mark.end
        self.plain(text, at, len(text))

    def plain(self, text: Placed, start: int, end: int, *, links: bool = True) -> None:
        """Text without marks: what is escaped loses its backslash."""
        if links and "://" in text[start:end]:
            for found in _URI.finditer(text, start, end):
                self.autolink(text, *found.span())
        for found in _HIDDEN.finditer(text, start, end):
            self.copy(text[start : found.start()])
            shown = " " if found[1] is None else found[1].strip()
            self.show(shown, text.at(found.end() - 1))
            start = found.end()
        self.copy(text[start:end])

    def autolink(self, text: Placed, start: int, end: int) -> None:
        """An address that is a link by itself."""
        first, last = text.at(start) - self.base, text.at(end - 1) + 1 - self.base
        self.inlines.append(Inline("autolink", first, last, (first, last), str(text[start:end])))

    def mark(self, text: Placed, mark: Mark) -> Inline | None:
        """The inline element of a mark, whose text is shown."""
        node = mark.node
        match node:
            case nodes.literal():
                return self.marked(text, mark, "code", 2, raw=True)
            case nodes.strong():
                return self.marked(text, mark, "strong", 2)
            case nodes.emphasis():
                return self.marked(text, mark, "emphasis", 1)
            case nodes.substitution_reference():
                self.replace(text, mark, node.astext())
            case nodes.footnote_reference():
                pass
            case nodes.target():
                self.plain(text, mark.start + 2, mark.end - 1)
            case nodes.reference():
                return self.reference(text, mark)
            case nodes.inline():
                return self.role(text, mark, node["role"])
            case _:
                self.plain(text, mark.start, mark.end)
        return None

    def marked(
        self, text: Placed, mark: Mark, kind: str, width: int, *, raw: bool = False
    ) -> Inline:
        """A stretch between marks of some width."""
        first, last = mark.start + width, mark.end - width
        before = self.length, len(self.pieces)
        if raw:
            self.raw(text, first, last)
        else:
            self.plain(text, first, last, links=False)
        value = "".join(self.pieces[before[1] :]) if kind == "code" else ""
        return self.inline(kind, text, mark, (first, last), value)

    def raw(self, text: Placed, start: int, end: int) -> None:
        """Text in which nothing is escaped."""
        while (found := text.find("\n", start, end)) >= 0:
            self.copy(text[start:found])
            self.show(" ", text.at(found))
            start = found + 1
        self.copy(text[start:end])

    def inline(
        self, kind: str, text: Placed, mark: Mark, inner: tuple[int, int], value: str = ""
    ) -> Inline:
        """An inline element in its place."""
        start, end = text.at(mark.start) - self.base, text.at(mark.end - 1) + 1 - self.base
        first = text.at(inner[0]) - self.base
        last = text.at(inner[1] - 1) + 1 - self.base if inner[1] > inner[0] else first
        return Inline(kind, start, end, (first, last), value)

    def replace(self, text: Placed, mark: Mark, name: str) -> None:
        """A substitution; one that nobody defines here stays as it is written."""
        shown, rounds = self.replaced.get(normal(name)), 0
        while shown and "|" in shown and rounds < _ROUNDS:
            for other, value in self.replaced.items():
                shown = shown.replace(f"|{other}|", value)[: 10 * len(value) + 1000]
            rounds += 1
        if shown is None:
            self.plain(text, mark.start, mark.end)
        else:
            self.show(shown, text.at(mark.start))

    def reference(self, text: Placed, mark: Mark) -> Inline:
        """A link: `text <address>`_, `name`_, name_; its value is where it leads."""
        start, end = mark.start, mark.end
        while end > start and text[end - 1] == "_":
            end -= 1
        if text[start] == "`":
            start, end = start + 1, end - 1
        if text[start] == "|" or isinstance(mark.node.children[:1], nodes.substitution_reference):
            self.replace(text, mark, str(text[start:end]).strip("|"))
            return self.inline("link", text, mark, (start, end))
        titled = _TITLED.match(text, start, end)
        shown = titled.span("title") if titled and titled["title"] else (start, end)
        if titled and not titled["title"]:
            shown = titled.span("target")
        self.plain(text, *shown, links=False)
        return self.inline("link", text, mark, shown, self.address(mark.node, text[start:end]))

    def address(self, node: Any, name: str) -> str:
        """Where a reference leads, if that is outside of the page."""
        if address := node.get("refuri"):
            return str(address)
        return self.targets.get(normal(node.get("refname") or name), "")

    def role(self, text: Placed, mark: Mark, role: str) -> Inline:
        """Text in a role: code, or a link that a docs tool resolves."""
        start = text.find("`", mark.start, mark.end) + 1
        end = text.rfind("`", start, mark.end)
        name = role.rpartition(":")[2].lower()
        titled = _TITLED.match(text, start, end)
        shown = titled.span("title") if titled and titled["title"] else (start, end)
        if ":" in role or name in _LINKS or titled:
            start += text[shown[0]] in "!~" if shown[1] > shown[0] else 0
            self.plain(text, max(start, shown[0]), shown[1], links=False)
            return self.inline("link", text, mark, shown)
        kind = "strong" if name in _BOLD else "emphasis" if name in _ITALIC else "code"
        before = len(self.pieces)
        self.plain(text, *shown, links=False)
        value = "".join(self.pieces[before:]) if kind == "code" else ""
        return self.inline(kind, text, mark, shown, value)


def flows(node: Any) -> Iterator[Flow]:
    """The texts in a node, those of tables and code left out."""
    for child in node.children:
        if isinstance(child, Flow):
            yield child
        elif not isinstance(child, (nodes.table, nodes.literal_block)):
            yield from flows(child)
