"""Which operation a section says that it describes, against the operations of the spec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.link.compare import squeezed
from doclint.link.index import title_words
from doclint.link.paths import placeholders
from doclint.model.contract import Naming
from doclint.model.finding import Hit
from doclint.model.project import Endpoint, Match, Project
from doclint.model.source import Anchor, Span
from doclint.model.spec import Operation, Spec

_SHORT = 30  # letters; shorter descriptions are alike by chance
_HOST = re.compile(r"^(?P<scheme>https?)://(?P<host>[^/\s]+)")
_SAMPLE_HOST = re.compile(r"localhost|127\.0\.0\.1|example|[<{$*\[]|\byour\b|\.local$|:\d+$", re.I)
_NO_AUTH = re.compile(
    r"\b(?:no|without|not\s+require(?:s|d)?(?:\s+any)?)\s+(?:auth(?:entication|orization)?|credentials|token)\b(?:\s+(?:is\s+)?(?:required|needed))?", re.I
)


def _name(naming: Naming) -> str:
    return f"{naming.method.value} {naming.path.value}" if naming.method else naming.path.value


def _unsure(endpoint: Endpoint, *hows: str) -> Iterator[Match]:
    """Namings that the spec has not as they stand."""
    for match in endpoint.matches:
        if match.how in hows and not (endpoint.partial and not endpoint.specified):
            yield match


def method_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Methods that the spec does not have for their path. Facts: page, path, known."""
    for match in _unsure(endpoint, "method"):
        method = match.naming.method
        if method is not None:
            known = ", ".join(dict.fromkeys(operation.method for operation in match.operations))
            yield Hit(
                method.anchor,
                f"operation:{_name(match.naming)}",
                {"page": method.value, "path": match.naming.path.value, "known": known},
                (("the spec", _meant(endpoint, match).node.key),),
            )


def path_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Paths that are a slip of one of the spec. Facts: page, spec."""
    for match in _unsure(endpoint, "near"):
        if endpoint.specified or len(match.operations) == 1:
            meant = _meant(endpoint, match)
            yield Hit(
                match.naming.path.anchor,
                f"operation:{_name(match.naming)}",
                {"page": match.naming.path.value, "spec": meant.path},
                (("the spec", meant.item.key),),
            )


def _meant(endpoint: Endpoint, match: Match) -> Operation:
    """The operation that the section is linked to, if it is one of those that may be meant."""
    linked = [each.operation for each in endpoint.specified if each.operation]
    return next((each for each in match.operations if each in linked), match.operations[0])


def unknown_operation(endpoint: Endpoint) -> Iterator[Hit]:
    """Operations that the spec does not have, nor anything like them. Facts: operation, spec."""
    for match in _unsure(endpoint, "none", "near"):
        if match.how == "near" and (endpoint.specified or len(match.operations) == 1):
            continue
        spec = endpoint.spec.source.path if endpoint.spec else ""
        anchor = match.naming.path.anchor
        yield Hit(anchor, f"operation:{_name(match.naming)}", {"operation": _name(match.naming), "spec": spec})


def unmatched(endpoint: Endpoint) -> Iterator[Hit]:
    """Sections that name an operation by its operationId, which no operation of the spec has.

    Facts: name, spec.
    """
    if endpoint.spec is not None and not endpoint.specified and not endpoint.documented.namings:
        for identifier in endpoint.documented.identifiers:
            facts = {"name": identifier.value, "spec": endpoint.spec.source.path}
            yield Hit(identifier.anchor, f"operation:{identifier.value}", facts)


def placeholder_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Placeholders whose name is neither the spec's nor that of a row. Facts: page, spec, path."""
    rows = {m.name for listing in endpoint.documented.listings for m in listing.members}
    for match in endpoint.matches:
        if not match.sure or len(match.operations) != 1:
            continue
        page = placeholders(match.naming.path.value)
        spec = placeholders(match.operations[0].path)
        for said, known in zip(page[::-1], spec[::-1], strict=False):
            if said not in (known, *spec) and known in rows and said not in rows:
                facts = {"page": said, "spec": known, "path": match.operations[0].path}
                yield Hit(_spot(match.naming, said), f"path:{known}", facts, (("the spec", match.operations[0].item.key),))


def _spot(naming: Naming, name: str) -> Anchor:
    anchor = naming.path.anchor
    at = anchor.text.find(name) if isinstance(anchor, Span) else -1
    return anchor.within(at, at + len(name)) if isinstance(anchor, Span) and at >= 0 else anchor


def undocumented(project: Project) -> Iterator[Hit]:
    """Operations of a spec that no page describes, if pages describe others. Facts: operation."""
    described = {id(s.operation) for endpoint in project.endpoints for s in endpoint.specified}
    used = {id(endpoint.spec) for endpoint in project.endpoints if endpoint.specified}
    for spec in project.specs:
        for operation in spec.operations if id(spec) in used else ():
            if id(operation) not in described and not operation.internal:
                yield Hit(operation.node.key, f"operation:{operation}", {"operation": operation.label}, operation=str(operation))


def server_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Addresses on a host that is none of the spec's servers. Facts: host, known."""
    known = _hosts(endpoint.spec) if endpoint.spec and endpoint.specified else frozenset()
    for naming in (*endpoint.documented.namings, *endpoint.documented.requests) if known else ():
        match = _HOST.match(naming.path.value)
        if match and match["host"].lower() not in known and not _SAMPLE_HOST.search(match["host"]):
            facts = {"host": match["host"], "known": ", ".join(sorted(known))}
            yield Hit(naming.path.anchor, f"server:{match['host']}", facts, (("the spec", endpoint.specified[0].anchor),))


@lru_cache(maxsize=64)
def _hosts(spec: Spec) -> frozenset[str]:
    """The hosts of a spec's servers; none at all if one of them is variable or relative."""
    root = spec.document.data if isinstance(spec.document.data, dict) else {}
    urls = [s.get("url") for s in root.get("servers") or () if isinstance(s, dict)]
    if isinstance(root.get("host"), str):
        urls = [f"https://{root['host']}"]
    matches = [_HOST.match(url) for url in urls if isinstance(url, str)]
    if not matches or any(m is None or _SAMPLE_HOST.search(m["host"]) for m in matches):
        return frozenset()
    return frozenset(m["host"].lower() for m in matches if m)


def deprecated_unmarked(endpoint: Endpoint) -> Iterator[Hit]:
    """Sections about a deprecated operation that do not say so. Facts: operation."""
    for each in endpoint.specified:
        if each.operation and each.operation.node.truth("deprecated") and endpoint.documented.heading:
            text = endpoint.documented.span.text.lower()
            if not any(word in text for word in ("deprecat", "obsolete", "legacy")):
                yield Hit(endpoint.documented.heading.span, "deprecated", {"operation": each.label}, (("the spec", each.anchor),))


def security_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Sections that say no authentication is needed where the spec asks for some. Facts: operation."""
    for each in endpoint.specified:
        if each.operation is None or not _needs_security(each.operation):
            continue
        match = _NO_AUTH.search(endpoint.documented.span.text)
        if match:
            anchor = endpoint.documented.span.within(*match.span())
            yield Hit(anchor, "security", {"operation": each.label}, (("the spec", each.anchor),))


def _needs_security(operation: Operation) -> bool:
    own = operation.node.value.get("security")
    root = operation.spec.document.data
    asked = own if own is not None else root.get("security") if isinstance(root, dict) else None
    return isinstance(asked, list) and bool(asked) and all(asked)


def summary_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Titles that share no word with the operation's summary. Facts: page, spec."""
    heading = endpoint.documented.heading
    for each in endpoint.specified[:1] if len(endpoint.specified) == 1 else ():
        summary = each.operation.node.text("summary") if each.operation else None
        if heading and summary and not any(n.kind == "heading" for n in endpoint.documented.namings):
            if not title_words(heading.text) & title_words(summary):
                facts = {"page": heading.text, "spec": summary}
                yield Hit(heading.prose.span, "summary", facts, (("the spec", each.anchor),))


def wrong_description(endpoint: Endpoint) -> Iterator[Hit]:
    """Paragraphs that are another operation's description. Facts: operation, other."""
    if endpoint.spec is None or len(endpoint.specified) != 1 or not endpoint.specified[0].operation:
        return
    own = endpoint.specified[0].operation
    texts = _descriptions(endpoint.spec)
    mine = {squeezed(text) for text in (own.node.text("description"), own.node.text("summary")) if text}
    for span in endpoint.documented.descriptions:
        said = squeezed(span.text)
        others = texts.get(said, ()) if len(said) > _SHORT and said not in mine else ()
        if others and own not in others:
            facts = {"operation": str(own), "other": str(others[0])}
            yield Hit(span, "description", facts, (("the other operation", others[0].node.key),))


@lru_cache(maxsize=64)
def _descriptions(spec: Spec) -> dict[str, tuple[Operation, ...]]:
    """Operations by the letters of their description."""
    found: dict[str, tuple[Operation, ...]] = {}
    for operation in spec.operations:
        text = operation.node.text("description")
        if text:
            found[squeezed(text)] = (*found.get(squeezed(text), ()), operation)
    return found


def partial_spec(project: Project) -> Iterator[Hit]:
    """Specs that have less than half of the operations that pages name. Facts: spec, known, named."""
    for spec in project.specs:
        about = [e for e in project.endpoints if e.spec is spec and e.matches]
        if about and all(e.partial for e in about):
            known = sum(bool(e.specified) for e in about)
            facts = {"spec": spec.source.path, "known": known, "named": len(about)}
            anchor = spec.document.at("/paths")
            yield Hit(anchor.key if anchor else spec.source.span(0, 0), f"spec:{spec.source.path}", facts)

