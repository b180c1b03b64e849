"""Text that belongs to no page: navigation and buttons of a web site, lines in another language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from doclint.checks._shown import EAST_ASIAN, outside_code, proses, short
from doclint.model.finding import Hit
from doclint.model.page import Cell, Example, Item, Items, Page, Paragraph, Prose, inside
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.vocabulary import plain

_GUTTER = regex(r"1 2 3(?: \d+)*\s*\|?\Z")
_LONGEST = 120
_NAVIGATION = 5  # a list with fewer entries is no navigation
_ENTRY = 80
_TWICE = 2  # sections of one title: a list of them has it as often
_LATIN = regex(r"[A-Za-z]{2,}")
_MANY = 6


def page_chrome(page: Page, *, phrases: Sequence[str]) -> Iterator[Hit]:
    """Buttons, questions and menus of a web site that were pasted along. Facts: text."""
    chrome = re.compile(rf"(?:{'|'.join(phrases)})\W*\Z", re.I)
    if page.format == "text":
        yield from _saved_along(page, chrome)
    for prose, _ in proses(page) if page.format != "html" else ():  # there it is no mistake
        for line in _lines(prose):
            text = " ".join(line.text.split())
            if len(text) <= _LONGEST and (chrome.match(text) or _is_gutter(text)):
                yield _chrome(line, text)


def _saved_along(page: Page, chrome: re.Pattern[str]) -> Iterator[Hit]:
    """What a text has that was saved as a whole: menus, numbers of lines, titles of buttons."""
    for block in page.chrome:
        if isinstance(block, Items):
            yield _chrome(block.span, ", ".join(_titles(block)))
    for block in page.blocks():
        if isinstance(block, Example) and block.gutter:
            yield _chrome(block.gutter.span, f"1 2 ... {block.gutter.lines}")
    for section in page.walk():
        texts = [b.prose.text if isinstance(b, Paragraph) else "" for b in section.blocks]
        if section.heading and texts and all(map(chrome.match, texts)):
            yield _chrome(section.heading.span, section.heading.text)


def _chrome(span: Span, text: str) -> Hit:
    return Hit(span, f"text:{short(text)}", {"text": short(text)})


def _titles(items: Items) -> Iterator[str]:
    for block in inside(items):
        if isinstance(block, Paragraph):
            yield block.prose.text


def duplicate_navigation_entry(page: Page) -> Iterator[Hit]:
    """Entries of a list of links or titles that stand in it twice. Facts: entry, line."""
    titles = Counter(plain(one.heading.text) for one in page.walk() if one.heading)
    around = (block for chrome in page.chrome for block in inside(chrome))
    for block in (*page.blocks(), *around):
        if isinstance(block, Items) and _is_navigation(block):
            seen: dict[str, Prose] = {}
            for prose in filter(None, map(_entry, block.items)):
                key = plain(prose.text)
                first = seen.setdefault(key, prose)
                if first is not prose and titles[key] < _TWICE:
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
