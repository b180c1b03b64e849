"""Fixes of marks: required or not, null or not, deprecated; and of names that are slips."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter

from doclint.checks._cell_edits import cell_at, replaced, written
from doclint.checks._subjects import by_listing
from doclint.link.compare import squeezed
from doclint.model.contract import Listing, Member, Said
from doclint.model.finding import Edit, Fix
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Span

_OPPOSITE = (
    *(("yes", "no"), ("true", "false"), ("y", "n"), ("required", "optional")),
    *(("mandatory", "optional"), ("是", "否"), ("必填", "选填"), ("必选", "可选"), ("m", "o")),
)
_LETTERS = regex(r"[^\W_]+")
_OR_NULL = regex(r"\s*(?:\\?\||,|\bor\b)\s*null\b", re.I)
_LEAD = regex(
    r"(?:<(?:b|strong|em|i)>|[*_(\[{])*+deprecated(?:</(?:b|strong|em|i)>|[*_)\]}:.!])*+\s+", re.I
)
_NEAR = 10  # characters around a mark
_FRAMES = (
    (regex(r"\s*[*_]*+\(\Z"), regex(r"\)[*_]*")),
    (regex(r",\s*\Z"), regex(r"(?=[,)])")),
    (regex(r"\{\{[<%]\s*\Z"), regex(r"\s*[>%]\}\}[ \t]*")),
)
"""What may stand around a mark and goes with it."""

Saying = Callable[[Member], Said[bool] | None]


def _fix(edits: Sequence[Edit], *, safe: bool = True) -> Fix | None:
    return Fix(tuple(edits), safe=safe) if edits else None


def marked(endpoint: Endpoint, pair: Pair, key: str, wanted: bool) -> Fix | None:
    """The other mark, as other rows have it, or as the word for the opposite."""
    saying: Saying = attrgetter(key)
    said = saying(pair.member)
    if said is None or not isinstance(said.anchor, Span):
        return None
    shown = Counter(_marks(endpoint, pair, said.anchor, saying, wanted))
    if not shown and not wanted and _are_unmarked(endpoint, pair, saying):
        span = _with_brackets(said.anchor)
        if span is not None:
            return _fix(replaced(pair.listing, span, ""))
    if not shown and _is_tag(said.anchor):
        return None
    words = shown.most_common(1)[0][0] if shown else opposite(said.anchor.text)
    if not words or not _LETTERS.search(said.anchor.text):
        return None
    return _fix(replaced(pair.listing, said.anchor, words))


def _marks(
    endpoint: Endpoint, pair: Pair, old: Span, saying: Saying, wanted: bool
) -> Iterator[str]:
    """How other rows of a listing are marked that are rightly so, in the same place of a row."""
    place = _place(pair.listing, old)
    for said in right_marks(endpoint, pair.listing, saying, wanted):
        if said.text and _place(pair.listing, said) == place:
            yield said.text


def right_marks(
    endpoint: Endpoint, listing: Listing, saying: Saying, wanted: bool
) -> Iterator[Span]:
    """The marks of the rows of a listing that say what the spec says."""
    for each, pairs in by_listing(endpoint):
        for pair in pairs if each is listing else ():
            said, known = saying(pair.member), [*map(saying, pair.candidates)]
            right = known and all(one and one.value == wanted for one in known)
            if right and said and said.value == wanted and isinstance(said.anchor, Span):
                yield said.anchor


def _are_unmarked(endpoint: Endpoint, pair: Pair, saying: Saying) -> bool:
    """Whether rows of a listing bear no mark where they rightly have none."""
    found = (each for listing, pairs in by_listing(endpoint) for each in pairs)
    return any(
        saying(each.member) is None
        and each.candidates
        and all((one := saying(known)) and not one.value for known in each.candidates)
        for each in found
        if each.listing is pair.listing
    )


def _with_brackets(mark: Span) -> Span | None:
    """A mark with the brackets around it, or with the comma that parts it from a type."""
    text = mark.source.text
    start = mark.source.line_starts[mark.line - 1]
    before = text[max(start, mark.start - _NEAR) : mark.start]
    after = text[mark.end : mark.end + _NEAR]
    for opens, closes in _FRAMES:
        head, tail = opens.search(before), closes.match(after)
        if head and tail:
            return mark.source.span(mark.start - len(head[0]), mark.end + tail.end())
    return None


def _is_tag(mark: Span) -> bool:
    """Whether a mark is the name of a tag, of which nobody knows the opposite."""
    start = mark.source.line_starts[mark.line - 1]
    return mark.source.text[start : mark.start].rstrip(" \t<%#/").endswith("{")


def _place(listing: Listing, span: Span) -> tuple[int, bool] | None:
    """The column of a mark, and whether it is all that its cell holds."""
    found = cell_at(listing, span)
    return found and (found[1], found[0].cells[found[1]].span == span)


def opposite(old: str) -> str | None:
    """The word of the opposite, in the marks and the case of a word."""
    words = _LETTERS.findall(old)
    if len(words) != 1:
        return None
    for one, other in (*_OPPOSITE, *((other, one) for one, other in _OPPOSITE)):
        if words[0].lower() == one:
            return old.replace(words[0], cased(other, words[0]))
    return None


def cased(word: str, model: str) -> str:
    """A word in the case of another."""
    if model.isupper() and (len(model) > 1 or len(word) == 1):
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word


# Null and deprecated ------------------------------------------------------------------------------


def nullable(endpoint: Endpoint, pair: Pair, wanted: bool) -> Fix | None:
    """A column that says it otherwise, or a type without `null`."""
    said = pair.member.nullable
    if said is None or not isinstance(said.anchor, Span):
        return None
    if "nullable" in pair.listing.roles:
        return marked(endpoint, pair, "nullable", wanted)
    found = [*_OR_NULL.finditer(said.anchor.text)]
    if wanted or len(found) != 1:
        return None
    return _fix(replaced(pair.listing, said.anchor.within(*found[0].span()), ""))


def deprecated(endpoint: Endpoint, pair: Pair) -> Fix | None:
    """The mark that other rows have for what is deprecated, or the word before the description."""
    said, told = pair.member.deprecated, pair.member.description
    if said is not None:
        column = "deprecated" in pair.listing.roles and not said.value
        return marked(endpoint, pair, "deprecated", wanted=True) if column else None
    if told is None or not isinstance(told.anchor, Span) or _leads_with_more(pair.member):
        return None
    lead = _lead(endpoint) or ("deprecated: " if told.value[:1].islower() else "Deprecated. ")
    start = told.anchor.source.span(told.anchor.start, told.anchor.start)
    return _fix(replaced(pair.listing, start, lead))


def _leads_with_more(member: Member) -> bool:
    """Whether a description begins with a type or a mark."""
    told = member.description.anchor if member.description else None
    others = (member.type, member.required, member.nullable, member.default, member.enum)
    spans = [said.anchor for said in others if said and isinstance(said.anchor, Span)]
    if not isinstance(told, Span) or not told.text[:1].isalnum():
        return True
    return any(told.start <= span.start <= told.start + 3 for span in spans)


def _lead(endpoint: Endpoint) -> str | None:
    """How the descriptions of deprecated things begin."""
    saying: Saying = attrgetter("deprecated")
    for listing, pairs in by_listing(endpoint):
        marks = {*right_marks(endpoint, listing, saying, wanted=True)}
        for each in pairs:
            said, told = each.member.deprecated, each.member.description
            if said and said.anchor in marks and told and isinstance(told.anchor, Span):
                found = _LEAD.match(told.anchor.text)
                if found:
                    return found[0]
    return None


# Names --------------------------------------------------------------------------------------------


def renamed(endpoint: Endpoint, pair: Pair, near: Member) -> Fix | None:
    """The name that the spec has, in place of one that is a slip of it.

    It may be the spec that slipped, unless the names differ in style only, or the page has both.
    """
    anchor, old = pair.member.anchor, pair.member.name
    if not isinstance(anchor, Span) or not anchor.text.endswith(old):
        return None
    span = anchor.within(len(anchor.text) - len(old), len(anchor.text))
    name = written(near.name, span, pair.listing, endpoint.page)
    sure = squeezed(near.name) == squeezed(old) or _is_used(near.name, endpoint.page.source.text)
    return _fix(replaced(pair.listing, span, name), safe=sure) if name else None


def _is_used(name: str, text: str) -> bool:
    """Whether a text has a name as a word of its own."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
