"""Fixes of marks: required or not, null or not, deprecated; and of names that are slips."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

from doclint.checks._cell_edits import cell_at, replaced, written
from doclint.link.compare import squeezed
from doclint.link.same import Same
from doclint.model.contract import Listing, Member, Said
from doclint.model.finding import Edit, Fix
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.record import dataclass
from doclint.model.source import Pointer, Span

_OPPOSITE = (
    *(("yes", "no"), ("true", "false"), ("y", "n"), ("required", "optional")),
    *(("mandatory", "optional"), ("是", "否"), ("必填", "选填"), ("必选", "可选"), ("m", "o")),
)
_LETTERS = regex(r"[^\W_]+")
_OR_NULL = regex(r"\s*(?:\\?\||,|\bor\b)\s*null\b", re.I)
_LEAD = regex(
    r"(?:<(?:b|strong|em|i)>|[*_(\[{])*+deprecated(?:</(?:b|strong|em|i)>|[*_)\]}:.!])*+\s+", re.I
)
_MANY = 40  # rows, which are enough to learn from
_NEAR = 10  # characters around a mark
_FRAMES = (
    (regex(r"\s*\*\*\(\Z"), regex(r"\)\*\*")),
    (regex(r"\s*\*\(\Z"), regex(r"\)\*(?!\*)")),
    (regex(r"\s*_\(\Z"), regex(r"\)_(?!_)")),
    (regex(r"\s*\(\Z"), regex(r"\)")),
    (regex(r",\s*\Z"), regex(r"(?=[,)])")),
    (regex(r"\{\{[<%]\s*\Z"), regex(r"\s*[>%]\}\}[ \t]*")),
)
"""What may stand around a mark and goes with it."""

Saying = Callable[[Member], Said[bool] | None]


def _fix(edits: Sequence[Edit], *, safe: bool = True) -> Fix | None:
    return Fix(tuple(edits), safe=safe) if edits else None


def marked(endpoint: Endpoint, pair: Pair, key: str, wanted: bool) -> Fix | None:
    """The other mark, as other rows have it, or as the word for the opposite.

    What a page requires inside of an object may hold where the object is there, and many a spec
    says of nothing that it is required: that is looked at.
    """
    said: Said[bool] | None = getattr(pair.member, key)
    if said is None or not isinstance(said.anchor, Span) or _is_implied(said, pair.member):
        return None
    safe = wanted or (len(pair.member.path) == 1 and _is_stated(pair, key))
    style = _style(Same(endpoint), Same(pair.listing), key, wanted)
    shown = style.marks.get(_place(pair.listing, said.anchor))
    if not shown and not wanted and style.unmarked:
        span = _with_brackets(said.anchor)
        if span is not None:
            return _fix(replaced(pair.listing, span, ""), safe=safe)
    if not shown and _is_tag(said.anchor):
        return None
    words = shown.most_common(1)[0][0] if shown else opposite(said.anchor.text)
    if not words or not _LETTERS.search(said.anchor.text):
        return None
    return _fix(replaced(pair.listing, said.anchor, words), safe=safe)


def _is_implied(said: Said[bool] | None, member: Member) -> bool:
    """Whether a row says so by having no mark, where others have one: there is none to change."""
    return said is not None and said.anchor == member.anchor


def _is_stated(pair: Pair, key: str) -> bool:
    """Whether the spec says so in a place of its own, and not by leaving it out."""
    known = [getattr(one, key) for one in pair.candidates]
    anchors = [said.anchor for said in known if said is not None]
    return all(isinstance(one, Pointer) and one.pointer.endswith(f"/{key}") for one in anchors)


@dataclass(frozen=True, slots=True)
class _Style:
    """How rows of a listing are marked that are rightly so, by the place in the row.

    Some are `unmarked` who rightly have no mark.
    """

    marks: Mapping[tuple[int, bool] | None, Counter[str]]
    unmarked: bool


@lru_cache(maxsize=16)
def _style(endpoint: Same[Endpoint], listing: Same[Listing], key: str, wanted: bool) -> _Style:
    marks: dict[tuple[int, bool] | None, Counter[str]] = {}
    unmarked = False
    for said in _right(endpoint.value, listing.value, attrgetter(key), wanted):
        if said is None:
            unmarked = True
        elif isinstance(said.anchor, Span) and said.anchor.text:
            place = _place(listing.value, said.anchor)
            marks.setdefault(place, Counter())[said.anchor.text] += 1
    return _Style(marks, unmarked)


def _right(
    endpoint: Endpoint, listing: Listing, saying: Saying, wanted: bool
) -> Iterator[Said[bool] | None]:
    """The rows of a listing for which something holds, and that do not deny it; what they say."""
    for pair in endpoint.pairs:
        if pair.listing is listing and pair.candidates:
            said, known = saying(pair.member), [*map(saying, pair.candidates)]
            right = all(one is not None and one.value == wanted for one in known)
            if right and (said is None or said.value == wanted):
                yield None if _is_implied(said, pair.member) else said


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
    """Whether a mark is the name of a tag or an attribute, of which nobody knows the opposite."""
    start = mark.source.line_starts[mark.line - 1]
    before = mark.source.text[start : mark.start]
    inside = before.rfind("<") > before.rfind(">") and before[-1:].isspace()
    return inside or before.rstrip(" \t<%#/").endswith("{")


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
    return _leads(Same(endpoint))


@lru_cache(maxsize=4)
def _leads(endpoint: Same[Endpoint]) -> str | None:
    for pair in endpoint.value.pairs:
        said, told = pair.member.deprecated, pair.member.description
        if said and said.value and told and isinstance(told.anchor, Span):
            found = _LEAD.match(told.anchor.text)
            if found:
                return found[0]
    return None


# Places -------------------------------------------------------------------------------------------


def placed(pair: Pair, found: Member, pairs: Sequence[Pair]) -> Fix | None:
    """The place that the spec has, in the cell that says another one."""
    listing, anchor = pair.listing, pair.member.anchor
    if "place" not in listing.roles or not isinstance(anchor, Span) or found.where is None:
        return None
    column = listing.roles.index("place")
    old = _cell_of(pair, column)
    words = Counter(
        cell.text
        for each in pairs[:_MANY]
        if each.candidates and each.candidates[0].where == found.where == each.member.where
        if (cell := _cell_of(each, column)) is not None
    )
    if old is None or not old.text.isalpha():
        return None
    word = words.most_common(1)[0][0] if words else cased(found.where, old.text)
    return _fix(replaced(listing, old, word))


def _cell_of(pair: Pair, column: int) -> Span | None:
    """The cell of a row in a column."""
    anchor = pair.member.anchor
    found = cell_at(pair.listing, anchor) if isinstance(anchor, Span) else None
    return found[0].cells[column].span if found and column < len(found[0].cells) else None


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
