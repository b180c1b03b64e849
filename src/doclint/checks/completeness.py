"""What a page leaves unsaid: asked for by those who want all of it said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from doclint.checks._subjects import member_subject, shown, top
from doclint.model.contract import SENT, Contract, Listing, Member, Sample
from doclint.model.finding import Hit
from doclint.model.page import Page
from doclint.model.project import Described, Endpoint
from doclint.model.source import Span
from doclint.read.columns import at_column
from doclint.read.vocabulary import Vocabulary, load_vocabulary

_BODILESS = ("1", "204", "205", "3")
_REQUEST = (*SENT, "request")


def without_type(listing: Listing) -> Iterator[Hit]:
    """Parameters of which a list does not say what type they have. Facts: name."""
    if listing.where != "header":  # all of them are text
        bare = [m for m in _sent(listing) if m.type is None and m.enum is None]
        yield from map(_lacking, _unsaid(bare, listing, ("type",)))


def without_description(listing: Listing) -> Iterator[Hit]:
    """Parameters of which a list does not say what they are. Facts: name."""
    bare = [member for member in _sent(listing) if member.description is None]
    yield from map(_lacking, _unsaid(bare, listing, ("description", "notes", "value")))


def _sent(listing: Listing) -> Iterator[Member]:
    """The members of a list of what is sent, by its heading or title."""
    if listing.kind == "members" and listing.where in _REQUEST and not listing.reason:
        yield from listing.members


def _unsaid(bare: list[Member], listing: Listing, roles: tuple[str, ...]) -> Iterator[Member]:
    """Members of which nothing was read because nothing is written, as far as can be told.

    A cell may hold what was not understood; of a list that can't be told unless most say it.
    """
    if listing.table is None:
        yield from bare if len(bare) * 2 < len(listing.members) else ()
        return
    columns = [column for column, role in enumerate(listing.roles) if role in roles]
    rows = {row.span: row for row in listing.table.rows}
    for member in bare:
        row = rows.get(member.row) if member.row else None
        cells = [at_column(row, column) for column in columns] if row else []
        if row and not any(cell is None or cell.text for cell in cells):
            yield member


def _lacking(member: Member) -> Hit:
    return Hit(member.anchor, member_subject(member), {"name": shown(member)})


def without_example(endpoint: Endpoint) -> Iterator[Hit]:
    """Operations of which no response is shown. Facts: operation."""
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    contract = endpoint.documented
    if not contract.namings or any(map(_is_response, contract.samples)):
        return
    if _answers(endpoint):
        yield Hit(_top(contract), "response", {"operation": endpoint.operation})


def _is_response(sample: Sample) -> bool:
    """Whether an example may be one of a response."""
    return sample.role in ("response", None)


def _answers(endpoint: Endpoint) -> bool:
    """Whether the operation has a response with a body, as far as page and spec tell."""
    codes = {code for each in endpoint.specified for code in each.statuses or {}}
    codes = codes or {status.code for status in endpoint.documented.statuses}
    good = {code for code in codes if code[:1] in ("1", "2", "3")}
    if any(each.operation and each.operation.method == "HEAD" for each in endpoint.specified):
        return False
    return not good or any(not code.startswith(_BODILESS) for code in good)


def not_named(described: Described) -> Iterator[Hit]:
    """Pages that list parameters and name no operation. Facts: title."""
    if described.page.gaps:
        return  # it may stand in what the page takes in
    lists = [list_ for one in described.endpoints for list_ in one.documented.listings]
    sent = [one for one in lists if one.kind == "members" and one.where in SENT]
    if sent and not described.operations:
        yield Hit(top(sent[0]), "operation", {"title": _title(described.page)})


def _title(page: Page) -> str:
    headed = (section.heading.text for section in page.walk() if section.heading)
    return next(headed, page.source.path)


def section_missing(described: Described, *, sections: Sequence[str]) -> Iterator[Hit]:
    """Operations without a part that all are to have. Facts: section, operation."""
    if described.page.gaps:
        return  # it may stand in what the page takes in
    words = load_vocabulary(described.words)
    for endpoint in described.operations:
        there = _parts(endpoint.documented, words)
        for section in sections:
            if section not in there:
                facts = {"section": section, "operation": endpoint.operation}
                yield Hit(_top(endpoint.documented), f"section:{section}", facts)


def _parts(contract: Contract, words: Vocabulary) -> frozenset[str]:
    """What the headings of a section speak of, and what its lists and examples hold."""
    titles = (section.heading.text for section in contract.sections if section.heading)
    found = {role for title in titles for role in words.roles(title)}
    found.update(_of_listings(contract.listings))
    found.update(role for role, there in _of_rest(contract).items() if there)
    return frozenset(found | ({"parameters"} if found & {*SENT, "request"} else set()))


def _of_listings(listings: Sequence[Listing]) -> Iterator[str]:
    for listing in listings:
        yield from filter(
            None, (listing.where, {"errors": "error", "statuses": "status"}.get(listing.kind))
        )


def _of_rest(contract: Contract) -> Mapping[str, bool]:
    failed = any(status.code[:1] in ("4", "5") for status in contract.statuses)
    replies = any(sample.role == "response" for sample in contract.samples)
    return {
        "example": bool(contract.samples),
        "error": failed,
        "status": bool(contract.statuses),
        "response": replies or bool(contract.statuses),
        "parameters": bool(contract.claims),
    }


def _top(contract: Contract) -> Span:
    """The heading of a section, or what names its operation."""
    if contract.heading:
        return contract.heading.span
    anchors = (naming.path.anchor for naming in contract.namings)
    return next((at for at in anchors if isinstance(at, Span)), contract.span)
