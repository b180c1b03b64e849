"""Reads pages and specs, and keeps what it read for the next run on the same texts.

Fixes, comparisons with a commit and trials lint the same files again and again, but for a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from doclint.model.contract import Contract
from doclint.model.page import Note, Page
from doclint.model.source import Source
from doclint.model.spec import Spec
from doclint.parse.pages import parse_page
from doclint.parse.specs.witnesses import parse_witness
from doclint.read.contracts import read_page

if TYPE_CHECKING:
    from doclint.parse.includes.texts import Texts
    from doclint.parse.specs.openapi import Read
    from doclint.read.dialects import Dialects
    from doclint.read.vocabulary import Vocabulary

T = TypeVar("T")

Parsed = tuple[Spec | None, tuple[Note, ...]]


class _Kept(Generic[T]):
    """What was made of texts, of each file the first and the last one."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, T]] = {}
        self._last: dict[str, tuple[str, T]] = {}

    def get(self, source: Source) -> T | None:
        """What was made of the same text under the same path."""
        for kept in (self._first, self._last):
            known = kept.get(source.path)
            if known is not None and known[0] == source.text:
                return known[1]
        return None

    def put(self, source: Source, made: T) -> None:
        """Keeps what was made of a text."""
        kept = self._last if source.path in self._first else self._first
        kept[source.path] = (source.text, made)


class Reading:
    """What was read of the files of a project, as long as nobody changes its configuration.

    What depends on other files, as a page does that takes some in, is read anew each time.
    """

    def __init__(self) -> None:
        self._pages: _Kept[Page] = _Kept()
        self._specs: _Kept[Parsed] = _Kept()
        self._contracts: _Kept[tuple[Page, object, Sequence[Contract]]] = _Kept()

    def page(self, source: Source, texts: Texts | None) -> Page:
        """The page of a text."""
        page = None if source.undecoded else self._pages.get(source)
        if page is None:
            page = parse_page(source, texts)
            if not (page.includes or source.undecoded):
                self._pages.put(source, page)
        return page

    def contracts(
        self, page: Page, vocabulary: Vocabulary, dialects: Dialects | None
    ) -> Sequence[Contract]:
        """What a page says about operations."""
        known = self._contracts.get(page.source)
        if known is not None and known[0] is page and known[1] == (page.tags and dialects):
            return known[2]
        found = tuple(read_page(page, vocabulary, dialects))
        self._contracts.put(page.source, (page, page.tags and dialects, found))
        return found

    def spec(self, source: Source, read: Read) -> Parsed:
        """The spec of a text, and what is wrong with it."""
        known = None if source.undecoded else self._specs.get(source)
        if known is None:
            asked: list[str] = []

            def other(path: str) -> Source | None:
                asked.append(path)  # also one that is not there: it may be there in the next run
                return read(path)

            known = parse_witness(source, other)
            if known[0] is not None and not asked and not source.undecoded:
                self._specs.put(source, known)
        return known
