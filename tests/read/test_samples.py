"""What an example is one of: a request, a response, and of which status."""

from __future__ import annotations

import pytest

from tests.build import contract_of, contracts_of

BODY = '```json\n{"id": 1}\n```\n'
CALL = "```sh\ncurl -X POST https://a.example/pets -d 'name=Rex'\n```\n"


def sample_of(text: str, operation: str = "POST /pets"):
    """The last example of a page about one operation."""
    return contract_of(f"# Make a pet\n\n`{operation}`\n\n{text}").samples[-1]


@pytest.mark.parametrize(
    ("text", "role", "status"),
    [
        (f"### Details\n\n{BODY}", None, None),
        (f"### Details\n\n{CALL}\n{BODY}", "response", None),
        (f"### Details\n\n{CALL}\nWords in between.\n\n{BODY}", "response", None),
        (f"### Details\n\n{CALL.replace('name=Rex', '@pet.json')}\n{BODY}", None, None),
        (f"### Request\n\n{CALL}\n{BODY}", "request", None),
        ("### Details\n\n```json\n200 OK\n\n{}\n```\n", "response", "200"),
        ("### Details\n\n```json\n200 Parcels\n\n{}\n```\n", None, None),
        ("### Details\n\n```http\nHTTP/1.1 404 Not Found\n\n{}\n```\n", "response", "404"),
        ("### Details\n\n```\nHTTP 201 Created\nAllow: GET\n\n{}\n```\n", "response", "201"),
        ("### Details\n\n```json response\n{}\n```\n", "response", None),
        ("### Details\n\n```js\n// Request\n{}\n```\n", "request", None),
        (f"### Details\n\nReturns 404 Not Found:\n\n{BODY}", "response", "404"),
        (f"### Details\n\nReturns 404 Not Found or 410 Gone:\n\n{BODY}", "response", None),
        (f"### Response\n\n#### 401: No\n\nNo Authorization header.\n\n{BODY}", "response", "401"),
        (f"### 响应示例\n\n**状态码： 500**\n\n{BODY}", "response", "500"),
    ],
)  # fmt: skip
def test_an_example_has_a_role_and_a_status(text, role, status):
    sample = sample_of(text)
    assert (sample.role, sample.status) == (role, status)


def test_json_behind_a_request_line_is_no_query():
    text = f"### Details\n\nQuery parameters:\n\n```\nGET /pets?limit=1\n```\n\n{BODY}"
    assert sample_of(text, "GET /pets").role == "response"


@pytest.mark.parametrize(
    ("part", "role"), [("Request Format", "request"), ("Response", "response")]
)
def test_a_sample_of_no_operation_is_of_the_part_that_it_stands_in(part, role):
    page = f"# Pets\n\n## {part}\n\n### Make a dog\n\n{BODY}"
    (sample,) = [one for contract in contracts_of(page) for one in contract.samples]
    assert sample.role == role


def test_json_of_an_operation_without_a_body_is_what_comes_back():
    assert sample_of(f"### Details\n\n{BODY}", "GET /pets").role == "response"
