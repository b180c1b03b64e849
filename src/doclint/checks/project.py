"""What only the whole of a run can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from doclint.checks._removal import without, without_entry, without_pair
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.project import Project
from doclint.model.source import Span


def unused_suppression(project: Project) -> Iterator[Hit]:
    """Comments and settings that suppress nothing. Facts: name, reason."""
    found = project.facts.get("unused_suppressions", ())
    for span, name, reason, stale in cast("Sequence[tuple[Span, str, str, bool]]", found):
        edits = _edits(span, name, project) if stale else ()
        fix = Fix(edits, safe=bool(project.specs)) if edits else None  # a spec may be out of reach
        yield Hit(span, f"suppression:{name}", {"name": name, "reason": reason}, fix=fix)


def _edits(span: Span, name: str, project: Project) -> tuple[Edit, ...]:
    """What is to be cut out so that a suppression is gone."""
    edit = without_entry(span, name) if span.text == name else without(span, name)
    if edit is not None:
        return (edit,)
    comments = (one for page in project.pages for one in page.comments)
    return without_pair(span, name, comments)
