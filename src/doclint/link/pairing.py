"""Which row of a page describes which parameter or property of the spec.

The spec may have a name several times: in the query and in the body, in two responses, at two
depths. All that a row may mean are its candidates, and nothing is said of a row but what holds
for every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doclint.model.contract import Contract, Listing, Member, Specified
from doclint.model.project import Pair

_REQUEST = ("path", "query", "header", "cookie", "body")
_EVERYWHERE = (*_REQUEST, "response")


def pairs(contract: Contract, specified: Sequence[Specified]) -> Iterator[Pair]:
    """Each row that belongs to a request or a response, with its candidates."""
    for listing in contract.listings:
        if listing.kind in ("members", "values") and listing.where != "response_header":
            for member in listing.members:
                yield _pair(listing, member, specified)


def _pair(listing: Listing, member: Member, specified: Sequence[Specified]) -> Pair:
    every = [found for each in specified for found in _named(each, member)]
    allowed = wheres(listing, member, specified)
    here = [found for found in every if found.where in allowed]
    if here:
        return Pair(listing, member, tuple(_closest(member, _of_status(listing, here))))
    return Pair(listing, member, (), tuple(every))


def wheres(listing: Listing, member: Member, specified: Iterable[Specified]) -> tuple[str, ...]:
    """Where the spec may have what a row describes, by what the row and its headings say."""
    if any(each.operation is None for each in specified):
        return _EVERYWHERE  # the schema stands for itself, whatever the headings say
    where = member.where
    if where in _EVERYWHERE:
        return (where,) if where is not None else ()
    return _REQUEST if where == "request" else _EVERYWHERE


def _named(specified: Specified, member: Member) -> Iterator[Member]:
    """What a spec has under the name of a row: whole, without array marks, or by its last part."""
    seen: set[int] = set()
    full = ".".join(member.path)
    for name in dict.fromkeys((full, member.name, f"{full}[]", full.partition("[")[0])):
        for found in (*specified.named(name), *_of_header(specified, name, member)):
            if id(found) not in seen:
                seen.add(id(found))
                yield found


def _of_header(specified: Specified, name: str, member: Member) -> Iterator[Member]:
    """Header names ignore case (RFC 9110, section 5.1)."""
    if member.where in (None, "header", "request"):
        lowered = name.lower()
        for found in specified.members:
            if found.where == "header" and found.name.lower() == lowered and found.name != name:
                yield found


def _of_status(listing: Listing, members: list[Member]) -> list[Member]:
    """Of several responses those that a listing is about."""
    if listing.status is None:
        return members
    if listing.status == "error":
        failed = [m for m in members if m.where != "response" or (m.status or "")[:1] in "45d"]
        return failed or members
    own = [m for m in members if m.where != "response" or m.status in (listing.status, None)]
    return own or members


def _closest(member: Member, found: list[Member]) -> list[Member]:
    """Of several depths those whose path is the row's, or ends alike."""
    same = [m for m in found if m.where not in ("body", "response") or m.path == member.path]
    if same:
        return same
    tails = [m for m in found if _ends_alike(m.path, member.path)]
    return tails or found


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    count = min(len(one), len(other))
    return count > 1 and one[-count:] == other[-count:]


def is_about(listing: Listing, found: Iterable[Pair]) -> bool:
    """Whether a listing is about the operation: the spec knows most of its rows."""
    own = [pair for pair in found if pair.listing is listing]
    known = sum(bool(pair.candidates or pair.elsewhere) for pair in own)
    return known > 0 and known * 2 >= len(own)

