"""The path against its table: each placeholder has a row, and each row a placeholder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doclint.checks._lost_rows import lost_names
from doclint.checks._new_rows import missing_row
from doclint.checks._subjects import member_subject, subject, top
from doclint.link.compare import near_names, squeezed
from doclint.link.paths import placeholders, segments
from doclint.model.contract import Claim, Contract, Listing, Member, Naming
from doclint.model.finding import Fix, Hit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.source import Anchor, Span

_QUERIED = regex(r"[?&]([^=&{}]+)=")
_TAILS = ("ids", "id", "name", "slug", "key")
_SHOWN_NAMES = 6
_OF_ONE = ("GET", "PUT", "PATCH", "DELETE")  # methods for what a path says, not for something new


def without_row(endpoint: Endpoint) -> Iterator[Hit]:
    """Placeholders of a path that the page's table of path parameters leaves out.

    Facts: name, path.
    """
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    contract = endpoint.documented
    listing = _path_listing(contract)
    if listing is None or len(_paths(contract)) != 1 or _of_address(contract):
        return
    naming = contract.namings[0]
    known = _specified_names(endpoint, naming)
    for name in _without_row(contract, naming):
        facts = {"name": name, "path": naming.path.value}
        also = (("the table", top(listing)),)
        fix = _row(endpoint, listing, name)
        yield Hit(_spot(naming, name), f"path:{known.get(name, name)}", facts, also, fix=fix)


def _row(endpoint: Endpoint, listing: Listing, name: str) -> Fix | None:
    """A row for what the spec has under the name of a placeholder."""
    members = endpoint.specified[0].members if len(endpoint.specified) == 1 else ()
    known = [member for member in members if member.where == "path" and member.name == name]
    return missing_row(endpoint, listing, known[0]) if len(known) == 1 else None


def _names(member: Member) -> tuple[str, str]:
    """A row's name as it is compared: its last part, and all of a dotted one."""
    return squeezed(member.name), squeezed(".".join(member.path))


def _without_row(contract: Contract, naming: Naming) -> list[str]:
    rows = {name for each in contract.listings for m in each.members for name in _names(m)}
    rows |= lost_names(contract)
    return [name for name in placeholders(naming.path.value) if not _covered(name, rows)]


def _specified_names(endpoint: Endpoint, naming: Naming) -> dict[str, str]:
    """The page's placeholders to those of the spec, by their place in the path."""
    said = placeholders(naming.path.value)[::-1]
    known = [
        placeholders(each.operation.path)[::-1] for each in endpoint.specified if each.operation
    ]
    return dict(zip(said, known[0], strict=False)) if len(known) == 1 else {}


def _covered(name: str, rows: Iterable[str]) -> bool:
    """Whether a row has the name: `{user}` for a row `user_id` is a way to write it."""
    plain = squeezed(name)
    return any(
        row == plain or (_stem(row) == _stem(plain) and min(len(row), len(plain)) > 1)
        for row in rows
    )


def _stem(name: str) -> str:
    for tail in _TAILS:
        if name.endswith(tail) and len(name) > len(tail):
            return name.removesuffix(tail)
    return name


def row_without_placeholder(endpoint: Endpoint) -> Iterator[Hit]:
    """Rows of path parameters that the path does not have. Facts: name, path."""
    contract = endpoint.documented
    names = {squeezed(n) for naming in contract.namings for n in placeholders(naming.path.value)}
    if not names or not _all_named(contract) or _of_address(contract):
        return
    naming = contract.namings[0]
    pairs = {id(pair.member): pair for pair in endpoint.pairs}
    left = _without_row(contract, naming)
    for member in _path_members(contract):
        called = any(_covered(name, names) for name in _names(member))
        if not called and not member.name.isdigit():
            pair = pairs.get(id(member))
            known = pair and (pair.candidates or pair.elsewhere or pair.near)
            about = subject(pair) if pair and known else _meant(endpoint, left, member)
            facts = {"name": member.name, "path": naming.path.value}
            yield Hit(member.anchor, about, facts, (("the path", naming.path.anchor),))


def _of_address(contract: Contract) -> bool:
    """Whether what is listed are the parameters of a whole address, of which some are shown."""
    queried = {key for each in contract.namings for key in _QUERIED.findall(each.path.value)}
    return any(member.name in queried for member in _path_members(contract))


def _meant(endpoint: Endpoint, left: list[str], member: Member) -> str:
    """What a row is about: a placeholder that is left over, if there is one, else itself."""
    near = near_names(member.name, left) or (left if len(left) == 1 else [])
    name = near[0] if near else member.name
    known = _specified_names(endpoint, endpoint.documented.namings[0])
    return f"path:{known.get(name, name)}"


def _all_named(contract: Contract) -> bool:
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
    listings = [each for each in contract.listings if each.kind == "members"]
    for listing in listings:
        if any(member.where == "path" for member in listing.members) or "place" in listing.roles:
            return listing
    names = {squeezed(n) for naming in contract.namings for n in placeholders(naming.path.value)}
    for listing in listings:
        rows = {squeezed(member.name) for member in listing.members}
        if listing.where in ("request", "url") and len(names) > 1 and names & rows:
            return listing
    return None


def _path_members(contract: Contract) -> Iterator[Member]:
    for listing in contract.listings:
        if listing.kind == "members":
            yield from (m for m in listing.members if m.where == "path" and len(m.path) == 1)


def _spot(naming: Naming, name: str) -> Anchor:
    """Where a placeholder stands in a path."""
    anchor = naming.path.anchor
    at = anchor.text.find(name) if isinstance(anchor, Span) else -1
    return anchor.within(at, at + len(name)) if isinstance(anchor, Span) and at >= 0 else anchor


def path_ends_early(endpoint: Endpoint) -> Iterator[Hit]:
    """Paths that end with a collection, where a required row names the one that is meant.

    Facts: name, path.
    """
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    contract = endpoint.documented
    if len(_paths(contract)) != 1 or any(match.sure for match in endpoint.matches):
        return
    naming = contract.namings[0]
    method = naming.method.value if naming.method else ""
    names = _names_of_one(segments(naming.path.value)[-1:]) if method in _OF_ONE else frozenset()
    for listing in contract.listings if names else ():
        for member in _required_names(listing, naming, names):
            if not any(member.name in call.span.text for call in contract.calls):
                facts = {"name": member.name, "path": naming.path.value}
                also = (("the row", member.anchor),)
                yield Hit(naming.path.anchor, f"path:{member.name}", facts, also)


def _names_of_one(last: Sequence[str]) -> frozenset[str]:
    """What a parameter is called that says which one of a collection: `hook_id` of `hooks`."""
    word = squeezed(last[0]) if last and "*" not in last[0] else ""
    if not word.endswith("s"):
        return frozenset()
    ones = {word[:-1], word.removesuffix("es"), f"{word.removesuffix('ies')}y"}
    return frozenset(f"{one}{tail}" for one in ones for tail in ("id", "iid"))


def _required_names(listing: Listing, naming: Naming, names: frozenset[str]) -> Iterator[Member]:
    """Required rows with one of some names, in a list that has rows for the path's placeholders."""
    path = {squeezed(name) for name in placeholders(naming.path.value)}
    rows = {squeezed(member.name) for member in listing.members}
    if listing.kind == "members" and path and path <= rows:
        for member in listing.members:
            free = member.where in (None, "path", "request", "url") and len(member.path) == 1
            required = member.required is not None and member.required.value
            if free and required and squeezed(member.name) in names:
                yield member


# Claims -------------------------------------------------------------------------------------------


def false_none(endpoint: Endpoint) -> Iterator[Hit]:
    """Sentences that deny parameters which the path or the spec has.

    Facts: where, names, operation.
    """
    for claim in endpoint.documented.claims:
        for known in (_specified(endpoint, claim), _in_path(endpoint.documented, claim)):
            if known and not _shown_elsewhere(endpoint.documented, [name for name, _, _ in known]):
                more = ", …" if len(known) > _SHOWN_NAMES else ""
                facts = {
                    "where": claim.where,
                    "names": ", ".join(f"`{name}`" for name, _, _ in known[:_SHOWN_NAMES]) + more,
                    "operation": endpoint.operation,
                }
                _, about, also = known[0]
                yield Hit(claim.anchor, about, facts, (also,))
                break


Known = tuple[str, str, tuple[str, Anchor]]
"""A parameter that a sentence denies: its name, its subject, and where it is."""


def _specified(endpoint: Endpoint, claim: Claim) -> list[Known]:
    """What the spec has of the kind; headers may be such as every request has."""
    return [
        (m.name, member_subject(m), ("the spec", m.anchor))
        for each in endpoint.specified
        for m in each.members
        if m.where == claim.where != "header"
        and len(m.path) == 1
        and not (m.deprecated and m.deprecated.value)
    ]


def _in_path(contract: Contract, claim: Claim) -> list[Known]:
    """The placeholders of the page's own path."""
    return [
        (name, f"path:{name}", ("the path", _spot(naming, name)))
        for naming in contract.namings[:1]
        for name in placeholders(naming.path.value)
        if claim.where == "path"
    ]


def _shown_elsewhere(contract: Contract, names: Sequence[str]) -> bool:
    """Whether the section lists the parameters all the same, so that the sentence is about else."""
    rows = {name for each in contract.listings for m in each.members for name in _names(m)}
    return any(squeezed(name) in rows for name in names)


def optional(endpoint: Endpoint) -> Iterator[Hit]:
    """Path parameters that the page calls optional: a path without them is another path.

    Facts: name, path.
    """
    contract = endpoint.documented
    if len(_paths(contract)) != 1:
        return
    naming = contract.namings[0]
    known = _specified_names(endpoint, naming)
    names = {squeezed(name): name for name in placeholders(naming.path.value)}
    for member in _path_members(contract):
        said, name = member.required, names.get(squeezed(member.name))
        if said is not None and not said.value and name:
            facts = {"name": member.name, "path": naming.path.value}
            also = (("the path", _spot(naming, name)),)
            yield Hit(said.anchor, f"path:{known.get(name, name)}", facts, also)
