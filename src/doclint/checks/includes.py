"""Files that pages take in and that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.page import Include
from doclint.model.project import Project

_NEAR = frozenset(("alert", "alert-code", "comment", "book", "component", "link", "fence"))
"""Notations whose paths begin at the file in which they stand."""


def missing(project: Project) -> Iterator[Hit]:
    """Files that pages take in by a path that leads nowhere, or that take in themselves.

    Where half of all files are not there, they are made or fetched later. Facts: path, problem.
    """
    every = {_place(one): one for page in project.pages for one in page.includes}
    lost = [one for one in every.values() if one.reason == "not found"]
    around = [one for one in every.values() if one.reason == "takes in itself"]
    if len(lost) * 2 >= len(every):
        lost = []
    for one in (*around, *filter(_is_sure, lost)):
        problem = "is not there" if one.reason == "not found" else "takes in this file itself"
        yield Hit(one.span, f"include:{one.path}", {"path": one.path, "problem": problem})


def _place(include: Include) -> tuple[str, int, str]:
    return include.span.source.path, include.span.start, include.path


def _is_sure(include: Include) -> bool:
    """Whether a path can only be meant from the file in which it stands."""
    return include.path.startswith(("./", "../")) or (
        include.kind in _NEAR and not include.path.startswith(("/", "~", "@"))
    )
