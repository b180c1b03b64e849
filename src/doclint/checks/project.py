"""What only the whole of a run can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from doclint.checks._removal import without
from doclint.model.finding import Fix, Hit
from doclint.model.project import Project
from doclint.model.source import Span


def unused_suppression(project: Project) -> Iterator[Hit]:
    """Comments and settings that suppress nothing. Facts: name, reason."""
    found = project.facts.get("unused_suppressions", ())
    for span, name, reason, stale in cast("Sequence[tuple[Span, str, str, bool]]", found):
        edit = without(span, name) if stale else None
        fix = Fix((edit,), safe=bool(project.specs)) if edit else None  # a spec may be out of reach
        yield Hit(span, f"suppression:{name}", {"name": name, "reason": reason}, fix=fix)
