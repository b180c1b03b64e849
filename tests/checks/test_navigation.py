"""What leads to the pages of a site."""

from __future__ import annotations

import pytest

from doclint.checks import navigation
from doclint.model.project import Project
from doclint.model.source import Source
from tests.build import page_of


def lost(path: str, text: str, *paths: str) -> list[str]:
    pages = tuple(page_of("# Page\n", each) for each in paths)
    project = Project(pages=pages, navigation=(Source(path, text),))
    return [hit.anchor.source.path for hit in navigation.orphan_page(project)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("SUMMARY.md", "* [A](a.md)\n* [B](x/b.md)\n"),
        ("_sidebar.md", "* [A](/a)\n* [B](/x/b)\n"),
        ("docs.json", '{"pages": ["a", "x/b"]}'),
        ("toc.yml", "- href: a.md\n- href: ./x/b.md\n"),
        ("mkdocs.yml", "site_name: c\nnav:\n  - a.md\n  - B: x/b.md\n"),
    ],
)
def test_a_page_that_a_navigation_leaves_out_is_lost(path, text):
    assert lost(path, text, "a.md", "x/b.md", "x/c.md", "x/_d.md", "index.md") == ["x/c.md"]


def test_a_navigation_of_other_pages_loses_none():
    assert not lost("SUMMARY.md", "* [A](a.md)\n", "a.md", "b.md", "c.md")


@pytest.mark.parametrize("piece", ['"a', "'", "a", "(a", "[(", "a.md "])
def test_what_a_hostile_navigation_leads_to_is_read_all_the_same(piece):
    text = piece * 3_000 + "\n[A](a.md) [B](b.md)\n"
    assert lost("SUMMARY.md", text, "a.md", "b.md", "c.md") == ["c.md"]
