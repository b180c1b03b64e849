"""Pages about shared parameters are beside all operations, and only say what all of them deny."""

import pytest

from doclint.link.linking import link
from doclint.link.shared import with_shared
from tests.build import contracts_of, spec_of, table

SPEC = """
    paths:
      /pets:
        get:
          parameters:
            - {name: limit, in: query, schema: {type: integer, default: 20}}
            - {name: page_token, in: query, schema: {type: string}}
            - {name: alone, in: query, schema: {type: integer}}
            - {name: X-Api-Version, in: header, schema: {type: string}}
          responses: {"200": {description: OK}}
      /owners:
        get:
          parameters:
            - {name: limit, in: query, schema: {type: integer, default: 50}}
            - {name: page_token, in: query, schema: {type: string}}
            - {name: X-Api-Version, in: header, schema: {type: string}}
          responses: {"200": {description: OK}}
"""
OTHER = ("# Pets\n\n`GET /pets`\n", "pets.md")


def endpoints(*pages, specs=(SPEC,)):
    contracts = [one for text, path in pages for one in contracts_of(text, path)]
    return with_shared(link(contracts, [spec_of(text) for text in specs]).endpoints)


def guide(*rows, heading="Query parameters", path="paging.md"):
    return f"# Paging\n\n## {heading}\n\n" + table("Name | Type", *rows), path


def rows(*pages, **options):
    return [
        (pair.member.name, sorted({str(c.default.value) for c in pair.candidates if c.default}))
        for one in endpoints(*pages, **options)
        for pair in one.pairs
        if one.documented.page.source.path == "paging.md"
    ]


def test_a_row_may_be_any_operations_parameter_of_that_name():
    told = rows(OTHER, guide("limit | string", "page_token | string"))
    assert told == [("limit", ["20", "50"]), ("page_token", [])]


def test_a_slip_is_near_what_several_operations_have():
    found = endpoints(OTHER, guide("page_tokn | string", "limit | string"))
    assert [pair.near.name for one in found for pair in one.pairs if pair.near] == ["page_token"]


@pytest.mark.parametrize(
    "rows_of",
    [("alone | string",), ("limit | string", "colour | string", "size | string"), ("a | b",)],
)
def test_a_list_of_which_most_is_unknown_is_about_something_else(rows_of):
    assert rows(OTHER, guide(*rows_of)) == []


def test_without_a_page_that_a_spec_knows_nothing_tells_whose_parameters_they_are():
    assert rows(guide("limit | string", "page_token | string")) == []


def test_a_page_that_names_an_operation_is_about_that():
    text, path = guide("limit | string", "page_token | string")
    assert rows(OTHER, (text + "\n# More\n\n`GET /nothing/else`\n", path)) == []


def test_rows_that_do_not_say_that_they_are_sent_are_left_alone():
    assert rows(OTHER, guide("limit | string", "page_token | string", heading="The object")) == []


def test_what_is_somewhere_else_in_a_request_is_not_told():
    found = endpoints(OTHER, guide("limit | string", "X-Api-Version | string"))
    assert [pair.elsewhere for one in found for pair in one.pairs] == [(), ()]
