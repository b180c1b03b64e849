"""What a page lists and the spec has not, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from doclint.checks._beside import headed
from doclint.checks._elsewhere import names_others
from doclint.checks._lost_rows import row_names
from doclint.checks._mark_fixes import renamed
from doclint.checks._new_rows import missing_row
from doclint.checks._subjects import (
    by_listing,
    family,
    member_subject,
    owner,
    shown,
    subject,
    top,
)
from doclint.checks._surplus_rows import without_member
from doclint.link.common import common_names
from doclint.link.compare import squeezed
from doclint.link.pairing import PARAMETERS, Neighbours, is_about, is_unnamed, wheres
from doclint.link.paths import placeholders
from doclint.model.contract import Listing, Member, Specified
from doclint.model.finding import Hit
from doclint.model.page import Paragraph
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.record import dataclass
from doclint.read.specified import DEEPEST

_SENT_ANYWAY = frozenset(
    (
        *("authorization", "accept", "content-type", "content-length", "host", "user-agent"),
        *("cookie", "accept-language", "accept-encoding"),
    )
)
"""Header names that OpenAPI leaves out of parameters (Parameter Object), or every client sends."""
_ENOUGH = 0.5  # of what the spec has, a list must show this share before the rest is missing
_SHOWN_NAMES = 8
_MANY = 20  # words of a cell that may be names
_OF_ERRORS = frozenset(
    (
        *("message", "msg", "error", "errors", "code", "status", "success", "detail", "details"),
        *("reason", "errorcode", "errormessage", "errortype", "statuscode", "type", "title"),
    )
)
"""Names that bodies of errors have, which many specs leave out."""
_PLACEHOLDER = regex(r"\{([^{}]+)\}")
_OF_PATHS = ("path", "url", "request", None)
_PLACES = {None: "request", "url": "path or query"}  # in words, what rows leave open

# Names that the spec has not ----------------------------------------------------------------------


def unknown(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows for names that the operation has nowhere.

    Facts: name, where, operation, owner, known.
    """
    neighbours = Neighbours(endpoint.specified, endpoint.pairs)
    for pair in _unknown(endpoint, of):
        facts = {
            "name": shown(pair.member),
            "where": _PLACES.get(pair.member.where, pair.member.where),
            "operation": endpoint.operation,
            "owner": owner(endpoint, pair.member.where),
            "known": _list(member.name for member in neighbours.of(pair)),
        }
        also = (("the operation", endpoint.specified[0].anchor),)
        yield Hit(pair.member.anchor, subject(pair), facts, also, fix=without_member(pair))


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
            fix = renamed(endpoint, pair, pair.near)
            yield Hit(pair.member.anchor, subject(pair), facts, also, fix=fix)


@dataclass(frozen=True, eq=False)
class _Rows:
    """The rows of a listing, and what they tell of each other."""

    endpoint: Endpoint
    rows: Sequence[Pair]

    @cached_property
    def wheres(self) -> frozenset[str | None]:
        """Where those belong that the spec knows."""
        return frozenset(member.where for pair in self.rows for member in pair.candidates)

    @cached_property
    def family(self) -> str:
        """The family of most rows that the spec knows."""
        known = [family(pair) for pair in self.rows if pair.candidates]
        return "parameter" if known and known.count("parameter") * 2 >= len(known) else "body"

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many rows the spec knows, and how many not, without those below an unknown row."""
        lost = {row.member.path for row in self.rows if not (row.candidates or row.elsewhere)}
        known = [row.member.path for row in self.rows if row.member.path not in lost]
        return _outside(known, lost), _outside(lost, lost)

    @cached_property
    def is_about(self) -> bool:
        """Whether they are about the operation."""
        return is_about(self.rows)

    @cached_property
    def knows_errors(self) -> bool:
        """Whether the spec says what the body of an error holds."""
        return any(
            member.where == "response" and (member.status or "")[:1] in ("4", "5", "d")
            for each in self.endpoint.specified
            for member in each.members
        )


def _outside(paths: Iterable[tuple[str, ...]], lost: set[tuple[str, ...]]) -> int:
    """How many of some paths do not lead through one that is lost."""
    return sum(not any(path[:n] in lost for n in range(1, len(path))) for path in paths)


def _unknown(endpoint: Endpoint, of: str) -> Iterator[Pair]:
    """Rows of a family that the spec would have, if they were right."""
    apart, own = _apart(endpoint), _own_places(endpoint)
    for _, pairs in by_listing(endpoint):
        rows = _Rows(endpoint, pairs)
        lost: set[tuple[str, ...]] = set()
        for pair in pairs:
            if pair.candidates or pair.elsewhere or pair.listing.kind != "members":
                continue
            if any(pair.member.path[: n + 1] in lost for n in range(len(pair.member.path))):
                continue  # what is below an unknown name is unknown for that reason
            if pair.member.where in _OF_PATHS and pair.member.name in own:
                continue  # the page calls the place so in its path too, where names are free
            if _of(pair, rows) == of and pair.member.name not in apart and _is_due(pair, rows):
                lost.add(pair.member.path)
                yield pair


def _of(pair: Pair, rows: _Rows) -> str:
    """The family of an unknown row: that of its heading, or else of the rows around it."""
    if pair.near or pair.member.where in (*PARAMETERS, "body", "response"):
        return family(pair)
    return rows.family


def _is_due(pair: Pair, rows: _Rows) -> bool:
    """Whether the spec would have the name, if it were right."""
    if pair.member.name.lower() in _SENT_ANYWAY or len(pair.member.path) > DEEPEST:
        return False
    if pair.near is not None:
        return rows.is_about
    specified = rows.endpoint.specified
    allowed = _allowed(pair, rows)
    return not (
        any((each.open | each.opaque) & allowed for each in specified)
        or _is_of_error(pair, rows)
        or _is_mixed(pair, rows)
        or _is_part(pair.member, specified)
    )


def _allowed(pair: Pair, rows: _Rows) -> set[str]:
    """Where a row may belong; it is part of a response only if the rows around it may be."""
    allowed = set(wheres(pair.member, rows.endpoint.specified))
    sent = rows.wheres and "response" not in rows.wheres
    if sent and pair.listing.where not in ("response", "body"):
        allowed -= {"response"}
    return allowed


def _is_mixed(pair: Pair, rows: _Rows) -> bool:
    """Whether so many rows are unknown that they may be about something else.

    Where the page says which part of a request they are, every other one may be unknown, else one
    of three.
    """
    share = 1 if pair.member.where in (*PARAMETERS, "body") else 2
    known, unknown = rows.counts
    if (known, unknown) == (0, 1) and _is_alone(pair, rows.endpoint):
        return False
    return len(rows.rows) < 2 or known < unknown * share


def _is_alone(pair: Pair, endpoint: Endpoint) -> bool:
    """Whether a page puts a row into the query of an operation that the spec has for sure."""
    sure = bool(endpoint.matches) and all(match.sure for match in endpoint.matches)
    return sure and pair.member.where == "query" and len(endpoint.specified) == 1


def _is_of_error(pair: Pair, rows: _Rows) -> bool:
    """Whether a row may be about the body of an error, of which the spec says nothing."""
    if pair.member.where not in ("response", None):
        return False
    failed = pair.listing.status == "error" or (pair.listing.status or "")[:1] in ("4", "5")
    of_error = failed or squeezed(pair.member.path[0]) in _OF_ERRORS
    return of_error and not rows.knows_errors


def _is_part(member: Member, specified: Iterable[Specified]) -> bool:
    """A key of a parameter that is an object: `filter[name]`, `filter.name`, `ids[]`."""
    head = member.path[0].partition("[")[0]
    inside = len(member.path) > 1 or "[" in member.path[0]
    return inside and any(
        found.where in PARAMETERS for each in specified for found in each.named(head)
    )


def _apart(endpoint: Endpoint) -> frozenset[str]:
    """Names that a spec gives elsewhere: of credentials, variables of servers, placeholders."""
    return frozenset((*_secured(endpoint), *_server_variables(endpoint), *_places(endpoint)))


def _own_places(endpoint: Endpoint) -> frozenset[str]:
    """The names of the placeholders in the page's own paths."""
    paths = (naming.path.value for naming in endpoint.documented.namings)
    return frozenset(name for path in paths for name in placeholders(path))


def _places(endpoint: Endpoint) -> Iterator[str]:
    """The names in the paths themselves: if no parameter has them, it is the spec that is wrong."""
    for each in endpoint.specified:
        yield from _PLACEHOLDER.findall(each.operation.path) if each.operation else ()


def _secured(endpoint: Endpoint) -> Iterator[str]:
    """The names under which credentials are sent, and those of their schemes."""
    for pointer in ("/components/securitySchemes", "/securityDefinitions"):
        schemes = endpoint.spec.document.at(pointer) if endpoint.spec else None
        for each in schemes.items() if schemes and isinstance(schemes.value, dict) else ():
            yield each.name
            if name := each.resolved().text("name"):
                yield name


def _server_variables(endpoint: Endpoint) -> Iterator[str]:
    servers = endpoint.spec.document.at("/servers") if endpoint.spec else None
    for server in servers.items() if servers and isinstance(servers.value, list) else ():
        variables = server.get("variables")
        yield from variables.value if variables and isinstance(variables.value, dict) else ()


def _list(names: Iterable[str]) -> str:
    every = list(dict.fromkeys(names))
    more = ", …" if len(every) > _SHOWN_NAMES else ""
    return ", ".join(every[:_SHOWN_NAMES]) + more if every else "none"


# Names that the page has not ----------------------------------------------------------------------


def missing(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """What the spec has and the page's list of its kind leaves out.

    Facts: name, where, operation, owner.
    """
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    if len(endpoint.specified) != 1 or (endpoint.spec and endpoint.spec.loose) or endpoint.part:
        return
    paired = {candidate.name for pair in endpoint.pairs for candidate in pair.candidates}
    for where in PARAMETERS if of == "parameter" else ("body", "response"):
        if where in endpoint.specified[0].opaque or not _lacks(endpoint, where, paired):
            continue
        listing = _list_of(endpoint, where)
        names = _mentioned(endpoint) if listing else set()
        for member in _left_out(endpoint, listing, where, names) if listing else ():
            facts = {
                "name": shown(member),
                "where": where,
                "operation": endpoint.operation,
                "owner": owner(endpoint, where),
            }
            anchor = top(listing) if listing else member.anchor
            fix = missing_row(endpoint, listing, member) if listing else None
            also = (("the spec", member.anchor),)
            yield Hit(anchor, member_subject(member), facts, also, fix=fix)


def _lacks(endpoint: Endpoint, where: str, paired: set[str]) -> bool:
    """Whether the spec has names in a place that no row is about: seldom, so it is asked first."""
    members = endpoint.specified[0].members
    return any(m.where == where and len(m.path) == 1 and m.name not in paired for m in members)


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
    if _is_elsewhere(endpoint, where):
        return
    specified = endpoint.specified[0]
    placed = [m for m in specified.members if m.where == where and len(m.path) == 1]
    due = [m for m in placed if _should_show(m, listing, sent=specified.operation is not None)]
    wanted = {m.name: m for m in due}
    text = endpoint.documented.span.text
    lost = [
        m
        for name, m in wanted.items()
        if squeezed(name) not in names and not (" " in name and name in text)
    ]
    if not lost or len(wanted) - len(lost) < _ENOUGH * len(wanted):
        return
    variants = {(m.status, m.media_type) for m in due}
    for member in lost:
        shared = {(m.status, m.media_type) for m in placed if m.name == member.name}
        if shared >= variants and not _is_omitted(endpoint, member):
            yield member


def _is_omitted(endpoint: Endpoint, member: Member) -> bool:
    """Whether most pages leave it out; where too few could have it, whether it is common."""
    habit = endpoint.habits.get((member.where, member.name))
    operation = endpoint.specified[0].operation
    if habit is not None or endpoint.spec is None or operation is None:
        return habit is False
    where, spec = member.where or "", endpoint.spec
    common = common_names(spec, where)
    if where in PARAMETERS:
        common |= common_names(spec, where, operation.method)
    return where != "path" and member.name in common


def _is_elsewhere(endpoint: Endpoint, where: str) -> bool:
    """Whether the page leaves some of the members to another table or another page."""
    hows = {match.how for match in endpoint.matches}
    valued = not hows.isdisjoint(("filled", "called"))
    if where == "path" and valued and not any(match.sure for match in endpoint.matches):
        return True  # the page has a value in its place
    if where in PARAMETERS:
        return where != "path" and any(
            isinstance(block, Paragraph) and names_others(block.prose.text)
            for section in endpoint.documented.sections
            for block in section.blocks
        )
    return any(
        _refers(each) and each.where in (where, None, "request", "url")
        for each in endpoint.documented.listings
    )


def _should_show(member: Member, listing: Listing, *, sent: bool) -> bool:
    """Whether a list at the top level is to show a member, if what it lists is sent or not."""
    if (member.deprecated and member.deprecated.value) or member.name.lower() in _SENT_ANYWAY:
        return False
    if sent and member.where == "body" and member.read_only and member.read_only.value:
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
        for row in listing.table.rows if listing.table else ():
            glued = len(row.cells) > len(listing.roles)
            if glued or listing.reason:
                cells = row.cells if glued else row.cells[:1]
                names |= {squeezed(word) for cell in cells for word in cell.text.split()[:_MANY]}
    names |= {squeezed(name) for name in headed(endpoint.documented)}
    return names | row_names(endpoint.documented)


def _refers(listing: Listing) -> bool:
    """Whether a row without a name, and none below it, stands for the properties of a schema."""
    heads = {member.path[0] for member in listing.members if len(member.path) > 1}
    return any(
        is_unnamed(member.name) and len(member.path) == 1 and member.name not in heads
        for member in listing.members
    )
