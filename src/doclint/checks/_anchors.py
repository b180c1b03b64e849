"""The names that links into a page may use, by any way in which a tool may make them."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from operator import itemgetter
from unicodedata import normalize

from doclint.checks._shown import proses
from doclint.model.page import Example, Heading, Include, Items, Page, Paragraph, Prose, Table
from doclint.model.pattern import regex
from doclint.model.record import dataclass

_WORD = regex(r"[^\W_]+")
_LEADING_DIGITS = regex(r"\A\d+")
_TAG = regex(r"</?[A-Za-z][^<>]*>")
_ATTRIBUTE = regex(
    r"""\b(?:id|name|slug|anchor)\s*=\s*\{?(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'<>{}]+))"""
)
_BRACES = regex(r"\{:?\s*(?:[^\s#{}]{1,80}\s+){0,6}#([^\s{}]+)")
_BRACKETS = regex(r"\[\[?#?([^\s\[\]]{1,100})\]?\](?![(\[])")
_TARGET = regex(r"^\(([\w.:-]{1,100})\)=\s*$", re.M)
_SHARED = regex(
    r"^\([\w.:-]{1,100}\)=[ \t]*$"
    r"|^(?:`{3,}|~{3,}|:{3,})[ \t]*\{(?:toctree|eval-rst|auto\w{1,30})\}",
    re.M,
)
_REPEAT = regex(r"[-_.]?\d+\Z")
_GENERATED = regex(
    r"\{\{[<%]?[-~]?\s*(?P<short>/?[\w.-]*)|\{%[-+]?\s*(?P<tag>[\w.-]*)|<%|\[%|\{!"
    r"|<[A-Z][^<>]{0,500}/>|\[!INCLUDE|--8<--|@(?:include|import|embed)\b"
    r"|^\s{0,3}<!--\s*@?(?:include|import|snippet|embed)|^\.\. include::|^:::+\s*include",
    re.I | re.M,
)
_FOLDERS = frozenset(
    (
        *("includes", "include", "partials", "partial", "snippets", "snippet"),
        *("shared", "common", "fragments"),
    )
)
_PART = 3  # a page whose first title is of this level or a deeper one goes into another


@dataclass(frozen=True, slots=True)
class Anchors:
    """What can be linked to. `exact` are names as written, `keys` the letters of the others."""

    exact: frozenset[str]
    keys: Counter[str] = field(default_factory=Counter)
    titles: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Whether some tool makes an anchor of that name."""
        if name in self.exact or any(key in self.keys for key in _keys(name)):
            return True
        bare = _REPEAT.sub("", name)
        return bare != name and any(self.keys[key] > 1 for key in _keys(bare))


def anchors(page: Page) -> Anchors:
    """The anchors of a page: those that are written, and those that its headings get."""
    text = "\n".join(source.text for source in page.sources)
    written = [next(filter(None, found.groups()), "") for found in _ATTRIBUTE.finditer(text)]
    for pattern in (_BRACES, _BRACKETS, _TARGET):
        written += (found[1] for found in pattern.finditer(text))
    if page.format == "html" and "<script" not in text:
        return Anchors(frozenset(written))  # nothing makes others
    keys: Counter[str] = Counter()
    for shown in _named(page):
        keys.update(_spellings(shown))
    keys.update(key for name in written for key in _keys(name))
    titles = (each.heading.text for each in page.walk() if each.heading)
    return Anchors(frozenset(written), keys, tuple(titles))


def slug(title: str) -> str:
    """A title as most tools make an anchor of it."""
    return "-".join(re.sub(r"[^\w\s-]", "", title.lower()).split())


def shares_names(pages: Sequence[Page]) -> Callable[[str], bool]:
    """Whether the page of a path may link to names of all others, as MyST and Sphinx let it.

    They are told by labels in front of titles, and by directives; where some pages of a folder
    have such marks, the others are made by the same tool.
    """
    folders = {posixpath.dirname(p.source.path) for p in pages if _SHARED.search(p.source.text)}
    top = list(posixpath.commonprefix([folder.split("/") if folder else [] for folder in folders]))
    return lambda path: bool(folders) and path.split("/")[: len(top)] == top


def is_open(page: Page) -> bool:
    """Whether a page gets parts from elsewhere, so that nobody knows its anchors.

    Tags, components and includes may bring headings; a fragment becomes part of another page.
    """
    *folders, name = page.source.path.lower().split("/")
    if name.startswith("_") or _FOLDERS & set(folders[-1:]):
        return True
    if page.front_matter and "includes" in page.front_matter.data:
        return True
    text, code = page.source.text, _code(page)
    if _is_part(page) or not all(map(_fills_fence, page.gaps)):
        return True
    code = sorted((*code, *((each.span.start, each.span.end) for each in page.includes)))
    made = (found for found in _GENERATED.finditer(text) if not _is_in(code, found.start()))
    return any(not _is_wrapper(found, text) for found in made)


def _fills_fence(include: Include) -> bool:
    """Whether code is taken in, which brings no anchors."""
    return include.span.text.lstrip().startswith(("```", "~~~"))


def _is_in(code: Sequence[tuple[int, int]], offset: int) -> bool:
    last = bisect_right(code, offset, key=itemgetter(0)) - 1
    return last >= 0 and offset < code[last][1]


def _is_part(page: Page) -> bool:
    """Whether a page has no front matter, and begins with a title that others stand above of."""
    first = next((each.heading for each in page.walk() if each.heading), None)
    return page.front_matter is None and first is not None and _PART <= first.level <= 6


def _code(page: Page) -> list[tuple[int, int]]:
    """The stretches of a page that are code or comments."""
    found = [
        (block.span.start, block.span.end)
        for block in page.blocks()
        if isinstance(block, Example) and block.span.source is page.source
    ]
    for prose, _ in proses(page):
        if prose.span.source is not page.source:
            continue
        found += [(each.start, each.end) for each in prose.walk() if each.kind == "code"]
    return sorted(found)


def _is_wrapper(found: re.Match[str], text: str) -> bool:
    """Whether a tag has one that ends it: then what it holds stands on the page itself."""
    short, tag = found["short"], found["tag"]
    if short:
        return re.search(rf"\{{\{{[<%]\s*/{re.escape(short.strip('/'))}\b", text) is not None
    if tag:
        name = re.escape(re.sub(r"^end", "", tag))
        return re.search(rf"\{{%-?\s*(?:end|/\s*){name}\b", text) is not None
    return found[0].startswith(("{{", "{%")) and "/" in text[found.end() : found.end() + 2]


def _named(page: Page) -> Iterator[Prose]:
    """The texts that tools make anchors of: titles, and names of parameters in lists and tables."""
    for section in page.walk():
        if section.heading and not _is_label(section.heading):
            yield section.heading.prose
    for block in page.blocks():
        if isinstance(block, Items):
            firsts = (item.blocks[0] for item in block.items if item.blocks)
            yield from (first.prose for first in firsts if isinstance(first, Paragraph))
        elif isinstance(block, Table):
            yield from (row.cells[0].prose for row in block.rows if row.cells)


def _is_label(heading: Heading) -> bool:
    return heading.level > 6


def _spellings(prose: Prose) -> set[str]:
    """What a title may become: as it is seen, as it is written, without what is in code."""
    written = prose.span.text
    found = {*_keys(prose.text), *_keys(written), *_keys(_TAG.sub("", written))}
    for inline in prose.inlines[:1]:
        if inline.kind in ("code", "strong", "link") and inline.inner:
            start, end = (place - prose.span.start for place in inline.inner)
            found.update(_keys(written[start:end]))
    return found


def _keys(text: str) -> set[str]:
    """The letters and digits of a text, with and without accents, digits in front or bare ASCII."""
    whole = "".join(_WORD.findall(text.lower()))
    plain = "".join(
        _WORD.findall(normalize("NFKD", text.lower()).encode("ascii", "ignore").decode())
    )
    found = {whole, plain, *(_LEADING_DIGITS.sub("", each, count=1) for each in (whole, plain))}
    return found - {""}
