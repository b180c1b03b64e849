"""Mistune's block parser, with the slice that each token was read from under `at`.

Every block rule runs through `parse_method`: the start of its match and the offset it returns are
the token's place in the excerpt at hand. What else is hooked are the ways around it: paragraphs,
which grow line by line, and containers, whose children come from excerpts of their own. No rule of
mistune's is copied; those for tables, comments and components are new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from re import Match
from typing import Any, ClassVar

from mistune.block_parser import BlockParser
from mistune.core import BlockState

from doclint.model.pattern import regex
from doclint.parse.html.tree import Ranges, table_ranges
from doclint.parse.markdown.excerpt import Excerpt, Slice
from doclint.parse.markdown.tables import START, read_table
from doclint.parse.tags.magic_blocks import END as MAGIC_END
from doclint.parse.tags.magic_blocks import START as MAGIC
from doclint.parse.tags.tree import lone_tags, parted_tag

_ENDS_TABLE = ["fenced_code", "atx_heading", "thematic_break", "block_quote", "list"]
_MARKER_AND_TEXT = regex(r"[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t].*\S")
_COMMENT = r"^ {0,3}\{(?:/\*|#(?![\w:.-]+\}))"
_TAG_LINE = r"^ {0,3}(?=\{%|\{\{[<%]|:::|={3}[+!]* +\"|(?:!!!|\?{3}\+?) +[a-z])"
_COMPONENT = regex(
    r" {0,3}</?[A-Za-z][\w.:-]*"
    r"""(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*>[ \t]*(?:\n|\Z)"""
)
_HOLDS_NO_MARKDOWN = frozenset(("table", "pre", "script", "style", "textarea"))
_LOST = 40  # tags whose end is looked for in vain before none is looked for any more
_KEEPS_LINES = regex(r" {0,3}<(?:!|\?|pre\b|script\b|style\b|textarea\b)", re.I)


class PlacedState(BlockState):
    """A state that knows which lines of its parent it was cut from."""

    excerpt: Excerpt
    first_line: Callable[[], int] | None = None  # asks the running container rule about its child

    @classmethod
    def of(cls, excerpt: Excerpt) -> PlacedState:
        """The state to parse a whole excerpt."""
        state = cls()
        state.process(excerpt.text)
        state.excerpt = excerpt
        return state

    @contextmanager
    def cutting(self, first_line: Callable[[], int]) -> Iterator[None]:
        """While it lasts, children are cut from the line that `first_line` gives."""
        outer, self.first_line = self.first_line, first_line
        yield
        self.first_line = outer

    def child_state(self, src: str, *args: Any, **kwargs: Any) -> Any:
        """The state of a list item or quote."""
        assert self.first_line is not None
        child: Any = super().child_state(src, *args, **kwargs)
        child.excerpt = Excerpt(src, self.excerpt, self.first_line())
        return child

    def add_paragraph(self, text: str) -> None:
        """Start a paragraph, or add to the one at hand."""
        before = self.last_token()
        super().add_paragraph(text)
        token = self.last_token()
        start = token["at"].start if token is before else self.cursor
        token["at"] = Slice(self.excerpt, start, self.cursor + len(text))

    def append_paragraph(self) -> int | None:
        """Add the line to the paragraph at hand, if there is one."""
        end = super().append_paragraph()
        if end:
            self.stretch(end)
        return end

    def stretch(self, end: int) -> None:
        """Let the last token end further on."""
        token = self.last_token()
        token["at"] = token["at"]._replace(end=end)

    def line_end(self, at: int) -> int:
        """Where the line ends, its break included."""
        end = self.src.find("\n", at)
        return len(self.src) if end < 0 else end + 1

    @cached_property
    def absent(self) -> set[str]:
        """What was looked for in vain; once is enough, so hostile pages stay linear."""
        return set()

    @cached_property
    def tables(self) -> Ranges:
        """Where HTML tables stand."""
        return table_ranges(self.src)


class PlacedParser(BlockParser):
    """The CommonMark rules and tables, in lists and quotes too. Each `state` is a PlacedState.

    In MDX, indentation makes no code, and a tag on a line of its own holds Markdown.
    """

    state_cls = PlacedState
    SPECIFICATION: ClassVar[dict[str, str]] = {
        **BlockParser.SPECIFICATION,
        "table": START,
        "comment": _COMMENT,
        "tag_line": _TAG_LINE,
        "magic_block": MAGIC,
    }
    DEFAULT_RULES = (  # type: ignore[assignment]
        *("magic_block", *BlockParser.DEFAULT_RULES),
        *("comment", "tag_line", "table"),
    )

    def __init__(self, *, mdx: bool = False) -> None:
        """A parser for Markdown or for MDX."""
        super().__init__()
        self.mdx = mdx
        if mdx:
            for rules in (self.rules, self.list_rules, self.block_quote_rules):
                rules.remove("indent_code")

    def parse_method(self, m: Match[str], state: Any) -> int | None:
        """Run the rule that matched, and place its token."""
        before = len(state.tokens)
        stop = end = super().parse_method(m, state)
        # A rule that breaks off a container leaves two tokens: the container's and, already placed,
        # its own. If its own went into a paragraph, mistune puts the container in front of that.
        for token in reversed(state.tokens[max(before - 1, 0) :]):
            at = token.setdefault("at", Slice(state.excerpt, m.start(), stop or m.end()))
            stop = at.start if at.start > m.start() else stop
        return end

    def parse_atx_heading(self, m: Match[str], state: Any) -> int:
        """A heading with its signs in front, in time that grows with its length alone."""
        text = m["atx_2"].strip()
        bare = text.rstrip("#")
        if bare != text and (not bare or bare[-1].isspace()):
            text = bare.rstrip()
        attrs = {"level": len(m["atx_1"])}
        state.append_token({"type": "heading", "text": text, "attrs": attrs, "style": "atx"})
        return m.end() + 1

    def parse_table(self, m: Match[str], state: Any) -> int | None:
        """A pipe table."""
        token = read_table(state.excerpt, m.start(), self.compile_sc(_ENDS_TABLE))
        if token is None:
            return None
        state.append_token(token)
        return int(token["at"].end)

    def parse_comment(self, m: Match[str], state: Any) -> int | None:
        """A comment of MDX or Jinja on lines of its own."""
        end: int | None = state.append_paragraph()
        if end:
            return end
        closer = "*/}" if m[0].endswith("*") else "#}"
        close = -1 if closer in state.absent else state.src.find(closer, m.end())
        if close < 0:
            state.absent.add(closer)
            return None
        end = state.line_end(close)
        if state.src[close + len(closer) : end].strip():
            return None
        state.append_token({"type": "comment"})
        return end

    def parse_tag_line(self, m: Match[str], state: Any) -> int | None:
        """Lines that hold nothing but tags of a docs tool: they end a paragraph."""
        end = lone_tags(state.src, m.end())
        if end:
            state.append_token({"type": "block_tag"})
        return end or None

    def parse_magic_block(self, m: Match[str], state: Any) -> int | None:
        """A block of JSON between tags in brackets."""
        close = -1 if MAGIC_END in state.absent else state.src.find(MAGIC_END, m.end())
        if close < 0:
            state.absent.add(MAGIC_END)
            return None
        body = Slice(state.excerpt, m.end(), close)
        state.append_token({"type": "magic_block", "name": m["magic"], "body": body})
        return int(state.line_end(close))

    def parse_raw_html(self, m: Match[str], state: Any) -> int | None:
        """A block of HTML: up to a blank line, but tables stay whole and components hold text."""
        stands = self.stands_alone(m[0]) and not self.is_table(m, state)
        if stands and (tag := _COMPONENT.match(state.src, m.start())):
            end: int | None = state.append_paragraph()
            if not end:
                end = tag.end()
                state.append_token({"type": "block_html"})
            return end
        if end := self.parted_tag(m, state):
            state.append_token({"type": "block_tag"})
            return end
        before = len(state.tokens)
        end = super().parse_raw_html(m, state)
        if end and len(state.tokens) > before and not _KEEPS_LINES.match(m[0]):
            end = self.html_end(state, m.start(), end)
        return end

    def is_table(self, m: Match[str], state: Any) -> bool:
        """Whether a component is but another way to write `<table>`, as `<Table>` with rows."""
        start = m.start() + m[0].find("<")
        if state.src[start : start + len("<Table")] != "<Table":
            return False
        around = state.tables.last_before(start + 1)
        return around is not None and around[0] == start and "<tr" in state.src[start : around[1]]

    def parted_tag(self, m: Match[str], state: Any) -> int:
        """Where a component ends whose attributes hold code with blank lines; 0 for all others."""
        at = m.start() + m[0].find("<")
        if not state.src[at + 1 : at + 2].isupper() or len(state.absent) > _LOST:
            return 0
        close = state.src.find(">", at)
        if state.src.find("={", at, close if close >= 0 else at) < 0:
            return 0
        end = parted_tag(state.src, at)
        if end < 0:
            state.absent.add(f"tag {at}")
        return max(end, 0)

    def stands_alone(self, tag: str) -> bool:
        """Whether what follows the line of such a tag is Markdown."""
        name = tag.strip().lstrip("</")
        return name[:1].isupper() or (self.mdx and name.lower() not in _HOLDS_NO_MARKDOWN)

    def html_end(self, state: Any, start: int, end: int) -> int:
        """Where a block of HTML ends: not within a table, and in MDX with its line."""
        if self.mdx:
            end = state.line_end(start)
        while (table := state.tables.last_before(end)) and table[1] > end:
            end = state.line_end(table[1])
            if not self.mdx:
                blank = self.BLANK_LINE.search(state.src, end)
                end = blank.start() if blank else len(state.src)
        return end

    def parse_fenced_code(self, m: Match[str], state: Any) -> int | None:
        """A fence, with where its body is and whether it is closed."""
        end = super().parse_fenced_code(m, state)
        if end:
            last = state.src.rfind("\n", 0, end - 1) + 1
            fence = m["fenced_2"]
            closing = re.compile(rf" {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*\n?\Z")
            closed = last > m.end() and closing.match(state.src[last:end]) is not None
            start = min(m.end() + 1, end)
            state.last_token()["closed"] = closed
            state.last_token()["body"] = Slice(state.excerpt, start, last if closed else end)
        return end

    def _parse_indent_code_fast(self, state: Any) -> int | None:
        before, start = len(state.tokens), state.cursor
        end = super()._parse_indent_code_fast(state)
        for token in state.tokens[before:]:
            token["at"] = Slice(state.excerpt, start, end or start)
        return end

    def parse_setex_heading(self, m: Match[str], state: Any) -> int | None:
        """A heading underlined."""
        end = super().parse_setex_heading(m, state)
        if end and state.last_token()["type"] == "heading":
            state.stretch(end)
        return end

    def parse_block_quote(self, m: Match[str], state: Any) -> int:
        """A quote, from an excerpt of its own."""
        line = state.excerpt.line_at(m.start())
        with state.cutting(lambda: line):
            return super().parse_block_quote(m, state)

    def parse_list(self, m: Match[str], state: Any) -> int:
        """A list, each item from an excerpt of its own."""
        excerpt: Excerpt = state.excerpt
        markers = [excerpt.line_at(m.start())]

        def first_line() -> int:
            line = markers[-1]
            # Mistune has read on: the line before the cursor holds the next item's marker, if any.
            markers.append(excerpt.line_at(state.cursor - 1))
            return line if _MARKER_AND_TEXT.match(excerpt.lines[line]) else line + 1

        before = len(state.tokens)
        with state.cutting(first_line):
            end: int = super().parse_list(m, state)
        for token in state.tokens[before : before + 1]:
            items = token["children"]
            breaker = state.tokens[before + 1 : before + 2]
            starts = [excerpt.start_of(line) for line in markers[: len(items)]]
            stop = breaker[0]["at"].start if breaker else end
            for item, (start, until) in zip(items, pairwise([*starts, stop]), strict=True):
                item["at"] = Slice(excerpt, start, until)
        return end
