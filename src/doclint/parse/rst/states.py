"""docutils' parser, on lines that know where they stand: the only module that changes it.

docutils finds its parts in modules and classes, so what is changed is put in place for the time of
one parse and taken away again. What it would refuse (titles in lists, tables that are broken,
directives that nobody knows) stays in the tree as what it is, with its text.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, wraps
from threading import Lock
from typing import Any

from docutils import nodes, statemachine, utils
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, states, tableparser

from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.parse.includes.texts import NO_TEXTS, Texts
from doclint.parse.rst.explicit import explicit
from doclint.parse.rst.files import Files
from doclint.parse.rst.inline import Inliner
from doclint.parse.rst.places import Placed, joined, lines_of, padded, unpadded

_LITERAL = regex(r"(?<!\\)(?:\\\\)*::\Z")
_SEVERE = 3


class Title(nodes.General, nodes.Element):
    """A title where docutils allows none. Its level is 0 if no section has such a title."""

    level: int


class Broken(nodes.General, nodes.Element):
    """A table that docutils rejects; the number of the line that is wrong, and what is."""

    lines: list[Placed]
    detail: str
    wrong: int


_LOCK = Lock()


def read_document(source: Source, texts: Texts = NO_TEXTS) -> Any:
    """The document node of a text; its `replaced` are its substitutions, `files` what it is of."""
    document: Any = utils.new_document("", _settings())
    document.replaced, document.files = {}, Files(source, texts)
    lines = statemachine.StringList(lines_of(source), source="")
    with _LOCK, ExitStack() as stack:
        for owner, name, value in _CHANGES:
            if not hasattr(owner, name):
                continue  # in earlier versions
            stack.enter_context(_changed(owner, name, value))
        stack.enter_context(_changed(states.RSTState, "nested_sm_cache", []))
        stack.enter_context(_no_collection())
        kinds = states.state_classes  # they look their methods up when they are made
        machine: Any = states.RSTStateMachine(state_classes=kinds, initial_state="Body")
        machine.run(lines, document, inliner=Inliner())
    return document


@cache
def _settings() -> Any:
    settings: Any = get_default_settings(Parser)
    settings.report_level, settings.halt_level = 5, 6  # its own warnings are not wanted
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.warning_stream = False
    return settings


@contextmanager
def _changed(owner: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def _no_collection() -> Iterator[None]:
    """A tree of nodes is no garbage: looking for some takes a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


# Places -------------------------------------------------------------------------------------------


def _here(state: Any) -> Placed:
    """The line at hand."""
    line = state.state_machine.line
    return line if isinstance(line, Placed) else Placed(line or "", ((0, 0),))


def _began(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method that makes an item: it says where that begins."""

    @wraps(method)
    def wrapped(self: Any, *args: Any) -> Any:
        begin = _here(self).start
        node, finish = method(self, *args)
        node.begin = begin
        return node, finish

    return wrapped


def _taken(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method that takes lines for some nodes: it says which."""

    @wraps(method)
    def wrapped(self: Any, *args: Any) -> Any:
        machine = self.state_machine
        first = machine.line_offset
        found, finish = method(self, *args)
        lines = machine.input_lines.data[first : machine.line_offset + 1]
        filled = [line for line in lines if line.strip() and isinstance(line, Placed)]
        if filled:
            for node in found:
                node.where = (filled[0].lstrip().start, filled[-1].end)
        return found, finish

    return wrapped


def _pad(self: Any, pad: str) -> None:
    self.data = [padded(line, pad) for line in self.data]


def _replace(self: Any, old: str, new: str) -> None:
    self.data = [
        line.replace(old, new) if new or old != "\0" else unpadded(line, old) for line in self.data
    ]


def _column_indices(text: str) -> Any:
    return range(len(text)) if text.isascii() else utils.column_indices(text)


def _without_combining(text: str) -> str:
    return text if text.isascii() else utils.strip_combining_chars(text)


def _block(self: Any, top: int, left: int, bottom: int, right: int, **_: Any) -> Any:
    """A rectangle of lines; docutils looks at each character of each line for each cell."""
    block = self[top:bottom]
    indent = right
    for number, line in enumerate(block.data):
        columns = _column_indices(line)
        first = columns[left] if left < len(columns) else left
        last = columns[right] if right < len(columns) else len(line)
        block.data[number] = cut = line[first:last].rstrip()
        if cut:
            indent = min(indent, len(cut) - len(cut.lstrip()))
    if 0 < indent < right:
        block.data = [line[indent:] for line in block.data]
    return block


# Text ---------------------------------------------------------------------------------------------


def _paragraph(self: Any, lines: Sequence[str], lineno: int) -> tuple[list[Any], int]:
    text = joined(lines).rstrip()
    literal = _LITERAL.search(text) is not None
    if literal:
        text = text[:-2].rstrip() if text[:-2].endswith((" ", "\n")) else text[:-1]
        if text.strip() in ("", ":"):
            return [], 1
    flow, messages = self.inline_text(text, lineno)
    return [nodes.paragraph("", "", *flow), *messages], int(literal)


def _literal_block(self: Any) -> list[Any]:
    indented, _, _, _ = self.state_machine.get_indented()
    while indented and not indented[-1].strip():
        indented.trim_end()
    if not indented:
        return list(self.quoted_literal_block())
    return [_code(nodes.literal_block(), indented)]


def _code(node: Any, lines: Any) -> Any:
    node.lines = [line for line in lines if isinstance(line, Placed)]
    return node


def _quoted(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def eof(self: Any, context: Any) -> Any:
        before = len(self.parent.children)
        result = method(self, context)
        for node in self.parent.children[before:]:
            if isinstance(node, nodes.literal_block):
                _code(node, context)
        return result

    return eof


def _doctest(self: Any, _match: Any, _context: Any, next_state: Any) -> Any:
    self.parent += _code(nodes.doctest_block(), self.state_machine.get_text_block())
    return [], next_state, []


def _line_block_line(self: Any, match: Any, lineno: int) -> Any:
    indented, _, _, finish = self.state_machine.get_first_known_indented(
        match.end(), until_blank=True
    )
    flow, messages = self.inline_text(joined(indented), lineno)
    line = nodes.line("", "", *flow)
    if match.string.rstrip() != "|":
        line.indent = len(match.group(1)) - 1
    return line, messages, finish


def _attribution(self: Any, indented: Any, line_offset: int) -> Any:
    flow, messages = self.inline_text(joined(indented).rstrip(), line_offset)
    return nodes.attribution("", "", *flow), messages


def _field_marker(_self: Any, match: Any) -> Any:
    return match.string[1 : match.group().rfind(":")]


def _option_item(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def option(self: Any, match: Any) -> Any:
        term = _here(self)[: len(match.group().rstrip())]
        node, finish = method(self, match)
        node.term = term
        return node, finish

    return option


# Titles -------------------------------------------------------------------------------------------


def _underline(method: Callable[..., Any]) -> Callable[..., Any]:
    """A title in a list, a quote or a directive stays a title."""

    @wraps(method)
    def underline(self: Any, match: Any, context: Any, next_state: Any) -> Any:
        long = len(match.string.rstrip()) >= min(4, utils.column_width(context[0].rstrip()))
        if self.state_machine.match_titles or not long:
            return method(self, match, context, next_state)
        styles = self.memo.title_styles
        style = match.string[0]
        self.parent += _title(self, context[0], styles.index(style) + 1 if style in styles else 0)
        return [], next_state, []

    return underline


def _title(self: Any, text: str, level: int) -> Any:
    title = Title()
    title.level = level
    flow, _ = self.inline_text(joined([text]).strip(), 0)
    title += flow
    return title


def _section(self: Any, title: str, source: str, style: Any, *rest: Any) -> None:
    if self.check_subsection(source, style, rest[0]):
        self.new_subsection(title, *rest)
    else:
        self.parent += _title(self, title, len(self.memo.title_styles) + 1)


def _kept(method: Callable[..., Any]) -> Callable[..., Any]:
    """What looks like a title but is none stays a paragraph."""

    @wraps(method)
    def wrapped(self: Any, match: Any, context: Any, next_state: Any) -> Any:
        machine = self.state_machine
        first, before, parent = machine.line_offset - 1, len(self.parent.children), self.parent
        result = method(self, match, context, next_state)
        added = parent.children[before:]
        if any(isinstance(n, nodes.system_message) and n["level"] >= _SEVERE for n in added):
            lines = machine.input_lines.data[max(first, 0) : machine.line_offset + 1]
            kept = [line.strip() for line in lines if line.strip().strip(line.strip()[:1])]
            for line in kept:
                parent += _paragraph(self, [line], 0)[0]
        return result

    return wrapped


# Tables -------------------------------------------------------------------------------------------


def _row(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def build(self: Any, rowdata: Any, tableline: int) -> Any:
        row = method(self, rowdata, tableline)
        cells = (cell for cell in rowdata if cell is not None)
        for entry, (_, _, _, block) in zip(row.children, cells, strict=True):
            entry.lines = [line for line in block if isinstance(line, Placed)]
        return row

    return build


def _malformed(_self: Any, block: Any, detail: str = "", offset: int = 0) -> list[Any]:
    widths = [len(_without_combining(line.strip())) for line in block]
    ragged = (n for n, size in enumerate(widths) if size != widths[0] or block[n][-1] not in "+|")
    if not detail or detail.startswith("Right border"):  # earlier versions do not say more
        known = next(ragged, None)
        detail = (
            "Right border not aligned or missing" if known is not None else "Bottom border missing"
        )
        offset = offset if known is None else known
    block.replace("\0", "")
    broken = _code(Broken(), block)
    broken.detail, broken.wrong = detail, offset
    return [broken]


_CHANGES: tuple[tuple[Any, str, Any], ...] = (
    (statemachine.StringList, "pad_double_width", _pad),
    (statemachine.StringList, "replace", _replace),
    (statemachine.StringList, "get_2D_block", _block),
    (states, "strip_combining_chars", _without_combining),
    (tableparser, "strip_combining_chars", _without_combining),
    (states.RSTState, "paragraph", _paragraph),
    (states.RSTState, "section", _section),
    (states.Body, "list_item", _began(states.Body.list_item)),
    (states.Body, "field", _began(states.Body.field)),
    (states.Body, "option_list_item", _option_item(_began(states.Body.option_list_item))),
    (states.Body, "table", _taken(states.Body.table)),
    (states.Body, "explicit_construct", _taken(explicit)),
    (states.Body, "doctest", _doctest),
    (states.Body, "line_block_line", _line_block_line),
    (states.Body, "parse_attribution", _attribution),
    (states.Body, "parse_field_marker", _field_marker),
    (states.Body, "build_table_row", _row(states.Body.build_table_row)),
    (states.Body, "malformed_table", _malformed),
    (states.Text, "underline", _underline(states.Text.underline)),
    (states.Text, "literal_block", _literal_block),
    (states.Line, "text", _kept(states.Line.text)),
    (states.Line, "indent", _kept(states.Line.text)),
    (states.Line, "underline", _kept(states.Line.underline)),
    (states.QuotedLiteralBlock, "eof", _quoted(states.QuotedLiteralBlock.eof)),
)
