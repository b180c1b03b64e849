"""What is copied to accept a finding is tried: with it, the finding is no longer new."""

import json
import re

import pytest
import yaml

from doclint.config import find_config, load_config
from doclint.files import Memory
from doclint.report.html.comments import Comments
from doclint.rules.catalog import catalog
from doclint.rules.load import complete
from doclint.run import lint

from .conftest import PAGE, SPEC

PLACES = re.compile(r"(above|at the end of) line (\d+)|in the front matter|in (doclint\.toml)")


def _findings(files, rule):
    texts = Memory(files)
    return lint(texts, ["."], load_config(texts, find_config(texts)), (rule,), known=[rule.id])


def _written(files, finding, comment):
    """The files with a comment where it is to stand."""
    place = PLACES.fullmatch(comment.where)
    if place[3]:
        return {**files, "doclint.toml": f"{files.get('doclint.toml', '')}\n{comment.text}\n"}
    lines = files[finding.place.path].split("\n")
    if place[1] == "above":
        lines[int(place[2]) - 1 : int(place[2]) - 1] = comment.text.split("\n")
    elif place[1]:
        lines[int(place[2]) - 1] += comment.text
    else:
        lines[1:1] = [comment.text]
    return {**files, finding.place.path: "\n".join(lines)}


@pytest.mark.parametrize("rule", catalog(), ids=lambda rule: rule.id)
def test_a_copied_comment_silences_its_finding(rule):
    files = dict(complete(rule).bad[0].files)
    result = _findings(files, rule)
    for finding in result.findings[:1]:
        comment = Comments(result).of(finding)
        after = _findings(_written(files, finding, comment), rule)
        same = (finding.message, finding.subject, finding.operation)
        told = [(one.message, one.subject, one.operation) for one in after.findings]
        before = [(one.message, one.subject, one.operation) for one in result.findings]
        assert told.count(same) < before.count(same), comment


HTML = """\
<h1>List pets</h1>
<p><code>GET /pets</code></p>
<h2>Query parameters</h2>
<table><tr><th>Name</th><th>Type</th></tr><tr><td>limit</td><td>string</td></tr></table>
"""
RST = """\
List pets
=========

``GET /pets``

Query parameters
----------------

===== ======
Name  Type
===== ======
limit string
===== ======
"""


@pytest.mark.parametrize(
    ("path", "page", "comment", "where"),
    [
        ("a.md", PAGE, "<!-- doclint: ignore[parameter/type-differs] reason -->", "above line 7"),
        ("a.mdx", PAGE, "{/* doclint: ignore[parameter/type-differs] reason */}", "above line 7"),
        ("a.html", HTML, "<!-- doclint: ignore[parameter/type-differs] reason -->", "above line 4"),
        ("a.rst", RST, ".. doclint: ignore[parameter/type-differs] reason\n", "above line 9"),
    ],
)
def test_a_comment_has_the_syntax_of_its_page(path, page, comment, where):
    if path.endswith(".rst"):
        pytest.importorskip("docutils")
    rule = next(rule for rule in catalog() if rule.id == "parameter/type-differs")
    files = {path: page, "openapi.yaml": SPEC}
    result = _findings(files, rule)
    [finding] = result.findings
    told = Comments(result).of(finding)
    assert (told.text, told.where) == (comment, where)
    assert _findings(_written(files, finding, told), rule).findings == ()


def test_where_a_file_has_no_comments_the_configuration_is_told():
    rule = next(rule for rule in catalog() if rule.id == "spec/default-not-allowed")
    files = dict(complete(rule).bad[0].files)
    assert {*files} == {"openapi.yaml"}
    files = {"api/openapi.json": json.dumps(yaml.safe_load(files["openapi.yaml"]))}
    result = _findings(files, rule)
    comments = Comments(result), Comments(result, "pyproject.toml")
    texts = [each.of(result.findings[0]).text for each in comments]
    setting = '"api/openapi.json" = ["spec/default-not-allowed"]'
    assert texts == [
        f"[per-file-ignores]\n{setting}",
        f"[tool.doclint.per-file-ignores]\n{setting}",
    ]
