import pytest

from doclint.report.html.owners import read_owners

OWNERS = """\
# everything
*                 @all
/docs/            @writers  # and nobody else
docs/api/*        @api
/docs/api/old.md
*.rst             rst@example.com
**/legacy         @legacy
/guides/**/intro.md @intro
/with\\ blank.md   @blank
/one?.md          @one
"""


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("README.md", ("@all",)),
        ("docs/start.md", ("@writers",)),
        ("docs/deep/er/page.md", ("@writers",)),
        ("other/docs/start.md", ("@all",)),  # a leading slash counts from the top
        ("docs/api/pets.md", ("@api",)),
        ("docs/api/deep/pets.md", ("@writers",)),  # a star ends at a slash
        ("docs/api/old.md", ()),  # somebody took the owners away
        ("docs/api/pets.rst", ("rst@example.com",)),
        ("a/b/legacy/page.md", ("@legacy",)),
        ("legacy/page.md", ("@legacy",)),
        ("guides/intro.md", ("@intro",)),
        ("guides/a/b/intro.md", ("@intro",)),
        ("with blank.md", ("@blank",)),
        ("one1.md", ("@one",)),
        ("one.md", ("@all",)),
    ],
)
def test_the_last_pattern_that_fits_tells_the_owners(path, owners):
    assert read_owners(OWNERS).of(path) == owners


def test_paths_count_from_where_the_user_stands():
    owners = read_owners("/docs/ @writers\n", "docs")
    assert owners.of("page.md") == ("@writers",)
    assert owners.of("../page.md") == ()


def test_sections_add_their_owners_and_have_some_of_their_own():
    owners = read_owners(
        "* @all\n[Docs] @writers\ndocs/\n^[Api][2] @api\ndocs/api/ @one @two\n"
        "[docs]\ndocs/x.md @x\n"
    )
    assert owners.of("docs/page.md") == ("@all", "@writers")
    assert owners.of("docs/api/page.md") == ("@all", "@writers", "@one", "@two")
    assert owners.of("docs/x.md") == ("@all", "@x")


def test_hostile_patterns_are_no_patterns_of_ours():
    owners = read_owners("(((( @a\n[ @b\n*" + "*/" * 30 + "x @c\n+?[a-z] @d\n")
    assert owners.of("docs/page.md") == ()
