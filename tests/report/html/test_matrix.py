import re
from dataclasses import replace

import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.model.result import Crash
from doclint.report.html.matrix import matrix
from doclint.rules.catalog import catalog
from doclint.run import lint

from .conftest import PAGE, SPEC

PARTS = ("parameters", "body", "examples", "responses", "errors")


def _cells(report, operation="GET /pets"):
    """The words of a row, by part."""
    for row in report.tree.cssselect(".matrix tbody tr"):
        if row.cssselect("th a")[0].text_content() == operation:
            cells = [td.cssselect(".c")[0].text_content() for td in row.cssselect("td")[:5]]
            return dict(zip(PARTS, cells, strict=True))
    raise AssertionError(operation)


def _whys(report):
    return [one.text_content() for one in report.tree.cssselect(".matrix .why")]


def test_what_was_compared_is_right_or_wrong(audit, pets):
    wrong = _cells(audit(pets))
    assert wrong == {
        "parameters": "wrong 1",
        "body": "none",
        "examples": "none",
        "responses": "right",
        "errors": "none",
    }
    right = audit({**pets, "docs/list-pets.md": PAGE.replace("string", "integer")})
    assert _cells(right)["parameters"] == "right"
    assert "1 compared" in _whys(right)


def test_what_only_the_spec_has_is_absent(audit, pets):
    page = PAGE.partition("## Query")[0]
    cells = _cells(audit({**pets, "docs/list-pets.md": page}))
    assert (cells["parameters"], cells["responses"]) == ("absent", "absent")


def test_an_operation_without_a_page_is_absent(audit, pets):
    spec = SPEC + "  /cats:\n    get: {responses: {'200': {description: Cats}}}\n"
    report = audit({**pets, "openapi.yaml": spec})
    assert _cells(report, "GET /cats")["responses"] == "absent"
    assert "no page was matched with it" in _whys(report)


def test_what_no_spec_has_is_not_checked(audit, pets):
    report = audit({**pets, "docs/cats.md": PAGE.replace("pets", "unheard/of/cats")})
    assert set(_cells(report, "GET /unheard/of/cats").values()) <= {"not checked", "none"}
    assert "no spec has this operation" in _whys(report)


def test_without_a_spec_nothing_is_called_right(audit, pets):
    report = audit({"docs/list-pets.md": pets["docs/list-pets.md"]})
    assert "right" not in _cells(report).values()


def test_what_no_rule_was_asked_of_is_not_right(audit, pets):
    cells = _cells(audit(pets, "--select", "response"))
    assert cells["parameters"] == "not checked"
    assert cells["responses"] == "right"


def test_what_some_rules_were_asked_of_is_right_in_part(audit, pets):
    report = audit(pets, "--select", "parameter/nullable-differs")
    assert _cells(report)["parameters"] == "right"
    assert report.words(".matrix .c.right + small") == ["in part"]
    [why] = [words for words in _whys(report) if words.startswith("1 compared")]
    assert re.fullmatch(r"1 compared; not compared: \d+ rules were not asked", why)


def test_a_table_that_was_not_understood_is_not_checked(audit, pets):
    page = PAGE.replace("| Name | Type | Required | Description |", "| Foo | Bar | Baz | Qux |")
    page = page.replace("| `limit` | string | No | How many. |", "| `limit` | ? | ! | % |")
    cells = _cells(audit({**pets, "docs/list-pets.md": page}))
    assert cells["parameters"] in ("not checked", "absent")


def test_what_is_suppressed_is_wrong_and_accepted(audit, pets):
    page = PAGE.replace("| Name", "<!-- doclint: ignore[parameter] soon -->\n\n| Name")
    report = audit({**pets, "docs/list-pets.md": page})
    assert _cells(report)["parameters"] == "wrong 1"
    assert report.words(".matrix .c.known + small") == ["accepted"]
    assert report.words("#accepted .name") == ["soon"]


def test_a_crash_leaves_nothing_right_that_its_family_looks_at(pets):
    files = Memory({**pets, "docs/list-pets.md": PAGE.replace("string", "integer")})
    recommended = tuple(rule for rule in catalog() if rule.set == "recommended")
    result = lint(files, ["."], Config(), recommended)
    states = [cell.state for row in matrix(result, {}) for cell in row.cells]
    assert states == ["right", "none", "none", "right", "none"]
    crashed = replace(result, crashes=(Crash("parameter/type-differs", "ValueError"),))
    states = [cell.state for row in matrix(crashed, {}) for cell in row.cells]
    assert states == ["unchecked", "none", "none", "right", "none"]


@pytest.mark.parametrize("folded", [True, False])
def test_what_many_pages_have_from_one_template_is_wrong_on_each(audit, folded):
    names = ("cats", "dogs", "hens", "cows")
    template = (
        "# List {{ name }}\n\n`GET /{{ name }}`\n\n## Query parameters\n\n"
        "| Name | Type | Required | Description |\n|---|---|---|---|\n"
        "{% for one in parameters %}\n| `{{ one.name }}` | string | No | {{ one.text }} |\n"
        "{% endfor %}\n"
    )
    page = template.partition("{% for")[0]
    files = {
        f"docs/{name}.md": page.replace("{{ name }}", name) + "| `limit` | string | No | Many. |\n"
        for name in names
    }
    files["templates/list.md.j2"] = template
    files["openapi.yaml"] = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths:\n" + "".join(
        f"  /{name}:\n    get:\n      parameters:\n"
        "        - {name: limit, in: query, schema: {type: integer}}\n"
        "      responses: {'200': {description: All.}}\n"
        for name in names
    )
    files["doclint.toml"] = (
        '[[api]]\nspec = "openapi.yaml"\ntemplates = ["templates/*.j2"]\n'
        "[templates]\ntrim-blocks = true\n"
    )
    report = audit(files, *([] if folded else ["--no-fold"]))
    states = [_cells(report, f"GET /{name}")["parameters"] for name in names]
    assert states == ["wrong 1"] * 4
