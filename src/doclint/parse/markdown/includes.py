"""Files that a page of Markdown takes in: between its blocks, as rows of a table, as code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, Protocol

from doclint.model.page import Example, Include, Markup, Note, Paragraph, Prose, Row, Table
from doclint.model.pattern import regex
from doclint.model.source import Source, Span, Text
from doclint.parse.includes.notations import Statement
from doclint.parse.includes.reading import Piece, Taking, code
from doclint.parse.markdown.excerpt import Excerpt, Slice
from doclint.parse.markdown.inline import span_of

_TEXTS = ("paragraph", "block_text", "block_tag")
_DELIMITER = regex(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[-:| \t]*)?\Z")
_WHOLE = regex(r"<(?:table|pre|script|style|svg)\b", re.I)  # what is not cut into pieces


class Reading(Protocol):
    """What turns the tokens of a page into blocks."""

    source: Source
    taking: Taking
    code: list[tuple[int, int]]

    def prose(self, part: Slice) -> Prose: ...  # noqa: D102 - as they are documented there
    def labelled(self, piece: Piece) -> Piece: ...  # noqa: D102
    def html(self, part: Slice) -> Iterator[Piece]: ...  # noqa: D102
    def table(self, token: dict[str, Any]) -> Table: ...  # noqa: D102
    def pieces(self, tokens: Iterable[dict[str, Any]]) -> Iterator[Piece]: ...  # noqa: D102
    def row(self, line: Slice, *, head: bool = False) -> Row: ...  # noqa: D102
    def on(self, source: Source) -> Reading: ...  # noqa: D102
    def span(self, part: Slice) -> Span: ...  # noqa: D102


def gathered(tokens: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The tokens, where the lines right below a table are kept with it, as they may be its rows."""
    table: dict[str, Any] | None = None
    for token in tokens:
        if table is not None and _follows(token, table):
            table = {**table, "below": [*table.get("below", ()), token]}
            continue
        if table is not None:
            yield table
            table = None
        if token["type"] == "table" and "at" in token:
            table = token
        else:
            yield token
    if table is not None:
        yield table


def _follows(token: dict[str, Any], table: dict[str, Any]) -> bool:
    if "at" not in token or token["type"] not in (*_TEXTS, "block_html"):
        return False
    at, before = token["at"], [table, *table.get("below", ())][-1]["at"]
    return at.excerpt is before.excerpt and at.start == before.end


def taken(reading: Reading, token: dict[str, Any]) -> Iterator[Piece] | None:
    """What a token becomes with the files that it takes in; None where it takes in none."""
    kind = token["type"]
    if kind in _TEXTS or kind == "block_html":
        part = token["at"].stripped()
        found = reading.taking.statements(part.text)
        return _split(reading, part, found, kind) if found else None
    if kind == "table":
        return _table(reading, token)
    if kind == "block_code" and token["style"] == "fenced":
        return _fence(reading, token)
    return None


def _split(reading: Reading, part: Slice, found: Iterable[Statement], kind: str) -> Iterator[Piece]:
    """Text with files in between."""
    if kind == "block_html" and _WHOLE.search(part.text):
        for each in found:
            reading.taking.gap(
                Include(_at(reading, part, each), "", None, "within HTML", each.kind)
            )
        yield from reading.html(part)
        return
    between = _READERS.get(kind, _text)
    at = 0
    for each in found:
        yield from between(reading, part, at, each.start)
        yield from reading.taking.pieces(each, _at(reading, part, each))
        at = each.end
    yield from between(reading, part, at, len(part.text))


def _at(reading: Reading, part: Slice, each: Statement) -> Span:
    return span_of(reading.source, _cut(part, each.start, each.end))


def _cut(part: Slice, start: int, end: int) -> Slice:
    return Slice(part.excerpt, part.start + start, part.start + end).stripped()


def _text(reading: Reading, part: Slice, start: int, end: int) -> Iterator[Piece]:
    cut = _cut(part, start, end)
    if cut.start < cut.end:
        yield reading.labelled(Paragraph(reading.prose(cut)))


def _html(reading: Reading, part: Slice, start: int, end: int) -> Iterator[Piece]:
    cut = _cut(part, start, end)
    if cut.start < cut.end:
        yield from reading.html(cut)


def _tags(reading: Reading, part: Slice, start: int, end: int) -> Iterator[Piece]:
    cut = _cut(part, start, end)
    if cut.start < cut.end:
        yield Markup(reading.span(cut))


_READERS: dict[str, Callable[[Reading, Slice, int, int], Iterator[Piece]]] = {
    "block_html": _html,
    "block_tag": _tags,
}


# Tables -------------------------------------------------------------------------------------------


def _table(reading: Reading, token: dict[str, Any]) -> Iterator[Piece] | None:
    """A table, some rows of which stand in other files; and what stands right below it."""
    below = token.get("below", ())
    more = _more(reading, [each["at"] for each in below])
    told = [(line, _whole(reading, line)) for line in (*token["rows"], *more)]
    if not any(statement for _, statement in told):
        return chain((reading.table(token),), reading.pieces(below)) if below else None
    table = _with_rows(reading, token, told)
    return table if more else chain(table, reading.pieces(below))


def _more(reading: Reading, parts: Iterable[Slice]) -> list[Slice]:
    """Lines below a table that are rows of it, if one of them is a file with rows."""
    lines = [line for part in parts for line in _lines(part)]
    files = [_whole(reading, line) for line in lines]
    rows = all(one or _is_row(line.text) for one, line in zip(files, lines, strict=True))
    return lines if rows and any(files) else []


def _with_rows(
    reading: Reading, token: dict[str, Any], told: list[tuple[Slice, Statement | None]]
) -> Iterator[Piece]:
    rows: list[Row] = []
    for line, statement in told:
        rows += [reading.row(line)] if statement is None else _rows(reading, line, statement)
    at = token["at"]
    span = reading.span(at._replace(end=max(at.end, told[-1][0].end)))
    header = reading.row(token["header"], head=True)
    yield Table("pipe", header, tuple(rows), span, reading.span(token["delimiter"]))


def _lines(part: Slice) -> Iterator[Slice]:
    start = part.start
    for line in part.text.split("\n"):
        if line.strip():
            yield Slice(part.excerpt, start, start + len(line))
        start += len(line) + 1


def _whole(reading: Reading, line: Slice) -> Statement | None:
    """The statement that a line is."""
    text = line.text.strip().removeprefix("|").removesuffix("|").strip()
    found = reading.taking.statements(text) if len(text) < 1000 else ()
    return found[0] if found and (found[0].start, found[0].end) == (0, len(text)) else None


def _is_row(text: str) -> bool:
    return text.lstrip().startswith("|") or text.count("|") > 1


def _rows(reading: Reading, line: Slice, statement: Statement) -> Iterator[Row]:
    """The rows in the files of a statement; none, and a gap, where they hold anything else."""
    taking, span = reading.taking, reading.span(line)
    if not statement.paths:
        taking.gap(Include(span, "", None, "not understood", statement.kind))
    for path in statement.paths:
        include, source = taking.text(path, statement, span)
        lines = (
            [] if source is None else [*_lines(Slice(Excerpt(source.text), 0, len(source.text)))]
        )
        if source is not None and not all(_is_row(each.text) for each in lines):
            source, include = None, replace(include, reason="no rows")
        if source is None or any(_DELIMITER.match(each.text) for each in lines):
            taking.gap(replace(include, reason=include.reason or "no rows"))
            continue
        taking.includes.append(include)
        yield from map(reading.on(source).row, lines)


# Fences -------------------------------------------------------------------------------------------


def _fence(reading: Reading, token: dict[str, Any]) -> Iterator[Piece] | None:
    info, body = token.get("attrs", {}).get("info", ""), token["raw"].removesuffix("\n")
    if not info.startswith("{") and info.split(" ")[0].lower() in ("md", "markdown", "mdx", "html"):
        return None  # it shows how such things are written
    statement = reading.taking.fence(info, body)
    return None if statement is None else _filled(reading, token, statement, info)


def _filled(
    reading: Reading, token: dict[str, Any], statement: Statement, info: str
) -> Iterator[Piece]:
    """A fence whose code stands in another file; or MyST's way to take in a page."""
    taking, span = reading.taking, reading.span(token["at"])
    reading.code.append((span.start, span.end))
    if len(statement.paths) != 1:
        yield taking.gap(Include(span, "", None, "beside other text", statement.kind))
        return
    if not statement.code:
        yield from taking.pieces(statement, span)
        return
    include, source = taking.text(statement.paths[0], statement, span)
    if source is None:
        yield taking.gap(include)
        return
    taking.includes.append(include)
    whole = code(source, "")
    language = statement.language if info.startswith("{") else _language(info)
    body = Text(str(whole.body), whole.body.span)
    yield Example(language, body, span, "fence", info, token.get("closed", True))


_WORD = regex(r"[^\s,{}:]+")


def _language(info: str) -> str:
    word = _WORD.search(info)
    return word[0].lstrip(".").lower() if word and "=" not in word[0] else ""


def unmatched(notes: Iterable[Note], taking: Taking) -> Iterator[Note]:
    """The notes of a page, without those on tags whose other half may stand in another file."""
    tags = {note.facts.get("tag") for note in taking.notes if note.code == "broken-html"}
    for note in notes:
        if note.code != "broken-html" or note.facts.get("tag") not in tags:
            yield note
    yield from (note for note in taking.notes if note.code != "broken-html")
