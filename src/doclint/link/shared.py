"""Pages about the parameters that many operations share: beside all operations of their spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from doclint.link.pairing import PARAMETERS, is_about, pairs
from doclint.model.contract import SENT, Contract, Listing, Member, Specified
from doclint.model.project import Endpoint, Evidence, Pair
from doclint.model.spec import Node, Spec
from doclint.read.specified import read_operation

_FEWEST = 2  # operations that have a parameter which pages describe for all of them
_LONG = 8  # letters of a name, of which a slip is no other name
_EVERYWHERE = frozenset((*SENT, "response"))


def with_shared(endpoints: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    """The endpoints; the parameters of pages that name no operation beside those of all.

    Only where all other pages are about one spec, so that there is no doubt which they belong to.
    """
    specs = {id(one.spec): one.spec for one in endpoints if one.spec and one.specified}
    used = [spec for spec in specs.values() if spec.operations and not spec.loose]
    guides = _guides(endpoints) if len(used) == 1 else frozenset()
    if not guides:
        return tuple(endpoints)
    every = _every(used[0])
    return tuple(
        _described(one, every, used[0]) if id(one.page) in guides else one for one in endpoints
    )


def _guides(endpoints: Sequence[Endpoint]) -> frozenset[int]:
    """The pages that name no operation and list parameters."""
    others = {id(one.page) for one in endpoints if one.specified or one.documented.namings}
    listing = {id(one.page) for one in endpoints if any(_lists(one.documented))}
    return frozenset(listing - others)


def _lists(contract: Contract) -> Iterator[Listing]:
    return (one for one in contract.listings if one.kind == "members" and one.where in PARAMETERS)


def _every(spec: Spec) -> Specified:
    """The parameters that several operations have, each way to say one once."""
    found: dict[tuple[str | None, str], list[Member]] = {}
    for operation in spec.operations:
        for member in read_operation(operation).members:
            if member.where in PARAMETERS and len(member.path) == 1:
                found.setdefault((member.where, member.name), []).append(member)
    members = tuple(one for same in found.values() if len(same) >= _FEWEST for one in _unlike(same))
    by_name: dict[str, tuple[Member, ...]] = {}
    for member in members:
        by_name[member.name] = (*by_name.get(member.name, ()), member)
    paths = spec.document.at("/paths")
    anchor = (paths or Node(spec.document, "", spec.document.data)).key
    return Specified(
        "any operation", None, anchor, members, None, by_name, _EVERYWHERE, _EVERYWHERE
    )


def _unlike(members: Iterable[Member]) -> Iterator[Member]:
    """The members without those that say the same of one parameter."""
    seen: set[object] = set()
    for one in members:
        said = (one.type, one.required, one.default, one.enum, one.nullable, one.deprecated)
        key = tuple(repr(each.value) if each else None for each in said)
        if key not in seen:
            seen.add(key)
            yield one


def _described(endpoint: Endpoint, every: Specified, spec: Spec) -> Endpoint:
    contract = endpoint.documented
    listed = tuple(_lists(contract))
    rows = [*pairs(replace(contract, listings=listed), (every,))] if listed else []
    by_listing: dict[int, list[Pair]] = {}
    for pair in rows:
        by_listing.setdefault(id(pair.listing), []).append(replace(pair, elsewhere=()))
    about = [found for found in by_listing.values() if _is_about(found)]
    if not about:
        return endpoint
    signs = (Evidence("shared parameters", contract.title, 1.0),)
    found = tuple(pair for each in about for pair in each)
    return replace(endpoint, specified=(every,), spec=spec, evidence=signs, pairs=found)


def _is_about(rows: Sequence[Pair]) -> bool:
    """Whether most rows are parameters of the operations as they stand."""
    known = sum(bool(p.candidates or (p.near and len(p.member.name) >= _LONG)) for p in rows)
    return is_about(rows) and known * 2 >= len(rows)
