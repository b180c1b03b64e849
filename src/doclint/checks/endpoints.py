"""Which operation a section says that it describes, against the operations of the spec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.checks._address_fixes import with_method, with_segment, with_word
from doclint.checks._beside import listed
from doclint.checks._own_addresses import is_own_address
from doclint.link.compare import squeezed
from doclint.link.index import title_words
from doclint.link.paths import placeholders
from doclint.link.strangers import host
from doclint.model.contract import Naming
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Match, Project
from doclint.model.source import Anchor, Span
from doclint.model.spec import Operation, Spec

_SEVERAL = 4  # operations that pages must name before a spec can be called partial
_SHORT = 20  # letters; shorter descriptions are alike by chance
_ITEM = regex(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_SHARED = 2  # operations; what more of them say is true of many
_NO_AUTH = regex(
    r"\b(?:no|without|not\s+require(?:s|d)?(?:\s+any)?)\s+"
    r"(?:auth(?:entication|orization)?|credentials|token)\b"
    r"(?:\s+(?:is\s+)?(?:required|needed))?",
    re.I,
)
_GONE = "removed|withdrawn|discontinued|retired"
_CALLBACK = regex(r"\{\$(?:request|response|url|method|statusCode)\b")  # OpenAPI 3.1, 4.8.20.4
_REMOVED = regex(
    rf"(?:[({{\[<>~%*:|–—]|(?<!\w)_|\s-\s)[\s({{\[<~%*_/]{{0,8}}(?:{_GONE})(?![^\W_])"
    rf"|(?:{_GONE}) (?:in|since|as of|from) v?\d",
    re.I,
)
_TELLING = frozenset(("operationId", "title is the operationId", "title", "file name"))
"""Signs that say which operation is meant, whatever its method and path are."""
_DEPRECATED = regex(r"deprecat|obsolete|legacy|no longer (?:supported|maintained)", re.I)


# Method and path ----------------------------------------------------------------------------------


def _name(naming: Naming) -> str:
    return f"{naming.method.value} {naming.path.value}" if naming.method else naming.path.value


def _subject(naming: Naming) -> str:
    return f"operation:{_name(naming)}"


def _unsure(endpoint: Endpoint, *hows: str) -> Iterator[Match]:
    """Namings that the spec does not have as they stand."""
    for match in endpoint.matches:
        if match.how in hows and not (_is_elsewhere(endpoint) and not endpoint.specified):
            if match.how == "near" or not _is_loose(endpoint):
                yield match


def _is_elsewhere(endpoint: Endpoint) -> bool:
    """Whether one finding stands for all that the spec lacks of its kind."""
    return endpoint.partial or bool(endpoint.region)


def _is_loose(endpoint: Endpoint) -> bool:
    """Whether what the spec lacks may be there all the same."""
    return endpoint.spec is not None and endpoint.spec.loose


def method_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Methods that the spec does not have for their path. Facts: page, path, known."""
    for match in _unsure(endpoint, "method"):
        naming, method = match.naming, match.naming.method
        if method is not None and not _is_one_of_several(endpoint, match):
            known = ", ".join(dict.fromkeys(operation.method for operation in match.operations))
            facts = {"page": method.value, "path": naming.path.value, "known": known}
            meant = _meant(endpoint, match)
            also = (("the spec", meant.node.key),)
            told = _is_told(endpoint, meant)
            fix = with_method(method.anchor, method.value, meant.method, safe=True)
            yield Hit(method.anchor, _subject(naming), facts, also, fix=fix if told else None)


def _is_one_of_several(endpoint: Endpoint, match: Match) -> bool:
    """Whether the page gives the path other methods too, one of which the spec has."""
    path = match.naming.path.value
    return any(each.sure and each.naming.path.value == path for each in endpoint.matches)


def path_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Paths that are a slip of one of the spec. Facts: page, spec."""
    for match in _unsure(endpoint, "near"):
        if _is_one_slip(endpoint, match):
            naming, meant = match.naming, _meant(endpoint, match)
            facts = {"page": naming.path.value, "spec": meant.path}
            also = (("the spec", meant.item.key),)
            fix = _with_path(endpoint, match, meant)
            yield Hit(naming.path.anchor, _subject(naming), facts, also, fix=fix)


def _with_path(endpoint: Endpoint, match: Match, meant: Operation) -> Fix | None:
    """The path of the operation, where but one segment is another: safe if more tells of it."""
    method, path = match.naming.method, match.naming.path
    if method is not None and method.value != meant.method:
        return None
    told = _is_told(endpoint, meant)
    fix = with_word(path.anchor, meant.path, safe=told)
    return fix or (with_segment(path.anchor, meant.path, safe=told) if told else None)


def _is_told(endpoint: Endpoint, meant: Operation) -> bool:
    """Whether more than method and path says that a section is about an operation."""
    linked = any(each.operation is meant for each in endpoint.specified)
    return linked and any(one.sign in _TELLING for one in endpoint.evidence)


def _is_one_slip(endpoint: Endpoint, match: Match) -> bool:
    """Whether it is plain which path of the spec one is a slip of."""
    return bool(endpoint.specified) or len({each.path for each in match.operations}) == 1


def _meant(endpoint: Endpoint, match: Match) -> Operation:
    """The operation that the section is linked to, if it is one of those that may be meant."""
    linked = [each.operation for each in endpoint.specified if each.operation]
    return next((each for each in match.operations if each in linked), match.operations[0])


def unknown_operation(endpoint: Endpoint) -> Iterator[Hit]:
    """Operations that the spec does not have, nor anything like them. Facts: operation, spec."""
    told: set[str] = set()
    for match in () if _is_gone(endpoint) else _unsure(endpoint, "none", "near"):
        if match.naming.path.value in told:
            continue  # a row such as `POST`, `PUT` names one thing
        path = match.naming.path.value
        if _is_loose(endpoint) or _CALLBACK.search(path) or is_own_address(path):
            continue
        if match.how == "none" or not _is_one_slip(endpoint, match):
            told.add(match.naming.path.value)
            naming, spec = match.naming, endpoint.spec.source.path if endpoint.spec else ""
            facts = {"operation": _name(naming), "spec": spec}
            yield Hit(naming.path.anchor, _subject(naming), facts)


def _is_gone(endpoint: Endpoint) -> bool:
    """Whether the title says that there is no such operation any more, in a mark beside it."""
    heading = endpoint.documented.heading
    return heading is not None and _REMOVED.search(heading.span.text) is not None


def unmatched(endpoint: Endpoint) -> Iterator[Hit]:
    """Pages whose operations, all or most of them, the spec lacks: by method and path, or by id.

    Facts: names, spec.
    """
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    if _is_loose(endpoint):
        return
    spec = endpoint.spec.source.path if endpoint.spec else ""
    if endpoint.stranded:
        names = [*dict.fromkeys(f"`{_name(naming)}`" for naming in endpoint.stranded)]
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        facts = {"names": ", ".join(names[:2]) + more, "spec": spec}
        yield Hit(endpoint.stranded[0].path.anchor, _subject(endpoint.stranded[0]), facts)
    if endpoint.spec is not None and not endpoint.specified and not endpoint.documented.namings:
        for identifier in endpoint.documented.identifiers:
            facts = {"names": f"`{identifier.value}`", "spec": spec}
            yield Hit(identifier.anchor, f"operation:{identifier.value}", facts)


def placeholder_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Placeholders whose name is neither the spec's nor that of a row. Facts: page, spec, path."""
    found = [
        (match.naming, match.operations[0], *names)
        for match in endpoint.matches
        if match.sure and len(match.operations) == 1
        for names in _renamed(match.naming, match.operations[0])
    ]
    rows = listed(endpoint.documented, apart=True) if found else ()
    for naming, operation, said, known in found:
        if known in rows and said not in rows:
            facts = {"page": said, "spec": known, "path": operation.path}
            also, spot = (("the spec", operation.item.key),), _spot(naming, said)
            edit = Edit(spot, known) if isinstance(spot, Span) and spot.text == said else None
            fix = Fix((edit,), safe=True) if edit else None
            yield Hit(spot, f"path:{known}", facts, also, fix=fix)


def _renamed(naming: Naming, operation: Operation) -> Iterator[tuple[str, str]]:
    """Placeholders that stand in the place of another; from the end, as a base path may lead."""
    page, spec = placeholders(naming.path.value), placeholders(operation.path)
    for said, known in zip(page[::-1], spec[::-1], strict=False):
        if said not in spec:
            yield said, known


def _spot(naming: Naming, name: str) -> Anchor:
    """Where a placeholder stands in a path: its last place, as a host may have the word too."""
    anchor = naming.path.anchor
    at = anchor.text.rfind(name) if isinstance(anchor, Span) else -1
    return anchor.within(at, at + len(name)) if isinstance(anchor, Span) and at >= 0 else anchor


def server_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Addresses on a host that is none of the spec's servers. Facts: host, known."""
    known = _hosts(endpoint.spec) if endpoint.spec and endpoint.specified else frozenset()
    for naming in (*endpoint.documented.namings, *endpoint.documented.requests) if known else ():
        found = host(naming.path.value)
        if found and found not in known:
            facts = {"host": found, "known": ", ".join(sorted(known))}
            yield Hit(naming.path.anchor, f"server:{found}", facts, _servers(endpoint))


def _servers(endpoint: Endpoint) -> tuple[tuple[str, Anchor], ...]:
    """Where a spec lists its servers."""
    document = endpoint.spec.document if endpoint.spec else None
    node = document and (document.at("/servers") or document.at("/host"))
    return (("the spec", node.key),) if node else ()


@lru_cache(maxsize=64)
def _hosts(spec: Spec) -> frozenset[str]:
    """The hosts of a spec's servers; none at all if one of them is variable or relative."""
    found = [host(url) for url in spec.servers]
    return frozenset(filter(None, found)) if all(found) else frozenset()


# What is said of an operation ---------------------------------------------------------------------


def deprecated_unmarked(endpoint: Endpoint) -> Iterator[Hit]:
    """Sections about a deprecated operation that do not say so. Facts: operation."""
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    heading, text = endpoint.documented.heading, endpoint.documented.span.text
    for each in endpoint.specified if heading and not _DEPRECATED.search(text) else ():
        if heading and each.operation and each.operation.node.truth("deprecated"):
            also = (("the operation", each.anchor),)
            yield Hit(heading.prose.span, "deprecated", {"operation": each.label}, also)


def security_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Sections that say that no authentication is needed where the spec asks for some.

    Facts: page, operation.
    """
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    span = endpoint.documented.span
    match = _NO_AUTH.search(span.text) if endpoint.specified else None
    for each in endpoint.specified if match else ():
        if match and each.operation and _needs_security(each.operation):
            facts = {"page": " ".join(match[0].split()), "operation": each.label}
            also = (("the operation", each.anchor),)
            yield Hit(span.within(*match.span()), "security", facts, also)


def _needs_security(operation: Operation) -> bool:
    """Whether there is no way to call an operation without credentials."""
    own, root = operation.node.value, operation.spec.document.data
    asked = own.get("security") if isinstance(own, dict) else None
    if asked is None and isinstance(root, dict):
        asked = root.get("security")
    return isinstance(asked, list) and bool(asked) and all(asked)


def summary_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Titles that share no word with the operation's summary. Facts: page, spec."""
    if endpoint.documented.page.format == "text":
        return  # which of its lines are titles is a guess
    heading, each = endpoint.documented.heading, next(iter(endpoint.specified), None)
    summary = each.operation.node.text("summary") if each and each.operation else None
    named = any(naming.kind == "heading" for naming in endpoint.documented.namings)
    if _is_loose(endpoint):
        return
    if heading and each and summary and not named and len(endpoint.specified) == 1:
        if _in_latin(heading.text) is not _in_latin(summary):
            return  # a translation shares no word
        if not title_words(heading.text) & title_words(summary):
            facts = {"page": heading.text, "spec": summary}
            yield Hit(heading.prose.span, "summary", facts, (("the operation", each.anchor),))


def _in_latin(text: str) -> bool:
    return all(letter < "\u0250" for letter in text if letter.isalpha())


def wrong_description(endpoint: Endpoint) -> Iterator[Hit]:
    """Paragraphs that are another operation's description. Facts: operation, other."""
    own = endpoint.specified[0].operation if len(endpoint.specified) == 1 else None
    texts = _descriptions(own.spec) if own else {}
    for span in endpoint.documented.descriptions if own else ():
        said = next((text for text in _readings(span) if text in texts), "")
        others = texts[said] if len(said) > _SHORT else ()
        if own and 0 < len(others) <= _SHARED and said not in squeezed(_texts(own)):
            facts = {"operation": str(own), "other": str(others[0])}
            also = (("the other operation", others[0].node.key),)
            yield Hit(span, "description", facts, also)


def _readings(paragraph: Span) -> tuple[str, str]:
    """The letters of a paragraph: all of them, and without a first line, which may be a label.

    A list item is a remark, unless it has a label.
    """
    line = paragraph.source.line(paragraph.line)
    whole = "" if _ITEM.match(line) else squeezed(paragraph.text)
    return whole, squeezed(paragraph.text.partition("\n")[2])


def _texts(operation: Operation) -> str:
    """All that a spec says of an operation in words."""
    node = operation.node
    return f"{node.text('summary') or ''} {node.text('description') or ''}"


@lru_cache(maxsize=64)
def _descriptions(spec: Spec) -> dict[str, tuple[Operation, ...]]:
    """Operations by the letters of their description, and by those of its first paragraph."""
    found: dict[str, tuple[Operation, ...]] = {}
    for operation in spec.operations:
        text = (operation.node.text("description") or "").strip()
        for part in dict.fromkeys((squeezed(text), squeezed(text.partition("\n\n")[0]))):
            found[part] = (*found.get(part, ()), operation)
    return found


# The whole ----------------------------------------------------------------------------------------


def undocumented(project: Project) -> Iterator[Hit]:
    """Operations of a spec that no page describes, if pages describe others. Facts: operation."""
    if any(page.gaps and not any(project.of(page)) for page in project.pages):
        return  # it may stand in what a page takes in
    described = {id(s.operation) for endpoint in project.endpoints for s in endpoint.specified}
    used = {id(endpoint.spec) for endpoint in project.endpoints if endpoint.specified}
    for spec in (each for each in project.specs if not each.loose):
        for operation in spec.operations if id(spec) in used else ():
            if id(operation) not in described and not operation.internal:
                subject, facts = f"operation:{operation}", {"operation": operation.label}
                yield Hit(operation.node.key, subject, facts, operation=str(operation))


def partial_spec(project: Project) -> Iterator[Hit]:
    """Specs with less than half of the operations that pages name. Facts: spec, known, named."""
    for spec in (each for each in project.specs if not each.loose):
        about = [e for e in project.endpoints if e.spec is spec and e.matches]
        if len(about) >= _SEVERAL and all(e.partial for e in about):
            path = spec.source.path
            known = sum(bool(e.specified) for e in about)
            facts = {"spec": path, "known": known, "named": len(about)}
            paths = spec.document.at("/paths")
            yield Hit(paths.key if paths else spec.source.span(0, 0), f"spec:{path}", facts)
