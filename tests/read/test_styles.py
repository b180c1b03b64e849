"""Whole sections in styles that public generators and templates write."""

import pytest

from tests.build import contracts_of, members_of, named


@pytest.mark.parametrize(
    "text",
    [
        "# Add\n\n**URL** : `/boats`\n\n**Method** : `POST`\n\nWords.\n",
        "# Add\n\n**URL**: `/boats`\\\n**Method**: `POST`\n",
        "# Ajouter\n\n- **Méthode :** `POST`\n- **Chemin :** `/boats`\n",
        "# Add\n\nMethod: POST\nURL: /boats\n",
    ],
)
def test_lines_for_method_and_path_name_an_operation(text):
    assert [name for contract in contracts_of(text) for name in named(contract)] == ["POST /boats"]


def test_several_operations_on_a_page_have_their_own_lines():
    text = "".join(
        f"# {title}\n\n**URL** : `{path}`\n\n**Method** : `{method}`\n\n"
        for title, method, path in (("All", "GET", "/boats"), ("One", "GET", "/boats/{id}"))
    )
    assert [named(contract) for contract in contracts_of(text)] == [
        ["GET /boats"],
        ["GET /boats/{id}"],
    ]


def test_a_second_column_of_remarks_is_read_beside_the_first():
    (member,) = members_of(
        "## Parameters\n\n"
        "Name | Type | Description | Notes\n--- | --- | --- | ---\n"
        "**sail** | **String** | its cut | [optional] [enum: gaff, lug] [default to lug]\n"
    )
    said = [member.required, member.default]
    assert [each.value for each in said if each] == [False, "lug"]
    assert [each.value for each in (member.enum.value if member.enum else ())] == ["gaff", "lug"]


@pytest.mark.parametrize(
    "text",
    [
        "# List boats - GET /boats\n\nWords.\n",
        "## List boats (`GET /boats`)\n\nWords.\n",
        "### List boats [GET /boats]\n\nWords.\n",
        "## Boats [/boats]\n\n### List boats [GET]\n\nWords.\n",
        "---\nmethod: get\npath: /boats\n---\n\n# List boats\n",
    ],
)
def test_a_title_may_stand_in_front_of_method_and_path(text):
    assert [name for contract in contracts_of(text) for name in named(contract)] == ["GET /boats"]


@pytest.mark.parametrize("title", ["Why GET is safe", "The [GET] badge", "Move from GET to /boats"])
def test_a_title_that_only_speaks_of_a_method_names_nothing(title):
    assert [name for contract in contracts_of(f"# {title}\n") for name in named(contract)] == []
