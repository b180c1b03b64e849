"""What a page lists and the spec has not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclint.checks.members import family, member_subject, subject
from doclint.link.compare import near_names, squeezed
from doclint.link.pairing import is_about, wheres
from doclint.model.contract import Listing, Member, Specified
from doclint.model.finding import Hit
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Anchor

_PARAMETERS = ("path", "query", "header", "cookie")
_EVERYWHERE = frozenset(
    ("authorization", "accept", "content-type", "content-length", "host", "user-agent", "cookie", "accept-language", "accept-encoding")
)
"""Header names that OpenAPI leaves out of parameters (Parameter Object), or every client sends."""
_ENOUGH = 0.5  # of what the spec has, a list must show this share before the rest is missing


def unknown(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows for names that the operation has nowhere. Facts: name, where, operation, known."""
    for pair in _unknown(endpoint, of):
        known = _known(endpoint, pair)
        yield Hit(
            pair.member.anchor,
            subject(pair),
            {
                "name": _shown(pair.member),
                "where": _where(pair),
                "operation": endpoint.operation,
                "known": _list(m.name for m in known),
            },
            _operation(endpoint),
        )


def near_miss(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows for names that the operation has in another spelling. Facts: name, near, operation."""
    for pair in _unknown(endpoint, of):
        near = _near(endpoint, pair)
        if near:
            facts = {"name": _shown(pair.member), "near": near.name, "operation": endpoint.operation}
            yield Hit(pair.member.anchor, subject(pair), facts, (("the spec", near.anchor),))


def _near(endpoint: Endpoint, pair: Pair) -> Member | None:
    """What the spec has under a name that the page's is a slip of, and has no row of its own."""
    listed = {p.member.name for p in endpoint.pairs if p.candidates}
    free = {m.name: m for m in _known(endpoint, pair) if m.name not in listed}
    names = near_names(pair.member.name, free)
    return free[names[0]] if names else None


def _unknown(endpoint: Endpoint, of: str) -> Iterator[Pair]:
    lost: set[tuple[str, ...]] = set()
    for pair in endpoint.pairs:
        path = pair.member.path
        if pair.candidates or pair.elsewhere or pair.listing.kind != "members":
            continue
        if any(path[:n] in lost for n in range(1, len(path))):
            continue  # what is below an unknown name is unknown for that reason
        if _of(endpoint, pair) == of and _could_be_known(endpoint, pair):
            lost.add(path)
            yield pair


def _of(endpoint: Endpoint, pair: Pair) -> str:
    """The family of an unknown row: that of its heading, or else of the rows around it."""
    where = pair.member.where
    if where in _PARAMETERS:
        return "parameter"
    if where in ("body", "response"):
        return "body"
    around = [family(p) for p in endpoint.pairs if p.listing is pair.listing and p.candidates]
    return "parameter" if around.count("parameter") * 2 >= len(around) and around else "body"


def _could_be_known(endpoint: Endpoint, pair: Pair) -> bool:
    """Whether the spec would have the name, if it were right."""
    allowed = set(wheres(pair.listing, pair.member, endpoint.specified))
    if not is_about(pair.listing, endpoint.pairs) or len(_rows(endpoint, pair.listing)) < 2:
        return _is_lone_slip(endpoint, pair)
    if any((each.open | each.opaque) & allowed for each in endpoint.specified):
        return False
    if _mixed(endpoint, pair.listing):
        return False
    name = pair.member.name
    return not (
        name.lower() in _EVERYWHERE
        or name in _secured(endpoint)
        or name in _server_variables(endpoint)
        or _is_part(pair.member, endpoint)
    )


def _mixed(endpoint: Endpoint, listing: Listing) -> bool:
    """Whether a listing holds rows for more than one thing, most of them unknown."""
    rows = _rows(endpoint, listing)
    known = sum(bool(p.candidates or p.elsewhere) for p in rows)
    return known * 3 < len(rows) * 2


def _is_lone_slip(endpoint: Endpoint, pair: Pair) -> bool:
    """A row on its own is not known to belong here, unless its name is nearly one of the spec's."""
    rows = _rows(endpoint, pair.listing)
    return len(rows) == 1 and pair.member.where in _PARAMETERS and _near(endpoint, pair) is not None


def _rows(endpoint: Endpoint, listing: Listing) -> list[Pair]:
    return [pair for pair in endpoint.pairs if pair.listing is listing]


def _is_part(member: Member, endpoint: Endpoint) -> bool:
    """A key of a parameter that is an object: `filter[name]`, `filter.name`, `ids[]`."""
    head = member.path[0].partition("[")[0]
    return (len(member.path) > 1 or "[" in member.path[0]) and any(
        each.named(head) for each in endpoint.specified
    )


def _secured(endpoint: Endpoint) -> set[str]:
    """The names under which credentials are sent (Security Scheme Object)."""
    spec = endpoint.spec
    found: set[str] = set()
    for pointer in ("/components/securitySchemes", "/securityDefinitions"):
        schemes = spec.document.at(pointer) if spec else None
        for each in schemes.items() if schemes and isinstance(schemes.value, dict) else ():
            name = each.resolved().text("name")
            found |= {name} if name else set()
    return found


def _server_variables(endpoint: Endpoint) -> set[str]:
    spec = endpoint.spec
    servers = spec.document.at("/servers") if spec else None
    found: set[str] = set()
    for server in servers.items() if servers and isinstance(servers.value, list) else ():
        variables = server.get("variables")
        found |= set(variables.value) if variables and isinstance(variables.value, dict) else set()
    return found


def _known(endpoint: Endpoint, pair: Pair) -> list[Member]:
    """What the spec has where a row says that it belongs, next to it in the tree."""
    allowed = wheres(pair.listing, pair.member, endpoint.specified)
    around = pair.member.path[:-1]
    every = [m for each in endpoint.specified for m in each.members if m.where in allowed]
    beside = [m for m in every if m.path[: len(around)] == around and len(m.path) == len(around) + 1]
    return list({m.name: m for m in (beside or every)}.values())


def _where(pair: Pair) -> str:
    where = pair.member.where
    return {"body": "body", "response": "response"}.get(where or "", where or "request") if where else "documented"


def _shown(member: Member) -> str:
    return ".".join(member.path)


def _list(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    return ", ".join(every[:8]) + (", …" if len(every) > 8 else "") if every else "none"


def _operation(endpoint: Endpoint) -> tuple[tuple[str, Anchor], ...]:
    return (("the operation", endpoint.specified[0].anchor),)


# In another place -------------------------------------------------------------------------------


def wrong_location(endpoint: Endpoint) -> Iterator[Hit]:
    """Rows under a heading, or with a cell, that says another place than the spec.

    A table in which all rows are in the wrong place is one finding, at its heading.
    Facts: names, page, spec, operation.
    """
    for listing in endpoint.documented.listings:
        moved = [pair for pair in _rows(endpoint, listing) if _is_moved(pair)]
        rows = _rows(endpoint, listing)
        if not moved or not _belongs(rows):
            continue
        together = len(moved) == len(rows) > 1 and len({_elsewhere(p) for p in moved}) == 1
        if together and all(p.member.where == listing.where for p in moved):
            yield _moved_hit(endpoint, moved, listing.caption or moved[0].member.anchor)
        else:
            for pair in moved:
                yield _moved_hit(endpoint, [pair], pair.member.anchor)


def _belongs(rows: list[Pair]) -> bool:
    return sum(bool(p.candidates or p.elsewhere) for p in rows) * 2 >= len(rows)


def _is_moved(pair: Pair) -> bool:
    """Whether the spec has a parameter of the name, but only in other places."""
    where = pair.member.where
    found = [m for m in pair.elsewhere if m.where != "response" and m.media_type is None]
    if where not in (*_PARAMETERS, "body") or not found or len(found) < len(pair.elsewhere):
        return False
    return any(m.where in _PARAMETERS for m in found) or len(found[0].path) == 1


def _elsewhere(pair: Pair) -> str:
    return next(m.where or "" for m in pair.elsewhere if m.where != "response")


def _moved_hit(endpoint: Endpoint, moved: list[Pair], anchor: Anchor) -> Hit:
    pair = moved[0]
    names = ", ".join(f"`{_shown(p.member)}`" for p in moved[:6]) + (", …" if len(moved) > 6 else "")
    facts = {
        "names": names,
        "page": pair.member.where,
        "spec": _elsewhere(pair),
        "operation": endpoint.operation,
    }
    found = next(m for m in pair.elsewhere if m.where != "response")
    return Hit(anchor, f"{pair.member.where}:{_shown(pair.member)}", facts, (("the spec", found.anchor),))


# Missing ----------------------------------------------------------------------------------------


def missing(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """What the spec has and the page's list of its kind leaves out. Facts: name, where, operation."""
    if len(endpoint.specified) != 1:
        return
    specified = endpoint.specified[0]
    for where in _PARAMETERS if of == "parameter" else ("body", "response"):
        listing = _list_of(endpoint, where)
        if listing is None:
            continue
        for member in _left_out(endpoint, specified, listing, where):
            yield Hit(
                listing.caption or listing.span,
                member_subject(member),
                {"name": _shown(member), "where": where, "operation": endpoint.operation},
                (("the spec", member.anchor),),
            )


def _list_of(endpoint: Endpoint, where: str) -> Listing | None:
    """The listing of the page that shows the most of what belongs in one place."""
    counts: dict[int, int] = {}
    listings = {id(p.listing): p.listing for p in endpoint.pairs if p.listing.kind == "members"}
    for pair in endpoint.pairs:
        if len({c.where for c in pair.candidates}) == 1 and pair.candidates[0].where == where:
            counts[id(pair.listing)] = counts.get(id(pair.listing), 0) + 1
    best = max(counts, key=lambda key: counts[key], default=None)
    listing = listings.get(best) if best is not None else None
    return listing if listing and is_about(listing, endpoint.pairs) else None


def _left_out(
    endpoint: Endpoint, specified: Specified, listing: Listing, where: str
) -> Iterator[Member]:
    wanted = {m.name: m for m in specified.members if m.where == where and _is_due(m, listing)}
    shown = _mentioned(endpoint)
    lost = [m for name, m in wanted.items() if squeezed(name) not in shown and name.lower() not in _EVERYWHERE]
    if not lost or (len(wanted) - len(lost)) < _ENOUGH * len(wanted):
        return
    variants = {m.media_type for m in specified.members if m.where == where}
    for member in lost:
        same = [m for m in specified.named(member.name) if m.where == where and len(m.path) == 1]
        if where not in ("body", "response") or len(same) >= len(variants):
            yield member


def _is_due(member: Member, listing: Listing) -> bool:
    """Whether a list at the top level is to show a member."""
    if len(member.path) != 1 or (member.deprecated and member.deprecated.value):
        return False
    if member.where == "body" and member.read_only and member.read_only.value:
        return False
    return member.where != "response" or member.status in (listing.status, None) or (
        listing.status is None and (member.status or "").startswith("2")
    )


def _mentioned(endpoint: Endpoint) -> set[str]:
    """The names that the page lists for the operation, or leaves to another table of the page."""
    names: set[str] = set()
    for listing in endpoint.documented.listings:
        for member in listing.members:
            names |= {squeezed(member.name), squeezed(".".join(member.path)), squeezed(member.path[0])}
    for sample in endpoint.documented.listings:
        if sample.reason and sample.table:
            names |= {squeezed(word) for row in sample.table.rows for c in row.cells[:1] for word in c.text.split()}
    return names


# Nesting and direction ----------------------------------------------------------------------------


def nesting_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Rows whose property is in the body, but inside of another one. Facts: name, page, spec, operation."""
    for pair in endpoint.pairs:
        page = pair.member.path
        found = pair.candidates
        if len(page) < 2 or not found or family(pair) != "body":
            continue
        if all(_parts_ways(page, m.path) for m in found):
            facts = {
                "name": pair.member.name,
                "page": ".".join(page),
                "spec": ".".join(found[0].path),
                "operation": endpoint.operation,
            }
            yield Hit(pair.member.anchor, subject(pair), facts, (("the spec", found[0].anchor),))


def _parts_ways(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    count = min(len(one), len(other))
    return one[-count:] != other[-count:] and one[:-1] != other[:-1]


def read_only(endpoint: Endpoint) -> Iterator[Hit]:
    """Rows of a request body for properties that only responses have. Facts: name, operation."""
    for pair in endpoint.pairs:
        flags = [c.read_only for c in pair.candidates if c.where == "body" and c.read_only and c.read_only.value]
        says = pair.member.read_only is not None and pair.member.read_only.value
        if pair.member.where == "body" and flags and len(flags) == len(pair.candidates) and not says:
            facts = {"name": _shown(pair.member), "operation": endpoint.operation}
            yield Hit(pair.member.anchor, subject(pair), facts, (("the spec", flags[0].anchor),))


def order_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Tables that list parameters in another order than the spec. Facts: page, spec, operation."""
    for listing in endpoint.documented.listings:
        rows = [p for p in _rows(endpoint, listing) if len(p.candidates) == 1 and family(p) == "parameter"]
        page = [p.candidates[0].name for p in rows]
        order = [m.name for each in endpoint.specified[:1] for m in each.members if m.name in page]
        spec = list(dict.fromkeys(name for name in order if name in page))
        if len(page) > 1 and sorted(page) == sorted(spec) and page != spec:
            facts = {"page": ", ".join(page), "spec": ", ".join(spec), "operation": endpoint.operation}
            yield Hit(listing.caption or listing.span, "order", facts, _operation(endpoint))
