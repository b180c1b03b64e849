"""What was read of each part of an operation on its pages, and how much of it was compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from doclint.checks._meant import understood
from doclint.link.pairing import PARAMETERS
from doclint.model.contract import Contract, Member, Sample, Specified, Status
from doclint.model.project import Endpoint
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.examples import read_json
from doclint.report.html.parts import failed

_REQUEST = (*PARAMETERS, "request", "url")
_IMPLIED = frozenset(("accept", "authorization", "content-type"))
_RESPONSE = ("response", "response_header")


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is of a part of an operation.

    `compared` counts what was set beside the spec. `page` and `spec` tell whether each of them has
    something of it, as far as it was read; `left` says what was not compared, and why.
    """

    compared: int = 0
    page: bool = False
    spec: bool = False
    left: tuple[str, ...] = ()

    def __or__(self, other: Seen) -> Seen:
        """What both together have."""
        return Seen(
            self.compared + other.compared,
            self.page or other.page,
            self.spec or other.spec,
            tuple(dict.fromkeys((*self.left, *other.left))),
        )


def seen(endpoint: Endpoint, known: Specified) -> Mapping[str, Seen]:
    """Each part of one operation, as far as one section of a page tells of it."""
    found = {
        "parameters": _members(endpoint, known, PARAMETERS, _REQUEST),
        "body": _members(endpoint, known, ("body",), ("body", "request")),
        "examples": _examples(endpoint, known),
        "responses": _responses(endpoint, known),
        "errors": _errors(endpoint, known),
    }
    if not endpoint.certain:
        return {part: _uncompared(one, "another method is given") for part, one in found.items()}
    gaps = [f"{gap.path} was not read" for gap in endpoint.documented.gaps]
    return {part: one | Seen(left=tuple(gaps)) for part, one in found.items()}


def unseen(known: Specified) -> Mapping[str, Seen]:
    """Each part of an operation that no page tells of."""
    members = {member.where for member in known.members}
    bodies = {body.where for body in known.bodies}
    codes = [*(known.statuses or ())]
    return {
        "parameters": Seen(spec=bool(members & {*PARAMETERS})),
        "body": Seen(spec="body" in members | bodies),
        "examples": Seen(spec=bool(bodies)),
        "responses": Seen(spec=any(not failed(code) for code in codes)),
        "errors": Seen(spec=any(map(failed, codes))),
    }


def _uncompared(one: Seen, reason: str) -> Seen:
    return Seen(page=one.page, spec=one.spec, left=(reason, *one.left))


def _members(
    endpoint: Endpoint, known: Specified, wheres: tuple[str, ...], called: tuple[str, ...]
) -> Seen:
    rows, strange = 0, False
    for pair in endpoint.pairs:
        rows += any(
            each.where == found.where
            for found in pair.candidates
            if found.where in wheres
            for each in known.named(found.name)
        )
        unknown = not (pair.candidates or pair.elsewhere)
        strange |= unknown and pair.member.where in wheres and not _is_implied(pair.member)
    spec = any(member.where in wheres for member in known.members)
    spec |= any(body.where in wheres for body in known.bodies)
    left = [*_not_understood(endpoint.documented, (None, *called))]
    if not rows and wheres[0] in known.opaque:
        left.append("the spec does not say what it holds")
    if not rows and wheres == ("body",):
        left += _only_shown(endpoint.documented, "request", failures=None)
    return Seen(rows, bool(rows) or strange, spec, tuple(left))


def _is_implied(member: Member) -> bool:
    """A header that a spec does not list as a parameter (OpenAPI 3.2, Parameter Object)."""
    return member.where == "header" and member.name.lower() in _IMPLIED


def _not_understood(
    contract: Contract, wheres: tuple[str | None, ...], *, failures: bool | None = None
) -> Iterator[str]:
    """The lists that may be about a part, and were not understood."""
    for listing in contract.listings:
        if listing.reason and listing.kind != "other" and listing.where in wheres:
            if failures is None or listing.status is None or failed(listing.status) == failures:
                yield f"line {listing.span.line}: {listing.reason}"


def _only_shown(contract: Contract, role: str, *, failures: bool | None) -> Iterator[str]:
    """What to say of a part of which there are examples, and no words."""
    if any(one.role == role and failures in (None, failed(one.status)) for one in contract.samples):
        yield "only examples of it were read"


def _examples(endpoint: Endpoint, known: Specified) -> Seen:
    """Bodies beside their schemas, and requests beside the method and the path."""
    contract = endpoint.documented
    alike = understood(endpoint)
    calls = [call.span for call in contract.calls]
    others = [one for one in contract.samples if not _holds(one.example.span, calls)]
    left = Counter(_strangeness(one) for one in others if id(one) not in alike)
    compared = len(calls) + sum(id(one) in alike for one in others)
    words = tuple(
        f"{number} {'example' if number == 1 else 'examples'}: {reason}"
        for reason, number in left.items()
    )
    return Seen(compared, bool(others or calls), bool(known.bodies), words)


def _strangeness(sample: Sample) -> str:
    """What an example is that was not compared."""
    if sample.role is None:
        return "neither a request nor a response"
    if read_json(sample.example) is None:
        return "not read as JSON"
    return "like none of the spec's bodies"


def _holds(span: Span, parts: Iterable[Span]) -> bool:
    return any(
        part.source is span.source and span.start <= part.start and part.end <= span.end
        for part in parts
    )


def _responses(endpoint: Endpoint, known: Specified) -> Seen:
    contract = endpoint.documented
    fields = sum(
        any(found.where in _RESPONSE and not failed(found.status) for found in pair.candidates)
        for pair in endpoint.pairs
        if not failed(pair.listing.status)
    )
    codes = [one for one in _statuses(contract) if not failed(one.code)]
    compared = fields + (len(codes) if known.statuses is not None else 0)
    spec = any(not failed(code) for code in known.statuses or ())
    left = [*_not_understood(contract, (*_RESPONSE,), failures=False)]
    if not compared:
        left += _only_shown(contract, "response", failures=False)
    return Seen(compared, bool(codes or fields), spec, tuple(left))


def _errors(endpoint: Endpoint, known: Specified) -> Seen:
    contract = endpoint.documented
    codes = [one for one in _statuses(contract) if failed(one.code)]
    named = sum(len(listing.errors) for listing in contract.listings)
    compared = len(codes) if known.statuses is not None else 0
    compared += named if endpoint.catalogues else 0
    left = [*_not_understood(contract, (*_RESPONSE,), failures=True)]
    if not (codes or named):
        left += _only_shown(contract, "response", failures=True)
    if named and not endpoint.catalogues:
        left.append(f"{named} error codes: no list of all of them is known")
    return Seen(compared, bool(codes or named), any(map(failed, known.statuses or ())), tuple(left))


def _statuses(contract: Contract) -> Iterable[Status]:
    listed = (one for listing in contract.listings for one in listing.statuses)
    every = (*contract.statuses, *listed)
    return {(one.code, one.span.start): one for one in every}.values()
