"""A suppression covers the block that it says, needs a rule, and is told when it does nothing."""

import pytest

from doclint.config import Config
from doclint.model.finding import Finding, Place
from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template
from doclint.parse.markdown.pages import parse_markdown
from doclint.suppress import apply, by_config, in_spec, in_template, on_page, unused

KNOWN = ("table/cell-count", "table/glued-rows", "page/empty-section")


def finding(source, text, rule="table/cell-count", operation=None):
    start = source.text.index(text)
    line, column = source.position(start)
    place = Place(source.path, start, start + 1, line, column, line, column + 1)
    return Finding(rule, "error", place, "m", "", operation, (), "0" * 16)


def states(text, *marks, rule="table/cell-count"):
    page = parse_markdown(Source("page.md", text))
    told, _ = apply([finding(page.source, mark, rule) for mark in marks], [*on_page(page)])
    return [one.state for one in told]


def told_unused(text, *marks, ran=KNOWN):
    page = parse_markdown(Source("page.md", text))
    own = [*on_page(page)]
    _, used = apply([finding(page.source, mark) for mark in marks], own)
    return [(span.text, name, why) for span, name, why, _ in unused(own, used, ran, KNOWN)]


TABLES = """\
# Title

<!-- doclint: ignore[table/cell-count] the reason -->

| a |
|---|
| first |

Then.

| b |
|---|
| second |
"""


def test_a_comment_is_for_the_next_block_only():
    assert states(TABLES, "first", "second", "Title") == ["suppressed", "new", "new"]


def test_a_comment_right_above_a_table_is_for_the_table():
    assert states(TABLES.replace("-->\n\n", "-->\n"), "first", "second") == ["suppressed", "new"]


def test_the_reason_is_kept():
    page = parse_markdown(Source("page.md", TABLES))
    (told,), _ = apply([finding(page.source, "first")], [*on_page(page)])
    assert told.reason == "the reason"


def test_a_family_stands_for_its_rules_and_another_rule_does_not():
    assert states(TABLES.replace("/cell-count", ""), "first") == ["suppressed"]
    assert states(TABLES, "first", rule="table/glued-rows") == ["new"]


def test_a_comment_in_a_cell_is_for_its_table():
    text = "| a |\n|---|\n| first <!-- doclint: ignore[table] --> |\n| second |\n\nThen.\n"
    assert states(text, "first", "second", "Then") == ["suppressed", "suppressed", "new"]


def test_off_holds_until_on_or_to_the_end():
    text = "a\n\n<!-- doclint: off[table] -->\n\nb\n\n<!-- doclint: on[table] -->\n\nc\n"
    assert states(text, "a", "b\n", "c\n") == ["new", "suppressed", "new"]
    assert states(text.replace("on[table]", "on[page]"), "c\n") == ["suppressed"]


def test_a_file_is_ignored_by_a_comment_and_by_front_matter():
    assert states("a\n\nb <!-- doclint: ignore-file[table] x -->\n", "a") == ["suppressed"]
    assert states("---\ndoclint: {ignore: [table]}\n---\n\nTHE\n", "THE") == ["suppressed"]


def test_comments_of_mdx_work_and_those_in_code_are_text():
    page = Source("page.mdx", "{/* doclint: ignore[table] */}\n\nTHE\n")
    (told,), _ = apply([finding(page, "THE")], [*on_page(parse_markdown(page))])
    assert told.state == "suppressed"
    assert states("```\n<!-- doclint: ignore[table] -->\n```\n\nTHE\n", "THE") == ["new"]


def test_a_comment_in_a_spec_is_for_its_line_or_the_next():
    text = "a: 1 # doclint: ignore[table] here\nb: 2\n# doclint: ignore[table]\nc: 3\nd: 4\n"
    source = Source("openapi.yaml", text)
    told, _ = apply(
        [finding(source, mark) for mark in ("a:", "b:", "c:", "d:")], [*in_spec(source)]
    )
    assert [one.state for one in told] == ["suppressed", "new", "suppressed", "new"]


def test_what_suppresses_something_is_not_told():
    assert told_unused(TABLES, "first") == []


def test_what_suppresses_nothing_is_told_at_the_comment():
    comment = "<!-- doclint: ignore[table/cell-count] the reason -->"
    assert told_unused(TABLES) == [(comment, "table/cell-count", "there is nothing to suppress")]


def test_a_rule_that_did_not_run_is_not_judged():
    assert told_unused(TABLES, ran=("page/empty-section",)) == []


def test_an_unknown_rule_and_no_rule_are_told():
    ((_, name, why),) = told_unused("<!-- doclint: ignore[table/cell-cuont] -->\n\nx\n")
    assert name == "table/cell-cuont"
    assert why.endswith("did you mean `table/cell-count`?")
    ((_, _, why),) = told_unused("<!-- doclint: ignore please -->\n\nx\n")
    assert why.startswith("names no rule")


def test_the_config_ignores_by_file():
    source = Source("docs/old.md", "THE")
    config = Config(per_file_ignores={"docs/old*": ("table",), "x/*": ("table",)})
    (told,) = by_config([finding(source, "THE")], config, ())
    assert (told.state, told.reason) == ("suppressed", "per-file-ignores: docs/old*")
    (told,) = by_config([finding(Source("docs/new.md", "THE"), "THE")], config, ())
    assert told.state == "new"


def test_the_config_ignores_by_operation():
    source = Source("a.md", "THE")
    config = Config(per_operation_ignores={"GET /pets": ("table/cell-count",)})
    told = by_config(
        [finding(source, "THE", operation=name) for name in ("GET /pets", "GET /cats")], config, ()
    )
    assert [one.state for one in told] == ["suppressed", "new"]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- doclint: ignroe[table/cell-count] -->",
        "<!-- doclint ignore[table/cell-count] -->",
        "<!-- doclint-disable table/cell-count -->",
        "<!-- doclint: [table/cell-count] -->",
        "{/* doclint: disable[table/cell-count] */}",
    ],
)
def test_a_comment_that_is_spelled_wrong_is_told(comment):
    assert states(f"{comment}\n\nx\n", "x") == ["new"]
    ((said, _, why),) = told_unused(f"{comment}\n\nx\n")
    assert said == comment
    assert why.startswith("names no rule")


def test_a_comment_about_something_else_is_none_of_ours():
    text = "<!-- doclint is run on this page -->\n\n<!-- doclint: a linter -->\n\nx\n"
    assert told_unused(text) == []


# Templates ----------------------------------------------------------------------------------------


def states_of_template(text, *marks):
    template = parse_template(Source("t.md.j2", text))
    told, _ = apply([finding(template.source, mark) for mark in marks], [*in_template(template)])
    return [one.state for one in told]


@pytest.mark.parametrize("comment", ["{# %s #}", "{#- %s -#}", "{#%s a reason#}"])
def test_a_comment_in_a_template_covers_the_next_line_and_what_that_opens(comment):
    comment %= "doclint: ignore[table]"
    text = f"FIRST\n{comment}\n{{% for p in ps %}}\n\nROW\n{{% endfor %}}\nAFTER\n"
    assert states_of_template(text, "FIRST", "ROW", "AFTER") == ["new", "suppressed", "new"]


def test_a_comment_behind_a_row_of_a_template_covers_that_line():
    text = "FIRST {# doclint: ignore[table] #}\nSECOND\n"
    assert states_of_template(text, "FIRST", "SECOND") == ["suppressed", "new"]


def test_a_template_has_stretches_that_are_off():
    text = "FIRST\n{# doclint: off[table] #}\nSECOND\n{# doclint: on[table] #}\nTHIRD\n"
    assert states_of_template(text, "FIRST", "SECOND", "THIRD") == ["new", "suppressed", "new"]
    assert states_of_template(f"A\n{{# doclint: ignore-file[table] #}}\n{text}", "THIRD") == [
        "suppressed"
    ]
