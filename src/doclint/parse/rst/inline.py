"""Inline markup of docutils as marks with places."""

from __future__ import annotations

from typing import Any, NamedTuple

from docutils import nodes
from docutils.nodes import unescape
from docutils.parsers.rst import states
from docutils.utils import escape2null

from doclint.parse.rst.places import Placed, joined

_LONGEST = 50_000  # characters of one paragraph; docutils copies its rest at every mark


class Mark(NamedTuple):
    """A stretch of a text that is marked, with the node that docutils makes of it."""

    start: int
    end: int
    node: Any


class Flow(nodes.Inline, nodes.TextElement):
    """A text with its marks."""

    text: Placed
    marks: list[Mark]


class Inliner(states.Inliner):
    """Finds marks and leaves the text as it is."""

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> tuple[list[Any], list[Any]]:
        """One Flow for a text."""
        self.document, self.language = memo.document, memo.language
        self.reporter, self.parent = memo.document.reporter, parent
        flow = Flow("", str(text))
        flow.text = text if isinstance(text, Placed) else joined([text])
        flow.marks = self.marks(escape2null(text), lineno) if len(text) < _LONGEST else []
        return [flow], []

    def marks(self, remaining: str, lineno: int) -> list[Mark]:
        """The marks of a text; docutils hands back what is behind each, which tells its place."""
        found: list[Mark] = []
        size = len(remaining)
        while match := self.patterns.initial.search(remaining):
            groups = match.groupdict()
            kind = groups["start"] or groups["backquote"] or groups["refend"] or groups["fnend"]
            start = size - len(remaining)
            method: Any = self.dispatch[kind]
            before, inlines, remaining, _ = method(self, match, lineno)
            if inlines and not isinstance(inlines[0], nodes.problematic):
                found.append(Mark(start + len(before), size - len(remaining), inlines[0]))
        return found

    def interpreted(self, rawsource: str, text: str, role: str, _lineno: int) -> Any:
        """Text in a role, whether docutils knows that or not."""
        return [nodes.inline(rawsource, unescape(text), role=role or "")], []


for _name, _pattern in vars(states.Inliner).items():
    if isinstance(_pattern, str) and not _name.startswith("_"):
        setattr(Inliner, _name, _pattern)  # docutils looks for its patterns in the class at hand
