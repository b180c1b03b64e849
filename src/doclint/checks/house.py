"""General checks, for rules that a docs team writes for itself: options say what they ask for.

Every check takes `pages`: a glob or a list of them, or a mapping of `path`, `except`, `describes`
(operation, no-operation) and `method`. Without it the rule is for all pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from doclint.checks._front_matter import place_of
from doclint.checks._house_names import names
from doclint.checks._house_text import stretches, texts
from doclint.checks._kinds import Order, Pages, Regex, Schema, Titles
from doclint.checks._name_kinds import Style, Thing, Things, Wheres, Words
from doclint.checks._shown import short
from doclint.checks._table_kinds import Columns, Found, Tables
from doclint.model.finding import Hit
from doclint.model.page import Cell, FrontMatter, Page, Row, Section
from doclint.model.project import Described
from doclint.model.source import Span
from doclint.read.columns import at_column
from doclint.read.vocabulary import Vocabulary, load_vocabulary, plain
from doclint.schema import Violation, violations

_ALL = Pages()
_TABLES = Tables()
_NONE = Words()
_MEMBERS = Wheres(("path", "query", "cookie", "parameters", "body", "response"))
_COUNTS = {"exactly-one": (1, 1), "at-least-one": (1, 99), "at-most-one": (0, 1)}


def required_section(
    described: Described,
    *,
    section: Titles,
    per: Literal["page", "operation"] = "page",
    pages: Pages = _ALL,
) -> Iterator[Hit]:
    """Pages, or parts of a page about an operation, without a section. Facts: section, of."""
    if described.page.gaps:
        return  # it may stand in what the page takes in
    thing = Thing(section=section)
    starts = thing.starts(described)
    for part, of, anchor in _parts(described, pages, per):
        if not thing.is_in(part, starts):
            facts = {"section": str(section), "of": of}
            yield Hit(anchor, f"section:{section}", facts)


def heading_order(described: Described, *, order: Order, pages: Pages = _ALL) -> Iterator[Hit]:
    """Headings behind one that is to follow them, among those below the same heading.

    Facts: title, behind, order.
    """
    if not pages.hold(described):
        return
    page, words = described.page, load_vocabulary(described.words)
    for siblings in (page.sections, *(section.sections for section in page.walk())):
        yield from _out_of_order(siblings, order, words)


def forbidden_text(
    described: Described,
    *,
    pattern: Regex,
    within: Literal["prose", "code", "page"] = "prose",
    under: Titles | None = None,
    pages: Pages = _ALL,
) -> Iterator[Hit]:
    """Text that a regular expression finds: as its reader sees it, in code, or as it is written.

    Groups with names are facts too. Facts: found.
    """
    if not pages.hold(described):
        return
    parts = list(stretches(described, under)) if under else None
    for match, span in texts(described.page, pattern.pattern, within):
        if parts is None or any(
            part.source is span.source and part.start <= span.start < part.end for part in parts
        ):
            groups = {name: text or "" for name, text in match.groupdict().items()}
            yield Hit(span, f"text:{short(match[0])}", {**groups, "found": short(match[0])})


def column_required(
    described: Described,
    *,
    columns: Columns,
    tables: Tables = _TABLES,
    pages: Pages = _ALL,
) -> Iterator[Hit]:
    """Tables without some of the columns. Facts: columns, titles, section."""
    words = load_vocabulary(described.words)
    for found in tables.of(described) if pages.hold(described) else ():
        missing = list(columns.missing(found.table, words))
        if missing:
            titles = (cell.text for cell in found.table.header.cells)
            facts = {
                "columns": ", ".join(map(str, missing)),
                "titles": ", ".join(f"`{short(title)}`" for title in titles if title) or "none",
                "section": short(found.title),
            }
            yield Hit(found.table.header.span, f"column:{facts['columns']}", facts)


def cell_pattern(
    described: Described,
    *,
    column: Columns,
    pattern: Regex,
    written: bool = False,
    empty: bool = False,
    tables: Tables = _TABLES,
    pages: Pages = _ALL,
) -> Iterator[Hit]:
    """Cells of a column whose whole text is not like a regular expression.

    With `written` the text is compared as it is written, with its marks; with `empty` empty cells
    are compared too. Facts: text, column, row, pattern.
    """
    words = load_vocabulary(described.words)
    for found in tables.of(described) if pages.hold(described) else ():
        for row, title, cell in _cells(found, column, words):
            text = cell.span.text.strip() if written else cell.text
            if (text or empty) and not pattern.pattern.fullmatch(text):
                facts = {
                    "text": short(text),
                    "column": short(title),
                    "row": short(row.cells[0].text),
                    "pattern": pattern.pattern.pattern,
                }
                anchor = cell.span if cell.span.text else row.span
                yield Hit(anchor, f"cell:{facts['row']}:{facts['column']}", facts)


def front_matter_schema(
    described: Described, *, schema: Schema, required: bool = True, pages: Pages = _ALL
) -> Iterator[Hit]:
    """Front matter that breaks a JSON Schema; without `required`, a page may have none.

    A page without any is held against the schema as if it were empty. Facts: key, problem.
    """
    matter = described.page.front_matter
    unread = matter is not None and not matter.data and bool(matter.body.text.strip())
    if not pages.hold(described) or unread or (matter is None and not required):
        return
    broken = list(violations(dict(matter.data) if matter else {}, schema.data))
    if matter is not None:
        yield from (_breach(matter, one) for one in broken)
    elif broken:
        reasons = ", ".join(one.reason for one in broken)
        facts = {"key": "", "problem": f"there is no front matter: it {reasons}"}
        yield Hit(_top(described.page), "front-matter", facts)


def name_pattern(
    described: Described,
    *,
    style: Style,
    where: Wheres = _MEMBERS,
    ignore: Words = _NONE,
    pages: Pages = _ALL,
) -> Iterator[Hit]:
    """Names that are not written in a style, or not like a regular expression.

    Headers, words of paths and names of operations are asked about only where `where` says so.
    `better` is the name in the style, where it can be told. Facts: name, where, style, better.
    """
    for name, place, anchor in names(described) if pages.hold(described) else ():
        if place in where.all and name not in ignore.all and not style.fits(name):
            better = style.better(name)
            facts = {"name": name, "where": place, "style": str(style), "better": better}
            yield Hit(anchor, f"name:{place}:{name}", facts)


def one_of(
    described: Described,
    *,
    of: Things,
    count: Literal["exactly-one", "at-least-one", "at-most-one"] = "at-least-one",
    per: Literal["page", "operation"] = "page",
    pages: Pages = _ALL,
) -> Iterator[Hit]:
    """Pages, or parts about an operation, that have too few or too many of some things.

    Facts: expected, things, found, of.
    """
    least, most = _COUNTS[count]
    parts = list(_parts(described, pages, per))
    places = [(thing, thing.starts(described)) for thing in of.all if parts]
    if described.page.gaps:
        least = 0  # it may stand in what the page takes in
    for part, name, anchor in parts:
        found = [thing for thing, starts in places if thing.is_in(part, starts)]
        if not least <= len(found) <= most:
            facts = {
                "expected": count.replace("-", " "),
                "things": str(of),
                "found": " and ".join(map(str, found)) or "none",
                "of": name,
            }
            yield Hit(anchor, f"things:{of}", facts)


def _breach(matter: FrontMatter, one: Violation) -> Hit:
    """What breaks a schema, at its key, as a clause about it."""
    key = ".".join(one.pointer.split("/")[1:]).replace("~1", "/").replace("~0", "~")
    name = f"`{key}`" if key else "the front matter"
    clause = one.reason.startswith(("is ", "has ", "lacks "))
    problem = f"{name} {one.reason}" if clause else f"{name}: {one.reason}"
    if one.keyword == "additionalProperties":
        problem = one.reason  # which names the key
    facts = {"key": key, "problem": problem}
    return Hit(place_of(matter, one.pointer), f"front-matter:{key}", facts)


_Part = tuple[Span | None, str, Span]


def _parts(described: Described, pages: Pages, per: str) -> Iterator[_Part]:
    """What has to have something: the page, or each part of it about an operation."""
    if not pages.hold(described):
        return
    if per == "page":
        yield None, short(_title(described.page)), _top(described.page)
        return
    for endpoint in described.operations:
        if pages.methods_of(endpoint):
            contract = endpoint.documented
            heading = contract.heading
            anchor = heading.span if heading else _line(contract.span)
            yield contract.span, endpoint.operation or short(contract.title), anchor


def _title(page: Page) -> str:
    headings = (section.heading for section in page.walk())
    return next((heading.text for heading in headings if heading), page.source.path)


def _top(page: Page) -> Span:
    """The first heading of a page, else its first line."""
    headings = (section.heading for section in page.walk())
    return next((heading.span for heading in headings if heading), _line(page.source.span()))


def _line(span: Span) -> Span:
    return span.within(0, len(span.text.partition("\n")[0]))


def _out_of_order(siblings: tuple[Section, ...], order: Order, words: Vocabulary) -> Iterator[Hit]:
    """The headings that stand behind one that is to come later."""
    last: tuple[int, Section] | None = None
    for section in siblings:
        heading = section.heading
        rank = order.rank(heading, words)
        if heading is None or rank is None:
            continue
        if last is None or rank >= last[0]:
            last = rank, section
        elif last[1].heading:
            before = last[1].heading
            facts = {
                "title": short(heading.text),
                "behind": short(before.text),
                "order": str(order),
            }
            also = (("comes later", before.span),)
            yield Hit(heading.span, f"section:{plain(heading.text)}", facts, also)


def _cells(found: Found, column: Columns, words: Vocabulary) -> Iterator[tuple[Row, str, Cell]]:
    """The cells below the titles that are meant, each with its row and title."""
    for number, title in column.numbers(found.table, words):
        for row in found.table.rows:
            cell = at_column(row, number)
            if cell is not None:
                yield row, title.text, cell
