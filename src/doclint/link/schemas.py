"""Which section describes which object of a JSON Schema file, where no spec knows it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache

from doclint.link.index import squeezed
from doclint.link.pairing import is_about, pairs
from doclint.link.same import Same
from doclint.model.contract import Contract, Specified
from doclint.model.page import Page, Paragraph, Section, inside
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Evidence, Pair
from doclint.model.record import dataclass
from doclint.model.spec import Node, Spec
from doclint.read.json_schemas import schema_of
from doclint.read.specified import read_component

_AROUND = regex(
    r"^(?:the|an?|schema|model|definition|object|resource)?"
    r"(?P<name>.+?)"
    r"(?:object|resource|schema|model|properties|fields|attributes|definition|entity|structure)*$"
)
_PLAIN = frozenset(
    (
        *("properties", "fields", "attributes", "schema", "model", "object", "definition"),
        *("jsonrepresentation", "jsonschema", "structure", "parameters", "members", ""),
    )
)
"""Titles that say what stands under them, and not of which object."""
_FILE = regex(r"[^\s:]+\.(?:json|ya?ml)(?:#\S*)?$")
_OWN = "in the section"
_WEIGHT = 10.0
_FEWEST = 2  # rows that a schema has to know of a section that only its title is about


@dataclass(frozen=True, slots=True)
class _Known:
    """The schemas by the letters of their names, and those of whole files by path."""

    by_name: Mapping[str, tuple[tuple[str, Node, Spec], ...]]
    by_path: Mapping[str, tuple[str, Node, Spec]]
    read: dict[Node, Specified] = field(default_factory=dict)

    def specified(self, name: str, node: Node) -> Specified:
        """What a schema says, worked out once."""
        if node not in self.read:
            self.read[node] = read_component(name, node)
        return self.read[node]


def with_schemas(endpoints: Sequence[Endpoint], schemas: Sequence[Spec]) -> tuple[Endpoint, ...]:
    """The endpoints; those about no operation with the schema that they describe for sure."""
    if not schemas and not any(one.documented.schemas for one in endpoints):
        return tuple(endpoints)
    known = _index(schemas)
    return tuple(
        _described(one, known) if not one.specified and not one.documented.namings else one
        for one in endpoints
    )


def _index(schemas: Sequence[Spec]) -> _Known:
    by_name: dict[str, dict[Node, tuple[str, Node, Spec]]] = {}
    by_path: dict[str, tuple[str, Node, Spec]] = {}
    for spec in schemas:
        for name, node in spec.schemas.items():
            by_name.setdefault(squeezed(name), {}).setdefault(node, (name, node, spec))
            if not node.pointer:
                by_path.setdefault(spec.source.path, (name, node, spec))
    return _Known({name: tuple(found.values()) for name, found in by_name.items()}, by_path)


def _described(endpoint: Endpoint, known: _Known) -> Endpoint:
    contract = endpoint.documented
    for sign, text, found in _meant(contract, known):
        name, node, spec = found
        specified = known.specified(name, node)
        rows = tuple(pairs(contract, (specified,)))
        if _fits(rows, fewest=_FEWEST if sign == "title" else 1) or _is_shown(contract, sign):
            signs = (Evidence(f"schema, {sign}", text, _WEIGHT),)
            return replace(
                endpoint, specified=(specified,), spec=spec, evidence=signs, pairs=rows, matches=()
            )
    return endpoint


def _meant(contract: Contract, known: _Known) -> Iterator[tuple[str, str, tuple[str, Node, Spec]]]:
    """The schemas that a section may be about, the surest first."""
    if len(contract.schemas) == 1:
        name = contract.title or "the object"
        spec = schema_of(contract.schemas[0], name)
        if spec is not None:
            yield _OWN, name, (name, spec.schemas[name], spec)
    for path in _named(contract, known.by_path):
        yield "named file", path, known.by_path[path]
    title = _title(contract)
    match = _AROUND.match(title) if title not in _PLAIN else None
    for name in dict.fromkeys((title, match["name"])) if match else ():
        found = known.by_name.get(name, ())
        if len(found) == 1:
            yield "title", found[0][0], found[0]
            return


def _is_shown(contract: Contract, sign: str) -> bool:
    """Whether examples alone tell of what the section's own schema is about."""
    return sign == _OWN and not contract.listings and bool(contract.samples)


def _fits(rows: Iterable[Pair], *, fewest: int) -> bool:
    """Whether most rows of each listing are those of the schema."""
    by_listing: dict[int, list[Pair]] = {}
    for pair in rows:
        by_listing.setdefault(id(pair.listing), []).append(pair)
    known = sum(bool(pair.candidates) for found in by_listing.values() for pair in found)
    return known >= fewest and all(map(is_about, by_listing.values()))


# Names --------------------------------------------------------------------------------------------


def _title(contract: Contract) -> str:
    """The letters of the title of a section, or of one around it where that says nothing."""
    section = contract.sections[0] if contract.sections else None
    above = _above(Same(contract.page)).get(id(section), ()) if section else ()
    for each in (*((section,) if section else ()), *above):
        title = squeezed(each.heading.text) if each.heading else ""
        if title not in _PLAIN:
            return title
    matter = contract.page.front_matter
    told = matter.data.get("title") if matter else None
    return squeezed(told) if isinstance(told, str) else ""


@lru_cache(maxsize=1 << 10)
def _above(same: Same[Page]) -> Mapping[int, tuple[Section, ...]]:
    """The sections around each section of a page, the nearest first."""
    found: dict[int, tuple[Section, ...]] = {}
    stack: list[tuple[Section, tuple[Section, ...]]] = [(one, ()) for one in same.value.sections]
    while stack:
        section, around = stack.pop()
        found[id(section)] = around
        stack += [(inner, (section, *around)) for inner in section.sections]
    return found


def _named(contract: Contract, paths: Mapping[str, object]) -> Iterator[str]:
    """The files that the front matter, a link or a name in code of a section leads to."""
    matter = contract.page.front_matter
    told = matter.data.get("schema") if matter else None
    targets = [told] if isinstance(told, str) else []
    targets += [target for section in contract.sections[:1] for target in _targets(section)]
    folder = posixpath.dirname(contract.page.source.path)
    for target in dict.fromkeys(targets):
        bare = target.partition("#")[0].partition("?")[0].strip()
        near = posixpath.normpath(posixpath.join(folder, bare.lstrip("/"))) if bare else ""
        ends = [path for path in paths if path == near or path.endswith(f"/{bare.strip('./')}")]
        if len(ends) == 1 and bare:
            yield ends[0]


def _targets(section: Section) -> Iterator[str]:
    for block in (each for own in section.blocks for each in inside(own)):
        if isinstance(block, Paragraph):
            for inline in block.prose.walk():
                if (
                    inline.kind in ("link", "code")
                    and inline.value.count(".")
                    and " " not in inline.value
                ):
                    yield inline.value
