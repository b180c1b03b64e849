"""A request with values is an example of the operation whose placeholders they fill."""

from __future__ import annotations

from doclint.model.source import Source
from doclint.parse.markdown.pages import parse_markdown
from doclint.read.contracts import read_page
from doclint.read.vocabulary import load_vocabulary

PAGE = """\
# Token

## URI

GET /v3/clinics/{{clinic_id}}/wards/{{ward_id}}/token

## Request Parameters

- Example request

  ```text
  {request}
  ```
"""


def named(request: str) -> list[list[str]]:
    page = parse_markdown(Source("page.md", PAGE.format(request=request)))
    contracts = read_page(page, load_vocabulary({}))
    return [[naming.path.value for naming in one.namings] for one in contracts if one.namings]


def test_values_in_place_of_names_are_an_example() -> None:
    known = "/v3/clinics/{clinic_id}/wards/{ward_id}/token"
    assert named("GET /v3/clinics/north/wards/first/token") == [[known]]


def test_another_path_is_another_operation() -> None:
    other = "/v3/clinics/north/beds/first/token"
    assert [other] in named(f"GET {other}")
