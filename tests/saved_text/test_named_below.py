"""Copies of references that name an operation below its parameters and responses."""

from __future__ import annotations

import pytest

from doclint.model.source import Source
from doclint.parse.text.pages import parse_text
from doclint.read.contracts import read_page
from doclint.read.vocabulary import load_vocabulary

PAGE = """\
Pets API (1.0.0)
An API of pets that live in houses.

List all pets
Lists the pets of a house, with all that is known of them.

query PARAMETERS
limit
integer
how many pets are returned at once

Responses
200 successful operation

GET
/pets
Response samples
200
Content type
application/json

Copy
Expand allCollapse all
{
"total": 0
}
Add a pet
Adds a pet to a house.

REQUEST BODY SCHEMA: application/json
name
required
string
the name of the pet

Responses
201 created

POST
/pets
Request samples
Payload
Content type
application/json

Copy
{
"name": "Rex"
}
Remove a pet
It is gone then, and nobody knows where.

path PARAMETERS
id
required
string
the number of the pet

Responses
204 gone

DELETE
/pets/{id}
"""


@pytest.fixture
def examples() -> dict[tuple[str, str], list[str]]:
    page = parse_text(Source("page.txt", PAGE))
    found: dict[tuple[str, str], list[str]] = {}
    for contract in read_page(page, load_vocabulary()):
        names = [(one.method.value, one.path.value) for one in contract.namings if one.method]
        for name in names:
            assert name not in found
            found[name] = [str(sample.example.body).split()[1] for sample in contract.samples]
    return found


def test_each_operation_is_read_with_its_own_examples(
    examples: dict[tuple[str, str], list[str]],
) -> None:
    assert examples == {
        ("GET", "/pets"): ['"total":'],
        ("POST", "/pets"): ['"name":'],
        ("DELETE", "/pets/{id}"): [],
    }
