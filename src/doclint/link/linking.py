"""Which section describes which operation: several signs vote, so that a wrong one is found out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath

from doclint.files import matches as are_of
from doclint.files import relative
from doclint.link.common import with_habits
from doclint.link.index import Index, squeezed, unique
from doclint.link.pairing import is_about, pairs
from doclint.link.paths import fits, segments
from doclint.link.regions import regions
from doclint.link.restyled import with_styles
from doclint.link.strangers import Home, homes, stranded
from doclint.link.voting import ENOUGH, vote
from doclint.model.contract import Contract, Specified
from doclint.model.page import Page
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Evidence, Match, Pair
from doclint.model.record import dataclass
from doclint.model.spec import Operation, Spec
from doclint.read.specified import read_component, read_operation

_RELATED = 0.25  # the share of operations that a guessed spec must have to be a witness
_GOES_ON = regex(r"\n[ \t]*[?&][\w.\[\]-]+=")
_FEW = 4  # operations that pages must name before a spec can be called partial


@dataclass(frozen=True, slots=True)
class Scope:
    """Pages that belong to a spec by the config, and paths that stand before its own.

    The pages are globs from the folder `root`.
    """

    pages: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    root: str = "."


@dataclass(frozen=True, slots=True)
class Links:
    """The endpoints of all pages, and what a reader of `map` wants to know."""

    endpoints: tuple[Endpoint, ...]
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(eq=False)
class _Known:
    """What is worked out once: the contracts of operations, and which are documented for sure."""

    specified: dict[int, Specified] = field(default_factory=dict)
    components: dict[tuple[int, str], Specified] = field(default_factory=dict)
    documented: set[int] = field(default_factory=set)

    def read(self, operation: Operation) -> Specified:
        key = id(operation)
        if key not in self.specified:
            self.specified[key] = read_operation(operation)
        return self.specified[key]

    def component(self, spec: Spec, name: str) -> Specified:
        key = (id(spec), name)
        if key not in self.components:
            self.components[key] = read_component(name, spec.schemas[name])
        return self.components[key]


def link(
    contracts: Sequence[Contract],
    specs: Sequence[Spec],
    scopes: Mapping[str, Scope] | None = None,
    *,
    guessed: bool = False,
    far: bool = False,
    whole: bool = True,
    broken: Collection[str] = (),
) -> Links:
    """Give each contract the operations of the spec that it is about.

    Specs that were only `guessed` to belong to the pages are not held against those that they do
    not fit; those that lie `far` from the pages must fit most of them to be no coincidence.
    `scopes` tells by a spec's path which pages it is for; without one a page goes to the spec that
    most of its signs fit, then to the nearest. Parts of an API that a spec does not have are told
    as one where the pages are all there are, the `whole` of a folder. Pages that may be those of
    a spec that could not be read, as the paths of `broken` ones tell, are held against no other.
    """
    scopes = scopes or {}
    indexes = [Index(spec, scopes.get(spec.source.path, Scope()).base) for spec in specs]
    pages: dict[int, list[Contract]] = {}
    for contract in contracts:
        pages.setdefault(id(contract.page), []).append(contract)
    known, ambiguous = _Known(), {}
    chosen: list[tuple[Index | None, list[Contract]]] = []
    for each in pages.values():
        best = _best(each, indexes, scopes)
        if broken and best and _may_be_of(broken, each, best[0]):
            best = []
        if len(best) > 1:
            ambiguous[each[0].page.source.path] = tuple(i.spec.source.path for i in best)
        chosen.append((best[0] if len(best) == 1 else None, each))
    named = [(index, c, _matches(c, index)) for index, each in chosen for c in each]
    matched = [*_at_home(named)]
    known.documented = {
        id(operation) for _, _, ms in matched for m in ms if m.sure for operation in m.operations
    }
    endpoints = [_endpoint(index, c, matches, known) for index, c, matches in matched]
    if guessed:
        endpoints = _related(endpoints, far=far)
    partial = _partial(endpoints)
    lost = stranded(endpoints)
    parted = _parted(endpoints)
    where = regions(endpoints, lost) if whole else {}
    done = (_completed(e, partial, lost, parted, where) for e in endpoints)
    return Links(with_habits(with_styles(tuple(done))), ambiguous)


def _related(endpoints: Sequence[Endpoint], *, far: bool) -> list[Endpoint]:
    """The endpoints without the specs that have hardly any operation that the pages name."""
    found = _found(endpoints)
    every = [bool(e.specified) for e in endpoints if e.documented.namings]
    if far and sum(every) < _RELATED * len(every):
        return [Endpoint(e.documented) for e in endpoints]
    strange = {key for key, known in found.items() if sum(known) < _RELATED * len(known)}
    return [Endpoint(e.documented) if id(e.spec) in strange else e for e in endpoints]


def _partial(endpoints: Iterable[Endpoint]) -> frozenset[int]:
    """The specs that have less than half of the operations that their pages name."""
    found = _found(endpoints).items()
    return frozenset(k for k, known in found if len(known) >= _FEW and sum(known) * 2 < len(known))


def _found(endpoints: Iterable[Endpoint]) -> dict[int, list[bool]]:
    """For each spec, which of the sections that name an operation it has one for."""
    found: dict[int, list[bool]] = {}
    for endpoint in endpoints:
        if endpoint.matches and endpoint.spec:
            found.setdefault(id(endpoint.spec), []).append(bool(endpoint.specified))
    return found


def _parted(endpoints: Iterable[Endpoint]) -> frozenset[int]:
    """The operations that some page has several sections about, each with a request of its own."""
    seen: set[tuple[int, int]] = set()
    parted: set[int] = set()
    for endpoint in endpoints:
        for operation in _only(endpoint):
            key = id(endpoint.page), operation
            parted |= {operation} if key in seen else set()
            seen.add(key)
    return frozenset(parted)


def _only(endpoint: Endpoint) -> tuple[int, ...]:
    """The operation of a section that is about one."""
    own = endpoint.specified[0].operation if len(endpoint.specified) == 1 else None
    return (id(own),) if own is not None and endpoint.certain else ()


def _completed(
    endpoint: Endpoint,
    partial: frozenset[int],
    lost: Mapping[int, list[Endpoint]],
    parted: frozenset[int],
    where: Mapping[int, str],
) -> Endpoint:
    """With what can only be told once all endpoints are known, and the pairs of its rows."""
    alone = lost.get(id(endpoint.page), []) if endpoint.matches else []
    first = bool(alone) and alone[0] is endpoint
    behind = id(endpoint.spec) in partial
    away = not behind and all(id(one) in where for one in alone)
    return replace(
        endpoint,
        partial=behind or bool(alone),
        region="" if behind else where.get(id(endpoint), ""),
        stranded=tuple(m.naming for e in alone for m in e.matches) if first and not away else (),
        part=any(operation in parted for operation in _only(endpoint)),
        pairs=tuple(pairs(endpoint.documented, endpoint.specified)) if endpoint.certain else (),
    )


# Which spec ---------------------------------------------------------------------------------------


def _best(
    contracts: Sequence[Contract], indexes: Sequence[Index], scopes: Mapping[str, Scope]
) -> list[Index]:
    """The spec that a page belongs to; several where nothing tells them apart."""
    page = contracts[0].page
    allowed = [i for i in indexes if _in_scope(page, scopes.get(i.spec.source.path))]
    scoped = [i for i in allowed if scopes.get(i.spec.source.path, Scope()).pages]
    allowed = scoped or allowed
    if len(allowed) < 2:
        return allowed
    scores = {id(index): _fit(contracts, index) for index in allowed}
    told = [index for index in allowed if not index.spec.loose]
    if any(scores[id(index)] for index in told):
        allowed = told  # what tells of all there is goes before what tells of some of it
    top = max(scores[id(index)] for index in allowed)
    best = [index for index in allowed if scores[id(index)] == top]
    if len(best) > 1:
        near = {id(i): _shared(page.source.path, i.spec.source.path) for i in best}
        best = [index for index in best if near[id(index)] == max(near.values())]
    return best if top or len(best) == 1 else []


def _may_be_of(broken: Collection[str], contracts: Sequence[Contract], index: Index) -> bool:
    """Whether a page may belong to a spec that could not be read, rather than to another."""
    path = contracts[0].page.source.path
    near = _shared(path, index.spec.source.path)
    return not _fit(contracts, index) or any(_shared(path, one) > near for one in broken)


def _in_scope(page: Page, scope: Scope | None) -> bool:
    if not scope or not scope.pages:
        return True
    return are_of(relative(page.source.path, scope.root), scope.pages)


def _fit(contracts: Sequence[Contract], index: Index) -> float:
    total = 0.0
    for contract in contracts:
        for match in _matches(contract, index):
            total += {"exact": 3, "base": 3, "suffix": 2, "method": 1.5, "near": 1}.get(
                match.how, 0
            )
        total += sum(identifier.value in index.by_id for identifier in contract.identifiers) * 3
        total += (squeezed(contract.title) in index.by_title) * 0.5
    return total


def _shared(one: str, other: str) -> int:
    """How many folders two paths share from the top."""
    pairs = zip(PurePosixPath(one).parts[:-1], PurePosixPath(other).parts[:-1], strict=False)
    count = 0
    for a, b in pairs:
        if a != b:
            break
        count += 1
    return count


# Which operation ----------------------------------------------------------------------------------


def _at_home(
    named: Sequence[tuple[Index | None, Contract, tuple[Match, ...]]],
) -> Iterator[tuple[Index | None, Contract, tuple[Match, ...]]]:
    """The same without what belongs to other APIs; no spec is held against a section of those."""
    known = homes((index, matches) for index, _, matches in named)
    for index, contract, matches in named:
        home = known.get(id(index), Home())
        own = tuple(match for match in matches if not home.is_foreign(match))
        yield (None if matches and not own else index), contract, own


def _matches(contract: Contract, index: Index | None) -> tuple[Match, ...]:
    if index is None:
        return ()
    found = tuple(index.match(naming) for naming in contract.namings)
    return tuple(_called(match, found, index) for match in found)


def _called(match: Match, others: Sequence[Match], index: Index) -> Match:
    """A request in code with a word for a placeholder of what it calls.

    It stands below the operation, or goes on with its query on lines of their own.
    """
    naming = match.naming
    if match.how not in ("none", "near") or naming.kind != "fence" or naming.method is None:
        return match
    called = index.called(naming) if _GOES_ON.search(naming.span.text) else ()
    if called:
        return Match(naming, "called", called)
    path = segments(naming.path.value)
    for other in others:
        before = other.sure and other.naming.kind != "fence"
        before = before or (other.sure and other.naming.span.end < naming.span.start)
        for operation in other.operations if before else ():
            same = operation.method == naming.method.value
            if same and fits(path, segments(operation.path)):
                return Match(naming, "called", (operation,))
    return match


def _endpoint(
    index: Index | None, contract: Contract, matches: tuple[Match, ...], known: _Known
) -> Endpoint:
    if index is None:
        return Endpoint(contract)
    sure = unique(operation for match in matches if match.sure for operation in match.operations)
    if sure:
        evidence = tuple(_sure_evidence(matches))
        return Endpoint(contract, tuple(map(known.read, sure)), evidence, index.spec, matches)
    if index.spec.loose and contract.namings:  # it may lack the operation, whatever is alike
        return Endpoint(contract, (), (), index.spec, tuple(_free(m, known) for m in matches))
    several = any(match.how == "several" for match in matches)
    voted = (None, ()) if several else vote(index, contract, matches, known.documented)
    operation, evidence = voted
    if operation is not None:
        meant = tuple(m if m.operations else Match(m.naming, "near", (operation,)) for m in matches)
        linked = Endpoint(contract, (known.read(operation),), evidence, index.spec, meant)
        named = contract.namings or contract.identifiers
        if named or (contract.page.format != "text" and _fits(linked)):
            return linked
    name = _component(contract, index)
    if name:
        signs = (Evidence("schema", contract.title, ENOUGH),)
        return Endpoint(contract, (known.component(index.spec, name),), signs, index.spec, matches)
    free = tuple(_free(match, known) for match in matches)
    return Endpoint(contract, (), evidence, index.spec, free)


def _fits(endpoint: Endpoint) -> bool:
    """Whether the rows of a section that names no operation are those of the one it may mean."""
    rows: dict[int, list[Pair]] = {}
    for pair in pairs(endpoint.documented, endpoint.specified):
        rows.setdefault(id(pair.listing), []).append(pair)
    return any(map(is_about, rows.values()))


def _free(match: Match, known: _Known) -> Match:
    """A match without the operations that other sections are about: this one means none of them."""
    if match.how == "called":
        return match
    left = tuple(each for each in match.operations if id(each) not in known.documented)
    return Match(match.naming, match.how if left else "none", left)


def _sure_evidence(matches: Iterable[Match]) -> Iterator[Evidence]:
    for match in matches:
        if match.sure:
            method = f"{match.naming.method.value} " if match.naming.method else ""
            text = f"{method}{match.naming.path.value}"
            yield Evidence(f"{match.naming.kind}, {match.how} path", text, 10.0)


def _page_title(contract: Contract) -> str:
    """The title in the front matter, for a contract that is about the page as a whole."""
    matter = contract.page.front_matter
    title = matter.data.get("title") if matter else None
    return title if isinstance(title, str) else ""


def _component(contract: Contract, index: Index) -> str | None:
    """The schema whose name is the title of a section, or page, that names no operation.

    Saved text has lost the marks of its titles, and what stands below one may be about more.
    """
    if contract.namings or not contract.sections or contract.page.format == "text":
        return None
    heading = contract.sections[0].heading
    title = squeezed(heading.text if heading else _page_title(contract))
    for lead in ("", "schema", "model", "definition"):
        name = index.components.get(title.removeprefix(lead)) if title.startswith(lead) else None
        if name:
            return name
    return None
