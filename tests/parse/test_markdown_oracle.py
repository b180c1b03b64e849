"""Every span against a second opinion: the byte ranges of pulldown-cmark, on real pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import accumulate
from pathlib import Path

import pytest

from doclint.model.page import Block, Example, Items, Page, Paragraph, Prose, Quote, Table
from doclint.model.source import Source, Span
from doclint.parse.markdown.pages import parse_markdown
from tests.corpus import needs_corpus, real_files

pyromark = pytest.importorskip("pyromark")
PAGES = 150
KINDS = {
    "Heading": "heading",
    "CodeBlock": "code block",
    "BlockQuote": "quote",
    "Item": "item",
    "TableRow": "row",
    "TableCell": "cell",
    "Link": "link",
    "Image": "image",
    "Emphasis": "emphasis",
    "Strong": "strong",
    "Code": "code",
}
INLINE = frozenset(("link", "image", "emphasis", "strong", "code"))
Spans = dict[str, set[tuple[int, int]]]


def sample() -> list[Path]:
    paths = [path for path in real_files(".md") if path.stat().st_size < 60_000]
    return paths[:: max(1, len(paths) // PAGES)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in "\n \t":
        end -= 1
    while start < end and text[start] in " \t":
        start += 1
    return start, end


def expected(text: str, offset: int) -> Spans:
    """What the oracle sees behind the front matter."""
    part, spans = text[offset:], defaultdict(set)
    widths = (len(char.encode()) for char in part)
    chars = {byte: char for char, byte in enumerate(accumulate(widths, initial=0))}
    options = pyromark.Options.ENABLE_TABLES
    for event, where in pyromark.events_with_range(part, options=options):
        kind = kind_of(event)
        if kind is None:
            continue
        start, end = chars[where["start"]] + offset, chars[where["end"]] + offset
        start, end = (start, end) if kind in INLINE else trimmed(text, start, end)
        if start < end:
            spans[kind].add((start, end))
    return spans


def kind_of(event: object) -> str | None:
    """`{"Start": {"Link": {...}}}`, `{"Start": "Item"}` and `{"Code": "x"}` all have a name."""
    if not isinstance(event, dict):
        return None
    name, value = next(iter(event.items()))
    if name != "Start":
        return "code" if name == "Code" else None
    if isinstance(value, dict) and value.get("Link", {}).get("link_type") in ("Autolink", "Email"):
        return None
    return KINDS.get(value if isinstance(value, str) else next(iter(value)))


def found(page: Page) -> Spans:
    """What our parser sees; headings in HTML and labels are none of the oracle's, but for tabs."""
    spans: Spans = defaultdict(set)
    for section in page.walk():
        if section.heading:
            text = section.heading.span.text
            if (section.level < 7 or text.startswith("#")) and not text.startswith("<"):
                spans["heading"].add(ends(section.heading.span))
            add_inlines(spans, section.heading.prose)
    for block in page.blocks():
        add_block(spans, block)
    return spans


def ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def add_block(spans: Spans, block: Block) -> None:
    match block:
        case Paragraph():
            add_inlines(spans, block.prose)
        case Example(kind="fence" | "indented"):
            spans["code block"].add(ends(block.span))
        case Quote():
            spans["quote"].add(ends(block.span))
        case Items():
            spans["item"].update(ends(item.span) for item in block.items)
        case Table(kind="pipe"):
            spans["row"].update(ends(row.span) for row in block.rows)
            for cell in (cell for row in (block.header, *block.rows) for cell in row.cells):
                if cell.span.text:
                    spans["cell"].add(ends(cell.span))
                add_inlines(spans, cell.prose)


def add_inlines(spans: Spans, prose: Prose) -> None:
    for node in prose.walk():
        end = node.end
        if node.kind in ("link", "image") and prose.span.source.text.endswith("][]", 0, end):
            end -= 2  # the oracle leaves the brackets of a collapsed reference out
        spans[node.kind].add((node.start, end))


def is_taken_in(page: Page, start: int, end: int) -> bool:
    """What names a file to take in looks like a link, and its reader sees none."""
    return any(one.span.start <= start and end <= one.span.end for one in page.includes)


@needs_corpus
def test_spans_are_those_of_the_oracle() -> None:
    ours, theirs, same, missed = Counter(), Counter(), Counter(), defaultdict(list)
    for path in sample():
        text = path.read_text("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")
        page = parse_markdown(Source(path.name, text))
        front = page.front_matter.span.end if page.front_matter else 0
        wanted, seen = expected(text, front), found(page)
        for kind in KINDS.values():
            wanted[kind] = {one for one in wanted[kind] if not is_taken_in(page, *one)}
            ours[kind] += len(seen[kind])
            theirs[kind] += len(wanted[kind])
            same[kind] += len(seen[kind] & wanted[kind])
            missed[kind] += [f"{path}: {text[a:b]!r:.80}" for a, b in wanted[kind] - seen[kind]]
    assert theirs["cell"] > 1000
    for kind, number in theirs.items():
        assert same[kind] >= 0.998 * number, (kind, same[kind], number, missed[kind][:5])
