"""Which row of a page describes which parameter or property of the spec.

The spec may have a name several times: in the query and in the body, in two responses, at two
depths. All that a row may mean are its candidates, and nothing is said of a row but what holds
for every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from doclint.link.compare import near_names, squeezed
from doclint.link.paths import placeholders
from doclint.model.contract import Contract, Listing, Member, Specified
from doclint.model.pattern import regex
from doclint.model.project import Pair
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.vocabulary import load_vocabulary, plain

PARAMETERS = ("path", "query", "header", "cookie")
"""Where parameters belong; what belongs elsewhere is a property."""
URL = ("path", "query")
"""Where the parameters of an address can belong."""
REQUEST = (*PARAMETERS, "body")
"""Where the members of a request can belong."""
EVERYWHERE = (*REQUEST, "response")
"""Where members can belong."""

_ODD = regex(r"[ (?*!+:]")
_CELLS = regex(r"(?<!\\)\|")
_LINK = regex(r"\[([^\[\]]*)\]\((?:[^()\s]*/)?#?([^()\s/#]*?)(?:\.md|\.html)?(?:#[^()\s]*)?\)")
_MARKUP = regex(r"[*`\\\s]")
_MOST_SLIPS = 100  # a section with more unknown names is about something else

Spot = tuple[str | None, tuple[str, ...]]
"""Where a member belongs, and the path of what it is a part of."""


def pairs(contract: Contract, specified: Sequence[Specified]) -> Iterator[Pair]:
    """Each row that belongs to a request or a response, with its candidates."""
    names = _Names(specified, _aliases(contract, specified))
    every = [
        _pair(listing, names.whole(member), names)
        for listing in contract.listings
        if listing.kind in ("members", "values") and listing.where != "response_header"
        for member in _rooted(listing, specified)
    ]
    found = [p for p in every if p.candidates or p.elsewhere or not _is_body(p.member, specified)]
    found = list(_narrowed(found))
    neighbours = Neighbours(specified, found)
    shown = {candidate.path for pair in found for candidate in pair.candidates}
    searches = 0
    for pair in found:
        lost = not pair.candidates and not pair.elsewhere and pair.listing.kind == "members"
        searches += lost
        near = _near(pair, neighbours, shown) if lost and searches <= _MOST_SLIPS else None
        yield replace(pair, near=near) if near else pair


def _rooted(listing: Listing, specified: Sequence[Specified]) -> Iterator[Member]:
    """Rows without those above them that stand for what has no name: the body, a map's values."""
    whole = _whole(listing, specified)
    for member in listing.members:
        named = tuple(
            part
            for part in member.path[:-1]
            if not is_unnamed(part)
            or (part not in whole and any(each.named(part) for each in specified))
        )
        if len(named) != len(member.path) - 1:
            yield replace(member, path=(*named, member.path[-1]))
        elif len(member.path) > 1 or member.name not in whole:
            yield member


def _whole(listing: Listing, specified: Sequence[Specified]) -> frozenset[str]:
    """Rows for a body as a whole, though it has a property of that name: what is below tells."""
    below = [m for m in listing.members if len(m.path) == 2 and is_unnamed(m.path[0])]
    if not below:
        return frozenset()
    known = {found.path for each in specified for found in each.members}
    inside = {member.path[0] for member in below if member.path in known}
    return frozenset(m.path[0] for m in below if m.path[1:] in known) - inside


def is_unnamed(name: str) -> bool:
    """Whether a row is about what has no name: the body as a whole, the values of a map."""
    return plain(name) in load_vocabulary().words["unnamed"]


def _is_body(member: Member, specified: Iterable[Specified]) -> bool:
    """Whether a row is about the body as a whole: it has no name, or its own type for a name."""
    if is_unnamed(member.name):
        return True
    if member.where not in (None, "request", "body") or len(member.path) > 1:
        return False
    return _is_of_own_type(member) and any(_has_body(each) for each in specified)


def _is_of_own_type(member: Member) -> bool:
    """Whether another cell of the row is the row's name again, or links to a page of that name."""
    if member.row is None or "|" not in member.row.text:
        return False
    name = squeezed(member.name)
    cells = [_LINK.sub(r" \1 | \2 ", cell) for cell in _CELLS.split(member.row.text)]
    words = [squeezed(_MARKUP.sub("", word)) for cell in cells for word in cell.split(" | ")]
    return words.count(name) > 1


def _has_body(specified: Specified) -> bool:
    if specified.operation is None:
        return False
    sent = any(member.where == "body" for member in specified.members)
    return sent or specified.operation.node.get("requestBody") is not None


def _aliases(contract: Contract, specified: Iterable[Specified]) -> Mapping[str, str]:
    """The page's names of placeholders to those of the spec, by their place in the path.

    The name of a path parameter is never sent, so a page may choose another one.
    """
    found: dict[str, str] = {}
    for each in specified:
        known = placeholders(each.operation.path) if each.operation else ()
        for naming in contract.namings:
            said = placeholders(naming.path.value)
            if len(said) == len(known) and not set(said) <= set(known):
                renamed = zip(said, known, strict=True)
                found.update({squeezed(a): b for a, b in renamed if a not in known})
    return found


def _pair(listing: Listing, member: Member, names: _Names) -> Pair:
    every = [found for each in names.specified for found in names.of(each, member)]
    allowed = wheres(member, names.specified)
    here = [found for found in every if found.where in allowed]
    if here:
        here = _of_status(listing, here)
        flat = listing.kind == "values" and len(member.path) == 1  # a list of names of any depth
        return Pair(listing, member, tuple(here if flat else _closest(member, here)))
    return Pair(listing, member, (), tuple(every))


def _narrowed(found: Sequence[Pair]) -> Iterator[Pair]:
    """Rows of a list of parameters without the properties that bear their names.

    That is a list under a heading of parameters, all of whose rows may be parameters.
    """
    narrow: dict[int, bool] = {}
    for pair in found:
        sent = any(member.where in PARAMETERS for member in pair.candidates)
        before = narrow.get(id(pair.listing), _of_parameters(pair.listing))
        narrow[id(pair.listing)] = before and (sent or not pair.candidates)
    for pair in found:
        kept = tuple(member for member in pair.candidates if member.where in PARAMETERS)
        yield replace(pair, candidates=kept) if narrow[id(pair.listing)] and kept else pair


def _of_parameters(listing: Listing) -> bool:
    heading = listing.section.heading
    roles = load_vocabulary().roles(heading.text) if heading else ()
    return listing.where in (None, "request") and "parameters" in roles


def wheres(member: Member, specified: Iterable[Specified]) -> tuple[str, ...]:
    """Where the spec may have what a row describes, by what the row and its headings say."""
    if any(each.operation is None for each in specified):
        return EVERYWHERE  # the schema stands for itself, whatever the headings say
    where = member.where
    if where in EVERYWHERE:
        return (where,) if where is not None else ()
    return {"request": REQUEST, "url": URL}.get(where or "", EVERYWHERE)


@dataclass(frozen=True, eq=False)
class _Names:
    """What specs have by the names that pages use."""

    specified: Sequence[Specified]
    aliases: Mapping[str, str]

    @cached_property
    def _odd(self) -> Sequence[str]:
        """Names with spaces, brackets or marks, longest first: readers of pages cut them short."""
        every = {name for each in self.specified for name in each.by_name or ()}
        return sorted((name for name in every if _ODD.search(name)), key=len)[::-1]

    def of(self, specified: Specified, member: Member) -> Iterator[Member]:
        """What a spec has for a row: by its whole name, or by the last part of it."""
        full = ".".join(member.path)
        keyed = member.path[0] + "".join(f"[{part}]" for part in member.path[1:])
        found = {
            id(each): each
            for name in dict.fromkeys((full, member.name, f"{full}[]", keyed))
            for each in (*specified.named(name), *_of_header(specified, name, member))
        }
        yield from found.values()
        alias = self.aliases.get(squeezed(full))
        if alias and (not found or member.where == "path"):
            yield from (m for m in specified.named(alias) if m.where == "path")

    def whole(self, member: Member) -> Member:
        """A row under the odd name that stands where its name starts, if one does."""
        anchor = member.anchor
        if not isinstance(anchor, Span):
            return member
        text, start = anchor.source.text, anchor.start
        name = next((odd for odd in self._odd if text.startswith(odd, start)), member.name)
        if name == member.name:
            return self._dotted(member, text, start)
        said = member.required
        inside = said and isinstance(said.anchor, Span) and said.anchor.start < start + len(name)
        return replace(
            member,
            name=name,
            path=(*member.path[:-1], name),
            anchor=Span(anchor.source, start, start + len(name)),
            required=None if inside else said,
        )

    def _dotted(self, member: Member, text: str, start: int) -> Member:
        """The member under a name that has dots, which readers of pages take for a path."""
        for n in range(2, len(member.path)):
            name = ".".join(member.path[-n:])
            if text.startswith(name, start) and any(s.named(name) for s in self.specified):
                return replace(member, name=name, path=(*member.path[:-n], name))
        return member


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


@dataclass(frozen=True, eq=False)
class Neighbours:
    """What a spec has next to the rows of a page."""

    specified: Sequence[Specified]
    pairs: Sequence[Pair]

    @cached_property
    def _children(self) -> Mapping[Spot, list[Member]]:
        found: dict[Spot, list[Member]] = {}
        for each in self.specified:
            for member in each.members:
                found.setdefault((member.where, member.path[:-1]), []).append(member)
        return found

    @cached_property
    def _spots(self) -> Mapping[tuple[object, ...], set[Spot]]:
        """Where in the spec the rows are that stand beside each other on the page."""
        found: dict[tuple[object, ...], set[Spot]] = {}
        for pair in self.pairs:
            spots = {(m.where, m.path[:-1]) for m in pair.candidates}
            found.setdefault(_beside(pair), set()).update(spots)
        return found

    @cached_property
    def _squeezed(self) -> Mapping[tuple[str | None, str], Member]:
        """The members at the top by their letters alone."""
        return {
            (where, squeezed(member.name)): member
            for (where, parent), members in self._children.items()
            for member in members
            if not parent
        }

    def alike(self, pair: Pair) -> Member | None:
        """What is spelled alike in another part of the request that a row may belong to."""
        if len(pair.member.path) > 1:
            return None
        allowed = wheres(pair.member, self.specified)
        name = squeezed(pair.member.name)
        found = (self._squeezed.get((where, name)) for where in REQUEST if where in allowed)
        return next(filter(None, found), None)

    def of(self, pair: Pair) -> list[Member]:
        """The members that a row would be one of, each name once."""
        spots = self._spots.get(_beside(pair)) or {
            (where, pair.member.path[:-1]) for where in wheres(pair.member, self.specified)
        }
        every = (m for spot in sorted(spots, key=str) for m in self._children.get(spot, ()))
        return list({member.name: member for member in every}.values())


def _beside(pair: Pair) -> tuple[object, ...]:
    return id(pair.listing), pair.member.where, pair.member.path[:-1]


def _near(pair: Pair, neighbours: Neighbours, shown: set[tuple[str, ...]]) -> Member | None:
    """What the spec has under a name that the page's is a slip of, and has no row of its own."""
    free = {m.name: m for m in neighbours.of(pair) if m.path not in shown}
    for name in dict.fromkeys((pair.member.name, ".".join(pair.member.path))):
        for near in near_names(name, free):
            return free[near]
    alike = neighbours.alike(pair)
    return alike if alike and alike.path not in shown else None


def is_about(found: Sequence[Pair]) -> bool:
    """Whether a listing, of which these are the rows, is about the operation: most are known."""
    known = sum(bool(pair.candidates or pair.elsewhere or pair.near) for pair in found)
    return known > 0 and known * 2 >= len(found)
