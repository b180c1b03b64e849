"""`check --since REF` on pages that are rendered from templates: one cause, one finding."""

import json

import pytest

from doclint.cli import main
from tests.docs_tree import TEMPLATE, tree
from tests.git_repo import Checkout, plain_git

TYPE = "| `{{ p.name }}` | {{ p.type }} | {{ 'yes'"
WRONG = TEMPLATE.replace(TYPE, TYPE.replace("{{ p.type }}", "string"))
"""A template that calls every query parameter a string."""


@pytest.fixture
def checkout(tmp_path, monkeypatch) -> Checkout:
    plain_git(monkeypatch)
    made = Checkout(tmp_path / "repo")
    monkeypatch.chdir(made.folder)
    return made


def new(capsys) -> list[dict]:
    """What is found since the last commit."""
    main(["check", "--since", "HEAD", "--format", "json"])
    return json.loads(capsys.readouterr().out)["findings"]


def test_a_changed_template_is_told_once_at_its_line(checkout, capsys):
    assert WRONG != TEMPLATE
    checkout.commit(tree(pages=6))
    for name, text in tree(WRONG, pages=6).items():
        checkout.write(name, text)
    (found,) = new(capsys)
    assert (found["path"], found["line"]) == ("templates/endpoint.md.j2", 25)
    assert found["cause"]["pages"] == 6


def test_what_a_template_did_wrong_before_is_old(checkout, capsys):
    checkout.commit(tree(WRONG, pages=6))
    checkout.write("templates/endpoint.md.j2", WRONG + "\n## More\n\nText.\n")
    for name, text in tree(WRONG + "\n## More\n\nText.\n", pages=6).items():
        checkout.write(name, text)
    assert new(capsys) == []


def test_a_page_that_an_old_mistake_of_a_template_makes_wrong_is_told_in_part(checkout, capsys):
    checkout.commit(tree(WRONG, pages=6))
    for name, text in tree(WRONG, pages=7).items():
        checkout.write(name, text)
    (found,) = new(capsys)
    assert found["path"] == "templates/endpoint.md.j2"
    assert found["message"].endswith("2 of them new")
    labels = {(also["path"], also["label"]) for also in found["also"]}
    assert ("docs/graft-pear.md", "new here") in labels
    assert not any(label.endswith("changed here") for _, label in labels)


def test_a_spec_that_makes_pages_of_a_right_template_wrong_is_their_cause(checkout, capsys):
    files = tree(pages=6)
    checkout.commit(files)
    spec = json.loads(files["openapi.yaml"])
    path = next(iter(spec["paths"]))
    own = spec["paths"][path]["get"]["parameters"]
    next(one for one in own if one["name"] == "limit")["schema"] = {"type": "boolean"}
    checkout.write("openapi.yaml", json.dumps(spec, indent=1))
    found = new(capsys)
    assert {one["path"] for one in found} == {"docs/read-apple.md"}
    assert any(also["label"].endswith("changed here") for one in found for also in one["also"])
