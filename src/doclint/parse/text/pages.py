"""Pages that were saved as text, with or without marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doclint.model.page import Example, Page
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.parse.markdown.comments import comments
from doclint.parse.pages import PARSERS
from doclint.parse.sections import sections
from doclint.parse.text.blocks import Reading
from doclint.parse.text.chrome import navigation
from doclint.parse.text.dumped import as_dump

if TYPE_CHECKING:
    from doclint.parse.includes.texts import Texts

_FENCE = regex(r"^ {0,3}```", re.M)
_ATX = regex(r"#{1,6} +\S")
_LOWER_ATX = regex(r"^#{2,6} +[^\s#]", re.M)
_UNDERLINE = regex(r"^(?P<title>[^\s=|+-][^\n]{0,100})\n(?P<line>={4,}|-{4,})[ \t]*$", re.M)
_FRONT_MATTER = regex(r"---[ \t]*\n[\w-]+:")
_DIRECTIVE = regex(r"^ *\.\. (?:[\w:-]+::|_[^\n:]+:)", re.M)
_DUMPED_ROW = regex(r"^---(?:\|---)+[ \t]*$", re.M)  # as html2text writes it, never a hand
_HTML = regex(r"\s*<(?:!doctype html|html[\s>])", re.I)
_UNEVEN = 2  # characters by which a line under a title may be longer or shorter


def parse_text(source: Source, *, texts: Texts | None = None) -> Page:
    """Read a page saved as text; one in Markdown, RST or HTML as what it is. Never raises."""
    suffix = _SUFFIXES.get(dialect(source.text))
    read = PARSERS.get(suffix) if suffix else None
    if read is None:
        return _unmarked(source)
    page = read(source, texts)
    return as_dump(page) if _DUMPED_ROW.search(source.text) else page


def dialect(text: str) -> str:
    """What a text is written in: markdown, rst, html, or text if it has no marks."""
    if _HTML.match(text):
        return "html"
    if _DIRECTIVE.search(text):
        return "rst"
    fences = sum(1 for _ in _FENCE.finditer(text))
    if fences > 1 or _LOWER_ATX.search(text) or _FRONT_MATTER.match(text):
        return "markdown"
    titled = _ATX.match(text.lstrip()) or any(map(_is_heading, _UNDERLINE.finditer(text)))
    return "markdown" if titled else "text"


def _is_heading(underlined: re.Match[str]) -> bool:
    return abs(len(underlined["title"].rstrip()) - len(underlined["line"])) <= _UNEVEN


def _unmarked(source: Source) -> Page:
    pieces = Reading(source).pieces()
    chrome, pieces = navigation(pieces)
    code = [(piece.span.start, piece.span.end) for piece in pieces if isinstance(piece, Example)]
    return Page(
        source,
        sections(pieces, len(source.text)),
        comments=tuple(comments(source, code, 0)),
        format="text",
        chrome=chrome,
    )


_SUFFIXES = {"markdown": ".md", "html": ".html", "rst": ".rst"}
