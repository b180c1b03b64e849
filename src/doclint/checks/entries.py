"""Rows whose facts stand in a file of their own."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.page import Note


def unresolved(note: Note) -> Iterator[Hit]:
    """Rows that name an entry which their file does not have. Facts: name, key, file."""
    if note.code == "unresolved-row":
        yield Hit(note.span, f"row:{note.facts['name']}", note.facts)
