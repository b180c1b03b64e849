"""Tables of one page against those of the others of its set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from doclint.checks._subjects import member_subject, top
from doclint.model.contract import Listing, Member, Specified
from doclint.model.finding import Hit
from doclint.model.project import Endpoint, Project
from doclint.model.record import dataclass

_PLACES = ("path", "query", "header", "cookie")
_PAGES = 5  # that agree; fewer make no rule
_USUAL = 0.9  # the share of pages that has to agree
_ROWS = 4  # a shorter table may be like another by chance
_ALIKE = 0.9  # the share of names that two tables have in common
_OWN = 0.34  # the share of its names that a table needs to be its operation's

Kinds = frozenset[str]


def contradicting_types(project: Project) -> Iterator[Hit]:
    """Parameters with another type than on nearly all pages. Facts: name, here, there, pages."""
    found: dict[tuple[str | None, str], list[tuple[Endpoint, Member, Kinds]]] = defaultdict(list)
    for endpoint in project.endpoints:
        for listing in endpoint.documented.listings:
            for member in listing.members if listing.kind == "members" else ():
                if member.where in _PLACES and member.type and member.type.value.kinds:
                    key = member.where, member.name
                    found[key].append((endpoint, member, member.type.value.kinds))
    for uses in found.values():
        yield from _outliers(uses)


def _outliers(uses: list[tuple[Endpoint, Member, Kinds]]) -> Iterator[Hit]:
    pages = {(endpoint.page.source.path, kinds) for endpoint, _, kinds in uses}
    counts = Counter(kinds for _, kinds in pages)
    usual, count = counts.most_common(1)[0]
    if count < _PAGES or count < _USUAL * len(pages):
        return
    for endpoint, member, kinds in uses:
        if not _compatible(kinds, usual) and member.type is not None:
            facts = {
                "name": member.name,
                "here": " or ".join(sorted(kinds)),
                "there": " or ".join(sorted(usual)),
                "pages": count,
            }
            yield Hit(
                member.type.anchor, member_subject(member), facts, operation=endpoint.operation
            )


def _compatible(kinds: Kinds, usual: Kinds) -> bool:
    """Whether one value may have both types; a whole number is a number."""
    numbers = {"integer", "number"}
    return bool(kinds & usual) or bool(kinds & numbers and usual & numbers)


# Copied tables ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shown:
    """A table of members, with the names in it and the operation that it stands at."""

    endpoint: Endpoint
    listing: Listing
    names: frozenset[str]
    own: float


def copied_table(project: Project) -> Iterator[Hit]:
    """Tables that are another operation's and unlike their own. Facts: operation, other."""
    tables = [*_tables(project)]
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(tables):
        for name in each.names if each.own >= _ALIKE else ():
            by_name[name].append(number)
    for table in tables:
        other = _original(table, tables, by_name) if table.own <= _OWN else None
        if other is not None:
            own = {"operation": table.endpoint.operation, "other": other.endpoint.operation}
            also = (("the same table", top(other.listing)),)
            operation = table.endpoint.operation
            yield Hit(top(table.listing), "table", own, also, operation=operation)


def _tables(project: Project) -> Iterator[_Shown]:
    for endpoint in project.endpoints:
        if len(endpoint.specified) != 1 or not endpoint.certain:
            continue
        for listing in endpoint.documented.listings:
            names = frozenset(m.name for m in listing.members if len(m.path) == 1)
            if listing.kind == "members" and len(names) >= _ROWS and not listing.shared:
                known = _known(endpoint.specified[0])
                yield _Shown(endpoint, listing, names, len(names & known) / len(names))


def _known(specified: Specified) -> frozenset[str]:
    return frozenset(member.name for member in specified.members)


def _original(
    table: _Shown, tables: list[_Shown], by_name: Mapping[str, list[int]]
) -> _Shown | None:
    """The only operation whose table this one is like."""
    counts = Counter(number for name in table.names for number in by_name.get(name, ()))
    found = [
        tables[number]
        for number, shared in counts.items()
        if shared >= _ALIKE * len(table.names | tables[number].names)
    ]
    operations = {each.endpoint.operation for each in found} - {table.endpoint.operation}
    return found[0] if len(operations) == 1 and len(found) == 1 else None
