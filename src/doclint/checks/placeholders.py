"""The path against its table: each placeholder has a row, and each row a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.link.compare import squeezed
from doclint.link.paths import placeholders, segments
from doclint.model.contract import Contract, Listing, Member, Naming
from doclint.model.finding import Hit
from doclint.model.project import Endpoint
from doclint.model.source import Span

_WHERES = ("path", "query", "header", "cookie", "body")


def without_row(endpoint: Endpoint) -> Iterator[Hit]:
    """Placeholders of a path that the page's table of path parameters leaves out. Facts: name, path."""
    contract = endpoint.documented
    listing = _path_listing(contract)
    if listing is None or len(_paths(contract)) != 1:
        return
    rows = {squeezed(m.name) for each in contract.listings for m in each.members}
    for naming in contract.namings[:1]:
        for name in placeholders(naming.path.value):
            if squeezed(name) not in rows and not _covered(name, rows):
                yield Hit(_spot(naming, name), f"path:{name}", {"name": name, "path": naming.path.value}, (("the table", listing.span),))


def _covered(name: str, rows: set[str]) -> bool:
    """`{user}` for a row `user_id`, and the other way round, is a way to write it."""
    plain = squeezed(name)
    return any(row and (row.startswith(plain) or plain.startswith(row) or row.endswith(plain) or plain.endswith(row)) and min(len(row), len(plain)) > 1 and _stem(row) == _stem(plain) for row in rows)


def _stem(name: str) -> str:
    for tail in ("ids", "id", "name", "slug", "key"):
        if name.endswith(tail) and len(name) > len(tail):
            return name.removesuffix(tail)
    return name


def row_without_placeholder(endpoint: Endpoint) -> Iterator[Hit]:
    """Rows of path parameters that the path does not have. Facts: name, path."""
    contract = endpoint.documented
    names = {squeezed(n) for naming in contract.namings for n in placeholders(naming.path.value)}
    if not contract.namings or not names or not _all_plain(contract):
        return
    naming = contract.namings[0]
    for member in _path_members(contract):
        if squeezed(member.name) not in names and not _covered(member.name, names) and _is_name(member):
            yield Hit(
                member.anchor,
                f"path:{member.name}",
                {"name": member.name, "path": naming.path.value},
                (("the path", naming.path.anchor),),
            )


def _is_name(member: Member) -> bool:
    return len(member.path) == 1 and not member.name.isdigit()


def _all_plain(contract: Contract) -> bool:
    """Whether every placeholder of the paths has a name that a row could have."""
    for naming in contract.namings:
        stars = "".join(segments(naming.path.value)).count("*")
        if stars > len(placeholders(naming.path.value)):
            return False
    return True


def _paths(contract: Contract) -> set[str]:
    return {naming.path.value for naming in contract.namings}


def _path_listing(contract: Contract) -> Listing | None:
    """The listing with rows of path parameters; by its heading, its cells or its names."""
    for listing in contract.listings:
        if listing.kind == "members" and any(m.where == "path" for m in listing.members):
            return listing
    names = {squeezed(n) for naming in contract.namings for n in placeholders(naming.path.value)}
    for listing in contract.listings:
        if listing.kind == "members" and listing.where == "request":
            found = names & {squeezed(m.name) for m in listing.members}
            if found and len(names) > 1:
                return listing
    return None


def _path_members(contract: Contract) -> Iterator[Member]:
    for listing in contract.listings:
        if listing.kind == "members":
            yield from (member for member in listing.members if member.where == "path")


def _spot(naming: Naming, name: str) -> Span:
    anchor = naming.path.anchor
    assert isinstance(anchor, Span)  # namings are read from pages
    at = anchor.text.find(name)
    return anchor.within(at, at + len(name)) if at >= 0 else anchor


def false_none(endpoint: Endpoint) -> Iterator[Hit]:
    """Sentences that deny parameters which the path or the spec has. Facts: where, names, operation."""
    contract = endpoint.documented
    for claim in contract.claims:
        spec = [
            m
            for each in endpoint.specified
            for m in each.members
            if m.where == claim.where and len(m.path) == 1 and not (m.deprecated and m.deprecated.value)
        ]
        names = [m.name for m in spec] if claim.where != "header" else []
        also: tuple[tuple[str, object], ...] = (("the spec", spec[0].anchor),) if names else ()
        if claim.where == "path" and not names and contract.namings:
            names = list(placeholders(contract.namings[0].path.value))
            also = (("the path", contract.namings[0].path.anchor),) if names else ()
        if names and not _shown_elsewhere(contract, names):
            facts = {
                "where": claim.where,
                "names": ", ".join(f"`{name}`" for name in names[:6]),
                "operation": endpoint.operation,
            }
            yield Hit(claim.anchor, f"{claim.where}:{names[0]}", facts, also)  # type: ignore[arg-type]


def _shown_elsewhere(contract: Contract, names: list[str]) -> bool:
    """Whether the section lists the parameters all the same, so that the sentence is about else."""
    rows = {squeezed(m.name) for listing in contract.listings for m in listing.members}
    return any(squeezed(name) in rows for name in names)


def optional(endpoint: Endpoint) -> Iterator[Hit]:
    """Path parameters that the page calls optional: a path without them is another path. Facts: name."""
    names = {squeezed(n) for naming in endpoint.documented.namings for n in placeholders(naming.path.value)}
    for member in _path_members(endpoint.documented):
        said = member.required
        if said is not None and not said.value and squeezed(member.name) in names and len(_paths(endpoint.documented)) == 1:
            yield Hit(said.anchor, f"path:{member.name}", {"name": member.name})
