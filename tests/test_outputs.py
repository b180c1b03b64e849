"""Reports go into files in any format beside the one that is printed, and no format decides."""

import json
import os
from xml.etree import ElementTree

import pytest

from doclint.cli import main
from doclint.report.formats import NAMES
from doclint.rules.catalog import catalog
from tests.report.specimens import situations

RULES = catalog()
PAGE = """\
# List pets

`GET /pets`

## Query parameters

| Name | Type |
|---|---|
| `limit` | string |
"""
SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses: {"200": {description: OK}}
"""


CI = (
    *("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY"),
    *("GITHUB_SHA", "CI_PROJECT_DIR", "CI_PROJECT_URL", "CI_COMMIT_SHA", "FORCE_COLOR"),
)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A page that is wrong about its spec, in the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("doclint.rules.catalog.catalog", lambda *_: RULES)
    for name in CI:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    (tmp_path / "openapi.yaml").write_text(SPEC, "utf-8")
    return tmp_path


@pytest.fixture
def ending(monkeypatch, project):  # noqa: ARG001 - it runs in a folder of its own
    """Has a run come to a result that is given."""

    def end(result):
        monkeypatch.setattr("doclint.session.linter", lambda *_, **__: lambda *_: result)

    return end


def check(capsys, *options):
    code = main(["check", "--quiet", *options])
    return code, *capsys.readouterr()


def valid(name, text):
    """Whether a text is a document of its format; "" is none of those that programs read."""
    if name in ("json", "sarif", "gitlab", "rdjson"):
        return isinstance(json.loads(text), dict | list)
    if name in ("junit", "checkstyle"):
        return ElementTree.fromstring(text.encode()) is not None
    if name == "jsonl":
        return all(isinstance(json.loads(line), dict) for line in text.splitlines())
    return name not in ("markdown", "html") or bool(text.strip())


CODES = {
    "nothing found": 0,
    "nothing to check": 3,
    "findings": 1,
    "warnings only": 0,
    "a crash": 2,
}
ODD = ("odd places", "odd paths", "hostile texts", "a fix")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("situation", CODES)
def test_no_format_changes_the_exit_code_and_each_gives_a_document(situation, name, ending, capsys):
    ending(situations()[situation][0])
    code, out, _ = check(capsys, "--format", name)
    assert code == CODES[situation]
    assert valid(name, out)


@pytest.mark.parametrize("situation", [*CODES, *ODD])
def test_no_file_changes_the_exit_code_and_each_is_a_document(situation, ending, project, capsys):
    ending(situations()[situation][0])
    outputs = [each for name in NAMES for each in ("--output", f"{name}={name}.txt")]
    code, _, err = check(capsys, *outputs, "--format", "concise")
    assert "not written" not in err
    assert code == CODES.get(situation, 1)
    for name in NAMES:
        assert valid(name, (project / f"{name}.txt").read_text("utf-8"))


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--fail-on", "warning"], 1), (["--max-warnings", "1"], 1), (["--max-warnings", "2"], 0)],
)
def test_thresholds_hold_for_every_format(options, code, ending, capsys):
    ending(situations()["warnings only"][0])
    for name in NAMES:
        assert check(capsys, *options, "--format", name)[0] == code


def test_files_have_what_is_printed(project, capsys):
    names = [name for name in NAMES if name != "html"]
    outputs = [each for name in names for each in ("--output", f"{name}=out/{name}.txt")]
    code, out, err = check(capsys, *outputs, "--format", "concise")
    assert (code, err) == (1, "")
    assert "error[" in out
    for name in names:
        printed = check(capsys, "--format", name)[1]
        assert (project / f"out/{name}.txt").read_text("utf-8") == printed


def test_a_file_that_is_there_is_replaced(project, capsys):
    (project / "doclint.json").write_text("x" * 100_000)
    check(capsys, "--output", "json=doclint.json")
    assert json.loads((project / "doclint.json").read_text("utf-8"))["version"] == 1


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_written(project, capsys):
    (project / "folder").mkdir()
    (project / "file").write_text("")
    outputs = ("sarif=folder", "junit=file/report.xml", "gitlab=deep/er/gitlab.json")
    code, out, err = check(
        capsys, "--format", "concise", *(each for one in outputs for each in ("--output", one))
    )
    assert code == 2
    assert "error[" in out
    assert err.splitlines() == [
        "doclint: `folder` was not written: is a directory",
        "doclint: `file/report.xml` was not written: not a directory",
    ]
    assert json.loads((project / "deep/er/gitlab.json").read_text("utf-8"))
    assert sorted(os.listdir(project / "folder")) == []


@pytest.mark.parametrize("path", ["page.md", "./openapi.yaml", "doclint.toml", "link.md"])
def test_no_report_is_written_over_what_was_checked(path, project, capsys):
    (project / "doclint.toml").write_text('select = ["recommended"]\n')
    (project / "link.md").symlink_to("page.md")
    before = (project / path).read_bytes()
    code, _, err = check(capsys, "--output", f"json={path}")
    assert code == 2
    assert err == f"doclint: `{path}` was not written: this run reads it\n"
    assert (project / path).read_bytes() == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("srif=a", "there is no format `srif`; did you mean `sarif`?"),
        ("zzz=a", "there is no format `zzz`; there are full, concise, "),
        ("report.sarif", "`report.sarif` is not NAME=FILE, as in `sarif=report.sarif`"),
        ("out/report.xml", "as in `junit=out/report.xml`"),
        ("report", "as in `json=report`"),
        ("sarif", "`sarif` is not NAME=FILE, as in `sarif=doclint.sarif`"),
        ("sarif=", "`sarif=` names no file, as in `sarif=doclint.sarif`"),
        ("sarif=reports/", "`sarif=reports/` names no file, as in `sarif=doclint.sarif`"),
        ("sarif=-", "`--output sarif=-`: `--format sarif` prints to standard output"),
    ],
)
def test_a_wrong_output_is_told_before_anything_is_done(given, said, project, capsys):
    code, out, err = check(capsys, "--output", given, "--output", "json=other.json")
    assert (code, out) == (2, "")
    assert said in err
    assert sorted(os.listdir(project)) == ["openapi.yaml", "page.md"]


def test_one_file_is_not_written_twice(project, capsys):
    code, _, err = check(capsys, "--output", "json=a", "--output", "sarif=./b/../a")
    assert code == 2
    assert err == "doclint: `--output`: json and sarif would both write `./b/../a`\n"
    assert not (project / "a").exists()


def test_paths_count_from_the_repository(project, capsys, monkeypatch):
    (project / ".git").mkdir()
    (project / "docs").mkdir()
    (project / "page.md").rename(project / "docs/page.md")
    monkeypatch.chdir(project / "docs")
    _, out, _ = check(capsys, "--spec", "../openapi.yaml", "--format", "gitlab")
    assert json.loads(out)[0]["location"]["path"] == "docs/page.md"
    _, out, _ = check(capsys, "--spec", "../openapi.yaml", "--format", "github")
    assert "file=docs/page.md,line=9," in out
    assert "%0Athe spec: openapi.yaml:7" in out


def test_without_a_repository_paths_count_from_where_a_ci_put_it(project, capsys, monkeypatch):
    (project / "docs").mkdir()
    (project / "page.md").rename(project / "docs/page.md")
    monkeypatch.chdir(project / "docs")
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        with monkeypatch.context() as environment:
            environment.setenv(name, str(project))
            _, out, _ = check(capsys, "--spec", "../openapi.yaml", "--format", "gitlab")
            assert json.loads(out)[0]["location"]["path"] == "docs/page.md"
    _, out, _ = check(capsys, "--spec", "../openapi.yaml", "--format", "gitlab")
    assert json.loads(out)[0]["location"]["path"] == "page.md"


def test_the_summary_of_a_step_is_added_to(project, capsys, monkeypatch):
    summary = project / "summary.md"
    summary.write_text("# Before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    exclude = ("--config", "doclint.toml")
    (project / "doclint.toml").write_text('exclude = ["summary.md"]\n')
    assert check(capsys, *exclude, "--format", "github")[0] == 1
    assert summary.read_text("utf-8").startswith("# Before\n<!-- doclint -->\n")
    once = len(summary.read_bytes())
    check(capsys, *exclude, "--format", "concise")
    assert len(summary.read_bytes()) == once
    check(capsys, *exclude, "--output", "github=github.txt")
    assert len(summary.read_bytes()) > once


def test_a_summary_that_cannot_be_written_is_told_and_no_more(project, capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "no/summary.md"))
    code, _, err = check(capsys, "--format", "github")
    assert code == 1
    assert "no step summary" in err


def test_with_fixes_reports_tell_what_is_left(project, capsys):
    page = '# List pets\n\n`GET /pets`\n\n```json\n{"a": 1,}\n```\n'
    (project / "page.md").write_text(page, "utf-8")
    report = ("--output", "json=report.json", "--select", "example/invalid-json")

    def left():
        found = json.loads((project / "report.json").read_text("utf-8"))["findings"]
        return [one["rule"] for one in found]

    assert check(capsys, *report)[0] == 1
    assert left() == ["example/invalid-json"]
    code, out, _ = check(capsys, *report, "--diff")
    assert (code, left()) == (1, [])
    assert out.startswith("--- a/page.md")
    assert (check(capsys, *report, "--fix")[0], left()) == (0, [])


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_in_usage_gives_no_report_in_any_format(name, project, capsys):
    options = ("--select", "no/such-rule", "--output", "json=report.json")
    code, out, err = check(capsys, "--format", name, *options)
    assert (code, out) == (2, "")
    assert "no/such-rule" in err
    assert not (project / "report.json").exists()


def test_files_are_written_though_nobody_reads_to_the_end(project, capsys, monkeypatch):
    def gone(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("doclint.commands.outputs.say", gone)
    assert check(capsys, "--output", "json=report.json")[0] == 130
    assert json.loads((project / "report.json").read_text("utf-8"))["findings"]


@pytest.mark.parametrize(
    ("told", "there"),
    [
        (
            {
                "GITHUB_WORKSPACE": ".",
                "GITHUB_SERVER_URL": "https://github.example",
                "GITHUB_REPOSITORY": "acme/docs",
                "GITHUB_SHA": "abc",
            },
            "https://github.example/acme/docs/blob/abc/page%231.md#L9",
        ),
        (
            {
                "CI_PROJECT_DIR": ".",
                "CI_PROJECT_URL": "https://gitlab.example/acme/docs",
                "CI_COMMIT_SHA": "abc",
            },
            "https://gitlab.example/acme/docs/-/blob/abc/page%231.md#L9",
        ),
    ],
)
def test_a_comment_links_to_lines_where_a_ci_says_where_they_are(
    told, there, project, capsys, monkeypatch
):
    (project / "page.md").rename(project / "page#1.md")
    for name, value in told.items():
        monkeypatch.setenv(name, str(project) if value == "." else value)
    assert f'<a href="{there}"><code>' in check(capsys, "--format", "markdown")[1]
    monkeypatch.setenv(next(iter(told)), str(project / "another"))
    assert "<a" not in check(capsys, "--format", "markdown")[1]


def test_a_report_is_not_written_over_the_baseline(project, capsys):
    main(["baseline", "write"])
    before = (project / ".doclint-baseline.json").read_bytes()
    capsys.readouterr()
    assert main(["check", "-q", "--output", "json=.doclint-baseline.json"]) == 2
    assert capsys.readouterr().err == (
        "doclint: `.doclint-baseline.json` was not written: this run reads it\n"
    )
    assert main(["audit", "-q", "-o", ".doclint-baseline.json"]) == 2
    assert (project / ".doclint-baseline.json").read_bytes() == before


@pytest.mark.usefixtures("project")
def test_a_patch_is_printed_in_no_format(capsys):
    assert main(["check", "--diff", "--format", "json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "`--output json=FILE`" in told.err
    assert main(["check", "--diff", "--output", "json=left.json"]) == 1
    assert "+| `limit` | integer |" in capsys.readouterr().out
