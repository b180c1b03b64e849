"""A docs team writes, blesses, tests and describes rules of its own, where its docs are."""

import os

import pytest

from doclint.cli import main

RULE = "docs/rules/house/errors-section.yaml"
GOOD = "# List pets\n\n`GET /pets`\n\n## Errors\n\nNone.\n"


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """A documentation with a folder for rules, which is not there yet."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/list.md").write_text("# List pets\n\n`GET /pets`\n")
    (tmp_path / "doclint.toml").write_text('rules = ["docs/rules"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def begun(run):
    assert run("rules", "new", "house/errors-section")[0] == 0


def _write(file, text):
    with open(file, "w", encoding="utf-8") as stream:
        stream.write(text)


def _read(file):
    with open(file, encoding="utf-8") as stream:
        return stream.read()


def test_a_rule_is_begun_in_the_first_folder_of_the_config(run):
    code, out, told = run("rules", "new", "house/errors-section")
    assert (code, out) == (0, RULE + "\n")
    assert told == "fill it in, then run `doclint rules bless house/errors-section`\n"


def test_a_rule_elsewhere_is_blessed_by_its_path(run):
    code, out, told = run("rules", "new", "house/x", "--folder", "own")
    assert (code, out) == (0, "own/house/x.yaml\n")
    assert "`doclint rules bless own/house/x.yaml`" in told
    (_, out, _) = run("rules", "bless", "own/house/x.yaml", "--no-config")
    assert out.startswith("house/x: bad 1: + docs/page.md:1:1 ")
    assert run("rules", "test", "own/house/x.yaml", "--no-config")[0] == 0
    assert run("rules", "test", "own/house/y.yaml", "--no-config")[0] == 2


@pytest.mark.usefixtures("begun")
def test_what_is_begun_works_once_it_is_blessed(run):
    assert run("rules", "test")[0] == 1
    assert run("rules", "bless", "house/errors-section")[0] == 0
    assert run("rules", "test")[::2] == (0, "0 wrong in the examples of 1 rule\n")
    assert run("rules", "test", RULE)[0] == 0
    found = run("check", "-q", "--format", "concise")[1]
    assert found.startswith("docs/list.md:1:1: warning[house/errors-section] List pets has no sec")
    _write("docs/list.md", GOOD)
    assert run("check", "-q", "--format", "concise")[:2] == (0, "")


@pytest.mark.usefixtures("begun")
def test_a_rule_of_a_house_is_listed_and_explained(run):
    assert "`house/errors-section` (warning): A page" in run("rules", "list")[1]
    assert run("explain", "house/errors-section")[1].startswith("# house/errors-section\n")
    assert "`$section`" in run("explain", "house.required-section")[1]
    assert "did you mean `required-section`?" in run("explain", "house.required-sektion")[2]


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        (RULE, "severity:", "serverity:", "unknown key `serverity`; did you mean `severity`?"),
        (RULE, "set: recommended", "sett: recommended", "unknown key `sett`; did you mean `set`?"),
        (RULE, "set: recommended", "set: recomended", "did you mean `recommended`?"),
        (RULE, "section: [", "sections: [", "no option `sections`; did you mean `section`?"),
        (RULE, "$of has", "$off has", "message: the check has no fact `$off`; did you mean `of`?"),
        (RULE, "$of has", "5$ has", "message: has a lone `$`; a `$` itself is written `$$`"),
        (RULE, "^Error codes?$", "^Error (", "is no regular expression"),
        ("docs/rules/lost.yaml", "", "", "a rule needs a family: move it to docs/rules/FAMILY/"),
        ("docs/rules/house/Our Words.yml", "", "", "`house/Our Words` is no id of a rule"),
        ("docs/rules/table/glued-rows.yaml", "", "", "there is a rule `table/glued-rows` already"),
    ],
)
@pytest.mark.usefixtures("begun")
def test_a_rule_that_cannot_be_used_is_2_and_told(run, file, old, new, reason):
    os.makedirs(os.path.dirname(file), exist_ok=True)
    _write(file, _read(RULE).replace(old, new) if old else _read(RULE))
    code, _, told = run("check")
    assert code == 2
    assert told.startswith(f"doclint: {file}:")
    assert reason in told


@pytest.mark.usefixtures("begun")
def test_what_else_lies_in_the_folder_is_left_alone(run, project):
    run("rules", "bless", "house/errors-section")
    for name in ("README.md", "house/a.schema.json", "house/b.schema.yaml", "settings.yaml"):
        (project / "docs/rules" / name).write_text("a: 1\n")
    assert run("rules", "test")[::2] == (0, "0 wrong in the examples of 1 rule\n")


@pytest.mark.usefixtures("begun")
def test_rules_may_end_in_yml(run, project):
    (project / RULE).rename(project / RULE.replace(".yaml", ".yml"))
    assert "house/errors-section" in run("rules", "list")[1]


def test_rules_of_doclint_are_blessed_in_a_checkout_only(run, monkeypatch):
    monkeypatch.setattr("doclint.rules.catalog.IN_WHEEL", True)
    code, _, told = run("rules", "bless", "table/glued-rows", "--no-config")
    assert (code, told) == (
        2,
        "doclint: `table/glued-rows` is one of doclint's own, its file a part of the package\n",
    )


@pytest.mark.usefixtures("begun")
def test_pages_are_written_for_the_rules_of_the_house_and_no_others(run, project):
    assert run("rules", "docs", "--output", "out", "--check")[::2] == (
        1,
        "2 pages differ: run `doclint rules docs --output out`\n",
    )
    assert run("rules", "docs", "--output", "out")[1].splitlines() == [
        "+ out/README.md",
        "+ out/house/errors-section.md",
    ]
    assert run("rules", "docs", "--output", "out", "--check")[:2] == (0, "")
    assert "| [errors-section](house/errors-section.md) | warning |" in _read("out/README.md")
    (project / RULE).rename((project / RULE).with_name("errors.yaml"))
    assert run("rules", "docs", "--output", "out")[1].splitlines() == [
        "+ out/README.md",
        "+ out/house/errors.md",
        "- out/house/errors-section.md",
    ]


@pytest.mark.usefixtures("begun")
def test_pages_are_never_written_over_what_somebody_wrote(run, project):
    (project / "out").mkdir()
    (project / "out/README.md").write_text("# Mine\n")
    code, _, told = run("rules", "docs", "--output", "out")
    assert (code, told) == (2, "doclint: `out/README.md`: is there, and was not written by this\n")
    assert _read("out/README.md") == "# Mine\n"
    assert not (project / "out/house").exists()
