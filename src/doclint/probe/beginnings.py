"""Lines of a template that begin a paragraph, draw a rule or end front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.source import Span
from doclint.model.template import Node, Template
from doclint.probe.lines import Line

_RULE = re.compile(r"(?:-{3,}|={3,}|\*{3,}|_{3,})[ \t]*\Z")
_WORDS = re.compile(r"(?:\*\*|__|\*|`|\[)?[^\W\d_]{2}")
_BLANKS = " \t>"


def beginnings(template: Template) -> tuple[Line, ...]:
    """The lines, in their order: `rule`, and `text` with a blank line above, tags aside."""
    return tuple(_Lines(template).all())


class _Lines:
    def __init__(self, template: Template) -> None:
        self.template = template
        self.source = template.source
        self.bare = [*_without_tags(template)]

    def all(self) -> Iterator[Line]:
        for node, loops in _texts(self.template.nodes, ()):
            for line in _lines(node.span):
                text = line.text
                number, column = self.source.position(line.start)
                if self.source.line(number)[: column - 1].strip(_BLANKS):
                    continue
                if _RULE.match(text):
                    yield Line("rule", line, loops)
                elif _WORDS.match(text) and self.is_apart(number):
                    yield Line("text", line, loops)

    def is_apart(self, number: int) -> bool:
        """Whether a blank line stands above a line, lines of tags aside."""
        above = number - 1
        while above and self.bare[above - 1] is None:
            above -= 1
        return not above or not self.bare[above - 1]


def _without_tags(template: Template) -> Iterator[str | None]:
    """Each line as it shows something: None for one that has only tags of statements."""
    text = [*template.source.text]
    for tag in template.tags:
        if tag.kind in ("block", "comment"):
            for at in range(tag.span.start, tag.span.end):
                text[at] = "\n" if text[at] == "\n" else "\0"
    for line in "".join(text).split("\n"):
        shown = line.replace("\0", "").strip(_BLANKS)
        yield None if not shown and "\0" in line else shown


def _texts(
    nodes: tuple[Node, ...], loops: tuple[Node, ...]
) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """The texts of a template, with the loops around them; not what macros begin with."""
    for node in nodes:
        if node.kind == "text":
            yield node, loops
        elif node.kind != "raw":
            inner = (*loops, node) if node.kind == "for" else loops
            skipped = node.kind in ("macro", "call", "filter", "set")
            body = node.body[1:] if skipped and node.body[:1] else node.body
            yield from _texts(body, inner)
            yield from _texts(node.otherwise, loops)


def _lines(span: Span) -> Iterator[Span]:
    """The lines of a text, without the blanks before them."""
    begin = 0
    for line in span.text.split("\n"):
        bare = line.lstrip(_BLANKS)
        if bare:
            yield span.within(begin + len(line) - len(bare), begin + len(line))
        begin += len(line) + 1
