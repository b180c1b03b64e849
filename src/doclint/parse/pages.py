"""Pages of every format: which parser reads what."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from doclint.config import UsageError

if TYPE_CHECKING:
    from doclint.model.page import Page
    from doclint.model.source import Source
    from doclint.parse.includes.texts import Texts


def _markdown(source: Source, texts: Texts | None) -> Page:
    from doclint.parse.markdown.pages import parse_markdown

    return parse_markdown(source, texts=texts)


def _html(source: Source, texts: Texts | None) -> Page:
    from doclint.parse.html.pages import parse_html

    page = parse_html(source)
    if "include" not in source.text or texts is None:
        return page
    from doclint.parse.html.includes import with_includes

    return with_includes(page, texts)


def _text(source: Source, texts: Texts | None) -> Page:
    from doclint.parse.text.pages import parse_text

    return parse_text(source, texts=texts)


def _rst(source: Source, texts: Texts | None) -> Page:
    if reason := unreadable(source.path):
        raise UsageError(f"`{source.path}` is not read: {reason}")
    from doclint.parse.rst.pages import parse_rst

    return parse_rst(source, texts=texts)


PARSERS: Mapping[str, Callable[[Source, Texts | None], Page]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".mdx": _markdown,
    ".apib": _markdown,
    ".html": _html,
    ".htm": _html,
    ".txt": _text,
    ".rst": _rst,
    ".inc": _rst,
}
"""What reads a page, by the suffix of its file. Each is imported when there is such a page."""

ONLY_NAMED = (".txt", ".inc")
"""Suffixes of pages that somebody has to name: most other files with them are something else."""


_DOCUTILS = (".rst", ".inc")


def unreadable(path: str) -> str:
    """Why no page with such a name can be read, "" if it can: not every library is installed."""
    if not path.lower().endswith(_DOCUTILS) or find_spec("docutils") is not None:
        return ""
    return "reStructuredText takes docutils, `pip install 'doclint[rst]'`"


def is_page(path: str) -> bool:
    """Whether a file's name is that of a page."""
    return posixpath.splitext(path)[1].lower() in PARSERS


def parse_page(source: Source, texts: Texts | None = None) -> Page:
    """Read a page of any format, as its suffix tells; UsageError for one that is `unreadable`.

    `texts` find what it takes in; without them, nothing is there.
    """
    suffix = posixpath.splitext(source.path)[1].lower()
    return PARSERS.get(suffix, _markdown)(source, texts)
