"""One defect in a page gives one finding, with all rules on that are on by default."""

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.rules.catalog import catalog
from doclint.run import lint

SPEC = """\
openapi: 3.1.0
info: {title: Lending library, version: "1"}
paths:
  /books/{isbn}/copies/{copyId}:
    put:
      parameters:
        - {name: isbn, in: path, required: true, schema: {type: string}}
        - {name: copyId, in: path, required: true, schema: {type: string}}
        - {name: notify, in: query, schema: {type: boolean, default: false}}
        - {name: branch, in: query, schema: {type: string, enum: [main, north, harbour]}}
        - {name: language, in: query, schema: {type: string}}
        - {name: X-Reader-Card, in: header, required: true, schema: {type: string}}
      requestBody:
        content:
          application/json:
            schema:
              required: [condition]
              properties:
                condition: {type: string}
                shelf: {type: integer}
                bought: {type: string}
                price: {type: number}
      responses: {"200": {description: Saved.}}
"""
HEADED = """\
# Save a copy

`PUT /books/{isbn}/copies/{copyId}`

## Path parameters

| Name | Type | Required |
|------|------|----------|
| isbn | string | Yes |
| copyId | string | Yes |

## Query parameters

| Name | Type | Required | Description |
|------|------|----------|-------------|
| notify | boolean | No | Default: `false` |
| branch | string | No | One of `main`, `north`, `harbour` |
| language | string | No | |

## Headers

| Name | Type | Required |
|------|------|----------|
| X-Reader-Card | string | Yes |

## Request body

| Name | Type | Required |
|------|------|----------|
| condition | string | Yes |
| shelf | integer | No |
| bought | string | No |
| price | number | No |
"""
PLACED = """\
# Save a copy

`PUT /books/{isbn}/copies/{copyId}`

|Name|In|Type|Required|
|---|---|---|---|
|isbn|path|string|true|
|copyId|path|string|true|
|notify|query|boolean|false|
|branch|query|string|false|
|language|query|string|false|
|X-Reader-Card|header|string|true|
"""
RULES = [rule for rule in catalog() if rule.set == "recommended"]


def found(page):
    result = lint(Memory({"page.md": page, "openapi.yaml": SPEC}), (".",), Config(), RULES)
    assert not result.crashes
    return [finding.rule for finding in result.findings]


@pytest.mark.parametrize("page", [HEADED, PLACED], ids=["headed", "placed"])
def test_page_without_defect_is_clean(page):
    assert found(page) == []


@pytest.mark.parametrize(
    ("page", "old", "new", "rule"),
    [
        (HEADED, "| branch |", "| brnach |", "parameter/near-miss-name"),
        (HEADED, "| isbn | string |", "| isbm | string |", "parameter/near-miss-name"),
        (HEADED, "| copyId |", "| copy_id |", "parameter/near-miss-name"),
        (HEADED, "| X-Reader-Card |", "| X-Reader-Crad |", "parameter/near-miss-name"),
        (HEADED, "| shelf |", "| shelfs |", "body/near-miss-name"),
        (HEADED, "| condition |", "| Condition |", "body/near-miss-name"),
        (HEADED, "| copyId | string | Yes |\n", "", "parameter/placeholder-without-row"),
        (HEADED, "| language | string | No | |\n", "", "parameter/missing-parameter"),
        (HEADED, "| bought | string | No |\n", "", "body/missing-property"),
        (
            HEADED,
            "copyId | string | Yes",
            "copyId | string | No",
            "parameter/optional-path-parameter",
        ),
        (HEADED, "isbn | string | Yes", "isbn | integer | Yes", "parameter/type-differs"),
        (HEADED, "Card | string | Yes", "Card | string | No", "parameter/required-differs"),
        (HEADED, "`false`", "`true`", "parameter/default-differs"),
        (HEADED, "`harbour`", "`harbor`", "parameter/enum-differs"),
        (HEADED, "## Headers", "## Query parameters", "parameter/wrong-location"),
        (HEADED, "| price | number | No |", "| price | boolean | No |", "body/type-differs"),
        (HEADED, "| price | number | No |", "| price | number | Yes |", "body/required-differs"),
        (
            HEADED,
            "| copyId | string | Yes |\n",
            "| copyId | string | Yes |\n| volume | string | Yes |\n",
            "parameter/row-without-placeholder",
        ),
        (
            HEADED,
            "| isbn | string | Yes |\n",
            "| isbn | string | Yes |\n| branch | string | Yes |\n",
            "parameter/wrong-location",
        ),
        (
            HEADED,
            "| notify | boolean | No | Default: `false` |\n",
            "| notify | boolean | No | Default: `false` |\n| colour | string | No | |\n",
            "parameter/unknown-parameter",
        ),
        (PLACED, "|copyId|", "|copyid|", "parameter/near-miss-name"),
        (PLACED, "|copyId|path|string|true|\n", "", "parameter/placeholder-without-row"),
        (PLACED, "|branch|query|", "|branch|header|", "parameter/wrong-location"),
        (
            PLACED,
            "|copyId|path|string|true|",
            "|copyId|query|string|true|",
            "parameter/wrong-location",
        ),
        (PLACED, "|branch|query|", "|branch|path|", "parameter/wrong-location"),
        (PLACED, "|language|query|", "|langauge|query|", "parameter/near-miss-name"),
    ],
)
def test_one_defect_is_one_finding(page, old, new, rule):
    assert page.count(old) == 1
    assert found(page.replace(old, new)) == [rule]
