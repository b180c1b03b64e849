"""How much of the pages and specs was matched and understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doclint.model.contract import Contract, Listing, Sample
from doclint.model.page import Page
from doclint.model.project import Endpoint, Project
from doclint.model.result import Coverage


def checked_endpoints(project: Project, checked: Sequence[Page]) -> Iterator[Endpoint]:
    """The endpoints on the checked pages."""
    known = {id(page) for page in checked}
    return (endpoint for endpoint in project.endpoints if id(endpoint.page) in known)


def cover(project: Project, checked: Sequence[Page]) -> Coverage:
    """How much of the pages and specs was matched and understood."""
    endpoints = [*checked_endpoints(project, checked)]
    matched = [endpoint for endpoint in endpoints if endpoint.specified]
    operations = [one for spec in project.specs for one in spec.operations if not one.internal]
    documented = {
        id(known.operation)
        for endpoint in project.endpoints
        for known in endpoint.specified
        if known.operation is not None and not known.operation.internal
    }
    contracts = [endpoint.documented for endpoint in endpoints]
    told = {id(endpoint.page) for endpoint in matched}
    naming = {id(contract.page) for contract in contracts if contract.namings}
    listings = [one for one in _listings(contracts) if one.kind != "other"]
    samples = [*_samples(contracts)]
    return Coverage(
        pages=len(checked),
        pages_matched=len(told),
        pages_unmatched=len(naming - told),
        operations=len(operations),
        operations_documented=len(documented),
        tables=len(listings),
        tables_understood=sum(not listing.reason for listing in listings),
        examples=len(samples),
        examples_understood=sum(sample.role is not None for sample in samples),
        templates=len(project.templates),
        includes=sum(len(page.includes) for page in checked),
        includes_missed=sum(len(page.gaps) for page in checked),
    )


def _listings(contracts: Iterable[Contract]) -> Iterable[Listing]:
    return {id(one): one for contract in contracts for one in contract.listings}.values()


def _samples(contracts: Iterable[Contract]) -> Iterable[Sample]:
    found = {id(one.example): one for contract in contracts for one in contract.samples}
    return found.values()
