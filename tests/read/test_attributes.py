"""Lists of what is said of one member are told from lists of members."""

from __future__ import annotations

import pytest

from doclint.model.page import Items
from doclint.read.attributes import are_attributes, read_attributes
from tests.build import WORDS, block_of, members_of, page_of

ATTRIBUTES = [
    "- Type: string\n- Required: yes",
    "- **Type**: string\n- **Default**: 10\n- **Description**: text",
    "- `type`: string\n- `required`: no\n- `format`: date",
    "- 类型：string\n- 是否必选：是",
    "- Typ: string\n- Pflicht: ja",
]
OTHERS = [
    "- `type`: string",
    "- `name`: string\n- `type`: string",
    "- `type`: The type of the pet\n- `description`: What it looks like",
    "- `type`: string\n- `required`: boolean",
    "- `default`: 10\n- `description`: text",
    "- Type: string\n- Type: integer",
    "- one\n- two",
]


def is_one(text: str) -> bool:
    block = block_of(text)
    assert isinstance(block, Items)
    return are_attributes(block, WORDS)


@pytest.mark.parametrize("text", ATTRIBUTES)
def test_lines_about_one_member_are_no_list_of_members(text):
    assert is_one(text)
    assert members_of(f"# T\n\n`GET /a`\n\n## Query parameters\n\n{text}\n") == ()


@pytest.mark.parametrize("text", OTHERS)
def test_other_lists_are_not_about_one_member(text):
    assert not is_one(text)


def test_lines_say_what_a_row_would_in_its_columns():
    text = "Type: `string`\n\n- Required: yes\n- In: query\n- Type: integer\n- Rest: none\n"
    said = read_attributes(tuple(page_of(text).blocks()), WORDS)
    assert {role: prose.text for role, prose in said.items()} == {
        "type": "string",
        "required": "yes",
        "place": "query",
    }
