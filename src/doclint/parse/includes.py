"""The files that a page takes in: how they are asked for, and what is never followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from doclint.model.page import Include
from doclint.model.pattern import regex
from doclint.model.source import Source, Span

Find = Callable[[Source, str], Source | None]
"""The file that a path stands for, as it is written in another file; None if it is not there."""

_DEPTH = 10  # files that take in one another
_SIZE = 1_000_000  # characters of a file that is taken in
_ADDRESS = regex(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


def nothing(_source: Source, _path: str) -> Source | None:
    """Find nothing: for texts that lie in no folder."""
    return None


@dataclass(frozen=True, slots=True)
class Texts:
    """What a page may take in. `chain` are the paths of the files around it, the outermost first.

    A parser asks for each file that its page takes in with `include`, and reads the `source` of
    what it gets, if there is one, with the texts that are `within` the page.
    """

    find: Find = nothing
    chain: tuple[str, ...] = ()

    def include(self, span: Span, path: str, *, kind: str = "") -> Include:
        """A file that is taken in at a span, by the path that stands there.

        Without a source, there is a reason: it is not there, it takes in itself, it is too much.
        """
        if _ADDRESS.match(path):  # nothing is fetched
            return Include(span, path, None, "an address", kind)
        source = self.find(span.source, path)
        reason = "not found" if source is None else self._refused(span.source, source)
        return Include(span, path, None if reason else source, reason, kind)

    def within(self, source: Source) -> Texts:
        """The texts for what a file takes in."""
        return Texts(self.find, (*self.chain, source.path))

    def _refused(self, outer: Source, source: Source) -> str:
        if source.path in (*self.chain, outer.path):
            return "takes in itself"
        if len(self.chain) >= _DEPTH:
            return "too deep"
        if len(source.text) > _SIZE or source.undecoded:
            return "too much to read" if not source.undecoded else "no text"
        return ""


NO_TEXTS = Texts()
"""For pages that nothing is known beside."""
