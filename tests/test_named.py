"""A named file stands for the pages that use it, and says of them what a run on all files says."""

import pytest

from doclint.cli import main

SPEC = """\
openapi: 3.1.0
info: {{title: {title}, version: "1"}}
paths:
  /{name}:
    get:
      parameters:
        - {{name: limit, in: query, schema: {{type: {type}}}}}
      responses: {{"200": {{description: All of them.}}}}
  /health:
    get:
      parameters:
        - {{name: verbose, in: query, schema: {{type: {verbose}}}}}
      responses: {{"200": {{description: Fine.}}}}
"""
PAGE = """\
# List {name}

`GET /{name}`

## Query parameters

| Name | Type | Description |
|------|------|-------------|
| `{parameter}` | {type} | A parameter. |
"""


def spec(name="pets", kind="integer", verbose="boolean"):
    return SPEC.format(title=name.title(), name=name, type=kind, verbose=verbose)


def page(name="pets", kind="string", parameter="limit"):
    return PAGE.format(name=name, type=kind, parameter=parameter)


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    """What a hook says of files, by the place, and its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(*paths, texts, options=()):
        for path, text in texts.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        code = main(["check", "--force-exclude", "--format", "concise", *options, *paths])
        out, err = capsys.readouterr()
        assert code in (0, 1), err
        run.err = err
        return [
            f"{place}: {words.partition('[')[2].partition(']')[0]}"
            for place, _, words in (line.partition(": ") for line in out.splitlines())
        ]

    return run


WRONG = ":9:13: parameter/type-differs"


def test_a_named_spec_is_reported_at_its_pages(check):
    texts = {"openapi.yaml": spec(), "docs/a.md": page(), "docs/b.md": page(kind="integer")}
    assert check("openapi.yaml", texts=texts) == [f"docs/a.md{WRONG}"]


MONO = {
    "services/pets/openapi.yaml": spec(),
    "services/pets/docs/list.md": page(),
    "services/pets/docs/health.md": page("health", "boolean", "verbose"),
    "services/orders/openapi.yaml": spec("orders", verbose="integer"),
    "services/orders/docs/list.md": page("orders"),
    "services/orders/docs/health.md": page("health", "integer", "verbose"),
    "docs/billing.md": page("invoices"),
}


@pytest.mark.parametrize(
    "more", [(), ("services/orders/docs/health.md",), ("docs/billing.md", "services/pets")]
)
def test_a_named_spec_is_not_held_against_the_pages_of_another(check, more):
    found = check("services/pets/openapi.yaml", *more, texts=MONO)
    assert found == [f"services/pets/docs/list.md{WRONG}"]


def test_pages_beside_a_named_spec_are_compared_with_their_own(check):
    named = ("services/pets/openapi.yaml", "services/orders/docs/list.md")
    assert check(*named, texts=MONO) == [
        f"services/orders/docs/list.md{WRONG}",
        f"services/pets/docs/list.md{WRONG}",
    ]


def test_what_is_broken_elsewhere_is_not_told_of_a_named_spec(check):
    texts = {**MONO, "services/orders/openapi.yaml": "openapi: 3.1.0\npaths: [\n"}
    found = check("services/pets/openapi.yaml", texts=texts)
    assert found == [f"services/pets/docs/list.md{WRONG}"]


def test_a_spec_that_the_configuration_does_not_name_is_held_against_no_page(check):
    config = '[[api]]\nspec = "openapi.yaml"\n'
    fixture = "tests/fixtures/openapi.yaml"
    texts = {
        "doclint.toml": config,
        "openapi.yaml": spec(),
        fixture: spec(kind="string"),
        "docs/a.md": page(kind="integer"),
    }
    assert check(fixture, texts=texts) == []
    assert check(fixture, "docs/a.md", texts=texts) == []


def test_a_spec_that_the_configuration_names_is_one_though_its_folder_is_excluded(check):
    texts = {
        "doclint.toml": 'exclude = ["vendor"]\n[[api]]\nspec = "vendor/openapi.yaml"\n',
        "vendor/openapi.yaml": spec(),
        "vendor/other.yaml": spec("cats"),
        "docs/a.md": page(),
    }
    assert check("vendor/openapi.yaml", texts=texts) == [f"docs/a.md{WRONG}"]
    assert check("vendor/other.yaml", texts=texts) == []


def test_of_two_copies_the_one_that_is_not_compared_is_judged_too(check):
    broken = spec().replace("/pets:", "/pets/{id}:")
    texts = {"openapi.yaml": broken, "openapi.json.yaml": broken, "docs/a.md": page()}
    both = check("openapi.yaml", "openapi.json.yaml", texts=texts)
    alone = check("openapi.json.yaml", texts=texts)
    assert [one for one in both if one.startswith("openapi.json.yaml")] == [
        one for one in alone if one.startswith("openapi.json.yaml")
    ]


@pytest.mark.parametrize("config", ["", '[[api]]\nspec = "api/openapi.yaml"\n'])
def test_a_named_part_of_a_spec_stands_for_the_spec(check, config):
    whole = spec().replace("{type: integer}", '{$ref: "schemas/limits.yaml#/Limit"}')
    texts = {
        "doclint.toml": config,
        "api/openapi.yaml": whole,
        "api/schemas/limits.yaml": 'Limit: {$ref: "./numbers.json#/Whole"}\n',
        "api/schemas/numbers.json": '{"$schema": "http://json-schema.org/draft-07/schema#", '
        '"properties": {}, "Whole": {"type": "integer"}}\n',
        "api/schemas/other.json": '{"Whole": {"type": "integer"}}\n',
        "docs/a.md": page(),
    }
    for part in ("api/schemas/limits.yaml", "api/schemas/numbers.json"):
        assert check(part, texts=texts) == [f"docs/a.md{WRONG}"]
    assert check("api/schemas/other.json", texts=texts) == []


INCLUDED = {
    "openapi.yaml": spec().replace(
        "{description: All of them.}",
        "{description: All, content: {application/json: "
        "{schema: {type: object, properties: {total: {type: integer}}}}}}",
    ),
    "docs/a.md": page(kind="integer")
    + '\n## Response `200`\n\n```json\n--8<-- "docs/samples/pets.json"\n```\n',
    "docs/samples/pets.json": '{"total": "three"}\n',
    "docs/samples/other.json": '{"total": "three"}\n',
}


def test_a_named_sample_is_checked_through_the_pages_that_take_it_in(check):
    found = check("docs/samples/pets.json", texts=INCLUDED)
    assert found
    assert all(one.startswith("docs/samples/pets.json:1:") for one in found)
    assert check("docs/samples/other.json", texts=INCLUDED) == []
    assert check("docs/samples/pets.json", texts={"docs/a.md": page()}) == []


TABLE = page()[page().index("| Name") :]


@pytest.mark.parametrize("config", ["", '[[api]]\nspec = "openapi.yaml"\n'])
@pytest.mark.parametrize("path", ["docs/_includes/limit.md", "docs/limit.md"])
def test_a_named_partial_is_checked_through_the_pages_that_take_it_in(check, config, path):
    """It is called so, or hardly a page of its own."""
    texts = {
        "doclint.toml": config,
        "openapi.yaml": spec(),
        "docs/a.md": page().replace(TABLE, f'--8<-- "{path}"\n'),
        path: TABLE,
    }
    assert check(path, texts=texts) == [f"{path}:3:13: parameter/type-differs"]


def test_a_named_page_that_a_known_one_takes_in_is_checked_through_it(check):
    texts = {
        "doclint.toml": '[[api]]\nspec = "openapi.yaml"\n',
        "openapi.yaml": spec(),
        "docs/a.md": page().replace(TABLE, '--8<-- "docs/limit.md"\n'),
        "docs/limit.md": f"### All of them\n\n{TABLE}",
    }
    found = check("docs/limit.md", texts=texts)
    assert found == check(".", texts={})
    assert found == ["docs/limit.md:5:13: parameter/type-differs"]


@pytest.mark.parametrize("paths", [("package.json",), ("package.json", "README.md")])
@pytest.mark.parametrize("config", ["", '[[api]]\nspec = "openapi.yaml"\n'])
def test_files_of_other_trades_pass_in_silence(check, config, paths):
    texts = {
        "doclint.toml": config,
        "openapi.yaml": spec(),
        "docs/a.md": page() + "\nSee `package.json`.\n",
        "package.json": '{"name": "docs"}\n',
        "README.md": "# Docs\n",
    }
    assert check(*paths, texts=texts) == []
    if paths == ("package.json",):
        assert check.err == ""


TEMPLATE = """\
{% import "macros.j2" as show -%}
# {{ title }}

`GET {{ path }}`

This page tells how to call the operation, and what it answers.

## Query parameters

| Name | Type | Description |
|------|------|-------------|
{% for p in parameters -%}
{{ show.row(p) }}
{% endfor %}
## Errors

Errors are answered with a status and a text.
"""
MACROS = """\
{% macro row(p) %}| `{{ p.name }}` | {{ p.type }} | {{ p.description }} |{% endmacro %}
"""
DATA = """\
title: List {name}
path: /{name}
parameters:
  - {{name: {parameter}, type: {kind}, description: A parameter.}}
"""
RENDERED = """\
# List {name}

`GET /{name}`

This page tells how to call the operation, and what it answers.

## Query parameters

| Name | Type | Description |
|------|------|-------------|
| `{parameter}` | {kind} | A parameter. |

## Errors

Errors are answered with a status and a text.
"""
OF_PETS = {"name": "pets", "parameter": "limit", "kind": "integer"}
OF_HEALTH = {"name": "health", "parameter": "verbose", "kind": "boolean"}
PROJECT = {
    "templates/operation.md.j2": TEMPLATE,
    "templates/macros.j2": MACROS,
    "docs/pets.md": RENDERED.format(**OF_PETS),
    "docs/health.md": RENDERED.format(**OF_HEALTH),
    "docs/other.md": "# Other\n\n| a | a |\n|---|---|\n",
    "openapi.yaml": spec(),
}
KEPT = {
    **PROJECT,
    "doclint.toml": """\
[[api]]
spec = "openapi.yaml"
pages = ["docs/**/*.md"]
templates = ["templates/*.md.j2"]
context = "data/{name}.yaml"
""",
    "data/pets.yaml": DATA.format(**OF_PETS),
    "data/health.yaml": DATA.format(**OF_HEALTH),
}
STALE = "docs/pets.md:11:13: project/stale-page"


def test_named_data_stands_for_the_page_that_was_rendered_from_it(check):
    other = DATA.format(**OF_PETS | {"kind": "number"})
    assert check("data/pets.yaml", texts={**KEPT, "data/pets.yaml": other}) == [STALE]
    assert check("data/health.yaml", texts={}) == []


def test_data_for_all_pages_stands_for_all_of_them(check):
    config = KEPT["doclint.toml"].replace("data/{name}.yaml", "data/all.yaml")
    lines = "".join(f"  {line}\n" for line in DATA.format(**OF_PETS).splitlines())
    every = f"pets:\n{lines.replace('integer', 'number')}"
    texts = {**KEPT, "doclint.toml": config, "data/all.yaml": every}
    assert check("data/all.yaml", texts=texts) == [STALE]


@pytest.mark.parametrize("path", ["templates/operation.md.j2", "templates/macros.j2"])
def test_a_named_template_stands_for_the_pages_that_were_rendered_from_it(check, path):
    other = KEPT[path].replace("{{ p.type }}", "{{ p.type }}s").replace("a text.", "a message.")
    found = check(path, texts={**KEPT, path: other})
    assert {one.rpartition(" ")[2] for one in found} == {"project/stale-page"}
    assert {one.partition(":")[0] for one in found} == {"docs/pets.md", "docs/health.md"}


@pytest.mark.parametrize("path", ["templates/operation.md.j2", "templates/macros.j2"])
def test_a_named_template_finds_its_pages_without_a_configuration(check, path):
    wrong = PROJECT["docs/pets.md"].replace("| integer |", "| string |")
    found = check(path, texts={**PROJECT, "docs/pets.md": wrong})
    assert found == ["docs/pets.md:11:13: parameter/type-differs"]


def test_a_named_list_of_errors_stands_for_the_pages_of_its_api(check):
    texts = {
        "doclint.toml": '[[api]]\nspec = "openapi.yaml"\nerrors = "errors.csv"\n',
        "openapi.yaml": spec(),
        "errors.csv": "code,status\nno_pets,404\nno_food,404\n",
        "docs/a.md": page(),
    }
    assert check("errors.csv", texts=texts) == [f"docs/a.md{WRONG}"]


@pytest.mark.parametrize("config", ["", '[[api]]\nschemas = ["schemas/*.json"]\n'])
def test_a_named_schema_stands_for_the_pages_that_describe_it(check, config):
    schema = '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", %s}'
    texts = {
        "doclint.toml": config,
        "schemas/pet.json": schema % '"properties": {"name": {"type": "string"}}',
        "docs/a.md": "---\nschema: pet.json\n---\n\n# Pet\n\n## Properties\n\n"
        "| Property | Type |\n|---|---|\n| `name` | integer |\n",
        "docs/b.md": "# List\n\n| a | a |\n|---|---|\n",
    }
    assert check("schemas/pet.json", texts=texts) == ["docs/a.md:11:12: body/type-differs"]


def test_a_configuration_that_is_nearer_than_the_one_that_holds_is_told(check):
    inner = "services/pets/doclint.toml"
    texts = {**MONO, inner: 'ignore = ["parameter"]\n'}
    named = ("services/pets/docs/list.md", "services/pets/openapi.yaml", "docs/billing.md")
    assert check(*named, texts=texts) == [f"services/pets/docs/list.md{WRONG}"]
    assert check.err.count(f"doclint: {inner}: not used, a run has one configuration") == 1
    assert check(*named, texts={}, options=("--config", inner)) == []
    assert "not used" not in check.err
    check("docs/billing.md", texts={})
    assert "not used" not in check.err


def test_the_search_for_pages_begins_beside_the_spec(check, monkeypatch):
    monkeypatch.setattr("doclint.nearby.MOST_PAGES", 3)
    texts = {f"a/{number}.md": "# Nothing\n" for number in range(5)}
    texts |= {"z/openapi.yaml": spec(), "z/docs/a.md": page()}
    assert check("z/openapi.yaml", texts=texts) == [f"z/docs/a.md{WRONG}"]
    assert "only the 3 pages nearest to `z/openapi.yaml` were looked at" in check.err
