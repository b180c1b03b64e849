"""A contract belongs to a section: which parts of a page are about which operation."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model.contract import Contract
from doclint.model.page import Page
from doclint.model.source import Span
from tests.build import contract_of, contracts_of, named, namings_of, table

PATH = table("Name | Type", "id | string")
QUERY = table("Name | Type", "limit | integer")
JSON = "```json\n{}\n```\n"


def parts_of(contract: Contract) -> tuple[list[str], list[str | None], int]:
    """The names of its members, where they belong, and how many JSON examples it has."""
    members = [m for listing in contract.listings for m in listing.members]
    examples = [one for one in contract.samples if one.example.language == "json"]
    return [m.name for m in members], [m.where for m in members], len(examples)


WHOLE = {
    "nested": f"# Read\n\n`GET /a/{{id}}`\n\n## Path parameters\n\n{PATH}\n## Query parameters\n\n"
    f"{QUERY}\n## Response\n\n{JSON}",
    "flat": f"## Read\n\n`GET /a/{{id}}`\n\n## Path parameters\n\n{PATH}\n## Query parameters\n\n"
    f"{QUERY}\n## Response\n\n{JSON}",
    "flat with a title": f"# API\n\nWords.\n\n## HTTP request\n\n`GET /a/{{id}}`\n\n"
    f"## Path parameters\n\n{PATH}\n## Query parameters\n\n{QUERY}\n## Response\n\n{JSON}",
    "named last": f"# Read\n\n## Path parameters\n\n{PATH}\n## Query parameters\n\n{QUERY}\n"
    f"## Endpoint\n\n```http\nGET /a/{{id}}\n```\n\n## Response\n\n{JSON}",
    "labels": f"# Read\n\n**Endpoint**\n\n`GET /a/{{id}}`\n\n**Path parameters**\n\n{PATH}\n"
    f"**Query parameters**\n\n{QUERY}\n**Response**\n\n{JSON}",
    "deep": f"# API\n\n## Things\n\n### Read\n\n#### URI\n\n`GET /a/{{id}}`\n\n"
    f"#### Path parameters\n\n{PATH}\n#### Query parameters\n\n{QUERY}\n#### Response\n\n{JSON}",
    "front matter": f"---\napi: GET /a/{{id}}\n---\n\n## Path parameters\n\n{PATH}\n"
    f"## Query parameters\n\n{QUERY}\n## Response\n\n{JSON}",
    "generic headings": f"# Read\n\n## Overview\n\nWords.\n\n## Request\n\n### HTTP method\n\n"
    f"`GET /a/{{id}}`\n\n### Path parameters\n\n{PATH}\n### Query parameters\n\n{QUERY}\n"
    f"## Response\n\n{JSON}",
}


@pytest.mark.parametrize("way", WHOLE)
def test_a_page_about_one_operation_is_one_contract(way):
    contract = contract_of(WHOLE[way])
    assert named(contract) == ["GET /a/{id}"]
    assert parts_of(contract) == (["id", "limit"], ["path", "query"], 1)


def many(style: str, count: int) -> str:
    """A page with operations in one style, each with a table of parameters and an example."""
    return "# API\n\nWords.\n\n" + "\n".join(
        style.format(n=n) + f"\n**Path parameters**\n\n{PATH}\n**Response**\n\n{JSON}"
        for n in range(count)
    )


STYLES = {
    "heading": "## GET /a{n}\n",
    "heading in code": "### `GET` `/a{n}`\n",
    "title and code span": "## Read {n}\n\n`GET /a{n}`\n",
    "title and fence": "## Read {n}\n\n```http\nGET /a{n}\n```\n",
    "title and table": "## Read {n}\n\n| Method | Path |\n|---|---|\n| GET | /a{n} |\n",
    "title and turned table": "## Read {n}\n\n| Method | GET |\n|---|---|\n| Path | /a{n} |\n",
    "title and list": "## Read {n}\n\n- **Method:** GET\n- **Path:** `/a{n}`\n",
    "title and element": '## Read {n}\n\n<Endpoint method="GET" path="/a{n}" />\n',
    "path above verb": "### /a{n}\n\n#### GET\n",
    "title and generic": "## Read {n}\n\n### HTTP request\n\n`GET /a{n}`\n",
}


@pytest.mark.parametrize("count", [2, 30])
@pytest.mark.parametrize("style", STYLES)
def test_a_page_about_many_operations_is_as_many_contracts(style, count):
    found = [each for each in contracts_of(many(STYLES[style], count)) if each.namings]
    assert [named(each) for each in found] == [[f"GET /a{n}"] for n in range(count)]
    assert [parts_of(each) for each in found] == [(["id"], ["path"], 1)] * count


@pytest.mark.parametrize("style", STYLES)
def test_contracts_of_a_page_do_not_overlap(style):
    found = [each.span for each in contracts_of(many(STYLES[style], 3)) if each.namings]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_one_path_with_several_methods_is_several_contracts():
    text = (
        f"# API\n\n### /a\n\n#### GET\n\n{QUERY}\n#### POST\n\n{PATH}\n### /b\n\n#### GET\n\n{JSON}"
    )
    found = [each for each in contracts_of(text) if each.namings]
    assert [named(each) for each in found] == [["GET /a"], ["POST /a"], ["GET /b"]]
    assert [parts_of(each)[0] for each in found] == [["limit"], ["id"], []]


def test_flat_sections_belong_to_the_operation_in_front_of_them():
    text = f"# API\n\n## Read\n\n`GET /a/{{id}}`\n\n## Path parameters\n\n{PATH}\n"
    text += f"## List\n\n`GET /a`\n\n## Query parameters\n\n{QUERY}\n## Response\n\n{JSON}"
    found = [each for each in contracts_of(text) if each.namings]
    assert [named(each) for each in found] == [["GET /a/{id}"], ["GET /a"]]
    assert [parts_of(each) for each in found] == [(["id"], ["path"], 0), (["limit"], ["query"], 1)]


def test_parts_behind_the_last_of_several_operations_are_about_all_of_them():
    text = f"# API\n\n## Read\n\n`GET /a/{{id}}`\n\n### Path parameters\n\n{PATH}\n"
    text += f"## List\n\n`GET /a`\n\n### Query parameters\n\n{QUERY}\n"
    text += f"## Errors\n\n{table('Status | Meaning', '400 | No', '500 | Sorry')}"
    found = [(named(each), len(each.statuses)) for each in contracts_of(text)]
    assert found == [(["GET /a/{id}"], 0), (["GET /a"], 0), ([], 2)]


def test_a_section_with_a_title_of_its_own_belongs_to_no_operation():
    text = f"# API\n\n## Read\n\n`GET /a`\n\n## Pets and their owners\n\n{QUERY}\n"
    own, other = contracts_of(text)
    assert (named(own), parts_of(own)[0]) == (["GET /a"], [])
    assert (named(other), parts_of(other)[0]) == ([], ["limit"])
    assert other.title == "Pets and their owners"


def test_several_operations_of_one_section_share_its_tables():
    text = f"# Read\n\n```http\nGET /me/a\nGET /users/{{id}}/a\n```\n\n## Path parameters\n\n{PATH}"
    contract = contract_of(text)
    assert named(contract) == ["GET /me/a", "GET /users/{id}/a"]
    assert parts_of(contract)[0] == ["id"]


def test_an_overview_of_a_page_does_not_take_its_operations_away():
    overview = table("Method | Path | Description", "GET | /a | List", "POST | /a | Make")
    text = f"# API\n\n{overview}\n## List\n\n`GET /a`\n\n{QUERY}\n## Make\n\n`POST /a`\n\n{PATH}"
    found = {tuple(named(each)): parts_of(each)[0] for each in contracts_of(text)}
    assert found["GET /a",] == ["limit"]
    assert found["POST /a",] == ["id"]


def test_a_page_with_no_operation_keeps_what_it_says():
    text = f"# Things\n\n## Colours\n\n{QUERY}\n## Sizes\n\n{PATH}\n{JSON}"
    assert [(each.title, named(each), parts_of(each)) for each in contracts_of(text)] == [
        ("Colours", [], (["limit"], [None], 0)),
        ("Sizes", [], (["id"], [None], 1)),
    ]


TITLED = "---\ntitle: Pet\n---\n\n"


def test_parts_of_a_page_whose_title_is_in_its_front_matter_are_about_one_thing():
    text = f"{TITLED}## Example\n\n{JSON}\n## Attributes\n\n{QUERY}\n## See also\n\nWords.\n"
    assert [parts_of(each) for each in contracts_of(text)] == [(["limit"], [None], 1)]


@pytest.mark.parametrize(
    "text",
    [
        f"## Example\n\n{JSON}\n## Attributes\n\n{QUERY}",
        f"{TITLED}## Pets\n\n{JSON}\n## Attributes\n\n{QUERY}",
        f"{TITLED}# Pets\n\n## Example\n\n{JSON}\n# Fields\n\n{QUERY}",
    ],
)
def test_parts_of_a_page_that_may_be_about_several_things_stay_apart(text):
    assert len(contracts_of(text)) == 2


@pytest.mark.parametrize("text", ["", "\n", "# A\n", "Words.\n", "---\na: b\n---\n", "<!-- x -->"])
def test_a_page_that_says_nothing_has_no_contract(text):
    assert contracts_of(text) == ()


def test_an_example_that_calls_another_operation_does_not_split_a_contract():
    text = dedent("""\
        # Read

        `GET /a/{id}`

        ## Example

        ### Request

        ```http
        GET /a/42 HTTP/1.1
        Host: api.example.org
        ```

        ### Response

        ```http
        HTTP/1.1 200 OK

        {}
        ```
        """)
    contract = contract_of(text)
    assert named(contract) == ["GET /a/{id}"]
    assert [one.path.value for one in contract.requests] == ["/a/42"]
    assert [one.role for one in contract.samples] == ["request", "response"]


def test_a_page_that_only_shows_curl_names_nothing_but_keeps_its_example():
    text = "# Read\n\n```sh\ncurl https://api.example.org/a/42\n```\n"
    (contract,) = contracts_of(text)
    assert (named(contract), [one.role for one in contract.samples]) == ([], ["request"])


def test_an_identifier_belongs_to_the_page_of_its_operation():
    (contract,) = contracts_of(f"---\noperationId: listA\n---\n\n# List\n\n{QUERY}")
    assert [said.value for said in contract.identifiers] == ["listA"]


def test_steps_of_a_guide_are_contracts_of_their_own():
    text = "# Guide\n\n## First\n\n```http\nPOST /a\n```\n\n## Then\n\n```http\nGET /a/{id}\n```\n"
    assert namings_of(text) == [["POST /a"], ["GET /a/{id}"]]


def test_what_is_read_is_read_once():
    for text in (*WHOLE.values(), *(many(style, 3) for style in STYLES.values())):
        found = contracts_of(text)
        listings = [listing for each in found for listing in each.listings]
        tables = [id(listing.table) for listing in listings if listing.kind == "members"]
        samples = [id(sample.example) for each in found for sample in each.samples]
        assert len(set(tables)) == len(tables) == text.count("| Name |")
        assert len(set(samples)) == len(samples) >= text.count("```json")


# Whatever is on a page ----------------------------------------------------------------------------

FRAGMENTS = [
    *("# ", "## ", "### ", "#### ", "- ", "* ", "1. ", "> ", "| ", " | ", "\n", "\n\n", "  ", ": "),
    *("`GET /a`", "GET /a/{id}", "`POST`", "/a/:b", "https://x.example/a", "```http\n", "```\n"),
    *("Path parameters", "Query", "Response", "Errors", "Request body", "Example", "Status codes"),
    *("200", "404 Not Found", "`4XX`", "default", "HTTP/1.1 200 OK\n", "returns 201 or 202"),
    *("`a`", "**b**", "`c[].d`", "> e", "&gt; f", "&nbsp;&nbsp;g", "<br>", "(string, required)"),
    *("string", "array of", "?int", "or null", "Required.", "Optional", "(required)", "deprecated"),
    *("Defaults to `5`", "one of `x`, `y`", "max 10", "at least 3", '"q"', "默认值：1", "是", "否"),
    *("No parameters", "None", "**Method:** GET", "**Path:** /a", "\\|", "\\_", "{", "}", "[", "]"),
    *("<table><tr><th>Name<th>Type<tr><td>a<td>b</table>\n", '<E method="GET" path="/a" />\n'),
    "| Name | Type | Description |\n|---|---|---|\n| `a` | string | x |\n",
    "| Status | Description |\n|---|---|\n| 200 | OK |\n",
    "| Method | Path |\n|---|---|\n| GET | /a |\n",
    "`term`\n: its definition\n",
    "---\napi: GET /a\noperationId: x\n---\n",
    '{"a": 1}\n',
]
SPOKEN = [field.name for field in dataclasses.fields(Contract) if field.name != "page"]


def spans_in(value: object, seen: set[int]) -> Iterator[Span]:
    """Every span that a contract holds, however deep."""
    if isinstance(value, Page) or id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from spans_in(each, seen)
    elif isinstance(value, dict):
        yield from spans_in(list(value.values()), seen)
    elif dataclasses.is_dataclass(value):
        yield from spans_in([getattr(value, f.name) for f in dataclasses.fields(value)], seen)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))
def test_any_page_is_read_and_every_place_is_on_it(text):
    for contract in contracts_of(text):
        size = len(contract.page.source.text)
        for span in spans_in([getattr(contract, name) for name in SPOKEN], set()):
            assert span.source is contract.page.source
            assert 0 <= span.start <= span.end <= size


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_names_and_codes_stand_where_they_are_said(text):
    for contract in contracts_of(text):
        for status in contract.statuses:
            assert status.anchor.text.upper() == status.code.upper()
        for naming in contract.namings:
            assert naming.method.anchor.text.upper() == naming.method.value
            assert naming.path.anchor.text[0] == naming.path.value[0]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert contracts_of(text) is not None
