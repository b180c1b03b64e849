"""What stands under which heading: parameters, statuses, examples, claims of none."""

from __future__ import annotations

import pytest

from doclint.model.page import Heading, Page
from doclint.read.contexts import where_of
from tests.build import WORDS, contract_of, contracts_of, members_of, table

TABLE = table("Name | Type", "a | string")


def under(*headings: str, block: str = TABLE) -> str:
    """A page with one operation, and a block below headings, each inside of the one before."""
    lines = [f"{'#' * (2 + depth)} {title}\n" for depth, title in enumerate(headings)]
    return "# Read a pet\n\n`GET /pets`\n\n" + "\n".join([*lines, block])


WHERE = {
    ("Path Parameters",): "path",
    ("URL parameters",): "url",
    ("路径参数",): "path",
    ("Query Parameters",): "query",
    ("Query string",): "query",
    ("查询参数",): "query",
    ("Request headers",): "header",
    ("Headers",): "header",
    ("请求头",): "header",
    ("Cookies",): "cookie",
    ("Request Body",): "body",
    ("Body parameters",): "body",
    ("JSON params",): "body",
    ("Form data",): "body",
    ("Request body parameters",): "body",
    ("Response",): "response",
    ("Response body",): "response",
    ("Returns",): "response",
    ("Result",): "response",
    ("返回参数",): "response",
    ("响应参数",): "response",
    ("Response headers",): "response_header",
    ("响应头",): "response_header",
    ("Error response",): "response",
    ("Request",): "request",
    ("请求参数",): "request",
    ("Details",): None,
    ("Request", "Headers"): "header",
    ("Request", "Body"): "body",
    ("Request", "Parameters"): "request",
    ("Response", "Headers"): "response_header",
    ("Response", "Body"): "response",
    ("Responses", "200"): "response",
    ("Responses", "200 OK"): "response",
    ("Responses", "404: Not Found"): "response",
    ("Parameters", "Path"): "path",
    ("Parameters", "Query"): "query",
    ("Parameters", "In the path"): "path",
    ("Request", "Parameters", "Query"): "query",
    ("Query parameters", "Details"): "query",
    ("Response", "Fields"): "response",
    ("Responses", "200", "Headers"): "response_header",
    ("Responses", "200", "Body"): "response",
    ("Response", "Headers", "Details"): "response_header",
    ("Errors", "Body"): "response",
    ("Request", "Body", "Response"): "response",
}


@pytest.mark.parametrize("headings", WHERE, ids=" > ".join)
def test_headings_say_where_members_belong(headings):
    assert {m.where for m in members_of(under(*headings))} == {WHERE[headings]}


CAPTIONS = {
    "**Path parameters**": "path",
    "**Query Parameters:**": "query",
    "The following query parameters are supported:": "query",
    "Request headers:": "header",
    "The request body has these fields:": "body",
    "The response has these fields:": "response",
    "*路径参数*": "path",
    "Some words about nothing:": None,
    "Send them in the query or in the body.": None,
}


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_line_in_front_of_a_table_says_where_its_members_belong(line):
    found = members_of(under("Details", block=f"{line}\n\n{TABLE}"))
    assert {m.where for m in found} == {CAPTIONS[line]}


def test_a_line_speaks_for_the_next_table_alone():
    text = under("Details", block=f"Query parameters:\n\n{TABLE}\n\nWords.\n\n{TABLE}")
    assert [m.where for m in members_of(text)] == ["query", None]


def test_a_long_paragraph_is_no_caption():
    text = under("Details", block=f"Query parameters. {'Words. ' * 60}\n\n{TABLE}")
    assert [m.where for m in members_of(text)] == [None]


def test_the_title_of_an_operation_says_nothing_of_its_tables():
    text = "# Update query parameters\n\n`GET /a`\n\n" + TABLE
    assert [m.where for m in members_of(text)] == [None]
    text = "# Things\n\n## Delete a header\n\n`DELETE /a`\n\n" + TABLE
    assert [m.where for m in members_of(text)] == [None]


STATUSES = {
    ("Responses", "200"): [("200", None, "heading")],
    ("Responses", "200 OK"): [("200", "OK", "heading")],
    ("Responses", "`404` Not Found"): [("404", "Not Found", "heading")],
    ("Responses", "Status code 201: Created"): [("201", "Created", "heading")],
    ("Responses", "4XX"): [("4XX", None, "heading")],
    ("Responses", "Default"): [("default", None, "heading")],
    ("Errors", "HTTP 429"): [("429", None, "heading")],
    ("404 Not Found",): [("404", "Not Found", "heading")],
    ("404",): [("404", None, "heading")],
    ("Responses", "2000 items"): [],
    ("Responses", "Version 1.200"): [],
    ("300 pets",): [],
    ("Responses", "300 pets"): [],
    ("Responses", "404 error"): [("404", "error", "heading")],
}


@pytest.mark.parametrize("headings", STATUSES, ids=" > ".join)
def test_headings_claim_statuses(headings):
    found = contract_of(under(*headings, block="Words.")).statuses
    said = [(s.code, s.phrase and s.phrase.value, s.kind) for s in found]
    assert said == STATUSES[headings]


BLOCKS = {
    "bullets": ("- **200** - fine\n- `404` - not there", ["200", "404"]),
    "bullets with phrases": ("* 200 OK\n* 404 Not Found", ["200", "404"]),
    "bullets with colons": ("- `200`: fine\n- `4xx`: bad\n- default: x", ["200", "4XX", "default"]),
    "Chinese bullets": ("- 200：成功\n- 404：不存在", ["200", "404"]),
    "table": (table("Status | Description", "200 | fine", "404 | no"), ["200", "404"]),
    "Chinese table": (table("状态码 | 说明", "200 | fine"), ["200"]),
    "sentence": ("Returns a `204 No Content` response code.", ["204"]),
    "sentence of two": ("Responds with 200 OK or 404 Not Found.", ["200", "404"]),
    "sentence of status code": ("The status code is 202 Accepted.", ["202"]),
    "http line": ("```http\nHTTP/1.1 201 Created\n\n{}\n```", ["201"]),
    "http/2 line": ("```\nHTTP/2 201\n\n{}\n```", ["201"]),
    "label": ("**Status code 200**\n\nWords.", ["200"]),
    "label of a response": ("> 200 Response\n\n```json\n{}\n```", ["200"]),
    "no statuses": ("There are 200 pets, 404 cats, and 1.200 others.", []),
    "no bullets": ("- 200 pets\n- 3 cats\n- a dog", []),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_claim_statuses(name):
    block, codes = BLOCKS[name]
    found = contract_of(under("Details", block=block + "\n\n" + TABLE)).statuses
    assert [s.code for s in found] == codes
    assert [s.anchor.text.upper() for s in found] == [code.upper() for code in codes]


def test_a_label_speaks_for_what_follows_it():
    block = "Status Code **200**\n\n```json\n{}\n```\n\nStatus Code **404**\n\n" + TABLE
    contract = contract_of(under("Details", block=block))
    assert [s.status for s in contract.samples] == ["200"]
    assert [(one.where, one.status) for one in contract.listings] == [("response", "404")]


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("Status: `201 Created`", "response"),
        ("**Status:** 201", "response"),
        ("**HTTP status** `201 Created`", "response"),
        ("HTTP/1.1 201 Created", "response"),
        ("Status: 201 pets", "body"),
        ("Status: 201 Created by somebody", "body"),
    ],
)
def test_a_status_in_a_line_of_its_own_speaks_for_the_rows_below(line, where):
    (listing,) = contract_of(under("Body", block=f"{line}\n\n{TABLE}")).listings
    assert (listing.where, listing.status) == (where, "201" if where == "response" else None)


def test_members_below_a_status_are_those_of_its_response():
    text = under("Responses", "404 Not Found")
    (listing,) = contract_of(text).listings
    assert (listing.where, listing.status) == ("response", "404")


def test_members_below_errors_are_those_of_some_error():
    (listing,) = contract_of(under("Errors")).listings
    assert listing.status == "error"


NONE = {
    (("Path Parameters",), "None"): ["path"],
    (("Path Parameters",), "None."): ["path"],
    (("Path Parameters",), "*None*"): ["path"],
    (("Path Parameters",), "N/A"): ["path"],
    (("路径参数",), "无"): ["path"],
    (("Path Parameters",), "No path parameters required"): ["path"],
    (("Query Parameters",), "No parameters."): ["query"],
    (("Query Parameters",), "This endpoint does not take any parameters."): ["query"],
    (("Query Parameters",), "There are no parameters."): ["query"],
    (("Headers",), "No headers are required."): ["header"],
    (("Parameters",), "This method does not have any path parameters."): ["path"],
    (("Parameters",), "This endpoint takes no query parameters."): ["query"],
    (("Parameters",), "No request headers."): ["header"],
    (("Request Body",), "None"): ["body"],
    (("Parameters",), "None"): [],
    (("Response",), "None"): [],
    (("Query Parameters",), "No parameters other than `a`."): [],
    (("Query Parameters",), "No other parameters are needed."): [],
    (("Query Parameters",), "No additional query parameters."): [],
    (("Query Parameters",), "No parameters if you are logged in."): [],
    (("Query Parameters",), "No pets."): [],
    (("Path Parameters",), "No one knows the parameters."): [],
    (("Path Parameters",), "Parameters are required."): [],
}


@pytest.mark.parametrize(("headings", "text"), NONE)
def test_sentences_claim_that_there_are_none(headings, text):
    found = contract_of(under(*headings, block=text + "\n\n## Else\n\n" + TABLE)).claims
    assert [one.where for one in found] == NONE[headings, text]
    assert all(one.anchor.text == text for one in found)


ROLES = {
    ("Response", "```json\n{}\n```"): "response",
    ("Example response", "```json\n{}\n```"): "response",
    ("Request Body", "```json\n{}\n```"): "request",
    ("Example request", "```json\n{}\n```"): "request",
    ("Example", "```http\nHTTP/1.1 200 OK\n\n{}\n```"): "response",
    ("Example", "```sh\ncurl -X GET https://a.example/pets\n```"): "request",
    ("Response", "```sh\n$ curl https://a.example/pets\n```"): "request",
    ("Errors", "```json\n{}\n```"): "response",
    ("响应示例", "```json\n{}\n```"): "response",
    ("请求示例", "```json\n{}\n```"): "request",
    ("Details", "```json\n{}\n```"): "response",
    ("Details", "```yaml\na: 1\n```"): None,
    ("Details", "Example response:\n\n```json\n{}\n```"): "response",
    ("Details", "**Request body**\n\n```json\n{}\n```"): "request",
}


@pytest.mark.parametrize(("heading", "block"), ROLES)
def test_an_example_is_one_of_a_request_or_of_a_response(heading, block):
    (sample,) = contract_of(under(heading, block=block)).samples
    assert sample.role == ROLES[heading, block]


ANSWERED = {
    "Response:": ("response", None),
    "**Response** `201 Created`": ("response", "201"),
    "**Success response:** 200": ("response", "200"),
    "Response: `200 OK`": ("response", "200"),
    "Response (`404`):": ("response", "404"),
    "**Response** (JSON)": ("response", None),
    "Error response:": ("response", "error"),
    "See the response:": ("request", None),
    "The default is 200.": ("request", None),
    "Example:": ("request", None),
}


@pytest.mark.parametrize("title", ANSWERED)
def test_a_title_of_a_response_speaks_for_the_examples_behind_its_table(title):
    block = f"{title}\n\n{TABLE}\n\nExample:\n\n```json\n{{}}\n```"
    (sample,) = contract_of(under("Body", block=block)).samples
    assert (sample.role, sample.status) == ANSWERED[title]


@pytest.mark.parametrize("line", ["Request body:", "Parameters:", "It takes these parameters:"])
def test_what_is_sent_ends_the_part_of_a_response(line):
    block = f"Response: `200 OK`\n\n{TABLE}\n\n{line}\n\n{TABLE}\n\n```json\n{{}}\n```"
    (sample,) = contract_of(under("Body", block=block)).samples
    assert (sample.role, sample.status) == ("request", None)


def test_blocks_in_quotes_and_items_are_read_like_others():
    quoted = "".join(f"> {line}\n" for line in TABLE.splitlines())
    inside = "- Words\n\n" + "".join(f"  {line}\n" for line in TABLE.splitlines())
    for block in (quoted, inside):
        assert [m.where for m in members_of(under("Query parameters", block=block))] == ["query"]


@pytest.mark.parametrize(
    ("title", "where"),
    [("Query and path parameters", "request"), ("Request and response", None), ("Pets", None)],
)
def test_a_heading_of_several_places_names_none(title, where):
    assert where_of(WORDS.roles(title)) == where


def test_sections_of_a_page_keep_their_headings():
    contract = contract_of(under("Request", "Body"))
    page, (listing,) = contract.page, contract.listings
    assert isinstance(page, Page)
    assert isinstance(listing.section.heading, Heading)
    assert listing.section.heading.text == "Body"


LONG = {
    "statuses": "".join(f"- {200 + n % 300} x\n" for n in range(6_000)),
    "captions": "Query parameters:\n\n" * 6_000,
    "claims": "No parameters " * 6_000,
    "blanks": "Request" + " " * 60_000 + "body\n\n",
    "headings": "".join(f"## Query {n}\n\n" for n in range(3_000)),
    "labels": "".join(f"**Status code {200 + n % 300}**\n\n" for n in range(3_000)),
}


@pytest.mark.parametrize("name", LONG)
def test_long_sections_are_read_in_time(name):
    assert contract_of(under("Details", block=LONG[name])).namings


@pytest.mark.parametrize(
    ("item", "where"),
    [
        ("**Request body**:", "body"),
        ("**Query parameters** :", "query"),
        ("**请求参数**（JSON Body）：", "body"),
        ("**Response**:", "response"),
        ("**Response**", None),
        ("See the response:", None),
    ],
)
def test_the_last_item_of_a_list_may_be_the_title_of_what_follows(item, where):
    rows = table("Name | Type", "a | string")
    text = f"# GET /pets\n\n- **Description**: all pets\n- {item}\n\n{rows}"
    assert {one.where for one in contract_of(text).listings if one.members} == {where}


def test_a_sentence_in_front_of_a_list_of_parts_speaks_for_none_of_them():
    text = """
    # Orders

    ## List orders [GET /orders]

    Returns the orders of a shop.

    + Parameters
        + limit (number, optional) - How many.
            + Default: `20`

    + Response 200 (application/json)

            {"items": []}

    ## Create an order [POST /orders]

    Returns the order.

    + Request (application/json)

        + Attributes
            + customer (string, required) - Who orders.

    + Response 201
    """
    first, second = [
        [(one.where, [m.path for m in one.members]) for one in contract.listings if one.members]
        for contract in contracts_of(text)
    ]
    assert first == [("request", [("limit",)])]
    assert second == [("request", [("customer",)])]
