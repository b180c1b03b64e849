"""A gate is known to be able to fail: planted defects are seen, or it is said why they are not."""

import json

import pytest

from doclint.cli import main
from doclint.rules.catalog import catalog
from doclint.selftest.defects import defects, sower

SPEC = """\
openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets/{pet_id}:
    parameters:
      - {name: pet_id, in: path, required: true, schema: {type: string}}
    get:
      operationId: getPet
      parameters:
        - {name: fields, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, default: 20, maximum: 90}}
        - {name: order, in: query, schema: {type: string, enum: [oldest, newest, random]}}
      responses:
        "200":
          description: The pet
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Pet"}
        "400": {description: Bad}
        "404": {description: None}
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Pet"}
      responses:
        "201": {description: Added}
        "422": {description: Wrong}
components:
  schemas:
    Pet:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: {type: string}
        weight: {type: integer}
        status: {type: string, enum: [healthy, recovering]}
"""
GET = """\
---
title: Get a pet
---

# Get a pet

`GET /pets/{pet_id}`

Gives one pet to those who ask for it.

## Path parameters

| Name | Type | Required | Description |
|------|------|----------|-------------|
| `pet_id` | string | yes | Which pet it is |

## Query parameters

| Name | Type | Required | Description |
|------|------|----------|-------------|
| `fields` | string | no | What is to be given |
| `limit` | integer | no | How many of them, maximum: 90. Default: `20` |
| `order` | string | no | One of `oldest`, `newest`, `random` |

## Responses

| Status | Description |
|--------|-------------|
| 200 | The pet that was asked for |
| 400 | What was asked is wrong |
| 404 | There is no such pet |

```json
{
  "name": "Bello",
  "weight": 12,
  "status": "healthy"
}
```
"""
POST = """\
# Add a pet

`POST /pets`

Adds a pet that is not there.

## Request body

| Name | Type | Required | Description |
|------|------|----------|-------------|
| `name` | string | yes | What it is called |
| `weight` | integer | no | How heavy it is |

```shell
curl -X POST https://example.com/pets -d '{"name": "Bello", "weight": 12}'
```
"""
TEMPLATE = """\
# {{ summary | upper }}

{% if path_params %}
## Path parameters

| Name | Type |
|------|------|
{% for param in path_params -%}
| `{{ param.name }}` | {{ param.type }} |
{% endfor %}

{% endif %}

{% if query_params %}
## Query parameters

| Name | Type |
|------|------|
{% for param in query_params -%}
| `{{ param.name }}` | {{ param.type }} |
{% endfor %}

{% endif %}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    write(tmp_path, **{"openapi.yaml": SPEC, "docs/get.md": GET, "docs/post.md": POST})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, **files):
    for path, text in files.items():
        (folder / path).write_text(text, "utf-8")


def tried(capsys, *arguments):
    code = main(["selftest", "--format", "json", *arguments])
    data = json.loads(capsys.readouterr().out)
    return code, {kind["kind"]: kind for kind in data["kinds"]}


def test_every_kind_that_has_a_place_is_seen(folder, capsys):
    write(folder, **{"docs/page.md.j2": TEMPLATE})
    code, kinds = tried(capsys)
    assert code == 0
    states = {name: kind["state"] for name, kind in kinds.items()}
    assert {name for name, state in states.items() if state == "none"} == {
        *("phrase", "error-code", "doubled-error", "json-bracket"),
    }
    assert states["limit"] == "off"  # its rule is a strict one
    assert {*states.values()} == {"caught", "warning", "none", "off"}


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("type", "parameter/type-differs"),
        ("value", "parameter/enum-differs"),
        ("default", "parameter/default-differs"),
        ("missing-status", "response/missing-status"),
        ("json-key", "example/differs-from-schema"),
        ("front-matter", "front-matter/syntax-error"),
        ("call-method", "request/method-differs"),
    ],
)
def test_a_kind_is_seen_by_its_rule(capsys, kind, rule):
    code, kinds = tried(capsys, "--kinds", kind, "docs/get.md", "docs/post.md")
    spoke = {each["rule"] for one in kinds[kind]["plants"] for each in one["caught"]}
    assert (code, kinds[kind]["state"]) == (0, "caught")
    assert rule in spoke


def test_nothing_is_written(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    main(["selftest", "--per", "1", "--kinds", "type,fence,missing-row"])
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_the_config_switches_off_is_said_and_no_fault(folder, capsys):
    write(folder, **{"doclint.toml": 'ignore = ["table"]\n'})
    code, kinds = tried(capsys, "--kinds", "table-delimiter,table-glued")
    assert (code, kinds["table-delimiter"]["state"]) == (0, "off")
    assert kinds["table-delimiter"]["plants"][0]["off"] == ["table/not-a-table"]
    main(["selftest", "--kinds", "table-delimiter"])
    said = capsys.readouterr()
    assert "switched off, table/not-a-table, which is not on" in said.out
    assert "seen only by rules that are not on: table-delimiter" in said.err


def test_a_gate_that_cannot_see_a_kind_fails(folder, capsys):
    write(folder, **{"docs/get.md": GET + "\n<!-- doclint: ignore-file[front-matter] ours -->\n"})
    code = main(["selftest", "--kinds", "front-matter"])
    said = capsys.readouterr()
    assert code == 1
    assert "NOT SEEN" in said.out
    assert "docs/get.md:2: a colon comes into `Get a pet`" in said.out
    assert "the gate cannot see: front-matter" in said.err


def test_a_suppressed_plant_is_told_as_such(folder, capsys):
    off = "<!-- doclint: ignore-file[example] no time -->\n"
    for name, text in (("get", GET), ("post", POST)):
        write(folder, **{f"docs/{name}.md": text + off})
    code, kinds = tried(capsys, "--kinds", "json-comma")
    assert code == 1
    reasons = {one["reason"] for one in kinds["json-comma"]["plants"]}
    assert reasons == {"`example/invalid-json` is suppressed here: no time"}


def test_a_plant_that_a_baseline_knows_is_told_as_such(folder, capsys):
    """One of the same page, operation and subject was there when the baseline was written."""
    (folder / "docs/post.md").unlink()
    wrong = GET.replace("title: Get a pet", "title: Get: a pet")
    write(folder, **{"docs/get.md": wrong})
    assert main(["baseline", "write"]) == 0
    write(folder, **{"docs/get.md": GET})
    capsys.readouterr()
    code, kinds = tried(capsys, "--kinds", "front-matter")
    (plant,) = kinds["front-matter"]["plants"]
    assert (code, plant["reason"]) == (1, "`front-matter/syntax-error` is in the baseline here")
    assert tried(capsys, "--kinds", "front-matter", "--no-baseline")[0] == 0


def test_findings_that_are_there_anyway_are_not_counted(folder, capsys):
    """A page that is wrong already is no proof that a new mistake on it is seen."""
    write(folder, **{"docs/get.md": GET.replace("| `fields` | string", "| `fields` | integer")})
    off = "ignore = ['front-matter']\n"
    write(folder, **{"doclint.toml": off})
    _, kinds = tried(capsys, "--kinds", "front-matter")
    assert kinds["front-matter"]["caught"] == 0


def test_a_seed_gives_the_same_places_and_another_one_others(capsys):
    def places(*arguments):
        _, kinds = tried(capsys, "--kinds", "name,json-quote", "--per", "1", *arguments)
        return [(one["line"], one["what"]) for kind in kinds.values() for one in kind["plants"]]

    assert places("--seed", "1") == places("--seed", "1")
    assert len({tuple(places("--seed", seed)) for seed in "123"}) > 1


def test_there_may_be_no_place_for_any_defect(folder, capsys):
    (folder / "notes").mkdir()
    write(folder, **{"notes/a.md": "# Notes\n"})
    assert main(["selftest", "notes"]) == 3
    assert "no place for any defect" in capsys.readouterr().err


def test_an_unknown_kind_is_told_with_the_one_that_is_meant(capsys):
    assert main(["selftest", "--kinds", "typ"]) == 2
    assert "there is no kind of defect `typ`; did you mean `type`?" in capsys.readouterr().err


def test_standard_input_is_no_path_to_plant_into(capsys):
    assert main(["selftest", "-"]) == 2
    assert "expected files and folders" in capsys.readouterr().err


def test_pages_that_nothing_is_compared_with_are_named(folder, capsys):
    write(folder, **{"docs/lost.md": "# Lost\n\n`GET /owners/{id}/letters`\n"})
    main(["selftest", "--kinds", "type"])
    assert "1 page names operations that no spec has: docs/lost.md" in capsys.readouterr().out


def test_the_list_names_every_kind(capsys):
    assert main(["selftest", "--list"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [*defects()]


def test_kinds_are_there_for_families_that_have_rules():
    families = {rule.family for rule in catalog()}
    for defect in defects().values():
        assert set(defect.families) <= families
        kind, find = sower(defect)
        assert kind in ("Endpoint", "Page", "Template")
        assert find.__doc__
