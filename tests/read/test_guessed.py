"""Tags that no dialect knows are members, lists of members and titles where they plainly are."""

from __future__ import annotations

import pytest

from doclint.model.source import Source
from doclint.parse.markdown.pages import parse_markdown
from tests.build import contracts_of, members_of


@pytest.mark.parametrize(
    "tag",
    [
        '<Param name="limit" type="integer">How many.</Param>',
        '<QueryParameter name="limit" required />',
        '<Row name="limit" type="integer" description="How many." />',
        '<Props.Field name="limit">How many.</Props.Field>',
        '{{< param name="limit" type="integer" >}}',
    ],
)
def test_a_tag_of_any_name_is_a_member_where_it_says_what_members_say(tag):
    assert [member.path for member in members_of(tag)] == [("limit",)]


@pytest.mark.parametrize(
    "tag",
    [
        '<Icon name="limit" type="solid" />',
        '<Icon name="limit" title="How many" />',
        '<Card name="How many" type="string">Text.</Card>',
        '<Avatar name="limit">Text.</Avatar>',
        '<Param name="limit" />',
        '`<Param name="limit" type="integer" />`',
        '<ParamsTable params={[{ name: "limit" }]} />',
        '<ParamsTable params={[...common, { name: "limit", type: "integer" }]} />',
        "<ParamsTable params={common} />",
        '<Grid cards={[{ name: "limit", type: "integer", description: "How many." }]} />',
        '<Tour steps={[{ name: "Set a limit", type: "string" }]} />',
    ],
)
def test_a_tag_that_only_looks_like_a_member_is_none(tag):
    assert members_of(tag) == ()


@pytest.mark.parametrize(
    ("tag", "where"),
    [
        ("<Table queryParams={[{ name: 'a', type: 'string' }]} />", "query"),
        ("<Table pathParameters={{ a: { type: 'string' } }} />", "path"),
        ("<Table headers={[{ name: 'a', type: 'string' }]} />", "header"),
        ("<Table requestBody={{ a: { type: 'string' } }} />", "body"),
        ("<Table response={[{ name: 'a', type: 'string' }]} />", "response"),
        ("<Table responseHeaders={[{ name: 'a', type: 'string' }]} />", "response_header"),
        ("<Table title='Query parameters' rows={[{ name: 'a', type: 'string' }]} />", "query"),
        ("<Table rows={[{ name: 'a', type: 'string', in: 'query' }]} />", "query"),
        ("<PathParam name='a' type='string' />", "path"),
        ("<Arguments rows={[{ name: 'a', type: 'string' }]} />", None),
    ],
)
def test_names_of_attributes_titles_and_tags_tell_the_place(tag, where):
    (member,) = members_of(f"# Orders\n\n{tag}")
    assert (member.path, member.where) == (("a",), where)


def test_what_a_list_in_code_says_has_its_place_in_the_page():
    text = """
    <Params params={[
      { name: "a", type: "integer", required: true, default: 5, description: "It's `n`." },
      { name: "b", type: '"x" | "y"', children: [{ name: "c", type: "string" }] },
    ]} />
    """
    first, second, inner = members_of(text)
    assert first.type
    assert first.type.anchor.text == "integer"
    assert first.required
    assert first.required.value
    assert first.default
    assert first.default.anchor.text == "5"
    assert second.enum
    assert inner.path == ("b", "c")


def test_text_in_attributes_that_has_blank_lines_is_no_text_of_the_page():
    page = parse_markdown(
        Source("a.mdx", 'A `b`.\n\n<Call code={`{\n\n  "a": "`b"\n\n# No heading\n}`}\n/>\n\nC.\n')
    )
    (section,) = page.sections
    assert [type(block).__name__ for block in section.blocks] == [
        "Paragraph",
        "Markup",
        "Paragraph",
    ]


def test_tags_that_never_end_take_no_time():
    text = "<Call code={`{\n\n" * 3000
    assert parse_markdown(Source("a.mdx", text))


def test_code_in_the_description_of_a_component_is_code():
    (member,) = members_of('<Param name="a" type="string" description="One of `x`, `y`." />')
    assert member.enum
    assert [value.value for value in member.enum.value] == ["x", "y"]


@pytest.mark.parametrize(
    ("tag", "where"),
    [
        ("<QueryParameters>", "query"),
        ("<RequestHeaders>", "header"),
        ('<ParamGroup title="Path parameters">', "path"),
        ('<Accordion title="Response">', "response"),
        ('<Accordion title="More">', None),
        ("<Layout>", None),
        ("<Header>", None),
    ],
)
def test_tags_around_members_tell_where_they_belong(tag, where):
    name = tag.strip("<>").split()[0]
    text = f"# Orders\n\n## Get\n\n{tag}\n\n<Row name='a' type='string'>One.</Row>\n\n</{name}>\n"
    (member,) = members_of(text)
    assert member.where == where


def test_what_is_called_a_response_has_a_status():
    panel = '<ResponsePanel status="404">\n\n```json\n{"a": 1}\n```\n\n</ResponsePanel>'
    text = f"# Orders\n\n`GET /orders`\n\n{panel}\n"
    (sample,) = [one for contract in contracts_of(text) for one in contract.samples]
    assert (sample.role, sample.status) == ("response", "404")


@pytest.mark.parametrize("said", [':required="true"', 'v-bind:required="true"', "required={true}"])
def test_attributes_that_are_bound_say_what_others_say(said):
    (member,) = members_of(f'<Param name="a" type="string" {said} />')
    assert member.required
    assert member.required.value
