"""Pages and specs from short texts, read and linked as a run does."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

from doclint.link.linking import Links, Scope, link
from doclint.model.contract import Contract, Listing, Member, Specified
from doclint.model.page import Block, Page
from doclint.model.source import Source
from doclint.model.spec import Node, Spec
from doclint.parse.markdown.pages import parse_markdown
from doclint.parse.specs.openapi import parse_spec
from doclint.read.contracts import read_page
from doclint.read.specified import read_operation
from doclint.read.vocabulary import load_vocabulary

WORDS = load_vocabulary()
HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


def page_of(text: str, path: str = "page.md") -> Page:
    return parse_markdown(Source(path, dedent(text)))


def block_of(text: str) -> Block:
    return next(page_of(text).blocks())


def contracts_of(text: str, path: str = "page.md") -> tuple[Contract, ...]:
    return read_page(page_of(text, path), WORDS)


def contract_of(text: str) -> Contract:
    (contract,) = contracts_of(text)
    return contract


def listing_of(text: str) -> Listing:
    (listing,) = [one for contract in contracts_of(text) for one in contract.listings]
    return listing


def members_of(text: str) -> tuple[Member, ...]:
    return tuple(m for c in contracts_of(text) for one in c.listings for m in one.members)


def table(header: str, *rows: str) -> str:
    """A pipe table from lines such as `name | type`."""
    lines = [f"| {header} |", "|" + "---|" * len(header.split(" | "))]
    return "\n".join([*lines, *(f"| {row} |" for row in rows), ""])


def named(contract: Contract) -> list[str]:
    """The operations that a contract names, as `GET /pets`."""
    return [
        f"{one.method.value if one.method else '-'} {one.path.value}" for one in contract.namings
    ]


def namings_of(text: str) -> list[list[str]]:
    """What each contract that names something names."""
    return [named(contract) for contract in contracts_of(text) if contract.namings]


def spec_of(text: str, path: str = "openapi.yaml", others: Mapping[str, str] | None = None) -> Spec:
    text = dedent(text)
    if not text.startswith(("openapi", "swagger", "{")):
        text = HEAD + text
    texts = others or {}

    def read(name: str) -> Source | None:
        return Source(name, dedent(texts[name])) if name in texts else None

    spec, notes = parse_spec(Source(path, text), read)
    assert spec is not None, notes
    return spec


def specified_of(text: str, others: Mapping[str, str] | None = None) -> Specified:
    """The first operation of a spec."""
    return read_operation(spec_of(text, others=others).operations[0])


def schema_of(text: str) -> Node:
    """The schema A of a document, or what is its only one."""
    body = dedent(text)
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return spec_of(f"paths: {{}}\ncomponents:\n  schemas:\n{lines}").schemas["A"]


def paths_of(*operations: str, schemas: str = "") -> str:
    """A spec with operations such as `GET /pets listPets`, parameters of paths declared."""
    lines = ["paths:"]
    by_path: dict[str, list[tuple[str, str]]] = {}
    for each in operations:
        method, path, *name = each.split(" ", 2)
        by_path.setdefault(path, []).append((method.lower(), "".join(name)))
    for path, methods in by_path.items():
        lines.append(f"  {path}:")
        for method, name in methods:
            lines.append(f"    {method}:")
            lines += [f"      operationId: {name}"] if name else []
            lines.append("      responses: {'200': {description: OK}}")
    return HEAD + "\n".join(lines) + "\n" + dedent(schemas)


def linked(
    page: str, *specs: Spec, path: str = "page.md", scopes: Mapping[str, Scope] | None = None
) -> Links:
    return link(contracts_of(page, path), specs, scopes)


def operations_of(links: Links) -> list[list[str]]:
    """The labels of what each endpoint that names something was linked to."""
    return [
        [known.label for known in endpoint.specified]
        for endpoint in links.endpoints
        if endpoint.documented.namings or endpoint.specified
    ]
