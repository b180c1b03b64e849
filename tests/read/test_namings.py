"""Where a page names an operation it is found, in each usual spelling, and only there."""

from __future__ import annotations

import pytest

from tests.build import contract_of, contracts_of, named, namings_of, table

ONE = {
    "heading": "# GET /pets/{id}",
    "heading with a code span": "# `GET /pets/{id}`",
    "heading with two code spans": "# `GET` `/pets/{id}`",
    "heading with brackets": "# [GET] /pets/{id}",
    "heading with a bold method": "# **GET** /pets/{id}",
    "heading with a dash": "# GET - /pets/{id}",
    "heading with a colon": "# GET: /pets/{id}",
    "heading with bare elements": "# <b>GET</b> <code>/pets/{id}</code>",
    "bare line": "# Pets\n\nGET /pets/{id}",
    "line with a label": "# Pets\n\nEndpoint: `GET /pets/{id}`",
    "line with a bold label": "# Pets\n\n**Endpoint:** GET /pets/{id}",
    "code span": "# Pets\n\n`GET /pets/{id}`",
    "two code spans": "# Pets\n\n`GET` `/pets/{id}`",
    "bold method": "# Pets\n\n**GET** `/pets/{id}`",
    "all bold": "# Pets\n\n**GET /pets/{id}**",
    "bold around code": "# Pets\n\n**`GET /pets/{id}`**",
    "with a version": "# Pets\n\n`GET /pets/{id} HTTP/1.1`",
    "http fence": "# Pets\n\n```http\nGET /pets/{id}\n```",
    "http fence with a version": "# Pets\n\n```http\nGET /pets/{id} HTTP/1.1\n```",
    "http fence with either version": "# Pets\n\n```\nGET /pets/{id} HTTPS|HTTP\n```",
    "fence without a language": "# Pets\n\n```\nGET /pets/{id}\n```",
    "indented code": "# Pets\n\n    GET /pets/{id}\n",
    "line of its own": "# Pets\n\nRead one pet.<br>GET /pets/{id}",
    "quote": "# Pets\n\n> GET /pets/{id}",
    "table of two columns": "# Pets\n\n" + table("Method | Path", "GET | `/pets/{id}`"),
    "table of more columns": "# Pets\n\n" + table("Name | Method | URL", "x | `GET` | /pets/{id}"),
    "Chinese table": "# Pets\n\n" + table("请求方法 | 路径", "GET | /pets/{id}"),
    "turned table": "# Pets\n\n" + table("Method | GET", "Path | /pets/{id}"),
    "turned table with a head": "# Pets\n\n"
    + table("Key | What", "URL | `/pets/{id}`", "HTTP Method | `GET`"),
    "announced in a sentence": "# Pets\n\nTo read, make a GET call to this url :<br>\n`/pets/{id}`",
    "announced at the end": "# Pets\n\nSend a `GET` request to the following address: /pets/{id}.",
    "path above verb": "# Pets\n\n### /pets/{id}\n\n#### GET\n\nRead one.",
    "path in code above verb": "# Pets\n\n### `/pets/{id}`\n\n#### `GET`\n\nRead one.",
    "list": "# Pets\n\n- **Method:** GET\n- **Path:** /pets/{id}",
    "list in code": "# Pets\n\n- **Method**: `GET`\n- **URL**: `/pets/{id}`",
    "list in other order": "# Pets\n\n* Path: `/pets/{id}`\n* HTTP method: `GET`",
    "list of namings": "# Pets\n\n- `GET /pets/{id}`\n",
    "Chinese list": "# Pets\n\n- 请求方法：GET\n- 请求路径：/pets/{id}",
    "element": '# Pets\n\n<Endpoint method="GET" path="/pets/{id}" />\n',
    "element with a lower verb": '# Pets\n\n<Endpoint method="get" path="/pets/{id}" />\n',
    "element in other order": '# Pets\n\n<Api url="/pets/{id}" method="GET"></Api>\n',
    "element with its path inside": '# Pets\n\n<Endpoint method="GET">/pets/{id}</Endpoint>\n',
    "badge": '# Pets\n\n<div><span class="get">GET</span><code>/pets/{id}</code></div>\n',
    "front matter api": "---\napi: GET /pets/{id}\n---\n\nRead one.",
    "front matter quoted": "---\napi: 'GET /pets/{id}'\n---\n\nRead one.",
    "front matter openapi": "---\nopenapi: get /pets/{id}\n---\n\nRead one.",
    "front matter with a file": "---\nopenapi: openapi.json GET /pets/{id}\n---\n\nRead one.",
}


@pytest.mark.parametrize("way", ONE)
def test_an_operation_is_named_in_each_usual_way(way):
    assert namings_of(ONE[way]) == [["GET /pets/{id}"]]


@pytest.mark.parametrize("way", ONE)
def test_a_method_and_a_path_stand_where_they_are_written(way):
    (naming,) = next(one for one in contracts_of(ONE[way]) if one.namings).namings
    assert naming.path.anchor.text == "/pets/{id}"
    assert naming.method.anchor.text.upper() == "GET"
    assert naming.span.text


PATHS = [
    "/pets/:id",
    "/pets/<id>",
    "/pets/${id}",
    "/pets/{pet-id}",
    "/pets/{pet_id}/toys/{toy.id}",
    "/pets/(id or name)",
    "/v1/pets",
    "/pets/",
    "/",
    "/pets?limit={limit}",
    "/pets/{id}:adopt",
    "/pets({id})/toys",
    "/pets/find(name='{name}',age=3)",
    "/pets/%7Bid%7D",
    "/über/π",
    "{base}/pets",
    "https://api.example.org/v1/pets",
    "/pets/{{id}}",
    "/@me/pets",
    "/$batch",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_read_with_all_of_its_placeholders(path):
    found = [namings_of(text.format(f"GET {path}")) for text in ("# T\n\n`{}`", "```http\n{}\n```")]
    assert found == [[[f"GET {path}"]]] * 2


@pytest.mark.parametrize("path", ["/pets/{id}", "/pets/[id]", "/pets/[id]/toys", "/pets/<id>"])
def test_a_path_is_the_title_above_that_of_its_method(path):
    (found,) = contracts_of(f"# Pets\n\n## `{path}`\n\n### `GET`\n\nOne of them.\n")
    assert named(found) == [f"GET {path}"]


@pytest.mark.parametrize(
    "method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "QUERY"]
)
def test_each_method_of_http_names_an_operation(method):
    assert namings_of(f"# T\n\n`{method} /a`") == [[f"{method} /a"]]


@pytest.mark.parametrize(
    "text",
    [
        "# Get started\n\nGet /pets and see what happens in the next step of this tutorial.",
        "# T\n\nUse GET to read and POST to write.",
        "# T\n\nThe GET /pets operation is described elsewhere.",
        "# T\n\n/pets/{id}",
        "# T\n\nGET a grip",
        "# T\n\nGET started/quickly",
        "# T\n\n`GET started`",
        "# T\n\n`DELETE FROM a/b`",
        "# T\n\nUse `GET pets/all` to read.",
        "# T\n\nPOST is described at: /pets/new is not",
        "# GET",
        "# Post 1/2",
        '# T\n\n```json\n{"path": "GET /pets"}\n```',
        "# T\n\n```python\nclient.get('/pets')\nGET = 1\n```",
        "# T\n\n```\nsee:\nGET /pets\n```",
        '# T\n\n<a method="post">x</a>\n',
        '# T\n\n<form method="submit" action="/a">x</form>\n',
        "# T\n\n" + table("Method | Description", "GET | reads"),
        "# T\n\n" + table("Method | GET", "Format | JSON"),
        "# T\n\n- **Method:** GET\n- **Format:** JSON",
        "---\napi: pets\n---\nx",
        "---\napi: [GET, /pets]\n---\nx",
        "---\nopenapi: 3.1.0\n---\nx",
        "# T\n\nBUDGET /pets",
        "# T\n\nTARGET /pets",
    ],
)
def test_what_names_no_operation_is_left_alone(text):
    assert namings_of(text) == []


def test_a_path_in_a_code_span_of_its_own_needs_no_slash_in_front():
    assert namings_of("# Read\n\n### HTTP Request\n\n`GET api/pets/{id}`\n") == [
        ["GET api/pets/{id}"]
    ]


def test_the_root_is_a_path():
    assert namings_of("# List\n\n- **Method:** `GET`\n- **Path:** `/`\n") == [["GET /"]]


@pytest.mark.parametrize("key", ["operationId", "operation_id", "operation"])
def test_front_matter_may_name_the_operation_by_its_identifier(key):
    contract = contract_of(f"---\n{key}: listPets\n---\n\n# Pets\n\n`GET /pets`\n")
    (said,) = contract.identifiers
    assert (said.value, said.anchor.text) == ("listPets", "listPets")


def test_an_index_of_operations_names_none_for_its_page():
    rows = [f"GET | /pets/{n}" for n in range(7)]
    assert namings_of("# All\n\n" + table("Method | Path", *rows)) == []


def test_several_request_lines_of_one_fence_are_all_named():
    text = "# List\n\n```http\nGET /me/pets\nGET /users/{id}/pets\n\nGET /groups/{id}/pets\n```\n"
    assert namings_of(text) == [["GET /me/pets", "GET /users/{id}/pets", "GET /groups/{id}/pets"]]


def test_an_operation_that_is_named_twice_is_one():
    text = "# GET /pets\n\n```http\nGET /pets\n```\n\n" + table("Method | Path", "GET | /pets")
    assert namings_of(text) == [["GET /pets"]]


@pytest.mark.parametrize(
    "example",
    [
        "```http\nGET /pets/42 HTTP/1.1\nHost: api.example.org\n```",
        "```http\nGET https://api.example.org/pets/42\n```",
        "```\nGET /pets/42 HTTP/1.1\nAccept: */*\n\n{}\n```",
        "## Example\n\n`GET /pets/42`",
        "## Example request\n\n```http\nGET /pets/42\n```",
        "## Examples\n\n### With curl\n\n```http\nGET /pets/42\n```",
    ],
)
def test_an_example_of_a_request_is_a_request_and_names_nothing(example):
    contract = contract_of(f"# Read a pet\n\n`GET /pets/{{id}}`\n\n{example}\n")
    assert [one.path.value for one in contract.namings] == ["/pets/{id}"]
    assert [one.path.value.endswith("/pets/42") for one in contract.requests] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "# Read a pet\n\n## Example\n\n```http\nGET /pets/42\n```\n",
        "# Read a pet\n\n```http\nGET /pets/42 HTTP/1.1\nHost: a.example\n```\n",
    ],
)
def test_where_nothing_else_names_an_operation_its_example_does(text):
    assert namings_of(text) == [["GET /pets/42"]]


def test_elements_of_a_heading_are_no_part_of_its_path_and_placeholders_are():
    parted = '# <span class="get">GET</span> /pets/<i class="name">{id}</i>'
    assert namings_of(parted) == [["GET /pets/{id}"]]
    assert namings_of("# GET /pets/<id>") == [["GET /pets/<id>"]]
    assert namings_of("# <b>GET</b> /pets/<id>") == []


@pytest.mark.parametrize("heading", ["HTTP request", "URI", "Endpoint", "Request", "Request URL"])
def test_a_generic_heading_leaves_the_operation_to_the_one_above(heading):
    text = (
        f"# Read a pet\n\n## {heading}\n\n`GET /pets/{{id}}`\n\n## Response\n\n```json\n{{}}\n```"
    )
    contract = contract_of(text)
    assert (contract.title, len(contract.samples)) == ("Read a pet", 1)


def test_namings_in_comments_are_not_read():
    assert namings_of("# T\n\n<!-- GET /pets -->\n\nText.\n") == []


@pytest.mark.parametrize(
    "line", ["**GET** `/a/{b}`.", "`GET /a/{b}`:", "(GET /a/{b})", "`GET /a/{b}`。"]
)
def test_a_path_ends_before_the_signs_behind_it(line):
    assert namings_of(f"# T\n\n{line}\n") == [["GET /a/{b}"]]


HOSTILE = {
    "placeholders": "GET /" + "{a}" * 40 + " x y",
    "angles": "GET /" + "<a>" * 40 + " x y",
    "rounds": "GET /" + "(a)" * 40 + " x y",
    "empty braces": "GET /" + "{}" * 40 + " x y",
    "spaces": "GET /" + " " * 50_000 + "x",
    "colons": ": GET /a" * 8_000 + " x y",
    "hosts": "GET https://" * 8_000 + " x y",
    "requests": "\nGET /a{" * 8_000,
    "keys": "a b " * 20_000 + ":: GET",
    "elements": "<a " * 20_000,
    "brackets": "/[" * 40_000 + "]" * 40_000,
    "badges": ">GET<" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("around", ["# {}", "{}", "```\n{}\n```", "- {}", "<div>\n{}\n</div>"])
def test_lines_that_nearly_name_an_operation_are_read_in_time(name, around):
    assert contracts_of(around.format(HOSTILE[name])) is not None


def test_items_with_a_title_each_name_an_operation():
    text = """\
        # Show a pet

        * **URL**

          /pets/:id

        * **Method:**

          `GET`

        * **Notes**

          None.
        """
    assert namings_of(text) == [["GET /pets/:id"]]


def test_items_with_a_title_and_something_else_below_name_none():
    text = "# T\n\n* **URL**\n\n  See `/pets`.\n\n* **Method**\n\n  `GET` or `POST`\n"
    assert namings_of(text) == []


@pytest.mark.parametrize("verb", ["GET", "Get", "get"])
def test_a_method_behind_its_title_may_have_small_letters(verb):
    text = f"# Show a pet\n\n+ **URL** : `/pets/:id`\n\n+ **Method** : `{verb}`\n"
    assert namings_of(text) == [["GET /pets/:id"]]


@pytest.mark.parametrize(
    "line",
    [
        '<Badge text="GET" variant="note" /> `/pets/{id}`',
        '<MethodBadge method="GET"/> `/pets/{id}`',
        "<Verb label={'GET'}></Verb> /pets/{id}",
    ],
)
def test_a_component_shows_the_method_of_the_path_behind_it(line):
    (contract,) = contracts_of(f"# Pets\n\n## A pet\n\n{line}\n\nShows one.\n", "page.mdx")
    assert named(contract) == ["GET /pets/{id}"]


@pytest.mark.parametrize("line", ['<Icon name="GET" /> a pet', '<Badge text="New" /> `/pets`'])
def test_a_component_that_shows_no_method_names_nothing(line):
    assert not any(map(named, contracts_of(f"# Pets\n\n{line}\n", "page.mdx")))


def test_a_turned_table_may_have_method_and_path_in_one_cell():
    text = "# Pets\n\n" + table("Endpoint | `GET /pets/{id}`", "Format | JSON")
    assert namings_of(text) == [["GET /pets/{id}"]]
