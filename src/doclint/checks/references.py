"""Links and mentions: whether what they lead to is there."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from doclint.checks._anchors import Anchors, anchors, is_open, shares_names, slug
from doclint.checks._shown import proses
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.page import Inline, Page, Paragraph, Prose, Table
from doclint.model.pattern import regex
from doclint.model.project import Project
from doclint.model.source import Source, Span
from doclint.model.words import did_you_mean
from doclint.read.vocabulary import plain

_HREF = regex(r"""\bhref\s*=\s*["']([^"'\n]*)""")
# Names that a site or its scripts give meaning to: footnotes, lines, routes, marked text.
_MADE = regex(
    r"(?:fn|L\d|id\d+\Z|top\Z|user-content-|tab/)|.*[/=!&?~{}<>$()|,;\\]|[\W\d_]*\Z", re.I
)
_BASE = regex(r"<base\s[^<>]*\bhref\b", re.I)
_FIGURE = regex(r"(?<![\w.])(?P<kind>Figure|Table)[ \t]+\d{1,3}(?![\w.]*\d)")
_IMAGE = regex(r"!\[|<(?:img|figure|svg|object|video|picture)\b|```(?:mermaid|plantuml)", re.I)
_SEE = regex(r"\b[Ss]ee (?:also )?(?P<title>[A-Z][a-z]+(?: [A-Z][a-z]+){1,4})(?=[.)])")
_LONG = 5  # letters of an anchor; shorter ones are alike by chance
_PAGES = (".md", ".mdx", ".markdown", ".html", ".htm")


def dead(project: Project) -> Iterator[Hit]:
    """Links to an anchor that nothing on its page gives. Facts: name, near, page."""
    pages = {posixpath.normpath(page.source.path): page for page in project.pages}
    known: dict[str, Anchors | None] = {}
    shared = shares_names(project.pages)
    for own, page in pages.items():
        if page.format == "html" and _BASE.search(page.source.text):
            continue  # its links lead elsewhere
        links: dict[str, list[tuple[Span, str]]] = {}
        for link, file, name in _links(page):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(own), file)) if file else own
            if path in pages and (file.endswith(_PAGES) or not (file or shared(own))):
                links.setdefault(path, []).append((link, name))
        for path, found in links.items():
            other = _anchors_of(path, pages, known)
            if other is not None:
                where = "this page" if path == own else f"`{posixpath.basename(path)}`"
                yield from _hits(found, other, where)


def _anchors_of(
    path: str, pages: Mapping[str, Page], known: dict[str, Anchors | None]
) -> Anchors | None:
    """The anchors of a page; None if they can't be known."""
    if path not in known:
        known[path] = None if is_open(pages[path]) else anchors(pages[path])
    return known[path]


def _hits(links: list[tuple[Span, str]], known: Anchors, where: str) -> Iterator[Hit]:
    seen: set[str] = set()
    for link, name in links:
        if name in seen or known.has(name):
            continue
        seen.add(name)
        there = [*known.exact, *map(slug, known.titles)]
        facts = {"name": f"#{name}", "near": did_you_mean(name, there), "page": where}
        fix = _redirected([span for span, other in links if other == name], name, there)
        yield Hit(link, f"anchor:{name}", facts, fix=fix)


def _redirected(links: Iterable[Span], name: str, there: Iterable[str]) -> Fix | None:
    """The anchor of which a name is a slip by one letter, wherever that stands on the page."""
    near = {other for other in there if _is_slip(name, other)}
    spans = [span for span in links if span.text.endswith(f"#{name}")]
    if len(near) != 1 or len(name) < _LONG:
        return None
    edits = (Edit(span.within(len(span.text) - len(name), len(span.text)), *near) for span in spans)
    return Fix(tuple(edits), safe=True) if spans else None


def _same(one: str, other: str) -> int:
    """How many letters two words have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter: another, one more, one less, or two that changed."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = _same(one, other)
    end = _same(one[start:][::-1], other[start:][::-1])
    left, right = (word[start : len(word) - end] for word in (one, other))
    changed = len(left) == 2 and left[::-1] == right
    return (left + right).isalpha() and (max(len(left), len(right)) == 1 or changed)


def _place(source: Source, link: Inline) -> Span:
    """The address of a link, or all of it where that stands elsewhere."""
    text = source.text[link.start : link.end]
    at = text.rfind(link.value) if link.value else -1
    start = link.start + max(at, 0)
    return Span(source, start, start + len(link.value) if at >= 0 else link.end)


def _links(page: Page) -> Iterator[tuple[Span, str, str]]:
    """The links of a page that name an anchor: their place, to which page, and its name."""
    for prose, _ in proses(page):
        source = prose.span.source
        for inline in prose.walk() if prose.inlines else ():
            address = _address(inline)
            file, mark, name = address.partition("#")
            name = unquote(name)
            if mark and name and not re.match(r"[a-z][a-z0-9+.-]*:|/", file, re.I):
                if not _MADE.match(name) and (source is page.source or not file):
                    yield _place(source, inline), unquote(file), name


def _address(inline: Inline) -> str:
    if inline.kind == "link":
        return inline.value
    found = _HREF.search(inline.value) if inline.kind == "html" else None
    return found[1] if found else ""


def dead_mention(page: Page) -> Iterator[Hit]:
    """Figures, tables and sections that a text names and its page has not. Facts: what."""
    if is_open(page):
        return
    seen: set[str] = set()
    for what, span in (*_mentioned_figures(page), *_mentioned_titles(page)):
        if what not in seen:
            seen.add(what)
            yield Hit(span, f"mention:{what}", {"what": what})


def _mentioned_figures(page: Page) -> Iterator[tuple[str, Span]]:
    """Figures and tables that are named once, on a page that has none at all."""
    text = "\n".join(source.text for source in page.sources)
    counts = Counter(match[0] for match in _FIGURE.finditer(text))
    if not counts:
        return
    there = {"Figure"} if _IMAGE.search(text) else set()
    # A table of saved text may have lost its shape.
    if page.format == "text" or any(isinstance(block, Table) for block in page.blocks()):
        there.add("Table")
    for prose, owner in proses(page):
        for match in _FIGURE.finditer(prose.text) if isinstance(owner, Paragraph) else ():
            if match["kind"] not in there and counts[match[0]] == 1:
                yield match[0], prose.at(*match.span())


def _mentioned_titles(page: Page) -> Iterator[tuple[str, Span]]:
    """Titles behind "see" that are neither linked nor those of a section of the page."""
    titles = {plain(section.heading.text) for section in page.walk() if section.heading}
    for prose, owner in proses(page):
        for match in _SEE.finditer(prose.text) if isinstance(owner, Paragraph) else ():
            span = prose.at(*match.span("title"))
            if plain(match["title"]) not in titles and not _is_linked(prose, span):
                yield match["title"], span


def _is_linked(prose: Prose, span: Span) -> bool:
    marked = (each for each in prose.walk() if each.kind in ("link", "html", "code", "image"))
    return any(each.start < span.end and span.start < each.end for each in marked)
