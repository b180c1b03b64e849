"""General checks say at once which option of a rule file is wrong, and hold on odd pages."""

from dataclasses import replace

import pytest

from doclint.checks import house
from doclint.config import Config
from doclint.files import Memory
from doclint.report.explain import check_page, page
from doclint.rules.find import checks_of, find_check
from doclint.rules.load import RuleError, rule_from
from doclint.rules.rule import options
from doclint.run import lint

BASE = {"summary": "s", "message": "m", "severity": "error", "since": "0.1"}
TEXT = "# List pets\n\n`GET /pets`\n\n## Query\n\n| Name | Type |\n|---|---|\n| a | string |\n"


@pytest.fixture
def made(tmp_path):
    """A rule with a check and its options, as a file says it."""

    def make(check, message="m", **given):
        file = tmp_path / "house/x.yaml"
        file.parent.mkdir(exist_ok=True)
        rows = "".join(f"  {key}: x\n" for key in given)
        file.write_text(f"check: house.{check}\nwith:\n{rows}", "utf-8")
        data = {**BASE, "message": message, "check": f"house.{check}", "with": given}
        return rule_from("house/x", data, file)

    return make


def found(rule, text=TEXT, path="docs/page.md", **config):
    result = lint(Memory({path: text}), (".",), Config(**config), (rule,))
    assert not result.crashes
    return [(one.place.line, one.message) for one in result.findings]


BROKEN = [
    ("required-section", {}, "check: the check needs the option `section`"),
    ("required-section", {"section": 1}, "with/section: is `1`, expected a title"),
    ("required-section", {"section": []}, "with/section: is an empty list"),
    ("required-section", {"section": ["A", {"mach": "x"}]}, "with/section/1/mach: unknown key"),
    (
        "required-section",
        {"section": {"matches": "("}},
        "section/matches: `(` is no regular expres",
    ),
    ("required-section", {"section": {"role": "querry"}}, "did you mean `query`?"),
    (
        "required-section",
        {"section": {"level": 9}},
        "with/section/level: is `9`, expected a number",
    ),
    ("required-section", {"section": "A", "per": "opertion"}, "did you mean `operation`?"),
    ("required-section", {"section": "A", "page": "x"}, "no option `page`; did you mean `pages`?"),
    (
        "required-section",
        {"section": "A", "pages": 3},
        "with/pages: is `3`, expected text or a list",
    ),
    ("required-section", {"section": "A", "pages": {"method": "GTE"}}, "did you mean `GET`?"),
    ("required-section", {"section": "A", "pages": {"describes": "x"}}, "with/pages/describes: is"),
    ("heading-order", {"order": "A"}, 'with/order: is `"A"`, expected a list of two titles'),
    ("forbidden-text", {"pattern": "[a-"}, "with/pattern: `[a-` is no regular expression: "),
    ("forbidden-text", {"pattern": "a", "within": "proze"}, "did you mean `prose`?"),
    ("column-required", {"columns": {"role": "tipe"}}, "did you mean `type`?"),
    ("column-required", {"columns": {"role": "type", "title": "x"}}, "a mapping of one key"),
    ("column-required", {"columns": "type", "tables": "qery"}, "did you mean `query`?"),
    ("column-required", {"columns": "type", "tables": {"were": "x"}}, "did you mean `where`?"),
    ("front-matter-schema", {"schema": {"type": "strin"}}, "with/schema/type: is no JSON Schema"),
    ("front-matter-schema", {"schema": "no.json"}, "no.json` cannot be read: no such file"),
    ("front-matter-schema", {"schema": {"$ref": "http://a/b"}}, "`http://a/b` is in another file"),
    ("name-pattern", {"style": "snakecase"}, "no style `snakecase`; did you mean `snake_case`?"),
    ("name-pattern", {"style": "(a"}, "with/style: `(a` is no regular expression"),
    ("name-pattern", {"style": "lowercase", "where": ["quer"]}, 'with/where/0: is `"quer"`'),
    ("one-of", {"of": [{"section": "A"}]}, "expected a list of two things or more"),
    ("one-of", {"of": [{"section": "A"}, {"sectoin": "B"}]}, "did you mean `section`?"),
    ("one-of", {"of": [{"key": "a"}, {"column": {"matches": "("}}]}, "with/of/1/column/matches: "),
]


@pytest.mark.parametrize(("check", "given", "reason"), BROKEN)
def test_broken_options_are_told_when_the_rule_is_loaded(made, check, given, reason):
    with pytest.raises(RuleError) as caught:
        made(check, **given)
    assert reason in str(caught.value)
    assert "x.yaml:" in str(caught.value)


def test_the_place_of_a_broken_option_is_its_line(made):
    with pytest.raises(RuleError, match=r"x\.yaml:4: with/per"):
        made("required-section", section="A", per="x")


def test_options_may_be_written_with_hyphens_and_checks_with_underscores():
    assert find_check("house.required-section") is find_check("house.required_section")


def test_schemas_are_read_from_a_file_beside_the_rule(made, tmp_path):
    (tmp_path / "house").mkdir()
    (tmp_path / "house/a.schema.yaml").write_text("required: [title]\n")
    rule = made("front-matter-schema", "$problem", schema="a.schema.yaml")
    assert found(rule) == [(1, "there is no front matter: it lacks `title`")]
    assert found(rule, "---\nname: x\n---\n" + TEXT) == [(1, "the front matter lacks `title`")]
    assert found(rule, "---\ntitle: [\n---\n" + TEXT) == []  # which another rule tells


def test_front_matter_may_be_left_out_where_the_rule_says_so(made):
    rule = made("front-matter-schema", schema={"required": ["title"]}, required=False)
    assert found(rule) == []


@pytest.mark.parametrize(
    ("pages", "held"),
    [
        ("docs", True),
        (["*.mdx", "page.md"], True),
        ({"except": "docs/*.md"}, False),
        ({"describes": "no-operation"}, False),
        ({"describes": "operation", "method": "get"}, True),
        ({"method": ["POST", "PUT"]}, False),
    ],
)
def test_pages_are_chosen_by_path_method_and_what_they_describe(made, pages, held):
    assert bool(found(made("required-section", section="X", pages=pages))) == held


def test_globs_start_at_the_folder_of_the_configuration(made):
    rule = made("required-section", section="X", pages="docs/page.md")
    assert found(rule, path="site/docs/page.md", root="site")
    assert not found(rule, path="site/docs/page.md")


def test_words_of_the_configuration_are_roles_too(made):
    rule = made("column-required", "$columns", columns="type", tables={"under": {"role": "query"}})
    german = TEXT.replace("| Name | Type |", "| Name | Sorte |").replace("Query", "Abfragewerte")
    words = {"query-heading": ("abfragewerte",), "type-column": ("sorte",)}
    assert found(rule, german) == []
    assert found(rule, german, vocabulary={"query-heading": ("abfragewerte",)}) == [(7, "`type`")]
    assert found(rule, german, vocabulary=words) == []


@pytest.mark.parametrize(
    ("style", "right", "wrong", "better"),
    [
        ("snake_case", "page_size2", "pageSize2", "page_size2"),
        ("kebab-case", "page-size", "page_size", "page-size"),
        ("camelCase", "pageSize", "Page-Size", "pageSize"),
        ("PascalCase", "PageSize", "page_size", "PageSize"),
        ("SCREAMING_SNAKE_CASE", "PAGE_SIZE", "PageSize", "PAGE_SIZE"),
        ("Train-Case", "X-Request-ID", "x-request-id", "X-Request-Id"),
        ("lowercase", "pagesize", "pageSize", "pagesize"),
        ("[a-z]+", "page", "page1", ""),
    ],
)
def test_styles_of_names(made, style, right, wrong, better):
    rule = made("name-pattern", "$better", style=style)
    rows = f"| `{right}` | string |\n| `{wrong}` | string |\n"
    text = TEXT.replace("| a | string |\n", rows)
    assert found(rule, text) == [(10, better)]


@pytest.mark.parametrize(
    "text", ["", "\n", "---\n---\n", "|a|\n|-|\n|\n", "#\n\n##\n", "<table>\n"]
)
def test_odd_pages_are_no_crash(made, text):
    for check, given in (
        ("required-section", {"section": {"matches": "^$"}}),
        ("heading-order", {"order": ["a", "b"]}),
        ("forbidden-text", {"pattern": "x*", "within": "page"}),
        ("forbidden-text", {"pattern": "x*", "within": "code", "under": "a"}),
        ("column-required", {"columns": "type"}),
        ("cell-pattern", {"column": {"matches": ".?"}, "pattern": "x", "empty": True}),
        ("front-matter-schema", {"schema": {"type": "array"}}),
        ("name-pattern", {"style": "lowercase", "where": ["url", "operation"]}),
        ("one-of", {"of": [{"key": "a.b"}, {"table": "query"}], "per": "operation"}),
    ):
        found(made(check, **given), text)


@pytest.mark.parametrize("name", checks_of(house))
def test_each_check_is_explained_with_all_its_options(name):
    text = check_page(f"house.{name}", find_check(f"house.{name}"))
    assert all(f"- `{option.name}`" in text for option in options(getattr(house, name)))
    assert "## Facts for the message\n\n`$" in text
    assert "In a rule file" in text


def test_a_page_shows_options_as_they_are_written(made):
    text = page(replace(made("required-section", section={"role": "error"}), why="Because."))
    assert "- `section` (headings); here `{'role': 'error'}`\n" in text
    assert "- `per` (`page` or `operation`); `'page'` unless given\n" in text
    assert "`doclint explain house.required-section` tells what each" in text
    assert "- `pages` (which pages a rule is for); `all pages` unless given\n" in text
