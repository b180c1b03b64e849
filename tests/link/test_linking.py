"""Sections find their operations by all that they say, and say so where nothing tells."""

from __future__ import annotations

import pytest

from doclint.link.linking import Scope, link
from doclint.read.contracts import read_page
from tests.build import (
    WORDS,
    contracts_of,
    linked,
    operations_of,
    page_of,
    paths_of,
    spec_of,
    table,
)

PETS = paths_of(
    "GET /pets listPets",
    "POST /pets addPet",
    "GET /pets/{petId} readPet",
    "DELETE /pets/{petId} deletePet",
    "GET /pets/{petId}/toys/{toyId} readToy",
    "GET /owners listOwners",
)


def how(page: str, spec: str = PETS) -> list[str]:
    """How the operations of a page were matched."""
    return [m.how for e in linked(page, spec_of(spec)).endpoints for m in e.matches]


def found(page: str, spec: str = PETS) -> list[list[str]]:
    return operations_of(linked(page, spec_of(spec)))


NAMED = {
    "GET /pets/{petId}": "exact",
    "GET /pets/{id}": "exact",
    "GET /pets/:id": "exact",
    "GET /pets/:pet_id": "exact",
    "GET /pets/<id>": "exact",
    "GET /pets/${id}": "exact",
    "GET /pets/(id or name)": "exact",
    "GET /pets/\\{id\\}": "exact",
    "GET /pets/{{petId}}": "exact",
    "GET /pets/{petId}/": "exact",
    "GET /pets/{petId}?limit=1": "exact",
    "GET /pets/{petId}?limit={limit}": "exact",
    "GET /pets/{petId}#part": "exact",
    "GET /Pets/{petId}": "exact",
    "GET https://api.example.org/pets/{petId}": "exact",
    "GET {{baseUrl}}/pets/{petId}": "exact",
    "GET ${HOST}/pets/{petId}": "exact",
    "GET /v1/pets/{petId}": "base",
    "GET /rest/2023-10/pets/{petId}": "suffix",
    "GET /api/v2/pets/{petId}": "suffix",
    "GET /pets/42": "base",
}
SERVED = PETS.replace("paths:", "servers: [{url: 'https://api.example.org/v1'}]\npaths:", 1)


@pytest.mark.parametrize("text", NAMED)
@pytest.mark.parametrize("page", ["# Read a pet\n\n`{}`\n", "# Read a pet\n\n```http\n{}\n```\n"])
def test_each_spelling_of_a_path_finds_its_operation(page, text):
    if "\\" in text and "`{}`" in page:
        page = page.replace("`", "")
    text = page.format(text)
    assert operations_of(linked(text, spec_of(SERVED))) == [["GET /pets/{petId}"]]


@pytest.mark.parametrize("text", [each for each in NAMED if "://" not in each])
def test_how_a_path_was_found_is_known(text):
    assert how(f"# Read\n\n```http\n{text}\n```\n", SERVED) == [NAMED[text]]


@pytest.mark.parametrize(
    "servers",
    [
        "servers: [{url: /v1}]",
        "servers: [{url: 'https://a.example/v1/'}]",
        "servers: [{url: 'https://{host}/v1'}]",
        "servers: [{url: 'https://a.example'}, {url: 'https://b.example/v1'}]",
        "servers: [{url: 'https://a.example/{v}', variables: {v: {default: v1}}}]",
    ],
)
def test_the_path_of_a_server_may_stand_in_front(servers):
    spec = PETS.replace("paths:", f"{servers}\npaths:", 1)
    assert how("# T\n\n`GET /v1/pets`\n", spec) == ["base"]


def test_the_base_path_of_swagger_2_may_stand_in_front():
    spec = PETS.replace("openapi: 3.1.0", "swagger: '2.0'\nbasePath: /v1")
    assert how("# T\n\n`GET /v1/pets`\n", spec) == ["base"]


def test_the_config_may_say_what_stands_in_front():
    scopes = {"openapi.yaml": Scope(base=("/gate/way",))}
    links = linked("# T\n\n`GET /gate/way/pets`\n", spec_of(PETS), scopes=scopes)
    assert [m.how for e in links.endpoints for m in e.matches] == ["base"]


@pytest.mark.parametrize("text", ["GET /cats", "GET /", "GET /pets/{petId}/toys/{toyId}/x"])
def test_what_the_spec_lacks_is_not_found(text):
    assert found(f"# Something else\n\n`{text}`\n") == [[]]
    assert how(f"# Something else\n\n`{text}`\n") == ["none"]


def test_another_method_of_the_path_is_no_match_but_is_kept():
    links = linked("# T\n\n`PUT /pets`\n", spec_of(PETS))
    (match,) = links.endpoints[0].matches
    assert match.how == "method"
    assert [str(operation) for operation in match.operations] == ["GET /pets", "POST /pets"]
    assert links.endpoints[0].specified == ()


SLIPS = {
    "a wrong word in the path": "# Read pet\n\n`GET /pet/{petId}`\n\n"
    + table("Name | In | Type", "petId | path | string"),
    "a wrong method": "# Delete pet\n\n`POST /pets/{petId}`\n\n"
    + table("Name | In | Type", "petId | path | string"),
    "a wrong word and an identifier": "---\noperationId: readPet\n---\n\n# R\n\n`GET /pet/{id}`\n",
}
PARAMETER = "\n      parameters: [{name: petId, in: path, required: true}]\n      responses:"


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_does_not_stop_a_section_from_finding_its_operation(name):
    spec = PETS.replace("readPet\n      responses:", "readPet" + PARAMETER)
    spec = spec.replace("deletePet\n      responses:", "deletePet" + PARAMETER)
    expected = "DELETE" if "method" in name else "GET"
    assert found(SLIPS[name], spec) == [[f"{expected} /pets/{{petId}}"]]


def test_an_operation_that_is_documented_elsewhere_is_not_meant_by_a_slip():
    page = "# API\n\n## Read pet\n\n`GET /pets/{petId}`\n\n## Read cat\n\n`GET /pett/{petId}`\n"
    assert found(page) == [["GET /pets/{petId}"], []]


def test_an_identifier_alone_finds_the_operation():
    page = "---\noperationId: listOwners\n---\n\n# Owners\n\n" + table("Name | Type", "a | string")
    assert found(page) == [["GET /owners"]]


def test_a_title_alone_links_nothing_that_the_rows_do_not_confirm():
    page = "# List owners\n\n" + table("Name | Type", "zzz | string")
    assert found(page) == []


def test_examples_call_operations_with_values():
    page = (
        "# Read toy\n\nWords.\n\n```http\nGET /pets/7/toys/8 HTTP/1.1\nHost: a.example\n```\n\n"
        + table("Name | Type", "petId | string", "toyId | string")
    )
    assert found(page) == [["GET /pets/{petId}/toys/{toyId}"]]


def test_literal_segments_win_over_placeholders():
    spec = paths_of("GET /pets/{petId} readPet", "GET /pets/mine readMine")
    assert found("# Mine\n\n`GET /pets/mine`\n", spec) == [["GET /pets/mine"]]
    assert found("# Mine\n\n`GET /pets/{id}`\n", spec) == [["GET /pets/{petId}"]]


def test_a_suffix_that_fits_several_paths_fits_none():
    spec = paths_of("GET /a/things/{id}", "GET /b/things/{id}")
    assert found("# T\n\n`GET /things/{id}`\n", spec) == [[]]


@pytest.mark.parametrize("path", ["/users/{id}/pets", "/owners/pets", "/users/{id}/owners"])
def test_a_path_below_another_thing_is_another_operation(path):
    assert found(f"# X\n\n`GET {path}`\n") == [[]]


def test_placeholders_alone_are_no_suffix():
    assert found("# T\n\n`GET /{id}`\n") == [[]]
    assert found("# T\n\n`GET /x/y/{id}`\n") == [[]]


def test_several_operations_of_one_section_are_all_linked():
    page = "# Pets\n\n```http\nGET /pets\nPOST /pets\n```\n"
    assert found(page) == [["GET /pets", "POST /pets"]]


def test_a_page_of_many_operations_links_each_section_to_its_own():
    operations = [f"GET /things{n}/{{id}} readThing{n}" for n in range(40)]
    page = "# API\n\n" + "\n".join(
        f"## Read {n}\n\n`GET /things{n}/{{id}}`\n\n" + table("Name | Type", "id | string")
        for n in range(40)
    )
    assert found(page, paths_of(*operations)) == [[f"GET /things{n}/{{id}}"] for n in range(40)]


SCHEMAS = """\
components:
  schemas:
    Pet: {properties: {name: {type: string}, size: {type: integer}}}
    PetOwner: {properties: {age: {type: integer}}}
"""


@pytest.mark.parametrize("title", ["Pet", "`Pet`", "Schema Pet", "PET", "The Pet"])
def test_a_section_about_a_schema_is_linked_to_it(title):
    page = f"# Models\n\n## {title}\n\n" + table("Name | Type", "name | string", "size | string")
    links = linked(page, spec_of(paths_of("GET /a", schemas=SCHEMAS)))
    labels = [known.label for e in links.endpoints for known in e.specified]
    assert labels == (["Pet"] if title != "The Pet" else [])
    pairs = [(p.member.name, len(p.candidates)) for e in links.endpoints for p in e.pairs]
    assert pairs == ([("name", 1), ("size", 1)] if labels else [])


def test_a_schema_of_several_words_is_found_by_its_letters():
    page = "# Models\n\n## Pet owner\n\n" + table("Name | Type", "age | string")
    links = linked(page, spec_of(paths_of("GET /a", schemas=SCHEMAS)))
    assert [known.label for e in links.endpoints for known in e.specified] == ["PetOwner"]


ENTITY = """\
---
title: Pet
---

## Example

```json
{"name": "a"}
```

## Attributes

### `name`

**Type:** String

#### `size`

**Type:** Integer
"""


def test_a_page_about_a_schema_is_linked_to_it_by_the_title_in_its_front_matter():
    links = linked(ENTITY, spec_of(paths_of("GET /a", schemas=SCHEMAS)))
    assert [known.label for e in links.endpoints for known in e.specified] == ["Pet"]
    assert [p.member.name for e in links.endpoints for p in e.pairs] == ["name"]


# Several specs ------------------------------------------------------------------------------------


def chosen(links) -> list[str | None]:
    return [e.spec.source.path if e.spec else None for e in links.endpoints]


def test_a_page_belongs_to_the_spec_that_its_signs_fit():
    one = spec_of(paths_of("GET /pets", "GET /toys"), "one.yaml")
    two = spec_of(paths_of("GET /owners", "GET /pets"), "two.yaml")
    page = "# API\n\n## A\n\n`GET /pets`\n\n## B\n\n`GET /owners`\n"
    for specs in ((one, two), (two, one)):
        links = linked(page, *specs)
        assert chosen(links) == ["two.yaml", "two.yaml"]
        assert links.ambiguous == {}


def test_of_equal_specs_the_nearest_is_meant():
    near = spec_of(paths_of("GET /pets"), "apis/pets/openapi.yaml")
    far = spec_of(paths_of("GET /pets"), "apis/cats/openapi.yaml")
    for specs in ((near, far), (far, near)):
        links = linked("# A\n\n`GET /pets`\n", *specs, path="apis/pets/docs/page.md")
        assert (chosen(links), links.ambiguous) == (["apis/pets/openapi.yaml"], {})


def test_a_tie_is_said_and_nothing_is_linked():
    one, two = (spec_of(paths_of("GET /pets"), path) for path in ("one.yaml", "two.yaml"))
    links = linked("# A\n\n`GET /pets`\n", one, two, path="page.md")
    assert chosen(links) == [None]
    assert links.ambiguous == {"page.md": ("one.yaml", "two.yaml")}


def test_a_page_that_fits_none_of_several_specs_is_no_tie():
    one, two = (spec_of(paths_of("GET /pets"), path) for path in ("one.yaml", "two.yaml"))
    links = linked("# A\n\nWords.\n\n" + table("Name | Type", "zzz | string"), one, two)
    assert (chosen(links), links.ambiguous) == ([None], {})


@pytest.mark.parametrize("glob", [
    "docs/one/*.md", "docs/one/**", "**/one/*.md", "docs/**/page.md",
    "docs/one", "docs/one/", "one", "./docs/one",
])  # fmt: skip
def test_the_config_says_which_pages_a_spec_is_for(glob):
    one, two = (spec_of(paths_of("GET /pets"), path) for path in ("one.yaml", "two.yaml"))
    scopes = {"one.yaml": Scope(pages=(glob,)), "two.yaml": Scope(pages=("docs/two/**",))}
    page = "# A\n\n`GET /pets`\n"
    links = linked(page, one, two, path="docs/one/page.md", scopes=scopes)
    assert chosen(links) == ["one.yaml"]
    assert chosen(linked(page, one, two, path="docs/three/other.md", scopes=scopes)) == [None]


@pytest.mark.parametrize(
    ("glob", "root", "path", "there"),
    [
        ("docs/*.md", ".", "docs/deep/page.md", False),  # a star stays in its folder
        ("docs/[id].md", ".", "docs/[id].md", True),  # brackets are names of pages
        ("docs", "..", "../docs/page.md", True),  # below the config, from where the user stands
        ("page.md", "..", "../docs/page.md", True),
        ("docs", ".", "other/page.md", False),
    ],
)
def test_pages_of_a_spec_are_matched_as_all_globs_are(glob, root, path, there):
    spec = spec_of(paths_of("GET /pets"), "one.yaml")
    scopes = {"one.yaml": Scope(pages=(glob,), root=root)}
    links = linked("# A\n\n`GET /pets`\n", spec, path=path, scopes=scopes)
    assert chosen(links) == (["one.yaml"] if there else [None])


def test_pages_go_to_specs_each_for_itself():
    one = spec_of(paths_of("GET /pets"), "one.yaml")
    two = spec_of(paths_of("GET /owners"), "two.yaml")
    contracts = [
        contract
        for path, text in (("a.md", "`GET /pets`"), ("b.md", "`GET /owners`"), ("c.md", "`GET /x`"))
        for contract in read_page(page_of(f"# T\n\n{text}\n", path), WORDS)
    ]
    links = link(contracts, (one, two))
    assert chosen(links)[:2] == ["one.yaml", "two.yaml"]
    assert [bool(e.specified) for e in links.endpoints] == [True, True, False]


# What a spec cannot be held against ---------------------------------------------------------------


def test_a_spec_that_has_less_than_half_of_a_page_is_partial():
    page = "# API\n\n" + "\n".join(f"## T{n}\n\n`GET /x{n}/y`\n" for n in range(5))
    links = linked(page + "\n## P\n\n`GET /pets`\n", spec_of(PETS))
    assert [e.partial for e in links.endpoints if e.documented.namings] == [True] * 6


def test_a_spec_that_has_most_of_a_page_is_not_partial():
    page = "# API\n\n## A\n\n`GET /pets`\n\n## B\n\n`POST /pets`\n\n## C\n\n`GET /owners`\n"
    links = linked(page + "\n## D\n\n`GET /zzz/y`\n", spec_of(PETS))
    assert not any(e.partial for e in links.endpoints)


def test_a_guessed_spec_that_fits_nothing_is_no_witness():
    page = "# API\n\n" + "\n".join(f"## T{n}\n\n`GET /x{n}/y`\n" for n in range(5))
    links = link(contracts_of(page), [spec_of(PETS)], guessed=True)
    assert chosen(links) == [None] * 5


def test_without_specs_each_contract_is_an_endpoint_of_its_own():
    links = linked("# A\n\n`GET /pets`\n")
    assert [(e.operation, e.specified) for e in links.endpoints] == [("GET /pets", ())]


HOSTILE = {
    "slashes": "/" * 20_000,
    "segments": "/a" * 20_000,
    "placeholders": "/{a}" * 10_000,
    "one segment of placeholders": "/" + "{a}" * 10_000,
    "braces": "/" + "{" * 20_000,
    "angles": "/" + "<" * 20_000,
    "rounds": "/" + "(" * 20_000,
    "escapes": "/" + "\\\\" * 10_000 + "{",
    "questions": "/" + "?a" * 10_000,
    "percents": "/" + "%7B" * 10_000,
    "colons": "/" + ":a" * 10_000,
    "hosts": "https://" + "a" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_paths_of_any_length_are_linked_in_time(name):
    page = f"# T\n\n```http\nGET {HOSTILE[name]}\n```\n\n`GET {HOSTILE[name][:1500]}`\n"
    assert all(e.specified == () for e in linked(page, spec_of(SERVED)).endpoints)


# Requests with words for placeholders ------------------------------------------------------------

SHELVES = paths_of("GET /shelves/{shelf} readShelf", "GET /kinds/small x", "GET /kinds/big y")


def fenced(*blocks: str) -> str:
    return "# Shelves\n\n" + "\n".join(f"```\n{block}\n```\n" for block in blocks)


def test_a_request_with_a_word_below_its_operation_calls_it():
    assert "none" not in how(fenced("GET /shelves/:shelf", "GET /shelves/garden"), SHELVES)
    sought = fenced("GET /shelves/:shelf\nSEARCH /shelves/:shelf")
    sought += "\n## Example\n\n```\nGET /shelves/garden\n```\n"
    assert "none" not in how(sought, SHELVES)


def test_a_word_in_a_block_of_its_own_may_be_another_operation():
    assert how(fenced("GET /shelves/garden"), SHELVES) == ["none"]


def test_a_request_that_gives_more_than_its_path_calls_what_fits():
    page = fenced("GET /shelves/garden\n  ?fields[]=plants.name")
    assert how(page, SHELVES) == ["called"]


def test_a_placeholder_for_the_words_of_several_paths_is_none_of_them():
    assert how(fenced("GET /kinds/:kind"), SHELVES) == ["several"]
    assert found(fenced("GET /kinds/:kind"), SHELVES) == [[]]
    assert how(fenced("GET /kinds/:kind"), paths_of("GET /kinds/small x")) != ["several"]


def test_no_spec_is_held_against_what_another_protocol_serves():
    links = linked(fenced("POST /graphql/system"), spec_of(SHELVES))
    assert [(e.matches, e.spec) for e in links.endpoints] == [((), None)]


def test_a_request_with_its_version_may_be_another_operation():
    page = fenced("GET /shelves/garden HTTP/1.1")
    assert how(page, SHELVES) == ["none"]
