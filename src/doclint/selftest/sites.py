"""Places for defects: what is written there, and how it can be made wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from random import Random

from doclint.model.finding import Edit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.record import dataclass
from doclint.model.source import Anchor, Span

_LETTERS = regex(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Site:
    """Edits that make something wrong, and what they are, in words.

    `around` is all that a finding about it may stand on, beside the edits. `doubt` says why a rule
    may rightly be silent, where that is known.
    """

    edits: tuple[Edit, ...]
    what: str
    around: tuple[Span, ...] = ()
    doubt: str = ""


def own(anchor: Anchor | None, endpoint: Endpoint) -> Span | None:
    """A place on the endpoint's own page; None for one in a file that it takes in."""
    if isinstance(anchor, Span) and anchor.source is endpoint.page.source and anchor.text:
        return anchor
    return None


def swap(span: Span, text: str, what: str, *around: Span) -> Site:
    """A site where a stretch becomes something else."""
    return Site((Edit(span, text),), what, around)


def turned(span: Span, old: str, new: str, what: str, *around: Span) -> Iterator[Site]:
    """A site where a word of a stretch becomes another, if it stands there exactly once."""
    found = [*re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", span.text)]
    if len(found) == 1:
        yield swap(span.within(*found[0].span()), new, what, *around)


def misspelt(name: str, pick: Random, taken: Collection[str] = ()) -> str | None:
    """A name with two letters in the wrong order; None where that is no other one."""
    words = [match.span() for match in _LETTERS.finditer(name)]
    places = [at for start, end in words for at in range(start + 1, end - 1)]
    places = [at for at in places if name[at].lower() != name[at + 1].lower()]
    pick.shuffle(places)
    for at in places:
        wrong = f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
        if wrong not in taken:
            return wrong
    return None


def styled(word: str, like: str) -> str:
    """A word with the capitals of another."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word


def whole_lines(span: Span) -> Span:
    """The lines that a stretch stands on, with their line break."""
    text = span.source.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", max(span.start, span.end - 1))
    return Span(span.source, start, len(text) if end < 0 else end + 1)


def alone_on_lines(span: Span) -> bool:
    """Whether nothing else stands on the lines of a stretch."""
    lines = whole_lines(span)
    return lines.text.strip() == span.text.strip()


def removed(span: Span, what: str, *around: Span) -> Site:
    """A site where a stretch goes, with its lines where it has them for itself."""
    return swap(whole_lines(span) if alone_on_lines(span) else span, "", what, *around)


Sites = Callable[..., Iterator[Site]]
