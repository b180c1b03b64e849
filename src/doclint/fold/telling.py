"""What a run tells of causes. Nothing is imported before a page is known to be rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from doclint.files import relative
from doclint.model.finding import Finding
from doclint.model.source import Source

if TYPE_CHECKING:
    from doclint.probe.origins import Rendered  # its library takes longer than most runs

Origins = Callable[[], "Mapping[str, Rendered]"]
"""Gives the pages that were rendered from a template, by path."""


def with_causes(
    told: tuple[Finding, ...],
    rendered: Origins,
    sources: dict[str, Source],
    root: str,
    *,
    folded: bool,
) -> tuple[Finding, ...]:
    """The findings with who is wrong, and with one in place of those that have one cause.

    `sources` gets the data of the pages; `root` is the folder that fingerprints count from.
    """
    if not (told and rendered()):
        return told
    from doclint.fold.folding import data_of, fold, judge

    pages = rendered()
    sources.update((fed.source.path, fed.source) for fed in data_of(pages))
    if not folded:
        return judge(told, pages, sources)
    return fold(told, pages, sources, lambda path: relative(path, root))


def templates_of(rendered: Origins) -> Mapping[str, tuple[str, str]]:
    """The template of each page, with how that is known."""
    return {path: (one.template.source.path, one.evidence) for path, one in rendered().items()}
