"""Pages of docs tools: what is right is silent, each mistake is found on its line."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from doclint.cli import main
from doclint.config import UsageError, faults, load_config, schema
from doclint.files import Memory
from doclint.model.source import Source
from doclint.parse.markdown.pages import parse_markdown
from doclint.read.contracts import read_page
from doclint.read.dialects import load_dialects
from doclint.read.dialects.given import given_dialects
from tests.build import WORDS, contracts_of, members_of, named

FOLDER = Path(__file__).parents[1] / "dialects"
BUILT_IN = Path(load_dialects.__code__.co_filename).parent
SPEC = FOLDER / "openapi.yaml"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_what_is_right_is_silent_and_all_of_it_is_read(name, capsys):
    report = checked(FOLDER / name / "clean", capsys)
    assert report["findings"] == []
    coverage = report["coverage"]
    assert coverage["operations_documented"] > 0
    assert coverage["tables_understood"] == coverage["tables"]


@pytest.mark.parametrize("name", NAMES)
def test_each_mistake_is_found_on_its_line(name, capsys):
    folder = FOLDER / name / "broken"
    report = checked(folder, capsys)
    found = [f"{Path(one['path']).name}:{one['line']} {one['rule']}" for one in report["findings"]]
    assert found == (folder / "expected.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_tags_that_are_cut_off_do_no_harm(name):
    for path in sorted((FOLDER / name / "broken").glob("*.md*")):
        text = path.read_text("utf-8")
        for at in range(0, len(text), 37):
            read_page(parse_markdown(Source(path.name, text[:at])), WORDS)
            read_page(parse_markdown(Source(path.name, text[at:])), WORDS)


def checked(folder, capsys):
    own = folder / "doclint.toml"
    config = ["--config", str(own)] if own.exists() else ["--no-config"]
    main(["check", str(folder), "--spec", str(SPEC), *config, "--format", "json", "--quiet"])
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.toml")), ids=lambda path: path.stem)
def test_built_in_dialects_are_written_as_those_of_a_config(path):
    import tomllib

    data = tomllib.loads(path.read_text("utf-8"))
    if path.stem == "common":
        wanted = schema()["properties"]["dialects"]["additionalProperties"]
        roles = wanted["properties"]["tags"]["additionalProperties"]["properties"]
        assert set(data["attributes"]) <= set(roles)
    else:
        config = {"dialects": {path.stem: data}}
        assert list(faults(config, schema())) == []


# Tags and what they say ---------------------------------------------------------------------------


def test_a_tag_in_a_tag_is_nested():
    text = """
    ## Response

    <ResponseField name="a" type="object">
      <Expandable>
        <ResponseField name="b" type="string"/>
        <ResponseField name="c.d" type="string"/>
      </Expandable>
    </ResponseField>
    """
    assert [member.path for member in members_of(text)] == [("a",), ("a", "b"), ("a", "c", "d")]


def test_text_between_tags_is_the_description_with_all_that_it_says():
    (member,) = members_of('<ParamField query="n" type="integer">Defaults to `5`.</ParamField>')
    assert member.default
    assert member.default.value == "5"
    assert member.default.anchor.text == "5"


def test_table_and_list_in_a_tag_are_nested():
    text = """
    <ParamField body="a" type="object">
      One of them.

      | Name | Type |
      |------|------|
      | b | string |
    </ParamField>
    """
    assert [member.path for member in members_of(text)] == [("a",), ("a", "b")]


def test_a_tag_that_only_stands_there_marks_what_is_required_and_others_are_optional():
    text = """
    <ParamField query="a" type="string" required />
    <ParamField query="b" type="string" />
    <ParamField query="c" type="string" optional />
    <ParamField query="d" type="string">Required if `a` is set.</ParamField>
    """
    said = [member.required and member.required.value for member in members_of(text)]
    assert said == [True, False, False, None]


def test_no_mark_at_all_says_nothing_of_what_is_required():
    text = '<ParamField query="a" type="string" />\n<ParamField query="b" type="string" />'
    assert [member.required for member in members_of(text)] == [None, None]


def test_values_of_a_union_are_no_type():
    (member,) = members_of("""<ParamField query="a" type='"x" | "y"' />""")
    assert member.type is None
    assert member.enum
    assert [each.value for each in member.enum.value] == ["x", "y"]


def test_escapes_of_an_attribute_are_read():
    text = r'{% swagger-parameter in="query" name="page\_size" %}{% endswagger-parameter %}'
    (member,) = members_of(text)
    assert member.name == "page_size"


def test_tags_in_code_say_nothing():
    text = """
    ```mdx
    <ParamField query="a" type="string" />
    ```

    Write `<ParamField query="b" type="string" />` for it.
    """
    assert members_of(text) == ()


def test_a_tag_that_gives_no_name_leaves_a_gap():
    text = """
    # GET /pets

    <ParamField query="a" type="string" />
    <ParamField {...common} />
    """
    (contract,) = contracts_of(text, "page.mdx")
    assert contract.gaps


@pytest.mark.parametrize(
    ("tag", "operation"),
    [
        ('{% swagger method="get" path="/pets" baseUrl="https://x.org/v1" %}', "GET /v1/pets"),
        ('{% swagger method="get" path="/pets" baseUrl="https://x.org" %}', "GET /pets"),
        ('{% swagger method="get" path=" " baseUrl="/pets" %}', "GET /pets"),
        ('{% swagger method="get" path="pets" baseUrl="https://x.org/v1/" %}', "GET /v1/pets"),
        ('{% openapi-operation spec="a" path="/pets" method="post" %}', "POST /pets"),
        ('<EndpointRequestSnippet endpoint="GET /pets/:id" />', "GET /pets/:id"),
        ('<MethodEndpoint method={"get"} path={"/pets"} />', "GET /pets"),
        ('{{< endpoint "DELETE" "/pets" >}}', "DELETE /pets"),
        ('<Endpoint method="GET">/pets</Endpoint>', "GET /pets"),
        ('<Endpoint method="GET">\n  /pets\n</Endpoint>', "GET /pets"),
        ('<Endpoint path="/pets">POST</Endpoint>', "POST /pets"),
        ('{% badge type="get" %}/pets{% /badge %}', "GET /pets"),
        ('{{% route verb="PUT" url="/pets" %}}', "PUT /pets"),
        ('{% call http-method="get" route="/pets" /%}', "GET /pets"),
    ],
)
def test_any_tag_with_a_method_and_a_path_names_an_operation(tag, operation):
    (contract,) = contracts_of(f"# Pets\n\n{tag}\n")
    assert named(contract) == [operation]


@pytest.mark.parametrize(
    "tag",
    [
        '{% link method="walk" path="/pets" %}',
        '{% form method="get" path="pets" %}',
        '{{< figure "a" "/pets.png" >}}',
    ],
)
def test_a_tag_without_a_method_or_an_address_names_none(tag):
    assert not [one for one in contracts_of(f"# Pets\n\n{tag}\n") if one.namings]


def test_a_tab_is_a_section_by_its_title_and_one_for_a_language_is_none():
    text = """
    # GET /pets

    {% tabs %}
    {% tab title="404 Not Found" %}
    ```json
    {"a": 1}
    ```
    {% endtab %}
    {% tab title="Python" %}
    ```json
    {"b": 1}
    ```
    {% endtab %}
    {% endtabs %}
    """
    (contract,) = contracts_of(text)
    assert [sample.status for sample in contract.samples] == [None, "404"]
    assert [status.code for status in contract.statuses] == ["404"]


# Dialects of a project ----------------------------------------------------------------------------

OWN = """\
[dialects.acme]
syntax = "jsx"
tags.Arg = {is = "member", name = "id", where = "query"}
"""


def dialects(config, **others):
    files = Memory({"doclint.toml": dedent(config), **others})
    return given_dialects(files, load_config(files))


def test_a_project_has_tags_of_its_own_beside_the_built_in_ones():
    page = parse_markdown(Source("p.mdx", '# GET /a\n\n<Arg id="n" type="integer" />\n'))
    (contract,) = read_page(page, WORDS, dialects(OWN))
    (member,) = contract.listings[0].members
    assert (member.name, member.where) == ("n", "query")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ('[dialects.a]\nsyntax = "jsx"\n', "doclint.toml:1: a dialect has no `tags`"),
        ('[dialects.a.tags.X]\nsays = "x"\n', "doclint.toml:1: the tag `X` has no `is`"),
        ('[dialects.a.tags.X]\nis = "part"\n', "doclint.toml:1: the part `X` has neither"),
        ('[dialects.a]\nsyntax = "x"\ntags.X.is = "tab"\n', "doclint.toml:2: `x` is no syntax"),
        ('[dialects]\na = "a.toml"\n', "doclint.toml:1: `a.toml` cannot be read as a dialect"),
        ('[dialects]\na = "b.toml"\n', "b.toml:2: `tags.X.is` is 'y', expected one of"),
        ('[dialects]\na = "c.toml"\n', "c.toml: "),
    ],
)
def test_a_wrong_dialect_is_told_with_its_line(config, message):
    others = {"b.toml": '[tags.X]\nis = "y"\n', "c.toml": "[tags"}
    with pytest.raises(UsageError) as told:
        dialects(config, **others)
    assert str(told.value).startswith(message)


def test_the_title_of_a_tab_is_the_first_attribute_that_tells():
    text = """
    # GET /pets

    <TabItem value="404" label={<span className="red">404</span>}>

    Nothing.

    </TabItem>
    """
    (contract,) = contracts_of(text, "page.mdx")
    assert [status.code for status in contract.statuses] == ["404"]


def test_an_answer_that_marks_some_as_required_says_nothing_of_the_others():
    text = """
    <ResponseField name="a" type="string" required />
    <ResponseField name="b" type="string" />
    """
    assert [m.required and m.required.value for m in members_of(text)] == [True, None]


@pytest.mark.parametrize(
    ("front", "operation"),
    [
        ("api:\n  method: get\n  url: /pets\n", "GET /pets"),
        ("title: Forget it\nmethod: get\npath: /pets\n", "GET /pets"),
        ("openapi: petstore.yaml get /pets\n", "GET /pets"),
        ("api: POST https://api.example.com/pets\n", "POST https://api.example.com/pets"),
    ],
)
def test_data_on_top_of_a_page_names_the_operation(front, operation):
    (contract,) = contracts_of(f"---\n{front}---\n\nText.\n")
    assert named(contract) == [operation]
    assert contract.namings[0].method
    assert contract.namings[0].method.anchor.text.upper() == operation.split()[0]


def test_an_operation_id_may_stand_under_the_key_of_a_tool():
    text = "---\napi:\n  file: pets.json\n  operationId: listPets\n---\n\n```json\n{}\n```\n"
    (contract,) = contracts_of(text)
    assert [each.value for each in contract.identifiers] == ["listPets"]


@pytest.mark.parametrize(
    ("title", "codes"),
    [("200", ["200"]), ("200 OK", ["200"]), ("404: No such pet", ["404"]), ("200 GB", [])],
)
def test_the_title_of_a_tab_may_be_a_status(title, codes):
    text = f"# GET /pets\n\n{{% tab title='{title}' %}}\nText.\n{{% endtab %}}\n"
    (contract,) = contracts_of(text)
    assert [status.code for status in contract.statuses] == codes


def test_a_name_may_say_again_where_it_is_nested():
    text = """
    <ParamField body="a" type="object[]">
      <ParamField body="a[].b" type="string" />
    </ParamField>
    """
    assert [member.path for member in members_of(text)] == [("a",), ("a", "b")]


def test_a_default_without_a_value_is_none():
    (member,) = members_of('<ParamField query="a" default type="string">One.</ParamField>')
    assert member.default is None
    assert member.type


def test_a_heading_about_the_request_says_better_than_the_tag_where_fields_belong():
    text = """
    # Metrics

    **Endpoint:** `POST /metrics`

    ## Request Format

    ### Parameter Details

    <ResponseField name="a" type="string" required>One.</ResponseField>

    ## Response

    <ResponseField name="b" type="string">Two.</ResponseField>
    """
    assert [(member.name, member.where) for member in members_of(text)] == [
        ("a", "request"),
        ("b", "response"),
    ]
