"""Parts of an API that pages tell of and their spec does not."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.project import Endpoint, Project

_SHOWN = 9  # places beside the first one; a part of an API may have hundreds


def uncovered(project: Project) -> Iterator[Hit]:
    """Beginnings of paths that no operation of the spec has. Facts: prefix, spec, operation."""
    found: dict[tuple[str, str], list[Endpoint]] = {}
    for endpoint in project.endpoints:
        if endpoint.region and endpoint.spec is not None:
            found.setdefault((endpoint.spec.source.path, endpoint.region), []).append(endpoint)
    for (spec, prefix), (first, *others) in found.items():
        also = (("named here too", each.matches[0].naming.path.anchor) for each in others[:_SHOWN])
        facts = {"prefix": prefix, "spec": spec, "operation": first.operation}
        anchor = first.matches[0].naming.path.anchor
        yield Hit(anchor, f"paths:{prefix}", facts, tuple(also))
