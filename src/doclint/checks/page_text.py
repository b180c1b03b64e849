"""Text that belongs to no page: navigation and buttons of a web site, lines in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doclint.checks._shown import EAST_ASIAN, outside_code, proses, short
from doclint.model.finding import Hit
from doclint.model.page import Cell, Item, Items, Page, Paragraph, Prose
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.vocabulary import plain

_GUTTER = regex(r"1 2 3(?: \d+)*\s*\|?\Z")
_LONGEST = 120
_NAVIGATION = 5  # a list with fewer entries is no navigation
_ENTRY = 80
_LATIN = regex(r"[A-Za-z]{2,}")
_MANY = 6


def page_chrome(page: Page, *, phrases: Sequence[str]) -> Iterator[Hit]:
    """Buttons and questions of a web site that were pasted along. Facts: text."""
    chrome = re.compile(rf"(?:{'|'.join(phrases)})\W*\Z", re.I)
    for prose, _ in proses(page):
        for line in _lines(prose):
            text = " ".join(line.text.split())
            if len(text) <= _LONGEST and (chrome.match(text) or _is_gutter(text)):
                yield Hit(line, f"text:{short(text)}", {"text": short(text)})


def duplicate_navigation_entry(page: Page) -> Iterator[Hit]:
    """Entries of a list of links or titles that stand in it twice. Facts: entry, line."""
    for block in page.blocks():
        if isinstance(block, Items) and _is_navigation(block):
            seen: dict[str, Prose] = {}
            for prose in filter(None, map(_entry, block.items)):
                first = seen.setdefault(plain(prose.text), prose)
                if first is not prose:
                    facts = {"entry": short(prose.text), "line": first.span.line}
                    also = (("the other entry", first.span),)
                    yield Hit(prose.span, f"entry:{short(prose.text)}", facts, also)


def untranslated_text(page: Page) -> Iterator[Hit]:
    """Texts in another script than those around them. Facts: text, language."""
    texts = [(prose, holder, outside_code(prose)) for prose, holder in proses(page)]
    eastern = sum(len(EAST_ASIAN.findall(text)) for *_, text in texts)
    latin = sum(len(_LATIN.findall(text)) for *_, text in texts)
    if min(eastern, latin) == 0:
        return
    western = eastern * 10 < latin
    for prose, holder, text in texts:
        here, words = len(EAST_ASIAN.findall(text)), _words(text)
        if western and here >= _MANY and words <= here:
            language = "an East Asian"
        elif latin < eastern and _is_sentence(holder, here, words):
            language = "the Latin"
        else:
            continue
        facts = {"text": short(prose.text), "language": language}
        yield Hit(prose.span, f"text:{short(prose.text)}", facts)


def _is_sentence(holder: object, here: int, words: int) -> bool:
    return here == 0 and words >= _MANY and isinstance(holder, (Cell, Paragraph))


def _words(text: str) -> int:
    """How many words a text has; paths and other codes are none."""
    return sum(word.strip(".,;:()\"'!?").isalpha() for word in text.split())


def _lines(prose: Prose) -> Iterator[Span]:
    at = 0
    for text in prose.span.text.split("\n"):
        if text.strip():
            yield prose.span.within(at, at + len(text)).stripped()
        at += len(text) + 1


def _is_gutter(text: str) -> bool:
    if not _GUTTER.match(text):
        return False
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return numbers == list(range(1, len(numbers) + 1))


def _is_navigation(items: Items) -> bool:
    entries = [entry for entry in map(_entry, items.items) if entry]
    return len(entries) >= _NAVIGATION and len(entries) * 10 >= len(items.items) * 9


def _entry(item: Item) -> Prose | None:
    """The text of an item that is but a title, or a link."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or len(first.prose.text) > _ENTRY:
        return None
    text = first.prose.text.strip()
    if not text or "\n" in text or re.search(r"[.;:,。：]\Z|[:：] ", text):
        return None
    return first.prose if not any(i.kind == "code" for i in first.prose.walk()) else None
