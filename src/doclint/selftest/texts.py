"""Front matter that does not parse, code without an end, and what a template left on a page."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from doclint.model.finding import Edit
from doclint.model.page import Example, Page, Paragraph, Table
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.selftest.sites import Site, whole_lines

_ENTRY = regex(r"^[a-z_]+:[ \t]+(?P<value>[A-Za-z][\w ,.()-]{3,})$", flags=8)  # re.M
_LEAKS = ("undefined", "[object Object]")


def bare_colon(page: Page, pick: Random) -> Iterator[Site]:
    """A colon in a text of the front matter that stands without quotes."""
    matter = page.front_matter
    if matter is None or matter.syntax != "yaml" or not matter.data:
        return
    found = [match.span("value") for match in _ENTRY.finditer(matter.body.text)]
    if found:
        start, end = pick.choice(found)
        value = matter.body.within(start, end)
        edit = Edit(Span(value.source, value.end, value.end), ": more of it")
        yield Site((edit,), f"a colon comes into `{value.text}`", (matter.span,))


def open_fence(page: Page, _: Random) -> Iterator[Site]:
    """A code block without its end."""
    fences = [
        block
        for block in page.blocks()
        if isinstance(block, Example) and block.kind == "fence" and block.closed
    ]
    for block in fences[-1:]:  # what is behind another one would end it
        last = whole_lines(Span(block.span.source, block.span.end - 1, block.span.end))
        closer = last.text.strip()
        if block.span.source is page.source and closer and not closer.strip("`~"):
            rest = Span(page.source, block.span.start, len(page.source.text))
            yield Site((Edit(last, ""),), "the end of a code block goes", (rest,))


def leaked_tag(page: Page, pick: Random) -> Iterator[Site]:
    """A tag of a template in a sentence."""
    if page.tags or page.format == "mdx" or any(tag in page.source.text for tag in ("{{", "{%")):
        return  # who writes with such tags may mean one
    for span in _sentences(page):
        text = pick.choice(("{{ param.description }}", "{% endfor %}"))
        edit = Edit(Span(span.source, span.end, span.end), f" {text}")
        yield Site((edit,), f"`{text}` comes into a paragraph", (span,))


def _sentences(page: Page) -> Iterator[Span]:
    """Paragraphs of one line that say something in words only."""
    for section in page.walk():
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.span.source is page.source:
                text = block.span.text
                if "\n" not in text and " " in text and not block.prose.inlines:
                    yield block.span


def leaked_value(page: Page, pick: Random) -> Iterator[Site]:
    """What a program prints for a value that it does not have, in a cell."""
    for block in page.blocks():
        if not isinstance(block, Table) or block.span.source is not page.source:
            continue
        for row in block.rows:
            last = row.cells[-1] if row.cells else None
            if last is not None and len(row.cells) > 1 and " " in last.text:
                word = pick.choice(_LEAKS)
                edits = (Edit(last.span, word),)
                yield Site(edits, f"a description becomes `{word}`", (row.span,))
