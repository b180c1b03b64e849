"""What pages take in, from end to end: findings at the file that is wrong, told once."""

from __future__ import annotations

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.fix.candidates import unfit
from doclint.report.show_report import show_data
from doclint.rules.catalog import catalog
from doclint.run import lint

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: colour, in: query, schema: {type: string}}
        - {name: size, in: query, schema: {type: string}}
      responses: {"200": {description: All pets.}, "404": {description: None there.}}
  /cats:
    get:
      operationId: listCats
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: colour, in: query, schema: {type: string}}
        - {name: size, in: query, schema: {type: string}}
      responses: {"200": {description: All cats.}}
"""
PAGE = """\
# List NAME

`GET /NAME`

STATEMENT

## Responses

| Code | Meaning |
|------|---------|
| 200  | All.    |
"""
PARAMS = """\
## Query parameters

| Name | Type | Description |
|------|------|-------------|
| limit | integer | How many. |
| colour | string | Which colour. |
"""
WRONG = PARAMS.replace("| limit | integer", "| limit | boolean")
LAST = "| size | string | How large. |\n"


def page(statement='--8<-- "params.md"', name="pets"):
    return PAGE.replace("STATEMENT", statement).replace("NAME", name)


def run(texts, paths=(".",), config=None, **how):
    files = Memory({"openapi.yaml": SPEC, **texts})
    return lint(files, paths, config or Config(), tuple(catalog()), **how)


def told(result, *families):
    found = result.findings
    return [
        f"{one.place.path}:{one.place.line} {one.rule}"
        for one in found
        if not families or one.rule.partition("/")[0] in families
    ]


def test_what_is_right_in_a_file_is_right_on_the_page():
    texts = {"docs/pets.md": page(), "docs/_includes/params.md": PARAMS + LAST}
    result = run(texts)
    assert not told(result, "parameter")
    assert result.coverage.pages == 1
    assert (result.coverage.includes, result.coverage.includes_missed) == (1, 0)


def test_what_is_wrong_stands_at_the_file():
    result = run({"docs/pets.md": page(), "docs/_includes/params.md": WRONG})
    assert told(result, "parameter") == [
        "docs/_includes/params.md:3 parameter/missing-parameter",
        "docs/_includes/params.md:5 parameter/type-differs",
    ]
    (also,) = (one for one in result.findings[1].also if one.place.path == "docs/pets.md")
    assert (also.place.line, also.label) == (5, "taken in for GET /pets")


def test_a_file_of_several_pages_is_told_of_once():
    texts = {
        "docs/pets.md": page(),
        "docs/cats.md": page(name="cats"),
        "docs/_includes/params.md": WRONG.replace("colour", "color") + LAST,
    }
    result = run(texts)
    found = told(result, "parameter")
    assert len(found) == len(set(found))
    assert "docs/_includes/params.md:6 parameter/near-miss-name" in found
    near = next(one for one in result.findings if one.rule == "parameter/near-miss-name")
    assert [one.label for one in near.also if one.label.startswith("taken in")] == [
        "taken in for GET /cats",
        "taken in for GET /pets",
    ]
    assert result.coverage.pages == 2


@pytest.mark.parametrize(
    "statement",
    [
        '--8<-- "params.md"',
        '{% include "params.md" %}',
        "[!INCLUDE [parameters](../includes/params.md)]",
        "<!-- @include: ./params.md -->",
        "@include 'params.mdx'",
        '{{< transclude_it page="params" >}}',
        "![[params.md]]",
    ],
)
def test_nothing_is_missing_where_a_file_is_not_there(statement):
    texts = {"docs/pets.md": page(f"{PARAMS}\n{statement}").replace("| 200  | All.    |\n", "")}
    result = run(texts)
    assert not [one for one in told(result) if "missing" in one or "empty" in one]
    assert result.coverage.includes_missed == 1


def test_what_is_missing_is_told_where_all_is_read():
    result = run({"docs/pets.md": page(PARAMS)})
    assert "docs/pets.md:7 parameter/missing-parameter" in told(result)


def test_lists_of_links_leave_no_gap():
    result = run({"docs/pets.md": page(f"{PARAMS}\n") + '\n--8<-- "includes/links.md"\n'})
    assert "docs/pets.md:7 parameter/missing-parameter" in told(result)


def test_a_named_file_stands_for_the_pages_that_take_it_in():
    texts = {
        "docs/pets.md": page().replace("| 200  |", "| 299  |"),
        "docs/_includes/params.md": WRONG,
    }
    result = run(texts, ("docs/_includes/params.md",))
    assert {one.place.path for one in result.findings} == {"docs/_includes/params.md"}
    assert "docs/_includes/params.md:5 parameter/type-differs" in told(result)


def test_a_file_that_nothing_takes_in_is_a_page():
    result = run({"docs/_includes/pets.md": page(WRONG)}, ("docs/_includes/pets.md",))
    assert "docs/_includes/pets.md:9 parameter/type-differs" in told(result)


def test_a_page_of_its_own_stays_one():
    own = "---\ntitle: Parameters\n---\n" + PARAMS
    result = run({"docs/pets.md": page(), "docs/params.md": own})
    assert result.coverage.pages == 2


def test_pages_that_take_in_one_another_stay_pages():
    texts = {"docs/_a.md": 'A.\n\n--8<-- "_b.md"\n', "docs/_b.md": 'B.\n\n--8<-- "_a.md"\n'}
    assert run(texts).coverage.pages == 2


def test_what_a_file_says_to_ignore_is_ignored_for_each_page():
    quiet = WRONG.replace(
        "## Query", "<!-- doclint: off[parameter/type-differs] here it is so -->\n\n## Query"
    )
    texts = {
        "docs/pets.md": page(),
        "docs/cats.md": page(name="cats"),
        "docs/_includes/params.md": quiet + LAST,
    }
    result = run(texts)
    assert not told(result, "parameter")
    assert not [one for one in result.findings if one.rule == "project/unused-suppression"]
    assert {one.rule for one in result.suppressed} == {"parameter/type-differs"}


def test_code_of_a_file_is_an_example_of_the_page():
    text = page('```json\n--8<-- "pets.json"\n```\n')
    texts = {"docs/pets.md": text, "docs/pets.json": '{\n  "a": 1\n  "b": 2\n}\n'}
    assert "docs/pets.json:2 example/invalid-json" in told(run(texts))


def test_values_do_not_make_fixes():
    part = PARAMS.replace("limit | integer", "{{ include.x }} | boolean") + LAST
    texts = {"docs/pets.md": page('{% include "p.md" x="limit" %}'), "docs/_includes/p.md": part}
    result = run(texts)
    assert told(result, "parameter") == ["docs/_includes/p.md:5 parameter/type-differs"]


def test_what_was_read_is_shown():
    texts = {"docs/pets.md": page() + '\n--8<-- "none.md"\n', "docs/_includes/params.md": PARAMS}
    (shown,) = show_data(run(texts))["pages"]
    assert [(one["line"], one["file"], one["reason"]) for one in shown["includes"]] == [
        (5, "docs/_includes/params.md", None),
        (13, None, "not found"),
    ]
    assert shown["contracts"][0]["lists"][0]["in"] == "docs/_includes/params.md"


def test_own_notations_are_read():
    config = Config(includes_by=(r"\(\((?P<path>[^()\s]+)\)\)",), include_paths=("parts",))
    result = run({"docs/pets.md": page("((p.md))"), "parts/p.md": WRONG}, config=config)
    assert "parts/p.md:5 parameter/type-differs" in told(result)


ELEMENTS = """\
<ParamField query="limit" type="boolean">
  How many.
</ParamField>

<ParamField query="tenant" type="string" required>
  Which.
</ParamField>
"""
MDX = """\
---
title: List pets
openapi: "GET /pets"
---
import Paging from '/snippets/paging.mdx';

## Query parameters

<Paging />

<ParamField query="colour" type="integer">
  The colour.
</ParamField>
"""


def test_elements_of_a_file_are_members_of_the_page():
    texts = {
        "api/pets.mdx": MDX,
        "api/cats.mdx": MDX.replace("GET /pets", "GET /cats"),
        "snippets/paging.mdx": ELEMENTS,
    }
    assert told(run(texts), "parameter") == [
        "api/cats.mdx:7 parameter/missing-parameter",
        "api/cats.mdx:11 parameter/type-differs",
        "api/pets.mdx:7 parameter/missing-parameter",
        "api/pets.mdx:11 parameter/type-differs",
        "snippets/paging.mdx:1 parameter/type-differs",
        "snippets/paging.mdx:5 parameter/unknown-parameter",
    ]


def test_elements_of_a_file_that_is_taken_in_twice_stand_twice():
    again = MDX + "\n## More\n\n<Paging />\n"
    result = run({"api/pets.mdx": again, "snippets/paging.mdx": ELEMENTS})
    (endpoint,) = (one for one in result.project.endpoints if one.documented.namings)
    names = [member.name for each in endpoint.documented.listings for member in each.members]
    assert names == ["limit", "tenant", "colour", "limit", "tenant"]


def test_a_file_may_take_in_another_between_its_elements():
    inner = "<ParamField query='size' type='string'>\n  How large.\n</ParamField>\n"
    outer = ELEMENTS.replace("\n\n", "\n\nimport Size from './size.mdx';\n\n<Size />\n\n", 1)
    texts = {"api/pets.mdx": MDX, "snippets/paging.mdx": outer, "snippets/size.mdx": inner}
    (endpoint,) = (one for one in run(texts).project.endpoints if one.documented.namings)
    names = [member.name for each in endpoint.documented.listings for member in each.members]
    assert names == ["limit", "size", "tenant", "colour"]


def test_a_comment_that_does_nothing_is_told_of_once_and_can_be_mended():
    idle = PARAMS.replace("| Name", "<!-- doclint: ignore[table/cell-count] -->\n\n| Name") + LAST
    texts = {
        "docs/pets.md": page(),
        "docs/cats.md": page(name="cats"),
        "docs/_includes/params.md": idle,
    }
    result = run(texts)
    (stale,) = (one for one in result.findings if one.rule == "project/unused-suppression")
    assert stale.place.path == "docs/_includes/params.md"
    files = Memory({"openapi.yaml": SPEC, **texts})
    assert not list(unfit([stale], result, files.data))
