"""What a user types does what the help says, and a mistake is told in a line, never a traceback."""

from __future__ import annotations  # subjects of rules are read as they are written

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from doclint import __version__
from doclint.cli import main
from doclint.commands import parser
from doclint.model.finding import Hit
from doclint.model.page import Page
from doclint.model.source import Source
from doclint.parse.data.documents import load
from doclint.rules.catalog import catalog
from doclint.rules.rule import Rule
from tests.test_run import PAGE, SPEC

SRC = str(Path(__file__).parents[1] / "src")
FORBIDDEN = {"argparse", "dataclasses", "re", "json", "doclint.config", "doclint.model"}
HEAVY = {"jsonschema", "jinja2", "docutils", "ruamel"}


def words(page: Page, *, word: str):
    at = page.source.text.find(word)
    if at >= 0:
        span = page.source.span(at, at + len(word))
        yield Hit(span, word, {"word": word}, operation="GET /pets")


def crashing(page: Page):
    raise LookupError(page.source.path)
    yield


def rule(name, check=words, severity="error", chosen="recommended", **options):
    return Rule(
        id=name, summary=f"Says {name}", message="`$word` is said", severity=severity,
        set=chosen, since="0.1", check=check, options=options,
    )  # fmt: skip


RULES = (
    rule("test/error", word="ERROR"),
    rule("test/warning", severity="warning", word="WARN"),
    rule("test/strict", chosen="strict", word="STRICT"),
)


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """A folder with a spec, a page and a configuration, and rules that look for words."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "openapi.yaml").write_text(SPEC)
    (tmp_path / "docs/pets.md").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("doclint.rules.catalog.catalog", lambda *_: RULES)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def write(text, path="docs/pets.md"):
    Path(path).write_text(text)


def run(capsys, *arguments):
    code = main(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_clean_run_is_0_and_says_what_was_checked(capsys):
    code, out, err = run(capsys, "check")
    assert (code, out) == (0, "")
    assert err.startswith("no findings in 1 page; 1 of 2 operations documented, 0 pages unmatched")


def test_findings_are_1_and_warnings_are_not(capsys):
    write("WARN\n")
    assert run(capsys, "check")[0] == 0
    write("ERROR WARN\n")
    code, out, err = run(capsys, "check", "--format", "concise")
    assert code == 1
    assert out.splitlines()[0] == "docs/pets.md:1:1: error[test/error] `ERROR` is said"
    assert err.startswith("1 error, 1 warning in 1 of 1 page; ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "warning"], 1),
        (["--fail-on", "info"], 1),
        (["--max-warnings", "0"], 1),
        (["--max-warnings", "1"], 0),
        (["--max-warnings", "0", "--exit-zero"], 0),
        (["--ignore", "test/warning", "--max-warnings", "0"], 0),
        (["--select", "test/error", "--fail-on", "info"], 0),
        (["--select", "test/error,test/warning", "--fail-on", "info"], 1),
    ],
)
def test_options_decide_what_fails(capsys, arguments, code):
    write("WARN\n")
    assert run(capsys, "check", *arguments)[0] == code


@pytest.mark.parametrize(
    "arguments", [["--strict"], ["--extend-select", "strict"], ["--select", "ALL"]]
)
def test_rules_of_other_sets_run_when_asked_for(capsys, arguments):
    write("STRICT\n")
    assert run(capsys, "check")[0] == 0
    assert run(capsys, "check", *arguments)[0] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "nope.md"], "doclint: `nope.md` is not there"),
        (["check", "--spec", "nope.yaml"], "doclint: `nope.yaml` cannot be read as a spec"),
        (["check", "--select", "test/eror"], "did you mean `test/error`?"),
        (["check", "--config", "nope.toml"], "doclint: nope.toml: cannot be read"),
        (["check", "--max-warnings", "many"], "'many' is no number"),
        (["check", "--max-warnings", "-1"], "'-1' is no number of 0 or more"),
        (["check", "--mend"], "there is no --mend"),
        (["check", "--json"], "there is no --json; did you mean `--format json`?"),
        (["check", "--dry-run"], "there is no --dry-run; did you mean `--diff`?"),
        (["audit", "--since", "main"], "there is no --since; `doclint check` has it"),
        (["show", "a.md", "b.md"], "`b.md` is one argument too many"),
        (["check", ""], "doclint: a PATH is empty; is a variable not set?"),
        (["check", "--select", ""], "`--select` is followed by nothing; is a variable not set?"),
        (["check", "--config=", "docs"], "`--config=` is empty; is a variable not set?"),
        (["rules", "lst"], "there is no `lst`; did you mean `list`?"),
        (["baseline", "x"], "there is no `x`; there are write, prune, show"),
        (["check", "--frmat", "json"], "did you mean `--format`?"),
        (["check", "--format", "jsn"], "there is no `jsn`; did you mean `json`?"),
        (["check", "--color", "yes"], "there is no `yes`; there are auto, always, never"),
        (["explain", "nope/nope"], "no rule, family or set `nope/nope`"),
        (["chekc"], "there is no command `chekc`; did you mean `check`?"),
        (["zzz"], "there is no command `zzz`; there are init, check, "),
        (["rules", "list", "--config", "nope.toml"], "doclint: nope.toml: cannot be read"),
        (["rules", "--config", "nope.toml", "list"], "doclint: nope.toml: cannot be read"),
    ],
)
def test_mistakes_are_2_and_told_in_words(capsys, arguments, told):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_a_mistake_is_told_in_two_lines_and_not_below_all_the_usage(capsys):
    _, _, err = run(capsys, "check", "--frmat", "json")
    assert err.splitlines() == [
        "doclint check: there is no --frmat; did you mean `--format`?",
        "`doclint check --help` lists what it takes",
    ]


def test_a_file_that_looks_like_an_option_is_told_how_to_be_named(capsys):
    write(PAGE, "-draft.md")
    _, _, err = run(capsys, "check", "-draft.md")
    assert "there is no -draft.md; the file is `./-draft.md`" in err
    assert run(capsys, "check", "./-draft.md")[0] == 0


@pytest.mark.parametrize(
    ("streams", "code", "told"),
    [
        (">&-", 1, "2 errors"),
        ("2>&-", 1, "pets.md:4:2: error"),
        (">&- 2>&-", 1, ""),
        (">/dev/full", 2, "doclint: no space left on device"),
        ("2>/dev/full", 1, "pets.md:4:2: error"),
        ("- <&-", 2, "doclint: a page is to come from standard input, and that is closed"),
    ],
)
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_streams_may_be_closed_or_full(streams, code, told):
    Path("docs/pets.md").write_text("# A\n\n```json\n{,}\n")
    call = f"{sys.executable} -m doclint check --no-config --format concise {streams}"
    done = subprocess.run(
        call, shell=True, env={**os.environ, "PYTHONPATH": SRC}, capture_output=True, text=True
    )
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert told in said
    assert "Traceback" not in said


def test_a_folder_that_is_gone_is_told(capsys, tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    code, _, err = run(capsys, "check")
    monkeypatch.chdir(tmp_path)
    assert (code, err) == (2, "doclint: `.`: the folder that you stand in is gone\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("slect = []\n", "doclint.toml:1: unknown key `slect`; did you mean `select`?"),
        ("\nignore = ['tset']\n", "doclint.toml:2: `ignore`: no rule, family or set `tset`"),
        ("[rules.'a/b']\nseverity = 'info'\n", "doclint.toml:1: `rules`: no rule"),
        ("[vocabulary]\nname-colum = ['x']\n", "did you mean `name-column`?"),
        ("rule-folders = ['nope']\n", "the rule folder `nope` is not there"),
    ],
)
def test_a_wrong_config_is_2_with_its_place(capsys, text, told):
    write(text, "doclint.toml")
    code, _, err = run(capsys, "check")
    assert code == 2
    assert told in err
    assert run(capsys, "config", "validate")[0] == 2
    assert run(capsys, "check", "--no-config")[0] == 0


def test_a_rule_that_crashes_is_2_and_the_others_are_told(capsys, monkeypatch):
    rules = (*RULES, rule("test/crash", crashing))
    monkeypatch.setattr("doclint.rules.catalog.catalog", lambda *_: rules)
    write("ERROR\n")
    code, out, err = run(capsys, "check", "--exit-zero")
    assert code == 2
    assert "error[test/error]" in out
    assert "doclint: rule `test/crash` crashed: LookupError: docs/pets.md (" in err


def test_nothing_to_check_is_3_and_0_for_hooks(capsys):
    write("x", "a.log")
    code, _, err = run(capsys, "check", "a.log")
    assert code == 3
    assert "a.log: neither a page, a template nor an OpenAPI document" in err
    code, out, err = run(capsys, "check", "-q", "--force-exclude", "a.log")
    assert (code, out, err) == (0, "", "")


def test_templates_alone_are_something_to_check(capsys):
    for folder in ("layouts", "other"):
        Path(folder).mkdir()
    write("# {{ title }}\n", "layouts/endpoint.md.j2")
    write("# {{ title }}\n", "other/server.conf.j2")
    code, out, err = run(capsys, "check", "--format", "json", "layouts")
    assert (code, json.loads(out)["coverage"]["templates"]) == (0, 1)
    assert "nothing to check" not in err
    assert run(capsys, "check", "other")[0] == 3
    code, out, _ = run(capsys, "check", "--format", "json", "docs", "--template", "a.tpl")
    assert code == 2
    write("# {{ title }}\n", "a.tpl")
    code, out, _ = run(capsys, "check", "--format", "json", "docs", "--template", "a.tpl")
    assert json.loads(out)["coverage"]["templates"] == 1


@pytest.mark.parametrize("options", [(), ("--force-exclude",)])
def test_a_broken_spec_alone_is_a_finding_and_not_nothing(capsys, options, monkeypatch):
    monkeypatch.setattr("doclint.rules.catalog.catalog", catalog)
    write("openapi: 3.0.3\npaths: [\n", "openapi.yaml")
    code, out, err = run(capsys, "check", *options, "openapi.yaml")
    assert code == 1
    assert "spec/syntax-error" in out
    assert "nothing to check" not in err
    assert "the spec could not be read" in err


@pytest.mark.parametrize("paths", [("-",), ()])
def test_a_page_is_read_from_standard_input(capsys, monkeypatch, paths):
    write("ERROR\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfa\r\nERROR\r\n")))
    code, out, _ = run(
        capsys, "check", *paths, "--stdin-filename", "docs/new.md", "--format", "concise"
    )
    assert code == 1
    assert [line.partition(" ")[0] for line in out.splitlines()] == ["docs/new.md:2:1:"]


def test_a_page_on_standard_input_may_be_called_after_a_folder_that_is_not_there(
    capsys, monkeypatch
):
    Path(".git").rmdir()
    Path("doclint.toml").unlink(missing_ok=True)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"# GET /pets\nERROR\n")))
    code, out, _ = run(
        capsys, "check", "-", "--stdin-filename", "not/there/yet/x.md", "--no-config"
    )
    assert code == 1
    assert "not/there/yet/x.md:2:1" in out


def test_where_nothing_is_checked_that_is_all_that_is_said(capsys):
    write("text", "notes.zip")
    code, _, err = run(capsys, "check", "notes.zip")
    assert code == 3
    assert [line[:27] for line in err.splitlines()] == [
        "doclint: notes.zip: neither",
        "doclint: nothing to check: ",
    ]


def test_what_is_told_holds_nothing_that_moves_the_cursor_or_commands_a_server(capsys):
    write("text", "a\x1b[31m\n::error::b.zip")
    _, _, err = run(capsys, "check", "docs", "a\x1b[31m\n::error::b.zip")
    assert err.startswith("doclint: a\\x1b[31m\\x0a::error::b.zip: neither a page")
    _, _, err = run(capsys, "check", "gone\x1b[31m.md")
    assert err == "doclint: `gone\\x1b[31m.md` is not there\n"


def test_quiet_leaves_the_summary_out_and_verbose_says_more(capsys):
    assert run(capsys, "check", "-q")[2] == ""
    assert "docs/pets.md: GET /pets" in run(capsys, "check", "-v")[2]


def test_pages_of_an_api_that_match_nothing_are_told(capsys):
    api = '[[api]]\nspec = "openapi.yaml"\n'
    write(f'{api}pages = ["dcos/**"]\n', "doclint.toml")
    _, _, err = run(capsys, "check")
    assert err.startswith("doclint: doclint.toml:3: `pages`: no page is matched by `dcos/**`")
    assert "`pages`" not in run(capsys, "check", "docs/pets.md")[2]  # others are not looked at
    write(f'{api}pages = ["docs"]\n', "doclint.toml")
    assert "`pages`" not in run(capsys, "check")[2]


def test_colors_follow_the_option_then_the_environment(capsys, monkeypatch):
    write("ERROR\n")
    assert "\x1b" not in run(capsys, "check")[1]
    assert "\x1b[31m" in run(capsys, "check", "--color", "always")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m" in run(capsys, "check")[1]
    assert "\x1b" not in run(capsys, "check", "--color", "never")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(capsys, "check")[1]


def test_json_goes_to_stdout_alone(capsys):
    write("ERROR\n")
    code, out, _ = run(capsys, "check", "--format", "json")
    assert code == 1
    assert [one["rule"] for one in json.loads(out)["findings"]] == ["test/error"]


def test_settings_of_the_config_hold(capsys):
    write("ERROR WARN\n")
    write('ignore = ["test/error"]\n[rules."test/warning"]\nseverity = "error"\n', "doclint.toml")
    code, out, _ = run(capsys, "check", "--format", "concise")
    assert code == 1
    assert out == "docs/pets.md:1:7: error[test/warning] `WARN` is said\n"


def test_a_config_holds_from_below_too(capsys, monkeypatch):
    write('[per-file-ignores]\n"docs/*.md" = ["test/error"]\n', "doclint.toml")
    write("ERROR\n")
    monkeypatch.chdir("docs")
    assert run(capsys, "check", "pets.md")[0] == 0
    assert run(capsys, "check", "--no-config", "pets.md")[0] == 1


def test_map_says_what_belongs_together_and_what_is_alone(capsys):
    write("# Nothing\n", "docs/other.md")
    code, out, _ = run(capsys, "map")
    assert code == 0
    assert "  1: List pets = GET /pets" in out
    assert "pages without an operation: 1\n  docs/other.md" in out
    assert "operations without a page: 1\n  GET /cats in openapi.yaml" in out
    data = json.loads(run(capsys, "map", "--format", "json")[1])
    assert data["pages"][0]["sections"][0]["operations"][0]["operation"] == "GET /pets"


def test_map_and_show_say_what_there_is_of_templates(capsys):
    Path("templates").mkdir()
    write("# {{ title }}\n{% include 'row.md.j2' %}\n", "templates/page.md.j2")
    write("{{ row }}\n", "templates/row.md.j2")
    code, out, _ = run(capsys, "map", "templates")
    assert code == 0
    assert "templates that no page is known to be of: 1\n  templates/page.md.j2\n" in out
    code, out, err = run(capsys, "show", "templates/row.md.j2")
    assert (code, out) == (3, "")
    assert "`doclint render templates/row.md.j2`" in err


def test_show_says_what_was_read(capsys):
    code, out, _ = run(capsys, "show", "docs/pets.md")
    assert code == 0
    assert "limit: string, optional" in out
    data = json.loads(run(capsys, "show", "docs/pets.md", "--format", "json")[1])
    (members,) = data["pages"][0]["contracts"][0]["lists"]
    assert [(one["name"], one["kinds"], one["required"]) for one in members["members"]] == [
        ("limit", ["string"], False)
    ]


def test_config_show_says_where_each_value_comes_from(capsys):
    write('\nexclude = ["old"]\n', "doclint.toml")
    out = run(capsys, "config", "show", "old/a.md")[1]
    assert 'exclude = ["old"]  # doclint.toml:2' in out
    assert 'select = ["recommended"]  # default' in out
    assert "excluded = true" in out
    assert run(capsys, "config", "validate")[:2] == (0, "doclint.toml: right\n")
    assert json.loads(run(capsys, "config", "schema")[1])["type"] == "object"


def test_rules_are_listed_and_explained(capsys):
    assert "`test/error` (error)" in run(capsys, "rules")[1]
    assert "test/error" not in run(capsys, "rules", "list", "strict")[1]
    assert "Says test/error" in run(capsys, "explain", "test/error")[1]


def test_a_rule_is_begun_where_the_user_says_and_never_in_an_installed_package(
    capsys, monkeypatch, tmp_path
):
    monkeypatch.setattr("doclint.rules.catalog.IN_WHEEL", True)
    monkeypatch.setattr("doclint.rules.catalog.BUILTIN", tmp_path / "installed")
    code, _, told = run(capsys, "rules", "new", "house/words")
    assert (code, told) == (
        2,
        'doclint: where? say `--folder FOLDER`, or `rules = ["FOLDER"]` in `doclint.toml`\n',
    )
    assert run(capsys, "rules", "new", "house/words", "--folder", str(tmp_path / "own"))[0] == 0
    assert (tmp_path / "own/house/words.yaml").is_file()
    assert not (tmp_path / "installed").exists()


def test_no_arguments_print_help(capsys):
    code, out, _ = run(capsys)
    assert code == 0
    assert "usage: doclint" in out
    assert run(capsys, "check", "--help")[0] == 0


def test_the_hooks_call_what_there_is():
    text = (Path(SRC).parent / ".pre-commit-hooks.yaml").read_text("utf-8")
    hooks = load(Source("hooks.yaml", text)).data
    names = ["doclint", "doclint-fix", "doclint-templates", "doclint-all"]
    assert [hook["id"] for hook in hooks] == names
    for hook in hooks:
        program, *arguments = hook["entry"].split()
        assert program == "doclint"
        assert parser().parse_args(arguments).command == "check"


def fresh(program, *arguments, **options):
    """A new interpreter, that has imported nothing yet."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": SRC},
        **options,
    )


def test_the_version_costs_no_imports():
    program = (
        "import sys; before = set(sys.modules); from doclint.cli import main; main(['--version']);"
        "print(*sorted(set(sys.modules) - before))"
    )
    version, imported = fresh(program).stdout.splitlines()
    assert version == f"doclint {__version__}"
    assert not FORBIDDEN & set(imported.split())


def test_a_check_imports_nothing_that_it_does_not_need(tmp_path):
    (tmp_path / "doclint.toml").write_text('exclude = ["old"]\n')
    program = (
        "import sys, doclint.rules.catalog as c; c.catalog = lambda *_: ();"
        "from doclint.cli import main; main(['check', '-q', '--select', 'recommended']);"
        "print(*sorted(sys.modules))"
    )
    ended = fresh(program, cwd=tmp_path)
    assert ended.stderr == ""
    assert not HEAVY & set(ended.stdout.split())


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    (tmp_path / "docs/big.md").write_text("# x\n\n`GET /pets`\n\n" * 5000)
    command = f"'{sys.executable}' -m doclint map . --no-config | head -n 1"
    ended = subprocess.run(
        ["bash", "-c", command],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": SRC},
    )  # fmt: skip
    assert "Error" not in ended.stderr
    assert ended.stdout.count("\n") == 1
