"""Tables of reStructuredText: grid, simple, and those that directives make of lists and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from doclint.model.page import Block, Cell, Example, Markup, Row, Table
from doclint.model.source import Span
from doclint.parse.html.blocks import Piece
from doclint.parse.rst.places import Placed
from doclint.parse.rst.prose import Writer, flows

if TYPE_CHECKING:
    from doclint.parse.rst.explicit import Construct
    from doclint.parse.rst.pages import Reading


def read_table(reading: Reading, node: Any) -> Iterator[Piece]:
    """A table, and behind it those and the code that stand in its cells."""
    group = next(iter(node.findall(nodes.tgroup)), None)
    where = reading.files.span(*node.where) if hasattr(node, "where") else None
    if group is None or where is None:
        return
    head = [row for part in group.children if isinstance(part, nodes.thead) for row in part]
    body = [row for part in group.children if isinstance(part, nodes.tbody) for row in part]
    kind = "grid" if where.text.startswith("+") else "simple"
    yield from _table(
        reading, kind, [row.children for row in head], [r.children for r in body], where
    )


def list_table(reading: Reading, node: Construct) -> Iterator[Piece]:
    """A list-table: a list of rows, each a list of cells."""
    lists = [child for child in node.children if isinstance(child, nodes.bullet_list)]
    rows = [
        [cell for inner in item.children if isinstance(inner, nodes.bullet_list) for cell in inner]
        for outer in lists
        for item in outer.children
    ]
    rows = [[cell for cell in row if hasattr(cell, "begin")] for row in rows]
    yield from _listed(reading, node, [row for row in rows if row], "list")


def csv_table(reading: Reading, node: Construct) -> Iterator[Piece]:
    """A csv-table; the first row is the header if an option gives one."""
    rows = getattr(node, "rows", [])
    if include := getattr(node, "include", None):
        reading.includes.append(include)
        if include.source is None:  # where there is a table that nobody knows
            yield Markup(reading.files.span(*node.where))
            return
    yield from _listed(reading, node, rows, "csv")


def _listed(reading: Reading, node: Construct, rows: list[list[Any]], kind: str) -> Iterator[Piece]:
    said = node.options.get("header-rows", "")
    count = int(said) if said.isdecimal() and len(said) < 4 else 0
    count += "header" in node.options and kind == "csv"
    if rows:
        beside = getattr(node, "include", None)
        where = _around(reading, rows[count:]) if beside else reading.files.span(*node.where)
        yield from _table(reading, kind, rows[:count], rows[count:], where)


def _around(reading: Reading, rows: Sequence[Any]) -> Span:
    """Where the rows of a file begin and end."""
    places = [line for row in rows for cell in row for line in cell.lines if line.strip()]
    first = min((line.start for line in places), default=0)
    return reading.files.span(first, max((line.end for line in places), default=0))


def _table(
    reading: Reading, kind: str, head: list[Any], body: list[Any], where: Span
) -> Iterator[Piece]:
    made: list[Piece] = []
    start = where.start + reading.files.base(_first(head, body))
    rows = [
        _row(reading, cells, number < len(head), start, made)
        for number, cells in enumerate([*head, *body])
    ]
    if rows:
        yield Table(kind, rows[0], tuple(rows[1:]), where)
    yield from made


def _first(head: Sequence[Any], body: Sequence[Any]) -> int:
    for row in (*head, *body):
        for cell in row:
            for flow in flows(cell):
                return flow.text.start
    return 0


def _row(reading: Reading, cells: Sequence[Any], head: bool, start: int, made: list[Piece]) -> Row:
    read = tuple(_cell(reading, cell, head, start, made) for cell in cells)
    filled = [cell.span for cell in read if cell.prose.text or cell.span.text] or [read[0].span]
    first = min(filled, key=lambda span: span.start)
    return Row(read, Span(first.source, first.start, max(span.end for span in filled)))


def _cell(reading: Reading, node: Any, head: bool, start: int, made: list[Piece]) -> Cell:
    start = _start(node, start)
    writer = Writer(reading.targets, reading.replaced, reading.files.base(start))
    last = _write(reading, node, writer, start, made)
    columns, rows = _more(node, "morecols"), _more(node, "morerows")
    return Cell(writer.prose(reading.files.span(start, max(last, start))), columns, rows, head)


def _more(node: Any, name: str) -> int:
    return int(node.get(name, 0)) + 1


def _start(node: Any, start: int) -> int:
    lines = [line for line in getattr(node, "lines", ()) if line.strip()]
    if lines:
        return int(lines[0].lstrip().start)
    found = next((flow.text.start for flow in flows(node)), None)
    if found is not None:
        return int(found)
    empty: list[Placed] = [line for line in getattr(node, "lines", ()) if isinstance(line, Placed)]
    return empty[0].start if empty else int(getattr(node, "begin", start))


def _write(reading: Reading, node: Any, writer: Writer, end: int, made: list[Piece]) -> int:
    """Let the text of a cell flow, a line for each of its blocks; returns where it ends."""
    for child in node.children:
        if hasattr(child, "text") and hasattr(child, "marks"):
            if writer.pieces:
                writer.show("\n", child.text.start)
            writer.flow(child)
            end = max(end, child.text.end)
        elif isinstance(child, (nodes.table, nodes.literal_block)) or hasattr(child, "argument"):
            blocks = list(reading.pieces([child], 7))
            end = _apart(blocks, writer, end, made)
        elif not isinstance(child, (nodes.comment, nodes.system_message, nodes.target)):
            end = _write(reading, child, writer, end, made)
    return end


def _apart(blocks: Sequence[Piece], writer: Writer, end: int, made: list[Piece]) -> int:
    """Code of one line is a part of the cell's text; longer code and tables are read apart."""
    for block in blocks:
        single = isinstance(block, Example) and "\n" not in block.body
        text = str(block.body) if isinstance(block, Example) else _text(block)
        if text and (single or not isinstance(block, (Example, Table))):
            span = block.body.span if isinstance(block, Example) else block.span
            place = span.start + writer.base
            writer.show("\n" if writer.pieces else "", place)
            writer.show(text, place)
        elif isinstance(block, (Example, Table)):
            made.append(block)
        end = max(end, block.span.end + writer.base)
    return end


def _text(block: Piece | Block) -> str:
    return block.prose.text if hasattr(block, "prose") else ""
