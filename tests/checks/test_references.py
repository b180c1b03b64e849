"""Links into pages, as tools make anchors of titles, and on what no author would write."""

from __future__ import annotations

import pytest

from doclint.checks import references
from doclint.checks._anchors import anchors, is_open, slug
from doclint.model.project import Project
from tests.build import page_of


def dead(text: str, path: str = "docs/page.md") -> list[str]:
    project = Project(pages=(page_of(text, path),))
    return [str(hit.facts["name"]) for hit in references.dead(project)]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Get `user_id` (v1.2)", "get-user_id-v12 get-user-id-v1-2 get-user_id-v1.2 getuser_idv12"),
        ("1. Start here", "1-start-here start-here _1-start-here"),
        ("Café & crème", "caf%C3%A9--cr%C3%A8me cafe-creme café-crème"),
        ("[Pets](pets.md) of *today*", "pets-of-today"),
        ("GET /pets/{id}", "get-petsid get-pets-id get-pets-id-"),
        ("What?", "what"),
    ],
)
def test_tools_make_different_anchors_of_a_title(title, names):
    for name in names.split():
        assert not dead(f"# Page\n\n[a](#{name})\n\n## {title}\n"), name


@pytest.mark.parametrize("name", ["other", "get-user", "get-user-id-v1-3"])
def test_what_no_tool_makes_is_dead(name):
    assert dead(f"# Page\n\n[a](#{name})\n\n## Get `user_id` (v1.2)\n") == [f"#{name}"]


@pytest.mark.parametrize(
    "part",
    [
        "{{< include x >}}",
        "{{ partial }}",
        "{% include 'x.md' %}",
        "<%= render %>",
        "<Partial name='x' />",
        "[!INCLUDE [x](x.md)]",
        "--8<-- 'x.md'",
        "{!x.md!}",
    ],
)
def test_a_page_with_parts_from_elsewhere_is_open(part):
    assert is_open(page_of(f"# Page\n\n{part}\n"))
    assert not is_open(page_of(f"# Page\n\n```\n{part}\n```\n\nOr `{part}`.\n"))


@pytest.mark.parametrize(
    "path", ["docs/_errors.md", "docs/includes/errors.md", "docs/common/errors.md"]
)
def test_a_fragment_is_open(path):
    assert not dead("# Page\n\n[a](#gone)\n", path)


def test_a_page_that_begins_deep_goes_into_another():
    assert is_open(page_of("#### sort\n\n[a](#gone)\n"))
    assert not is_open(page_of("---\ntitle: Sort\n---\n\n#### sort\n\n[a](#gone)\n"))
    assert not is_open(page_of("## sort\n\n[a](#gone)\n"))


@pytest.mark.parametrize("mark", ["(quay)=\n", "```{toctree}\nb\n```\n", ":::{eval-rst}\n:::\n"])
def test_pages_of_one_tool_may_link_to_names_of_all_others(mark):
    marked = page_of(f"# B\n\n{mark}\n# C\n", "docs/b.md")
    pages = [page_of("# A\n\n[a](#x)\n", path) for path in ("docs/far/a.md", "other/a.md", "a.md")]
    found = references.dead(Project(pages=(marked, *pages)))
    assert [hit.anchor.source.path for hit in found] == ["other/a.md", "a.md"]


def test_paths_of_any_kind_are_compared():
    text = "(a)=\n# A\n\n[a](#x)\n"
    marked = [page_of(text, path) for path in ("/far/a.md", "docs/a.md", "../a.md")]
    for pages in ([marked[0]], [marked[2]], marked):
        assert not list(references.dead(Project(pages=tuple(pages))))


@pytest.mark.parametrize(
    "text", ["{% tab %}\nx\n{% endtab %}", "{{< note >}}\nx\n{{< /note >}}", "<Note>x</Note>"]
)
def test_a_tag_with_an_end_brings_nothing(text):
    assert not is_open(page_of(f"# Page\n\n{text}\n"))


def test_a_link_to_another_page_is_followed_where_that_is_checked():
    page = page_of("# A\n\n[a](b.md#x) [b](../c.md#y) [c](b.md#z) [d](gone.md#x)\n", "docs/a.md")
    others = page_of("# B\n\n## X\n", "docs/b.md"), page_of("# C\n", "c.md")
    found = [hit.facts["name"] for hit in references.dead(Project(pages=(page, *others)))]
    assert sorted(found) == ["#y", "#z"]


def test_a_title_is_shown_as_most_tools_make_an_anchor_of_it():
    assert slug("What is `this`, then?") == "what-is-this-then"


@pytest.mark.parametrize("piece", ["[a](#b) ", "{#", "{: a ", "[[#", "id=", "<A ", "## a\n\n", "é"])
def test_a_dead_link_is_found_on_a_hostile_page(piece):
    text = "# A\n\n[a](#b)\n\n" + piece * 400
    assert dead(text) == ["#b"]
    assert anchors(page_of(text)).keys["a"] == 1 + text.count("## a")


@pytest.mark.parametrize("piece", ["{% a ", "{{< a ", "(a)=\n"])
def test_a_hostile_page_that_tools_complete_has_no_dead_links(piece):
    text = "# A\n\n[a](#b)\n\n" + piece * 400
    assert dead(text) == []
    assert anchors(page_of(text)).keys["a"] == 1 + text.count("(a)")


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("see A", []),
        ("See Aa Bb ", []),
        ("Figure 1 ", []),
        ("Table ", []),
        ("see Aa Bb. ", ["Aa Bb"]),
    ],
)
def test_what_is_mentioned_again_and_again_is_told_of_once(piece, names):
    page = page_of("# A\n\n" + piece * 400)
    assert [hit.facts["what"] for hit in references.dead_mention(page)] == names
