"""Error codes: those that tables and lists give, and those that a catalogue has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from doclint.model.contract import ErrorCode, Said, Sample
from doclint.model.page import Cell, Definition, Definitions, Item, Items, Paragraph, Prose, Table
from doclint.model.pattern import regex
from doclint.model.source import Span, Text
from doclint.model.value import Value
from doclint.read.examples import read_json
from doclint.read.vocabulary import Vocabulary

_CODE = regex(
    r"(?P<quote>[\"'“]?)(?P<code>[A-Za-z_](?:[\w.:\-]*\w)?|-?\d[\w.\-]*)[\"'”]?(?=\s*(?:$|[,/\n]|or\b))"
)
_NEXT = regex(r"\s*(?:[,/\n]|or\b)\s*")
_STATUS = regex(r"(?<!\w)(?P<code>[1-5](?:\d\d|XX))(?!\w|[.,]\d)")
_KEYS = regex(r'"[\w-]*(?:code|error|errno|err)[\w-]*"[ \t]*:', re.I)
_HUMP = regex(r"(?<=[a-z])(?=[A-Z])")
_PLACEHOLDER = regex(r"X{2,}|x{3,}|\A(?:string|integer|number|code|null|true|false)\Z")
_LONGEST = 200
_MOST = 6  # codes of a cell
_TELLING = regex(r"[\d_.]|[a-z][A-Z]|-[a-z]")


def read_error_rows(table: Table, roles: tuple[str | None, ...]) -> Iterator[ErrorCode]:
    """The codes of a table, a row's several ones each for itself."""
    column, status = _columns(table, roles)
    message = next((r for r in ("message", "description", "cause", "notes") if r in roles), None)
    for row in table.rows:
        cells = [cell for each in row.cells for cell in [each] * min(each.columns, 50)]
        if len(cells) != len(roles):
            continue
        said = _said(cells[roles.index(message)]) if message else None
        code = _status(cells[status]) if status is not None else None
        for quoted, anchor, text in codes(cells[column].prose):
            yield ErrorCode(text, anchor, row.span, code, said, quoted=quoted)


def _columns(table: Table, roles: tuple[str | None, ...]) -> tuple[int, int | None]:
    """The column of the codes and that of the statuses, which are called codes too."""
    if "error_code" not in roles:
        return roles.index("code"), None
    if "code" not in roles:
        return roles.index("error_code"), None
    column = roles.index("code")
    cells = [row.cells[column] for row in table.rows if column < len(row.cells)]
    filled = [cell for cell in cells if cell.text]
    if sum(_status(cell) is not None for cell in filled) * 2 > len(filled):
        return roles.index("error_code"), column
    return column, None


def _said(cell: Cell) -> Said[str] | None:
    return Said(cell.text, cell.span) if cell.text else None


def _status(cell: Cell) -> Said[str] | None:
    found = _STATUS.search(cell.prose.text) if len(cell.text) <= _LONGEST else None
    return Said(found["code"], cell.prose.at(*found.span("code"))) if found else None


def is_status(code: str) -> bool:
    """Whether a code may be an HTTP status: `404`, `4XX`."""
    return _STATUS.fullmatch(code) is not None


def codes(prose: Prose) -> Iterator[tuple[bool, Span, str]]:
    """The codes that a cell consists of: whether each is quoted, where, what; none of a text."""
    text = prose.text.strip()
    at = prose.text.find(text)
    found: list[tuple[bool, Span, str]] = []
    while len(text) <= _LONGEST and len(found) < _MOST:
        match = _CODE.match(prose.text, at)
        if match is None:
            return
        found.append((bool(match["quote"]), prose.at(*match.span("code")), match["code"]))
        following = _NEXT.match(prose.text, match.end())
        if following is None or not prose.text[following.end() :].strip():
            yield from found
            return
        at = following.end()


def read_error_items(items: Items) -> tuple[ErrorCode, ...]:
    """The codes of a list whose items start with one each, in code or bold; none if few do."""
    found = [each for each in map(_first, items.items) if each is not None]
    read = tuple(chain.from_iterable(_item(prose, span) for prose, span in found))
    return read if len(read) * 2 >= len(items.items) else ()


def read_error_definitions(block: Definitions) -> tuple[ErrorCode, ...]:
    """The codes of a definition list whose terms are codes; none if few are."""
    read = tuple(chain.from_iterable(map(_defined, block.entries)))
    return read if len(read) * 2 >= len(block.entries) else ()


def _defined(entry: Definition) -> Iterator[ErrorCode]:
    first = entry.blocks[0] if entry.blocks else None
    said = Said(first.prose.text, first.span) if isinstance(first, Paragraph) else None
    for term in entry.terms:
        is_code = any(inline.kind == "code" for inline in term.inlines)
        for quoted, anchor, text in codes(term):
            if is_code or _TELLING.search(text):  # else it may be any word
                yield ErrorCode(text, anchor, entry.span, None, said, quoted=quoted)


def _first(item: Item) -> tuple[Prose, Span] | None:
    first = item.blocks[0] if item.blocks else None
    return (first.prose, first.span) if isinstance(first, Paragraph) else None


def _item(prose: Prose, row: Span) -> Iterator[ErrorCode]:
    lead = prose.inlines[0] if prose.inlines else None
    if lead is None or lead.start > prose.span.start or not lead.inner:
        return
    text = lead.value if lead.kind == "code" else prose.span.source.text[slice(*lead.inner)]
    text = text.strip("`*: ")
    match = _CODE.fullmatch(text)
    start = prose.span.source.text.find(text, *lead.inner)
    bold = lead.kind == "strong" and _TELLING.search(text)  # else it may be any word
    if match is None or start < 0 or not (lead.kind == "code" or bold):
        return
    anchor = Span(prose.span.source, start + match.start("code"), start + match.end("code"))
    rest = prose.text.partition(text)[2].lstrip("`*:：-–— ")
    said = Said(rest, row) if rest else None
    yield ErrorCode(match["code"], anchor, row, None, said, quoted=bool(match["quote"]))


def read_example_errors(sample: Sample, vocabulary: Vocabulary) -> Iterator[ErrorCode]:
    """The codes that an example shows, under a name that vocabularies have for them."""
    body = sample.example.body
    if sample.role == "request" or not _KEYS.search(body):
        return
    failed = (sample.status or "")[:1] in ("4", "5", "e")
    read = read_json(sample.example)
    for value in read.values if read else ():
        for _, key, inner in value.walk():
            if key is not None and _is_code_key(str(key.value), vocabulary, failed=failed):
                yield from _shown(inner, body)


def _is_code_key(key: str, vocabulary: Vocabulary, *, failed: bool) -> bool:
    """Whether a member is one of error codes; a mere `code` is one where something failed."""
    role = vocabulary.column(_HUMP.sub(" ", key.replace("_", " ")))
    return role == "error_code" or (role == "code" and failed)


def _shown(value: Value, body: Text) -> Iterator[ErrorCode]:
    if value.kind not in ("string", "number"):
        return
    code = str(value.value) if value.kind == "string" else body[value.start : value.end]
    if _CODE.fullmatch(code) and not _is_sample_code(code):
        anchor = body.at(value.start, value.end)
        yield ErrorCode(code, anchor, anchor, quoted=value.kind == "string")


def _is_sample_code(code: str) -> bool:
    """Whether a code only stands for others: `APP.XXXX`, `string`, a status."""
    return _PLACEHOLDER.search(code) is not None or is_status(code)
