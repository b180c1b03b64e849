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
SHOWN_SPEC = """\
openapi: 3.0.3
info: {title: Lending library, version: "1"}
paths:
  /readers/{readerId}/loans:
    post:
      parameters:
        - {name: readerId, in: path, required: true, schema: {type: integer}}
        - {name: branch, in: query, schema: {type: string, enum: [main, north]}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [isbn]
              properties:
                isbn: {type: string}
                weeks: {type: integer, default: 4}
      responses:
        "201":
          description: Lent.
          content:
            application/json:
              schema:
                type: object
                required: [id, due, state]
                properties:
                  id: {type: integer}
                  due: {type: string}
                  state: {type: string, enum: [lent, late]}
                  fee: {type: number}
        "409":
          description: Conflict
          content:
            application/json:
              schema: {type: object, properties: {code: {type: string}, detail: {type: string}}}
"""
SHOWN = """\
# Lend a book

`POST /readers/{readerId}/loans`

| Name | In | Type | Required | Description |
|------|----|------|----------|-------------|
| readerId | path | integer | Yes | |
| branch | query | string | No | One of `main`, `north` |

## Request body

| Name | Type | Required | Description |
|------|------|----------|-------------|
| isbn | string | Yes | |
| weeks | integer | No | Default: `4` |

```bash
curl -X POST "https://library.example/readers/7/loans?branch=north" \\
  -H "Content-Type: application/json" \\
  -d '{"isbn": "9780140449334", "weeks": 2}'
```

## Response

| Status | Meaning |
|--------|---------|
| 201 | Created |
| 409 | Conflict |

| Name | Type | Description |
|------|------|-------------|
| id | integer | |
| due | string | |
| state | string | One of `lent`, `late` |
| fee | number | |

```json
{"id": 12, "due": "2031-05-01", "state": "lent", "fee": 0.5}
```
"""
RULES = [rule for rule in catalog() if rule.set == "recommended"]


def found(page, spec=SPEC):
    result = lint(Memory({"page.md": page, "openapi.yaml": spec}), (".",), Config(), RULES)
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


def test_page_with_examples_and_without_defect_is_clean():
    assert found(SHOWN, SHOWN_SPEC) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("| state | string |", "| sate | string |", "body/near-miss-name"),
        ("| due | string | |\n", "", "body/missing-property"),
        ("| due | string |", "| due | array |", "body/type-differs"),
        ("| fee | number |", "| fee | boolean |", "body/type-differs"),
        ("`lent`, `late`", "`lend`, `late`", "body/enum-differs"),
        ("| isbn | string | Yes |", "| isbm | string | Yes |", "body/near-miss-name"),
        ("| isbn | string | Yes |", "| isbn | object | Yes |", "body/type-differs"),
        ("| weeks | integer | No | Default: `4` |\n", "", "body/missing-property"),
        ("| weeks | integer | No |", "| weeks | string | No |", "body/type-differs"),
        ("Default: `4`", "Default: `5`", "body/default-differs"),
        ("| branch | query | string |", "| brunch | query | string |", "parameter/near-miss-name"),
        ("| branch | query |", "| branch | header |", "parameter/wrong-location"),
        ("| branch | query | string |", "| branch | query | boolean |", "parameter/type-differs"),
        ("`main`, `north`", "`main`, `nord`", "parameter/enum-differs"),
        ("| readerId |", "| readerid |", "parameter/near-miss-name"),
        ("`POST /readers", "`PUT /readers", "endpoint/method-differs"),
        ("`POST /readers/", "`POST /reader/", "endpoint/path-differs"),
        ("-X POST", "-X PUT", "request/method-differs"),
        ("/readers/7/loans", "/readers/7/loan", "request/path-differs"),
        ("?branch", "?brnach", "request/near-miss-parameter"),
        ('"weeks": 2', '"week": 2', "request/body-differs"),
        ('"weeks": 2', '"weeks": "two"', "request/body-differs"),
        ('"state"', '"sate"', "example/differs-from-schema"),
        ('"id": 12', '"id": "twelve"', "example/differs-from-schema"),
        ('"lent", "fee"', '"lost", "fee"', "example/enum-value-unknown"),
        ('"lent", "fee"', '"lent" "fee"', "example/invalid-json"),
        ("| 201 |", "| 200 |", "response/unknown-status"),
        ("| 409 |", "| 490 |", "response/unregistered-status"),
        ("| 409 |", "| 410 |", "response/unknown-status"),
    ],
)
def test_one_defect_beside_examples_is_one_finding(old, new, rule):
    assert SHOWN.count(old) == 1
    assert found(SHOWN.replace(old, new), SHOWN_SPEC) == [rule]
