"""One operation that a page has several sections about, and specs with the same errors all over."""

from __future__ import annotations

import json

from doclint.config import Config
from doclint.files import Memory
from doclint.rules.catalog import catalog, select
from doclint.run import lint

RULES = select(catalog(), strict=True)

SPEC = """\
openapi: 3.0.3
info: {title: Clinic, version: "1"}
paths:
  /visits/{id}/action:
    post:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [cancel]
              properties: {move: {type: string}, day: {type: string}, cancel: {type: string}}
      responses:
        "200": {description: Moved.}
        "202": {description: Cancelled.}
        "409": {description: Taken.}
"""
MOVE = """\
## Move a visit

`POST /visits/{id}/action`

| Property | Type   | Required |
|----------|--------|----------|
| move     | string | yes      |
| day      | string | yes      |

| Status | Meaning |
|--------|---------|
| 200    | Moved   |
| 409    | Taken   |
"""
CANCEL = """\
## Cancel a visit

`POST /visits/{id}/action`

| Property | Type   | Required |
|----------|--------|----------|
| cancel   | string | yes      |

| Status | Meaning   |
|--------|-----------|
| 202    | Cancelled |
| 409    | Taken     |
"""


def told(page: str, spec: str = SPEC) -> set[str]:
    files = Memory({"page.md": page, "openapi.yaml": spec})
    return {finding.rule for finding in lint(files, ["."], Config(), RULES).findings}


def test_what_another_section_tells_is_not_missing() -> None:
    alone = told(f"# Visits\n\n{MOVE}")
    assert {"response/missing-status", "body/required-differs"} <= alone
    both = told(f"# Visits\n\n{MOVE}\n{CANCEL}")
    assert not both & {"response/missing-status", "body/required-differs", "body/missing-property"}


def spec_of(errors: list[list[str]]) -> str:
    paths = {
        f"/wards/{number}": {
            "get": {"responses": {code: {"description": "x"} for code in ["200", *codes]}}
        }
        for number, codes in enumerate(errors)
    }
    return json.dumps({"openapi": "3.0.3", "info": {"title": "W", "version": "1"}, "paths": paths})


def test_errors_that_all_operations_share_tell_nothing_of_one() -> None:
    page = "## GET /wards/3\n\n| Status | Meaning |\n|--|--|\n| 200 | Fine |\n| 409 | Taken |\n"
    assert "response/unknown-status" not in told(page, spec_of([["404"]] * 30))
    assert "response/unknown-status" in told(page, spec_of([["404"], ["404", "423"]] * 15))
    gone = page.replace("200", "201")
    assert "response/unknown-status" in told(gone, spec_of([["404"]] * 30))
