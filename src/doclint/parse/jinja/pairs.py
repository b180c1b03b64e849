"""The tags of a template in their order, and which of them end which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jinja2.lexer import Lexer

from doclint.model.record import dataclass
from doclint.model.source import Source
from doclint.model.template import Tag
from doclint.parse.jinja.places import At, tokens

MIDDLES = {"else": ("if", "for"), "elif": ("if",), "pluralize": ("trans",)}
"""Tags that part a block, and the blocks that they may part."""

BLOCKS = ("for", "if", "macro", "call", "filter", "block", "with", "autoescape", "trans")
"""Tags that have to be ended."""

_BEGINS = {"block_begin": "block", "variable_begin": "value", "comment_begin": "comment"}
_ENDS = ("block_end", "variable_end", "comment_end")


@dataclass(frozen=True, slots=True)
class Pairs:
    """The end and the middles of each tag that has some, by the offset that it begins at.

    `open` are the tags that nothing ends, `loose` those that end nothing.
    """

    ends: Mapping[int, Tag]
    middles: Mapping[int, tuple[Tag, ...]]
    open: tuple[Tag, ...] = ()
    loose: tuple[Tag, ...] = ()


def tags(lexer: Lexer, source: Source, text: str) -> Iterator[Tag]:
    """The tags of a text; UnlexedError where it cannot be read."""
    begin: At | None = None
    kind = before = word = ""
    for at, token, value in tokens(lexer, text):
        if token in _BEGINS:
            begin, kind, word = at, _BEGINS[token], ""
            before = _mark(value[-1])
        elif token in ("raw_begin", "raw_end"):
            end = at.start + len(value.rstrip())
            yield Tag("raw", source.span(at.start, end), "raw" if token[4] == "b" else "endraw")
        elif token in _ENDS and begin is not None:
            end = at.start + len(value.rstrip())
            yield Tag(kind, source.span(begin.start, end), word, before, _mark(value[0]))
            begin = None
        elif token == "name" and kind == "block" and not word:
            word = value


def _mark(char: str) -> str:
    return char if char in "-+" else ""


def pairs(written: Sequence[Tag]) -> Pairs:
    """Which tags end which, as far as they stand in the right order."""
    closing = {tag.word for tag in written if tag.word.startswith("end")}
    ends: dict[int, Tag] = {}
    middles: dict[int, tuple[Tag, ...]] = {}
    stack: list[Tag] = []
    loose: list[Tag] = []
    for tag in written:
        if tag.word in MIDDLES:
            if stack and stack[-1].word in MIDDLES[tag.word]:
                at = stack[-1].span.start
                middles[at] = (*middles.get(at, ()), tag)
            else:
                loose.append(tag)
        elif tag.word.startswith("end"):
            if stack and tag.word == f"end{stack[-1].word}":
                ends[stack.pop().span.start] = tag
            else:
                loose.append(tag)
        elif tag.word and _opens(tag, closing):
            stack.append(tag)
    return Pairs(ends, middles, tuple(stack), tuple(loose))


def _opens(tag: Tag, closing: set[str]) -> bool:
    """Whether a tag has to be ended; what is not known is, if its end is anywhere."""
    return (tag.word in BLOCKS or f"end{tag.word}" in closing) and not _is_short(tag)


def _is_short(tag: Tag) -> bool:
    """Whether it is an assignment that needs no end."""
    return tag.word == "set" and "=" in tag.span.text
