import base64
import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from doclint.cli import main
from doclint.report.html.document import document

from ..specimens import situations
from .conftest import PAGE, SPEC, Report

VOID = {"src", "href", "action", "data", "poster", "srcset"}


def _hash(text):
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_nothing_runs_and_nothing_is_loaded_but_what_is_in_the_file(audit, pets):
    report = audit(pets)
    [policy] = report.tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    [style] = report.tree.xpath("//style")
    [script] = report.tree.xpath("//script[not(@type)]")
    assert rules["style-src"] == f"'{_hash(style.text)}'"
    assert rules["script-src"] == f"'{_hash(script.text)}'"
    links = [value for name in VOID for value in report.tree.xpath(f"//@{name}")]
    assert links
    assert [one for one in links if not one.startswith(("#", "data:image/svg+xml,"))] == []
    assert report.tree.xpath("//@style") == []
    assert [name for name in report.tree.xpath("//@*") if name.attrname.startswith("on")] == []


def test_equal_runs_give_equal_files(audit, pets):
    assert audit(pets).text == audit(pets).text


@pytest.mark.parametrize("arguments", [["--format", "html"], ["--output", "html=report.html"]])
def test_check_gives_the_same_report(audit, pets, arguments, capsys):
    told = audit(pets).text
    assert main(["check", "-q", *arguments]) == 1
    out = capsys.readouterr().out
    text = out if "--format" in arguments else Path("report.html").read_text("utf-8")
    command = re.compile(r'<div class="wide"><dt>Command.*')
    assert command.sub("", text) == command.sub("", told)


def test_a_finding_is_listed_with_both_ends_and_told_in_data(audit, pets):
    report = audit(pets)
    [words] = report.words("#list summary")
    assert words.startswith("error limit is a string on the page, an integer in the spec")
    assert "parameter/type-differs 9:13 GET /pets (listPets) ↔ openapi.yaml:9 fix" in words
    [row] = report.data["findings"]
    rule, severity, apis, tags, owners, operation, frame, others, comment, fix = row[:10]
    assert (report.data["rules"][rule], severity, owners) == ("parameter/type-differs", 0, [])
    assert report.data["apis"][apis[0]] == "Pets"
    assert report.data["tags"][tags[0]] == "pets"
    assert report.data["operations"][operation] == "GET /pets"
    assert report.data["lines"][report.data["frames"][frame][4][2]].startswith("| `limit` | str")
    [[other, label, pointer]] = others
    assert report.data["texts"][label] == "the spec"
    assert report.data["texts"][pointer].startswith("#/paths/~1pets/get/parameters/0")
    assert report.data["paths"][report.data["frames"][other][0]] == "openapi.yaml"
    assert "ignore[parameter/type-differs]" in report.data["texts"][comment[0]]
    assert report.data["texts"][comment[1]] == "above line 7"
    assert fix[0] == 1


def test_the_owners_of_a_page_are_those_of_the_repository(audit, pets):
    report = audit({**pets, "CODEOWNERS": "docs/ @writers\n", ".git/HEAD": ""})
    assert report.data["owners"] == ["@writers"]
    assert report.words("select[name=owner] option") == ["all", "@writers (1)"]


def test_apis_are_called_as_the_configuration_calls_them(audit, pets):
    report = audit({**pets, "doclint.toml": '[[api]]\nname = "zoo"\nspec = "openapi.yaml"\n'})
    assert report.data["apis"] == ["zoo"]
    assert "Config doclint.toml" in report.words("header")[0]


def test_no_findings_is_a_report_that_says_what_was_checked(audit, pets):
    report = audit({**pets, "docs/list-pets.md": PAGE.replace("string", "integer")})
    assert report.words(".verdict") == ["No findings. All that was found was checked."]
    assert report.words("#findings .lead") == ["There are none."]
    assert report.data["findings"] == []


def test_what_was_not_checked_is_told_with_its_reason(audit, pets):
    pages = {
        "docs/about.md": "# About\n\nWelcome.\n",
        "docs/cats.md": PAGE.replace("pets", "unheard/of/cats"),
        "docs/more.md": PAGE + "\n{% include 'gone.md' %}\n",
    }
    report = audit({**pets, **pages})
    told = report.words("#unchecked .reason .name")
    assert "Pages that name no operation" in told
    assert "Pages without a partner" in told
    assert "docs/about.md" in " ".join(report.words("#unchecked th"))
    for count, table in zip(
        report.words("#unchecked summary .n"), report.tree.cssselect(".left"), strict=True
    ):
        assert int(count) == len(table.cssselect("tbody tr"))


def test_ids_are_there_once_and_headings_in_order(audit, pets):
    report = audit({**pets, "docs/about.md": "# About\n"})
    ids = report.tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(one.tag[1]) for one in report.tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for told in report.tree.xpath("//@aria-labelledby"):
        assert told in ids
    for link in report.tree.xpath("//nav//a/@href"):
        assert link[1:] in ids


@pytest.mark.parametrize(
    "name",
    [
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"'><svg onload=alert(1)>",
        "{{ 7*7 }}{% raw %}",
        "a\u202eb",
    ],
)
def test_what_pages_say_is_shown_as_text(audit, pets, name):
    report = audit(
        {
            **pets,
            "docs/list-pets.md": PAGE.replace("How many.", name).replace("List pets", name),
            "openapi.yaml": SPEC.replace("title: Pets", f"title: {json.dumps(name)}"),
        }
    )
    assert report.data["findings"]
    assert len(report.tree.xpath("//script")) == 2
    assert report.tree.xpath("//img|//@onload|//@onerror") == []
    assert not set(report.text) & set("\u202e\u2066")
    assert "49" not in report.words("#list")[0] or "7*7" in report.words("#list")[0]


@pytest.mark.parametrize("name", situations())
def test_whatever_a_run_comes_to_is_a_report(name):
    result, context = situations()[name]
    report = Report("\n".join(document(result, context)))
    report.text.encode("utf-8")
    assert len(report.data["findings"]) == len(report.tree.cssselect("#list li"))
    assert len(report.data["findings"]) == len(result.findings)
    assert not set(report.text) & set("\u202e\u2066\u2028\x00\x1b")
    for row in report.data["findings"]:
        assert row[6] < len(report.data["frames"])


def test_findings_take_less_than_a_kilobyte_each(audit):
    files, spec = {}, SPEC.partition("  /pets")[0]
    for n in range(20):
        names = [f"option_{n}_{k}" for k in range(50)]
        rows = "".join(f"| `{name}` | string | No | The number of things. |\n" for name in names)
        row = "| `limit` | string | No | How many. |\n"
        files[f"things-{n}.md"] = PAGE.replace(row, rows).replace("pets", f"things{n}")
        spec += f"  /things{n}:\n    get:\n      responses: {{'200': {{description: All.}}}}\n"
        spec += "      parameters:\n" + "".join(
            f"        - {{name: {name}, in: query, schema: {{type: integer}}}}\n" for name in names
        )
    report = audit({**files, "openapi.yaml": spec})
    assert len(report.data["findings"]) == 1000
    assert len(report.text.encode("utf-8")) < 1_000_000
