"""What a page lists and the spec has not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doclint.checks.subjects import (
    PARAMETERS,
    by_listing,
    family,
    member_subject,
    shown,
    subject,
)
from doclint.link.compare import squeezed
from doclint.link.pairing import Neighbours, is_about, wheres
from doclint.model.contract import Listing, Member, Specified
from doclint.model.finding import Hit
from doclint.model.project import Endpoint, Pair

_SENT_ANYWAY = frozenset(
    (
        *("authorization", "accept", "content-type", "content-length", "host", "user-agent"),
        *("cookie", "accept-language", "accept-encoding"),
    )
)
"""Header names that OpenAPI leaves out of parameters (Parameter Object), or every client sends."""
_ENOUGH = 0.5  # of what the spec has, a list must show this share before the rest is missing
_SHOWN_NAMES = 8

# Names that the spec has not ----------------------------------------------------------------------


def unknown(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows for names that the operation has nowhere. Facts: name, where, operation, known."""
    neighbours = Neighbours(endpoint.specified, endpoint.pairs)
    for pair in _unknown(endpoint, of):
        facts = {
            "name": shown(pair.member),
            "where": _where(pair),
            "operation": endpoint.operation,
            "known": _list(member.name for member in neighbours.of(pair)),
        }
        also = (("the operation", endpoint.specified[0].anchor),)
        yield Hit(pair.member.anchor, subject(pair), facts, also)


def near_miss(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows for names that the operation has in another spelling. Facts: name, near, operation."""
    for pair in _unknown(endpoint, of):
        if pair.near is not None:
            facts = {
                "name": pair.member.name,
                "near": pair.near.name,
                "operation": endpoint.operation,
            }
            also = (("the spec", pair.near.anchor),)
            yield Hit(pair.member.anchor, subject(pair), facts, also)


def _unknown(endpoint: Endpoint, of: str) -> Iterator[Pair]:
    """Rows of a family that the spec would have, if they were right."""
    apart = _apart(endpoint)
    for _, rows in by_listing(endpoint):
        lost: set[tuple[str, ...]] = set()
        for pair in rows:
            if pair.candidates or pair.elsewhere or pair.listing.kind != "members":
                continue
            if any(pair.member.path[:n] in lost for n in range(1, len(pair.member.path))):
                continue  # what is below an unknown name is unknown for that reason
            if _of(pair, rows) == of and _is_due(endpoint, pair, rows, apart):
                lost.add(pair.member.path)
                yield pair


def _of(pair: Pair, rows: Sequence[Pair]) -> str:
    """The family of an unknown row: that of its heading, or else of the rows around it."""
    if pair.near or pair.member.where in (*PARAMETERS, "body", "response"):
        return family(pair)
    around = [family(each) for each in rows if each.candidates]
    return "parameter" if around and around.count("parameter") * 2 >= len(around) else "body"


def _is_due(endpoint: Endpoint, pair: Pair, rows: Sequence[Pair], apart: frozenset[str]) -> bool:
    """Whether the spec would have the name, if it were right."""
    if pair.member.name.lower() in _SENT_ANYWAY or pair.member.name in apart:
        return False
    if pair.near is not None:
        return is_about(rows)
    allowed = set(wheres(pair.member, endpoint.specified))
    return not (
        any((each.open | each.opaque) & allowed for each in endpoint.specified)
        or _is_mixed(rows)
        or _is_part(pair.member, endpoint.specified)
    )


def _is_mixed(rows: Sequence[Pair]) -> bool:
    """Whether so many rows are unknown that they may be about something else."""
    known = sum(bool(each.candidates or each.elsewhere) for each in rows)
    return len(rows) < 2 or known * 3 < len(rows) * 2


def _is_part(member: Member, specified: Iterable[Specified]) -> bool:
    """A key of a parameter that is an object: `filter[name]`, `filter.name`, `ids[]`."""
    head = member.path[0].partition("[")[0]
    inside = len(member.path) > 1 or "[" in member.path[0]
    return inside and any(
        found.where in PARAMETERS for each in specified for found in each.named(head)
    )


def _apart(endpoint: Endpoint) -> frozenset[str]:
    """Names that a spec gives elsewhere: where credentials go, variables of servers."""
    return frozenset((*_secured(endpoint), *_server_variables(endpoint)))


def _secured(endpoint: Endpoint) -> Iterator[str]:
    """The names under which credentials are sent (Security Scheme Object)."""
    for pointer in ("/components/securitySchemes", "/securityDefinitions"):
        schemes = endpoint.spec.document.at(pointer) if endpoint.spec else None
        for each in schemes.items() if schemes and isinstance(schemes.value, dict) else ():
            if name := each.resolved().text("name"):
                yield name


def _server_variables(endpoint: Endpoint) -> Iterator[str]:
    servers = endpoint.spec.document.at("/servers") if endpoint.spec else None
    for server in servers.items() if servers and isinstance(servers.value, list) else ():
        variables = server.get("variables")
        yield from variables.value if variables and isinstance(variables.value, dict) else ()


def _where(pair: Pair) -> str:
    """Where a row is said to belong, in front of "parameter" or "property"."""
    return pair.member.where or "request"


def _list(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    more = ", …" if len(every) > _SHOWN_NAMES else ""
    return ", ".join(every[:_SHOWN_NAMES]) + more if every else "none"


# Names that the page has not ----------------------------------------------------------------------


def missing(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """What the spec has and the page's list of its kind leaves out.

    Facts: name, where, operation.
    """
    if len(endpoint.specified) != 1:
        return
    names = _mentioned(endpoint)
    for where in PARAMETERS if of == "parameter" else ("body", "response"):
        listing = _list_of(endpoint, where)
        for member in _left_out(endpoint, listing, where, names) if listing else ():
            facts = {"name": shown(member), "where": where, "operation": endpoint.operation}
            anchor = (listing.caption or listing.span) if listing else member.anchor
            yield Hit(anchor, member_subject(member), facts, (("the spec", member.anchor),))


def _list_of(endpoint: Endpoint, where: str) -> Listing | None:
    """The listing of the page that shows the most of what belongs in one place."""
    best: tuple[int, Listing] | None = None
    for listing, rows in by_listing(endpoint):
        count = sum({c.where for c in pair.candidates} == {where} for pair in rows)
        if listing.kind == "members" and count > (best[0] if best else 0) and is_about(rows):
            best = count, listing
    return best[1] if best else None


def _left_out(
    endpoint: Endpoint, listing: Listing, where: str, names: set[str]
) -> Iterator[Member]:
    specified = endpoint.specified[0]
    placed = [m for m in specified.members if m.where == where and len(m.path) == 1]
    wanted = {m.name: m for m in placed if _should_show(m, listing)}
    lost = [m for name, m in wanted.items() if squeezed(name) not in names]
    if len(wanted) - len(lost) < _ENOUGH * len(wanted):
        return
    variants = {(m.status, m.media_type) for m in placed if _should_show(m, listing)}
    for member in lost:
        shared = {(m.status, m.media_type) for m in placed if m.name == member.name}
        if shared >= variants:
            yield member


def _should_show(member: Member, listing: Listing) -> bool:
    """Whether a list at the top level is to show a member."""
    if (member.deprecated and member.deprecated.value) or member.name.lower() in _SENT_ANYWAY:
        return False
    if member.where == "body" and member.read_only and member.read_only.value:
        return False
    if member.where != "response" or member.status is None:
        return True
    return member.status == listing.status if listing.status else member.status.startswith("2")


def _mentioned(endpoint: Endpoint) -> set[str]:
    """The names that the page lists for the operation, or leaves to a table not understood."""
    names: set[str] = set()
    for pair in endpoint.pairs:
        path = pair.member.path
        names |= {squeezed(path[0]), squeezed(path[-1]), squeezed(".".join(path))}
        names |= {squeezed(candidate.name) for candidate in pair.candidates}
    for listing in endpoint.documented.listings:
        for row in listing.table.rows if listing.reason and listing.table else ():
            names |= {squeezed(word) for cell in row.cells[:1] for word in cell.text.split()}
    return names
