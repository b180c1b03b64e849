"""`doclint render` prints what a template makes, and says what it made up."""

import json

import pytest

from doclint.cli import main
from tests.probe.feed import SPEC

TEMPLATE = """\
# {{ title }}

{% for p in query_params %}
- `{{ p.name }}` {{ p.schema.type }}: {{ p.description }}
{%- endfor %}
"""


@pytest.fixture
def render(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md.j2").write_text(TEMPLATE)
    (tmp_path / "openapi.yaml").write_text(SPEC)

    def run(*args, files=None):
        for name, text in (files or {}).items():
            (tmp_path / name).write_text(text)
        code = main(["render", *args])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def test_a_page_of_made_up_data_has_one_item_of_everything(render):
    code, out, err = render("page.md.j2")
    assert (code, err) == (0, "")
    assert out == "# Get a pet\n\n\n- `id` integer: The one that is asked for.\n"


def test_items_are_as_many_as_are_asked_for(render):
    assert render("page.md.j2", "--items", "3")[1].count("\n- ") == 3
    assert render("page.md.j2", "--items", "0")[1].count("\n- ") == 0
    code, out, err = render("page.md.j2", "--items", "1000000000")
    assert (code, out) == (2, "")
    assert "1000000000 is more than 100" in err


def test_data_comes_from_one_place(render):
    given = ("--context", "data.yaml", "--operation", "listPets", "--spec", "openapi.yaml")
    code, out, err = render("page.md.j2", *given, files={"data.yaml": "title: T"})
    assert (code, out) == (2, "")
    assert "`--context`" in err


def test_an_operation_is_rendered(render):
    code, out, err = render("page.md.j2", "--spec", "openapi.yaml", "--operation", "listPets")
    assert (code, err) == (0, "")
    assert out == "# List pets\n\n\n- `limit` integer: 1 | 2\n- `sort` string: \n"


@pytest.mark.parametrize("name", ["GET /pets", "get /pets"])
def test_an_operation_may_be_named_by_its_path(render, name):
    assert "`limit`" in render("page.md.j2", "--spec", "openapi.yaml", "--operation", name)[1]


def test_the_spec_may_be_that_of_the_configuration(render):
    config = (
        '[[api]]\ntemplates = ["*.j2"]\nspec = "openapi.yaml"\ncontext-map = {x = "info.title"}\n'
    )
    files = {"doclint.toml": config, "page.md.j2": "{{ x }}"}
    assert render("page.md.j2", "--operation", "listPets", files=files)[1] == "Pets\n"


def test_what_is_made_up_is_said(render):
    files = {"page.md.j2": "{{ title }} {{ owner }}"}
    args = ("page.md.j2", "--spec", "openapi.yaml", "--operation", "listPets")
    code, out, err = render(*args, files=files)
    assert (code, out) == (0, "List pets owner\n")
    assert err == "doclint: made up, as nothing is known of it: `owner`\n"


def test_a_file_is_rendered_as_jinja_would(render):
    data = "title: Pets\nquery_params:\n  - {name: limit, schema: {type: integer}}\n"
    code, out, err = render("page.md.j2", "--context", "data.yaml", files={"data.yaml": data})
    assert (code, out) == (0, "# Pets\n\n\n- `limit` integer: \n")
    assert err == (
        "doclint: shown as nothing, as the data lacks it: `query_params[0].description`\n"
    )


def test_all_items_of_a_file_are_rendered(render):
    items = ", ".join(f"{{name: n{n}, schema: {{type: t}}, description: d}}" for n in range(9999))
    files = {"data.yaml": f"title: T\nquery_params: [{items}]\n"}
    assert render("page.md.j2", "--context", "data.yaml", files=files)[1].count("\n- ") == 9999


def test_what_would_stop_jinja_is_said_and_found(render):
    files = {"data.json": '{"title": "T", "query_params": [{"name": "a"}]}'}
    code, out, err = render("page.md.j2", "--context", "data.json", files=files)
    assert code == 1
    assert "- `a`" in out
    assert "page.md.j2:4:21: Jinja stops here: `query_params[0].schema` is undefined" in err


def test_the_schema_is_json(render):
    code, out, _ = render("page.md.j2", "--schema")
    found = json.loads(out)
    assert (code, found["title"]) == (0, "page.md.j2")
    assert found["required"] == ["title", "query_params"]
    assert found["properties"]["query_params"]["items"]["required"] == [
        "name",
        "schema",
        "description",
    ]


def test_settings_are_those_of_the_configuration(render):
    config = '[templates]\ndelimiters = ["<%", "%>", "<<", ">>"]\npaths = ["parts"]\n'
    files = {"doclint.toml": config, "page.md.j2": "<< a >> {{ a }}"}
    assert render("page.md.j2", files=files)[1] == "a {{ a }}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["no.j2"], "the template `no.j2` cannot be read: no such file or directory"),
        (["bad.md.j2"], "bad.md.j2:2:11: there is no `===`, write `==`"),
        (
            ["page.md.j2", "--spec", "openapi.yaml", "--operation", "lisPets"],
            "there is no operation `lisPets`; did you mean `listPets`?",
        ),
        (
            ["page.md.j2", "--spec", "openapi.yaml", "--operation", "get /pet"],
            "there is no operation `get /pet`; did you mean `GET /pets`?",
        ),
        (
            ["page.md.j2", "--spec", "openapi.yaml"],
            "say which operation with `--operation`: `listPets`, `addPet`",
        ),
        (
            ["page.md.j2", "--operation", "listPets"],
            "`--operation` is one of a spec: say which with `--spec FILE`",
        ),
        (["page.md.j2", "--spec", "list.yaml"], "`list.yaml` is no OpenAPI document"),
        (
            ["page.md.j2", "--spec", "no.yaml"],
            "`no.yaml` cannot be read as a spec: no such file or directory",
        ),
        (
            ["page.md.j2", "--context", "no.yaml"],
            "`no.yaml` cannot be read as a context: no such file or directory",
        ),
        (
            ["page.md.j2", "--context", "list.yaml"],
            "list.yaml:1:1: a context is a mapping of names, found a list",
        ),
    ],
)
def test_what_cannot_be_used_is_said_with_its_place(render, args, said):
    files = {"bad.md.j2": "\n{% if a === 1 %}{% endif %}\n", "list.yaml": "[1]\n"}
    assert render(*args, files=files) == (2, "", f"doclint: {said}\n")
