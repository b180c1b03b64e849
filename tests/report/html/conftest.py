"""Reports of small projects, as they are written."""

import json
from pathlib import Path

import pytest
from lxml import html as lxml_html

from doclint.cli import main

PAGE = """\
# List pets

`GET /pets`

## Query parameters

| Name | Type | Required | Description |
|---|---|---|---|
| `limit` | string | No | How many. |

## Responses

| Code | Meaning |
|---|---|
| 200 | The pets. |
"""
SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200": {description: The pets.}
"""


class Report:
    """A report as a file, as a tree, and the data in it."""

    def __init__(self, text):
        self.text = text
        self.tree = lxml_html.document_fromstring(text)
        self.data = json.loads(self.tree.get_element_by_id("data").text)

    def words(self, selector):
        """The text of each element, in one line."""
        return [" ".join(one.text_content().split()) for one in self.tree.cssselect(selector)]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Writes files into the folder that is worked in."""
    monkeypatch.chdir(tmp_path)

    def write(files):
        for path, text in files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text, "utf-8", newline="")

    return write


@pytest.fixture
def audit(project, capsys):
    """The report of a project with these files."""

    def run(files, *arguments):
        project(files)
        code = main(["audit", *arguments, "--no-timestamp", "-q", "-o", "-"])
        told = capsys.readouterr()
        assert code in (0, 1), told.err
        return Report(told.out)

    return run


@pytest.fixture
def pets():
    """A page with one mistake, and its spec."""
    return {"docs/list-pets.md": PAGE, "openapi.yaml": SPEC}
