"""The files that a page takes in: how they are asked for, and what is never followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from doclint.model.page import Include
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Source, Span

Find = Callable[[Source, str], Source | None]
"""The file that a path stands for, as it is written in another file; None if it is not there."""

_DEPTH = 10  # files that take in one another
_SIZE = 1_000_000  # characters of a file that is taken in
_ADDRESS = regex(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_VARIABLE = regex(r"[{}<>*|]|\$(?!root\$)")

AROUND = ("takes in itself", "too deep")
"""Why something is not read that may well be read elsewhere."""


def nothing(_source: Source, _path: str) -> Source | None:
    """Find nothing: for texts that lie in no folder."""
    return None


@dataclass(frozen=True, slots=True)
class Texts:
    """What a page may take in. `chain` are the paths of the files around it, the outermost first.

    A parser asks for each file that its page takes in with `include`, and reads the `source` of
    what it gets, if there is one, with the texts that are `within` the page.

    `patterns` are notations of the project's own. `read` keeps what was read, for other pages.
    """

    find: Find = nothing
    chain: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    read: dict[object, object] = field(default_factory=dict)

    def include(self, span: Span, path: str, *, kind: str = "") -> Include:
        """A file that is taken in at a span, by the path that stands there.

        Without a source, there is a reason: it is not there, it takes in itself, it is too much.
        """
        if _ADDRESS.match(path):  # nothing is fetched
            return Include(span, path, None, "an address", kind)
        if _VARIABLE.search(path):
            return Include(span, path, None, "a path with variables", kind)
        source = self.find(span.source, path)
        reason = "not found" if source is None else self._refused(span.source, source)
        return Include(span, path, None if reason else source, reason, kind)

    def within(self, source: Source) -> Texts:
        """The texts for what a file takes in."""
        return Texts(self.find, (*self.chain, source.path), self.patterns, self.read)

    def _refused(self, outer: Source, source: Source) -> str:
        if source.path in (*self.chain, outer.path):
            return AROUND[0]
        if len(self.chain) >= _DEPTH:
            return AROUND[1]
        if len(source.text) > _SIZE or source.undecoded:
            return "too much to read" if not source.undecoded else "no text"
        return ""


NO_TEXTS = Texts()
"""For pages that nothing is known beside."""
