"""What is wrong where Jinja gives a template up, at which token, and what was open there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.page import Note
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.template import Tag
from doclint.parse.jinja.pairs import Pairs, pairs
from doclint.parse.jinja.places import PlacedEnvironment

_WORD = re.compile(r"[\w.]+|===?|!==?|&&|\|\||\S")
_MEANT = {
    "===": "there is no `===`, write `==`",
    "!==": "there is no `!==`, write `!=`",
    "&&": "there is no `&&`, write `and`",
    "||": "there is no `||`, write `or`",
    "!": "there is no `!`, write `not`",
    "?": "there is no `? :`, write `a if test else b`",
}
"""What other languages write, and what Jinja has for it."""

_FOREIGN = (
    ("", r"\?\?", "there is no `??`, write `|default(...)`"),
    ("", r"\?\.", "there is no `?.`, write `.`: what is not there is empty"),
    ("", r"(?<=<)>", "there is no `<>`, write `!=`"),
    ("", r"(?<=:)=|:=", "there is no `:=`, write `=`"),
    (r"else$", r"if\b", "there is no `else if`, write `elif`"),
    (r"for\b.*", r"of\b", "there is no `for ... of`, write `in`"),
    ("", r"contains\b", "there is no `contains`, write it the other way round with `in`"),
    (r".*\|\s*\w+$", ":", "there is no `:` behind a filter, write `|name(...)`"),
    (r"(?:el)?if\b", "(?<![=!<>])=(?!=)", "`=` gives a name a value, write `==`"),
)
"""The same, by how the tag begins and by what stands where Jinja gave up."""


_FAR = 200  # characters of a tag that are looked at


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake as a note, and what to blank so that the rest can be read: nothing if it can't."""

    note: Note
    blanks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Broken:
    """A text that Jinja gives up, with its tags as far as they can be told."""

    source: Source
    text: str
    environment: PlacedEnvironment
    tags: tuple[Tag, ...]
    pairs: Pairs

    def line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return end if end >= 0 else len(self.text)

    def indent(self, tag: Tag) -> int | None:
        """How far a tag is indented; None where something else stands before it on its line."""
        line, column = self.source.position(tag.span.start)
        before = self.source.line(line)[: column - 1]
        return len(before) if not before.strip() else None


def fault(
    source: Source, text: str, reason: str, offset: int, environment: PlacedEnvironment
) -> Fault:
    """What Jinja said at an offset, in the words of this tool and at the right tag."""
    found = tuple(_scanned(source, text, environment))
    broken = _Broken(source, text, environment, found, pairs(found))
    if "Missing end of comment" in reason:
        return _unclosed_comment(broken, offset)
    if re.match(r"Encountered unknown tag 'e(nd|l)|Unexpected end of template", reason):
        return _unbalanced(broken, offset)
    return _in_tag(broken, reason, offset)


def _scanned(source: Source, text: str, environment: PlacedEnvironment) -> Iterator[Tag]:
    """The tags of a text that Jinja may not be able to read.

    A tag is tried only where its end is still to come, or many that nothing ends would take long.
    """
    shapes, begins = _shapes(environment), _begins(environment)
    ends = {kind: _last(shape.end, text) for kind, shape in shapes.items()}
    at = 0
    while begun := begins.search(text, at):
        at = begun.start() + 1
        for kind, shape in shapes.items():
            one = shape.whole.match(text, begun.start()) if begun.start() < ends[kind] else None
            if one:
                marks = one.groupdict("")
                told = (marks.get(name, "") for name in ("word", "before", "after"))
                yield Tag(kind, source.span(*one.span()), *told)
                at = one.end()
                break


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a kind of tags is written: all of it, and its end alone."""

    whole: re.Pattern[str]
    end: re.Pattern[str]


def _begins(environment: PlacedEnvironment) -> re.Pattern[str]:
    signs = (
        environment.comment_start_string,
        environment.block_start_string,
        environment.variable_start_string,
    )
    return re.compile("|".join(map(re.escape, signs)))


def _shapes(environment: PlacedEnvironment) -> dict[str, _Shape]:
    """The kinds of tags; a place is of the first one that fits."""
    start, end = map(re.escape, (environment.block_start_string, environment.block_end_string))
    comment = environment.comment_start_string, environment.comment_end_string
    value = environment.variable_start_string, environment.variable_end_string
    begun, ended = rf"{start}[-+]?\s*", rf"\s*[-+]?{end}"
    return {
        "comment": _between(*map(re.escape, comment)),
        "raw": _between(rf"{begun}raw{ended}", rf"{begun}endraw{ended}"),
        "block": _between(
            rf"{start}(?P<before>[-+]?)\s*(?P<word>\w*)", end, before=r"(?P<after>[-+]?)"
        ),
        "value": _between(*map(re.escape, value)),
    }


def _between(begin: str, end: str, *, before: str = "") -> _Shape:
    return _Shape(re.compile(f"{begin}.*?{before}{end}", re.S), re.compile(end))


def _last(end: re.Pattern[str], text: str) -> int:
    """Where the last end of a kind begins; -1 where there is none."""
    return max((found.start() for found in end.finditer(text)), default=-1)


def _note(span: Span, reason: str, opened: Span | None = None) -> Note:
    return Note("template-syntax", span, {"reason": reason, "opened": opened})


def _unclosed_comment(broken: _Broken, offset: int) -> Fault:
    begin = broken.environment.comment_start_string
    at = max(broken.text.rfind(begin, 0, offset + len(begin)), 0)
    span = broken.source.span(at, at + len(begin))
    blank = broken.source.span(at, broken.line_end(at))
    return Fault(_note(span, f"`{begin}` opens a comment that nothing ends"), (blank,))


def _unbalanced(broken: _Broken, offset: int) -> Fault:
    """A tag that ends or parts nothing, or one that nothing ends."""
    loose = next((tag for tag in broken.pairs.loose if tag.span.end >= offset), None)
    loose = loose or next(iter(broken.pairs.loose), None)
    before = [one for one in broken.pairs.open if not loose or one.span.start < loose.span.start]
    if loose is None:
        early = Fault(_note(broken.source.span(0, 0), "ends early"))
        return _unended(before[-1], None) if before else early
    if before and any(loose.word == f"end{tag.word}" for tag in before[:-1]):
        return _unended(before[-1], loose)
    stray = _stray(broken, loose)
    if before and stray is loose:
        opened = before[-1]
        reason = f"`{loose.word}` where `end{opened.word}` is due"
        middles = broken.pairs.middles.get(opened.span.start, ())
        block = tuple(tag.span for tag in (opened, *middles, loose))
        return Fault(_note(loose.span, reason, opened.span), block)
    reason = "ends nothing" if stray.word.startswith("end") else "belongs to no block"
    return Fault(_note(stray.span, f"`{stray.word}` {reason}"), (stray.span,))


def _unended(tag: Tag, loose: Tag | None) -> Fault:
    reason = f"nothing ends this `{tag.word}`: there is no `end{tag.word}`"
    return Fault(_note(tag.span, reason, loose.span if loose else None), (tag.span,))


def _stray(broken: _Broken, loose: Tag) -> Tag:
    """The end that is too many: by its indentation an earlier one may be it."""
    begins = {tag.span.start: tag for tag in broken.tags}
    for start, end in sorted(broken.pairs.ends.items(), key=lambda pair: pair[1].span.start):
        begin = begins.get(start)
        if end.word != loose.word or begin is None or end.span.start > loose.span.start:
            continue
        own, other = broken.indent(begin), broken.indent(end)
        if own is not None and other is not None and own != other:
            return end
    return loose


def _in_tag(broken: _Broken, reason: str, offset: int) -> Fault:
    """A mistake inside a tag, or a tag that is not ended."""
    text, source = broken.text, broken.source
    offset = min(offset, len(text))
    word = _WORD.match(text, offset)
    span = source.span(offset, word.end() if word else min(offset + 1, len(text)))
    environment = broken.environment
    begins = (environment.block_start_string, environment.variable_start_string)
    begin = max(text.rfind(mark, 0, offset + 1) for mark in begins)
    note = _note(span, _elsewhere(text, begin, span.start) or _plain(reason, text, span))
    if begin < 0:
        return Fault(note)
    tag = next((one for one in broken.tags if one.span.start == begin), None)
    if tag is None or "\n" in tag.span.text[: max(offset - begin, 0)]:
        return Fault(note, (source.span(begin, broken.line_end(offset)),))
    end, middles = broken.pairs.ends.get(begin), broken.pairs.middles.get(begin, ())
    return Fault(note, tuple(one.span for one in (tag, *middles, *((end,) if end else ()))))


def _elsewhere(text: str, begin: int, offset: int) -> str | None:
    """What Jinja has for what other engines write at a place in a tag that begins at another."""
    line = max(begin, text.rfind("\n", 0, offset) + 1, offset - _FAR)
    head = text[line:offset].lstrip("{%-+ ").rstrip()
    for before, at, meant in _FOREIGN:
        if re.compile(at).match(text, offset) and re.match(before, head):
            return meant
    return None


def _plain(reason: str, text: str, span: Span) -> str:
    """Jinja's words as ours: lower case, no full stop, tokens in back-ticks."""
    around = text[max(span.start - 2, 0) : span.end + 2]
    for sign, meant in _MEANT.items():
        if sign[-1] in span.text and sign in around:
            return meant
    reason = re.sub(r" at \d+$", "", reason.strip().rstrip("."))
    reason = re.sub(r"'([^']*)'", r"`\1`", reason)
    return f"{reason[:1].lower()}{reason[1:]}"
