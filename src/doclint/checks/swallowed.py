"""Placeholders in angle brackets that are tags to a renderer, so that nothing of them is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.checks._shown import proses, short
from doclint.model.finding import Hit
from doclint.model.page import Cell, Prose
from doclint.model.pattern import regex
from doclint.model.project import Described
from doclint.model.source import Span

_TAG = regex(r"<([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z][\w-]*)*)\s*>\Z")
_NAMES = """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big
    blink blockquote body br button canvas caption center cite code col colgroup command
    content data datalist dd del details dfn dialog dir div dl dt element em embed fencedframe
    fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header
    hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link
    listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr
    noembed noframes noscript object ol optgroup option output p param picture plaintext
    portal pre progress q rb rbc rp rt rtc ruby s samp script search section select
    selectedcontent shadow slot small source spacer span strike strong style sub summary sup
    svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video
    wbr xmp circle clippath defs desc ellipse filter g line lineargradient marker mask
    metadata path pattern polygon polyline radialgradient rect stop switch symbol text
    textpath tspan use view mfrac mi mn mo mover mrow msqrt mstyle msub msup mtable mtd mtext
    mtr munder semantics
"""
_ELEMENTS = frozenset(_NAMES.split())  # of HTML, SVG and MathML


def swallowed_text(described: Described) -> Iterator[Hit]:
    """Words in angle brackets outside of code that no reader sees. Facts: text, name."""
    page = described.page
    if page.source.path.endswith(".mdx"):
        return
    text = "\n".join(source.text for source in page.sources)
    closed = {name.lower() for name in re.findall(r"</\s*([A-Za-z][\w-]*)", text)}
    names_operations = bool(described.operations)
    for prose, holder in proses(page):
        if not (names_operations or isinstance(holder, Cell)):
            continue  # pages of other kinds may be written for other programs, such as `man`
        for start, tag in _tags(prose):
            name = tag[1].lower()
            known = name in _ELEMENTS or name in closed
            if not known and _is_placeholder(prose, start, tag, holder):
                span = Span(prose.span.source, start, start + len(tag[0]))
                yield Hit(span, f"text:{tag[0]}", {"text": tag[0], "name": short(tag[0][1:-1])})


def _tags(prose: Prose) -> Iterator[tuple[int, re.Match[str]]]:
    if "<" not in prose.span.text:
        return
    for inline in prose.walk():
        if inline.kind == "html" and (tag := _TAG.match(inline.value)):
            yield inline.start, tag


def _is_placeholder(prose: Prose, start: int, tag: re.Match[str], holder: object) -> bool:
    """Whether a tag stands for a word of the text: not alone on a line, and no component."""
    at = start - prose.span.start
    text = prose.span.text
    before, after = text[at - 1 : at] if at else "", text[at + len(tag[0]) :][:1]
    if before == "{" or (before == "%" and text[at - 2 : at - 1] == "{"):
        return False  # a tag of a docs tool
    if before.isalnum() or before in tuple("/=:[(\"'|,") or after in tuple("/])}\"'?&"):
        return True  # `/users/<id>`, `Array<String>`
    if tag[1][:1].isupper():
        return False
    alone = text.strip() == tag[0]
    return isinstance(holder, Cell) or not alone
