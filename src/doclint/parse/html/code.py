"""Code in HTML: what its reader copies, without the numbers of its lines, each character placed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from itertools import islice, zip_longest

from doclint.model.page import Example
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Stretch, Text
from doclint.parse.html.fragment import Fragment
from doclint.parse.html.tree import Element, Words, all_words, own_elements
from doclint.parse.html.words import is_language, says

_LINES = frozenset(("div", "p", "li", "tr", "ul", "ol", "table", "tbody", "pre", "figure"))
_SILENT = frozenset(("script", "style", "template", "button", "svg", "colgroup", "caption"))
_NUMBERS = regex(r"[\s\d|:.]*\Z")
_LANGUAGE = regex(
    r"(?:^|[\s-])(?:language|lang|highlight-source|highlight|brush)[-:]\s*([\w+#.-]+)"
)
_TELL = ("data-lang", "data-language", "lang")
_NO_LANGUAGE = frozenset(("default", "none", "notranslate", "nohighlight", "no-highlight"))
_CODE_TAGS = frozenset(("br", "span", "code", "b", "i", "em", "strong", "a", "div", "font"))
_JSON = ("{", "[")
_KEY = regex(r"[\"']\s*:")
_BESIDE = 3  # elements beside code; where there are more, what is around is more than it
_ABOVE = 4  # elements around code that may name its language


def example(fragment: Fragment, element: Element) -> Example:
    """A `<pre>`, or what stands for one: exact where no tag or reference is in it."""
    parts = [p for p in element.children if isinstance(p, Element) or p.text.strip()]
    only = parts[0] if len(parts) == 1 else None
    code = only if isinstance(only, Element) and only.tag == "code" else element
    start, end, text = code.opened, code.ended, fragment.text
    start += text.startswith("\n", start, end)
    end -= text[start:end].endswith("\n")
    written = fragment.span(start, end)
    body = Text(text[start:end], written)
    if "<" in body or "&" in body:
        lined = element.tag != "pre" and next(element.walk("br", "div", "li"), None) is not None
        body = _copied(fragment, code, keep=not lined)
    span = fragment.span(element.start, element.end).stripped()
    return Example(language(code, element), body, span, "pre")


def _copied(fragment: Fragment, code: Element, *, keep: bool) -> Text:
    """The text of code with tags in it."""
    flow = _Copy(fragment.place, keep=keep)
    flow.add(code)
    return flow.text(fragment)


@dataclass(slots=True)
class _Copy:
    """Code as it is copied; without `keep`, white space runs together, as it shows."""

    place: Callable[[int], int]
    keep: bool = True
    pieces: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    length: int = 0

    def text(self, fragment: Fragment) -> Text:
        """All of it, without the line breaks at its ends."""
        whole = "".join(self.pieces)
        lead = whole.startswith("\n")
        body = whole[lead:].removesuffix("\n")
        cut = [*self.cut(lead, lead + len(body))]
        if not cut:
            return Text(body, fragment.span(0, 0))
        return Text(body, fragment.source.span(cut[0].start, cut[-1].end), cut)

    def cut(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches between two offsets, counted from the first of them."""
        for one, following in zip_longest(self.stretches, self.stretches[1:]):
            until = following.offset if following else self.length
            first, last = max(one.offset, start), min(until, end)
            if first < last and until - one.offset == one.end - one.start:
                yield Stretch(first - start, one.start + first - one.offset, one.end - until + last)
            elif first < last:
                yield Stretch(first - start, one.start, one.end)

    def add(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, Words):
                self.words(child)
            elif child.tag == "br":
                self.put("\n", child.start, child.end)
            elif child.tag not in _SILENT and not is_gutter(child):
                self.element(child)

    def element(self, child: Element) -> None:
        """An element; one that takes lines of its own begins and ends one."""
        lines = child.tag in _LINES
        if lines:
            self.break_line(child.start)
        before = self.length
        self.add(child)
        if lines and self.length > before:
            self.break_line(child.ended)

    def break_line(self, at: int) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.put("\n", at, at)

    def words(self, words: Words) -> None:
        text = words.text.replace("\xa0", " ")
        if self.keep or not text:
            self.put(text, words.start, words.end)
            return
        for part in re.finditer(r"\s*\n\s*|[^\n]+?(?=\s*\n|\Z)", text):
            shown = part[0] if part[0].strip() else (" " if part.start() else "")
            if shown and words.end - words.start == len(text):
                self.put(shown, words.start + part.start(), words.start + part.end())
            elif shown:
                self.put(shown, words.start, words.end)

    def put(self, piece: str, start: int, end: int) -> None:
        if piece:
            self.stretches.append(Stretch(self.length, self.place(start), self.place(end)))
            self.pieces.append(piece)
            self.length += len(piece)


def is_gutter(element: Element) -> bool:
    """Whether an element holds but numbers of lines, and says so or is their column."""
    if not element.written:
        return False
    numbered = "data-line-number" in element.written and not _has_text(element)
    if not (numbered or says(element, "gutter")):
        return False
    return _only_numbers(element)


def _only_numbers(element: Element) -> bool:
    return all(_NUMBERS.match(words.text) for words in all_words(element))


def _has_text(element: Element) -> bool:
    return any(words.text.strip() for words in all_words(element))


# Tables of code -----------------------------------------------------------------------------------


def code_table(fragment: Fragment, table: Element) -> Example | None:
    """The code of a table with a column for the numbers of its lines; None for other tables."""
    rows = [
        [c for c in row.children if isinstance(c, Element) and c.tag in ("td", "th")]
        for row in own_elements(table, "tr")
    ]
    rows = [row for row in rows if row]
    if not rows or any(len(row) != 2 for row in rows) or not _are_numbered(rows):
        return None
    flow = _Copy(fragment.place)
    for _, code in rows:
        flow.break_line(code.start)
        pre = next(code.walk("pre"), code)
        flow.add(pre)
    body = flow.text(fragment)
    cells = [row[1] for row in rows]
    named = next((found for cell in cells[:1] for found in _named_inside(cell)), "")
    span = fragment.span(table.start, table.end).stripped()
    return Example(named or language(table, table), body, span, "pre")


def _are_numbered(rows: list[list[Element]]) -> bool:
    """Whether the first column counts the lines of the second, and is marked as a gutter."""
    first = [row[0] for row in rows]
    if not all(map(_only_numbers, first)):
        return False
    if all(is_gutter(cell) or any(map(is_gutter, cell.walk())) for cell in first):
        return True
    if len(rows) > 1 or next(rows[0][1].walk("pre"), None) is None:
        return False
    text = " ".join(words.text for words in all_words(first[0]))
    numbers = [int(number) for number in text.split() if number.isdecimal()][:10_000]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


# Code without a tag that says so ------------------------------------------------------------------


def is_code(element: Element) -> bool:
    """Whether an element is code of several lines without a `<pre>` around it."""
    if element.tag not in ("p", "div", "code", "samp", "figure", "section"):
        return False
    parts = [p for p in element.children if isinstance(p, Element) or p.text.strip()]
    only = parts[0] if len(parts) == 1 else None
    alone = isinstance(only, Element) and only.tag in ("code", "samp")
    if not (
        alone or element.tag in ("code", "samp") or (element.written and says(element, "code"))
    ):
        return _is_json(element) and not any(e.tag not in _CODE_TAGS for e in element.walk())
    if any(each.tag not in _CODE_TAGS for each in element.walk()):
        return element.tag == "code" and _is_tree(element)
    return next(element.walk("br"), None) is not None or _is_json(element)


def _is_tree(element: Element) -> bool:
    """Whether code is an object or array whose members are items of lists, to fold them."""
    if any(each.tag not in (*_CODE_TAGS, "ul", "ol", "li", "button") for each in element.walk()):
        return False
    text = "".join(words.text for words in all_words(element)).strip()
    return text.startswith(_JSON) and text.endswith(("}", "]"))


def _is_json(element: Element) -> bool:
    """Whether a text is an object or array on lines of its own."""
    text = "".join(words.text for words in all_words(element)).strip()
    closed = text.startswith(_JSON) and text.endswith(("}", "]"))
    return closed and "\n" in text and _KEY.search(text) is not None


# Languages ----------------------------------------------------------------------------------------


def language(code: Element, element: Element) -> str:
    """The language of code, by what it and the elements around it say."""
    for each in dict.fromkeys((code, element)):
        if found := _language(each, bare=True):
            return found
    around, left = element.parent, _ABOVE
    while (
        around is not None
        and left
        and around.tag in ("div", "figure", "td", "tr", "tbody", "table", "pre", "code")
    ):
        if len(_firsts(around)) > _BESIDE:
            break
        if found := _language(around, bare=bool(says(around, "code"))):
            return found
        around, left = around.parent, left - 1
    return ""


def _firsts(element: Element) -> list[Element]:
    """A few of the elements right inside another."""
    found = (child for child in element.children if isinstance(child, Element))
    return [*islice(found, _BESIDE + 1)]


def _named_inside(cell: Element) -> Iterator[str]:
    for each in cell.walk("pre", "code", "div"):
        if found := _language(each, bare=each.tag != "div"):
            yield found


def _language(element: Element, *, bare: bool) -> str:
    if not element.written:
        return ""
    attributes = element.attributes
    for key in _TELL:
        if attributes.get(key) and (key != "lang" or element.tag in ("pre", "code")):
            return attributes[key].lower()
    names = attributes.get("class", "")
    for found in _LANGUAGE.finditer(names):
        if found[1].lower() not in _NO_LANGUAGE:
            return found[1].lower()
    words = names.lower().split() if bare else []
    return next((word for word in words if is_language(word)), "")
