"""Every line of a rendered page is traced to what made it, and what cannot be is said."""

from __future__ import annotations

import json

import pytest

from doclint.cli import main
from tests.docs_tree import TEMPLATE, tree


@pytest.fixture
def docs(tmp_path, monkeypatch):
    """A folder with a set of pages."""
    for path, text in tree(pages=5).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def traced(capsys, place, *options):
    code = main(["trace", place, *options])
    told = capsys.readouterr()
    assert code == 0, told.err
    return told.out


def line_with(docs, text, page="docs/read-apple.md"):
    lines = (docs / page).read_text("utf-8").split("\n")
    return f"{page}:{lines.index(next(line for line in lines if text in line)) + 1}"


def template_line(text):
    return TEMPLATE[: TEMPLATE.index(text)].count("\n") + 1


def test_a_value_is_traced_to_its_tag_its_round_and_its_place_in_the_data(docs, capsys):
    data = json.loads(traced(capsys, line_with(docs, "`apple_age`"), "--format", "json"))
    tag = next(part for part in data["parts"] if part["text"] == "integer")
    assert tag["written"] == "p.type"
    assert tag["place"]["line"] == template_line("{{ 'yes' if p.required")
    (read,) = tag["reads"]
    assert read["name"] == "query_params[1].type"
    shown = (docs / read["place"]["path"]).read_text("utf-8").split("\n")
    assert '"type": "integer"' in shown[read["place"]["line"] - 1]
    (loop,) = data["loops"]
    assert (loop["over"], loop["item"]) == ("query_params", 2)
    assert data["same"] is True


def test_fixed_text_is_traced_to_its_characters(docs, capsys):
    said = traced(capsys, line_with(docs, "## Query parameters"))
    assert f"templates/endpoint.md.j2:{template_line('## Query')}:1" in said
    assert "fixed text" in said


def test_an_edited_line_is_told_with_what_it_should_be(docs, capsys):
    page = docs / "docs/read-apple.md"
    page.write_text(page.read_text("utf-8").replace("| `limit` | integer", "| `limit` | array"))
    said = traced(capsys, line_with(docs, "`limit`"))
    assert "not what the template gives" in said
    assert "| `limit` | integer | no |" in said
    assert "array (edited)" in said


def test_without_data_the_fixed_text_tells_the_line_and_the_round(docs, capsys):
    place = line_with(docs, "`apple_age`")
    options = ("--no-config", "--template", "templates/endpoint.md.j2", "--format", "json")
    data = json.loads(traced(capsys, place, *options))
    assert data["same"] is None
    assert data["spot"]["line"] == template_line("{{ 'yes' if p.required")
    assert [loop["item"] for loop in data["loops"]] == [2]
    assert [r["name"] for part in data["parts"] for r in part["reads"]][:1] == [
        "query_params[].name"
    ]


def test_two_loops_of_the_same_look_are_told_apart_by_what_stands_around_them(docs, capsys):
    options = ("--no-config", "--template", "templates/endpoint.md.j2", "--format", "json")
    path = json.loads(traced(capsys, line_with(docs, "`apple_id`"), *options))
    assert path["loops"][0]["over"] == "path_params"


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("docs/read-apple.md", "is no place; expected PAGE:LINE"),
        ("docs/read-apple.md:0", "has no line 0"),
        ("docs/read-apple.md:999", "has no line 999"),
        ("docs/gone.md:3", "`docs/gone.md` is not there"),
        ("docs:3", "`docs` is no page"),
        ("openapi.yaml:3", "`openapi.yaml` is no page"),
        ("docs/other.md:1", "was not rendered from `templates/endpoint.md.j2` (it has 0 of"),
    ],
)
def test_a_place_that_cannot_be_traced_is_told_in_a_line(docs, capsys, place, reason):
    (docs / "docs/other.md").write_text("# Other\n\nWritten by hand.\n")
    assert main(["trace", place]) == 2
    said = capsys.readouterr().err
    assert reason in said
    assert said.count("\n") == 1


def test_without_a_template_it_is_told_how_to_name_one(docs, capsys):
    (docs / "templates/endpoint.md.j2").unlink()
    assert main(["trace", "docs/read-apple.md:1", "--no-config"]) == 2
    assert "--template" in capsys.readouterr().err
