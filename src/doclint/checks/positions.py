"""Rows in another place than the spec has them: another list, another level, another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._mark_fixes import placed
from doclint.checks._subjects import (
    by_listing,
    family,
    member_subject,
    shown,
    subject,
    top,
)
from doclint.link.pairing import PARAMETERS, is_about
from doclint.model.contract import Member
from doclint.model.finding import Fix, Hit
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Anchor

_SHOWN_NAMES = 6


def wrong_location(endpoint: Endpoint) -> Iterator[Hit]:
    """Rows under a heading, or with a cell, that says another place than the spec.

    A table in which all rows are in the wrong place is one finding, at its heading.
    Facts: names, page, spec, operation.
    """
    for listing, rows in by_listing(endpoint):
        moved = [(pair, found) for pair in rows if (found := _elsewhere(pair)) and _is_sent(pair)]
        if not moved or not is_about(rows):
            continue
        together = len(moved) == len(rows) > 1 and len({found.where for _, found in moved}) == 1
        if together and all(pair.member.where == listing.where for pair, _ in moved):
            yield _moved_hit(endpoint, moved, listing.caption or moved[0][0].member.anchor)
        else:
            for one in moved:
                fix = placed(*one, rows)
                yield _moved_hit(endpoint, [one], one[0].member.anchor, fix)


def _is_sent(pair: Pair) -> bool:
    """Whether the page says where in a request a row belongs."""
    return pair.member.where in (*PARAMETERS, "body") and len(pair.member.path) == 1


def _elsewhere(pair: Pair) -> Member | None:
    """What the spec has for a row in another part of the request: a parameter before a property."""
    found = [m for m in pair.elsewhere if m.where in PARAMETERS]
    found += [m for m in pair.elsewhere if m.where == "body" and len(m.path) == 1]
    return found[0] if found else None


def _moved_hit(
    endpoint: Endpoint,
    moved: Sequence[tuple[Pair, Member]],
    anchor: Anchor,
    fix: Fix | None = None,
) -> Hit:
    first, found = moved[0]
    more = ", …" if len(moved) > _SHOWN_NAMES else ""
    facts = {
        "names": ", ".join(f"`{shown(pair.member)}`" for pair, _ in moved[:_SHOWN_NAMES]) + more,
        "page": first.member.where,
        "spec": found.where,
        "operation": endpoint.operation,
    }
    return Hit(anchor, member_subject(found), facts, (("the spec", found.anchor),), fix=fix)


def nesting_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Rows whose property is in the body, but inside of another one.

    Facts: name, page, spec, operation.
    """
    for pair in endpoint.pairs:
        page, found = pair.member.path, pair.candidates
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
        said = pair.member.read_only
        flags = [c.read_only for c in pair.candidates if c.where == "body" and c.read_only]
        if pair.member.where != "body" or (said is not None and said.value):
            continue
        if flags and len(flags) == len(pair.candidates) and all(flag.value for flag in flags):
            facts = {"name": shown(pair.member), "operation": endpoint.operation}
            yield Hit(pair.member.anchor, subject(pair), facts, (("the spec", flags[0].anchor),))


def order_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Tables that list parameters in another order than the spec. Facts: page, spec, operation."""
    if endpoint.spec and endpoint.spec.loose:
        return
    order = [m.name for each in endpoint.specified[:1] for m in each.members]
    for listing, rows in by_listing(endpoint):
        own = [p for p in rows if len(p.candidates) == 1 and family(p) == "parameter"]
        page = [pair.candidates[0].name for pair in own]
        spec = list(dict.fromkeys(name for name in order if name in set(page)))
        if len(page) > 1 and sorted(page) == sorted(spec) and page != spec:
            facts = {
                "page": ", ".join(page),
                "spec": ", ".join(spec),
                "operation": endpoint.operation,
            }
            also = (("the operation", endpoint.specified[0].anchor),)
            yield Hit(top(listing), "order", facts, also)
