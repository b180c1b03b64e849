"""The parameters and headers of calls in code samples against those that their operation has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from doclint.checks._calls import (
    Named,
    address_of,
    id_of,
    is_for,
    method_of,
    named,
    of_operation,
    sent,
)
from doclint.link.compare import near_names, squeezed
from doclint.link.paths import placeholders
from doclint.model.contract import Call, Field, Member, Specified
from doclint.model.finding import Hit
from doclint.model.page import Example
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.record import dataclass
from doclint.model.source import Anchor

_BODILESS = ("GET", "DELETE", "HEAD")
_NAME = regex(r"[A-Za-z_$][\w$.-]*")
_ELLIPSIS = regex(r"\.{3}|…")
_WORD = regex(r"[\w$-]+")
_SHOWN = 8
_NEAR = 200  # letters behind a call that may belong to it
_USUAL = frozenset(
    (
        *("accept", "accept-charset", "accept-encoding", "accept-language", "authorization"),
        *("cache-control", "connection", "content-disposition", "content-encoding"),
        *("content-language", "content-length", "content-md5", "content-type", "cookie", "date"),
        *("dnt", "expect", "forwarded", "from", "host", "if-match", "if-modified-since"),
        *("if-none-match", "if-unmodified-since", "keep-alive", "origin", "pragma", "prefer"),
        *("range", "referer", "te", "traceparent", "transfer-encoding", "upgrade", "user-agent"),
        *("via", "x-requested-with", "x-forwarded-for", "x-http-method-override"),
    )
)
"""Headers that any request may have (RFC 9110 and common use)."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A call, and all that is said of the operation that it is for."""

    call: Call
    operation: str
    specified: Specified | None
    rows: tuple[Member, ...]
    path: str
    endpoint: Endpoint

    @property
    def members(self) -> tuple[Member, ...]:
        """The parameters of the spec, and behind them those of the page."""
        return (*(self.specified.members if self.specified else ()), *self.rows)

    @property
    def is_loose(self) -> bool:
        """Whether the spec may lack what there is."""
        return self.endpoint.spec is not None and self.endpoint.spec.loose

    @property
    def names(self) -> frozenset[str]:
        """All names that page and spec have for anything that is sent, letters alone."""
        return frozenset(squeezed(member.name) for member in self.members)


def _asked(endpoint: Endpoint) -> Iterator[_Asked]:
    """The calls of a section that are for one operation for sure."""
    known = named(endpoint)
    rows = tuple(m for listing in endpoint.documented.listings for m in listing.members)
    for call in sent(endpoint):
        fitting = [each for each in known if _is_for(call, each)]
        meant = [one for one in endpoint.specified if _is_of(one, call)]
        if fitting and len(meant) < 2 and bool(meant) == bool(endpoint.specified):
            spec = meant[0] if meant else None
            label = spec.label if spec else str(fitting[0])
            yield _Asked(call, label, spec, rows, fitting[0].path, endpoint)


def _is_for(call: Call, known: Named) -> bool:
    return known.method == method_of(call) and is_for(address_of(call), known.segments)


def _is_of(one: Specified, call: Call) -> bool:
    return one.operation is not None and _is_for(call, of_operation(one.operation))


# Missing ------------------------------------------------------------------------------------------


def missing(endpoint: Endpoint) -> Iterator[Hit]:
    """Calls without a parameter that is required. Facts: names, operation."""
    for asked in _asked(endpoint):
        found = () if _is_cut(asked.call) else tuple(_lacking(asked))
        if found:
            names = ", ".join(f"`{name}`" for name in dict.fromkeys(m.name for m in found))
            facts = {"names": names, "operation": asked.operation}
            also = (("where it is required", _said(found[0])),)
            yield Hit(asked.call.naming.path.anchor, f"call:query:{found[0].name}", facts, also)


def _is_cut(call: Call) -> bool:
    """Whether a call may go on behind what was read of it."""
    span = call.span
    rest = span.source.text[span.end : span.end + _NEAR].lstrip()
    odd = any(span.text.count(quote) % 2 for quote in "'\"")
    return odd or rest[:1] in ("'", '"', "&", "-") or bool(_ELLIPSIS.search(span.text))


def _lacking(asked: _Asked) -> Iterator[Member]:
    """The parameters that spec or page say are required, and neither says are not.

    Of several in one row one will do.
    """
    free = {squeezed(m.name) for m in asked.members if m.required and not m.required.value}
    rows = Counter(id_of(m.row) for m in asked.rows if m.row)
    free |= {squeezed(m.name) for m in asked.rows if m.row and rows[id_of(m.row)] > 1}
    text, secret = unquote(asked.call.span.text).lower(), _schemes(asked.specified)
    for member in asked.members:
        name = member.name.lower()
        needed = member.where == "query" and member.required and member.required.value
        if needed and squeezed(name) not in free and name not in secret and name not in text:
            yield member


def _said(member: Member) -> Anchor:
    return member.required.anchor if member.required else member.anchor


# Unknown ------------------------------------------------------------------------------------------


def near_miss(endpoint: Endpoint) -> Iterator[Hit]:
    """Parameters in the query of a call whose names are slips of those that its operation has.

    Facts: name, operation, near.
    """
    for field, name, asked, known in _strangers(endpoint):
        if near := near_names(name, known):
            member = next((m for m in asked.members if m.name == near[0]), None)
            also = (("the parameter", member.anchor),) if member else ()
            facts = {"name": name, "operation": asked.operation, "near": near[0]}
            yield Hit(field.name.anchor, f"call:query:{name}", facts, also)


def unknown(endpoint: Endpoint) -> Iterator[Hit]:
    """Parameters in the query of a call that its operation does not have, slips left out.

    Facts: name, operation, known.
    """
    for field, name, asked, known in _strangers(endpoint):
        if asked.specified and not asked.is_loose and not near_names(name, known):
            facts = {"name": name, "operation": asked.operation, "known": _listed(known)}
            also = (("the operation", asked.specified.anchor),)
            yield Hit(field.name.anchor, f"call:query:{name}", facts, also)


def _strangers(endpoint: Endpoint) -> Iterator[tuple[Field, str, _Asked, Sequence[str]]]:
    """Fields of queries that neither spec nor rows nor text know, with the names that are known."""
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    for asked in _asked(endpoint):
        known = _names(asked, "query")
        words = _prose(endpoint) if known else frozenset()
        for field in asked.call.query if known else ():
            name = _bare(field)
            if not name or squeezed(name) in asked.names or name.lower() in words:
                continue
            if name.lower() not in _schemes(asked.specified):
                yield field, name, asked, known


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names[:_SHOWN])


def _names(asked: _Asked, where: str) -> list[str]:
    """The names of parameters in one place; of a page's rows, those that can be there."""
    own = {squeezed(name) for name in placeholders(asked.path)}
    alone = method_of(asked.call) in _BODILESS
    free = ("query", "url", "request", None) if alone else ("query", "url")
    wanted = free if where == "query" else (where,)
    spec = asked.specified.members if asked.specified else ()
    found = [m.name for m in spec if m.where == where]
    found += [m.name for m in asked.rows if m.where in wanted and squeezed(m.name) not in own]
    return list(dict.fromkeys(found))


def _bare(field: Field) -> str:
    """The name of a parameter without what marks lists and members; "" for a placeholder."""
    text = unquote(field.name.value)
    match = _NAME.match(text)
    rest = text[match.end() :] if match else ""
    return match[0] if match and (not rest or rest[0] in "[(") else ""


def _prose(endpoint: Endpoint) -> frozenset[str]:
    """All words of a page outside of its examples, in lower case."""
    source, at, words = endpoint.page.source, 0, set()
    for block in endpoint.page.blocks():
        if isinstance(block, Example) and block.span.source is source:
            words |= {word.lower() for word in _WORD.findall(source.text, at, block.span.start)}
            at = max(at, block.span.end)
    for other in endpoint.page.sources[1:]:
        words |= {word.lower() for word in _WORD.findall(other.text)}
    return frozenset(words | {word.lower() for word in _WORD.findall(source.text, at)})


def _schemes(specified: Specified | None) -> frozenset[str]:
    """The names of parameters and headers that hold credentials."""
    operation = specified.operation if specified else None
    document = operation.spec.document if operation else None
    listed = document and (
        document.at("/components/securitySchemes") or document.at("/securityDefinitions")
    )
    nodes = listed.items() if listed and isinstance(listed.value, dict) else ()
    names = (node.resolved().text("name") for node in nodes)
    return frozenset(name.lower() for name in names if name)


# Headers ------------------------------------------------------------------------------------------


def undocumented_header(endpoint: Endpoint) -> Iterator[Hit]:
    """Headers of a call that are not among those that its operation has.

    Facts: name, operation, hint.
    """
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    for asked in _asked(endpoint):
        known = _names(asked, "header")
        words = _prose(endpoint) if known else frozenset()
        for field in asked.call.headers if known else ():
            name = field.name.value
            if not _NAME.fullmatch(name) or name.lower() in words | _USUAL | _schemes(
                asked.specified
            ):
                continue
            if squeezed(name) not in asked.names:
                near = near_names(name, known)
                if asked.is_loose and not near:
                    continue
                hint = f"did you mean `{near[0]}`?" if near else f"it has: {_listed(known)}"
                facts = {"name": name, "operation": asked.operation, "hint": hint}
                yield Hit(field.name.anchor, f"call:header:{name.lower()}", facts)
