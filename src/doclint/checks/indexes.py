"""Tables and lists that name many operations, against the operations of the spec."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks._own_addresses import is_own_address
from doclint.checks._slips import slip_of
from doclint.link.index import Index
from doclint.link.paths import segments
from doclint.model.contract import Naming
from doclint.model.finding import Hit
from doclint.model.page import Page
from doclint.model.project import Endpoint, Match, Project
from doclint.model.source import Anchor, Span
from doclint.model.spec import Spec
from doclint.read.indexes import read_indexes
from doclint.read.vocabulary import Vocabulary, load_vocabulary

_SHARE = 0.7  # of the operations of an index that the spec must have, to be that of its API
_FEWEST = 2


def wrong_entry(project: Project) -> Iterator[Hit]:
    """Operations of an index that the spec lacks, while it has most others of them.

    Facts: operation, spec, why.
    """
    indexes: dict[int, Index] = {}
    by_page: dict[int, list[Endpoint]] = {}
    for endpoint in project.endpoints:
        by_page.setdefault(id(endpoint.page), []).append(endpoint)
    words = load_vocabulary(project.words)
    for page in project.pages:
        endpoints = by_page.get(id(page), [])
        spec = _spec(project, endpoints)
        if spec is not None:
            index = indexes.setdefault(id(spec), Index(spec))
            yield from _wrong(page, endpoints, index, words)


def _spec(project: Project, endpoints: Sequence[Endpoint]) -> Spec | None:
    """The spec that a page belongs to: that of its sections, or the only one."""
    if any(endpoint.partial or endpoint.region for endpoint in endpoints):
        return None  # one finding stands for all that the spec lacks
    own = {id(e.spec): e.spec for e in endpoints if e.spec and e.specified}
    every = own or {id(spec): spec for spec in project.specs if spec.operations}
    only = next(iter(every.values())) if len(every) == 1 else None
    return None if only is None or only.loose else only


def _wrong(
    page: Page, endpoints: Sequence[Endpoint], index: Index, words: Vocabulary
) -> Iterator[Hit]:
    told = {_start(n.path.anchor) for each in endpoints for n in each.documented.namings}
    for section in page.walk():
        for entries in read_indexes(section.blocks, words):
            own = (naming for naming in entries if not is_own_address(naming.path.value))
            matches = [index.match(naming) for naming in own]
            if _is_of(matches):
                new = (match for match in matches if _start(match.naming.path.anchor) not in told)
                yield from _hits(tuple(new), matches, index)


def _start(anchor: Anchor) -> int | None:
    return anchor.start if isinstance(anchor, Span) else None


def _is_of(matches: Sequence[Match]) -> bool:
    """Whether the spec has most of the operations of an index."""
    known = sum(match.how not in ("method", "near", "none") for match in matches)
    return known >= _FEWEST and known >= _SHARE * len(matches)


def _hits(new: Sequence[Match], matches: Sequence[Match], index: Index) -> Iterator[Hit]:
    spec = index.spec.source.path
    had = {id(operation) for match in matches if match.sure for operation in match.operations}
    for match in new:
        why = _why(match, matches, index, had)
        if why is not None:
            naming = match.naming
            name = _name(naming)
            facts = {"operation": name, "spec": spec, "why": why}
            also = tuple(("the spec", each.item.key) for each in match.operations[:1])
            yield Hit(naming.path.anchor, f"operation:{name}", facts, also)


def _why(match: Match, matches: Sequence[Match], index: Index, had: set[int]) -> str | None:
    """What is wrong with an entry; None where nothing is for sure."""
    if match.how == "method":
        row = (e for e in matches if e.naming.span == match.naming.span and e.sure)
        if any(each.naming.path.value == match.naming.path.value for each in row):
            return None  # a row that gives a path two methods
        known = ", ".join(dict.fromkeys(operation.method for operation in match.operations))
        return f", which has {known} for this path"
    if match.how == "near":
        near = {each.path: each for each in match.operations if id(each) not in had}
        return f"; did you mean `{next(iter(near))}`?" if len(near) == 1 else None
    if match.how == "none":
        slip = _slip(match, index, had)
        return f"; did you mean `{slip}`?" if slip else "" if _is_beside(match, index) else None
    return None


def _slip(match: Match, index: Index, had: set[int]) -> str | None:
    """The path of one segment that another is a slip of, if no entry names it."""
    path, method = segments(match.naming.path.value), match.naming.method
    if len(path) != 1 or method is None:
        return None
    free = (
        each
        for known, operations in index.paths.items()
        for each in operations
        if len(known) == 1 and each.method == method.value and id(each) not in had
    )
    words = {segments(each.path)[0]: each.path for each in free}
    near = slip_of(path[0], words)
    return words[near] if near else None


def _is_beside(match: Match, index: Index) -> bool:
    """Whether the spec has operations at the path above, or below it.

    What is served beside an API, as a page or its metrics, stands at the top.
    """
    path = segments(match.naming.path.value)
    bases = {(), *index.bases}
    tops = {known[: len(path) - 1] for known in index.paths} if len(path) > 1 else set()
    return any(path[:-1] == (*base, *top) for base in bases for top in tops if top or base)


def _name(naming: Naming) -> str:
    return f"{naming.method.value} {naming.path.value}" if naming.method else naming.path.value
