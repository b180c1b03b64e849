"""A page to contracts: which sections speak of which operation, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from doclint.model.contract import Call, Contract, Naming, Said
from doclint.model.page import Example, Include, Page, Section, inside
from doclint.model.record import dataclass
from doclint.read.calls import calls, in_front
from doclint.read.contexts import context_of
from doclint.read.dialects import Dialects
from doclint.read.errors import read_example_errors
from doclint.read.filled import Patterns
from doclint.read.flat import flattened, grouped, is_doubtful, with_losses
from doclint.read.folds import unfolded
from doclint.read.front_namings import front_matter_identifiers, front_matter_namings
from doclint.read.gaps import with_gaps
from doclint.read.json_schemas import is_schema
from doclint.read.leading import led_by
from doclint.read.namings import (
    block_namings,
    headed_namings,
    heading_naming,
    is_among,
    is_strong,
)
from doclint.read.samples import answered
from doclint.read.sections import Found, read_section
from doclint.read.tables import Context
from doclint.read.tagged import tagged_sections, without_asides
from doclint.read.typed_json import beside_rows
from doclint.read.vocabulary import Vocabulary, plain

_LABEL = 7
_VERBS = frozenset(("get", "post", "put", "patch", "delete", "head", "options"))


@dataclass(eq=False)
class Spot:
    """A section in its page: what is around it, what it names, who it belongs to."""

    section: Section
    parent: Spot | None
    namings: list[Naming] = field(default_factory=list)
    owner: Spot | None = None
    owns: list[Naming] = field(default_factory=list)
    requests: list[Naming] = field(default_factory=list)
    called: list[Call] = field(default_factory=list)
    children: list[Spot] = field(default_factory=list)

    def above(self) -> Iterator[Spot]:
        """The spots around this one, the nearest first."""
        spot = self.parent
        while spot is not None:
            yield spot
            spot = spot.parent

    def walk(self) -> Iterator[Spot]:
        """The spot and those inside it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_page(
    page: Page, vocabulary: Vocabulary, dialects: Dialects | None = None
) -> tuple[Contract, ...]:
    """The contracts of a page, in its order; `dialects` say what its tags mean.

    What belongs to no operation stands in contracts without namings, one for each section, so that
    nothing that was read is lost.
    """
    sections = unfolded(page, tagged_sections(page, dialects, vocabulary))
    sections = grouped(page, sections, vocabulary)
    root = _spots(page, sections, vocabulary)
    root.owns += front_matter_namings(page)
    _assign(root, vocabulary)
    _widen(root, vocabulary)
    _adopt(root, vocabulary)
    owners = [spot for spot in root.walk() if spot.owns]
    for owner in owners:
        _claim_sections(owner)
    told = with_gaps(page, [*in_front(tuple(_contracts(page, root, vocabulary)))], vocabulary)
    told = with_losses(page, [*told], vocabulary)
    return tuple(without_asides(page, told, dialects))


def _spots(page: Page, sections: tuple[Section, ...], vocabulary: Vocabulary) -> Spot:
    root = Spot(Section(None, (), sections, page.source.span()), None)
    _grow(root, vocabulary)
    return root


def _grow(spot: Spot, vocabulary: Vocabulary) -> None:
    for section in spot.section.sections:
        child = Spot(section, spot)
        spot.children.append(child)
        above = spot.section.heading
        if section.heading and (naming := heading_naming(section.heading, above)):
            child.namings.append(naming)
        child.namings += block_namings(section.blocks, vocabulary)
        child.called += [call for each in _examples(section) for call in calls(each, section)]
        _grow(child, vocabulary)
    for section, naming in headed_namings(spot.section.sections, vocabulary):
        child = next(each for each in spot.children if each.section is section)
        child.namings += () if child.namings else (naming,)


def _examples(section: Section) -> Iterator[Example]:
    blocks = (each for block in section.blocks for each in inside(block))
    return (each for each in blocks if isinstance(each, Example) and not each.shows_page)


# Who owns what ------------------------------------------------------------------------------------


def _assign(root: Spot, vocabulary: Vocabulary) -> None:
    """Give each naming to the section that it names the operation for."""
    weak: list[tuple[Spot, Naming]] = []
    patterns = Patterns()
    for spot in root.walk():
        sample = _is_sample(spot, vocabulary)
        for naming in spot.namings:
            owner = _promoted(spot, naming, vocabulary)
            said = sample or _is_repeated(owner, naming, vocabulary)
            if said or not is_strong(naming) or patterns.fit(naming, owner):
                weak.append((spot, naming))
            else:
                owner.owns.append(naming)
                patterns.add(naming, owner)
    for spot, naming in weak:
        above = next((each for each in (spot, *spot.above()) if each.owns), None)
        owner = above or _promoted(spot, naming, vocabulary, through_examples=True)
        if owner.owns and all(is_strong(each) for each in owner.owns):
            owner.requests.append(naming)
        else:
            owner.owns.append(naming)


def _is_sample(spot: Spot, vocabulary: Vocabulary) -> bool:
    for each in (spot, *spot.above()):
        heading = each.section.heading
        if heading and any(n.kind == "heading" for n in each.namings):
            return False
        if heading and "example" in vocabulary.roles(heading.text) and _is_part(each, vocabulary):
            return True
    return False


def _is_repeated(owner: Spot, naming: Naming, vocabulary: Vocabulary) -> bool:
    """Whether a mere part names once more what the section around it names."""
    around = next((each.owns for each in owner.above() if each.owns), ())
    return is_among(naming, around) and _is_part(owner, vocabulary)


def _promoted(
    spot: Spot, naming: Naming, vocabulary: Vocabulary, *, through_examples: bool = False
) -> Spot:
    """The section that a naming stands for: headings that name nothing themselves are passed."""
    if naming.kind == "heading" and spot.section.heading and not _verb_only(spot):
        return spot
    while spot.parent is not None:
        heading = spot.section.heading
        passes = (
            heading is None
            or heading.level >= _LABEL
            or (vocabulary.is_generic(heading.text) and not _verb_only(spot))
            or (through_examples and _is_part(spot, vocabulary))
        )
        if not passes:
            break
        spot = spot.parent
    return spot


def _verb_only(spot: Spot) -> bool:
    heading = spot.section.heading
    return heading is not None and plain(heading.text) in _VERBS


def _is_part(spot: Spot, vocabulary: Vocabulary) -> bool:
    """Whether a heading only says which part of an operation stands under it."""
    heading = spot.section.heading
    if heading is None:
        return True
    return vocabulary.is_part(heading.text)


def _widen(root: Spot, vocabulary: Vocabulary) -> None:
    """A page with one owner is about it as a whole, if its other sections are but parts."""
    owners = [spot for spot in root.walk() if spot.owns]
    if len(owners) != 1:
        return
    owner = owners[0]
    while owner.parent is not None and len(owner.parent.children) > 1:
        parent = owner.parent
        siblings = [child for child in parent.children if child is not owner]
        if not all(_is_part(child, vocabulary) for child in siblings):
            return
        parent.owns, owner.owns = owner.owns, []
        parent.requests, owner.requests = owner.requests, []
        owner = parent


def _adopt(root: Spot, vocabulary: Vocabulary) -> None:
    """Sections that are but parts belong to the owner in front of them on the same level.

    Behind the last of several owners they are about all of them, unless other owners have theirs.
    """
    for spot in root.walk():
        runs = [] if spot.owns else list(_runs(spot, vocabulary))
        if len(runs) > 1 and not any(parts for _, parts in runs[:-1]):
            continue
        for owner, parts in runs:
            for part in parts:
                part.owner = owner


def _runs(spot: Spot, vocabulary: Vocabulary) -> Iterator[tuple[Spot, list[Spot]]]:
    """The owners right inside a section, each with the mere parts that follow it."""
    last: tuple[Spot, list[Spot]] | None = None
    is_open = False
    for child in spot.children:
        if child.owns:
            if last is not None:
                yield last
            last, is_open = (child, []), True
            continue
        is_open = is_open and (
            not any(each.owns for each in child.walk())
            and child.section.heading is not None
            and _is_part(child, vocabulary)
            and _strict_part(child, vocabulary)
        )
        if last is not None and is_open:
            last[1].append(child)
    if last is not None:
        yield last


def _strict_part(spot: Spot, vocabulary: Vocabulary) -> bool:
    heading = spot.section.heading
    return heading is not None and "schema" not in vocabulary.roles(heading.text)


def _claim_sections(owner: Spot) -> None:
    """All inside an owner is its own, but for what is inside of another owner."""
    stack = [owner]
    while stack:
        spot = stack.pop()
        spot.owner = owner
        stack += [child for child in spot.children if not child.owns]


def _owner_of(spot: Spot) -> Spot | None:
    return next((each.owner for each in (spot, *spot.above()) if each.owner is not None), None)


def _named(spot: Spot, vocabulary: Vocabulary, whole: Spot | None = None) -> Spot:
    """The nearest section with a name of its own, for one that belongs to no operation.

    Parts that stand in none are those of the page as a `whole`, if it is about one thing.
    """
    for each in (spot, *spot.above()):
        heading = each.section.heading
        if heading and heading.level < _LABEL:
            if not _is_part(each, vocabulary) or _is_schema(each, vocabulary):
                return each
    return whole or spot


def _whole(page: Page, root: Spot, vocabulary: Vocabulary) -> Spot | None:
    """The page, where its title stands in its front matter and the first headings are but parts."""
    if page.front_matter is None or not isinstance(page.front_matter.data.get("title"), str):
        return None
    headed = [spot for spot in root.children if spot.section.heading]
    if any(spot.owns for spot in root.walk()) or len(headed) < 2:
        return None
    return root if all(_is_part(spot, vocabulary) for spot in headed[:2]) else None


def _is_schema(spot: Spot, vocabulary: Vocabulary) -> bool:
    """Whether a section stands right under one of schemas, where "Error" is the name of one."""
    around = spot.parent.section.heading if spot.parent else None
    own = spot.section.heading
    return (
        around is not None
        and own is not None
        and "schema" in vocabulary.roles(around.text)
        and vocabulary.is_part(around.text)
        and "schema" not in vocabulary.roles(own.text)
    )


# Contracts ----------------------------------------------------------------------------------------


def _contracts(page: Page, root: Spot, vocabulary: Vocabulary) -> Iterator[Contract]:
    groups: dict[int, tuple[Spot, list[Spot]]] = {}
    whole = _whole(page, root, vocabulary)
    for spot in root.walk():
        owner = _owner_of(spot) or _named(spot, vocabulary, whole)
        groups.setdefault(id(owner), (owner, []))[1].append(spot)
    for owner, spots in groups.values():
        contract = _contract(page, owner, spots, vocabulary)
        if contract is not None:
            yield contract


def _contract(
    page: Page, owner: Spot, spots: Sequence[Spot], vocabulary: Vocabulary
) -> Contract | None:
    own = [spot.section for spot in spots]
    if is_doubtful(page, (*owner.owns, *owner.requests), own, vocabulary):
        return None
    found = Found()
    title = _title(page, owner, vocabulary)
    for number, spot in enumerate(spots):
        context = _context(spot, owner, title, vocabulary)
        if page.format == "text":
            context = flattened(context, (one.section for one in spots[:number]), vocabulary)
        read_section(spot.section, context, vocabulary, found)
    if not (owner.owns or found.listings or found.samples or found.statuses or found.claims):
        return None
    called = tuple(call for spot in spots for call in spot.called)
    schemas = tuple(one for one in found.samples if is_schema(one.example))
    samples = answered([one for one in found.samples if not is_schema(one.example)], owner.owns)
    return Contract(
        page,
        spots[0].section.span.until(spots[-1].section.span),
        title.section.heading if title else None,
        namings=tuple(_distinct(owner.owns)),
        requests=(*owner.requests, *(call.naming for call in called if call.tool != "http")),
        calls=called,
        listings=tuple(beside_rows(found.listings, found.samples)),
        statuses=tuple(found.statuses),
        samples=samples,
        schemas=schemas,
        errors=tuple(e for sample in samples for e in read_example_errors(sample, vocabulary)),
        claims=tuple(found.claims),
        identifiers=_identifiers(page, owner, spots),
        descriptions=tuple(found.descriptions),
        gaps=tuple(Include(one.span, "") for one in found.listings if one.reason and not one.table),
        sections=tuple(spot.section for spot in spots),
    )


def _identifiers(page: Page, owner: Spot, spots: Sequence[Spot]) -> tuple[Said[str], ...]:
    """What the top of a page names, for a contract that is about the page as a whole."""
    whole = owner.parent is None or len(spots) == 1
    return tuple(front_matter_identifiers(page)) if whole else ()


def _title(page: Page, owner: Spot, vocabulary: Vocabulary) -> Spot | None:
    """The spot whose heading is the title of a contract: its words say nothing about tables."""
    if owner.section.heading is not None:
        return owner
    headed = [child for child in owner.children if child.section.heading]
    first = headed[0] if headed and (headed[0].section.level == 1 or len(headed) == 1) else None
    titled = page.front_matter and page.front_matter.data.get("title")
    return None if first and titled and _is_part(first, vocabulary) else first


def _context(spot: Spot, owner: Spot, title: Spot | None, vocabulary: Vocabulary) -> Context:
    if spot is title:
        heading = spot.section.heading
        caption = heading.span if heading else None
        return Context(spot.section, caption=caption, roles=_around(spot, owner, vocabulary))
    outside = {id(owner), id(title), *(id(each) for each in owner.above())} if owner.owns else set()
    beside = spot.parent.section.sections if spot.parent else ()
    above = list(led_by(spot.section, beside, vocabulary))
    for each in spot.above():
        if id(each) in outside or _verb_only(each):
            break
        above.append(each.section)
    return context_of(spot.section, above[::-1], vocabulary)


def _around(spot: Spot, owner: Spot, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Whether what belongs to no operation stands in a part about requests or responses."""
    for each in spot.above() if not owner.owns else ():
        heading = each.section.heading
        said = vocabulary.roles(heading.text) if heading and _is_part(each, vocabulary) else ()
        if found := tuple(role for role in said if role in ("request", "response")):
            return found
    return ()


def _distinct(namings: Iterable[Naming]) -> Iterator[Naming]:
    """Each operation once: a page may name it in its title and in a table."""
    seen = set()
    for naming in namings:
        key = naming.method and naming.method.value, naming.path.value
        if key not in seen:
            seen.add(key)
            yield naming
