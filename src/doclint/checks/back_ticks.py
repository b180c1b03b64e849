"""Back-ticks that stand alone, where a code span was to begin or to end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._shown import outside_code, row_subject, short
from doclint.checks._table_fixes import in_columns
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.page import Page, Paragraph, Prose, Table
from doclint.model.pattern import regex
from doclint.model.source import Span

_ALONE = regex(r"(?<![`\\])`(?!`)")
_OPENS = regex(r"[\w/{$@<:-][^\s|`]+|\w")
_CLOSES = regex(r"[^\s|`]*[\w/}>*-]\Z")
_QUOTED = regex(r"['´\\][.,;:!?)]*\Z")
_NAME = regex(r"[\w./{}:$@-]+")
_LONGEST = 80  # of a word beside a back-tick


def lone(page: Page) -> Iterator[Hit]:
    """Single back-ticks at the start or the end of a word, without another. Facts: word, side."""
    if not page.is_markdown:
        return
    for block in page.blocks():
        if isinstance(block, Paragraph):
            yield from _lone((block.prose,), "text")
        elif isinstance(block, Table) and block.kind == "pipe":
            for row in (block.header, *block.rows):
                yield from _lone([cell.prose for cell in row.cells], row_subject(row))


def _lone(texts: Sequence[Prose], subject: str) -> Iterator[Hit]:
    """The only one of some texts: of two in a row, a bare pipe may have cut a code span."""
    found = [
        (prose, text, match.start())
        for prose in texts
        if "`" in prose.span.text and (text := outside_code(prose))
        for match in _ALONE.finditer(text)
    ]
    for prose, text, at in found if len(found) == 1 else ():
        before = _CLOSES.search(text, max(0, at - _LONGEST), at)
        after = _OPENS.match(text, at + 1, at + _LONGEST)
        word = after or before
        if word is None or (before and after) or _QUOTED.search(word[0]):
            return  # an apostrophe, or `quotes' as they are set in TeX
        facts = {"word": short(word[0]), "side": "before" if after else "behind"}
        anchor = prose.span.within(at, at + 1)
        yield Hit(anchor, subject, facts, fix=_paired(prose, word[0], opens=bool(after)))


def _paired(prose: Prose, word: str, *, opens: bool) -> Fix | None:
    """The other back-tick, where a text is nothing but the word beside the one."""
    span = prose.span
    if not _NAME.fullmatch(word) or span.text != (f"`{word}" if opens else f"{word}`"):
        return None
    at = span.end if opens else span.start
    kept = in_columns(Edit(Span(span.source, at, at), "`"))
    return Fix((kept,), safe=True) if kept else None
