"""What the rows of a page are about, in the words that rules yield to each other by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from doclint.link.pairing import PARAMETERS, is_about
from doclint.link.same import Same
from doclint.model.contract import Listing, Member
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Span


def family(pair: Pair) -> str:
    """Whether a row is one of a `parameter` or of a `body`."""
    members = pair.candidates or pair.elsewhere or (pair.near or pair.member,)
    for member in members:
        if member.where in PARAMETERS:
            return "parameter"
    return "body"


def subject(pair: Pair) -> str:
    """What a row is about: what the spec has for it, elsewhere or under a near name too."""
    sent = tuple(member for member in pair.elsewhere if member.where in PARAMETERS)
    known = pair.candidates or sent or pair.elsewhere or (pair.near or pair.member,)
    return member_subject(known[0])


def member_subject(member: Member) -> str:
    """What a member is about: `query:limit`, `body:/data/id`."""
    if member.where in PARAMETERS or member.where is None:
        return f"{member.where or 'any'}:{'.'.join(member.path)}"
    return f"{member.where}:/{'/'.join(member.path)}"


def shown(member: Member) -> str:
    """The name of a member as a message gives it: `data.price`."""
    return ".".join(part for part in member.path if part)


def by_listing(endpoint: Endpoint) -> Iterator[tuple[Listing, list[Pair]]]:
    """The listings of an endpoint that have rows of members, with these."""
    rows: dict[int, list[Pair]] = {}
    for pair in endpoint.pairs:
        rows.setdefault(id(pair.listing), []).append(pair)
    for each in rows.values():
        yield each[0].listing, each


def top(listing: Listing) -> Span:
    """The place of what is said of a listing as a whole: the header of a table, or the caption."""
    return listing.table.header.span if listing.table else listing.caption or listing.span


def related(endpoint: Endpoint, of: str) -> tuple[Pair, ...]:
    """The pairs of a family that have candidates, from listings that are about the operation."""
    return _related(Same(endpoint), of)


@lru_cache(maxsize=2)
def _related(same: Same[Endpoint], of: str) -> tuple[Pair, ...]:
    lists = [rows for _, rows in by_listing(same.value) if is_about(rows)]
    return tuple(p for rows in lists for p in rows if p.candidates and family(p) == of)


def owner(endpoint: Endpoint, where: str | None) -> str:
    """Whose a member is, for a sentence: "the response of GET /pets", or the name of a schema."""
    if any(each.operation is None for each in endpoint.specified):
        return f"`{endpoint.operation}`"
    part = where if where in ("body", "response") else "request"
    return f"the {part} of {endpoint.operation}"
