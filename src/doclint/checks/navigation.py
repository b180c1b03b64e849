"""Pages of a site, and what leads to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from doclint.checks._shown import proses
from doclint.model.finding import Hit
from doclint.model.page import Page, Paragraph, Prose, inside
from doclint.model.pattern import regex
from doclint.model.project import Project
from doclint.model.source import Source

_TARGET = regex(
    r"""(?:"([^"\n]{1,300})"|'([^'\n]{1,300})'|\(<?([^()\s<>]{1,300})>?\)|([^\s"'()\[\]{},:]{1,300}\.mdx?)\b)"""
)
_AUTOMATIC = regex(r"\*|\.\.\.|\bglob\b|\bopenapi\b")
_SUFFIX = regex(r"(?:(?:^|/)(?:index|readme))?(?:\.mdx?|\.markdown|\.html)?/?(?:[#?].*)?\Z", re.I)
_TOOLS = ("mkdocs.yml", "mkdocs.yaml")


def orphan_page(project: Project) -> Iterator[Hit]:
    """Pages that no navigation and no other page leads to. Facts: navigation."""
    linked: set[str] | None = None
    for source in project.navigation:
        pages = [p for p in project.pages if _is_below(p, source) and not _is_part(p)]
        targets = _targets(source)
        lost = [page for page in pages if not _ends(_key(page.source.path)) & targets]
        if not targets or len(lost) * 2 >= len(pages):
            continue  # it is about other pages
        linked = _links(project) if linked is None else linked
        for page in lost:
            if _key(page.source.path) not in linked:
                facts = {"navigation": posixpath.basename(source.path)}
                first = page.source.line(1)
                yield Hit(page.source.span(0, len(first)), "page", facts)


def _is_below(page: Page, source: Source) -> bool:
    folder = posixpath.dirname(source.path)
    return page.source.path != source.path and page.source.path.startswith(folder and f"{folder}/")


def _is_part(page: Page) -> bool:
    """Whether a page is the entry of its folder, or a part of other pages."""
    stem = posixpath.basename(page.source.path).partition(".")[0].lower()
    return stem in ("index", "readme", "summary", "changelog", "404") or stem.startswith("_")


def _targets(source: Source) -> frozenset[str]:
    """The pages that a navigation names; none where it takes in pages by patterns."""
    text = source.text
    if posixpath.basename(source.path) in _TOOLS:
        text = text.partition("\nnav:")[2]
    if not source.path.endswith(".md") and _AUTOMATIC.search(text):
        return frozenset()
    found = (next(filter(None, match.groups())) for match in _TARGET.finditer(text))
    return frozenset(filter(None, (_key(target.lstrip("./")) for target in found)))


def _key(path: str) -> str:
    """A path without what sites leave out: suffix, `index`, anchors."""
    return _SUFFIX.sub("", path, count=1).strip("/").lower()


def _ends(key: str) -> set[str]:
    """The key and what is left of it without the folders in front."""
    parts = key.split("/")
    return {"/".join(parts[start:]) for start in range(len(parts))}


def _around(page: Page) -> Iterator[Prose]:
    """The texts of menus."""
    blocks = (each for block in page.chrome for each in inside(block))
    return (block.prose for block in blocks if isinstance(block, Paragraph))


def _links(project: Project) -> set[str]:
    """The keys of all pages that links of others may lead to."""
    found: set[str] = set()
    for page in project.pages:
        folder = posixpath.dirname(page.source.path)
        for prose in (*(prose for prose, _ in proses(page)), *_around(page)):
            for inline in prose.walk() if prose.inlines else ():
                if inline.kind == "link" and inline.value and "://" not in inline.value:
                    found.add(_key(posixpath.normpath(posixpath.join(folder, inline.value))))
    return found
