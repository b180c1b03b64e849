"""The whole of what is linted: pages, specs, and which belongs to which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from doclint.model.contract import Catalogue, Contract, Listing, Member, Naming, Specified
from doclint.model.page import Note, Page
from doclint.model.record import dataclass
from doclint.model.source import Source
from doclint.model.spec import Operation, Spec
from doclint.model.supply import Supply
from doclint.model.template import Template


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign that a section is about an operation: its kind, what it says, its weight."""

    sign: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a spec has for a method and a path that a page names.

    `how` is `exact`, `base` (but for a base path), `suffix` (but for segments in front), `filled`
    (a word stands for a placeholder), `called` (so it does in a request), `several` (a placeholder
    stands for a word of each), `method` (the path is there, the method is not), `near` (a path that
    is nearly the same) or `none`. `operations` are those found, or for the last ones those that may
    be meant.
    """

    naming: Naming
    how: str
    operations: tuple[Operation, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the spec has the operation."""
        return self.how in ("exact", "base", "suffix")


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of a page, beside all that the spec has under its name where the page puts it.

    `candidates` are empty where the spec has nothing there; `elsewhere` are then those that it has
    in another place. A finding about a pair must hold for each of its candidates. `near`
    is what the spec has under a name that the row's is a slip of, where no other row shows it.
    """

    listing: Listing
    member: Member
    candidates: tuple[Member, ...] = ()
    elsewhere: tuple[Member, ...] = ()
    near: Member | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What a page says about an operation, beside what the spec says.

    `specified` is empty where the section names an operation that no spec has, or no spec is there;
    it has several where the section documents several operations. `partial` is True where the spec
    has less than half of what pages name, or of what this page names: then what it lacks is no
    mistake of one section. `stranded` are those that it lacks of such a page, at the first
    of their endpoints. `habits` tells of members, by where and name, whether most pages list them
    that could. `part` is True where a page has several sections about the one operation, as for
    each action that it can be asked for: then none of them tells all of it. `catalogues` are the
    lists of error codes that the project names for its page. `region` is how its path and those of
    others begin, where the spec has nothing that begins so.
    """

    documented: Contract
    specified: tuple[Specified, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    spec: Spec | None = None
    matches: tuple[Match, ...] = ()
    pairs: tuple[Pair, ...] = ()
    partial: bool = False
    stranded: tuple[Naming, ...] = ()
    habits: Mapping[tuple[str | None, str], bool] = field(default_factory=dict)
    catalogues: tuple[Catalogue, ...] = ()
    part: bool = False
    region: str = ""

    @property
    def certain(self) -> bool:
        """Whether what it is beside is meant, and not another method of the same path."""
        told = {match.how for match in self.matches}
        return bool(self.specified) and told != {"method"}

    @property
    def page(self) -> Page:
        """The page it stands on."""
        return self.documented.page

    @property
    def operation(self) -> str | None:
        """As findings name it: `GET /pets`; None where nothing is named."""
        if self.specified:
            return self.specified[0].label
        for naming in self.documented.namings:
            method = f"{naming.method.value} " if naming.method else ""
            return f"{method}{naming.path.value}"
        return None


@dataclass(frozen=True, slots=True)
class Described:
    """A page with the endpoints on it: what the rules of a house ask about.

    `path` is the page's from the folder of the configuration, as its globs have it; `words` are
    those that the configuration adds to the vocabulary.
    """

    page: Page
    path: str
    endpoints: tuple[Endpoint, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def operations(self) -> tuple[Endpoint, ...]:
        """The endpoints that are about an operation by name, or that a spec knows."""
        return tuple(
            endpoint
            for endpoint in self.endpoints
            if endpoint.documented.namings
            or any(known.operation is not None for known in endpoint.specified)
        )


def methods(endpoint: Endpoint) -> frozenset[str]:
    """The HTTP methods of an endpoint, in capitals; those of the spec where it knows them."""
    known = {one.operation.method.upper() for one in endpoint.specified if one.operation}
    said = {one.method.value.upper() for one in endpoint.documented.namings if one.method}
    return frozenset(known or said)


@dataclass(frozen=True)
class Project:
    """All that rules can look at. `whole` is True where a folder was checked, not single files.

    `named` are the paths of the specs that are to be checked then.

    `root` is the folder of the configuration, `words` what it adds to the vocabulary. `navigation`
    are files that list the pages of a site, `schemas` are those of JSON Schema. `templates` are
    checked; `other_templates` are those
    that pages may have been rendered from, too. `supplies` tells where data for templates is, by
    path. `through` are the paths of pages that are checked only for what they take in.
    """

    pages: tuple[Page, ...] = ()
    specs: tuple[Spec, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    notes: tuple[Note, ...] = ()
    whole: bool = True
    named: frozenset[str] = frozenset()
    facts: Mapping[str, object] = field(default_factory=dict)
    navigation: tuple[Source, ...] = ()
    root: str = "."
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    templates: tuple[Template, ...] = ()
    supplies: Mapping[str, Supply] = field(default_factory=dict)
    other_templates: tuple[Template, ...] = ()
    schemas: tuple[Spec, ...] = ()
    through: frozenset[str] = frozenset()

    def of(self, page: Page) -> Iterator[Endpoint]:
        """The endpoints of a page."""
        return iter(self._on_pages.get(id(page), ()))

    @cached_property
    def _on_pages(self) -> Mapping[int, list[Endpoint]]:
        """The endpoints by the id of their page."""
        found: dict[int, list[Endpoint]] = {}
        for endpoint in self.endpoints:
            found.setdefault(id(endpoint.page), []).append(endpoint)
        return found
