"""Lines with pipes that were to be a table and are shown as text, and tables without rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

from doclint.checks._shown import runs, short
from doclint.checks._table_fixes import rejoined, with_rule, without_rest
from doclint.model.finding import Fix, Hit
from doclint.model.page import Block, Markup, Page, Paragraph, Table
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.vocabulary import Vocabulary, load_vocabulary

_TITLED = ("pipe", "grid", "simple", "list", "csv")  # kinds of tables that have titles
_LEAD = regex(r"[ \t>]*")
_BARE_PIPE = regex(r"(?<!\\)\|")
_DASHES = regex(r"\|?[ \t]*:?[-–—=_]{2,}:?[ \t]*\|[-–—=_:| \t]*\Z")
_GLUED_DASHES = regex(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|){2,}")
_NAME = regex(r"`[^`]+`\Z|[a-z_$@][\w.$\[\]\\-]*\Z")
_TAG_LINE = regex(r"\{[%{<#]|:::|<|\[!|!!!|--8<--|@")

_ENDS_PARAGRAPH = regex(
    r"#{1,6}[ \t]|[-*_]{3,}\Z|={3,}\Z|`{3,}|~{3,}|<|:::|\{[%{:<#]|[-*+][ \t]|\d+[.)][ \t]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph, without quote marks, and how many cells it would have."""

    text: str
    span: Span

    @property
    def cells(self) -> int:
        """How many cells the line would have in a table."""
        text = self.text.removeprefix("|")
        if text.endswith("|") and not text.endswith("\\|"):
            text = text[:-1]
        return len(_BARE_PIPE.findall(text)) + 1

    @property
    def barred(self) -> bool:
        """Whether the line starts and ends with a pipe."""
        ends = self.text.endswith("|") and not self.text.endswith("\\|")
        return len(self.text) > 2 and self.text.startswith("|") and ends

    @property
    def parted(self) -> bool:
        """Whether pipes with spaces around them part the line, and none starts it."""
        return " | " in self.text and not self.text.startswith("|")


def not_a_table(page: Page) -> Iterator[Hit]:
    """Lines that look like a table and that no renderer takes for one. Facts: line, reason."""
    for blocks in runs(page) if page.is_markdown else ():
        outside = {id(paragraph) for _, rows in _outside(blocks) for paragraph, _ in rows}
        for block in blocks:
            if isinstance(block, Paragraph) and "|" in block.span.text and id(block) not in outside:
                for lines, reason in _broken(list(_lines(block))):
                    line = lines[0]
                    facts = {"line": short(line.text), "reason": reason}
                    yield Hit(line.span, f"table:{short(line.text)}", facts, fix=_mended(lines))


def _mended(lines: Sequence[Line]) -> Fix | None:
    """A table made of lines, where its line of dashes is all that is wrong."""
    header, second, *rows = (line.span for line in lines)
    if _DASHES.match(lines[0].text) or (header.text[:1] == "|") is not (header.text[-1:] == "|"):
        return None
    if _DASHES.match(lines[1].text):
        return with_rule(header, second, rows, titled=False)
    if glued := _GLUED_DASHES.match(lines[1].text):
        return without_rest(header, second, glued.end())
    return with_rule(header, None, (second, *rows), titled=_has_titles(lines[0]))


def row_outside_table(page: Page) -> Iterator[Hit]:
    """Rows that a blank line parts from their table. Facts: row, rows, count."""
    for blocks in runs(page):
        for table, rows in _outside(blocks):
            lines = [line for _, each in rows for line in each]
            count = "this row stands" if len(lines) == 1 else f"these {len(lines)} rows stand"
            facts = {"row": short(lines[0].text), "rows": len(lines), "count": count}
            anchor = lines[0].span
            also = (("the table", table.header.span),)
            fix = rejoined(table, [(line.span, line.cells) for line in lines])
            yield Hit(anchor, f"row:{short(_first_cell(lines[0]))}", facts, also, fix=fix)


def header_only(page: Page) -> Iterator[Hit]:
    """Tables with titles and nothing under them. Facts: header."""
    for blocks in runs(page):
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Table) and _is_bare(block) and not _goes_on(following):
                if any(_holds(block, gap.span) for gap in page.gaps):
                    continue  # its rows stand in another file
                titles = [short(cell.text, 30) for cell in block.header.cells]
                header = ", ".join(f"`{title}`" for title in titles)
                yield Hit(block.header.span, f"table:{'|'.join(titles)}", {"header": header})


def _holds(table: Table, inner: Span) -> bool:
    outer = table.span
    return outer.source is inner.source and outer.start <= inner.start < outer.end


def renderers_disagree(page: Page) -> Iterator[Hit]:
    """Tables that some renderers show as text. Facts: reason."""
    for block in page.blocks():
        if isinstance(block, Table) and block.kind == "pipe":
            reason = _doubt(block)
            if reason:
                titles = "|".join(short(cell.text, 30) for cell in block.header.cells)
                yield Hit(block.header.span, f"table:{titles}", {"reason": reason})


def _doubt(table: Table) -> str | None:
    """Why a table may be shown as text; None if no renderer does."""
    text, start = table.span.source.text, table.header.span.start
    line = text.rfind("\n", 0, start)
    above = text[text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)].strip(" \t>")
    if above and not above.startswith("|") and not _ENDS_PARAGRAPH.match(above):
        return "there is no blank line above it"
    header = table.header.span.text
    if len(table.header.cells) == 1 and not (header.startswith("|") and header.endswith("|")):
        return "it has one column and no bars around it"
    return None


def _outside(
    blocks: Sequence[Block],
) -> Iterator[tuple[Table, list[tuple[Paragraph, list[Line]]]]]:
    """Tables, each with the paragraphs of rows that follow it."""
    table: Table | None = None
    rows: list[tuple[Paragraph, list[Line]]] = []
    for block in (*blocks, None):
        lines = list(_lines(block)) if isinstance(block, Paragraph) and table else []
        if table and isinstance(block, Paragraph) and _are_rows_of(table, lines):
            rows.append((block, lines))
            continue
        if table and rows:
            yield table, rows
        table = block if isinstance(block, Table) and block.kind == "pipe" else None
        rows = []


def _are_rows_of(table: Table, lines: Sequence[Line]) -> bool:
    """Whether lines would be rows of a table: bars as its rows have them, about as many cells."""
    columns = len(table.header.cells)
    if not lines or columns < 2 or any(_DASHES.match(line.text) for line in lines):
        return False
    if all(line.barred for line in lines):
        return all(max(2, columns - 1) <= line.cells <= columns + 1 for line in lines)
    return not table.header.span.text.startswith("|") and all(
        line.parted and columns - 1 <= line.cells <= columns and _NAME.match(_first_cell(line))
        for line in lines
    )


def _lines(paragraph: Paragraph) -> Iterator[Line]:
    span, at = paragraph.span, 0
    for text in span.text.split("\n"):
        lead = _LEAD.match(text)
        start = lead.end() if lead else 0
        inner = text[start:].rstrip()
        yield Line(inner, span.within(at + start, at + start + len(inner)))
        at += len(text) + 1


def _broken(lines: Sequence[Line]) -> Iterator[tuple[Sequence[Line], str]]:
    """The lines of each table that is none, and why it is none."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_part(lines[end]):
            end += 1
        reason = _reason(lines[at:end]) if end > at else None
        if reason:
            yield lines[at:end], reason
        at = max(end, at + 1)


def _is_part(line: Line) -> bool:
    pipes = line.barred or line.parted or (line.text.startswith("|") and line.cells > 1)
    return pipes or _DASHES.match(line.text) is not None


def _reason(lines: Sequence[Line]) -> str | None:
    """Why lines that look like a table are none; None if they do not look like one."""
    if len(lines) < 2:
        return None
    for at, line in enumerate(lines[:2]):
        if _DASHES.match(line.text):
            return _reason_of_dashes(lines, at)
        if at and (glued := _GLUED_DASHES.match(line.text)):
            dashes = Line(glued[0], line.span)
            if dashes.cells == lines[0].cells:
                return "the line of dashes goes on with a row"
    if all(line.barred and line.cells > 1 for line in lines) and _about_even(lines):
        return "there is no line of dashes under the header"
    if all(line.parted for line in lines) and _about_even(lines) and _has_titles(lines[0]):
        return "there is no line of dashes under the header"
    return None


def _has_titles(line: Line) -> bool:
    """Whether all cells of a line are titles of columns, by their words."""
    text = line.text[1:-1] if line.barred else line.text
    words = [word.strip() for word in _BARE_PIPE.split(text)]
    return all(_vocabulary().column(word) for word in words)


def _reason_of_dashes(lines: Sequence[Line], at: int) -> str | None:
    dashes = lines[at]
    if at == 0:
        return "the line of dashes has no header above it"
    header = lines[0]
    if header.cells != dashes.cells:
        return f"the header has {_count(header)}, the line of dashes {_count(dashes)}"
    odd = next((char for char in dashes.text if char in "–—=_"), None)
    return f"the line of dashes holds `{odd}`" if odd else None


def _about_even(lines: Sequence[Line]) -> bool:
    counts = [line.cells for line in lines]
    return max(counts) - min(counts) <= 1


def _count(line: Line) -> str:
    return "1 cell" if line.cells == 1 else f"{line.cells} cells"


def _first_cell(line: Line) -> str:
    return _BARE_PIPE.split(line.text.strip("|"), maxsplit=1)[0].strip()


def _is_bare(table: Table) -> bool:
    """Whether a table has nothing but titles: a header that is itself a fact is no title."""
    if table.kind not in _TITLED or len(table.header.cells) < 2:
        return False
    if table.kind != "pipe" and not all(cell.head for cell in table.header.cells):
        return False
    if any(cell.text for row in table.rows for cell in row.cells):
        return False
    return all(_vocabulary().column(cell.text) for cell in table.header.cells)


def _goes_on(following: Block | None) -> bool:
    """Whether the rows may come out of what follows: lines with pipes, or a tag of a docs tool."""
    if isinstance(following, Paragraph):
        text = following.span.text
        return text.startswith("|") or _TAG_LINE.match(text) is not None
    return isinstance(following, Markup)


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary()
