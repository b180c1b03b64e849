"""Which tables and lists are an index of operations, and what they name."""

from __future__ import annotations

import pytest

from doclint.read.indexes import read_indexes
from doclint.read.vocabulary import load_vocabulary
from tests.build import page_of

WORDS = load_vocabulary()


def indexes(text: str) -> list[list[str]]:
    page = page_of(text)
    return [
        [f"{each.method.value} {each.path.value}" for each in found if each.method]
        for section in page.walk()
        for found in read_indexes(section.blocks, WORDS)
    ]


LIST = "- `GET /pets` - Lists\n- **`POST /pets`**: Adds\n- GET `/pets/{id}` (since 2)\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LIST, ["GET /pets", "POST /pets", "GET /pets/{id}"]),
        (
            LIST.replace("- Lists", "- planned") + "- `PUT /pets`\n",
            ["POST /pets", "GET /pets/{id}", "PUT /pets"],
        ),
        (
            f"{LIST}- and more\n- `DELETE /pets` was removed\n",
            ["GET /pets", "POST /pets", "GET /pets/{id}"],
        ),
        ("- `GET /pets`\n- `POST /pets`\n", []),
        ("- Added `GET /pets`\n- Fixed `POST /pets`\n- Use `PUT /pets`\n", []),
        (
            "| Call | What |\n|---|---|\n| `GET /pets` | a |\n| `PUT /pets` | b |\n"
            "| `GET /pets/<id>` | c |\n| | d |\n",
            ["GET /pets", "PUT /pets", "GET /pets/<id>"],
        ),
    ],
)
def test_an_index_has_three_operations_that_are_there(text, found):
    assert indexes(text) == ([found] if found else [])


def test_hostile_text_is_read_in_no_time():
    assert indexes("- GET /" + "{" * 50_000 + "\n" + "- `GET `" * 5_000) == []
